/** Prints the aggregates of scalar measures and reads their results back. Pure. */
import type { DuckDBValue } from '@duckdb/node-api';
import type { ColumnMeasureSpec } from '../../../rules/api/measure.ts';
import { predicateSql } from './sql-predicate.ts';
import { distinctEstimate, distinctSketch } from './distinct-sketch.ts';
import { isMoment, type MomentKind } from './moments.ts';
import { toCount, toNumber, toRoundedNumber } from './result-value.ts';
import type { SqlColumn } from './sql-rows.ts';

/** One aggregate of a statement. */
export interface Aggregate {
  /** Expressions over the rows: the aggregates themselves, or with `counts` a test that is never null, whose rows are counted. */
  readonly sql: readonly string[];
  /** Tests are computed below the aggregates: only there does DuckDB turn a long list of values into a join. */
  readonly counts?: 'rows that pass';
  readonly read: (...values: readonly (DuckDBValue | undefined)[]) => number | null;
}

/** Null for specs that are not scalars, and for moments: see `powerSums`. */
export function columnAggregate(spec: ColumnMeasureSpec, column: SqlColumn): Aggregate | null {
  if (spec.of === 'numbers') return isMoment(spec) ? null : numberAggregate(spec.kind as NumberKind, column);
  if (spec.of === 'text') return textAggregate(spec.kind, column);
  if (spec.of === 'lists') return null;
  switch (spec.kind) {
    case 'missing':
      return { sql: [`count(*) - count(${column.value})`], read: toCount };
    case 'approx-distinct':
      return { sql: distinctSketch(column.hash), read: (...ones) => distinctEstimate(ones.map(toCount)) };
    case 'where':
      return { sql: [predicateSql(spec.predicate, column)], counts: 'rows that pass', read: toCount };
    case 'value-counts':
      return null;
  }
}

/** Rows that meet a short test. Adding up is quicker in DuckDB than count(*) FILTER. */
function countOf(test: string): Aggregate {
  return { sql: [`sum((${test})::INT)`], read: toCount };
}

type NumberKind = Exclude<Extract<ColumnMeasureSpec, { of: 'numbers' }>['kind'], MomentKind>;

function numberAggregate(kind: NumberKind, column: SqlColumn): Aggregate {
  const { number, finite } = column;
  switch (kind) {
    case 'min':
    case 'max':
      return { sql: [`${kind}(${finite})`], read: toNumber };
    case 'count':
      return { sql: [`count(${finite})`], read: toCount };
    case 'zeros':
      return countOf(`${finite} = 0`);
    case 'negatives':
      return countOf(`${finite} < 0`);
    case 'positives':
      return countOf(`${finite} > 0`);
    case 'wholes':
      return countOf(`${finite} = trunc(${finite})`);
    case 'nans':
      return countOf(`isnan(${number})`);
    case 'infinities':
      return countOf(`isinf(${number})`);
  }
}

type TextKind = Extract<ColumnMeasureSpec, { of: 'text' }>['kind'];

/** Lengths in characters, not bytes, as messages tell them. */
function textAggregate(kind: TextKind, { text }: SqlColumn): Aggregate {
  switch (kind) {
    case 'min-length':
      return { sql: [`min(length(${text}))`], read: toNumber };
    case 'max-length':
      return { sql: [`max(length(${text}))`], read: toNumber };
    case 'mean-length':
      return { sql: [`avg(length(${text}))`], read: toRoundedNumber };
  }
}
