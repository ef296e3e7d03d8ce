/** What a function of the file hands on under a key: pipelines carry it to parameters of other functions by ways no call shows. */
import { walk } from '../../api/python/children.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Expression } from '../../api/python/syntax.ts';

/** Null where no function, or more than one, returns a mapping that is written with this key. */
export function returnedUnder(facts: Facts, key: string): Expression | null {
  const found = facts.once(mappingsOf).get(key) ?? [];
  return found.length === 1 ? (found[0] ?? null) : null;
}

function mappingsOf(facts: Facts): ReadonlyMap<string, readonly Expression[]> {
  const found = new Map<string, Expression[]>();
  for (const { value } of facts.nodes('Return')) {
    if (value === null) continue;
    walk(value, (node) => {
      if (node.kind !== 'Dict') return;
      for (const item of node.items) {
        if (item.key?.kind === 'Constant' && typeof item.key.value === 'string') found.set(item.key.value, [...(found.get(item.key.value) ?? []), item.value]);
      }
    });
  }
  return found;
}
