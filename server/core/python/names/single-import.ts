/** Whether a name that is bound at several places still stands for one import. */
import type { ImportAlias, Node } from '../../../../rules/api/python/syntax.ts';
import { typeCheckingBranch } from './collect-children.ts';
import type { DraftDefinition } from './draft.ts';

/**
 * The import the definitions agree on: all import the same thing, or the others only stand in for it (`except ImportError`,
 * `if TYPE_CHECKING`, `= None`). Null when the name may be something else.
 * @param targetOf canonical name of what an alias imports
 */
export function singleImport(definitions: readonly Pick<DraftDefinition, 'kind' | 'node'>[], targetOf: (alias: ImportAlias) => string): string | null {
  let first: ImportAlias | null = null;
  for (const { node } of definitions) {
    if (node.kind === 'ImportAlias') {
      first = node;
      break;
    }
  }
  if (first === null) return null;
  const target = targetOf(first);
  for (const { kind, node } of definitions) {
    if (node === first || kind === 'delete' || isNone(node)) continue;
    if (node.kind === 'ImportAlias' && targetOf(node) === target) continue;
    if (!isAlternative(first, node)) return null;
  }
  return target;
}

function isNone(node: Node): boolean {
  const { parent } = node;
  return node.kind === 'Name' && parent?.kind === 'Assign' && parent.value.kind === 'Constant' && parent.value.type === 'None';
}

/** Both stand in different branches of one `try` or `if TYPE_CHECKING`, the first in the one that counts. */
function isAlternative(first: Node, other: Node): boolean {
  const branches = new Map<Node, Node>();
  for (let at = first; at.parent !== null; at = at.parent) branches.set(at.parent, at);
  for (let at = other; at.parent !== null; at = at.parent) {
    const branch = branches.get(at.parent);
    if (branch === undefined || branch === at) continue;
    return isStandIn(at.parent, branch, at);
  }
  return false;
}

/** @param around the nearest node around both */
function isStandIn(around: Node, first: Node, other: Node): boolean {
  if (around.kind === 'Try') return other.kind === 'ExceptHandler' && around.body.some((statement) => statement === first);
  if (around.kind !== 'If') return false;
  const branch = typeCheckingBranch(around.test);
  return branch !== null && around[branch].some((statement) => statement === first) && !around[branch].some((statement) => statement === other);
}
