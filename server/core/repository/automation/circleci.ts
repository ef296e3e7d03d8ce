/** CircleCI configurations. Source: circleci.com/docs, Configuration reference. */
import type { Automation, Doing, Job, Step, Trigger, Value } from '../../../../rules/api/repository/automation.ts';
import { UNKNOWN, YES, wholeFile, type Link, type Outcome } from '../../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt, textAt, type TreeNode } from '../../../../rules/api/repository/tree.ts';
import { branchOutcome } from './branches.ts';
import { commentedSchedules } from './commented-schedules.ts';
import { shellDoing, shellSettings } from './commands.ts';
import { isCron } from './cron.ts';
import { insideFolder } from './folders.ts';
import { withBrokenNeeds } from './needs.ts';
import { isMessenger, sendsMessage } from './notifying.ts';
import { allOf, noBecause, quoted, unknownBecause } from './outcomes.ts';
import type { Reading } from './reading.ts';
import { fillTree } from './fill-step.ts';
import { fillIn, type Values } from './values.ts';

/** Own choices. */
const MAX_JOBS = 500;
const MAX_STEPS = 500;
const MAX_DEPTH = 6;
const MAX_VISITS = 5_000;

export function circleciAutomations(reading: Reading): readonly Automation[] {
  return reading.files.matching('.circleci/*', 'circle.yml').flatMap(({ path }) => {
    const root = reading.files.trees(path)[0]?.root ?? null;
    if (root?.kind !== 'map' || at(root, 'jobs')?.kind !== 'map') return [];
    const isLive = path === '.circleci/config.yml' || path === '.circleci/config.yaml';
    // a set-up job may go on with any other file
    const off = isLive ? null : /\.ya?ml$/.test(path) ? unknownBecause(wholeFile(path), 'CircleCI reads `.circleci/config.yml`') : noBecause(wholeFile(path), `the file is switched off by its name: ${quoted(path)}`);
    const workflows = entriesAt(root, 'workflows').filter(({ value }) => value.kind === 'map');
    if (workflows.length === 0) return [automationOf(reading, { path, root, off, name: 'build', workflow: null })];
    return workflows.map(({ key, value }) => automationOf(reading, { path, root, off, name: key, workflow: value }));
  });
}

interface Workflow {
  readonly path: string;
  readonly root: TreeNode;
  readonly off: Outcome | null;
  readonly name: string;
  /** Null in files without workflows, where the job `build` runs at every push. */
  readonly workflow: TreeNode | null;
}

function automationOf(reading: Reading, given: Workflow): Automation {
  const { path, root, off, name, workflow } = given;
  const place = workflow?.at ?? wholeFile(path);
  const uses = workflow === null ? [{ name: 'build', settings: null as TreeNode | null, at: place }] : itemsAt(workflow, 'jobs').slice(0, MAX_JOBS).flatMap(usedJob);
  const jobs = uses.map((used) => jobOf(reading, root, used));
  return {
    kind: 'circleci',
    name,
    at: place,
    triggers: triggersOf(reading, given).map((trigger) => (off === null ? trigger : { ...trigger, fires: off })),
    jobs: withBrokenNeeds(jobs.map(({ job }) => job), { regardless: new Set(), isDoubtful: () => false }),
    notifies: jobs.flatMap(({ notifies }) => notifies),
  };
}

function triggersOf(reading: Reading, { path, root, workflow }: Workflow): readonly Trigger[] {
  const place = workflow?.at ?? wholeFile(path);
  const commented = commentedSchedules(reading, path);
  const scheduled = itemsAt(workflow, 'triggers').flatMap((item): readonly Trigger[] => {
    const cron = at(item, 'schedule', 'cron');
    const text = textAt(cron);
    return cron === null || text === null ? [] : [{ kind: 'schedule', at: cron.at, fires: isCron(text) ? YES : noBecause(cron.at, `${quoted(text)} is a time that never comes`) }];
  });
  if (scheduled.length > 0) return scheduled;
  const condition = at(workflow, 'when') ?? at(workflow, 'unless');
  const isOff = textAt(workflow, 'when') === 'false' || textAt(workflow, 'unless') === 'true';
  const isScheduled = condition !== null && /scheduled_pipeline|schedule\.name/.test(textOf(reading, condition));
  const fires = condition === null ? YES : isOff ? noBecause(condition.at, 'never runs: its condition is constant') : unknownBecause(condition.at, isScheduled ? 'runs in scheduled pipelines, which are set up outside of the file' : 'runs only if its condition holds');
  return [{ kind: isScheduled ? 'schedule' : 'push', at: place, fires: root.kind === 'map' ? fires : UNKNOWN }, ...commented];
}

function textOf(reading: Reading, { at: { path, range } }: TreeNode): string {
  return range === null ? '' : reading.linesOf(path).slice(range.start.line - 1, range.end.line).join('\n');
}

interface UsedJob {
  readonly name: string;
  readonly settings: TreeNode | null;
  readonly at: Job['at'];
}

function usedJob(item: TreeNode): readonly UsedJob[] {
  if (item.kind === 'scalar') return [{ name: item.text, settings: null, at: item.at }];
  return entriesAt(item).slice(0, 1).map(({ key, value, at: place }) => ({ name: key, settings: value, at: place }));
}

function jobOf(reading: Reading, root: TreeNode, { name, settings, at: place }: UsedJob): { readonly job: Job; readonly notifies: readonly Link[] } {
  const definition = at(root, 'jobs', name);
  const isApproval = textAt(settings, 'type') === 'approval' || textAt(definition, 'type') === 'approval';
  const branches = at(settings, 'filters', 'branches');
  const wanted = at(branches, 'only');
  const ignored = at(branches, 'ignore');
  const isTagsOnly = at(settings, 'filters', 'tags') !== null;
  const filtered = /^\/\.\*\/$/.test(textAt(ignored) ?? '') ? (isTagsOnly ? YES : noBecause(ignored?.at ?? place, 'its filter lets no branch pass')) : branchOutcome(reading, { wanted, ignored }, branchPasses);
  const id = textAt(settings, 'name') ?? name;
  const folder = folderWritten(textAt(definition, 'working_directory'));
  const matrix = combinationsOf(at(settings, 'matrix'));
  const ofMatrix = new Set(matrix.flatMap((values) => values.map((value) => value.name)));
  const values = new Map([...pipelineValues(root), ...valuesOf(definition, settings)].filter(([key]) => !ofMatrix.has(key)));
  const variables = entriesAt(definition, 'environment').slice(0, MAX_STEPS).map(({ key, value }) => ({ name: key, text: value.kind === 'scalar' ? fillIn(value.text, values) : null }));
  const read = definition === null ? { steps: [usesStep(name, place, settings)], notifies: [] } : stepsOf(reading, root, { list: at(definition, 'steps'), folder, shell: textAt(definition, 'shell'), values, variables, depth: 0, budget: { left: MAX_VISITS } });
  return {
    job: {
      id,
      name: id,
      at: place,
      needs: itemsAt(settings, 'requires').flatMap((item) => (item.kind === 'scalar' ? [item.text] : entriesAt(item).slice(0, 1).map(({ key }) => key))),
      runs: isApproval ? noBecause(place, 'a person has to agree: `type: approval`') : filtered,
      enforced: YES,
      steps: isApproval ? [] : read.steps,
      ...(matrix.length === 0 ? {} : { matrix }),
    },
    notifies: read.notifies,
  };
}

function pipelineValues(root: TreeNode): readonly (readonly [string, string])[] {
  return entriesAt(root, 'parameters').slice(0, MAX_STEPS).flatMap(({ key, value }) => textEntry(`pipeline.parameters.${key}`, textAt(value, 'default')));
}

/** Parameters of a job or command: what is handed over, else their defaults. */
function valuesOf(definition: TreeNode | null, settings: TreeNode | null): readonly (readonly [string, string])[] {
  return entriesAt(definition, 'parameters').slice(0, MAX_STEPS).flatMap(({ key, value }) => {
    const handed = at(settings, key);
    return textEntry(`parameters.${key}`, handed === null ? textAt(value, 'default') : handed.kind === 'scalar' ? handed.text : null);
  });
}

function textEntry(name: string, text: string | null): readonly (readonly [string, string])[] {
  return text === null ? [] : [[name, text]];
}

/** Products of larger matrices are not told. Own choice; CircleCI allows 128 jobs. */
const MAX_COMBINATIONS = 128;

function combinationsOf(matrix: TreeNode | null): readonly (readonly Value[])[] {
  let product: readonly (readonly Value[])[] = [[]];
  for (const { key, value } of entriesAt(matrix, 'parameters')) {
    const texts = itemsAt(value).map((item) => ({ name: `parameters.${key}`, text: item.kind === 'scalar' ? item.text : null }));
    if (texts.length * product.length > MAX_COMBINATIONS) return [];
    product = product.flatMap((known) => texts.map((text) => [...known, text]));
  }
  return product.filter((values) => values.length > 0);
}

/** Patterns between slashes are regular expressions over the whole name, of which only plain ones are read. */
function branchPasses(patterns: readonly string[], branch: string): boolean {
  return patterns.some((pattern) => {
    const inner = /^\/\^?(.*?)\$?\/$/.exec(pattern)?.[1];
    if (inner === undefined) return pattern === branch;
    if (inner === '.*' || inner === '.+') return true;
    const choices = inner.replace(/^\((.*)\)$/, '$1').split('|');
    return choices.some((choice) => (choice.endsWith('.*') ? branch.startsWith(choice.slice(0, -2)) : choice === branch));
  });
}

interface Steps {
  readonly list: TreeNode | null;
  readonly folder: string | null;
  readonly shell: string | null;
  /** What its texts name. */
  readonly values: Values;
  readonly variables: readonly Value[];
  readonly depth: number;
  /** Steps that may still be looked at, for all commands within each other. */
  readonly budget: { left: number };
}

function stepsOf(reading: Reading, root: TreeNode, { list, folder, shell, values, variables, depth, budget }: Steps): { readonly steps: readonly Step[]; readonly notifies: readonly Link[] } {
  const steps: Step[] = [];
  const notifies: Link[] = [];
  for (const item of itemsAt(list).slice(0, MAX_STEPS)) {
    budget.left -= 1;
    if (budget.left < 0) break;
    const [entry] = entriesAt(item);
    const name = entry?.key ?? (item.kind === 'scalar' ? item.text : '');
    const settings = name === 'when' || name === 'unless' ? (entry?.value ?? null) : fillTree(entry?.value ?? null, values);
    const place = entry?.at ?? item.at;
    const commands = at(root, 'commands', name, 'steps');
    if (name === 'run') {
      const step = runStep(reading, settings, { folder, shell, variables });
      steps.push(step);
      if (step.does.kind === 'shell' && step.does.script.lines.some(({ text }) => sendsMessage(text)) && /on_fail|always/.test(textAt(settings, 'when') ?? '')) notifies.push({ at: place, text: `${quoted(step.name)} tells people when it fails` });
    } else if (name === 'when' || name === 'unless') {
      const inner = depth < MAX_DEPTH ? stepsOf(reading, root, { list: at(settings, 'steps'), folder, shell, values, variables, depth: depth + 1, budget }) : { steps: [] };
      const asked = conditionOutcome(name, { place, condition: fillTree(at(settings, 'condition'), values) });
      steps.push(...inner.steps.map((step) => ({ ...step, runs: allOf(step.runs, asked) })));
    } else if (commands !== null && depth < MAX_DEPTH) {
      const inner = stepsOf(reading, root, { list: commands, folder, shell, values: new Map([...pipelineValues(root), ...valuesOf(at(root, 'commands', name), settings)]), variables, depth: depth + 1, budget });
      steps.push(...inner.steps);
      notifies.push(...inner.notifies);
    } else if (name !== '') {
      steps.push(usesStep(name, place, settings));
      if (isMessenger(name) && /fail|always/.test(textAt(settings, 'event') ?? '')) notifies.push({ at: place, text: `${quoted(name)} tells people when it fails` });
    }
    if (steps.length >= MAX_STEPS) break;
  }
  return { steps, notifies };
}

/** A parameter that is handed over as `true` or `false` decides. */
function conditionOutcome(name: string, { place, condition }: { readonly place: Step['at']; readonly condition: TreeNode | null }): Outcome {
  const text = condition?.kind === 'scalar' ? condition.text : null;
  if (text !== 'true' && text !== 'false') return unknownBecause(place, 'runs only if its condition holds');
  return (text === 'true') === (name === 'when') ? YES : noBecause(place, 'never runs: its condition is constant');
}

function usesStep(name: string, place: Step['at'], inputs: TreeNode | null): Step {
  return { name, at: place, runs: YES, enforced: YES, does: { kind: 'uses', name, inputs } };
}

/** The shell of CircleCI is `bash -eo pipefail` unless another one is named. */
function runStep(reading: Reading, settings: TreeNode | null, { folder, shell, variables }: Pick<Steps, 'folder' | 'shell' | 'variables'>): Step {
  const command = settings?.kind === 'scalar' ? settings : at(settings, 'command');
  const inner = at(settings, 'working_directory');
  const when = at(settings, 'when');
  const chosen = textAt(settings, 'shell') ?? shell ?? '/bin/bash -eo pipefail';
  const own = entriesAt(settings, 'environment').slice(0, MAX_STEPS).map(({ key, value }) => ({ name: key, text: value.kind === 'scalar' ? value.text : null }));
  const does: Doing = shellDoing(reading, command, { ...shellSettings(chosen), variables: [...variables, ...own], folder: inner === null ? folder : inside(folder, textAt(inner)) });
  const name = textAt(settings, 'name') ?? (does.kind === 'shell' ? (does.script.lines[0]?.text.trim() ?? '') : '');
  return { name, at: (settings ?? command)?.at ?? wholeFile(''), runs: textAt(when) === 'on_fail' && when !== null ? unknownBecause(when.at, 'runs only after a failure') : YES, enforced: YES, does };
}

/** The repository is checked out into the job's own folder, which is then its root. */
function folderWritten(text: string | null): string | null {
  return text === null || /^(?:~|\/home\/circleci|\/root|\/go\/src)(?:\/|$)/.test(text) || !text.includes('/') ? '' : null;
}

function inside(folder: string | null, text: string | null): string | null {
  return insideFolder(folder, text?.replace(/^~\/(?:project|repo)\/?/, '') ?? null);
}
