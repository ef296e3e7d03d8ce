/** What Jenkinsfiles say, as rules on them ask for it. */
import type { Automation, Job, ScriptText } from './automation.ts';
import type { RepositoryFiles } from './files.ts';
import type { RepositoryPlace } from './place.ts';
import type { Repository } from './repository.ts';

export const JENKINS_FILES: readonly string[] = ['**/Jenkinsfile', '**/Jenkinsfile{.,-,_}*', '**/*.{jenkinsfile,Jenkinsfile}', '**/{*jenkins*,pipeline*}/**/*.groovy'];

export interface JenkinsFile {
  readonly path: string;
  /** Comments are blanks, at the same length. */
  readonly text: string;
}

/** Pipelines only: files without `pipeline {`, `node` or `stage` are something else. */
export function jenkinsFiles(files: RepositoryFiles): readonly JenkinsFile[] {
  return files.matching(...JENKINS_FILES).flatMap(({ path }) => {
    const text = blankComments(files.text(path) ?? '');
    return /\bpipeline\s*\{|\bnode\s*[({]|\bstage\s*\(/.test(text) ? [{ path, text }] : [];
  });
}

const PIECE = /'''[\s\S]*?'''|"""(?:[^\\]|\\.)*?"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

function blankComments(text: string): string {
  return text.replace(PIECE, (piece) => (piece.startsWith('/') ? piece.replace(/[^\n]/g, ' ') : piece));
}

/** Whether steps may stand in a library or another file, so that what is not in the text proves nothing. */
export function leansOnOthers({ text }: JenkinsFile): boolean {
  return /@Library\b|\blibrary\s*[('"]|\bload\s*[('"]|\bbuild\s*\(?\s*job\b/.test(text);
}

export interface JenkinsCommand {
  readonly job: Job;
  readonly text: string;
  readonly at: RepositoryPlace;
}

/** Lines of its shell steps, in the order of the file. */
export function jenkinsCommands({ automations }: Repository, path: string): readonly JenkinsCommand[] {
  return automations
    .filter((automation: Automation) => automation.kind === 'jenkins' && automation.at.path === path)
    .flatMap(({ jobs }) => jobs.flatMap((job) => job.steps.flatMap(({ does }) => (does.kind === 'shell' ? linesOf(does.script).map(({ text, at }) => ({ job, text, at })) : []))))
    .filter(({ at, text }) => at.path === path && text.trim() !== '' && !text.trimStart().startsWith('#'));
}

function linesOf({ lines }: ScriptText): ScriptText['lines'] {
  return lines;
}

/** Whether a line of shell trains a model, by the name of what it runs. */
export function isTraining(line: string): boolean {
  return /(?:python[\d.]*|papermill|torchrun|accelerate launch)\s[^|;&]*\b(?:re)?train(?:ing|er)?(?:_\w+)?(?:\.py|\.ipynb|\b)|-m\s+[\w.]*\btrain\w*|\bmake\s+(?:re)?train\b|\bdvc\s+(?:repro|exp run)\b|\bmlflow\s+run\b|\bkedro\s+run\b/.test(line);
}

/** Whether a line of shell puts something where others use it. */
export function isDeploying(line: string): boolean {
  return /\bkubectl\s+(?:apply|set\s+image|rollout)|\bhelm\s+(?:upgrade|install)\b|\bdocker(?:\s+image)?\s+push\b|\btwine\s+upload\b|\bgcloud\s+(?:run|app|functions|ai)\b.*\bdeploy\b|\baws\s+(?:ecs\s+update-service|sagemaker\s+(?:create|update)-endpoint|lambda\s+update-function-code|elasticbeanstalk)|\baz\s+(?:webapp|functionapp|ml)\b.*\b(?:deploy|up|create)|\bserverless\s+deploy\b|\bterraform\s+apply\b|\boc\s+(?:apply|rollout|start-build)\b/.test(line);
}

/** Whether a line of shell, or the name of a stage, tests, checks or weighs something. */
export function isJudging(text: string): boolean {
  return /\b(?:py)?tests?\b|\btox\b|\bnox\b|unittest|nosetests|\bchecks?\b|valid|verif|eval|threshold|quality|metric|great_expectations|\bgx\b|lint|flake8|ruff|mypy|\bsmoke|\bassert|coverage|sonar|\bscan|trivy|(?:^|[\s_./-])tests?[_./-]|[_-]tests?\b/i.test(text);
}

/** The place of a match in the text of a file. */
export function placeOfMatch(files: RepositoryFiles, { path }: JenkinsFile, { index, length }: { readonly index: number; readonly length: number }): RepositoryPlace {
  return files.place(path, index, index + length);
}
