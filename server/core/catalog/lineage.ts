/** Which dataset comes from which: one step through programs and stages, and the closure over all steps. */
import type { Derivation } from './catalog.ts';
import { compareText } from './claims.ts';

export interface Lineage {
  readonly derivedFrom: ReadonlyMap<string, readonly Derivation[]>;
  readonly restsOn: ReadonlyMap<string, ReadonlySet<string>>;
  readonly reaches: ReadonlyMap<string, ReadonlySet<string>>;
}

/** One use by an actor, datasets by id. */
export interface Step {
  readonly way: 'read' | 'write';
  readonly dataset: string;
  readonly actor: string;
  readonly from: readonly string[];
  readonly isFromWhole: boolean;
  readonly isDeclared: boolean;
}

/** Own choice: programs that read and write more name them by loops. */
const MOST_FROM = 200;

export function lineageOf(steps: readonly Step[]): Lineage {
  const derivedFrom = new Map<string, Map<string, Derivation>>();
  const byActor = new Map<string, Step[]>();
  for (const step of steps) byActor.set(step.actor, [...(byActor.get(step.actor) ?? []), step]);
  const link = (to: string, from: string, { actor, isProven }: { readonly actor: string; readonly isProven: boolean }): void => {
    const known = derivedFrom.get(to) ?? new Map<string, Derivation>();
    derivedFrom.set(to, known);
    const key = `${from}\0${actor}`;
    if (known.get(key)?.isProven !== true && known.size < MOST_FROM) known.set(key, { dataset: from, through: actor, isProven });
  };
  for (const [actor, own] of byActor) {
    const reads = [...new Set(own.filter(({ way }) => way === 'read').map(({ dataset }) => dataset))];
    const written = new Set(own.filter(({ way }) => way === 'write').map(({ dataset }) => dataset));
    for (const { dataset, from, isFromWhole, isDeclared } of own.filter(({ way }) => way === 'write')) {
      for (const source of from) if (source !== dataset || isDeclared) link(dataset, source, { actor, isProven: true });
      if (isFromWhole) continue;
      // what the program itself writes and reads again is a stop on the way, not where it begins
      for (const source of reads) if (isDeclared || !written.has(source)) link(dataset, source, { actor, isProven: isDeclared });
    }
  }
  const up = new Map([...derivedFrom].map(([to, all]) => [to, [...new Set([...all.values()].map(({ dataset }) => dataset))]] as const));
  const down = new Map<string, string[]>();
  for (const [to, sources] of up) for (const from of sources) down.set(from, [...(down.get(from) ?? []), to]);
  const ids = [...new Set(steps.map(({ dataset }) => dataset))];
  return {
    derivedFrom: new Map([...derivedFrom].map(([to, all]) => [to, [...all.values()].sort((a, b) => compareText(a.dataset, b.dataset) || compareText(a.through, b.through))])),
    restsOn: new Map(ids.map((id) => [id, closure(id, up)])),
    reaches: new Map(ids.map((id) => [id, closure(id, down)])),
  };
}

/** All that can be reached; the start itself only over a loop. */
function closure(start: string, next: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...(next.get(start) ?? [])];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    waiting.push(...(next.get(at) ?? []));
  }
  return found;
}
