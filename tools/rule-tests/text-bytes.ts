/** The bytes of a text as some program would have written it. Pure. */

export interface EncodedText {
  readonly bytes: Uint8Array;
  /** The text as an editor shows it; marks are drawn into this. */
  readonly text: string;
}

const NUL_SYMBOL = '\u2400';
const REPLACEMENT = '\uFFFD';
const INVALID_BYTE = 0xff;

/** Returns the bytes and shown text for the words of a fixture block: `encoding`, `eol`, `end` and `raw`. Errors: throws on unknown values. */
export function encodeText(text: string, words: ReadonlyMap<string, string>): EncodedText {
  const ended = chosen(words, 'end', ['closed', 'open']) === 'open' ? text.replace(/\n$/, '') : text;
  const lines = chosen(words, 'eol', ['lf', 'crlf']) === 'crlf' ? ended.replaceAll('\n', '\r\n') : ended;
  const isRaw = chosen(words, 'raw', ['no', 'yes']) === 'yes';
  const shown = isRaw ? lines.replaceAll(NUL_SYMBOL, '\0') : lines;
  switch (chosen(words, 'encoding', ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252'])) {
    case 'utf-8-bom':
      return { text: shown, bytes: Buffer.from(`\uFEFF${shown}`, 'utf8') };
    case 'utf-16le':
      return { text: shown, bytes: Buffer.from(`\uFEFF${shown}`, 'utf16le') };
    case 'utf-16be':
      return { text: shown, bytes: Buffer.from(`\uFEFF${shown}`, 'utf16le').swap16() };
    case 'windows-1252':
      return { text: shown, bytes: latin1Bytes(shown) };
    default:
      return { text: shown, bytes: isRaw ? withInvalidBytes(shown) : Buffer.from(shown, 'utf8') };
  }
}

/** windows-1252 and latin-1 agree but for 0x80 to 0x9F, which cases do without. Errors: throws on characters beyond them. */
function latin1Bytes(text: string): Uint8Array {
  if (/[^\x00-\x7f\xa0-\xff]/.test(text)) throw new Error('encoding=windows-1252 can write only the characters of latin-1');
  return Buffer.from(text, 'latin1');
}

function withInvalidBytes(text: string): Uint8Array {
  const parts = text.split(REPLACEMENT).map((part) => Buffer.from(part, 'utf8'));
  return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.of(INVALID_BYTE), part])));
}

function chosen(words: ReadonlyMap<string, string>, name: string, values: readonly [string, ...string[]]): string {
  const value = words.get(name) ?? values[0];
  if (!values.includes(value)) throw new Error(`${name}=${value} is none of ${values.join(', ')}`);
  return value;
}
