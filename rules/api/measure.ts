/**
 * Measures a data rule can ask for. A measure is a plain description with a key; equal keys are computed once for all rules
 * that ask, in scans the planner shares. Engines turn descriptions into SQL, rules never do.
 */
import type { Predicate } from './predicate.ts';

/** Distinct values with their counts. */
export interface ValueCounts {
  /** Most common first, ties in code-unit order; missing values (null and empty text) left out. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** True when `values` holds every distinct value of the table with its exact count. */
  readonly isComplete: boolean;
  /** Whether counts are of all rows, or of the seeded sample (columns with too many distinct values). */
  readonly basis: 'table' | 'sample';
  /** All distinct non-missing values of the table, listed or not; null where only the sample was counted. */
  readonly distinct: number | null;
  /** Non-missing rows counted: of the table or of the sample. The sum of all counts, listed or not. */
  readonly total: number;
}

export type ColumnMeasureSpec =
  | { readonly of: 'numbers'; readonly kind: 'min' | 'max' | 'mean' | 'std' | 'skewness' | 'kurtosis' }
  | { readonly of: 'numbers'; readonly kind: 'count' | 'zeros' | 'negatives' | 'positives' | 'wholes' | 'nans' | 'infinities' }
  | { readonly of: 'values'; readonly kind: 'missing' | 'approx-distinct' }
  | { readonly of: 'text'; readonly kind: 'min-length' | 'max-length' | 'mean-length' }
  | { readonly of: 'values'; readonly kind: 'where'; readonly predicate: Predicate }
  | { readonly of: 'values'; readonly kind: 'value-counts' }
  | { readonly of: 'lists'; readonly kind: 'length-counts' };

export type TableMeasureSpec =
  | { readonly of: 'table'; readonly kind: 'rows' }
  /** Rows equal to an earlier row, the columns in `except` left out. */
  | { readonly of: 'table'; readonly kind: 'repeated-rows'; readonly except: readonly number[] }
  | { readonly of: 'table'; readonly kind: 'empty-rows' }
  /** Rows whose features (all columns but `label` and `except`) occur with more than one label. */
  | { readonly of: 'table'; readonly kind: 'conflicting-rows'; readonly label: number; readonly except: readonly number[] }
  /** Groups of columns (0-based indices) `among` those given that hold the same value in every row; all-missing and constant columns left out. */
  | { readonly of: 'table'; readonly kind: 'equal-columns'; readonly among: readonly number[] };

/** A measure of one column whose value has type V. `key` is equal exactly when the description is. */
export interface ColumnMeasure<V> {
  readonly key: string;
  readonly spec: ColumnMeasureSpec;
  /** Carries V for the type checker only. */
  readonly valueType?: V;
}

export interface TableMeasure<V> {
  readonly key: string;
  readonly spec: TableMeasureSpec;
  readonly valueType?: V;
}

function column<V>(spec: ColumnMeasureSpec): ColumnMeasure<V> {
  return { key: JSON.stringify(spec), spec };
}

function table<V>(spec: TableMeasureSpec): TableMeasure<V> {
  return { key: JSON.stringify(spec), spec };
}

/** Finite numbers only: NaN and infinities are counted by `nans` and `infinities` and left out of the others. Null: no number. */
export const measure = {
  min: column<number | null>({ of: 'numbers', kind: 'min' }),
  max: column<number | null>({ of: 'numbers', kind: 'max' }),
  mean: column<number | null>({ of: 'numbers', kind: 'mean' }),
  /** Population standard deviation. */
  std: column<number | null>({ of: 'numbers', kind: 'std' }),
  skewness: column<number | null>({ of: 'numbers', kind: 'skewness' }),
  /** Excess kurtosis: 0 for a normal distribution. */
  kurtosis: column<number | null>({ of: 'numbers', kind: 'kurtosis' }),
  /** Values that are finite numbers. */
  numbers: column<number>({ of: 'numbers', kind: 'count' }),
  zeros: column<number>({ of: 'numbers', kind: 'zeros' }),
  negatives: column<number>({ of: 'numbers', kind: 'negatives' }),
  positives: column<number>({ of: 'numbers', kind: 'positives' }),
  /** Finite numbers without a fractional part. */
  wholes: column<number>({ of: 'numbers', kind: 'wholes' }),
  nans: column<number>({ of: 'numbers', kind: 'nans' }),
  infinities: column<number>({ of: 'numbers', kind: 'infinities' }),
  /** Rows that are null, or empty text. */
  missing: column<number>({ of: 'values', kind: 'missing' }),
  /** Distinct non-missing values, within about 2 %. */
  approxDistinct: column<number>({ of: 'values', kind: 'approx-distinct' }),
  /** Lengths in characters of non-missing text. */
  minLength: column<number | null>({ of: 'text', kind: 'min-length' }),
  maxLength: column<number | null>({ of: 'text', kind: 'max-length' }),
  meanLength: column<number | null>({ of: 'text', kind: 'mean-length' }),
  /** The 1,000 most common values in text form with counts, exact where the column is not mostly distinct. */
  valueCounts: column<ValueCounts>({ of: 'values', kind: 'value-counts' }),
  /** List lengths (as text) with counts; for list columns. */
  lengthCounts: column<ValueCounts>({ of: 'lists', kind: 'length-counts' }),
  /** Rows whose value meets the predicate, exactly. */
  where: (predicate: Predicate): ColumnMeasure<number> => column<number>({ of: 'values', kind: 'where', predicate }),
} as const;

export const tableMeasure = {
  rows: table<number>({ of: 'table', kind: 'rows' }),
  repeatedRows: (except: readonly number[] = []): TableMeasure<number> => table<number>({ of: 'table', kind: 'repeated-rows', except }),
  emptyRows: table<number>({ of: 'table', kind: 'empty-rows' }),
  conflictingRows: (label: number, except: readonly number[] = []): TableMeasure<number> =>
    table<number>({ of: 'table', kind: 'conflicting-rows', label, except }),
  /** Cost: hashes of every value of the columns given; ask only for columns whose samples agree. */
  equalColumns: (among: readonly number[]): TableMeasure<readonly (readonly number[])[]> => table<readonly (readonly number[])[]>({ of: 'table', kind: 'equal-columns', among }),
} as const;

/** The values of a record of measures, key by key. */
export type MeasureValues<N> = {
  readonly [K in keyof N]: N[K] extends ColumnMeasure<infer V> ? V : N[K] extends TableMeasure<infer W> ? W : never;
};
