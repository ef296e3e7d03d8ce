import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'mocha';
import { tableMeasure } from '../../../rules/api/measure.ts';
import { measureKey, type EngineSource, type EngineTable } from '../../core/data/engine.ts';
import { createTableFiles, type TableFiles } from '../testing/table-files.ts';
import { createEngineProcess, type EngineProcess, type EngineProcessOptions } from './engine-process.ts';

const MEBIBYTE = 1024 * 1024;
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const childPath = fileURLToPath(new URL('main-child.ts', import.meta.url));

describe('the process of the embedded engine', () => {
  let files: TableFiles;
  /** Wide enough to be at work for a while. */
  let large: EngineSource;
  let small: EngineSource;
  let told: string[];
  before(async () => {
    files = createTableFiles();
    large = { kind: 'parquet', files: [await files.parquet('SELECT hash(range) AS a, hash(range + 1)::VARCHAR AS b FROM range(4000000)')] };
    small = files.csv([['1'], ['1']]);
  });
  after(() => files.remove());

  async function withEngine(options: Partial<EngineProcessOptions>, use: (engine: EngineProcess) => Promise<void>): Promise<void> {
    told = [];
    const log = { info: () => undefined, warn: (text: string) => void told.push(text) };
    const engine = createEngineProcess({ childPath, execArgv: ['--import', TSX], memoryLimitBytes: 512 * MEBIBYTE, scratchFolder: files.scratchFolder, log, ...options });
    try {
      await use(engine);
    } finally {
      await engine.close();
    }
  }

  async function open(engine: EngineProcess, source: EngineSource): Promise<EngineTable> {
    const table = await engine.open(source);
    assert.ok(table.ok, table.ok ? '' : table.text);
    return table.value;
  }

  const REPEATED = tableMeasure.repeatedRows().spec;
  const countRepeated = async (table: EngineTable, signal?: AbortSignal) => {
    const result = await table.scan({ kind: 'scalars', table: [REPEATED], columns: [] }, [], signal);
    return result.ok ? result.value.scalars.get(measureKey(-1, REPEATED)) : `${result.reason}: ${result.text}`;
  };

  const kill = (engine: EngineProcess) => process.kill(engine.processId() ?? 0, 'SIGKILL');

  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it('may be killed in the middle: every open request is told, the next table is read', () =>
    withEngine({}, async (engine) => {
      const [table, other] = [await open(engine, large), await open(engine, small)];
      const requests = [countRepeated(table), countRepeated(table)];
      const told: string[] = [];
      setTimeout(() => kill(engine), 20);
      for (const answer of await Promise.all(requests)) told.push(String(answer));
      const expected = "engine-died: the engine's process ended while reading (SIGKILL)";
      assert.deepEqual(told, [expected, expected]);
      assert.equal(await countRepeated(other), expected);
      await table.close();
      assert.equal(await countRepeated(await open(engine, small)), 1);
    }));

  it('stops a statement that is cancelled and goes on with others', () =>
    withEngine({}, async (engine) => {
      const [table, other] = [await open(engine, large), await open(engine, small)];
      const pid = engine.processId();
      const controller = new AbortController();
      const cancelled = countRepeated(table, controller.signal);
      setTimeout(() => controller.abort(), 20);
      assert.equal(await cancelled, 'cancelled: the check was cancelled');
      assert.equal(await countRepeated(other), 1);
      assert.equal(engine.processId(), pid);
    }));

  it('answers at once when it is cancelled before it is asked', () =>
    withEngine({}, async (engine) => {
      assert.deepEqual(await engine.open(small, AbortSignal.abort()), { ok: false, reason: 'cancelled', text: 'the check was cancelled' });
      assert.equal(engine.processId(), null);
    }));

  it('gives itself up when it holds more memory than it may', () =>
    withEngine({ residentLimitBytes: 60 * MEBIBYTE }, async (engine) => {
      const table = await engine.open(large);
      const answer = table.ok ? await countRepeated(table.value) : `${table.reason}: ${table.text}`;
      assert.equal(answer, 'out-of-memory: the engine needs more than 60 MiB of memory');
      assert.deepEqual(told, ['the engine needs more than 60 MiB of memory']);
    }));

  it('is gone after close, and what was asked is cancelled', () =>
    withEngine({}, async (engine) => {
      const table = await open(engine, large);
      const pid = engine.processId() ?? 0;
      const answer = countRepeated(table);
      await engine.close();
      assert.equal(await answer, 'cancelled: the check was cancelled');
      assert.equal(isAlive(pid), false);
      assert.deepEqual(told, []);
    }));

  it('says what to do when it cannot start', () =>
    withEngine({ childPath: '/nowhere/engine.cjs', execArgv: [] }, async (engine) => {
      const info = await engine.info();
      assert.deepEqual(info, { ok: false, reason: 'engine-missing', text: 'the engine could not be started (exit code 1): run `lintel doctor`' });
    }));

  it('does not run what NODE_OPTIONS of the owner names', async () => {
    const before = process.env['NODE_OPTIONS'];
    process.env['NODE_OPTIONS'] = '--require /nowhere/evil.js';
    try {
      await withEngine({}, async (engine) => assert.equal((await engine.info()).ok, true));
    } finally {
      if (before === undefined) delete process.env['NODE_OPTIONS'];
      else process.env['NODE_OPTIONS'] = before;
    }
  });

  it('ends with its owner, even one that is killed, and does not keep an owner alive', async () => {
    const script = `
      import { createEngineProcess } from ${JSON.stringify(new URL('engine-process.ts', import.meta.url).href)};
      const log = { info: () => undefined, warn: () => undefined };
      const engine = createEngineProcess({ childPath: ${JSON.stringify(childPath)}, execArgv: ['--import', ${JSON.stringify(TSX)}], memoryLimitBytes: 2 ** 28, scratchFolder: ${JSON.stringify(files.scratchFolder)}, log });
      await engine.info();
      console.log(engine.processId());
      if (process.argv.includes('stay')) setInterval(() => undefined, 1000);
    `;
    const owner = async (...args: string[]) => {
      const child = spawn(process.execPath, ['--import', TSX, '--input-type=module', '--eval', script, '--', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
      const pid = await new Promise<number>((resolve) => void child.stdout.once('data', (text: Buffer) => resolve(Number(text))));
      return { child, ended, pid };
    };
    const leaves = await owner();
    await leaves.ended;
    const killed = await owner('stay');
    killed.child.kill('SIGKILL');
    await killed.ended;
    for (const { pid } of [leaves, killed]) {
      for (let tries = 0; tries < 200 && isAlive(pid); tries++) await new Promise((resolve) => setTimeout(resolve, 10));
      assert.equal(isAlive(pid), false);
    }
  });
});
