/** Looks over one JSON object for what its top-level keys hold, without keeping it in memory. */
import type { CancelSignal } from '../../ports.ts';
import type { ByteSource } from './bytes.ts';
import { makeDecoder } from './encoding.ts';
import { PlaceCounter } from './json-scan.ts';
import type { JsonStart } from './json-scan.ts';
import { MAX_JSON_DEPTH } from './json-value.ts';

export type RootEntry =
  | { readonly key: string; readonly kind: 'other'; readonly bytes: number }
  /** A list whose first item is an object; `inside` is behind its bracket. */
  | { readonly key: string; readonly kind: 'records'; readonly bytes: number; readonly inside: JsonStart };

export interface RootScan {
  readonly entries: readonly RootEntry[];
  readonly bytes: number;
  readonly end: 'complete' | 'another-value' | 'too-deep' | 'cut-off';
}

const MAX_ENTRIES = 100_000;
const MAX_KEY_BYTES = 1 << 16;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

export async function findRootEntries(source: ByteSource, signal: CancelSignal | undefined): Promise<RootScan> {
  const scan = new RootScanner();
  for await (const chunk of source.chunks(signal)) {
    scan.push(chunk);
    if (scan.end !== null) break;
  }
  return { entries: scan.entries, bytes: scan.offset, end: scan.end ?? (scan.isOpen() ? 'cut-off' : 'complete') };
}

class RootScanner {
  readonly entries: RootEntry[] = [];
  end: RootScan['end'] | null = null;
  offset = 0;
  private readonly place = new PlaceCounter({ offset: 0, lineNumber: 1, columnNumber: 1 });
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  private keyBytes: number[] | null = null;
  private key = '';
  private isValue = false;
  private valueStart = 0;
  /** Behind the bracket of a list at the top level, until its first item is seen. */
  private bracket: JsonStart | null = null;
  private records: JsonStart | null = null;

  isOpen(): boolean {
    return this.depth > 0;
  }

  push(chunk: Uint8Array): void {
    for (let i = 0; i < chunk.length && this.end === null; i += 1) {
      const byte = chunk[i] ?? 0;
      if (this.isInString) this.inString(byte);
      else if (byte > 0x20) this.structural(byte, { chunk, i });
    }
    this.place.countTo(chunk, chunk.length);
    this.place.index = 0;
    this.offset += chunk.length;
  }

  private inString(byte: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (byte === BACKSLASH) this.isEscaped = true;
    else if (byte === QUOTE) {
      this.isInString = false;
      if (this.keyBytes !== null) this.key = makeDecoder('utf-8')(Uint8Array.from(this.keyBytes));
      this.keyBytes = null;
      return;
    }
    if (this.keyBytes !== null && this.keyBytes.length < MAX_KEY_BYTES) this.keyBytes.push(byte);
  }

  private structural(byte: number, { chunk, i }: { chunk: Uint8Array; i: number }): void {
    if (this.bracket !== null) {
      if (byte === 0x7b) this.records = this.bracket;
      this.bracket = null;
    }
    switch (byte) {
      case QUOTE:
        this.isInString = true;
        if (this.depth === 1 && !this.isValue) this.keyBytes = [];
        return;
      case 0x3a:
        if (this.depth === 1) {
          this.isValue = true;
          this.valueStart = this.offset + i;
        }
        return;
      case 0x2c:
        if (this.depth === 1) this.endEntry(i);
        return;
      case 0x7b:
      case 0x5b:
        this.opened(byte, { chunk, i });
        return;
      case 0x7d:
      case 0x5d:
        if (this.depth === 1) this.endEntry(i);
        this.depth -= 1;
        return;
      default:
    }
  }

  private opened(byte: number, { chunk, i }: { chunk: Uint8Array; i: number }): void {
    if (this.depth === 0 && this.offset + i > 0 && this.entries.length > 0) {
      this.end = 'another-value';
      return;
    }
    this.depth += 1;
    if (this.depth > MAX_JSON_DEPTH) this.end = 'too-deep';
    if (this.depth !== 2 || byte !== 0x5b) return;
    this.place.countTo(chunk, i + 1);
    this.bracket = { offset: this.offset + i + 1, lineNumber: this.place.lineNumber, columnNumber: this.place.columnNumber };
  }

  private endEntry(i: number): void {
    if (!this.isValue) return;
    const bytes = this.offset + i - this.valueStart;
    const entry: RootEntry = this.records === null ? { key: this.key, kind: 'other', bytes } : { key: this.key, kind: 'records', bytes, inside: this.records };
    if (this.entries.length < MAX_ENTRIES) this.entries.push(entry);
    this.isValue = false;
    this.records = null;
  }
}
