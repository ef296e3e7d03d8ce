/**
 * Threads that check programs. They are started when there is enough to do and end with `close`. Each takes the next unit when it is done
 * with one. A thread that dies costs the unit it was at, and is replaced.
 */
import { Worker } from 'node:worker_threads';
import type { UnitProgram, UnitResult } from '../core/python/check/check-unit.ts';
import type { PlainProject, UnitHooks, UnitWorkers } from '../core/python/check/unit-work.ts';
import type { Logger } from '../core/ports.ts';
import type { FromWorker, ToWorker, WorkerStart } from './code-worker-messages.ts';

export interface CodeWorkersOptions {
  /** The bundle of the thread. */
  readonly workerPath: string;
  /** Threads at most. */
  readonly jobs: number;
  readonly log: Logger;
}

export interface CodeWorkers extends UnitWorkers {
  close(): Promise<void>;
}

/** Of one thread's old objects. Own choice: two threads and the engine stay below what a small machine has. */
const HEAP_MB = 400;
/** Of values that die young: an analysis makes many, and collecting them rarely is faster. */
const YOUNG_MB = 64;

export function createCodeWorkers({ workerPath, jobs, log }: CodeWorkersOptions): CodeWorkers {
  const cancelled = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const flag = new Int32Array(cancelled);
  const idle: Worker[] = [];
  const start = (): Worker => {
    const workerData: WorkerStart = { cancelled };
    return new Worker(workerPath, { workerData, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB } });
  };
  return {
    check: async (project, { units, ...hooks }) => {
      Atomics.store(flag, 0, 0);
      const onAbort = (): void => void Atomics.store(flag, 0, 1);
      hooks.signal?.addEventListener('abort', onAbort);
      if (hooks.signal?.aborted === true) onAbort();
      const queues = sharesOf(units, { shares: Math.min(jobs, units.length), project });
      const results: UnitResult[] = [];
      const lane = async (own: UnitProgram[][]): Promise<void> => {
        let worker: Worker | null = null;
        for (let unit = nextUnit(own, queues); unit !== undefined; unit = nextUnit(own, queues)) {
          if (hooks.signal?.aborted === true) {
            results.push(...unit.map(({ path }) => ({ kind: 'cancelled' as const, path })));
            continue;
          }
          worker ??= openProject(idle.pop() ?? start(), project, hooks);
          const answer: readonly UnitResult[] | Error = await checkIn(worker, unit, hooks);
          if (answer instanceof Error) {
            log.warn(`a thread that checks code ended: ${answer.message}`);
            results.push(...unit.map(({ path }) => ({ kind: 'failed' as const, path, detail: answer.stack ?? answer.message })));
            worker = null;
          } else results.push(...answer);
        }
        if (worker !== null) idle.push(worker);
      };
      await Promise.all(queues.map(lane));
      hooks.signal?.removeEventListener('abort', onAbort);
      return results;
    },
    close: async () => {
      Atomics.store(flag, 0, 1);
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()));
    },
  };
}

/** Neighbours import the same modules, so each thread gets a stretch of the programs, by length. */
function sharesOf(units: readonly (readonly UnitProgram[])[], { shares, project: { sources } }: { readonly shares: number; readonly project: PlainProject }): UnitProgram[][][] {
  const lengths = units.map((unit) => unit.reduce((sum, { path }) => sum + (sources.get(path)?.length ?? 0), 0));
  const perShare = lengths.reduce((sum, length) => sum + length, 0) / shares;
  const queues: UnitProgram[][][] = Array.from({ length: shares }, () => []);
  let before = 0;
  for (const [index, unit] of units.entries()) {
    queues[Math.min(Math.floor(before / Math.max(perShare, 1)), shares - 1)]?.push([...unit]);
    before += lengths[index] ?? 0;
  }
  return queues;
}

/** A thread that is done with its own takes from the end of the longest other stretch. */
function nextUnit(own: UnitProgram[][], queues: readonly UnitProgram[][][]): UnitProgram[] | undefined {
  return own.shift() ?? queues.reduce((longest, queue) => (queue.length > longest.length ? queue : longest), own).pop();
}

function openProject(worker: Worker, project: PlainProject, { lookAtTable, fixes }: UnitHooks): Worker {
  send(worker, { kind: 'project', project, looksAtTables: lookAtTable !== null, fixes });
  return worker;
}

/** @returns the error that ended the thread, when it did */
function checkIn(worker: Worker, unit: readonly UnitProgram[], { lookAtTable, pause }: UnitHooks): Promise<readonly UnitResult[] | Error> {
  return new Promise((resolve) => {
    const settle = (answer: readonly UnitResult[] | Error): void => {
      worker.off('message', onMessage);
      worker.off('error', settle);
      worker.off('exit', onExit);
      resolve(answer);
    };
    const onExit = (code: number): void => settle(new Error(`it ended with code ${code}`));
    const onMessage = (message: FromWorker): void => {
      switch (message.kind) {
        case 'program':
          void pause(message.path);
          return;
        case 'look':
          void lookAtTable?.(message.read).then((look) => send(worker, { kind: 'looked', number: message.number, look }), (error: unknown) => settle(error instanceof Error ? error : new Error(String(error))));
          return;
        case 'done':
          settle(message.results);
      }
    };
    worker.on('message', onMessage);
    worker.on('error', settle);
    worker.on('exit', onExit);
    send(worker, { kind: 'unit', unit });
  });
}

function send(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}
