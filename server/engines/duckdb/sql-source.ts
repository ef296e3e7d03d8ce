/**
 * Where rows come from, in SQL. Columns are always called c0, c1, ... by position, so that no name of the user's reaches a
 * statement. Wide tables are several slices of columns; rows of slices belong together by row number. Pure.
 */
import type { ColumnGroup, EngineColumn, EngineSource } from '../../core/data/engine.ts';
import { pathLiteral, textLiteral } from './sql-text.ts';

/** Columns one statement reads at most: binding wider ones costs more than a further pass. Our own measurement. */
export const SLICE_COLUMNS = 200;

/** Longest row DuckDB is told to expect, in bytes. Our own reading refuses longer lines before. */
const LONGEST_ROW_BYTES = 16 * 1024 * 1024;

export interface Slice {
  /** A FROM item with the columns `c<firstColumn>` ... */
  readonly from: string;
  readonly firstColumn: number;
  readonly columnCount: number;
  /** 1-based number of the row in file order, as an expression over the FROM item. */
  readonly rowNumber: string;
}

/** A table that can be asked: its slices and the types of its columns. */
export interface SqlTable {
  readonly slices: readonly Slice[];
  readonly columns: readonly EngineColumn[];
  /** Of all files together. */
  readonly sizeBytes: number;
  /** True where empty text reads as SQL null already. */
  readonly hasNullForEmpty: boolean;
}

export function columnName(index: number): string {
  return `c${index}`;
}

export function csvSlices(source: Extract<EngineSource, { kind: 'csv' }>): Slice[] {
  return source.groups.flatMap((group) => {
    const columns = [...(group.hasRowNumbers ? ["'r': 'BIGINT'"] : []), ...names(group).map((name) => `'${name}': 'VARCHAR'`)];
    const quote = textLiteral(source.quote ?? '');
    const options = [
      'auto_detect = false',
      `header = ${source.hasHeader}`,
      `delim = ${textLiteral(source.delimiter)}`,
      `quote = ${quote}`,
      `escape = ${quote}`,
      `columns = {${columns.join(', ')}}`,
      "nullstr = ''",
      "comment = ''",
      "compression = 'none'",
      'hive_partitioning = false',
      `max_line_size = ${LONGEST_ROW_BYTES}`,
      `buffer_size = ${2 * LONGEST_ROW_BYTES}`,
      // Mixed line ends are read only when not strict; the bytes have been checked before.
      'strict_mode = false',
      // Read in parallel, a line break within quotes makes DuckDB 1.5.5 take a value's text for rows.
      `parallel = ${source.hasLineBreaksInValues === false}`,
    ];
    return slicesOf(group, `read_csv(${fileList(group.files)}, ${options.join(', ')})`, group.hasRowNumbers ? 'r' : 'row_number() OVER ()');
  });
}

/**
 * @param rowCounts rows of each file, in the order of `files`
 */
export function parquetSlices(files: readonly string[], columnCount: number, rowCounts: readonly number[]): Slice[] {
  const all = Array.from({ length: columnCount }, (_, index) => columnName(index));
  const from = `read_parquet(${fileList(files)}, hive_partitioning = false) AS t(${all.join(', ')})`;
  let before = 0;
  const starts = rowCounts.map((count) => (before += count) - count);
  const rowNumber = files.length === 1 ? 'file_row_number + 1' : `([${starts.join(', ')}]::BIGINT[])[file_index::BIGINT + 1] + file_row_number + 1`;
  return slicesOf({ firstColumn: 0, columnCount }, from, rowNumber);
}

export function fileList(files: readonly string[]): string {
  return `[${files.map(pathLiteral).join(', ')}]`;
}

/** Some columns of one slice. */
export interface SlicePart {
  readonly slice: Slice;
  readonly columns: readonly number[];
}

/** The columns by the slice they are in. */
export function partsOf(table: SqlTable, columns: readonly number[]): SlicePart[] {
  const parts = new Map<Slice, number[]>();
  for (const column of columns) {
    const slice = sliceOf(table, column);
    if (slice === undefined) continue;
    const inSlice = parts.get(slice) ?? [];
    inSlice.push(column);
    parts.set(slice, inSlice);
  }
  return [...parts].map(([slice, inSlice]) => ({ slice, columns: inSlice }));
}

/** The slice a column is in. */
export function sliceOf(table: SqlTable, column: number): Slice | undefined {
  return table.slices.find((slice) => column >= slice.firstColumn && column < slice.firstColumn + slice.columnCount);
}

function slicesOf({ firstColumn, columnCount }: Pick<ColumnGroup, 'firstColumn' | 'columnCount'>, from: string, rowNumber: string): Slice[] {
  const slices: Slice[] = [];
  for (let done = 0; done < columnCount; done += SLICE_COLUMNS) {
    slices.push({ from, firstColumn: firstColumn + done, columnCount: Math.min(SLICE_COLUMNS, columnCount - done), rowNumber });
  }
  return slices;
}

function names(group: ColumnGroup): string[] {
  return Array.from({ length: group.columnCount }, (_, index) => columnName(group.firstColumn + index));
}
