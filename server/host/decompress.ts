/** Streams gzip and zstd, and stops at input made to swell without end. */
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { FileProblem } from '../core/ports.ts';
import type { CancelSignal } from '../core/ports.ts';

export interface DecompressLimits {
  readonly maxBytes: number;
  readonly signal: CancelSignal | undefined;
}

/** Past this size, output more than `MAX_RATIO` times the input read so far is taken for a decompression bomb. Own choice. */
const RATIO_FROM_BYTES = 1 << 30;
const MAX_RATIO = 200;
/**
 * zstd is fed in small pieces, tiny ones once they swell: one piece may grow 30,000 times before the limit can be looked at, and
 * all of that has to be held.
 */
const ZSTD_PIECE_BYTES = 4096;
const TINY_PIECE_BYTES = 64;
const BATCH_BYTES = 1 << 18;

/** Returns the decompressed bytes of a gzip file (several members too). Throws FileProblem on broken input. */
export async function* gunzipChunks(packed: AsyncIterable<Uint8Array>, limits: DecompressLimits): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  const count = { in: 0, out: 0 };
  const feeding = feed(packed, gunzip, count);
  try {
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      if (limits.signal?.aborted) return;
      count.out += chunk.length;
      refuseBomb(count, limits);
      yield chunk;
    }
    await feeding;
  } catch (error) {
    throw error instanceof FileProblem ? error : damaged('gzip');
  } finally {
    gunzip.destroy();
    await feeding.catch(() => undefined);
  }
}

async function feed(packed: AsyncIterable<Uint8Array>, gunzip: ReturnType<typeof createGunzip>, count: { in: number }): Promise<void> {
  try {
    for await (const chunk of packed) {
      if (gunzip.destroyed) return;
      count.in += chunk.length;
      if (!gunzip.write(chunk)) await new Promise<void>((resolve) => whenWritable(gunzip, resolve));
    }
    if (!gunzip.destroyed) gunzip.end();
  } catch (error) {
    gunzip.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function whenWritable(gunzip: ReturnType<typeof createGunzip>, resolve: () => void): void {
  const settle = (): void => {
    gunzip.off('drain', settle);
    gunzip.off('close', settle);
    resolve();
  };
  gunzip.on('drain', settle);
  gunzip.on('close', settle);
  if (gunzip.destroyed) settle();
}

/** Returns the decompressed bytes of a zstd file. Throws FileProblem on broken input. */
export async function* unzstdChunks(packed: AsyncIterable<Uint8Array>, limits: DecompressLimits): AsyncGenerator<Uint8Array> {
  const count = { in: 0, out: 0 };
  let ready: Uint8Array[] = [];
  let pieceBytes = TINY_PIECE_BYTES;
  const decoder = new Decompress((data) => {
    // The decoder reuses its window, so the bytes are copied out.
    if (data.length > 0) ready.push(data.slice());
    count.out += data.length;
    refuseBomb(count, limits);
  });
  try {
    for await (const chunk of packed) {
      for (let at = 0; at < chunk.length; ) {
        if (limits.signal?.aborted) return;
        const piece = chunk.subarray(at, at + pieceBytes);
        const outBefore = count.out;
        at += piece.length;
        count.in += piece.length;
        decoder.push(piece);
        pieceBytes = count.out - outBefore > piece.length * MAX_RATIO ? TINY_PIECE_BYTES : ZSTD_PIECE_BYTES;
        if (sizeOf(ready) < BATCH_BYTES) continue;
        yield joined(ready);
        ready = [];
      }
    }
    if (limits.signal?.aborted) return;
    decoder.push(new Uint8Array(0), true);
  } catch (error) {
    throw error instanceof FileProblem ? error : damaged('zstd');
  }
  if (ready.length > 0) yield joined(ready);
}

function refuseBomb(count: { readonly in: number; readonly out: number }, limits: DecompressLimits): void {
  if (count.out > limits.maxBytes) throw new FileProblem('too-large', 'the file is larger than the limit when decompressed; split it into parts');
  if (count.out > RATIO_FROM_BYTES && count.out > count.in * MAX_RATIO) {
    throw new FileProblem('too-large', 'the file swells more than 200 times when decompressed; decompress it yourself if you trust it');
  }
}

function damaged(format: string): FileProblem {
  return new FileProblem('damaged', `the ${format} file is broken or cut off; copy or download it again`);
}

function sizeOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  const all = new Uint8Array(sizeOf(chunks));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
