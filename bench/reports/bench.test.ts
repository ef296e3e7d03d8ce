import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';
import { measureReports } from './measure.ts';
import { writeStored } from './stored.ts';

describe('the benchmark of reports, small', function () {
  this.timeout(60_000);

  it('makes the same bytes from the same seed', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lintel-bench-'));
    try {
      const [one, other] = [path.join(folder, 'one'), path.join(folder, 'other')];
      assert.equal(await writeStored(one, { findings: 120, seed: 7 }), await writeStored(other, { findings: 120, seed: 7 }));
      assert.equal(readFileSync(one, 'utf8'), readFileSync(other, 'utf8'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('times every format beside the reference, which loses nothing', async () => {
    const { storedBytes, runs } = await measureReports({ findings: 120, seed: 1 }, { cliPath: freshBundle(), formats: ['sarif', 'junit'] });
    assert.deepEqual(runs.map(({ name, exitCode, reportBytes }) => [name, exitCode, reportBytes > 0]), [['JSON.parse and JSON.stringify', 0, true], ['sarif', 0, true], ['junit', 0, true]]);
    assert.equal(runs[0]?.reportBytes, storedBytes);
  });
});
