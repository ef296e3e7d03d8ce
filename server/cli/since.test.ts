/** `lintel check --since`, as people run it on their branches: the built command on small repositories. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';

const bundle = path.join(path.resolve(import.meta.dirname, '..', '..'), 'dist', 'cli.cjs');
const PATH = process.env['PATH'] ?? '';

/** Learns from all rows before it splits them. */
function leak(name: string): string {
  return [
    'import pandas as pd', 'from sklearn.linear_model import LogisticRegression', 'from sklearn.model_selection import train_test_split', 'from sklearn.preprocessing import StandardScaler', '',
    `${name} = pd.read_csv("${name}.csv")`, `scaled = StandardScaler().fit_transform(${name}.drop(columns=["y"]))`, `train, test, y_train, y_test = train_test_split(scaled, ${name}["y"], random_state=0)`,
    'model = LogisticRegression().fit(train, y_train)', 'print(model.score(test, y_test))', '',
  ].join('\n');
}

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

describe('check --since', function () {
  this.timeout(60_000);
  let folder = '';
  let scratch = '';
  before(() => freshBundle());
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'project-')));
    scratch = mkdtempSync(path.join(tmpdir(), 'scratch-'));
    git('init', '-q');
  });
  afterEach(() => {
    assert.deepEqual(readdirSync(scratch), [], 'temporary files are left');
    for (const each of [folder, scratch]) rmSync(each, { recursive: true, force: true });
  });

  function git(...args: readonly string[]): void {
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'init.defaultBranch=main', '-c', 'commit.gpgSign=false', ...args], { cwd: folder, env: { PATH, HOME: '/nowhere' } });
  }

  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
  }

  function commit(files: Readonly<Record<string, string>>): void {
    write(files);
    git('add', '-A');
    git('commit', '-q', '-m', 'more');
  }

  const leaks = (names: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(names.map((name) => [`${name}.py`, leak(name)]));

  interface Result {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
  }

  function run(args: readonly string[], { env = {}, cwd = folder }: { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string } = {}): Result {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, 'check', '--select', 'leakage,config,packaging', '--no-cache', ...args], { cwd, encoding: 'utf8', env: { PATH, TMPDIR: scratch, ...env } });
    return { code: status, stdout, stderr };
  }

  /** Path and state of each finding. */
  function states(args: readonly string[], options: { readonly cwd?: string } = {}): readonly string[] {
    const { stdout, stderr } = run([...args, '--format', 'json'], options);
    const { findings } = JSON.parse(stdout === '' ? stderr : stdout) as { readonly findings: readonly { readonly path: string; readonly rule: string; readonly baseline: string }[] };
    return findings.map(({ path: file, rule, baseline }) => `${file} ${rule} ${baseline}`);
  }

  const known = (name: string): string => `${name}.py leakage/fit-before-split unchanged`;
  const fresh = (name: string): string => `${name}.py leakage/fit-before-split new`;

  it('a branch that adds one leak to a project with ten fails for that one', () => {
    commit(leaks(NAMES));
    git('checkout', '-q', '-b', 'feature');
    assert.equal(run(['--since', 'main']).code, 0);
    commit(leaks(['k']));
    assert.deepEqual(states(['--since', 'main']), [...NAMES.map(known), fresh('k')]);
    const { code, stdout, stderr } = run(['--since', 'main', '--format', 'concise']);
    assert.equal(code, 1);
    assert.equal(stdout, 'k.py:7:10: error leakage/fit-before-split `StandardScaler` learns from all rows, `test` among them, before the split\n1 new finding (1 error); 11 Python files checked; 10 known\n');
    assert.match(stderr, /^lintel: new: 1 finding not known to `main`\n/);
    assert.equal(run([], { env: { LINTEL_SINCE: 'main' } }).code, 1);
  });

  it('what came to the other branch meanwhile is not known, what is untracked counts as now', () => {
    commit(leaks(['a']));
    git('checkout', '-q', '-b', 'feature');
    git('checkout', '-q', 'main');
    commit(leaks(['b']));
    git('checkout', '-q', 'feature');
    write(leaks(['b', 'c']));
    assert.deepEqual(states(['--since', 'main']), [known('a'), fresh('b'), fresh('c')]);
  });

  it('a renamed file, a moved line and a fixed one are told apart from a copy', () => {
    commit(leaks(['a', 'b', 'c']));
    renameSync(path.join(folder, 'a.py'), path.join(folder, 'z.py'));
    write({ 'b.py': `"""Trains."""\n\n\n${leak('b')}`, 'c.py': 'print(1)\n', 'd.py': leak('b') });
    assert.deepEqual(states(['--since', 'HEAD']), [known('b'), fresh('d'), known('z')]);
    assert.deepEqual(states(['z.py', '--since', 'HEAD']), [known('z')]);
    const { baseline } = JSON.parse(run(['--since', 'HEAD', '--format', 'json']).stdout) as { readonly baseline: { readonly absent: readonly { readonly path: string }[] } };
    assert.deepEqual({ ...baseline, absent: baseline.absent.map((each) => each.path) }, { kind: 'commit', name: 'HEAD', known: 2, moved: 1, absent: ['c.py'] });
  });

  it('the settings of today judge both states, those of the commit do not', () => {
    commit({ ...leaks(['a', 'b']), 'lintel.yaml': 'exclude: ["*.py"]\n', '.lintelignore': 'a.py\n' });
    write({ 'lintel.yaml': 'severity:\n  leakage/fit-before-split: warning\nsuppressions:\n  - rule: leakage/fit-before-split\n    path: "b.py"\n    reason: b is for show\n', '.lintelignore': '' });
    assert.deepEqual(states(['--since', 'HEAD']), [known('a'), fresh('b')]);
    assert.equal(run(['--since', 'HEAD', '--fail-on', 'warning']).code, 0);
  });

  it('tables are looked at as they were, from whatever folder', () => {
    commit({ 'data/x.csv': 'id,v\n1,1\n2,2\n3,3\n4,4\n5,5\n6,-\n', 'src/a.py': leak('a') });
    write({ 'data/x.csv': 'w,id,v\n9,1,1\n-,2,2\n7,3,3\n6,4,4\n5,5,5\n4,6,-\n' });
    assert.deepEqual(states(['../data', '.', '--since', 'HEAD'], { cwd: path.join(folder, 'src') }), [
      '../data/x.csv packaging/disguised-missing new',
      '../data/x.csv packaging/disguised-missing unchanged',
      known('a'),
    ]);
  });

  it('with a baseline as well, what either knows is known', () => {
    commit(leaks(['a']));
    write(leaks(['b']));
    execFileSync(process.execPath, [bundle, 'baseline', 'create', 'b.py', '--select', 'leakage'], { cwd: folder, env: { PATH, TMPDIR: scratch } });
    write(leaks(['c']));
    assert.deepEqual(states(['--since', 'HEAD']), [known('a'), known('b'), fresh('c')]);
    assert.equal((JSON.parse(run(['--since', 'HEAD', '--format', 'json']).stdout) as { readonly baseline: { readonly name: string } }).baseline.name, '.lintel/baseline.json and HEAD');
  });

  it('a commit that cannot be looked at ends the run with 2, before anything is checked', () => {
    commit(leaks(['a']));
    const refused = (args: readonly string[], env: Readonly<Record<string, string>> = {}): string => {
      const { code, stdout, stderr } = run(args, { env });
      assert.deepEqual([code, stdout], [2, '']);
      return stderr;
    };
    assert.equal(refused(['--since', 'origin/main']), 'lintel: --since origin/main: there is no commit `origin/main` in this repository; fetch it first, or see `git branch --all`\n');
    assert.equal(refused(['--since=--upload-pack=x']), 'lintel: --since --upload-pack=x: `--upload-pack=x` looks like a flag; name a branch, tag or commit\n');
    assert.equal(refused(['--since', 'HEAD'], { PATH: '/nowhere' }), 'lintel: --since HEAD: git is not installed; install it, or keep known findings in a file with `lintel baseline create`\n');
    rmSync(path.join(folder, '.git'), { recursive: true });
    assert.equal(refused(['--since', 'HEAD']), 'lintel: --since HEAD: there is no git repository with its files checked out here\n');
  });
});
