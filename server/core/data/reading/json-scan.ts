/** Cuts JSON into records by its bytes: lines, or the elements of one array, however long the array is. */
import type { CancelSignal } from '../../ports.ts';
import type { ByteSource } from './bytes.ts';
import { concatBytes } from './bytes.ts';
import { MAX_JSON_DEPTH } from './json-value.ts';
import { MAX_RECORD_BYTES, scanRecords } from './scan-records.ts';

/** Where records are: one on each line, or in the array whose first element may start at `from`. */
export type JsonForm = { readonly kind: 'lines' } | { readonly kind: 'array'; readonly from: JsonStart; readonly isRoot: boolean };

/** A place to begin: byte offset, and its line and column. */
export interface JsonStart {
  readonly offset: number;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** One record; reused, so take what you need. */
export interface JsonRecord {
  buffer: Uint8Array;
  start: number;
  end: number;
  offset: number;
  lineNumber: number;
  columnNumber: number;
}

export type JsonScanEnd = 'complete' | 'stopped' | 'cut-off' | 'trailing-text' | 'line-too-long' | 'too-deep';

export interface JsonVisitor {
  /** Return true to stop. */
  record(record: JsonRecord): boolean;
  afterChunk?(): Promise<void>;
}

export async function scanJson(source: ByteSource, { form, from, signal }: { form: JsonForm; from: JsonStart | null; signal: CancelSignal | undefined }, visitor: JsonVisitor): Promise<JsonScanEnd> {
  const start = from ?? (form.kind === 'array' ? form.from : { offset: 0, lineNumber: 1, columnNumber: 1 });
  const chunks = start.offset === 0 ? source.chunks(signal) : source.chunksFrom(start.offset, signal);
  return form.kind === 'lines' ? scanLines(chunks, start, visitor) : scanElements(chunks, { start, isRoot: form.isRoot }, visitor);
}

async function scanLines(chunks: AsyncIterable<Uint8Array>, start: JsonStart, visitor: JsonVisitor): Promise<JsonScanEnd> {
  const reused: JsonRecord = { buffer: new Uint8Array(0), start: 0, end: 0, offset: 0, lineNumber: 0, columnNumber: 1 };
  // Within JSON a line break can only be written as an escape, so lines need no regard to quotes.
  const summary = await scanRecords(chunks, { delimiter: '\u0001', quote: null }, {
    record: (record) => {
      if (record.isBlank) return false;
      reused.buffer = record.buffer;
      reused.start = record.start;
      reused.end = record.end;
      reused.offset = record.offset;
      reused.lineNumber = record.lineNumber;
      return visitor.record(reused);
    },
    ...(visitor.afterChunk === undefined ? {} : { afterChunk: () => visitor.afterChunk?.() ?? Promise.resolve() }),
  }, start);
  return summary.end === 'unclosed-quote' ? 'complete' : summary.end;
}

async function scanElements(chunks: AsyncIterable<Uint8Array>, at: { start: JsonStart; isRoot: boolean }, visitor: JsonVisitor): Promise<JsonScanEnd> {
  const scanner = new ElementScanner(at, visitor);
  for await (const chunk of chunks) {
    scanner.push(chunk);
    if (visitor.afterChunk !== undefined) await visitor.afterChunk();
    if (scanner.end !== null) break;
  }
  const end = scanner.finish();
  if (visitor.afterChunk !== undefined) await visitor.afterChunk();
  return end;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

class ElementScanner {
  end: JsonScanEnd | null = null;
  private readonly visitor: JsonVisitor;
  private readonly isRoot: boolean;
  private readonly record: JsonRecord;
  private readonly place: PlaceCounter;
  private buffer: Uint8Array = new Uint8Array(0);
  private bufferOffset: number;
  private position = 0;
  /** Start of the current element, -1 between elements. */
  private elementStart = -1;
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private isClosed = false;

  constructor({ start, isRoot }: { start: JsonStart; isRoot: boolean }, visitor: JsonVisitor) {
    this.visitor = visitor;
    this.isRoot = isRoot;
    this.bufferOffset = start.offset;
    this.place = new PlaceCounter(start);
    this.record = { buffer: this.buffer, start: 0, end: 0, offset: 0, lineNumber: 1, columnNumber: 1 };
  }

  push(chunk: Uint8Array): void {
    const keep = this.elementStart < 0 ? this.buffer.length : this.elementStart;
    this.place.countTo(this.buffer, Math.max(this.place.index, keep));
    this.buffer = keep === this.buffer.length ? chunk : concatBytes(this.buffer.subarray(keep), chunk);
    this.bufferOffset += keep;
    this.position -= keep;
    this.place.index -= keep;
    if (this.elementStart >= 0) this.elementStart = 0;
    this.consume();
    if (this.end === null && this.elementStart >= 0 && this.buffer.length - this.elementStart > MAX_RECORD_BYTES) this.end = 'line-too-long';
  }

  finish(): JsonScanEnd {
    if (this.end === null && this.elementStart >= 0) this.emit(this.buffer.length);
    this.end ??= this.isClosed ? 'complete' : 'cut-off';
    return this.end;
  }

  private consume(): void {
    const { buffer } = this;
    const length = buffer.length;
    let i = this.position;
    for (; i < length && this.end === null; i += 1) {
      const byte = buffer[i] ?? 0;
      if (this.isInString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === BACKSLASH) this.isEscaped = true;
        else if (byte === QUOTE) this.isInString = false;
      } else if (byte > 0x20) this.structural(byte, i);
    }
    this.position = i;
  }

  private structural(byte: number, i: number): void {
    if (this.isClosed) {
      this.end = this.isRoot ? 'trailing-text' : 'complete';
      return;
    }
    if (this.depth === 0 && (byte === COMMA || byte === CLOSE_LIST)) {
      if (this.elementStart >= 0) this.emit(i);
      if (byte === CLOSE_LIST) {
        this.isClosed = true;
        if (!this.isRoot) this.end ??= 'complete';
      }
      return;
    }
    if (this.elementStart < 0) {
      this.elementStart = i;
      this.place.countTo(this.buffer, i);
      this.record.lineNumber = this.place.lineNumber;
      this.record.columnNumber = this.place.columnNumber;
    }
    if (byte === QUOTE) this.isInString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      this.depth += 1;
      if (this.depth > MAX_JSON_DEPTH) this.end = 'too-deep';
    } else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && this.depth > 0) this.depth -= 1;
  }

  private emit(end: number): void {
    const { record } = this;
    record.buffer = this.buffer;
    record.start = this.elementStart;
    record.end = end;
    record.offset = this.bufferOffset + this.elementStart;
    this.elementStart = -1;
    if (end - record.start > MAX_RECORD_BYTES) this.end = 'line-too-long';
    else if (this.visitor.record(record)) this.end = 'stopped';
  }
}

/** Counts lines and UTF-16 columns along the bytes. */
export class PlaceCounter {
  /** Bytes of the current buffer that are counted. */
  index = 0;
  lineNumber: number;
  columnNumber: number;
  private isAfterCr = false;

  constructor(start: JsonStart) {
    this.lineNumber = start.lineNumber;
    this.columnNumber = start.columnNumber;
  }

  countTo(buffer: Uint8Array, end: number): void {
    for (let i = this.index; i < end; i += 1) {
      const byte = buffer[i] ?? 0;
      if (byte === 0x0a && this.isAfterCr) this.isAfterCr = false;
      else if (byte === 0x0a || byte === 0x0d) {
        this.lineNumber += 1;
        this.columnNumber = 1;
        this.isAfterCr = byte === 0x0d;
      } else {
        this.isAfterCr = false;
        if ((byte & 0xc0) !== 0x80) this.columnNumber += byte >= 0xf0 ? 2 : 1;
      }
    }
    this.index = Math.max(this.index, end);
  }
}
