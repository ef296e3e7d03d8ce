/** Encodings a table may be in: told by its bytes alone. Reading works on bytes in which ASCII stands for itself. */
import type { Layout } from '../../../../rules/api/column.ts';

export type Encoding = Layout['encoding'];

export interface EncodingStart {
  /** UTF-8 here means "not UTF-16": only the whole file tells UTF-8 from windows-1252. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly bomBytes: number;
}

/** Share of NUL bytes on one side of the byte pairs that speaks for UTF-16 of mostly Latin text. Own choice. */
const NUL_SHARE = 0.3;
const LOOK_BYTES = 4096;

/** Returns what the first bytes say: a byte order mark, or the NUL pattern of UTF-16. */
export function encodingOfStart(head: Uint8Array): EncodingStart {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bomBytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2 };
  const pairs = Math.floor(Math.min(head.length, LOOK_BYTES) / 2);
  let evenNuls = 0;
  let oddNuls = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (head[2 * pair] === 0) evenNuls += 1;
    if (head[2 * pair + 1] === 0) oddNuls += 1;
  }
  const floor = Math.max(1, pairs * NUL_SHARE);
  if (oddNuls >= floor && evenNuls * 10 < oddNuls) return { encoding: 'utf-16le', bomBytes: 0 };
  if (evenNuls >= floor && oddNuls * 10 < evenNuls) return { encoding: 'utf-16be', bomBytes: 0 };
  return { encoding: 'utf-8', bomBytes: 0 };
}

/**
 * Decides between UTF-8 and windows-1252 once all bytes were seen: several-byte characters that are valid UTF-8 hardly come
 * about by chance, so as many of them as invalid bytes mean UTF-8 with damage.
 */
export function encodingOfWhole(validSequences: number, invalidBytes: number): 'utf-8' | 'windows-1252' {
  return invalidBytes === 0 || validSequences >= invalidBytes ? 'utf-8' : 'windows-1252';
}

/**
 * Returns the length of the valid UTF-8 sequence of two to four bytes at `at`, 0 when the byte there starts none, or -1 when
 * the bytes end within one. Source: Unicode 15.0, table 3-7.
 */
export function utf8SequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (at + 1 >= end) return -1;
  const second = bytes[at + 1] ?? 0;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let next = 2; next < length; next += 1) {
    if (at + next >= end) return -1;
    if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}

/** Counts the several-byte characters of UTF-8 in the bytes, and the bytes that belong to none. */
export function countSequences(bytes: Uint8Array): { valid: number; invalid: number } {
  const counts = { valid: 0, invalid: 0 };
  for (let i = 0; i < bytes.length; ) {
    if ((bytes[i] ?? 0) < 0x80) {
      i += 1;
      continue;
    }
    const length = utf8SequenceLength(bytes, i, bytes.length);
    if (length > 0) counts.valid += 1;
    else counts.invalid += 1;
    i += Math.max(1, length);
  }
  return counts;
}

/** Returns text from bytes in the reading's own form: UTF-16 files have become UTF-8 by then. */
export function makeDecoder(encoding: Encoding): (bytes: Uint8Array) => string {
  if (encoding === 'windows-1252') return decodeWindows1252;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return (bytes) => decoder.decode(bytes);
}

/**
 * Characters of the bytes 0x80 to 0x9f; the five unassigned bytes stay control characters.
 * Source: WHATWG Encoding Standard, index windows-1252, https://encoding.spec.whatwg.org/index-windows-1252.txt
 */
const WINDOWS_1252_HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const DECODED_AT_ONCE = 8192;

/** Many versions of Node decode windows-1252 as Latin-1 (https://github.com/nodejs/node/issues/56542), so it is done here. */
function decodeWindows1252(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += DECODED_AT_ONCE) text += String.fromCharCode(...bytes.subarray(at, at + DECODED_AT_ONCE));
  return text.replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252_HIGH[character.charCodeAt(0) - 0x80] ?? character);
}

/** Returns the UTF-8 bytes of every windows-1252 byte. */
export function windows1252ToUtf8(): readonly Uint8Array[] {
  const encoder = new TextEncoder();
  return Array.from({ length: 256 }, (_, byte) => encoder.encode(decodeWindows1252(Uint8Array.of(byte))));
}

/** Turns UTF-16 chunks into UTF-8 chunks; an unpaired surrogate becomes U+FFFD. */
export async function* utf16ToUtf8(chunks: AsyncIterable<Uint8Array>, encoding: 'utf-16le' | 'utf-16be'): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const encoder = new TextEncoder();
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    if (text.length > 0) yield encoder.encode(text);
  }
  const rest = decoder.decode();
  if (rest.length > 0) yield encoder.encode(rest);
}
