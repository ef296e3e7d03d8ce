/** The engine's own process: started by `engine-process.ts`, ends with its owner. Reads foreign files with native code. */
import { rmSync } from 'node:fs';
import { spillFolder, type FromChild, type ToChild } from './child-messages.ts';
import { createChildServer, type ChildServer } from './child-server.ts';
import { createDuckDbEngine } from './duckdb-engine.ts';
import { loadDuckDb } from './session.ts';

/** How often the process looks at its own memory. Our own choice: the engine can fill some 100 MB in that time. */
const WATCH_MS = 100;

let server: ChildServer | null = null;
let scratchFolder: string | null = null;

process.on('message', (message: ToChild) => {
  void receive(message);
});
process.on('disconnect', end);
// Ctrl-C reaches every process of a terminal; the owner decides what it means and closes us.
process.on('SIGINT', () => undefined);

async function receive(message: ToChild): Promise<void> {
  if (message.kind === 'start') {
    scratchFolder = message.options.scratchFolder;
    server = createChildServer(createDuckDbEngine(message.options));
    watchMemory(message.residentLimitBytes);
    await loadDuckDb();
    send({ kind: 'ready' });
  } else if (message.kind === 'cancel') server?.cancel(message.id);
  else if (server !== null) send({ kind: 'answer', id: message.id, result: await server.answer(message) });
}

function send(message: FromChild): void {
  if (process.connected) process.send?.(message);
}

function watchMemory(limitBytes: number): void {
  setInterval(() => {
    if (process.memoryUsage.rss() <= limitBytes) return;
    if (process.connected) process.send?.({ kind: 'out-of-memory' } satisfies FromChild, end);
    else end();
  }, WATCH_MS).unref();
}

/** Ends at once: an orderly exit would wait for the threads of a running statement, or crash over them. */
function end(): void {
  if (scratchFolder !== null) rmSync(spillFolder(scratchFolder, process.pid), { recursive: true, force: true });
  process.kill(process.pid, 'SIGKILL');
}
