import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { openDesk, refusal, spot, spots, text } from './support.test.ts';
import type { Desk } from './support.test.ts';

describe('a delimited table', () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(() => desk.close());

  it('that is regular is read by the engine as it is', async () => {
    const table = text(await desk.open('plain.csv', 'a,b\n1,x\n2,\n'));
    assert.deepEqual(table.source, {
      kind: 'csv',
      delimiter: ',',
      quote: '"',
      hasHeader: true,
      hasLineBreaksInValues: false,
      columnCount: 2,
      groups: [{ files: [table.firstLine.path], firstColumn: 0, columnCount: 2, hasRowNumbers: false }],
    });
    assert.deepEqual(table.layout, {
      encoding: 'utf-8',
      hasBom: false,
      delimiter: ',',
      hasHeader: true,
      width: 2,
      headerWidth: 2,
      raggedRows: { count: 0, first: [] },
      unclosedQuote: null,
      nulBytes: { count: 0, first: null },
      undecodable: { count: 0, first: null },
      malformedRecords: { count: 0, first: [] },
      headerLooksLikeData: false,
    });
    assert.deepEqual(table.sample, { rows: [['1', 'x'], ['2', null]], isWholeTable: true });
    assert.deepEqual([table.columnAt('2,yy', 0), table.columnAt('2,yy', 3), table.columnAt('2,yy,z', 6)], [0, 1, null]);
  });

  it('has places that count lines within quotes, and UTF-16 units', async () => {
    const table = text(await desk.open('places.csv', 'näme,😀\r\n"two\r\nlines",😀x\r\n"a""b",z\r\n'));
    assert.deepEqual([spot(table.headerCell(0)), spot(table.headerCell(1))], ['1:1-1:5', '1:6-1:8']);
    assert.deepEqual(await spots(table, [[2, 1], [1, 0], [1, 1], [2, 0], [3, 0], [1, 7]]), ['4:8-4:9', '2:1-3:7', '3:8-3:11', '4:1-4:7', null, null]);
    assert.equal(table.source?.kind === 'csv' && table.source.hasLineBreaksInValues, true);
  });

  it('of many rows is searched from a checkpoint', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => `${index + 1},"line\nbreak"\n`).join('');
    const table = text(await desk.open('many.csv', `id,text\n${rows}`));
    assert.equal(table.rowCount, 10_000);
    assert.deepEqual(await spots(table, [[9_999, 0], [4_097, 0], [4_096, 1]]), ['19998:1-19998:5', '8194:1-8194:5', '8192:6-8193:7']);
  });

  it('leaves ragged rows out and names them', async () => {
    const table = text(await desk.open('ragged.csv', 'a,b,c\n1,2,3\n4,5\n6,7,8\n9,10,11,12\n13,14,15\n'));
    assert.deepEqual(table.layout.raggedRows, { count: 2, first: [{ lineNumber: 3, columnNumber: 1, rowNumber: 2, fields: 2 }, { lineNumber: 5, columnNumber: 1, rowNumber: 4, fields: 4 }] });
    assert.deepEqual(await desk.copyOf(table), ['1,"1","2","3"\n3,"6","7","8"\n5,"13","14","15"\n']);
    assert.deepEqual([table.rowCount, table.sample.rows.length], [3, 3]);
  });

  it('finds the width most rows have even when the first ones differ', async () => {
    const table = text(await desk.open('late.csv', `a,b,c\n${'1,2,3\n'.repeat(600)}${'1,2,3,4\n'.repeat(2000)}`));
    assert.deepEqual([table.layout.width, table.layout.headerWidth, table.rowCount, table.layout.raggedRows.count], [4, 3, 2000, 600]);
  });

  it('with one field more than names takes the first for the label of the row, as pandas does', async () => {
    const table = text(await desk.open('r.csv', 'mpg,cyl\nMazda,21,6\nFiat,32,4\n'));
    assert.deepEqual([table.columnNames, table.layout.headerWidth, spot(table.headerCell(0)), spot(table.headerCell(1))], [['column_1', 'mpg', 'cyl'], 2, null, '1:1-1:4']);
    assert.deepEqual(text(await desk.open('trailing.csv', 'a,b\n1,2,\n3,4,\n')).columnNames, ['a', 'b', 'column_3']);
    assert.deepEqual(text(await desk.open('two.csv', 'a,b\n1,2,3,4\n3,4,5,6\n')).columnNames, ['column_1', 'column_2', 'column_3', 'column_4']);
  });

  it('ends at a quote that is never closed', async () => {
    const table = text(await desk.open('quote.csv', 'a,b\n1,2\n3,"x\n5,6\n'));
    assert.deepEqual([table.rowCount, table.layout.unclosedQuote], [1, { lineNumber: 3, columnNumber: 3, rowNumber: 2 }]);
    assert.deepEqual(await desk.copyOf(table), ['1,"1","2"\n']);
    const inHeader = text(await desk.open('quote2.csv', 'a,"b\n1,2\n3,4\n'));
    assert.deepEqual([inHeader.columnNames, inHeader.rowCount, inHeader.source, inHeader.layout.unclosedQuote], [['a', '"b'], 0, null, { lineNumber: 1, columnNumber: 3, rowNumber: null }]);
  });

  it('with NUL bytes names the first and shows them', async () => {
    const table = text(await desk.open('nul.csv', 'a,b\n1,x\0y\n2,z\0\0\n'));
    assert.deepEqual(table.layout.nulBytes, { count: 3, first: { lineNumber: 2, columnNumber: 4, rowNumber: 1 } });
    assert.deepEqual(table.sample.rows, [['1', 'x\uFFFDy'], ['2', 'z\uFFFD\uFFFD']]);
    assert.deepEqual(await desk.copyOf(table), ['1,"1","x\uFFFDy"\n2,"2","z\uFFFD\uFFFD"\n']);
  });

  it('may have blank, repeated and exotic names', async () => {
    assert.deepEqual(text(await desk.open('names.csv', 'a,,a,__proto__,"x ""y"""\n1,2,3,4,5\n')).columnNames, ['a', '', 'a', '__proto__', 'x "y"']);
  });

  it('may end its lines with lone carriage returns, or mix line ends', async () => {
    const table = text(await desk.open('cr.csv', 'a,b\r1,2\r3,4\r'));
    assert.deepEqual([table.rowCount, await desk.copyOf(table), await spots(table, [[2, 1]])], [2, ['1,"1","2"\n2,"3","4"\n'], ['3:3-3:4']]);
    assert.deepEqual(await desk.copyOf(text(await desk.open('mix.csv', 'a,b\n1,2\r\n3,4\n'))), ['1,"1","2"\n2,"3","4"\n']);
  });

  it('skips blank lines as pandas does; a quoted nothing is a missing value', async () => {
    const table = text(await desk.open('blank.csv', 'a\n1\n\n""\n  \n2\n\n'));
    assert.deepEqual([table.sample.rows, await desk.copyOf(table)], [[['1'], [null], ['2']], ['1,"1"\n2,\n3,"2"\n']]);
    assert.deepEqual(await spots(table, [[3, 0]]), ['6:1-6:2']);
  });

  it('with text after a closing quote or blanks before one is read as pandas reads it', async () => {
    const table = text(await desk.open('loose.csv', 'a,b\n"x"y,1\n z, "q"\n'));
    assert.deepEqual([table.sample.rows, await desk.copyOf(table)], [[['xy', '1'], [' z', ' "q"']], ['1,"xy","1"\n2," z"," ""q"""\n']]);
  });

  it('says how many values are quoted', async () => {
    assert.deepEqual(text(await desk.open('quoted.csv', 'a,b\n"1",x\n2,"y"\n"3",\n,"z"\n')).quotedShares, [2 / 3, 2 / 3]);
  });

  it('with a header and no rows is a table', async () => {
    const table = text(await desk.open('header.csv', 'a,b\n'));
    assert.deepEqual([table.columnNames, table.rowCount, table.source, table.sample], [['a', 'b'], 0, null, { rows: [], isWholeTable: true }]);
  });

  it('in gzip or zstd is copied, and has no places', async () => {
    for (const [name, bytes] of [['z.csv.gz', gzipSync('a,b\n1,2\n')], ['z.csv.zst', ZSTD]] as const) {
      const table = text(await desk.open(name, bytes));
      assert.deepEqual([table.columnNames, await desk.copyOf(table), table.headerCell(0), await spots(table, [[1, 0]]), spot(table.firstLine)], [['a', 'b'], ['1,"1","2"\n'], null, [null], '1:1-1:1']);
    }
  });

  it('in several gzip members is read to the end; a broken one is refused', async () => {
    assert.equal(text(await desk.open('m.csv.gz', Buffer.concat([gzipSync('a,b\n1,2\n'), gzipSync('3,4\n')]))).rowCount, 2);
    assert.equal(refusal(await desk.open('b.csv.gz', gzipSync('a,b\n1,2\n'.repeat(999)).subarray(0, 40))), 'damaged');
    assert.equal(refusal(await desk.open('b.csv.zst', ZSTD.subarray(0, 12))), 'damaged');
  });

  it('of very many columns is copied in groups', async () => {
    const line = (cell: (column: number) => string): string => `${Array.from({ length: 1001 }, (_, column) => cell(column)).join(',')}\n`;
    const table = text(await desk.open('wide.csv', line((column) => `c${column}`) + line(String)));
    const copies = await desk.copyOf(table);
    assert.deepEqual([copies?.length, copies?.[5], table.source?.kind === 'csv' && table.source.groups[5]?.firstColumn], [6, '1,"1000"\n', 1000]);
  });

  it('keeps the same sample for the same bytes, spread over all rows', async () => {
    const content = `id\n${Array.from({ length: 30_000 }, (_, index) => `${index + 1}\n`).join('')}`;
    const once = text(await desk.open('s.csv', content));
    const again = text(await desk.open('s2.csv', content));
    const ids = once.sample.rows.map(([id]) => Number(id));
    const mean = ids.reduce((sum, id) => sum + id, 0) / ids.length;
    assert.deepEqual(once.sample, again.sample);
    assert.deepEqual([ids.length, once.sample.isWholeTable, new Set(ids).size, Math.abs(mean - 15_000) < 300], [10_000, false, 10_000, true]);
  });

  it('may be a folder of parts with one header', async () => {
    const table = text(await desk.openParts({ 'part-0.csv': 'a,b\n1,2\n3,4\n', 'part-1.csv': '', 'part-2.csv': 'a,b\n5,6\n' }));
    assert.equal(table.rowCount, 3);
    const [place] = await table.locate([{ rowNumber: 3, column: 1 }]);
    assert.deepEqual([place?.path.endsWith('part-2.csv'), spot(place ?? null)], [true, '2:3-2:4']);
    assert.deepEqual(table.source?.kind === 'csv' && table.source.groups[0]?.files.length, 2);
  });

  it('of parts with different headers is refused, naming the part', async () => {
    const result = await desk.openParts({ 'part-0.csv': 'a,b\n1,2\n', 'part-1.csv': 'a,c\n5,6\n' });
    assert.deepEqual(result, { ok: false, reason: 'damaged', text: 'part `part-1.csv` has another header than the first part; check it separately' });
  });

  it('may have any file name', async () => {
    for (const name of ['data[1].csv', 'a*.csv', "it's.csv", '-x.csv', 'new\nline.csv', 'ü "q".csv']) {
      const table = text(await desk.open(name, `name\n${name.length}\n`));
      assert.deepEqual([table.sample.rows, table.source?.kind === 'csv' && table.source.groups[0]?.files], [[[String(name.length)]], [`${desk.folder}/${name}`]]);
    }
  });
});

/** `a,b\n1,2\n` by `zstd`. */
const ZSTD = Buffer.from('KLUv/QRYQQAAYSxiCjEsMgo158rO', 'base64');
