/**
 * Arguments of pandas' readers.
 * Source: https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html, and older versions of the page for removed ones.
 */
import { PANDAS_DEFAULTS, POLARS_DEFAULTS, type ReadAs, type ReadMissing, type ReadSeparator } from '../../data/read-as.ts';
import { isCount, type Arguments } from './arguments.ts';
import { isList, isMapping, UNKNOWN, type PlainValue } from './plain-value.ts';

/** They change how fast, how typed or how wrapped the rows come, not which cells there are. */
const WITHOUT_EFFECT = [
  'engine', 'low_memory', 'memory_map', 'float_precision', 'cache_dates', 'infer_datetime_format', 'keep_date_col', 'storage_options', 'dtype_backend', 'verbose',
  'true_values', 'false_values', 'chunksize', 'iterator', 'squeeze', 'mangle_dupe_cols', 'warn_bad_lines', 'tupleize_cols',
];

export function pandasCsv(given: Arguments, path: string, separator: string): ReadAs {
  given.ignore(WITHOUT_EFFECT);
  refuseAnyOf(given, ['converters', 'lineterminator', 'dialect', 'date_parser', 'prefix']);
  refuseUnless(given, 'skipfooter', [0]);
  refuseUnless(given, 'doublequote', [true]);
  refuseUnless(given, 'compression', ['infer', null, 'gzip', 'zstd']);
  const names = given.texts('names');
  const types = given.types('dtype');
  return {
    ...PANDAS_DEFAULTS,
    path,
    separator: given.flag(false, 'delim_whitespace') ? { kind: 'blanks' } : separatorOf(given, separator),
    header: headerOf(given, names !== null),
    names,
    columns: given.columns('usecols'),
    index: indexOf(given),
    types,
    missing: missingOf(given),
    ...datesOf(given),
    encoding: given.text(null, 'encoding'),
    onDecodeError: decodeErrorsOf(given),
    skip: skipOf(given),
    rowLimit: given.count(null, 'nrows'),
    thousands: given.text(null, 'thousands'),
    decimal: given.text('.', 'decimal') ?? '.',
    quote: quoteOf(given),
    escape: given.text(null, 'escapechar'),
    comment: given.text(null, 'comment'),
    skipsBlanksAfterSeparator: given.flag(false, 'skipinitialspace'),
    skipsBlankLines: given.flag(true, 'skip_blank_lines'),
    badRows: badRowsOf(given),
  };
}

export function pandasJson(given: Arguments, path: string): ReadAs {
  given.ignore([...WITHOUT_EFFECT, 'dtype', 'convert_axes', 'convert_dates', 'keep_default_dates', 'precise_float', 'date_unit', 'encoding_errors', 'compression', 'nrows', 'encoding']);
  refuseUnless(given, 'typ', ['frame']);
  refuseUnless(given, 'orient', [null, 'records', 'columns']);
  return { ...PANDAS_DEFAULTS, path, format: given.flag(false, 'lines') ? 'jsonl' : 'json' };
}

export function parquet(given: Arguments, path: string, reader: 'pandas' | 'polars'): ReadAs {
  given.ignore([...WITHOUT_EFFECT, 'use_nullable_dtypes', 'filesystem', 'use_pyarrow', 'parallel', 'use_statistics', 'hive_partitioning', 'rechunk', 'cache', 'glob', 'schema', 'hive_schema', 'try_parse_hive_dates', 'memory_map', 'pyarrow_options', 'retries', 'allow_missing_columns']);
  refuseAnyOf(given, ['filters', 'row_index_name', 'n_rows', 'to_pandas_kwargs']);
  return { ...(reader === 'pandas' ? PANDAS_DEFAULTS : POLARS_DEFAULTS), path, format: 'parquet', columns: given.columns('columns') };
}

function refuseAnyOf(given: Arguments, names: readonly string[]): void {
  for (const name of names) refuseUnless(given, name, [null]);
}

function refuseUnless(given: Arguments, name: string, allowed: readonly unknown[]): void {
  const value = given.take(name);
  if (value !== undefined && !allowed.includes(value)) given.refuse(name);
}

/** Plain characters, escapes and classes that mean the same to Python and JavaScript; no groups. */
const SHARED_PATTERN = /^(?:[\w ,;|:#~!%&=<>"'/@-]|\\[stdwSTDW.|\\$^*+?()[\]{}]|[.*+?]|\[(?:[^\]\\[]|\\[stdw.|\\\]])+\])+$/;

function separatorOf(given: Arguments, fallback: string): ReadSeparator {
  const value = given.take('sep', 'delimiter');
  if (value === null) return { kind: 'sniffed' };
  if (value === undefined) return { kind: 'character', character: fallback };
  if (typeof value !== 'string' || value === '') given.refuse('sep');
  else if (value === '\\s+') return { kind: 'blanks' };
  else if (value.length === 1) return { kind: 'character', character: value };
  else if (SHARED_PATTERN.test(value)) return { kind: 'pattern', pattern: value };
  else given.refuse('sep');
  return { kind: 'character', character: fallback };
}

function headerOf(given: Arguments, hasNames: boolean): number | null {
  const value = given.take('header');
  if (value === undefined || value === 'infer') return hasNames ? null : 0;
  if (value === null || isCount(value)) return value;
  given.refuse('header');
  return 0;
}

function indexOf(given: Arguments): ReadAs['index'] {
  if (given.take('index_col') === false) return 'none';
  return given.columns('index_col') ?? 'implicit';
}

function missingOf(given: Arguments): ReadMissing | null {
  const values = given.take('na_values');
  const keepsDefault = given.flag(true, 'keep_default_na');
  if (!given.flag(true, 'na_filter')) return null;
  const none: ReadMissing = { keepsDefault, values: [], byColumn: {} };
  if (values === undefined || values === null) return none;
  if (isMapping(values)) return { ...none, byColumn: Object.fromEntries([...values.entries].map(([column, tokens]) => [String(column), tokensOf(tokens, given)])) };
  return { ...none, values: tokensOf(values, given) };
}

/** A number stands for the ways pandas writes it: `-999` and `-999.0`. */
function tokensOf(value: PlainValue, given: Arguments): readonly string[] {
  const list = isList(value) ? value : [value];
  return [...new Set(list.flatMap((token) => {
    if (token === UNKNOWN || token === null || typeof token === 'object') {
      given.refuse('na_values');
      return [];
    }
    const number = typeof token === 'boolean' || token === '' ? NaN : Number(token);
    return Number.isInteger(number) ? [String(token), String(number), `${number}.0`] : [String(token)];
  }))];
}

function datesOf(given: Arguments): Pick<ReadAs, 'dates' | 'dayFirst' | 'dateFormat'> {
  const value = given.take('parse_dates');
  const dayFirst = given.flag(false, 'dayfirst');
  const format = given.take('date_format');
  const dateFormat = typeof format === 'string' ? format : null;
  if (value === true) return { dates: 'index', dayFirst, dateFormat };
  if (value === undefined || value === false || value === null) return { dates: null, dayFirst, dateFormat };
  if (isList(value) && value.every((item): item is string | number => typeof item === 'string' || isCount(item))) return { dates: value, dayFirst, dateFormat };
  given.refuse('parse_dates');
  return { dates: null, dayFirst, dateFormat };
}

function decodeErrorsOf(given: Arguments): ReadAs['onDecodeError'] {
  const value = given.text('strict', 'encoding_errors');
  if (value === 'replace' || value === 'ignore') return value;
  if (value !== 'strict') given.refuse('encoding_errors');
  return 'fail';
}

function skipOf(given: Arguments): ReadAs['skip'] {
  const value = given.take('skiprows');
  if (value === undefined || value === null) return 0;
  if (isCount(value)) return value;
  if (isList(value) && value.every(isCount)) return value;
  given.refuse('skiprows');
  return 0;
}

/** Source: Python's csv module, QUOTE_NONE. */
const QUOTE_NONE = 3;

function quoteOf(given: Arguments): string | null {
  const quote = given.text('"', 'quotechar');
  const quoting = given.take('quoting');
  return quoting === QUOTE_NONE ? null : quote;
}

function badRowsOf(given: Arguments): ReadAs['badRows'] {
  const value = given.take('on_bad_lines');
  const olderWay = given.take('error_bad_lines');
  if (value === 'skip' || value === 'warn') return 'skip';
  if (value !== undefined && value !== 'error') given.refuse('on_bad_lines');
  return olderWay === false ? 'skip' : 'fail';
}
