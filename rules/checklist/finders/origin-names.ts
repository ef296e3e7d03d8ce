/** Names written in nodes. */
import { walk } from '../../api/python/children.ts';
import type { Node } from '../../api/python/syntax.ts';

export function originNames(nodes: readonly Node[]): readonly string[] {
  const found: string[] = [];
  for (const root of nodes) {
    walk(root, (node) => {
      if (node.kind === 'Name') found.push(node.id);
      if (node.kind === 'Attribute') found.push(node.attribute);
      if (node.kind === 'Constant' && typeof node.value === 'string') found.push(node.value.slice(0, 100));
    });
  }
  return found;
}
