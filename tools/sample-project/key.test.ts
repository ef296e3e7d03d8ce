/** The sample project: its data come from the seeds, and what Lintel finds there is what the key says is planted. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { rules } from '../../rules/index.generated.ts';
import { check } from '../../server/core/check.ts';
import { findInputs } from '../../server/core/discovery.ts';
import { sampleFiles } from './main.ts';
import { defaultConfig } from '../../server/core/config/defaults.ts';
import { openTestPorts } from '../test-ports.ts';

const PROJECT = path.resolve(import.meta.dirname, '../../test-fixtures/projects/movie-recommender');

interface Planted {
  readonly dataset: string;
  readonly column: string | null;
  readonly rule: string;
}

function line({ dataset, column, rule }: Planted): string {
  return `${dataset} ${column ?? '-'} ${rule}`;
}

describe('the sample project', () => {
  it('has the data its seeds give', async () => {
    for (const [name, bytes] of await sampleFiles()) {
      assert.ok(Buffer.compare(await readFile(path.join(PROJECT, name)), bytes) === 0, `${name} differs: run npm run sample-project`);
    }
  });

  it('shows what is planted and nothing else', async () => {
    const key = parse(await readFile(`${PROJECT}.key.yaml`, 'utf8')) as { planted: Planted[] };
    const { ports, close } = await openTestPorts();
    try {
      const config = defaultConfig(PROJECT);
      const { datasets } = await findInputs({ paths: [PROJECT], workingFolder: PROJECT, files: ports.files, configOf: async () => config });
      const report = await check({ datasets, rules }, ports);
      const found = new Set(report.findings.map((finding) => line({ dataset: finding.dataset ?? '', column: finding.column, rule: finding.rule })));
      assert.deepEqual({ found: [...found].toSorted(), notChecked: report.notChecked }, { found: key.planted.map(line).toSorted(), notChecked: [] });
    } finally {
      await close();
    }
  });
});
