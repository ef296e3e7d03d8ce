/** Pipelines of Kubeflow and TFX: what is in them, and runs that repeat. Components that are built and not listed are not in them. */
import type { Call, Expression } from '../../../../../rules/api/python/syntax.ts';
import { YES } from '../../../../../rules/api/repository/place.ts';
import type { Automation, Job, Trigger } from '../../../../../rules/api/repository/automation.ts';
import { noBecause } from '../../automation/outcomes.ts';
import { decoratorName } from '../names.ts';
import { assignedTo, sourceOf } from '../oracles/origins.ts';
import type { ProgramView } from '../program-view.ts';
import { functionOf, isTrue, jobOf, keyword, textOf, triggerAt } from './reading.ts';

export function kubeflowPipelines(view: ProgramView): readonly Automation[] {
  return view.facts.nodes('Call').flatMap((call) => {
    const name = view.nameOf(call) ?? '';
    if (/^tfx\.(?:[\w.]+\.)?Pipeline$/u.test(name)) return [tfxPipeline(call, view)];
    const last = call.callee.kind === 'Attribute' ? call.callee.attribute : '';
    return last === 'create_recurring_run' ? [recurringRun(call, view)] : [];
  });
}

function tfxPipeline(call: Call, view: ProgramView): Automation {
  const listed = keyword(call, 'components');
  const jobs = listed === null ? [] : componentsIn(listed, view).map((component) => componentJob(component, view));
  return { kind: 'kubeflow', name: textOf(keyword(call, 'pipeline_name') ?? call.arguments[0] ?? null, view) ?? 'pipeline', at: view.placeOf(call), triggers: [], jobs, notifies: [] };
}

/** Elements of the list, and what is appended to it in the same function. */
function componentsIn(listed: Expression, view: ProgramView): readonly Expression[] {
  const found: Expression[] = [];
  const add = (expression: Expression): void => {
    const waiting: Expression[] = [expression];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (at.kind === 'List') found.push(...at.elements);
      else if (at.kind === 'BinOp' && at.operator === '+') waiting.push(at.right, at.left);
    }
  };
  if (listed.kind !== 'Name') {
    add(listed);
    return found;
  }
  for (const value of assignedTo(listed, view)) add(value);
  for (const call of view.facts.nodes('Call')) {
    if (call.callee.kind !== 'Attribute' || call.callee.value.kind !== 'Name' || call.callee.value.id !== listed.id) continue;
    const [first] = call.arguments;
    if (first === undefined) continue;
    if (call.callee.attribute === 'append') found.push(first);
    else if (call.callee.attribute === 'extend') add(first);
  }
  return found;
}

function componentJob(component: Expression, view: ProgramView): Job {
  const source = sourceOf(component);
  const name = source.kind === 'Call' ? (view.nameOf(source) ?? view.facts.textOf(source.callee)) : view.facts.textOf(component);
  return jobOf({ name: component.kind === 'Name' ? component.id : name, node: component, does: { kind: 'uses', name, inputs: null }, view });
}

function recurringRun(call: Call, view: ProgramView): Automation {
  const cron = keyword(call, 'cron_expression');
  const interval = keyword(call, 'interval_second');
  const off = keyword(call, 'enabled');
  const time = textOf(cron, view);
  const triggers: Trigger[] = [];
  if (cron !== null) triggers.push(time === null ? { kind: 'schedule', at: view.placeOf(cron), fires: YES } : kubeflowTrigger(time, cron, view));
  else if (interval !== null) triggers.push({ kind: 'schedule', at: view.placeOf(interval), fires: YES });
  const halted = off !== null && isTrue(off) === false ? noBecause(view.placeOf(off), 'it is switched off') : null;
  const given = functionOf(keyword(call, 'pipeline_func', 'job_func'), view);
  const pipelines = given !== null ? [given] : view.facts.nodes('FunctionDef').flatMap((node) => {
    const id = node.decorators.some((each) => /^kfp\.(?:v2\.)?(?:dsl\.)?pipeline$|^kfp\.dsl\.[\w.]*pipeline$/u.test(decoratorName(each, view) ?? '')) ? view.idOf(node) : null;
    return id === null ? [] : [{ id, node }];
  });
  return {
    kind: 'kubeflow',
    name: textOf(keyword(call, 'job_name'), view) ?? 'recurring run',
    at: view.placeOf(call),
    triggers: triggers.map((trigger) => (halted === null ? trigger : { ...trigger, fires: halted })),
    jobs: pipelines.map(({ id, node }) => jobOf({ name: node.name, node, does: { kind: 'python', function: id }, view })),
    notifies: [],
  };
}

/** Kubeflow's cron has seconds first. */
function kubeflowTrigger(time: string, cron: Expression, view: ProgramView): Trigger {
  const fields = time.trim().split(/\s+/u);
  return triggerAt(fields.length === 6 ? fields.slice(1).join(' ').replaceAll('?', '*') : time, cron, view);
}
