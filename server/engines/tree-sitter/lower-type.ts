/** Annotations the grammar has kinds of its own for; in our tree they are plain expressions. */
import type { Expression, Subscript } from '../../../rules/api/python/syntax.ts';
import { lowerOptional, lowerPart } from './lower-expression.ts';
import { lowerIndices } from './lower-call.ts';
import { joinLeft, operandAt, type Operand } from './lower-operator.ts';
import { endOf, hasToken, kindOf, NOWHERE, partsOf, spanOf, startOf, textOf, type Lowering } from './lowering.ts';

/** `list[int]` */
export function lowerGenericType(l: Lowering, index: number): Subscript {
  const parts = partsOf(l, index);
  const list = parts.find((part) => kindOf(l, part) === 'type_parameter');
  const head = parts.find((part) => part !== list);
  return {
    kind: 'Subscript',
    ...spanOf(l, index),
    value: head === undefined ? typeName(l, index) : lowerOptional(l, head, endOf(l, index)),
    index: list === undefined ? lowerOptional(l, undefined, endOf(l, index)) : lowerIndices(l, list, partsOf(l, list)),
  };
}

/** `type[int]`: the grammar has `type` as a keyword here. */
function typeName(l: Lowering, index: number): Expression {
  const start = startOf(l, index);
  const id = hasToken(l, index, '$type') ? 'type' : '';
  return { kind: 'Name', start, end: start + id.length, parent: NOWHERE, id };
}

/** `int | str | None`; the grammar binds some of it to the right. */
export function lowerUnionType(l: Lowering, index: number): Expression {
  const operands: Operand[] = [];
  const open = partsOf(l, index).reverse();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const isUnion = kindOf(l, at) === 'union_type' || (kindOf(l, at) === 'binary_operator' && hasToken(l, at, '$|'));
    if (isUnion || kindOf(l, at) === 'type') open.push(...partsOf(l, at).reverse());
    else operands.push(operandAt(l, at));
  }
  return joinLeft(operands, '|').node;
}

/** `a:b` in an annotation is a slice. */
export function lowerConstrainedType(l: Lowering, index: number): Expression {
  return { kind: 'Slice', ...spanOf(l, index), lower: lowerPart(l, index, 0), upper: lowerPart(l, index, 1), step: null };
}

/** `List[int].element` */
export function lowerMemberType(l: Lowering, index: number): Expression {
  const [value, name] = partsOf(l, index);
  return {
    kind: 'Attribute',
    ...spanOf(l, index),
    value: lowerOptional(l, value, endOf(l, index)),
    attribute: name === undefined ? '' : textOf(l, name),
    attributeStart: name === undefined ? endOf(l, index) : startOf(l, name),
  };
}
