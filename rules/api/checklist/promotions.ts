/** What ships a model or the service that holds it, and what it waits for. */
import type { Automation, Job, Step } from '../repository/automation.ts';
import type { Link, RepositoryPlace } from '../repository/place.ts';
import type { Repository } from '../repository/repository.ts';
import type { Command } from '../repository/run.ts';
import { textAt } from '../repository/tree.ts';
import type { TreeNode } from '../repository/tree.ts';

export interface Promotion extends Link {
  /** Null when a person starts it. */
  readonly by: Automation | null;
  readonly job: Job | null;
  readonly step: Step | null;
}

/** Where a command stands among jobs and steps. */
export interface Position {
  readonly by: Automation;
  readonly job: Job;
  readonly step: Step;
  readonly at: RepositoryPlace;
}

/** Whether the promotion comes only after the check has succeeded: later in its step or job, or in a job that waits for it. */
export function comesAfter(promotion: Promotion, check: Position): boolean {
  const { by, job, step } = promotion;
  if (by === null || job === null || step === null || !isSame(by.at, check.by.at)) return false;
  if (job.id !== check.job.id) return waitsFor(by, { from: job.id, to: check.job.id });
  const [first, second] = [check.job.steps.findIndex((each) => isSame(each.at, check.step.at)), job.steps.findIndex((each) => isSame(each.at, step.at))];
  if (first !== second) return first >= 0 && first < second;
  return check.at.path === promotion.at.path && startOf(check.at) < startOf(promotion.at);
}

function startOf({ range }: RepositoryPlace): number {
  return range === null ? 0 : range.start.line * 100_000 + range.start.column;
}

function isSame(a: RepositoryPlace, b: RepositoryPlace): boolean {
  return a.path === b.path && startOf(a) === startOf(b);
}

function waitsFor(by: Automation, { from, to }: { readonly from: string; readonly to: string }): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === to && seen.size > 0) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(by.jobs.find((job) => job.id === id)?.needs ?? []));
  }
  return false;
}

/** Everything of the repository that ships a model or the service that holds it. */
export function promotionsOf(repository: Repository): readonly Promotion[] {
  const byCommand = repository.runs.flatMap((run): readonly Promotion[] => {
    const text = promotionBy(run.command);
    return text === null ? [] : [{ at: run.command.at, text: `\`${text}\``, by: run.started?.by ?? null, job: run.started?.job ?? null, step: run.started?.step ?? null }];
  });
  const byAction = repository.automations.flatMap((by) =>
    by.jobs.flatMap((job) =>
      job.steps.flatMap((step): readonly Promotion[] =>
        step.does.kind === 'uses' && isShippingAction(step.does) ? [{ at: step.at, text: `\`${step.does.name}\``, by, job, step }] : [],
      ),
    ),
  );
  return [...byCommand, ...byAction];
}

/** Jobs and steps that ship by their names, and commands that nobody can look into: enough to say that they wait, never that they do not. */
export function likelyPromotionsOf({ automations, runs }: Repository): readonly Promotion[] {
  const bySteps = automations.flatMap((by) => by.jobs.flatMap((job) => job.steps.flatMap((step): readonly Promotion[] => (step.does.kind !== 'uses' && (SHIPS_BY_NAME.test(job.id) || SHIPS_BY_NAME.test(job.name) || SHIPS_BY_NAME.test(step.name)) ? [{ at: step.at, text: `step \`${step.name.slice(0, 60).replaceAll('`', '')}\` of job \`${job.id}\``, by, job, step }] : []))));
  const byWords = runs.flatMap(({ command, started }): readonly Promotion[] => (started !== null && SHIPS_BY_WORD.test(command.words.map((word) => word ?? '').join(' ')) ? [{ at: command.at, text: `\`${command.words.slice(0, 4).join(' ')}\``, by: started.by, job: started.job, step: started.step }] : []));
  return [...bySteps, ...byWords];
}

const SHIPS_BY_NAME = /\b(?:deploy\w*|publish\w*|promot\w*|releas\w*|roll[ -_]?out|ship|deliver\w*|go[ -_]live|regist(?:er|ry)\w*|switch\w*|firmware|flash\w*|serve|serving|canary|activate)(?![a-z])/i;
const SHIPS_BY_WORD = /^(?:git push\b|make (?:\S+ )*(?:deploy|publish|release|promote|flash)\S*|(?:sudo )?(?:cp|mv|ln|install) (?:-\S+ )*\S*(?:model|\.(?:pkl|joblib|onnx|tflite|pth?|h5|keras)\b)\S* |(?:sudo )?systemctl (?:restart|reload)\b|(?:sudo )?docker(?:-compose| compose)? (?:\S+ )*(?:up|restart|run -d|service update)\b|ssh\b|dvc push\b)|(?:^|\/)(?:deploy|publish|release|promote|switch\w*|rollout)\S*\.sh\b/i;

/** Returns the words that say what is shipped, or null for a command that ships nothing. */
function promotionBy({ words }: Command): string | null {
  const known = words.filter((word): word is string => word !== null);
  const line = known.join(' ');
  return SHIPPING_COMMANDS.some((pattern) => pattern.test(line)) ? known.slice(0, 4).join(' ') : null;
}

/** Commands that put something where users meet it. Own list. */
const SHIPPING_COMMANDS: readonly RegExp[] = [
  /^(?:sudo )?kubectl (?:.* )?(?:apply|create|replace|set image|rollout restart)\b/,
  /^(?:sudo )?helm (?:.* )?(?:upgrade|install)\b/,
  /^(?:sudo )?(?:docker|podman|buildah) (?:.* )?push\b/,
  /^(?:sudo )?docker(?:-compose| compose) (?:.* )?up\b.*(?:\s-d\b|--detach\b)/,
  /^docker buildx build\b.* --push\b/,
  /^aws (?:.* )?(?:sagemaker (?:create-endpoint|update-endpoint|create-model|update-model-package)|ecs update-service|lambda update-function-code|deploy create-deployment|elasticbeanstalk)\b/,
  /^gcloud (?:.* )?(?:run deploy|app deploy|ai (?:endpoints deploy-model|models upload)|functions deploy)\b/,
  /^az (?:.* )?(?:ml (?:online-deployment|online-endpoint|model) (?:create|update)|webapp|containerapp update)\b/,
  /^mlflow (?:.* )?(?:deployments (?:create|update)|models transition|registered-models)\b/,
  /^(?:python3? -m )?twine upload\b/,
  /^(?:poetry|flit|uv|hatch) publish\b/,
  /^gh release (?:create|upload)\b/,
  /^(?:bentoml (?:deploy|push)|modal deploy|flyctl deploy|fly deploy|heroku container:release|cdk deploy|serverless deploy|sls deploy|databricks bundle deploy|skaffold run|argocd app sync|huggingface-cli upload|hf upload|dvc push)\b/,
  /^terraform apply\b/,
  // a model that is copied to where others take it from, not the other way round
  /^(?:aws s3 (?:cp|sync|mv)|gsutil (?:-\S+ )*(?:cp|rsync|mv)|gcloud storage (?:cp|rsync|mv)) (?:-\S+ )*(?!s3:|gs:)\S*(?:model|\.(?:pkl|joblib|onnx|tflite|pth?|h5|keras|safetensors|gguf|bst|cbm)\b)\S* (?:s3a?|gs):/i,
  /^(?:az storage blob upload(?:-batch)?\b.*model|(?:scp|rsync) (?:-\S+ )*(?![^ ]*@)\S*(?:model|\.(?:pkl|joblib|onnx|tflite|pth?|h5|keras)\b)\S* \S+:)/i,
  /^(?:docker stack deploy|nomad job run|ansible-playbook|git push heroku|dokku|eb deploy|copilot deploy|kamal deploy|sam deploy|chalice deploy|zappa (?:deploy|update)|vercel|wrangler deploy|cf push|oc (?:rollout|apply|start-build))\b/,
  /^(?:python[\d.]*|poetry run python|uv run(?: python)?) (?:-m )?(?:[\w./-]*[./_-])?(?:deploy|promote|publish|release|register_model|push_model|upload_model|roll_?out)(?:_\w+)?(?:\.py)?(?: |$)/,
];

const SHIPPING_ACTIONS: readonly RegExp[] = [
  /^(?:softprops\/action-gh-release|actions\/create-release|ncipollo\/release-action|pypa\/gh-action-pypi-publish|marvinpinto\/action-automatic-releases)@/,
  /^(?:aws-actions\/amazon-ecs-deploy-task-definition|google-github-actions\/deploy-(?:cloudrun|appengine|cloud-functions)|azure\/(?:k8s-deploy|webapps-deploy|container-apps-deploy-action)|superfly\/flyctl-actions)/i,
  /^(?:akhileshns\/heroku-deploy|appleboy\/ssh-action|elgohr\/Publish-Docker-Github-Action)@/,
];

/** Builds an image, and pushes it only when told to. */
const BUILDING_ACTION = /^docker\/(?:build-push-action|bake-action)@/;

function isShippingAction({ name, inputs }: { readonly name: string; readonly inputs: TreeNode | null }): boolean {
  if (BUILDING_ACTION.test(name)) return ![null, 'false'].includes(textAt(inputs, 'push'));
  return SHIPPING_ACTIONS.some((pattern) => pattern.test(name));
}
