/** Compressed files by hand: cut off, or made to swell. */
import { deflateRawSync, gzipSync } from 'node:zlib';

/** Returns a gzip file of `copies` members, each of which is the same text; `gunzip` gives them one after the other. */
export function repeatedGzip(text: string | Uint8Array, copies: number): Uint8Array {
  const member = gzipSync(text, { level: 9 });
  return Buffer.concat(Array.from({ length: copies }, () => member));
}

/** Bytes one run-length block of zstd may stand for. Source: RFC 8878, 3.1.1.2.4 */
const ZSTD_BLOCK_BYTES = 1 << 17;
const RAW = 0;
const RUN = 1;

/** Returns a zstd frame of the text and then runs of one byte, 32,000 times smaller than what they stand for. */
export function runLengthZstd(text: string, { byte, bytes }: { readonly byte: number; readonly bytes: number }): Uint8Array {
  const runs = Array.from({ length: Math.ceil(bytes / ZSTD_BLOCK_BYTES) }, () => [...blockHeader({ type: RUN, bytes: ZSTD_BLOCK_BYTES, isLast: false }), byte]);
  return zstdFrame([...rawBlock(text, false), ...runs.flat(), ...rawBlock('', true)]);
}

/** Returns the text as a zstd frame, not made smaller. */
export function storedZstd(text: string): Uint8Array {
  return zstdFrame(rawBlock(text, true));
}

/** Source: RFC 8878, 3.1.1: magic number, a descriptor without checksum or size, a window of 1 MiB. */
function zstdFrame(blocks: readonly number[]): Uint8Array {
  return Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x50, ...blocks]);
}

function rawBlock(text: string, isLast: boolean): readonly number[] {
  const bytes = Buffer.from(text);
  return [...blockHeader({ type: RAW, bytes: bytes.length, isLast }), ...bytes];
}

function blockHeader({ type, bytes, isLast }: { readonly type: number; readonly bytes: number; readonly isLast: boolean }): readonly number[] {
  const header = (bytes << 3) | (type << 1) | (isLast ? 1 : 0);
  return [header & 0xff, (header >> 8) & 0xff, (header >> 16) & 0xff];
}

/** Returns a zip archive of one file. */
export function zipArchive(name: string, text: string): Uint8Array {
  const packed = deflateRawSync(text);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(text.length, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name), packed]);
}
