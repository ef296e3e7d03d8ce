/**
 * What stands behind a condition that only asks what was noted before: the tests under which errors were listed, flags were set, codes or
 * answers were returned. Says what may be, never what must be.
 */
import { walk } from '../../api/python/children.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Expression, FunctionDef, Module, Node } from '../../api/python/syntax.ts';
import { enclosing, moduleOf } from '../../api/python/syntax.ts';
import { returnNodes, targetOf } from './cone.ts';

/** Own choices. */
const MOST_DEPTH = 4;
const MOST_FOUND = 60;

/** Tests and values the answer of these conditions rests on besides themselves, without repetition. */
export function behind(facts: Facts, conditions: readonly Node[]): readonly Node[] {
  const found = new Set<Node>();
  const seen = new Set<Node>(conditions);
  let row: readonly Node[] = conditions;
  for (let depth = 0; depth < MOST_DEPTH && row.length > 0; depth += 1) {
    const next: Node[] = [];
    for (const condition of row) {
      for (const each of directlyBehind(facts, condition)) {
        if (seen.has(each) || found.size >= MOST_FOUND) continue;
        seen.add(each);
        found.add(each);
        next.push(each);
      }
    }
    row = next;
  }
  return [...found];
}

function directlyBehind(facts: Facts, condition: Node): readonly Node[] {
  const found: Node[] = [];
  walk(condition, (node) => {
    // what is compared in size is no note
    if (node.kind === 'Compare' && !isOfEmptiness(node)) return 'skip';
    if (node.kind === 'Name') found.push(...notesOf(facts, node));
    if (node.kind === 'Call') {
      const target = targetOf(facts, node);
      if (target !== null) for (const each of returnNodes(target)) found.push(...(each.value === null || isPlain(each.value) ? testsBefore(each) : [each.value]));
    }
    return undefined;
  });
  return found;
}

function isPlain({ kind }: Expression): boolean {
  return kind === 'Constant' || kind === 'JoinedStr';
}

/** `len(errors) > 0`, `failures == 0`. */
function isOfEmptiness({ comparators }: Extract<Expression, { kind: 'Compare' }>): boolean {
  return comparators.every((each) => (each.kind === 'Constant' && (each.value === 0 || each.value === 1 || each.value === null)) || (each.kind === 'List' && each.elements.length === 0));
}

/** The test of the nearest `if` around a statement; outside of one those before it that leave the function. */
export function testsBefore(node: Node): readonly Node[] {
  const around = enclosing(node, ['If', 'FunctionDef', 'Lambda']);
  if (around?.kind === 'If') return isMain(around.test) ? [] : [around.test];
  if (node.parent?.kind !== 'FunctionDef') return [];
  return node.parent.body.flatMap((statement) => (statement.end <= node.start && statement.kind === 'If' && statement.body.at(-1)?.kind === 'Return' ? [statement.test] : []));
}

function isMain(test: Expression): boolean {
  return test.kind === 'Compare' && test.left.kind === 'Name' && test.left.id === '__name__';
}

const ADDING: ReadonlySet<string> = new Set(['append', 'add', 'extend', 'insert', 'update', 'setdefault']);

/** What each change of a name in its function rests on: the value, where it is a condition or a filter, and the test around. */
function notesOf(facts: Facts, name: Extract<Expression, { kind: 'Name' }>): readonly Node[] {
  const scope: FunctionDef | Module = enclosing(name, ['FunctionDef']) ?? moduleOf(name);
  const cache = facts.once(emptyCache);
  const known = cache.get(scope) ?? notesIn(scope);
  cache.set(scope, known);
  return known.get(name.id) ?? [];
}

function emptyCache(_: Facts): Map<FunctionDef | Module, ReadonlyMap<string, readonly Node[]>> {
  return new Map();
}

function notesIn(scope: FunctionDef | Module): ReadonlyMap<string, readonly Node[]> {
  const found = new Map<string, Node[]>();
  const note = (target: Node, node: Node, { value, isAdded }: { readonly value: Expression | null; readonly isAdded: boolean }): void => {
    if (target.kind === 'Tuple') return target.elements.forEach((element) => note(element, node, { value, isAdded }));
    const of = target.kind === 'Subscript' ? target.value : target;
    if (of.kind !== 'Name') return;
    const known = found.get(of.id) ?? [];
    found.set(of.id, known);
    if (known.length < MOST_FOUND) known.push(...conditionsIn(value), ...(value === null || isPlain(value) || isAdded || target.kind === 'Subscript' ? testsBefore(node) : []));
  };
  for (const statement of scope.body) {
    walk(statement, (node) => {
      if (node.kind === 'FunctionDef' || node.kind === 'ClassDef' || node.kind === 'Lambda') return 'skip';
      if (node.kind === 'Assign') for (const target of node.targets) note(target, node, { value: node.value, isAdded: false });
      else if (node.kind === 'AnnAssign' || node.kind === 'AugAssign') note(node.target, node, { value: node.value, isAdded: node.kind === 'AugAssign' });
      else if (node.kind === 'Call' && node.callee.kind === 'Attribute' && ADDING.has(node.callee.attribute)) note(node.callee.value, node, { value: node.arguments[0] ?? null, isAdded: true });
      return undefined;
    });
  }
  return found;
}

/** Comparisons, filters and calls that a value is made of. */
function conditionsIn(value: Expression | null): readonly Node[] {
  switch (value?.kind) {
    case 'Compare':
    case 'BoolOp':
    case 'UnaryOp':
    case 'Call':
    case 'Name':
      return [value];
    case 'IfExp':
      return [value.test];
    case 'List':
    case 'Tuple':
    case 'Set':
      return value.elements.slice(0, MOST_FOUND).flatMap(conditionsIn);
    case 'Dict':
      return value.items.slice(0, MOST_FOUND).flatMap((item) => conditionsIn(item.value));
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
      return [...value.generators.flatMap(({ ifs }) => ifs), value.element];
    case 'DictComp':
      return [...value.generators.flatMap(({ ifs }) => ifs), value.value];
    default:
      return [];
  }
}
