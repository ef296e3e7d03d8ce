/** Google Cloud Build: any file with steps that name images. What starts a build is set up outside of the file. Source: cloud.google.com/build/docs/build-config-file-schema. */
import type { Automation, Doing, Job, Trigger } from '../../../../rules/api/repository/automation.ts';
import { YES, wholeFile, type Outcome } from '../../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt, textAt, type TreeNode } from '../../../../rules/api/repository/tree.ts';
import { shellDoing, shellSettings, wordNodes, wordsDoing } from './commands.ts';
import { insideFolder, nameOf, normalFolder } from './folders.ts';
import { noBecause, quoted, unknownBecause } from './outcomes.ts';
import type { Reading } from './reading.ts';

/** Cloud Build allows 300 steps. */
const MAX_STEPS = 300;

export function cloudBuildAutomations(reading: Reading): readonly Automation[] {
  const written = terraformTriggers(reading);
  return reading.files.all.flatMap(({ path }): readonly Automation[] => {
    if (!/\.(?:ya?ml|json)(?:\.[\w-]+)?$/.test(path) || /^\.(?:circleci|woodpecker|buildkite)\//.test(path)) return [];
    const isNamed = /cloud-?build/i.test(path);
    if (!isNamed && (/\.json$/.test(path) || !/^steps\s*:/m.test(reading.files.text(path) ?? ''))) return [];
    const root = reading.files.trees(path)[0]?.root ?? null;
    const steps = itemsAt(root, 'steps').slice(0, MAX_STEPS);
    if (root?.kind !== 'map' || at(root, 'jobs') !== null || !isBuild(steps)) return [];
    const whole = wholeFile(path);
    const live = /\.(?:ya?ml|json)$/.test(path);
    const triggers = live ? (written.get(path) ?? []) : [];
    const fires = live ? unknownBecause(whole, 'what starts the build is set up in Cloud Build') : noBecause(whole, `the file is switched off by its name: \`${nameOf(path)}\``);
    return [{ kind: 'cloud-build', name: path, at: whole, triggers: triggers.length > 0 ? triggers : [{ kind: 'upstream', at: whole, fires }], jobs: jobsOf(reading, steps), notifies: [] }];
  });
}

/**
 * Triggers that Terraform sets up, by the file of the build.
 * Source: registry.terraform.io/providers/hashicorp/google, `google_cloudbuild_trigger`.
 */
function terraformTriggers({ files }: Reading): ReadonlyMap<string, readonly Trigger[]> {
  const found = new Map<string, readonly Trigger[]>();
  for (const { path } of files.matching('**/*.tf')) {
    // each block is an entry of its own
    const blocks = files.trees(path).flatMap(({ root }) => entriesAt(root).filter(({ key }) => key === 'resource').flatMap(({ value }) => entriesAt(value, 'google_cloudbuild_trigger')));
    for (const { key, at: place, value } of blocks) {
      const build = normalFolder(textAt(value, 'filename') ?? '');
      if (build === null || build === '') continue;
      const isOff = textAt(value, 'disabled') === 'true';
      const outcome = (kind: Trigger['kind'], node: TreeNode): Trigger => ({ kind, at: node.at, fires: isOff ? noBecause(place, `the trigger is switched off: ${quoted(key)}`) : YES });
      const events = ['github', 'repository_event_config', 'bitbucket_server_trigger_config', 'trigger_template'].flatMap((way): readonly Trigger[] => {
        const node = at(value, way);
        if (node === null) return [];
        const push = way === 'trigger_template' ? node : at(node, 'push');
        const request = at(node, 'pull_request');
        return [...(push === null ? [] : [outcome('push', push)]), ...(request === null ? [] : [outcome('pull-request', request)])];
      });
      const upstream = ['pubsub_config', 'webhook_config'].flatMap((way): readonly Trigger[] => {
        const node = at(value, way);
        return node === null ? [] : [{ kind: 'upstream', at: node.at, fires: isOff ? outcome('upstream', node).fires : unknownBecause(node.at, 'what sends the message is set up elsewhere') }];
      });
      found.set(build, [...(found.get(build) ?? []), ...events, ...upstream]);
    }
  }
  return found;
}

function isBuild(steps: readonly TreeNode[]): boolean {
  if (steps.length === 0) return false;
  const keys = ['uses', 'run', 'image', 'task', 'commands', 'template', 'displayName', 'plugin'];
  return steps.every((step) => /^[\w.$-][\w.$:/{}@-]*$/.test(textAt(step, 'name') ?? '') && keys.every((key) => at(step, key) === null)) && steps.some((step) => at(step, 'args') !== null || at(step, 'entrypoint') !== null || at(step, 'script') !== null);
}

/** Each step is a job: without `waitFor` it waits for all before it. */
function jobsOf(reading: Reading, steps: readonly TreeNode[]): readonly Job[] {
  const ids: string[] = [];
  return steps.map((node, index): Job => {
    const written = textAt(node, 'id') ?? `step ${index + 1}`;
    const id = ids.includes(written) ? `${written} ${index + 1}` : written;
    const waits = at(node, 'waitFor');
    const needs = waits === null ? [...ids] : itemsAt(waits).flatMap((item) => (item.kind === 'scalar' && item.text !== '-' ? [item.text] : []));
    ids.push(id);
    const does = doingOf(reading, node);
    return { id, name: written, at: node.at, needs, runs: YES, enforced: enforcedOf(node), steps: [{ name: written, at: node.at, runs: YES, enforced: YES, does }] };
  });
}

function enforcedOf(node: TreeNode): Outcome {
  const allowed = at(node, 'allowFailure');
  const codes = at(node, 'allowExitCodes');
  if (textAt(allowed) === 'true' && allowed !== null) return noBecause(allowed.at, 'a failure is ignored: `allowFailure: true`');
  return codes === null ? YES : unknownBecause(codes.at, 'some failures are ignored: `allowExitCodes`');
}

function doingOf(reading: Reading, node: TreeNode): Doing {
  const image = textAt(node, 'name') ?? '';
  const folder = insideFolder('', (textAt(node, 'dir') ?? '').replace(/^\/workspace\/?/, ''));
  const script = at(node, 'script');
  if (script !== null) {
    const own = /^#!\s*(?:\/usr\/bin\/env\s+)?(.*)$/m.exec((textAt(script) ?? '').split('\n', 1)[0] ?? '')?.[1];
    return shellDoing(reading, script, { ...(own === undefined ? { stopsAtFailure: true } : shellSettings(own)), folder });
  }
  const entrypoint = at(node, 'entrypoint');
  const args = wordNodes(at(node, 'args'));
  if (entrypoint !== null) return wordsDoing(reading, [...wordNodes(entrypoint), ...args], folder);
  const tool = /cloud-builders\/([\w-]+)/.exec(image)?.[1];
  const first = args[0]?.kind === 'scalar' ? args[0].text : '';
  const isPublic = !/^[\w.-]*(?:gcr\.io|pkg\.dev)\//.test(image) && /^(?:[\w-]+\/)?[\w.-]+(?::[\w.-]+)?$/.test(image);
  if (args.length === 0 || (tool === undefined && !isPublic && !/^(?:python|pytest|bash|sh|make|pip|dvc|tox|task|poetry|uv|npm|kedro|gcloud|gsutil|kubectl)[\d.]*$/.test(first) && !/cloud-sdk/.test(image))) return { kind: 'image', image, dockerfile: null };
  const word: TreeNode = { kind: 'scalar', at: at(node, 'name')?.at ?? node.at, value: tool ?? '', text: tool ?? '' };
  return wordsDoing(reading, tool === undefined ? args : [word, ...args], folder);
}
