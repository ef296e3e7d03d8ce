/** Decodes Python's string literals. Pure. */

/** What the letters before the quotes say. */
export interface StringPrefix {
  readonly isRaw: boolean;
  readonly isBytes: boolean;
  /** f-strings and t-strings. */
  readonly isFormat: boolean;
}

/** @param opening letters and quotes, such as `rb"""` */
export function stringPrefix(opening: string): StringPrefix {
  const letters = opening.replace(/['"`]+$/, '').toLowerCase();
  return { isRaw: letters.includes('r'), isBytes: letters.includes('b'), isFormat: letters.includes('f') || letters.includes('t') };
}

/**
 * The value of the text between the quotes. Line breaks become `\n`; doubled braces of f-strings become single ones; names of
 * characters (`\N{...}`) are kept as written.
 */
export function decodeString(text: string, { isRaw, isBytes, isFormat }: StringPrefix): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const braced = isFormat ? lines.replace(/\{\{|\}\}/g, (pair) => pair.charAt(0)) : lines;
  if (isRaw || !braced.includes('\\')) return braced;
  return braced.replace(isBytes ? BYTE_ESCAPE : TEXT_ESCAPE, (whole, body: string) => unescape(body) ?? whole);
}

const BYTE_ESCAPE = /\\(\n|[\\'"abfnrtv]|[0-7]{1,3}|x[0-9a-fA-F]{2})/g;
const TEXT_ESCAPE = /\\(\n|[\\'"abfnrtv]|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/g;

const SIMPLE: Readonly<Record<string, string>> = { '\n': '', '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

const LAST_CODE_POINT = 0x10ffff;

function unescape(body: string): string | null {
  const simple = SIMPLE[body];
  if (simple !== undefined) return simple;
  const isOctal = /^[0-7]/.test(body);
  const code = isOctal ? parseInt(body, 8) : parseInt(body.slice(1), 16);
  return code > LAST_CODE_POINT ? null : String.fromCodePoint(code);
}

/** The number an integer or float literal stands for; NaN when it does not fit a double exactly enough to be one. */
export function decodeNumber(literal: string): { readonly type: 'int' | 'float' | 'complex'; readonly value: number } {
  const plain = literal.replaceAll('_', '').toLowerCase();
  if (plain.endsWith('j')) return { type: 'complex', value: NaN };
  if (/^0[xob]/.test(plain)) return { type: 'int', value: finite(Number(plain.replace(/l$/, ''))) };
  if (/[.e]/.test(plain)) return { type: 'float', value: Number(plain) };
  const digits = plain.replace(/l$/, '');
  return { type: 'int', value: finite(/^0[0-7]+$/.test(digits) ? parseInt(digits, 8) : Number(digits)) };
}

const finite = (value: number): number => (Number.isFinite(value) ? value : NaN);
