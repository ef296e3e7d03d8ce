import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { shownNotChecked } from './not-checked.ts';

const cancelled = (index: number) => ({ path: `m${index}.py`, reason: 'cancelled' as const, message: 'the check was cancelled before this file' });
const damaged = { path: 'a.py', reason: 'unreadable' as const, message: 'the file cannot be read' };

describe('what was not checked', () => {
  it('is named one by one when it is little', () => {
    const few = [damaged, cancelled(1), cancelled(2)];
    assert.deepEqual(shownNotChecked(few), { named: few, sentence: null });
  });

  it('is one sentence for the many files a cancelled check leaves', () => {
    const many = [damaged, ...Array.from({ length: 4_096 }, (_, index) => cancelled(index))];
    assert.deepEqual(shownNotChecked(many), { named: [damaged], sentence: '4,096 files not checked (cancelled): the check was cancelled before them; `--format json` names them' });
  });
});
