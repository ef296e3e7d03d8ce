/** Composition root of a process that checks code: projects and units in, results out. It reads no file of the user: texts lie in a file of ours. */
import { isCodeRule } from '../rules/api/rule.ts';
import { rules } from '../rules/index.generated.ts';
import type { LookAtTable, UnitProgram } from './core/python/check/check-unit.ts';
import { openUnitWork } from './core/python/check/unit-work.ts';
import type { UnitWork } from './core/python/check/unit-work.ts';
import type { LookedAt } from './core/python/reading-data/look-at-tables.ts';
import type { CancelSignal } from './core/ports.ts';
import type { FromWorker, ToWorker } from './host/code-worker-messages.ts';
import { openFileSources } from './host/source-store.ts';
import { pythonOpener } from './open-python.ts';

const openPython = pythonOpener(__dirname);
const codeRules = rules.filter(isCodeRule);
const signal = orphanSignal(process.ppid);
const looking = new Map<number, (look: LookedAt) => void>();
const lookAtTable: LookAtTable = (read) =>
  new Promise((resolve) => {
    const number = looking.size;
    looking.set(number, resolve);
    send({ kind: 'look', number, read });
  });

interface OpenWork {
  readonly given: ToWorker & { readonly kind: 'project' };
  readonly sources: ReturnType<typeof openFileSources>;
  /** Opened with the first unit. */
  opened: UnitWork | null;
}

let work: OpenWork | null = null;
/** Units wait for the ones before them, and the first for the parser. */
let before: Promise<unknown> = openPython();

process.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'project':
      work?.sources.close();
      work = { given: message, sources: openFileSources(message.texts), opened: null };
      return;
    case 'unit':
      before = before.then(() => checkUnit(message.unit)).catch(end);
      return;
    case 'looked':
      looking.get(message.number)?.(message.look);
  }
});
process.on('disconnect', () => process.exit());
// Ctrl-C reaches every process of a terminal; the owner decides what it means and ends us.
process.on('SIGINT', () => undefined);
process.on('uncaughtException', end);

async function checkUnit(unit: readonly UnitProgram[]): Promise<void> {
  if (work === null) throw new Error('a unit before its project');
  const { given, sources } = work;
  const { looksAtTables, fixes } = given;
  const python = await openPython();
  if (!python.ok) throw new Error(python.text);
  work.opened ??= openUnitWork({ ...given.project, sources }, { tools: python.tools, rules: codeRules, clock: { nowMs: () => performance.now() } });
  const pause = async (path: string): Promise<void> => send({ kind: 'program', path });
  send({ kind: 'done', results: await work.opened.check(unit, { lookAtTable: looksAtTables ? lookAtTable : null, signal, pause, fixes }) });
}

function send(message: FromWorker): void {
  if (process.connected) process.send?.(message);
}

/** Our own bug: the owner is told before we end. */
function end(error: unknown): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  if (process.connected) process.send?.({ kind: 'broken', detail } satisfies FromWorker, () => process.exit(1));
  else process.exit(1);
}

/** How often an analysis looks whether its owner still lives. Own choice. */
const LOOK_MS = 100;

/** Aborted when the owner is gone: while an analysis runs nobody can tell us. On Windows a process keeps the id of its owner, and ends with the program it is at. */
function orphanSignal(owner: number): CancelSignal {
  let lookedMs = 0;
  let isOrphan = false;
  return {
    get aborted() {
      const nowMs = performance.now();
      if (nowMs - lookedMs > LOOK_MS) {
        lookedMs = nowMs;
        isOrphan = process.ppid !== owner;
      }
      return isOrphan;
    },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
}
