/** Rows that one turn of a loop meets, and those all its turns meet together. */
import type { Rows } from '../../../../rules/api/python/rows.ts';

/** Returns the rows as all turns of a loop over them see them: what one turn sees of them has no place of its own. */
export function rowsOfAllTurns(rows: Rows): Rows {
  let at = rows;
  while (at.kind === 'subset' && at.node === null && at.share === null) at = at.parent;
  return at;
}
