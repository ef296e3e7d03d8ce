import assert from 'node:assert/strict';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';
import { measureCache } from './measure.ts';

describe('the benchmark of the cache', function () {
  this.timeout(60_000);

  it('times a small project, and finds the same', () => {
    const from = path.resolve(import.meta.dirname, '../../test-fixtures/projects/editor-basics');
    const times = measureCache({ name: 'small', from, edited: { file: 'edited.py', line: 'x = 1\n' }, args: ['check', '.'] }, { cliPath: freshBundle() });
    assert.deepEqual([times.isSame, times.firstMs > 0, times.secondMs > 0, times.editedMs > 0], [true, true, true, true]);
  });
});
