/**
 * Whether equal rows are to be expected. Tables of few columns with few values repeat by nature; a row of measurements or long
 * text does not. Judged on the sample, column by column.
 */
import type { Column } from './column.ts';
import { collisionProbability, presentInSample } from './sample-statistics.ts';

/** Share of distinct sampled values from which a column nearly identifies a row. Lintel's own choice. */
const KEY_SHARE = 0.95;

/** Sampled values that a share needs to mean something. */
const KEY_SUPPORT = 20;

/**
 * Columns of one table are never independent. Source of the half: Lintel's own choice; on Titanic, Adult and the diamonds table
 * the bits of all columns together are between 0.4 and 0.8 of the sum of the single ones.
 */
const DEPENDENT_SHARE_OF_BITS = 0.5;

export interface ExpectedRepeats {
  /** Rows that would repeat if the columns were independent. */
  readonly ifIndependent: number;
  /** Rows that may well repeat, as columns depend on each other. */
  readonly ifDependent: number;
}

/**
 * Returns how many rows of a table are expected to be equal to another in all `columns` by chance.
 * @param found `rows` of the table; `repeated`, those seen to equal another
 */
export function expectedRepeats(columns: readonly Column[], found: { readonly rows: number; readonly repeated: number }): ExpectedRepeats {
  const { rows } = found;
  const isKey = (column: Column): boolean => isKeyLike(column) || repeatsOnlyInCopies(column, found);
  const bits = columns.reduce((sum, column) => sum + (isKey(column) ? Infinity : -Math.log2(collisionProbability(column))), 0);
  const pairs = (rows * (rows - 1)) / 2;
  const expected = (share: number): number => Math.min(rows, pairs * 2 ** (-bits * share));
  return { ifIndependent: expected(1), ifDependent: expected(DEPENDENT_SHARE_OF_BITS) };
}

/** Characters from which two equal texts of different rows are no coincidence. Lintel's own choice. */
const LONG_TEXT = 20;

/** True when nearly every row has its own value: a name, a time, a fraction, a sentence. */
export function isKeyLike(column: Column): boolean {
  const present = presentInSample(column);
  const { missing, values } = column.sample;
  if (column.physical === 'text' && values.length >= present / 2 && meanLength(column) >= LONG_TEXT) return true;
  return present >= KEY_SUPPORT && missing < present && values.length >= KEY_SHARE * present;
}

/** Share of distinct values without which no column names rows: each row written twice leaves half. */
const LEAST_DISTINCT = 0.5;

/** True when the column would name nearly each row if the copies of whole rows were left out. */
function repeatsOnlyInCopies({ sample }: Column, { rows, repeated }: { readonly rows: number; readonly repeated: number }): boolean {
  const present = sample.rows - sample.missing;
  const copiesSampled = rows === 0 ? 0 : repeated * (sample.rows / rows) ** 2;
  if (present < KEY_SUPPORT || sample.missing >= present || sample.values.length < LEAST_DISTINCT * present) return false;
  return sample.values.length >= KEY_SHARE * (present - copiesSampled);
}

function meanLength({ sample: { values } }: Column): number {
  return values.length === 0 ? 0 : values.reduce((sum, { value }) => sum + value.length, 0) / values.length;
}
