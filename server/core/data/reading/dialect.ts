/** Tells delimiter and quote from the first records: under the right ones, records have equally many fields. */
import { cellShape } from './cell-shape.ts';
import { firstBytes } from './bytes.ts';
import { makeDecoder } from './encoding.ts';
import { LINE_TOO_LONG, problem } from './problem.ts';
import { MAX_RECORD_BYTES, scanRecords } from './scan-records.ts';
import type { Dialect } from './scan-records.ts';
import { splitRecord } from './split-record.ts';

/** First records, as cells; the last one is left out when it may be cut. */
export type Head = readonly (readonly string[])[];

export type DialectResult = { readonly ok: true; readonly dialect: Dialect; readonly head: Head } | { readonly ok: false; readonly text: string };

const HEAD_RECORDS = 500;
/** Bytes to look at first, and the line breaks that must be among them for that to be enough. */
const HEAD_STEPS: readonly (readonly [bytes: number, lines: number])[] = [
  [1 << 18, 10],
  [1 << 22, 2],
  [MAX_RECORD_BYTES + 1, 1],
];

/** Separators in wide use come before odd ones; blanks and colons also stand inside values, so they need numbers around them. */
const STRONG = [',', '\t', ';', '|'];
const ODD = ['\u0001', '\u001f', '^', '~', '#', '&', '!', '%', '$', '@'];
const LAST = [' ', ':'];

/** Shares of records of one width from which a separator is believed. Own choices, from looking at real files. */
const BELIEVED_STRONG = 0.5;
const BELIEVED_ODD = 0.95;
const NUMERIC_SHARE = 0.8;

export interface HeadBytes {
  readonly bytes: Uint8Array;
  /** Whether these are all bytes of the file. */
  readonly isWhole: boolean;
}

interface Trial {
  readonly dialect: Dialect;
  readonly head: Head;
  readonly score: number;
  readonly share: number;
  readonly width: number;
  readonly isUnclosed: boolean;
}

/** Returns enough first bytes to tell the dialect from, even where lines are long. */
export async function readHead(open: () => AsyncIterable<Uint8Array>): Promise<HeadBytes> {
  for (const [limit, lines] of HEAD_STEPS) {
    const bytes = await firstBytes(open(), limit);
    if (bytes.length < limit || countLines(bytes, lines) >= lines) return { bytes, isWhole: bytes.length < limit };
  }
  throw problem('line-too-long', LINE_TOO_LONG);
}

/** Returns the dialect in which the first records are most alike, or why there is none. */
export async function detectDialect({ bytes: head, isWhole }: HeadBytes, extension: string): Promise<DialectResult> {
  const preferred = extension === 'tsv' || extension === 'tab' ? '\t' : ',';
  const trials: Trial[] = [];
  for (const delimiter of STRONG) trials.push(await bestQuoting(head, { delimiter, isWhole }));
  const believed = trials.filter((trial) => trial.width > 1 && trial.share >= BELIEVED_STRONG);
  const strong = best(believed, preferred) ?? trials.find((trial) => trial.dialect.delimiter === preferred && hasTableHeader(trial));
  if (strong !== undefined && strong.score >= 0.6) return refuseRepeated(strong);
  for (const delimiter of [...ODD, ...LAST]) {
    const trial = await tryDialect(head, { dialect: { delimiter, quote: '"' }, isWhole });
    if (isCredibleOdd(trial)) trials.push(trial);
  }
  const odd = best(trials.filter((trial) => !STRONG.includes(trial.dialect.delimiter)), preferred);
  const chosen = odd !== undefined && odd.score > (strong?.score ?? 0) ? odd : strong;
  if (chosen !== undefined) return refuseRepeated(chosen);
  return oneColumn(trials, preferred);
}

/**
 * pandas' quote, unless the table is regular only under another: single quotes, or none where tabs or bars make quotes needless.
 * With commas a stray quote stays a quote, as pandas would have it, and is reported.
 */
async function bestQuoting(head: Uint8Array, { delimiter, isWhole }: { delimiter: string; isWhole: boolean }): Promise<Trial> {
  const usual = await tryDialect(head, { dialect: { delimiter, quote: '"' }, isWhole });
  if (usual.share === 1 && !usual.isUnclosed) return usual;
  const plain = await tryDialect(head, { dialect: { delimiter, quote: null }, isWhole });
  // A quote left open in the first record leaves no record at all; its line still shows the columns.
  if (usual.head.length === 0) return { ...plain, dialect: usual.dialect };
  if (isRegular(plain)) return delimiter === '\t' || delimiter === '|' ? plain : usual;
  const single = await tryDialect(head, { dialect: { delimiter, quote: "'" }, isWhole });
  return isRegular(single) ? single : usual;
}

function isRegular(trial: Trial): boolean {
  return trial.share === 1 && trial.width > 1 && !trial.isUnclosed;
}

async function tryDialect(bytes: Uint8Array, { dialect, isWhole }: { dialect: Dialect; isWhole: boolean }): Promise<Trial> {
  const decode = makeDecoder('utf-8');
  const head: string[][] = [];
  const summary = await scanRecords(once(bytes), dialect, {
    record: (record) => {
      const isCut = !isWhole && record.end === record.buffer.length;
      if (!record.isBlank && !isCut) head.push(splitRecord(decode(record.buffer.subarray(record.start, record.end)), dialect).map((field) => field.value));
      return head.length >= HEAD_RECORDS;
    },
  });
  const { width, share } = commonWidth(head);
  const headerFits = head[0]?.length === width ? 1 : 0;
  const score = width > 1 ? share * (0.6 + 0.2 * headerFits + 0.2 * cleanShare(head, width)) : 0;
  return { dialect, head, score, share, width, isUnclosed: isWhole && summary.end === 'unclosed-quote' };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

export function commonWidth(head: Head): { width: number; share: number } {
  const counts = new Map<number, number>();
  for (const record of head) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  const [first] = head;
  let width = first?.length ?? 0;
  for (const [candidate, count] of counts) if (count > (counts.get(width) ?? 0)) width = candidate;
  return { width, share: head.length === 0 ? 0 : (counts.get(width) ?? 0) / head.length };
}

/** Share of cells that hold no other separator: a number, a date or a word rather than several glued together. */
function cleanShare(head: Head, width: number): number {
  let cells = 0;
  let clean = 0;
  for (const record of head.slice(0, 100)) {
    if (record.length !== width) continue;
    for (const cell of record.slice(0, 200)) {
      cells += 1;
      if (!/[;|\t]/.test(cell) && !/^\s*-?\d+,\d+,/.test(cell)) clean += 1;
    }
  }
  return cells === 0 ? 0 : clean / cells;
}

function best(trials: readonly Trial[], preferred: string): Trial | undefined {
  const rank = (trial: Trial): number => trial.score + (trial.dialect.delimiter === preferred ? 0.01 : 0);
  return trials.reduce<Trial | undefined>((top, trial) => (trial.score > 0 && (top === undefined || rank(trial) > rank(top)) ? trial : top), undefined);
}

/** A heavily ragged table still is one when its header is: several short names. */
function hasTableHeader({ head, width }: Trial): boolean {
  const [header = []] = head;
  return header.length > 1 && width > 1 && header.every((cell) => cell.trim().length > 0 && cell.length <= 40 && cell.trim().split(/\s+/).length <= 4);
}

function isCredibleOdd(trial: Trial): boolean {
  const { dialect, head, width, share } = trial;
  const [header = [], ...rows] = head;
  if (width < 2 || share < BELIEVED_ODD || header.length !== width || rows.length === 0) return false;
  if (!LAST.includes(dialect.delimiter)) return header.every((cell) => cell.length > 0);
  const cells = rows.slice(0, 100).flat();
  if (dialect.delimiter === ' ' && cells.includes('')) return false;
  return cells.filter((cell) => cellShape(cell) === 'number').length >= cells.length * NUMERIC_SHARE && (dialect.delimiter === ' ' || header.every((cell) => cellShape(cell) === 'text'));
}

/** `::` or runs of blanks cut by one of their characters would give a table with invented empty columns. */
function refuseRepeated(trial: Trial): DialectResult {
  const { dialect, head, width } = trial;
  const regular = head.filter((record) => record.length === width);
  const hasNoGaps = Array.from({ length: width - 1 }, (_, column) => regular.some((record) => (record[column] ?? '') !== ''));
  const isEveryOther = regular.length > 1 && width >= 3 && hasNoGaps.every((isFilled, column) => isFilled === (column % 2 === 0));
  if (!isEveryOther) return { ok: true, dialect, head };
  return { ok: false, text: 'the columns are separated by two characters; save the table with a single one, such as a comma' };
}

function oneColumn(trials: readonly Trial[], preferred: string): DialectResult {
  const untouched = [preferred, ...STRONG].map((delimiter) => trials.find((trial) => trial.dialect.delimiter === delimiter)).find((trial) => trial?.width === 1 && trial.share === 1);
  const trial = untouched ?? trials.find((one) => one.dialect.delimiter === preferred);
  if (trial === undefined) return { ok: false, text: 'no separator fits this text; save the table as CSV' };
  const lines = trial.head.map((record) => record.join(trial.dialect.delimiter));
  if (isRunsOfBlanks(lines)) return { ok: false, text: 'the columns are separated by runs of blanks; save the table with a comma between columns' };
  if (isColons(lines)) return { ok: false, text: 'the columns are separated by `::`; save the table with a single character, such as a comma' };
  if (isProse(lines)) return { ok: false, text: 'this is running text, not a table; leave the file out or save it as CSV' };
  return { ok: true, dialect: trial.dialect, head: trial.head };
}

function isRunsOfBlanks(lines: readonly string[]): boolean {
  const cells = lines.slice(0, 100).map((line) => line.trim().split(/[ \t]+/));
  const width = cells[1]?.length ?? 0;
  if (width < 3 || cells.length < 2) return false;
  const rows = cells.slice(1);
  return rows.every((row) => row.length === width) && rows.flat().filter((cell) => cellShape(cell) === 'number').length >= rows.length * width * NUMERIC_SHARE;
}

function isColons(lines: readonly string[]): boolean {
  const width = lines[0]?.split('::').length ?? 1;
  return width > 1 && lines.length > 1 && lines.every((line) => line.split('::').length === width);
}

/** Sentences from the first line on; a column of texts has a short name there. */
function isProse(lines: readonly string[]): boolean {
  const words = lines.map((line) => line.trim().split(/\s+/).length);
  const long = words.filter((count) => count >= 5).length;
  return lines.length > 0 && (words[0] ?? 0) >= 4 && long >= lines.length * 0.5;
}

function countLines(bytes: Uint8Array, enough: number): number {
  let lines = 0;
  for (let i = 0; i < bytes.length && lines < enough; i += 1) if (bytes[i] === 0x0a || bytes[i] === 0x0d) lines += 1;
  return lines;
}
