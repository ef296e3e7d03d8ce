/** Tasks of a DAG of Airflow with what they run and what they wait for. */
import { walk } from '../../../../../rules/api/python/children.ts';
import type { Call, Expression, FunctionDef, Node } from '../../../../../rules/api/python/syntax.ts';
import { YES } from '../../../../../rules/api/repository/place.ts';
import type { Outcome } from '../../../../../rules/api/repository/place.ts';
import type { Doing, Job } from '../../../../../rules/api/repository/automation.ts';
import { noBecause, unknownBecause } from '../../automation/outcomes.ts';
import { decoratorName } from '../names.ts';
import { sourceOf } from '../oracles/origins.ts';
import type { ProgramView } from '../program-view.ts';
import type { Dag } from './airflow.ts';
import { functionOf, isTrue, jobOf, keyword, textOf } from './reading.ts';

interface Task {
  readonly call: Call;
  readonly id: string;
  /** Canonical operator, or the function of a decorated task. */
  readonly operator: string | null;
  readonly function: { readonly id: string; readonly node: FunctionDef } | null;
  readonly isBranch: boolean;
}

/** Tasks of one DAG that are told. Own choice. */
const MOST_TASKS = 500;

/** @param isOnly whether the file has no other DAG, so that tasks that name none are its */
export function airflowTasks(dag: Dag, isOnly: boolean, view: ProgramView): readonly Job[] {
  const tasks = view.facts.nodes('Call').flatMap((call) => (isInDag(call, dag, isOnly, view) ? (taskOf(call, view) ?? []) : [])).slice(0, MOST_TASKS);
  const byCall = new Map<Call, Task>(tasks.map((task) => [task.call, task]));
  const needs = needsOf(byCall, view);
  const ids = new Set(tasks.map(({ id }) => id));
  return tasks.map((task) => {
    const own = [...(needs.get(task.id) ?? [])];
    const behindBranch = own.some((id) => tasks.some((other) => other.id === id && other.isBranch));
    const rule = textOf(keyword(task.call, 'trigger_rule'), view);
    const at = view.placeOf(task.call);
    return jobOf(
      { name: task.id, node: task.call, does: doingOf(task, view), view },
      {
        needs: rule === null || rule.endsWith('all_success') ? own : [],
        runs: behindBranch ? unknownBecause(at, 'a branch chooses whether it runs') : YES,
        enforced: enforcedOf(task, ids, view),
      },
    );
  });
}

function isInDag(call: Call, dag: Dag, isOnly: boolean, view: ProgramView): boolean {
  const named = keyword(call, 'dag');
  if (named !== null) return sourceOf(named) === dag.call || (named.kind === 'Name' && isBoundTo(named, dag, view));
  if (dag.around !== null && isInside(call, dag.around)) return true;
  return dag.around === null && isOnly && enclosedByNoFunction(call);
}

function isBoundTo(name: Extract<Expression, { kind: 'Name' }>, { call, around }: Dag, view: ProgramView): boolean {
  return (view.facts.names.bindingOf(name)?.definitions ?? []).some(({ node }) => (node.parent?.kind === 'Assign' && node.parent.value === call) || (around?.kind === 'With' && node.parent === around));
}

function isInside(node: Node, around: Node): boolean {
  const body = around.kind === 'With' || around.kind === 'FunctionDef' ? around.body[0] : undefined;
  return body !== undefined && node.start >= body.start && node.end <= around.end;
}

function enclosedByNoFunction(node: Node): boolean {
  for (let at: Node | null = node.parent; at !== null; at = at.parent) if (at.kind === 'FunctionDef') return false;
  return true;
}

function taskOf(call: Call, view: ProgramView): Task | null {
  const { name, targets } = view.calleesOf(call);
  const [decorated] = targets;
  const kind = decorated === undefined ? null : taskDecorator(decorated, view);
  if (decorated !== undefined && kind !== null) {
    const id = view.idOf(decorated);
    return id === null ? null : { call, id: decorated.name, operator: null, function: { id, node: decorated }, isBranch: kind.endsWith('.branch') || kind.endsWith('.short_circuit') };
  }
  const last = (name ?? (call.callee.kind === 'Name' ? call.callee.id : '')).split('.').at(-1) ?? '';
  if (!/(?:Operator|Sensor)(?:Async)?$/u.test(last) || !/^[A-Z]/u.test(last)) return null;
  const id = textOf(keyword(call, 'task_id'), view) ?? (call.parent.kind === 'Assign' && call.parent.targets[0]?.kind === 'Name' ? call.parent.targets[0].id : last);
  return { call, id, operator: name ?? last, function: functionOf(keyword(call, 'python_callable'), view), isBranch: /Branch|ShortCircuit/u.test(last) };
}

function taskDecorator(node: FunctionDef, view: ProgramView): string | null {
  return node.decorators.flatMap((each) => decoratorName(each, view) ?? []).find((name) => /^airflow\.(?:decorators|sdk)\.(?:\w+\.)*(?:task|sensor|branch_task|task\.\w+)$/u.test(name) || /^task(?:\.\w+)?$/u.test(name)) ?? null;
}

function doingOf({ call, operator, function: called }: Task, view: ProgramView): Doing {
  if (called !== null) return { kind: 'python', function: called.id };
  const command = keyword(call, 'bash_command');
  const text = textOf(command, view);
  if (command !== null && text !== null) {
    const lines = text.split(/\r?\n/u).map((line) => ({ text: line, at: view.placeOf(command) }));
    return { kind: 'shell', script: { lines, shell: 'sh' }, folder: null, stopsAtFailure: false };
  }
  const image = textOf(keyword(call, 'image'), view);
  return image === null ? { kind: 'uses', name: operator ?? 'task', inputs: null } : { kind: 'image', image, dockerfile: null };
}

/** Whether a failing task is a failure of the run. */
function enforcedOf({ call, operator, function: called }: Task, ids: ReadonlySet<string>, view: ProgramView): Outcome {
  const soft = keyword(call, 'soft_fail');
  if (soft !== null && isTrue(soft) === true) return noBecause(view.placeOf(soft), 'it is skipped instead of failing');
  if (called === null || operator === null || !/\.PythonOperator$|^PythonOperator$/u.test(operator)) return YES;
  const returned = branchNames(called.node, ids);
  if (returned === null) return YES;
  return noBecause(view.placeOf(returned), `\`${called.node.name}\` returns the name of a task, but \`PythonOperator\` does not branch by it`);
}

/** The first `return` of a name of a task, where all returns are such names and there are at least two. */
function branchNames({ body }: FunctionDef, ids: ReadonlySet<string>): Node | null {
  const returns: Expression[] = [];
  let isOther = false;
  for (const statement of body) {
    walk(statement, (node) => {
      if (node.kind === 'FunctionDef' || node.kind === 'Lambda') return 'skip';
      if (node.kind === 'Return') {
        const names = node.value?.kind === 'IfExp' ? [node.value.body, node.value.orelse] : [node.value];
        for (const name of names) {
          if (name?.kind === 'Constant' && typeof name.value === 'string' && ids.has(name.value)) returns.push(name);
          else isOther = true;
        }
      }
      return undefined;
    });
  }
  return isOther || returns.length < 2 ? null : (returns[0] ?? null);
}

/** What each task waits for: `>>`, `<<`, `set_downstream`, `chain`, and values handed from task to task. */
function needsOf(tasks: ReadonlyMap<Call, Task>, view: ProgramView): ReadonlyMap<string, Set<string>> {
  const needs = new Map<string, Set<string>>();
  const add = (before: readonly string[], after: readonly string[]): void => {
    for (const id of after) {
      const known = needs.get(id) ?? new Set();
      for (const other of before) if (other !== id) known.add(other);
      needs.set(id, known);
    }
  };
  const idsIn = (expression: Expression, depth = 0): readonly string[] => {
    const source = expression.kind === 'Name' ? sourceIn(expression, view) : sourceOf(expression);
    if (source.kind === 'Call') return tasks.get(source)?.id === undefined ? [] : [tasks.get(source)?.id ?? ''];
    if (depth > 8) return [];
    if (source.kind === 'List' || source.kind === 'Tuple') return source.elements.flatMap((element) => idsIn(element, depth + 1));
    if (source.kind === 'BinOp' && (source.operator === '>>' || source.operator === '<<')) return idsIn(source.right, depth + 1);
    if (source.kind === 'Subscript' || source.kind === 'Attribute') return idsIn(source.value, depth + 1);
    return [];
  };
  for (const operation of view.facts.nodes('BinOp')) {
    if (operation.operator === '>>') add(idsIn(operation.left), idsIn(operation.right));
    else if (operation.operator === '<<') add(idsIn(operation.right), idsIn(operation.left));
  }
  for (const call of view.facts.nodes('Call')) {
    const task = tasks.get(call);
    if (task !== undefined) {
      for (const argument of [...call.arguments, ...call.keywords.map(({ value }) => value)]) add(idsIn(argument), [task.id]);
      continue;
    }
    const [first] = call.arguments;
    const last = call.callee.kind === 'Attribute' ? call.callee.attribute : call.callee.kind === 'Name' ? call.callee.id : '';
    if (last === 'set_downstream' && first !== undefined && call.callee.kind === 'Attribute') add(idsIn(call.callee.value), idsIn(first));
    else if (last === 'set_upstream' && first !== undefined && call.callee.kind === 'Attribute') add(idsIn(first), idsIn(call.callee.value));
    else if (last === 'chain') call.arguments.slice(1).forEach((argument, index) => add(idsIn(call.arguments[index] ?? argument), idsIn(argument)));
  }
  return needs;
}

/** What a name was assigned last, else the one thing it is ever assigned. */
function sourceIn(name: Extract<Expression, { kind: 'Name' }>, view: ProgramView): Expression {
  const source = sourceOf(name);
  if (source.kind !== 'Name') return source;
  const definitions = view.facts.names.bindingOf(source)?.definitions ?? [];
  const parent = definitions[0]?.node.parent;
  return definitions.length === 1 && parent?.kind === 'Assign' ? parent.value : source;
}
