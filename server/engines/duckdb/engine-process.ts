/**
 * The embedded engine in a process of its own. A file that crashes it, or fills its memory, costs that table only: every open
 * request is answered with the reason, and the next `open` starts a fresh process.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { childEnvironment } from '../../core/child-environment.ts';
import type { EngineColumn, EngineResult, EngineTable, SqlEngine } from '../../core/data/engine.ts';
import type { CancelSignal, Logger } from '../../core/ports.ts';
import { spillFolder, type Call, type CallKind, type Calls, type FromChild, type ToChild } from './child-messages.ts';
import { CANCELLED, failure, type EngineFailure } from './failures.ts';

export interface EngineProcessOptions {
  /** The bundled `main-child.ts`. */
  readonly childPath: string;
  /** Flags for Node; none when left out. */
  readonly execArgv?: readonly string[];
  /** What DuckDB's buffers may hold. */
  readonly memoryLimitBytes: number;
  /** What the whole process may hold; `memoryLimitBytes` and 448 MiB when left out. */
  readonly residentLimitBytes?: number;
  /** A folder of ours that exists for as long as the engine. */
  readonly scratchFolder: string;
  /** What suits the machine when left out. */
  readonly threads?: number;
  readonly log: Logger;
}

export interface EngineProcess extends SqlEngine {
  /** Starts the process without waiting for it, so that it is up when a table is opened. */
  start(): void;
  /** The process id while one runs. */
  processId(): number | null;
}

/** Node itself, DuckDB's code and allocations outside its buffers: 90 MB at rest, 320 MB seen on ten million rows. */
const RESIDENT_BEYOND_BUFFERS_BYTES = 448 * 1024 * 1024;

/** How long a cancelled statement may go on before its process is killed. DuckDB stops within milliseconds as a rule. */
const CANCEL_GRACE_MS = 2_000;

/** How long the process may take to end by itself. Our own choice. */
const CLOSE_GRACE_MS = 1_000;

export function createEngineProcess(options: EngineProcessOptions): EngineProcess {
  let current: Child | null = null;
  const child = (): Child => {
    if (current === null || current.isGone()) current = startChild(options);
    return current;
  };
  return {
    start: () => void child(),
    processId: () => (current === null || current.isGone() ? null : current.processId()),
    info: () => child().call('info', {}),
    async open(source, signal) {
      if (signal?.aborted === true) return CANCELLED;
      const owner = child();
      const opened = await owner.call('open', { source }, signal);
      return opened.ok ? { ok: true, value: remoteTable(owner, opened.value) } : opened;
    },
    async close() {
      await current?.close();
      current = null;
    },
  };
}

function remoteTable(owner: Child, { table, columns }: { readonly table: number; readonly columns: readonly EngineColumn[] }): EngineTable {
  return {
    columns,
    scan: (scan, readings, signal) => owner.call('scan', { table, scan, readings }, signal),
    sample: (maxRows, signal) => owner.call('sample', { table, maxRows }, signal),
    select: (selectors, limit, readings, signal) => owner.call('select', { table, selectors, limit, readings }, signal),
    async close() {
      if (!owner.isGone()) await owner.call('close', { table });
    },
  };
}

interface Child {
  call<K extends CallKind>(kind: K, ask: Calls[K]['ask'], signal?: CancelSignal): Promise<EngineResult<Calls[K]['answer']>>;
  isGone(): boolean;
  processId(): number | null;
  close(): Promise<void>;
}

type Resolve = (result: EngineResult<Calls[CallKind]['answer']>) => void;

function startChild(options: EngineProcessOptions): Child {
  const residentLimitBytes = options.residentLimitBytes ?? options.memoryLimitBytes + RESIDENT_BEYOND_BUFFERS_BYTES;
  const forked = forkChild(options);
  const pending = new Map<number, Resolve>();
  /** Requests whose cancelling has outrun its grace. */
  const overdue = new Set<number>();
  let lastId = 0;
  let phase: Phase = 'starting';
  let fate: EngineFailure | null = null;
  const ended = new Promise<void>((resolve) => {
    const end = (failed: EngineFailure): void => {
      if (fate !== null) return;
      fate = failed;
      if (failed.reason !== 'cancelled') options.log.warn(failed.text);
      for (const [id, answer] of pending) answer(overdue.has(id) ? CANCELLED : failed);
      pending.clear();
      if (forked.pid === undefined) resolve();
      else void rm(spillFolder(options.scratchFolder, forked.pid), { recursive: true, force: true }).then(resolve, resolve);
    };
    forked.once('error', () => end(failure('engine-missing', 'the engine could not be started: run `lintel doctor`')));
    forked.once('exit', (code, name) => end(deathOf({ code, signal: name, phase, residentLimitBytes })));
  });
  forked.on('message', (message: FromChild) => {
    if (message.kind === 'ready') phase = 'ready';
    else if (message.kind === 'out-of-memory') phase = 'too large';
    else {
      pending.get(message.id)?.(message.result);
      pending.delete(message.id);
      holdOpen(forked, pending.size > 0);
    }
  });
  const send = (message: ToChild): void => {
    // A broken channel shows as the child's exit, which answers everything that is pending.
    if (fate === null && forked.connected) forked.send(message, () => undefined);
  };
  send({ kind: 'start', options: { memoryLimitBytes: options.memoryLimitBytes, scratchFolder: options.scratchFolder, ...(options.threads === undefined ? {} : { threads: options.threads }) }, residentLimitBytes });
  holdOpen(forked, false);
  return {
    isGone: () => fate !== null,
    processId: () => forked.pid ?? null,
    call: <K extends CallKind>(kind: K, ask: Calls[K]['ask'], signal?: CancelSignal) =>
      new Promise<EngineResult<Calls[K]['answer']>>((resolve) => {
        if (signal?.aborted === true) return resolve(CANCELLED);
        if (fate !== null) return resolve(fate);
        const id = ++lastId;
        let grace: NodeJS.Timeout | null = null;
        const cancel = (): void => {
          send({ kind: 'cancel', id });
          grace = setTimeout(() => {
            overdue.add(id);
            forked.kill('SIGKILL');
          }, CANCEL_GRACE_MS);
        };
        pending.set(id, (result) => {
          signal?.removeEventListener('abort', cancel);
          if (grace !== null) clearTimeout(grace);
          resolve(result as EngineResult<Calls[K]['answer']>);
        });
        signal?.addEventListener('abort', cancel);
        holdOpen(forked, true);
        send({ kind, id, ...ask } as unknown as Call);
      }),
    async close() {
      if (fate === null) {
        phase = 'closing';
        holdOpen(forked, true);
        for (const answer of pending.values()) answer(CANCELLED);
        pending.clear();
        const timer = setTimeout(() => forked.kill('SIGKILL'), CLOSE_GRACE_MS);
        forked.once('exit', () => clearTimeout(timer));
        if (forked.connected) forked.disconnect();
      }
      await ended;
    },
  };
}

function forkChild({ childPath, execArgv, scratchFolder }: EngineProcessOptions): ChildProcess {
  return fork(childPath, [], {
    execArgv: [...(execArgv ?? [])],
    // glibc keeps freed memory in an arena per thread: without the limit, 10 million rows under a DuckDB limit of 488 MiB held
    // 1,022 MiB, with it 632 MiB.
    env: { ...childEnvironment(process.env), MALLOC_ARENA_MAX: '2' },
    cwd: scratchFolder,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** An idle engine must not keep its owner alive. */
function holdOpen(forked: ChildProcess, isBusy: boolean): void {
  if (isBusy) {
    forked.ref();
    forked.channel?.ref();
  } else {
    forked.unref();
    forked.channel?.unref();
  }
}

/** What the process was doing when it ended. */
type Phase = 'starting' | 'ready' | 'too large' | 'closing';

interface Death {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly phase: Phase;
  readonly residentLimitBytes: number;
}

function deathOf({ code, signal, phase, residentLimitBytes }: Death): EngineFailure {
  const how = signal ?? `exit code ${code ?? 'unknown'}`;
  switch (phase) {
    case 'closing':
      return CANCELLED;
    case 'too large':
      return failure('out-of-memory', `the engine needs more than ${Math.round(residentLimitBytes / 1_048_576)} MiB of memory`);
    case 'starting':
      return failure('engine-missing', `the engine could not be started (${how}): run \`lintel doctor\``);
    case 'ready':
      return failure('engine-died', `the engine's process ended while reading (${how})`);
  }
}
