/** Predictions that are put beside the truth. */
import type { PartRows, Rows } from '../../../../rules/api/python/rows.ts';
import type { Data } from '../../../../rules/api/python/value.ts';

/** Whether predictions meet values that are none and stand beside the rows predicted for: the truth. */
export function isComparison(all: readonly Data[]): boolean {
  const predicted = all.find(({ prediction }) => prediction !== null);
  return predicted !== undefined && all.some(({ prediction, rows }) => prediction === null && areBesideEachOther(rows, predicted.rows));
}

/** Rows of one table, and arrays that were split together. */
function areBesideEachOther(a: Rows, b: Rows): boolean {
  if (a === b) return true;
  const [rootsA, rootsB] = [rootsOf(a), rootsOf(b)];
  if (rootsA.some((root) => rootsB.includes(root))) return true;
  const parts = partsAbove(b);
  return partsAbove(a).some(({ split, side, turn }) => parts.some((part) => part.split === split && part.side === side && part.turn === turn));
}

function rootsOf(rows: Rows): readonly Rows[] {
  let at = rows;
  while ('parent' in at) at = at.parent;
  return at.kind === 'unknown' ? [at, ...at.from.flatMap(rootsOf)] : [at];
}

function partsAbove(rows: Rows): readonly PartRows[] {
  const parts: PartRows[] = [];
  const waiting: Rows[] = [rows];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at.kind === 'part') parts.push(at);
    if ('parent' in at) waiting.push(at.parent);
    if (at.kind === 'unknown') waiting.push(...at.from);
  }
  return parts;
}
