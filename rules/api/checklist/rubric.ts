/** A rubric as data: which tests, how their points add up, what the total is called. */

export interface Rubric {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** What it rests on, with what is known of the wording. */
  readonly source: string;
  readonly sections: readonly RubricSection[];
  readonly tests: readonly RubricTest[];
  readonly final: 'min' | 'sum' | 'mean' | 'weighted';
  /** Lowest first; `upTo` is inclusive, the last one has Infinity. Empty when totals have no names. */
  readonly bands: readonly { readonly upTo: number; readonly title: string }[];
  /** What must hold, or the run fails. */
  readonly gates?: readonly Gate[];
}

export interface Gate {
  readonly title: string;
  /** Which points: of the whole, of a section or of a test. */
  readonly on: { readonly kind: 'score' } | { readonly kind: 'section' | 'test'; readonly id: string };
  readonly of: 'proven' | 'attested' | 'claimed';
  readonly atLeast: number;
}

/** Who reads a score. */
export type Audience = 'student' | 'instructor';

export interface RubricSection {
  readonly id: string;
  readonly title: string;
  readonly weight: number;
  /** Points at most; null when the tests' own points say it. */
  readonly cap: number | null;
}

export interface RubricTest {
  readonly id: string;
  readonly section: string;
  readonly title: string;
  readonly description: string;
  readonly aliases: readonly string[];
  /** Points of a test done by hand, and of one that is automated. */
  readonly points: { readonly manual: number; readonly automated: number };
  readonly requires: Requirement;
  readonly manual: { readonly isAllowed: boolean; readonly maxDays: number; /** Whether somebody else must have looked at it; optional when left out. */ readonly reviewer?: 'required' };
  readonly mayNotApply: boolean;
  /** Given when students are not shown the test; it counts for instructors only. */
  readonly visibility?: 'instructor';
}

/** Which evidence a test rests on. */
export type Requirement =
  /** One of the 28 tests, or a probe, by id. */
  | { readonly kind: 'item' | 'probe'; readonly id: string }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Requirement[] }
  | { readonly kind: 'not'; readonly of: Requirement };
