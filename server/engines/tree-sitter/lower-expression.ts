/** Expressions: one function per kind of the grammar. Recursion ends at `MAX_DEPTH`. */
import type { Constant, Expression, NamedExpr, Yield } from '../../../rules/api/python/syntax.ts';
import { lowerAttribute, lowerCall, lowerSubscript, lowerSlice } from './lower-call.ts';
import { lowerComprehension, lowerDict, lowerDictComprehension, lowerList, lowerSet, lowerTuple } from './lower-collection.ts';
import { lowerBinary, lowerBoolean, lowerComparison, lowerConditional, lowerNot, lowerUnary } from './lower-operator.ts';
import { lowerParameters } from './lower-parameters.ts';
import { lowerNeighbours, lowerString } from './lower-string.ts';
import { lowerConstrainedType, lowerGenericType, lowerMemberType, lowerUnionType } from './lower-type.ts';
import { ROLE } from './flat-tree.ts';
import { brokenAt, endOf, hasToken, kindOf, MAX_DEPTH, nameAt, namesBelow, nextOf, NOWHERE, partsOf, roleOf, spanOf, startOf, textOf, type Lowering } from './lowering.ts';
import { decodeNumber } from './string-literal.ts';

type Lower = (l: Lowering, index: number) => Expression;

const EXPRESSIONS: Readonly<Record<string, Lower>> = {
  identifier: nameAt,
  attribute: lowerAttribute,
  call: lowerCall,
  subscript: lowerSubscript,
  slice: lowerSlice,
  string: lowerString,
  concatenated_string: lowerNeighbours,
  integer: lowerNumber,
  float: lowerNumber,
  true: (l, index) => constant(l, index, { type: 'bool', value: true }),
  false: (l, index) => constant(l, index, { type: 'bool', value: false }),
  none: (l, index) => constant(l, index, { type: 'None', value: null }),
  ellipsis: (l, index) => constant(l, index, { type: 'Ellipsis', value: null }),
  binary_operator: lowerBinary,
  boolean_operator: lowerBoolean,
  comparison_operator: lowerComparison,
  not_operator: lowerNot,
  unary_operator: lowerUnary,
  conditional_expression: lowerConditional,
  named_expression: lowerNamed,
  lambda: lowerLambda,
  await: (l, index) => ({ kind: 'Await', ...spanOf(l, index), value: lowerPart(l, index, 0) }),
  yield: lowerYield,
  parenthesized_expression: (l, index) => lowerPart(l, index, 0),
  list: lowerList,
  list_pattern: lowerList,
  set: lowerSet,
  tuple: lowerTuple,
  tuple_pattern: lowerTuplePattern,
  expression_list: lowerTuple,
  pattern_list: lowerTuple,
  dictionary: lowerDict,
  list_comprehension: (l, index) => lowerComprehension(l, index, 'ListComp'),
  set_comprehension: (l, index) => lowerComprehension(l, index, 'SetComp'),
  generator_expression: (l, index) => lowerComprehension(l, index, 'GeneratorExp'),
  dictionary_comprehension: lowerDictComprehension,
  list_splat: lowerStarred,
  list_splat_pattern: lowerStarred,
  as_pattern_target: (l, index) => lowerPart(l, index, 0),
  type: (l, index) => lowerPart(l, index, 0),
  generic_type: lowerGenericType,
  union_type: lowerUnionType,
  constrained_type: lowerConstrainedType,
  member_type: lowerMemberType,
  splat_type: lowerStarred,
};

export function isExpression(kind: string): boolean {
  return Object.hasOwn(EXPRESSIONS, kind);
}

/** The expression at a node; a broken one where the text does not parse or nests too deep. */
export function lowerExpression(l: Lowering, index: number): Expression {
  if (l.depth >= MAX_DEPTH) return brokenAt(startOf(l, index), endOf(l, index), namesBelow(l, index));
  const lower = EXPRESSIONS[kindOf(l, index)];
  l.depth += 1;
  const node = lower === undefined || (l.isFlawed && hasOwnFlaw(l, index)) ? lowerBroken(l, index) : lower(l, index);
  l.depth -= 1;
  return node;
}

/** The expression of the n-th part of a node; an empty broken one where the text lacks it. */
export function lowerPart(l: Lowering, index: number, position: number): Expression {
  return lowerOptional(l, partsOf(l, index)[position], endOf(l, index));
}

/** @param end where an empty broken expression stands when there is no node */
export function lowerOptional(l: Lowering, index: number | undefined, end: number): Expression {
  return index === undefined ? brokenAt(end, end, []) : lowerExpression(l, index);
}

/** Whether something between a node and the expressions in it is broken or missing. */
export function hasOwnFlaw(l: Lowering, index: number): boolean {
  const end = nextOf(l, index);
  for (let child = index + 1; child < end; child = nextOf(l, child)) {
    const role = roleOf(l, child);
    if (role === ROLE.flaw) return true;
    if (role === ROLE.part && !isExpression(kindOf(l, child)) && hasOwnFlaw(l, child)) return true;
  }
  return false;
}

function lowerBroken(l: Lowering, index: number): Expression {
  return brokenAt(startOf(l, index), endOf(l, index), expressionsBelow(l, index));
}

/** The outermost expressions below a node. */
export function expressionsBelow(l: Lowering, index: number): readonly Expression[] {
  const found: Expression[] = [];
  const end = nextOf(l, index);
  for (let child = index + 1; child < end; ) {
    const isWhole = roleOf(l, child) === ROLE.part && isExpression(kindOf(l, child));
    if (isWhole) found.push(lowerExpression(l, child));
    child = isWhole ? nextOf(l, child) : child + 1;
  }
  return found;
}

function constant(l: Lowering, index: number, { type, value }: Pick<Constant, 'type' | 'value'>): Constant {
  return { kind: 'Constant', start: startOf(l, index), end: endOf(l, index), parent: NOWHERE, type, value };
}

function lowerNumber(l: Lowering, index: number): Constant {
  return constant(l, index, decodeNumber(textOf(l, index)));
}

function lowerNamed(l: Lowering, index: number): Expression {
  const [target, value] = partsOf(l, index);
  if (target === undefined) return lowerBroken(l, index);
  const node: NamedExpr = { kind: 'NamedExpr', ...spanOf(l, index), target: nameAt(l, target), value: lowerOptional(l, value, endOf(l, index)) };
  return node;
}

function lowerLambda(l: Lowering, index: number): Expression {
  const parts = partsOf(l, index);
  const parameters = parts.find((part) => kindOf(l, part) === 'lambda_parameters');
  const body = parts.find((part) => part !== parameters);
  return {
    kind: 'Lambda',
    ...spanOf(l, index),
    parameters: parameters === undefined ? [] : lowerParameters(l, parameters),
    body: lowerOptional(l, body, endOf(l, index)),
  };
}

function lowerYield(l: Lowering, index: number): Yield {
  const [value] = partsOf(l, index);
  return { kind: 'Yield', ...spanOf(l, index), value: value === undefined ? null : lowerExpression(l, value), isFrom: hasToken(l, index, '$from') };
}

function lowerStarred(l: Lowering, index: number): Expression {
  return { kind: 'Starred', ...spanOf(l, index), value: lowerPart(l, index, 0) };
}

/** The grammar takes `(a) = 1` for a tuple too. */
function lowerTuplePattern(l: Lowering, index: number): Expression {
  return partsOf(l, index).length === 1 && !hasToken(l, index, '$,') ? lowerPart(l, index, 0) : lowerTuple(l, index);
}
