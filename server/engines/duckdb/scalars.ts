/** Scalar measures of many columns, and with them what is measured of whole rows, in one statement per slice of columns. */
import type { DuckDBValue } from '@duckdb/node-api';
import type { ColumnMeasureSpec } from '../../../rules/api/measure.ts';
import { measureKey, type EngineResult, type NumberReading, type Scan, type ScanResult } from '../../core/data/engine.ts';
import type { CancelSignal } from '../../core/ports.ts';
import { CANCELLED, isOutOfMemory } from './failures.ts';
import { isMoment, powerOf, powerSums, readMoments } from './moments.ts';
import { toCount, toNumber } from './result-value.ts';
import type { Session } from './session.ts';
import { columnAggregate, type Aggregate } from './sql-measure.ts';
import { holdsForNonNumbersOnly } from './sql-predicate.ts';
import { rowsOf, sqlColumn } from './sql-rows.ts';
import { partsOf, type Slice, type SqlTable } from './sql-source.ts';
import { allMissing, columnsBut, multisetAggregates } from './sql-table.ts';
import { comparableColumns, measureTable, proveEqualColumns } from './table-measures.ts';

export interface Asked {
  readonly session: Session;
  readonly table: SqlTable;
  readonly readings: readonly NumberReading[];
  readonly signal: CancelSignal | undefined;
}

export interface ScalarScan extends Asked {
  /** Numbers near each column's values, found so far. */
  readonly centres: Map<number, number>;
}

/** Beyond this, row hashes are counted apart, in statements that spill better. Our own choice: 500 MB hold 3 to 10 million rows. */
const LARGEST_IN_ONE_SCAN_BYTES = 512 * 1024 * 1024;

type Scalars = Extract<Scan, { kind: 'scalars' }>;
type ScalarValues = Map<string, number | null | readonly (readonly number[])[]>;

export async function scanScalars(asked: ScalarScan, scan: Scalars): Promise<EngineResult<ScanResult>> {
  const scalars: ScalarValues = new Map();
  const { table } = asked;
  const [onlySlice] = table.slices.length === 1 ? table.slices : [];
  const ofColumns = scan.columns.map(({ column }) => column);
  for (const { slice, columns } of onlySlice === undefined ? partsOf(table, ofColumns) : [{ slice: onlySlice, columns: ofColumns }]) {
    const specs = scan.columns.filter(({ column }) => columns.includes(column));
    const centred = await findCentres(asked, slice, specs);
    if (!centred.ok) return centred;
    const result = await scanInTurns(asked, slice, { ...scan, columns: specs, table: onlySlice === undefined ? [] : scan.table });
    if (!result.ok) return result;
    for (const [key, value] of result.value) scalars.set(key, value);
  }
  for (const spec of scan.table.filter((one) => !scalars.has(measureKey(-1, one)))) {
    const result = await measureTable(asked, spec);
    if (!result.ok) return result;
    scalars.set(measureKey(-1, spec), result.value);
  }
  return { ok: true, value: { scalars, counts: new Map() } };
}

/** Rows read to find a number near a column's values. Our own choice: any number of the right size will do. */
const CENTRE_ROWS = 2_048;

/** Finds the centres of the columns whose moments are asked. Cost: the first rows only. */
async function findCentres({ session, table, readings, signal, centres }: ScalarScan, slice: Slice, columns: Scalars['columns']): Promise<EngineResult<null>> {
  const wanted = columns.filter(({ column, specs }) => !centres.has(column) && specs.some(isMoment)).map(({ column }) => column);
  if (wanted.length === 0) return { ok: true, value: null };
  const medians = wanted.map((column) => `median(${sqlColumn(table, column).finite})`);
  const first = { ...slice, from: `(SELECT * FROM ${slice.from} LIMIT ${CENTRE_ROWS})` };
  const result = await session.query(`SELECT ${medians.join(', ')} FROM ${rowsOf(table, { slice: first, columns: wanted, readings, with: 'values' })}`, signal);
  if (!result.ok) return result;
  for (const [index, column] of wanted.entries()) centres.set(column, toNumber(result.value[index]?.[0]) ?? 0);
  return { ok: true, value: null };
}

/** One thing asked of a statement: its aggregates, and where their results go. */
interface Task extends Pick<Aggregate, 'sql' | 'counts'> {
  take(values: readonly (DuckDBValue | undefined)[]): unknown;
}

/** Scans once, without the memory-hungry measures where these are too much, and again for what the first scan showed to be needed. */
async function scanInTurns(asked: ScalarScan, slice: Slice, scan: Scalars): Promise<EngineResult<ScalarValues>> {
  const isLarge = asked.table.sizeBytes > LARGEST_IN_ONE_SCAN_BYTES;
  const spare = { ...scan, table: scan.table.filter((spec) => spec.kind !== 'repeated-rows' && spec.kind !== 'conflicting-rows') };
  const first = (isLarge ? null : await scanSlice(asked, slice, { scan, turn: 'first', mayRetry: isOutOfMemory })) ?? (await scanSlice(asked, slice, { scan: spare, turn: 'first', mayRetry: () => false }));
  if (first === null || !first.ok) return first ?? CANCELLED;
  const { found, left } = first.value;
  if (left.size === 0) return { ok: true, value: found };
  const columns = scan.columns.flatMap(({ column, specs }) => (left.has(column) ? [{ column, specs: specs.filter((spec) => left.get(column)?.has(spec)) }] : []));
  const again = await scanSlice(asked, slice, { scan: { ...scan, table: [], columns }, turn: 'second', mayRetry: () => false });
  if (again === null || !again.ok) return again ?? CANCELLED;
  for (const [key, value] of again.value.found) found.set(key, value);
  return { ok: true, value: found };
}

interface Turn {
  readonly scan: Scalars;
  /** The first turn puts off what may not be needed; the second takes what it gets. */
  readonly turn: 'first' | 'second';
  readonly mayRetry: (error: unknown) => boolean;
}

interface Scanned {
  readonly found: ScalarValues;
  /** What must be scanned again, by column. */
  readonly left: ReadonlyMap<number, ReadonlySet<ColumnMeasureSpec>>;
}

async function scanSlice(asked: ScalarScan, slice: Slice, { scan, turn, mayRetry }: Turn): Promise<EngineResult<Scanned> | null> {
  const found: ScalarValues = new Map();
  const sums = new Map<number, readonly string[]>();
  const left = new Map<number, Set<ColumnMeasureSpec>>();
  const leave: Leave = (column, specs) => {
    const ofColumn = left.get(column) ?? new Set();
    for (const spec of specs) ofColumn.add(spec);
    if (turn === 'first') left.set(column, ofColumn);
  };
  const tasks = [...columnTasks(asked.table, { scan, turn }, found, leave), ...momentTasks(asked, scan, found, leave), ...tableTasks(asked.table, scan, found, sums)];
  const result = await asked.session.tryQuery(statement(asked, slice, scan, tasks), mayRetry, asked.signal);
  if (result === null || !result.ok) return result;
  let next = 0;
  for (const { sql, take } of tasks) take(sql.map(() => result.value[next++]?.[0]));
  const completed = await withEqualColumns(asked, scan, found, sums);
  return completed.ok ? { ok: true, value: { found, left } } : completed;
}

/** Notes what must be scanned again. */
type Leave = (column: number, specs: readonly ColumnMeasureSpec[]) => void;

async function withEqualColumns(asked: Asked, scan: Scalars, found: ScalarValues, sums: ReadonlyMap<number, readonly string[]>): Promise<EngineResult<ScalarValues>> {
  const spec = scan.table.find((one) => one.kind === 'equal-columns');
  if (spec === undefined) return { ok: true, value: found };
  const equal = await proveEqualColumns(asked.session, asked.table, sums, asked.signal);
  if (!equal.ok) return equal;
  return { ok: true, value: found.set(measureKey(-1, spec), equal.value) };
}

function statement({ table, readings }: Asked, slice: Slice, scan: Scalars, tasks: readonly Task[]): string {
  const needsHashes = hasHashes(scan);
  const needsAll = needsHashes || scan.table.some((spec) => spec.kind === 'empty-rows');
  const countsDistinct = scan.columns.some(({ specs }) => specs.some((spec) => spec.kind === 'approx-distinct'));
  const columns = needsAll ? columnsBut(table, []) : scan.columns.map(({ column }) => column);
  const tests: string[] = [];
  const results = tasks.flatMap(({ sql, counts }) => (counts === undefined ? sql : sql.map((test) => `sum(p${tests.push(test) - 1}::INT)`)));
  const rows = rowsOf(table, { slice, columns, readings, with: needsHashes || countsDistinct ? 'values and hashes' : 'values' });
  const tested = tests.length === 0 ? rows : `(SELECT *, ${tests.map((test, index) => `${test} AS p${index}`).join(', ')} FROM ${rows})`;
  return `SELECT ${[...results, '0'].join(', ')} FROM ${tested}`;
}

function columnTasks(table: SqlTable, { scan, turn }: Omit<Turn, 'mayRetry'>, found: ScalarValues, leave: Leave): Task[] {
  return scan.columns.flatMap(({ column, specs }) => {
    const isReadAsNumber = specs.some((spec) => spec.of === 'numbers');
    const sql = sqlColumn(table, column, isReadAsNumber ? 'as numbers' : undefined);
    return specs.flatMap((spec): Task[] => {
      if (turn === 'first' && isReadAsNumber && sql.physical === 'text' && spec.kind === 'where' && holdsForNonNumbersOnly(spec.predicate)) {
        // Where every value is a finite number, which is common and costs nothing to know, the test need not be made.
        const take = ([others]: readonly (DuckDBValue | undefined)[]): unknown => (toCount(others) === 0 ? found.set(measureKey(column, spec), 0) : leave(column, [spec]));
        return [{ sql: [`count(${sql.value}) - count(${sql.finite})`], take }];
      }
      const aggregate = columnAggregate(spec, sql);
      return aggregate === null ? [] : [{ ...aggregate, take: (values) => found.set(measureKey(column, spec), aggregate.read(...values)) }];
    });
  });
}

function momentTasks(asked: ScalarScan, scan: Scalars, found: ScalarValues, leave: Leave): Task[] {
  return scan.columns.flatMap(({ column, specs }): Task[] => {
    const wanted = specs.filter(isMoment);
    if (wanted.length === 0) return [];
    const centre = asked.centres.get(column) ?? 0;
    const take = (values: readonly (DuckDBValue | undefined)[]): void => {
      const moments = readMoments(values.map(toNumber), centre);
      for (const spec of wanted) found.set(measureKey(column, spec), moments[spec.kind]);
      if (moments.betterCentre === null) return;
      asked.centres.set(column, moments.betterCentre);
      leave(column, wanted);
    };
    return [{ sql: powerSums(sqlColumn(asked.table, column).finite, centre, powerOf(wanted.map(({ kind }) => kind))), take }];
  });
}

function tableTasks(table: SqlTable, scan: Scalars, found: ScalarValues, sums: Map<number, readonly string[]>): Task[] {
  return scan.table.flatMap((spec): Task[] => {
    const count = (sql: string): Task => ({ sql: [sql], take: ([value]) => found.set(measureKey(-1, spec), toCount(value)) });
    switch (spec.kind) {
      case 'rows':
        return [count('count(*)')];
      case 'empty-rows':
        return [count(`sum((${hasHashes(scan) ? `${hashOfHashes(columnsBut(table, []))} = ${hashOfNothing(table)}` : allMissing(columnsBut(table, []))})::INT)`)];
      case 'repeated-rows':
        return [count(`count(*) - count(DISTINCT ${hashOfHashes(columnsBut(table, spec.except))})`)];
      case 'equal-columns':
        return comparableColumns(table, spec.among).map((column) => ({
          sql: multisetAggregates(column),
          take: (values) => sums.set(column, values.map(String)),
        }));
      case 'conflicting-rows':
        // Without two rows of equal features there is nothing to compare.
        return [{ sql: [`count(*) = count(DISTINCT ${hashOfHashes(columnsBut(table, [...spec.except, spec.label]))})`], take: ([isNone]) => (isNone === true ? found.set(measureKey(-1, spec), 0) : undefined) }];
    }
  });
}

/** Whether every column is hashed in any case. */
function hasHashes(scan: Scalars): boolean {
  return scan.table.some((spec) => spec.kind === 'repeated-rows' || spec.kind === 'conflicting-rows' || spec.kind === 'equal-columns');
}

/** The hash of a row without any value: quicker to compare with than asking every column. */
function hashOfNothing(table: SqlTable): string {
  return `hash(${table.columns.map(() => 'NULL::UBIGINT').join(', ')})`;
}

function hashOfHashes(columns: readonly number[]): string {
  return columns.length === 0 ? '0' : `hash(${columns.map((column) => `h${column}`).join(', ')})`;
}
