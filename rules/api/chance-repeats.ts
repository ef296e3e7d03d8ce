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

/** Columns of one table are never independent: together they tell about half of what they tell one by one. Lintel's own choice. */
const DEPENDENT_SHARE_OF_BITS = 0.5;

/** Largest chance that two rows agree in all other columns, for a tie in one column of numbers to be no coincidence. Lintel's own choice. */
const AGREEMENT = 0.1;

/** What was found in the whole table. */
export interface FoundRepeats {
  readonly rows: number;
  /** Rows that equal another. */
  readonly repeated: number;
}

export interface ExpectedRepeats {
  /** Rows that would repeat if the columns were independent. */
  readonly ifIndependent: number;
  /** Rows that may well repeat, as columns depend on each other. */
  readonly ifDependent: number;
}

/** Returns how many rows of a table are expected to be equal to another in all `columns` by chance. */
export function expectedRepeats(columns: readonly Column[], found: FoundRepeats): ExpectedRepeats {
  const bits = columns.map(bitsOf);
  const total = bits.reduce((sum, each) => sum + each, 0);
  const pairs = (found.rows * (found.rows - 1)) / 2;
  const expected = (joint: number): number => Math.min(found.rows, pairs * 2 ** -joint);
  const namesRows = columns.some((column, index) => {
    if (isLongText(column)) return true;
    if (!isKeyLike(column) && !repeatsOnlyInCopies(column, found)) return false;
    return column.kind === 'text' || 2 ** (-(total - (bits[index] ?? 0)) * DEPENDENT_SHARE_OF_BITS) <= AGREEMENT;
  });
  return namesRows ? { ifIndependent: 0, ifDependent: 0 } : { ifIndependent: expected(total), ifDependent: expected(total * DEPENDENT_SHARE_OF_BITS) };
}

/** True when nearly every row has its own value: a name, a time, a fraction, a sentence. */
export function isKeyLike(column: Column): boolean {
  const present = presentInSample(column);
  const { missing, values } = column.sample;
  return isLongText(column) || (present >= KEY_SUPPORT && missing < present && values.length >= KEY_SHARE * present);
}

/** Characters from which two equal texts of different rows are no coincidence. Lintel's own choice. */
const LONG_TEXT = 20;

function isLongText(column: Column): boolean {
  const { values } = column.sample;
  if (column.physical !== 'text' || values.length === 0 || values.length < presentInSample(column) / 2) return false;
  return values.reduce((sum, { value }) => sum + value.length, 0) / values.length >= LONG_TEXT;
}

/** Share of distinct values without which no column names rows: each row written twice leaves half. */
const LEAST_DISTINCT = 0.5;

/** True when the column would name nearly each row if the copies of whole rows were left out. */
function repeatsOnlyInCopies(column: Column, { rows, repeated }: FoundRepeats): boolean {
  const { sample } = column;
  const present = presentInSample(column);
  const copiesSampled = rows === 0 ? 0 : repeated * (sample.rows / rows) ** 2;
  if (present < KEY_SUPPORT || sample.missing >= present || sample.values.length < LEAST_DISTINCT * present) return false;
  return sample.values.length >= KEY_SHARE * (present - copiesSampled);
}

/** What it tells that two rows agree in the column; finite even where no two sampled rows do. */
function bitsOf(column: Column): number {
  const { rows } = column.sample;
  return -Math.log2(Math.max(collisionProbability(column), 1 / Math.max(1, rows * rows)));
}
