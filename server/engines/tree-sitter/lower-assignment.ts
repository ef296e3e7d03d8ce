/** `a = b = c`, `a: t = c` and `a += c`. */
import type { BinaryOperator, Statement } from '../../../rules/api/python/syntax.ts';
import { ROLE } from './flat-tree.ts';
import { lowerExpression, lowerOptional } from './lower-expression.ts';
import { endOf, kindOf, nextOf, partsOf, roleOf, spanOf, type Lowering } from './lowering.ts';

/** @param index the statement @param assignment the `assignment` in it */
export function lowerAssignment(l: Lowering, index: number, assignment: number): Statement {
  const [left, second, third] = partsOf(l, assignment);
  if (second !== undefined && kindOf(l, second) === 'type') {
    return {
      kind: 'AnnAssign',
      ...spanOf(l, index),
      target: lowerOptional(l, left, endOf(l, index)),
      annotation: lowerExpression(l, second),
      value: third === undefined ? null : lowerExpression(l, third),
    };
  }
  const targets = [left];
  let value = second;
  while (value !== undefined && kindOf(l, value) === 'assignment') {
    const [target, inner] = partsOf(l, value);
    targets.push(target);
    value = inner;
  }
  return {
    kind: 'Assign',
    ...spanOf(l, index),
    targets: targets.map((target) => lowerOptional(l, target, endOf(l, index))),
    value: lowerOptional(l, value, endOf(l, index)),
  };
}

export function lowerAugmented(l: Lowering, index: number, assignment: number): Statement {
  const [target, value] = partsOf(l, assignment);
  let operator = '+';
  for (let child = assignment + 1; child < nextOf(l, assignment); child = nextOf(l, child)) {
    if (roleOf(l, child) === ROLE.token) operator = kindOf(l, child).slice(1, -1);
  }
  return {
    kind: 'AugAssign',
    ...spanOf(l, index),
    target: lowerOptional(l, target, endOf(l, index)),
    operator: operator as BinaryOperator,
    value: lowerOptional(l, value, endOf(l, index)),
  };
}
