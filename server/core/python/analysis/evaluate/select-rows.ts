/** Rows picked by positions, labels, masks and slices; of what nobody knows which rows it picks, some. */
import type { Bound, Rows, UnionRows } from '../../../../../rules/api/python/rows.ts';
import type { Node } from '../../../../../rules/api/python/syntax.ts';
import type { Data, Value } from '../../../../../rules/api/python/value.ts';
import { pickAgain, pickRows } from '../pick-rows.ts';
import { numberOf } from '../values.ts';
import { symbolOfNumber } from './quantities.ts';
import type { Run } from './run.ts';

/** Returns the rows of `base` that an index or a mask picks. */
export function rowsPicked(base: Rows, by: Data, node: Node | null, run: Run): Rows {
  return pickRows(base, by, run.terms) ?? run.terms.subset(base, run.symbols.ofObject(by.selects ?? by), node);
}

/** Returns the selection `selects` makes from `from`, made from `base` instead. */
export function reapply(selects: Rows, from: Rows, base: Rows, run: Run): Rows {
  return pickAgain(base, { selects, from }, run.terms) ?? run.terms.subset(base, run.symbols.ofObject(selects), selects.node);
}

export interface SliceBounds {
  /** Null where nothing is written. */
  readonly lower: Value | null;
  readonly upper: Value | null;
  readonly step: Value | null;
}

/** Returns the rows `base[lower:upper:step]` by position. */
export function rowsSliced(base: Rows, { lower, upper, step }: SliceBounds, node: Node, run: Run): Rows {
  const member = step === null ? memberSliced(base, { lower, upper }, node, run) : null;
  if (member !== null) return member;
  const from = lower === null ? START : boundOf(lower, base, run);
  const to = upper === null ? END : boundOf(upper, base, run);
  const by = step === null ? 1 : numberOf(step);
  const sliced = run.terms.slice(base, from, to, node);
  if (by === 1) return sliced;
  if (by === -1) return run.terms.reordered(sliced, run.symbols.ofKey('backwards'), node);
  return run.terms.subset(sliced, run.symbols.ofKey(`every ${String(by)}`), node);
}

/** `both[:len(first)]` of `concat([first, second])` is what went in; null when the bounds are not where two members meet. */
function memberSliced(base: Rows, { lower, upper }: Pick<SliceBounds, 'lower' | 'upper'>, node: Node, run: Run): Rows | null {
  if (base.kind !== 'union' || (lower === null) === (upper === null)) return null;
  const cut = cutOf(base, lower ?? upper);
  if (cut === null) return null;
  return run.terms.union(lower === null ? base.of.slice(0, cut) : base.of.slice(cut), node);
}

/** Returns how many members stand before a bound that counts the rows of the first or the last one. */
function cutOf({ of }: UnionRows, bound: Value | null): number | null {
  if (bound?.kind !== 'scalar' || bound.countOf === null) return null;
  const { rows, share } = bound.countOf;
  if (share === 1 && rows === of[0]) return 1;
  return share === -1 && rows === of.at(-1) ? of.length - 1 : null;
}

const START: Bound = { kind: 'start' };
const END: Bound = { kind: 'end' };

function boundOf(value: Value, base: Rows, run: Run): Bound {
  const known = numberOf(value);
  if (known !== null && Number.isInteger(known)) {
    if (known === 0) return START;
    return known > 0 ? { kind: 'row', index: known } : { kind: 'fromEnd', count: -known };
  }
  if (value.kind === 'scalar' && value.countOf !== null && value.countOf.rows === base) return shareBound(value.countOf.share);
  if (value.kind === 'scalar' && value.value === null) return END;
  return { kind: 'symbol', symbol: symbolOfNumber(value, run) };
}

function shareBound(share: number): Bound {
  const fromStart = share < 0 ? 1 + share : share;
  if (fromStart >= 1) return END;
  return fromStart <= 0 ? START : { kind: 'share', share: Number(fromStart.toFixed(9)) };
}
