/** The score inside of a check, as the built `lintel` gives it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { freshBundle } from '../../tools/fresh-bundle.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

describe('a check with the score', function () {
  this.timeout(60_000);
  let folder = '';
  const lintel = (args: readonly string[], env: Readonly<Record<string, string>> = {}): { readonly code: number | null; readonly stdout: string; readonly stderr: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist', 'cli.cjs'), ...args], { cwd: folder, env: { PATH: process.env['PATH'] ?? '', TMPDIR: tmpdir(), ...env }, encoding: 'utf8' });
    return { code: status, stdout, stderr };
  };
  const json = (text: string): { readonly [key: string]: unknown } => JSON.parse(text) as { readonly [key: string]: unknown };

  before(async () => {
    await freshBundle();
    folder = mkdtempSync(path.join(tmpdir(), 'scored-'));
    mkdirSync(path.join(folder, '.git'));
    mkdirSync(path.join(folder, 'src'));
    writeFileSync(path.join(folder, 'src', 'a.py'), 'print(1)\n');
    writeFileSync(path.join(folder, 'README.md'), '# a project\n');
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what `lintel score` says of the repository around', () => {
    const checked = lintel(['check', 'src', '--score', '--format', 'json']);
    assert.equal(checked.code, 0, checked.stderr);
    assert.deepEqual(json(checked.stdout)['score'], json(lintel(['score', '--format', 'json']).stdout));
    const accepts = new Ajv({ allowUnionTypes: true }).compile(json(readFileSync(path.join(root, 'test-fixtures/schemas/check.schema.json'), 'utf8')));
    assert.ok(accepts(json(checked.stdout)), JSON.stringify(accepts.errors));
  });

  it('fails below the score asked for, by flag and by variable, and says why', () => {
    const { code, stdout, stderr } = lintel(['check', '--min-score', '1']);
    assert.deepEqual({ code, stderr }, { code: 1, stderr: 'lintel: the proven score is 0, which is below --min-score 1\nlintel: to see it here: lintel check --min-score 1\n' });
    assert.match(stdout, /^The ML Test Score \(2017\) 0 of 7: proven 0, attested 0, claimed 0$/m);
    assert.equal(lintel(['check'], { LINTEL_MIN_SCORE: '1' }).code, 1);
    assert.equal(lintel(['check', '--min-score', '0']).code, 0);
  });

  it('refuses a score that is no number, and paths of several repositories', () => {
    const other = mkdtempSync(path.join(tmpdir(), 'other-'));
    assert.deepEqual(lintel(['check', '--min-score', 'all']).stderr, 'lintel: --min-score must be a number from 0 on, not `all`\n');
    const { code, stderr } = lintel(['check', 'src', other, '--score']);
    rmSync(other, { recursive: true });
    assert.deepEqual({ code, stderr }, { code: 2, stderr: `lintel: --score: \`${other}\` is not in the repository of \`src\`; check one repository at a time\n` });
  });
});
