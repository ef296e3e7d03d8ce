/** What measures and predicates mean, computed in plain TypeScript on small columns of text. Engines are compared with it. */
import type { ColumnMeasureSpec } from '../../../rules/api/measure.ts';
import { isNumberText } from '../../../rules/api/number-text.ts';
import type { Predicate } from '../../../rules/api/predicate.ts';

/** The number a text is read as: plain numbers, NaN and infinities; null for everything else. */
export function numberOf(value: string | null): number | null {
  if (value === null) return null;
  if (isNumberText(value)) return Number(value.trim());
  const word = /^\s*([+-]?)(nan|inf|infinity)\s*$/i.exec(value);
  if (word === null) return null;
  if (word[2]?.toLowerCase() === 'nan') return Number.NaN;
  return word[1] === '-' ? -Infinity : Infinity;
}

export function matches(value: string | null, predicate: Predicate): boolean {
  const number = numberOf(value);
  switch (predicate.op) {
    case 'missing':
      return value === null;
    case 'in':
      return value !== null && predicate.values.includes(value);
    case 'folded-in':
      return value !== null && predicate.values.includes(value.trim().toLowerCase());
    case 'matches':
      return value !== null && new RegExp(predicate.pattern, predicate.ignoreCase === true ? 'i' : '').test(value);
    case 'compare':
      return number !== null && !Number.isNaN(number) && compare(number, predicate.is, predicate.than);
    case 'is-number':
      return number !== null && Number.isFinite(number);
    case 'is-nan':
      return number !== null && Number.isNaN(number);
    case 'is-infinite':
      return number === Infinity || number === -Infinity;
    case 'list-length':
      return value?.startsWith('[') === true && (JSON.parse(value) as unknown[]).length === predicate.length;
    case 'not':
      return !matches(value, predicate.of);
    case 'and':
      return predicate.of.every((one) => matches(value, one));
    case 'or':
      return predicate.of.some((one) => matches(value, one));
  }
}

function compare(number: number, is: '<' | '<=' | '=' | '!=' | '>=' | '>', than: number): boolean {
  switch (is) {
    case '<':
      return number < than;
    case '<=':
      return number <= than;
    case '=':
      return number === than;
    case '!=':
      return number !== than;
    case '>=':
      return number >= than;
    case '>':
      return number > than;
  }
}

/** The value of a scalar measure, rounded to nine significant digits. */
export function measured(column: readonly (string | null)[], spec: ColumnMeasureSpec): number | null {
  const value = exactly(column, spec);
  return value === null ? null : rounded(value);
}

export function rounded(value: number): number {
  return Number(value.toPrecision(9));
}

function exactly(column: readonly (string | null)[], spec: ColumnMeasureSpec): number | null {
  const present = column.filter((value) => value !== null);
  const numbers = column.flatMap((value) => numberOf(value) ?? []);
  if (spec.of === 'numbers') return numberMeasure(numbers, spec.kind);
  if (spec.of === 'text') return textMeasure(present.map((value) => [...value].length), spec.kind);
  if (spec.of === 'lists') return null;
  switch (spec.kind) {
    case 'missing':
      return column.length - present.length;
    case 'approx-distinct':
      return new Set(present).size;
    case 'where':
      return column.filter((value) => matches(value, spec.predicate)).length;
    case 'value-counts':
      return null;
  }
}

function numberMeasure(numbers: readonly number[], kind: Extract<ColumnMeasureSpec, { of: 'numbers' }>['kind']): number | null {
  const finite = numbers.filter((number) => Number.isFinite(number));
  const n = finite.length;
  const first = finite[0] ?? 0;
  const shift = finite.reduce((sum, number) => sum + (number - first), 0) / n;
  const mean = first + shift;
  const power = (exponent: number): number => finite.reduce((sum, number) => sum + (number - first - shift) ** exponent, 0) / n;
  const counts = {
    count: n,
    zeros: finite.filter((number) => number === 0).length,
    negatives: finite.filter((number) => number < 0).length,
    positives: finite.filter((number) => number > 0).length,
    wholes: finite.filter((number) => Number.isInteger(number)).length,
    nans: numbers.filter((number) => Number.isNaN(number)).length,
    infinities: numbers.filter((number) => number === Infinity || number === -Infinity).length,
  };
  switch (kind) {
    case 'min':
      return n === 0 ? null : Math.min(...finite);
    case 'max':
      return n === 0 ? null : Math.max(...finite);
    case 'mean':
      return n === 0 ? null : mean;
    case 'std':
      return n === 0 ? null : Math.sqrt(power(2));
    case 'skewness':
      return n < 3 || power(2) === 0 ? null : (power(3) / power(2) ** 1.5) * (Math.sqrt(n * (n - 1)) / (n - 2));
    case 'kurtosis':
      return n < 2 || power(2) === 0 ? null : power(4) / power(2) ** 2 - 3;
    default:
      return counts[kind];
  }
}

function textMeasure(lengths: readonly number[], kind: Extract<ColumnMeasureSpec, { of: 'text' }>['kind']): number | null {
  if (lengths.length === 0) return null;
  switch (kind) {
    case 'min-length':
      return Math.min(...lengths);
    case 'max-length':
      return Math.max(...lengths);
    case 'mean-length':
      return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  }
}
