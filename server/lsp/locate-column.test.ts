import assert from 'node:assert/strict';
import type { TableProfile } from '../core/report.ts';
import { locateColumn } from './locate-column.ts';

function profile(format: string, delimiter: string | null, names: readonly string[]): TableProfile {
  const columns = names.map((name) => ({ name, type: 'text', kind: 'text' as const, missing: 0, distinct: 1, isDistinctExact: true, min: null, max: null, mean: null, std: null, histogram: null, top: [] }));
  return { path: 'a', format, rows: 1, columns, isSample: false, delimiter, hasHeader: true };
}

/** The column at the mark `|`, and the text of its cell. */
function at(table: TableProfile, marked: string): string | null {
  const characterIndex = marked.indexOf('^');
  const lineText = marked.replace('^', '');
  const found = locateColumn(table, { lineText, characterIndex });
  return found === null ? null : `${table.columns[found.index]?.name}: ${lineText.slice(found.cell?.start ?? 0, found.cell?.end ?? 0)}`;
}

describe('the column at a place', () => {
  const csv = profile('csv', ',', ['id', 'name', 'age']);

  it('is the cell the cursor is in or at the end of', () => {
    assert.equal(at(csv, '^id,name,age'), 'id: id');
    assert.equal(at(csv, 'id,na^me,age'), 'name: name');
    assert.equal(at(csv, '1,Ann,^'), 'age: ');
  });

  it('knows quotes, doubled quotes and delimiters inside them', () => {
    assert.equal(at(csv, '1,"Smith, ""A^nn""",7'), 'name: "Smith, ""Ann"""');
    assert.equal(at(csv, '1,"Smith, ""Ann""",^7'), 'age: 7');
  });

  it('is unknown in lines that are no whole record', () => {
    assert.equal(at(csv, '1,"Smi^th'), null);
    assert.equal(at(csv, 'second li^ne'), null);
    assert.equal(at(csv, '1,2,3,^4'), null);
  });

  it('works with other delimiters', () => {
    assert.equal(at(profile('csv', '\t', ['a', 'b']), '1\t^2'), 'b: 2');
  });

  const json = profile('jsonl', null, ['id', 'tags', '__proto__']);
  const column = (marked: string): string | null => at(json, marked)?.split(':')[0] ?? null;

  it('is the key of a JSON record, on the key or inside the value', () => {
    assert.equal(column('{"id": 1, "ta^gs": ["x"]}'), 'tags');
    assert.equal(column('{"id": 1, "tags": ["^x"]}'), 'tags');
    assert.equal(column('{"__proto__": ^1}'), '__proto__');
    assert.equal(column('{"other": ^1}'), null);
  });

  it('understands records of a JSON array, in one line or over several', () => {
    assert.equal(column('  {"id": ^1},'), 'id');
    assert.equal(column('    "id": ^1,'), 'id');
    assert.equal(column('  ]^'), null);
  });

  it('does not follow deep nesting', () => {
    assert.equal(column(`{"tags": ${'['.repeat(100_000)}^`), null);
  });
});
