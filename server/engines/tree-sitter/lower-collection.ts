/** Lists, tuples, sets, dicts and comprehensions. */
import type { Comprehension, ComprehensionFor, Dict, DictComp, Expression, List, SetNode, Tuple } from '../../../rules/api/python/syntax.ts';
import { lowerExpression, lowerOptional, lowerPart } from './lower-expression.ts';
import { endOf, hasToken, kindOf, NOWHERE, partsOf, spanOf, startOf, type Lowering } from './lowering.ts';

export function lowerList(l: Lowering, index: number): List {
  return { kind: 'List', ...spanOf(l, index), elements: elementsOf(l, index) };
}

export function lowerSet(l: Lowering, index: number): SetNode {
  return { kind: 'Set', ...spanOf(l, index), elements: elementsOf(l, index) };
}

/** With or without parentheses. */
export function lowerTuple(l: Lowering, index: number): Tuple {
  return { kind: 'Tuple', ...spanOf(l, index), elements: elementsOf(l, index) };
}

function elementsOf(l: Lowering, index: number): readonly Expression[] {
  return partsOf(l, index).map((part) => lowerExpression(l, part));
}

export function lowerDict(l: Lowering, index: number): Dict {
  const items = partsOf(l, index).map((part) => {
    if (kindOf(l, part) === 'dictionary_splat') return { key: null, value: lowerPart(l, part, 0) };
    return { key: lowerPart(l, part, 0), value: lowerPart(l, part, 1) };
  });
  return { kind: 'Dict', ...spanOf(l, index), items };
}

export function lowerComprehension(l: Lowering, index: number, kind: Comprehension['kind']): Comprehension {
  return { kind, ...spanOf(l, index), element: lowerPart(l, index, 0), generators: generatorsOf(l, index) };
}

export function lowerDictComprehension(l: Lowering, index: number): DictComp {
  const [pair = index] = partsOf(l, index);
  return { kind: 'DictComp', ...spanOf(l, index), key: lowerPart(l, pair, 0), value: lowerPart(l, pair, 1), generators: generatorsOf(l, index) };
}

function generatorsOf(l: Lowering, index: number): readonly ComprehensionFor[] {
  const [, ...clauses] = partsOf(l, index);
  const starts = clauses.flatMap((clause, at) => (kindOf(l, clause) === 'for_in_clause' ? [at] : []));
  return starts.flatMap((at, position) => {
    const clause = clauses[at];
    if (clause === undefined) return [];
    const ifs = clauses.slice(at + 1, starts[position + 1] ?? clauses.length);
    return [lowerGenerator(l, clause, ifs)];
  });
}

function lowerGenerator(l: Lowering, clause: number, ifs: readonly number[]): ComprehensionFor {
  const [target, ...iters] = partsOf(l, clause);
  const [first] = iters;
  const last = iters.at(-1);
  const isTuple = iters.length > 1;
  return {
    kind: 'ComprehensionFor',
    start: startOf(l, clause),
    end: endOf(l, ifs.at(-1) ?? clause),
    parent: NOWHERE,
    isAsync: hasToken(l, clause, '$async'),
    target: lowerOptional(l, target, endOf(l, clause)),
    iter:
      isTuple && first !== undefined && last !== undefined
        ? { kind: 'Tuple', start: startOf(l, first), end: endOf(l, last), parent: NOWHERE, elements: iters.map((iter) => lowerExpression(l, iter)) }
        : lowerOptional(l, first, endOf(l, clause)),
    ifs: ifs.map((part) => lowerPart(l, part, 0)),
  };
}
