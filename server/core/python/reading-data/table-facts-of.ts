/** Facts of a table for code rules, from its sample and what was counted exactly. Pure. */
import type { Column, ValueKind } from '../../../../rules/api/column.ts';
import { nameEndsWith, nameHas } from '../../../../rules/api/column-names.ts';
import { tallyDates, type DateForm } from '../../../../rules/api/date-text.ts';
import type { TableColumnFacts, TableFacts, TableReading } from '../../../../rules/api/python/table-facts.ts';
import { describeColumns, type ColumnFacts } from '../../data/columns.ts';
import type { RawSample } from '../../data/opened-table.ts';
import { looksPersonal } from '../../data/personal.ts';
import type { ReadAs } from '../../data/read-as.ts';

export interface FactsRequest {
  /** As reports show it. */
  readonly displayPath: string;
  readonly as: ReadAs;
  readonly columns: readonly ColumnFacts[];
  readonly sample: RawSample;
  /** CSV has no types of its own. */
  readonly isUntyped: boolean;
  readonly rows: number;
  /** Counted over all rows, where they were; null: from the sample. */
  readonly counted: readonly { readonly missing: number; readonly distinct: number | null }[] | null;
  /** Columns the code has parsed as dates. */
  readonly dates: ReadonlySet<string>;
  readonly reading: TableReading | null;
}

export function tableFactsOf(request: FactsRequest): TableFacts {
  const { columns } = describeColumns({ facts: request.columns, sample: request.sample, isUntyped: request.isUntyped, entry: null, label: null });
  const facts: TableFacts = { path: request.displayPath, rows: request.rows, columns: columns.map((column) => columnFacts(column, request)) };
  return request.reading === null ? facts : { ...facts, reading: request.reading };
}

/** Values a column may have for each of them to be worth naming. Own choice: classes, not measurements. */
const MOST_CLASSES = 50;

/** Share of the sampled values that must be of one form. Source: the same share as of miscoding/datetime-as-string. */
const FORM_SHARE = 0.9;

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function columnFacts(column: Column, request: FactsRequest): TableColumnFacts {
  const { sample } = column;
  const filled = sample.rows - sample.missing;
  const scale = sample.rows === 0 || sample.isWholeTable ? 1 : request.rows / sample.rows;
  const exact = request.counted?.[column.index];
  const isDate = request.dates.has(column.name);
  const form = isDate || column.kind === 'text' ? mainForm(column) : null;
  const isTime = isDate || form !== null || column.kind === 'date' || column.kind === 'timestamp' || isTimeNumber(column);
  return {
    name: column.name,
    kind: isDate ? 'timestamp' : (declaredKind(request.as, column.name) ?? column.kind),
    missing: exact?.missing ?? Math.round(sample.missing * scale),
    distinct: exact?.distinct ?? (sample.values.length > FORM_SHARE * filled ? Math.round(sample.values.length * scale) : sample.values.length),
    top: sample.values.length > MOST_CLASSES || looksPersonal(column) ? [] : sample.values.map(({ value, count }) => ({ value, count: Math.round(count * scale) })),
    isTime,
    isTimeOrder: isTime && isSorted(request.sample.rows.flatMap((row) => row[column.index] ?? []), form),
    isIdentifier: column.role === 'id' || (filled > 0 && sample.values.filter(({ value }) => UUID.test(value)).length >= FORM_SHARE * sample.values.length),
  };
}

const TEXT_TYPES: ReadonlySet<string> = new Set(['str', 'string', 'object', 'category', 'Utf8', 'String', 'Categorical', 'O', 'U']);

function declaredKind({ types }: ReadAs, name: string): ValueKind | null {
  const type = typeof types === 'string' ? types : (types?.[name] ?? '');
  if (TEXT_TYPES.has(type)) return 'text';
  return /^float/i.test(type) ? 'float' : null;
}

function mainForm({ sample }: Column): DateForm | null {
  const main = tallyDates(sample.values)[0];
  const total = sample.values.reduce((sum, { count }) => sum + count, 0);
  return main === undefined || main.count < FORM_SHARE * total ? null : main.form;
}

/** Seconds or milliseconds since 1970, and days such as 20240131. */
function isTimeNumber({ name, kind, sample }: Column): boolean {
  if (kind !== 'integer' || sample.values.length === 0) return false;
  const isAll = (pattern: RegExp): boolean => sample.values.every(({ value }) => pattern.test(value));
  if (nameHas(name, ['timestamp', 'unix time', 'epoch time', 'datetime'])) return isAll(/^\d{9,13}$/);
  if (nameEndsWith(name, ['year'])) return isAll(/^(?:19|20)\d\d$/);
  return nameEndsWith(name, ['date', 'day', 'datetime']) && isAll(/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/);
}

/** Fewest different values for an order to mean something. Own choice. */
const FEWEST_VALUES = 3;

/** True when all values rise or all fall. @param values in the order of the rows */
function isSorted(values: readonly string[], form: DateForm | null): boolean {
  const keys = values.map((value) => orderKey(value, form));
  if (new Set(values).size < FEWEST_VALUES || keys.includes(null)) return false;
  let rises = true;
  let falls = true;
  for (let at = 1; at < keys.length; at += 1) {
    const order = compareKeys(keys[at - 1] ?? [], keys[at] ?? []);
    rises &&= order <= 0;
    falls &&= order >= 0;
  }
  return rises || falls;
}

/** Year, month, day and what follows, as numbers; null for forms with names of months. */
function orderKey(value: string, form: DateForm | null): readonly number[] | null {
  const numbers = (value.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  const order = form === null || form.id === 'iso' || form.id.startsWith('ymd') ? [0, 1, 2] : form.id.startsWith('dmy') ? [2, 1, 0] : form.id.startsWith('mdy') ? [2, 0, 1] : null;
  if (order === null || numbers.length === 0) return null;
  return numbers.length < order.length ? numbers : [...order.map((at) => numbers[at] ?? 0), ...numbers.slice(order.length)];
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
