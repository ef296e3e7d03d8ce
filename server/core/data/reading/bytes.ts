/** The bytes of one file as the readers want them: decompressed, without byte order mark, UTF-16 turned into UTF-8. */
import type { CancelSignal, FileSystem } from '../../ports.ts';
import { encodingOfStart, utf16ToUtf8 } from './encoding.ts';
import type { EncodingStart } from './encoding.ts';

export interface ByteSource {
  readonly path: string;
  readonly compression: 'gzip' | 'zstd' | null;
  readonly start: EncodingStart;
  /** First bytes of the file, decompressed but otherwise as they are. */
  readonly rawHead: Uint8Array;
  /** All bytes from the start. */
  chunks(signal: CancelSignal | undefined): AsyncIterable<Uint8Array>;
  /** All bytes from an offset into what `chunks` gives; cheap only for plain files that are not UTF-16. */
  chunksFrom(offset: number, signal: CancelSignal | undefined): AsyncIterable<Uint8Array>;
}

/** What decompressed data may grow to by default; the copy of it takes disk space. Own choice. */
export const MAX_DECOMPRESSED_BYTES = 32 * 2 ** 30;

const HEAD_BYTES = 1 << 14;
const RANGE_BYTES = 1 << 18;

/** Looks at the first bytes of a file and returns how to read the rest. Throws FileProblem. */
export async function openBytes(path: string, files: FileSystem, maxDecompressedBytes: number): Promise<ByteSource> {
  const packedHead = await files.readRange(path, 0, HEAD_BYTES);
  const compression = compressionOf(packedHead);
  const raw = (signal: CancelSignal | undefined): AsyncIterable<Uint8Array> =>
    compression === null ? files.readChunks(path, signal) : files.decompress(path, compression, maxDecompressedBytes, signal);
  const rawHead = compression === null ? packedHead : await firstBytes(raw(undefined), HEAD_BYTES);
  const start = encodingOfStart(rawHead);
  const chunks = (signal: CancelSignal | undefined): AsyncIterable<Uint8Array> => {
    const bytes = dropBytes(raw(signal), start.bomBytes);
    return start.encoding === 'utf-8' ? bytes : utf16ToUtf8(bytes, start.encoding);
  };
  const isSeekable = compression === null && start.encoding === 'utf-8';
  const chunksFrom = (offset: number, signal: CancelSignal | undefined): AsyncIterable<Uint8Array> =>
    isSeekable ? rangesFrom(path, files, { offset: offset + start.bomBytes, signal }) : dropBytes(chunks(signal), offset);
  return { path, compression, start, rawHead, chunks, chunksFrom };
}

/** Returns up to `limit` first bytes and stops reading there. */
export async function firstBytes(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    head = concatBytes(head, chunk);
    if (head.length >= limit) break;
  }
  return head.subarray(0, limit);
}

/** A copy that keeps no chunk alive; `slice` is none where a host gives Node's buffers. */
export function copyBytes(bytes: Uint8Array, start: number, end: number): Uint8Array {
  return new Uint8Array(bytes.subarray(start, end));
}

export function concatBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first, 0);
  both.set(second, first.length);
  return both;
}

function compressionOf(head: Uint8Array): 'gzip' | 'zstd' | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd';
  return null;
}

async function* dropBytes(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    if (left >= chunk.length) {
      left -= chunk.length;
      continue;
    }
    yield left === 0 ? chunk : chunk.subarray(left);
    left = 0;
  }
}

async function* rangesFrom(path: string, files: FileSystem, { offset, signal }: { offset: number; signal: CancelSignal | undefined }): AsyncGenerator<Uint8Array> {
  for (let at = offset; !signal?.aborted; ) {
    const chunk = await files.readRange(path, at, RANGE_BYTES);
    if (chunk.length === 0) return;
    yield chunk;
    at += chunk.length;
  }
}
