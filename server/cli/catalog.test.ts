/** `lintel catalog`, spawned on small repositories: reports, exit codes, files written. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';
import { CATALOG_STYLE, CATALOG_STYLE_HASH } from '../report/catalog/html.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const bundle = path.join(root, 'dist', 'cli.cjs');

const FILES: Readonly<Record<string, string>> = {
  'data/raw.csv': 'email,age\na@b.org,3\nc@d.org,4\n',
  'prepare.py': 'import pandas as pd\ndf = pd.read_csv("data/raw.csv")\ndf.dropna().to_csv("data/clean.csv")\n',
  'train.py': 'import pandas as pd\ndf = pd.read_csv("data/clean.csv")\nzips = pd.read_csv("https://example.org/zips.csv")\n',
  'schema.sql': 'CREATE TABLE "<script>" (a int);\n',
};

const TEXT = `https://example.org/zips.csv  address, csv
  read by    train.py:3
  ! origin unknown: it is read, and nothing here makes it, holds it or says its version

data/clean.csv  csv, not in the repository
  made by    prepare.py:3
  read by    train.py:2
  from       data/raw.csv

data/raw.csv  csv, 30 B, 2 rows x 2 columns
  columns    email text (personal), age integer
  read by    prepare.py:2

<script>  table, 1 column
  columns    a int
  ! unused: no program that could be followed makes or reads it

4 datasets: 2 files, 1 address, 1 table
1 of unknown origin, 1 unversioned, 1 unused, 1 with columns that look personal
Told from files alone: data that no code, stage, catalogue or schema here names is not listed.
`;

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('lintel catalog', function () {
  this.timeout(120_000);
  const folders: string[] = [];
  before(() => freshBundle());
  after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  const project = (files: Readonly<Record<string, string>>): string => {
    const folder = mkdtempSync(path.join(tmpdir(), 'catalog-'));
    folders.push(folder);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    return folder;
  };
  const catalog = (folder: string, ...args: readonly string[]): Promise<Result> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [bundle, 'catalog', ...args], { cwd: folder, env: { PATH: process.env['PATH'] ?? '' } });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });

  it('lists datasets with what they hold, who makes and reads them, and where they come from', async () => {
    assert.deepEqual(await catalog(project(FILES)), { code: 0, stdout: TEXT, stderr: '' });
  });

  it('gives JSON of the contract, the same bytes each time', async () => {
    const folder = project(Object.fromEntries(Object.entries(FILES).map(([name, text]) => [`shop/${name}`, text])));
    const [first, second] = [await catalog(folder, 'shop', '--format', 'json'), await catalog(folder, 'shop', '--format', 'json')];
    assert.equal(first.stdout, second.stdout);
    const { tool, datasets, ...rest } = JSON.parse(first.stdout) as { tool: object; datasets: readonly { id: string }[] };
    assert.deepEqual(rest, { schemaVersion: 1, root: 'shop', commit: null, dirty: null, unnamed: [], notChecked: [], complete: true });
    const line = (number: number, start: number, end: number): object => ({ start: { line: number, column: start }, end: { line: number, column: end } });
    assert.deepEqual(datasets.find(({ id }) => id === 'file:data/clean.csv'), {
      id: 'file:data/clean.csv',
      kind: 'file',
      name: 'data/clean.csv',
      aliases: [],
      format: 'csv',
      holds: 'data',
      here: false,
      sizeBytes: null,
      files: null,
      rows: null,
      schema: null,
      versions: [],
      owner: null,
      declared: [],
      producers: [{ kind: 'script', name: 'prepare.py', path: 'prepare.py', places: [{ path: 'prepare.py', cell: null, range: line(3, 1, 37) }], by: ['pandas.DataFrame.to_csv'] }],
      consumers: [{ kind: 'script', name: 'train.py', path: 'train.py', places: [{ path: 'train.py', cell: null, range: line(2, 6, 35) }], by: ['pandas.read_csv'] }],
      derivedFrom: [{ dataset: 'file:data/raw.csv', through: 'prepare.py', proven: true }],
      restsOn: ['file:data/raw.csv'],
      reaches: [],
      loop: false,
      gaps: [],
    });
  });

  it('writes a page without scripts, whose style is the one its policy permits and whose links lead somewhere', async () => {
    const folder = project(FILES);
    const { code } = await catalog(folder, '--output', 'html=a.html');
    const html = readFileSync(path.join(folder, 'a.html'), 'utf8');
    assert.equal(code, 0);
    assert.ok(!html.includes('<script') && html.includes('&lt;script&gt;'));
    assert.equal(CATALOG_STYLE_HASH, `sha256-${createHash('sha256').update(CATALOG_STYLE).digest('base64')}`);
    assert.ok(html.includes(`content="default-src 'none'; style-src '${CATALOG_STYLE_HASH}'; base-uri 'none'; form-action 'none'"`) && html.includes(`<style>${CATALOG_STYLE}</style>`));
    assert.ok(!/(?:src|style|on\w+)\s*=/.test(html.replace(/content="[^"]*"/g, '')));
    const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
    assert.deepEqual([...new Set(hrefs)].filter((href) => !/^#d\d+$/.test(href) || !html.includes(`<section id="${href.slice(1)}">`)), []);
    assert.ok(html.includes('<a href="#d3"><code>data/raw.csv</code></a> <span class="dim">through prepare.py</span>'));
  });

  for (const [args, message] of [
    [['nothing'], '`nothing` is not there; name the folder of a repository'],
    [['train.py'], '`train.py` is no folder; name the folder of a repository'],
    [['--format', 'markdown'], '--format must be text, json or html, not `markdown`'],
    [['--output', 'json=train.py'], 'cannot write `train.py`: Lintel did not write what is there; name another file, or remove this one first'],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => assert.deepEqual(await catalog(project(FILES), ...args), { code: 2, stdout: '', stderr: `lintel: ${message}\n` }));
  }

  it('has nothing to say of an empty folder', async () => {
    assert.deepEqual(await catalog(project({})), { code: 2, stdout: '', stderr: 'lintel: no files under `.`; name the folder of a repository\n' });
  });

  it('tells what was not looked at', async () => {
    const folder = project({ ...FILES, 'dvc.yaml': 'stages: [\n' });
    const { code, stdout } = await catalog(folder);
    assert.equal(code, 2);
    assert.ok(stdout.includes('Not checked: 1\n  dvc.yaml'), stdout);
    assert.equal((await catalog(folder, '--allow-incomplete')).code, 0);
  });
});
