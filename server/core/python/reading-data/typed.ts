/** Looks at JSON and Parquet, which leave the reading code little choice. */
import type { TableFacts } from '../../../../rules/api/python/table-facts.ts';
import { SAMPLE_ROWS, type DatasetRef } from '../../data/opened-table.ts';
import type { ReadAs } from '../../data/read-as.ts';
import { openTable } from '../../data/reading/open-table.ts';
import type { CancelSignal, Ports } from '../../ports.ts';
import type { TableProfile } from '../../report.ts';
import { tableFactsOf, type FactsRequest } from './table-facts-of.ts';

export interface TypedRequest {
  readonly dataset: DatasetRef;
  readonly as: ReadAs;
  readonly profile: TableProfile | null;
  readonly signal?: CancelSignal | undefined;
}

export type TypedLook = { readonly ok: true; readonly facts: TableFacts } | { readonly ok: false; readonly reason: string };

export async function lookAtTyped({ dataset, as, profile, signal }: TypedRequest, ports: Ports): Promise<TypedLook> {
  const opened = await openTable(dataset, ports, { signal });
  if (!opened.ok) return { ok: false, reason: opened.text };
  const { table } = opened;
  if ((table.kind === 'binary') !== (as.format === 'parquet') || (table.kind === 'text' && table.format === 'csv')) return { ok: false, reason: 'the file is of another format than the call reads' };
  const base = { displayPath: dataset.displayPath, as, dates: new Set<string>(), reading: null, isUntyped: false };
  if (table.kind === 'text') {
    const columns = table.columnNames.map((name, column) => ({ name, physical: table.physical[column] ?? 'text', quotedShare: table.quotedShares[column] ?? null }));
    return { ok: true, facts: factsOf({ ...base, columns, sample: table.sample, rows: table.rowCount, counted: null }, profile) };
  }
  const engine = await ports.engine.open(table.source, signal);
  if (!engine.ok) return { ok: false, reason: engine.text };
  try {
    const taken = await engine.value.sample(SAMPLE_ROWS, signal);
    if (!taken.ok) return { ok: false, reason: taken.text };
    const { rowCount, rows } = taken.value;
    const columns = engine.value.columns.map(({ name, physical }) => ({ name, physical, quotedShare: null }));
    return { ok: true, facts: factsOf({ ...base, columns, sample: { rows, isWholeTable: rows.length === rowCount }, rows: rowCount, counted: null }, profile) };
  } finally {
    await engine.value.close();
  }
}

/** Only the columns asked for, with exact counts where the table was profiled. */
function factsOf(request: FactsRequest, profile: TableProfile | null): TableFacts {
  const exact = request.columns.map(({ name }) => profile?.columns.find((column) => column.name === name));
  const counted = exact.every((column) => column !== undefined) ? exact.map((column) => ({ missing: column?.missing ?? 0, distinct: column?.distinct ?? null })) : null;
  const facts = tableFactsOf({ ...request, counted });
  const wanted = request.as.columns;
  return wanted === null ? facts : { ...facts, columns: facts.columns.filter((column, index) => wanted.includes(column.name) || wanted.includes(index)) };
}
