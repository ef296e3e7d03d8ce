import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readBaseline } from '../../core/baseline/read-baseline.ts';
import type { BaselineEntry } from '../../core/report.ts';
import { withLock } from './lock-file.ts';
import { writeBaseline } from './write-baseline.ts';

const here = import.meta.dirname;

function entries(name: string): readonly BaselineEntry[] {
  return Array.from({ length: 5000 }, (_, index) => ({ rule: 'a/b', path: `${name}${index}.py`, identity: { line: '0123456789abcdef', around: '0123456789abcdef' }, count: 1, confidence: 'certain', message: 'm'.repeat(100) }));
}

describe('writing a baseline', function () {
  this.timeout(60_000);
  let root = '';
  const file = (): Parameters<typeof writeBaseline>[0]['file'] => ({ path: path.join(root, '.lintel/baseline.json'), displayPath: '.lintel/baseline.json', root, isNamed: false });
  const write = (before: string | null, name = 'a'): Promise<string | null> => writeBaseline({ file: file(), entries: entries(name), before, workingFolder: root, toolVersion: '1.0.0' });
  const lock = (): string => `${file().path}.lock`;
  const text = (): string => readFileSync(file().path, 'utf8');

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'baseline-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('leaves what another run wrote meanwhile', async () => {
    assert.equal(await write(null), null);
    const before = text();
    assert.equal(await write(null, 'b'), 'another run has written it meanwhile; `--force` replaces it');
    assert.equal(await write('something else', 'b'), 'it was changed meanwhile; run again');
    assert.equal(text(), before);
  });

  it('leaves the old or the new file when it is killed, and the next run is not held up', async () => {
    // writes one of two baselines after the other, until it is ended
    const program = `
      import { writeBaseline } from ${JSON.stringify(path.join(here, 'write-baseline.ts'))};
      import { readFileSync } from 'node:fs';
      const [root] = process.argv.slice(-1);
      const file = { path: root + '/.lintel/baseline.json', displayPath: 'x', root, isNamed: false };
      const entries = (name) => Array.from({ length: 5000 }, (_, index) => ({ rule: 'a/b', path: name + index + '.py', identity: { line: '0123456789abcdef', around: '0123456789abcdef' }, count: 1, confidence: 'certain', message: 'm'.repeat(100) }));
      for (let turn = 0; ; turn += 1) {
        const failure = await writeBaseline({ file, entries: entries(turn % 2 === 0 ? 'a' : 'b'), before: readFileSync(file.path, 'utf8'), workingFolder: root, toolVersion: '1.0.0' });
        if (failure !== null) { console.error(failure); process.exit(1); }
        console.log(turn);
      }`;
    writeFileSync(path.join(root, 'writer.mts'), program);
    assert.equal(await write(null), null);
    for (const delayMs of [0, 3, 7, 11, 16, 23]) {
      const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'writer.mts'), root], { cwd: path.resolve(here, '../../..'), stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await wait(delayMs);
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      const reading = readBaseline(text(), { root, workingFolder: root });
      assert.equal(reading.ok && reading.entries.length, 5000);
      const startedAt = Date.now();
      assert.equal(await write(text()), null);
      assert.ok(Date.now() - startedAt < 5000);
    }
    assert.deepEqual(readdirSync(path.join(root, '.lintel')), ['baseline.json']);
  });

  describe('under a lock', () => {
    const hold = (holder: object, ageMs = 0): void => {
      mkdirSync(path.dirname(lock()), { recursive: true });
      writeFileSync(lock(), JSON.stringify(holder));
      const at = new Date(Date.now() - ageMs);
      utimesSync(lock(), at, at);
    };
    const ended = (): number => spawnSync(process.execPath, ['-e', '']).pid;

    it('takes one that a process left which has ended', async () => {
      hold({ process: ended(), startedAt: '1', host: hostname() });
      assert.deepEqual([await write(null), existsSync(lock())], [null, false]);
    });

    it('takes one of a process whose id another has now', async function () {
      if (process.platform !== 'linux') this.skip();
      hold({ process: process.pid, startedAt: '1', host: hostname() });
      assert.equal(await write(null), null);
    });

    it('takes one of another machine, or one that says nothing, after 30 seconds', async () => {
      hold({ process: 1, startedAt: '1', host: 'elsewhere' }, 31_000);
      assert.equal(await write(null), null);
      hold({}, 31_000);
      assert.equal(await write(text()), null);
    });

    it('waits for one that is held, and gives up with the name of who holds it', async function () {
      if (process.env['LINTEL_SLOW'] === undefined) this.skip();
      hold({ process: 1, startedAt: null, host: 'elsewhere' });
      assert.equal(await write(null), 'process 1 on elsewhere is writing it; run again when that has ended');
      assert.equal(existsSync(file().path), false);
    });

    it('lets one work at a time', async () => {
      mkdirSync(path.dirname(lock()), { recursive: true });
      let [inside, most] = [0, 0];
      const work = async (): Promise<void> => {
        inside += 1;
        most = Math.max(most, inside);
        await wait(5);
        inside -= 1;
      };
      await Promise.all(Array.from({ length: 8 }, () => withLock(lock(), work)));
      assert.deepEqual([most, inside, existsSync(lock())], [1, 0, false]);
    });
  });
});
