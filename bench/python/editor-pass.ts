/** The first pass of the language server over a folder, as a process of its own, while somebody types in a notebook and pauses. */
import { spawn } from 'node:child_process';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { METHODS, type StatusParams } from '../../server/protocol/messages.ts';
import { openTypist, quantile } from './keystroke.ts';
import { longNotebook } from './keystroke-notebook.ts';

export interface EditorPass {
  /** Until everything has been checked once. */
  readonly wallMs: number;
  readonly programs: number;
  /** Milliseconds from a keystroke to its diagnostics while the pass ran. */
  readonly keystrokes: readonly number[];
}

/** Longer than the pause after which the server goes on with the rest. */
const PAUSE_MS = 500;

/** @param serverPath the built server */
export async function measureEditorPass({ serverPath, folder, lines, seed }: { readonly serverPath: string; readonly folder: string; readonly lines: number; readonly seed: number }): Promise<EditorPass> {
  const server = spawn(process.execPath, [serverPath, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const client = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const startMs = performance.now();
  let programs = 0;
  let isDone = false;
  const idle = new Promise<number>((resolve) => {
    client.onNotification(METHODS.status, (status: StatusParams) => {
      programs = Math.max(programs, status.programs);
      if (status.state !== 'idle' || status.programs < 2) return;
      isDone = true;
      resolve(performance.now() - startMs);
    });
  });
  try {
    const cells = longNotebook({ lines, seed });
    const typist = await openTypist(client, { folder, cells });
    const keystrokes: number[] = [];
    for (let stroke = 0; !isDone; stroke += 1) {
      const { timeMs } = await typist.type((stroke * 7 + seed) % cells.length);
      if (!isDone) keystrokes.push(timeMs);
      await Promise.race([idle, new Promise((resolve) => setTimeout(resolve, PAUSE_MS))]);
    }
    const wallMs = await idle;
    await client.sendRequest('shutdown');
    return { wallMs, programs, keystrokes };
  } finally {
    client.dispose();
    server.kill();
  }
}

export function describePass({ wallMs, programs, keystrokes }: EditorPass): string {
  return `first pass of the language server over ${programs.toLocaleString('en')} programs: ${(wallMs / 1000).toFixed(1)} s; ${keystrokes.length} keystrokes meanwhile: p50 ${quantile(keystrokes, 0.5).toFixed(0)} ms, p95 ${quantile(keystrokes, 0.95).toFixed(0)} ms, most ${quantile(keystrokes, 1).toFixed(0)} ms`;
}
