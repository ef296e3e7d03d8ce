/**
 * Opens a dataset by our own reading of its bytes: decides format, encoding and dialect, counts rows, takes the sample, and
 * makes sure that an engine gets only regular text. Content decides before the file's name does.
 */
import { FileProblem } from '../../ports.ts';
import type { CancelSignal, FileStat, FileSystem, Ports } from '../../ports.ts';
import type { DatasetRef, OpenedTable, OpenResult } from '../opened-table.ts';
import { openAsRead } from './as-read/look-as-read.ts';
import { firstBytes, MAX_DECOMPRESSED_BYTES, openBytes } from './bytes.ts';
import type { ByteSource } from './bytes.ts';
import { openCsv } from './csv-table.ts';
import { makeDecoder } from './encoding.ts';
import { foreignText } from './foreign.ts';
import { isJson, isNamedJson } from './json-form.ts';
import { openJson } from './json-table.ts';
import { isParquet, openParquet } from './parquet.ts';
import { fileName, problem } from './problem.ts';
import type { OpenRequest } from './problem.ts';
import { trackScratch } from './track-scratch.ts';

const JSON_HEAD_BYTES = 4096;

export interface OpenOptions {
  readonly signal?: CancelSignal | undefined;
  /** Bytes a compressed file may have when decompressed; 32 GiB when left out. */
  readonly maxDecompressedBytes?: number | undefined;
}

/**
 * Returns the table, or why it cannot be read. Never throws for what a file holds. Cost: one pass over all bytes, a second one
 * where a regular copy has to be written.
 */
export async function openTable(dataset: DatasetRef, ports: Pick<Ports, 'files' | 'scratch'>, options: OpenOptions): Promise<OpenResult> {
  const paths = dataset.parts ?? [dataset.path];
  try {
    for (let tries = 0; tries < 2; tries += 1) {
      const before = await statAll(paths, ports.files);
      const desk = trackScratch(ports.scratch);
      const opened = await tryOpen(paths, { dataset, ports: { files: ports.files, scratch: desk.scratch }, options });
      const after = await Promise.all(paths.map((path) => ports.files.stat(path)));
      const isSame = !options.signal?.aborted && sameFiles(before, after);
      if (!isSame || !opened.ok) await desk.abandon();
      if (options.signal?.aborted) return { ok: false, reason: 'cancelled', text: 'the check was cancelled' };
      if (after.includes(null)) return { ok: false, reason: 'changed-during-check', text: 'the file was removed while it was read; put it back and run again' };
      if (isSame) return opened;
    }
    return { ok: false, reason: 'changed-during-check', text: 'the file keeps changing while it is read; run again when it is complete' };
  } catch (error) {
    return failure(error);
  }
}

/** Problems found in bytes that change meanwhile are the change's, so they wait for the comparison. */
async function tryOpen(paths: readonly string[], { dataset, ports, options }: { dataset: DatasetRef; ports: Pick<Ports, 'files' | 'scratch'>; options: OpenOptions }): Promise<OpenResult> {
  try {
    return { ok: true, table: await openFiles(paths, { dataset, ports, options }) };
  } catch (error) {
    return failure(error);
  }
}

async function openFiles(paths: readonly string[], { dataset, ports, options }: { dataset: DatasetRef; ports: Pick<Ports, 'files' | 'scratch'>; options: OpenOptions }): Promise<OpenedTable> {
  if (dataset.readAs !== undefined && dataset.parts === null && dataset.readAs.format === 'csv') return openAsRead({ ...dataset, readAs: dataset.readAs }, ports, options.signal);
  const sources: ByteSource[] = [];
  for (const path of paths) sources.push(await openBytes(path, ports.files, options.maxDecompressedBytes ?? MAX_DECOMPRESSED_BYTES));
  const filled = sources.filter((source) => source.rawHead.length > 0);
  const [first] = filled;
  if (first === undefined) throw problem('empty', 'there are no bytes in it; write the data again');
  const request: OpenRequest = { dataset, files: ports.files, scratch: ports.scratch, signal: options.signal, extension: extensionOf(first.path) };
  if (isParquet(first.rawHead) && first.compression === null) return openParquet(filled.map((source) => source.path), dataset, ports.files);
  if (request.extension === 'parquet') throw problem('damaged', 'the file is named Parquet but does not start like one; copy or write it again');
  const foreign = foreignText(first);
  if (foreign !== null) throw problem('not-a-table', foreign);
  const head = makeDecoder('utf-8')(await firstBytes(first.chunks(options.signal), JSON_HEAD_BYTES));
  if (isJson(head, request.extension)) return openJson(filled, request);
  if (isNamedJson(request.extension)) throw problem('not-a-table', 'the file is named JSON but does not start like it; write it again');
  return openCsv(filled, request);
}

async function statAll(paths: readonly string[], files: FileSystem): Promise<readonly FileStat[]> {
  const stats: FileStat[] = [];
  for (const path of paths) {
    const found = await files.stat(path);
    if (found === null) throw problem('unreadable', 'the file is not there or may not be looked at; check the path');
    if (found.kind !== 'file') throw problem('unreadable', 'this is not a regular file; copy the data into one');
    stats.push(found);
  }
  return stats;
}

function sameFiles(before: readonly FileStat[], after: readonly (FileStat | null)[]): boolean {
  return before.every((stat, at) => stat.id === after[at]?.id && stat.sizeBytes === after[at]?.sizeBytes && stat.mtimeMs === after[at]?.mtimeMs);
}

function failure(error: unknown): OpenResult {
  if (!(error instanceof FileProblem)) throw error;
  return { ok: false, reason: error.reason, text: error.message };
}

function extensionOf(path: string): string {
  const name = fileName(path).toLowerCase().replace(/\.(gz|gzip|zst|zstd)$/, '');
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1);
}
