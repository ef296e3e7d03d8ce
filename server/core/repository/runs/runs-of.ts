/** Every command of a repository, with the ways that lead to it. */
import type { Automation, Job, Step } from '../../../../rules/api/repository/automation.ts';
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import { UNKNOWN, YES, type Link, type Outcome } from '../../../../rules/api/repository/place.ts';
import type { DockerFile } from '../../../../rules/api/repository/repository.ts';
import type { Run } from '../../../../rules/api/repository/run.ts';
import { at } from '../../../../rules/api/repository/tree.ts';
import { conditionOf, type Context } from '../automation/github/conditions.ts';
import { allOf, anyOf, quoted } from '../automation/outcomes.ts';
import type { ShellParser } from '../shell.ts';
import { fillStep, textsOf } from '../automation/fill-step.ts';
import { stopAfterMissing } from './after-missing.ts';
import { createExpander, type Expander, type OpenCommand, type Way } from './expand.ts';
import { keepBest } from './keep-best.ts';
import { folderOf } from './folders.ts';
import { keyOf, type TargetRef } from './recipe.ts';
import { doingParts } from './steps.ts';
import { combinationsIn, given, NO_VALUES, over, withInputs, type Values } from '../automation/values.ts';
import { targetReaders } from './targets/target-readers.ts';

export interface RunsRequest {
  readonly files: RepositoryFiles;
  readonly docker: readonly DockerFile[];
  readonly automations: readonly Automation[];
  readonly shell: ShellParser;
}

/** Automations that call each other. Our own choice. */
const MAX_CALLS = 6;

/** Returns the runs in the order of automations, jobs, steps and lines; then what only a person starts, by target. */
export function runsOf(request: RunsRequest): readonly Run[] {
  const runs: Run[] = [];
  const passed = new Set<string>();
  const open: OpenCommand[] = [];
  const readers = targetReaders(request);
  const expander = createExpander({
    shell: request.shell,
    readers,
    emit: (run) => runs.push(run),
    onTarget: (ref) => passed.add(keyOf(ref)),
    onOpen: (one) => open.push(one),
  });
  const called = new Set(request.automations.flatMap(({ jobs }) => jobs.flatMap(({ steps }) => steps.flatMap(({ does }) => (does.kind === 'calls' ? [does.path] : [])))));
  for (const automation of request.automations) {
    const isOnlyCalled = automation.triggers.every(({ kind }) => kind === 'called');
    if (!isOnlyCalled || !called.has(automation.at.path)) startAutomation(request, expander, automation);
  }
  const all = readers.flatMap(({ all: targets }) => targets()).filter((ref) => !passed.has(keyOf(ref)));
  const calledByTargets = new Set(all.flatMap((ref) => [...expander.callsOf(ref)]));
  const roots = all.filter((ref) => !calledByTargets.has(keyOf(ref)));
  for (const ref of [...roots, ...all]) if (!passed.has(keyOf(ref))) expander.target(ref, byPerson(ref, open, request.files));
  return stopAfterMissing(keepBest(runs), request.files);
}

/** Nobody can tell that only a person starts it, where a service is kept up or where a command of an automation starts some target of its kind. */
function byPerson({ kind, file, name }: TargetRef, open: readonly OpenCommand[], files: RepositoryFiles): Way {
  const folder = folderOf(file);
  const opened = open.find((each) => each.kind === kind && each.way.repeated.answer !== 'no' && (each.folder === null || each.folder === folder || folder === '' || each.folder.startsWith(`${folder}/`)));
  const staysUp = kind === 'compose' ? at(files.trees(file)[0]?.root, 'services', name, 'restart') : null;
  const isKeptUp = staysUp?.kind === 'scalar' && /^(?:always|unless-stopped)$/.test(staysUp.text);
  const nobody: Outcome = isKeptUp
    ? { answer: 'unknown', links: [{ at: staysUp.at, text: 'it is started again whenever it stops; whether it is up anywhere cannot be told' }] }
    : opened === undefined
      ? { answer: 'no', links: [{ at: { path: file, cell: null, range: null }, text: 'nothing starts it but a person' }] }
      : { answer: 'unknown', links: [{ at: opened.at, text: 'which target it starts is only known when it runs' }] };
  return { started: null, through: [], chain: [], enforced: YES, repeated: nobody, isUnconditional: true, passed: [] };
}

function startAutomation(request: RunsRequest, expander: Expander, by: Automation): void {
  const fires = by.triggers.length === 0 ? UNKNOWN : anyOf(by.triggers.map((trigger) => trigger.fires), UNKNOWN);
  const best = by.triggers.find((trigger) => trigger.fires.answer === fires.answer);
  const chain: readonly Link[] = best === undefined ? [] : [{ at: best.at, text: `${quoted(best.kind)} starts ${quoted(by.name)}` }];
  for (const job of by.jobs) {
    const jobWay: JobWay = { chain, enforced: YES, repeated: fires, started: (step) => ({ by, job, step }), passed: [by.at.path], values: ownValues(by) };
    followJob({ request, expander }, { automation: by, job }, jobWay);
  }
}

interface JobWay {
  readonly chain: readonly Link[];
  readonly enforced: Outcome;
  readonly repeated: Outcome;
  readonly started: (step: Step) => Run['started'];
  /** Paths of the automations passed. */
  readonly passed: readonly string[];
  /** What is handed to the texts of its steps. */
  readonly values: Values;
}

interface Following {
  readonly request: RunsRequest;
  readonly expander: Expander;
}

/** What holds when nobody hands anything over: inputs are empty on GitHub where something else than a person or a caller starts it. */
function ownValues({ kind, triggers, inputs = [] }: Automation): Values {
  const isEmpty = kind === 'github-actions' && triggers.some((trigger) => trigger.kind !== 'manual' && trigger.kind !== 'called');
  return given(isEmpty ? inputs.map((input) => (input.name.startsWith('inputs.') ? { ...input, text: '' } : input)) : inputs, NO_VALUES);
}

function followJob(following: Following, { automation, job }: { readonly automation: Automation; readonly job: Job }, way: JobWay): void {
  const chain = [...way.chain, { at: job.at, text: `${quoted(automation.name)} has job ${quoted(job.name)}` }];
  const needed = neededBy(automation, job).map(({ runs }) => runs);
  for (const step of job.steps) {
    for (const handed of combinationsIn(job.matrix, `${textsOf(step)}\n${(automation.inputs ?? []).map(({ text }) => text ?? '').join('\n')}`)) {
      const values = handed.length === 0 ? way.values : over(way.values, handed, given(handed, way.values));
      const stepWay: Way = {
        started: way.started(step),
        through: [],
        chain: [...chain, { at: step.at, text: `job ${quoted(job.name)} has step ${quoted(step.name)}` }],
        enforced: allOf(way.enforced, job.enforced, step.enforced),
        repeated: allOf(way.repeated, asked(job, values), ...needed, asked(step, values)),
        isUnconditional: true,
        passed: [],
      };
      followStep(following, fillStep(step, values), { ...way, values, chain: stepWay.chain, enforced: stepWay.enforced, repeated: stepWay.repeated }, stepWay);
    }
  }
}

/** Whether it runs, with what is handed over. */
function asked({ runs, asks }: Pick<Step, 'runs' | 'asks'>, values: Values): Outcome {
  if (runs.answer !== 'unknown' || asks === undefined || values.size === 0) return runs;
  const text = asks.text.replace(/(?<![\w.'])(?:inputs|github\.event\.inputs|matrix|env)\.[\w-]+/g, (name) => literalOf(values.get(name.replace(/^github\.event\./, ''))) ?? name);
  const condition = conditionOf(text, ANY_RUN);
  if (condition === 'unknown') return runs;
  return condition === 'false' ? { answer: 'no', links: [{ at: asks.at, text: `never runs this way: ${quoted(asks.text)}` }] } : YES;
}

function literalOf(value: string | undefined): string | null {
  if (value === undefined) return null;
  return value === 'true' || value === 'false' ? value : `'${value.replaceAll("'", "''")}'`;
}

const ANY_RUN: Context = { event: null, ref: () => 'unknown', matrix: new Map(), systems: [], isNamed: () => false };

function followStep(following: Following, step: Step, way: JobWay, stepWay: Way): void {
  const { request, expander } = following;
  if (step.does.kind !== 'calls') {
    for (const part of doingParts(request, step)) expander.part(part, stepWay);
    return;
  }
  const { path, inputs = [] } = step.does;
  if (way.passed.includes(path) || way.passed.length > MAX_CALLS) return;
  const handed = given(inputs, way.values);
  for (const automation of request.automations.filter(({ at }) => at.path === path)) {
    const values = withInputs(automation.inputs ?? [], inputs, handed);
    const inner: JobWay = { ...way, values, started: () => stepWay.started, passed: [...way.passed, path] };
    for (const job of automation.jobs) followJob(following, { automation, job }, inner);
  }
}

/** Jobs that must succeed before it, directly or not. */
function neededBy({ jobs }: Automation, job: Job): readonly Job[] {
  const needed = new Set<Job>();
  const open = [...job.needs];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const one of jobs) {
      if (one.id !== id || one === job || needed.has(one)) continue;
      needed.add(one);
      open.push(...one.needs);
    }
  }
  return [...needed];
}
