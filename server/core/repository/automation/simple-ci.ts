/** CI systems with one file and a list of steps: Travis, Bitbucket, Buildkite, Drone. */
import type { Automation, AutomationKind, Job, Step, Trigger } from '../../../../rules/api/repository/automation.ts';
import { UNKNOWN, YES, wholeFile, type Link, type Outcome } from '../../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt, textAt, type TreeNode } from '../../../../rules/api/repository/tree.ts';
import { matchesGlob } from '../../glob.ts';
import { branchOutcome } from './branches.ts';
import { shellDoing } from './commands.ts';
import { insideFolder, nameOf } from './folders.ts';
import { withBrokenNeeds } from './needs.ts';
import { isMessenger } from './notifying.ts';
import { noBecause, quoted, unknownBecause } from './outcomes.ts';
import type { Reading } from './reading.ts';

/** Own choice. */
const MAX_JOBS = 300;

const matchesAny = (patterns: readonly string[], branch: string): boolean => patterns.some((pattern) => matchesGlob(pattern, branch));

interface System {
  readonly kind: AutomationKind;
  readonly name: string;
  /** Globs of its files, live ones and those switched off by their name. */
  readonly live: RegExp;
  readonly off: RegExp;
  read(reading: Reading, root: TreeNode, path: string): { readonly triggers: readonly Trigger[]; readonly jobs: readonly Job[]; readonly notifies: readonly Link[] };
}

const SYSTEMS: readonly System[] = [
  { kind: 'travis', name: 'Travis CI', live: /^\.travis\.ya?ml$/, off: /^_?\.?travis\.ya?ml[._~-].+$|^_\.travis\.ya?ml$/, read: readTravis },
  { kind: 'bitbucket', name: 'Bitbucket Pipelines', live: /^bitbucket-pipelines\.ya?ml$/, off: /^_?bitbucket-pipelines\.ya?ml[._~-].+$/, read: readBitbucket },
  { kind: 'buildkite', name: 'Buildkite', live: /^\.?buildkite\/pipeline(?:\.[\w-]+)?\.ya?ml$|^\.?buildkite\.ya?ml$/, off: /^\.buildkite\/.*\.ya?ml[._~-].+$/, read: readBuildkite },
  { kind: 'drone', name: 'Drone', live: /^\.(?:drone|woodpecker)\.ya?ml$|^\.woodpecker\/[^/]+\.ya?ml$/, off: /^_?\.drone\.ya?ml[._~-].+$/, read: readDrone },
];

export function simpleAutomations(reading: Reading): readonly Automation[] {
  return reading.files.all.flatMap(({ path }) =>
    SYSTEMS.flatMap((system): readonly Automation[] => {
      const isOff = system.off.test(path);
      if (!isOff && !system.live.test(path)) return [];
      return reading.files.trees(path).flatMap(({ root }): readonly Automation[] => {
        if (root.kind !== 'map') return [];
        const { triggers, jobs, notifies } = system.read(reading, root, path);
        if (jobs.length === 0) return [];
        const off = noBecause(wholeFile(path), `the file is switched off by its name: ${quoted(nameOf(path))}`);
        return [{ kind: system.kind, name: textAt(root, 'name') ?? system.name, at: { ...root.at, range: null }, triggers: isOff ? triggers.map((trigger) => ({ ...trigger, fires: off })) : triggers, jobs, notifies }];
      });
    }),
  );
}

function job(id: string, node: TreeNode, more: Partial<Job>): Job {
  return { id, name: id, at: node.at, needs: [], runs: YES, enforced: YES, steps: [], ...more };
}

/** A command of `script` that fails fails the build, and the next one still runs: each is a step of its own. */
function readTravis(reading: Reading, root: TreeNode, path: string): ReturnType<System['read']> {
  const whole = wholeFile(path);
  const phases = (node: TreeNode | null, place: TreeNode): readonly Step[] => [
    ...['before_install', 'install', 'before_script'].flatMap((phase) => phaseStep(at(node, phase) ?? (node === root ? null : at(root, phase)), phase, YES)),
    ...itemsAt(at(node, 'script') ?? at(root, 'script')).map((item): Step => ({ name: 'script', at: item.at, runs: YES, enforced: YES, does: shellDoing(reading, item, { stopsAtFailure: false }) })).filter(({ does }) => does.kind !== 'shell' || does.script.lines.some(({ text }) => text.trim() !== 'skip')),
    ...['after_success', 'after_failure', 'after_script'].flatMap((phase) => phaseStep(at(node, phase) ?? at(root, phase), phase, noBecause(at(node, phase)?.at ?? at(root, phase)?.at ?? place.at, `a failure in \`${phase}\` is ignored`))),
    ...itemsAt(at(node, 'deploy') ?? at(root, 'deploy')).map((item): Step => ({ name: 'deploy', at: item.at, runs: YES, enforced: YES, does: textAt(item, 'provider') === 'script' ? shellDoing(reading, at(item, 'script'), { stopsAtFailure: false }) : { kind: 'uses', name: textAt(item, 'provider') ?? 'deploy', inputs: item } })),
  ];
  const phaseStep = (node: TreeNode | null, name: string, enforced: Outcome): readonly Step[] =>
    node === null || itemsAt(node).length === 0 ? [] : [{ name, at: node.at, runs: name === 'after_failure' ? unknownBecause(node.at, 'runs only after a failure') : YES, enforced, does: shellDoing(reading, node, { stopsAtFailure: true }) }];
  const included = [...itemsAt(root, 'jobs', 'include'), ...itemsAt(root, 'matrix', 'include')].filter((item) => item.kind === 'map').slice(0, MAX_JOBS);
  const staged = included.filter((item) => at(item, 'script') !== null);
  const jobs: Job[] = at(root, 'script') === null && staged.length > 0 ? [] : [job('script', root, { at: at(root, 'script')?.at ?? root.at, steps: phases(root, root) })];
  let stage = '';
  let before: readonly string[] = [];
  let own: string[] = jobs.map(({ id }) => id);
  for (const [index, item] of staged.entries()) {
    const next = textAt(item, 'stage') ?? stage;
    if (next !== stage && own.length > 0) {
      before = own;
      own = [];
    }
    stage = next;
    const id = textAt(item, 'name') ?? `${stage === '' ? 'job' : stage} ${index + 1}`;
    own.push(id);
    const condition = at(item, 'if');
    jobs.push(job(id, item, { needs: before, runs: condition === null || /^\s*(?:branch|tag|type)\b/.test(textAt(condition) ?? '') ? YES : unknownBecause(condition.at, `runs only if ${quoted(textAt(condition) ?? '')}`), steps: phases(item, item) }));
  }
  const filled = jobs.filter(({ steps }) => steps.length > 0);
  const fires = branchOutcome(reading, { wanted: at(root, 'branches', 'only'), ignored: at(root, 'branches', 'except') }, (patterns, branch) => patterns.some((pattern) => pattern === branch || /^\/\^?(?:\.\*|master|main)/.test(pattern)));
  const notifications = entriesAt(root, 'notifications').filter(({ key, value }) => /^(?:email|slack|webhooks|hipchat|irc)$/.test(key) && textAt(value) !== 'false' && textAt(value, 'on_failure') !== 'never');
  return { triggers: [{ kind: 'push', at: whole, fires }], jobs: filled, notifies: notifications.map(({ key, at: place }) => ({ at: place, text: `${quoted(key)} tells people when it fails` })) };
}

function readBitbucket(reading: Reading, root: TreeNode, path: string): ReturnType<System['read']> {
  const triggers: Trigger[] = [];
  const jobs: Job[] = [];
  const pipeline = (prefix: string, list: TreeNode, manual: Outcome | null): void => {
    let before: readonly string[] = [];
    const addStep = (node: TreeNode, needs: readonly string[]): string => {
      const id = `${prefix}/${textAt(node, 'name') ?? jobs.length + 1}`;
      const runs = textAt(node, 'trigger') === 'manual' ? noBecause(at(node, 'trigger')?.at ?? node.at, 'a person has to start it: `trigger: manual`') : (manual ?? changesOutcome(reading, at(node, 'condition', 'changesets', 'includePaths')));
      const after = at(node, 'after-script');
      const script = at(node, 'script');
      const steps: Step[] = [
        ...(script === null ? [] : [{ name: 'script', at: script.at, runs: YES, enforced: YES, does: shellDoing(reading, script, { stopsAtFailure: true }) }]),
        ...itemsAt(script).flatMap((item): readonly Step[] => (at(item, 'pipe') === null ? [] : [{ name: textAt(item, 'pipe') ?? 'pipe', at: item.at, runs: YES, enforced: YES, does: { kind: 'uses', name: textAt(item, 'pipe') ?? 'pipe', inputs: at(item, 'variables') } }])),
        ...(after === null ? [] : [{ name: 'after-script', at: after.at, runs: YES, enforced: noBecause(after.at, 'a failure in `after-script` is ignored'), does: shellDoing(reading, after, { stopsAtFailure: true }) }]),
      ];
      jobs.push(job(id, node, { name: textAt(node, 'name') ?? id, needs, runs, steps }));
      return id;
    };
    for (const item of itemsAt(list).slice(0, MAX_JOBS - jobs.length)) {
      const parallel = at(item, 'parallel');
      const stage = at(item, 'stage');
      const group = parallel === null ? null : parallel.kind === 'map' ? at(parallel, 'steps') : parallel;
      if (group !== null) before = itemsAt(group).flatMap((each) => (at(each, 'step') === null ? [] : [addStep(at(each, 'step') ?? each, before)]));
      else if (stage !== null) for (const each of itemsAt(stage, 'steps')) before = [addStep(at(each, 'step') ?? each, before)];
      else if (at(item, 'step') !== null) before = [addStep(at(item, 'step') ?? item, before)];
    }
  };
  for (const { key, at: place, value } of entriesAt(root, 'pipelines')) {
    if (key === 'default') {
      triggers.push({ kind: 'push', at: place, fires: YES });
      pipeline(key, value, null);
    } else if (key === 'branches' || key === 'pull-requests' || key === 'tags') {
      for (const { key: branch, at: where, value: list } of entriesAt(value)) {
        const name: TreeNode = { kind: 'scalar', at: where, value: branch, text: branch };
        triggers.push({ kind: key === 'branches' ? 'push' : key === 'tags' ? 'release' : 'pull-request', at: where, fires: key === 'branches' ? branchOutcome(reading, { wanted: name, ignored: null }, matchesAny) : YES });
        pipeline(`${key}/${branch}`, list, null);
      }
    } else if (key === 'custom') {
      for (const { key: name, at: where, value: list } of entriesAt(value)) {
        const manual = unknownBecause(where, 'a person or a schedule outside of the file starts it');
        triggers.push({ kind: 'manual', at: where, fires: manual });
        pipeline(`custom/${name}`, list, manual);
      }
    }
  }
  return { triggers: triggers.length > 0 ? triggers : [{ kind: 'push', at: wholeFile(path), fires: UNKNOWN }], jobs: withBrokenNeeds(jobs, { regardless: new Set(), isDoubtful: () => false }), notifies: [] };
}

function changesOutcome(reading: Reading, node: TreeNode | null): Outcome {
  const items = itemsAt(node).slice(0, 100);
  if (items.length === 0 || reading.tracked.length === 0) return YES;
  for (const item of items) {
    if (!reading.spend(reading.tracked.length)) return UNKNOWN;
    if (item.kind === 'scalar' && reading.tracked.some(({ path }) => matchesGlob(item.text, path))) return YES;
  }
  const [first] = items;
  return first === undefined ? YES : noBecause(first.at, `${quoted(first.kind === 'scalar' ? first.text : '')} matches no file`);
}

/** What starts a Buildkite pipeline is set up there; by default it is every push. */
function readBuildkite(reading: Reading, root: TreeNode, path: string): ReturnType<System['read']> {
  const jobs: Job[] = [];
  let barrier: readonly string[] = [];
  let since: string[] = [];
  let blocked: Outcome | null = null;
  const visit = (list: TreeNode | null, depth: number): void => {
    for (const item of itemsAt(list).slice(0, MAX_JOBS - jobs.length)) {
      const text = item.kind === 'scalar' ? item.text : '';
      if (text === 'wait' || text === 'waiter' || at(item, 'wait') !== null) {
        barrier = since;
        since = [];
      } else if (text === 'block' || at(item, 'block') !== null || at(item, 'input') !== null) {
        blocked ??= noBecause(item.at, 'a person has to unblock it: `block`');
        barrier = since;
        since = [];
      } else if (at(item, 'group') !== null && depth < 3) {
        visit(at(item, 'steps'), depth + 1);
      } else if (item.kind === 'map') {
        const id = textAt(item, 'key') ?? textAt(item, 'label') ?? `step ${jobs.length + 1}`;
        const commands = at(item, 'commands') ?? at(item, 'command');
        const skip = at(item, 'skip');
        const condition = at(item, 'if');
        const softly = at(item, 'soft_fail');
        const needs = itemsAt(item, 'depends_on').flatMap((each) => (each.kind === 'scalar' ? [each.text] : [textAt(each, 'step') ?? '']));
        jobs.push(
          job(id, item, {
            name: textAt(item, 'label') ?? id,
            needs: [...barrier, ...needs],
            runs: skip !== null && textAt(skip) !== 'false' ? noBecause(skip.at, 'never runs: `skip`') : condition !== null ? unknownBecause(condition.at, `runs only if ${quoted(textAt(condition) ?? '')}`) : (blocked ?? YES),
            enforced: softly === null || textAt(softly) === 'false' ? YES : textAt(softly) === 'true' ? noBecause(softly.at, 'a failure is ignored: `soft_fail: true`') : unknownBecause(softly.at, 'some failures are ignored: `soft_fail`'),
            steps: commands === null ? [{ name: textAt(item, 'trigger') ?? 'plugin', at: item.at, runs: YES, enforced: YES, does: { kind: 'uses', name: textAt(item, 'trigger') ?? entriesAt(itemsAt(item, 'plugins')[0])[0]?.key ?? 'plugin', inputs: item } }] : [{ name: 'command', at: commands.at, runs: YES, enforced: YES, does: shellDoing(reading, commands, { stopsAtFailure: true }) }],
          }),
        );
        since.push(id);
      }
    }
  };
  visit(at(root, 'steps'), 0);
  const notifies = itemsAt(root, 'notify').map((item): Link => ({ at: item.at, text: `${quoted(entriesAt(item)[0]?.key ?? 'notify')} tells people` }));
  return { triggers: [{ kind: 'push', at: wholeFile(path), fires: YES }], jobs: withBrokenNeeds(jobs, { regardless: new Set(), isDoubtful: () => false }), notifies };
}

function readDrone(reading: Reading, root: TreeNode, path: string): ReturnType<System['read']> {
  const events = itemsAt(root, 'trigger', 'event').map((item) => (item.kind === 'scalar' ? item.text : ''));
  const crons = at(root, 'trigger', 'cron');
  const whole = { ...root.at, range: null };
  const when = at(root, 'trigger') ?? root;
  const triggers: Trigger[] = [];
  if (crons !== null || events.includes('cron')) triggers.push({ kind: 'schedule', at: when.at, fires: unknownBecause(when.at, 'schedules are set up outside of the file') });
  const branches = at(root, 'trigger', 'branch') ?? at(root, 'when', 'branch');
  if (events.length === 0 || events.includes('push')) triggers.push({ kind: 'push', at: whole, fires: crons === null ? branchOutcome(reading, { wanted: branches?.kind === 'map' ? at(branches, 'include') : branches, ignored: at(branches, 'exclude') }, matchesAny) : noBecause(when.at, 'only a schedule starts it') });
  if (events.length === 0 || events.includes('pull_request')) triggers.push({ kind: 'pull-request', at: whole, fires: YES });
  if (events.includes('tag') || events.includes('promote')) triggers.push({ kind: 'release', at: when.at, fires: events.includes('tag') ? YES : noBecause(when.at, 'a person has to promote it') });
  const steps = at(root, 'steps') ?? at(root, 'pipeline');
  const named = steps?.kind === 'map' ? steps.entries.map(({ key, value }) => ({ name: key, node: value })) : itemsAt(steps).map((node, index) => ({ name: textAt(node, 'name') ?? `step ${index + 1}`, node }));
  let before: readonly string[] = [];
  const isGraph = named.some(({ node }) => at(node, 'depends_on') !== null);
  const jobs = named.slice(0, MAX_JOBS).map(({ name, node }): Job => {
    const commands = at(node, 'commands');
    const ignored = textAt(node, 'failure') === 'ignore' ? at(node, 'failure') : null;
    const needs = isGraph ? itemsAt(node, 'depends_on').flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])) : before;
    before = [name];
    const image = textAt(node, 'image') ?? '';
    const onlyAfter = itemsAt(node, 'when', 'status').some((item) => item.kind === 'scalar' && item.text === 'failure');
    return job(name, node, {
      needs,
      runs: onlyAfter && itemsAt(node, 'when', 'status').length === 1 ? unknownBecause(node.at, 'runs only after a failure') : YES,
      enforced: ignored === null ? YES : noBecause(ignored.at, 'a failure is ignored: `failure: ignore`'),
      steps: [{ name, at: node.at, runs: YES, enforced: YES, does: commands === null ? { kind: 'uses', name: image, inputs: at(node, 'settings') } : shellDoing(reading, commands, { folder: insideFolder('', textAt(root, 'workspace', 'path') === null ? '' : '.'), stopsAtFailure: true }) }],
    });
  });
  const notifies = named.flatMap(({ node }): readonly Link[] => (isMessenger(textAt(node, 'image') ?? '') && itemsAt(node, 'when', 'status').some((item) => item.kind === 'scalar' && item.text === 'failure') ? [{ at: node.at, text: `${quoted(textAt(node, 'image') ?? '')} tells people when it fails` }] : []));
  return { triggers: triggers.length > 0 ? triggers : [{ kind: 'push', at: wholeFile(path), fires: UNKNOWN }], jobs, notifies };
}
