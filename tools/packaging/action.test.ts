/** action.yml: read as GitHub reads it, held to rules that keep foreign text out of shells, its scripts run with GitHub's environment. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { freshBundle } from '../fresh-bundle.ts';
import { unknownFlags } from './known-flags.ts';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const root = path.resolve(import.meta.dirname, '../..');
const action = parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as Action;
const { steps } = action.runs;

describe('action.yml', () => {
  it('is composite, and each of its shells is named', () => {
    assert.equal(action.runs.using, 'composite');
    assert.deepEqual(steps.filter(({ run, shell }) => run !== undefined && shell !== 'bash'), []);
  });

  it('puts nothing foreign into a shell but by variables', () => {
    for (const { run } of steps) assert.ok(run === undefined || !run.includes('${{'), run);
    for (const name of readdirSync(path.join(root, 'tools/action'))) assert.doesNotMatch(readFileSync(path.join(root, 'tools/action', name), 'utf8'), /\$\{\{|\beval\b/, name);
  });

  it('uses other actions at a commit', () => {
    const uses = steps.flatMap((step) => (step.uses === undefined ? [] : [step.uses]));
    assert.ok(uses.length > 0);
    for (const each of uses) assert.match(each, /^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/);
  });

  it('uses every input, and sets every output it promises', () => {
    const text = JSON.stringify(steps);
    for (const name of Object.keys(action.inputs)) assert.ok(text.includes(`inputs.${name}`), name);
    const script = readFileSync(path.join(root, 'tools/action/check.sh'), 'utf8');
    for (const [name, { value }] of Object.entries(action.outputs)) {
      assert.equal(value, `\${{ steps.check.outputs.${name} }}`);
      assert.ok(script.includes(`${name}=`), name);
    }
  });

  it('gives Lintel flags that it has', () => {
    const script = readFileSync(path.join(root, 'tools/action/check.sh'), 'utf8');
    assert.deepEqual(unknownFlags(['check', ...(script.match(/(?<=[( "])--[a-z-]+/g) ?? [])]), []);
  });
});

describe('the steps of the action', function () {
  this.timeout(60_000);

  let folder = '';

  before(() => void freshBundle());
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'action-'));
    mkdirSync(path.join(folder, 'repo'));
    mkdirSync(path.join(folder, 'temp'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the step as GitHub does; returns its code, stdout and outputs. */
  function run(id: string, env: Readonly<Record<string, string>> = {}): { readonly code: number | null; readonly stdout: string; readonly outputs: string } {
    const step = steps.find((each) => each.id === id);
    const script = path.join(folder, 'step.sh');
    const output = path.join(folder, 'output');
    writeFileSync(script, step?.run ?? 'exit 99');
    writeFileSync(output, '');
    const github = { GITHUB_ACTIONS: 'true', CI: 'true', GITHUB_ACTION_PATH: root, GITHUB_OUTPUT: output, GITHUB_WORKSPACE: path.join(folder, 'repo'), RUNNER_TEMP: path.join(folder, 'temp'), GITHUB_STEP_SUMMARY: path.join(folder, 'summary') };
    const inputs = Object.fromEntries(Object.entries(step?.env ?? {}).map(([name, value]) => [name, action.inputs[/inputs\.([\w-]+)/.exec(value)?.[1] ?? '']?.default ?? '']));
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', script], { cwd: path.join(folder, 'repo'), encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', ...github, ...inputs, ...env } });
    assert.doesNotMatch(stderr, /unbound|syntax error|not found/);
    return { code: status, stdout, outputs: readFileSync(output, 'utf8') };
  }

  it('name what the build rests on', () => {
    const { code, outputs } = run('prepare');
    assert.equal(code, 0);
    assert.match(outputs, /^lock=[0-9a-f]{64}\n$/);
  });

  it('check, annotate, count, and leave failing to the last step', () => {
    writeFileSync(path.join(folder, 'repo', 'a.py'), 'import numpy as np\nprint(1 == np.nan)\n');
    const { code, stdout, outputs } = run('check', { ACTION_FAIL_ON: 'error' });
    assert.equal(code, 0);
    assert.match(stdout, /^::error file=a\.py,line=2,.*Comparing with/m);
    assert.equal(outputs, `exit-code=1\nsarif-file=${folder}/temp/lintel.sarif\nfindings=2\nnew-findings=2\n`);
    const sarif = JSON.parse(readFileSync(path.join(folder, 'temp', 'lintel.sarif'), 'utf8')) as { readonly version: string };
    assert.equal(sarif.version, '2.1.0');
  });

  it('take inputs for text', () => {
    writeFileSync(path.join(folder, 'repo', '-q $(touch x).py'), '');
    writeFileSync(path.join(folder, 'repo', 'b c.py'), '');
    const paths = '-q $(touch x).py\n\nb c.py\n';
    assert.match(run('check', { ACTION_PATHS: paths }).outputs, /^exit-code=0\n/);
    assert.match(run('check', { ACTION_CONFIG: '; touch x' }).outputs, /^exit-code=2\n/);
    assert.match(run('check', { ACTION_FAIL_ON: '"; touch x; "' }).outputs, /^exit-code=2\n$/);
    assert.deepEqual(readdirSync(path.join(folder, 'repo')), ['-q $(touch x).py', 'b c.py']);
  });
});
