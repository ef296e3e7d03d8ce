/**
 * Functions and methods that nothing calls, looked at after the program with parameters as sources of their own: first those nobody
 * names, which are where others are called from. What they change is taken back; an object keeps what its methods do to it.
 */
import type { Argument } from '../../../../../rules/api/python/event.ts';
import type { ClassDef, FunctionDef, Module, Name, Node } from '../../../../../rules/api/python/syntax.ts';
import type { ObjectValue, Value } from '../../../../../rules/api/python/value.ts';
import { walk } from '../../../../../rules/api/python/children.ts';
import { withConfidence } from '../values.ts';
import { runBranch } from './branches.ts';
import { callFunction, isClassMethod, takesReceiver } from './functions.ts';
import { objectOf } from './classes.ts';
import { parameterValues } from './parameters.ts';
import { latest, withPosition } from './run.ts';
import type { Definition, Run } from './run.ts';

/** Nodes evaluated in functions of other modules for all that nobody calls. Own choice: who calls it sees more of them. */
const MOST_STEPS_ELSEWHERE = 2_000;

export function runUncalled(module: Module, run: Run): void {
  const { functions, classes, named } = collect(module);
  run.limits.mostElsewhere = run.limits.elsewhere + MOST_STEPS_ELSEWHERE;
  const isNamed = (node: FunctionDef): boolean => named.get(node.name)?.some((use) => !isInside(use, node)) === true;
  for (const node of functions) if (!isNamed(node)) runFunction(node, run);
  for (const node of classes) runClass(node, run);
  for (const node of functions) runFunction(node, run);
}

interface Collected {
  /** Without methods. */
  readonly functions: readonly FunctionDef[];
  readonly classes: readonly ClassDef[];
  readonly named: ReadonlyMap<string, readonly Name[]>;
}

function collect(module: Module): Collected {
  const functions: FunctionDef[] = [];
  const classes: ClassDef[] = [];
  const named = new Map<string, Name[]>();
  walk(module, (node) => {
    if (node.kind === 'FunctionDef' && node.parent.kind !== 'ClassDef') functions.push(node);
    else if (node.kind === 'ClassDef') classes.push(node);
    else if (node.kind === 'Name') {
      const uses = named.get(node.id);
      if (uses === undefined) named.set(node.id, [node]);
      else uses.push(node);
    }
  });
  return { functions, classes, named };
}

function isInside(node: Node, outer: Node): boolean {
  return node.start >= outer.start && node.end <= outer.end;
}

function runFunction(node: FunctionDef, run: Run): void {
  const definition = run.functions.get(node);
  if (definition === undefined || run.called.has(node)) return;
  apart(run, () => callUncalled(definition, null, run));
}

function runClass(node: ClassDef, run: Run): void {
  const definition = run.functions.get(node);
  const methods = node.body.filter((statement) => statement.kind === 'FunctionDef');
  if (definition === undefined || methods.every((method) => run.called.has(method))) return;
  apart(run, () => {
    const self = instanceOf(definition, run);
    const ordered = [...methods.filter(({ name }) => name === '__init__'), ...methods.filter(({ name }) => name !== '__init__')];
    for (const method of ordered) {
      const own = run.functions.get(method);
      if (own !== undefined && !run.called.has(method)) callUncalled(own, takesReceiver(method) && !isClassMethod(method) ? latest(self, run) : null, run);
    }
  });
}

function instanceOf(definition: Definition, run: Run): ObjectValue {
  const made = run.instances.get(definition.node);
  return made ?? run.machine.createObject(withConfidence(objectOf(definition, { name: definition.name }, run) as ObjectValue, 'likely'));
}

function callUncalled(definition: Definition, self: Value | null, run: Run): void {
  const { node } = definition;
  if (node.kind === 'ClassDef') return;
  const skipped = self === null && node.kind === 'FunctionDef' && isClassMethod(node) ? 1 : self === null ? 0 : 1;
  const values = parameterValues(definition, skipped, run);
  const args: Argument[] = [...values].map(([name, value]) => ({ name, value, node }));
  callFunction(definition, { args, receiver: self, node: null }, run);
}

function apart(run: Run, body: () => void): void {
  runBranch(() => {
    withPosition({ branches: run.at.branches - 1 }, run, body);
    return 'raise';
  }, run);
}
