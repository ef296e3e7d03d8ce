/** A column-oriented JSON object, opened. It is read again to find cells, so that it is not kept in memory. */
import type { PlacedRange, TextTable } from '../opened-table.ts';
import { firstBytes } from './bytes.ts';
import type { ByteSource } from './bytes.ts';
import { countSequences, encodingOfWhole, makeDecoder } from './encoding.ts';
import type { Encoding } from './encoding.ts';
import { parseGrid } from './json-columns.ts';
import type { JsonGrid } from './json-columns.ts';
import { MAX_COLUMNS_BYTES } from './json-form.ts';
import { columnAt, firstLineOf, physicalOf, plainLayout, sampleOf } from './json-facts.ts';
import type { JsonKind } from './json-value.ts';
import { problem } from './problem.ts';
import type { OpenRequest } from './problem.ts';
import { createReservoir } from './reservoir.ts';
import { createRowCopy } from './row-copy.ts';
import { positionIn } from './split-record.ts';

const FLUSH_ROWS = 1000;

/** Throws FileProblem when the object is no table. */
export async function openGrid(source: ByteSource, request: OpenRequest): Promise<TextTable> {
  const { text, encoding } = await readWhole(source, request.signal);
  const grid = parseGrid(text);
  const { names } = grid;
  const columns = new Map(names.map((name, index) => [name, index]));
  const sampled = sampledRows(grid);
  const isPlaced = source.compression === null;
  const headers = grid.nameSpans.map((span) => (span === null || !isPlaced ? null : placed(source.path, text, span)));
  return {
    kind: 'text',
    dataset: request.dataset,
    format: 'json',
    layout: plainLayout(encoding, source.start.bomBytes > 0, names.length),
    columnNames: names,
    physical: names.map((_, column) => physicalOf(kindsOf(grid, column))),
    ...sampleOf(sampled, { width: names.length, isWholeTable: sampled.length === grid.rows.length }),
    rowCount: grid.rows.length,
    source: await copyGrid(grid, request),
    headerCell: (column) => headers[column] ?? null,
    locate: async (cells, signal) => {
      if (!isPlaced) return cells.map(() => null);
      const again = await readWhole(source, signal);
      const rows = parseGrid(again.text).rows;
      return cells.map(({ rowNumber, column }) => {
        const cell = rows[rowNumber - 1]?.[column];
        return cell === undefined ? null : placed(source.path, again.text, cell);
      });
    },
    firstLine: await firstLineOf(source, makeDecoder(encoding)),
    columnAt: (lineText, characterIndex) => columnAt(lineText, { characterIndex, columns }),
  };
}

async function readWhole(source: ByteSource, signal: OpenRequest['signal']): Promise<{ text: string; encoding: Encoding }> {
  const bytes = await firstBytes(source.chunks(signal), MAX_COLUMNS_BYTES);
  const text = makeDecoder('utf-8')(bytes);
  if (source.start.encoding !== 'utf-8') return { text, encoding: source.start.encoding };
  const { valid, invalid } = countSequences(bytes);
  return encodingOfWhole(valid, invalid) === 'utf-8' ? { text, encoding: 'utf-8' } : { text: makeDecoder('windows-1252')(bytes), encoding: 'windows-1252' };
}

function placed(path: string, text: string, span: { readonly start: number; readonly end: number }): PlacedRange {
  const start = positionIn(text, span.start, 1);
  const isOneLine = !/[\r\n]/.test(text.slice(span.start, span.end));
  return { path, range: { start, end: isOneLine ? { line: start.line, column: start.column + span.end - span.start } : positionIn(text, span.end, 1) } };
}

function kindsOf(grid: JsonGrid, column: number): Set<JsonKind> {
  const kinds = new Set<JsonKind>();
  for (const row of grid.rows) kinds.add(row[column]?.kind ?? 'null');
  return kinds;
}

function sampledRows(grid: JsonGrid): JsonGrid['rows'] {
  const reservoir = createReservoir(grid.names.length);
  const nothing = new Uint8Array(0);
  for (let rowNumber = 1; rowNumber <= grid.rows.length; rowNumber += 1) reservoir.offer(() => ({ rowNumber, part: 0, bytes: nothing, hasInvalid: false }));
  return reservoir.rows().map(({ rowNumber }) => grid.rows[rowNumber - 1] ?? []);
}

async function copyGrid(grid: JsonGrid, request: OpenRequest): Promise<TextTable['source']> {
  if (grid.rows.length === 0 || grid.names.length === 0) return null;
  const copy = await createRowCopy(request.scratch, grid.names.length);
  for (const [index, row] of grid.rows.entries()) {
    copy.add(index + 1, row.map((cell) => cell?.text ?? null));
    if (index % FLUSH_ROWS === 0) await copy.flush();
    if (request.signal?.aborted) throw problem('cancelled', 'the check was cancelled');
  }
  return copy.finish();
}
