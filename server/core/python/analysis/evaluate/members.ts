/** Attributes and entries of values nobody knows: the same one each time it is asked for, and what was stored is found again. */
import type { Value } from '../../../../../rules/api/python/value.ts';
import { unknownValue } from '../values.ts';
import { latest } from './run.ts';
import type { Run } from './run.ts';
import type { Slots } from './store.ts';

/** @param key `.name` for attributes, `[key]` for entries */
export function memberOfUnknown(value: Value, key: string, run: Run): Value {
  const slots = slotsOf(value, run);
  const known = slots.get(key);
  if (known !== undefined) return latest(known, run);
  const made = unknownValue([value]);
  slots.set(key, made);
  return made;
}

export function storeMember(value: Value, key: string, member: Value, run: Run): void {
  run.store.set(slotsOf(value, run), key, member);
}

function slotsOf(value: Value, run: Run): Slots {
  // an object changes its state, not its id
  const owner = value.kind === 'object' ? run.symbols.ofKey(`object ${String(value.id)}`) : run.symbols.ofObject(value);
  let slots = run.members.get(owner);
  if (slots === undefined) run.members.set(owner, (slots = new Map()));
  return slots;
}
