/** What is said of one test of a rubric, and of all of them. Plain data. */
import type { Link } from '../repository/place.ts';
import type { Level } from './level.ts';

export type Status = 'automated' | 'manual' | 'void' | 'absent' | 'unknown' | 'not-applicable';

export interface LevelLink extends Link {
  readonly level: Level;
}

export interface TestVerdict {
  readonly id: string;
  readonly title: string;
  readonly status: Status;
  /** Proven points. */
  readonly points: number;
  /** With valid attestations, and with everything that is only said. */
  readonly attested: number;
  readonly claimed: number;
  readonly source: 'detected' | 'attested' | 'mixed' | 'none';
  readonly confidence: 'high' | 'medium' | 'low';
  /** Highest level reached. */
  readonly level: Level;
  /** From the check up to where it runs. */
  readonly evidence: readonly LevelLink[];
  /** Links that are missing or void. */
  readonly broken: readonly LevelLink[];
  /** Best first, imperative. */
  readonly next: readonly string[];
}

export interface SectionVerdict {
  readonly id: string;
  readonly title: string;
  readonly proven: number;
  readonly attested: number;
  readonly claimed: number;
  /** Proven, rescaled for tests that do not apply. Our own number, not the paper's. */
  readonly adjusted: number;
  readonly tests: readonly TestVerdict[];
}

export interface Score {
  readonly rubric: { readonly id: string; readonly version: string; readonly title: string };
  readonly score: { readonly proven: number; readonly attested: number; readonly claimed: number; readonly adjusted: number };
  readonly band: string;
  /** The section whose sum is the final score; the first of equals. Null where the final score is no minimum. */
  readonly bindingSection: string | null;
  readonly sections: readonly SectionVerdict[];
  /** Cheapest next points first: what to do and what it brings. */
  readonly cheapest: readonly { readonly test: string; readonly points: number; readonly text: string }[];
}
