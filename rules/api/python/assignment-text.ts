/** Text that keeps the result of a call where it was thrown away. */
import type { Facts } from './facts.ts';
import type { Call, Expression } from './syntax.ts';

/** What a chain of calls, accessors and indexers on data starts from: `df` of `df.dropna().reset_index()`, `df["a"]` of `df["a"].str.lower()`. */
export function rootOfChain(call: Call, facts: Facts): Expression | null {
  let at: Expression = call;
  while (at.kind === 'Call') {
    if (at.callee.kind !== 'Attribute') return null;
    at = at.callee.value;
    while (at.kind === 'Attribute' && ACCESSORS.has(at.attribute)) at = at.value;
  }
  return isPlace(at, facts) ? at : null;
}

const ACCESSORS: ReadonlySet<string> = new Set(['str', 'dt', 'cat', 'sparse']);

/** Names, attributes and columns by name can be assigned to as they are written. */
function isPlace(expression: Expression, facts: Facts): boolean {
  if (expression.kind === 'Name') return facts.names.bindingOf(expression) !== null;
  if (expression.kind === 'Attribute') return isPlace(expression.value, facts);
  return expression.kind === 'Subscript' && expression.index.kind === 'Constant' && typeof expression.index.value === 'string' && isPlace(expression.value, facts);
}
