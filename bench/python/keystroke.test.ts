import assert from 'node:assert/strict';
import { measureKeystrokes, quantile } from './keystroke.ts';

describe('from a keystroke to diagnostics', () => {
  it('is measured in a small notebook', async () => {
    const { times, cells } = await measureKeystrokes({ lines: 40, keystrokes: 5, seed: 1 });
    assert.deepEqual([times.length, cells, times.every((time) => time > 0)], [5, 13, true]);
  });

  it('is summed up by quantiles', () => {
    assert.deepEqual([quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 1)], [2, 3]);
  });
});
