/** Schedules of Dagster. Source: Dagster documentation, "Schedules": they are stopped until somebody or `default_status` starts them. */
import type { Call, Expression } from '../../../../../rules/api/python/syntax.ts';
import { YES } from '../../../../../rules/api/repository/place.ts';
import type { Automation, Job, Trigger } from '../../../../../rules/api/repository/automation.ts';
import { unknownBecause } from '../../automation/outcomes.ts';
import { decoratorName } from '../names.ts';
import { sourceOf } from '../oracles/origins.ts';
import type { ProgramView } from '../program-view.ts';
import { functionOf, jobOf, keyword, textOf, triggerAt } from './reading.ts';

export function dagsterSchedules(view: ProgramView): readonly Automation[] {
  const made = view.facts.nodes('Call').flatMap((call) => (view.nameOf(call) === 'dagster.ScheduleDefinition' ? [scheduleOf(call, call, view)] : []));
  const decorated = view.facts.nodes('FunctionDef').flatMap((node) => {
    const decorator = node.decorators.find((each) => decoratorName(each, view) === 'dagster.schedule');
    return decorator?.kind === 'Call' ? [{ ...scheduleOf(decorator, decorator, view), name: node.name }] : [];
  });
  return [...made, ...decorated];
}

function scheduleOf(call: Call, node: Expression, view: ProgramView): Automation {
  const job = keyword(call, 'job', 'target');
  const cron = keyword(call, 'cron_schedule');
  const name = textOf(keyword(call, 'name'), view) ?? (job?.kind === 'Name' ? job.id : 'schedule');
  return { kind: 'dagster', name, at: view.placeOf(node), triggers: cron === null ? [] : [triggerOf(cron, call, view)], jobs: jobsOf(job, view), notifies: [] };
}

function triggerOf(cron: Expression, call: Call, view: ProgramView): Trigger {
  const time = textOf(cron, view);
  const at = view.placeOf(cron);
  const trigger: Trigger = time === null ? { kind: 'schedule', at, fires: unknownBecause(at, 'its schedule is reckoned when it runs') } : triggerAt(time, cron, view);
  const status = keyword(call, 'default_status');
  const isOn = status !== null && /RUNNING$/u.test(view.facts.textOf(status));
  return isOn || trigger.fires.answer !== 'yes' ? trigger : { ...trigger, fires: unknownBecause(at, 'Dagster keeps it stopped until somebody starts it') };
}

/** The job's function, else the assets of the file for `define_asset_job`. */
function jobsOf(job: Expression | null, view: ProgramView): readonly Job[] {
  if (job === null) return [];
  const definition = functionOf(job, view);
  if (definition !== null) return [jobOf({ name: definition.node.name, node: job, does: { kind: 'python', function: definition.id }, view })];
  const source = sourceOf(job);
  if (source.kind !== 'Call' || !/^dagster\.define_asset_job$/u.test(view.nameOf(source) ?? '')) return [];
  return view.facts.nodes('FunctionDef').flatMap((node) => {
    const id = node.decorators.some((each) => /^dagster\.(?:asset|multi_asset)$/u.test(decoratorName(each, view) ?? '')) ? view.idOf(node) : null;
    return id === null ? [] : [jobOf({ name: node.name, node, does: { kind: 'python', function: id }, view }, { runs: keyword(source, 'selection') === null ? YES : unknownBecause(view.placeOf(source), 'a selection decides which assets it makes') })];
  });
}
