/** The text of a Python file or notebook: size limit, byte order marks, PEP 263 coding lines. Never throws for what is in the file. */
import { FileProblem } from '../../ports.ts';
import type { CancelSignal, FileSystem, NotCheckedReason } from '../../ports.ts';

export type SourceText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: NotCheckedReason; readonly message: string };

/** Beyond these nothing is read at all. Own choice: scripts are cut off at two million characters anyway; notebooks carry their outputs. */
const MAX_SCRIPT_BYTES = 8_000_000;
const MAX_NOTEBOOK_BYTES = 150_000_000;

export function isNotebookPath(path: string): boolean {
  return path.toLowerCase().endsWith('.ipynb');
}

export async function readSource(path: string, { files, signal }: { readonly files: FileSystem; readonly signal: CancelSignal | null }): Promise<SourceText> {
  const stat = await files.stat(path);
  if (stat === null || stat.kind !== 'file') return { ok: false, reason: 'unreadable', message: 'the file cannot be read; check that it is there and its permissions' };
  const isNotebook = isNotebookPath(path);
  if (stat.sizeBytes > (isNotebook ? MAX_NOTEBOOK_BYTES : MAX_SCRIPT_BYTES)) {
    const message = isNotebook ? 'a notebook larger than 150 MB; clear its outputs' : 'a Python file larger than 8 MB; move data into files and code into modules';
    return { ok: false, reason: 'too-large', message };
  }
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of files.readChunks(path, ...(signal === null ? [] : [signal]))) chunks.push(chunk);
    return decodeSource(joined(chunks));
  } catch (error) {
    if (error instanceof FileProblem) return { ok: false, reason: error.reason, message: error.message };
    throw error;
  }
}

/** Source: PEP 263 and the Python reference, "Encoding declarations": the first two lines, Latin-1 where UTF-8 does not hold. */
export function decodeSource(bytes: Uint8Array): SourceText {
  const marked = byteOrderMark(bytes);
  if (marked !== null) return decoded(bytes, marked);
  if (bytes.subarray(0, LOOK_BYTES).includes(0)) return { ok: false, reason: 'unreadable', message: 'the file holds NUL bytes, so it is no Python text; check what was saved under this name' };
  const declared = codingLine(bytes);
  return decoded(bytes, declared ?? 'utf-8');
}

const LOOK_BYTES = 4096;
const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#|\r?$)/;

function byteOrderMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

function codingLine(bytes: Uint8Array): string | null {
  const [first = '', second = ''] = new TextDecoder('windows-1252').decode(bytes.subarray(0, LOOK_BYTES)).split('\n', 2);
  const name = CODING.exec(first)?.[1] ?? (BLANK_OR_COMMENT.test(first) ? CODING.exec(second)?.[1] : undefined);
  return name === undefined ? null : webName(name.toLowerCase().replaceAll('_', '-'));
}

/** Python's names for encodings that browsers call otherwise. Source: Python documentation, "Standard Encodings"; WHATWG Encoding. */
function webName(name: string): string {
  if (/^(?:utf-?8(?:-.*)?|u8|cp65001)$/.test(name)) return 'utf-8';
  if (/^(?:latin-?1|latin|l1|iso-?8859-1(?:-.*)?|cp1252|8859|ascii|us-ascii)$/.test(name)) return 'windows-1252';
  const numbered = /^(?:iso-?)?8859-?(\d+)$/.exec(name);
  if (numbered !== null) return `iso-8859-${numbered[1] ?? '1'}`;
  return name.replace(/^cp(125\d)$/, 'windows-$1').replace(/^cp932$|^ms932$/, 'shift_jis').replace(/^cp949$/, 'euc-kr').replace(/^cp936$/, 'gbk');
}

/** Text that is not in the encoding it should be in is read as Latin-1: names and calls are ASCII nearly always. */
function decoded(bytes: Uint8Array, encoding: string): SourceText {
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return { ok: true, text: new TextDecoder('windows-1252').decode(bytes) };
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
