/**
 * One hostile run of the built command line, in a folder and with a scratch folder of its own. What must hold of every run is
 * asserted here: it ends in time, changes nothing in the user's folder, and leaves neither a process nor a scratch file.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshBundle } from '../fresh-bundle.ts';
import { watchGroup } from './process-group.ts';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Most memory one process of the run held; null where that cannot be seen. */
  readonly peakBytes: number | null;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** A command line for `sh` in which "$@" stands for Lintel; the plain call when left out. */
  readonly shell?: string;
  /** Below the user's folder; the folder itself when left out. */
  readonly from?: string;
  /** Done while Lintel runs. */
  readonly meanwhile?: (run: RunningLintel) => void | Promise<void>;
  /** The case itself changes the folder. */
  readonly changesFolder?: true;
}

export interface RunningLintel {
  readonly child: ChildProcess;
  /** Resolves with the id of the engine's process once that is there. */
  readonly engineId: Promise<number>;
}

/** Against hanging only. */
const LIMIT_MS = process.env['LINTEL_SLOW'] === undefined ? 50_000 : 280_000;

export class Sandbox {
  private readonly root = mkdtempSync(path.join(tmpdir(), 'hostile-'));
  /** The user's folder. */
  readonly folder = path.join(this.root, 'project');
  readonly scratch = path.join(this.root, 'tmp');
  /** For reports. */
  readonly out = path.join(this.root, 'out');

  constructor() {
    for (const folder of [this.folder, this.scratch, this.out]) mkdirSync(folder);
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  /** Writes a file of the user's, with its folders; returns its path. */
  write(name: string, content: string | Uint8Array): string {
    const file = this.path(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  /** Moves a file made elsewhere into the user's folder. */
  take(file: string, name: string): void {
    renameSync(file, this.path(name));
  }

  async run(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const before = snapshot(this.folder);
    const call = [process.execPath, freshBundle(), ...args];
    const [command = '', ...rest] = options.shell === undefined ? call : ['sh', '-c', options.shell, 'sh', ...call];
    const child = spawn(command, rest, {
      cwd: path.join(this.folder, options.from ?? '.'),
      env: { PATH: process.env['PATH'] ?? '', TMPDIR: this.scratch, XDG_CACHE_HOME: path.join(this.root, 'cache'), ...options.env },
      // a group of its own tells whether a process is left
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const outcome = await finish(child, options);
    if (options.changesFolder !== true) assert.deepEqual(snapshot(this.folder), before, "the user's folder is as it was");
    if (existsSync(this.scratch)) assert.deepEqual(readdirSync(this.scratch), [], 'no scratch file is left');
    return outcome;
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

async function finish(child: ChildProcess, { meanwhile }: RunOptions): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const group = watchGroup(child.pid ?? 0);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    group.kill();
  }, LIMIT_MS);
  const acting = (async () => meanwhile?.({ child, engineId: group.child() }))();
  // awaited below, when the run has ended
  acting.catch(() => undefined);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  const peakBytes = group.end();
  await acting;
  assert.equal(isLate, false, `the run ends; it had written\n${stdout}${stderr}`);
  assert.deepEqual(await group.left(), [], 'no process is left');
  return { code, stdout, stderr, peakBytes };
}

/** Names, kinds, rights, sizes and times of everything below the folder. */
function snapshot(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    const { mode, size, mtimeMs } = lstatSync(full);
    const line = `${full} ${mode} ${size} ${mtimeMs}`;
    return entry.isDirectory() ? [line, ...snapshot(full)] : [line];
  });
}

/** Returns the text of a report written to `out`. */
export function readReport({ out }: Sandbox, name: string): string {
  return readFileSync(path.join(out, name), 'utf8');
}
