import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';

const PROJECTS = path.resolve(import.meta.dirname, '../../test-fixtures/projects');

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the cache of the command line', function () {
  this.timeout(120_000);
  let folder = '';
  let project = '';
  let cache = '';
  const lintel = (args: readonly string[], cwd = project): Ran => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [freshBundle(), ...args], { cwd, encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: cache } });
    return { status, stdout, stderr };
  };
  const check = (...more: readonly string[]): Ran => lintel(['check', '.', '--format', 'json', '--no-progress', ...more]);
  /** With the cache as without, whatever is in it. */
  const assertSame = (what: string): void => {
    const anew = check('--no-cache');
    assert.deepEqual(check(), anew, `${what}: first`);
    assert.deepEqual(check(), anew, `${what}: again`);
  };
  const entries = (): readonly string[] => readdirSync(path.join(cache, 'lintel'), { recursive: true, withFileTypes: true }).flatMap((entry) => (/^[0-9a-f]{62}$/.test(entry.name) ? [path.join(entry.parentPath, entry.name)] : []));
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), text);
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lintel-cache-test-'));
    project = path.join(folder, 'project');
    cache = path.join(folder, 'caches');
    mkdirSync(path.join(project, '.git'), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  for (const name of readdirSync(PROJECTS, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))) {
    it(`finds the same in ${name} with it and without`, () => {
      cpSync(path.join(PROJECTS, name), project, { recursive: true });
      assertSame('as it is');
      const score = lintel(['score', '--format', 'json', '--no-cache']);
      assert.deepEqual(lintel(['score', '--format', 'json']), score);
      assert.deepEqual(lintel(['score', '--format', 'json']), score);
    });
  }

  it('finds the same after every kind of change', () => {
    write('app/train.py', 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\nfrom helpers import prepare\n\ndf = pd.read_csv("data/rows.csv")\nX = prepare(df[["age"]])\ny = df["label"]\nX_train, X_test, y_train, y_test = train_test_split(X, y)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n');
    write('helpers.py', 'from sklearn.preprocessing import StandardScaler\n\n\ndef prepare(X):\n    return StandardScaler().fit_transform(X)\n');
    write('data/rows.csv', `age,label\n${Array.from({ length: 40 }, (_, row) => `${row % 9},${row % 2}\n`).join('')}`);
    write('Dockerfile', 'FROM python:latest\nRUN pip install pandas\n');
    const rules = (): readonly string[] => (JSON.parse(check().stdout) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
    assertSame('as it is');
    assert.ok(rules().includes('leakage/fit-before-split'), String(rules()));
    write('app/helpers.py', 'def prepare(X):\n    return X\n');
    assertSame('a module that shadows another');
    assert.ok(!rules().includes('leakage/fit-before-split'));
    rmSync(path.join(project, 'app/helpers.py'));
    assertSame('it is gone again');
    write('helpers.py', 'def prepare(X):\n    return X\n');
    assertSame('a module that is imported');
    assert.ok(!rules().includes('leakage/fit-before-split'));
    appendFileSync(path.join(project, 'data/rows.csv'), ',1\n'.repeat(200));
    assertSame('the data');
    renameSync(path.join(project, 'data/rows.csv'), path.join(project, 'data/other.csv'));
    assertSame('the data has another name');
    write('lintel.yaml', 'ignore: [structure, "missing-values"]\n'.replace('"missing-values"', 'reproducibility'));
    assertSame('the configuration');
    write('lintel.yaml', 'rules:\n  reproducibility/unseeded-randomness:\n    nonsense: 1\n');
    assertSame('a broken configuration');
    rmSync(path.join(project, 'lintel.yaml'));
    write('lintel.api.json', '{"libraries": []}');
    assertSame('what the project says of libraries');
    renameSync(path.join(project, 'app/train.py'), path.join(project, 'app/fit.py'));
    assertSame('a program has another name');
    write('requirements.txt', 'pandas==1.0\n');
    assertSame('a manifest');
    write('Dockerfile', 'FROM python:3.12.1\nRUN pip install pandas==2.0\n');
    assertSame('a file of settings');
  });

  it('holds for a checkout that has moved', () => {
    write('app/train.py', 'import pandas as pd\nimport helpers\n\npd.read_csv("data/rows.csv")\n');
    write('helpers.py', 'x = 1\n');
    write('data/rows.csv', 'a,b\n1,2\n');
    const before = check();
    const known = entries().length;
    renameSync(project, path.join(folder, 'moved'));
    project = path.join(folder, 'moved');
    assert.deepEqual(check(), before);
    assert.ok(known >= 3);
    // what rests on a repository as a whole is of one place
    assert.equal(entries().length, known + 1);
  });

  it('survives harm to every entry', () => {
    cpSync(path.join(PROJECTS, 'editor-basics'), project, { recursive: true });
    const before = check();
    for (const [index, file] of entries().entries()) writeFileSync(file, index % 2 === 0 ? '' : readFileSync(file, 'utf8').replace(/[a-z](?=[^a-z]*$)/, '~'));
    assert.deepEqual(check(), before);
    assert.deepEqual(check(), before);
  });

  it('serves two runs at once, one of them killed', async () => {
    cpSync(path.join(PROJECTS, 'movie-recommender'), project, { recursive: true });
    const anew = check('--no-cache');
    const run = (): { readonly ended: Promise<string>; kill(): void } => {
      const child = spawn(process.execPath, [freshBundle(), 'check', '.', '--format', 'json', '--no-progress'], { cwd: project, env: { ...process.env, XDG_CACHE_HOME: cache } });
      const pieces: string[] = [];
      child.stdout.setEncoding('utf8').on('data', (piece: string) => pieces.push(piece));
      return { ended: new Promise((resolve) => child.once('close', () => resolve(pieces.join('')))), kill: () => child.kill('SIGKILL') };
    };
    const killed = run();
    const other = run();
    // it is killed as soon as there is something in the cache, in the middle of its work
    for (const endMs = Date.now() + 20_000; Date.now() < endMs; ) {
      try {
        if (entries().length > 2) break;
      } catch {
        // not there yet
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    killed.kill();
    await killed.ended;
    assert.equal(await other.ended, anew.stdout);
    assert.deepEqual(check(), anew);
  });

  it('is kept where it is asked for, and cleaned', () => {
    write('a.py', 'x = 1\n');
    check('--cache-dir', '.lintel/cache');
    assert.ok(readdirSync(path.join(project, '.lintel/cache')).includes('CACHEDIR.TAG'));
    const cleaned = lintel(['clean', '--cache-dir', '.lintel/cache']);
    assert.deepEqual([cleaned.status, cleaned.stdout, /^lintel: removed \d+ results? of earlier runs \(\d+kB\) from/.test(cleaned.stderr)], [0, '', true]);
    assert.deepEqual(readdirSync(path.join(project, '.lintel/cache')).sort(), ['.gitignore', 'CACHEDIR.TAG']);
    assert.deepEqual(lintel(['clean', '--cache-dir', '.']), { status: 2, stdout: '', stderr: `lintel: \`${project}\` is no cache of Lintel, so nothing is removed from it\n` });
  });

  it('says with -v that it cannot be written, and goes on', function () {
    if (process.platform === 'win32') this.skip();
    write('a.py', 'x = 1\n');
    writeFileSync(path.join(folder, 'caches'), 'no folder');
    const { status, stderr } = check('-v');
    assert.equal(status, 0);
    assert.match(stderr, /the cache `.*caches\/lintel` cannot be written \(ENOTDIR\); the run goes on without it/);
    assert.equal(check().stderr, '');
  });
});
