/** The expression a value was made by, through names that were assigned once. */
import type { Facts } from '../../api/python/facts.ts';
import { assignedValue } from '../../api/python/name-value.ts';
import type { Expression } from '../../api/python/syntax.ts';

/** Names followed one after the other. Own choice. */
const MOST_STEPS = 8;

export function sourceOf(facts: Facts, expression: Expression): Expression {
  let at = expression;
  for (let steps = 0; steps < MOST_STEPS && at.kind === 'Name'; steps += 1) {
    const assigned = assignedValue(at);
    const next = assigned === null ? onlyAssigned(facts, at) : assigned.index === null ? assigned.expression : null;
    if (next === null) return at;
    at = next;
  }
  return at;
}

/** What a name of the module is assigned, where there is one assignment alone. */
function onlyAssigned(facts: Facts, name: Expression & { readonly kind: 'Name' }): Expression | null {
  const [definition, ...others] = facts.names.bindingOf(name)?.definitions ?? [];
  const parent = definition?.node.parent;
  return others.length === 0 && parent?.kind === 'Assign' && parent.targets.length === 1 && parent.targets[0] === definition?.node ? parent.value : null;
}
