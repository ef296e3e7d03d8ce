/**
 * From a keystroke in a long notebook to its diagnostics: the server over in-memory streams, one character typed and the cell's
 * diagnostics awaited, again and again, in cells all over the notebook.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, createProtocolConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter, type Diagnostic, type ProtocolConnection } from 'vscode-languageserver/node';
import { rules } from '../../rules/index.generated.ts';
import { check } from '../../server/core/check.ts';
import { createServer } from '../../server/lsp/server.ts';
import { openTestPorts } from '../../tools/test-ports.ts';
import { testShell } from '../../tools/test-repository.ts';
import { longNotebook } from './keystroke-notebook.ts';

export interface KeystrokeTimes {
  readonly lines: number;
  readonly cells: number;
  /** Milliseconds, in the order typed. */
  readonly times: readonly number[];
  /** The same as processor time of all threads, which other programs do not change. */
  readonly cpuTimes: readonly number[];
}

export interface KeystrokeRequest {
  readonly lines: number;
  readonly keystrokes: number;
  readonly seed: number;
}

/** The first ones compile the code; nobody types that fast after opening a notebook. */
const WARM_UP = 10;

export async function measureKeystrokes({ lines, keystrokes, seed }: KeystrokeRequest): Promise<KeystrokeTimes> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lintel-keystroke-'));
  const { ports, close } = await openTestPorts();
  const [up, down] = [new PassThrough(), new PassThrough()];
  createServer(createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down)), {
    version: '0.0.0',
    rules,
    ports,
    check,
    engineFor: () => ports.engine,
    openShell: async () => ({ ok: true, shell: await testShell() }),
    digestOf: () => Promise.resolve(null),
    scorer: { score: () => Promise.resolve({ kind: 'cancelled' }), rest: () => Promise.resolve() },
    readRulePage: () => Promise.resolve(null),
    describeInstallation: () => Promise.resolve(''),
    pathOfUri: (uri) => (uri.startsWith('file:') ? fileURLToPath(uri) : null),
    uriOfPath: (file) => pathToFileURL(file).href,
    rest: () => Promise.resolve(),
    dispose: () => Promise.resolve(),
  });
  const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  try {
    const cells = longNotebook({ lines, seed });
    const typist = await openTypist(client, { folder, cells });
    const times: number[] = [];
    const cpuTimes: number[] = [];
    for (let stroke = 0; stroke < keystrokes + WARM_UP; stroke += 1) {
      const { timeMs, cpuMs } = await typist.type((stroke * 7 + seed) % cells.length);
      if (stroke < WARM_UP) continue;
      times.push(timeMs);
      cpuTimes.push(cpuMs);
    }
    await client.sendRequest('shutdown');
    return { lines: cells.join('\n').split('\n').length, cells: cells.length, times, cpuTimes };
  } finally {
    client.dispose();
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Types where a finding comes and goes with the character, so that its diagnostics must change. */
const BEFORE = '\nbench_value = 1.0\nbench_value == np.na';

export interface Typist {
  /** Says how long it took until the diagnostics of the cell were others. */
  type(cell: number): Promise<{ readonly timeMs: number; readonly cpuMs: number }>;
}

export async function openTypist(client: ProtocolConnection, { folder, cells }: { readonly folder: string; readonly cells: readonly string[] }): Promise<Typist> {
  let heard: ((uri: string, count: number) => void) | null = null;
  client.onRequest('workspace/configuration', (params: { items: readonly unknown[] }) => params.items.map(() => ({})));
  client.onRequest('client/registerCapability', () => null);
  client.onRequest('window/workDoneProgress/create', () => null);
  client.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: { readonly uri: string; readonly diagnostics: readonly Diagnostic[] }) => {
    heard?.(uri, diagnostics.filter(({ code }) => code === 'correctness/nan-equality').length);
  });
  client.listen();
  await client.sendRequest('initialize', { processId: null, rootUri: null, workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }], capabilities: { workspace: { configuration: true } } });
  await client.sendNotification('initialized', {});
  const uri = 'untitled:long.ipynb';
  await client.sendNotification('notebookDocument/didOpen', {
    notebookDocument: { uri, notebookType: 'jupyter-notebook', version: 1, cells: cells.map((_, index) => ({ kind: 2, document: `cell:${index}` })) },
    cellTextDocuments: cells.map((text, index) => ({ uri: `cell:${index}`, languageId: 'python', version: 1, text: `${text}${BEFORE}` })),
  });
  const lengths = cells.map((text) => text.split('\n').length + 1);
  const change = (cell: number, edit: object): Promise<void> =>
    client.sendNotification('notebookDocument/didChange', { notebookDocument: { uri, version: 1 }, change: { cells: { textContent: [{ document: { uri: `cell:${cell}`, version: 2 }, changes: [edit] }] } } });
  const until = (cell: number, wanted: number): Promise<void> =>
    new Promise((resolve) => {
      heard = (address, count) => {
        if (address === `cell:${cell}` && count === wanted) resolve();
      };
    });
  return {
    type: async (cell) => {
      const line = lengths[cell] ?? 0;
      const end = BEFORE.length - BEFORE.lastIndexOf('\n') - 1;
      const there = until(cell, 1);
      const start = performance.now();
      const cpu = process.cpuUsage();
      await change(cell, { range: { start: { line, character: end }, end: { line, character: end } }, text: 'n' });
      await there;
      const timeMs = performance.now() - start;
      const { user, system } = process.cpuUsage(cpu);
      const gone = until(cell, 0);
      await change(cell, { range: { start: { line, character: end }, end: { line, character: end + 1 } }, text: '' });
      await gone;
      return { timeMs, cpuMs: (user + system) / 1000 };
    },
  };
}

/** @param share 0..1 */
export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
