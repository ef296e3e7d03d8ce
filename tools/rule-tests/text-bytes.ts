/** The bytes of a text as some program would have written it. Pure. */
import type { ExampleEncoding } from '../../rules/api/example.ts';

export const ENCODINGS: readonly ExampleEncoding[] = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252', 'broken-utf-8'];

const BYTE_ORDER_MARK = '\uFEFF';
const REPLACEMENT = '\uFFFD';
/** No byte of UTF-8. */
const INVALID_BYTE = 0xff;

/** Errors: throws on characters the encoding does not have. */
export function encodeText(text: string, encoding: ExampleEncoding): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-bom':
      return Buffer.from(BYTE_ORDER_MARK + text, 'utf8');
    case 'utf-16le':
      return Buffer.from(BYTE_ORDER_MARK + text, 'utf16le');
    case 'utf-16be':
      return Buffer.from(BYTE_ORDER_MARK + text, 'utf16le').swap16();
    case 'windows-1252':
      return windows1252(text);
    case 'broken-utf-8':
      return brokenUtf8(text);
  }
}

/** Latin-1, which differs only in 0x80 to 0x9F; examples do without those. */
function windows1252(text: string): Uint8Array {
  if (/[^\x00-\x7f\xa0-\xff]/.test(text)) throw new Error('windows-1252 is written only with the characters of Latin-1');
  return Buffer.from(text, 'latin1');
}

function brokenUtf8(text: string): Uint8Array {
  const parts = text.split(REPLACEMENT).map((part) => Buffer.from(part, 'utf8'));
  return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.of(INVALID_BYTE), part])));
}
