/** Goes through the records of a text as a program's reader would, in one pass, and hands out names and rows. */
import type { ReadAs } from '../../read-as.ts';
import { planColumns, type ColumnPlan } from './column-plan.ts';
import { recordEnd, valuesOf, type Grammar } from './grammar.ts';
import { ReadFails } from './read-fails.ts';

/** A record longer than this is no row; the same limit as of our own reading. */
const MAX_RECORD_CHARACTERS = 16 * 2 ** 20;

export interface AsReadRecord {
  readonly text: string;
  /** 1-based line of the file it starts in. */
  readonly lineNumber: number;
}

export interface AsReadHeader extends AsReadRecord {
  readonly cells: readonly string[];
}

export interface AsReadVisitor {
  /** Called once, before the first row (or at the end when there is none). */
  columns(plan: ColumnPlan, header: AsReadHeader | null): void;
  /** Return true to stop. @param rowNumber 1-based */
  row(fields: readonly string[], record: AsReadRecord, rowNumber: number): boolean;
  /** A row the reader leaves out. */
  badRow(record: AsReadRecord, found: number): void;
  afterChunk?(): Promise<void>;
}

/** Throws ReadFails where the reader would stop, FileProblem for what cannot be read. */
export async function scanAsRead(chunks: AsyncIterable<string>, { as, grammar }: { readonly as: ReadAs; readonly grammar: Grammar }, visitor: AsReadVisitor): Promise<void> {
  const scanner = new Scanner(as, grammar, visitor);
  for await (const chunk of chunks) {
    scanner.push(chunk, false);
    await visitor.afterChunk?.();
    if (scanner.isDone) break;
  }
  if (!scanner.isDone) scanner.push('', true);
  scanner.finish();
  await visitor.afterChunk?.();
}

class Scanner {
  isDone = false;
  private buffer = '';
  private lineNumber = 1;
  /** Counts records as `skip` does: blank ones and comments too. */
  private recordIndex = 0;
  private headerRows = 0;
  private header: AsReadHeader | null = null;
  private plan: ColumnPlan | null = null;
  private rows = 0;
  private isFirst = true;
  private readonly isSkipped: (index: number) => boolean;
  private readonly as: ReadAs;
  private readonly grammar: Grammar;
  private readonly visitor: AsReadVisitor;

  constructor(as: ReadAs, grammar: Grammar, visitor: AsReadVisitor) {
    this.as = as;
    this.grammar = grammar;
    this.visitor = visitor;
    const { skip } = as;
    const listed = new Set(typeof skip === 'number' ? [] : skip);
    this.isSkipped = typeof skip === 'number' ? (index) => index < skip : (index) => listed.has(index);
  }

  push(chunk: string, isLast: boolean): void {
    const text = this.buffer + (this.isFirst && chunk.startsWith('\ufeff') ? chunk.slice(1) : chunk);
    if (chunk !== '') this.isFirst = false;
    let at = 0;
    while (!this.isDone && at < text.length) {
      const end = recordEnd(text, at, { grammar: this.grammar, isLast });
      if (end.kind === 'open') throw new ReadFails({ kind: 'unknown', reason: 'a quote is never closed' });
      if (end.kind === 'more') break;
      const record = text.slice(at, end.index);
      at = end.index + (text[end.index] === '\r' && text[end.index + 1] === '\n' ? 2 : 1);
      this.record({ text: record, lineNumber: this.lineNumber });
      this.lineNumber += 1 + lineBreaksIn(record);
    }
    this.buffer = text.slice(Math.min(at, text.length));
    if (this.buffer.length > MAX_RECORD_CHARACTERS) throw new ReadFails({ kind: 'unknown', reason: 'a row has no end in its first 16 MiB' });
  }

  finish(): void {
    if (this.plan === null) this.start(null);
  }

  private record(record: AsReadRecord): void {
    const index = this.recordIndex;
    this.recordIndex += 1;
    if (this.isSkipped(index) || this.isLeftOut(record.text)) return;
    if (this.as.header !== null && this.headerRows <= this.as.header) {
      if (this.headerRows === this.as.header) this.header = { ...record, cells: valuesOf(record.text, this.grammar) };
      this.headerRows += 1;
      return;
    }
    this.row(record);
  }

  private row(record: AsReadRecord): void {
    if (this.as.rowLimit !== null && this.rows >= this.as.rowLimit) {
      this.isDone = true;
      return;
    }
    const fields = valuesOf(record.text, this.grammar);
    const plan = this.plan ?? this.start(fields.length);
    if (fields.length > plan.maxFields) {
      if (this.grammar.separator.kind === 'pattern') throw new ReadFails({ kind: 'unknown', reason: 'rows differ in their number of fields' });
      if (this.as.badRows === 'fail') throw new ReadFails({ kind: 'too-many-fields', lineNumber: record.lineNumber, expected: plan.maxFields, found: fields.length });
      this.visitor.badRow(record, fields.length);
      return;
    }
    this.rows += 1;
    if (this.visitor.row(fields, record, this.rows)) this.isDone = true;
  }

  private start(firstWidth: number | null): ColumnPlan {
    this.plan = planColumns(this.as, this.header?.cells ?? null, firstWidth);
    this.visitor.columns(this.plan, this.header);
    return this.plan;
  }

  private isLeftOut(text: string): boolean {
    const { comment, separator } = this.grammar;
    if (comment !== null && (separator.kind === 'blanks' ? text.trimStart() : text).startsWith(comment)) return true;
    if (!this.as.skipsBlankLines) return false;
    if (text === '') return true;
    return separator.kind === 'character' && /\s/.test(separator.character) ? /^ *$/.test(text) && separator.character !== ' ' : /^[ \t]*$/.test(text);
  }
}

function lineBreaksIn(text: string): number {
  if (!text.includes('\n') && !text.includes('\r')) return 0;
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
