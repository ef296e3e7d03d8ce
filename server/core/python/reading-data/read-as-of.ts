/** From a reading call to how it reads: arguments of pandas, polars and numpy in one vocabulary. Constants only. */
import type { Argument } from '../../../../rules/api/python/event.ts';
import { moduleOf, type Node } from '../../../../rules/api/python/syntax.ts';
import { parentFolder } from '../../paths.ts';
import { NUMPY_DEFAULTS, POLARS_DEFAULTS, type ReadAs } from '../../data/read-as.ts';
import { Arguments } from './arguments.ts';
import { pandasCsv, pandasJson, parquet } from './pandas-arguments.ts';
import { isList, isMapping, plainArguments } from './plain-value.ts';

export type ReadAsResult = { readonly ok: true; readonly as: ReadAs } | { readonly ok: false; readonly reason: string };

type Translate = (given: Arguments, path: string) => ReadAs;

const READERS: ReadonlyMap<string, Translate> = new Map<string, Translate>([
  ['pandas.read_csv', (given, path) => pandasCsv(given, path, ',')],
  ['pandas.read_table', (given, path) => pandasCsv(given, path, '\t')],
  ['pandas.read_json', pandasJson],
  ['pandas.read_parquet', (given, path) => parquet(given, path, 'pandas')],
  ['polars.read_csv', polarsCsv],
  ['polars.scan_csv', polarsCsv],
  ['polars.read_parquet', (given, path) => parquet(given, path, 'polars')],
  ['polars.scan_parquet', (given, path) => parquet(given, path, 'polars')],
  ['polars.read_json', (given, path) => polarsJson(given, path, 'json')],
  ['polars.read_ndjson', (given, path) => polarsJson(given, path, 'jsonl')],
  ['polars.scan_ndjson', (given, path) => polarsJson(given, path, 'jsonl')],
  ['numpy.loadtxt', numpyText],
  ['numpy.genfromtxt', numpyText],
]);

/** A reading call, as the analysis has it while it runs and as its event. */
export interface ReadingCall {
  /** Canonical. */
  readonly name: string | null;
  readonly arguments: readonly Argument[];
  readonly node: Node;
}

/** Returns how the call reads, or why that cannot be told. Arguments that change no cell may be unknown. */
export function readAsOf(call: ReadingCall, path: string | null): ReadAsResult {
  const translate = READERS.get(call.name ?? '');
  if (translate === undefined) return { ok: false, reason: 'the reader is not known' };
  if (path === null) return { ok: false, reason: 'the path is not known' };
  if (/^[A-Za-z][\w+.-]+:\/\//.test(path)) return { ok: false, reason: 'the path is an address' };
  if (UNOPENED.test(path)) return { ok: false, reason: 'files packed this way are not opened' };
  const given = plainArguments(call.arguments);
  if (given === null) return { ok: false, reason: 'not all arguments can be told apart' };
  const args = new Arguments(given);
  args.ignore(['filepath_or_buffer', 'path_or_buf', 'path', 'source', 'fname', 'file']);
  const as = translate(args, path);
  if (args.trouble !== null) return { ok: false, reason: args.trouble };
  const leftOver = args.leftOver();
  return leftOver === null ? { ok: true, as } : { ok: false, reason: `\`${leftOver}\` is not understood` };
}

/** Endings by which libraries unpack a file while they read it, and of which the readers here open none. */
const UNOPENED = /\.(?:zip|bz2|xz|tar|tgz|tar\.\w+)$/i;

/** Equal for reads that give the same table: same arguments, path and folder of the reading file. Null when the table cannot be looked at. */
export function tableKey(call: ReadingCall, path: string | null): string | null {
  const result = readAsOf(call, path);
  return result.ok ? JSON.stringify([parentFolder(pathOf(call.node)) ?? '/', result.as]) : null;
}

/** Absolute path of the document a node stands in. */
export function pathOf(node: Node): string {
  return moduleOf(node).path;
}

const POLARS_WITHOUT_EFFECT = ['low_memory', 'rechunk', 'infer_schema_length', 'infer_schema', 'n_threads', 'batch_size', 'use_pyarrow', 'storage_options', 'sample_size', 'raise_if_empty', 'cache', 'try_parse_dates', 'glob', 'credential_provider', 'retries', 'file_cache_ttl'];

function polarsCsv(given: Arguments, path: string): ReadAs {
  given.ignore(POLARS_WITHOUT_EFFECT);
  const nulls = given.take('null_values');
  const encoding = given.text('utf8', 'encoding');
  const firstLines = given.count(0, 'skip_rows', 'skip_lines') ?? 0;
  refuseUnless(given, 'skip_rows_after_header', [0]);
  refuseUnless(given, 'decimal_comma', [false]);
  refuseUnless(given, 'row_index_name', [null]);
  refuseUnless(given, 'eol_char', ['\n']);
  refuseUnless(given, 'missing_utf8_is_empty_string', [false]);
  refuseUnless(given, 'ignore_errors', [false]);
  given.ignore(['row_index_offset']);
  return {
    ...POLARS_DEFAULTS,
    path,
    separator: { kind: 'character', character: oneCharacter(given, given.text(',', 'separator', 'sep'), 'separator') },
    header: given.flag(true, 'has_header') ? 0 : null,
    names: given.texts('new_columns'),
    columns: given.columns('columns'),
    types: given.types('schema_overrides', 'dtypes', 'schema'),
    missing: {
      keepsDefault: false,
      values: typeof nulls === 'string' ? [nulls] : nulls !== undefined && isList(nulls) ? nulls.map(String) : [],
      byColumn: nulls !== undefined && isMapping(nulls) ? Object.fromEntries([...nulls.entries].map(([column, value]) => [String(column), [String(value)]])) : {},
    },
    encoding: encoding === 'utf8' || encoding === 'utf8-lossy' ? null : encoding,
    onDecodeError: encoding === 'utf8-lossy' ? 'replace' : 'fail',
    skip: firstLines,
    rowLimit: given.count(null, 'n_rows'),
    quote: given.text('"', 'quote_char'),
    comment: given.text(null, 'comment_prefix', 'comment_char'),
    badRows: given.flag(false, 'truncate_ragged_lines') ? 'skip' : 'fail',
  };
}

function polarsJson(given: Arguments, path: string, format: 'json' | 'jsonl'): ReadAs {
  given.ignore([...POLARS_WITHOUT_EFFECT, 'schema', 'schema_overrides']);
  return { ...POLARS_DEFAULTS, path, format };
}

function numpyText(given: Arguments, path: string): ReadAs {
  given.ignore(['dtype', 'ndmin', 'like', 'autostrip', 'filling_values', 'missing_values', 'usemask', 'loose', 'case_sensitive', 'invalid_raise', 'defaultfmt']);
  refuseUnless(given, 'names', [null, false]);
  refuseUnless(given, 'unpack', [false, null]);
  refuseUnless(given, 'converters', [null]);
  refuseUnless(given, 'skip_footer', [0]);
  const separator = given.text(null, 'delimiter');
  return {
    ...NUMPY_DEFAULTS,
    path,
    separator: separator === null || separator === ' ' ? { kind: 'blanks' } : { kind: 'character', character: oneCharacter(given, separator, 'delimiter') },
    columns: given.columns('usecols'),
    encoding: textOr(given.text(null, 'encoding'), 'bytes', null),
    skip: given.count(0, 'skip_header', 'skiprows') ?? 0,
    rowLimit: given.count(null, 'max_rows'),
    quote: given.text(null, 'quotechar'),
    comment: given.text('#', 'comments'),
  };
}

/** Some values of an argument change nothing; any other cannot be followed. */
function refuseUnless(given: Arguments, name: string, allowed: readonly unknown[]): void {
  const value = given.take(name);
  if (value !== undefined && !allowed.includes(value)) given.refuse(name);
}

function oneCharacter(given: Arguments, text: string | null, name: string): string {
  if (text === null || text.length !== 1) given.refuse(name);
  return text ?? ',';
}

function textOr(text: string | null, from: string, to: string | null): string | null {
  return text === from ? to : text;
}
