/**
 * A cache in files, for many runs at once. An entry is a header with a check sum and a text; it is written beside its place and renamed, so
 * that nobody sees half of one, whoever is killed when. What does not read as it was written is removed. A folder that cannot be written,
 * a full disk: the run goes on without.
 */
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, futimesSync, openSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, rmdir, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Cache, CancelSignal, Logger } from '../core/ports.ts';
import { createNodeFiles } from './files.ts';

export interface FileCache extends Cache {
  /** Removes what was not used for longest where all together is too large. */
  close(): Promise<void>;
}

export interface FileCacheOptions {
  /** Absolute; made when there is something to keep. */
  readonly folder: string;
  /** Differs for every Lintel that could find something else. */
  readonly buildId: string;
  readonly mostBytes?: number;
  readonly log: Logger;
}

/** Changes with the form of entries. */
const SCHEMA = 2;
const HEADER = `lintel-cache ${SCHEMA} `;
const HEADER_LENGTH = HEADER.length + 64 + 1;

/** Own choice: results of some hundred projects. */
export const MOST_CACHE_BYTES = 500 * 2 ** 20;

/** One entry at most. Own choice: larger ones take longer to read than the check of a small file. */
const MOST_ENTRY_LENGTH = 32 * 2 ** 20;

/** Entries used today need not be marked again. */
const MARKED_MS = 86_400_000;

/** The mark of a folder that backups leave out, and of one that is ours. Source: https://bford.info/cachedir/ */
const TAG = 'CACHEDIR.TAG';
const TAG_TEXT = 'Signature: 8a477f597d28d172789f06886806bc55\n# This folder is the cache of Lintel (machine-learning project checks); `lintel clean` empties it.\n';

const SHELF = /^[0-9a-f]{2}$/;
const ENTRY = /^[0-9a-f]{62}(?:\.\d+-\d+\.tmp)?$/;

export function createFileCache({ folder, buildId, mostBytes = MOST_CACHE_BYTES, log }: FileCacheOptions): FileCache {
  const shelves = new Set<string>();
  let state: 'unwritten' | 'writable' | 'off' = 'unwritten';
  let written = 0;
  let writtenBytes = 0;
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
  // an entry in the place of another is none
  const sumOf = (key: string, value: string): string => digest(`${key}\0${value}`);
  const placeOf = (key: string): { readonly shelf: string; readonly file: string } => {
    const name = digest(`${SCHEMA}\0${buildId}\0${key}`);
    const shelf = path.join(folder, name.slice(0, 2));
    return { shelf, file: path.join(shelf, name.slice(2)) };
  };
  const giveUp = (error: unknown): void => {
    if (state !== 'off') log.warn(`the cache \`${folder}\` cannot be written (${codeOf(error)}); the run goes on without it`);
    state = 'off';
  };
  return {
    digest,
    digestOf,
    get: async (key) => {
      const { file } = placeOf(key);
      const found = readEntry(file, (value) => sumOf(key, value));
      if (found === 'broken') {
        log.warn(`an entry of the cache does not read as it was written and is removed: ${file}`);
        await unlink(file).catch(() => undefined);
      }
      return found === null || found === 'broken' ? null : found.value;
    },
    put: async (key, value) => {
      if (state === 'off' || value.length > MOST_ENTRY_LENGTH) return;
      const { shelf, file } = placeOf(key);
      const draft = `${file}.${process.pid}-${written}.tmp`;
      written += 1;
      try {
        if (state === 'unwritten') await openFolder(folder);
        state = 'writable';
        if (!shelves.has(shelf)) await mkdir(shelf, { recursive: true, mode: 0o700 });
        shelves.add(shelf);
        await writeFile(draft, `${HEADER}${sumOf(key, value)}\n${value}`, { flag: 'wx', mode: 0o600 });
        await rename(draft, file);
        writtenBytes += value.length;
      } catch (error) {
        await unlink(draft).catch(() => undefined);
        // somebody has emptied it meanwhile
        if (codeOf(error) === 'ENOENT') shelves.delete(shelf);
        else giveUp(error);
      }
    },
    close: async () => {
      if (state === 'writable' && (writtenBytes > mostBytes * MUCH_SHARE || (await isUntidy(folder)))) await evict(folder, mostBytes);
    },
  };
}

/** Entries are small and many: waiting for each in turn would take ten times as long. */
function readEntry(file: string, sumOf: (value: string) => string): { readonly value: string } | 'broken' | null {
  let text: string;
  try {
    text = readUsed(file);
  } catch {
    return null;
  }
  const value = text.slice(HEADER_LENGTH);
  return text.slice(0, HEADER_LENGTH) === `${HEADER}${sumOf(value)}\n` ? { value } : 'broken';
}

/** Marks the file as used; others may write it, or nobody. */
function readUsed(file: string): string {
  // what waits for a writer is no entry, and must not be waited for
  const handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!fstatSync(handle).isFile()) throw new Error(`no file: ${file}`);
    const nowMs = Date.now();
    if (nowMs - fstatSync(handle).mtimeMs > MARKED_MS) {
      try {
        futimesSync(handle, nowMs / 1000, nowMs / 1000);
      } catch {
        // then it goes earlier
      }
    }
    return readFileSync(handle, 'utf8');
  } finally {
    closeSync(handle);
  }
}

async function openFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(path.join(folder, TAG), TAG_TEXT, { flag: 'wx' }).catch(ifThere);
  await writeFile(path.join(folder, '.gitignore'), '*\n', { flag: 'wx' }).catch(ifThere);
}

function ifThere(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error;
}

/** Drafts older than this were left by a run that was killed. */
const LEFT_MS = 3_600_000;

/** Share of the bound that is left after an eviction, so that not every run evicts. Own choice. */
const LEFT_SHARE = 0.8;

interface Entry {
  readonly file: string;
  readonly bytes: number;
  readonly usedMs: number;
}

/** Share of the bound that one run may write before all is weighed anew, and how long others may write meanwhile. Own choices. */
const MUCH_SHARE = 0.05;
const TIDY_MS = 3_600_000;

/** The time of the tag is when all was weighed last. */
async function isUntidy(folder: string): Promise<boolean> {
  const tag = await stat(path.join(folder, TAG)).catch(() => null);
  return tag === null || Date.now() - tag.mtimeMs > TIDY_MS;
}

async function evict(folder: string, mostBytes: number): Promise<void> {
  const nowMs = Date.now();
  await utimes(path.join(folder, TAG), nowMs / 1000, nowMs / 1000).catch(() => undefined);
  const entries: Entry[] = [];
  for await (const entry of entriesIn(folder)) {
    if (entry.file.endsWith('.tmp') && nowMs - entry.usedMs > LEFT_MS) await unlink(entry.file).catch(() => undefined);
    else entries.push(entry);
  }
  let bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (bytes <= mostBytes) return;
  for (const entry of entries.sort((a, b) => a.usedMs - b.usedMs)) {
    if (bytes <= mostBytes * LEFT_SHARE) break;
    await unlink(entry.file).catch(() => undefined);
    bytes -= entry.bytes;
  }
}

async function* entriesIn(folder: string): AsyncGenerator<Entry> {
  for (const shelf of await namesIn(folder)) {
    if (!SHELF.test(shelf)) continue;
    for (const name of await namesIn(path.join(folder, shelf))) {
      const file = path.join(folder, shelf, name);
      const found = ENTRY.test(name) ? await stat(file).catch(() => null) : null;
      if (found !== null) yield { file, bytes: found.size, usedMs: found.mtimeMs };
    }
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

export interface CacheContents {
  readonly entries: number;
  readonly bytes: number;
}

/** Null when the folder is none of Lintel's. */
export async function cacheContents(folder: string): Promise<CacheContents | null> {
  if (!(await isOwn(folder))) return null;
  let [entries, bytes] = [0, 0];
  for await (const entry of entriesIn(folder)) {
    entries += 1;
    bytes += entry.bytes;
  }
  return { entries, bytes };
}

/** Removes entries, nothing else. Returns what was removed; null when the folder is none of Lintel's. Throws when an entry cannot be removed. */
export async function emptyCache(folder: string): Promise<CacheContents | null> {
  if (!(await isOwn(folder))) return null;
  let [entries, bytes] = [0, 0];
  for await (const entry of entriesIn(folder)) {
    await rm(entry.file, { force: true });
    entries += 1;
    bytes += entry.bytes;
  }
  for (const shelf of await namesIn(folder)) if (SHELF.test(shelf)) await rmdir(path.join(folder, shelf)).catch(() => undefined);
  return { entries, bytes };
}

async function isOwn(folder: string): Promise<boolean> {
  return (await readFile(path.join(folder, TAG), 'utf8').catch(() => '')) === TAG_TEXT;
}

async function digestOf(file: string, signal?: CancelSignal): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of nodeFiles.readChunks(file, signal)) hash.update(chunk);
  } catch {
    return null;
  }
  return signal?.aborted === true ? null : hash.digest('hex');
}

const nodeFiles = createNodeFiles();

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
