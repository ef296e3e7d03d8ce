/** Measures of whole tables, in a statement each. Columns that are equal are sought in two steps: candidates, then proof. */
import type { TableMeasureSpec } from '../../../rules/api/measure.ts';
import type { EngineResult } from '../../core/data/engine.ts';
import type { CancelSignal } from '../../core/ports.ts';
import { toCount } from './result-value.ts';
import type { Session } from './session.ts';
import { rowsOf } from './sql-rows.ts';
import { partsOf, type SlicePart, type SqlTable } from './sql-source.ts';
import { columnsBut, conflictingCountSql, emptyCountSql, multisetSql, repeatedCountSql, sequenceSql } from './sql-table.ts';
import { withHashedRows, withLabelledRows, type WholeRows } from './whole-rows.ts';

type TableValue = number | readonly (readonly number[])[];

export async function measureTable(asked: WholeRows, spec: TableMeasureSpec): Promise<EngineResult<TableValue>> {
  const { session, table, signal } = asked;
  switch (spec.kind) {
    case 'rows':
      return countRows(session, table, signal);
    case 'empty-rows':
      return withHashedRows(asked, { columns: columnsBut(table, []), rows: 'any order' }, (rows) => oneCount(session, emptyCountSql(rows), signal));
    case 'repeated-rows':
      return withHashedRows(asked, { columns: columnsBut(table, spec.except), rows: 'any order' }, (rows) => oneCount(session, repeatedCountSql(rows), signal));
    case 'conflicting-rows':
      return withLabelledRows(asked, spec, (rows) => oneCount(session, conflictingCountSql(rows), signal));
    case 'equal-columns':
      return equalColumns(session, table, spec.among, signal);
  }
}

export async function countRows(session: Session, table: SqlTable, signal?: CancelSignal): Promise<EngineResult<number>> {
  const [slice] = table.slices;
  if (slice === undefined) return { ok: true, value: 0 };
  return oneCount(session, `SELECT count(*) FROM ${rowsOf(table, { slice, columns: [], readings: [], with: 'values' })}`, signal);
}

async function oneCount(session: Session, sql: string, signal?: CancelSignal): Promise<EngineResult<number>> {
  const result = await session.query(sql, signal);
  return result.ok ? { ok: true, value: toCount(result.value[0]?.[0]) } : result;
}

/** Columns that may be equal to others: the binary ones are left out, nobody compares them. */
export function comparableColumns(table: SqlTable, among: readonly number[]): number[] {
  return among.filter((index) => table.columns[index] !== undefined && table.columns[index].physical !== 'binary');
}

async function equalColumns(session: Session, table: SqlTable, among: readonly number[], signal?: CancelSignal): Promise<EngineResult<readonly (readonly number[])[]>> {
  const sums = await perColumn({ session, table, columns: comparableColumns(table, among), sql: multisetSql, signal });
  return sums.ok ? proveEqualColumns(session, table, sums.value, signal) : sums;
}

/**
 * Columns of equal type, number of values and sum of hashes are candidates; equal hashes with row numbers prove them.
 * @param sums per column, what `multisetAggregates` yields
 */
export async function proveEqualColumns(session: Session, table: SqlTable, sums: ColumnTexts, signal?: CancelSignal): Promise<EngineResult<readonly (readonly number[])[]>> {
  const candidates = groupsOf(sums, (column, [sum, count]) => (count === '0' ? null : `${table.columns[column]?.typeName ?? ''} ${count ?? ''} ${sum ?? ''}`)).flat();
  if (candidates.length === 0) return { ok: true, value: [] };
  const sequences = await perColumn({ session, table, columns: candidates.toSorted((a, b) => a - b), sql: sequenceSql, signal });
  if (!sequences.ok) return sequences;
  return { ok: true, value: groupsOf(sequences.value, (column, [hash, isVarying]) => (isVarying === 'true' ? `${table.columns[column]?.typeName ?? ''} ${hash ?? ''}` : null)) };
}

/** Two results in text form by column. */
type ColumnTexts = ReadonlyMap<number, readonly string[]>;

interface PerColumnRequest {
  readonly session: Session;
  readonly table: SqlTable;
  readonly columns: readonly number[];
  readonly sql: (table: SqlTable, part: SlicePart) => string;
  readonly signal: CancelSignal | undefined;
}

/** Runs a statement with two results per column, slice by slice. */
async function perColumn({ session, table, columns, sql, signal }: PerColumnRequest): Promise<EngineResult<ColumnTexts>> {
  const results = new Map<number, readonly string[]>();
  for (const part of partsOf(table, columns)) {
    const result = await session.query(sql(table, part), signal);
    if (!result.ok) return result;
    for (const [index, column] of part.columns.entries()) results.set(column, [String(result.value[2 * index]?.[0]), String(result.value[2 * index + 1]?.[0])]);
  }
  return { ok: true, value: results };
}

/** Columns with the same key, two at least; columns without a key are left out. */
function groupsOf(results: ColumnTexts, key: (column: number, result: readonly string[]) => string | null): number[][] {
  const groups = new Map<string, number[]>();
  for (const [column, result] of results) {
    const of = key(column, result);
    if (of !== null) groups.set(of, [...(groups.get(of) ?? []), column]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
