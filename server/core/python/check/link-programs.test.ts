import assert from 'node:assert/strict';
import { linkPrograms } from './link-programs.ts';

function groups(texts: Readonly<Record<string, string>>): readonly string[] {
  return linkPrograms(Object.keys(texts), new Map(Object.entries(texts))).map((group) => group.join(' '));
}

describe('which programs hand values to each other', () => {
  it('those that name a file one of them writes, writers first', () => {
    assert.deepEqual(groups({ 'read.py': 'pd.read_csv("data/a.csv")', 'alone.py': 'print(1)', 'write.py': 'df.to_csv("out/A.csv")' }), ['write.py read.py', 'alone.py']);
  });

  it('also over others', () => {
    assert.deepEqual(groups({ 'one.py': 'df.to_csv("a.csv")', 'other.py': 'df.to_csv("c.csv")', 'two.py': 'pd.read_csv("a.csv"); df.to_csv("b.csv")', 'three.py': 'pd.read_csv("b.csv"); pd.read_csv("c.csv")' }), ['one.py other.py two.py three.py']);
  });

  it('not those that only read the same file', () => {
    assert.deepEqual(groups({ 'one.py': 'pd.read_csv("a.csv")', 'two.py': 'pd.read_csv("a.csv")' }), ['one.py', 'two.py']);
  });
});
