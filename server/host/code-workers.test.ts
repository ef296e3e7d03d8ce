import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'mocha';
import { createRequire } from 'node:module';
import { freshBundle } from '../../tools/fresh-bundle.ts';
import { defaultConfig } from '../core/config/defaults.ts';
import type { UnitResult } from '../core/python/check/check-unit.ts';
import type { PlainProject, UnitHooks } from '../core/python/check/unit-work.ts';
import { createCodeWorkers, type CodeWorkers, type CodeWorkersOptions } from './code-workers.ts';

const HOOKS: UnitHooks = { lookAtTable: null, signal: null, pause: () => Promise.resolve(), fixes: null };
const FAULT = 'import numpy as np\nprint(1 == np.nan)\n';
/** Some seconds of analysis. */
const LONG = `def f(a):\n${'    a = [b + 1 for b in a if b]\n'.repeat(200)}    return a\n${'x = f([1, 2])\n'.repeat(2_000)}`;

const config = defaultConfig('/p');

function projectOf(texts: Readonly<Record<string, string>>): { readonly project: PlainProject; readonly units: readonly (readonly { readonly path: string; readonly config: typeof config }[])[] } {
  const sources = new Map(Object.entries(texts).map(([name, text]) => [`/p/${name}`, text]));
  return { project: { root: '/p', home: '/p', sources, manifests: [], knowledge: null }, units: [...sources.keys()].map((name) => [{ path: name, config }]) };
}

function told(results: readonly UnitResult[]): readonly string[] {
  return results.map((result) => (result.kind === 'checked' ? `${result.program.path}: ${result.program.drafts.map(({ rule }) => rule).join()}` : `${result.path}: ${result.kind}`)).toSorted();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('processes that check code', () => {
  let workerPath: string;
  let scratchFolder: string;
  let warned: string[];
  before(() => {
    workerPath = path.join(path.dirname(freshBundle()), 'code-worker.cjs');
    scratchFolder = mkdtempSync(path.join(tmpdir(), 'lintel-test-'));
  });
  after(() => rmSync(scratchFolder, { recursive: true }));

  async function withWorkers(options: Partial<CodeWorkersOptions>, use: (workers: CodeWorkers) => Promise<void>): Promise<void> {
    warned = [];
    const workers = createCodeWorkers({ workerPath, scratchFolder, jobs: 2, log: { info: () => undefined, warn: (text) => void warned.push(text) }, ...options });
    try {
      await use(workers);
    } finally {
      await workers.close();
    }
  }

  it('check units of one project after the other', () =>
    withWorkers({}, async (workers) => {
      const { project, units } = projectOf({ 'a.py': FAULT, 'b.py': '1\n', 'c.py': 'from a import np\nprint(2 == np.nan)\n' });
      assert.deepEqual(told(await workers.check(project, { units, ...HOOKS })), ['/p/a.py: correctness/nan-equality', '/p/b.py: ', '/p/c.py: correctness/nan-equality']);
      const other = projectOf({ 'd.py': FAULT });
      assert.deepEqual(told(await workers.check(other.project, { units: other.units, ...HOOKS })), ['/p/d.py: correctness/nan-equality']);
      assert.equal(workers.processIds().length, 2);
      assert.deepEqual(readdirSync(scratchFolder), [], 'no text is left behind');
    }));

  it('cost the unit they are at when they die, and are replaced', () =>
    withWorkers({ jobs: 1 }, async (workers) => {
      const { project, units } = projectOf({ 'a.py': FAULT, 'b.py': LONG, 'c.py': FAULT, 'd.py': FAULT });
      const pause = async (at: string): Promise<void> => {
        if (at === '/p/b.py') process.kill(workers.processIds()[0] ?? 0, 'SIGKILL');
      };
      const results = await workers.check(project, { units, ...HOOKS, pause });
      assert.deepEqual(told(results), ['/p/a.py: correctness/nan-equality', '/p/b.py: failed', '/p/c.py: correctness/nan-equality', '/p/d.py: correctness/nan-equality']);
      assert.deepEqual(warned, ['a process that checks code ended: it ended with SIGKILL']);
    }));

  it('are given up when none comes up', () =>
    withWorkers({ workerPath: '/nowhere/worker.cjs', jobs: 1 }, async (workers) => {
      const { project, units } = projectOf({ 'a.py': '1\n', 'b.py': '1\n', 'c.py': '1\n', 'd.py': '1\n' });
      assert.deepEqual(told(await workers.check(project, { units, ...HOOKS })), ['/p/a.py: failed', '/p/b.py: failed', '/p/c.py: failed', '/p/d.py: failed']);
      assert.deepEqual(warned, Array.from({ length: 3 }, () => 'a process that checks code ended: it ended with code 1'));
    }));

  it('end at once when the check is cancelled, and the next one has others', () =>
    withWorkers({ jobs: 1 }, async (workers) => {
      const { project, units } = projectOf({ 'a.py': LONG, 'b.py': FAULT });
      const controller = new AbortController();
      let pids: readonly number[] = [];
      const pause = async (): Promise<void> => {
        pids = workers.processIds();
        controller.abort();
      };
      assert.deepEqual(told(await workers.check(project, { units, ...HOOKS, pause, signal: controller.signal })), ['/p/a.py: cancelled', '/p/b.py: cancelled']);
      assert.deepEqual([pids.length, pids.filter(isAlive), warned], [1, [], []]);
      assert.deepEqual(told(await workers.check(project, { units: units.slice(1), ...HOOKS })), ['/p/b.py: correctness/nan-equality']);
    }));

  it('start nothing for a check that is cancelled before', () =>
    withWorkers({}, async (workers) => {
      const { project, units } = projectOf({ 'a.py': FAULT });
      assert.deepEqual(told(await workers.check(project, { units, ...HOOKS, signal: AbortSignal.abort() })), ['/p/a.py: cancelled']);
      assert.deepEqual(workers.processIds(), []);
    }));

  it('end with an owner that is killed, in the middle of a program too', async () => {
    const { project, units } = projectOf({ 'a.py': LONG });
    const script = `
      import { createCodeWorkers } from ${JSON.stringify(new URL('code-workers.ts', import.meta.url).href)};
      const workers = createCodeWorkers({ workerPath: ${JSON.stringify(workerPath)}, scratchFolder: ${JSON.stringify(scratchFolder)}, jobs: 1, log: { info: () => undefined, warn: () => undefined } });
      const project = { ...${JSON.stringify(project)}, sources: new Map([['/p/a.py', ${JSON.stringify(LONG)}]]) };
      const pause = async () => console.log(workers.processIds()[0]);
      await workers.check(project, { units: ${JSON.stringify(units)}, lookAtTable: null, signal: null, pause, fixes: null });
    `;
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const owner = spawn(process.execPath, ['--import', tsx, '--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) => void owner.stdout.once('data', (text: Buffer) => resolve(Number(String(text)))));
    assert.equal(isAlive(pid), true);
    owner.kill('SIGKILL');
    while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
  });
});
