import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { freshBundle } from '../../tools/fresh-bundle.ts';
import { copyPython, openCorpus, type Corpus } from './corpus.ts';
import { measureEditorPass } from './editor-pass.ts';
import { measureCancel, measureCheck, measureOther, measureReading, renderPython } from './measure.ts';

describe('the benchmark of code checks, small', () => {
  let root: string;
  let corpus: Corpus;
  before(() => {
    root = mkdtempSync(path.join(tmpdir(), 'lintel-bench-'));
    const given = path.join(root, 'given/package');
    mkdirSync(given, { recursive: true });
    writeFileSync(path.join(given, 'a.py'), 'import numpy as np\nx = 1.0\nif x == np.nan:\n    x = 0\n');
    writeFileSync(path.join(given, 'b.py'), 'print(1)\n');
    writeFileSync(path.join(given, 'data.csv'), 'a,b\n1,2\n');
    corpus = copyPython({ from: path.join(root, 'given'), to: path.join(root, 'corpus') });
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  it('takes Python files alone, the first ones in path order', () => {
    const names = ({ files, folder }: Corpus): readonly string[] => files.map((file) => path.relative(folder, file));
    assert.deepEqual([names(corpus), corpus.lines], [[path.join('package', 'a.py'), path.join('package', 'b.py')], 5]);
    assert.deepEqual(names(copyPython({ from: corpus.folder, to: path.join(root, 'first'), most: 1 })), [path.join('package', 'a.py')]);
    assert.deepEqual(openCorpus(corpus.folder), corpus);
  });

  for (const way of ['parse', 'lower'] as const) {
    it(`measures ${way}`, async () => {
      const { wallMs, files } = await measureReading(corpus, way);
      assert.deepEqual([(wallMs ?? 0) > 0, files], [true, 2]);
    });
  }

  it('measures a check with all rules', async () => {
    const { findings, wallMs, peakBytes } = await measureCheck(corpus, { cliPath: freshBundle(), workers: 1 });
    assert.deepEqual([(findings ?? 0) > 0, (wallMs ?? 0) > 0, peakBytes !== null], [true, true, process.platform === 'linux']);
  });

  it('measures how long a check goes on after Ctrl-C', async () => {
    mkdirSync(path.join(root, 'long'));
    for (let index = 0; index < 120; index += 1) writeFileSync(path.join(root, 'long', `m${index}.py`), `def f(a):\n${'    a = [b + 1 for b in a if b]\n'.repeat(1_000)}    return a\n`);
    assert.ok((await measureCancel(openCorpus(path.join(root, 'long')), { cliPath: freshBundle(), workers: 1, afterMs: 700 })) > 0);
  });

  it('measures the first pass of the language server', async () => {
    const { programs, wallMs } = await measureEditorPass({ serverPath: path.join(path.dirname(freshBundle()), 'server.cjs'), folder: corpus.folder, lines: 40, seed: 1 });
    assert.deepEqual([programs, wallMs > 0], [3, true]);
  });

  const linter = (script: string): Parameters<typeof measureOther>[1]['linter'] => ({ name: 'other', command: process.execPath, args: ['-e', script] });

  it('counts what others find', async () => {
    const { findings } = await measureOther(corpus, { linter: linter('console.log(`a.py:1:2: E1 no\\na.py:3:4: E2 no\\n2 found`)'), limitMs: 10_000 });
    assert.equal(findings, 2);
  });

  it('stops others that take too long', async () => {
    const { wallMs } = await measureOther(corpus, { linter: linter('setInterval(() => 0, 1000)'), limitMs: 100 });
    assert.equal(wallMs, null);
  });

  it('prints a table of its measurements', () => {
    const one = { name: 'lintel check, 2 workers', files: 1000, lines: 400_000, wallMs: 8000, processorMs: 15_500, peakBytes: 2 ** 29, findings: 7 };
    assert.equal(
      renderPython([one, { ...one, name: 'pylint', wallMs: null }]),
      [
        '                         files    lines     time  processor  lines/s  peak memory  findings',
        'lintel check, 2 workers  1,000  400,000   8.00 s    15.50 s   50,000      512 MiB         7',
        'pylint                   1,000  400,000  stopped    15.50 s        -      512 MiB         7',
      ].join('\n'),
    );
  });
});
