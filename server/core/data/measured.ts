/** The values of all measures of one table, and the way back from a rule's names to them. Pure. */
import type { Column } from '../../../rules/api/column.ts';
import type { ColumnMeasure, TableMeasure, ValueCounts } from '../../../rules/api/measure.ts';
import type { Scan, ScanResult } from './engine.ts';
import { specKeys, VALUE_LIMIT, type Plan } from './plan.ts';

type Scalar = number | null | readonly (readonly number[])[];

/** Measures that have no value where there is nothing to measure. */
const STATISTICS: ReadonlySet<string> = new Set(['min', 'max', 'mean', 'std', 'skewness', 'kurtosis', 'min-length', 'max-length', 'mean-length']);

const NOTHING_COUNTED: ValueCounts = { values: [], isComplete: true, basis: 'table', distinct: 0, total: 0 };

export class Measured {
  /** By column (-1 for the table), then by the key of the description. */
  readonly #scalars = new Map<number, Map<string, Scalar>>();
  /** One string per description, whatever process it came from. */
  readonly #keys = new Map<string, string>();
  readonly #keyOf = specKeys();
  readonly #counts = new Map<string, ValueCounts>();
  readonly #plan: Plan;
  readonly #columns: readonly Column[];

  constructor(plan: Plan, columns: readonly Column[]) {
    this.#plan = plan;
    this.#columns = columns;
  }

  /** Takes in the result of one scan of the plan. */
  add(result: ScanResult, of: 'values' | 'list-lengths'): void {
    for (const [key, value] of result.scalars) {
      const end = key.indexOf(':');
      this.#set(Number(key.slice(0, end)), key.slice(end + 1), value);
    }
    for (const [column, counts] of result.counts) {
      this.#counts.set(`${column}:${of}`, {
        values: counts.values,
        isComplete: counts.distinct === counts.values.length,
        basis: 'table',
        distinct: counts.distinct,
        total: counts.total,
      });
    }
  }

  /** Takes in a scan over no rows at all: counts are zero, statistics have no value. */
  addEmpty(scan: Scan): void {
    if (scan.kind === 'counts') return;
    for (const spec of scan.table) this.#set(-1, this.#keyOf(spec), spec.kind === 'equal-columns' ? [] : 0);
    for (const { column, specs } of scan.columns) {
      for (const spec of specs) this.#set(column, this.#keyOf(spec), STATISTICS.has(spec.kind) ? null : 0);
    }
  }

  /** The values of a rule's measures on one column, by the rule's own names. */
  ofColumn(column: number, measures: Readonly<Record<string, ColumnMeasure<unknown>>>): Record<string, unknown> {
    return mapValues(measures, (measure) => this.#columnValue(column, measure));
  }

  ofTable(measures: Readonly<Record<string, TableMeasure<unknown>>>): Record<string, unknown> {
    return mapValues(measures, (measure) => this.#scalar(-1, measure));
  }

  #set(column: number, key: string, value: Scalar): void {
    const ofColumn = this.#scalars.get(column) ?? new Map<string, Scalar>();
    const shared = this.#keys.get(key) ?? key;
    this.#keys.set(key, shared);
    this.#scalars.set(column, ofColumn.set(shared, value));
  }

  #columnValue(column: number, measure: ColumnMeasure<unknown>): unknown {
    const { kind } = measure.spec;
    if (kind === 'value-counts') return this.#plan.countedInSample.has(column) ? sampleCounts(this.#columns[column]) : this.#count(column, 'values');
    if (kind === 'length-counts') return this.#count(column, 'list-lengths');
    return this.#scalar(column, measure);
  }

  #scalar(column: number, measure: ColumnMeasure<unknown> | TableMeasure<unknown>): unknown {
    const value = this.#scalars.get(column)?.get(measure.key);
    if (value === undefined) throw new Error(`measure ${measure.key} of column ${column} was not planned`);
    return value;
  }

  #count(column: number, of: 'values' | 'list-lengths'): ValueCounts {
    return this.#counts.get(`${column}:${of}`) ?? NOTHING_COUNTED;
  }
}

/** The sample as value counts; exact when the sample is the whole table. */
function sampleCounts(column: Column | undefined): ValueCounts {
  if (column === undefined) return NOTHING_COUNTED;
  const { sample } = column;
  return {
    values: sample.values.slice(0, sample.isWholeTable ? undefined : VALUE_LIMIT * 10),
    isComplete: sample.isWholeTable,
    basis: sample.isWholeTable ? 'table' : 'sample',
    distinct: sample.isWholeTable ? sample.values.length : null,
    total: sample.rows - sample.missing,
  };
}

function mapValues<T>(record: Readonly<Record<string, T>>, value: (item: T) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, item]) => [name, value(item)]));
}
