import assert from 'node:assert/strict';
import { filterOf, passes } from './filters.ts';

describe('filter patterns of GitHub', () => {
  for (const [pattern, yes, no] of [
    ['*', ['README.md'], ['docs/a.md']],
    ['**', ['a/b/c'], []],
    ['*.js', ['app.js'], ['src/app.js']],
    ['**.js', ['app.js', 'src/js/app.js'], ['app.ts']],
    ['docs/*', ['docs/a.md'], ['docs/b/a.md', 'docs']],
    ['docs/**', ['docs/a', 'docs/b/a.md'], ['doc/a']],
    ['docs/**/*.md', ['docs/README.md', 'docs/a/b.md'], ['README.md']],
    ['**/docs/**', ['docs/a.md', 'dir/docs/b/c.txt'], ['mydocs/a']],
    ['**/README.md', ['README.md', 'js/README.md'], ['NOREADME.md']],
    ['**/*src/**', ['a/src/app.js', 'my-src/code/app.js'], ['a/srcs']],
    ['*.jsx?', ['page.js', 'page.jsx'], ['page.jsxx']],
    ['v[12].[0-9]+.[0-9]+', ['v1.10.1', 'v2.0.0'], ['v3.1.1', 'v1..1']],
    ['test/a.py', ['test/a.py'], ['test/a_py']],
  ] as const) {
    it(pattern, () => {
      for (const text of yes) assert.equal(filterOf(pattern).matches(text), true, text);
      for (const text of no) assert.equal(filterOf(pattern).matches(text), false, text);
    });
  }

  it('the last one that matches decides', () => {
    const filters = ['src/**', '!src/old/**', 'src/old/keep.py'].map(filterOf);
    assert.deepEqual(['src/a.py', 'src/old/a.py', 'src/old/keep.py', 'b'].map((path) => passes(filters, path)), [true, false, true, false]);
  });

  it('take no time that grows without bounds', () => {
    assert.equal(filterOf(`${'**a'.repeat(60)}b`).matches('a'.repeat(3000)), false);
  });
});
