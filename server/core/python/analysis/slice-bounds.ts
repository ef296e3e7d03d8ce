/** How two slices of the same rows by position stand to each other. Slices are taken to be not empty. */
import type { Bound, SliceRows } from '../../../../rules/api/python/rows.ts';

/** Returns whether the first bound is surely not behind the second, whatever the number of rows. */
function isNotBehind(a: Bound, b: Bound): boolean {
  if (a.kind === 'start' || b.kind === 'end') return true;
  if (a.kind === 'row' && b.kind === 'row') return a.index <= b.index;
  if (a.kind === 'fromEnd' && b.kind === 'fromEnd') return a.count >= b.count;
  if (a.kind === 'share' && b.kind === 'share') return a.share <= b.share;
  return a.kind === 'symbol' && b.kind === 'symbol' && a.symbol === b.symbol;
}

/** Returns whether the first bound is surely before the second, for bounds that give no empty slice. */
function isBefore(a: Bound, b: Bound): boolean {
  if (a.kind === 'row' && b.kind === 'row') return a.index < b.index;
  if (a.kind === 'fromEnd' && b.kind === 'fromEnd') return a.count > b.count;
  if (a.kind === 'share' && b.kind === 'share') return a.share < b.share;
  if (a.kind === 'start') return b.kind !== 'start';
  return b.kind === 'end';
}

/** Returns how `a` stands to `b`, two slices of one parent. */
export function relateSlices(a: SliceRows, b: SliceRows): 'disjoint' | 'same' | 'subset' | 'superset' | 'overlap' | 'unknown' {
  if (isNotBehind(a.to, b.from) || isNotBehind(b.to, a.from)) return 'disjoint';
  const isWithin = isNotBehind(b.from, a.from) && isNotBehind(a.to, b.to);
  const isAround = isNotBehind(a.from, b.from) && isNotBehind(b.to, a.to);
  if (isWithin && isAround) return 'same';
  if (isWithin) return 'subset';
  if (isAround) return 'superset';
  return [a.from, b.from].every((from) => [a.to, b.to].every((to) => isBefore(from, to))) ? 'overlap' : 'unknown';
}
