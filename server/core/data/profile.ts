/** The profile of a table: what hovers and `lintel data` show. It asks for measures as rules do, so most cost nothing extra. */
import type { Column, Table } from '../../../rules/api/column.ts';
import { measure, type ColumnMeasure, type MeasureValues, type ValueCounts } from '../../../rules/api/measure.ts';
import { isNumberText } from '../../../rules/api/number-text.ts';
import type { ColumnProfile, TableProfile } from '../report.ts';
import type { Measured } from './measured.ts';
import { looksPersonal } from './personal.ts';
import { isCountedInSample, type Ask } from './plan.ts';

const BINS = 10;
const TOP = 5;

/** A value is worth showing as common when it repeats: at most half of the values may be distinct. */
const REPEATING_SHARE = 0.5;

const COUNT_MEASURES = { missing: measure.missing, counts: measure.valueCounts } as const;
/** Asked only where the values are not counted anyway: a sketch over every value is not cheap. */
const DISTINCT_MEASURES = { distinct: measure.approxDistinct } as const;
const NUMBER_MEASURES = { min: measure.min, max: measure.max, mean: measure.mean, std: measure.std } as const;

/** What the profile asks of each column. */
export function profileAsks(columns: readonly Column[]): Ask[] {
  return columns.flatMap((column) => Object.values(measuresOf(column)).map((asked) => ({ column: column.index, spec: asked.spec })));
}

function measuresOf(column: Column): Readonly<Record<string, ColumnMeasure<unknown>>> {
  if (!isCountable(column)) return { missing: measure.missing };
  const isSketched = isCountedInSample(column) && !column.sample.isWholeTable;
  return { ...COUNT_MEASURES, ...(isSketched ? DISTINCT_MEASURES : {}), ...(hasNumbers(column) ? NUMBER_MEASURES : {}) };
}

function isCountable(column: Column): boolean {
  return column.kind !== 'list' && column.kind !== 'struct' && column.kind !== 'binary';
}

function hasNumbers(column: Column): boolean {
  return column.kind === 'integer' || column.kind === 'float';
}

/** Returns the profile of a measured table. */
export function profileTable(table: Table, typeNames: readonly string[], measured: Measured, isSample: boolean): TableProfile {
  return {
    path: table.path,
    format: table.format,
    rows: table.rows,
    columns: table.columns.map((column, index) => profileColumn(column, typeNames[index] ?? column.physical, measured)),
    isSample,
    delimiter: table.layout?.delimiter ?? null,
    hasHeader: table.layout?.hasHeader ?? false,
  };
}

function profileColumn(column: Column, type: string, measured: Measured): ColumnProfile {
  const values = measured.ofColumn(column.index, measuresOf(column)) as Partial<MeasureValues<typeof COUNT_MEASURES & typeof DISTINCT_MEASURES & typeof NUMBER_MEASURES>> & { missing: number };
  const counts = values.counts;
  const exactDistinct = counts?.distinct ?? null;
  const [textMin, textMax] = hasNumbers(column) || counts === undefined || looksPersonal(column) ? [null, null] : extremes(column, counts);
  return {
    name: column.name,
    type,
    kind: column.kind,
    missing: values.missing,
    distinct: exactDistinct ?? values.distinct ?? 0,
    isDistinctExact: exactDistinct !== null,
    min: values.min ?? textMin,
    max: values.max ?? textMax,
    mean: values.mean ?? null,
    std: values.std ?? null,
    histogram: hasNumbers(column) ? histogram(column, values.min ?? null, values.max ?? null) : null,
    top: counts === undefined ? [] : commonValues(column, counts),
  };
}

/** Smallest and largest text, for dates only: for other text the order means little. */
function extremes(column: Column, counts: ValueCounts): [string | null, string | null] {
  if (column.kind !== 'date' && column.kind !== 'timestamp') return [null, null];
  if (!counts.isComplete) return [null, null];
  const sorted = counts.values.map(({ value }) => value).sort();
  return [sorted[0] ?? null, sorted.at(-1) ?? null];
}

function commonValues(column: Column, counts: ValueCounts): ColumnProfile['top'] {
  if (looksPersonal(column) || counts.basis === 'sample' || counts.values.length > REPEATING_SHARE * counts.total) return [];
  return counts.values.slice(0, TOP);
}

function histogram(column: Column, min: number | null, max: number | null): readonly number[] | null {
  if (min === null || max === null) return null;
  const bins = new Array<number>(BINS).fill(0);
  for (const { value, count } of column.sample.values) {
    if (!isNumberText(value)) continue;
    const position = max === min ? 0 : Math.floor(((Number(value) - min) / (max - min)) * BINS);
    const bin = Math.min(Math.max(position, 0), BINS - 1);
    bins[bin] = (bins[bin] ?? 0) + count;
  }
  return bins;
}
