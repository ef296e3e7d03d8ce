/** Which rows of a column are missing once the file is read. */
import type { Column } from './column.ts';
import { measure, type ColumnMeasure } from './measure.ts';
import { isPandasMissing, PANDAS_MISSING_TOKENS } from './missing-tokens.ts';
import type { Predicate } from './predicate.ts';

/**
 * Returns the test for missing as pandas sees it: null and empty text, NaN in float columns, and in CSV the words that read_csv
 * turns into NaN. In columns of words `None` is kept as a word: there it is often a level.
 */
export function readAsMissing(column: Column): Predicate {
  if (column.physical === 'float') return { op: 'or', of: [{ op: 'missing' }, { op: 'is-nan' }] };
  const tokens = tokensOf(column);
  return tokens.length === 0 ? { op: 'missing' } : { op: 'or', of: [{ op: 'missing' }, { op: 'in', values: tokens }] };
}

/** Returns the measure that counts them. Cost: the plain count of missing values unless the sample shows such words or the column is float. */
export function countReadAsMissing(column: Column): ColumnMeasure<number> {
  const predicate = readAsMissing(column);
  return predicate.op === 'missing' ? measure.missing : measure.where(predicate);
}

function tokensOf(column: Column): readonly string[] {
  const isCsv = column.physical === 'text' && (column.quoted === 'none' || column.quoted === 'some');
  if (!isCsv) return [];
  const isToken = (value: string): boolean => value !== '' && isPandasMissing(value) && !(column.kind === 'text' && value === 'None');
  const seen = column.sample.values.flatMap(({ value }) => (isToken(value) ? [value] : []));
  return seen.length === 0 || column.sample.isWholeTable ? seen : PANDAS_MISSING_TOKENS.filter(isToken);
}
