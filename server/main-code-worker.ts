/** Composition root of a thread that checks code: projects and units in, results out. It reads no file of the user. */
import { parentPort, workerData } from 'node:worker_threads';
import { isCodeRule } from '../rules/api/rule.ts';
import { rules } from '../rules/index.generated.ts';
import type { LookAtTable, UnitProgram } from './core/python/check/check-unit.ts';
import { openUnitWork } from './core/python/check/unit-work.ts';
import type { UnitWork } from './core/python/check/unit-work.ts';
import type { FixesWanted } from './core/python/fix/mend-program.ts';
import type { LookedAt } from './core/python/reading-data/look-at-tables.ts';
import type { CancelSignal } from './core/ports.ts';
import type { FromWorker, ToWorker, WorkerStart } from './host/code-worker-messages.ts';
import { pythonOpener } from './open-python.ts';

const openPython = pythonOpener(__dirname);
const codeRules = rules.filter(isCodeRule);
const { cancelled } = workerData as WorkerStart;
const signal = cancelSignal(new Int32Array(cancelled));
const looking = new Map<number, (look: LookedAt) => void>();
const lookAtTable: LookAtTable = (read) =>
  new Promise((resolve) => {
    const number = looking.size;
    looking.set(number, resolve);
    send({ kind: 'look', number, read });
  });

let work: Promise<OpenWork> | null = null;

interface OpenWork {
  readonly opened: UnitWork;
  readonly looksAtTables: boolean;
  readonly fixes: FixesWanted | null;
}

parentPort?.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'project':
      work = openWork(message);
      return;
    case 'unit':
      void checkUnit(message.unit);
      return;
    case 'looked':
      looking.get(message.number)?.(message.look);
  }
});

async function openWork({ project, looksAtTables, fixes }: ToWorker & { readonly kind: 'project' }): Promise<OpenWork> {
  const python = await openPython();
  if (!python.ok) throw new Error(python.text);
  return { opened: openUnitWork(project, { tools: python.tools, rules: codeRules, clock: { nowMs: () => performance.now() } }), looksAtTables, fixes };
}

/** A failure here is our own bug; it ends the thread, which the main thread sees. */
async function checkUnit(unit: readonly UnitProgram[]): Promise<void> {
  if (work === null) throw new Error('a unit before its project');
  const { opened, looksAtTables, fixes } = await work;
  const pause = async (path: string): Promise<void> => send({ kind: 'program', path });
  send({ kind: 'done', results: await opened.check(unit, { lookAtTable: looksAtTables ? lookAtTable : null, signal, pause, fixes }) });
}

function send(message: FromWorker): void {
  parentPort?.postMessage(message);
}

/** The flag is looked at whenever the analysis asks; nobody is told. */
function cancelSignal(flag: Int32Array): CancelSignal {
  return {
    get aborted() {
      return Atomics.load(flag, 0) === 1;
    },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
}
