import assert from 'node:assert/strict';
import { openDesk, spots, text } from './support.test.ts';
import type { Desk } from './support.test.ts';

const TEXT = 'naïve,b\ncafé “x”,1\nö,2\n';

describe('the encoding of a table', () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(() => desk.close());

  const utf16be = (content: string): Buffer => Buffer.from(content, 'utf16le').swap16();
  const windows1252 = (content: string): Buffer => Buffer.from(content.replaceAll('“', '\u0093').replaceAll('”', '\u0094'), 'latin1');
  const cases = [
    ['utf-8', false, Buffer.from(TEXT)],
    ['utf-8', true, Buffer.from(`\uFEFF${TEXT}`)],
    ['utf-16le', false, Buffer.from(TEXT, 'utf16le')],
    ['utf-16le', true, Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['utf-16be', false, utf16be(TEXT)],
    ['utf-16be', true, utf16be(`\uFEFF${TEXT}`)],
    ['windows-1252', false, windows1252(TEXT)],
  ] as const;

  for (const [encoding, hasBom, bytes] of cases) {
    it(`${encoding} ${hasBom ? 'with' : 'without'} a byte order mark is told by the bytes`, async () => {
      const table = text(await desk.open('e.csv', bytes));
      assert.deepEqual([table.layout.encoding, table.layout.hasBom, table.columnNames, table.sample.rows], [encoding, hasBom, ['naïve', 'b'], [['café “x”', '1'], ['ö', '2']]]);
      assert.deepEqual(await spots(table, [[1, 1], [2, 0]]), ['2:10-2:11', '3:1-3:2']);
      assert.deepEqual(await desk.copyOf(table), encoding === 'utf-8' ? null : ['1,"café “x”","1"\n2,"ö","2"\n']);
    });
  }

  it('stays UTF-8 where a few bytes are broken; those rows are left out', async () => {
    const table = text(await desk.open('u.csv', Buffer.concat([Buffer.from('a,b\né,1\nü,2\nß'), Buffer.from([0xff]), Buffer.from(',3\nø,4\n')])));
    assert.deepEqual([table.layout.encoding, table.layout.undecodable, table.rowCount], ['utf-8', { count: 1, first: { lineNumber: 4, columnNumber: 2, rowNumber: 3 } }, 3]);
    assert.deepEqual([table.sample.rows, await desk.copyOf(table)], [[['é', '1'], ['ü', '2'], ['ø', '4']], ['1,"é","1"\n2,"ü","2"\n4,"ø","4"\n']]);
  });

  it('that shows only at the end of a long file counts for the whole file', async () => {
    const table = text(await desk.open('l.csv', Buffer.concat([Buffer.from(`a,b\n${'x,1\n'.repeat(400_000)}`), Buffer.from([0xe9, 0x2c, 0x32])])));
    assert.deepEqual([table.layout.encoding, table.rowCount], ['windows-1252', 400_001]);
    assert.ok((await desk.copyOf(table))?.[0]?.endsWith('\n400001,"é","2"\n'));
  });

  it('is the same when a character lies across two chunks', async () => {
    const content = `a,b\n${'é😀漢,1\n'.repeat(150_000)}`;
    for (const shift of ['', 'x', 'xx', 'xxx']) assert.equal(text(await desk.open('c.csv', shift + content)).layout.undecodable.count, 0);
  });
});
