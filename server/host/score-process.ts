/**
 * The process that scores folders: started when it is first needed, asked one thing at a time. Whatever it is at, nobody who types waits
 * for it. When it dies, that score is told as failed and the next one starts another.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { childEnvironment } from '../core/child-environment.ts';
import type { Logger } from '../core/ports.ts';
import type { ScoredFolder, Scorer } from '../core/score/scorer.ts';
import type { FromScorer, ToScorer } from './score-messages.ts';

export interface ScoreProcessOptions {
  /** The bundled `main-score.ts`. */
  readonly workerPath: string;
  /** Flags for Node besides those for memory; none when left out. */
  readonly execArgv?: readonly string[];
  readonly log: Logger;
}

/** Own choice: a repository of some thousand files stays below half of it. */
const HEAP_MB = 800;

export function createScoreProcess({ workerPath, execArgv = [], log }: ScoreProcessOptions): Scorer {
  let running: { readonly child: ChildProcess; readonly ended: Promise<void> } | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let number = 0;

  function start(): ChildProcess {
    if (running !== null) return running.child;
    const child = fork(workerPath, [], {
      execArgv: [...execArgv, `--max-old-space-size=${HEAP_MB}`],
      env: childEnvironment(process.env),
      // no folder of the user is held
      cwd: tmpdir(),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const ended = new Promise<void>((resolve) => {
      const end = (): void => {
        if (running?.child === child) running = null;
        resolve();
      };
      child.once('error', end);
      child.once('exit', end);
    });
    child.on('message', (message: FromScorer) => {
      if (message.kind === 'log') log.warn(message.text);
    });
    running = { child, ended };
    return child;
  }

  const score: Scorer['score'] = (request, { signal, onProgress }) => {
    if (signal.aborted) return Promise.resolve({ kind: 'cancelled' });
    const child = start();
    number += 1;
    const own = number;
    return new Promise<ScoredFolder>((resolve) => {
      const settle = (result: ScoredFolder): void => {
        child.off('message', onMessage).off('exit', onExit).off('error', onError);
        signal.removeEventListener('abort', onAbort);
        resolve(result);
      };
      const onMessage = (message: FromScorer): void => {
        if (message.kind === 'log' || message.number !== own) return;
        if (message.kind === 'progress') onProgress(message.done, message.path);
        else settle(message.result);
      };
      const onExit = (code: number | null, how: string | null): void => settle(signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', text: `the process that looks at the repository ended with ${how ?? `code ${code ?? 'unknown'}`}` });
      const onError = ({ message }: Error): void => settle({ kind: 'failed', text: `the process that looks at the repository could not be started: ${message}` });
      const onAbort = (): void => tell(child, { kind: 'cancel', number: own });
      child.on('message', onMessage).on('exit', onExit).on('error', onError);
      signal.addEventListener('abort', onAbort);
      tell(child, { kind: 'score', number: own, ...request });
    });
  };

  return {
    score: (request, hooks) => {
      const run = last.then(() => score(request, hooks));
      last = run;
      return run;
    },
    rest: async () => {
      const { child, ended } = running ?? {};
      child?.kill('SIGKILL');
      await ended;
    },
  };
}

/** A broken channel shows as the end of the process. */
function tell(child: ChildProcess, message: ToScorer): void {
  if (child.connected) child.send(message, () => undefined);
}
