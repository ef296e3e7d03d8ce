/**
 * The port to a SQL engine. Narrow on purpose: open a source, run a plan, take a sample, name rows, cancel. Engines get
 * descriptions and print their own SQL. Rows are numbered from 1 in file order; columns are named by 0-based index.
 */
import type { PhysicalType } from '../../../rules/api/column.ts';
import type { ColumnMeasureSpec, TableMeasureSpec } from '../../../rules/api/measure.ts';
import type { RowSelector } from '../../../rules/api/predicate.ts';
import type { CancelSignal, NotCheckedReason } from '../ports.ts';

/** Where the rows are. Text sources are always UTF-8, rectangular and checked by our own reading of the bytes. */
export type EngineSource =
  | {
      readonly kind: 'csv';
      readonly delimiter: string;
      readonly quote: string | null;
      readonly hasHeader: boolean;
      /** Whether a quoted value holds a line break. Engines can read such text only in one thread, at half the speed. */
      readonly hasLineBreaksInValues: boolean;
      /** Total columns, over all groups. */
      readonly columnCount: number;
      /** Whole columns split over groups of files, for very wide tables; usually one group with all columns. */
      readonly groups: readonly ColumnGroup[];
    }
  | { readonly kind: 'parquet'; readonly files: readonly string[] };

export interface ColumnGroup {
  readonly files: readonly string[];
  readonly firstColumn: number;
  readonly columnCount: number;
  /** True for our own copies: the first field of each row is its 1-based row number in the user's file. */
  readonly hasRowNumbers: boolean;
}

export interface EngineColumn {
  readonly name: string;
  readonly physical: PhysicalType;
  /** The engine's name of the type, cut to 80 characters. */
  readonly typeName: string;
}

/** How number measures and number predicates read a text column. */
export interface NumberReading {
  readonly column: number;
  /** Text values known not to be numbers, skipped without trying (failed casts are the dearest operation there is). */
  readonly skip: readonly string[];
}

/** One pass over the rows. */
export type Scan =
  | { readonly kind: 'scalars'; readonly table: readonly TableMeasureSpec[]; readonly columns: readonly { readonly column: number; readonly specs: readonly ColumnMeasureSpec[] }[] }
  /** Value counts or list-length counts of several columns at once; at most `limit` values each. */
  | { readonly kind: 'counts'; readonly of: 'values' | 'list-lengths'; readonly columns: readonly number[]; readonly limit: number };

export interface ScanResult {
  /** By `measureKey(column, spec)`; table measures under column -1. Numbers, or null. */
  readonly scalars: ReadonlyMap<string, number | null | readonly (readonly number[])[]>;
  /** By column: most common first, ties by code unit; `distinct` counts all non-missing distinct values, `total` all non-missing rows. */
  readonly counts: ReadonlyMap<number, { readonly values: readonly { readonly value: string; readonly count: number }[]; readonly distinct: number; readonly total: number }>;
}

export interface SelectedRows {
  /** Exact number of rows selected. */
  readonly count: number;
  /** Up to `limit` first row numbers, ascending. */
  readonly rowNumbers: readonly number[];
}

export type EngineResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: NotCheckedReason; readonly text: string };

export interface EngineTable {
  readonly columns: readonly EngineColumn[];
  scan(scan: Scan, readings: readonly NumberReading[], signal?: CancelSignal): Promise<EngineResult<ScanResult>>;
  /** A seeded, evenly spread sample: text form of the values, null for missing. Same file, same sample. */
  sample(maxRows: number, signal?: CancelSignal): Promise<EngineResult<{ readonly rowCount: number; readonly rows: readonly (readonly (string | null)[])[] }>>;
  /** Counts and names rows for all selectors in as few scans as possible; result order = selector order. */
  select(selectors: readonly RowSelector[], limit: number, readings: readonly NumberReading[], signal?: CancelSignal): Promise<EngineResult<readonly SelectedRows[]>>;
  close(): Promise<void>;
}

export interface EngineInfo {
  readonly name: string;
  readonly version: string;
}

export interface SqlEngine {
  /** Null when the engine cannot start on this machine; the text says why. */
  info(): Promise<EngineResult<EngineInfo>>;
  open(source: EngineSource, signal?: CancelSignal): Promise<EngineResult<EngineTable>>;
  close(): Promise<void>;
}

/** Where a scalar of a scan's result is found; `column` is -1 for table measures. */
export function measureKey(column: number, spec: ColumnMeasureSpec | TableMeasureSpec): string {
  return `${column}:${JSON.stringify(spec)}`;
}
