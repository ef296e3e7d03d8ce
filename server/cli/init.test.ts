/** `lintel init`, spawned on small repositories: what it shows, what it writes, what it leaves alone. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { freshBundle } from '../../tools/fresh-bundle.ts';

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const made: string[] = [];

function repository(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'init-'));
  made.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

function run(folder: string, ...args: readonly string[]): Result {
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [freshBundle(), ...args], { cwd: folder, env, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

function read(folder: string, name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

/** Every file but those of git, sorted. */
function names(folder: string): readonly string[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return all.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).filter((name) => !name.startsWith(`.git${path.sep}`)).sort();
}

/** Each `lintel check …` of the text is one that the command line takes. */
function assertCommandsExist(text: string, folder: string): void {
  const commands = [...text.matchAll(/(?<!`)(?:\blintel|\/lintel")\s+(check|data|score)( --[^\n']*)/g)];
  assert.ok(commands.length > 0, 'there is a command');
  for (const [, command = '', flags = ''] of commands) {
    const result = run(folder, command, ...flags.trim().split(/\s+/), '--show-config');
    assert.deepEqual([result.code, result.stderr], [0, ''], `${command}${flags}`);
  }
}

const DATA = 'id,age,churned\n1,2,0\n3,4,1\n5,6,0\n';
const GIT = { '.git/HEAD': 'ref: refs/heads/develop\n', '.git/config': '[core]\n\tbare = false\n[remote "origin"]\n\turl = git@github.com:team/shop.git\n' };

describe('lintel init', function () {
  this.timeout(60_000);

  before(() => void freshBundle());
  afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  it('shows what it would write, and writes nothing', () => {
    const folder = repository({ ...GIT, 'train.py': 'print(1)\n', 'data/train.csv': DATA });
    const { code, stdout, stderr } = run(folder, 'init');
    assert.deepEqual([code, stderr], [0, 'lintel: nothing is written yet; with --yes the 4 files above are\n']);
    assert.deepEqual(stdout.match(/^\S.*$/gm), [
      'lintel.yaml: what is checked and what fails a run',
      '.github/workflows/lintel.yml: the CI job',
      '.pre-commit-config.yaml: the pre-commit hook',
      '.lintel/attestations.yaml: what no file can prove, stated by people',
      'To let only new findings fail: `lintel baseline create`, and commit its file.',
    ]);
    assert.match(stdout, /^ {6}- path: data\/train\.csv\n {8}# columns: id, age, churned\n {8}# label: churned # a guess by its name\n/m);
    assert.deepEqual(names(folder), ['data/train.csv', 'train.py']);
  });

  it('writes files that Lintel, git hooks and CI can read', () => {
    const folder = repository({ ...GIT, 'train.py': 'print(1)\n', 'data/train.csv': DATA });
    const { code, stdout } = run(folder, 'init', '--yes');
    assert.deepEqual([code, stdout], [0, 'written lintel.yaml\nwritten .github/workflows/lintel.yml\nwritten .pre-commit-config.yaml\nwritten .lintel/attestations.yaml\nTo let only new findings fail: `lintel baseline create`, and commit its file.\n']);
    assert.deepEqual(parse(read(folder, 'lintel.yaml')), { datasets: [{ path: 'data/train.csv' }], 'fail-on': 'error' });
    assert.equal(run(folder, 'check').code, 0);
    const workflow = parse(read(folder, '.github/workflows/lintel.yml')) as Workflow;
    assert.deepEqual([workflow.permissions, workflow.on.push.branches], [{ contents: 'read' }, ['develop']]);
    assertSafeJob(workflow);
    assertCommandsExist(read(folder, '.github/workflows/lintel.yml'), folder);
    assertCommandsExist(read(folder, '.pre-commit-config.yaml'), folder);
    const score = JSON.parse(run(folder, 'score', '--format', 'json').stdout) as { readonly findings?: readonly { readonly rule: string }[] };
    assert.deepEqual((score.findings ?? []).filter(({ rule }) => rule.startsWith('attestation/')), []);
  });

  it('leaves alone what is there, and shows what to paste', () => {
    const there = { 'lintel.yaml': 'fail-on: warning\n', '.pre-commit-config.yaml': 'repos: []\n', Jenkinsfile: 'pipeline {}\n', '.lintel/attestations.yaml': 'attestations: []\n', '.lintel/baseline.json': 'theirs', 'a.py': '' };
    const folder = repository({ ...GIT, ...there });
    for (const args of [['init'], ['init', '--yes']]) {
      const { code, stdout } = run(folder, ...args);
      assert.equal(code, 0);
      assert.deepEqual(stdout.match(/^\S.*$/gm), [
        'lintel.yaml is there and stays as it is. To paste into it, what is checked and what fails a run:',
        'Jenkinsfile is there and stays as it is. To paste into it, the CI job:',
        '.pre-commit-config.yaml is there and stays as it is. To paste into it, the pre-commit hook:',
      ]);
      assert.match(stdout, /^ {4}stage\('Lintel'\) \{$/m);
      assertCommandsExist(stdout, folder);
    }
    assert.deepEqual(Object.fromEntries(Object.keys(there).map((name) => [name, read(folder, name)])), there);
    assert.deepEqual(names(folder), Object.keys(there).sort());
    assert.equal(run(folder, 'init').stderr, 'lintel: there is nothing to write; what is there stays as it is\n');
  });

  it('speaks TOML where pyproject.toml holds the settings', () => {
    const settings = '[tool.lintel]\nfail-on = "warning"\n';
    const folder = repository({ 'pyproject.toml': settings, 'data/a \u00e9"b.csv': DATA });
    const { code, stdout } = run(folder, 'init', '--yes');
    assert.equal(code, 0);
    const pasted = (/^pyproject\.toml is there.*:\n\n((?: {4}.*\n|\n)*)/m.exec(stdout)?.[1] ?? '').replace(/^ {4}/gm, '');
    assert.match(pasted, /\[\[tool\.lintel\.datasets\]\]\npath = "data\/a \u00e9\\"b\.csv"\n# columns: id, age, churned\n# label = "churned" # a guess by its name\n/);
    assert.equal(read(folder, 'pyproject.toml'), settings);
    writeFileSync(path.join(folder, 'pyproject.toml'), `${settings}${pasted}`.replace('# label', 'label'));
    const shown = run(folder, 'check', '--show-config');
    assert.deepEqual([shown.code, shown.stderr], [0, '']);
    assert.match(shown.stdout, /churned/);
  });

  it('makes jobs for GitLab and Jenkins', () => {
    const gitlab = repository({ 'a.py': '' });
    assert.equal(run(gitlab, 'init', '--yes', '--ci', 'gitlab').code, 0);
    const { lintel } = parse(read(gitlab, '.gitlab-ci.yml')) as { readonly lintel: { readonly artifacts: { readonly reports: unknown } } };
    assert.deepEqual(lintel.artifacts.reports, { codequality: 'gl-code-quality-report.json', junit: 'lintel-junit.xml' });
    assertCommandsExist(read(gitlab, '.gitlab-ci.yml'), gitlab);
    const jenkins = repository({ 'a.py': '', 'package.json': '{"devDependencies": {"lintel": "file:tools/lintel.tgz"}}' });
    assert.equal(run(jenkins, 'init', '--yes', '--ci', 'jenkins').code, 0);
    assert.match(read(jenkins, 'Jenkinsfile'), /sh 'npx --no-install lintel check /);
    assert.doesNotMatch(read(jenkins, 'Jenkinsfile'), /FILL IN/);
    assertCommandsExist(read(jenkins, 'Jenkinsfile'), jenkins);
  });

  it('asks for the CI where nothing speaks for one', () => {
    const folder = repository({ 'a.py': '' });
    assert.match(run(folder, 'init').stdout, /^No CI job: nothing here says which CI runs it; name one with `--ci github`, .*$/m);
    assert.equal(run(folder, 'init', '--ci', 'githb').stderr, 'lintel: --ci must be github, gitlab or jenkins, not `githb`; did you mean `github`?\n');
    assert.equal(run(folder, 'init', '--yes', '--diff').stderr, 'lintel: --yes and --diff exclude each other\n');
  });

  it('prints a patch that git applies', () => {
    const folder = repository({ 'a.py': '', '.gitlab-ci.yml': 'stages: [test]\n' });
    spawnSync('git', ['init', '-q'], { cwd: folder });
    const { code, stdout, stderr } = run(folder, 'init', '--diff');
    assert.deepEqual([code, stderr, names(folder)], [0, '', ['.gitlab-ci.yml', 'a.py']]);
    writeFileSync(path.join(folder, 'a.patch'), stdout);
    assert.deepEqual(spawnSync('git', ['apply', 'a.patch'], { cwd: folder, encoding: 'utf8' }).stderr, '');
    assert.deepEqual(names(folder), ['.gitlab-ci.yml', '.lintel/attestations.yaml', '.pre-commit-config.yaml', 'a.patch', 'a.py', 'lintel.yaml']);
    assert.match(run(folder, 'init', '--yes').stdout, /^lintel\.yaml is there and stays as it is\./m);
  });

  it('writes through no link', () => {
    const outside = repository({});
    const folder = repository({ ...GIT, 'a.py': '' });
    symlinkSync(outside, path.join(folder, '.github'));
    symlinkSync(path.join(outside, 'gone.yaml'), path.join(folder, 'lintel.yaml'));
    const { code, stdout, stderr } = run(folder, 'init', '--yes');
    assert.equal(code, 2);
    assert.equal(stderr, 'lintel: cannot write `.github/workflows/lintel.yml`: its folder is no folder of this repository, but a link or a file\n');
    assert.match(stdout, /^written \.pre-commit-config\.yaml\nwritten \.lintel\/attestations\.yaml\nlintel\.yaml is there and stays as it is\./);
    assert.deepEqual(names(outside), []);
  });

  it('takes names of files and columns for text', () => {
    const columns = ['::error::x', '\u001b[31mred', '# no: [comment', '\u202etxt', 'label\u2028x', 'target'].map((name) => `"${name}"`).join(',');
    const file = 'data/a: #b\n- path: "x" *[z] \u202e.csv';
    const folder = repository({ [file]: `${columns}\n1,2,3,4,5,6\n7,8,9,1,2,3\n`, 'data/yes.csv': DATA });
    const shown = run(folder, 'init').stdout;
    assert.doesNotMatch(shown, /[\u001b\u202e\u2028]|^\s*::error::/m);
    assert.equal(run(folder, 'init', '--yes').code, 0);
    const text = read(folder, 'lintel.yaml');
    assert.doesNotMatch(text, /[\u001b\u202e\u2028]/);
    assert.equal(parseAllDocuments(text).length, 1);
    assert.deepEqual((parse(text) as { readonly datasets: unknown }).datasets, [{ path: 'data/a: #b\n- path: "x" \\*\\[z\\] \u202e.csv' }, { path: 'data/yes.csv' }]);
    const checked = run(folder, 'check', '--show-config');
    assert.deepEqual([checked.code, checked.stderr], [0, '']);
  });

  it('excludes folders too big to be checked each time, and says so', () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`data/raw/${index}.csv`, 'a\n1\n']));
    const folder = repository({ ...many, 'data/train.csv': DATA });
    run(folder, 'init', '--yes');
    assert.match(read(folder, 'lintel.yaml'), /^exclude:\n {2}- data\/raw # 1,001 data files, .+; without this line they are checked too$/m);
    assert.deepEqual(parse(read(folder, 'lintel.yaml')), { exclude: ['data/raw'], datasets: [{ path: 'data/train.csv' }], 'fail-on': 'error' });
    assert.equal(run(folder, 'check', '--show-files').stdout, 'data/train.csv\n');
  });

  it('reads hostile settings of git in no time', () => {
    const folder = repository({ 'a.py': '', '.git/HEAD': `ref: ${'refs/'.repeat(1000)}`, '.git/config': `${'\n'.repeat(200_000)}${'[remote "'.repeat(20_000)}${'[remote "o"]\n'.repeat(20_000)}\turl = https://gitlab.example/a.git\n` });
    const begun = performance.now();
    assert.match(run(folder, 'init').stdout, /^\.gitlab-ci\.yml: the CI job$/m);
    assert.ok(performance.now() - begun < 10_000);
  });

  it('configures a folder inside of a repository, and no more', () => {
    const folder = repository({ ...GIT, 'sub/a.py': '' });
    assert.equal(run(folder, 'init', 'sub', '--yes').stdout, 'written lintel.yaml\nThe CI job, the hook and attestations belong into the top of the repository: run `lintel init ..` for them.\n');
    assert.deepEqual(names(folder), ['sub/a.py', 'sub/lintel.yaml']);
    assert.equal(existsSync(path.join(folder, '.github')), false);
  });
});

describe('lintel check --force-exclude', function () {
  this.timeout(60_000);

  before(() => void freshBundle());
  afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  const FAULT = 'import numpy as np\nprint(1 == np.nan)\n';
  const FILES = { 'lintel.yaml': 'exclude: [old]\n', 'old/a.py': FAULT, 'b.py': FAULT, 'gen/c.py': FAULT, '.gitignore': 'gen/\n', '.git/HEAD': '', 'build/d.py': FAULT };

  it('leaves out named files that a walk leaves out', () => {
    const folder = repository(FILES);
    const named = ['old/a.py', 'b.py', 'gen/c.py', 'build/d.py', '--select', 'correctness', '--format', 'concise'];
    assert.deepEqual(run(folder, 'check', '--force-exclude', ...named), {
      code: 1,
      stdout: 'b.py:2:7: error correctness/nan-equality Comparing with `np.nan` by `==` is false for every value\n1 finding (1 error); 1 Python file checked\n',
      stderr: 'lintel: 2 files or folders left out by .gitignore or .lintelignore, 1 file or folder left out by `exclude`\n',
    });
    assert.match(run(folder, 'check', ...named).stdout, /^4 findings /m);
  });

  it('finds nothing wrong where all that is named is left out', () => {
    assert.equal(run(repository(FILES), 'check', '--force-exclude', '-q', 'old/a.py').code, 0);
  });
});

interface Workflow {
  readonly on: { readonly push: { readonly branches: readonly string[] } };
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly uses?: string; readonly run?: string }[] }>>;
}

/** Actions stand at a commit; nothing foreign is put into a shell. */
function assertSafeJob({ jobs }: Workflow): void {
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  for (const { uses, run: script } of steps) {
    if (uses !== undefined) assert.match(uses, /^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/);
    if (script !== undefined) assert.ok(!script.includes('${{'), script);
  }
  assert.ok(steps.length > 0);
}
