/** What a rule sees of a table before anything is measured: names, types, a seeded sample, and the facts of the bytes. */

/** The type the file itself declares. CSV declares none: every CSV column is `text`. */
export type PhysicalType = 'text' | 'integer' | 'float' | 'boolean' | 'date' | 'timestamp' | 'time' | 'list' | 'struct' | 'binary' | 'other';

/**
 * What the sampled values are. On text it is what a reader such as pandas would make of them, missing tokens left aside:
 * `integer` and `float` when at least 90 % are plain numbers, `boolean` for true/false, else `text`. Dates stay `text` on text.
 */
export type ValueKind = 'integer' | 'float' | 'boolean' | 'date' | 'timestamp' | 'time' | 'text' | 'list' | 'struct' | 'binary' | 'empty' | 'other';

/** The seeded sample of one column. */
export interface ColumnSample {
  /** Sampled rows, missing ones included. */
  readonly rows: number;
  readonly missing: number;
  /** Distinct non-missing values in text form, most common first, ties in code-unit order; at most 10,000. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** True when the sample is the whole table. */
  readonly isWholeTable: boolean;
}

export interface Column {
  readonly index: number;
  /** As written in the file; may be empty or repeated. */
  readonly name: string;
  readonly physical: PhysicalType;
  readonly kind: ValueKind;
  /** Whether the file puts the values in quotes (text formats; `unknown` elsewhere). JSON strings count as quoted. */
  readonly quoted: 'all' | 'some' | 'none' | 'unknown';
  /** What the column is for, from config and from names and values; `feature` when nothing says otherwise. */
  readonly role: 'label' | 'id' | 'feature';
  readonly sample: ColumnSample;
}

/** Facts of the bytes of a text table; what was found, never a guess about values. */
export interface Layout {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  readonly hasBom: boolean;
  /** Null for JSON. */
  readonly delimiter: string | null;
  readonly hasHeader: boolean;
  /** Fields most rows have. */
  readonly width: number;
  readonly headerWidth: number;
  /** Rows with another width: how many, and the first few. They are left out of all measures. */
  readonly raggedRows: { readonly count: number; readonly first: readonly Place[] };
  /** The quote that is never closed, if any. */
  readonly unclosedQuote: Place | null;
  readonly nulBytes: { readonly count: number; readonly first: Place | null };
  /** Lines that do not fit the encoding most of the file is in (UTF-8 with a few invalid bytes). */
  readonly undecodable: { readonly count: number; readonly first: Place | null };
  /** JSON records that cannot be read. */
  readonly malformedRecords: { readonly count: number; readonly first: readonly Place[] };
  /** A seed of doubt about the header: every header cell is a number, or the header equals the kind of the rows below. */
  readonly headerLooksLikeData: boolean;
}

/** A place in a text file. Numbers are 1-based; columns count UTF-16 code units. */
export interface Place {
  readonly lineNumber: number;
  readonly columnNumber: number;
  /** Data row, null in the header or where no row can be named. */
  readonly rowNumber: number | null;
  /** Fields found in the row, where that is the point. */
  readonly fields?: number;
}

export interface Table {
  /** As the user gave it or as found under the folder; forward slashes. */
  readonly path: string;
  readonly format: 'csv' | 'jsonl' | 'json' | 'parquet';
  readonly columns: readonly Column[];
  /** Exact number of data rows that were measured. */
  readonly rows: number;
  /** Null for binary formats. */
  readonly layout: Layout | null;
  /** Null when no label is configured or named so. */
  readonly label: Column | null;
}
