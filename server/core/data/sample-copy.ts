/** A copy of a table's sample for a second try after the engine failed on the whole. */
import type { CancelSignal, Ports } from '../ports.ts';
import type { EngineResult, EngineSource } from './engine.ts';
import type { OpenedTable } from './opened-table.ts';

/**
 * Returns the table with its rows replaced by the sample. Binary tables have no sample of our own reading: the engine that
 * failed would have to take it, so there is none.
 */
export async function writeSample(opened: OpenedTable, ports: Pick<Ports, 'scratch'>, signal: CancelSignal): Promise<EngineResult<OpenedTable>> {
  if (opened.kind === 'binary' || signal.aborted) return { ok: false, reason: 'engine-died', text: 'no sample could be taken' };
  const file = await ports.scratch.create('sample.csv');
  for (const row of opened.sample.rows) await file.write(`${row.map(quote).join(',')}\n`);
  await file.close();
  const columnCount = opened.columnNames.length;
  const source: EngineSource = {
    kind: 'csv',
    delimiter: ',',
    quote: '"',
    hasHeader: false,
    hasLineBreaksInValues: opened.sample.rows.some((row) => row.some((value) => value !== null && /[\r\n]/.test(value))),
    columnCount,
    groups: [{ files: [file.path], firstColumn: 0, columnCount, hasRowNumbers: false }],
  };
  const physical = opened.physical.map((type) => (type === 'list' || type === 'struct' ? 'text' : type));
  return { ok: true, value: { ...opened, physical, source, rowCount: opened.sample.rows.length, sample: { ...opened.sample, isWholeTable: true } } };
}

function quote(value: string | null): string {
  return value === null || value === '' ? '' : `"${value.replaceAll('"', '""')}"`;
}
