/** From verdicts to findings: exact counts and row numbers, the more special cause, the place in the file, the sentence. */
import type { Column, Table } from '../../../rules/api/column.ts';
import type { Mend, Word } from '../../../rules/api/rule.ts';
import type { Config } from '../config.ts';
import type { Finding, Range } from '../report.ts';
import type { SelectedRows } from './engine.ts';
import { fingerprint } from '../identity.ts';
import type { Identity } from '../identity.ts';
import { cut, fillMessage } from './message.ts';
import type { CellAddress, DatasetRef, PlacedRange, TextTable } from './opened-table.ts';
import { looksPersonal } from './personal.ts';
import type { Judged } from './run-rules.ts';

/** Row numbers a finding names. Source: the JSON contract of the command line. */
export const ROWS_NAMED = 5;

export interface Settled extends Judged {
  /** Null when the verdict names no rows. */
  readonly rows: SelectedRows | null;
}

/** Leaves out findings whose cause a more special rule names in the same column (or table). */
export function keepSpecialCauses(settled: readonly Settled[]): Settled[] {
  const columnsByRule = new Map<string, Set<number | null>>();
  for (const { rule, column } of settled) {
    const columns = columnsByRule.get(rule.id) ?? new Set<number | null>();
    columnsByRule.set(rule.id, columns.add(column?.index ?? null));
  }
  const isNamedBy = (id: string, column: Column | null): boolean => (column === null ? columnsByRule.has(id) : columnsByRule.get(id)?.has(column.index) === true);
  return settled.filter(({ rule, column }) => !rule.yieldsTo.some((id) => id !== rule.id && isNamedBy(id, column)));
}

export interface PlaceRequest {
  readonly dataset: DatasetRef;
  readonly table: Table;
  /** Null for binary files. */
  readonly text: TextTable | null;
  /** The engine saw a sample: its row numbers are not the file's, so findings stand on the header. */
  readonly isSample: boolean;
  readonly config: Config;
  /** Absolute path of a part file -> what reports show. */
  readonly displayPath: (path: string) => string;
}

/** Writes the findings, places looked up in one pass over the file. */
export async function writeFindings(settled: readonly Settled[], request: PlaceRequest): Promise<Finding[]> {
  const places = await locate(settled, request);
  const occurrences = new Map<string, number>();
  return settled.map((one, index) => {
    const cause = [one.rule.id, one.verdict.message, request.dataset.displayPath, one.column?.name ?? '', String(one.column?.index ?? -1)];
    const occurrence = occurrences.get(cause.join('\0')) ?? 0;
    occurrences.set(cause.join('\0'), occurrence + 1);
    return { ...writeFinding(one, places[index] ?? null, request), identity: identityIn(one), fingerprint: fingerprint([...cause, String(occurrence)]) };
  });
}

/** Rows come and go; what is said of which column stays. */
function identityIn({ verdict, column }: Settled): Identity {
  const about = [verdict.message, column?.name ?? ''];
  return { line: fingerprint(about), around: fingerprint([...about, String(column?.index ?? -1)]) };
}

async function locate(settled: readonly Settled[], { text, isSample }: PlaceRequest): Promise<(PlacedRange | null)[]> {
  if (text === null) return settled.map(() => null);
  if (isSample) return settled.map((one) => placeWithoutRows(one, text));
  const asked: { readonly finding: number; readonly cell: CellAddress }[] = [];
  const placed = settled.map((one, finding) => {
    const rowNumber = one.rows?.rowNumbers[0];
    if (one.verdict.at.kind !== 'rows' || rowNumber === undefined) return placeWithoutRows(one, text);
    for (const column of cellsToMark(one, text)) asked.push({ finding, cell: { rowNumber, column } });
    return null;
  });
  const found = await text.locate(asked.map(({ cell }) => cell));
  asked.forEach(({ finding }, index) => {
    placed[finding] = span(placed[finding] ?? null, found[index] ?? null);
  });
  return placed.map((place, index) => place ?? headerOrTop(settled[index]?.column ?? null, text));
}

/** The blamed cell, or the first and last of the row when the whole row is to blame. */
function cellsToMark(one: Settled, text: TextTable): number[] {
  if (one.verdict.at.kind === 'rows' && one.verdict.at.selector.kind === 'where') return [one.verdict.at.selector.column];
  if (one.column !== null) return [one.column.index];
  return [0, Math.max(text.columnNames.length - 1, 0)];
}

function span(a: PlacedRange | null, b: PlacedRange | null): PlacedRange | null {
  if (a === null || b === null) return a ?? b;
  return { path: a.path, range: { start: a.range.start, end: b.range.end } };
}

function placeWithoutRows(one: Settled, text: TextTable): PlacedRange {
  const { at } = one.verdict;
  const first = at.kind === 'places' ? at.places[0] : undefined;
  if (first !== undefined) {
    const start = { line: first.lineNumber, column: first.columnNumber };
    return { path: text.firstLine.path, range: { start, end: { line: start.line, column: start.column + 1 } } };
  }
  return at.kind === 'table' ? text.firstLine : headerOrTop(one.column, text);
}

function headerOrTop(column: Column | null, text: TextTable): PlacedRange {
  return (column === null ? null : text.headerCell(column.index)) ?? text.firstLine;
}

function writeFinding(one: Settled, place: PlacedRange | null, request: PlaceRequest): Omit<Finding, 'fingerprint' | 'identity'> {
  const { rule, verdict, column, rows } = one;
  const { dataset, table, config } = request;
  const severity = config.severity[rule.id] ?? verdict.severity ?? rule.severity;
  const range: Range | null = place?.range ?? null;
  return {
    rule: rule.id,
    severity,
    confidence: request.isSample ? 'possible' : (verdict.confidence ?? rule.confidence),
    message: fillMessage(rule.messages[verdict.message] ?? verdict.message, {
      words: { ...builtInWords(one, table), ...(verdict.data as Readonly<Record<string, Word>> | undefined) },
      isPersonal: column !== null && looksPersonal(column),
    }),
    messageId: verdict.message,
    path: place === null ? dataset.displayPath : request.displayPath(place.path),
    range,
    cell: null,
    dataset: dataset.displayPath,
    column: column?.name ?? null,
    rows: request.isSample ? null : rowsNamed(one, rows),
    related: [],
    fixes: [],
    suppressed: null,
    baseline: 'new',
    mend: mendOf(one, table),
  };
}

function builtInWords(one: Settled, table: Table): Readonly<Record<string, Word>> {
  const count = one.rows?.count ?? 0;
  return {
    column: { text: one.column === null ? '' : one.column.name === '' ? `column ${one.column.index + 1}` : cut(one.column.name) },
    rows: table.rows,
    count,
    share: { percent: table.rows === 0 ? 0 : (100 * count) / table.rows },
  };
}

function rowsNamed(one: Settled, rows: SelectedRows | null): readonly number[] | null {
  if (rows !== null) return rows.rowNumbers;
  if (one.verdict.at.kind !== 'places') return null;
  const numbers = one.verdict.at.places.flatMap((place) => (place.rowNumber === null ? [] : [place.rowNumber]));
  return numbers.length === 0 ? null : numbers.slice(0, ROWS_NAMED);
}

function mendOf(one: Settled, table: Table): Mend | null {
  return one.rule.mend?.({ verdict: one.verdict, table, column: one.column, options: one.options }) ?? null;
}
