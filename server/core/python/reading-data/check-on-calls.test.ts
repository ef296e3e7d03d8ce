/** What is said on a reading call of the data it reads, and what is left to the data file. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rules } from '../../../../rules/index.generated.ts';
import { openTestPorts } from '../../../../tools/test-ports.ts';
import { check } from '../../check.ts';
import { defaultConfig } from '../../config/defaults.ts';
import type { Config } from '../../config.ts';
import type { Ports } from '../../ports.ts';
import type { Finding } from '../../report.ts';

const GROUPS = ['data-reading', 'miscoding', 'outliers', 'packaging', 'structure'];

describe('data rules on tables as programs read them', () => {
  let folder = '';
  let ports: Ports;
  let close: () => Promise<void>;

  before(async () => {
    folder = (await mkdtemp(path.join(tmpdir(), 'on-calls-test-'))).replaceAll('\\', '/');
    await mkdir(`${folder}/data`);
    await writeFile(`${folder}/data/wine.csv`, 'acidity;quality\n7,4;5\n7,8;6\n6,3;7\n');
    ({ ports, close } = await openTestPorts());
  });

  after(async () => {
    await close();
    await rm(folder, { recursive: true, force: true });
  });

  async function findingsOf(program: string, { datasets = [] }: { readonly datasets?: readonly string[] } = {}): Promise<readonly Finding[]> {
    await writeFile(`${folder}/train.py`, `import pandas as pd\n${program}\n`);
    const config: Config = { ...defaultConfig(folder), select: GROUPS };
    const report = await check(
      {
        datasets: datasets.map((displayPath) => ({ dataset: { path: `${folder}/${displayPath}`, displayPath, parts: null }, config })),
        programs: [{ program: { path: `${folder}/train.py`, displayPath: 'train.py' }, config }],
        workingFolder: folder,
        rules,
      },
      ports,
    );
    assert.deepEqual(report.notChecked, []);
    return report.findings;
  }

  const placed = (findings: readonly Finding[]): readonly string[] => findings.map(({ rule, path: file, range, column }) => `${file}:${String(range?.start.line)}:${String(range?.start.column)} ${rule} ${column ?? ''}`);

  it('a file that is not checked itself is judged on the call', async () => {
    const [finding, ...others] = await findingsOf('df = pd.read_csv("data/wine.csv", sep=";")');
    assert.deepEqual(others, []);
    assert.ok(finding !== undefined);
    const { rule, message, path: file, range, dataset, column, rows, related } = finding;
    assert.deepEqual(
      { rule, message, file, range, dataset, column, rows, related },
      {
        rule: 'miscoding/formatted-number',
        message: '`acidity` has a decimal comma in 3 of 3 rows, so it is read as text',
        file: 'train.py',
        range: { start: { line: 2, column: 18 }, end: { line: 2, column: 33 } },
        dataset: 'data/wine.csv',
        column: 'acidity',
        rows: [1, 2, 3],
        related: [{ path: 'data/wine.csv', range: { start: { line: 2, column: 1 }, end: { line: 2, column: 4 } }, cell: null, message: 'in this row of the data' }],
      },
    );
  });

  it('a file that is checked itself keeps its findings', async () => {
    assert.deepEqual(placed(await findingsOf('df = pd.read_csv("data/wine.csv", sep=";")', { datasets: ['data/wine.csv'] })), ['data/wine.csv:2:1 miscoding/formatted-number acidity']);
  });

  it('what the arguments mend is not said on the call', async () => {
    assert.deepEqual(await findingsOf('df = pd.read_csv("data/wine.csv", sep=";", decimal=",")'), []);
  });

  it('a table that is cut wrongly is said to be, and nothing else', async () => {
    assert.deepEqual(placed(await findingsOf('df = pd.read_csv("data/wine.csv")')), ['train.py:2:18 data-reading/wrong-separator ']);
  });

  it('the first rows are a look, not a table', async () => {
    assert.deepEqual(await findingsOf('df = pd.read_csv("data/wine.csv", sep=";", nrows=3)'), []);
  });

  it('equal reads are judged once', async () => {
    assert.deepEqual(placed(await findingsOf('a = pd.read_csv("data/wine.csv", sep=";")\nb = pd.read_csv("data/wine.csv", sep=";")')), ['train.py:2:17 miscoding/formatted-number acidity']);
  });

  it('a comment on the call silences it', async () => {
    const findings = await findingsOf('df = pd.read_csv("data/wine.csv", sep=";")  # lintel: ignore[miscoding/formatted-number] mended below');
    assert.deepEqual(findings.map(({ rule, suppressed }) => [rule, suppressed]), [['miscoding/formatted-number', { kind: 'comment', reason: 'mended below' }]]);
  });
});
