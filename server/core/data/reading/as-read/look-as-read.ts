/** Opens delimited text as a program reads it: the same kind of table as our own reading gives, for the same rules. */
import type { Layout } from '../../../../../rules/api/column.ts';
import type { CancelSignal, Ports } from '../../../ports.ts';
import type { EngineSource } from '../../engine.ts';
import type { CellAddress, DatasetRef, PlacedRange, RawSample, TextTable } from '../../opened-table.ts';
import type { ReadAs } from '../../read-as.ts';
import { openBytes, MAX_DECOMPRESSED_BYTES, type ByteSource } from '../bytes.ts';
import { readHead, detectDialect } from '../dialect.ts';
import { decideHeader } from '../header.ts';
import { fieldRange } from '../csv-locate.ts';
import { createReservoir } from '../reservoir.ts';
import { createRowCopy, type RowCopy } from '../row-copy.ts';
import { cellReader, type CellReader } from './cells.ts';
import type { ColumnPlan, PlannedColumn } from './column-plan.ts';
import { textAsRead } from './decode.ts';
import { fieldsOf, type Grammar } from './grammar.ts';
import { ReadFails } from './read-fails.ts';
import { scanAsRead, type AsReadHeader, type AsReadRecord } from './scan-as-read.ts';

/** What one pass over the text found, as the program's reader cuts it. */
export interface AsReadLook {
  readonly plan: ColumnPlan;
  readonly header: AsReadHeader | null;
  /** Line of the first row; null without rows. */
  readonly firstRowLine: number | null;
  readonly firstRow: readonly string[];
  readonly rows: number;
  /** Rows the reader leaves out because they have too many fields. */
  readonly badRows: { readonly count: number; readonly first: readonly { readonly lineNumber: number; readonly fields: number }[] };
  /** Exact number of missing values per column of the frame. */
  readonly missing: readonly number[];
  readonly sample: RawSample;
  /** Columns asked to be dates with a value that is none: the first such value. */
  readonly unparsedDates: readonly { readonly column: string; readonly value: string; readonly lineNumber: number }[];
  readonly headerLooksLikeData: boolean;
}

interface Opened {
  readonly source: ByteSource;
  readonly as: ReadAs;
  readonly grammar: Grammar;
  readonly signal: CancelSignal | undefined;
}

type LookRequest = Pick<DatasetRef, 'path'> & { readonly as: ReadAs; readonly signal?: CancelSignal | undefined };

/** Looks at the whole text once and copies nothing. Throws ReadFails where the program's reader would stop. */
export async function lookAsRead({ path, as, signal }: LookRequest, ports: Pick<Ports, 'files'>): Promise<AsReadLook> {
  return passOver(await openAs({ path, as, signal }, ports), null);
}

/** Opens the text with a copy for the engine that holds what the program sees. Throws ReadFails and FileProblem. */
export async function openAsRead(dataset: DatasetRef & { readonly readAs: ReadAs }, ports: Pick<Ports, 'files' | 'scratch'>, signal: CancelSignal | undefined): Promise<TextTable> {
  const opened = await openAs({ path: dataset.path, as: dataset.readAs, signal }, ports);
  const copied: { copy: RowCopy | null } = { copy: null };
  const look = await passOver(opened, async (width) => (copied.copy = await createRowCopy(ports.scratch, width)));
  const source = look.rows === 0 || copied.copy === null ? null : await copied.copy.finish();
  return tableOf({ look, opened, dataset, source });
}

async function openAs({ path, as, signal }: LookRequest, { files }: Pick<Ports, 'files'>): Promise<Opened> {
  const source = await openBytes(path, files, MAX_DECOMPRESSED_BYTES);
  const { separator, quote, escape, comment, skipsBlanksAfterSeparator } = as;
  const base = { escape, comment, skipsBlanksAfterSeparator };
  if (separator.kind !== 'sniffed') return { source, as, grammar: { ...base, separator, quote }, signal };
  const detected = await detectDialect(await readHead(() => source.chunks(signal)), '');
  if (!detected.ok) throw new ReadFails({ kind: 'unknown', reason: 'no separator was found' });
  return { source, as, grammar: { ...base, separator: { kind: 'character', character: detected.dialect.delimiter }, quote: detected.dialect.quote ?? quote }, signal };
}

const SHOWN_BAD_ROWS = 5;
const SHOWN_CELLS = 20;
const HEAD_ROWS = 200;

async function passOver(opened: Opened, copyRows: ((width: number) => Promise<RowCopy>) | null): Promise<AsReadLook> {
  const tally = new Tally(opened.as);
  let copy: RowCopy | null = null;
  let waiting: { rowNumber: number; values: readonly (string | null)[] }[] = [];
  await scanAsRead(textAsRead(opened.source, opened.as, opened.signal), opened, {
    columns: (plan, header) => tally.begin(plan, header),
    row: (fields, record, rowNumber) => {
      const values = tally.row(fields, record, rowNumber);
      if (copyRows !== null) waiting.push({ rowNumber, values });
      return false;
    },
    badRow: (record, found) => tally.badRow(record, found),
    afterChunk: async () => {
      if (copyRows === null || waiting.length === 0) return;
      copy ??= await copyRows(tally.width());
      for (const { rowNumber, values } of waiting) copy.add(rowNumber, values);
      waiting = [];
      await copy.flush();
    },
  });
  return tally.result();
}

const NO_DIGIT = /^\D+$/;

class Tally {
  private plan: ColumnPlan = { columns: [], index: [], all: [], maxFields: 0 };
  private header: AsReadHeader | null = null;
  private readers: readonly CellReader[] = [];
  private dates: readonly boolean[] = [];
  private missing: number[] = [];
  private rows = 0;
  private firstRow: readonly string[] = [];
  private firstRowLine: number | null = null;
  private readonly head: (readonly string[])[] = [];
  private badCount = 0;
  private readonly badFirst: { lineNumber: number; fields: number }[] = [];
  private readonly unparsed = new Map<string, { column: string; value: string; lineNumber: number }>();
  private readonly as: ReadAs;
  private reservoir = createReservoir(1);
  private readonly encoder = new TextEncoder();

  constructor(as: ReadAs) {
    this.as = as;
  }

  width(): number {
    return this.plan.columns.length;
  }

  begin(plan: ColumnPlan, header: AsReadHeader | null): void {
    this.plan = plan;
    this.header = header;
    this.readers = plan.columns.map(({ name }) => cellReader(this.as, name));
    this.dates = plan.columns.map((column) => isDateColumn(this.as, column, plan));
    this.missing = plan.columns.map(() => 0);
    this.reservoir = createReservoir(plan.columns.length);
  }

  row(fields: readonly string[], record: AsReadRecord, rowNumber: number): readonly (string | null)[] {
    this.rows = rowNumber;
    if (rowNumber === 1) {
      this.firstRow = fields.slice(0, SHOWN_CELLS);
      this.firstRowLine = record.lineNumber;
    }
    if (this.head.length < HEAD_ROWS) this.head.push(fields);
    const values = this.plan.columns.map(({ field }, column) => {
      const value = this.readers[column]?.(fields[field]) ?? null;
      if (value === null) this.missing[column] = (this.missing[column] ?? 0) + 1;
      else if (this.dates[column] === true && NO_DIGIT.test(value)) this.noteUnparsed(column, value, record);
      return value;
    });
    this.reservoir.offer(() => ({ rowNumber, part: 0, bytes: this.encoder.encode(JSON.stringify(values)), hasInvalid: false }));
    return values;
  }

  badRow(record: AsReadRecord, fields: number): void {
    this.badCount += 1;
    if (this.badFirst.length < SHOWN_BAD_ROWS) this.badFirst.push({ lineNumber: record.lineNumber, fields });
  }

  result(): AsReadLook {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const rows = this.reservoir.rows().map(({ bytes }) => JSON.parse(decoder.decode(bytes)) as (string | null)[]);
    return {
      plan: this.plan,
      header: this.header,
      firstRowLine: this.firstRowLine,
      firstRow: this.firstRow,
      rows: this.rows,
      badRows: { count: this.badCount, first: this.badFirst },
      missing: this.missing,
      sample: { rows, isWholeTable: rows.length === this.rows },
      unparsedDates: [...this.unparsed.values()],
      headerLooksLikeData: this.header !== null && decideHeader([this.header.cells, ...this.head]).looksLikeData,
    };
  }

  private noteUnparsed(column: number, value: string, { lineNumber }: AsReadRecord): void {
    const name = this.plan.columns[column]?.name ?? '';
    if (!this.unparsed.has(name)) this.unparsed.set(name, { column: name, value, lineNumber });
  }
}

function isDateColumn({ dates }: ReadAs, column: PlannedColumn, plan: ColumnPlan): boolean {
  if (dates === null || dates === 'index') return false;
  return dates.some((ref) => (typeof ref === 'number' ? plan.all[ref] === column : ref === column.name));
}

function tableOf({ look, opened, dataset, source }: { readonly look: AsReadLook; readonly opened: Opened; readonly dataset: DatasetRef; readonly source: EngineSource | null }): TextTable {
  const { plan, header } = look;
  const isPlaced = opened.source.compression === null;
  const cells = header === null ? [] : fieldsOf(header.text, opened.grammar);
  return {
    kind: 'text',
    dataset,
    format: 'csv',
    layout: layoutOf(look, opened),
    columnNames: plan.columns.map(({ name }) => name),
    physical: plan.columns.map((column) => (isDateColumn(opened.as, column, plan) && !look.unparsedDates.some((one) => one.column === column.name) ? 'timestamp' : 'text')),
    quotedShares: plan.columns.map(() => 0),
    rowCount: look.rows,
    source,
    sample: look.sample,
    headerCell: (column) => {
      const field = cells[headerCellOf(plan, column)];
      return field === undefined || header === null || !isPlaced ? null : { path: dataset.path, range: fieldRange(header.text, field, header.lineNumber) };
    },
    locate: (asked, signal) => (isPlaced ? locateAsRead(asked, { ...opened, signal }, plan) : Promise.resolve(asked.map(() => null))),
    firstLine: { path: dataset.path, range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } } },
    columnAt: () => null,
  };
}

/** Rows may begin with labels that have no name in the header. */
function headerCellOf(plan: ColumnPlan, column: number): number {
  const field = plan.columns[column]?.field ?? -1;
  const isShifted = plan.index.some(({ name }) => name === '');
  return isShifted ? field - plan.index.length : field;
}

function layoutOf(look: AsReadLook, { grammar, source }: Opened): Layout {
  const first = look.badRows.first.map(({ lineNumber, fields }) => ({ lineNumber, columnNumber: 1, rowNumber: null, fields }));
  return {
    encoding: source.start.encoding,
    hasBom: source.start.bomBytes > 0,
    delimiter: grammar.separator.kind === 'character' ? grammar.separator.character : null,
    hasHeader: look.header !== null,
    width: look.plan.all.length,
    headerWidth: look.header?.cells.length ?? look.plan.all.length,
    raggedRows: { count: look.badRows.count, first },
    unclosedQuote: null,
    nulBytes: { count: 0, first: null },
    undecodable: { count: 0, first: null },
    malformedRecords: { count: 0, first: [] },
    headerLooksLikeData: look.headerLooksLikeData,
  };
}

/** Reads again up to the last row asked for. */
async function locateAsRead(asked: readonly CellAddress[], opened: Opened, plan: ColumnPlan): Promise<readonly (PlacedRange | null)[]> {
  const answers: (PlacedRange | null)[] = asked.map(() => null);
  const last = Math.max(0, ...asked.map(({ rowNumber }) => rowNumber));
  if (last === 0) return answers;
  const byRow = new Map<number, number[]>();
  asked.forEach(({ rowNumber }, index) => byRow.set(rowNumber, [...(byRow.get(rowNumber) ?? []), index]));
  await scanAsRead(textAsRead(opened.source, opened.as, opened.signal), opened, {
    columns: () => undefined,
    badRow: () => undefined,
    row: (_, record, rowNumber) => {
      for (const index of byRow.get(rowNumber) ?? []) {
        const field = fieldsOf(record.text, opened.grammar)[plan.columns[asked[index]?.column ?? -1]?.field ?? -1];
        if (field !== undefined) answers[index] = { path: opened.source.path, range: fieldRange(record.text, field, record.lineNumber) };
      }
      return rowNumber >= last;
    },
  });
  return answers;
}
