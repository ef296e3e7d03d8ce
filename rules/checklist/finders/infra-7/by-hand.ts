/** Ways back that a person has to start: a workflow that is there for it, or a documented command where earlier versions are kept. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import { YES } from '../../../api/repository/place.ts';
import type { DocumentSection, Repository } from '../../../api/repository/repository.ts';
import type { Run } from '../../../api/repository/run.ts';
import { textOfPlace } from '../place-text.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';
import { BACK } from '../ways-back.ts';

const ITEMS = ['infra-7'] as const;

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-7/by-hand',
  find: (repository) => ({ checks: [...startedByHand(repository), ...documented(repository)] }),
};

function lineOf({ command }: Run): string {
  return command.words.map((word) => word ?? '…').join(' ');
}

/** `workflow_dispatch` and its like, in a job that is not left out. */
function startedByHand({ runs }: Repository): readonly FoundCheck[] {
  const seen = new Set<string>();
  return runs.flatMap((run): readonly FoundCheck[] => {
    const { command, started } = run;
    const key = JSON.stringify(command.at);
    if (started === null || seen.has(key) || !BACK.test(lineOf(run)) || /--atomic\b|--rollback-on-failure\b/.test(lineOf(run))) return [];
    const { by, job } = started;
    const manual = by.triggers.find(({ kind }) => kind === 'manual');
    if (manual === undefined || by.triggers.some(({ kind, fires }) => kind !== 'manual' && fires.answer !== 'no') || isExamplePath(by.at.path)) return [];
    seen.add(key);
    const chain = [{ at: command.at, text: `\`${lineOf(run).split(' ').slice(0, 3).join(' ').replaceAll('`', '')}\` runs` }, { at: job.at, text: `job \`${job.id}\` of \`${by.name}\` does it` }];
    return [{ items: ITEMS, at: command.at, text: `\`${by.name}\` is there to bring the previous version back`, isReal: YES, data: 'unknown', ranBy: { kind: 'always', enforced: YES, repeated: YES, chain }, atMost: 0.5, because: 'a person has to start it' }];
  });
}

const TITLE = /\broll(?:ing)?[ -]?back|\brevert(?:ing)? (?:a|the|to)\b.*\b(?:model|release|version)/i;
const COMMAND = /\bkubectl\b[^\n]{0,80}\brollout undo\b|\bhelm\b[^\n]{0,80}\brollback\b|\bargocd app rollback\b|\bdvc checkout\b|\bset_registered_model_alias\b|\b(?:promote|rollback|roll-back|activate|set-active|use-version)\b[ \t]{1,4}[<"'$[{-]|\bgcloud run services update-traffic\b[^\n]{0,80}--to-revisions|\bdocker (?:run|pull|service update)\b[^\n]{0,120}:(?:v?\d|<|\$|[0-9a-f]{7})/i;

/** A section on the way back with its command in code. */
function documented(repository: Repository): readonly FoundCheck[] {
  const sections = repository.documents.filter((section) => !isTestPath(section.at.path) && !isExamplePath(section.at.path.replace(/^docs?\//, '')) && TITLE.test(section.titles.slice(-2).join(' / ')) && codeOf(section).some((code) => COMMAND.test(code)) && !/\b(?:to-?do|planned|not yet|will be)\b/i.test(section.text));
  const [section] = sections;
  const kept = section === undefined ? null : versionsKept(repository, section);
  if (section === undefined || kept === null) return [];
  const title = (section.titles.at(-1) ?? '').slice(0, 60).replaceAll('`', '');
  return [{ items: ITEMS, at: section.at, text: `\`${title}\` gives the command that brings an earlier version back`, isReal: YES, data: 'unknown', ranBy: { kind: 'always', enforced: YES, repeated: YES, chain: [kept] }, atMost: 0.5, because: 'a person has to run it' }];
}

/** Blocks and spans of code. */
function codeOf({ text }: DocumentSection): readonly string[] {
  return [...text.matchAll(/```[^\n]*\n([\s\S]{0,4000}?)```|`([^`\n]{1,300})`/g)].map((match) => match[1] ?? match[2] ?? '');
}

/** What says that every version can be brought back: tags of images by commit or version, a registry, runs that are never changed. */
function versionsKept(repository: Repository, section: DocumentSection): { readonly at: DocumentSection['at']; readonly text: string } | null {
  const tagged = repository.automations.flatMap(({ jobs }) => jobs).find((job) => job.steps.some((step) => TAGGED.test(textOfPlace(repository, step.at))));
  if (tagged !== undefined) return { at: tagged.at, text: `job \`${tagged.id}\` tags every image by its commit or version` };
  const registers = repository.programs.flatMap(({ path, functions }) => (isTestPath(path) ? [] : functions.flatMap(({ calls }) => calls))).find(({ name }) => name !== null && /^mlflow\.register_model$|(?:^|\.)create_model_version$/.test(name));
  if (registers !== undefined) return { at: registers.at, text: 'a registry keeps every version' };
  return /\b(?:immutable|never (?:changed|overwritten)|run[ _-]ids?|all versions are kept)\b/i.test(section.text) ? { at: section.at, text: 'versions are never changed' } : null;
}

const TAGGED = /\b(?:docker|buildah|podman|build-push-action|gcloud builds|kaniko)\b[\s\S]{0,1500}?(?:github\.sha|GITHUB_SHA|CI_COMMIT_(?:SHORT_)?(?:SHA|TAG)|github\.ref_name|rev-parse|BUILD_NUMBER|steps\.meta\.outputs\.tags)/;
