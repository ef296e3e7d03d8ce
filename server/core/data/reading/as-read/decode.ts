/** The text of a file in the encoding a program names, or its library's own: strict where the library is. */
import type { CancelSignal } from '../../../ports.ts';
import type { ReadAs } from '../../read-as.ts';
import type { ByteSource } from '../bytes.ts';
import { makeDecoder, utf8SequenceLength } from '../encoding.ts';
import { ReadFails } from './read-fails.ts';

const UTF_8: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'u8', 'utf-8-sig', 'utf8-sig']);
const UTF_16: ReadonlySet<string> = new Set(['utf-16', 'utf16', 'utf-16-le', 'utf-16le', 'utf-16-be', 'utf-16be']);
const LATIN_1: ReadonlySet<string> = new Set(['latin-1', 'latin1', 'iso-8859-1', 'iso8859-1', 'l1', '8859', 'cp819', 'latin']);
const WINDOWS_1252: ReadonlySet<string> = new Set(['cp1252', 'windows-1252', '1252', 'cp-1252']);

/** Python's names -> labels of the WHATWG Encoding Standard, where both mean the same characters. */
const LABELS: ReadonlyMap<string, string> = new Map([
  ['cp1250', 'windows-1250'], ['cp1251', 'windows-1251'], ['cp1253', 'windows-1253'], ['cp1254', 'windows-1254'], ['cp1257', 'windows-1257'],
  ['gbk', 'gbk'], ['gb2312', 'gbk'], ['gb18030', 'gb18030'], ['big5', 'big5'], ['shift-jis', 'shift_jis'], ['sjis', 'shift_jis'], ['cp932', 'shift_jis'],
  ['euc-jp', 'euc-jp'], ['euc-kr', 'euc-kr'], ['cp949', 'euc-kr'], ['koi8-r', 'koi8-r'], ['iso-8859-2', 'iso-8859-2'], ['iso-8859-15', 'iso-8859-15'], ['latin-9', 'iso-8859-15'],
]);

/** The mark of UTF-8 in bytes that are read as Latin-1. */
const MARK_AS_LATIN = '\u00ef\u00bb\u00bf';

/** Returns the text in pieces. Throws ReadFails for bytes that are not of the encoding, FileProblem for what cannot be read. */
export async function* textAsRead(source: ByteSource, as: Pick<ReadAs, 'encoding' | 'onDecodeError'>, signal: CancelSignal | undefined): AsyncGenerator<string> {
  const name = (as.encoding ?? 'utf-8').toLowerCase().replaceAll('_', '-');
  const isWide = source.start.encoding !== 'utf-8';
  if (UTF_16.has(name)) {
    if (!isWide) throw new ReadFails({ kind: 'undecodable', lineNumber: 1 });
    yield* decoded(source.chunks(signal), new TextDecoder('utf-8'));
    return;
  }
  if (isWide) throw UTF_8.has(name) ? new ReadFails({ kind: 'undecodable', lineNumber: 1 }) : unsupported(name);
  if (UTF_8.has(name)) yield* utf8(source, as, signal);
  else if (name === 'ascii' || name === 'us-ascii') yield* utf8(source, { ...as, isAscii: true }, signal);
  else if (LATIN_1.has(name) || WINDOWS_1252.has(name)) yield* oneByte(source, LATIN_1.has(name) ? latin1 : makeDecoder('windows-1252'), signal);
  else yield* decoded(source.chunks(signal), new TextDecoder(LABELS.get(name) ?? fail(name)));
}

function fail(name: string): never {
  throw unsupported(name);
}

function unsupported(name: string): ReadFails {
  return new ReadFails({ kind: 'unknown', reason: `the encoding \`${name.slice(0, 40)}\` cannot be read here` });
}

async function* utf8(source: ByteSource, { onDecodeError, isAscii }: Pick<ReadAs, 'onDecodeError'> & { readonly isAscii?: boolean }, signal: CancelSignal | undefined): AsyncGenerator<string> {
  if (onDecodeError === 'fail') {
    const lineNumber = await firstInvalidLine(source.chunks(signal), isAscii === true);
    if (lineNumber !== null) throw new ReadFails({ kind: 'undecodable', lineNumber });
  }
  const decoder = new TextDecoder('utf-8');
  for await (const text of decoded(source.chunks(signal), decoder)) yield onDecodeError === 'ignore' ? text.replaceAll('\ufffd', '') : text;
}

/** Line of the first byte that is no UTF-8 (or no ASCII); null when there is none. */
async function firstInvalidLine(chunks: AsyncIterable<Uint8Array>, isAscii: boolean): Promise<number | null> {
  let lineNumber = 1;
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = new Uint8Array(rest.length + chunk.length);
    bytes.set(rest);
    bytes.set(chunk, rest.length);
    rest = new Uint8Array(0);
    for (let i = 0; i < bytes.length; i += 1) {
      const byte = bytes[i] ?? 0;
      if (byte === 0x0a) lineNumber += 1;
      if (byte < 0x80) continue;
      const length = isAscii ? 0 : utf8SequenceLength(bytes, i, bytes.length);
      if (length === 0) return lineNumber;
      if (length < 0) {
        rest = bytes.subarray(i);
        break;
      }
      i += length - 1;
    }
  }
  return rest.length > 0 ? lineNumber : null;
}

async function* decoded(chunks: AsyncIterable<Uint8Array>, decoder: TextDecoder): AsyncGenerator<string> {
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function* oneByte(source: ByteSource, decode: (bytes: Uint8Array) => string, signal: CancelSignal | undefined): AsyncGenerator<string> {
  if (source.start.bomBytes > 0) yield MARK_AS_LATIN;
  for await (const chunk of source.chunks(signal)) yield decode(chunk);
}

const DECODED_AT_ONCE = 8192;

/** Every byte is the character of its number, as Python has it; the web's Latin-1 is windows-1252. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += DECODED_AT_ONCE) text += String.fromCharCode(...bytes.subarray(at, at + DECODED_AT_ONCE));
  return text;
}
