/** Programs that wait for times themselves: they fire as long as somebody keeps them running, which a repository seldom proves. */
import type { Expression, FunctionDef } from '../../../../../rules/api/python/syntax.ts';
import type { Automation, Trigger } from '../../../../../rules/api/repository/automation.ts';
import { noBecause, unknownBecause } from '../../automation/outcomes.ts';
import { decoratorName } from '../names.ts';
import type { ProgramView } from '../program-view.ts';
import { sourceOf } from '../oracles/origins.ts';
import { firesWhileRunning, functionOf, jobOf, keyword, textOf } from './reading.ts';

export function ownSchedulers(view: ProgramView): readonly Automation[] {
  const has = (module: RegExp): boolean => view.facts.names.imports.some((each) => module.test(each.module));
  return [
    ...(has(/^schedule$/u) ? scheduleJobs(view) : []),
    ...(has(/^apscheduler(?:\.|$)/u) ? apschedulerJobs(view) : []),
    ...(has(/^celery(?:\.|$)/u) ? celeryBeat(view) : []),
    ...(has(/^(?:metaflow|zenml)(?:\.|$)/u) ? deployedFlows(view) : []),
  ];
}

interface Made {
  readonly name: string;
  readonly node: Expression | FunctionDef;
  readonly trigger: Trigger;
  readonly functions: readonly { readonly id: string; readonly node: FunctionDef }[];
  readonly view: ProgramView;
}

function made({ name, node, trigger, functions, view }: Made): Automation {
  const jobs = functions.map((each) => jobOf({ name: each.node.name, node, does: { kind: 'python', function: each.id }, view }));
  return { kind: 'scheduler', name, at: view.placeOf(node), triggers: [trigger], jobs, notifies: [] };
}

function whileRunning(node: Expression | FunctionDef, view: ProgramView): Trigger {
  const at = view.placeOf(node);
  return { kind: 'schedule', at, fires: firesWhileRunning(at, view) };
}

/** `schedule.every().day.at("10:00").do(job)` */
function scheduleJobs(view: ProgramView): readonly Automation[] {
  const calls = view.facts.nodes('Call');
  const isLooping = calls.some((call) => /^schedule\.run_(?:pending|all)$/u.test(view.nameOf(call) ?? '') || (call.callee.kind === 'Attribute' && call.callee.attribute === 'run_pending'));
  return calls.flatMap((call) => {
    if (call.callee.kind !== 'Attribute' || call.callee.attribute !== 'do' || !startsWithEvery(call.callee.value, view)) return [];
    const job = functionOf(call.arguments[0] ?? null, view);
    const at = view.placeOf(call);
    const trigger: Trigger = isLooping ? whileRunning(call, view) : { kind: 'schedule', at, fires: noBecause(at, 'nothing calls `run_pending`, so it never runs') };
    return [made({ name: job?.node.name ?? 'schedule', node: call, trigger, functions: job === null ? [] : [job], view })];
  });
}

function startsWithEvery(expression: Expression, view: ProgramView): boolean {
  for (let at: Expression = expression; ; ) {
    if (at.kind === 'Attribute') at = at.value;
    else if (at.kind === 'Call') {
      if (/^schedule\.(?:Scheduler\.)?every$/u.test(view.nameOf(at) ?? '') || (at.callee.kind === 'Attribute' && at.callee.attribute === 'every')) return true;
      at = at.callee;
    } else return false;
  }
}

/** `scheduler.add_job(f, "cron", hour=3)`, `@scheduler.scheduled_job("interval", hours=1)` */
function apschedulerJobs(view: ProgramView): readonly Automation[] {
  const isStarted = view.facts.nodes('Call').some((call) => call.callee.kind === 'Attribute' && call.callee.attribute === 'start');
  const trigger = (node: Expression | FunctionDef): Trigger => {
    const at = view.placeOf(node);
    return isStarted ? whileRunning(node, view) : { kind: 'schedule', at, fires: unknownBecause(at, 'the scheduler is not started in this file') };
  };
  const added = view.facts.nodes('Call').flatMap((call) => {
    if (call.callee.kind !== 'Attribute' || call.callee.attribute !== 'add_job') return [];
    const job = functionOf(call.arguments[0] ?? keyword(call, 'func'), view);
    return job === null ? [] : [made({ name: job.node.name, node: call, trigger: trigger(call), functions: [job], view })];
  });
  const decorated = view.facts.nodes('FunctionDef').flatMap((node) => {
    const id = node.decorators.some((each) => decoratorName(each, view)?.endsWith('scheduled_job') === true) ? view.idOf(node) : null;
    return id === null ? [] : [made({ name: node.name, node, trigger: trigger(node), functions: [{ id, node }], view })];
  });
  return [...added, ...decorated];
}

/** `app.conf.beat_schedule = {"name": {"task": "tasks.train", "schedule": crontab(...)}}` */
function celeryBeat(view: ProgramView): readonly Automation[] {
  return view.facts.nodes('Assign').flatMap(({ targets, value }) => {
    const isBeat = targets.some((target) => (target.kind === 'Attribute' && /^(?:beat_schedule|CELERYBEAT_SCHEDULE)$/u.test(target.attribute)) || (target.kind === 'Name' && /^CELERY_?BEAT_SCHEDULE$/u.test(target.id)));
    if (!isBeat || value.kind !== 'Dict') return [];
    return value.items.flatMap(({ key, value: entry }) => (entry.kind === 'Dict' ? [beatEntry(textOf(key, view) ?? 'beat', entry, view)] : []));
  });
}

function beatEntry(name: string, entry: Extract<Expression, { kind: 'Dict' }>, view: ProgramView): Automation {
  const task = textOf(entry.items.find(({ key }) => key?.kind === 'Constant' && key.value === 'task')?.value ?? null, view);
  const last = task?.split('.').at(-1) ?? '';
  const functions = view.facts.nodes('FunctionDef').flatMap((node) => {
    const id = node.name === last ? view.idOf(node) : null;
    return id === null ? [] : [{ id, node }];
  });
  return made({ name, node: entry, trigger: whileRunning(entry, view), functions, view });
}

/** `@schedule(daily=True)` of Metaflow, `Schedule(cron_expression=...)` of ZenML: they hold where the flow is deployed. */
function deployedFlows(view: ProgramView): readonly Automation[] {
  const at = (node: Expression): Trigger => ({ kind: 'schedule', at: view.placeOf(node), fires: unknownBecause(view.placeOf(node), 'it holds only where the flow is deployed') });
  const flows = view.facts.nodes('ClassDef').flatMap((definition) => {
    const decorator = definition.decorators.find((each) => decoratorName(each, view) === 'metaflow.schedule');
    if (decorator === undefined) return [];
    const functions = definition.body.flatMap((member) => {
      const id = member.kind === 'FunctionDef' && member.decorators.some((each) => decoratorName(each, view) === 'metaflow.step') ? view.idOf(member) : null;
      return member.kind === 'FunctionDef' && id !== null ? [{ id, node: member }] : [];
    });
    return [made({ name: definition.name, node: decorator, trigger: at(decorator), functions, view })];
  });
  const pipelines = view.facts.nodes('Call').flatMap((call) => {
    const schedule = keyword(call, 'schedule');
    const source = schedule === null ? null : sourceOf(schedule);
    if (source?.kind !== 'Call' || !/^zenml\.(?:[\w.]+\.)?Schedule$/u.test(view.nameOf(source) ?? '') || call.callee.kind !== 'Attribute') return [];
    const pipeline = functionOf(call.callee.value, view);
    return [made({ name: pipeline?.node.name ?? 'pipeline', node: call, trigger: at(source), functions: pipeline === null ? [] : [pipeline], view })];
  });
  return [...flows, ...pipelines];
}
