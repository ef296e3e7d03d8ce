/** A seeded sample, evenly spread over the rows: one row of each of `maxRows` equally long runs. */
import type { EngineResult } from '../../core/data/engine.ts';
import type { CancelSignal } from '../../core/ports.ts';
import { toText } from './result-value.ts';
import type { Session } from './session.ts';
import { rowsOf, sqlColumn } from './sql-rows.ts';
import { columnName, type Slice, type SqlTable } from './sql-source.ts';
import { wholeLiteral } from './sql-text.ts';
import { countRows } from './table-measures.ts';

/** Any constant: equal bytes give equal samples. */
const SEED = 20_170_101;

type Sample = { readonly rowCount: number; readonly rows: readonly (readonly (string | null)[])[] };

/** Cost: one pass over all columns; the row count of Parquet files comes from their metadata. */
export async function takeSample(session: Session, table: SqlTable, maxRows: number, signal?: CancelSignal): Promise<EngineResult<Sample>> {
  const rowCount = await countRows(session, table, signal);
  if (!rowCount.ok) return rowCount;
  const columns: (readonly (string | null)[])[] = [];
  for (const slice of table.slices) {
    const indices = Array.from({ length: slice.columnCount }, (_, index) => slice.firstColumn + index);
    const texts = indices.map((index) => sqlColumn(table, index).text);
    const sampled = rowCount.value <= maxRows ? slice : sampledSlice(slice, sampledRows(rowCount.value, maxRows));
    const rows = rowsOf(table, { slice: sampled, columns: indices, readings: [], with: 'values and row numbers' });
    const result = await session.query(`SELECT ${texts.join(', ')} FROM ${rows} ORDER BY r`, signal);
    if (!result.ok) return result;
    for (const values of result.value) columns.push(values.map(toText));
  }
  const sampled = columns[0]?.length ?? 0;
  const rows = Array.from({ length: sampled }, (_, row) => columns.map((values) => values[row] ?? null));
  return { ok: true, value: { rowCount: rowCount.value, rows } };
}

/** The slice with these rows only. They are sought before any value is cast: DuckDB would cast all rows first. */
function sampledSlice(slice: Slice, rowNumbers: readonly number[]): Slice {
  const columns = Array.from({ length: slice.columnCount }, (_, index) => columnName(slice.firstColumn + index));
  const numbered = `SELECT ${columns.join(', ')}, ${slice.rowNumber} AS r FROM ${slice.from}`;
  return { ...slice, from: `(SELECT * FROM (${numbered}) WHERE r IN (SELECT unnest([${rowNumbers.map(wholeLiteral).join(', ')}]::BIGINT[])))`, rowNumber: 'r' };
}

/** One row number of each of `maxRows` runs that are equally long but for one row. */
function sampledRows(rowCount: number, maxRows: number): number[] {
  const random = seededRandom(SEED);
  return Array.from({ length: maxRows }, (_, run) => {
    const first = Math.ceil((run * rowCount) / maxRows);
    const next = Math.ceil(((run + 1) * rowCount) / maxRows);
    return first + Math.floor(random() * (next - first)) + 1;
  });
}

/** Numbers from 0 up to 1. Mulberry32 by Tommy Ettinger, public domain, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
