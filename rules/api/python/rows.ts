/**
 * Which rows a value holds, as a term: where they came from and how they were chosen. Terms are hash-consed by the analysis: two
 * terms with the same `id` are the same rows. `relate` decides how two terms stand to each other.
 */
import type { Node } from './syntax.ts';

interface RowsCommon {
  readonly id: number;
  /** The expression that made the term; null for terms no place can be named for. */
  readonly node: Node | null;
}

/** Rows that come from outside: a file, a table, a loader of sample data, a parameter of a function that nobody calls. */
export interface SourceRows extends RowsCommon {
  readonly kind: 'source';
  /**
   * Equal keys are equal rows. Keys that start with `file:` (a path) or `made:` (a loader or generator of sample data) name what is
   * known to be itself: two different ones are disjoint, but `x::part` may
   * be in `x`. Any other key (`parameter:`, `read:` of an unknown path) may be anything.
   */
  readonly key: string;
  /** For people: `train.csv`, `load_iris()`, `parameter df`. */
  readonly label: string;
  /** What a file, parameter or column of names says the rows are for; null when it says nothing. */
  readonly purpose: 'train' | 'validation' | 'test' | null;
}

/** One part of a split into disjoint parts. */
export interface PartRows extends RowsCommon {
  readonly kind: 'part';
  readonly parent: Rows;
  /** Parts of one split run have equal numbers. */
  readonly split: number;
  /** Which output: 0 is what is meant for training, 1 for testing; further ones as the splitter counts. */
  readonly side: number;
  /** For folds: the symbol of the loop's turn; parts of different turns overlap unless `isDisjointAcrossTurns`. Null outside folds. */
  readonly turn: number | null;
  /** True where the test sides of different turns share no rows (KFold, not ShuffleSplit). */
  readonly isDisjointAcrossTurns: boolean;
  /** Share of the parent's rows, 0..1; null when unknown. */
  readonly share: number | null;
}

/** A bound of a slice: rows counted from the start or the end, a named unknown (equal symbols are equal numbers), or open. */
export type Bound =
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'row'; readonly index: number }
  | { readonly kind: 'fromEnd'; readonly count: number }
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'symbol'; readonly symbol: number };

/** `parent[from:to]` by position. */
export interface SliceRows extends RowsCommon {
  readonly kind: 'slice';
  readonly parent: Rows;
  readonly from: Bound;
  readonly to: Bound;
}

/** Rows where a condition holds; the same condition negated is the complement. */
export interface MaskRows extends RowsCommon {
  readonly kind: 'mask';
  readonly parent: Rows;
  /** Equal numbers are equal conditions on the same rows. */
  readonly mask: number;
  readonly isNegated: boolean;
  /** For conditions on one column against a constant: `year < 2020` is `{ column: 'year', operator: '<', value: 2020 }`. */
  readonly test: { readonly column: string; readonly operator: '<' | '<=' | '>' | '>=' | '==' | '!='; readonly value: string | number | boolean } | null;
}

/** The parent without the rows of `without`: `df.drop(sample.index)`. */
export interface RestRows extends RowsCommon {
  readonly kind: 'rest';
  readonly parent: Rows;
  readonly without: Rows;
}

/** Some of the parent's rows, nobody knows which: `sample`, `dropna`, `query`, `head(n)` of a shuffled frame. */
export interface SubsetRows extends RowsCommon {
  readonly kind: 'subset';
  readonly parent: Rows;
  /** Share of the parent's rows, 0..1, when they are drawn by chance: `sample(frac=0.8)`; null otherwise. */
  readonly share: number | null;
  /** Set where they are drawn by chance, nobody knows how many of them. */
  readonly isDrawn?: true;
}

/** All rows of the parent in another order; positions mean other rows. */
export interface ReorderedRows extends RowsCommon {
  readonly kind: 'reordered';
  readonly parent: Rows;
}

export interface UnionRows extends RowsCommon {
  readonly kind: 'union';
  readonly of: readonly Rows[];
}

/** Rows among which are copies of, or mixtures from, several rows of the parent: oversampling, bootstrap, augmentation, fan-out joins. */
export interface CopiedRows extends RowsCommon {
  readonly kind: 'copies';
  readonly parent: Rows;
}

/** New rows computed from groups of the parent's rows: `groupby().mean()`, windows, pivots. */
export interface GroupedRows extends RowsCommon {
  readonly kind: 'grouped';
  readonly parent: Rows;
}

/** Rows of which only is known what they may come from. Never the ground of a certain finding. */
export interface UnknownRows extends RowsCommon {
  readonly kind: 'unknown';
  readonly from: readonly Rows[];
}

export type Rows =
  | SourceRows
  | PartRows
  | SliceRows
  | MaskRows
  | RestRows
  | SubsetRows
  | ReorderedRows
  | UnionRows
  | CopiedRows
  | GroupedRows
  | UnknownRows;

/**
 * How the rows of A stand to those of B. `overlap`: they share rows, surely. `copies`: no row is shared, but copies or mixtures of
 * the same rows are in both. `unknown`: nothing can be said.
 */
export type RowsRelation = 'disjoint' | 'same' | 'subset' | 'superset' | 'overlap' | 'copies' | 'unknown';
