/** What the main process and a process that checks code say to each other. */
import type { UnitProgram, UnitResult } from '../core/python/check/check-unit.ts';
import type { FixesWanted } from '../core/python/fix/mend-program.ts';
import type { PlainProject } from '../core/python/check/unit-work.ts';
import type { LookedAt, PlainRead } from '../core/python/reading-data/look-at-tables.ts';
import type { StoredTexts } from './source-store.ts';

export type ToWorker =
  /** A project in place of the one before. */
  | { readonly kind: 'project'; readonly project: Omit<PlainProject, 'sources'>; readonly texts: StoredTexts; readonly looksAtTables: boolean; readonly fixes: FixesWanted | null }
  | { readonly kind: 'unit'; readonly unit: readonly UnitProgram[] }
  /** Answers `look` with the same number. */
  | { readonly kind: 'looked'; readonly number: number; readonly look: LookedAt };

export type FromWorker =
  /** The next program of the unit is being checked. */
  | { readonly kind: 'program'; readonly path: string }
  | { readonly kind: 'look'; readonly number: number; readonly read: PlainRead }
  /** Units are answered in the order they were asked. */
  | { readonly kind: 'done'; readonly results: readonly UnitResult[] }
  /** Our own bug; the process ends. */
  | { readonly kind: 'broken'; readonly detail: string };
