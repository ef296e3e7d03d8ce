/** Delimited text, opened: from bytes to a TextTable. */
import type { Layout, Place } from '../../../../rules/api/column.ts';
import type { EngineSource } from '../engine.ts';
import type { PlacedRange, RawSample, TextTable } from '../opened-table.ts';
import { fileName, problem } from './problem.ts';
import type { OpenRequest } from './problem.ts';
import type { ByteSource } from './bytes.ts';
import { copyCsv, hasLineBreaks } from './csv-copy.ts';
import { fieldRange, locateInCsv } from './csv-locate.ts';
import { passOverCsv } from './csv-pass.ts';
import type { CsvPass, HeaderRecord, PartPass, RawPlace } from './csv-pass.ts';
import { commonWidth, detectDialect, readHead } from './dialect.ts';
import { makeDecoder } from './encoding.ts';
import { alignHeader, decideHeader } from './header.ts';
import { MAX_DIRECT_COLUMNS } from './row-copy.ts';
import { positionIn, splitRecord } from './split-record.ts';
import type { Field } from './split-record.ts';

/** More columns than any real table; our own choice. */
const MAX_COLUMNS = 100_000;
const BLANK_ONLY = 'the file holds nothing but blank lines; write it again';

/** Opens files that are one table of delimited text. Throws FileProblem for what is no table or cannot be read. */
export async function openCsv(sources: readonly ByteSource[], request: OpenRequest): Promise<TextTable> {
  const filled = sources.filter((source) => source.rawHead.length > source.start.bomBytes);
  const [first] = filled;
  if (first === undefined) throw problem('empty', 'the file has no bytes; write it again');
  const head = await readHead(() => first.chunks(request.signal));
  if (head.isWhole && filled.length === 1 && head.bytes.every(isWhiteSpace)) throw problem('empty', BLANK_ONLY);
  const detected = await detectDialect(head, request.extension);
  if (!detected.ok) throw problem('not-a-table', detected.text);
  const { hasHeader, looksLikeData } = decideHeader(detected.head);
  const pass = await passOverCsv(filled, { dialect: detected.dialect, hasHeader, width: Math.max(1, commonWidth(detected.head).width) }, request.signal);
  if (pass.shape.width > MAX_COLUMNS) throw problem('too-many-columns', 'the table has more than 100,000 columns; check its line ends, or turn rows and columns');
  refuseUnlikeParts(pass);
  return buildTable(pass, { request, looksLikeData });
}

/** Blank, tab, line feed, carriage return. */
function isWhiteSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** Parts must be slices of one table. */
function refuseUnlikeParts({ parts, shape }: CsvPass): void {
  const headers = parts.filter((part) => part.header !== null);
  const names = (header: HeaderRecord | null): string => JSON.stringify(header?.fields.map((field) => field.value));
  const unlike = headers.find((part) => names(part.header) !== names(headers[0]?.header ?? null));
  if (unlike !== undefined) throw problem('damaged', `part \`${fileName(unlike.source.path)}\` has another header than the first part; check it separately`);
  const odd = parts.find((part) => part.rows > 0 && parts.length > 1 && part.ragged.count * 2 > part.rows && part.header === null);
  if (odd !== undefined) throw problem('damaged', `part \`${fileName(odd.source.path)}\` has not ${shape.width} columns as the others; check it separately`);
}

async function buildTable(pass: CsvPass, { request, looksLikeData }: { request: OpenRequest; looksLikeData: boolean }): Promise<TextTable> {
  const { shape, parts } = pass;
  const { width } = shape;
  const [first] = parts;
  if (first === undefined || (first.rows === 0 && first.header === null)) throw problem('empty', BLANK_ONLY);
  const headed = parts.find((part) => part.header !== null) ?? first;
  const header = headed.header;
  const { sample, quotedShares } = parseSample(pass);
  const isLastEmpty = sample.rows.every((row) => row[width - 1] === null);
  const cells = header === null ? [] : alignHeader({ headerWidth: header.fields.length, width, isLastEmpty });
  const headerField = (column: number): Field | null => header?.fields[cells[column] ?? -1] ?? null;
  const rowCount = parts.reduce((sum, part) => sum + part.goodRows, 0);
  // The table lives as long as its check; the raw rows of the sample need not.
  const places: CsvPass = { ...pass, sampled: [] };
  return {
    kind: 'text',
    dataset: request.dataset,
    format: 'csv',
    layout: layoutOf(pass, looksLikeData),
    columnNames: Array.from({ length: width }, (_, column) => headerField(column)?.value ?? `column_${column + 1}`),
    physical: Array.from({ length: width }, () => 'text'),
    quotedShares,
    rowCount,
    source: rowCount === 0 ? null : await sourceOf(pass, request),
    sample,
    headerCell: (column) => {
      const field = headerField(column);
      if (field === null || header === null || headed.source.compression !== null) return null;
      return { path: headed.source.path, range: fieldRange(header.text, field, header.lineNumber) };
    },
    locate: (asked, signal) => locateInCsv(places, asked, signal),
    firstLine: firstLine(first),
    columnAt: (lineText, characterIndex) => {
      const column = splitRecord(lineText, shape.dialect).findIndex((field) => characterIndex <= field.end);
      return column < 0 || column >= width ? null : column;
    },
  };
}

function firstLine(part: PartPass): PlacedRange {
  const length = part.source.compression === null ? part.firstLineText.length : 0;
  return { path: part.source.path, range: { start: { line: 1, column: 1 }, end: { line: 1, column: length + 1 } } };
}

function parseSample({ shape, parts, sampled }: CsvPass): { sample: RawSample; quotedShares: readonly number[] } {
  const decoders = parts.map((part) => makeDecoder(part.encoding));
  const filled = new Float64Array(shape.width);
  const quoted = new Float64Array(shape.width);
  const rows = sampled.map(({ bytes, part }) => {
    const fields = splitRecord(decoders[part]?.(bytes) ?? '', shape.dialect);
    return fields.map((field, column) => {
      if (field.value === '') return null;
      filled[column] = (filled[column] ?? 0) + 1;
      if (field.isQuoted) quoted[column] = (quoted[column] ?? 0) + 1;
      return field.value;
    });
  });
  const rowCount = parts.reduce((sum, part) => sum + part.goodRows, 0);
  const quotedShares = Array.from(filled, (count, column) => (count === 0 ? 0 : (quoted[column] ?? 0) / count));
  return { sample: { rows, isWholeTable: rows.length === rowCount }, quotedShares };
}

function layoutOf({ shape, parts }: CsvPass, headerLooksLikeData: boolean): Layout {
  const [first] = parts;
  const sum = (count: (part: PartPass) => number): number => parts.reduce((total, part) => total + count(part), 0);
  const firstPlace = (raw: (part: PartPass) => RawPlace | null): Place | null => {
    const part = parts.find((one) => raw(one) !== null);
    return part === undefined ? null : toPlace(raw(part), part);
  };
  return {
    encoding: parts.find((part) => part.encoding !== 'utf-8')?.encoding ?? 'utf-8',
    hasBom: (first?.source.start.bomBytes ?? 0) > 0,
    delimiter: shape.dialect.delimiter,
    hasHeader: shape.hasHeader,
    width: shape.width,
    headerWidth: parts.find((part) => part.header !== null)?.header?.fields.length ?? shape.width,
    raggedRows: { count: sum((part) => part.ragged.count), first: parts.flatMap((part) => part.ragged.first.map((row) => ({ ...row, columnNumber: 1 }))).slice(0, 5) },
    unclosedQuote: firstPlace((part) => part.unclosed),
    nulBytes: { count: sum((part) => part.nulBytes.count), first: firstPlace((part) => part.nulBytes.first) },
    undecodable: { count: sum((part) => part.undecodable.count), first: firstPlace((part) => part.undecodable.first) },
    malformedRecords: { count: 0, first: [] },
    headerLooksLikeData,
  };
}

function toPlace(raw: RawPlace | null, part: PartPass): Place | null {
  if (raw === null) return null;
  const text = makeDecoder(part.encoding)(raw.prefix);
  const { line, column } = positionIn(text, text.length, raw.lineNumber);
  return { lineNumber: line, columnNumber: column, rowNumber: raw.rowNumber };
}

async function sourceOf(pass: CsvPass, request: OpenRequest): Promise<EngineSource> {
  const { dialect, hasHeader, width } = pass.shape;
  const parts = pass.parts.filter((part) => part.rows > 0 || part.isIrregular);
  if (width > MAX_DIRECT_COLUMNS || parts.some((part) => part.isIrregular)) return copyCsv(pass, request.scratch, request.signal);
  const files = parts.map((part) => part.source.path);
  const groups = [{ files, firstColumn: 0, columnCount: width, hasRowNumbers: false }];
  return { kind: 'csv', delimiter: dialect.delimiter, quote: dialect.quote, hasHeader, hasLineBreaksInValues: hasLineBreaks(pass), columnCount: width, groups };
}
