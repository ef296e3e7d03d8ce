/** DuckDB's result values as plain numbers and text. Pure. */
import type { DuckDBValue } from '@duckdb/node-api';

/** Significant digits of sums of doubles: their last digits depend on the order in which threads add. */
const SUM_DIGITS = 12;

/** Decimals of skewness and kurtosis: far more than their sampling error, far less than the noise of summing. */
const SHAPE_DECIMALS = 9;

/** Null stays null; counts fit a double exactly up to 2^53. */
export function toNumber(value: DuckDBValue | undefined): number | null {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return Object.is(value, -0) ? 0 : value;
  return null;
}

export function toRoundedNumber(value: DuckDBValue | undefined): number | null {
  const number = toNumber(value);
  return number === null || !Number.isFinite(number) ? null : roundToDigits(number);
}

export function roundToDigits(value: number): number {
  return Number(value.toPrecision(SUM_DIGITS));
}

/** For what is 0 but for noise, such as the skewness of a symmetric column. */
export function roundToDecimals(value: number): number {
  const rounded = Number(value.toFixed(SHAPE_DECIMALS));
  return Object.is(rounded, -0) ? 0 : rounded;
}

export function toCount(value: DuckDBValue | undefined): number {
  return toNumber(value) ?? 0;
}

export function toText(value: DuckDBValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** Items of a list value, as numbers. */
export function toNumbers(value: DuckDBValue | undefined): number[] {
  if (value === null || typeof value !== 'object' || !('items' in value)) return [];
  return (value.items as readonly DuckDBValue[]).flatMap((item) => toNumber(item) ?? []);
}
