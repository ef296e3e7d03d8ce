/** Files that are no table, half a table, or a table that few readers survive, with all that Lintel says of each. */
import { gzipSync } from 'node:zlib';
import { storedZstd, zipArchive } from './swelling.ts';
import { cleanCsv, csvOf } from './table-text.ts';

export interface HostileFile {
  readonly name: string;
  readonly content: () => string | Uint8Array;
  /** Lines of the concise report without the path; empty for a table without findings. */
  readonly gives: readonly string[];
}

const EMPTY = 'not checked (empty): there are no bytes in it; write the data again';
const NO_TEXT = 'not checked (not-a-table): these bytes are not text; export the table as CSV, JSON lines or Parquet';
const BROKEN_GZIP = 'not checked (damaged): the gzip file is broken or cut off; copy or download it again';
const BROKEN_ZSTD = 'not checked (damaged): the zstd file is broken or cut off; copy or download it again';
const NO_FOOTER = 'not checked (damaged): the Parquet file is cut off: its footer is missing; copy or write it again';
const BROKEN_FOOTER = 'not checked (damaged): the Parquet footer is broken; copy or write the file again';
const NO_JSON = 'not checked (not-a-table): the file is named JSON but does not start like it; write it again';
const TOO_DEEP = 'not checked (too-deep): the JSON is nested deeper than 200 levels; flatten the records';
const UTF_16 = '1:1: error structure/wrong-encoding File is UTF-16LE, not UTF-8: read it with `encoding="utf-16"`';

const MIXED_NUL = '22:1: warning miscoding/mixed-types `a` holds numbers, but in 1 of 21 rows text such as `1\uFFFD7`';

const DEPTH = 100_000;

export const EMPTY_FILES: readonly HostileFile[] = [
  { name: 'empty.csv', content: () => '', gives: [EMPTY] },
  { name: 'empty.jsonl', content: () => '', gives: [EMPTY] },
  { name: 'empty.parquet', content: () => '', gives: [EMPTY] },
  { name: 'empty-packed.csv.gz', content: () => gzipSync(''), gives: [EMPTY] },
  { name: 'line-breaks.csv', content: () => '\n\r\n\n', gives: ['not checked (empty): the file holds nothing but blank lines; write it again'] },
  { name: 'white-space.csv', content: () => ' \n\t\n \t \n', gives: ['not checked (empty): the file holds nothing but blank lines; write it again'] },
  { name: 'white-space.jsonl', content: () => '  \n', gives: [NO_JSON] },
  { name: 'header-only.csv', content: () => 'a,b\n', gives: ['1:1: warning packaging/empty-table Table has no row'] },
  { name: 'one-column.csv', content: () => csvOf(['a'], 20), gives: [] },
];

export const BROKEN_TEXT: readonly HostileFile[] = [
  { name: 'nul-byte.csv', content: () => `${cleanCsv()}1\u00007,4\n`, gives: [MIXED_NUL, '22:2: error structure/nul-bytes File has a NUL byte here'] },
  { name: 'only-nul-bytes.csv', content: () => new Uint8Array(5000), gives: [NO_TEXT] },
  { name: 'random-bytes.csv', content: () => randomBytes(5000), gives: [NO_TEXT] },
  {
    name: 'invalid-utf-8.csv',
    content: () => Buffer.concat([Buffer.from(`name,n\n${cleanRows((row) => `å${row}`)}`), Uint8Array.of(0x61, 0xff, 0x2c, 0x39, 0x0a)]),
    gives: ['22:2: error structure/wrong-encoding Line holds bytes that are not UTF-8'],
  },
  {
    name: 'utf-16-cut.csv',
    content: () => Buffer.concat([Buffer.from(`\uFEFF${cleanCsv()}`, 'utf16le'), Uint8Array.of(0x31)]),
    gives: [UTF_16, '22:1: error structure/inconsistent-row-width Row has 1 fields, the others have 2'],
  },
  {
    name: 'utf-32.csv',
    content: () => Buffer.from(Uint32Array.from(`\uFEFF${cleanCsv()}`, (character) => character.codePointAt(0) ?? 0).buffer),
    gives: ['not checked (not-a-table): this is UTF-32 text, which is not read; save it as UTF-8'],
  },
  { name: 'carriage-returns.csv', content: () => cleanCsv().replaceAll('\n', '\r'), gives: [] },
  { name: 'only-quotes.csv', content: () => '"'.repeat(1001), gives: ['1:1: error structure/unclosed-quote Quote is never closed: the rest of the file belongs to this cell'] },
  {
    name: 'a-million-commas.csv',
    content: () => ','.repeat(1_000_000),
    gives: ['not checked (too-many-columns): the table has more than 100,000 columns; check its line ends, or turn rows and columns'],
  },
  {
    name: 'beyond-doubles.csv',
    content: () => `${cleanCsv()}${'9'.repeat(5000)},1e400\n`,
    gives: ['22:1: error outliers/non-finite `a` is infinite in 1 of 21 rows', '22:5002: error outliers/non-finite `b` is infinite in 1 of 21 rows'],
  },
];

export const BROKEN_JSON: readonly HostileFile[] = [
  { name: 'nested.jsonl', content: () => `{"a": ${nested()}}\n`, gives: [TOO_DEEP] },
  { name: 'nested-and-open.jsonl', content: () => `${'{"a":'.repeat(DEPTH)}\n`, gives: [TOO_DEEP] },
  { name: 'nested-in-records.json', content: () => `[{"a": ${nested()}}]`, gives: [TOO_DEEP] },
  { name: 'nested-in-cells.csv', content: () => `id,payload\n${cleanRows((row) => `"${'['.repeat(DEPTH - row)}"`)}`, gives: [] },
  { name: 'nested-in-text.jsonl', content: () => cleanRows((row) => JSON.stringify({ a: '['.repeat(DEPTH - row) })).replace(/,\d+$/gm, ''), gives: [] },
  { name: 'lone-surrogates.jsonl', content: () => cleanRows((row) => `{"a": "\\ud800${row}", "\\udc00": ${row * row}}`).replace(/,\d+$/gm, ''), gives: [] },
  { name: 'cut.json', content: () => '[{"a":1},{"a":2},{"a', gives: ['1:18: error structure/malformed-json-record Record cannot be read as a JSON object'] },
  { name: 'other-values.jsonl', content: () => '{"a":1}\n[1]\n"x"\nnull\n{"a":2}\n', gives: ['2:1: error structure/malformed-json-record 3 records cannot be read as JSON objects, the first is here'] },
];

export const FALSE_NAMES: readonly HostileFile[] = [
  { name: 'gzip.csv', content: () => gzipSync(cleanCsv()), gives: [] },
  { name: 'zstd.csv', content: () => storedZstd(cleanCsv()), gives: [] },
  { name: 'plain.csv.gz', content: () => cleanCsv(), gives: [] },
  { name: 'plain.csv.zst', content: () => cleanCsv(), gives: [] },
  { name: 'parquet.csv', content: () => 'PAR1xxxxxxxxPAR1', gives: [BROKEN_FOOTER] },
  { name: 'plain.parquet', content: () => cleanCsv(), gives: ['not checked (damaged): the file is named Parquet but does not start like one; copy or write it again'] },
  { name: 'plain.jsonl', content: () => cleanCsv(), gives: [NO_JSON] },
  { name: 'zip.csv', content: () => zipArchive('../../x.csv', cleanCsv()), gives: ['not checked (not-a-table): this is a zip archive or a workbook; unpack it, or export the sheet as CSV'] },
  { name: 'xlsx.csv', content: () => zipArchive('xl/workbook.xml', '<workbook/>'), gives: ['not checked (not-a-table): this is a zip archive or a workbook; unpack it, or export the sheet as CSV'] },
  { name: 'sqlite.csv', content: () => `SQLite format 3\0${'\0\u0001'.repeat(500)}`, gives: ['not checked (not-a-table): this is a SQLite database, which is not read; export the table as CSV'] },
  { name: 'pickle.csv', content: () => Buffer.from('80049520000000000000008c05706f736978948c0673797374656d9493948c02696494859452942e', 'hex'), gives: [NO_TEXT] },
  { name: 'html.csv', content: () => '<!DOCTYPE html>\n<title>404</title>', gives: ['not checked (not-a-table): this is a web page or XML, not a table; download the data itself again'] },
];

export const DAMAGED_FILES: readonly HostileFile[] = [
  { name: 'cut.csv.gz', content: () => gzipSync(cleanCsv(2000)).subarray(0, 4000), gives: [BROKEN_GZIP] },
  { name: 'two-bytes.csv.gz', content: () => Uint8Array.of(0x1f, 0x8b), gives: [BROKEN_GZIP] },
  { name: 'rubbish-after.csv.gz', content: () => Buffer.concat([gzipSync(cleanCsv()), Buffer.from('rubbish')]), gives: [BROKEN_GZIP] },
  { name: 'cut.csv.zst', content: () => storedZstd(cleanCsv(2000)).subarray(0, 4000), gives: [BROKEN_ZSTD] },
  { name: 'random.csv.zst', content: () => Buffer.concat([Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd), randomBytes(5000)]), gives: [BROKEN_ZSTD] },
  { name: 'cut.parquet', content: () => 'PAR1 and then some', gives: [NO_FOOTER] },
  { name: 'footer-of-2-gib.parquet', content: () => Buffer.concat([Buffer.from('PAR1xxxx'), Uint8Array.of(0, 0, 0, 0x80), Buffer.from('PAR1')]), gives: [BROKEN_FOOTER] },
  {
    name: 'random-between-marks.parquet',
    content: () => Buffer.concat([Buffer.from('PAR1'), randomBytes(5000), Uint8Array.of(200, 0, 0, 0), Buffer.from('PAR1')]),
    gives: ['not checked (damaged): the engine cannot read the file (Invalid Error); copy or write it again'],
  },
];

const BIG = 50_000_000;
const LINE_TOO_LONG = 'not checked (line-too-long): a row has no line break in its first 16 MiB; check the line ends and quotes of the file';
const RECORD_TOO_LONG = 'not checked (line-too-long): a JSON record is longer than 16 MiB; write one record per line, each smaller';

export const LONG_LINES: readonly HostileFile[] = [
  { name: 'line.csv', content: () => `a,b\n1,${'x'.repeat(BIG)}`, gives: [LINE_TOO_LONG] },
  { name: 'quoted.csv', content: () => `a,b\n1,"${'x'.repeat(BIG)}"\n`, gives: [LINE_TOO_LONG] },
  { name: 'record.jsonl', content: () => `{"a": "${'x'.repeat(20_000_000)}"}\n`, gives: [RECORD_TOO_LONG] },
  { name: 'record.json', content: () => `[{"a": "${'x'.repeat(20_000_000)}"}]`, gives: [RECORD_TOO_LONG] },
];

/** Bytes without an order, the same in every run: a linear congruential generator. Source: Numerical Recipes, 2nd ed., 7.1. */
function randomBytes(count: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

function nested(): string {
  return '['.repeat(DEPTH) + ']'.repeat(DEPTH);
}

/** Twenty rows of a text and a number that neither repeats nor follows a pattern. */
function cleanRows(text: (row: number) => string): string {
  return Array.from({ length: 20 }, (_, row) => `${text(row)},${(row * row * 37) % 997}\n`).join('');
}
