/** Looks at delimited text as a program reads it, and compares that with what the first bytes suggest. */
import type { TableFacts, TableReading } from '../../../../rules/api/python/table-facts.ts';
import { headLayout, type HeadLayout } from '../../data/reading/head-layout.ts';
import { lookAsRead, type AsReadLook } from '../../data/reading/as-read/look-as-read.ts';
import { SAMPLE_ROWS } from '../../data/opened-table.ts';
import type { ReadAs } from '../../data/read-as.ts';
import type { CancelSignal, Ports } from '../../ports.ts';
import type { TableProfile } from '../../report.ts';
import { tableFactsOf } from './table-facts-of.ts';

export interface DelimitedRequest {
  /** Absolute. */
  readonly path: string;
  readonly displayPath: string;
  readonly sizeBytes: number;
  readonly as: ReadAs;
  /** The profile of the same file, where it was checked already. */
  readonly profile: TableProfile | null;
  readonly signal?: CancelSignal | undefined;
}

export interface DelimitedLook {
  readonly facts: TableFacts;
  readonly look: AsReadLook;
  readonly layout: HeadLayout | null;
  /** True when only the first rows were looked at. */
  readonly isHead: boolean;
}

/** Files up to this size are read to the end; of larger ones, and of those already profiled, the first rows say enough. Own choice. */
const MAX_WHOLE_BYTES = 64 * 2 ** 20;

/** Throws ReadFails where the program's reader would stop, FileProblem for what cannot be read. */
export async function lookAtDelimited(request: DelimitedRequest, ports: Pick<Ports, 'files'>): Promise<DelimitedLook> {
  const { path, as, signal } = request;
  const layout = await headLayout(path, { files: ports.files, signal });
  const isLarge = request.sizeBytes > MAX_WHOLE_BYTES;
  if (isLarge || (request.profile !== null && as.rowLimit === null)) {
    const head = await lookAsRead({ path, as: { ...as, rowLimit: Math.min(as.rowLimit ?? SAMPLE_ROWS, SAMPLE_ROWS) }, signal }, ports);
    const reading = readingOf(head, as, layout);
    const isWhole = head.rows < SAMPLE_ROWS;
    const profile = reading.isAsWritten && request.profile?.rows !== undefined ? request.profile : null;
    if (isWhole || isLarge || profile !== null) return { facts: factsOf(head, { request, reading, rows: isWhole ? head.rows : (profile?.rows ?? estimatedRows(request, layout)), profile }), look: head, layout, isHead: !isWhole };
  }
  const look = await lookAsRead({ path, as, signal }, ports);
  return { facts: factsOf(look, { request, reading: readingOf(look, as, layout), rows: look.rows, profile: null }), look, layout, isHead: false };
}

function estimatedRows({ sizeBytes, as }: DelimitedRequest, layout: HeadLayout | null): number {
  return Math.min(as.rowLimit ?? Number.POSITIVE_INFINITY, Math.round(sizeBytes / (layout?.rowBytes ?? 1)));
}

interface Found {
  readonly request: DelimitedRequest;
  readonly reading: TableReading;
  readonly rows: number;
  /** Exact counts of the same table, where the look saw only its first rows. */
  readonly profile: TableProfile | null;
}

function factsOf(look: AsReadLook, { request, reading, rows, profile }: Found): TableFacts {
  const { as, displayPath } = request;
  const unparsed = new Set(look.unparsedDates.map(({ column }) => column));
  const dates = new Set((as.dates === null || as.dates === 'index' ? [] : as.dates).flatMap((ref) => (typeof ref === 'string' ? [ref] : (look.plan.all[ref]?.name ?? []))).filter((name) => !unparsed.has(name)));
  const { columns } = look.plan;
  const exact = columns.map(({ name }) => profile?.columns.find((column) => column.name === name) ?? null);
  const counted =
    rows === look.rows
      ? look.missing.map((missing, column) => ({ missing, distinct: exact[column]?.distinct ?? null }))
      : exact.every((column) => column !== null)
        ? columns.map((_, column) => ({ missing: Math.max(exact[column]?.missing ?? 0, Math.round(((look.missing[column] ?? 0) / Math.max(1, look.rows)) * rows)), distinct: exact[column]?.distinct ?? null }))
        : null;
  return tableFactsOf({
    displayPath,
    as,
    columns: columns.map(({ name }) => ({ name, physical: 'text', quotedShare: null })),
    sample: { ...look.sample, isWholeTable: look.sample.isWholeTable && rows === look.rows },
    isUntyped: true,
    rows,
    counted,
    dates,
    reading,
  });
}

function readingOf(look: AsReadLook, as: ReadAs, layout: HeadLayout | null): TableReading {
  const separator = as.separator.kind === 'sniffed' ? (layout?.separator ?? null) : as.separator.kind === 'character' ? as.separator.character : null;
  const width = look.plan.all.length + look.plan.index.filter(({ name }) => name === '').length;
  const headerLine = look.header?.lineNumber ?? null;
  return {
    isAsWritten: layout !== null && separator === layout.separator && headerLine === layout.headerLine && width === layout.width && as.skip === 0 && as.comment === null && as.rowLimit === null,
    separator,
    headerLine,
    headerLooksLikeData: look.headerLooksLikeData,
    namesAreGiven: as.names !== null,
    firstRow: look.firstRow,
    unparsedDates: look.unparsedDates,
    file: { separator: layout?.separator ?? null, headerLine: layout?.headerLine ?? null, columns: layout?.names ?? [] },
  };
}
