/** Numbers that are written in a test, where a name promises those of a model. */
import type { Facts } from '../../api/python/facts.ts';
import type { Call, Node } from '../../api/python/syntax.ts';
import { moduleOf } from '../../api/python/syntax.ts';
import { sourceOf } from './source-of.ts';
import { isTestPath } from './test-paths.ts';

/** `predicted = np.array([0.0])` in a test: what is written there comes from no model. */
export function isToy(facts: Facts, node: Node): boolean {
  if (node.kind !== 'Name' || moduleOf(node) !== facts.document.module || !isTestPath(moduleOf(node).path)) return false;
  const made = sourceOf(facts, node);
  const given = made.kind === 'Call' && /^(?:a?array|tensor|as_tensor|Series|DataFrame|full|ones|zeros|linspace|arange|ones_like|zeros_like|float)$/.test(lastName(made)) ? made.arguments : [made];
  return made !== node && given.length > 0 && given.every(isWritten);
}

/** Numbers, and lists of them. */
function isWritten(node: Node): boolean {
  switch (node.kind) {
    case 'Constant':
      return true;
    case 'UnaryOp':
      return isWritten(node.operand);
    case 'BinOp':
      return isWritten(node.left) && isWritten(node.right);
    case 'List':
    case 'Tuple':
      return node.elements.every(isWritten);
    case 'Attribute':
      return /^(?:nan|inf|NaN)$/.test(node.attribute);
    default:
      return false;
  }
}

function lastName({ callee }: Call): string {
  return callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : '';
}
