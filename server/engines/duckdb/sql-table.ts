/**
 * Measures and selections that look at whole rows. A row is its hash: 64 bits make one false pair in 370,000 tables of ten
 * million rows. Hashes of slices are hashed again before they are combined by xor: DuckDB combines hashes of several
 * arguments by xor, so that a plain xor over rows would not see their order. Pure.
 */
import { rowsOf } from './sql-rows.ts';
import { columnName, type SqlTable } from './sql-source.ts';
import { wholeLiteral } from './sql-text.ts';

/** Prints the hash of some columns of a row; of none: a constant. */
export function hashOf(columns: readonly number[]): string {
  return columns.length === 0 ? '0::UBIGINT' : `hash(${columns.map(columnName).join(', ')})`;
}

/** Prints a test that every one of the columns is missing. */
export function allMissing(columns: readonly number[]): string {
  return columns.length === 0 ? 'true' : columns.map((column) => `${columnName(column)} IS NULL`).join(' AND ');
}

/** All columns of the table but some. */
export function columnsBut(table: SqlTable, except: readonly number[]): number[] {
  const left = new Set(except);
  return table.columns.flatMap((_, index) => (left.has(index) ? [] : [index]));
}

/** Prints rows with h, their hash over `columns`, e, whether all of these are missing, and r, the row number. */
export function hashedRows(table: SqlTable, columns: readonly number[], rows: 'numbered' | 'any order'): string {
  const wanted = new Set(columns);
  const parts = table.slices.flatMap((slice) => {
    const inSlice = Array.from({ length: slice.columnCount }, (_, index) => slice.firstColumn + index).filter((index) => wanted.has(index));
    return inSlice.length > 0 || table.slices.length === 1 ? [{ slice, columns: inSlice }] : [];
  });
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    const source = rowsOf(table, { slice: only.slice, columns: only.columns, readings: [], with: rows === 'numbered' ? 'values and row numbers' : 'values' });
    return `(SELECT ${hashOf(only.columns)} AS h, (${allMissing(only.columns)}) AS e${rows === 'numbered' ? ', r' : ''} FROM ${source})`;
  }
  const hashed = parts.map(
    (part, index) => `SELECT r, hash(hash(${index}, ${hashOf(part.columns)})) AS h, (${allMissing(part.columns)}) AS e FROM ${rowsOf(table, { ...part, readings: [], with: 'values and row numbers' })}`,
  );
  return `(SELECT r, bit_xor(h) AS h, bool_and(e) AS e FROM (${hashed.join(' UNION ALL ')}) GROUP BY r)`;
}

export interface ConflictRequest {
  readonly label: number;
  readonly except: readonly number[];
}

/** Prints rows with h, the hash of their features, y, the hash of the label (null when missing), and r where numbered. */
function labelledRows(table: SqlTable, { label, except }: ConflictRequest, rows: 'numbered' | 'any order'): string {
  const features = columnsBut(table, [...except, label]);
  const [slice, ...others] = table.slices;
  if (slice !== undefined && others.length === 0) {
    const source = rowsOf(table, { slice, columns: [...features, label], readings: [], with: rows === 'numbered' ? 'values and row numbers' : 'values' });
    return `(SELECT ${hashOf(features)} AS h, CASE WHEN ${columnName(label)} IS NOT NULL THEN hash(${columnName(label)}) END AS y${rows === 'numbered' ? ', r' : ''} FROM ${source})`;
  }
  return `(SELECT f.h AS h, CASE WHEN NOT l.e THEN l.h END AS y, r FROM ${hashedRows(table, features, 'numbered')} AS f JOIN ${hashedRows(table, [label], 'numbered')} AS l USING (r))`;
}

/** Result: number of rows that repeat an earlier one. */
export function repeatedCountSql(table: SqlTable, except: readonly number[]): string {
  return `SELECT sum(k - 1) FROM (SELECT count(*) AS k FROM ${hashedRows(table, columnsBut(table, except), 'any order')} GROUP BY h)`;
}

/** Result: number of rows whose label is given and whose features occur with another label too. */
export function conflictingCountSql(table: SqlTable, request: ConflictRequest): string {
  return `SELECT sum(k) FROM (SELECT count(y) AS k FROM ${labelledRows(table, request, 'any order')} GROUP BY h HAVING min(y) <> max(y))`;
}

/** Result: count and first row numbers. */
export function repeatedRowsSql(table: SqlTable, except: readonly number[], limit: number): string {
  const rows = hashedRows(table, columnsBut(table, except), 'numbered');
  return `WITH x AS MATERIALIZED (SELECT h, r FROM ${rows}), d AS (SELECT h, min(r) AS first FROM x GROUP BY h HAVING count(*) > 1) SELECT count(*), min(r, ${wholeLiteral(limit)}) FROM x JOIN d USING (h) WHERE r > first`;
}

/** Result: count and first row numbers. */
export function conflictingRowsSql(table: SqlTable, request: ConflictRequest, limit: number): string {
  return `WITH x AS MATERIALIZED (SELECT h, y, r FROM ${labelledRows(table, request, 'numbered')}), d AS (SELECT h FROM x GROUP BY h HAVING min(y) <> max(y)) SELECT count(*), min(r, ${wholeLiteral(limit)}) FROM x JOIN d USING (h) WHERE y IS NOT NULL`;
}

/** Result: count and first row numbers. */
export function emptyRowsSql(table: SqlTable, limit: number): string {
  return `SELECT count(*), min(r, ${wholeLiteral(limit)}) FROM ${hashedRows(table, columnsBut(table, []), 'numbered')} WHERE e`;
}

export function emptyCountSql(table: SqlTable): string {
  return `SELECT count(*) FROM ${hashedRows(table, columnsBut(table, []), 'any order')} WHERE e`;
}

/** Prints two aggregates of a column with its hash h<i>: a sum that does not see the order of rows, and the number of values. */
export function multisetAggregates(column: number): readonly [string, string] {
  return [`sum(h${column} >> 20)::VARCHAR`, `count(${columnName(column)})::VARCHAR`];
}

/** Result, per column in turn: `multisetAggregates`. */
export function multisetSql(table: SqlTable, part: { readonly slice: SqlTable['slices'][number]; readonly columns: readonly number[] }): string {
  return `SELECT ${part.columns.flatMap(multisetAggregates).join(', ')} FROM ${rowsOf(table, { ...part, readings: [], with: 'values and hashes' })}`;
}

/** Result, per column in turn: a hash of all values with their row numbers, as text, and whether there are two values at least. */
export function sequenceSql(table: SqlTable, part: { readonly slice: SqlTable['slices'][number]; readonly columns: readonly number[] }): string {
  const hashes = part.columns.map((column) => {
    const name = columnName(column);
    return `bit_xor(hash(hash(${name}, r)))::VARCHAR, coalesce(min(hash(${name})) <> max(hash(${name})), false)`;
  });
  return `SELECT ${hashes.join(', ')} FROM ${rowsOf(table, { ...part, readings: [], with: 'values and row numbers' })}`;
}
