/** Statistics of a column's seeded sample. Estimates for `applies` and for shape; exact counts come from measures. */
import type { Column } from './column.ts';
import { isNumberText } from './number-text.ts';
import type { ValueCounts } from './measure.ts';

export interface CountedNumber {
  readonly value: number;
  readonly count: number;
}

/** Returns the finite numbers among counted texts, ascending, equal numbers (`1`, `1.0`) merged. */
export function countedNumbers(values: ValueCounts['values']): readonly CountedNumber[] {
  const counts = new Map<number, number>();
  for (const { value, count } of values) {
    if (!isNumberText(value)) continue;
    const number = Number(value);
    if (Number.isFinite(number)) counts.set(number, (counts.get(number) ?? 0) + count);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => a.value - b.value);
}

/** Returns how many numbers there are, repeats included. */
export function sizeOf(numbers: readonly CountedNumber[]): number {
  return numbers.reduce((sum, { count }) => sum + count, 0);
}

/** Returns the smallest number at or below which `share` of the numbers lie; null when there is none. `numbers` ascending. */
export function quantile(numbers: readonly CountedNumber[], share: number): number | null {
  const target = share * sizeOf(numbers);
  let seen = 0;
  for (const { value, count } of numbers) {
    seen += count;
    if (seen >= target) return value;
  }
  return null;
}

/** Returns the distance between the quartiles; 0 when there is no number. */
export function interquartileRange(numbers: readonly CountedNumber[]): number {
  return (quantile(numbers, 0.75) ?? 0) - (quantile(numbers, 0.25) ?? 0);
}

/**
 * Returns a positive yardstick for gaps: the interquartile range, or where half of the numbers are equal that of the others,
 * or their whole range, or the size of the only number, at least 1.
 */
export function typicalSpread(numbers: readonly CountedNumber[]): number {
  const range = interquartileRange(numbers);
  if (range > 0) return range;
  const commonest = numbers.reduce<CountedNumber | null>((best, each) => (best === null || each.count > best.count ? each : best), null);
  const restRange = interquartileRange(numbers.filter((each) => each !== commonest));
  if (restRange > 0) return restRange;
  const first = numbers[0]?.value ?? 0;
  const last = numbers[numbers.length - 1]?.value ?? 0;
  return last > first ? last - first : Math.max(1, Math.abs(first));
}

/** Returns how many sampled rows have a value. */
export function presentInSample(column: Column): number {
  return column.sample.rows - column.sample.missing;
}

/** Returns the share (0..1) of present sampled rows that hold the most common value; 0 when none is present. */
export function commonestShare(column: Column): number {
  const present = presentInSample(column);
  return present === 0 ? 0 : (column.sample.values[0]?.count ?? 0) / present;
}

/** True for integer and float columns with more than `mostLevels` distinct sampled values: quantities rather than codes. */
export function isQuantity(column: Column, mostLevels: number): boolean {
  return (column.kind === 'integer' || column.kind === 'float') && column.sample.values.length > mostLevels;
}

/**
 * Returns the unbiased estimate of the probability that two random rows hold the same value: sum of c(c-1) / n(n-1), missing
 * counted as one value. 1 for fewer than two rows.
 */
export function collisionProbability(column: Column): number {
  const { rows, missing, values } = column.sample;
  if (rows < 2) return 1;
  const pairs = values.reduce((sum, { count }) => sum + count * (count - 1), missing * (missing - 1));
  return pairs / (rows * (rows - 1));
}
