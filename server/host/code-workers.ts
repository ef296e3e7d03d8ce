/**
 * Processes that check programs. They are started when there is enough to do and end with `close`. Each takes the next unit when it is
 * done with one. A process that dies costs the unit it was at, and is replaced; cancelling ends those at work at once.
 */
import path from 'node:path';
import type { UnitProgram, UnitResult } from '../core/python/check/check-unit.ts';
import type { PlainProject, UnitHooks, UnitsRequest, UnitWorkers } from '../core/python/check/unit-work.ts';
import type { Logger } from '../core/ports.ts';
import { startCodeWorker } from './code-worker-process.ts';
import type { CodeWorkerProcess, StoredProject } from './code-worker-process.ts';
import { createFileSources } from './source-store.ts';
import type { FileSources } from './source-store.ts';

export interface CodeWorkersOptions {
  /** The bundled `main-code-worker.ts`. */
  readonly workerPath: string;
  /** A folder of our own for texts. */
  readonly scratchFolder: string;
  /** Flags for Node; none when left out. */
  readonly execArgv?: readonly string[];
  /** Processes at most. */
  readonly jobs: number;
  readonly log: Logger;
}

export interface CodeWorkers extends UnitWorkers {
  /** Ids of the processes that run. */
  processIds(): readonly number[];
  close(): Promise<void>;
}

/** Units given to a process at once: it need not wait for the main process between two. */
const AHEAD = 2;

/** Processes that die one after the other without having answered anything; then no more is tried. Own choice. */
const MOST_DEATHS = 3;

type Unit = readonly UnitProgram[];

export function createCodeWorkers({ workerPath, scratchFolder, execArgv = [], jobs, log }: CodeWorkersOptions): CodeWorkers {
  const alive = new Set<CodeWorkerProcess>();
  const idle: CodeWorkerProcess[] = [];
  const start = (): CodeWorkerProcess => {
    const worker = startCodeWorker({ workerPath, execArgv });
    alive.add(worker);
    return worker;
  };
  const take = (): CodeWorkerProcess => {
    for (let worker = idle.pop(); worker !== undefined; worker = idle.pop()) {
      if (worker.death() === null) return worker;
      alive.delete(worker);
    }
    return start();
  };
  let stores = 0;
  const openSources = (): FileSources => {
    stores += 1;
    return createFileSources(path.join(scratchFolder, `sources-${stores}`));
  };
  const check: UnitWorkers['check'] = async (given, request) => {
    const { sources } = given;
    if (isStored(sources)) return checkStored({ ...given, sources }, request);
    const stored = openSources();
    try {
      for (const each of sources.keys()) stored.set(each, sources.get(each) ?? '');
      return await checkStored({ ...given, sources: stored }, request);
    } finally {
      stored.close();
    }
  };
  const checkStored = async (project: StoredProject, { units, onResults = () => undefined, ...hooks }: UnitsRequest): Promise<readonly UnitResult[]> => {
    const { signal } = hooks;
    const isCancelled = (): boolean => signal?.aborted === true;
    const atWork = new Set<CodeWorkerProcess>();
    const onAbort = (): void => void Promise.all([...atWork].map((worker) => worker.kill()));
    signal?.addEventListener('abort', onAbort);
    const queues = sharesOf(units, { shares: Math.min(jobs, units.length), project });
    const results: UnitResult[] = [];
    const onAnswer = (answer: readonly UnitResult[]): void => {
      // a unit may hold more programs than a call takes arguments
      for (const result of answer) results.push(result);
      onResults(answer);
    };
    const lane = async (own: Unit[]): Promise<void> => {
      for (let deaths = 0; deaths < MOST_DEATHS && !isCancelled(); ) {
        const worker = take();
        atWork.add(worker);
        const { unanswered, answers } = await checkIn(worker, { project, hooks, onAnswer, next: () => nextUnit(own, queues) });
        atWork.delete(worker);
        const death = worker.death();
        if (death === null) return void idle.push(worker);
        alive.delete(worker);
        deaths = answers === 0 ? deaths + 1 : 1;
        own.unshift(...unanswered);
        if (isCancelled()) break;
        log.warn(`a process that checks code ended: ${death}`);
        onAnswer((own.shift() ?? []).map(({ path }) => ({ kind: 'failed' as const, path, detail: death })));
      }
    };
    await Promise.all(queues.map(lane));
    signal?.removeEventListener('abort', onAbort);
    const left = queues.flat(2).map(({ path }) => (isCancelled() ? { kind: 'cancelled' as const, path } : { kind: 'failed' as const, path, detail: NO_PROCESS }));
    onResults(left);
    return [...results, ...left];
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    start: () => {
      while (alive.size < jobs) idle.push(start());
    },
    openSources,
    check: (...request) => {
      const run = last.then(() => check(...request));
      last = run.catch(() => undefined);
      return run;
    },
    rest: () => {
      for (const worker of idle.splice(0)) {
        alive.delete(worker);
        void worker.kill();
      }
    },
    processIds: () => [...alive].flatMap((worker) => (worker.death() === null ? (worker.processId ?? []) : [])),
    close: async () => {
      idle.length = 0;
      await Promise.all([...alive].map((worker) => worker.kill()));
      alive.clear();
    },
  };
}

function isStored(sources: PlainProject['sources']): sources is FileSources {
  return 'stored' in sources;
}

const NO_PROCESS = 'the processes that check code ended one after the other';

interface CheckingIn {
  readonly project: StoredProject;
  readonly hooks: UnitHooks;
  readonly onAnswer: (answer: readonly UnitResult[]) => void;
  readonly next: () => Unit | undefined;
}

/** Gives a process one unit after the other until none is left or it ends. @returns the units it owes, the one it was at first */
async function checkIn(worker: CodeWorkerProcess, { project, hooks, onAnswer, next }: CheckingIn): Promise<{ readonly unanswered: readonly Unit[]; readonly answers: number }> {
  const asked: { readonly unit: Unit; readonly answer: Promise<readonly UnitResult[] | null> }[] = [];
  let answers = 0;
  await worker.open(project, hooks);
  for (;;) {
    for (let unit = asked.length < AHEAD ? next() : undefined; unit !== undefined; unit = asked.length < AHEAD ? next() : undefined) asked.push({ unit, answer: worker.check(unit) });
    const [first] = asked;
    if (first === undefined) break;
    const answer = await first.answer;
    if (answer === null) break;
    onAnswer(answer);
    answers += 1;
    asked.shift();
  }
  return { unanswered: asked.map(({ unit }) => unit), answers };
}

/** Neighbours import the same modules, so each process gets a stretch of the programs, by length. */
function sharesOf(units: readonly Unit[], { shares, project: { sources } }: { readonly shares: number; readonly project: PlainProject }): Unit[][] {
  const lengths = units.map((unit) => unit.reduce((sum, { path }) => sum + (sources.get(path)?.length ?? 0), 0));
  const perShare = lengths.reduce((sum, length) => sum + length, 0) / shares;
  const queues: Unit[][] = Array.from({ length: shares }, () => []);
  let before = 0;
  for (const [index, unit] of units.entries()) {
    queues[Math.min(Math.floor(before / Math.max(perShare, 1)), shares - 1)]?.push(unit);
    before += lengths[index] ?? 0;
  }
  return queues;
}

/** A process that is done with its own takes from the end of the longest other stretch. */
function nextUnit(own: Unit[], queues: readonly Unit[][]): Unit | undefined {
  return own.shift() ?? queues.reduce((longest, queue) => (queue.length > longest.length ? queue : longest), own).pop();
}
