/** One process that checks programs: takes a project, then units of it, and answers them in order. */
import { fork, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { childEnvironment } from '../core/child-environment.ts';
import type { UnitProgram, UnitResult } from '../core/python/check/check-unit.ts';
import type { PlainProject, UnitHooks } from '../core/python/check/unit-work.ts';
import type { FromWorker, ToWorker } from './code-worker-messages.ts';
import type { FileSources } from './source-store.ts';

export interface StoredProject extends PlainProject {
  readonly sources: FileSources;
}

export interface CodeWorkerProcess {
  readonly processId: number | null;
  /** Never rejects: a process that is gone answers no unit. */
  open(project: StoredProject, hooks: UnitHooks): Promise<void>;
  /** Null when the process ended before it answered. */
  check(unit: readonly UnitProgram[]): Promise<readonly UnitResult[] | null>;
  /** Why it ended; null while it lives. */
  death(): string | null;
  /** Ends it at once, whatever it is at. */
  kill(): Promise<void>;
}

/** Of old objects. Own choice: the main process, two of these and the engine stay below what a small machine has. */
const HEAP_MB = 240;
/** Of each half of what is young, from the start: an analysis makes many values that die at once, and collecting them rarely is faster. */
const HALF_YOUNG_MB = 8;
/** There is a process per processor, so helpers that collect garbage would only take another one's. */
const OWN_PROCESSOR = ['--single-threaded-gc'];

export interface CodeWorkerStart {
  /** The bundled `main-code-worker.ts`. */
  readonly workerPath: string;
  /** Flags for Node besides those for memory. */
  readonly execArgv: readonly string[];
}

export function startCodeWorker({ workerPath, execArgv }: CodeWorkerStart): CodeWorkerProcess {
  const forked = fork(workerPath, [], {
    execArgv: [...execArgv, `--max-old-space-size=${HEAP_MB}`, `--min-semi-space-size=${HALF_YOUNG_MB}`, `--max-semi-space-size=${HALF_YOUNG_MB}`, ...OWN_PROCESSOR],
    env: childEnvironment(process.env),
    // no folder of the user is held
    cwd: tmpdir(),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const pending: ((results: readonly UnitResult[] | null) => void)[] = [];
  let hooks: UnitHooks | null = null;
  let detail: string | null = null;
  let death: string | null = null;
  const ended = new Promise<void>((resolve) => {
    const end = (how: string): void => {
      death ??= detail ?? how;
      for (const answer of pending.splice(0)) answer(null);
      resolve();
    };
    forked.once('error', ({ message }) => end(`it could not be started: ${message}`));
    forked.once('exit', (code, signal) => end(`it ended with ${signal ?? `code ${code ?? 'unknown'}`}`));
  });
  forked.on('message', (message: FromWorker) => {
    switch (message.kind) {
      case 'program':
        void hooks?.pause(message.path);
        return;
      case 'look':
        void hooks?.lookAtTable?.(message.read).then((look) => send(forked, { kind: 'looked', number: message.number, look }), (error: unknown) => {
          detail = describe(error);
          forked.kill('SIGKILL');
        });
        return;
      case 'done':
        pending.shift()?.(message.results);
        return;
      case 'broken':
        detail = message.detail;
    }
  });
  return {
    processId: forked.pid ?? null,
    open: async ({ root, home, manifests, knowledge, sources: { stored: texts } }, given) => {
      hooks = given;
      await send(forked, { kind: 'project', project: { root, home, manifests, knowledge }, texts, looksAtTables: given.lookAtTable !== null, fixes: given.fixes });
    },
    check: (unit) =>
      new Promise((resolve) => {
        if (death !== null) return resolve(null);
        pending.push(resolve);
        void send(forked, { kind: 'unit', unit });
      }),
    death: () => death,
    kill: () => {
      forked.kill('SIGKILL');
      return ended;
    },
  };
}

/** Resolves when the message has left. A broken channel shows as the end of the process. */
function send(forked: ChildProcess, message: ToWorker): Promise<void> {
  return new Promise((resolve) => {
    if (forked.connected) forked.send(message, () => resolve());
    else resolve();
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
