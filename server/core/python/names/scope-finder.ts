/** Says in which scope a node's names are looked up. */
import type { Names, Scope } from '../../../../rules/api/python/names.ts';
import type { Node } from '../../../../rules/api/python/syntax.ts';
import type { Draft } from './draft.ts';
import type { Scopes } from './place-definitions.ts';

/** Cost of one look: the depth of the node in its scope. */
export function scopeFinder(draft: Draft, scopes: Scopes): Names['scopeOf'] {
  const inner = new Map<Node, Scope>();
  const generic = new Map<Node, Scope>();
  for (const scope of draft.scopes) {
    if (scope.sort !== 'type-parameters') inner.set(scope.node, scopes.of(scope));
    else if (scope.node !== scope.parent?.node) generic.set(scope.node, scopes.of(scope));
  }
  const module = scopes.of(draft.module);
  return (node) => {
    let at = node;
    for (;;) {
      const around = at.parent;
      if (around === null) return module;
      const part = partOf(at, around);
      if (part === 'iterable') {
        at = around.parent ?? around;
        continue;
      }
      const found = part === 'inside' ? inner.get(around) : part === 'generic' ? generic.get(around) : undefined;
      if (found !== undefined) return found;
      at = around;
    }
  };
}

/** How a child belongs to the node around it: its body, its annotations and bases, the first iterable of a comprehension, or neither. */
function partOf(node: Node, around: Node): 'inside' | 'generic' | 'iterable' | 'outside' {
  switch (around.kind) {
    case 'FunctionDef':
    case 'ClassDef':
      if (node.start >= (around.body[0]?.start ?? around.end)) return 'inside';
      return node.start < around.nameStart ? 'outside' : 'generic';
    case 'Lambda':
      return node === around.body ? 'inside' : 'outside';
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
    case 'DictComp':
      return 'inside';
    case 'ComprehensionFor': {
      const comprehension = around.parent;
      const isFirst = 'generators' in comprehension && comprehension.generators[0] === around;
      return isFirst && node === around.iter ? 'iterable' : 'outside';
    }
    default:
      return 'outside';
  }
}
