/** The user's files through Node: only regular files are opened, nothing is ever written. */
import { constants } from 'node:fs';
import { lstat, open, opendir, readdir, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { FileProblem } from '../core/ports.ts';
import type { CancelSignal, FileStat, FileSystem } from '../core/ports.ts';
import { gunzipChunks, unzstdChunks } from './decompress.ts';

const CHUNK_BYTES = 1 << 20;
/** Read where a file should end: nothing, unless it has grown. */
const BEYOND_BYTES = 4096;

/** Returns the file system of this machine. */
export function createNodeFiles(): FileSystem {
  return { stat: statFile, list: listFolder, canList, readChunks, readRange, readText, decompress };
}

async function statFile(path: string): Promise<FileStat | null> {
  try {
    const found = await stat(path, { bigint: true });
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
    return { kind, sizeBytes: Number(found.size), mtimeMs: Number(found.mtimeNs) / 1e6, id: `${found.dev}:${found.ino}` };
  } catch {
    return null;
  }
}

async function listFolder(folder: string): ReturnType<FileSystem['list']> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .map((entry) => ({ name: entry.name, kind: entry.isSymbolicLink() ? ('link' as const) : entry.isFile() ? ('file' as const) : entry.isDirectory() ? ('folder' as const) : ('other' as const) }))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  } catch {
    return [];
  }
}

async function canList(folder: string): Promise<boolean> {
  try {
    await (await opendir(folder)).close();
    return true;
  } catch {
    return false;
  }
}

async function* readChunks(path: string, signal?: CancelSignal): AsyncGenerator<Uint8Array> {
  const handle = await openRegular(path);
  let left = (await handle.stat()).size;
  // small files are many, and a large buffer for each costs more than they do
  const readNext = (): Promise<Uint8Array | FileProblem> => {
    const bytes = left > 0 ? Math.min(left, CHUNK_BYTES) : BEYOND_BYTES;
    left -= bytes;
    return readInto(handle, new Uint8Array(bytes));
  };
  // The next chunk is read while the caller works on this one.
  let next = readNext();
  try {
    for (;;) {
      if (signal?.aborted) return;
      const chunk = await next;
      if (chunk instanceof FileProblem) throw chunk;
      if (chunk.length === 0) return;
      next = readNext();
      yield chunk;
    }
  } finally {
    await next;
    await handle.close();
  }
}

/** A problem is returned, as nobody may be waiting for this read any more. */
function readInto(handle: FileHandle, bytes: Uint8Array): Promise<Uint8Array | FileProblem> {
  return readOnce(handle, bytes, null).catch((problem: unknown) => {
    if (problem instanceof FileProblem) return problem;
    throw problem;
  });
}

async function readRange(path: string, startByte: number, lengthBytes: number): Promise<Uint8Array> {
  const handle = await openRegular(path);
  try {
    const { size } = await handle.stat();
    const length = Math.max(0, Math.min(lengthBytes, size - startByte));
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const part = await readOnce(handle, bytes.subarray(filled), startByte + filled);
      if (part.length === 0) break;
      filled += part.length;
    }
    return bytes.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

async function readText(path: string, maxBytes: number): Promise<string | null> {
  try {
    const found = await statFile(path);
    if (found?.kind !== 'file' || found.sizeBytes > maxBytes) return null;
    const bytes = await readRange(path, 0, maxBytes + 1);
    return bytes.length > maxBytes ? null : new TextDecoder().decode(bytes);
  } catch (problem) {
    if (problem instanceof FileProblem) return null;
    throw problem;
  }
}

function decompress(path: string, format: 'gzip' | 'zstd', maxBytes: number, signal?: CancelSignal): AsyncGenerator<Uint8Array> {
  const packed = readChunks(path, signal);
  return format === 'gzip' ? gunzipChunks(packed, { maxBytes, signal }) : unzstdChunks(packed, { maxBytes, signal });
}

/** Opens without blocking on a pipe or a device, then looks at what was opened, so that no swap in between can matter. */
async function openRegular(path: string): Promise<FileHandle> {
  // A device may act on being opened, so its kind is looked at before as well.
  const before = await statFile(path);
  if (before === null) throw new FileProblem('unreadable', await missingText(path));
  if (before.kind !== 'file') throw notRegular();
  let handle: FileHandle;
  try {
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw new FileProblem('unreadable', openText(error));
  }
  if (await isRegular(handle)) return handle;
  await handle.close();
  throw notRegular();
}

async function isRegular(handle: FileHandle): Promise<boolean> {
  return (await handle.stat()).isFile();
}

function notRegular(): FileProblem {
  return new FileProblem('unreadable', 'this is not a regular file; copy the data into one');
}

async function missingText(path: string): Promise<string> {
  try {
    return (await lstat(path)).isSymbolicLink() ? 'the link points at nothing; mend or remove it' : 'the file cannot be looked at; check its permissions';
  } catch (error) {
    return openText(error);
  }
}

function openText(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'the file is not there; check the path';
    case 'EACCES':
    case 'EPERM':
      return 'the file may not be read by this user; change its permissions';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open on this machine; close some programs and run again';
    case 'ELOOP':
      return 'the link leads to itself; mend or remove it';
    default:
      return `the file cannot be opened (${codeOf(error)}); check the disk and run again`;
  }
}

async function readOnce(handle: FileHandle, into: Uint8Array, position: number | null): Promise<Uint8Array> {
  try {
    const { bytesRead } = await handle.read(into, 0, into.length, position);
    return into.subarray(0, bytesRead);
  } catch (error) {
    throw new FileProblem('unreadable', `reading the file failed (${codeOf(error)}); check the disk and run again`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
