/** What the data side knows of a table that code reads, for code rules. */
import type { ValueKind } from '../column.ts';

export interface TableFacts {
  /** Relative display path. */
  readonly path: string;
  /** Exact unless only a sample could be looked at. */
  readonly rows: number;
  readonly columns: readonly TableColumnFacts[];
}

export interface TableColumnFacts {
  /** As the reading code names it. */
  readonly name: string;
  readonly kind: ValueKind;
  readonly distinct: number;
  readonly missing: number;
  /** Most common values with counts, for columns of few values; else empty. */
  readonly top: readonly { readonly value: string; readonly count: number }[];
  /** True when rows come in the order of this column (rising or falling) and it holds dates or times. */
  readonly isTimeOrder: boolean;
  /** True when the column is a date or time. */
  readonly isTime: boolean;
  /** True for names and values of identifiers (`user_id`), whether repeated or not. */
  readonly isIdentifier: boolean;
}
