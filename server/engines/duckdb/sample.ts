/** A seeded sample, evenly spread over the rows: one row of each of `maxRows` equally long runs. */
import type { EngineResult } from '../../core/data/engine.ts';
import type { CancelSignal } from '../../core/ports.ts';
import { toText } from './result-value.ts';
import type { Session } from './session.ts';
import { rowsOf, sqlColumn } from './sql-rows.ts';
import type { SqlTable } from './sql-source.ts';
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
    const rows = rowsOf(table, { slice, columns: indices, readings: [], with: 'values and row numbers' });
    const result = await session.query(`SELECT ${texts.join(', ')} FROM ${rows} WHERE ${isSampled(rowCount.value, maxRows)} ORDER BY r`, signal);
    if (!result.ok) return result;
    for (const values of result.value) columns.push(values.map(toText));
  }
  const sampled = columns[0]?.length ?? 0;
  const rows = Array.from({ length: sampled }, (_, row) => columns.map((values) => values[row] ?? null));
  return { ok: true, value: { rowCount: rowCount.value, rows } };
}

/** The row of each run is drawn by the hash of the run's number. */
function isSampled(rowCount: number, maxRows: number): string {
  if (rowCount <= maxRows) return 'true';
  const [rows, runs] = [wholeLiteral(rowCount), wholeLiteral(maxRows)];
  const run = `((r - 1) * ${runs}) // ${rows}`;
  const start = (index: string): string => `((${index} * ${rows} + ${runs} - 1) // ${runs})`;
  const length = `(${start(`(${run} + 1)`)} - ${start(`(${run})`)})`;
  return `(r - 1 - ${start(`(${run})`)}) = (hash((${run}) + ${SEED}) % ${length}::UBIGINT)::BIGINT`;
}
