/** Looks at the tables programs read, as they read them, each once. */
import type { ReadEvent } from '../../../../rules/api/python/event.ts';
import { pathArgument } from '../../../../rules/api/python/reading-call.ts';
import type { ReadTrouble, TableFacts } from '../../../../rules/api/python/table-facts.ts';
import { ReadFails, type AsReadTrouble } from '../../data/reading/as-read/read-fails.ts';
import { headLayout } from '../../data/reading/head-layout.ts';
import type { ReadAs } from '../../data/read-as.ts';
import { fromPlainText, toPlainText } from '../../cache/plain-text.ts';
import { relativePath } from '../../paths.ts';
import { FileProblem, type CancelSignal, type FileStat, type Ports } from '../../ports.ts';
import type { TableProfile } from '../../report.ts';
import { lookAtDelimited } from './delimited.ts';
import { pathOf, readAsOf } from './read-as-of.ts';
import type { ReadAsResult } from './read-as-of.ts';
import { resolveDataPath } from './resolve-path.ts';
import { lookAtTyped } from './typed.ts';

/** What became of looking at a table; both null when nothing can be said. */
export interface LookedAt {
  readonly facts: TableFacts | null;
  readonly trouble: ReadTrouble | null;
}

/** A read as plain data, so that it can be sent to the process that looks at files. */
export interface PlainRead {
  /** Absolute path of the script or notebook. */
  readonly program: string;
  readonly as: ReadAsResult;
  /** The argument with the path, as offsets into the program's text. */
  readonly at: { readonly start: number; readonly end: number };
}

export function plainRead(read: ReadEvent): PlainRead {
  const { start, end } = pathArgument(read);
  return { program: pathOf(read.node), as: readAsOf(read.call, read.path), at: { start, end } };
}

/** A read whose table was looked at. */
export interface LookedRead {
  /** The argument with the path, in its document. */
  readonly at: { readonly path: string; readonly start: number; readonly end: number };
  /** Absolute path of the data. */
  readonly dataPath: string;
  readonly sizeBytes: number;
  readonly as: ReadAs;
  readonly facts: TableFacts;
  /** Whether the file is judged as a dataset of its own in the same run. */
  readonly isChecked: boolean;
}

/** Looks of earlier checks, by file and way of reading; a changed file is another file. */
export interface LookCache {
  get(key: string): LookedAt | undefined;
  set(key: string, look: LookedAt): void;
}

export interface LooksRequest {
  /** Absolute; display paths are relative to it. */
  readonly workingFolder: string;
  /** The profile of a file that is checked as a dataset of its own in the same run; null for others. */
  readonly profileOf: (path: string) => TableProfile | null;
  readonly cache: LookCache;
  /** Told of every read that gives a table. */
  readonly onTable?: (read: LookedRead) => void;
  readonly signal?: CancelSignal | undefined;
}

/** Looks that are kept. Own choice: facts of a table with a hundred columns take about 50 KB. */
const KEPT_LOOKS = 200;

/** @param most tables that are kept */
export function createLookCache(most: number = KEPT_LOOKS): LookCache {
  const kept = new Map<string, LookedAt>();
  return {
    get: (key) => kept.get(key),
    set: (key, look) => {
      kept.delete(key);
      kept.set(key, look);
      const oldest = kept.keys().next().value;
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
  };
}

/** Returns a function that says what a read gives. It never throws for what files hold. */
export function createTableLooks(request: LooksRequest, ports: Ports): (read: PlainRead) => Promise<LookedAt> {
  return async ({ program, as: result, at }) => {
    if (!result.ok) return unknown(result.reason);
    const { as } = result;
    const resolved = await resolveDataPath({ written: as.path, program, workingFolder: request.workingFolder }, ports.files);
    if (resolved.kind === 'missing') return { facts: null, trouble: { kind: 'missing-file', nearest: resolved.nearest } };
    if (resolved.kind === 'ambiguous') return unknown('several files are meant by this path');
    const { path, stat } = resolved;
    if (stat.kind !== 'file') return unknown('the path is no file');
    const key = JSON.stringify([path, stat.sizeBytes, stat.mtimeMs, { ...as, path: '' }]);
    const look = request.cache.get(key) ?? (await keptLook({ path, stat, as, request }, ports));
    if (request.signal?.aborted !== true) request.cache.set(key, look);
    if (look.facts !== null) request.onTable?.({ at: { path: program, ...at }, dataPath: path, sizeBytes: stat.sizeBytes, as, facts: look.facts, isChecked: request.profileOf(path) !== null });
    return look;
  };
}

function unknown(reason: string): LookedAt {
  return { facts: null, trouble: { kind: 'unknown', reason } };
}

interface Looking {
  readonly path: string;
  readonly stat: FileStat;
  readonly as: ReadAs;
  readonly request: LooksRequest;
}

/** The look of an earlier run, by the bytes of the file, else a new one. */
async function keptLook(looking: Looking, ports: Ports): Promise<LookedAt> {
  const { path, stat, as, request } = looking;
  const { cache = null } = ports;
  const digest = (await cache?.digestOf(path, request.signal)) ?? null;
  const key = digest === null ? null : toPlainText(['look', digest, relativePath(request.workingFolder, path), { ...as, path: '' }, request.profileOf(path)], null);
  if (cache === null || key === null) return lookAt(looking, ports);
  const known = await cache.get(key);
  if (known !== null) return fromPlainText(known, null) as LookedAt;
  const look = await lookAt(looking, ports);
  const after = await ports.files.stat(path);
  // what is not known for some reason of the moment may be known the next time
  const isLasting = request.signal?.aborted !== true && (look.facts !== null || (look.trouble !== null && look.trouble.kind !== 'unknown'));
  const text = isLasting && after?.mtimeMs === stat.mtimeMs && after.sizeBytes === stat.sizeBytes ? toPlainText(look, null) : null;
  if (text !== null) await cache.put(key, text);
  return look;
}

async function lookAt({ path, stat, as, request }: Looking, ports: Ports): Promise<LookedAt> {
  const displayPath = relativePath(request.workingFolder, path);
  const checked = request.profileOf(path);
  const profile = checked?.isSample === true ? null : checked;
  const { signal } = request;
  try {
    if (as.format === 'csv') {
      const { facts } = await lookAtDelimited({ path, displayPath, sizeBytes: stat.sizeBytes, as, profile, signal }, ports);
      return { facts, trouble: null };
    }
    const look = await lookAtTyped({ dataset: { path, displayPath, parts: null }, as, profile, signal }, ports);
    return look.ok ? { facts: look.facts, trouble: null } : unknown(look.reason);
  } catch (error) {
    if (error instanceof ReadFails) return { facts: null, trouble: await troubleOf(error.trouble, { path, displayPath, as, signal }, ports) };
    if (error instanceof FileProblem) return unknown(error.message);
    throw error;
  }
}

/** Python's names of the encodings we tell apart. */
const PYTHON_NAMES = { 'utf-8': 'utf-8', 'utf-16le': 'utf-16', 'utf-16be': 'utf-16', 'windows-1252': 'cp1252' } as const;

interface Troubled {
  readonly path: string;
  readonly displayPath: string;
  readonly as: ReadAs;
  readonly signal: CancelSignal | undefined;
}

async function troubleOf(trouble: AsReadTrouble, { path, displayPath, as, signal }: Troubled, ports: Ports): Promise<ReadTrouble> {
  if (trouble.kind === 'unknown') return trouble;
  if (trouble.kind !== 'undecodable') return { ...trouble, path: displayPath };
  const layout = await headLayout(path, { files: ports.files, signal }).catch(() => null);
  return { ...trouble, path: displayPath, encoding: layout === null || (as.encoding === null && layout.encoding === 'utf-8') ? null : PYTHON_NAMES[layout.encoding] };
}
