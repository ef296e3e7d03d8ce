/** DAGs and tasks of Airflow, as rules on them ask for them. */
import { callsNamed, entriesOf, hasHiddenKeywords, keywordOf, writtenValue } from './code-calls.ts';
import type { Facts } from './facts.ts';
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
