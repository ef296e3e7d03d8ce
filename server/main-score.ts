/** Composition root of the process that scores folders. It keeps what it found in programs until it ends. */
import { createHash } from 'node:crypto';
import { checklist } from '../rules/checklist/checklist.generated.ts';
import { finders } from '../rules/checklist/finders.generated.ts';
import { rules } from '../rules/index.generated.ts';
import type { AnalysisCache } from './core/repository/gather/analysis-cache.ts';
import { createAnalysisCache } from './core/repository/gather/analysis-cache.ts';
import { scoreFolder } from './core/score/score-folder.ts';
import type { ScoreFolderPorts } from './core/score/score-folder.ts';
import { createClock } from './host/clock.ts';
import { createNodeFiles } from './host/files.ts';
import { createGit } from './host/git.ts';
import type { FromScorer, ToScorer } from './host/score-messages.ts';
import { pythonOpener } from './open-python.ts';
import { shellOpener } from './open-shell.ts';
import { keepHeapSmall } from './host/small-heap.ts';

keepHeapSmall();

const files = createNodeFiles();
const ports: ScoreFolderPorts = {
  files,
  clock: createClock(),
  log: { info: () => undefined, warn: (text) => send({ kind: 'log', text }) },
  git: createGit(process.env),
  openPython: pythonOpener(__dirname),
  openShell: shellOpener(__dirname),
  digestOf: async (path, signal) => {
    const hash = createHash('sha256');
    try {
      for await (const chunk of files.readChunks(path, signal)) hash.update(chunk);
    } catch {
      return null;
    }
    return signal.aborted ? null : hash.digest('hex');
  },
};

/** What is known of each folder, by root. */
const caches = new Map<string, AnalysisCache>();
const atWork = new Map<number, AbortController>();

process.on('message', (message: ToScorer) => {
  switch (message.kind) {
    case 'score':
      void score(message);
      return;
    case 'cancel':
      atWork.get(message.number)?.abort();
  }
});
process.on('disconnect', () => process.exit());
// Ctrl-C reaches every process of a terminal; the owner decides what it means and ends us.
process.on('SIGINT', () => undefined);

async function score({ number, root, isTrusted, countsDebt }: ToScorer & { readonly kind: 'score' }): Promise<void> {
  const cache = caches.get(root) ?? createAnalysisCache();
  caches.set(root, cache);
  const controller = new AbortController();
  atWork.set(number, controller);
  try {
    const result = await scoreFolder({ root, isTrusted, countsDebt, checklist, finders, rules, cache, signal: controller.signal, onProgress: progressOf(number) }, ports);
    send({ kind: 'scored', number, result });
  } catch (error) {
    send({ kind: 'log', text: `the score of ${root} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}` });
    send({ kind: 'scored', number, result: { kind: 'failed', text: 'an internal error of Lintel stopped the score; see the output of Lintel for the log and report it' } });
  } finally {
    atWork.delete(number);
  }
}

/** Steps worth telling of. Own choice. */
const PROGRESS_STEP = 0.02;

function progressOf(number: number): (done: number, path: string) => void {
  let told = -1;
  return (done, path) => {
    if (done - told < PROGRESS_STEP && done < 1) return;
    told = done;
    send({ kind: 'progress', number, done, path });
  };
}

function send(message: FromScorer): void {
  if (process.connected) process.send?.(message);
}
