/** Conditions on one column against a constant: whether two of them can hold of one row. */
import type { MaskRows } from '../../../../rules/api/python/rows.ts';

type Test = NonNullable<MaskRows['test']>;

const OPPOSITES: Readonly<Record<Test['operator'], Test['operator']>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' };

/** Returns whether no row can meet both conditions. A negated condition also holds of missing values, so it counts as its opposite only against `==`. */
export function areTestsApart(a: Pick<MaskRows, 'test' | 'isNegated'>, b: Pick<MaskRows, 'test' | 'isNegated'>): boolean {
  const [first, second] = [asWritten(a), asWritten(b)];
  if (first === null || second === null || first.column !== second.column || typeof first.value !== typeof second.value) return false;
  if (first.operator === '==') return !holds(first.value, second);
  if (second.operator === '==') return !holds(second.value, first);
  const [below, above] = isUpper(first) ? [first, second] : [second, first];
  if (!isUpper(below) || !isLower(above)) return false;
  return below.value < above.value || (below.value === above.value && (below.operator === '<' || above.operator === '>'));
}

/** The condition without negation; null where negation also lets missing values in. */
function asWritten({ test, isNegated }: Pick<MaskRows, 'test' | 'isNegated'>): Test | null {
  if (test === null || !isNegated) return test;
  return { ...test, operator: OPPOSITES[test.operator] };
}

function holds(value: Test['value'], test: Test): boolean {
  if (test.operator === '==') return value === test.value;
  if (test.operator === '!=') return value !== test.value;
  if (test.operator === '<') return value < test.value;
  if (test.operator === '<=') return value <= test.value;
  return test.operator === '>' ? value > test.value : value >= test.value;
}

function isUpper(test: Test): boolean {
  return test.operator === '<' || test.operator === '<=';
}

function isLower(test: Test): boolean {
  return test.operator === '>' || test.operator === '>=';
}
