/** Hostile names and values: exactly that file is read, and no report carries more than their letters. */
import assert from 'node:assert/strict';
import { COLUMN_NAMES, DECOYS, FILE_NAMES, quoted, spelledOut, VALUES } from './names.ts';
import { saidOf, sweep } from './reports.ts';
import { readReport, Sandbox } from './sandbox.ts';
import { cleanCsv, cleanNumber } from './table-text.ts';
import { openParquetWriter } from '../rule-tests/parquet-writer.ts';

/** A row of another width, which is a finding. */
const RAGGED = `${cleanCsv()}1,2,3\n`;
const RAGGED_LINE = '22:1: error structure/inconsistent-row-width Row has 3 fields, the others have 2';

interface Named {
  readonly findings: readonly { readonly path: string; readonly column: string | null; readonly message: string }[];
  readonly profiles?: readonly { readonly path: string; readonly rows: number; readonly columns: readonly { readonly name: string }[] }[];
}

describe('hostile names', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  beforeEach(function () {
    // Windows allows few of these names
    if (process.platform === 'win32') this.skip();
    sandbox = new Sandbox();
  });
  afterEach(() => sandbox.close());

  const json = (): Named => JSON.parse(readReport(sandbox, 'json')) as Named;

  it('of files mean exactly that file', async () => {
    for (const name of FILE_NAMES) sandbox.write(name, RAGGED);
    for (const name of DECOYS) sandbox.write(name, cleanCsv());
    const swept = await sweep(sandbox, ['check']);
    const sorted = FILE_NAMES.toSorted((a, b) => (a < b ? -1 : 1));
    assert.deepEqual(swept.lines, sorted.map((name) => `${spelledOut(name).replace(/^::/, '\\u{3a}:')}:${RAGGED_LINE}`));
    assert.deepEqual(json().findings.map(({ path }) => path), sorted);
    assert.deepEqual([swept.summary, swept.code], ['19 findings (19 errors); 24 datasets checked', 1]);
  });

  it('of files are no options', async () => {
    sandbox.write('-x.csv', RAGGED);
    sandbox.write('--format', RAGGED);
    const swept = await sweep(sandbox, ['check', '--', '-x.csv', '--format']);
    assert.deepEqual(swept.lines, [`--format:${RAGGED_LINE}`, `-x.csv:${RAGGED_LINE}`]);
  });

  it('of Parquet files mean exactly that file', async () => {
    const writer = await openParquetWriter();
    const names = FILE_NAMES.map((name) => name.replace(/csv$/, 'pq'));
    // DuckDB writes to the name it is given, so it is given a plain one
    for (const [index, name] of names.entries()) {
      const plain = `${sandbox.out}/${index}.pq`;
      await writer.write({ n: { type: 'INTEGER', values: Array.from({ length: index + 1 }, (_, row) => String(row)) } }, plain);
      sandbox.take(plain, name);
    }
    writer.close();
    await sweep(sandbox, ['data', '--', ...names]);
    const rowsOf = new Map(json().profiles?.map(({ path, rows }) => [path, rows]));
    assert.deepEqual(names.map((name) => rowsOf.get(name)), names.map((_, index) => index + 1));
  });

  it('of columns are names and nothing else', async () => {
    const row = COLUMN_NAMES.map(() => 'v').join(',');
    sandbox.write('c.csv', `${COLUMN_NAMES.map(quoted).join(',')}\n${`${row}\n`.repeat(20)}`);
    const record = `{${COLUMN_NAMES.map((name) => `${JSON.stringify(name)}: "v"`).join(', ')}}\n`;
    sandbox.write('c.jsonl', record.repeat(20));
    await sweep(sandbox, ['check', '--select', 'packaging/constant-column']);
    const found = json().findings;
    const decoded = COLUMN_NAMES.map((name) => name.replace('\u0000', '\uFFFD'));
    for (const [path, names] of [['c.csv', decoded], ['c.jsonl', COLUMN_NAMES]] as const) {
      assert.deepEqual(found.filter((finding) => finding.path === path).map(({ column }) => column), names);
    }
    assert.equal(({} as Record<string, unknown>)['v'], undefined);
  });

  it('of columns are drawn harmlessly', async () => {
    const rows = Array.from({ length: 20 }, (_, row) => COLUMN_NAMES.map((_, column) => cleanNumber(row, column)).join(',')).join('\n');
    sandbox.write('c.csv', `${COLUMN_NAMES.map(quoted).join(',')}\n${rows}\n`);
    await sweep(sandbox, ['data', 'c.csv']);
    const [profile] = json().profiles ?? [];
    assert.deepEqual(profile?.columns.map(({ name }) => name), COLUMN_NAMES.map((name) => name.replace('\u0000', '\uFFFD')));
  });

  it('are no worse as values', async () => {
    for (const [index, value] of VALUES.entries()) {
      const rows = Array.from({ length: 40 }, (_, row) => `${cleanNumber(row, 0)},${row === 7 ? quoted(value) : cleanNumber(row, 1)}\n`).join('');
      sandbox.write(`${index}.csv`, `id,n\n${rows}`);
    }
    const swept = await sweep(sandbox, ['check', '--select', 'miscoding/mixed-types']);
    for (const [index, value] of VALUES.entries()) {
      const shown = value.includes('`') ? `"${value}"` : `\`${spelledOut(value)}\``;
      assert.deepEqual(saidOf(swept, `${index}.csv`), [`9:${String(cleanNumber(7, 0)).length + 2}: warning miscoding/mixed-types \`n\` holds numbers, but in 1 of 40 rows text such as ${shown}`]);
    }
  });
});
