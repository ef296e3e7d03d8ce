/** DAGs and tasks of Airflow, as rules on them ask for them. */
import { callsNamed, entriesOf, hasHiddenKeywords, keywordOf, writtenValue } from './code-calls.ts';
import { isExampleCode, isTestCode } from './code-purpose.ts';
import type { Facts } from './facts.ts';
import type { KeptPlace } from '../python-rule.ts';
import { enclosing } from './syntax.ts';
import type { Call, Expression, FunctionDef } from './syntax.ts';

/** Calls that make a DAG, as every version of Airflow names them. */
const DAGS = /^airflow(?:\.models(?:\.dag)?|\.sdk|\.decorators|\.sdk\.definitions\.dag)?\.(?:DAG|dag)$/;

const OPERATOR = /^airflow\.[\w.]*\w(?:Operator|Sensor)$/;

const TASK = /^airflow\.(?:decorators|sdk)\.task(?:\.\w+)?$/;

/** Calls that make a DAG whose keywords are all seen. */
export function dagCalls(facts: Facts): readonly Call[] {
  return callsNamed(facts, DAGS).flatMap(({ call }) => (hasHiddenKeywords(call) ? [] : [call]));
}

/** Calls of operators and sensors. */
export function operatorCalls(facts: Facts): readonly Call[] {
  return callsNamed(facts, OPERATOR).map(({ call }) => call);
}

/** Functions that tasks run: those with `@task`, and those given as `python_callable` by their name. */
export function taskFunctions(facts: Facts): readonly FunctionDef[] {
  const named = new Set(operatorCalls(facts).flatMap((call) => definedBy(facts, keywordOf(call, 'python_callable'))));
  return facts.nodes('FunctionDef').filter((each) => named.has(each) || each.decorators.some((decorator) => TASK.test(facts.names.qualifiedName(decorator.kind === 'Call' ? decorator.callee : decorator) ?? '')));
}

function definedBy(facts: Facts, expression: Expression | null): readonly FunctionDef[] {
  const definitions = expression?.kind === 'Name' ? (facts.names.bindingOf(expression)?.definitions ?? []) : [];
  return definitions.flatMap(({ node }) => (node.kind === 'FunctionDef' ? [node] : []));
}

/** Whether it runs by itself, again and again, as it is written. */
export function isScheduled(facts: Facts, dag: Call): boolean {
  const schedule = writtenValue(facts, keywordOf(dag, 'schedule') ?? keywordOf(dag, 'schedule_interval'));
  return schedule !== null && !(schedule.kind === 'Constant' && (schedule.value === null || schedule.value === '@once'));
}

/** What `default_args` give; empty when there are none, null when they cannot be told. */
export function defaultArguments(facts: Facts, dag: Call): ReadonlyMap<string, Expression> | null {
  const given = keywordOf(dag, 'default_args');
  return given === null ? new Map<string, Expression>() : entriesOf(facts, given);
}

/** A scheduled DAG that does work, in plain data. */
export interface KeptDag {
  readonly at: KeptPlace;
  readonly isBare: boolean;
}

/** Scheduled DAGs of a file that do work, bare where the text says nothing of a kind; null when there are none. DAGs whose `default_args` cannot be told are left out. */
export function bareDags(facts: Facts, said: RegExp): readonly KeptDag[] | null {
  if (!doesWork(facts)) return null;
  const isBare = !said.test(facts.document.text);
  const dags = dagCalls(facts).filter((dag) => isScheduled(facts, dag) && (!isBare || defaultArguments(facts, dag) !== null));
  return dags.length === 0 ? null : dags.map(({ callee }) => ({ at: { path: facts.document.path, start: callee.start, end: callee.end }, isBare }));
}

/** Others named beside the one that is blamed. Own choice. */
const MOST_RELATED = 5;

/** The first bare DAG of a project, with how many there are; null when there is none. */
export function mostOnce(programs: readonly { readonly collected: readonly KeptDag[] }[]): null | { readonly at: KeptPlace; readonly related: readonly { readonly at: KeptPlace; readonly text: string }[]; readonly data: { readonly bare: number; readonly all: number } } {
  const all = programs.flatMap(({ collected }) => collected);
  const bare = all.filter(({ isBare }) => isBare);
  const [first, ...others] = bare;
  if (first === undefined) return null;
  return { at: first.at, related: others.slice(0, MOST_RELATED).map(({ at }) => ({ at, text: 'another one' })), data: { bare: bare.length, all: all.length } };
}

/** Tasks that only hold others together, or show something. */
const IDLE_OPERATOR = /\.(?:Empty|Dummy|LatestOnly|Branch\w*|ShortCircuit|TriggerDagRun)Operator$/;

const IDLE_COMMAND = /^\s*(?:echo|date|sleep|true|printf|exit|ls|pwd)\b[^|&;>]*$/;

const IDLE_CALL = /^(?:airflow|logging|time|datetime|pendulum|random|pprint|json|typing|functools|math|uuid)(?:\.|$)/;

/** Whether some task does what may fail for reasons outside of it. Code that is shown or tests is said to do none. */
export function doesWork(facts: Facts): boolean {
  if (isTestCode(facts.document) || isExampleCode(facts.document)) return false;
  const functions = new Set(taskFunctions(facts));
  const works = operatorCalls(facts).some((call) => !isIdle(call, facts));
  return works || facts.nodes('Call').some((call) => isWorkOf(call, functions, facts));
}

/** Functions that an operator runs are looked at by themselves. */
function isIdle(call: Call, facts: Facts): boolean {
  if (IDLE_OPERATOR.test(facts.names.qualifiedName(call.callee) ?? '') || keywordOf(call, 'python_callable')?.kind === 'Lambda') return true;
  if (definedBy(facts, keywordOf(call, 'python_callable')).length > 0) return true;
  const command = writtenValue(facts, keywordOf(call, 'bash_command'));
  return command?.kind === 'Constant' && typeof command.value === 'string' && IDLE_COMMAND.test(command.value);
}

function isWorkOf(call: Call, functions: ReadonlySet<FunctionDef>, facts: Facts): boolean {
  const around = enclosing(call, ['FunctionDef']);
  if (around === null || !functions.has(around) || around.decorators.some(({ start, end }) => call.start >= start && call.end <= end)) return false;
  const name = facts.names.qualifiedName(call.callee);
  if (name !== null) return !IDLE_CALL.test(name);
  return call.callee.kind === 'Name' && (call.callee.id === 'open' || !facts.names.isBuiltin(call.callee.id));
}
