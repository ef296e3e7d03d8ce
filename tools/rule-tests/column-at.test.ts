import assert from 'node:assert/strict';
import { columnAt } from './column-at.ts';

describe('the column of a place', () => {
  const at = (text: string, line: number, column: number): string | null => columnAt({ fileName: 'table.csv', text }, { line, column });

  it('is the header cell above it', () => {
    assert.equal(at('name,age\nAnn,3\n', 2, 5), 'age');
    assert.equal(at('name,age\nAnn,3\n', 1, 1), 'name');
  });

  it('a delimiter in quotes separates nothing', () => {
    assert.equal(at('"a, b",c\n"x, y",3\n', 2, 8), 'c');
    assert.equal(at('"a, b",c\n"x, y",3\n', 2, 1), 'a, b');
  });

  it('is unknown without a header, in a row over several lines and in JSON', () => {
    assert.equal(at('1,2\n3,4\n', 2, 1), null);
    assert.equal(at('a,b\n"x\ny",3\n', 3, 4), null);
    assert.equal(columnAt({ fileName: 'table.jsonl', text: '{"a": 1}\n' }, { line: 1, column: 7 }), null);
  });
});
