/** DAGs of Airflow. Source: Airflow 2.10 and 3.0 documentation, "DAGs", "Tasks", "Branching", "Callbacks". */
import type { Call, Expression, FunctionDef, With } from '../../../../../rules/api/python/syntax.ts';
import { UNKNOWN, YES } from '../../../../../rules/api/repository/place.ts';
import type { Link } from '../../../../../rules/api/repository/place.ts';
import type { Automation, Trigger } from '../../../../../rules/api/repository/automation.ts';
import { noBecause, unknownBecause } from '../../automation/outcomes.ts';
import { decoratorName } from '../names.ts';
import { sourceOf } from '../oracles/origins.ts';
import type { ProgramView } from '../program-view.ts';
import { airflowTasks } from './airflow-tasks.ts';
import { functionOf, isTrue, keyword, paused, textOf, triggerAt } from './reading.ts';

/** Something that makes a DAG: a call of `DAG`, or a function below `@dag`. */
export interface Dag {
  readonly node: Call | FunctionDef;
  /** Null for a bare `@dag`. */
  readonly call: Call | null;
  readonly name: string;
  /** The block or function whose tasks belong to it; null for `DAG(...)` that is only assigned. */
  readonly around: With | FunctionDef | null;
}

export function airflowDags(view: ProgramView): readonly Automation[] {
  const dags = [...madeDags(view), ...decoratedDags(view)];
  return dags.map((dag) => ({
    kind: 'airflow',
    name: dag.name,
    at: view.placeOf(dag.call ?? dag.node),
    triggers: triggersOf(dag, view),
    jobs: airflowTasks(dag, dags.length === 1, view),
    notifies: notifiesOf(dag, view),
  }));
}

function madeDags(view: ProgramView): readonly Dag[] {
  return view.facts.nodes('Call').flatMap((call) => {
    if (!/^airflow\.(?:[\w.]+\.)?DAG$/u.test(view.nameOf(call) ?? '') || view.calleesOf(call).made !== null) return [];
    const [first] = call.arguments;
    const { parent } = call;
    const name = textOf(keyword(call, 'dag_id') ?? first ?? null, view) ?? (parent.kind === 'Assign' && parent.targets[0]?.kind === 'Name' ? parent.targets[0].id : 'DAG');
    return [{ node: call, call, name, around: parent.kind === 'With' && parent.items.some(({ context }) => context === call) ? parent : null }];
  });
}

/** A function below `@dag` makes a DAG only when it is called. */
function decoratedDags(view: ProgramView): readonly Dag[] {
  return view.facts.nodes('FunctionDef').flatMap((node) => {
    const decorator = node.decorators.find((each) => /^airflow\.(?:decorators|sdk)\.(?:\w+\.)*dag$/u.test(decoratorName(each, view) ?? ''));
    if (decorator === undefined || !isCalled(node, view)) return [];
    const call = decorator.kind === 'Call' ? decorator : null;
    return [{ node, call, name: (call === null ? null : textOf(keyword(call, 'dag_id') ?? call.arguments[0] ?? null, view)) ?? node.name, around: node }];
  });
}

function isCalled(node: FunctionDef, view: ProgramView): boolean {
  return view.facts.nodes('Call').some((call) => call.callee.kind === 'Name' && call.callee.id === node.name);
}

function triggersOf({ call, node }: Dag, view: ProgramView): readonly Trigger[] {
  const written = call === null ? null : keyword(call, 'schedule', 'schedule_interval', 'timetable');
  const halted = call === null ? null : paused(keyword(call, 'is_paused_upon_creation'), view);
  const given = call !== null && call.keywords.some(({ name }) => name === null);
  const triggers = written === null ? byDefault(call ?? node, given, view) : [triggerOf(written, view)];
  return triggers.map((trigger) => (halted === null || trigger.kind === 'manual' ? trigger : { ...trigger, fires: halted }));
}

/** Before 3.0 a DAG that says nothing runs daily; since then it waits for a person. */
function byDefault(node: Call | FunctionDef, isHidden: boolean, view: ProgramView): readonly Trigger[] {
  const at = view.placeOf(node);
  const version = isHidden ? null : (view.facts.versionOf('airflow') ?? view.facts.versionOf('apache-airflow'));
  const [major] = (version ?? '').split('.');
  const isSdk = view.facts.names.imports.some(({ module }) => module.startsWith('airflow.sdk'));
  if (Number(major) >= 3 || isSdk) return [{ kind: 'manual', at, fires: noBecause(at, 'it has no schedule') }];
  return [{ kind: 'schedule', at, fires: version === null ? unknownBecause(at, 'without a schedule it runs daily before Airflow 3, and never since') : YES }];
}

function triggerOf(written: Expression, view: ProgramView): Trigger {
  const at = view.placeOf(written);
  const source = sourceOf(written);
  if (source.kind === 'Constant' && (source.type === 'None' || source.value === 'None')) return { kind: 'manual', at, fires: noBecause(at, 'its schedule is `None`, so only a person or another DAG starts it') };
  const text = textOf(written, view);
  if (text !== null) return triggerAt(text, written, view);
  if (source.kind === 'List' || source.kind === 'BinOp') return { kind: 'upstream', at, fires: UNKNOWN };
  const name = source.kind === 'Call' ? (view.nameOf(source) ?? '') : '';
  if (/^datetime\.timedelta$|relativedelta$|Timetable$/u.test(name)) return { kind: 'schedule', at, fires: YES };
  if (/(?:Dataset|Asset)\w*$/u.test(name)) return { kind: 'upstream', at, fires: UNKNOWN };
  return { kind: 'schedule', at, fires: unknownBecause(at, 'its schedule is reckoned when it runs') };
}

const CALLBACKS = ['on_failure_callback', 'sla_miss_callback'] as const;

/** Callbacks and mails of the DAG and of its `default_args`. */
function notifiesOf({ call }: Dag, view: ProgramView): readonly Link[] {
  if (call === null) return [];
  const links: Link[] = [];
  const given = argumentsIn(call, view);
  for (const name of CALLBACKS) {
    const callback = given.get(name);
    if (callback === undefined || (callback.kind === 'Constant' && callback.type === 'None') || !doesTell(callback, view)) continue;
    links.push({ at: view.placeOf(callback), text: `\`${name}\` is called when a task fails` });
  }
  const mail = given.get('email');
  const isOff = isTrue(given.get('email_on_failure') ?? null) === false;
  const addresses = mail === undefined ? [] : addressesIn(mail, view);
  if (mail !== undefined && !isOff && addresses.some((address) => !PLACEHOLDER.test(address))) links.push({ at: view.placeOf(mail), text: 'a mail is sent when a task fails' });
  return links;
}

/** Addresses that examples and templates write. */
const PLACEHOLDER = /example\.(?:com|org|net)|your[-_.]?(?:e?mail|name|company)|<[^>]*>|^(?:airflow|test|user|admin|me)@(?:airflow|test|domain|email)|changeme|placeholder|@localhost/iu;

function addressesIn(expression: Expression, view: ProgramView): readonly string[] {
  const source = sourceOf(expression);
  const all = source.kind === 'List' || source.kind === 'Tuple' ? source.elements : [source];
  return all.flatMap((each) => textOf(each, view) ?? []).filter((address) => address.includes('@'));
}

/** A callback that only prints or logs tells nobody. */
function doesTell(callback: Expression, view: ProgramView): boolean {
  const definition = functionOf(callback, view);
  const body = definition === null ? null : view.bodyOf(definition.node);
  if (body === null) return true;
  return body.nodes.some(({ node }) => node.kind === 'Call' && !/^(?:print|logging\..*|str|len|format|.*\.(?:get|format|join|info|warning|error|debug|exception|critical))$/u.test(view.nameOf(node) ?? view.facts.textOf(node.callee)));
}

/** Arguments of the DAG, its own before those of `default_args`. */
export function argumentsIn(call: Call, view: ProgramView): ReadonlyMap<string, Expression> {
  const found = new Map<string, Expression>();
  const defaults = keyword(call, 'default_args');
  const source = defaults === null ? null : moduleSource(defaults, view);
  if (source?.kind === 'Dict') for (const { key, value } of source.items) if (key?.kind === 'Constant' && typeof key.value === 'string') found.set(key.value, value);
  if (source?.kind === 'Call' && source.callee.kind === 'Name' && source.callee.id === 'dict') for (const { name, value } of source.keywords) if (name !== null) found.set(name, value);
  for (const { name, value } of call.keywords) if (name !== null && name !== 'default_args') found.set(name, value);
  return found;
}

/** What a name was assigned, in the file's body too. */
function moduleSource(expression: Expression, view: ProgramView): Expression {
  const source = sourceOf(expression);
  if (source.kind !== 'Name') return source;
  const definitions = view.facts.names.bindingOf(source)?.definitions ?? [];
  const parent = definitions[0]?.node.parent;
  return definitions.length === 1 && parent?.kind === 'Assign' ? parent.value : source;
}

