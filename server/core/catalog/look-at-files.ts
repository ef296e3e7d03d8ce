/** A cheap look at data files: header, types of the first rows, and how many rows there are where counting takes no time. Never a check. */
import { cellShape } from '../data/reading/cell-shape.ts';
import { detectDialect, readHead } from '../data/reading/dialect.ts';
import { decideHeader } from '../data/reading/header.ts';
import { joinPath } from '../paths.ts';
import { FileProblem } from '../ports.ts';
import type { CancelSignal, FileSystem } from '../ports.ts';
import { parquetFooter } from './parquet-footer.ts';

export interface LookedAt {
  readonly columns: readonly { readonly name: string; readonly type: string | null }[];
  /** Null when counting would take long. */
  readonly rows: number | null;
}

/** Own choices: a second or so in all. */
const MOST_FILES = 500;
const MOST_COUNTED_BYTES = 16_000_000;
const MOST_BYTES = 200_000_000;
/** More columns say nothing to a reader. Own choice. */
const MOST_COLUMNS = 500;

/** Looks at the files of these paths as far as they are tables. Files that cannot be read are left out. */
export async function lookAtFiles(wanted: readonly { readonly path: string; readonly sizeBytes: number }[], { root, files, signal }: { readonly root: string; readonly files: FileSystem; readonly signal: CancelSignal | null }): Promise<ReadonlyMap<string, LookedAt>> {
  const found = new Map<string, LookedAt>();
  let left = MOST_BYTES;
  for (const { path, sizeBytes } of wanted.filter((each) => TEXT.test(each.path) || PARQUET.test(each.path)).slice(0, MOST_FILES)) {
    if (signal?.aborted === true) break;
    const isCounted = sizeBytes <= MOST_COUNTED_BYTES && sizeBytes <= left;
    if (isCounted) left -= sizeBytes;
    const looked = await lookAt(joinPath(root, path), { sizeBytes, isCounted, files, signal });
    if (looked !== null) found.set(path, looked);
  }
  return found;
}

const TEXT = /\.(?:csv|tsv|psv|tab|jsonl|ndjson)$/i;
const PARQUET = /\.(?:parquet|pq)$/i;

interface Looking {
  readonly sizeBytes: number;
  readonly isCounted: boolean;
  readonly files: FileSystem;
  readonly signal: CancelSignal | null;
}

async function lookAt(path: string, looking: Looking): Promise<LookedAt | null> {
  try {
    if (PARQUET.test(path)) return await parquetFooter(path, looking.sizeBytes, looking.files);
    return /\.(?:jsonl|ndjson)$/i.test(path) ? await lookAtLines(path, looking) : await lookAtText(path, looking);
  } catch (error) {
    if (error instanceof FileProblem) return null;
    throw error;
  }
}

async function lookAtText(path: string, looking: Looking): Promise<LookedAt | null> {
  const { files, signal, isCounted } = looking;
  const open = (): AsyncIterable<Uint8Array> => files.readChunks(path, signal ?? undefined);
  const head = await readHead(open);
  if (head.bytes.length === 0 || head.bytes.subarray(0, 8192).includes(0)) return null;
  const detected = await detectDialect(head, /\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '');
  if (!detected.ok) return null;
  const [first = [], ...rest] = detected.head;
  const { hasHeader } = decideHeader(detected.head);
  const rows = hasHeader ? rest : detected.head;
  const columns = first.slice(0, MOST_COLUMNS).map((name, index) => ({ name: hasHeader ? name.trim() : String(index), type: typeOf(rows.map((row) => row[index] ?? '')) }));
  const records = isCounted ? await countRecords(open(), detected.dialect.quote === '"' ? QUOTE : null) : null;
  return { columns, rows: records === null ? null : Math.max(0, records - (hasHeader ? 1 : 0)) };
}

const QUOTE = 0x22;
const NEW_LINE = 0x0a;

/** Lines outside of quotes; blank ones do not count. */
async function countRecords(chunks: AsyncIterable<Uint8Array>, quote: number | null): Promise<number> {
  let records = 0;
  let isQuoted = false;
  let isBlank = true;
  for await (const chunk of chunks) {
    for (const byte of chunk) {
      if (byte === quote) isQuoted = !isQuoted;
      if (byte === NEW_LINE && !isQuoted) {
        if (!isBlank) records += 1;
        isBlank = true;
      } else if (byte !== 0x0d) isBlank = false;
    }
  }
  return records + (isBlank ? 0 : 1);
}

/** Null when no row says so. */
function typeOf(cells: readonly string[]): string | null {
  const given = cells.slice(0, 200).map((cell) => cell.trim()).filter((cell) => cellShape(cell) !== 'empty');
  if (given.length === 0) return null;
  if (given.every((cell) => /^[+-]?\d{1,18}$/.test(cell))) return 'integer';
  const shapes = new Set(given.map(cellShape));
  if (shapes.size === 1 && shapes.has('number')) return 'number';
  if (shapes.size === 1 && shapes.has('date')) return 'date';
  return given.every((cell) => /^(?:true|false)$/i.test(cell)) ? 'boolean' : 'text';
}

/** Own choice. */
const MOST_LINES = 50;
const HEAD_BYTES = 65_536;

async function lookAtLines(path: string, { files, sizeBytes, isCounted, signal }: Looking): Promise<LookedAt | null> {
  const text = new TextDecoder().decode(await files.readRange(path, 0, Math.min(sizeBytes, HEAD_BYTES)));
  const lines = text.split('\n').slice(0, sizeBytes > HEAD_BYTES ? -1 : undefined).filter((line) => line.trim() !== '').slice(0, MOST_LINES);
  const types = new Map<string, Set<string>>();
  for (const line of lines) {
    const value = parse(line);
    if (value === null) return null;
    for (const [key, each] of Object.entries(value)) types.set(key, (types.get(key) ?? new Set<string>()).add(jsonType(each)));
  }
  const columns = [...types].slice(0, MOST_COLUMNS).map(([name, kinds]) => ({ name, type: [...kinds].filter((kind) => kind !== 'null').sort().join(' or ') || null }));
  return { columns, rows: isCounted ? await countRecords(files.readChunks(path, signal ?? undefined), null) : null };
}

function parse(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'string' ? 'text' : typeof value;
}
