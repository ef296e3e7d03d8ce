/** Reports for code hosts, spawned in a part of a repository: places and hashes are those of the files as they lie there. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';
import { createNodeFiles } from '../host/files.ts';
import { lineHashes } from '../report/sarif/line-hash.ts';
import { openSurroundings } from './blamed-texts.ts';

const bundle = path.resolve(import.meta.dirname, '../../dist/cli.cjs');

const TRAIN = 'import pandas as pd\r\nfrom sklearn.preprocessing import StandardScaler\r\nfrom sklearn.model_selection import train_test_split\r\nfrom sklearn.linear_model import LogisticRegression\r\n\r\ndf = pd.read_csv("rows.csv")\r\nX = StandardScaler().fit_transform(df[["a", "b"]])\r\na, b, c, d = train_test_split(X, df["y"], random_state=0)\r\nmodel = LogisticRegression().fit(a, c)\r\nprint(model.score(b, d))\r\n';

const NOTEBOOK = JSON.stringify(
  { cells: [{ cell_type: 'markdown', id: 'a', metadata: {}, source: ['# one\n', 'two'] }, { cell_type: 'code', id: 'b', execution_count: 1, metadata: {}, outputs: [], source: TRAIN.replaceAll('\r', '').split(/(?<=\n)/) }], metadata: { kernelspec: { name: 'python3', language: 'python', display_name: 'x' } }, nbformat: 4, nbformat_minor: 5 },
  null,
  1,
);

interface Sarif {
  readonly runs: readonly [{ readonly results: readonly Result[] }];
}

interface Result {
  readonly ruleId: string;
  readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: { readonly startLine: number } } }];
  readonly codeFlows?: readonly { readonly threadFlows: readonly { readonly locations: readonly unknown[] }[] }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

describe('reports for code hosts', function () {
  this.timeout(60_000);
  let top: string;
  before(() => freshBundle());
  beforeEach(() => {
    top = realpathSync(mkdtempSync(path.join(tmpdir(), 'lintel-hosts-')));
    execFileSync('git', ['init', '-q'], { cwd: top });
  });
  afterEach(() => rmSync(top, { recursive: true, force: true }));

  const write = (name: string, content: string | Uint8Array): void => {
    mkdirSync(path.dirname(path.join(top, name)), { recursive: true });
    writeFileSync(path.join(top, name), content);
  };

  it('name places and lines as a code host sees them, wherever the command runs', () => {
    write('ml/träin ä.py', `\ufeff${TRAIN}`);
    write('ml/latin.py', Buffer.concat([Buffer.from('# coding: latin-1\n# caf'), Buffer.from([0xe9, 0x0a]), Buffer.from(TRAIN)]));
    write('ml/note book.ipynb', NOTEBOOK);
    write('ml/rows.csv', `a,b,y\n${Array.from({ length: 60 }, (_, index) => `${index},${(index * 7) % 11},${index % 2}\n`).join('')}`);
    const { status, stdout } = spawnSync(process.execPath, [bundle, 'check', '--format', 'sarif', '--output', `gitlab=${top}/gl.json`, '--select', 'leakage/fit-before-split', '--no-progress'], { cwd: path.join(top, 'ml'), encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } });
    assert.equal(status, 1);
    const { runs: [{ results }] }: Sarif = JSON.parse(stdout);
    const linesByFile = { 'ml/latin.py': 9, 'ml/note%20book.ipynb': NOTEBOOK.split('\n').findIndex((line) => line.includes('fit_transform')) + 1, 'ml/tr%C3%A4in%20%C3%A4.py': 7 };
    assert.deepEqual(
      Object.fromEntries(results.map(({ locations: [{ physicalLocation: { artifactLocation, region } }] }) => [artifactLocation.uri, region.startLine])),
      linesByFile,
    );
    for (const { locations: [{ physicalLocation: { artifactLocation, region } }], partialFingerprints, codeFlows } of results) {
      const text = readFileSync(path.join(top, decodeURIComponent(artifactLocation.uri)), 'utf8');
      assert.equal(partialFingerprints['primaryLocationLineHash'], lineHashes(text, new Set([region.startLine])).get(region.startLine));
      assert.equal(codeFlows?.[0]?.threadFlows[0]?.locations.length, 5);
    }
    const entries: readonly { readonly location: { readonly path: string; readonly lines: { readonly begin: number } } }[] = JSON.parse(readFileSync(path.join(top, 'gl.json'), 'utf8'));
    assert.deepEqual(Object.fromEntries(entries.map(({ location }) => [encodeURI(location.path), location.lines.begin])), linesByFile);
  });

  it('stand on the code that reads a binary file', () => {
    const project = 'test-fixtures/projects/movie-recommender';
    const args = ['check', 'data/watch_events.parquet', 'monitoring/online.py', '--select', 'packaging/empty-rows', '--format', 'sarif', '--no-progress'];
    const { stdout } = spawnSync(process.execPath, [bundle, ...args], { cwd: path.resolve(import.meta.dirname, '../..', project), encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } });
    const { runs: [{ results }] }: Sarif = JSON.parse(stdout);
    assert.deepEqual(
      results.map(({ locations: [{ physicalLocation }] }) => physicalLocation),
      [{ artifactLocation: { uri: `${project}/monitoring/online.py`, uriBaseId: '%SRCROOT%' }, region: { startLine: 23, startColumn: 30, endLine: 23, endColumn: 57 } }],
    );
  });

  it('say on stderr what SARIF has no room for', () => {
    const finding = { rule: 'packaging/empty-rows', severity: 'warning', confidence: 'certain', message: 'empty', path: 'a.csv', range: null, cell: null, dataset: 'a.csv', column: null, rows: null, related: [], fixes: [], suppressed: null, baseline: 'new', fingerprint: '00' };
    const summary = { errors: 0, warnings: 25_001, infos: 0, filesChecked: 1, datasetsChecked: 1, complete: true };
    write('stored.json', JSON.stringify({ schemaVersion: 1, tool: { name: 'lintel', version: '0.1.0' }, findings: Array.from({ length: 25_001 }, () => finding), notChecked: [], checked: [{ path: 'a.csv', kind: 'dataset' }], rules: [], summary }));
    const { stdout, stderr } = spawnSync(process.execPath, [bundle, 'report', '--from', 'stored.json', '--format', 'sarif', '--no-progress'], { cwd: top, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: { PATH: process.env['PATH'] ?? '' } });
    const { runs: [{ results }] }: Sarif = JSON.parse(stdout);
    assert.deepEqual([results.length, stderr], [25_000, 'lintel: 1 finding left out of SARIF, the least severe: code hosts take 25,000 at most; the JSON report has all\n']);
  });

  it('read no file that is too large, missing, a folder or outside of the repository', async () => {
    const outside = `../${path.basename(top)}-outside.txt`;
    write('a.py', '\ufeffx = 1\n');
    write('sub/b.py', Buffer.from([0x78, 0xff, 0x0a]));
    write('large.csv', '');
    truncateSync(path.join(top, 'large.csv'), 16 * 1024 * 1024 + 1);
    write(outside, 'secret');
    try {
      const { texts, folderInRepository } = await openSurroundings({ files: createNodeFiles(), workingFolder: path.join(top, 'sub') });
      assert.equal(folderInRepository, 'sub');
      assert.deepEqual(
        [...(await texts.digest(['../a.py', 'b.py', '../large.csv', '../missing.py', '.', `../${outside}`, '/etc/passwd', 'b.py', 'nul\0.py'], (text, file) => `${file}: ${text}`))],
        [['../a.py', '../a.py: \ufeffx = 1\n'], ['b.py', 'b.py: x\ufffd\n']],
      );
    } finally {
      rmSync(path.join(top, outside), { force: true });
    }
  });
});
