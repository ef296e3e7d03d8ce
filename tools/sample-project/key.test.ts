/** The sample project: its data come from the seeds, and what Lintel finds there is what the key says is planted. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { rules } from '../../rules/index.generated.ts';
import { check } from '../../server/core/check.ts';
import { findInputs } from '../../server/core/discovery.ts';
import type { Finding } from '../../server/core/report.ts';
import { sampleFiles } from './main.ts';
import { scoreKey, scoreSample } from './score.ts';
import { defaultConfig } from '../../server/core/config/defaults.ts';
import { openTestPorts } from '../test-ports.ts';

const PROJECT = path.resolve(import.meta.dirname, '../../test-fixtures/projects/movie-recommender');

interface PlantedInData {
  readonly dataset: string;
  readonly column: string | null;
  readonly rule: string;
}

interface PlantedInCode {
  readonly file: string;
  readonly cell: number | null;
  readonly line: number;
  readonly rule: string;
}

function inData({ dataset, column, rule }: PlantedInData): string {
  return `${dataset} ${column ?? '-'} ${rule}`;
}

function inCode({ file, cell, line, rule }: PlantedInCode): string {
  return `${file}${cell === null ? '' : ` cell ${cell}`} line ${line} ${rule}`;
}

function lineOf({ dataset, column, rule, path: file, cell, range }: Finding): string {
  return dataset === null ? inCode({ file, cell, line: range?.start.line ?? 0, rule }) : inData({ dataset, column, rule });
}

describe('the sample project', () => {
  it('has the data its seeds give', async () => {
    for (const [name, bytes] of await sampleFiles()) {
      assert.ok(Buffer.compare(await readFile(path.join(PROJECT, name)), bytes) === 0, `${name} differs: run npm run sample-project`);
    }
  });

  it('shows what is planted and nothing else', async () => {
    const key = parse(await readFile(`${PROJECT}.key.yaml`, 'utf8')) as { planted: PlantedInData[]; code: PlantedInCode[] };
    const { ports, close } = await openTestPorts();
    try {
      const config = defaultConfig(PROJECT);
      const { datasets, programs, wholeFolders } = await findInputs({ paths: [PROJECT], workingFolder: PROJECT, files: ports.files, configOf: async () => config });
      const report = await check({ datasets, programs, wholeFolders, workingFolder: PROJECT, rules }, ports);
      const found = new Set(report.findings.map(lineOf));
      const planted = [...key.planted.map(inData), ...key.code.map(inCode)];
      assert.deepEqual({ found: [...found].toSorted(), notChecked: report.notChecked }, { found: planted.toSorted(), notChecked: [] });
    } finally {
      await close();
    }
  });

  it('is scored as its key says', async () => {
    const [key, { judged, attested, problems }] = await Promise.all([scoreKey(), scoreSample()]);
    assert.deepEqual(key.map(({ test }) => test), judged.map(({ test }) => test));
    const expected = key.map(({ test, status, at, broken, found }, index) => {
      const known = found === undefined ? null : { test, ...found };
      return isDeepStrictEqual(judged[index], known) ? known : { test, status, at, broken };
    });
    assert.deepEqual(judged, expected);
    assert.deepEqual(problems, ['attestation/expired .lintel/attestations.yaml:24']);
    assert.equal(attested['data'], 3.5);
  });
});
