/** Values of one row: `df['text'][i]`, an element of a column. Whatever is reckoned from them alone is of the same row. */
import type { Rows } from '../../../../../rules/api/python/rows.ts';
import type { Data, Value } from '../../../../../rules/api/python/value.ts';
import { dataWithin, influencesOf, mergeInfluences, weakest } from '../values.ts';
import type { Run } from './run.ts';

/** Returns one of the rows, the same one for equal keys. */
export function singleRow(rows: Rows, key: number, run: Run): Rows {
  return run.singleRows.has(rows) ? rows : asSingle(run.terms.subset(rows, key, null), run);
}

export function asSingle(rows: Rows, run: Run): Rows {
  run.singleRows.add(rows);
  return rows;
}

/** Returns what was reckoned from these values when all data among them is of one row; null otherwise. */
export function ofSingleRow(values: readonly Value[], run: Run): Data | null {
  const all = values.flatMap((value) => dataWithin(value));
  const [first] = all;
  if (first === undefined || !run.singleRows.has(first.rows) || all.some(({ rows }) => rows !== first.rows)) return null;
  return {
    ...first,
    form: 'unknown',
    className: null,
    selects: null,
    prediction: null,
    influences: mergeInfluences(...values.map((value) => influencesOf(value))),
    confidence: weakest('likely', ...all.map(({ confidence }) => confidence)),
  };
}
