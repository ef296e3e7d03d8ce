/** Whether the rows of data follow each other in time, as far as its table, the way it is read and the code say so. */
import type { Confidence } from '../finding.ts';
import type { CallEvent } from './event.ts';
import type { Facts } from './facts.ts';
import { keywordValue, stringsIn } from './reading-call.ts';
import { commonRows } from './row-path.ts';
import { readsOf, sourceTables } from './source-tables.ts';
import type { Node } from './syntax.ts';
import type { Data } from './value.ts';

export interface TimeOrder {
  /** The column rows are in order of; null when it is not known which. */
  readonly column: string | null;
  /** What says so. */
  readonly node: Node;
  readonly why: 'sorted' | 'indexed' | 'lagged';
  readonly confidence: Confidence;
}

/** Names of the time at which a row was measured, not of a date among other facts of it. */
const TIMES = /^(?:date|datetime|date_?time|time|timestamp|time_?stamp|ts|ds|day|week|month|hour|(?:obs|measured|recorded|observation)_(?:date|time|at)|utc_?(?:time|date)?|period)$/iu;

/** Rows per time above which many things are recorded at once, so that the table is no single series. Own choice. */
const MOST_ROWS_PER_TIME = 2;

/** Returns what orders the rows in time; null when nothing is known to. */
export function timeOrderOf(data: Data, facts: Facts): TimeOrder | null {
  if (data.order === 'shuffled') return null;
  return orderOfTable(data, facts) ?? orderOfRead(data, facts) ?? orderOfCalls(data, facts) ?? orderOfLags(data);
}

function orderOfTable(data: Data, facts: Facts): TimeOrder | null {
  for (const { read, table } of sourceTables(data, facts)) {
    const column = table.columns.find(({ name, isTimeOrder, distinct }) => isTimeOrder && TIMES.test(name) && table.rows <= distinct * MOST_ROWS_PER_TIME);
    if (column !== undefined) return { column: column.name, node: read.node, why: 'sorted', confidence: 'certain' };
  }
  return null;
}

/** `read_csv(..., index_col="date", parse_dates=True)`. */
function orderOfRead(data: Data, facts: Facts): TimeOrder | null {
  for (const { node, call } of readsOf(data, facts)) {
    const dates = keywordValue(call.node, 'parse_dates');
    const index = keywordValue(call.node, 'index_col');
    if (dates === null || index === null) continue;
    const named = stringsIn(index).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
    const column = named.find((name) => TIMES.test(name));
    if (column !== undefined || (named.length === 0 && index.kind === 'Constant' && index.value === 0 && dates.kind !== 'Dict')) return { column: column ?? null, node, why: 'indexed', confidence: 'likely' };
  }
  return null;
}

const ORDERING = /\.(?:sort_values|set_index|asfreq|sort_index)$/u;

/** `df.sort_values("date")`, `df.set_index("date")`. */
function orderOfCalls(data: Data, facts: Facts): TimeOrder | null {
  for (const call of facts.calls) {
    if (call.name === null || !ORDERING.test(call.name) || call.result.kind !== 'data' || commonRows(call.result.rows, data.rows) === null) continue;
    const column = orderingColumn(call);
    if (column !== null) return { column, node: call.node, why: call.name.endsWith('set_index') ? 'indexed' : 'sorted', confidence: 'likely' };
  }
  return null;
}

function orderingColumn({ arguments: given }: CallEvent): string | null {
  const [first] = given.filter(({ name }) => name === 'by' || name === 'keys');
  const names = first === undefined ? [] : stringsIn(first.node as never);
  const name = names[0]?.value;
  return names.length === 1 && typeof name === 'string' && TIMES.test(name) ? name : null;
}

const LAGS: ReadonlySet<string> = new Set(['shift', 'diff', 'pct_change']);

/** Features made of the rows before. */
function orderOfLags({ influences }: Data): TimeOrder | null {
  const lag = influences.find(({ by, name, isApplied }) => by === 'neighbours' && isApplied && LAGS.has(name));
  return lag === undefined ? null : { column: null, node: lag.node, why: 'lagged', confidence: 'likely' };
}
