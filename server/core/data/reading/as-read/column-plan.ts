/** Which columns a frame has after a read, from the header, the width of the first row and the arguments. Pure. */
import type { ColumnRef, ReadAs } from '../../read-as.ts';
import { ReadFails } from './read-fails.ts';

export interface PlannedColumn {
  readonly name: string;
  /** Index of the field in a row; rows may be shorter. */
  readonly field: number;
}

export interface ColumnPlan {
  /** Columns of the frame, in its order. */
  readonly columns: readonly PlannedColumn[];
  readonly index: readonly PlannedColumn[];
  /** Every column the file has for this reader, used or not. */
  readonly all: readonly PlannedColumn[];
  /** Fields a row may have. */
  readonly maxFields: number;
}

/**
 * @param header cells of the header row; null without one
 * @param firstWidth fields of the first row; null when there is no row
 */
export function planColumns(as: ReadAs, header: readonly string[] | null, firstWidth: number | null): ColumnPlan {
  switch (as.reader) {
    case 'pandas':
      return planPandas(as, header, firstWidth);
    case 'polars':
      return planOthers(as, polarsNames(header, firstWidth ?? 0, as.names ?? []));
    case 'numpy':
      return planOthers(as, Array.from({ length: firstWidth ?? 0 }, (_, column) => String(column)));
  }
}

/** Source: pandas, pandas/_libs/parsers.pyx, TextReader._get_header. */
function planPandas(as: ReadAs, header: readonly string[] | null, firstWidth: number | null): ColumnPlan {
  const { names } = as;
  const width = Math.max(firstWidth ?? 0, header?.length ?? 0, header === null ? (names?.length ?? 0) : 0);
  const passed = names ?? (header === null ? Array.from({ length: width }, (_, column) => String(column)) : pandasNames(header));
  const isNamedByUse = names !== null && as.columns !== null && names.length === as.columns.length && names.length < width;
  const isByPosition = names === null && as.columns !== null && as.columns.every((column) => typeof column === 'number');
  const leading = as.index === 'none' || isNamedByUse || isByPosition ? 0 : Math.max(0, width - passed.length);
  const positions = isNamedByUse ? usedPositions(as.columns ?? []) : passed.map((_, position) => leading + position);
  const all = passed.map((name, position): PlannedColumn => ({ name, field: positions[position] ?? width + position }));
  const used = as.columns === null || isNamedByUse ? all : pick(all, as.columns, 'usecols').toSorted((a, b) => a.field - b.field);
  const labels = Array.isArray(as.index) ? pick(used, as.index, 'index_col') : [];
  const index = leading > 0 ? Array.from({ length: leading }, (_, field): PlannedColumn => ({ name: '', field })) : labels;
  if (as.dates !== null && as.dates !== 'index') pick(used, as.dates, 'parse_dates');
  return { columns: leading > 0 ? used : used.filter((column) => !labels.includes(column)), index, all, maxFields: as.columns === null ? width : Number.POSITIVE_INFINITY };
}

function planOthers(as: ReadAs, names: readonly string[]): ColumnPlan {
  const all = names.map((name, field): PlannedColumn => ({ name, field }));
  return { columns: as.columns === null ? all : pick(all, as.columns, as.reader === 'polars' ? 'columns' : 'usecols'), index: [], all, maxFields: names.length };
}

function usedPositions(columns: readonly ColumnRef[]): readonly number[] {
  return columns.filter((column) => typeof column === 'number').toSorted((a, b) => a - b);
}

/** Throws ReadFails where the reader stops because of a column that is not there. */
function pick(columns: readonly PlannedColumn[], refs: readonly ColumnRef[], parameter: string): readonly PlannedColumn[] {
  const absent: string[] = [];
  const picked = refs.flatMap((ref) => {
    const found = (typeof ref === 'number' ? columns[ref] : undefined) ?? columns.find(({ name }) => name === String(ref));
    if (found === undefined) absent.push(String(ref));
    return found === undefined ? [] : [found];
  });
  if (absent.length > 0) throw new ReadFails({ kind: 'absent-columns', parameter, columns: absent, fileColumns: columns.map(({ name }) => name) });
  return picked;
}

/** Empty names get one, repeated names a number. Source: pandas, pandas/_libs/parsers.pyx, TextReader._get_header. */
function pandasNames(header: readonly string[]): readonly string[] {
  const names = header.map((cell, column) => (cell === '' ? `Unnamed: ${column}` : cell));
  const order = [...names.keys()].sort((a, b) => Number(header[a] === '') - Number(header[b] === '') || a - b);
  const counts = new Map<string, number>();
  for (const at of order) {
    const name = names[at] ?? '';
    let unique = name;
    let count = counts.get(name) ?? 0;
    while (count > 0) {
      counts.set(name, count + 1);
      unique = `${name}.${count}`;
      count = names.includes(unique) ? count + 1 : (counts.get(unique) ?? 0);
    }
    names[at] = unique;
    counts.set(unique, count + 1);
  }
  return names;
}

function polarsNames(header: readonly string[] | null, width: number, given: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  const names = header?.map((cell) => {
    const count = seen.get(cell) ?? 0;
    seen.set(cell, count + 1);
    return count === 0 ? cell : `${cell}_duplicated_${count - 1}`;
  });
  return (names ?? Array.from({ length: width }, (_, column) => `column_${column + 1}`)).map((name, column) => given[column] ?? name);
}
