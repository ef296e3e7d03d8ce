/** Folds made by hand: parts of a split in a list, asked for by the number of a turn. */
import type { Rows } from '../../../../../rules/api/python/rows.ts';
import type { Data, Sequence, Value } from '../../../../../rules/api/python/value.ts';
import type { Run } from './run.ts';

/** Returns the part that `folds[i]` is: that of this turn, apart from those of others. Null for other elements and numbers. */
export function foldAt({ elements, isComplete }: Sequence, position: Value | null, run: Run): Data | null {
  const [first] = elements;
  const turn = position?.kind === 'scalar' ? position.symbol : null;
  if (!isComplete || turn === null || first?.kind !== 'data' || !areParts(elements)) return null;
  const inTurn = (rows: Rows): Rows => (rows.kind === 'part' ? run.terms.part({ ...rows, side: 1, turn, isDisjointAcrossTurns: true }) : rows);
  return { ...first, rows: inTurn(first.rows), selects: first.selects === null ? null : inTurn(first.selects) };
}

/** Whether the values are parts of one split. */
function areParts(values: readonly Value[]): boolean {
  const all = values.map((value) => (value.kind === 'data' && value.rows.kind === 'part' ? value.rows : null));
  const [first] = all;
  return all.every((part) => part !== null && part.turn === null && part.split === first?.split && part.parent === first.parent);
}
