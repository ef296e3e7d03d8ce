/** Calls, attributes and subscripts. */
import type { Expression, Keyword, Slice } from '../../../rules/api/python/syntax.ts';
import { lowerExpression, lowerOptional, lowerPart } from './lower-expression.ts';
import { withLeft } from './lower-operator.ts';
import { endOf, kindOf, nextOf, NOWHERE, partsOf, spanOf, startOf, textOf, type Lowering } from './lowering.ts';

export interface Arguments {
  readonly arguments: readonly Expression[];
  readonly keywords: readonly Keyword[];
}

export function lowerCall(l: Lowering, index: number): Expression {
  const [callee, list] = partsOf(l, index);
  return withLeft(l, { index, left: callee }, (operand, start) => ({
    kind: 'Call',
    start,
    end: endOf(l, index),
    parent: NOWHERE,
    callee: operand,
    ...lowerArguments(l, list),
  }));
}

/** @param list an `argument_list`, or the generator of `f(x for x in y)` */
export function lowerArguments(l: Lowering, list: number | undefined): Arguments {
  if (list === undefined) return { arguments: [], keywords: [] };
  if (kindOf(l, list) !== 'argument_list') return { arguments: [lowerExpression(l, list)], keywords: [] };
  const positional: Expression[] = [];
  const keywords: Keyword[] = [];
  for (const part of partsOf(l, list)) {
    const kind = kindOf(l, part);
    if (kind === 'keyword_argument') keywords.push(lowerKeyword(l, part));
    else if (kind === 'dictionary_splat') keywords.push({ kind: 'Keyword', ...spanOf(l, part), name: null, value: lowerPart(l, part, 0) });
    else positional.push(lowerExpression(l, part));
  }
  return { arguments: positional, keywords };
}

function lowerKeyword(l: Lowering, index: number): Keyword {
  const [name, value] = partsOf(l, index);
  return {
    kind: 'Keyword',
    start: startOf(l, index),
    end: endOf(l, index),
    parent: NOWHERE,
    name: name === undefined ? '' : textOf(l, name),
    value: lowerOptional(l, value, endOf(l, index)),
  };
}

export function lowerAttribute(l: Lowering, index: number): Expression {
  const [value, name] = partsOf(l, index);
  return withLeft(l, { index, left: value }, (operand, start) => ({
    kind: 'Attribute',
    start,
    end: endOf(l, index),
    parent: NOWHERE,
    value: operand,
    attribute: name === undefined ? '' : textOf(l, name),
    attributeStart: name === undefined ? endOf(l, index) : startOf(l, name),
  }));
}

export function lowerSubscript(l: Lowering, index: number): Expression {
  const [value, ...indices] = partsOf(l, index);
  return withLeft(l, { index, left: value }, (operand, start) => ({
    kind: 'Subscript',
    start,
    end: endOf(l, index),
    parent: NOWHERE,
    value: operand,
    index: lowerIndices(l, index, indices),
  }));
}

/** One index, or a tuple of several; `a[*b]` and `a[b,]` are tuples as well. */
export function lowerIndices(l: Lowering, index: number, indices: readonly number[]): Expression {
  const lowered = indices.map((part) => lowerExpression(l, part));
  const [first] = lowered;
  const last = lowered.at(-1);
  if (first === undefined || last === undefined) return lowerOptional(l, undefined, endOf(l, index));
  const comma = trailingComma(l, index);
  if (lowered.length === 1 && first.kind !== 'Starred' && comma === null) return first;
  const [firstPart = index] = indices;
  return { kind: 'Tuple', start: startOf(l, firstPart), end: comma ?? endOf(l, indices.at(-1) ?? index), parent: NOWHERE, elements: lowered };
}

/** End of a comma before the closing bracket, or null. */
function trailingComma(l: Lowering, index: number): number | null {
  let isComma = false;
  for (let child = index + 1; child < nextOf(l, index); child = nextOf(l, child)) {
    const kind = kindOf(l, child);
    if (kind !== '$]' && kind !== 'comment' && kind !== 'line_continuation') isComma = kind === '$,';
  }
  if (!isComma) return null;
  const bracket = endOf(l, index) - 1 - l.offset;
  return l.text.lastIndexOf(',', bracket) + 1 + l.offset;
}

/** `lower:upper:step`; which bound is which is told by the colons before it. */
export function lowerSlice(l: Lowering, index: number): Slice {
  const bounds: [Expression | null, Expression | null, Expression | null] = [null, null, null];
  const parts = new Set(partsOf(l, index));
  let colons = 0;
  for (let child = index + 1; child < nextOf(l, index); child = nextOf(l, child)) {
    if (kindOf(l, child) === '$:') colons += 1;
    else if (parts.has(child) && colons < bounds.length) bounds[colons] = lowerExpression(l, child);
  }
  return { kind: 'Slice', ...spanOf(l, index), lower: bounds[0], upper: bounds[1], step: bounds[2] };
}

