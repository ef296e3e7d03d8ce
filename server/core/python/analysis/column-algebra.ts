/** Which columns are left after columns are picked, removed, added, renamed or put side by side. All of it is pure. */
import type { Columns } from '../../../../rules/api/python/value.ts';
import { UNKNOWN_COLUMNS } from './values.ts';

/** Returns exactly these columns. */
export function exactly(names: readonly string[]): Columns {
  return { kind: 'exactly', names };
}

/** Returns all columns of a table nobody has looked at; `origin` is the sequence number of its read. */
export function allOf(origin: number): Columns {
  return { kind: 'all', origin, removed: [], added: [] };
}

/** Returns the columns without `names`. */
export function withoutColumns(columns: Columns, names: readonly string[]): Columns {
  if (columns.kind === 'unknown') return columns;
  const gone = new Set(names);
  if (columns.kind === 'exactly') return exactly(columns.names.filter((name) => !gone.has(name)));
  return { ...columns, removed: [...new Set([...columns.removed, ...names])], added: columns.added.filter((name) => !gone.has(name)) };
}

/** Columns of a table after which further ones make it unknown which there are. Own choice: each state of a table has them all. */
const MOST_NAMES = 1_000;

/** Returns the columns with `names` assigned, in place where they exist. */
export function withColumns(columns: Columns, names: readonly string[]): Columns {
  if (columns.kind === 'unknown') return columns;
  if ((columns.kind === 'exactly' ? columns.names : columns.added).length > MOST_NAMES && names.some((name) => hasColumn(columns, name) !== true)) return UNKNOWN_COLUMNS;
  if (columns.kind === 'exactly') return exactly([...new Set([...columns.names, ...names])]);
  const given = new Set(names);
  return { ...columns, removed: columns.removed.filter((name) => !given.has(name)), added: [...new Set([...columns.added, ...names])] };
}

/** Returns the columns with names changed. */
export function renamedColumns(columns: Columns, newNames: ReadonlyMap<string, string>): Columns {
  if (columns.kind === 'exactly') return exactly(columns.names.map((name) => newNames.get(name) ?? name));
  return withColumns(withoutColumns(columns, [...newNames.keys()]), [...newNames.values()]);
}

/** Returns the columns of tables put side by side; unknown when one is. */
export function joinedColumns(left: Columns, right: Columns): Columns {
  if (left.kind === 'exactly' && right.kind === 'exactly') return exactly([...new Set([...left.names, ...right.names])]);
  if (left.kind === 'all' && right.kind === 'exactly') return withColumns(left, right.names);
  if (left.kind === 'exactly' && right.kind === 'all') return withColumns(right, left.names);
  return UNKNOWN_COLUMNS;
}

/** Returns the columns that tables put below each other surely have in common knowledge; unknown when they differ. */
export function stackedColumns(all: readonly Columns[]): Columns {
  const [first, ...others] = all;
  if (first === undefined) return UNKNOWN_COLUMNS;
  return others.every((other) => areSameColumns(first, other)) ? first : UNKNOWN_COLUMNS;
}

/** Whether the column is there; null when unknown. */
export function hasColumn(columns: Columns, name: string): boolean | null {
  if (columns.kind === 'unknown') return null;
  if (columns.kind === 'exactly') return columns.names.includes(name);
  if (columns.added.includes(name)) return true;
  return columns.removed.includes(name) ? false : null;
}

/** Whether both are known and equal. */
export function areSameColumns(a: Columns, b: Columns): boolean {
  if (a.kind === 'exactly' && b.kind === 'exactly') return areSameNames(a.names, b.names);
  return a.kind === 'all' && b.kind === 'all' && a.origin === b.origin && areSameNames(a.removed, b.removed) && areSameNames(a.added, b.added);
}

function areSameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}
