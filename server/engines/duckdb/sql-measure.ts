/** Prints the aggregates of scalar measures and reads their results back. Pure. */
import type { DuckDBValue } from '@duckdb/node-api';
import type { ColumnMeasureSpec } from '../../../rules/api/measure.ts';
import { predicateSql } from './sql-predicate.ts';
import { distinctEstimate, distinctSketch } from './distinct-sketch.ts';
import { toCount, toNumber, toRoundedDecimal, toRoundedNumber } from './result-value.ts';
import type { SqlColumn } from './sql-rows.ts';
import { numberLiteral } from './sql-text.ts';

/** One aggregate of a statement. */
export interface Aggregate {
  /** Expressions over the rows: the aggregates themselves, or with `counts` a test that is never null, whose rows are counted. */
  readonly sql: readonly string[];
  /** Tests are computed below the aggregates: only there does DuckDB turn a long list of values into a join. */
  readonly counts?: 'rows that pass';
  readonly read: (...values: readonly (DuckDBValue | undefined)[]) => number | null;
}

/** How moments are computed. */
export interface MomentRequest {
  /** A number near the column's values: sums of third and fourth powers lose all digits far from zero. */
  readonly centre: number;
  /** `guarded` leaves a moment null where DuckDB would overflow and fail the statement. */
  readonly mode: 'plain' | 'guarded';
}

/** Beyond this size the fourth power of a double overflows. */
const LARGEST_FOR_MOMENTS = 1e75;

/** Null for specs that are not scalars. */
export function columnAggregate(spec: ColumnMeasureSpec, column: SqlColumn, moments: MomentRequest): Aggregate | null {
  if (spec.of === 'numbers') return numberAggregate(spec.kind, column, moments);
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

type NumberKind = Extract<ColumnMeasureSpec, { of: 'numbers' }>['kind'];

function numberAggregate(kind: NumberKind, column: SqlColumn, moments: MomentRequest): Aggregate {
  const { number, finite } = column;
  switch (kind) {
    case 'min':
    case 'max':
      return { sql: [`${kind}(${finite})`], read: toNumber };
    case 'mean':
      return moment(`favg(${finite})`, finite, { ...moments, mode: 'plain' });
    case 'std':
      return moment(`stddev_pop(${finite})`, finite, moments);
    case 'skewness':
      return shape(`skewness(${finite} - ${numberLiteral(moments.centre)})`, finite, moments);
    case 'kurtosis':
      return shape(`kurtosis_pop(${finite} - ${numberLiteral(moments.centre)})`, finite, moments);
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

/** Of a symmetric column the skewness is 0 but for noise, so it is rounded to decimals instead of digits. */
function shape(sql: string, finite: string, request: MomentRequest): Aggregate {
  return { ...moment(sql, finite, request), read: toRoundedDecimal };
}

function moment(sql: string, finite: string, { mode }: MomentRequest): Aggregate {
  if (mode === 'plain') return { sql: [sql], read: toRoundedNumber };
  const bounded = sql.replaceAll(finite, `(CASE WHEN abs(${finite}) < ${numberLiteral(LARGEST_FOR_MOMENTS)} THEN ${finite} END)`);
  return { sql: [`CASE WHEN max(abs(${finite})) < ${numberLiteral(LARGEST_FOR_MOMENTS)} THEN ${bounded} END`], read: toRoundedNumber };
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
