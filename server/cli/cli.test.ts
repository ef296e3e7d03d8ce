/** The built `lintel`, spawned on small projects: whole output, exit code, files written. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { freshBundle } from '../../tools/fresh-bundle.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const bundle = path.join(root, 'dist', 'cli.cjs');

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly onStart?: (child: ChildProcess) => void;
}

/** A project in a folder of its own; the scratch folder of its runs is another. */
class Project {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'project-'));
  readonly scratch = mkdtempSync(path.join(tmpdir(), 'scratch-'));

  constructor(files: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
      writeFileSync(path.join(this.folder, name), text);
    }
  }

  run(args: readonly string[], { env = {}, onStart }: RunOptions = {}): Promise<Result> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [bundle, ...args], { cwd: this.folder, env: { PATH: process.env['PATH'] ?? '', TMPDIR: this.scratch, ...env } });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.on('close', (code) => resolve({ code, stdout, stderr }));
      onStart?.(child);
    });
  }

  names(): readonly string[] {
    return readdirSync(this.folder).sort();
  }

  read(name: string): string {
    return readFileSync(path.join(this.folder, name), 'utf8');
  }
}

const projects: Project[] = [];

function project(files: Readonly<Record<string, string>>): Project {
  const made = new Project(files);
  projects.push(made);
  return made;
}

function lines(...text: readonly string[]): string {
  return text.map((line) => `${line}\n`).join('');
}

/** Two columns, the second of which is the same in every row. */
const CONSTANT = `id,kind\n${Array.from({ length: 40 }, (_, index) => `${(index * 7919) % 1000},web\n`).join('')}`;
/** Rows of another width, which is an error. */
const RAGGED = `a,b\n${Array.from({ length: 20 }, (_, index) => `${(index * 37) % 101},${(index * 53) % 97}\n`).join('')}1,2,3\n`;
const CLEAN = `a,b\n${Array.from({ length: 20 }, (_, index) => `${(index * 37) % 101},${(index * 53) % 97}\n`).join('')}`;

const RAGGED_LINE = 'r.csv:22:1: error structure/inconsistent-row-width Row has 3 fields, the others have 2';
const CONSTANT_LINE = 'c.csv:1:4: warning packaging/constant-column `kind` is `web` in all 40 rows';

describe('the command line', function () {
  this.timeout(60_000);

  before(() => void freshBundle());

  afterEach(() => {
    for (const { folder, scratch } of projects.splice(0)) {
      const left = readdirSync(scratch);
      rmSync(folder, { recursive: true, force: true });
      rmSync(scratch, { recursive: true, force: true });
      assert.deepEqual(left, [], 'scratch files are removed');
    }
  });

  describe('exit codes and streams', () => {
    it('0 when nothing reaches the threshold', async () => {
      const made = project({ 'a.csv': CLEAN, 'c.csv': CONSTANT });
      assert.deepEqual(await made.run(['check', '--format', 'concise']), { code: 0, stdout: lines(CONSTANT_LINE, '1 finding (1 warning); 2 datasets checked'), stderr: '' });
      assert.deepEqual(made.names(), ['a.csv', 'c.csv']);
    });

    it('1 when a finding reaches it', async () => {
      const made = project({ 'r.csv': RAGGED, 'c.csv': CONSTANT });
      const stdout = lines(CONSTANT_LINE, RAGGED_LINE, '2 findings (1 error, 1 warning); 2 datasets checked');
      assert.deepEqual(await made.run(['--format', 'concise']), { code: 1, stdout, stderr: '' });
      assert.equal((await made.run(['check', 'c.csv', '--fail-on', 'warning'])).code, 1);
      assert.equal((await made.run(['check', '.', '--fail-on', 'never'])).code, 0);
    });

    it('2 when something could not be checked, unless that is allowed', async () => {
      const made = project({ 'a.csv': CLEAN, 'empty.csv': '', 'r.csv': RAGGED });
      const result = await made.run(['check', '--format', 'concise']);
      assert.equal(result.code, 2);
      assert.match(result.stdout, /^empty\.csv: not checked \(empty\): .+$/m);
      assert.match(result.stdout, /; 1 not checked$/m);
      assert.equal((await made.run(['check', 'a.csv', 'empty.csv', '--allow-incomplete'])).code, 0);
    });

    it('2 when there is nothing to check', async () => {
      const made = project({ 'notes.txt': '', '.gitignore': 'data/', 'data/a.csv': CLEAN, '.git/HEAD': '' });
      const stderr = 'lintel: no data files, Python files or notebooks under `.`; 1 file or folder left out by .gitignore or .lintelignore; name a file to check it all the same\n';
      assert.deepEqual(await made.run([]), { code: 2, stdout: '', stderr });
      assert.equal((await made.run(['check', 'data/a.csv'])).code, 0);
    });

    it('says what no program of a project does only where all of them were checked', async () => {
      const made = project({ 'requirements.txt': '', 'clean.py': 'def fill_gaps(rows):\n    return rows\n', 'train.py': 'import clean\n' });
      const checked = async (...paths: readonly string[]): Promise<string> => (await made.run(['check', '--select', 'debt/uncalled-function', '--format', 'concise', ...paths])).stdout;
      assert.equal(await checked('clean.py'), 'No findings; 1 Python file checked\n');
      assert.equal(await checked('.'), 'clean.py:1:5: info debt/uncalled-function No program of the project calls or names `fill_gaps` (2 lines)\n1 finding (1 info); 2 Python files checked\n');
    });

    it('1 for a fault in a notebook, placed in its cell', async () => {
      const cell = { cell_type: 'code', execution_count: 1, id: 'a', metadata: {}, outputs: [], source: ['import numpy as np\n', 'print(1 == np.nan)'] };
      const notebook = JSON.stringify({ cells: [{ cell_type: 'markdown', id: 'b', metadata: {}, source: ['# Title'] }, cell], metadata: {}, nbformat: 4, nbformat_minor: 5 });
      const made = project({ 'a.ipynb': notebook, '.ipynb_checkpoints/a-checkpoint.ipynb': notebook, 'env/pyvenv.cfg': '', 'env/lib/b.py': '1 == float("nan")' });
      const args = ['check', '--select', 'correctness', '--format', 'concise'];
      assert.deepEqual(await made.run(args), {
        code: 1,
        stdout: 'a.ipynb:cell 2:2:7: error correctness/nan-equality Comparing with `np.nan` by `==` is false for every value\n1 finding (1 error); 1 Python file checked\n',
        stderr: '',
      });
    });

    it('the same report from one process and from two', async () => {
      const names = Array.from({ length: 40 }, (_, index) => `m${index}.py`);
      const text = 'import numpy as np\nimport pandas as pd\n\ndf = pd.read_csv("a.csv")\nprint(df[df["x"] == np.nan])\n';
      const made = project({ 'a.csv': CLEAN, ...Object.fromEntries(names.map((name) => [name, text])) });
      const one = await made.run(['check', '--jobs', '1', '--format', 'json', '--fail-on', 'never']);
      const two = await made.run(['check', '--jobs', '2', '--format', 'json', '--fail-on', 'never']);
      assert.deepEqual(two, one);
      const { findings } = JSON.parse(two.stdout) as { findings: readonly { readonly rule: string }[] };
      assert.equal(findings.filter(({ rule }) => rule === 'correctness/nan-equality').length, names.length);
    });

    it('2 for a path that is not there, with the nearest name', async () => {
      const made = project({ 'ratings.csv': CLEAN });
      const result = await made.run(['check', 'rating.csv', '--format', 'concise']);
      const stdout = lines('rating.csv: not checked (unreadable): there is no such file or folder; did you mean `ratings.csv`?', 'No findings; 0 datasets checked; 1 not checked');
      assert.deepEqual(result, { code: 2, stdout, stderr: '' });
    });

    it('stops quietly when nobody reads stdout any more, and keeps its code', async () => {
      const made = project({ 'r.csv': RAGGED });
      const result = await made.run(['check'], { onStart: (child) => child.stdout?.destroy() });
      assert.deepEqual([result.code, result.stderr], [1, '']);
    });

    it('2 when stdout cannot take the report', async function () {
      if (!existsSync('/dev/full')) this.skip();
      const made = project({ 'a.csv': CLEAN });
      const command = `"${process.execPath}" "${bundle}" check > /dev/full`;
      const child = spawn('sh', ['-c', command], { cwd: made.folder, env: { PATH: process.env['PATH'] ?? '', TMPDIR: made.scratch } });
      assert.equal(await new Promise((resolve) => child.on('close', resolve)), 2);
    });
  });

  describe('usage', () => {
    const cases: readonly (readonly [readonly string[], string])[] = [
      [['chekc'], 'there is no command `chekc`; did you mean `check`?'],
      [['a.csv'], 'there is no command `a.csv`; to check a file or folder: lintel check a.csv'],
      [['check', '--formt', 'json'], "unknown option '--formt'\n(Did you mean --format?)"],
      [['check', '--jobs', '0'], '--jobs must be a whole number from 1 to 64, not `0`'],
      [['check', '--format', 'jsn'], '--format must be text, concise, json, jsonl, sarif, gitlab, github, junit, markdown or html, not `jsn`; did you mean `json`?'],
      [['check', '--select', 'missing'], '--select: no rule or group is called `missing`'],
      [['check', '--ignore', 'constant-colum'], '--ignore: no rule or group is called `constant-colum`; did you mean `packaging/constant-column`?'],
      [['check', '--fail-on', 'eror'], '--fail-on must be error, warning, info or never, not `eror`; did you mean `error`?'],
      [['check', '--memory-limit', 'lots'], '--memory-limit must be a size such as `512MB`, not `lots`'],
      [['check', '--time-limit', '0s'], '--time-limit must be 1s to 168h, not 0s'],
      [['check', '--output', 'report.json'], '--output must be FORMAT=FILE, such as json=report.json, not `report.json`'],
      [['check', '--output', 'json=no/such/r.json'], 'cannot write `no/such/r.json`: there is no folder `no/such`'],
      [['check', '--output', 'json=.'], 'cannot write `.`: it is a folder'],
      [['check', '--output', 'json=a.csv'], 'cannot write `a.csv`: Lintel did not write what is there; name another file, or remove this one first'],
      [['check', '-q', '-v'], '--quiet and --verbose exclude each other'],
      [['check', '--isolated', '--config', 'x.yaml'], '--isolated and --config exclude each other'],
      [['check', '--config', 'gone.yaml'], 'gone.yaml: there is no such config file'],
      [['data'], "missing required argument 'file'"],
      [['explain', 'constant-colum'], 'no rule or group is called `constant-colum`; did you mean `packaging/constant-column`?; `lintel rules` lists them'],
    ];
    for (const [args, message] of cases) {
      it(args.join(' '), async () => {
        const made = project({ 'a.csv': CLEAN });
        assert.deepEqual(await made.run(args), { code: 2, stdout: '', stderr: `lintel: ${message}\n` });
        assert.equal(made.read('a.csv'), CLEAN);
      });
    }

    it('prints its version', async () => {
      const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
      assert.deepEqual(await project({}).run(['--version']), { code: 0, stdout: `lintel ${version}\n`, stderr: '' });
    });

    it('offers what it can do', async () => {
      const { code, stdout } = await project({}).run(['--help']);
      assert.equal(code, 0);
      assert.deepEqual(stdout.match(/^ {2}[a-z]+(?= .* {2})/gm), ['  check', '  fix', '  data', '  score', '  catalog', '  debt', '  init', '  baseline', '  report', '  explain', '  rules', '  doctor', '  clean', '  completions', '  server']);
    });
  });

  describe('variables', () => {
    it('set flags, and flags win over them', async () => {
      const made = project({ 'c.csv': CONSTANT });
      const env = { LINTEL_FORMAT: 'concise', LINTEL_FAIL_ON: 'warning', LINTEL_QUIET: '1' };
      assert.deepEqual(await made.run([], { env }), { code: 1, stdout: lines(CONSTANT_LINE, '1 finding (1 warning); 1 dataset checked'), stderr: lines('lintel: new: 1 finding', 'lintel:   c.csv:1:4 warning packaging/constant-column', 'lintel: to see it here: lintel check --fail-on warning') });
      assert.equal((await made.run(['--fail-on', 'error'], { env })).code, 0);
    });

    it('are checked like flags', async () => {
      const made = project({ 'c.csv': CONSTANT });
      assert.deepEqual(await made.run([], { env: { LINTEL_FAIL_ON: 'warn' } }), {
        code: 2,
        stdout: '',
        stderr: 'lintel: LINTEL_FAIL_ON must be error, warning, info or never, not `warn`\n',
      });
      const misspelt = await made.run([], { env: { LINTEL_FALI_ON: 'info', LINTEL_HOME: '/opt/lintel' } });
      assert.equal(misspelt.stderr, 'lintel: the variable LINTEL_FALI_ON sets no flag; did you mean `LINTEL_FAIL_ON`?\n');
      assert.equal((await made.run([], { env: { LINTEL_ISOLATED: 'maybe' } })).stderr, 'lintel: LINTEL_ISOLATED must be 1 or 0, not `maybe`\n');
    });
  });

  describe('configuration', () => {
    it('stops at the first look when it is wrong, with every fault in its place', async () => {
      const made = project({ 'a.csv': CLEAN, 'lintel.yaml': 'selct: [all]\nfail-on: eror\n', 'sub/lintel.yaml': 'zebra: 1', 'sub/b.csv': CLEAN });
      const stderr = lines(
        'lintel: lintel.yaml:1:1: unknown key `selct`; did you mean `select`?',
        'lintel: lintel.yaml:2:10: `fail-on` must be error, warning, info or never, not `eror`; did you mean `error`?',
        'lintel: sub/lintel.yaml:1:1: unknown key `zebra`',
      );
      assert.deepEqual(await made.run(['check']), { code: 2, stdout: '', stderr });
      assert.equal((await made.run(['check', '--isolated'])).code, 0);
    });

    it('holds each dataset to the nearest one', async () => {
      const made = project({ 'c.csv': CONSTANT, 'sub/c.csv': CONSTANT, 'sub/lintel.yaml': 'severity: {packaging/constant-column: error}' });
      const result = await made.run(['check', '--format', 'concise']);
      assert.deepEqual(result, {
        code: 1,
        stdout: lines(CONSTANT_LINE, `sub/${CONSTANT_LINE.replace('warning', 'error')}`, '2 findings (1 error, 1 warning); 2 datasets checked'),
        stderr: '',
      });
    });

    it('silences findings with a reason, and tells of silence without effect', async () => {
      const config = lines(
        'suppressions:',
        '  - {rule: packaging/constant-column, path: c.csv, column: kind, reason: one source only}',
        '  - {rule: packaging/constant-column, path: gone.csv, reason: old}',
        '  - {rule: packaging/duplicate-rows, reason: old, until: 2020-01-01}',
      );
      const made = project({ 'c.csv': CONSTANT, 'lintel.yaml': config });
      assert.deepEqual(await made.run(['check', '--format', 'concise']), {
        code: 0,
        stdout: lines(
          'lintel.yaml:3:1: info config/unused-suppression Nothing is silenced here: `packaging/constant-column` reports nothing of the kind',
          'lintel.yaml:4:1: warning config/expired-suppression This suppression of `packaging/duplicate-rows` ended on 2020-01-01',
          '2 findings (1 warning, 1 info); 1 dataset checked; 1 silenced by the configuration',
        ),
        stderr: '',
      });
    });

    it('is shown with the origin of each value', async () => {
      const made = project({ 'lintel.yaml': 'ignore: [packaging]\ntime-limit: 30s\n', 'a.csv': CLEAN });
      const { code, stdout } = await made.run(['check', '--show-config', '--fail-on', 'info'], { env: { LINTEL_MEMORY_LIMIT: '1GB' } });
      assert.equal(code, 0);
      assert.equal(
        stdout,
        lines(
          '# lintel.yaml',
          'select: ["all"]        # default',
          'extend-select: []      # default',
          'ignore: ["packaging"]  # lintel.yaml:1',
          'severity: {}           # default',
          'rules: {}              # default',
          'exclude: []            # default',
          'datasets: []           # default',
          'suppressions: []       # default',
          'fail-on: info          # --fail-on',
          'confidence: likely     # default',
          'memory-limit: 1GB      # LINTEL_MEMORY_LIMIT',
          'time-limit: 30s        # lintel.yaml:2',
        ),
      );
    });

    it('decides which files are looked at', async () => {
      const made = project({ 'lintel.yaml': 'exclude: [old]', 'a.csv': CLEAN, 'old/b.csv': CLEAN, 'parts/part-0.csv': CLEAN, 'parts/part-1.csv': CLEAN });
      assert.deepEqual(await made.run(['check', '--show-files']), { code: 0, stdout: lines('a.csv', 'parts (2 parts)'), stderr: '' });
    });
  });

  describe('reports', () => {
    const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync(path.join(root, 'test-fixtures', 'schemas', 'check.schema.json'), 'utf8')) as object);

    it('JSON of check and data keeps to the schema', async () => {
      const made = project({ 'r.csv': RAGGED, 'c.csv': CONSTANT, 'empty.csv': '', 'e.jsonl': '{"a": 1}\n{"a": 2}\n' });
      for (const args of [['check'], ['data', 'r.csv', 'c.csv', 'e.jsonl']]) {
        const { stdout } = await made.run([...args, '--format', 'json']);
        const parsed: unknown = JSON.parse(stdout);
        assert.ok(validate(parsed), JSON.stringify(validate.errors));
        assert.equal(Object.hasOwn(parsed as object, 'profiles'), args[0] === 'data');
      }
    });

    it('are the same bytes for the same inputs', async () => {
      const made = project({ 'r.csv': RAGGED, 'c.csv': CONSTANT });
      const [first, second] = [await made.run(['data', 'r.csv', 'c.csv', '--format', 'json']), await made.run(['data', 'r.csv', 'c.csv', '--format', 'json'])];
      assert.deepEqual(first, second);
    });

    it('go to several files in one run, and leave nothing else', async () => {
      const made = project({ 'c.csv': CONSTANT, 'old.txt': '' });
      const result = await made.run(['check', '--output', 'json=old.txt', '--output', 'concise=c.txt', '-q']);
      assert.equal(result.stdout, lines('c.csv', '  1:4  warning  `kind` is `web` in all 40 rows  packaging/constant-column', '', '1 finding (1 warning); 1 dataset checked'));
      assert.equal((JSON.parse(made.read('old.txt')) as { summary: { warnings: number } }).summary.warnings, 1);
      assert.equal(made.read('c.txt'), lines(CONSTANT_LINE, '1 finding (1 warning); 1 dataset checked', '-- Lintel report'));
      assert.deepEqual(made.names(), ['c.csv', 'c.txt', 'old.txt']);
    });

    it('draw the table', async () => {
      const made = project({ 'c.csv': CONSTANT });
      const { stdout } = await made.run(['data', 'c.csv']);
      assert.equal(
        stdout,
        lines(
          'c.csv  csv, 40 rows x 2 columns',
          '',
          '  column    type        missing   distinct  range            shape',
          '  id        integer           -         40  0 … 975          █▇▅▇▅▇▇▅██',
          '  kind      text              -          1',
          '    1:4  warning  `kind` is `web` in all 40 rows  packaging/constant-column',
          '',
          '1 finding (1 warning); 1 dataset checked',
          'Next: lintel explain packaging/constant-column',
        ),
      );
    });

    it('say when no table has the label', async () => {
      const made = project({ 'c.csv': CONSTANT });
      const { code, stderr } = await made.run(['data', 'c.csv', '--label', 'knd']);
      assert.deepEqual([code, stderr], [2, 'lintel: --label: no table has a column `knd`; did you mean `kind`?\n']);
    });

    it('count findings per rule on stderr', async () => {
      const made = project({ 'c.csv': CONSTANT, 'd.csv': CONSTANT, 'r.csv': RAGGED });
      assert.equal((await made.run(['check', '--statistics'])).stderr, lines('     2  packaging/constant-column', '     1  structure/inconsistent-row-width'));
    });
  });

  describe('names', () => {
    it('odd ones are read exactly', async () => {
      const names = ['data[1].csv', 'data1.csv', "it's \"q\" *.csv", '-rf.csv', '--format.csv', 'größe 東京.csv', 'a\nb.csv', '#x?.csv', '%20.csv', '~.csv'];
      const made = project(Object.fromEntries(names.map((name, index) => [name, index === 0 ? RAGGED : CLEAN])));
      const result = await made.run(['check', '--format', 'json', '--', ...names]);
      const { findings, summary } = JSON.parse(result.stdout) as { findings: { path: string }[]; summary: { datasetsChecked: number; complete: boolean } };
      assert.deepEqual(findings.map((each) => each.path), ['data[1].csv']);
      assert.deepEqual([summary.datasetsChecked, summary.complete], [names.length, true]);
    });

    it('cannot steer the terminal', async () => {
      const made = project({ 'a\u001b[31m\u202eb.csv': RAGGED });
      const { stdout } = await made.run(['check', '--color', 'always', '--format', 'concise']);
      assert.match(stdout, /^a\\u\{1b\}\[31m\\u\{202e\}b\.csv:22:1: /);
    });

    it('a link named by hand is followed, one met on the way is not', async () => {
      const made = project({ 'real/r.csv': RAGGED, '.lintelignore': 'real' });
      symlinkSync('real/r.csv', path.join(made.folder, 'l.csv'));
      assert.equal((await made.run(['check', 'l.csv'])).code, 1);
      const { code, stderr } = await made.run(['check']);
      assert.deepEqual([code, stderr], [2, 'lintel: no data files, Python files or notebooks under `.`; 1 file or folder left out by .gitignore or .lintelignore, 1 link not followed; name a file to check it all the same\n']);
    });
  });

  describe('rules', () => {
    it('are explained', async () => {
      const { code, stdout } = await project({}).run(['explain', 'constant-column']);
      assert.equal(code, 0);
      assert.match(stdout, /^packaging\/constant-column {2}warning, /);
      const titles = ['What it finds', 'Why it matters', 'What to do instead', 'Limits', 'Reported', 'Not reported', 'How to silence it', 'Sources'];
      assert.deepEqual(stdout.split('\n').filter((line) => titles.includes(line)), titles);
    });

    it('of a group are listed', async () => {
      assert.deepEqual(await project({}).run(['explain', 'config']), {
        code: 0,
        stdout: lines(
          'config',
          '  config/expired-suppression         warning  A suppression past its last day',
          '  config/invalid-api-entry           warning  An entry of lintel.api.json that cannot be read',
          '  config/suppression-without-reason  warning  A suppression that gives no reason',
          '  config/suppression-without-rule    warning  A suppression that names no rule',
          '  config/unknown-suppressed-rule     warning  A suppression of a rule that does not exist',
          '  config/unused-suppression          info     A suppression that silences nothing',
        ),
        stderr: '',
      });
    });

    it('are listed for programs', async () => {
      const { stdout } = await project({}).run(['rules', '--format', 'json']);
      const { rules } = JSON.parse(stdout) as { rules: { id: string; group: string }[] };
      assert.deepEqual(rules.filter(({ group }) => group === 'config').map(({ id }) => id), [
        'config/expired-suppression',
        'config/invalid-api-entry',
        'config/suppression-without-reason',
        'config/suppression-without-rule',
        'config/unknown-suppressed-rule',
        'config/unused-suppression',
      ]);
    });
  });

  it('doctor names the engine, the limits and what is switched off', async () => {
    const made = project({ 'lintel.yaml': 'ignore: [config/unused-suppression]\n' });
    const { code, stdout } = await made.run(['doctor', '--format', 'json']);
    assert.equal(code, 0);
    const parsed = JSON.parse(stdout) as { engine: { works: boolean; name: string }; config: unknown; rules: { switchedOff: unknown } };
    assert.deepEqual([parsed.engine.works, parsed.engine.name], [true, 'DuckDB']);
    assert.deepEqual(parsed.config, { file: 'lintel.yaml', problems: [] });
    assert.deepEqual(parsed.rules.switchedOff, [{ rule: 'config/unused-suppression', why: 'in `ignore` (lintel.yaml:1)' }]);
  });

  describe('signals', () => {
    for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
      it(`${signal} ends the run with a valid report marked incomplete`, async () => {
        const row = '0.123456,0.234567,0.345678,0.456789,0.567891,0.678912\n';
        const made = project({ 'big.csv': `a,b,c,d,e,f\n${row.repeat(1_200_000)}` });
        const result = await made.run(['check', '--format', 'json'], {
          onStart: (child) => {
            // the run has begun once its scratch folder is there
            const looking = setInterval(() => {
              if (readdirSync(made.scratch).length === 0) return;
              clearInterval(looking);
              child.kill(signal);
            }, 5);
          },
        });
        assert.equal(result.code, code);
        assert.equal(result.stderr, `lintel: stopped by ${signal}; the report is incomplete\n`);
        const { notChecked, summary } = JSON.parse(result.stdout) as { notChecked: { path: string; reason: string }[]; summary: { complete: boolean } };
        assert.deepEqual(notChecked.map(({ path: name, reason }) => [name, reason]), [['big.csv', 'cancelled']]);
        assert.equal(summary.complete, false);
        assert.deepEqual(made.names(), ['big.csv']);
      });
    }
  });
});
