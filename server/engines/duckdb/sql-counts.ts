/** Value counts and list-length counts of many columns in one pass over the rows. Pure. */
import type { NumberReading, ScanResult } from '../../core/data/engine.ts';
import { toCount, toText } from './result-value.ts';
import { listLength } from './sql-predicate.ts';
import { rowsOf, sqlColumn } from './sql-rows.ts';
import type { Slice, SqlTable } from './sql-source.ts';
import { wholeLiteral } from './sql-text.ts';
import type { ResultColumns } from './session.ts';

/** The bit mask that tells grouping sets apart must fit a double. */
export const COLUMNS_PER_COUNT = 40;

export interface CountsRequest {
  readonly slice: Slice;
  readonly columns: readonly number[];
  readonly of: 'values' | 'list-lengths';
  readonly limit: number;
}

type Counts = ScanResult['counts'] extends ReadonlyMap<number, infer C> ? C : never;

/**
 * One grouping set per column. Result rows: mask, value, count, total. A row without a value carries its column's number of
 * distinct values as count and of non-missing rows as total.
 */
export function countsSql(table: SqlTable, { slice, columns, of, limit }: CountsRequest): string {
  const readings: readonly NumberReading[] = [];
  const keys = columns.map((_, index) => `k${index}`);
  const projected = columns.map((column, index) => {
    const sql = sqlColumn(table, column);
    return `${of === 'values' ? groupKey(table, column) : listLength(sql)} AS k${index}`;
  });
  const rows = `SELECT ${projected.join(', ')} FROM ${rowsOf(table, { slice, columns, readings, with: 'values' })}`;
  const value = keys.length === 1 ? `${keys[0] ?? ''}::VARCHAR` : `coalesce(${keys.map((key) => `${key}::VARCHAR`).join(', ')})`;
  return [
    `WITH g AS MATERIALIZED (SELECT grouping(${keys.join(', ')}) AS m, ${value} AS v, count(*) AS n FROM (${rows}) GROUP BY GROUPING SETS (${keys.map((key) => `(${key})`).join(', ')}))`,
    'SELECT m, NULL AS v, count(v) AS n, sum(n) FILTER (WHERE v IS NOT NULL) AS total FROM g GROUP BY m',
    'UNION ALL',
    `SELECT m, v, n, NULL FROM (SELECT * FROM g WHERE v IS NOT NULL QUALIFY row_number() OVER (PARTITION BY m ORDER BY n DESC, v) <= ${wholeLiteral(limit)})`,
  ].join(' ');
}

/** Reads the result of `countsSql` for the same columns. */
export function readCounts(columns: readonly number[], result: ResultColumns): Map<number, Counts> {
  const [masks = [], values = [], counts = [], totals = []] = result;
  const columnOf = new Map(columns.map((column, index) => [maskOf(columns.length, index), column]));
  const read = new Map(columns.map((column) => [column, { values: [] as { value: string; count: number }[], distinct: 0, total: 0 }]));
  for (const [row, mask] of masks.entries()) {
    const found = read.get(columnOf.get(toCount(mask)) ?? -1);
    if (found === undefined) continue;
    const value = toText(values[row]);
    if (value !== null) found.values.push({ value, count: toCount(counts[row]) });
    else {
      found.distinct = toCount(counts[row]);
      found.total = toCount(totals[row]);
    }
  }
  for (const one of read.values()) one.values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return read;
}

/** grouping() sets the bit of every key that is not grouped by, the first key's bit being the highest. */
function maskOf(keys: number, index: number): number {
  return 2 ** keys - 1 - 2 ** (keys - 1 - index);
}

/** What values of a column are grouped by: themselves, or their text form where that is cut. */
function groupKey(table: SqlTable, column: number): string {
  const { physical, value, text } = sqlColumn(table, column);
  return physical === 'list' || physical === 'struct' || physical === 'binary' ? text : value;
}
