/** Where something stands in a repository, and what is said of it there. Plain data. */

export interface RepositoryPlace {
  /** Relative to the repository's root, forward slashes. */
  readonly path: string;
  /** 1-based cell of a notebook, whose lines are counted then; null elsewhere. */
  readonly cell: number | null;
  /** 1-based; columns count UTF-16 code units, ends are exclusive. Null for the file as a whole. */
  readonly range: PlaceRange | null;
}

export interface PlaceRange {
  readonly start: PlacePosition;
  readonly end: PlacePosition;
}

export interface PlacePosition {
  readonly line: number;
  readonly column: number;
}

/** One link of a chain of evidence: a short clause and where it can be seen. */
export interface Link {
  readonly at: RepositoryPlace;
  /** Present tense, names in backticks, no full stop: "`pytest` runs in job `test`". */
  readonly text: string;
}

/** "Could not look" is `unknown`, never `no`. */
export type Answer = 'yes' | 'no' | 'unknown';

/** An answer with what it rests on: for `no`, the links that are broken. */
export interface Outcome {
  readonly answer: Answer;
  readonly links: readonly Link[];
}

export const YES: Outcome = { answer: 'yes', links: [] };
export const UNKNOWN: Outcome = { answer: 'unknown', links: [] };

/** The file as a whole. */
export function wholeFile(path: string): RepositoryPlace {
  return { path, cell: null, range: null };
}
