/** What the data side knows of a table that code reads, for code rules. */
import type { ValueKind } from '../column.ts';

export interface TableFacts {
  /** Relative display path. */
  readonly path: string;
  /** Exact unless only a sample could be looked at. */
  readonly rows: number;
  readonly columns: readonly TableColumnFacts[];
  /** How the code cuts the file into cells, beside what its bytes say; absent for formats that leave no choice. */
  readonly reading?: TableReading;
}

export interface TableColumnFacts {
  /** As the reading code names it. */
  readonly name: string;
  readonly kind: ValueKind;
  readonly distinct: number;
  readonly missing: number;
  /** Most common values with counts, for columns of few values; else empty. */
  readonly top: readonly { readonly value: string; readonly count: number }[];
  /** True when rows come in the order of this column (rising or falling) and it holds dates or times. */
  readonly isTimeOrder: boolean;
  /** True when the column is a date or time. */
  readonly isTime: boolean;
  /** True for names and values of identifiers (`user_id`), whether repeated or not. */
  readonly isIdentifier: boolean;
}

/** Delimited text as the code reads it, and as it is written. Line numbers are 1-based. */
export interface TableReading {
  /** True when the code finds the rows and columns that the bytes suggest. */
  readonly isAsWritten: boolean;
  /** One character; null for runs of blanks and patterns. */
  readonly separator: string | null;
  /** The line the code takes the names from; null when it takes them from none. */
  readonly headerLine: number | null;
  /** True when the names the code finds in the file have the look of values. */
  readonly headerLooksLikeData: boolean;
  /** True when the code brings its own names. */
  readonly namesAreGiven: boolean;
  /** The first row as the code reads it, at most 20 cells; empty without rows. */
  readonly firstRow: readonly string[];
  /** Columns the code asks to have parsed as dates in which pandas finds a value that is none, so that they stay text. */
  readonly unparsedDates: readonly { readonly column: string; readonly value: string; readonly lineNumber: number }[];
  readonly file: {
    readonly separator: string | null;
    readonly headerLine: number | null;
    readonly columns: readonly string[];
  };
}

/** Why a read cannot give the table its code expects. */
export type ReadTrouble =
  /** No file is there; `nearest` is the path, written as in the code, of a file with nearly that name. */
  | { readonly kind: 'missing-file'; readonly nearest: string | null }
  /** Bytes that are not of the encoding; `encoding` is what Python calls another one that fits, null when none is known. */
  | { readonly kind: 'undecodable'; readonly path: string; readonly lineNumber: number; readonly encoding: string | null }
  /** A row with more fields than there are columns. */
  | { readonly kind: 'too-many-fields'; readonly path: string; readonly lineNumber: number; readonly expected: number; readonly found: number }
  /** Columns the call names (in `usecols`, `parse_dates`, ...) that the file does not have. */
  | { readonly kind: 'absent-columns'; readonly path: string; readonly parameter: string; readonly columns: readonly string[]; readonly fileColumns: readonly string[] }
  /** Nothing wrong is known: the file or the arguments could not be looked at. */
  | { readonly kind: 'unknown'; readonly reason: string };
