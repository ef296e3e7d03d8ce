/** Takes one record's text apart into fields, by the same grammar as the scanner. */
import type { Dialect } from './scan-records.ts';

export interface Field {
  readonly value: string;
  readonly isQuoted: boolean;
  /** Indexes into the record's text, quotes included, end exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Returns the fields of a record; NUL characters become U+FFFD. An open quote runs to the end. */
export function splitRecord(text: string, dialect: Dialect): Field[] {
  const fields: Field[] = [];
  for (let start = 0; ; ) {
    const field = dialect.quote !== null && text.startsWith(dialect.quote, start) ? quotedField(text, start, { delimiter: dialect.delimiter, quote: dialect.quote }) : plainField(text, start, dialect.delimiter);
    fields.push(field);
    if (field.end >= text.length) return fields;
    start = field.end + 1;
  }
}

function plainField(text: string, start: number, delimiter: string): Field {
  const found = text.indexOf(delimiter, start);
  const end = found < 0 ? text.length : found;
  return { value: visible(text.slice(start, end)), isQuoted: false, start, end };
}

function quotedField(text: string, start: number, { delimiter, quote }: { delimiter: string; quote: string }): Field {
  let closing = text.indexOf(quote, start + 1);
  while (closing >= 0 && text[closing + 1] === quote) closing = text.indexOf(quote, closing + 2);
  if (closing < 0) return { value: visible(unescape(text.slice(start + 1), quote)), isQuoted: true, start, end: text.length };
  const found = text.indexOf(delimiter, closing + 1);
  const end = found < 0 ? text.length : found;
  return { value: visible(unescape(text.slice(start + 1, closing), quote) + text.slice(closing + 1, end)), isQuoted: true, start, end };
}

function unescape(text: string, quote: string): string {
  return text.includes(quote) ? text.replaceAll(quote + quote, quote) : text;
}

function visible(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

/** A place within a text of one or more lines that begins at column 1 of `lineNumber`. */
export function positionIn(text: string, index: number, lineNumber: number): { line: number; column: number } {
  let line = lineNumber;
  let lineStart = 0;
  for (const match of text.slice(0, index).matchAll(/\r\n|\n|\r/g)) {
    line += 1;
    lineStart = match.index + match[0].length;
  }
  return { line, column: index - lineStart + 1 };
}
