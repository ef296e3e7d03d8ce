/** The way rows were chosen: from what, by which steps. */
import type { Rows } from './rows.ts';

/** Returns the rows and those they were chosen from, nearest first; ends at sources, unions and unknown rows. */
export function rowPath(rows: Rows): readonly Rows[] {
  const path: Rows[] = [rows];
  for (let at = rows; 'parent' in at; at = at.parent) path.push(at.parent);
  return path;
}

/** Returns the rows all others of the path were chosen from. */
export function rowRoot(rows: Rows): Rows {
  return rowPath(rows).at(-1) ?? rows;
}

/** Returns the nearest rows both were chosen from; null when there are none. */
export function commonRows(a: Rows, b: Rows): Rows | null {
  const path = new Set(rowPath(a));
  return rowPath(b).find((rows) => path.has(rows)) ?? null;
}

/** Returns all rows of a kind among what the rows were made of, members of unions included, nearest first. */
export function rowsOfKind<K extends Rows['kind']>(rows: Rows, kind: K): readonly Extract<Rows, { kind: K }>[] {
  const found = new Set<Rows>();
  const seen = new Set<Rows>();
  const waiting: Rows[] = [rows];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (at.kind === kind) found.add(at);
    if ('parent' in at) waiting.push(at.parent);
    if (at.kind === 'union') waiting.push(...at.of);
  }
  return [...found] as Extract<Rows, { kind: K }>[];
}
