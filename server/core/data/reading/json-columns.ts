/** JSON objects that hold a table by columns, as pandas' to_json writes them; small files only, read as a whole. */
import { parseList, parseObject } from './json-value.ts';
import type { JsonCell, JsonEntry } from './json-value.ts';
import { TOO_DEEP } from './json-pass.ts';
import { BROKEN } from './json-form.ts';
import { problem } from './problem.ts';

export interface JsonGrid {
  readonly names: readonly string[];
  /** Where each name stands in the text; null where it does not. */
  readonly nameSpans: readonly ({ readonly start: number; readonly end: number } | null)[];
  readonly rows: readonly (readonly (JsonCell | undefined)[])[];
}

/** Throws FileProblem when the object is no table. */
export function parseGrid(text: string): JsonGrid {
  const parsed = parseObject(text);
  if (!parsed.ok) throw parsed.isTooDeep ? problem('too-deep', TOO_DEEP) : problem('damaged', BROKEN);
  const entries = [...new Map(parsed.value.map((entry) => [entry.key, entry])).values()];
  const grid = splitGrid(text, entries) ?? listGrid(text, entries) ?? nestedGrid(text, entries);
  if (grid === null) throw problem('not-a-table', 'this JSON is a single object, not a table; leave it out or write a list of records');
  return grid;
}

/** `{"columns": [...], "index": [...], "data": [[...], ...]}` */
function splitGrid(text: string, entries: readonly JsonEntry[]): JsonGrid | null {
  const cellOf = (key: string): JsonCell | null => entries.find((entry) => entry.key === key)?.cell ?? null;
  const columns = cellOf('columns');
  const data = cellOf('data');
  if (columns?.kind !== 'list' || data?.kind !== 'list') return null;
  const names = itemsOf(text, columns);
  const rows = itemsOf(text, data);
  if (rows.some((row) => row.kind !== 'list') || names.some((name) => name.text === null)) return null;
  return { names: names.map((name) => name.text ?? ''), nameSpans: names, rows: rows.map((row) => itemsOf(text, row)) };
}

/** `{"a": [...], "b": [...]}`, all equally long. */
function listGrid(text: string, entries: readonly JsonEntry[]): JsonGrid | null {
  if (entries.some((entry) => entry.cell.kind !== 'list')) return null;
  const columns = entries.map((entry) => itemsOf(text, entry.cell));
  const length = columns[0]?.length ?? 0;
  if (length === 0 || columns.some((column) => column.length !== length)) return null;
  return { names: entries.map((entry) => entry.key), nameSpans: entries.map(keySpan), rows: Array.from({ length }, (_, row) => columns.map((column) => column[row])) };
}

/** `{"a": {"0": ...}, ...}` by columns or `{"0": {"a": ...}, ...}` by rows: the side with whole numbers is the rows'. */
function nestedGrid(text: string, entries: readonly JsonEntry[]): JsonGrid | null {
  if (entries.some((entry) => entry.cell.kind !== 'struct')) return null;
  const inner = entries.map((entry) => entriesOf(text, entry.cell));
  const isOuterNumbered = entries.every((entry) => /^\d+$/.test(entry.key));
  const isInnerNumbered = inner.every((list) => list.length > 0 && list.every((entry) => /^\d+$/.test(entry.key)));
  if (isOuterNumbered === isInnerNumbered) return null;
  return isInnerNumbered ? byColumns(entries, inner) : byRows(inner);
}

function byColumns(entries: readonly JsonEntry[], inner: readonly (readonly JsonEntry[])[]): JsonGrid {
  const rowIndexes = indexNames(inner);
  const rows: (JsonCell | undefined)[][] = Array.from({ length: rowIndexes.size }, () => []);
  for (const [column, cells] of inner.entries()) {
    for (const { key, cell } of cells) {
      const row = rows[rowIndexes.get(key) ?? -1];
      if (row !== undefined) row[column] = cell;
    }
  }
  return { names: entries.map((entry) => entry.key), nameSpans: entries.map(keySpan), rows };
}

function byRows(inner: readonly (readonly JsonEntry[])[]): JsonGrid {
  const columns = indexNames(inner);
  const spans = new Map<string, { start: number; end: number }>();
  const rows = inner.map((entries) => {
    const row: (JsonCell | undefined)[] = [];
    for (const entry of entries) {
      row[columns.get(entry.key) ?? 0] = entry.cell;
      if (!spans.has(entry.key)) spans.set(entry.key, keySpan(entry));
    }
    return row;
  });
  const names = [...columns.keys()];
  return { names, nameSpans: names.map((name) => spans.get(name) ?? null), rows };
}

function indexNames(lists: readonly (readonly JsonEntry[])[]): ReadonlyMap<string, number> {
  const indexes = new Map<string, number>();
  for (const list of lists) for (const { key } of list) if (!indexes.has(key)) indexes.set(key, indexes.size);
  return indexes;
}

function keySpan(entry: JsonEntry): { start: number; end: number } {
  return { start: entry.keyStart, end: entry.keyEnd };
}

function itemsOf(text: string, list: JsonCell): JsonCell[] {
  const parsed = parseList(text.slice(list.start, list.end));
  return parsed.ok ? parsed.value.map((cell) => shifted(cell, list.start)) : [];
}

function entriesOf(text: string, struct: JsonCell): JsonEntry[] {
  const parsed = parseObject(text.slice(struct.start, struct.end));
  if (!parsed.ok) return [];
  const at = struct.start;
  return parsed.value.map((entry) => ({ key: entry.key, keyStart: entry.keyStart + at, keyEnd: entry.keyEnd + at, cell: shifted(entry.cell, at) }));
}

function shifted(cell: JsonCell, by: number): JsonCell {
  return { kind: cell.kind, text: cell.text, start: cell.start + by, end: cell.end + by };
}
