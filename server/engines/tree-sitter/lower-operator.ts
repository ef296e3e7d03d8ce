/** Operators. The grammar binds the star of `*a + b` to `a`; here it is moved out to where Python has it. */
import type { BinaryOperator, CompareOperator, Expression, UnaryOp } from '../../../rules/api/python/syntax.ts';
import { ROLE } from './flat-tree.ts';
import { lowerExpression, lowerOptional, lowerPart } from './lower-expression.ts';
import { brokenAt, endOf, kindOf, MAX_DEPTH, nextOf, NOWHERE, partsOf, roleOf, spanOf, startOf, textBetween, type Lowering } from './lowering.ts';

/**
 * Builds a node around its leftmost operand. A star on that operand ends up around the node.
 * @param build gets the operand and where the node starts
 */
export function withLeft(l: Lowering, { index, left }: { readonly index: number; readonly left: number | undefined }, build: (left: Expression, start: number) => Expression): Expression {
  const operand = lowerOptional(l, left, endOf(l, index));
  if (operand.kind !== 'Starred') return build(operand, startOf(l, index));
  const stars = /^\*\s*/.exec(textBetween(l, operand.start, operand.end))?.[0].length ?? 1;
  return { kind: 'Starred', ...spanOf(l, index), value: build(operand.value, operand.start + stars) };
}

export function lowerBinary(l: Lowering, index: number): Expression {
  const [left, right] = partsOf(l, index);
  const operator = operatorsOf(l, index)[0] ?? '+';
  if (operator === '&' && (isOperation(l, left, '^') || isOperation(l, right, '^'))) return lowerAndXor(l, index);
  return withLeft(l, { index, left }, (operand, start) => ({
    kind: 'BinOp',
    start,
    end: endOf(l, index),
    parent: NOWHERE,
    left: operand,
    operator: operator as BinaryOperator,
    right: lowerOptional(l, right, endOf(l, index)),
  }));
}

function isOperation(l: Lowering, index: number | undefined, operator: string): boolean {
  return index !== undefined && kindOf(l, index) === 'binary_operator' && operatorsOf(l, index)[0] === operator;
}

/** The grammar binds `^` tighter than `&`, Python the other way round: operands and operators in order, put together again. */
function lowerAndXor(l: Lowering, index: number): Expression {
  const groups: Operand[][] = [[]];
  const collect = (at: number | undefined): void => {
    const isXor = isOperation(l, at, '^');
    if (at === undefined || l.depth >= MAX_DEPTH || !(isXor || isOperation(l, at, '&'))) {
      groups.at(-1)?.push(operandAt(l, at ?? index));
      return;
    }
    const [left, right] = partsOf(l, at);
    l.depth += 1;
    collect(left);
    if (isXor) groups.push([]);
    collect(right);
    l.depth -= 1;
  };
  collect(index);
  return joinLeft(groups.map((group) => joinLeft(group, '&')), '^').node;
}

/** An operand and where it stands with its parentheses. */
export interface Operand {
  readonly node: Expression;
  readonly start: number;
  readonly end: number;
}

export function operandAt(l: Lowering, index: number): Operand {
  return { node: lowerExpression(l, index), start: startOf(l, index), end: endOf(l, index) };
}

/** `a op b op c`, bound to the left. */
export function joinLeft(operands: readonly Operand[], operator: BinaryOperator): Operand {
  const [first = { node: brokenAt(0, 0, []), start: 0, end: 0 }, ...rest] = operands;
  return rest.reduce<Operand>(
    (left, right) => ({
      node: { kind: 'BinOp', start: left.start, end: right.end, parent: NOWHERE, left: left.node, operator, right: right.node },
      start: left.start,
      end: right.end,
    }),
    first,
  );
}

/** `a and b and c` is one node, however long. */
export function lowerBoolean(l: Lowering, index: number): Expression {
  const operator = operatorsOf(l, index)[0] === 'and' ? 'and' : 'or';
  const rest: number[] = [];
  let first = index;
  while (kindOf(l, first) === 'boolean_operator' && operatorsOf(l, first)[0] === operator) {
    const [left, right] = partsOf(l, first);
    if (left === undefined || right === undefined) break;
    rest.push(right);
    first = left;
  }
  if (first === index) return lowerPart(l, index, 0);
  return withLeft(l, { index, left: first }, (operand, start) => ({
    kind: 'BoolOp',
    start,
    end: endOf(l, index),
    parent: NOWHERE,
    operator,
    values: [operand, ...rest.reverse().map((part) => lowerExpression(l, part))],
  }));
}

export function lowerComparison(l: Lowering, index: number): Expression {
  const [left, ...others] = partsOf(l, index);
  const operators = operatorsOf(l, index).map((operator) => (operator === '<>' ? '!=' : operator) as CompareOperator);
  return withLeft(l, { index, left }, (operand, start) => ({
    kind: 'Compare',
    start,
    end: endOf(l, index),
    parent: NOWHERE,
    left: operand,
    operators,
    comparators: others.map((part) => lowerExpression(l, part)),
  }));
}

export function lowerNot(l: Lowering, index: number): UnaryOp {
  return { kind: 'UnaryOp', ...spanOf(l, index), operator: 'not', operand: lowerPart(l, index, 0) };
}

export function lowerUnary(l: Lowering, index: number): UnaryOp {
  const operator = operatorsOf(l, index)[0];
  return { kind: 'UnaryOp', ...spanOf(l, index), operator: operator === '-' || operator === '~' ? operator : '+', operand: lowerPart(l, index, 0) };
}

export function lowerConditional(l: Lowering, index: number): Expression {
  const [body, test, orelse] = partsOf(l, index);
  return withLeft(l, { index, left: body }, (operand, start) => ({
    kind: 'IfExp',
    start,
    end: endOf(l, index),
    parent: NOWHERE,
    test: lowerOptional(l, test, endOf(l, index)),
    body: operand,
    orelse: lowerOptional(l, orelse, endOf(l, index)),
  }));
}

/** The tokens between the operands. */
function operatorsOf(l: Lowering, index: number): readonly string[] {
  const found: string[] = [];
  const end = nextOf(l, index);
  for (let child = index + 1; child < end; child = nextOf(l, child)) {
    if (roleOf(l, child) === ROLE.token) found.push(kindOf(l, child).slice(1));
  }
  return found;
}
