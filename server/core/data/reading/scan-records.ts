/**
 * The state machine over the bytes of a delimited text: finds where records end and how many fields they have, by RFC 4180 with
 * pandas' leniency (a quote inside an unquoted field is an ordinary character, text after a closing quote belongs to the field).
 * Fields are not taken apart here. One piece, because the loop runs over every byte of the data.
 */
import { concatBytes, copyBytes } from './bytes.ts';
import { utf8SequenceLength } from './encoding.ts';

export interface Dialect {
  /** One ASCII character. */
  readonly delimiter: string;
  readonly quote: string | null;
}

/** One record; the scanner reuses the object, so take what you need. */
export interface ScannedRecord {
  buffer: Uint8Array;
  /** Indexes into `buffer`, without the line break. */
  start: number;
  end: number;
  /** Offset of the record in the stream. */
  offset: number;
  lineNumber: number;
  fields: number;
  /** Empty, or blanks only: no row. */
  isBlank: boolean;
  nulBytes: number;
  invalidBytes: number;
  /** Index into `buffer` of the first one; -1 when there is none. */
  firstNul: number;
  firstInvalid: number;
}

export interface ScanSummary {
  readonly bytes: number;
  readonly validSequences: number;
  readonly invalidBytes: number;
  readonly lineBreaks: { readonly lf: number; readonly crlf: number; readonly cr: number };
  /** Quotes that strict readers refuse or read differently: text after a closing quote, blanks before an opening one. */
  readonly looseQuotes: number;
  /** Records over several lines. */
  readonly longRecords: number;
  /** How the scan ended. */
  readonly end: 'complete' | 'stopped' | 'unclosed-quote' | 'line-too-long';
  /** The unfinished record, for 'unclosed-quote': where it starts, and its open quote within it (bytes). */
  readonly open: { readonly record: Uint8Array; readonly quoteIndex: number; readonly lineNumber: number } | null;
}

export interface ScanVisitor {
  /** Return true to stop. */
  record(record: ScannedRecord): boolean;
  /** Awaited between chunks. */
  afterChunk?(): Promise<void>;
}

/** A record may not be longer; our own choice, above any real row and small enough to hold. */
export const MAX_RECORD_BYTES = 16 * 2 ** 20;
const OPEN_RECORD_KEPT_BYTES = 1 << 16;

const ORDINARY = 0;
const DELIMITER = 1;
const LF = 2;
const CR = 3;
const QUOTE = 4;
const NUL = 5;
const HIGH = 6;
const SPACE_BYTE = 0x20;
const TAB_BYTE = 0x09;
const LF_BYTE = 0x0a;

/** Scans all chunks and reports every record in order. Cost: one pass, no allocation per record. */
export async function scanRecords(chunks: AsyncIterable<Uint8Array>, dialect: Dialect, visitor: ScanVisitor, from: { offset: number; lineNumber: number } = { offset: 0, lineNumber: 1 }): Promise<ScanSummary> {
  const scanner = new RecordScanner(dialect, visitor, from);
  for await (const chunk of chunks) {
    scanner.push(chunk);
    if (visitor.afterChunk !== undefined) await visitor.afterChunk();
    if (scanner.end !== null) break;
  }
  scanner.finish();
  if (visitor.afterChunk !== undefined) await visitor.afterChunk();
  return scanner.summary();
}

class RecordScanner {
  end: ScanSummary['end'] | null = null;
  private readonly outside: Uint8Array;
  private readonly inside: Uint8Array;
  private readonly record: ScannedRecord;
  private readonly visitor: ScanVisitor;
  private buffer: Uint8Array = new Uint8Array(0);
  /** Where scanning goes on in `buffer`; the current record starts at `recordStart`. */
  private position = 0;
  private recordStart = 0;
  private fieldStart = 0;
  private isQuoted = false;
  private quoteStart = 0;
  private fields = 1;
  private bufferOffset: number;
  private recordLine: number;
  private line: number;
  private validSequences = 0;
  private invalidBytes = 0;
  private looseQuotes = 0;
  private longRecords = 0;
  private lf = 0;
  private crlf = 0;
  private cr = 0;
  private open: ScanSummary['open'] = null;

  constructor(dialect: Dialect, visitor: ScanVisitor, from: { offset: number; lineNumber: number }) {
    this.outside = classTable(dialect);
    this.inside = this.outside.slice();
    this.inside[dialect.delimiter.charCodeAt(0)] = ORDINARY;
    this.visitor = visitor;
    this.bufferOffset = from.offset;
    this.recordLine = from.lineNumber;
    this.line = from.lineNumber;
    this.record = { buffer: this.buffer, start: 0, end: 0, offset: 0, lineNumber: 0, fields: 0, isBlank: false, nulBytes: 0, invalidBytes: 0, firstNul: -1, firstInvalid: -1 };
  }

  push(chunk: Uint8Array): void {
    const start = this.recordStart;
    this.buffer = start === this.buffer.length ? chunk : concatBytes(this.buffer.subarray(start), chunk);
    this.bufferOffset += start;
    this.position -= start;
    this.fieldStart -= start;
    this.quoteStart -= start;
    if (this.record.firstNul >= 0) this.record.firstNul -= start;
    if (this.record.firstInvalid >= 0) this.record.firstInvalid -= start;
    this.recordStart = 0;
    this.consume(false);
    if (this.end === null && this.buffer.length - this.recordStart > MAX_RECORD_BYTES) this.giveUp();
  }

  finish(): void {
    if (this.end !== null) return;
    this.consume(true);
    if (this.end !== null) return;
    if (this.isQuoted) {
      this.giveUp();
      return;
    }
    if (this.recordStart < this.buffer.length) this.emit(this.buffer.length);
    this.end ??= 'complete';
  }

  summary(): ScanSummary {
    return {
      bytes: this.bufferOffset + this.position,
      validSequences: this.validSequences,
      invalidBytes: this.invalidBytes,
      lineBreaks: { lf: this.lf, crlf: this.crlf, cr: this.cr },
      looseQuotes: this.looseQuotes,
      longRecords: this.longRecords,
      end: this.end ?? 'complete',
      open: this.open,
    };
  }

  /** A quoted text over several lines that does not end is an open quote; one line without end is just that. */
  private giveUp(): void {
    const isOneLine = this.line === this.recordLine;
    if (!this.isQuoted || (isOneLine && this.buffer.length - this.recordStart > MAX_RECORD_BYTES)) {
      this.end = 'line-too-long';
      return;
    }
    this.end = 'unclosed-quote';
    const quoteIndex = this.quoteStart - this.recordStart;
    const kept = Math.max(OPEN_RECORD_KEPT_BYTES, quoteIndex + 1);
    this.open = { record: copyBytes(this.buffer, this.recordStart, this.recordStart + kept), quoteIndex, lineNumber: this.recordLine };
  }

  /** Runs to the end of the buffer, or to where more bytes are needed to decide. */
  private consume(isLast: boolean): void {
    const { buffer, outside, inside } = this;
    const length = buffer.length;
    let i = this.position;
    while (i < length && this.end === null) {
      if (this.isQuoted) {
        while (i < length && inside[buffer[i] ?? 0] === ORDINARY) i += 1;
        if (i >= length) break;
        const next = this.insideQuotes(i, isLast);
        if (next === i) break;
        i = next;
        continue;
      }
      let kind = outside[buffer[i] ?? 0];
      while (kind === ORDINARY || kind === DELIMITER) {
        i += 1;
        if (kind === DELIMITER) {
          this.fields += 1;
          this.fieldStart = i;
        }
        if (i >= length) break;
        kind = outside[buffer[i] ?? 0];
      }
      if (i >= length) break;
      const next = this.outsideQuotes(i, kind ?? ORDINARY, isLast);
      if (next === i) break;
      i = next;
    }
    this.position = i;
  }

  /** Handles the special byte at `i`; returns where to go on, `i` itself when more bytes are needed. */
  private insideQuotes(i: number, isLast: boolean): number {
    const { buffer } = this;
    const hasNext = i + 1 < buffer.length;
    switch (this.inside[buffer[i] ?? 0]) {
      case QUOTE: {
        if (!hasNext && !isLast) return i;
        if (hasNext && buffer[i + 1] === buffer[i]) return i + 2;
        this.isQuoted = false;
        const after = hasNext ? this.outside[buffer[i + 1] ?? 0] : LF;
        if (after !== DELIMITER && after !== LF && after !== CR) this.looseQuotes += 1;
        return i + 1;
      }
      case LF:
        this.line += 1;
        return i + 1;
      case CR:
        if (!hasNext && !isLast) return i;
        this.line += 1;
        return hasNext && buffer[i + 1] === LF_BYTE ? i + 2 : i + 1;
      case NUL:
        return this.nul(i);
      default:
        return this.high(i, isLast);
    }
  }

  private outsideQuotes(i: number, kind: number, isLast: boolean): number {
    const { buffer } = this;
    switch (kind) {
      case LF:
        this.lf += 1;
        return this.lineEnd(i, 1);
      case CR: {
        if (i + 1 >= buffer.length && !isLast) return i;
        const isPair = buffer[i + 1] === LF_BYTE;
        if (isPair) this.crlf += 1;
        else this.cr += 1;
        return this.lineEnd(i, isPair ? 2 : 1);
      }
      case QUOTE:
        if (i === this.fieldStart) {
          this.isQuoted = true;
          this.quoteStart = i;
        } else if (this.isBlankBetween(this.fieldStart, i)) this.looseQuotes += 1;
        return i + 1;
      case NUL:
        return this.nul(i);
      default:
        return this.high(i, isLast);
    }
  }

  private lineEnd(at: number, breakBytes: number): number {
    this.emit(at);
    const next = at + breakBytes;
    this.line += 1;
    this.recordLine = this.line;
    this.recordStart = next;
    this.fieldStart = next;
    return next;
  }

  private emit(at: number): void {
    const { record } = this;
    record.buffer = this.buffer;
    record.start = this.recordStart;
    record.end = at;
    record.offset = this.bufferOffset + this.recordStart;
    record.lineNumber = this.recordLine;
    record.fields = this.fields;
    if (this.line !== this.recordLine) this.longRecords += 1;
    record.isBlank = this.fields === 1 && this.isBlankBetween(this.recordStart, at);
    if (at - this.recordStart > MAX_RECORD_BYTES) this.end = 'line-too-long';
    else if (this.visitor.record(record)) this.end = 'stopped';
    this.fields = 1;
    if (record.nulBytes > 0) {
      record.nulBytes = 0;
      record.firstNul = -1;
    }
    if (record.invalidBytes > 0) {
      record.invalidBytes = 0;
      record.firstInvalid = -1;
    }
  }

  private nul(i: number): number {
    if (this.record.nulBytes === 0) this.record.firstNul = i;
    this.record.nulBytes += 1;
    return i + 1;
  }

  private high(i: number, isLast: boolean): number {
    const length = utf8SequenceLength(this.buffer, i, this.buffer.length);
    if (length > 0) {
      this.validSequences += 1;
      return i + length;
    }
    if (length < 0 && !isLast) return i;
    if (this.record.invalidBytes === 0) this.record.firstInvalid = i;
    this.record.invalidBytes += 1;
    this.invalidBytes += 1;
    return i + 1;
  }

  private isBlankBetween(start: number, end: number): boolean {
    for (let i = start; i < end; i += 1) {
      const byte = this.buffer[i];
      if (byte !== SPACE_BYTE && byte !== TAB_BYTE) return false;
    }
    return true;
  }
}

function classTable(dialect: Dialect): Uint8Array {
  const table = new Uint8Array(256);
  table.fill(HIGH, 0x80);
  table[0x0a] = LF;
  table[0x0d] = CR;
  table[0] = NUL;
  if (dialect.quote !== null) table[dialect.quote.charCodeAt(0)] = QUOTE;
  table[dialect.delimiter.charCodeAt(0)] = DELIMITER;
  return table;
}
