/** A table after our own reading of its bytes: what the engine may read, what the bytes say, and how to find a cell again. */
import type { Layout } from '../../../rules/api/column.ts';
import type { CancelSignal, NotCheckedReason } from '../ports.ts';
import type { Range } from '../report.ts';
import type { EngineColumn, EngineSource } from './engine.ts';
import type { ReadAs } from './read-as.ts';

export interface RawSample {
  /** Values in text form, by row then column; null is missing (empty text, JSON null or absent key). */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly isWholeTable: boolean;
}

/** One file or folder that is a table. Absolute `path`; `displayPath` is what reports show. */
export interface DatasetRef {
  readonly path: string;
  readonly displayPath: string;
  /** Part files, sorted, when the dataset is a folder. */
  readonly parts: readonly string[] | null;
  /** Set where the table is to be read as a program reads it, right or wrong; else the bytes decide. */
  readonly readAs?: ReadAs;
}

export interface CellAddress {
  /** 1-based data row over all parts. */
  readonly rowNumber: number;
  readonly column: number;
}

/** A place in one file of the dataset. */
export interface PlacedRange {
  /** Absolute path of the file (a part file when the dataset is a folder). */
  readonly path: string;
  readonly range: Range;
}

export interface TextTable {
  readonly kind: 'text';
  readonly dataset: DatasetRef;
  readonly format: 'csv' | 'jsonl' | 'json';
  readonly layout: Layout;
  /** In file order; may be empty or repeated for CSV. JSON: keys in order of first appearance. */
  readonly columnNames: readonly string[];
  /** Physical type per column: always `text` for CSV, from the values for JSON. */
  readonly physical: readonly import('../../../rules/api/column.ts').PhysicalType[];
  /** Share of sampled non-missing values written in quotes, per column. */
  readonly quotedShares: readonly number[];
  /** Well-formed data rows: those the engine will see. */
  readonly rowCount: number;
  /** Null when there is no row to measure. */
  readonly source: EngineSource | null;
  readonly sample: RawSample;
  /** Range of the header cell (JSON: the key in the first record that has it); null when there is no header. */
  headerCell(column: number): PlacedRange | null;
  /** Ranges of cells, in the order asked; of the record where JSON has not the key; null for a cell that is not there (any more). */
  locate(cells: readonly CellAddress[], signal?: CancelSignal): Promise<readonly (PlacedRange | null)[]>;
  /** First line of the first file. */
  readonly firstLine: PlacedRange;
  /** What a position in a file of the dataset points at, for hovers: the column, and whether it is the header. Reads only the line given. */
  columnAt(lineText: string, characterIndex: number): number | null;
}

export interface BinaryTable {
  readonly kind: 'binary';
  readonly dataset: DatasetRef;
  readonly format: 'parquet';
  readonly source: EngineSource;
  /** Set where `source` is a text copy of a sample: what the file itself declares, and the rows. */
  readonly copied: { readonly columns: readonly EngineColumn[]; readonly sample: RawSample } | null;
}

export type OpenedTable = TextTable | BinaryTable;

export type OpenResult = { readonly ok: true; readonly table: OpenedTable } | { readonly ok: false; readonly reason: NotCheckedReason; readonly text: string };

/** Rows and cells the sample may hold; sampling is by seeded reservoir over the row numbers, so equal bytes give equal samples. */
export const SAMPLE_ROWS = 10_000;
export const SAMPLE_CELLS = 2_000_000;
