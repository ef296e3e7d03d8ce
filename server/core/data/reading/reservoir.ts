/** A seeded reservoir over the rows of a table: equal bytes give equal samples. */
import { SAMPLE_CELLS, SAMPLE_ROWS } from '../opened-table.ts';

export interface SampledRow {
  readonly rowNumber: number;
  readonly part: number;
  readonly bytes: Uint8Array;
  readonly hasInvalid: boolean;
}

export interface Reservoir {
  /** Offers the next row; `take` is called only when it is kept. */
  offer(take: () => SampledRow): void;
  /** The kept rows in file order. */
  rows(): readonly SampledRow[];
}

const SEED = 0x1e57;
/** The sample is held in memory; rows of a megabyte must not make it gigabytes. Own choice. */
const MAX_SAMPLE_BYTES = 64 * 2 ** 20;

/** Algorithm R (Vitter 1985); when the rows kept grow too large together, a random half of them goes. */
export function createReservoir(width: number): Reservoir {
  const random = seededRandom(SEED);
  let capacity = Math.max(1, Math.min(SAMPLE_ROWS, Math.floor(SAMPLE_CELLS / Math.max(1, width))));
  let kept: SampledRow[] = [];
  let seen = 0;
  let bytes = 0;
  const offer = (take: () => SampledRow): void => {
    seen += 1;
    const slot = seen <= capacity ? kept.length : Math.floor(random() * seen);
    if (slot >= capacity) return;
    const row = take();
    bytes += row.bytes.length - (kept[slot]?.bytes.length ?? 0);
    kept[slot] = row;
    while (bytes > MAX_SAMPLE_BYTES && capacity > 1) {
      capacity = Math.max(1, Math.floor(Math.min(capacity, kept.length) / 2));
      kept = shuffled(kept, random).slice(0, capacity);
      bytes = kept.reduce((sum, one) => sum + one.bytes.length, 0);
    }
  };
  return { offer, rows: () => [...kept].sort((a, b) => a.rowNumber - b.rowNumber) };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items.map((item) => ({ item, key: random() })).sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** mulberry32, a small public-domain generator; uniform in 0..1. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
