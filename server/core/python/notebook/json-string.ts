/** The text of JSON strings, and where each character of it stands in the file. Never throws: unknown escapes stand for themselves. */
import type { Span } from './json-cursor.ts';

const SHORT_ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const BACKSLASH = 92;

/** Returns the text of a string, at most `most` characters. @param span the string with its quotes. The result does not keep `json` alive */
export function stringText(json: string, span: Span, most: number = Number.MAX_SAFE_INTEGER): string {
  if (span.end - span.start <= most) {
    try {
      return String(JSON.parse(json.slice(span.start, span.end)));
    } catch {
      return decode(json, span, most);
    }
  }
  return decode(json, span, most);
}

function decode(json: string, span: Span, most: number): string {
  const parts: string[] = [];
  let at = span.start + 1;
  while (at < span.end - 1 && parts.length < most) {
    const length = unitLength(json, at);
    parts.push(length === 1 ? json.charAt(at) : escapedUnit(json, at, length));
    at += length;
  }
  return parts.join('');
}

/**
 * Returns where a character of a string's text stands in the file. @param index 0-based, in UTF-16 units of the text; the text's
 * length gives the place of the closing quote
 */
export function placeInString(json: string, span: Span, index: number): number {
  let at = span.start + 1;
  const raw = json.slice(at, span.end - 1);
  if (!raw.includes('\\')) return at + Math.min(index, raw.length);
  for (let seen = 0; seen < index && at < span.end - 1; seen += 1) at += unitLength(json, at);
  return at;
}

/** How a file writes characters beyond ASCII: as they are, or escaped. */
export type JsonLetters = 'as-is' | 'escaped';

/** Returns how the file writes characters beyond ASCII; as they are when it has none. Cost: reads the file once. */
export function lettersOf(json: string): JsonLetters {
  return !/[^\0-\x7f]/.test(json) && /[^\\]\\u(?:00[89a-f]|0[1-9a-f]|[1-9a-f])/i.test(json) ? 'escaped' : 'as-is';
}

/** Returns text as it stands between the quotes of a JSON string. */
export function escapeText(text: string, letters: JsonLetters): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  if (letters === 'as-is') return escaped;
  return escaped.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** How many characters of the file the unit at `at` takes. */
function unitLength(json: string, at: number): number {
  if (json.charCodeAt(at) !== BACKSLASH) return 1;
  return json.charAt(at + 1) === 'u' && /^[0-9a-fA-F]{4}$/.test(json.slice(at + 2, at + 6)) ? 6 : 2;
}

function escapedUnit(json: string, at: number, length: number): string {
  if (length === 6) return String.fromCharCode(Number.parseInt(json.slice(at + 2, at + 6), 16));
  const letter = json.charAt(at + 1);
  return SHORT_ESCAPES[letter] ?? letter;
}
