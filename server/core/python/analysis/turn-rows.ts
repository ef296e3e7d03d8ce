/** Rows that one turn of a loop meets, and those all its turns meet together. */
import type { Rows, SourceRows } from '../../../../rules/api/python/rows.ts';
import { enclosing } from '../../../../rules/api/python/syntax.ts';

/** Returns the rows as all turns of a loop over them see them: what one turn sees of them has no place of its own. */
export function rowsOfAllTurns(rows: Rows): Rows {
  let at = rows;
  while (at.kind === 'subset' && at.node === null && at.share === null) at = at.parent;
  return at;
}

/** Whether the rows are what a loop reads in one of its turns: an image, from a path that each turn has its own of. */
export function isReadInTurn(rows: Rows): rows is SourceRows {
  return rows.kind === 'source' && rows.key.startsWith('read:') && rows.node !== null && enclosing(rows.node, ['For', 'While']) !== null;
}
