import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { openDesk, refusal, spot, spots, text } from './support.test.ts';
import type { Desk } from './support.test.ts';

describe('a JSON table', () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(() => desk.close());

  it('may be one record per line, with keys in order of first appearance', async () => {
    const table = text(await desk.open('a.jsonl', '{"id": 1, "name": "Ann"}\n\n{"name": "", "id": 2, "tags": ["x", {"y": 1.50}]}\n{"id": null}\n'));
    assert.deepEqual([table.format, table.columnNames, table.physical, table.rowCount], ['jsonl', ['id', 'name', 'tags'], ['integer', 'text', 'list'], 3]);
    assert.deepEqual(table.sample, { rows: [['1', 'Ann', null], ['2', null, '["x",{"y":1.50}]'], [null, null, null]], isWholeTable: true });
    assert.deepEqual(await desk.copyOf(table), ['1,"1","Ann",\n2,"2",,"[""x"",{""y"":1.50}]"\n3,,,\n']);
    assert.deepEqual([spot(table.headerCell(1)), spot(table.headerCell(2))], ['1:11-1:17', '3:23-3:29']);
    assert.deepEqual(await spots(table, [[2, 0], [1, 1], [1, 2], [9, 0]]), ['3:20-3:21', '1:19-1:24', '1:1-1:25', null]);
    assert.deepEqual([table.columnAt('{"id": 1, "name": "Ann"}', 20), table.columnAt('{"id": 1, "name": "Ann"}', 7)], [1, 0]);
  });

  it('keeps every digit, escapes, and names that mean something to JavaScript', async () => {
    const table = text(await desk.open('b.jsonl', '{"__proto__": 9007199254740993, "constructor": "\\ud83d\\ude00 \\"q\\""}\n{"__proto__": 1e400, "constructor": NaN}\n'));
    assert.deepEqual([table.columnNames, table.physical], [['__proto__', 'constructor'], ['float', 'text']]);
    assert.deepEqual(table.sample.rows, [['9007199254740993', '😀 "q"'], ['1e400', 'NaN']]);
  });

  it('has a type per key: numbers mix to float, anything else to text', async () => {
    const table = text(await desk.open('c.jsonl', '{"a": 1, "b": 1, "c": true, "d": {"x": 1}, "e": -Infinity}\n{"a": 1.5, "b": "1", "c": false, "d": {}, "e": 2}\n'));
    assert.deepEqual([table.physical, table.quotedShares], [['float', 'text', 'boolean', 'struct', 'float'], [0, 0.5, 0, 0, 0]]);
  });

  it('leaves broken lines out and names them', async () => {
    const table = text(await desk.open('d.jsonl', '{"a": 1}\n{"a": 2\n[3]\n{"a": 4}\n'));
    assert.deepEqual(table.layout.malformedRecords, { count: 2, first: [{ lineNumber: 2, columnNumber: 1, rowNumber: 2 }, { lineNumber: 3, columnNumber: 1, rowNumber: 3 }] });
    assert.deepEqual([table.rowCount, await desk.copyOf(table), await spots(table, [[4, 0]])], [2, ['1,"1"\n4,"4"\n'], ['4:7-4:8']]);
  });

  it('may show a key late', async () => {
    const table = text(await desk.open('e.jsonl', `${'{"a": 1}\n'.repeat(5000)}{"b": 2}\n`));
    assert.deepEqual([table.columnNames, (await desk.copyOf(table))?.[0]?.slice(0, 7), spot(table.headerCell(1))], [['a', 'b'], '1,"1",\n', '5001:2-5001:5']);
  });

  it('may be a list of records, on one line or many', async () => {
    const pretty = text(await desk.open('f.json', '[\n  {\n    "a": 1,\n    "é😀": "x"\n  },\n  {"a": 2, "é😀": "y"}\n]\n'));
    assert.deepEqual([pretty.format, pretty.columnNames, await spots(pretty, [[1, 1], [2, 1]]), spot(pretty.headerCell(1))], ['json', ['a', 'é😀'], ['4:12-4:15', '6:19-6:22'], '4:5-4:10']);
    const dense = text(await desk.open('g.json', '[{"é😀":"]}"},{"é😀":"y"}]'));
    assert.deepEqual([await spots(dense, [[1, 0], [2, 0]]), dense.sample.rows], [['1:9-1:13', '1:22-1:25'], [[']}'], ['y']]]);
    assert.deepEqual([pretty.columnAt('    "a": 1,', 9), pretty.columnAt('  },', 2)], [0, null]);
  });

  it('may be a list of records under one key', async () => {
    const table = text(await desk.open('h.json', '{"meta": {"n": 2},\n "data": [{"a": 1}, {"a": 2}], "end": true}'));
    assert.deepEqual([table.rowCount, table.layout.malformedRecords.count, await spots(table, [[2, 0]])], [2, 0, ['2:27-2:28']]);
  });

  it('may be held by columns, in the ways pandas writes', async () => {
    for (const content of ['{"a": [1, 2], "b": ["x", null]}', '{"a": {"0": 1, "1": 2}, "b": {"0": "x"}}', '{"0": {"a": 1, "b": "x"}, "1": {"a": 2}}', '{"columns": ["a", "b"], "index": [0, 1], "data": [[1, "x"], [2, null]]}']) {
      const table = text(await desk.open('i.json', content));
      assert.deepEqual([content, table.columnNames, table.physical, table.sample.rows, await desk.copyOf(table)], [content, ['a', 'b'], ['integer', 'text'], [['1', 'x'], ['2', null]], ['1,"1","x"\n2,"2",\n']]);
      const place = (await table.locate([{ rowNumber: 2, column: 0 }]))[0];
      assert.equal(content.slice((place?.range.start.column ?? 0) - 1, (place?.range.end.column ?? 0) - 1), '2');
    }
  });

  it('that is cut off says so and keeps the whole records', async () => {
    const table = text(await desk.open('j.json', '[{"a": 1},\n {"a": 2},\n {"a":'));
    assert.deepEqual([table.rowCount, table.layout.malformedRecords], [2, { count: 1, first: [{ lineNumber: 3, columnNumber: 2, rowNumber: 3 }] }]);
    assert.equal(text(await desk.open('k.json', '[{"a": 1},\n {"a": 2}')).layout.malformedRecords.count, 1);
  });

  it('may be compressed, in windows-1252, UTF-16, or in parts', async () => {
    assert.equal(text(await desk.open('l.jsonl.gz', gzipSync('{"a": 1}\n{"a": 2}\n'))).rowCount, 2);
    assert.deepEqual(text(await desk.open('m.jsonl', Buffer.from('{"a": "é"}\n{"a": "ü"}\n', 'latin1'))).sample.rows, [['é'], ['ü']]);
    assert.deepEqual(text(await desk.open('n.json', Buffer.from('\uFEFF[{"a": "é"}]', 'utf16le'))).sample.rows, [['é']]);
    const parts = text(await desk.openParts({ 'p0.jsonl': '{"a": 1}\n', 'p1.jsonl': '{"a": 2, "b": 3}\n' }));
    assert.deepEqual([parts.columnNames, parts.rowCount, await spots(parts, [[2, 1]])], [['a', 'b'], 2, ['1:15-1:16']]);
  });

  it('of undecodable records keeps the others', async () => {
    const table = text(await desk.open('o.jsonl', Buffer.concat([Buffer.from('{"a": "é"}\n{"a": "'), Buffer.from([0xff]), Buffer.from('"}\n{"a": "ü"}\n')])));
    assert.deepEqual([table.layout.encoding, table.rowCount, table.layout.undecodable], ['utf-8', 2, { count: 1, first: { lineNumber: 2, columnNumber: 8, rowNumber: 2 } }]);
  });

  it('is none where there are no records, or several lists', async () => {
    for (const [content, reason] of [
      ['[]', 'empty'],
      ['{}', 'empty'],
      ['[1, 2]', 'not-a-table'],
      ['[[1, 2], [3, 4]]', 'not-a-table'],
      ['{"name": "x", "version": 1}', 'not-a-table'],
      ['{"images": [{"a": 1}], "labels": [{"b": 1}]}', 'not-a-table'],
      ['{"a": [1, 2', 'damaged'],
      ['hello', 'not-a-table'],
    ] as const) assert.deepEqual([content, refusal(await desk.open('q.json', content))], [content, reason]);
  });
});
