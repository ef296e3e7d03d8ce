/** A copy of a table's sample for a second try after the engine failed on the whole. */
import type { PhysicalType } from '../../../rules/api/column.ts';
import type { CancelSignal, Ports } from '../ports.ts';
import type { EngineResult, EngineSource } from './engine.ts';
import type { BinaryTable, OpenedTable, RawSample } from './opened-table.ts';

/** Rows taken from a binary table the engine could not bear: few, since the same engine has to read them. Our own choice. */
const BINARY_SAMPLE_ROWS = 1_000;

/** Returns the table with its rows replaced by the sample. Errors: the engine fails on the sample of a binary table too. */
export async function writeSample(opened: OpenedTable, ports: Pick<Ports, 'scratch' | 'engine'>, signal: CancelSignal): Promise<EngineResult<OpenedTable>> {
  if (signal.aborted) return { ok: false, reason: 'cancelled', text: 'the check was cancelled' };
  if (opened.kind === 'binary') return writeBinarySample(opened, ports, signal);
  const source = await writeRows(opened.sample, opened.columnNames.length, ports);
  return { ok: true, value: { ...opened, physical: opened.physical.map(flat), source, rowCount: opened.sample.rows.length, sample: { ...opened.sample, isWholeTable: true } } };
}

async function writeBinarySample(opened: BinaryTable, ports: Pick<Ports, 'scratch' | 'engine'>, signal: CancelSignal): Promise<EngineResult<OpenedTable>> {
  const table = await ports.engine.open(opened.source, signal);
  if (!table.ok) return table;
  try {
    const taken = await table.value.sample(BINARY_SAMPLE_ROWS, signal);
    if (!taken.ok) return taken;
    const sample: RawSample = { rows: taken.value.rows, isWholeTable: true };
    const columns = table.value.columns.map((column) => ({ ...column, physical: flat(column.physical) }));
    return { ok: true, value: { ...opened, source: await writeRows(sample, columns.length, ports), copied: { columns, sample } } };
  } finally {
    await table.value.close();
  }
}

/** Lists and records stand in the copy as text. */
function flat(type: PhysicalType): PhysicalType {
  return type === 'list' || type === 'struct' ? 'text' : type;
}

async function writeRows(sample: RawSample, columnCount: number, { scratch }: Pick<Ports, 'scratch'>): Promise<EngineSource> {
  const file = await scratch.create('sample.csv');
  for (const row of sample.rows) await file.write(`${row.map(quote).join(',')}\n`);
  await file.close();
  return {
    kind: 'csv',
    delimiter: ',',
    quote: '"',
    hasHeader: false,
    hasLineBreaksInValues: sample.rows.some((row) => row.some((value) => value !== null && /[\r\n]/.test(value))),
    columnCount,
    groups: [{ files: [file.path], firstColumn: 0, columnCount, hasRowNumbers: false }],
  };
}

function quote(value: string | null): string {
  return value === null || value === '' ? '' : `"${value.replaceAll('"', '""')}"`;
}
