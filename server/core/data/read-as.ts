/** How a program reads a table, as plain data: what its reading call says, in one vocabulary for all libraries. */

export type ReadSeparator =
  | { readonly kind: 'character'; readonly character: string }
  /** Runs of blanks and tabs. */
  | { readonly kind: 'blanks' }
  /** A regular expression in JavaScript syntax; such readers know no quotes. */
  | { readonly kind: 'pattern'; readonly pattern: string }
  /** The reader finds out by itself, as we do. */
  | { readonly kind: 'sniffed' };

/** A column by name or by 0-based position. */
export type ColumnRef = string | number;

export interface ReadMissing {
  /** Whether the library's own tokens (`NA`, `nan`, ...) count as missing. */
  readonly keepsDefault: boolean;
  readonly values: readonly string[];
  /** More values, for some columns only. */
  readonly byColumn: Readonly<Record<string, readonly string[]>>;
}

export interface ReadAs {
  /** As the code writes it. */
  readonly path: string;
  readonly reader: 'pandas' | 'polars' | 'numpy';
  readonly format: 'csv' | 'json' | 'jsonl' | 'parquet';
  readonly separator: ReadSeparator;
  /** Which of the rows left after `skip`, blanks and comments names the columns; null when none does. */
  readonly header: number | null;
  /** Names given in code, instead of those of the header. */
  readonly names: readonly string[] | null;
  /** The only columns kept. */
  readonly columns: readonly ColumnRef[] | null;
  /** Columns that become row labels; `implicit` when a first column without a name may become one, `none` when it may not. */
  readonly index: readonly ColumnRef[] | 'implicit' | 'none';
  /** Declared types: of all columns, or by name. */
  readonly types: string | Readonly<Record<string, string>> | null;
  /** Null when nothing counts as missing. */
  readonly missing: ReadMissing | null;
  /** Columns read as dates; `index` for the row labels. */
  readonly dates: readonly ColumnRef[] | 'index' | null;
  readonly dayFirst: boolean;
  readonly dateFormat: string | null;
  /** Python's name of the encoding; null for the library's own choice. */
  readonly encoding: string | null;
  readonly onDecodeError: 'fail' | 'replace' | 'ignore';
  /** Number of first lines left out, or the 0-based numbers of lines left out. */
  readonly skip: number | readonly number[];
  readonly rowLimit: number | null;
  readonly thousands: string | null;
  readonly decimal: string;
  readonly quote: string | null;
  readonly escape: string | null;
  readonly comment: string | null;
  readonly skipsBlanksAfterSeparator: boolean;
  readonly skipsBlankLines: boolean;
  /** What happens to rows with too many fields. */
  readonly badRows: 'fail' | 'skip';
}

/** How a library reads delimited text when nothing but the path is given. */
export const PANDAS_DEFAULTS: Omit<ReadAs, 'path'> = {
  reader: 'pandas',
  format: 'csv',
  separator: { kind: 'character', character: ',' },
  header: 0,
  names: null,
  columns: null,
  index: 'implicit',
  types: null,
  missing: { keepsDefault: true, values: [], byColumn: {} },
  dates: null,
  dayFirst: false,
  dateFormat: null,
  encoding: null,
  onDecodeError: 'fail',
  skip: 0,
  rowLimit: null,
  thousands: null,
  decimal: '.',
  quote: '"',
  escape: null,
  comment: null,
  skipsBlanksAfterSeparator: false,
  skipsBlankLines: true,
  badRows: 'fail',
};

/** Source: https://docs.pola.rs/api/python/stable/reference/api/polars.read_csv.html */
export const POLARS_DEFAULTS: Omit<ReadAs, 'path'> = { ...PANDAS_DEFAULTS, reader: 'polars', index: 'none', missing: { keepsDefault: false, values: [], byColumn: {} } };

/** Source: https://numpy.org/doc/stable/reference/generated/numpy.loadtxt.html and numpy.genfromtxt.html */
export const NUMPY_DEFAULTS: Omit<ReadAs, 'path'> = {
  ...PANDAS_DEFAULTS,
  reader: 'numpy',
  separator: { kind: 'blanks' },
  header: null,
  index: 'none',
  missing: { keepsDefault: false, values: [], byColumn: {} },
  quote: null,
  comment: '#',
};
