/** Technical debt as the editor shows it. Plain data: the client bundles this file. */
import type { EditorPlace } from './place.ts';

export interface EditorDebt {
  /** `7 kinds of debt at 19 places, 4 counted, 3 to ask, 9 not found`. */
  readonly summary: string;
  /** In the order of the paper. */
  readonly kinds: readonly EditorDebtKind[];
}

export interface EditorDebtKind {
  /** `TD-11`. */
  readonly id: string;
  readonly title: string;
  readonly what: string;
  /** One step. */
  readonly next: string;
  /** `found`: proven at places; `counted`: numbers that say something; `open`: people are asked; `clear`: looked for and not found. */
  readonly status: 'found' | 'counted' | 'open' | 'clear';
  readonly places: readonly EditorDebtPlace[];
  /** What it costs here, one clause each. */
  readonly numbers: readonly string[];
  /** What people have to answer; null when files tell. */
  readonly question: string | null;
}

export interface EditorDebtPlace {
  readonly rule: string;
  readonly message: string;
  /** `src/train.py:12`. */
  readonly where: string;
  /** ISO day of the last commit that changed the file; null when nothing says it. */
  readonly changed: string | null;
  readonly place: EditorPlace;
}
