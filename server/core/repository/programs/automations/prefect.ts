/** Deployments of Prefect flows. Source: Prefect 2 and 3 documentation, "Deployments", "Schedules". */
import type { Call, Expression } from '../../../../../rules/api/python/syntax.ts';
import { YES } from '../../../../../rules/api/repository/place.ts';
import type { Automation, Trigger } from '../../../../../rules/api/repository/automation.ts';
import { noBecause, unknownBecause } from '../../automation/outcomes.ts';
import { sourceOf } from '../oracles/origins.ts';
import type { ProgramView } from '../program-view.ts';
import { firesWhileRunning, functionOf, isTrue, jobOf, keyword, paused, textOf, triggerAt } from './reading.ts';

export function prefectDeployments(view: ProgramView): readonly Automation[] {
  if (!view.facts.names.imports.some(({ module }) => /^prefect(?:\.|$)/u.test(module))) return [];
  return view.facts.nodes('Call').flatMap((call) => {
    const flow = flowOf(call, view);
    if (flow === null) return [];
    const { id, node } = flow;
    const name = textOf(keyword(call, 'name') ?? (call.callee.kind === 'Attribute' && call.callee.attribute !== 'build_from_flow' ? (call.arguments[0] ?? null) : null), view) ?? node.name;
    const automation: Automation = { kind: 'prefect', name, at: view.placeOf(call), triggers: triggersOf(call, view), jobs: [jobOf({ name: node.name, node: call, does: { kind: 'python', function: id }, view })], notifies: [] };
    return [automation];
  });
}

/** `train.serve(...)`, `train.deploy(...)`, `train.to_deployment(...)`, `Deployment.build_from_flow(flow=train)`. */
function flowOf(call: Call, view: ProgramView): ReturnType<typeof functionOf> {
  if (call.callee.kind !== 'Attribute') return null;
  const { attribute, value } = call.callee;
  if (attribute === 'build_from_flow') return functionOf(keyword(call, 'flow') ?? call.arguments[0] ?? null, view);
  return attribute === 'serve' || attribute === 'deploy' || attribute === 'to_deployment' ? functionOf(value, view) : null;
}

function triggersOf(call: Call, view: ProgramView): readonly Trigger[] {
  const off = paused(keyword(call, 'paused'), view) ?? inactive(call, view);
  const isServed = call.callee.kind === 'Attribute' && call.callee.attribute !== 'deploy' && call.callee.attribute !== 'build_from_flow';
  return times(call).flatMap((time) => {
    const trigger = triggerOf(time, view);
    if (trigger === null) return [];
    if (off !== null) return [{ ...trigger, fires: off }];
    return [isServed && trigger.fires.answer === 'yes' ? { ...trigger, fires: firesWhileRunning(trigger.at, view) } : trigger];
  });
}

function inactive(call: Call, view: ProgramView): Trigger['fires'] | null {
  const active = keyword(call, 'is_schedule_active');
  return active !== null && isTrue(active) === false ? noBecause(view.placeOf(active), 'its schedule is switched off') : null;
}

function times(call: Call): readonly Expression[] {
  const single = keyword(call, 'cron', 'interval', 'rrule', 'schedule');
  const several = keyword(call, 'schedules');
  const source = several === null ? null : sourceOf(several);
  return [...(single === null ? [] : [single]), ...(source?.kind === 'List' ? source.elements : [])];
}

function triggerOf(time: Expression, view: ProgramView): Trigger | null {
  const source = sourceOf(time);
  const at = view.placeOf(time);
  if (source.kind === 'Constant' && source.type === 'None') return null;
  const cron = textOf(time, view) ?? (source.kind === 'Call' ? textOf(keyword(source, 'cron') ?? source.arguments[0] ?? null, view) : null);
  if (cron !== null) return triggerAt(cron, time, view);
  if (source.kind === 'Call' || (source.kind === 'Constant' && typeof source.value === 'number')) return { kind: 'schedule', at, fires: YES };
  return { kind: 'schedule', at, fires: unknownBecause(at, 'its schedule is reckoned when it runs') };
}
