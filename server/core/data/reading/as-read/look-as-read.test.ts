/** What a program's reader makes of a file: names, rows, missing values, and where it would stop. */
import assert from 'node:assert/strict';
import { createMemoryFiles } from '../../../../../tools/memory-files.ts';
import { openTestPorts } from '../../../../../tools/test-ports.ts';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PANDAS_DEFAULTS, type ReadAs } from '../../read-as.ts';
import { openTable } from '../open-table.ts';
import { lookAsRead } from './look-as-read.ts';
import { ReadFails, type AsReadTrouble } from './read-fails.ts';

type Changes = Partial<ReadAs>;

async function look(text: string, changes: Changes = {}): Promise<unknown> {
  const as: ReadAs = { ...PANDAS_DEFAULTS, path: 'x.csv', ...changes };
  const { plan, rows, missing } = await lookAsRead({ path: '/x.csv', as }, { files: createMemoryFiles({ '/x.csv': text }) });
  return { columns: plan.columns.map(({ name }) => name), rows, missing };
}

async function trouble(text: string, changes: Changes = {}): Promise<AsReadTrouble> {
  try {
    await look(text, changes);
  } catch (error) {
    if (error instanceof ReadFails) return error.trouble;
    throw error;
  }
  return assert.fail('the read did not fail');
}

describe('a table as pandas reads it', () => {
  it('takes its own words for missing', async () => {
    assert.deepEqual(await look('a,b\n1,NA\n,n/a\n3,-\n'), { columns: ['a', 'b'], rows: 3, missing: [1, 2] });
  });

  it('takes the words of the code for missing, numbers in every way pandas writes them', async () => {
    const missing = { keepsDefault: true, values: ['-999', '-999.0'], byColumn: { b: ['?'] } };
    assert.deepEqual(await look('a,b\n-999,?\n-999.00,1\n?,-999\n', { missing }), { columns: ['a', 'b'], rows: 3, missing: [2, 2] });
  });

  it('keeps everything when told that nothing is missing', async () => {
    assert.deepEqual(await look('a,b\n,NA\n', { missing: null }), { columns: ['a', 'b'], rows: 1, missing: [0, 0] });
  });

  it('takes a separator at the end of the rows for labels in front', async () => {
    assert.deepEqual(await look('a,b\n1,2,\n3,4,\n'), { columns: ['a', 'b'], rows: 2, missing: [0, 2] });
    assert.deepEqual(await look('a,b\n1,2,\n3,4,\n', { index: 'none' }), { columns: ['a', 'b'], rows: 2, missing: [0, 0] });
  });

  it('names nameless and repeated columns', async () => {
    assert.deepEqual(await look(',x,x,x.1\n0,1,2,3\n'), { columns: ['Unnamed: 0', 'x', 'x.2', 'x.1'], rows: 1, missing: [0, 0, 0, 0] });
  });

  it('takes labels out of the columns', async () => {
    assert.deepEqual(await look('id,a,b\n1,2,3\n', { index: [0] }), { columns: ['a', 'b'], rows: 1, missing: [0, 0] });
    assert.deepEqual(await look('id,a,b\n1,2,3\n', { index: ['a'], columns: ['a', 'b'] }), { columns: ['b'], rows: 1, missing: [0] });
  });

  it('reads a header as a row when told that there is none', async () => {
    assert.deepEqual(await look('a,b\n1,2\n', { header: null }), { columns: ['0', '1'], rows: 2, missing: [0, 0] });
  });

  it('skips lines, blank lines and comments', async () => {
    assert.deepEqual(await look('title\n\n# note\na,b\n1,2 # two\n \n3,4\n', { skip: 1, comment: '#' }), { columns: ['a', 'b'], rows: 2, missing: [0, 0] });
    assert.deepEqual(await look('a,b\nkg,m\n1,2\n', { skip: [1] }), { columns: ['a', 'b'], rows: 1, missing: [0, 0] });
  });

  it('splits at runs of blanks and at patterns', async () => {
    assert.deepEqual(await look('a b  c\n 1 2   3 \n', { separator: { kind: 'blanks' } }), { columns: ['a', 'b', 'c'], rows: 1, missing: [0, 0, 0] });
    assert.deepEqual(await look('a::b\n1::\n', { separator: { kind: 'pattern', pattern: '::' } }), { columns: ['a', 'b'], rows: 1, missing: [0, 1] });
  });

  it('keeps separators and line breaks within quotes', async () => {
    assert.deepEqual(await look('a,b\n"1,\n2",3\n'), { columns: ['a', 'b'], rows: 1, missing: [0, 0] });
  });

  it('gives one column where the separator is another', async () => {
    assert.deepEqual(await look('a;b\n1;2\n'), { columns: ['a;b'], rows: 1, missing: [0] });
  });
});

describe('a read that stops', () => {
  it('says which row has too many fields', async () => {
    assert.deepEqual(await trouble('a,b\n1,2\n3,4,5\n'), { kind: 'too-many-fields', lineNumber: 3, expected: 2, found: 3 });
    assert.deepEqual(await look('a,b\n1,2\n3,4,5\n', { badRows: 'skip' }), { columns: ['a', 'b'], rows: 1, missing: [0, 0] });
  });

  it('says which columns are not there', async () => {
    assert.deepEqual(await trouble('a,b\n1,2\n', { columns: ['a', 'c'] }), { kind: 'absent-columns', parameter: 'usecols', columns: ['c'], fileColumns: ['a', 'b'] });
    assert.deepEqual(await trouble('a,b\n1,2\n', { dates: ['day'] }), { kind: 'absent-columns', parameter: 'parse_dates', columns: ['day'], fileColumns: ['a', 'b'] });
  });

  it('says which line is not in the encoding', async () => {
    assert.deepEqual(await trouble('a\nx\né\n', { encoding: 'ascii' }), { kind: 'undecodable', lineNumber: 3 });
  });
});

describe('a table as read, for the engine', () => {
  it('holds what the program sees, and finds its cells in the file', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'as-read-test-'));
    const { ports, close } = await openTestPorts();
    try {
      const file = path.join(folder, 'x.csv').replaceAll('\\', '/');
      await writeFile(file, 'note\nid;price\n1;"1.234,5"\n2;-\n');
      const readAs: ReadAs = { ...PANDAS_DEFAULTS, path: 'x.csv', separator: { kind: 'character', character: ';' }, skip: 1, thousands: '.', decimal: ',', index: ['id'], missing: { keepsDefault: true, values: ['-'], byColumn: {} } };
      const opened = await openTable({ path: file, displayPath: 'x.csv', parts: null, readAs }, ports, {});
      assert.ok(opened.ok && opened.table.kind === 'text');
      const { table } = opened;
      assert.deepEqual(table.columnNames, ['price']);
      assert.deepEqual(table.headerCell(0)?.range, { start: { line: 2, column: 4 }, end: { line: 2, column: 9 } });
      assert.deepEqual((await table.locate([{ rowNumber: 2, column: 0 }]))[0]?.range, { start: { line: 4, column: 3 }, end: { line: 4, column: 4 } });
      assert.equal(await readFile((table.source?.kind === 'csv' ? table.source.groups[0]?.files[0] : null) ?? '', 'utf8'), '1,"1234.5"\n2,\n');
    } finally {
      await close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
