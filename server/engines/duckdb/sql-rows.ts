/**
 * Rows with their derived values, as a subquery: c<i> the value (empty text is null), t<i> its text form, n<i> its number,
 * f<i> its finite number, r the row number. Casts are done here once, whatever is computed from them. Pure.
 */
import type { PhysicalType } from '../../../rules/api/column.ts';
import type { NumberReading } from '../../core/data/engine.ts';
import { columnName, type Slice, type SqlTable } from './sql-source.ts';
import { textLiteral } from './sql-text.ts';

/** Text form of lists and structs is cut to this many characters: it is shown, never computed with. */
const NESTED_TEXT_LENGTH = 200;

/** A column as a statement sees it. */
export interface SqlColumn {
  readonly physical: PhysicalType;
  readonly value: string;
  readonly text: string;
  readonly number: string;
  readonly finite: string;
  readonly hash: string;
  /** Whether the statement casts the text to numbers in any case, so that tests may build on it. */
  readonly isReadAsNumber: boolean;
}

export function sqlColumn(table: SqlTable, index: number, use?: 'as numbers'): SqlColumn {
  const physical = table.columns[index]?.physical ?? 'text';
  const value = columnName(index);
  const isExact = physical === 'integer' || !hasNumbers(physical);
  return {
    physical,
    value,
    text: physical === 'text' ? value : `t${index}`,
    number: `n${index}`,
    finite: isExact ? `n${index}` : `f${index}`,
    hash: `h${index}`,
    isReadAsNumber: use === 'as numbers',
  };
}

export interface RowsRequest {
  readonly slice: Slice;
  readonly columns: readonly number[];
  readonly readings: readonly NumberReading[];
  /** Numbering a CSV's rows takes a single thread, so it is asked for by name. Hashes are h<i>, of every column, null where missing. */
  readonly with: 'values' | 'values and row numbers' | 'values and hashes';
}

/** Prints `(SELECT ...)` over the columns given, all derived values included; DuckDB drops those that nobody uses. */
export function rowsOf(table: SqlTable, { slice, columns, readings, with: wanted }: RowsRequest): string {
  const sorted = [...new Set(columns)].sort((a, b) => a - b);
  const values = sorted.map((index) => `${valueExpression(table, index)} AS ${columnName(index)}`);
  const numbered = wanted === 'values and row numbers' ? [`${slice.rowNumber} AS r`] : [];
  const inner = `SELECT ${[...values, ...numbered, ...(values.length + numbered.length === 0 ? ['1 AS one'] : [])].join(', ')} FROM ${slice.from}`;
  const hashes = wanted === 'values and hashes' ? sorted.map((index) => `CASE WHEN ${columnName(index)} IS NOT NULL THEN hash(${columnName(index)}) END AS h${index}`) : [];
  const derived = [...sorted.flatMap((index) => derivedExpressions(table, index, readings)), ...hashes];
  const finite = sorted.flatMap((index) => {
    const { number, finite: name } = sqlColumn(table, index);
    return name === number ? [] : [`CASE WHEN isfinite(${number}) THEN ${number} END AS ${name}`];
  });
  const middle = derived.length === 0 ? inner : `SELECT *, ${derived.join(', ')} FROM (${inner})`;
  return finite.length === 0 ? `(${middle})` : `(SELECT *, ${finite.join(', ')} FROM (${middle}))`;
}

/** Whether values of this type can be read as numbers at all. */
export function hasNumbers(physical: PhysicalType): boolean {
  return physical === 'text' || physical === 'integer' || physical === 'float';
}

function valueExpression(table: SqlTable, index: number): string {
  const column = table.columns[index];
  const name = columnName(index);
  if (column?.physical !== 'text') return name;
  if (column.typeName !== 'VARCHAR') return `nullif(${name}::VARCHAR, '')`;
  return table.hasNullForEmpty ? name : `nullif(${name}, '')`;
}

function derivedExpressions(table: SqlTable, index: number, readings: readonly NumberReading[]): string[] {
  const { physical, value, text, number } = sqlColumn(table, index);
  const reading = readings.find((one) => one.column === index);
  const numbers = `${numberExpression(physical, value, reading?.skip ?? [])} AS ${number}`;
  return physical === 'text' ? [numbers] : [`${textExpression(physical, value)} AS ${text}`, numbers];
}

function textExpression(physical: PhysicalType, value: string): string {
  if (physical === 'binary') return 'NULL::VARCHAR';
  if (physical === 'list' || physical === 'struct') return `left(${value}::VARCHAR, ${NESTED_TEXT_LENGTH})`;
  return `${value}::VARCHAR`;
}

/** Texts skipped at most: a comparison costs about a twentieth of a failed cast. */
const SKIP_LIMIT = 16;

/**
 * Numbers begin with a digit, a sign, a point or white space, all of which sort before `:`; other text is not tried, as failed
 * casts are dear. DuckDB reads `1_000` as a number, and so does Python's float(), but neither pandas nor people who write CSV mean one.
 */
function numberExpression(physical: PhysicalType, value: string, skip: readonly string[]): string {
  if (physical === 'integer' || physical === 'float') return `${value}::DOUBLE`;
  if (physical !== 'text') return 'NULL::DOUBLE';
  const skipped = skip.filter((text) => text < ':').slice(0, SKIP_LIMIT);
  const isNone = [`contains(${value}, '_')`, ...(skipped.length === 0 ? [] : [`${value} IN (${skipped.map(textLiteral).join(', ')})`])];
  const cast = `TRY_CAST(${value} AS DOUBLE)`;
  return `CASE WHEN ${value} < ':' THEN (CASE WHEN ${isNone.join(' OR ')} THEN NULL ELSE ${cast} END) WHEN lower(trim(${value})) IN ('nan', 'inf', 'infinity') THEN ${cast} END`;
}
