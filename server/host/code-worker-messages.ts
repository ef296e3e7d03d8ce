/** What the main thread and a thread that checks code say to each other. */
import type { UnitProgram, UnitResult } from '../core/python/check/check-unit.ts';
import type { FixesWanted } from '../core/python/fix/mend-program.ts';
import type { PlainProject } from '../core/python/check/unit-work.ts';
import type { LookedAt, PlainRead } from '../core/python/reading-data/look-at-tables.ts';

export type ToWorker =
  | { readonly kind: 'project'; readonly project: PlainProject; readonly looksAtTables: boolean; readonly fixes: FixesWanted | null }
  | { readonly kind: 'unit'; readonly unit: readonly UnitProgram[] }
  /** Answers `look` with the same number. */
  | { readonly kind: 'looked'; readonly number: number; readonly look: LookedAt };

export type FromWorker =
  /** The next program of the unit is being checked. */
  | { readonly kind: 'program'; readonly path: string }
  | { readonly kind: 'look'; readonly number: number; readonly read: PlainRead }
  | { readonly kind: 'done'; readonly results: readonly UnitResult[] };

/** Given to a worker when it starts. */
export interface WorkerStart {
  /** One 32-bit number: 1 when the check is cancelled. */
  readonly cancelled: SharedArrayBuffer;
}
