/**
 * The user's files through Node: only regular files are opened, nothing is ever written. Calls that wait in place are several times as quick
 * as those that are waited for, so small files are read by them; now and then everything else is let in.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
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

/** Longest time nothing else runs, in milliseconds. Own choice: not noticed by somebody who types. */
const MOST_BUSY_MS = 8;

let letInMs = 0;

async function breathe(): Promise<void> {
  if (performance.now() - letInMs < MOST_BUSY_MS) return;
  await new Promise((resolve) => setImmediate(resolve));
  letInMs = performance.now();
}

async function statFile(path: string): Promise<FileStat | null> {
  await breathe();
  return statNow(path);
}

function statNow(path: string): FileStat | null {
  try {
    const found = statSync(path, { bigint: true });
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
    return { kind, sizeBytes: Number(found.size), mtimeMs: Number(found.mtimeNs) / 1e6, id: `${found.dev}:${found.ino}` };
  } catch {
    return null;
  }
}

async function listFolder(folder: string): ReturnType<FileSystem['list']> {
  await breathe();
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
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
  const whole = await readSmall(path);
  if (whole !== null) {
    if (signal?.aborted !== true && whole.length > 0) yield whole;
    return;
  }
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
  const whole = await readSmall(path);
  if (whole !== null) return whole.subarray(startByte, startByte + lengthBytes);
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

/** All bytes of a file of at most one chunk; null of a larger one. */
async function readSmall(path: string): Promise<Uint8Array | null> {
  await breathe();
  const sizeBytes = regularSize(path);
  if (sizeBytes > CHUNK_BYTES) return null;
  let handle: number;
  try {
    handle = openSync(path, FLAGS);
  } catch (error) {
    throw new FileProblem('unreadable', openText(error));
  }
  try {
    const found = fstatSync(handle);
    if (!found.isFile()) throw notRegular();
    if (found.size > CHUNK_BYTES) return null;
    const bytes = new Uint8Array(found.size);
    let filled = 0;
    while (filled < bytes.length) {
      const count = readSync(handle, bytes, filled, bytes.length - filled, filled);
      if (count === 0) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  } catch (error) {
    throw error instanceof FileProblem ? error : readingFailed(error);
  } finally {
    closeSync(handle);
  }
}

function decompress(path: string, format: 'gzip' | 'zstd', maxBytes: number, signal?: CancelSignal): AsyncGenerator<Uint8Array> {
  const packed = readChunks(path, signal);
  return format === 'gzip' ? gunzipChunks(packed, { maxBytes, signal }) : unzstdChunks(packed, { maxBytes, signal });
}

/** What is opened must not block: a pipe, a device. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The size of a regular file. A device may act on being opened, so its kind is looked at before as well. */
function regularSize(path: string): number {
  const before = statNow(path);
  if (before === null) throw new FileProblem('unreadable', missingText(path));
  if (before.kind !== 'file') throw notRegular();
  return before.sizeBytes;
}

/** Opens without blocking on a pipe or a device, then looks at what was opened, so that no swap in between can matter. */
async function openRegular(path: string): Promise<FileHandle> {
  regularSize(path);
  let handle: FileHandle;
  try {
    handle = await open(path, FLAGS);
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

function missingText(path: string): string {
  try {
    return lstatSync(path).isSymbolicLink() ? 'the link points at nothing; mend or remove it' : 'the file cannot be looked at; check its permissions';
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
    throw readingFailed(error);
  }
}

function readingFailed(error: unknown): FileProblem {
  return new FileProblem('unreadable', `reading the file failed (${codeOf(error)}); check the disk and run again`);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
