/**
 * State that can be taken back: variables, objects, values changed in place. While a branch runs, every write is kept on a trail, so a
 * branch costs what it changes and never a copy of all variables.
 */
import type { Value } from '../../../../../rules/api/python/value.ts';

/** One piece of state: names to values, ids to objects. */
export type Slots = Map<string | number, Value>;

/** What a branch changed: the value each slot had at its end; undefined where it was removed. */
export type Changes = ReadonlyMap<Slots, ReadonlyMap<string | number, Value | undefined>>;

export interface Store {
  set(slots: Slots, key: string | number, value: Value): void;
  remove(slots: Slots, key: string | number): void;
  /** Starts a branch; the mark ends it. */
  fork(): number;
  /** Takes back everything since the mark and returns it. */
  takeBack(mark: number): Changes;
  /** Does something no branch takes back. */
  lasting(body: () => void): void;
  /** Ends a branch and keeps what it did. Returns what the slots it changed held before; undefined where they were empty. */
  keep(mark: number): Changes;
}

interface Write {
  readonly slots: Slots;
  readonly key: string | number;
  readonly before: Value | undefined;
}

export function createStore(): Store {
  const trail: Write[] = [];
  let forks = 0;
  const log = (slots: Slots, key: string | number): void => {
    if (forks > 0) trail.push({ slots, key, before: slots.get(key) });
  };
  return {
    set(slots, key, value) {
      log(slots, key);
      slots.set(key, value);
    },
    remove(slots, key) {
      log(slots, key);
      slots.delete(key);
    },
    fork() {
      forks += 1;
      return trail.length;
    },
    lasting(body) {
      const around = forks;
      forks = 0;
      try {
        body();
      } finally {
        forks = around;
      }
    },
    takeBack(mark) {
      forks -= 1;
      const changes: Collected = new Map();
      for (let write = trail.length > mark ? trail.pop() : undefined; write !== undefined; write = trail.length > mark ? trail.pop() : undefined) {
        undo(write, changes);
      }
      return changes;
    },
    keep(mark) {
      forks -= 1;
      const before: Collected = new Map();
      for (let index = trail.length - 1; index >= mark; index -= 1) {
        const write = trail[index];
        if (write !== undefined) changesOf(write.slots, before).set(write.key, write.before);
      }
      if (forks === 0) trail.length = mark;
      return before;
    },
  };
}

type Collected = Map<Slots, Map<string | number, Value | undefined>>;

function changesOf(slots: Slots, changes: Collected): Map<string | number, Value | undefined> {
  const known = changes.get(slots);
  if (known !== undefined) return known;
  const made = new Map<string | number, Value | undefined>();
  changes.set(slots, made);
  return made;
}

function undo({ slots, key, before }: Write, changes: Collected): void {
  const changed = changesOf(slots, changes);
  if (!changed.has(key)) changed.set(key, slots.get(key));
  if (before === undefined) slots.delete(key);
  else slots.set(key, before);
}
