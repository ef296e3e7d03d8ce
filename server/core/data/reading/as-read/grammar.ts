/**
 * Takes delimited text apart as a program's reader does: any separator, comments, escapes. Where `scanRecords` says what a file is, this
 * says what a call makes of it, right or wrong. Source: pandas, pandas/_libs/src/parser/tokenizer.c, and its Python parser for patterns.
 */
import type { ReadAs } from '../../read-as.ts';
import type { Field } from '../split-record.ts';

export interface Grammar extends Pick<ReadAs, 'quote' | 'escape' | 'comment' | 'skipsBlanksAfterSeparator'> {
  readonly separator: Exclude<ReadAs['separator'], { kind: 'sniffed' }>;
}

/** Where a record ends: index of its line break, or of the end of the text. */
export type RecordEnd = { readonly kind: 'end'; readonly index: number } | { readonly kind: 'more' } | { readonly kind: 'open' };

/** Returns the end of the record at `start`. `more`: the text ends within it and is not the last; `open`: it ends within quotes. */
export function recordEnd(text: string, start: number, { grammar, isLast }: { readonly grammar: Grammar; readonly isLast: boolean }): RecordEnd {
  const lineEnd = endOfLine(text, start);
  if (!isLast && (lineEnd >= text.length || (text[lineEnd] === '\r' && lineEnd + 1 === text.length))) return { kind: 'more' };
  if (grammar.quote === null || grammar.separator.kind === 'pattern') return { kind: 'end', index: lineEnd };
  if (!text.slice(start, lineEnd).includes(grammar.quote)) return { kind: 'end', index: lineEnd };
  const walk = new Walk(text, start, grammar);
  while (walk.next() !== null);
  if (!walk.isOpen) return !isLast && (walk.at >= text.length || (text[walk.at] === '\r' && walk.at + 1 === text.length)) ? { kind: 'more' } : { kind: 'end', index: walk.lineEnd() };
  return isLast ? { kind: 'open' } : { kind: 'more' };
}

/** Returns the values of a record. */
export function valuesOf(record: string, grammar: Grammar): readonly string[] {
  const { separator, quote, comment, escape, skipsBlanksAfterSeparator } = grammar;
  const isPlain = comment === null && escape === null && !skipsBlanksAfterSeparator && separator.kind === 'character' && (quote === null || !record.includes(quote));
  return isPlain ? record.split(separator.character) : fieldsOf(record, grammar).map(({ value }) => value);
}

/** Returns the fields of a record with their places in it. */
export function fieldsOf(record: string, grammar: Grammar): readonly Field[] {
  if (grammar.separator.kind === 'pattern') return fieldsByPattern(record, grammar.separator.pattern, grammar.comment);
  const walk = new Walk(record, 0, grammar);
  const fields: Field[] = [];
  for (let field = walk.next(); field !== null; field = walk.next()) fields.push(field);
  return fields;
}

function fieldsByPattern(record: string, pattern: string, comment: string | null): readonly Field[] {
  const cut = comment === null ? -1 : record.indexOf(comment);
  const line = cut < 0 ? record : record.slice(0, cut);
  const text = line.trim();
  const first = line.length - line.trimStart().length;
  const fields: Field[] = [];
  let at = 0;
  for (const match of text.matchAll(new RegExp(pattern, 'g'))) {
    if (match[0] === '') continue;
    fields.push({ value: text.slice(at, match.index), isQuoted: false, start: first + at, end: first + match.index });
    at = match.index + match[0].length;
  }
  fields.push({ value: text.slice(at), isQuoted: false, start: first + at, end: first + text.length });
  return fields;
}

const LF = 0x0a;
const CR = 0x0d;

function endOfLine(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LF || code === CR) break;
  }
  return at;
}

/** Goes through the fields of one record; ends at a line break outside quotes, at a comment or at the end of the text. */
class Walk {
  at: number;
  isOpen = false;
  private isDone = false;
  private readonly text: string;
  private readonly grammar: Grammar;

  constructor(text: string, start: number, grammar: Grammar) {
    this.text = text;
    this.grammar = grammar;
    this.at = start;
    if (grammar.separator.kind === 'blanks') this.skip(isBlank);
  }

  next(): Field | null {
    if (this.isDone) return null;
    const { grammar, text } = this;
    if (grammar.skipsBlanksAfterSeparator && grammar.separator.kind === 'character') this.skip((character) => character === ' ');
    const start = this.at;
    const isQuoted = grammar.quote !== null && text[start] === grammar.quote;
    let value = isQuoted ? this.quoted() : '';
    if (this.isOpen) {
      this.isDone = true;
      return { value, isQuoted, start, end: this.at };
    }
    value += this.plain();
    const end = this.at;
    this.passSeparator();
    return { value, isQuoted, start, end };
  }

  /** Index of the line break that ends the record, behind a comment. */
  lineEnd(): number {
    return endOfLine(this.text, this.at);
  }

  /** From an opening quote to behind the closing one. */
  private quoted(): string {
    const { text } = this;
    const { quote, escape } = this.grammar;
    let value = '';
    for (let i = this.at + 1; i < text.length; i += 1) {
      const character = text[i] ?? '';
      if (character === escape && i + 1 < text.length) {
        i += 1;
        value += text[i] ?? '';
      } else if (character !== quote) value += character;
      else if (text[i + 1] === quote) {
        i += 1;
        value += character;
      } else {
        this.at = i + 1;
        return value;
      }
    }
    this.at = text.length;
    this.isOpen = true;
    return value;
  }

  private plain(): string {
    const { text } = this;
    const { escape } = this.grammar;
    let value = '';
    while (this.at < text.length && !this.isAtEnd() && !this.isSeparator()) {
      if (text[this.at] === escape) this.at += 1;
      value += text[this.at] ?? '';
      this.at += 1;
    }
    return value;
  }

  private passSeparator(): void {
    if (this.at < this.text.length && this.isSeparator()) {
      this.at += 1;
      if (this.grammar.separator.kind !== 'blanks') return;
      this.skip(isBlank);
      this.isDone = this.at >= this.text.length || this.isAtEnd();
      return;
    }
    this.isDone = true;
  }

  private isAtEnd(): boolean {
    const character = this.text[this.at];
    return character === '\n' || character === '\r' || character === this.grammar.comment;
  }

  private isSeparator(): boolean {
    const { separator } = this.grammar;
    const character = this.text[this.at] ?? '';
    return separator.kind === 'character' ? character === separator.character : isBlank(character);
  }

  private skip(what: (character: string) => boolean): void {
    while (this.at < this.text.length && what(this.text[this.at] ?? '')) this.at += 1;
  }
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t';
}
