/** An opened table: turns scans and selectors into as few statements as there are slices of columns. */
import type { RowSelector } from '../../../rules/api/predicate.ts';
import type { EngineResult, EngineTable, Scan, ScanResult, SelectedRows } from '../../core/data/engine.ts';
import type { CancelSignal } from '../../core/ports.ts';
import { toCount, toNumbers } from './result-value.ts';
import { takeSample } from './sample.ts';
import type { ResultColumns, Session } from './session.ts';
import { COLUMNS_PER_COUNT, countsSql, readCounts } from './sql-counts.ts';
import { predicateSql } from './sql-predicate.ts';
import { rowsOf, sqlColumn } from './sql-rows.ts';
import { partsOf, sliceOf, type Slice, type SqlTable } from './sql-source.ts';
import { columnsBut, conflictingRowsSql, emptyRowsSql, repeatedRowsSql } from './sql-table.ts';
import { scanScalars, type Asked } from './scalars.ts';
import { wholeLiteral } from './sql-text.ts';
import { withHashedRows, withLabelledRows } from './whole-rows.ts';

/** Tests one statement carries at most: each is a column of its own. Our own choice. */
const SELECTORS_PER_STATEMENT = 200;

export function createTable(session: Session, table: SqlTable, close: () => Promise<void>): EngineTable {
  const centres = new Map<number, number>();
  return {
    columns: table.columns,
    scan: (scan, readings, signal) => (scan.kind === 'scalars' ? scanScalars({ session, table, readings, signal, centres }, scan) : scanCounts(session, table, scan, signal)),
    sample: (maxRows, signal) => takeSample(session, table, maxRows, signal),
    select: (selectors, limit, readings, signal) => selectRows({ session, table, readings, signal, limit }, selectors),
    close,
  };
}

async function scanCounts(session: Session, table: SqlTable, scan: Extract<Scan, { kind: 'counts' }>, signal?: CancelSignal): Promise<EngineResult<ScanResult>> {
  const counts = new Map<number, ScanResult['counts'] extends ReadonlyMap<number, infer C> ? C : never>();
  for (const part of partsOf(table, scan.columns)) {
    for (let start = 0; start < part.columns.length; start += COLUMNS_PER_COUNT) {
      const columns = part.columns.slice(start, start + COLUMNS_PER_COUNT);
      const result = await session.query(countsSql(table, { slice: part.slice, columns, of: scan.of, limit: scan.limit }), signal);
      if (!result.ok) return result;
      for (const [column, found] of readCounts(columns, result.value)) counts.set(column, found);
    }
  }
  return { ok: true, value: { scalars: new Map(), counts } };
}

interface Selection extends Asked {
  readonly limit: number;
}

type Where = Extract<RowSelector, { kind: 'where' }>;

async function selectRows(asked: Selection, selectors: readonly RowSelector[]): Promise<EngineResult<readonly SelectedRows[]>> {
  const selected = new Map<number, SelectedRows>();
  const tests = selectors.flatMap((selector, index) => (selector.kind === 'where' ? [{ selector, index }] : []));
  for (const slice of asked.table.slices) {
    const inSlice = tests.filter(({ selector }) => sliceOf(asked.table, selector.column) === slice);
    for (let start = 0; start < inSlice.length; start += SELECTORS_PER_STATEMENT) {
      const batch = inSlice.slice(start, start + SELECTORS_PER_STATEMENT);
      const result = await asked.session.query(whereSql(asked, slice, batch.map(({ selector }) => selector)), asked.signal);
      if (!result.ok) return result;
      for (const [index, test] of batch.entries()) selected.set(test.index, { count: toCount(result.value[2 * index]?.[0]), rowNumbers: toNumbers(result.value[2 * index + 1]?.[0]) });
    }
  }
  for (const [index, selector] of selectors.entries()) {
    if (selector.kind === 'where') continue;
    const result = await selectWholeRows(asked, selector);
    if (!result.ok) return result;
    selected.set(index, { count: toCount(result.value[0]?.[0]), rowNumbers: toNumbers(result.value[1]?.[0]) });
  }
  return { ok: true, value: selectors.map((_, index) => selected.get(index) ?? { count: 0, rowNumbers: [] }) };
}

function whereSql({ table, readings, limit }: Selection, slice: Slice, selectors: readonly Where[]): string {
  const tests = selectors.map(({ column, predicate }, index) => `${predicateSql(predicate, sqlColumn(table, column))} AS p${index}`);
  const results = tests.map((_, index) => `count(*) FILTER (WHERE p${index}), min(r, ${wholeLiteral(limit)}) FILTER (WHERE p${index})`);
  const rows = rowsOf(table, { slice, columns: selectors.map(({ column }) => column), readings, with: 'values and row numbers' });
  return `SELECT ${results.join(', ')} FROM (SELECT r, ${tests.join(', ')} FROM ${rows})`;
}

function selectWholeRows(asked: Selection, selector: Exclude<RowSelector, Where>): Promise<EngineResult<ResultColumns>> {
  const { session, table, signal, limit } = asked;
  switch (selector.kind) {
    case 'repeated-rows':
      return withHashedRows(asked, { columns: columnsBut(table, selector.except), rows: 'numbered' }, (rows) => session.query(repeatedRowsSql(rows, limit), signal));
    case 'empty-rows':
      return withHashedRows(asked, { columns: columnsBut(table, []), rows: 'numbered' }, (rows) => session.query(emptyRowsSql(rows, limit), signal));
    case 'conflicting-rows':
      return withLabelledRows(asked, selector, (rows) => session.query(conflictingRowsSql(rows, limit), signal));
  }
}
