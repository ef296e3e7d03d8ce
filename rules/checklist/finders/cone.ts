/**
 * What the value of an expression rests on: every node that may have entered it, followed through assignments, what is put into lists and
 * mappings, loops, attributes of `self` and functions of the project, without regard to order. Bounded; says what may be, never what must be.
 */
import { walk } from '../../api/python/children.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Call, ClassDef, Expression, FunctionDef, Module, Node, Return } from '../../api/python/syntax.ts';
import { enclosing, moduleOf } from '../../api/python/syntax.ts';
import { callsByName, fixturesByName } from './calls-by-name.ts';
import { returnedUnder } from './keyed-returns.ts';
import { madeBy, nameIn } from './made-by.ts';

export interface Cone {
  /** Without repetition, nearest first. */
  readonly nodes: readonly Node[];
  readonly calls: readonly NamedCall[];
  /** Names of variables and attributes, keys and columns that are written. */
  readonly words: ReadonlySet<string>;
  /** False when a bound was hit. */
  readonly isWhole: boolean;
}

export interface NamedCall {
  readonly call: Call;
  /** Canonical name; what is written, such as `df.groupby`, where that is unknown. */
  readonly name: string;
  /** The function of the project it calls. */
  readonly target: FunctionDef | null;
}

/** Own choices: most conditions rest on some dozens of nodes. */
const MOST_NODES = 6_000;
const MOST_CALLS_DEEP = 4;

interface Task {
  readonly node: Node;
  /** Calls of project functions on the way here. */
  readonly depth: number;
}

export function coneOf(facts: Facts, roots: readonly Node[]): Cone {
  const seen = new Set<Node>();
  const followed = new Set<string>();
  // what these are given stands in the calls that led to them
  const entered = new Set<FunctionDef>();
  const calls: NamedCall[] = [];
  const words = new Set<string>();
  const waiting: Task[] = roots.map((node) => ({ node, depth: 0 }));
  let isWhole = true;
  const follow = (key: string, nodes: readonly Node[], depth: number): void => {
    if (followed.has(key)) return;
    followed.add(key);
    for (const node of nodes) waiting.push({ node, depth });
  };
  for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
    const { depth } = task;
    walk(task.node, (node) => {
      if (seen.has(node)) return 'skip';
      if (seen.size >= MOST_NODES) {
        isWhole = false;
        return 'skip';
      }
      seen.add(node);
      if (node.kind === 'Attribute') words.add(node.attribute);
      if (node.kind === 'Constant' && node.type === 'str' && typeof node.value === 'string' && node.value.length <= 60) words.add(node.value);
      if (node.kind === 'Attribute' && node.value.kind === 'Name' && (node.value.id === 'self' || node.value.id === 'cls')) {
        const around = enclosing(node, ['ClassDef']);
        if (around !== null) follow(`${around.start}.${node.attribute}@${moduleOf(node).path}`, boundIn(facts, around).get(node.attribute) ?? [], depth);
      }
      if (node.kind === 'Name') {
        words.add(node.id);
        const scope = scopeOf(facts, node);
        if (scope !== null) follow(`${scope.start}:${node.id}@${moduleOf(node).path}`, boundIn(facts, scope).get(node.id) ?? [], depth);
        else follow(`given ${node.id} ${enclosing(node, ['FunctionDef'])?.start ?? -1}@${moduleOf(node).path}`, givenTo(facts, node, entered), depth + 1);
      }
      if (node.kind === 'Subscript') follow(`[${node.start}]@${moduleOf(node).path}`, handedOn(facts, node, entered), depth + 1);
      if (node.kind === 'Call') {
        const target = targetOf(facts, node);
        calls.push({ call: node, name: nameOfCall(facts, node), target });
        if (target !== null) entered.add(target);
        if (target !== null && depth < MOST_CALLS_DEEP) follow(`${target.start}()@${moduleOf(target).path}`, returnsOf(target), depth + 1);
      }
      return undefined;
    });
  }
  return { nodes: [...seen], calls, words, isWhole };
}

/** The canonical name; what is written, without arguments, where nothing says it. */
export function nameOfCall(facts: Facts, call: Call): string {
  const event = facts.once(namesOfEvents).get(call);
  if (event !== undefined) return event;
  const qualified = moduleOf(call) === facts.document.module ? facts.names.qualifiedName(call.callee) : nameIn(moduleOf(call), call.callee);
  if (qualified !== null) return qualified;
  if (call.callee.kind === 'Attribute' && moduleOf(call) === facts.document.module) {
    const making = madeBy(facts, call.callee.value);
    if (making !== null) return `${making.name}.${call.callee.attribute}`;
  }
  return writtenName(call.callee);
}

function writtenName(callee: Expression): string {
  const parts: string[] = [];
  let at = callee;
  for (; at.kind === 'Attribute'; at = at.value) parts.unshift(at.attribute);
  return [...(at.kind === 'Name' ? [at.id] : ['']), ...parts].join('.');
}

function namesOfEvents(facts: Facts): ReadonlyMap<Call, string> {
  return new Map(facts.calls.flatMap(({ node, name }) => (name === null ? [] : [[node, name] as const])));
}

/** The function of the project a call runs; null when it is none, or not one alone. */
export function targetOf(facts: Facts, call: Call): FunctionDef | null {
  const values = facts.valuesOf(call.callee).flatMap((value) => (value.kind === 'callable' && value.definition?.kind === 'FunctionDef' ? [value.definition] : []));
  const [first] = values;
  if (first !== undefined) return values.every((value) => value === first) ? first : null;
  const { callee } = call;
  if (callee.kind !== 'Name') return null;
  const named = moduleOf(call).body.filter((statement): statement is FunctionDef => statement.kind === 'FunctionDef' && statement.name === callee.id);
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** What it returns or yields, and what it puts into what it returns. */
export function returnsOf(target: FunctionDef): readonly Node[] {
  const found: Node[] = [];
  for (const statement of target.body) {
    walk(statement, (node) => {
      if (node.kind === 'FunctionDef' || node.kind === 'ClassDef') return 'skip';
      if (node.kind === 'Return' && node.value !== null) found.push(node.value);
      if (node.kind === 'Yield' && node.value !== null) found.push(node.value);
      return undefined;
    });
  }
  return found;
}

/** Every `return` of its own. */
export function returnNodes(target: FunctionDef): readonly Return[] {
  const found: Return[] = [];
  for (const statement of target.body) {
    walk(statement, (node) => {
      if (node.kind === 'FunctionDef' || node.kind === 'ClassDef') return 'skip';
      if (node.kind === 'Return') found.push(node);
      return undefined;
    });
  }
  return found;
}

/** `metrics["skill"]` of a parameter that no call in the file gives anything. */
function handedOn(facts: Facts, { value, index }: Extract<Node, { kind: 'Subscript' }>, entered: ReadonlySet<FunctionDef>): readonly Node[] {
  if (value.kind !== 'Name' || index.kind !== 'Constant' || typeof index.value !== 'string' || moduleOf(value) !== facts.document.module) return [];
  if (scopeOf(facts, value) !== null || givenTo(facts, value, entered).length > 0 || isIn(entered, enclosing(value, ['FunctionDef']))) return [];
  const returned = returnedUnder(facts, index.value);
  return returned === null ? [] : [returned];
}

function isIn(entered: ReadonlySet<FunctionDef>, around: FunctionDef | null): boolean {
  return around === null || entered.has(around);
}

/** What a parameter is given: by a fixture of that name, and by calls of its function in the same file. */
function givenTo(facts: Facts, name: Node & { readonly kind: 'Name' }, entered: ReadonlySet<FunctionDef>): readonly Node[] {
  let around = enclosing(name, ['FunctionDef']);
  while (around !== null && !around.parameters.some((parameter) => parameter.name === name.id)) around = enclosing(around, ['FunctionDef']);
  const owner = around;
  const module = moduleOf(name);
  if (owner === null || entered.has(owner) || module !== facts.document.module) return [];
  const index = owner.parameters.findIndex((parameter) => parameter.name === name.id) - (owner.parent.kind === 'ClassDef' ? 1 : 0);
  const calls = facts.once(callsByName).get(owner.name) ?? [];
  const given = calls.flatMap((call) => {
    const named = call.keywords.find((keyword) => keyword.name === name.id)?.value ?? call.arguments[index];
    return named === undefined ? [] : [named];
  });
  const fixture = facts.once(fixturesByName).get(name.id);
  return fixture === undefined ? given : [...given, ...returnsOf(fixture)];
}

type Bound = ReadonlyMap<string, readonly Node[]>;
type ScopeNode = Module | FunctionDef | ClassDef;

/** The function, or else the module, that gives a name its value. */
function scopeOf(facts: Facts, name: Node & { readonly kind: 'Name' }): ScopeNode | null {
  for (let at = enclosing(name, ['FunctionDef']); at !== null; at = enclosing(at, ['FunctionDef'])) {
    if (boundIn(facts, at).has(name.id)) return at;
    if (at.parameters.some((parameter) => parameter.name === name.id)) return null;
  }
  const module = moduleOf(name);
  return boundIn(facts, module).has(name.id) ? module : null;
}

/** What is bound to each name of a scope, in it alone; for classes, to attributes of `self`. */
function boundIn(facts: Facts, scope: ScopeNode): Bound {
  const cache = facts.once(emptyCache);
  const known = cache.get(scope);
  if (known !== undefined) return known;
  const found = new Map<string, Node[]>();
  const bind = (target: Node, value: Node): void => {
    const name = scope.kind === 'ClassDef' ? attributeOfSelf(target) : nameOfTarget(target);
    if (name !== null) found.set(name, [...(found.get(name) ?? []), value]);
    else if (target.kind === 'Tuple' || target.kind === 'List') {
      // `a, b = x, y` binds each to its own
      const isPairwise = (value.kind === 'Tuple' || value.kind === 'List') && value.elements.length === target.elements.length && !target.elements.some(({ kind }) => kind === 'Starred');
      target.elements.forEach((element, index) => bind(element, isPairwise && (value.kind === 'Tuple' || value.kind === 'List') ? (value.elements[index] ?? value) : value));
    }
  };
  for (const statement of scope.body) {
    walk(statement, (node) => {
      if (scope.kind !== 'ClassDef' && (node.kind === 'FunctionDef' || node.kind === 'ClassDef' || node.kind === 'Lambda')) return 'skip';
      if (node.kind === 'Assign') for (const target of node.targets) bind(target, node.value);
      else if (node.kind === 'AugAssign' || node.kind === 'NamedExpr') bind(node.target, node.value);
      else if (node.kind === 'AnnAssign' && node.value !== null) bind(node.target, node.value);
      else if (node.kind === 'For' || node.kind === 'ComprehensionFor') bind(node.target, node.iter);
      else if (node.kind === 'With') for (const { context, target } of node.items) if (target !== null) bind(target, context);
      if (node.kind === 'Call' && node.callee.kind === 'Attribute' && PUTTING.has(node.callee.attribute)) for (const argument of node.arguments) bind(node.callee.value, argument);
      return undefined;
    });
  }
  cache.set(scope, found);
  return found;
}

const PUTTING: ReadonlySet<string> = new Set(['append', 'extend', 'add', 'update', 'insert', 'fit', 'fit_transform']);

function emptyCache(): Map<ScopeNode, Bound> {
  return new Map();
}

/** `x`, and for `x[key]` and `x.attribute` what holds it. */
function nameOfTarget(target: Node): string | null {
  let at = target;
  while (at.kind === 'Subscript' || at.kind === 'Attribute' || at.kind === 'Starred') at = at.value;
  return at.kind === 'Name' ? at.id : null;
}

function attributeOfSelf(target: Node): string | null {
  let at = target;
  while (at.kind === 'Subscript') at = at.value;
  return at.kind === 'Attribute' && at.value.kind === 'Name' && (at.value.id === 'self' || at.value.id === 'cls') ? at.attribute : null;
}
