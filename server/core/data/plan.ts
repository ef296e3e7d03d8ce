/**
 * Packs what all rules ask of a table into few scans. Equal measures of a column are computed once, however many rules ask.
 * Pure; engines run the scans.
 */
import type { Column } from '../../../rules/api/column.ts';
import type { ColumnMeasureSpec, TableMeasureSpec } from '../../../rules/api/measure.ts';
import { isNumberText } from '../../../rules/api/number-text.ts';
import type { NumberReading, Scan } from './engine.ts';

/** Columns per scan: wider statements cost more to bind than they save in passes. Source: docs/decisions, measured. */
export const COLUMNS_PER_SCAN = 200;

/** Values listed per column, as TensorFlow Data Validation keeps by default. */
export const VALUE_LIMIT = 1000;

/**
 * Counting values of the whole table is worth it while a column repeats itself; beyond this share of distinct values in the
 * sample the sample's own counts serve. Our own choice: it bounds the groups an engine must hold.
 */
const DISTINCT_SHARE = 0.5;

/** Distinct texts that are no numbers an engine is told to skip. */
const SKIP_LIMIT = 1000;

export type Ask =
  | { readonly column: number; readonly spec: ColumnMeasureSpec }
  | { readonly column: null; readonly spec: TableMeasureSpec };

export interface Plan {
  readonly scans: readonly Scan[];
  /** Columns whose value counts the sample answers: it is the whole table, or nearly every value is distinct. */
  readonly countedInSample: ReadonlySet<number>;
  readonly readings: readonly NumberReading[];
}

/** Returns the scans that answer all asks. */
export function planScans(asks: readonly Ask[], columns: readonly Column[]): Plan {
  const byColumn = new Map<number, Map<string, ColumnMeasureSpec>>();
  const table = new Map<string, TableMeasureSpec>();
  const keyOf = specKeys();
  for (const ask of asks) {
    if (ask.column === null) table.set(keyOf(ask.spec), ask.spec);
    else {
      const specs = byColumn.get(ask.column) ?? new Map<string, ColumnMeasureSpec>();
      specs.set(keyOf(ask.spec), ask.spec);
      byColumn.set(ask.column, specs);
    }
  }
  const countedInSample = new Set<number>();
  const counted: number[] = [];
  const lengths: number[] = [];
  const scalars: { column: number; specs: ColumnMeasureSpec[] }[] = [];
  for (const [column, specs] of [...byColumn].sort(([a], [b]) => a - b)) {
    const all = [...specs.values()];
    if (all.some((spec) => spec.kind === 'value-counts')) {
      if (isCountedInSample(columns[column])) countedInSample.add(column);
      else counted.push(column);
    }
    if (all.some((spec) => spec.kind === 'length-counts')) lengths.push(column);
    const scalar = all.filter((spec) => spec.kind !== 'value-counts' && spec.kind !== 'length-counts');
    if (scalar.length > 0) scalars.push({ column, specs: scalar });
  }
  return {
    scans: [...scalarScans(scalars, [...table.values()]), ...countScans(counted, 'values'), ...countScans(lengths, 'list-lengths')],
    countedInSample,
    readings: numberReadings(columns),
  };
}

/**
 * Returns a function from a description to its key, equal exactly when the descriptions are. Most descriptions are shared
 * objects, so that wide tables do not print the same text a hundred thousand times.
 */
export function specKeys(): (spec: ColumnMeasureSpec | TableMeasureSpec) => string {
  const known = new Map<ColumnMeasureSpec | TableMeasureSpec, string>();
  return (spec) => {
    const key = known.get(spec) ?? JSON.stringify(spec);
    known.set(spec, key);
    return key;
  };
}

/** Whether the value counts of a column come from its sample. */
export function isCountedInSample(column: Column | undefined): boolean {
  if (column === undefined) return true;
  const { sample } = column;
  return sample.isWholeTable || sample.values.length > DISTINCT_SHARE * (sample.rows - sample.missing);
}

function scalarScans(columns: readonly { readonly column: number; readonly specs: readonly ColumnMeasureSpec[] }[], table: readonly TableMeasureSpec[]): Scan[] {
  const scans: Scan[] = [];
  for (let start = 0; start < Math.max(columns.length, 1); start += COLUMNS_PER_SCAN) {
    const batch = columns.slice(start, start + COLUMNS_PER_SCAN);
    if (batch.length > 0 || table.length > 0) scans.push({ kind: 'scalars', table: start === 0 ? table : [], columns: batch });
  }
  return scans;
}

function countScans(columns: readonly number[], of: 'values' | 'list-lengths'): Scan[] {
  const scans: Scan[] = [];
  for (let start = 0; start < columns.length; start += COLUMNS_PER_SCAN) {
    scans.push({ kind: 'counts', of, columns: columns.slice(start, start + COLUMNS_PER_SCAN), limit: VALUE_LIMIT });
  }
  return scans;
}

/** Tells the engine which texts of a column it need not try to read as numbers: failed casts are the dearest operation. */
function numberReadings(columns: readonly Column[]): NumberReading[] {
  return columns.flatMap((column) => {
    if (column.physical !== 'text') return [];
    const skip = column.sample.values.filter(({ value }) => !isNumeric(value)).slice(0, SKIP_LIMIT);
    return skip.length === 0 ? [] : [{ column: column.index, skip: skip.map(({ value }) => value) }];
  });
}

function isNumeric(text: string): boolean {
  return isNumberText(text) || /^[+-]?(?:inf|infinity|nan)$/i.test(text.trim());
}
