/**
 * Measures and selections that look at whole rows. A row is its hash: 64 bits make one false pair in 370,000 tables of ten
 * million rows. Hashes of slices are hashed again before they are combined by xor: DuckDB combines hashes of several
 * arguments by xor, so that a plain xor over rows would not see their order. Pure.
 */
import { rowsOf } from './sql-rows.ts';
import { columnName, type SlicePart, type SqlTable } from './sql-source.ts';
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

/** Prints the rows of one slice with h, the hash over the columns, e, whether all of these are missing, and r where numbered. */
export function hashedSlice(table: SqlTable, part: SlicePart, rows: 'numbered' | 'any order'): string {
  const source = rowsOf(table, { ...part, readings: [], with: rows === 'numbered' ? 'values and row numbers' : 'values' });
  return `(SELECT ${hashOf(part.columns)} AS h, (${allMissing(part.columns)}) AS e${rows === 'numbered' ? ', r' : ''} FROM ${source})`;
}

/**
 * Prints the rows of several slices as `hashedSlice` does, joined by their row numbers.
 * @param first the number of the first part among all parts of the table
 * @param before name of a table with the parts before, if any
 */
export function hashedSlices(table: SqlTable, parts: readonly SlicePart[], { first, before }: { readonly first: number; readonly before: string | null }): string {
  const hashed = parts.map((part, index) => `SELECT r, hash(hash(${first + index}, h)) AS h, e FROM ${hashedSlice(table, part, 'numbered')}`);
  const all = [...(before === null ? [] : [`SELECT r, h, e FROM ${before}`]), ...hashed];
  return `(SELECT r, bit_xor(h) AS h, bool_and(e) AS e FROM (${all.join(' UNION ALL ')}) GROUP BY r)`;
}

/** Prints rows of one slice with h, the hash of the features, and y, the hash of the label, null when it is missing. */
export function labelledSlice(table: SqlTable, { slice, columns: features }: SlicePart, label: number): string {
  const source = rowsOf(table, { slice, columns: [...features, label], readings: [], with: 'values and row numbers' });
  return `(SELECT ${hashOf(features)} AS h, CASE WHEN ${columnName(label)} IS NOT NULL THEN hash(${columnName(label)}) END AS y, r FROM ${source})`;
}

/** As `labelledSlice`, of rows with hashed features and of rows with a hashed label. */
export function labelledRows(features: string, labels: string): string {
  return `(SELECT f.h AS h, CASE WHEN NOT l.e THEN l.h END AS y, r FROM ${features} AS f JOIN ${labels} AS l USING (r))`;
}

/** Result: number of rows that repeat an earlier one. @param rows with h */
export function repeatedCountSql(rows: string): string {
  return `SELECT sum(k - 1) FROM (SELECT count(*) AS k FROM ${rows} GROUP BY h)`;
}

/** Result: number of rows whose label is given and whose features occur with another label too. @param rows with h and y */
export function conflictingCountSql(rows: string): string {
  return `SELECT sum(k) FROM (SELECT count(y) AS k FROM ${rows} GROUP BY h HAVING min(y) <> max(y))`;
}

/** Result: number of rows in which all is missing. @param rows with e */
export function emptyCountSql(rows: string): string {
  return `SELECT count(*) FROM ${rows} WHERE e`;
}

/** Result: count and first row numbers. */
export function repeatedRowsSql(rows: string, limit: number): string {
  return `WITH x AS MATERIALIZED (SELECT h, r FROM ${rows}), d AS (SELECT h, min(r) AS first FROM x GROUP BY h HAVING count(*) > 1) SELECT count(*), min(r, ${wholeLiteral(limit)}) FROM x JOIN d USING (h) WHERE r > first`;
}

/** Result: count and first row numbers. */
export function conflictingRowsSql(rows: string, limit: number): string {
  return `WITH x AS MATERIALIZED (SELECT h, y, r FROM ${rows}), d AS (SELECT h FROM x GROUP BY h HAVING min(y) <> max(y)) SELECT count(*), min(r, ${wholeLiteral(limit)}) FROM x JOIN d USING (h) WHERE y IS NOT NULL`;
}

/** Result: count and first row numbers. */
export function emptyRowsSql(rows: string, limit: number): string {
  return `SELECT count(*), min(r, ${wholeLiteral(limit)}) FROM ${rows} WHERE e`;
}

/** Prints two aggregates of a column with its hash h<i>: a sum that does not see the order of rows, and the number of values. */
export function multisetAggregates(column: number): readonly [string, string] {
  return [`sum(h${column} >> 20)::VARCHAR`, `count(${columnName(column)})::VARCHAR`];
}

/** Result, per column in turn: `multisetAggregates`. */
export function multisetSql(table: SqlTable, part: SlicePart): string {
  return `SELECT ${part.columns.flatMap(multisetAggregates).join(', ')} FROM ${rowsOf(table, { ...part, readings: [], with: 'values and hashes' })}`;
}

/** Result, per column in turn: a hash of all values with their row numbers, as text, and whether there are two values at least. */
export function sequenceSql(table: SqlTable, part: SlicePart): string {
  const hashes = part.columns.map((column) => {
    const name = columnName(column);
    return `bit_xor(hash(hash(${name}, r)))::VARCHAR, coalesce(min(hash(${name})) <> max(hash(${name})), false)`;
  });
  return `SELECT ${hashes.join(', ')} FROM ${rowsOf(table, { ...part, readings: [], with: 'values and row numbers' })}`;
}
