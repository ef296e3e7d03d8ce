/**
 * A program as the repository sees it: its functions with their ids, which function each node belongs to, and what each call calls.
 * One pass over the tree; does not recurse.
 */
import { forEachChild } from '../../../../rules/api/python/children.ts';
import type { CallEvent } from '../../../../rules/api/python/event.ts';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import type { Call, ClassDef, Expression, FunctionDef, If, Module, Node, Statement } from '../../../../rules/api/python/syntax.ts';
import type { RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import type { FunctionId } from '../../../../rules/api/repository/program.ts';
import { documentPlaces } from '../../python/check/code-places.ts';
import type { DocumentPlaces } from '../../python/check/code-places.ts';
import { relativePath } from '../../paths.ts';
import { calleesOf, inheritedName } from './callees.ts';
import { moduleFunctions } from './module-functions.ts';
import type { ModuleFunctions } from './module-functions.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface ProgramView {
  readonly facts: Facts;
  /** Relative to the repository's root. */
  readonly path: string;
  readonly root: string;
  /** The file's body first, then what it does below `if __name__ == "__main__"` where there is such a block, then functions in source order. */
  readonly bodies: readonly FunctionBody[];
  /** The innermost function around a node; decorators, defaults and class bodies belong to what is around them. */
  ownerOf(node: Span): FunctionId;
  /** Of a node of this file or of a module followed from it. */
  placeOf(node: Node | Span): RepositoryPlace;
  /** Of a function of this file or of a module followed from it. */
  bodyOf(node: FunctionDef): FunctionBody | null;
  /** Null for what is outside of the repository. */
  idOf(definition: FunctionDef): FunctionId | null;
  calleesOf(call: Call): Callees;
  /** Functions of the project an expression stands for; empty when it is something else. */
  functionsOf(expression: Expression): readonly FunctionDef[];
  /** Canonical name of a call; null when unknown. */
  nameOf(call: Call): string | null;
  /** Last of the events of a call. */
  eventOf(call: Call): CallEvent | null;
  /** Functions of a module followed from here or of this one, by node. */
  functionsIn(module: Module): ModuleFunctions;
  /** Returns what `compute` gives for this view, computed on first demand. */
  once<T>(compute: (view: ProgramView) => T): T;
}

export interface Callees {
  readonly name: string | null;
  readonly targets: readonly FunctionDef[];
  /** Class of the project that is instantiated. */
  readonly made: ClassDef | null;
}

export interface FunctionBody {
  readonly id: FunctionId;
  readonly name: string;
  /** For the block below `if __name__ == "__main__"`, the `if`. */
  readonly node: FunctionDef | Module | If;
  /** Class whose method it is. */
  readonly inClass: ClassDef | null;
  /** Function it is nested in; null in the file's body. */
  readonly inside: FunctionDef | null;
  /** Nodes that belong to it and to no inner function, in source order. */
  readonly nodes: readonly OwnedNode[];
}

export interface OwnedNode {
  readonly node: Node;
  /** False behind conditions, in handlers, lambdas and short-circuited operands. */
  readonly isUnconditional: boolean;
}

/** @param root absolute folder of the repository */
export function viewProgram(facts: Facts, root: string): ProgramView {
  const { document } = facts;
  const path = relativePath(root, document.path);
  const modules = new Map<Module, ModuleFunctions>();
  const functionsIn = (module: Module): ModuleFunctions => {
    let known = modules.get(module);
    if (known === undefined) {
      known = moduleFunctions(module, relativePath(root, module.path));
      modules.set(module, known);
    }
    return known;
  };
  const own = functionsIn(document.module);
  const bodies = ownNodes(document.module, own);
  const byNode = new Map<Node, FunctionBody>(bodies.map((body) => [body.node, body]));
  const mains = mainBlocks(document.module);
  const spans = bodies.filter(({ node }) => node.kind === 'FunctionDef').toSorted((a, b) => a.node.start - b.node.start);
  const others = new Map<Module, ReadonlyMap<Node, FunctionBody>>();
  const elsewhere = (module: Module): ReadonlyMap<Node, FunctionBody> => {
    const known = others.get(module) ?? new Map(ownNodes(module, functionsIn(module)).map((body) => [body.node, body]));
    others.set(module, known);
    return known;
  };
  const computed = new Map<unknown, unknown>();
  const events = eventsByCall(facts);
  const callees = new Map<Call, Callees>();
  const view: ProgramView = {
    facts,
    path,
    root,
    bodies,
    ownerOf: (node) => innermost(spans, byNode, node)?.id ?? (mains.some((main) => isAmong(main.body, node)) ? mainOf(path) : `${path}::`),
    placeOf: placer(facts, root),
    bodyOf: (node) => byNode.get(node) ?? elsewhere(moduleAbove(node)).get(node) ?? null,
    idOf: (definition) => functionsIn(moduleAbove(definition)).idOf(definition),
    calleesOf: (call) => {
      const known = callees.get(call) ?? calleesOf(call, view);
      callees.set(call, known);
      return known;
    },
    functionsOf: (expression) => facts.valuesOf(expression).flatMap((value) => (value.kind === 'callable' && value.definition?.kind === 'FunctionDef' ? [value.definition] : [])),
    nameOf: (call) => nameOf(call, { facts, events }, 0) ?? inheritedName(call, view),
    eventOf: (call) => events.get(call) ?? null,
    functionsIn,
    once: <T>(compute: (view: ProgramView) => T): T => {
      if (!computed.has(compute)) computed.set(compute, compute(view));
      return computed.get(compute) as T;
    },
  };
  return view;
}

/** What a file does only when it is run itself. */
export function mainOf(path: string): FunctionId {
  return `${path}::__main__`;
}

function mainBlocks({ body }: Module): readonly If[] {
  return body.flatMap((statement) => (statement.kind === 'If' && isMainGuard(statement.test) ? [statement] : []));
}

function eventsByCall(facts: Facts): ReadonlyMap<Call, CallEvent> {
  const found = new Map<Call, CallEvent>();
  for (const event of facts.calls) if (event.name !== null || !found.has(event.node)) found.set(event.node, event);
  return found;
}

interface Named {
  readonly facts: Facts;
  readonly events: ReadonlyMap<Call, CallEvent>;
}

/** Calls whose results are called in turn that are followed. Own choice. */
const MOST_STEPS = 5;

/** By the event, by imports alone, else by the call that made the object a method is called on. */
function nameOf(call: Call, named: Named, steps: number): string | null {
  const { callee } = call;
  const known = named.events.get(call)?.name ?? named.facts.names.qualifiedName(callee);
  if (known !== null || callee.kind !== 'Attribute' || steps >= MOST_STEPS) return known;
  const made = madeBy(callee.value, named.facts);
  const owner = made === null ? null : nameOf(made, named, steps + 1);
  return owner === null || !owner.includes('.') ? null : `${owner}.${callee.attribute}`;
}

/** The call an object comes from: itself, or what its name is assigned once. */
function madeBy(expression: Expression, { names }: Facts): Call | null {
  if (expression.kind === 'Call') return expression;
  if (expression.kind === 'Await') return expression.value.kind === 'Call' ? expression.value : null;
  if (expression.kind !== 'Name') return null;
  const [only, ...others] = names.bindingOf(expression)?.definitions ?? [];
  const parent = only?.node.parent;
  if (others.length > 0 || only === undefined) return null;
  if (parent?.kind === 'Assign' || parent?.kind === 'AnnAssign') return parent.value?.kind === 'Call' ? parent.value : null;
  const item = parent?.kind === 'With' ? parent.items.find(({ target }) => target === only.node) : undefined;
  return item?.context.kind === 'Call' ? item.context : null;
}

function moduleAbove(node: Node): Module {
  let at: Node = node;
  while (at.kind !== 'Module') at = at.parent;
  return at;
}

function placer(facts: Facts, root: string): ProgramView['placeOf'] {
  const places = new Map<string, DocumentPlaces>();
  return (node) => {
    const module = 'kind' in node ? moduleAbove(node) : facts.document.module;
    const document = module === facts.document.module ? facts.document : (facts.followed.get(module.path) ?? facts.document);
    let known = places.get(document.path);
    if (known === undefined) {
      known = documentPlaces(document);
      places.set(document.path, known);
    }
    const span = 'kind' in node && node.kind === 'FunctionDef' ? { start: node.nameStart, end: node.nameStart + node.name.length } : node;
    return { path: relativePath(root, document.path), ...known.placeOf(span) };
  };
}

/** Functions hold each other whole or not at all, so the last one that begins before the node is inside all others around it. */
function innermost(spans: readonly FunctionBody[], byNode: ReadonlyMap<Node, FunctionBody>, node: Span): FunctionBody | null {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.node.start ?? 0) <= node.start) low = middle + 1;
    else high = middle;
  }
  let at: FunctionDef | null = null;
  const last = spans[low - 1]?.node;
  if (last?.kind === 'FunctionDef') at = last;
  while (at !== null && !(firstOfBody(at) <= node.start && node.end <= at.end)) at = functionAround(at);
  return at === null ? null : (byNode.get(at) ?? null);
}

function firstOfBody(node: FunctionDef): number {
  return node.body[0]?.start ?? node.end;
}

function functionAround(node: FunctionDef): FunctionDef | null {
  for (let at: Node = node.parent; at.kind !== 'Module'; at = at.parent) if (at.kind === 'FunctionDef') return at;
  return null;
}

interface Task {
  readonly node: Node;
  readonly body: Draft;
  readonly isUnconditional: boolean;
}

type Draft = Omit<FunctionBody, 'nodes'> & { readonly nodes: OwnedNode[] };

function ownNodes(module: Module, functions: ModuleFunctions): readonly FunctionBody[] {
  const path = functions.path;
  const top: Draft = { id: `${path}::`, name: '', node: module, inClass: null, inside: null, nodes: [] };
  const all: Draft[] = [top];
  const mains = mainBlocks(module);
  const [firstMain] = mains;
  const main: Draft | null = firstMain === undefined ? null : { id: mainOf(path), name: '__main__', node: firstMain, inClass: null, inside: null, nodes: [] };
  if (main !== null) all.push(main);
  const drafts = new Map<FunctionDef, Draft>();
  for (const { node, id, inClass, inside } of functions.all) {
    const draft: Draft = { id, name: node.name, node, inClass, inside, nodes: [] };
    drafts.set(node, draft);
    all.push(draft);
  }
  const stack: Task[] = [{ node: module, body: top, isUnconditional: true }];
  for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
    const { node, body, isUnconditional } = task;
    if (node !== module) body.nodes.push({ node, isUnconditional });
    const inner = node.kind === 'FunctionDef' ? drafts.get(node) : node.kind === 'If' && mains.includes(node) ? (main ?? undefined) : undefined;
    const children: Task[] = [];
    forEachChild(node, (child) => {
      const isInside = inner !== undefined && (node.kind === 'If' ? isAmong(node.body, child) : node.kind === 'FunctionDef' && child.start >= firstOfBody(node));
      children.push(isInside ? { node: child, body: inner, isUnconditional: true } : { node: child, body, isUnconditional: isUnconditional && isAlwaysRun(node, child) });
    });
    for (const child of children.reverse()) stack.push(child);
  }
  return all;
}

/** Whether running the node always runs the child. Bodies of `for` count: who loops over nothing has nothing to check. */
function isAlwaysRun(node: Node, child: Node): boolean {
  switch (node.kind) {
    case 'If':
      return child === node.test;
    case 'While':
      return child === node.test || (node.test.kind === 'Constant' && Boolean(node.test.value));
    case 'IfExp':
      return child === node.test;
    case 'BoolOp':
      return child === node.values[0];
    case 'Lambda':
    case 'ExceptHandler':
    case 'MatchCase':
      return false;
    case 'For':
    case 'Try':
      return child.kind !== 'ExceptHandler' && !isAmong(node.orelse, child);
    default:
      return true;
  }
}

function isAmong(statements: readonly Statement[], child: Span): boolean {
  const first = statements[0];
  const last = statements.at(-1);
  return first !== undefined && last !== undefined && child.start >= first.start && child.end <= last.end;
}

/** `__name__ == "__main__"` */
export function isMainGuard(test: Expression): boolean {
  if (test.kind !== 'Compare' || test.operators[0] !== '==' || test.comparators.length !== 1) return false;
  const sides = [test.left, test.comparators[0]];
  return sides.some((side) => side?.kind === 'Name' && side.id === '__name__') && sides.some((side) => side?.kind === 'Constant' && side.value === '__main__');
}
