/** Numbers nobody knows but whose equality can be told: counts of rows, shares of them, and what is reckoned from those. */
import type { BinaryOperator } from '../../../../../rules/api/python/syntax.ts';
import type { Scalar, Value } from '../../../../../rules/api/python/value.ts';
import { influencesOf, mergeInfluences, numberOf, unknownScalar } from '../values.ts';
import type { Run } from './run.ts';

/** Decimal places that shares are compared in: `1 - 0.8` is `0.2`. */
const SHARE_DIGITS = 9;

/** Returns the symbol of a number that is not known; equal symbols are equal numbers. */
export function symbolOfNumber(value: Value, run: Run): number {
  if (value.kind !== 'scalar') return run.symbols.ofObject(value);
  if (value.countOf !== null) return run.symbols.ofKey(`count ${String(value.countOf.rows.id)} ${String(value.countOf.share)}`);
  if (value.value !== undefined) return run.symbols.ofKey(`constant ${String(value.value)}`);
  return value.symbol ?? run.symbols.ofObject(value);
}

/** Returns the result of arithmetic with unknown numbers, with the share of rows it stands for where it is one. */
export function reckon(operator: BinaryOperator, left: Value, right: Value, run: Run): Scalar {
  const influences = mergeInfluences(influencesOf(left), influencesOf(right));
  const countOf = left.kind === 'scalar' && right.kind === 'scalar' ? countAfter(operator, left, right) : null;
  const symbol = run.symbols.ofKey(`${String(symbolOfNumber(left, run))} ${operator} ${String(symbolOfNumber(right, run))}`);
  return unknownScalar('unknown', { influences, countOf, symbol });
}

/** Returns the negative of an unknown number. */
export function negative(value: Scalar, run: Run): Scalar {
  const countOf = value.countOf === null ? null : { ...value.countOf, share: -value.countOf.share };
  return unknownScalar(value.type, { influences: value.influences, countOf, symbol: run.symbols.ofKey(`- ${String(symbolOfNumber(value, run))}`) });
}

function countAfter(operator: BinaryOperator, left: Scalar, right: Scalar): Scalar['countOf'] {
  const [a, b] = [left.countOf, right.countOf];
  if (a !== null && b !== null) {
    if (a.rows !== b.rows || (operator !== '+' && operator !== '-')) return null;
    return { rows: a.rows, share: rounded(operator === '+' ? a.share + b.share : a.share - b.share) };
  }
  const count = a ?? b;
  const factor = numberOf(a === null ? left : right);
  if (count === null || factor === null) return null;
  if (operator === '*') return { rows: count.rows, share: rounded(count.share * factor) };
  if ((operator === '/' || operator === '//') && a !== null && factor !== 0) return { rows: count.rows, share: rounded(count.share / factor) };
  return null;
}

function rounded(share: number): number {
  return Number(share.toFixed(SHARE_DIGITS));
}
