/** Files of our own, in one folder under the system's folder for temporary files; none outlives the run. */
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FileProblem } from '../core/ports.ts';
import type { Scratch, ScratchFile } from '../core/ports.ts';

const PREFIX = 'lintel-';
const OWN_FOLDER = /^lintel-(\d+)-\w{6}$/;

export interface NodeScratch extends Scratch {
  readonly folder: string;
  /** Removes the folder with everything in it. */
  dispose(): Promise<void>;
}

/**
 * Makes the run's folder, readable by this user only, and clears away those of earlier runs that died. Errors: FileProblem when
 * there is no place for it.
 */
export async function createScratch(): Promise<NodeScratch> {
  await removeLeftovers();
  const folder = await mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`)).catch((error: unknown) => {
    throw new FileProblem('unreadable', `cannot write temporary files to \`${tmpdir()}\` (${codeOf(error)}); set TMPDIR to a folder that can be written`);
  });
  let made = 0;
  return {
    folder,
    create: async (name) => {
      made += 1;
      return createFile(path.join(folder, `${made}-${safeName(name)}`));
    },
    remove: async (file) => {
      if (path.dirname(file) === folder) await rm(file, { force: true });
    },
    dispose: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

async function createFile(file: string): Promise<ScratchFile> {
  const handle = await open(file, 'wx', 0o600);
  return {
    path: file,
    write: async (text) => {
      await handle.writeFile(text).catch((error: unknown) => {
        throw new FileProblem('too-large', `a copy of it does not fit among the temporary files (${codeOf(error)}); free some space`);
      });
    },
    close: () => handle.close(),
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

/** Engines read some characters of a path as a pattern, so only plain ones are kept. */
function safeName(name: string): string {
  return name.replace(/[^A-Za-z0-9._]/g, '_').slice(-60);
}

async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const pid = Number(OWN_FOLDER.exec(name)?.[1] ?? NaN);
    if (Number.isNaN(pid) || isAlive(pid)) continue;
    await rm(path.join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
