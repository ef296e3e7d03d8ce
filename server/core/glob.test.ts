import assert from 'node:assert/strict';
import { escapeGlob, globMatches, isExcluded, matchesGlob } from './glob.ts';

describe('globs', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['*.csv', 'a.csv', true],
    ['*.csv', 'd/a.csv', false],
    ['**/*.csv', 'a.csv', true],
    ['**/*.csv', 'd/e/a.csv', true],
    ['d/**/a.csv', 'd/a.csv', true],
    ['{train,test}.csv', 'test.csv', true],
    ['part-[0-9].csv', 'part-7.csv', true],
    ['part-[!0-9].csv', 'part-7.csv', false],
    ['data[1].csv', 'data[1].csv', true],
    ['\\*.csv', 'a.csv', false],
    ['?.csv', '\u{1F600}.csv', true],
  ];
  for (const [glob, path, expected] of cases) it(`${glob} ${expected ? 'matches' : 'leaves'} ${path}`, () => assert.equal(matchesGlob(glob, path), expected));

  it('are relative to their folder', () => {
    assert.equal(globMatches('./a/', '/p/a/b/x.csv', '/p'), true);
    assert.equal(globMatches('../q/*', '/q/x.csv', '/p'), true);
  });

  it('exclude a bare name in every folder', () => {
    assert.equal(isExcluded('a/raw/x.csv', ['raw']), true);
    assert.equal(isExcluded('a/raw/x.csv', ['raw/*']), false);
    assert.equal(isExcluded('a/raw/x.csv', ['a/raw/']), true);
  });

  it('can be escaped', () => assert.equal(matchesGlob(escapeGlob('a*[b]{c}?\\'), 'a*[b]{c}?\\'), true));

  it('take no longer for a hostile pattern', () => assert.equal(matchesGlob(`${'*a'.repeat(200)}b`, 'a'.repeat(5000)), false));
});
