/**
 * Mean, standard deviation, skewness and kurtosis from sums of powers about a centre near the values. DuckDB's own aggregates
 * call pow() per value and sum about zero, which costs several times as much and loses all digits far from zero. Pure.
 */
import type { ColumnMeasureSpec } from '../../../rules/api/measure.ts';
import { roundToDecimals, roundToDigits } from './result-value.ts';
import { numberLiteral } from './sql-text.ts';

export type MomentKind = 'mean' | 'std' | 'skewness' | 'kurtosis';

/** Above this, the square of the mean's distance from the centre in standard deviations, sums lose too many digits. */
const FARTHEST_CENTRE = 1e4;

/** Deviations smaller than so many units in the last place of the values are rounding. */
const ROUNDING_UNITS = 8;

export function isMoment(spec: ColumnMeasureSpec): spec is Extract<ColumnMeasureSpec, { of: 'numbers' }> & { readonly kind: MomentKind } {
  return spec.of === 'numbers' && (spec.kind === 'mean' || spec.kind === 'std' || spec.kind === 'skewness' || spec.kind === 'kurtosis');
}

/** The highest power that is needed. */
export function powerOf(kinds: readonly MomentKind[]): 1 | 2 | 4 {
  if (kinds.includes('kurtosis') || kinds.includes('skewness')) return 4;
  return kinds.includes('std') ? 2 : 1;
}

/** Prints the number of values and the sums of their powers about the centre. @param finite an expression, null where there is no number */
export function powerSums(finite: string, centre: number, power: 1 | 2 | 4): readonly string[] {
  const x = `(${finite} - ${numberLiteral(centre)})`;
  const square = `(${x} * ${x})`;
  const sums = [`count(${finite})`, `fsum(${x})`, `fsum(${square})`, `sum(${square} * ${x})`, `sum(${square} * ${square})`];
  return sums.slice(0, power + 1);
}

export interface Moments {
  readonly mean: number | null;
  readonly std: number | null;
  /** Adjusted for small samples, as pandas gives it. */
  readonly skewness: number | null;
  /** Excess, of the population. */
  readonly kurtosis: number | null;
  /** A better centre, where this one was too far away for the sums to be exact. */
  readonly betterCentre: number | null;
}

/** Reads the results of `powerSums`; null where there is no value, no spread, or a power beyond the range of doubles. */
export function readMoments([count, ...sums]: readonly (number | null)[], centre: number): Moments {
  const n = count ?? 0;
  const [offset = Number.NaN, square = Number.NaN, cube = Number.NaN, fourth = Number.NaN] = sums.map((sum) => (sum === null ? Number.NaN : sum / n));
  const mean = centre + offset;
  const variance = square - offset ** 2;
  const rounding = (ROUNDING_UNITS * Number.EPSILON * Math.max(Math.abs(mean), Math.abs(centre))) ** 2;
  const isSpread = variance > rounding;
  const third = cube - 3 * offset * square + 2 * offset ** 3;
  const central = fourth - 4 * offset * cube + 6 * offset ** 2 * square - 3 * offset ** 4;
  const isFar = Number.isFinite(square) && Number.isFinite(mean) && offset ** 2 > FARTHEST_CENTRE * Math.max(variance, 0);
  return {
    mean: finiteOrNull(mean, roundToDigits),
    std: finiteOrNull(isSpread || Number.isNaN(variance) ? Math.sqrt(variance) : 0, roundToDigits),
    skewness: isSpread && n > 2 ? finiteOrNull((third / variance ** 1.5) * (Math.sqrt(n * (n - 1)) / (n - 2)), roundToDecimals) : null,
    kurtosis: isSpread && n > 1 ? finiteOrNull(central / variance ** 2 - 3, roundToDecimals) : null,
    betterCentre: isFar ? mean : null,
  };
}

function finiteOrNull(value: number, round: (value: number) => number): number | null {
  return Number.isFinite(value) ? round(value) : null;
}
