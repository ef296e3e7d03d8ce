/** Data that calls make of nothing but numbers: counts of rows stand for the rows. */
import type { DataApi, RowEffect } from '../../../../../rules/api/python/knowledge.ts';
import type { Bound, Rows } from '../../../../../rules/api/python/rows.ts';
import type { Data, Value } from '../../../../../rules/api/python/value.ts';
import { dataOver, numberOf } from '../values.ts';
import { argument, callConfidence } from './call.ts';
import type { LibraryCall } from './call.ts';
import { newRows, rowsAfter } from './data-rows.ts';
import { influencesOfInputs, returned } from './returned.ts';

/** Calls whose numbers are positions of rows: `np.arange(len(df))`, `np.random.permutation(len(df))`, `np.random.choice(len(df), 10)`. */
const NUMBERING: ReadonlySet<string> = new Set(['arange', 'permutation', 'permuted', 'shuffle', 'choice', 'randint', 'integers', 'randperm', 'range', 'RangeIndex', 'sample']);
/** Effects after which rows are still rows of one input. */
const ROW_WISE: ReadonlySet<RowEffect> = new Set(['same', 'subset', 'reordered', 'copies']);

/** Returns what a call on data gives that is given none. */
export function madeData(call: LibraryCall, api: DataApi, effect: RowEffect): Value {
  const slice = numbersBetween(call);
  if (slice !== null) return slice;
  const counted = effect === 'aggregate' ? null : rowsCounted(call);
  if (counted !== null && NUMBERING.has(call.shortName)) return positionsOf(counted, api, effect, call);
  if (api.rows !== 'new') return returned(api.returns, null, call);
  const form = typeof api.returns === 'object' && 'form' in api.returns ? api.returns : null;
  return dataOver(counted ?? newRows(call), { form: form?.form ?? 'array', className: form?.className ?? null, influences: influencesOfInputs(call), confidence: callConfidence(call) });
}

/** Returns the rows that a number, or the first one of a shape, counts: `np.zeros((len(df), 3))` has a row for each of them. */
function rowsCounted({ site }: LibraryCall): Rows | null {
  for (const { value } of site.arguments) {
    const count = value.kind === 'sequence' ? value.elements[0] : value;
    if (count?.kind === 'scalar' && count.countOf?.share === 1) return count.countOf.rows;
  }
  return null;
}

function positionsOf(rows: Rows, api: DataApi, effect: RowEffect, call: LibraryCall): Data {
  const all = dataOver(rows, { form: 'index', selects: rows, confidence: callConfidence(call) });
  return ROW_WISE.has(effect) ? { ...all, selects: rowsAfter(effect, api, { base: all, all: [all] }, call), order: api.orders ?? 'unknown' } : all;
}

/** `np.arange(cut, len(df))` picks the rows from there on; null for numbers that count no rows. */
function numbersBetween(call: LibraryCall): Data | null {
  const [start, stop] = [argument(call, 'start'), argument(call, 'stop')];
  const counts = [start, stop].flatMap((value) => (value?.kind === 'scalar' && value.countOf !== null ? [value.countOf] : []));
  const [count] = counts;
  if (call.shortName !== 'arange' || count === undefined || argument(call, 'step') !== null) return null;
  const isFromStart = stop === null;
  const from = isFromStart ? ({ kind: 'start' } as const) : boundOf(start, count.rows);
  const to = boundOf(isFromStart ? start : stop, count.rows);
  if (from === null || to === null) return null;
  const rows = call.machine.terms.slice(count.rows, from, to, call.site.node);
  return dataOver(count.rows, { form: 'index', selects: rows, confidence: callConfidence(call) });
}

function boundOf(value: Value | null, rows: Rows): Bound | null {
  const number = numberOf(value);
  if (number !== null) return number === 0 ? { kind: 'start' } : { kind: 'row', index: number };
  if (value?.kind !== 'scalar' || value.countOf?.rows !== rows) return null;
  const { share } = value.countOf;
  return share === 1 ? { kind: 'end' } : share > 0 && share < 1 ? { kind: 'share', share } : null;
}
