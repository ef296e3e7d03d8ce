/**
 * Columns picked from and stored into data. What was stored into one column influences that column only; `Run.placedIn` remembers which
 * influences came in so.
 */
import type { Data, DataForm, Influence, Value } from '../../../../../rules/api/python/value.ts';
import { exactly, hasColumn, withColumns, withoutColumns } from '../column-algebra.ts';
import { UNKNOWN_COLUMNS, appliedInfluences, influencesOf, mergeInfluences } from '../values.ts';
import { latest } from './run.ts';
import type { Run } from './run.ts';

export interface ColumnsAsked {
  /** Null when not known. */
  readonly names: readonly string[] | null;
  /** `df['a']` gives one column as such, `df[['a']]` a table with one. */
  readonly isOne: boolean;
  /** For `df.loc[:, df.columns != 'y']`: all but these. */
  readonly without?: readonly string[];
}

/** Returns the columns asked for, with the influences that may be in them. */
export function columnsPicked(data: Data, { names, isOne, without }: ColumnsAsked, run: Run): Data {
  if (without !== undefined) return withoutLostInfluences({ ...data, columns: withoutColumns(data.columns, without) }, run);
  const picked: Data = {
    ...data,
    form: isOne ? formOfColumn(data.form) : data.form,
    className: isOne ? classOfColumn(data.className) : data.className,
    columns: names === null ? UNKNOWN_COLUMNS : exactly(names),
    selects: null,
    influences: names === null ? data.influences : influencesIn(data.influences, (column) => names.includes(column), run),
  };
  const name = names?.length === 1 ? names[0] : undefined;
  if (isOne && data.form === 'frame' && name !== undefined) run.columnOf.set(picked, { table: data, name });
  return picked;
}

/** Returns the table a column was picked from before and after the column changed in place; null when it is no table's column any more. */
export function tableChangedBy(column: Value, after: Value, run: Run): { readonly before: Data; readonly after: Data } | null {
  const place = column.kind === 'data' ? run.columnOf.get(column) : undefined;
  if (place === undefined || after.kind !== 'data') return null;
  const before = latest(place.table, run);
  return after.rows === before.rows ? { before, after: withStored(before, [place.name], after, run) } : null;
}

function formOfColumn(form: DataForm): DataForm {
  if (form === 'frame') return 'series';
  if (form === 'dataset') return 'list';
  return form === 'loader' ? 'tensor' : form;
}

const COLUMN_CLASSES: Readonly<Record<string, string>> = { 'pandas.DataFrame': 'pandas.Series', 'polars.DataFrame': 'polars.Series' };

function classOfColumn(className: string | null): string | null {
  if (className === null) return null;
  return COLUMN_CLASSES[className] ?? (className.endsWith('Frame') ? null : className);
}

/** Returns the data without influences that entered only columns it does not have any more. */
export function withoutLostInfluences(data: Data, run: Run): Data {
  if (run.placedIn.size === 0 || data.columns.kind === 'unknown') return data;
  const influences = influencesIn(data.influences, (column) => hasColumn(data.columns, column) !== false, run);
  return influences.length === data.influences.length ? data : { ...data, influences };
}

function influencesIn(influences: readonly Influence[], isKept: (column: string) => boolean, run: Run): readonly Influence[] {
  if (run.placedIn.size === 0) return influences;
  return influences.filter((influence) => {
    const columns = run.placedIn.get(influence);
    return columns === undefined || columns.some(isKept);
  });
}

/** Returns the data after `data[names] = value`. @param names null when not known */
export function withStored(data: Data, names: readonly string[] | null, value: Value, run: Run): Data {
  const added = influencesOf(value).filter((influence) => !data.influences.includes(influence));
  return {
    ...data,
    columns: names === null ? UNKNOWN_COLUMNS : withColumns(data.columns, names),
    influences: mergeInfluences(data.influences, placed(appliedInfluences(added), names, run)),
  };
}

/** Copies, so that the same influence elsewhere is not narrowed to these columns. */
function placed(influences: readonly Influence[], names: readonly string[] | null, run: Run): readonly Influence[] {
  if (names === null || influences.length === 0) return influences;
  return influences.map((influence) => {
    const copy = { ...influence };
    const before = run.placedIn.get(influence);
    run.placedIn.set(copy, before === undefined ? names : [...new Set([...before, ...names])]);
    return copy;
  });
}
