/**
 * Values that must have one row for each row of others: what is split together, or learned from together. Where nobody knows the rows
 * of one (an array filled in a loop, the result of an unknown call), they are those of the other, and what it was made of is in them.
 */
import type { Rows } from '../../../../../rules/api/python/rows.ts';
import type { Data } from '../../../../../rules/api/python/value.ts';
import { appliedInfluences, weakest, withRows } from '../values.ts';

/** Returns the data over the rows of its partner when its own are not known; else as it is. */
export function alignedWith(data: Data, partner: Data | null): Data {
  if (partner === null || data.rows === partner.rows || !areOpen(data.rows) || areOpen(partner.rows)) return data;
  const order = partner.order;
  return { ...withRows(data, partner.rows, { order, influences: appliedInfluences(data.influences) }), confidence: weakest('likely', partner.confidence) };
}

/** Returns each of them over known rows as far as one of them has some. */
export function alignedTogether(all: readonly Data[]): readonly Data[] {
  const known = all.find(({ rows }) => !areOpen(rows)) ?? null;
  return all.map((data) => alignedWith(data, known));
}

/** Whether nothing is known of where the rows come from. */
function areOpen(rows: Rows): boolean {
  let at = rows;
  while ('parent' in at) at = at.parent;
  if (at.kind === 'union') return at.of.every(areOpen);
  return at.kind === 'unknown' || (at.kind === 'source' && at.key.startsWith('new:'));
}
