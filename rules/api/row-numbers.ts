/** Columns that only number the rows. Judged on the sample. */
import type { Column } from './column.ts';

/** Names that readers and writers give to the row index. `Unnamed: 0` is pandas' name for a blank header cell. */
const INDEX_NAME = /^(?:Unnamed: \d+(?:\.\d+)?|index|level_0|rownames|row\.names|row_names|rowname|X|\.\.\.1|_c0)$/;
const PANDAS_INDEX_NAME = /^Unnamed: \d+(?:\.\d+)?$/;

/** True for pandas' name of a column that was written without one. */
export function isPandasIndexName(name: string): boolean {
  return PANDAS_INDEX_NAME.test(name);
}

/** True for the names of a written row index; blank counts in the first column only. */
export function hasIndexName(column: Column): boolean {
  return INDEX_NAME.test(column.name) || (column.index === 0 && column.name.trim() === '');
}

/** True when the sampled values are distinct whole numbers from 0 on, none missing, and no gap where the sample is the whole table. */
export function countsRows(column: Column): boolean {
  const { rows, missing, values, isWholeTable } = column.sample;
  if (column.kind !== 'integer' || missing > 0 || values.length !== rows || rows === 0) return false;
  const numbers = values.map(({ value }) => Number(value));
  const least = numbers.reduce((low, each) => Math.min(low, each), Infinity);
  const most = numbers.reduce((high, each) => Math.max(high, each), -Infinity);
  if (least < 0) return false;
  return isWholeTable ? least <= 1 && most === least + rows - 1 : true;
}

/** True when a column with an index name numbers the rows: it is no feature and makes equal rows look different. */
export function isLeftoverIndex(column: Column): boolean {
  return isPandasIndexName(column.name) || (hasIndexName(column) && countsRows(column));
}
