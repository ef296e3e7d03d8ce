/** Column names for editors: what can stand in `df["…"]`, and what is known of a column. Pure. */
import { knownFrame } from '../../../../rules/api/python/column-reads.ts';
import { stringsIn } from '../../../../rules/api/python/reading-call.ts';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import type { Constant, Subscript } from '../../../../rules/api/python/syntax.ts';
import type { TableColumnFacts, TableFacts } from '../../../../rules/api/python/table-facts.ts';

export interface ColumnsAt {
  /** The text between the quotes, as offsets into the document. */
  readonly start: number;
  readonly end: number;
  /** The name that stands there, perhaps unfinished. */
  readonly name: string;
  /** Display path of the file the frame was read from. */
  readonly file: string;
  /** Columns the frame has at this point, in its order. */
  readonly columns: readonly ColumnAt[];
}

export interface ColumnAt {
  readonly name: string;
  /** Null for columns the program added. */
  readonly facts: TableColumnFacts | null;
  /** One line: kind, missing, distinct, common values; for added columns that they are. */
  readonly profile: string;
}

/** Returns the columns of the frame whose `df["…"]` string the offset is in; null anywhere else, and where they are not known exactly. */
export function columnsAt(facts: Facts, offset: number): ColumnsAt | null {
  for (const subscript of facts.nodes('Subscript')) {
    const string = stringAt(subscript, offset);
    const frame = string === null ? null : knownFrame(facts.valueOf(subscript.value));
    if (string === null || frame === null) continue;
    const quote = /^[A-Za-z]*("""|'''|"|')/.exec(facts.textOf(string));
    if (quote === null) return null;
    const marks = quote[1]?.length ?? 1;
    return { start: string.start + quote[0].length, end: string.end - marks, name: String(string.value), file: frame.table.path, columns: frame.columns.map((name) => columnAt(name, frame.table)) };
  }
  return null;
}

function stringAt({ index, start, end }: Subscript, offset: number): Constant | null {
  if (offset < start || offset > end) return null;
  return stringsIn(index).find((string) => offset > string.start && offset < string.end) ?? null;
}

function columnAt(name: string, table: TableFacts): ColumnAt {
  const facts = table.columns.find((column) => column.name === name) ?? null;
  return { name, facts, profile: facts === null ? 'added by the program' : profileLine(facts, table.rows) };
}

const SHOWN_VALUES = 3;
const SHOWN_CHARACTERS = 40;

/** `text, 2 % missing, 3 distinct: "a", "b", "c"` */
export function profileLine({ kind, missing, distinct, top, isTime }: TableColumnFacts, rows: number): string {
  const kindText = isTime && kind === 'text' ? 'dates as text' : kind;
  const missingText = missing === 0 || rows === 0 ? 'none missing' : `${percent(missing / rows)} missing`;
  const values = top.slice(0, SHOWN_VALUES).map(({ value }) => (value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS - 1)}…` : value));
  const common = values.length === 0 ? '' : `: ${values.map((value) => (kind === 'text' ? JSON.stringify(value) : value)).join(', ')}${distinct > values.length ? ', …' : ''}`;
  return `${kindText}, ${missingText}, ${distinct.toLocaleString('en')} distinct${common}`;
}

function percent(share: number): string {
  const value = share * 100;
  return value < 1 ? '< 1 %' : `${Math.round(value)} %`;
}
