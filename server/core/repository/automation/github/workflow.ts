/** GitHub workflows and composite actions. */
import type { Automation, Job, Step, Trigger, Value } from '../../../../../rules/api/repository/automation.ts';
import { UNKNOWN, YES, wholeFile, type Link, type Outcome } from '../../../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt, textAt, type TreeEntry, type TreeNode } from '../../../../../rules/api/repository/tree.ts';
import type { Condition } from '../condition.ts';
import { folderOf, insideFolder, nameOf } from '../folders.ts';
import { withBrokenNeeds } from '../needs.ts';
import { anyOf, noBecause, quoted, unknownBecause } from '../outcomes.ts';
import type { Reading } from '../reading.ts';
import { conditionOf, type Context } from './conditions.ts';
import { askedOf, continueOutcome, handedTo, isRetired, placeholdersOut, stepsOf, variablesOf, type ReadSteps } from './steps.ts';
import { branchPasses, eventTriggers, onEntry, type EventTrigger } from './triggers.ts';

/** Workflows, jobs of one workflow and values of one matrix at most. Our own choices. */
const MAX_WORKFLOWS = 1_000;
const MAX_JOBS = 500;
const MAX_VALUES = 200;

export function githubAutomations(reading: Reading): readonly Automation[] {
  const candidates = reading.files.all.filter(({ path }) => WORKFLOW.test(path)).slice(0, MAX_WORKFLOWS);
  const read = candidates.flatMap(({ path, isTracked }) => {
    const root = reading.files.trees(path)[0]?.root ?? null;
    if (root?.kind !== 'map' || at(root, 'jobs')?.kind !== 'map' || (onEntry(root) === null && !LIVE.test(path))) return [];
    return [workflowOf(reading, { path, root, disabled: disabledBecause(path, isTracked === true) })];
  });
  const actions = reading.files.all.filter(({ path }) => ACTION.test(path)).slice(0, MAX_WORKFLOWS);
  return [...withUpstreams(read), ...actions.flatMap(({ path }) => actionOf(reading, path))];
}

/** Files in a folder of workflows, in its place or out of it, switched off or not. */
const WORKFLOW = /(?:^|\/)(?:\.?github[^/]*|[^/]*workflows?[^/]*)\/(?:[^/]+\/)*[^/]+\.ya?ml[^/]*$/i;
const LIVE = /^\.github\/workflows\/[^/]+\.ya?ml$/;
const ACTION = /(?:^|\/)action\.ya?ml$/;

/** Null for a file that GitHub reads. */
function disabledBecause(path: string, isTracked: boolean): Outcome | null {
  if (LIVE.test(path)) return null;
  const place = wholeFile(path);
  const name = nameOf(path);
  // folders of templates are made into repositories of their own
  if (path.includes('{{')) return unknownBecause(place, 'the workflow belongs to a template');
  if (!/\.ya?ml$/.test(name)) return noBecause(place, `GitHub does not read ${quoted(name)}: the file is switched off by its name`);
  if (/^\.?github[^/]*\/|^[^/]*workflows?[^/]*\//.test(path)) return noBecause(place, `GitHub does not read workflows in ${quoted(folderOf(path))}`);
  // the folder may be the root of another repository
  return isTracked && /(?:^|\/)\.github\/workflows\/[^/]+$/.test(path) ? noBecause(place, 'GitHub reads workflows only at the root of the repository') : unknownBecause(place, `GitHub does not read workflows in ${quoted(folderOf(path))}`);
}

interface Read {
  readonly automation: Automation;
  /** Of `on: workflow_run`, for each such trigger. */
  readonly upstreams: readonly { readonly trigger: Trigger; readonly settings: TreeNode | null }[];
}

function workflowOf(reading: Reading, { path, root, disabled }: { readonly path: string; readonly root: TreeNode; readonly disabled: Outcome | null }): Read {
  const events = eventTriggers(reading, path, root);
  const triggers = events.map(({ trigger }) => (disabled === null || trigger.fires.answer === 'no' ? trigger : { ...trigger, fires: disabled }));
  const entries = entriesAt(root, 'jobs').slice(0, MAX_JOBS);
  const jobs = entries.map((entry) => jobOf(reading, entry, { root, events }));
  const regardless = new Set(entries.filter(({ value }) => /always\s*\(|failure\s*\(|cancelled\s*\(/.test(textAt(value, 'if') ?? '')).map(({ key }) => key));
  return {
    automation: {
      kind: 'github-actions',
      name: textAt(root, 'name') ?? nameOf(path),
      at: { path, cell: null, range: (onEntry(root) ?? entriesAt(root)[0])?.at.range ?? null },
      triggers,
      jobs: withBrokenNeeds(jobs.map(({ job }) => job), { regardless, isDoubtful: isRetired }),
      notifies: jobs.flatMap(({ notifies }) => notifies),
      ...inputsOf(events),
    },
    upstreams: disabled === null ? events.filter(({ event }) => event === 'workflow_run').map(({ trigger, settings }) => ({ trigger, settings })) : [],
  };
}

/** Inputs of people and of callers; a caller's say what holds. */
function inputsOf(events: readonly EventTrigger[]): Pick<Automation, 'inputs'> {
  const asked = ['workflow_dispatch', 'workflow_call'].flatMap((event) => events.filter((each) => each.event === event));
  const inputs = new Map(asked.flatMap(({ settings }) => declared(at(settings, 'inputs'))).map((input) => [input.name, input]));
  return inputs.size === 0 ? {} : { inputs: [...inputs.values()] };
}

/** What is asked for, with what holds when it is not given: nothing at all, or `false` for a yes or no. */
function declared(inputs: TreeNode | null): readonly Value[] {
  return entriesAt(inputs).slice(0, MAX_VALUES).map(({ key, value }) => {
    const otherwise = textAt(value, 'default');
    return { name: `inputs.${key}`, text: otherwise ?? (textAt(value, 'required') === 'true' ? null : textAt(value, 'type') === 'boolean' ? 'false' : '') };
  });
}

/** Workflows that others start fire when one of these does. */
function withUpstreams(read: readonly Read[]): readonly Automation[] {
  const byName = new Map(read.map((each) => [each.automation.name, each]));
  const settled = new Map<Read, readonly Trigger[]>();
  const triggersOf = (each: Read): readonly Trigger[] => {
    const known = settled.get(each);
    if (known !== undefined) return known;
    // what waits for itself stays unknown
    settled.set(each, each.automation.triggers);
    const triggers = each.automation.triggers.map((trigger) => {
      const upstream = each.upstreams.find((other) => other.trigger === trigger);
      return upstream === undefined ? trigger : { ...trigger, fires: upstreamOutcome(upstream.settings) };
    });
    settled.set(each, triggers);
    return triggers;
  };
  const upstreamOutcome = (settings: TreeNode | null): Outcome =>
    anyOf(
      itemsAt(settings, 'workflows').slice(0, MAX_VALUES).map((name) => {
        const text = name.kind === 'scalar' ? name.text : '';
        const found = byName.get(text);
        if (found === undefined) return text.includes('*') ? UNKNOWN : noBecause(name.at, `no workflow is called ${quoted(text)}`);
        return anyOf(triggersOf(found).map(({ fires }) => fires), UNKNOWN);
      }),
      UNKNOWN,
    );
  return read.map((each) => ({ ...each.automation, triggers: triggersOf(each) }));
}

interface JobSurroundings {
  readonly root: TreeNode;
  readonly events: readonly EventTrigger[];
}

function jobOf(reading: Reading, { key, at: place, value }: TreeEntry, { root, events }: JobSurroundings): { readonly job: Job; readonly notifies: readonly Link[] } {
  const matrix = matrixOf(value);
  const contexts = contextsOf(events, { matrix, systems: systemsOf(value, matrix), isNamed: (name) => reading.ownWords().includes(`github.com/${name.toLowerCase()}`) });
  const runs = (condition: TreeNode | null): Outcome => conditionOutcome(condition, contexts);
  const defaults = (name: 'shell' | 'working-directory'): string | null => textAt(value, 'defaults', 'run', name) ?? textAt(root, 'defaults', 'run', name);
  const uses = textAt(value, 'uses');
  const runsOn = itemsAt(value, 'runs-on').map((item) => (item.kind === 'scalar' ? item.text : ''));
  const read =
    uses === null
      ? stepsOf(reading, at(value, 'steps'), { shell: defaults('shell'), folderText: placeholdersOut(defaults('working-directory') ?? ''), isWindows: runsOn.some((each) => /^windows/i.test(each)), runs, variables: environmentOf(root, value) })
      : calledWorkflow(reading, { uses, value });
  return {
    job: {
      id: key,
      name: textAt(value, 'name') ?? key,
      at: place,
      needs: itemsAt(value, 'needs').flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])),
      ...askedOf(runs, at(value, 'if')),
      enforced: continueOutcome(value),
      steps: read.steps,
      ...combinationsOf(value),
    },
    notifies: read.notifies,
  };
}

function calledWorkflow(reading: Reading, { uses, value }: { readonly uses: string; readonly value: TreeNode }): ReadSteps {
  const place = at(value, 'uses')?.at ?? value.at;
  const path = uses.startsWith('./') ? uses.slice(2) : null;
  const step: Step = {
    name: uses,
    at: place,
    runs: path === null || reading.files.has(path) ? YES : noBecause(place, `${quoted(path)} does not exist`),
    enforced: YES,
    does: path === null ? { kind: 'uses', name: uses, inputs: at(value, 'with') } : { kind: 'calls', path, inputs: handedTo(value) },
  };
  return { steps: [step], notifies: [] };
}

/** One context for each event that starts the workflow without a person; only people's events when there are no others. */
function contextsOf(events: readonly EventTrigger[], known: Pick<Context, 'matrix' | 'systems' | 'isNamed'>): readonly Context[] {
  const own = events.filter(({ trigger }) => trigger.kind !== 'manual' && trigger.fires.answer !== 'no');
  return (own.length > 0 ? own : events).map((each) => ({ event: each.event === 'workflow_call' ? null : each.event, ref: (ref) => refCondition(ref, each), ...known }));
}

function refCondition(ref: string, { event, settings }: EventTrigger): Condition {
  if (event !== 'push') return ref.startsWith('refs/heads/') && event === 'schedule' ? 'either' : 'unknown';
  const patterns = itemsAt(settings, 'branches').flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
  const hasTags = at(settings, 'tags') !== null;
  if (ref.startsWith('refs/tags/')) return patterns.length > 0 && !hasTags ? 'false' : 'either';
  if (!ref.startsWith('refs/heads/')) return 'unknown';
  const branch = ref.slice('refs/heads/'.length);
  if (patterns.length === 0) return hasTags ? 'false' : 'either';
  if (branch.endsWith('*')) return 'either';
  if (!branchPasses(patterns, branch)) return 'false';
  return patterns.length === 1 && patterns[0] === branch && !hasTags ? 'true' : 'either';
}

function conditionOutcome(condition: TreeNode | null, contexts: readonly Context[]): Outcome {
  if (condition?.kind !== 'scalar' || condition.value === null) return YES;
  const found = new Set((contexts.length > 0 ? contexts : [ANY_RUN]).map((context) => conditionOf(condition.text, context)));
  if (found.has('true') || found.has('either')) return YES;
  if (found.has('unknown')) return unknownBecause(condition.at, `runs only if ${quoted(condition.text)}`);
  const isConstant = conditionOf(condition.text, { ...(contexts[0] ?? ANY_RUN), event: null, ref: ANY_RUN.ref }) === 'false';
  return noBecause(condition.at, isConstant ? `never runs: \`if: ${condition.text.replaceAll('`', "'").slice(0, 40)}\`` : `no trigger that fires by itself fulfils ${quoted(condition.text)}`);
}

const ANY_RUN: Context = { event: null, ref: () => 'unknown', matrix: new Map(), systems: [], isNamed: () => false };

/** Values of the matrix where all are written down, those that `include` adds among them. */
function matrixOf(job: TreeNode): ReadonlyMap<string, readonly string[]> {
  const matrix = at(job, 'strategy', 'matrix');
  const values = new Map<string, readonly string[]>();
  const included = at(matrix, 'include');
  if (matrix?.kind !== 'map' || (included !== null && included.kind !== 'list')) return values;
  const more = itemsAt(included).slice(0, MAX_VALUES).flatMap((item) => entriesAt(item));
  const keys = new Set([...matrix.entries.map(({ key }) => key).filter((key) => key !== 'include' && key !== 'exclude'), ...more.map(({ key }) => key)]);
  for (const key of keys) {
    const own = at(matrix, key);
    const items = [...(own === null ? [] : itemsAt(own)), ...more.filter((entry) => entry.key === key).map(({ value }) => value)];
    const isWritten = (own === null || own.kind === 'list') && items.length <= MAX_VALUES && items.every((item) => item.kind === 'scalar' && !item.text.includes('${{'));
    // combinations without the key of an `include` have nothing there
    if (isWritten) values.set(key, [...items.map((item) => (item.kind === 'scalar' && item.value !== null ? item.text : '')), ...(own === null ? [''] : [])]);
  }
  return values;
}

/** Products of larger matrices are not told. Our own choice; GitHub allows 256 jobs. */
const MAX_COMBINATIONS = 256;

/**
 * Every combination of the matrix: those of its lists without what `exclude` names, with what `include` adds to them, and those it adds.
 * Source: docs.github.com, "Running variations of jobs in a workflow".
 */
function combinationsOf(job: TreeNode): Pick<Job, 'matrix'> {
  const matrix = at(job, 'strategy', 'matrix');
  if (matrix?.kind !== 'map') return {};
  let product: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const { key, value } of matrix.entries) {
    if (key === 'include' || key === 'exclude') continue;
    if (value.kind !== 'list' || value.items.length * product.length > MAX_COMBINATIONS) return {};
    const values = value.items.map((item) => flatValues(key, item, 0));
    product = product.flatMap((known) => values.map((more) => new Map([...known, ...more])));
  }
  const isBase = matrix.entries.some(({ key }) => key !== 'include' && key !== 'exclude');
  const left = itemsAt(matrix, 'exclude').slice(0, MAX_VALUES).map((item) => flatValues('', item, 0));
  const kept = isBase ? product.filter((known) => !left.some((each) => each.size > 0 && [...each].every(([name, text]) => known.get(name) === text))) : [];
  if (at(matrix, 'include') !== null && at(matrix, 'include')?.kind !== 'list') return {};
  const original = new Set(kept.flatMap((known) => [...known.keys()]));
  const added: ReadonlyMap<string, string>[] = [];
  const grown = kept.map((known) => new Map(known));
  for (const item of itemsAt(matrix, 'include').slice(0, MAX_VALUES)) {
    const more = flatValues('', item, 0);
    const fitting = grown.filter((_, index) => [...more].every(([name, text]) => !original.has(name) || kept[index]?.get(name) === text));
    if (fitting.length === 0) added.push(more);
    else for (const known of fitting) for (const [name, text] of more) known.set(name, text);
  }
  const all = [...grown, ...added];
  return all.length === 0 ? {} : { matrix: all.map((known) => [...known].map(([name, text]) => ({ name: `matrix.${name}`, text }))) };
}

/** `config.os` and so on for maps in a matrix. */
function flatValues(key: string, node: TreeNode, depth: number): ReadonlyMap<string, string> {
  if (node.kind === 'scalar') return new Map([[key, node.value === null ? '' : node.text]]);
  if (node.kind === 'list' || depth > 3) return new Map();
  return new Map(node.entries.slice(0, MAX_VALUES).flatMap((entry) => [...flatValues(key === '' ? entry.key : `${key}.${entry.key}`, entry.value, depth + 1)]));
}

/** Environment of the workflow and of the job over it. */
function environmentOf(...nodes: readonly TreeNode[]): readonly Value[] {
  return nodes.flatMap((node) => variablesOf(at(node, 'env')));
}

/** Systems the job runs on, as `runner.os` calls them; none when one of them cannot be told. */
function systemsOf(job: TreeNode, matrix: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const written = itemsAt(job, 'runs-on').flatMap((item) => (item.kind === 'scalar' ? [item.text] : []))[0] ?? '';
  const key = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(written)?.[1];
  const labels = key === undefined ? [written] : (matrix.get(key) ?? []);
  const systems = labels.filter((label) => label !== '').map((label) => (/^ubuntu/i.test(label) ? 'Linux' : /^windows/i.test(label) ? 'Windows' : /^macos/i.test(label) ? 'macOS' : ''));
  return systems.includes('') ? [] : [...new Set(systems)];
}

/** A composite or container action of the project: something that workflows call. */
function actionOf(reading: Reading, path: string): readonly Automation[] {
  const root = reading.files.trees(path)[0]?.root ?? null;
  const runs = at(root, 'runs');
  const using = textAt(runs, 'using');
  if (root === null || runs === null || using === null) return [];
  const contexts = [{ ...ANY_RUN }];
  const read = using === 'composite' ? stepsOf(reading, at(runs, 'steps'), { shell: null, folderText: '', isWindows: false, runs: (condition) => conditionOutcome(condition, contexts), variables: [] }) : { steps: containerSteps(reading, { path, runs }), notifies: [] };
  const name = textAt(root, 'name') ?? path;
  const inputs = declared(at(root, 'inputs'));
  const job: Job = { id: 'action', name, at: runs.at, needs: [], runs: YES, enforced: YES, steps: read.steps };
  return [{ kind: 'github-actions', name, at: wholeFile(path), triggers: [{ kind: 'called', at: wholeFile(path), fires: UNKNOWN }], jobs: [job], notifies: read.notifies, ...(inputs.length === 0 ? {} : { inputs }) }];
}

function containerSteps(reading: Reading, { path, runs }: { readonly path: string; readonly runs: TreeNode }): readonly Step[] {
  const image = textAt(runs, 'image');
  if (image === null) return [];
  const dockerfile = image.startsWith('docker://') ? null : insideFolder(folderOf(path), image);
  return [{ name: image, at: at(runs, 'image')?.at ?? runs.at, runs: YES, enforced: YES, does: { kind: 'image', image: image.replace(/^docker:\/\//, ''), dockerfile: dockerfile !== null && reading.files.has(dockerfile) ? dockerfile : null } }];
}
