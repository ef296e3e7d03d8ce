/** The built `lintel` with a baseline, spawned on small projects: what is known, what is new, what is refused. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';

const bundle = path.resolve(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');
const FILE = '.lintel/baseline.json';

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

class Project {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'project-'));

  constructor(files: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries({ '.git/HEAD': '', ...files })) this.write(name, text);
  }

  write(name: string, text: string): void {
    mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
    writeFileSync(path.join(this.folder, name), text);
  }

  read(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }

  at(name: string): string {
    return path.join(this.folder, name);
  }

  run(args: readonly string[], { env = {}, cwd = '.' }: { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string } = {}): Promise<Result> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [bundle, ...args], { cwd: this.at(cwd), env: { PATH: process.env['PATH'] ?? '', XDG_CACHE_HOME: this.at('.git/cache'), ...env } });
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  }

  /** Correctness only, one line per finding. */
  check(...args: readonly string[]): Promise<Result> {
    return this.run(['check', '--select', 'correctness,packaging', '--format', 'concise', ...args]);
  }

  create(...args: readonly string[]): Promise<Result> {
    return this.run(['baseline', 'create', '--select', 'correctness,packaging', ...args]);
  }

  prune(...args: readonly string[]): Promise<Result> {
    return this.run(['baseline', 'prune', '--select', 'correctness,packaging', ...args]);
  }
}

/** One fault in its second line. */
const program = (name: string): string => `import numpy as np\nprint(${name} == np.nan)\nprint("${name}")\n`;
const CONSTANT = `id,kind\n${Array.from({ length: 40 }, (_, index) => `${(index * 7919) % 1000},web\n`).join('')}`;

function notebook(...cells: readonly string[]): string {
  return JSON.stringify({ cells: cells.map((source, index) => ({ cell_type: 'code', execution_count: null, id: `c${index}`, metadata: {}, outputs: [], source: source.split(/(?<=\n)/) })), metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

describe('a baseline in the command line', function () {
  this.timeout(60_000);

  const projects: Project[] = [];
  const project = (files: Readonly<Record<string, string>>): Project => {
    const made = new Project(files);
    projects.push(made);
    return made;
  };

  before(() => void freshBundle());

  afterEach(() => {
    for (const { folder } of projects.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  describe('in a project that has findings', () => {
    const legacy = (): Project => project({ 'src/a.py': program('a'), 'src/b.py': program('b'), 'n.ipynb': notebook('import numpy as np', 'x = 1', 'print(x == np.nan)\nprint(2)'), 'c.csv': CONSTANT });

    it('knows them after lines moved, a file was renamed and cells were reordered, and shows a new one alone', async () => {
      const made = legacy();
      assert.equal((await made.check()).code, 1);
      assert.deepEqual(await made.create(), { code: 0, stdout: `${FILE}: 4 known findings in 4 files. From now on only new ones fail; keep the file in version control.\n`, stderr: '' });
      assert.deepEqual(await made.check(), { code: 0, stdout: 'No new findings; 3 Python files and 1 dataset checked; 4 known\n', stderr: '' });

      made.write('src/a.py', `"""Says what it does."""\n\n\n${program('a').replace('print("a")', 'print("other")')}`);
      renameSync(made.at('src/b.py'), made.at('src/renamed.py'));
      made.write('n.ipynb', notebook('import numpy as np', 'print("first")', 'print(x == np.nan)\nprint(2)', 'x = 1'));
      assert.deepEqual(await made.check(), { code: 0, stdout: 'No new findings; 3 Python files and 1 dataset checked; 4 known\n', stderr: '' });

      made.write('src/leak.py', program('leak'));
      assert.deepEqual(await made.check(), {
        code: 1,
        stdout: 'src/leak.py:2:7: error correctness/nan-equality Comparing with `np.nan` by `==` is false for every value\n1 new finding (1 error); 4 Python files and 1 dataset checked; 4 known\n',
        stderr: [
          `lintel: new: 1 finding not known to \`${FILE}\``,
          'lintel:   src/leak.py:2:7 error correctness/nan-equality',
          'lintel: moved: 1 known finding in a file of another name; it does not fail',
          'lintel: to see it here: lintel check --select correctness,packaging',
          '',
        ].join('\n'),
      });
    });

    it('knows what is said of a project as a whole when a folder gets another name', async () => {
      const made = project({ 'requirements.txt': 'numpy==2.3.4\n', 'notes/a.py': 'import lightgbm\nprint(lightgbm)\n', 'src/b.py': 'import xgboost\nprint(xgboost)\n' });
      assert.equal((await made.run(['baseline', 'create', '--select', 'reproducibility'])).code, 0);
      renameSync(made.at('notes'), made.at('work'));
      const { code, stdout } = await made.run(['check', '--select', 'reproducibility', '--format', 'concise']);
      assert.deepEqual([code, stdout], [0, 'No new findings; 2 Python files checked; 1 known\n']);
    });

    it('takes a copy of a file for new', async () => {
      const made = legacy();
      await made.create();
      made.write('src/copy.py', program('a'));
      const { code, stdout } = await made.check();
      assert.deepEqual([code, stdout.split('\n')[0]], [1, 'src/copy.py:2:7: error correctness/nan-equality Comparing with `np.nan` by `==` is false for every value']);
    });

    it('knows what is said of a table where programs are checked alone, as before a commit', async () => {
      const some = project({ 'data/a.csv': CONSTANT, 'train.py': 'import pandas as pd\ndf = pd.read_csv("data/a.csv")\n', 'serve.py': 'import pandas as pd\ndf = pd.read_csv("data/a.csv", index_col="id")\n' });
      await some.create();
      const known = some.read(FILE);
      assert.deepEqual(await some.check('train.py', 'serve.py'), { code: 0, stdout: 'No new findings; 2 Python files checked; 2 known\n', stderr: '' });
      await some.create('--force', 'train.py');
      assert.equal(some.read(FILE), known);
    });

    it('adds what is found in part of the project, and keeps what that cannot tell', async () => {
      const some = project({ 'requirements.txt': '', 'src/a.py': `${program('a')}def fill_gaps(rows):\n    return rows\n`, 'src/b.py': program('b'), 'c.py': program('c') });
      await some.run(['baseline', 'create', '-q']);
      some.write('src/b.py', 'print("b")\n');
      some.write('src/new.py', program('n'));
      assert.deepEqual((await some.run(['baseline', 'create', '--force', 'src'])).code, 0);
      assert.deepEqual(await some.run(['check', '-q']), { code: 0, stdout: 'No new findings; 4 Python files checked; 5 known\n', stderr: '' });
      assert.equal(some.read(FILE).includes('src/b.py'), true);
      assert.match((await some.run(['baseline', 'prune'])).stdout, /: 2 known findings removed; 5 known findings left\.\n$/);
    });

    it('lets go of what is said of a table that only programs look at, once none does', async () => {
      const some = project({ '.gitignore': 'data\n', 'data/a.csv': CONSTANT, 'train.py': 'import pandas as pd\ndf = pd.read_csv("data/a.csv")\n' });
      await some.create('-q');
      some.write('train.py', 'print("later")\n');
      some.write('other.py', 'print("other")\n');
      assert.deepEqual((await some.check('-q', 'other.py')).stdout, 'No findings; 1 Python file checked\n');
      assert.match((await some.run(['check', '--select', 'packaging'])).stdout, /1 known finding of `\.lintel\/baseline\.json` is no longer there/);
    });

    it('gives the same answer from every folder', async () => {
      const made = legacy();
      await made.create();
      const select = ['--select', 'correctness', '--format', 'concise'];
      assert.deepEqual(await made.run(['check', ...select], { cwd: 'src' }), { code: 0, stdout: 'No new findings; 2 Python files checked; 2 known\n', stderr: '' });
      assert.deepEqual(await made.run(['check', '..', ...select], { cwd: 'src' }), { code: 0, stdout: 'No new findings; 3 Python files and 1 dataset checked; 3 known\n', stderr: '' });
      assert.deepEqual(await made.run(['data', 'c.csv', '--format', 'concise'], { env: { CI: '1', GITHUB_ACTIONS: 'true' } }), { code: 0, stdout: 'No new findings; 1 dataset checked; 1 known\n', stderr: '' });
    });

    it('marks them in JSON and leaves them out when asked', async () => {
      const made = legacy();
      await made.create();
      made.write('src/b.py', 'print(1)\n');
      interface Json {
        readonly findings: readonly { readonly path: string; readonly baseline: string }[];
        readonly baseline: object;
        readonly summary: { readonly errors: number };
      }
      const whole = JSON.parse((await made.check('--format', 'json')).stdout) as Json;
      assert.deepEqual(whole.findings.map(({ path: at, baseline }) => [at, baseline]), [['c.csv', 'unchanged'], ['n.ipynb', 'unchanged'], ['src/a.py', 'unchanged']]);
      const absent = [{ rule: 'correctness/nan-equality', path: 'src/b.py', count: 1, confidence: 'certain', message: 'Comparing with `np.nan` by `==` is false for every value' }];
      assert.deepEqual([whole.baseline, whole.summary.errors], [{ kind: 'file', name: FILE, known: 3, moved: 0, absent }, 0]);
      assert.deepEqual((JSON.parse((await made.check('--format', 'json', '--new-only')).stdout) as Json).findings, []);
      const text = await made.run(['check', '--select', 'correctness', '-v', 'src']);
      assert.match(text.stdout, /2:7 {2}error {4}Comparing with `np\.nan` by `==` is false for every value \[known\]/);
    });

    it('uses none when told so', async () => {
      const made = legacy();
      await made.create();
      assert.equal((await made.check('--no-baseline')).code, 1);
      assert.equal((await made.run(['check', '--select', 'correctness'], { env: { LINTEL_NO_BASELINE: '1' } })).code, 1);
      assert.equal((await made.check('--no-baseline', '--baseline', FILE)).code, 0);
      assert.equal((await made.run(['check', '--select', 'correctness', '--baseline', FILE], { env: { LINTEL_NO_BASELINE: '1' } })).code, 0);
      assert.equal((await made.run(['check', '--select', 'correctness'], { env: { LINTEL_NO_BASELINE: '1', LINTEL_BASELINE: FILE } })).code, 2);
      const missing = await made.check('--baseline', 'my base.json');
      assert.deepEqual(missing, { code: 2, stdout: '', stderr: "lintel: --baseline: there is no `my base.json`; write it with `lintel baseline create --baseline 'my base.json'`\n" });
    });
  });

  describe('prune', () => {
    it('removes what is gone and keeps the rest as it is now', async () => {
      const made = project({ 'a.py': program('a'), 'b.py': program('b'), 'c.py': program('c') });
      await made.create();
      made.write('a.py', 'print(1)\n');
      renameSync(made.at('b.py'), made.at('z.py'));
      rmSync(made.at('c.py'));
      const hint = await made.run(['check', '--select', 'correctness']);
      assert.deepEqual([hint.code, hint.stdout], [0, `No new findings; 2 Python files checked; 1 known\n2 known findings of \`${FILE}\` are no longer there: lintel baseline prune\n`]);
      assert.deepEqual(await made.prune(), { code: 0, stdout: `${FILE}: 2 known findings removed, 1 moved to its present file; 1 known finding left.\n`, stderr: '' });
      assert.deepEqual(await made.run(['baseline', 'show']), { code: 0, stdout: `z.py\n  correctness/nan-equality  Comparing with \`np.nan\` by \`==\` is false for every value\n\n${FILE}: 1 known finding in 1 file\n`, stderr: '' });
      assert.deepEqual(await made.prune(), { code: 0, stdout: `${FILE}: nothing removed; 1 known finding left.\n`, stderr: '' });
    });

    it('keeps what stands in a program that cannot be read as a whole', async () => {
      const made = project({ 'a.py': program('a'), 'b.py': program('b') });
      await made.create();
      made.write('a.py', `def f(:\n  print((\n${program('a')}`);
      made.write('b.py', 'print(1)\n');
      assert.equal((await made.run(['baseline', 'prune', '--select', 'correctness', '--ignore', 'correctness/syntax-error'])).stdout, `${FILE}: 1 known finding removed; 1 known finding left.\n`);
      assert.deepEqual(pathsIn(made.read(FILE)), ['a.py']);
    });

    it('keeps what was not asked, not looked at or not looked at to its end', async () => {
      const made = project({ 'a.py': program('a'), 'src/b.py': program('b'), 'c.csv': CONSTANT });
      await made.create();
      const before = made.read(FILE);
      made.write('a.py', 'print(1)\n');
      made.write('src/b.py', 'print(1)\n');
      made.write('c.csv', '');
      assert.deepEqual(await made.run(['baseline', 'prune', '--select', 'leakage', '--allow-incomplete']), { code: 0, stdout: `${FILE}: nothing removed; 3 known findings left.\n`, stderr: '' });
      assert.equal((await made.prune('src')).stdout, `${FILE}: nothing removed; 3 known findings left.\n`);
      const incomplete = await made.prune();
      assert.deepEqual([incomplete.code, incomplete.stdout], [2, '']);
      assert.match(incomplete.stderr, /^lintel: 1 file could not be checked, such as `c\.csv`: .+; nothing was written\. See to it, or pass --allow-incomplete\n$/);
      assert.equal(made.read(FILE), before);
    });
  });

  describe('create', () => {
    it('refuses to write over a baseline unless forced, and keeps what lies outside of the path', async () => {
      const made = project({ 'a.py': program('a'), 'src/b.py': program('b') });
      await made.create();
      const before = made.read(FILE);
      made.write('src/c.py', program('c'));
      made.write('a.py', 'print(1)\n');
      assert.deepEqual(await made.create(), {
        code: 2,
        stdout: '',
        stderr: `lintel: \`${FILE}\` is there already, with 2 known findings; \`lintel baseline prune\` removes what is gone, \`lintel baseline create --force\` takes everything found for known\n`,
      });
      assert.equal(made.read(FILE), before);
      assert.equal((await made.create('src', '--force')).stdout, `${FILE}: 3 known findings in 3 files. From now on only new ones fail; keep the file in version control.\n`);
      assert.deepEqual(pathsIn(made.read(FILE)), ['a.py', 'src/b.py', 'src/c.py']);
    });

    it('writes beside the configuration, else where git begins', async () => {
      const made = project({ 'ml/lintel.yaml': 'select: [correctness]\n', 'ml/src/a.py': program('a'), 'other/b.py': program('b') });
      assert.equal((await made.run(['baseline', 'create', 'ml/src'])).code, 0);
      assert.equal((await made.create('other')).code, 0);
      assert.deepEqual(['ml/src', 'ml', 'other', '.'].map((folder) => existsSync(made.at(`${folder}/${FILE}`))), [false, true, false, true]);
      assert.deepEqual(pathsIn(made.read(`ml/${FILE}`)), ['src/a.py']);
    });

    it('writes nothing where there is nothing to check', async () => {
      const made = project({ 'docs/a.txt': '' });
      assert.deepEqual(await made.create('docs'), { code: 2, stdout: '', stderr: 'lintel: there is nothing to check under `docs`; nothing was written\n' });
      assert.equal(existsSync(made.at('.lintel')), false);
    });

    it('writes nothing where a link leads elsewhere', async () => {
      const outside = project({});
      const made = project({ 'a.py': program('a') });
      symlinkSync(outside.folder, made.at('.lintel'));
      assert.deepEqual(await made.create(), { code: 2, stdout: '', stderr: `lintel: cannot write \`${FILE}\`: its folder is a link that leads elsewhere; remove the link, or name another file with --baseline\n` });
      rmSync(made.at('.lintel'));
      mkdirSync(made.at('.lintel'));
      symlinkSync(outside.at('victim.json'), made.at(FILE));
      assert.equal((await made.create('--force')).code, 2);
      assert.deepEqual(readdirSync(outside.folder), ['.git']);
    });

    it('of two at once writes one, whole', async () => {
      const made = project(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`m${index}.py`, program(`m${index}`)])));
      const results = await Promise.all([made.create(), made.create()]);
      const codes = results.map(({ code }) => code).toSorted();
      assert.deepEqual(codes, [0, 2]);
      assert.match(results.find(({ code }) => code === 2)?.stderr ?? '', /another run has written it meanwhile|is there already/);
      assert.deepEqual([pathsIn(made.read(FILE)).length, readdirSync(made.at('.lintel'))], [30, ['baseline.json']]);
    });
  });

  describe('refuses and never writes over', () => {
    const entry = '{"path":"a.py","rule":"a/b","around":"0123456789abcdef","line":"0123456789abcdef","confidence":"certain","message":"m"}';
    const file = (version: number, entries: string): string => `{\n  "kind": "lintel-baseline",\n  "schemaVersion": ${version},\n  "tool": {"name":"lintel","version":"9.9.9"},\n  "entries": [\n${entries}\n  ]\n}\n`;
    const cases: Readonly<Record<string, readonly [string, string]>> = {
      'a broken one': [file(1, `${entry}${entry}`).slice(0, -20), ':6: it is no JSON; restore it from version control, or remove it and run `lintel baseline create`'],
      'a newer one': [file(2, entry), ':3: a newer Lintel (9.9.9) wrote it, with schemaVersion 2, and this one reads up to 1; update Lintel'],
      'one with a conflict': [file(1, `<<<<<<< HEAD\n${entry}\n=======\n>>>>>>> other`), ':6: a merge conflict was left in it; keep the entries of both sides, remove the marks, and run again'],
      'one with a wrong entry': [file(1, entry.replace('"a.py"', '7')), ':6: entry 1 has no `path`; restore it from version control, or remove it and run `lintel baseline create`'],
      'a file of others': ['{"findings": []}', ':1: it is no baseline of Lintel; name another file, or remove it and run `lintel baseline create`'],
    };
    for (const [name, [text, said]] of Object.entries(cases)) {
      it(name, async () => {
        const made = project({ 'a.py': program('a'), [FILE]: text });
        for (const args of [['check'], ['baseline', 'create', '--force'], ['baseline', 'prune'], ['baseline', 'show']]) {
          assert.deepEqual(await made.run(args), { code: 2, stdout: '', stderr: `lintel: ${FILE}${said}\n` }, args.join(' '));
        }
        assert.equal(made.read(FILE), text);
      });
    }

    it('one of 100 MB, which is not read', async () => {
      const made = project({ 'a.py': program('a'), [FILE]: '' });
      truncateSync(made.at(FILE), 100 * 1024 * 1024);
      const said = `lintel: ${FILE}: it is larger than 64 MB, so it is not read; restore it from version control, or remove it and run \`lintel baseline create\`\n`;
      for (const args of [['check'], ['baseline', 'create', '--force'], ['baseline', 'prune']]) assert.deepEqual(await made.run(args), { code: 2, stdout: '', stderr: said });
    });

    it('a program named by mistake', async () => {
      const made = project({ 'a.py': program('a') });
      assert.equal((await made.create('--baseline', 'a.py', '--force')).code, 2);
      assert.equal(made.read('a.py'), program('a'));
      assert.equal((await made.run(['check', '--output', `json=${FILE}`])).code, 2);
      await made.create();
      const before = made.read(FILE);
      assert.equal((await made.run(['check', '--output', `json=${FILE}`])).code, 2);
      assert.equal(made.read(FILE), before);
    });
  });

  it('shows foreign words without letting them act', async () => {
    const words = '\u001b]0;x\u0007\n::set-output name=a::b\n\u202e<script>|`\ud800';
    const entry = { path: '::error::\u001b[2J.py', rule: 'a/b', around: '0123456789abcdef', line: '0123456789abcdef', confidence: 'certain', message: words };
    const made = project({ [FILE]: JSON.stringify({ kind: 'lintel-baseline', schemaVersion: 1, tool: { name: 'lintel', version: '1.0.0' }, entries: [entry] }) });
    const { stdout } = await made.run(['baseline', 'show']);
    assert.equal(stdout, `\\u{3a}:error::\\u{1b}[2J.py (not there)\n  a/b  \\u{1b}]0;x\\u{7}\\n::set-output name=a::b\\n\\u{202e}<script>|\`\\u{d800}\n\n${FILE}: 1 known finding in 1 file\n`);
    const json = (await made.run(['baseline', 'show', '--format', 'json'])).stdout;
    assert.equal(/[\u001b\u0007\u202e]/.test(json), false);
    assert.deepEqual((JSON.parse(json) as { readonly entries: readonly object[] }).entries, [{ rule: 'a/b', path: entry.path, isThere: false, count: 1, confidence: 'certain', message: words, around: entry.around, line: entry.line }]);
  });

  describe('gates', () => {
    it('fail on any new finding, or on too many warnings', async () => {
      const made = project({ 'c.csv': CONSTANT });
      assert.equal((await made.check()).code, 0);
      assert.deepEqual(await made.check('--fail-on-new'), {
        code: 1,
        stdout: 'c.csv:1:4: warning packaging/constant-column `kind` is `web` in all 40 rows\n1 finding (1 warning); 1 dataset checked\n',
        stderr: 'lintel: new: 1 finding\nlintel:   c.csv:1:4 warning packaging/constant-column\nlintel: to see it here: lintel check --select correctness,packaging --fail-on-new\n',
      });
      assert.equal((await made.check('--max-warnings', '1')).code, 0);
      const many = await made.check('--max-warnings', '0');
      assert.deepEqual([many.code, many.stderr.split('\n')[2]], [1, 'lintel: new warnings: 1, more than --max-warnings 0']);
      assert.equal((await made.check('--max-warnings', '0', '--exit-zero')).code, 0);
      assert.deepEqual(await made.check('--max-warnings', 'few'), { code: 2, stdout: '', stderr: 'lintel: --max-warnings must be a whole number from 0 on, not `few`\n' });
      await made.create();
      assert.equal((await made.check('--fail-on-new', '--max-warnings', '0')).code, 0);
    });

    it('exit 2 whatever was asked when something was not done', async () => {
      const made = project({ 'a.csv': '', 'a.py': program('a') });
      const result = await made.check('--exit-zero', '--fail-on-new');
      assert.equal(result.code, 2);
      assert.match(result.stderr, /\nlintel: incomplete: 1 file not checked, a\.csv \(empty\)\nlintel: to see it here: .*\n$/);
    });

    it('name suppressions that have ended', async () => {
      const made = project({ 'c.csv': CONSTANT, 'lintel.yaml': 'suppressions:\n  - rule: packaging/constant-column\n    path: c.csv\n    reason: legacy\n    until: 2020-01-01\n' });
      const { code, stderr } = await made.check('--extend-select', 'config', '--max-warnings', '0');
      assert.deepEqual([code, stderr.split('\n').slice(-4, -2)], [1, ['lintel: new warnings: 2, more than --max-warnings 0', 'lintel: expired: 1 suppression past the last day, lintel.yaml:2:1']]);
    });

    it('print a command that asks for the baseline that was asked for, and for the severity', async () => {
      const made = project({ 'a.py': program('a') });
      await made.create('--baseline', 'other.json');
      made.write('b.py', program('b'));
      const said = async (args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> => (await made.run(['check', '--select', 'correctness', ...args], { env })).stderr.split('\n').at(-2) ?? '';
      assert.equal(await said(['--baseline', 'other.json'], { LINTEL_NO_BASELINE: '1' }), 'lintel: to see it here: lintel check --select correctness --baseline other.json');
      assert.equal(await said(['--no-baseline'], { LINTEL_BASELINE: 'other.json', LINTEL_FAIL_ON: 'warning' }), 'lintel: to see it here: lintel check --select correctness --fail-on warning --no-baseline');
    });

    it('print a command that a shell takes as it was meant', async function () {
      if (process.platform === 'win32') this.skip();
      const hostile = "it's \u001b[31m $(touch pwned) `x` \"q\".py";
      const made = project({ [hostile]: program('a'), '-x.py': program('b') });
      const { stderr } = await made.run(['check', '--select', 'correctness', '--fail-on-new', '--', hostile, '-x.py']);
      const command = /to see it here: lintel (.*)\n$/.exec(stderr)?.[1] ?? '';
      assert.equal(stderr.includes('\u001b'), false);
      const { stdout } = spawnSync('bash', ['-c', `printf '%s\\0' ${command}`], { cwd: made.folder });
      assert.deepEqual(stdout.toString().split('\0').slice(0, -1), ['check', '--select', 'correctness', '--fail-on-new', '--', hostile, '-x.py']);
      assert.equal(existsSync(made.at('pwned')), false);
    });
  });
});

function pathsIn(text: string): readonly string[] {
  const { entries } = JSON.parse(text) as { readonly entries: readonly { readonly path: string }[] };
  return entries.map((each) => each.path);
}
