/** An opened table: turns scans and selectors into as few statements as there are slices of columns. */
import type { RowSelector } from '../../../rules/api/predicate.ts';
import { measureKey, type EngineResult, type EngineTable, type NumberReading, type Scan, type ScanResult, type SelectedRows } from '../../core/data/engine.ts';
import type { CancelSignal } from '../../core/ports.ts';
import { isOutOfRange } from './failures.ts';
import { toCount, toNumber, toNumbers } from './result-value.ts';
import { takeSample } from './sample.ts';
import type { Session } from './session.ts';
import { COLUMNS_PER_COUNT, countsSql, readCounts } from './sql-counts.ts';
import { columnAggregate, type Aggregate, type MomentRequest } from './sql-measure.ts';
import { predicateSql } from './sql-predicate.ts';
import { rowsOf, sqlColumn } from './sql-rows.ts';
import { sliceOf, type Slice, type SqlTable } from './sql-source.ts';
import { conflictingRowsSql, emptyRowsSql, repeatedRowsSql } from './sql-table.ts';
import { measureTable, partsOf } from './table-measures.ts';
import { wholeLiteral } from './sql-text.ts';

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

interface Asked {
  readonly session: Session;
  readonly table: SqlTable;
  readonly readings: readonly NumberReading[];
  readonly signal: CancelSignal | undefined;
}

interface ScalarScan extends Asked {
  /** Numbers near each column's values, found so far. */
  readonly centres: Map<number, number>;
}

type Scalars = Extract<Scan, { kind: 'scalars' }>;

async function scanScalars(asked: ScalarScan, scan: Scalars): Promise<EngineResult<ScanResult>> {
  const scalars = new Map<string, number | null | readonly (readonly number[])[]>();
  for (const part of partsOf(asked.table, scan.columns.map(({ column }) => column))) {
    const columns = scan.columns.filter(({ column }) => part.columns.includes(column));
    const centred = await findCentres(asked, part.slice, columns);
    if (!centred.ok) return centred;
    const result = await runAggregates(asked, part.slice, columns);
    if (!result.ok) return result;
    for (const [key, value] of result.value) scalars.set(key, value);
  }
  for (const spec of scan.table) {
    const result = await measureTable(asked.session, asked.table, spec, asked.signal);
    if (!result.ok) return result;
    scalars.set(measureKey(-1, spec), result.value);
  }
  return { ok: true, value: { scalars, counts: new Map() } };
}

/** Rows read to find a number near a column's values. Our own choice: any number of the right size will do. */
const CENTRE_ROWS = 2_048;

/** Finds the centres of the columns whose third or fourth moment is asked. Cost: the first rows only. */
async function findCentres({ session, table, readings, signal, centres }: ScalarScan, slice: Slice, columns: Scalars['columns']): Promise<EngineResult<null>> {
  const wanted = columns.filter(({ column, specs }) => !centres.has(column) && specs.some((spec) => spec.kind === 'skewness' || spec.kind === 'kurtosis')).map(({ column }) => column);
  if (wanted.length === 0) return { ok: true, value: null };
  const means = wanted.map((column) => `median(${sqlColumn(table, column).finite})`);
  const first = { ...slice, from: `(SELECT * FROM ${slice.from} LIMIT ${CENTRE_ROWS})`, rowNumber: 'NULL' };
  const result = await session.query(`SELECT ${means.join(', ')} FROM ${rowsOf(table, { slice: first, columns: wanted, readings, with: 'values' })}`, signal);
  if (!result.ok) return result;
  for (const [index, column] of wanted.entries()) centres.set(column, toNumber(result.value[index]?.[0]) ?? 0);
  return { ok: true, value: null };
}

async function runAggregates(asked: ScalarScan, slice: Slice, columns: Scalars['columns']): Promise<EngineResult<ReadonlyMap<string, number | null>>> {
  for (const mode of ['plain', 'guarded'] as const) {
    const planned = aggregatesOf(asked, columns, mode);
    const sql = `SELECT ${planned.map(({ aggregate }) => aggregate.sql).join(', ')} FROM ${rowsOf(asked.table, { slice, columns: columns.map(({ column }) => column), readings: asked.readings, with: 'values' })}`;
    if (planned.length === 0) break;
    const result = await asked.session.tryQuery(sql, (error) => mode === 'plain' && isOutOfRange(error), asked.signal);
    if (result === null) continue;
    if (!result.ok) return result;
    return { ok: true, value: new Map(planned.map(({ key, aggregate }, index) => [key, aggregate.read(result.value[index]?.[0])])) };
  }
  return { ok: true, value: new Map() };
}

function aggregatesOf({ table, centres }: ScalarScan, columns: Scalars['columns'], mode: MomentRequest['mode']): { readonly key: string; readonly aggregate: Aggregate }[] {
  return columns.flatMap(({ column, specs }) =>
    specs.flatMap((spec) => {
      const aggregate = columnAggregate(spec, sqlColumn(table, column), { centre: centres.get(column) ?? 0, mode });
      return aggregate === null ? [] : [{ key: measureKey(column, spec), aggregate }];
    }),
  );
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
    const result = await asked.session.query(wholeRowSql(asked, selector), asked.signal);
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

function wholeRowSql({ table, limit }: Selection, selector: Exclude<RowSelector, Where>): string {
  switch (selector.kind) {
    case 'repeated-rows':
      return repeatedRowsSql(table, selector.except, limit);
    case 'empty-rows':
      return emptyRowsSql(table, limit);
    case 'conflicting-rows':
      return conflictingRowsSql(table, selector, limit);
  }
}
