/** Code that is there to fail: what it does with rows says nothing. */
import { enclosing } from './syntax.ts';
import type { Expression, Node } from './syntax.ts';

/** Calls whose block must raise an error. */
const RAISING: ReadonlySet<string> = new Set(['raises', 'assertRaises', 'assertRaisesRegex', 'assert_raises', 'assert_raises_regex', 'raises_regex']);

/** Whether a test expects the node to raise an error. */
export function isExpectedToFail(node: Node): boolean {
  for (let block = enclosing(node, ['With']); block !== null; block = enclosing(block, ['With'])) {
    if (block.items.some(({ context }) => isRaising(context))) return true;
  }
  return false;
}

function isRaising(context: Expression): boolean {
  if (context.kind !== 'Call') return false;
  const { callee } = context;
  return (callee.kind === 'Name' && RAISING.has(callee.id)) || (callee.kind === 'Attribute' && RAISING.has(callee.attribute));
}
