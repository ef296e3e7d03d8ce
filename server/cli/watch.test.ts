import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';

describe('watching', function () {
  this.timeout(60_000);
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lintel-watch-test-'));
    mkdirSync(path.join(folder, '.git'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('checks again after a change, shows and survives a broken configuration, and ends with Ctrl-C', async function () {
    if (process.platform === 'win32') this.skip();
    writeFileSync(path.join(folder, 'train.py'), 'import numpy\n');
    const child = spawn(process.execPath, [freshBundle(), 'check', '.', '--watch', '--format', 'concise', '--output', 'json=report.json', '--no-progress'], { cwd: folder, env: { ...process.env, XDG_CACHE_HOME: path.join(folder, 'node_modules') } });
    let text = '';
    let seen = 0;
    let onText = (): void => undefined;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
        onText();
      });
    }
    const waiting = /lintel: watching `\.` for changes; Ctrl-C ends\n/;
    /** What is said up to where it waits for a change. */
    const round = (): Promise<string> =>
      new Promise((resolve) => {
        onText = () => {
          const found = waiting.exec(text.slice(seen));
          if (found === null) return;
          const said = text.slice(seen, seen + found.index);
          seen += found.index + found[0].length;
          onText = () => undefined;
          resolve(said);
        };
        onText();
      });
    assert.match(await round(), /reproducibility\/undeclared-dependency/);
    writeFileSync(path.join(folder, 'train.py'), 'x = 1\n');
    assert.doesNotMatch(await round(), /undeclared/);
    writeFileSync(path.join(folder, 'lintel.yaml'), 'selekt: [all]\n');
    assert.match(await round(), /lintel\.yaml:1:1: .*selekt/);
    writeFileSync(path.join(folder, 'lintel.yaml'), 'select: [all]\n');
    assert.doesNotMatch(await round(), /selekt/);
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    child.kill('SIGINT');
    assert.equal(await ended, 130);
    assert.doesNotMatch(text, /\u001b/);
  });

  it('is refused where there is nothing to repeat', () => {
    const { status, stderr } = spawnSync(process.execPath, [freshBundle(), 'check', '.', '--watch', '--fix'], { cwd: folder, encoding: 'utf8' });
    assert.deepEqual([status, stderr], [2, 'lintel: --watch and --fix exclude each other\n']);
  });
});
