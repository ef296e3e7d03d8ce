/** GitLab pipelines: `.gitlab-ci.yml` with what it includes, extends and refers to. */
import type { Automation, Job, Step, Trigger, Value } from '../../../../../rules/api/repository/automation.ts';
import { UNKNOWN, YES, wholeFile, type Link, type Outcome, type RepositoryPlace } from '../../../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt, textAt, type TreeNode } from '../../../../../rules/api/repository/tree.ts';
import { matchesGlob } from '../../../glob.ts';
import { shellDoing } from '../commands.ts';
import { fillTree } from '../fill-step.ts';
import { nameOf } from '../folders.ts';
import { withBrokenNeeds } from '../needs.ts';
import { isMessenger, sendsMessage } from '../notifying.ts';
import { noBecause, quoted, unknownBecause } from '../outcomes.ts';
import type { Reading } from '../reading.ts';
import type { Values } from '../values.ts';
import { onlyOutcome, rulesOutcome, whenOutcome, type When } from './rules.ts';

const MAIN = '.gitlab-ci.yml';
const OFF = /^\.?gitlab-ci\.ya?ml[._~-].+$|^_\.gitlab-ci\.ya?ml$/;

/** Files of one pipeline, its jobs, and steps of `extends` at most. Our own choices; GitLab allows 150 files and 11 steps. */
const MAX_FILES = 150;
const MAX_JOBS = 500;
const MAX_EXTENDS = 11;

export function gitlabAutomations(reading: Reading): readonly Automation[] {
  const { files } = reading;
  const children = new Set<string>();
  const found: Automation[] = [];
  const add = (path: string, disabled: Outcome | null): void => {
    const pipeline = openPipeline(reading, path);
    if (pipeline !== null) found.push(automationOf(pipeline, { path, disabled, children }));
  };
  if (files.has(MAIN)) add(MAIN, null);
  for (const { path } of files.all) if (OFF.test(nameOf(path))) add(path, noBecause(wholeFile(path), `GitLab does not read ${quoted(nameOf(path))}: the file is switched off by its name`));
  const called = { called: true };
  for (const path of children) {
    const pipeline = files.has(path) && path !== MAIN && found.length < MAX_FILES ? openPipeline(reading, path) : null;
    if (pipeline !== null) found.push(automationOf(pipeline, { path, disabled: null, children, ...called }));
  }
  return found;
}

interface Pipeline {
  readonly reading: Reading;
  readonly path: string;
  /** By key, the file that says it last first. */
  readonly entries: ReadonlyMap<string, readonly { readonly at: RepositoryPlace; readonly value: TreeNode }[]>;
}

/** Null when there is no pipeline in the file. */
function openPipeline(reading: Reading, path: string): Pipeline | null {
  const entries = new Map<string, { readonly at: RepositoryPlace; readonly value: TreeNode }[]>();
  const seen = new Set<string>();
  const add = (file: string, handed: TreeNode | null): void => {
    const key = handed === null ? file : `${file} ${JSON.stringify(entriesAt(handed).map(({ key: name, value }) => [name, textAt(value)]))}`;
    if (seen.has(key) || seen.size >= MAX_FILES) return;
    seen.add(key);
    const roots = reading.files.trees(file).map(({ root }) => root);
    // the first document may be the header of a component
    const hasHeader = roots.length > 1 && at(roots[0], 'spec') !== null;
    const root = hasHeader ? fillTree(roots[1] ?? null, inputsOf(at(roots[0], 'spec', 'inputs'), handed)) : roots[0];
    for (const include of itemsAt(root, 'include')) for (const inner of includedFiles(reading, include)) add(inner, at(include, 'inputs'));
    for (const { key, at: place, value } of entriesAt(root)) entries.set(key, [{ at: place, value }, ...(entries.get(key) ?? [])]);
  };
  add(path, null);
  return entries.size === 0 ? null : { reading, path, entries };
}

/** Inputs of a component or included file. Source: docs.gitlab.com, "CI/CD inputs". */
function inputsOf(declared: TreeNode | null, handed: TreeNode | null): Values {
  const otherwise = entriesAt(declared).map(({ key, value }) => ({ name: `inputs.${key}`, text: textAt(value, 'default') }));
  const given = entriesAt(handed).map(({ key, value }) => ({ name: `inputs.${key}`, text: textAt(value) }));
  return new Map([...otherwise, ...given].flatMap(({ name, text }) => (text === null ? [] : [[name, text] as const])));
}

function includedFiles({ files }: Reading, include: TreeNode): readonly string[] {
  const text = include.kind === 'scalar' ? include.text : textAt(include, 'local');
  if (text === null || /^https?:/.test(text)) return [];
  const path = text.replace(/^\/+/, '');
  return path.includes('*') ? files.all.map((file) => file.path).filter((each) => matchesGlob(path, each)).slice(0, MAX_FILES) : [path];
}

/** Keys of a pipeline that are no jobs. */
const GLOBAL: ReadonlySet<string> = new Set(['stages', 'types', 'include', 'variables', 'default', 'workflow', 'image', 'services', 'before_script', 'after_script', 'cache', 'spec']);

interface Way {
  readonly path: string;
  readonly disabled: Outcome | null;
  readonly called?: boolean;
  /** Receives the child pipelines that jobs start. */
  readonly children: Set<string>;
}

function automationOf(pipeline: Pipeline, { path, disabled, called = false, children }: Way): Automation {
  const names = [...pipeline.entries.keys()].filter((key) => !GLOBAL.has(key) && !key.startsWith('.')).slice(0, MAX_JOBS);
  const drafts = names.flatMap((name) => draftOf(pipeline, name, children));
  const whole = wholeFile(path);
  const workflow = valueOf(pipeline, ['workflow'], 'rules');
  const gate = disabled ?? (workflow === null ? YES : rulesOutcome(pipeline.reading, workflow).runs);
  const triggers: Trigger[] = called
    ? [{ kind: 'called', at: whole, fires: UNKNOWN }]
    : [{ kind: 'push', at: whole, fires: gate }, ...mentions(pipeline, /\bmerge_requests?(?:_event)?\b|CI_MERGE_REQUEST/, 'pull-request', gate), ...mentions(pipeline, /"schedule"|'schedule'|(?<![\w-])schedules\b/, 'schedule', null)];
  const jobs = withStages(drafts, stagesOf(pipeline));
  // a job that is not in the pipeline keeps later stages from nothing
  const inStages = new Set(drafts.filter(({ needs }) => needs === null).map(({ job }) => job.id));
  return { kind: 'gitlab-ci', name: called || disabled !== null ? path : 'GitLab CI', at: whole, triggers, jobs: withBrokenNeeds(jobs, { regardless: inStages, isDoubtful: () => false }), notifies: drafts.flatMap(({ notifies }) => notifies) };
}

/** A trigger that the text of the pipeline speaks of. */
function mentions({ reading, path }: Pipeline, words: RegExp, kind: Trigger['kind'], fires: Outcome | null): readonly Trigger[] {
  const number = reading.linesOf(path).findIndex((line) => words.test(line.slice(0, 500).replace(/^\s*#.*/, ''))) + 1;
  if (number === 0) return [];
  const range = { start: { line: number, column: 1 }, end: { line: number, column: (reading.linesOf(path)[number - 1] ?? '').length + 1 } };
  const place = { path, cell: null, range };
  return [{ kind, at: place, fires: fires ?? unknownBecause(place, 'schedules of pipelines are set up outside of the file') }];
}

function stagesOf(pipeline: Pipeline): readonly string[] {
  const written = (pipeline.entries.get('stages')?.[0] ?? pipeline.entries.get('types')?.[0])?.value ?? null;
  const names = itemsAt(written).flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
  return ['.pre', ...(names.length > 0 ? names : ['build', 'test', 'deploy']), '.post'];
}

interface Draft {
  readonly job: Job;
  readonly stage: string;
  /** Null without `needs`: all of earlier stages. */
  readonly needs: readonly string[] | null;
  readonly notifies: readonly Link[];
}

function draftOf(pipeline: Pipeline, name: string, children: Set<string>): readonly Draft[] {
  const place = pipeline.entries.get(name)?.[0];
  if (place?.value.kind !== 'map') return [];
  const get = (key: string): TreeNode | null => valueOf(pipeline, [name], key);
  if (get('script') === null && get('trigger') === null && get('run') === null) return [];
  const when = whenOf(pipeline, get);
  const steps = get('trigger') === null ? scriptSteps(pipeline, { get, jobName: name }) : triggerSteps(pipeline, get, children);
  const enforced = enforcedOf(get('allow_failure'), when);
  const tells = get('when')?.kind === 'scalar' && textAt(get('when')) === 'on_failure' && (isMessenger(name) || steps.some(({ does }) => does.kind === 'shell' && does.script.lines.some(({ text }) => sendsMessage(text))));
  const needs = get('needs');
  return [
    {
      job: { id: name, name, at: place.at, needs: [], runs: when.runs, enforced, steps, ...matrixOf(get('parallel')) },
      stage: textAt(get('stage')) ?? 'test',
      needs: needs === null ? null : itemsAt(needs).flatMap((item) => (item.kind === 'scalar' ? [item.text] : (textAt(item, 'job') ?? null) === null || textAt(item, 'optional') === 'true' ? [] : [textAt(item, 'job') ?? ''])),
      notifies: tells ? [{ at: place.at, text: `job ${quoted(name)} tells people when something fails` }] : [],
    },
  ];
}

function whenOf({ reading }: Pipeline, get: (key: string) => TreeNode | null): When {
  const rules = get('rules');
  const when = whenOutcome(get('when'));
  if (rules !== null) return rulesOutcome(reading, rules);
  if (when.answer !== 'yes') return { runs: when, mayFail: null };
  return { runs: onlyOutcome(reading, get('only'), get('except')), mayFail: null };
}

function enforcedOf(own: TreeNode | null, { mayFail }: When): Outcome {
  const node = mayFail ?? own;
  if (node === null) return YES;
  if (node.kind === 'map') return unknownBecause(node.at, 'some failures are allowed: `allow_failure`');
  return node.kind === 'scalar' && node.value === true ? noBecause(node.at, 'a failure is ignored: `allow_failure: true`') : YES;
}

function scriptSteps(pipeline: Pipeline, { get, jobName }: { readonly get: (key: string) => TreeNode | null; readonly jobName: string }): readonly Step[] {
  const global = (key: string): TreeNode | null => at(pipeline.entries.get('default')?.[0]?.value, key) ?? pipeline.entries.get(key)?.[0]?.value ?? null;
  const before = get('before_script') ?? global('before_script');
  const script = get('script');
  const after = get('after_script') ?? global('after_script');
  const variables = variablesOf(pipeline, jobName);
  const lines = [before, script].flatMap((node) => expanded(pipeline, node, 0));
  const place = script?.at ?? wholeFile(pipeline.path);
  // the runner sets errexit, and pipefail where the shell knows it
  const steps: Step[] = [{ name: 'script', at: place, runs: YES, enforced: YES, does: shellDoing(pipeline.reading, { kind: 'list', at: place, items: lines }, { stopsAtFailure: true, hasPipefail: true, variables }) }];
  const last = expanded(pipeline, after, 0);
  if (after !== null && last.length > 0) steps.push({ name: 'after_script', at: after.at, runs: YES, enforced: noBecause(after.at, 'a failure in `after_script` is ignored'), does: shellDoing(pipeline.reading, { kind: 'list', at: after.at, items: last }, { stopsAtFailure: true, variables }) });
  return steps;
}

/** Variables of the pipeline, of what the job extends, and of the job over them; those of a matrix are put in later. */
function variablesOf(pipeline: Pipeline, name: string): readonly Value[] {
  const found = new Map<string, string | null>();
  const take = (node: TreeNode | null): void => {
    for (const { key, value } of entriesAt(node).slice(0, MAX_JOBS)) found.set(key, value.kind === 'scalar' ? value.text : textAt(value, 'value'));
  };
  const layers = (key: string): readonly TreeNode[] => (pipeline.entries.get(key) ?? []).map(({ value }) => value).toReversed();
  for (const node of layers('variables')) take(node);
  const seen = new Set<string>();
  const follow = (job: string, depth: number): void => {
    if (seen.has(job) || depth > MAX_EXTENDS) return;
    seen.add(job);
    for (const node of layers(job)) for (const base of itemsAt(node, 'extends')) if (base.kind === 'scalar') follow(base.text, depth + 1);
    for (const node of layers(job)) take(at(node, 'variables'));
  };
  follow(name, 0);
  for (const { key } of itemsAt(valueOf(pipeline, [name], 'parallel'), 'matrix').flatMap((item) => entriesAt(item))) found.set(key, `<< matrix.${key} >>`);
  return [...found].map(([key, text]) => ({ name: key, text: text === null || /\$\w|\$\{/.test(text) ? null : text }));
}

/** Products of larger matrices are not told. Own choice; GitLab allows 200 jobs. */
const MAX_COMBINATIONS = 200;

function matrixOf(parallel: TreeNode | null): Pick<Job, 'matrix'> {
  const items = itemsAt(parallel, 'matrix').slice(0, MAX_COMBINATIONS);
  const all: (readonly Value[])[] = [];
  for (const item of items) {
    let product: readonly (readonly Value[])[] = [[]];
    for (const { key, value } of entriesAt(item)) {
      const texts = itemsAt(value).map((each) => ({ name: `matrix.${key}`, text: each.kind === 'scalar' ? each.text : null }));
      if (texts.length * product.length > MAX_COMBINATIONS) return {};
      product = product.flatMap((known) => texts.map((text) => [...known, text]));
    }
    all.push(...product);
  }
  return all.length === 0 ? {} : { matrix: all };
}

/** Child pipelines of the repository; other projects are named. */
function triggerSteps({ reading }: Pipeline, get: (key: string) => TreeNode | null, children: Set<string>): readonly Step[] {
  const trigger = get('trigger');
  if (trigger === null) return [];
  const waits = textAt(trigger, 'strategy') === 'depend';
  const enforced = waits ? YES : unknownBecause(trigger.at, 'the job does not wait for the pipeline it starts');
  const paths = itemsAt(trigger, 'include').flatMap((include) => includedFiles(reading, include));
  if (paths.length === 0) return [{ name: 'trigger', at: trigger.at, runs: YES, enforced, does: { kind: 'uses', name: textAt(trigger) ?? textAt(trigger, 'project') ?? 'trigger', inputs: trigger } }];
  return paths.map((path) => {
    children.add(path);
    return { name: path, at: trigger.at, runs: reading.files.has(path) ? YES : noBecause(trigger.at, `${quoted(path)} does not exist`), enforced, does: { kind: 'calls', path } };
  });
}

/** The value of a key of a job, its own or that of what it extends. */
function valueOf(pipeline: Pipeline, names: readonly string[], key: string): TreeNode | null {
  const seen = new Set<string>();
  const find = (name: string, depth: number): TreeNode | null => {
    if (seen.has(name) || depth > MAX_EXTENDS) return null;
    seen.add(name);
    const layers = pipeline.entries.get(name) ?? [];
    for (const { value } of layers) {
      const own = at(value, key);
      if (own !== null) return own;
    }
    for (const { value } of layers) {
      for (const base of itemsAt(value, 'extends').toReversed()) {
        const found = base.kind === 'scalar' ? find(base.text, depth + 1) : null;
        if (found !== null) return found;
      }
    }
    return null;
  };
  for (const name of names) {
    const found = find(name, 0);
    if (found !== null) return found;
  }
  return null;
}

/** Lines of a script with `!reference [job, script]` put in place. */
function expanded(pipeline: Pipeline, node: TreeNode | null, depth: number): readonly TreeNode[] {
  if (node === null || depth > MAX_EXTENDS) return [];
  if (node.kind !== 'list') return [node];
  if (isReference(pipeline.reading, node)) {
    const [name, ...keys] = node.items.map((item) => (item.kind === 'scalar' ? item.text : ''));
    const [key = '', ...deeper] = keys;
    return expanded(pipeline, at(name === undefined ? null : valueOf(pipeline, [name], key), ...deeper), depth + 1);
  }
  return node.items.flatMap((item) => expanded(pipeline, item, depth + 1));
}

/** The tag stands before the list, which knows only its own place. */
function isReference(reading: Reading, { at: { path, range } }: TreeNode): boolean {
  if (range === null) return false;
  const line = reading.linesOf(path)[range.start.line - 1] ?? '';
  return /!reference\s*$/.test(line.slice(0, range.start.column - 1)) || line.slice(range.start.column - 1).startsWith('!reference');
}

/** Jobs without `needs` wait for those of earlier stages that surely run and whose failure counts. */
function withStages(drafts: readonly Draft[], stages: readonly string[]): readonly Job[] {
  const order = new Map(stages.map((stage, index) => [stage, index]));
  const ids = new Set(drafts.map(({ job }) => job.id));
  return drafts.map(({ job, stage, needs }) => {
    const own = order.get(stage);
    const waited = needs ?? drafts.filter((other) => own !== undefined && (order.get(other.stage) ?? own) < own && other.job.runs.answer === 'yes' && other.job.enforced.answer !== 'no').map((other) => other.job.id);
    return { ...job, needs: waited.filter((id) => ids.has(id)) };
  });
}
