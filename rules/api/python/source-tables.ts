/** The tables that rows were read from, where they were looked at. */
import type { ReadEvent } from './event.ts';
import type { Facts } from './facts.ts';
import { tableRead } from './reading-call.ts';
import type { TableFacts } from './table-facts.ts';
import type { Data } from './value.ts';

export interface SourceTable {
  readonly read: ReadEvent;
  readonly table: TableFacts;
}

/** Returns them in the order they were read. */
export function sourceTables({ rows }: Data, facts: Facts): readonly SourceTable[] {
  return readsOf({ rows }, facts).flatMap((read) => {
    const table = tableRead(read);
    return table === null ? [] : [{ read, table }];
  });
}

/** Returns the reads the rows go back to, looked at or not. */
export function readsOf({ rows }: Pick<Data, 'rows'>, facts: Facts): readonly ReadEvent[] {
  const sources = new Set(facts.sourcesOf(rows));
  return facts.reads.filter((read) => read.rows !== null && facts.sourcesOf(read.rows).some((source) => sources.has(source)));
}
