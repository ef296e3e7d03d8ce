/**
 * The pass over JSON records: keys in order of first appearance, their types, broken records, the sample, and the copy for the
 * engine. JSON is always copied, as text values: so number digits, repeated keys and odd names mean the same to every engine.
 */
import type { Place } from '../../../../rules/api/column.ts';
import type { CancelSignal, Scratch } from '../../ports.ts';
import type { Range } from '../../report.ts';
import type { EngineSource } from '../engine.ts';
import { copyBytes } from './bytes.ts';
import type { ByteSource } from './bytes.ts';
import { countSequences, encodingOfWhole, makeDecoder } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { scanJson } from './json-scan.ts';
import type { JsonForm, JsonRecord, JsonScanEnd, JsonStart } from './json-scan.ts';
import { parseObject } from './json-value.ts';
import type { JsonEntry, JsonKind } from './json-value.ts';
import { problem } from './problem.ts';
import { createReservoir } from './reservoir.ts';
import type { Reservoir, SampledRow } from './reservoir.ts';
import { createRowCopy } from './row-copy.ts';
import type { RowCopy } from './row-copy.ts';
import { positionIn } from './split-record.ts';

export interface JsonPart {
  readonly source: ByteSource;
  readonly form: JsonForm;
}

export interface JsonKey {
  readonly name: string;
  readonly index: number;
  readonly kinds: Set<JsonKind>;
  /** Where the key first stands; null in compressed files. */
  place: { readonly path: string; readonly range: Range } | null;
}

export interface JsonCheckpoint extends JsonStart {
  readonly rowNumber: number;
}

export interface JsonPartPass extends JsonPart {
  readonly firstRowNumber: number;
  /** Records, broken ones included. */
  readonly rows: number;
  readonly checkpoints: readonly JsonCheckpoint[];
}

export interface JsonPass {
  readonly parts: readonly JsonPartPass[];
  readonly encoding: Encoding;
  readonly keys: readonly JsonKey[];
  readonly goodRows: number;
  readonly malformed: { readonly count: number; readonly first: readonly Place[] };
  readonly undecodable: { readonly count: number; readonly first: Place | null };
  readonly sampled: readonly SampledRow[];
  readonly source: EngineSource | null;
}

export const MAX_COLUMNS = 100_000;
const CHECKPOINT_ROWS = 4096;
const FIRST_KEYS_RECORDS = 1000;
const PLACES_SHOWN = 5;
export const TOO_DEEP = 'the JSON is nested deeper than 200 levels; flatten the records';
export const RECORD_TOO_LONG = 'a JSON record is longer than 16 MiB; write one record per line, each smaller';

/** Reads all records; once more when keys or bytes turn up that the first records did not show. Throws FileProblem. */
export async function passOverJson(parts: readonly JsonPart[], { scratch, signal }: { scratch: Scratch; signal: CancelSignal | undefined }): Promise<JsonPass> {
  let encoding: Encoding = parts[0]?.source.start.encoding ?? 'utf-8';
  let names = await firstKeys(parts, signal);
  for (;;) {
    const tally = new JsonTally(names, { encoding, reservoir: createReservoir(names.length), copy: await createRowCopy(scratch, names.length) });
    const passed = await passOverParts(parts, tally, signal);
    const whole: Encoding = encoding === 'utf-8' ? encodingOfWhole(tally.validSequences, tally.invalidBytes) : encoding;
    if (whole === encoding && tally.keys.size === names.length) return tally.result(passed);
    await tally.copy.discard();
    encoding = whole;
    names = [...tally.keys.keys()];
  }
}

async function firstKeys(parts: readonly JsonPart[], signal: CancelSignal | undefined): Promise<string[]> {
  const names = new Set<string>();
  for (const { source, form } of parts) {
    const decode = makeDecoder(source.start.encoding);
    let records = 0;
    await scanJson(source, { form, from: null, signal }, {
      record: (record) => {
        const parsed = parseObject(decode(record.buffer.subarray(record.start, record.end)));
        if (parsed.ok) for (const { key } of parsed.value) names.add(key);
        records += 1;
        return records >= FIRST_KEYS_RECORDS || names.size > MAX_COLUMNS;
      },
    });
  }
  return [...names];
}

async function passOverParts(parts: readonly JsonPart[], tally: JsonTally, signal: CancelSignal | undefined): Promise<JsonPartPass[]> {
  const passed: JsonPartPass[] = [];
  for (const [index, part] of parts.entries()) {
    const checkpoints: JsonCheckpoint[] = [];
    const firstRowNumber = tally.rows + 1;
    tally.startPart(index, part.source, checkpoints);
    const end = await scanJson(part.source, { form: part.form, from: null, signal }, tally);
    if (signal?.aborted) throw problem('cancelled', 'the check was cancelled');
    tally.endPart(end);
    passed.push({ ...part, firstRowNumber, rows: tally.rows + 1 - firstRowNumber, checkpoints });
  }
  return passed;
}

class JsonTally {
  rows = 0;
  validSequences = 0;
  invalidBytes = 0;
  readonly keys = new Map<string, JsonKey>();
  readonly copy: RowCopy;
  private readonly reservoir: Reservoir;
  private readonly encoding: Encoding;
  private readonly decode: (bytes: Uint8Array) => string;
  private goodRows = 0;
  private malformed = 0;
  private readonly malformedFirst: Place[] = [];
  private undecodable = 0;
  private undecodableFirst: Place | null = null;
  private part = 0;
  private source: ByteSource | null = null;
  private checkpoints: JsonCheckpoint[] = [];
  private partRows = 0;
  private lastLine = 1;
  private isTooDeep = false;
  private isLastGood = true;

  constructor(names: readonly string[], { encoding, reservoir, copy }: { encoding: Encoding; reservoir: Reservoir; copy: RowCopy }) {
    for (const name of names) this.addKey(name);
    this.encoding = encoding;
    this.decode = makeDecoder(encoding);
    this.reservoir = reservoir;
    this.copy = copy;
  }

  startPart(part: number, source: ByteSource, checkpoints: JsonCheckpoint[]): void {
    this.part = part;
    this.source = source;
    this.checkpoints = checkpoints;
    this.partRows = 0;
    this.lastLine = 1;
    this.isLastGood = true;
  }

  endPart(end: JsonScanEnd): void {
    if (end === 'too-deep' || this.isTooDeep) throw problem('too-deep', TOO_DEEP);
    if (end === 'line-too-long') throw problem('line-too-long', RECORD_TOO_LONG);
    if (this.keys.size > MAX_COLUMNS) throw problem('too-many-columns', 'the records have more than 100,000 different keys; turn keys into values');
    // The rest of a file that is cut off, or text after its end, is one more record that cannot be read.
    if ((end === 'cut-off' && this.isLastGood) || end === 'trailing-text') this.addMalformed({ lineNumber: this.lastLine, columnNumber: 1, rowNumber: null });
  }

  afterChunk(): Promise<void> {
    return this.copy.flush();
  }

  record(record: JsonRecord): boolean {
    this.rows += 1;
    this.lastLine = record.lineNumber;
    const rowNumber = this.rows;
    if (this.partRows % CHECKPOINT_ROWS === 0) this.checkpoints.push({ rowNumber, offset: record.offset, lineNumber: record.lineNumber, columnNumber: record.columnNumber });
    this.partRows += 1;
    const bytes = record.buffer.subarray(record.start, record.end);
    const text = this.decode(bytes);
    if (this.encoding !== 'windows-1252' && this.hasInvalid(bytes, text)) {
      this.undecodable += 1;
      this.undecodableFirst ??= toPlace(rangeIn(text, { start: Math.max(0, text.indexOf('\uFFFD')), end: 0 }, record), rowNumber);
      return false;
    }
    const parsed = parseObject(text);
    if (parsed.ok) this.goodRecord(parsed.value, { record, text, rowNumber });
    else if (parsed.isTooDeep) this.isTooDeep = true;
    else this.addMalformed({ lineNumber: record.lineNumber, columnNumber: record.columnNumber, rowNumber });
    this.isLastGood = parsed.ok;
    return this.isTooDeep || this.keys.size > MAX_COLUMNS;
  }

  private goodRecord(entries: readonly JsonEntry[], { record, text, rowNumber }: { record: JsonRecord; text: string; rowNumber: number }): void {
    const values: (string | null)[] = [];
    for (const { key, keyStart, keyEnd, cell } of entries) {
      const known = this.keys.get(key) ?? this.addKey(key);
      known.kinds.add(cell.kind);
      values[known.index] = cell.text;
      if (known.place === null && this.source?.compression === null) known.place = { path: this.source.path, range: rangeIn(text, { start: keyStart, end: keyEnd }, record) };
    }
    this.goodRows += 1;
    this.copy.add(rowNumber, values);
    this.reservoir.offer(() => ({ rowNumber, part: this.part, bytes: copyBytes(record.buffer, record.start, record.end), hasInvalid: false }));
  }

  private addKey(name: string): JsonKey {
    const key: JsonKey = { name, index: this.keys.size, kinds: new Set(), place: null };
    this.keys.set(name, key);
    return key;
  }

  private addMalformed(place: Place): void {
    this.malformed += 1;
    if (this.malformedFirst.length < PLACES_SHOWN) this.malformedFirst.push(place);
  }

  /** True when the text is not what the bytes say; counts what speaks for and against UTF-8. */
  private hasInvalid(bytes: Uint8Array, text: string): boolean {
    if (text.length === bytes.length && !text.includes('\uFFFD')) return false;
    const { valid, invalid } = countSequences(bytes);
    this.validSequences += valid;
    this.invalidBytes += invalid;
    return invalid > 0;
  }

  async result(parts: readonly JsonPartPass[]): Promise<JsonPass> {
    const source = await this.copy.finish();
    return {
      parts,
      encoding: this.encoding,
      keys: [...this.keys.values()],
      goodRows: this.goodRows,
      malformed: { count: this.malformed, first: this.malformedFirst },
      undecodable: { count: this.undecodable, first: this.undecodableFirst },
      sampled: this.reservoir.rows(),
      source: this.goodRows === 0 || this.keys.size === 0 ? null : source,
    };
  }
}

function toPlace({ start }: Range, rowNumber: number): Place {
  return { lineNumber: start.line, columnNumber: start.column, rowNumber };
}

/** The range of a piece of a record's text in the file. */
export function rangeIn(text: string, piece: { readonly start: number; readonly end: number }, record: { readonly lineNumber: number; readonly columnNumber: number }): Range {
  const shifted = (index: number): Range['start'] => {
    const { line, column } = positionIn(text, index, record.lineNumber);
    return { line, column: line === record.lineNumber ? column + record.columnNumber - 1 : column };
  };
  return { start: shifted(piece.start), end: shifted(piece.end) };
}
