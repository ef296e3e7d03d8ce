/** `lintel completions`: each script is read by its shell, which then completes as at a prompt. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';

function isThere(shell: string): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

describe('lintel completions', function () {
  this.timeout(60_000);

  let folder = '';

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'completions-'));
    writeFileSync(path.join(folder, 'a file.csv'), '');
    for (const shell of ['bash', 'zsh', 'fish', 'powershell']) writeFileSync(path.join(folder, shell), script(shell));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function script(shell: string): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, [freshBundle(), 'completions', shell], { encoding: 'utf8' });
    assert.deepEqual([status, stderr], [0, '']);
    return stdout;
  }

  function run(program: string, args: readonly string[]): string {
    const { stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', HOME: folder, TERM: 'dumb' } });
    assert.equal(stderr, '');
    return stdout;
  }

  /** What bash offers for the last of the words. */
  function inBash(...words: readonly string[]): readonly string[] {
    const quoted = words.map((word) => `'${word}'`).join(' ');
    const text = `source ./bash; COMP_WORDS=(lintel ${quoted}); COMP_CWORD=${words.length}; $(complete -p lintel | sed 's/.*-F \\([^ ]*\\).*/\\1/') lintel; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return run('bash', ['--noprofile', '--norc', '-u', '-c', text]).split('\n').filter((line) => line !== '');
  }

  const fish = (line: string): readonly string[] => run('fish', ['--no-config', '-c', `source fish; complete -C ${JSON.stringify(line)}`]).split('\n').filter((each) => each !== '').map((each) => each.split('\t')[0] ?? '');

  it('in bash, commands, flags, values, rules, reports and files', function () {
    if (!isThere('bash')) this.skip();
    assert.deepEqual(inBash('che'), ['check']);
    assert.deepEqual(inBash('check', '--confid'), ['--confidence']);
    assert.deepEqual(inBash('check', '--fail-on', ''), ['error', 'warning', 'info', 'never']);
    assert.deepEqual(inBash('check', '--fail-on', '=', 'w'), ['warning']);
    assert.deepEqual(inBash('--fail-on', 'n'), ['never']);
    assert.deepEqual(inBash('check', '--output', 'js'), ['json=', 'jsonl=']);
    assert.deepEqual(inBash('check', '--output', 'json', '=', 'a'), ['a file.csv']);
    assert.deepEqual(inBash('score', '--format', 'ba'), ['badge']);
    assert.deepEqual(inBash('explain', 'leakage/fit-b'), ['leakage/fit-before-split']);
    assert.deepEqual(inBash('check', '--select', 'leaka').slice(0, 1), ['leakage']);
    assert.deepEqual(inBash('check', 'a'), ['a file.csv']);
    assert.deepEqual(inBash('init', '--ci', 'g'), ['github', 'gitlab']);
    assert.deepEqual(inBash('baseline', 'cr'), ['create']);
    assert.deepEqual(inBash('completions', 'z'), ['zsh']);
  });

  it('in zsh, as a script it can read and load', function () {
    if (!isThere('zsh')) this.skip();
    assert.equal(run('zsh', ['-f', '-n', 'zsh']), '');
    assert.equal(run('zsh', ['-f', '-c', 'autoload -U compinit; compinit -u -D; source ./zsh; print $_comps[lintel]']), '_lintel\n');
  });

  it('in fish, commands, flags, values and rules', function () {
    if (!isThere('fish')) this.skip();
    assert.deepEqual(fish('lintel che'), ['check']);
    assert.deepEqual(fish('lintel check --confid'), ['--confidence']);
    assert.deepEqual(fish('lintel check --fail-on w'), ['warning']);
    assert.deepEqual(fish('lintel check --output js'), ['json=', 'jsonl=']);
    assert.deepEqual(fish('lintel explain leakage/fit-b'), ['leakage/fit-before-split']);
    assert.deepEqual(fish('lintel baseline cr'), ['create']);
    assert.deepEqual(fish('lintel check a'), ['a file.csv']);
  });

  it('in PowerShell, as a script with every command', () => {
    const text = script('powershell');
    assert.match(text, /^Register-ArgumentCompleter -Native -CommandName lintel/m);
    assert.match(text, /'--fail-on' = @\('error', 'warning', 'info', 'never'\)/);
  });

  it('knows no other shell', () => {
    const { status, stderr } = spawnSync(process.execPath, [freshBundle(), 'completions', 'tcsh'], { encoding: 'utf8' });
    assert.deepEqual([status, stderr], [2, "lintel: command-argument value 'tcsh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish, powershell.\n"]);
  });
});
