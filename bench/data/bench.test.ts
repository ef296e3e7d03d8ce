import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, describe, it } from 'mocha';
import { generateMixed, generateWide, type GeneratedTable } from './generate.ts';
import { measureTable, renderMeasurements } from './measure.ts';

const SEED = 1;
const root = fileURLToPath(new URL('../..', import.meta.url));
const cliPath = path.join(root, 'dist/cli.cjs');

describe('the data benchmark, small', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lintel-bench-'));
    if (!existsSync(cliPath)) execFileSync(process.execPath, ['tools/build.mjs'], { cwd: root });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('makes the same bytes from the same seed', async () => {
    const [one, other] = [path.join(folder, 'one'), path.join(folder, 'other')];
    const [first, second] = [await generateMixed({ folder: one, rows: 300, seed: SEED, format: 'csv' }), await generateMixed({ folder: other, rows: 300, seed: SEED, format: 'csv' })];
    assert.equal(readFileSync(first.path, 'utf8'), readFileSync(second.path, 'utf8'));
  });

  const measured = async (table: GeneratedTable, compare: 'with SUMMARIZE' | 'alone') => {
    const { summarizeMs, peakBytes, isComplete, notChecked, rulesFired } = await measureTable({ table, cliPath, runs: 1, compare });
    return { isCompared: summarizeMs !== null, hasPeak: peakBytes !== null, isComplete, notChecked, firesAtAll: rulesFired.length > 0 };
  };

  for (const format of ['csv', 'parquet'] as const) {
    it(`checks a ${format} of mixed columns with every rule and compares it with SUMMARIZE`, async () => {
      const table = await generateMixed({ folder, rows: 5000, seed: SEED, format });
      assert.deepEqual(await measured(table, 'with SUMMARIZE'), { isCompared: true, hasPeak: process.platform === 'linux', isComplete: true, notChecked: [], firesAtAll: true });
    });
  }

  it('checks a table of more columns than one statement takes', async () => {
    const table = await generateWide({ folder, rows: 20, columns: 700, seed: SEED });
    const { isComplete, notChecked } = await measured(table, 'alone');
    assert.deepEqual({ isComplete, notChecked }, { isComplete: true, notChecked: [] });
  });

  it('prints a table of its measurements', () => {
    const table = { name: '5 rows x 2 columns, csv', path: 'a.csv', rows: 5, columns: 2 };
    const text = renderMeasurements([{ table, fileBytes: 3 * 1_048_576, summarizeMs: 500, checkMs: 750, peakBytes: 2 ** 28, findings: 4, rulesFired: ['a/b'], isComplete: true, notChecked: [] }]);
    assert.equal(
      text,
      ['table                    file   SUMMARIZE  lintel data  ratio  peak memory  findings  complete', '5 rows x 2 columns, csv  3 MiB  0.50 s     0.75 s       1.50   256 MiB      4         yes'].join('\n'),
    );
  });
});
