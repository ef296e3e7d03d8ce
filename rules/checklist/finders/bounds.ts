/** Comparisons that a condition consists of, with both sides. */
import { walk } from '../../api/python/children.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Call, CompareOperator, Expression, Node } from '../../api/python/syntax.ts';
import type { Judged } from './judged.ts';

export interface Bound {
  readonly left: Expression;
  readonly operator: CompareOperator;
  readonly right: Expression;
  readonly node: Node;
}

/** Own choice: conditions rest on a handful of comparisons. */
const MOST_BOUNDS = 60;

/** In source order; comparisons that pick rows, `frame[frame["age"] < 30]`, are among them. */
export function boundsOf(facts: Facts, { node, tests }: Pick<Judged, 'node' | 'tests'>): readonly Bound[] {
  const found: Bound[] = node.kind === 'Call' ? [...ofCall(facts, node)] : [];
  for (const root of tests) {
    walk(root, (each) => {
      if (found.length >= MOST_BOUNDS) return 'skip';
      if (each.kind === 'Compare') found.push(...ofCompare(each));
      else if (each.kind === 'Call') found.push(...ofCall(facts, each));
      return undefined;
    });
  }
  return found;
}

/** Whether something is compared by size; `not weak.empty` asks for what a filter by size left. */
export function boundsSize(facts: Facts, judged: Pick<Judged, 'node' | 'tests' | 'cone' | 'condition'>): boolean {
  if (boundsOf(facts, judged).some(({ operator, node }) => /^[<>]=?$/.test(operator) || node.kind === 'Call')) return true;
  const isAsked = judged.condition.some((root) => judged.cone.nodes.some((node) => node.kind === 'Attribute' && /^(?:empty|all|any)$/.test(node.attribute) && node.start >= root.start && node.end <= root.end));
  return isAsked && judged.cone.nodes.some((node) => node.kind === 'Compare' && node.operators.some((operator) => /^[<>]=?$/.test(operator)));
}

function ofCompare(node: Extract<Node, { kind: 'Compare' }>): readonly Bound[] {
  let { left } = node;
  return node.operators.flatMap((operator, index): readonly Bound[] => {
    const right = node.comparators[index];
    const before = left;
    if (right === undefined) return [];
    left = right;
    return /^(?:[<>]=?|==|!=)$/.test(operator) ? [{ left: before, operator, right, node }] : [];
  });
}

/** `self.assertGreater(a, b)`, `math.isclose(a, b)`, `scores.lt(0.5)`. */
function ofCall(facts: Facts, node: Call): readonly Bound[] {
  const [first, second] = node.arguments;
  const last = node.callee.kind === 'Attribute' ? node.callee.attribute : node.callee.kind === 'Name' ? node.callee.id : '';
  const asserted = COMPARING[last];
  if (asserted !== undefined && first !== undefined && second !== undefined) return [{ left: first, operator: asserted, right: second, node }];
  const method = METHODS[last];
  if (method === undefined || first === undefined || node.callee.kind !== 'Attribute') return [];
  if (second !== undefined) return [{ left: first, operator: method, right: second, node }];
  return /^(?:operator|np|numpy|torch)$/.test(facts.textOf(node.callee.value)) ? [] : [{ left: node.callee.value, operator: method, right: first, node }];
}

const COMPARING: Readonly<Record<string, CompareOperator>> = {
  assertGreater: '>',
  assertGreaterEqual: '>=',
  assertLess: '<',
  assertLessEqual: '<=',
  assertEqual: '==',
  assertEquals: '==',
  assertAlmostEqual: '==',
  assert_allclose: '==',
  assert_almost_equal: '==',
  assert_array_almost_equal: '==',
  assert_array_less: '<',
  assert_array_equal: '==',
  assert_close: '==',
  isclose: '==',
  allclose: '==',
};
const METHODS: Readonly<Record<string, CompareOperator>> = { lt: '<', le: '<=', gt: '>', ge: '>=', less: '<', less_equal: '<=', greater: '>', greater_equal: '>=' };
