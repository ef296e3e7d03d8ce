/**
 * Rows as hashes, for measures and selections that look at whole rows. Slices of a wide table are taken in a few at a time: each
 * file being read takes tens of megabytes.
 */
import type { EngineResult } from '../../core/data/engine.ts';
import type { CancelSignal } from '../../core/ports.ts';
import type { Session } from './session.ts';
import { partsOf, type SlicePart, type SqlTable } from './sql-source.ts';
import { columnsBut, hashedSlice, hashedSlices, labelledRows, labelledSlice } from './sql-table.ts';

/** Slices read by one statement at most. Our own choice. */
const SLICES_PER_STATEMENT = 3;

export interface WholeRows {
  readonly session: Session;
  readonly table: SqlTable;
  readonly signal: CancelSignal | undefined;
}

type Use<T> = (rows: string) => Promise<EngineResult<T>>;

export interface HashedColumns {
  readonly columns: readonly number[];
  /** Rows are always numbered where there are several slices. */
  readonly rows: 'numbered' | 'any order';
}

/** Calls `use` with a FROM item of all rows with h, e and r; see `hashedSlice`. */
export async function withHashedRows<T>(asked: WholeRows, { columns, rows }: HashedColumns, use: Use<T>): Promise<EngineResult<T>> {
  const { session, table, signal } = asked;
  const parts = partsWithRows(table, columns);
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return use(hashedSlice(table, only, rows));
  let before: string | null = null;
  for (let first = 0; first < parts.length; first += SLICES_PER_STATEMENT) {
    const sql = hashedSlices(table, parts.slice(first, first + SLICES_PER_STATEMENT), { first, before });
    if (parts.length <= SLICES_PER_STATEMENT) return use(sql);
    const stored = await session.store(`SELECT * FROM ${sql}`, signal);
    if (before !== null) await session.drop(before);
    if (!stored.ok) return stored;
    before = stored.value;
  }
  const result = await use(before ?? '(SELECT NULL AS h, true AS e, 0 AS r WHERE false)');
  if (before !== null) await session.drop(before);
  return result;
}

/** Calls `use` with a FROM item of all rows with h, the hash of all columns but the label and the excepted ones, y and r. */
export async function withLabelledRows<T>(asked: WholeRows, { label, except }: { readonly label: number; readonly except: readonly number[] }, use: Use<T>): Promise<EngineResult<T>> {
  const features = columnsBut(asked.table, [...except, label]);
  const [slice, ...others] = asked.table.slices;
  if (slice !== undefined && others.length === 0) return use(labelledSlice(asked.table, { slice, columns: features }, label));
  return withHashedRows(asked, { columns: features, rows: 'numbered' }, (featureRows) =>
    withHashedRows(asked, { columns: [label], rows: 'numbered' }, (labels) => use(labelledRows(featureRows, labels))),
  );
}

/** The columns by slice; without any column still the rows. */
function partsWithRows(table: SqlTable, columns: readonly number[]): readonly SlicePart[] {
  const [slice] = table.slices;
  return columns.length > 0 || slice === undefined ? partsOf(table, columns) : [{ slice, columns: [] }];
}
