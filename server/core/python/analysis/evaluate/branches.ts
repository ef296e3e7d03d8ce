/** Ways a program may take: each is run on its own, then what they changed is joined. */
import type { Value } from '../../../../../rules/api/python/value.ts';
import { joinValues } from '../join-values.ts';
import { latest } from './run.ts';
import type { Run } from './run.ts';
import type { Changes, Slots } from './store.ts';

/** How a run of statements ends: `next` goes on below it. */
export type Completion = 'next' | 'return' | 'break' | 'continue' | 'raise';

export interface Branch {
  readonly completion: Completion;
  readonly changes: Changes;
}

/** Runs statements as one way of several: what they change is taken back and returned. */
export function runBranch(body: () => Completion, run: Run): Branch {
  const mark = run.store.fork();
  run.at.branches += 1;
  let completion: Completion;
  let changes: Changes;
  try {
    completion = body();
  } finally {
    run.at.branches -= 1;
    changes = run.store.takeBack(mark);
  }
  return { completion, changes };
}

/** Makes the state what it may be after any of the branches that go on. Returns false when none does. */
export function joinBranches(branches: readonly Branch[], run: Run): boolean {
  const alive = branches.filter(({ completion }) => completion === 'next').map(({ changes }) => changes);
  applyJoined(alive, run);
  return alive.length > 0;
}

/** Adds what a way out had changed to the state where it arrives. */
export function joinExit(changes: Changes, run: Run, except: Slots | null = null): void {
  applyJoined([changes, new Map()], run, except);
}

function applyJoined(ways: readonly Changes[], run: Run, except: Slots | null = null): void {
  const [only] = ways;
  if (only === undefined) return;
  // values refer to states, so states come first
  for (const states of [run.cells, run.objects]) joinSlots(states, ways, run);
  const others = new Set(ways.flatMap((way) => [...way.keys()]));
  for (const slots of others) {
    if (slots !== run.cells && slots !== run.objects && slots !== except) joinSlots(slots, ways, run);
  }
}

function joinSlots(slots: Slots, ways: readonly Changes[], run: Run): void {
  const keys = new Set(ways.flatMap((way) => [...(way.get(slots)?.keys() ?? [])]));
  for (const key of keys) {
    const before = slots.get(key);
    let joined: Value | undefined;
    for (const way of ways) {
      const changed = way.get(slots);
      const value = changed?.has(key) === true ? changed.get(key) : before;
      if (value === undefined) continue;
      joined = joined === undefined ? value : joinInSlot(joined, value, slots, run);
    }
    if (joined === undefined) run.store.remove(slots, key);
    else if (joined !== before) run.store.set(slots, key, joined);
    if (slots === run.cells && joined !== undefined && typeof key === 'number') run.cellOf.set(joined, key);
  }
}

function joinInSlot(a: Value, b: Value, slots: Slots, run: Run): Value {
  if (a === b) return a;
  if (slots === run.cells || slots === run.objects) return joinValues(a, b, run.terms);
  if (a.kind === 'object' && b.kind === 'object' && a.id === b.id) return latest(a, run);
  const cell = run.cellOf.get(a);
  if (cell !== undefined && cell === run.cellOf.get(b)) return latest(a, run);
  return joinLatest(a, b, run);
}

/** Returns what is known of a value that is one of the two. */
export function joinLatest(a: Value, b: Value, run: Run): Value {
  return joinValues(latest(a, run), latest(b, run), run.terms);
}

/** Returns what is known of a value that is one of these; null for none. */
export function joinAll(values: readonly Value[], run: Run): Value | null {
  const [first, ...others] = values;
  if (first === undefined) return null;
  return others.reduce((joined, value) => joinLatest(joined, value, run), latest(first, run));
}
