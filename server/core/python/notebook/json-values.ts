/** Reads values of an expected type; whatever has another type is skipped and counts as missing. */
import { nextKind, readItems, readMembers, readString, skipValue } from './json-cursor.ts';
import type { JsonCursor, Span } from './json-cursor.ts';
import { stringText } from './json-string.ts';

/** Reads an object; of another value it visits nothing. */
export function readObject(cursor: JsonCursor, visit: (key: string) => void): Span {
  return nextKind(cursor) === 'object' ? readMembers(cursor, visit) : skipValue(cursor);
}

/** Reads a list; null when it is another value. */
export function readList(cursor: JsonCursor, visit: () => void): Span | null {
  return nextKind(cursor) === 'list' ? readItems(cursor, visit) : skipped(cursor);
}

/** Reads a string's text; null when it is another value. */
export function readText(cursor: JsonCursor, most?: number): string | null {
  return nextKind(cursor) === 'string' ? stringText(cursor.text, readString(cursor), most) : skipped(cursor);
}

/** Skips a value that is of no use. */
export function skipped(cursor: JsonCursor): null {
  skipValue(cursor);
  return null;
}

export interface ReadCount {
  /** Null when it is no whole number. */
  readonly value: number | null;
  readonly span: Span;
}

/** Reads a count, whatever stands there. */
export function readCount(cursor: JsonCursor): ReadCount {
  const span = skipValue(cursor);
  const text = cursor.text.slice(span.start, span.end);
  return { value: /^\d{1,15}$/.test(text) ? Number(text) : null, span };
}
