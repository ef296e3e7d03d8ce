/** What must hold, taken apart: comparisons and truths, joined by `and` and `or`. */
import type { Call, CompareOperator, Expression, Node } from '../../../../../rules/api/python/syntax.ts';

export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | Comparison
  | { readonly kind: 'truth'; readonly expression: Expression; readonly isNegated: boolean };

export interface Comparison {
  readonly kind: 'comparison';
  readonly left: Expression;
  readonly operator: CompareOperator | 'isinstance' | 'almost';
  /** Null for `None`, and where only one side is written. */
  readonly right: Expression | null;
  readonly node: Node;
}

/** Conditions inside conditions that are taken apart. Own choice. */
const MOST_DEPTH = 40;

const OPPOSITE: Readonly<Partial<Record<Comparison['operator'], CompareOperator>>> = { '==': '!=', '!=': '==', '<': '>=', '<=': '>', '>': '<=', '>=': '<', is: 'is not', 'is not': 'is', in: 'not in', 'not in': 'in' };

export function conditionOf(expression: Expression, isNegated = false, depth = 0): Condition {
  if (depth > MOST_DEPTH) return { kind: 'truth', expression, isNegated };
  if (expression.kind === 'UnaryOp' && expression.operator === 'not') return conditionOf(expression.operand, !isNegated, depth + 1);
  if (expression.kind === 'BoolOp') {
    const isAll = (expression.operator === 'and') !== isNegated;
    return { kind: isAll ? 'all' : 'any', of: expression.values.map((value) => conditionOf(value, isNegated, depth + 1)) };
  }
  if (expression.kind === 'Compare') return comparisons(expression, isNegated);
  if (expression.kind === 'Call') return conditionOfCall(expression, isNegated, depth);
  return { kind: 'truth', expression, isNegated };
}

function comparisons(expression: Extract<Expression, { kind: 'Compare' }>, isNegated: boolean): Condition {
  const parts: Condition[] = [];
  let left = expression.left;
  for (const [index, written] of expression.operators.entries()) {
    const right = expression.comparators[index];
    if (right === undefined) break;
    const operator = isNegated ? OPPOSITE[written] : written;
    parts.push(operator === undefined ? { kind: 'truth', expression, isNegated } : { kind: 'comparison', left, operator, right, node: expression });
    left = right;
  }
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { kind: isNegated ? 'any' : 'all', of: parts };
}

/** `isinstance(x, C)`, `bool(x)`, `all([a, b])`. */
function conditionOfCall(call: Call, isNegated: boolean, depth: number): Condition {
  const truth: Condition = { kind: 'truth', expression: call, isNegated };
  const [first, second] = call.arguments;
  if (call.callee.kind !== 'Name' || first === undefined) return truth;
  if (call.callee.id === 'isinstance' && second !== undefined && !isNegated) return { kind: 'comparison', left: first, operator: 'isinstance', right: second, node: call };
  if (call.callee.id === 'bool' && call.arguments.length === 1) return conditionOf(first, isNegated, depth + 1);
  if (call.callee.id === 'all' && (first.kind === 'List' || first.kind === 'Tuple') && !isNegated) return { kind: 'all', of: first.elements.map((element) => conditionOf(element, false, depth + 1)) };
  return truth;
}

/** The condition a method of `unittest.TestCase` asserts; null for those that say more than a comparison. */
export function conditionOfMethod(name: string, call: Call): Condition | null {
  const [first, second] = call.arguments;
  if (first === undefined) return null;
  switch (name) {
    case 'assertTrue':
      return conditionOf(first);
    case 'assertFalse':
      return conditionOf(first, true);
    case 'assertIsNone':
      return { kind: 'comparison', left: first, operator: 'is', right: null, node: call };
    case 'assertIsNotNone':
      return { kind: 'comparison', left: first, operator: 'is not', right: null, node: call };
    default: {
      const operator = METHODS[name];
      return operator === undefined || second === undefined ? null : { kind: 'comparison', left: first, operator, right: second, node: call };
    }
  }
}

const METHODS: Readonly<Record<string, Comparison['operator']>> = {
  assertEqual: '==',
  assertEquals: '==',
  assertNotEqual: '!=',
  assertGreater: '>',
  assertGreaterEqual: '>=',
  assertLess: '<',
  assertLessEqual: '<=',
  assertIn: 'in',
  assertNotIn: 'not in',
  assertIs: 'is',
  assertIsNot: 'is not',
  assertIsInstance: 'isinstance',
  assertAlmostEqual: 'almost',
  assertListEqual: '==',
  assertDictEqual: '==',
  assertTupleEqual: '==',
  assertSetEqual: '==',
  assertSequenceEqual: '==',
  assertMultiLineEqual: '==',
};

/** All expressions a condition looks at. */
export function expressionsOf(condition: Condition): readonly Expression[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(expressionsOf);
    case 'comparison':
      return condition.right === null ? [condition.left] : [condition.left, condition.right];
    case 'truth':
      return [condition.expression];
  }
}
