/** Parts of a split that are put together again. */
import type { PartRows, Rows } from '../../../../rules/api/python/rows.ts';

/** Shares are rounded to rows. Our own choice: a row in a thousand. */
const SHARE_ROUNDING = 0.001;

/** Returns the rows that all of these are the parts of; null when some may be missing. */
export function wholeOf(all: readonly Rows[]): Rows | null {
  const parts = [...new Set(all)].filter((rows): rows is PartRows => rows.kind === 'part' && rows.turn === null);
  const [first] = parts;
  if (first === undefined || parts.length < new Set(all).size || parts.some(({ split, parent }) => split !== first.split || parent !== first.parent)) return null;
  return parts.reduce((sum, { share }) => sum + (share ?? 0), 0) > 1 - SHARE_ROUNDING ? first.parent : null;
}
