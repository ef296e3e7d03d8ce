/** What core needs from the outside. Core does no I/O itself; hosts and engines implement these, tests fake them. */
import type { Commit } from '../../rules/api/repository/files.ts';
import type { SqlEngine } from './data/engine.ts';
import type { UnitWorkers } from './python/check/unit-work.ts';
import type { OpenPython } from './python/python-tools.ts';

/** Satisfied by the standard AbortSignal. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'other';
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  /** Device and inode, or what stands for them; equal ids are the same file. */
  readonly id: string;
}

/**
 * Files as the host sees them. Paths are absolute. Expected failures are values: null from `stat`, `{ ok: false }` from reads.
 * Only regular files are opened; symbolic links are followed by `stat` and reads, never by `list`.
 */
export interface FileSystem {
  stat(path: string): Promise<FileStat | null>;
  /** Names of the entries, sorted by code unit. Empty for what cannot be listed. */
  list(folder: string): Promise<readonly { readonly name: string; readonly kind: 'file' | 'folder' | 'link' | 'other' }[]>;
  /** Whether a folder that seems empty can be listed; taken for yes where nobody can tell. */
  canList?(folder: string): Promise<boolean>;
  /** The bytes in chunks of about 1 MiB; ends early when cancelled. Throws FileProblem when reading fails. */
  readChunks(path: string, signal?: CancelSignal): AsyncIterable<Uint8Array>;
  readRange(path: string, startByte: number, lengthBytes: number): Promise<Uint8Array>;
  /** Whole text of a small UTF-8 file; null when it is not there, cannot be read, or is larger than `maxBytes`. */
  readText(path: string, maxBytes: number): Promise<string | null>;
  /** The bytes of a gzip or zstd file, decompressed, in chunks. Throws FileProblem on broken input or past `maxBytes`. */
  decompress(path: string, format: 'gzip' | 'zstd', maxBytes: number, signal?: CancelSignal): AsyncIterable<Uint8Array>;
}

/** An expected failure of the file system inside an iteration; `text` is a plain sentence without the path. */
export class FileProblem extends Error {
  constructor(
    readonly reason: NotCheckedReason,
    text: string,
  ) {
    super(text);
  }
}

/** A file of our own outside the user's folders; gone when the run ends. */
export interface ScratchFile {
  readonly path: string;
  write(text: string | Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface Scratch {
  create(name: string): Promise<ScratchFile>;
  /** Removes one scratch file early. */
  remove(path: string): Promise<void>;
}

export interface Clock {
  /** Today as YYYY-MM-DD, for dates of suppressions. */
  today(): string;
  /** Milliseconds since an arbitrary start, for time limits. */
  nowMs(): number;
  /** Lets waiting events run: signals, messages, timers. */
  pause(): Promise<void>;
  /** Calls `run` once after `delayMs`, unless the returned function is called first. Never keeps the process alive. */
  after(delayMs: number, run: () => void): () => void;
}

export interface Logger {
  info(text: string): void;
  warn(text: string): void;
}

/**
 * Reads a repository: nothing of it is run, nothing is written, nothing is asked of a network. Never throws. Folders that are not trusted
 * are not asked about.
 */
export interface Git {
  /** @param root absolute; a folder within a repository is enough */
  read(root: string, signal: CancelSignal | null): Promise<GitReading>;
}

/** `none` where there is no repository. `text` and `missing` are plain sentences. */
export type GitReading = { readonly kind: 'none' } | { readonly kind: 'failed'; readonly text: string } | { readonly kind: 'read'; readonly raw: GitRaw; readonly missing: string | null };

/** What git knows of a folder. Paths are relative to the folder asked for, forward slashes. */
export interface GitRaw {
  readonly commit: string | null;
  /** Null when no branch is checked out. */
  readonly branch: string | null;
  /** Whether tracked files differ from the commit. */
  readonly isDirty: boolean;
  readonly isShallow: boolean;
  /** Latest first, at most 2,000. */
  readonly commits: readonly Commit[];
  /** Those of remotes without the remote's name; sorted. */
  readonly branches: readonly string[];
  readonly tags: readonly { readonly name: string; readonly commit: string; readonly date: string }[];
  /** Null when it cannot be told. */
  readonly tracked: readonly string[] | null;
}

/**
 * Results of earlier runs, kept by what they rest on. It never fails: what cannot be kept or read again is as if it had never been put.
 * Keys say everything a result rests on besides Lintel itself, which the cache adds.
 */
export interface Cache {
  /** What was put last under this key, unharmed; null when there is nothing. */
  get(key: string): Promise<string | null>;
  put(key: string, value: string): Promise<void>;
  /** SHA-256 as hexadecimal digits; equal digests are equal contents. */
  digest(text: string): string;
  /** The same of the bytes of a file; null when it cannot be read to its end. */
  digestOf(path: string, signal?: CancelSignal): Promise<string | null>;
}

export interface Ports {
  readonly files: FileSystem;
  readonly scratch: Scratch;
  readonly engine: SqlEngine;
  readonly openPython: OpenPython;
  /** Null where all code is checked in this process. */
  readonly codeWorkers: UnitWorkers | null;
  /** Nothing is kept when it is null or left out. */
  readonly cache?: Cache | null;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Why something was not checked. */
export type NotCheckedReason =
  | 'unreadable'
  | 'empty'
  | 'not-a-table'
  | 'parser-missing'
  | 'not-a-notebook'
  | 'damaged'
  | 'too-large'
  | 'too-deep'
  | 'line-too-long'
  | 'too-many-columns'
  | 'changed-during-check'
  | 'engine-died'
  | 'out-of-memory'
  | 'out-of-time'
  | 'engine-missing'
  | 'cancelled'
  | 'internal-error';
