/** The one pass over all bytes of a delimited table: counts, widths, places of trouble, checkpoints and the sample. */
import type { CancelSignal } from '../../ports.ts';
import { copyBytes } from './bytes.ts';
import type { ByteSource } from './bytes.ts';
import { encodingOfWhole, makeDecoder } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { LINE_TOO_LONG, problem } from './problem.ts';
import { createReservoir } from './reservoir.ts';
import type { Reservoir, SampledRow } from './reservoir.ts';
import { scanRecords } from './scan-records.ts';
import type { Dialect, ScannedRecord, ScanSummary } from './scan-records.ts';
import { splitRecord } from './split-record.ts';
import type { Field } from './split-record.ts';

export interface CsvShape {
  readonly dialect: Dialect;
  readonly hasHeader: boolean;
  /** Fields a row is expected to have. */
  readonly width: number;
}

/** A place whose column is told once the encoding is known. */
export interface RawPlace {
  /** The record's bytes up to the place. */
  readonly prefix: Uint8Array;
  readonly lineNumber: number;
  readonly rowNumber: number | null;
}

export interface Checkpoint {
  /** Number of the row that starts at `offset`. */
  readonly rowNumber: number;
  readonly offset: number;
  readonly lineNumber: number;
}

export interface HeaderRecord {
  readonly text: string;
  readonly fields: readonly Field[];
  readonly lineNumber: number;
}

export interface PartPass {
  readonly source: ByteSource;
  readonly encoding: Encoding;
  readonly header: HeaderRecord | null;
  readonly firstLineText: string;
  /** Rows of any width, counted in `rowNumber`s; the first one is `firstRowNumber`. */
  readonly rows: number;
  readonly firstRowNumber: number;
  /** Rows of the expected width that can be decoded. */
  readonly goodRows: number;
  readonly ragged: { readonly count: number; readonly first: readonly { lineNumber: number; rowNumber: number; fields: number }[] };
  readonly nulBytes: { readonly count: number; readonly first: RawPlace | null };
  readonly undecodable: { readonly count: number; readonly first: RawPlace | null };
  readonly unclosed: RawPlace | null;
  readonly checkpoints: readonly Checkpoint[];
  readonly widths: ReadonlyMap<number, number>;
  /** True where an engine could misread the file, or see other rows than we do. */
  readonly isIrregular: boolean;
  readonly hasLineBreaksInValues: boolean;
}

export interface CsvPass {
  readonly shape: CsvShape;
  readonly parts: readonly PartPass[];
  readonly sampled: readonly SampledRow[];
}

export const CHECKPOINT_ROWS = 4096;
const RAGGED_SHOWN = 5;
const PREFIX_BYTES = 1 << 16;
const FIRST_LINE_CHARACTERS = 10_000;

/** Reads all parts; reads them again when most rows turn out to have another width than the first ones. Throws FileProblem. */
export async function passOverCsv(sources: readonly ByteSource[], expected: CsvShape, signal: CancelSignal | undefined): Promise<CsvPass> {
  let shape = expected;
  for (;;) {
    const pass = await passOnce(sources, shape, signal);
    const width = commonWidth(pass.parts, shape.width);
    if (width === shape.width || shape !== expected) return pass;
    shape = { ...expected, width };
  }
}

async function passOnce(sources: readonly ByteSource[], shape: CsvShape, signal: CancelSignal | undefined): Promise<CsvPass> {
  const reservoir = createReservoir(shape.width);
  const parts: PartPass[] = [];
  let firstRowNumber = 1;
  for (const [index, source] of sources.entries()) {
    const part = await passOverPart(source, { shape, reservoir, index, firstRowNumber, signal });
    if (signal?.aborted) throw problem('cancelled', 'the check was cancelled');
    firstRowNumber += part.rows;
    parts.push(part);
  }
  const sampled = reservoir.rows().filter((row) => !row.hasInvalid || parts[row.part]?.encoding === 'windows-1252');
  return { shape, parts, sampled };
}

interface PartRequest {
  readonly shape: CsvShape;
  readonly reservoir: Reservoir;
  readonly index: number;
  readonly firstRowNumber: number;
  readonly signal: CancelSignal | undefined;
}

async function passOverPart(source: ByteSource, request: PartRequest): Promise<PartPass> {
  const tally = new PartTally(request);
  const summary = await scanRecords(source.chunks(request.signal), request.shape.dialect, tally);
  if (summary.end === 'line-too-long') throw problem('line-too-long', LINE_TOO_LONG);
  return tally.result(source, summary);
}

class PartTally {
  private readonly request: PartRequest;
  private readonly width: number;
  private awaitsHeader: boolean;
  private headerBytes: Uint8Array | null = null;
  private headerLine = 0;
  private firstBytes: Uint8Array | null = null;
  private rows = 0;
  private fittingRows = 0;
  private fittingInvalid = 0;
  private raggedCount = 0;
  private readonly raggedFirst: { lineNumber: number; rowNumber: number; fields: number }[] = [];
  private nuls = 0;
  private firstNul: RawPlace | null = null;
  private invalidRecords = 0;
  private firstInvalid: RawPlace | null = null;
  private blanks = 0;
  private readonly checkpoints: Checkpoint[] = [];
  private readonly widths = new Map<number, number>();
  private offered: ScannedRecord | null = null;
  private readonly take: () => SampledRow;

  constructor(request: PartRequest) {
    this.request = request;
    this.width = request.shape.width;
    this.awaitsHeader = request.shape.hasHeader;
    this.take = () => this.takeOffered();
  }

  record(record: ScannedRecord): boolean {
    if (record.isBlank) {
      // Engines skip empty lines between rows as pandas does, but not blanks, nor any blank line of a single column.
      if (record.end > record.start || this.width === 1 || this.rows === 0) this.blanks += 1;
      return false;
    }
    this.firstBytes ??= copyBytes(record.buffer, record.start, Math.min(record.end, record.start + PREFIX_BYTES));
    if (this.awaitsHeader) {
      this.awaitsHeader = false;
      this.headerBytes = copyBytes(record.buffer, record.start, record.end);
      this.headerLine = record.lineNumber;
      if (record.nulBytes + record.invalidBytes > 0) this.noteOddBytes(record, null);
      return false;
    }
    this.row(record);
    return false;
  }

  private row(record: ScannedRecord): void {
    const rowNumber = this.request.firstRowNumber + this.rows;
    if (this.rows % CHECKPOINT_ROWS === 0) this.checkpoints.push({ rowNumber, offset: record.offset, lineNumber: record.lineNumber });
    this.rows += 1;
    if (record.nulBytes + record.invalidBytes > 0) this.noteOddBytes(record, rowNumber);
    if (record.fields !== this.width) {
      this.raggedCount += 1;
      this.widths.set(record.fields, (this.widths.get(record.fields) ?? 0) + 1);
      if (this.raggedFirst.length < RAGGED_SHOWN) this.raggedFirst.push({ lineNumber: record.lineNumber, rowNumber, fields: record.fields });
      return;
    }
    this.fittingRows += 1;
    if (record.invalidBytes > 0) this.fittingInvalid += 1;
    this.offered = record;
    this.request.reservoir.offer(this.take);
  }

  private takeOffered(): SampledRow {
    const record = this.offered;
    if (record === null) throw new Error('no row is offered');
    const rowNumber = this.request.firstRowNumber + this.rows - 1;
    return { rowNumber, part: this.request.index, bytes: copyBytes(record.buffer, record.start, record.end), hasInvalid: record.invalidBytes > 0 };
  }

  private noteOddBytes(record: ScannedRecord, rowNumber: number | null): void {
    this.nuls += record.nulBytes;
    if (record.nulBytes > 0) this.firstNul ??= rawPlace(record, record.firstNul, rowNumber);
    if (record.invalidBytes === 0) return;
    this.invalidRecords += 1;
    this.firstInvalid ??= rawPlace(record, record.firstInvalid, rowNumber);
  }

  result(source: ByteSource, summary: ScanSummary): PartPass {
    const encoding: Encoding = source.start.encoding === 'utf-8' ? (source.start.bomBytes > 0 ? 'utf-8' : encodingOfWhole(summary.validSequences, summary.invalidBytes)) : source.start.encoding;
    const hasDamage = encoding !== 'windows-1252' && this.invalidRecords > 0;
    const open = this.openRecord(summary);
    const { width } = this;
    if (this.fittingRows > 0) this.widths.set(width, this.fittingRows);
    const header = this.header(encoding, open);
    const { lf, crlf, cr } = summary.lineBreaks;
    const isPlain = source.compression === null && encoding === 'utf-8' && !hasDamage && cr === 0 && (lf === 0 || crlf === 0) && summary.looseQuotes === 0;
    const isRectangular = this.raggedCount === 0 && this.blanks === 0 && this.nuls === 0 && open === null && (header === null || header.fields.length === width);
    return {
      source,
      encoding,
      header,
      firstLineText: makeDecoder(encoding)(this.firstBytes ?? new Uint8Array(0)).split(/[\r\n]/, 1)[0]?.slice(0, FIRST_LINE_CHARACTERS) ?? '',
      rows: this.rows,
      firstRowNumber: this.request.firstRowNumber,
      goodRows: this.fittingRows - (hasDamage ? this.fittingInvalid : 0),
      ragged: { count: this.raggedCount, first: this.raggedFirst },
      nulBytes: { count: this.nuls, first: this.firstNul },
      undecodable: hasDamage ? { count: this.invalidRecords, first: this.firstInvalid } : { count: 0, first: null },
      unclosed: open,
      checkpoints: this.checkpoints,
      widths: this.widths,
      hasLineBreaksInValues: summary.longRecords > 0,
      isIrregular: !isPlain || !isRectangular,
    };
  }

  private openRecord(summary: ScanSummary): RawPlace | null {
    if (summary.open === null) return null;
    const { record, quoteIndex, lineNumber } = summary.open;
    this.firstBytes ??= record;
    return { prefix: record.subarray(0, quoteIndex), lineNumber, rowNumber: this.awaitsHeader ? null : this.request.firstRowNumber + this.rows };
  }

  /** A header that opens a quote and never closes it still names the columns on its first line. */
  private header(encoding: Encoding, open: RawPlace | null): HeaderRecord | null {
    if (!this.request.shape.hasHeader) return null;
    const { dialect } = this.request.shape;
    if (this.headerBytes !== null) {
      const text = makeDecoder(encoding)(this.headerBytes);
      return { text, fields: splitRecord(text, dialect), lineNumber: this.headerLine };
    }
    if (open === null || this.firstBytes === null) return null;
    const text = makeDecoder(encoding)(this.firstBytes).split(/[\r\n]/, 1)[0] ?? '';
    return { text, fields: splitRecord(text, { ...dialect, quote: null }), lineNumber: open.lineNumber };
  }
}

function rawPlace(record: ScannedRecord, index: number, rowNumber: number | null): RawPlace {
  return { prefix: copyBytes(record.buffer, record.start, index), lineNumber: record.lineNumber, rowNumber };
}

/** The width most records have, header included; the expected one when equally many have it. */
function commonWidth(parts: readonly PartPass[], expected: number): number {
  const counts = new Map<number, number>();
  const add = (width: number, count: number): void => void counts.set(width, (counts.get(width) ?? 0) + count);
  for (const part of parts) {
    if (part.header !== null) add(part.header.fields.length, 1);
    for (const [width, count] of part.widths) add(width, count);
  }
  let common = expected;
  for (const [width, count] of counts) if (count > (counts.get(common) ?? 0)) common = width;
  return common;
}
