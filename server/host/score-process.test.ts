import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { freshBundle } from '../../tools/fresh-bundle.ts';
import type { Scorer } from '../core/score/scorer.ts';
import { createScoreProcess } from './score-process.ts';

const NEVER = new AbortController().signal;

describe('the process that scores folders', () => {
  let workerPath: string;
  before(() => {
    workerPath = path.join(path.dirname(freshBundle()), 'score.cjs');
  });

  /** A folder with these files, and a process that is gone afterwards. */
  async function withFolder(files: Readonly<Record<string, string>>, use: (folder: { readonly root: string; readonly scorer: Scorer; readonly warned: readonly string[] }) => Promise<void>): Promise<void> {
    const root = await mkdtemp(path.join(tmpdir(), 'lintel-score-test-'));
    const warned: string[] = [];
    const scorer = createScoreProcess({ workerPath, log: { info: () => undefined, warn: (text) => void warned.push(text) } });
    try {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(root, name)), { recursive: true });
        await writeFile(path.join(root, name), text);
      }
      await use({ root, scorer, warned });
    } finally {
      await scorer.rest();
      await rm(root, { recursive: true, force: true });
    }
  }

  it('scores one folder after the other and tells of its progress', () =>
    withFolder({ 'a/train.py': 'print(1)\n', 'b/train.py': 'print(2)\n' }, async ({ root, scorer, warned }) => {
      const progress: number[] = [];
      const score = (name: string): ReturnType<Scorer['score']> => scorer.score({ root: path.join(root, name), isTrusted: true, countsDebt: true }, { signal: NEVER, onProgress: (done) => void progress.push(done) });
      const results = await Promise.all([score('a'), score('b'), score('nothing')]);
      assert.deepEqual(results.map((result) => (result.kind === 'scored' ? result.report.score.sections.length : result.kind)), [4, 4, 'empty']);
      assert.ok(progress.includes(0) && progress.includes(1));
      assert.deepEqual(warned, []);
    }));

  it('is asked in vain when it is cancelled', () =>
    withFolder({ 'train.py': 'print(1)\n' }, async ({ root, scorer }) => {
      const controller = new AbortController();
      const result = scorer.score({ root, isTrusted: true, countsDebt: true }, { signal: controller.signal, onProgress: () => controller.abort() });
      assert.deepEqual(await result, { kind: 'cancelled' });
      const again = await scorer.score({ root, isTrusted: true, countsDebt: true }, { signal: NEVER, onProgress: () => undefined });
      assert.equal(again.kind, 'scored');
    }));

  it('may die: that score is told as failed, and the next one starts another process', () =>
    withFolder({ 'train.py': 'print(1)\n' }, async ({ root, scorer }) => {
      const died = await scorer.score({ root, isTrusted: true, countsDebt: true }, { signal: NEVER, onProgress: () => void scorer.rest() });
      assert.deepEqual(died, { kind: 'failed', text: 'the process that looks at the repository ended with SIGKILL' });
      const next = await scorer.score({ root, isTrusted: true, countsDebt: true }, { signal: NEVER, onProgress: () => undefined });
      assert.equal(next.kind, 'scored');
    }));

  it('says when it cannot be started', async () => {
    const scorer = createScoreProcess({ workerPath: path.join(tmpdir(), 'lintel-no-such-file.cjs'), log: { info: () => undefined, warn: () => undefined } });
    const result = await scorer.score({ root: tmpdir(), isTrusted: true, countsDebt: true }, { signal: NEVER, onProgress: () => undefined });
    assert.deepEqual(result, { kind: 'failed', text: 'the process that looks at the repository ended with code 1' });
  });
});
