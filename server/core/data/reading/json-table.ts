/** JSON, opened: from bytes to a TextTable. */
import type { Layout } from '../../../../rules/api/column.ts';
import type { CancelSignal } from '../../ports.ts';
import type { CellAddress, PlacedRange, RawSample, TextTable } from '../opened-table.ts';
import type { ByteSource } from './bytes.ts';
import { makeDecoder } from './encoding.ts';
import { jsonFormOf } from './json-form.ts';
import { columnAt, firstLineOf, physicalOf, plainLayout, sampleOf } from './json-facts.ts';
import { openGrid } from './json-grid-table.ts';
import { passOverJson, rangeIn } from './json-pass.ts';
import type { JsonPart, JsonPass } from './json-pass.ts';
import { scanJson } from './json-scan.ts';
import { parseObject } from './json-value.ts';
import type { JsonEntry } from './json-value.ts';
import { fileName, problem } from './problem.ts';
import type { OpenRequest } from './problem.ts';

/** Opens files that are one table of JSON records. Throws FileProblem for what is no table or cannot be read. */
export async function openJson(sources: readonly ByteSource[], request: OpenRequest): Promise<TextTable> {
  const parts: JsonPart[] = [];
  for (const source of sources) {
    const form = await jsonFormOf(source, request.extension, request.signal);
    if (form.kind === 'columns' && sources.length === 1) return openGrid(source, request);
    if (form.kind === 'columns') throw problem('damaged', `part \`${fileName(source.path)}\` holds no records; check it separately`);
    parts.push({ source, form });
  }
  const pass = await passOverJson(parts, request);
  if (pass.goodRows === 0) throw problem('not-a-table', 'no record of this JSON can be read; write one object per line or one list of objects');
  return buildTable(pass, request);
}

async function buildTable(pass: JsonPass, request: OpenRequest): Promise<TextTable> {
  const { keys, encoding } = pass;
  const [first] = pass.parts;
  if (first === undefined) throw new Error('a dataset has at least one file');
  const columns = new Map(keys.map((key) => [key.name, key.index]));
  // The table lives as long as its check; the raw records of the sample need not.
  const places: JsonPass = { ...pass, sampled: [] };
  return {
    kind: 'text',
    dataset: request.dataset,
    format: first.form.kind === 'lines' ? 'jsonl' : 'json',
    layout: layoutOf(pass),
    columnNames: keys.map((key) => key.name),
    physical: keys.map((key) => physicalOf(key.kinds)),
    ...parseSample(pass),
    rowCount: pass.goodRows,
    source: pass.source,
    headerCell: (column) => keys[column]?.place ?? null,
    locate: (cells, signal) => locate(places, cells, signal),
    firstLine: await firstLineOf(first.source, makeDecoder(encoding)),
    columnAt: (lineText, characterIndex) => columnAt(lineText, { characterIndex, columns }),
  };
}

function parseSample({ keys, sampled, encoding, goodRows }: JsonPass): { sample: RawSample; quotedShares: readonly number[] } {
  const decode = makeDecoder(encoding);
  const columns = new Map(keys.map((key) => [key.name, key.index]));
  const rows = sampled.map(({ bytes }) => {
    const parsed = parseObject(decode(bytes));
    const row: JsonEntry['cell'][] = [];
    if (parsed.ok) for (const { key, cell } of parsed.value) row[columns.get(key) ?? 0] = cell;
    return row;
  });
  return sampleOf(rows, { width: keys.length, isWholeTable: rows.length === goodRows });
}

function layoutOf({ parts, keys, encoding, malformed, undecodable }: JsonPass): Layout {
  return { ...plainLayout(encoding, (parts[0]?.source.start.bomBytes ?? 0) > 0, keys.length), malformedRecords: malformed, undecodable };
}

async function locate(pass: JsonPass, cells: readonly CellAddress[], signal: CancelSignal | undefined): Promise<readonly (PlacedRange | null)[]> {
  const answers: (PlacedRange | null)[] = cells.map(() => null);
  const decode = makeDecoder(pass.encoding);
  for (const part of pass.parts.filter(({ source }) => source.compression === null)) {
    const wanted = cells.map((cell, answer) => ({ ...cell, answer })).filter(({ rowNumber }) => rowNumber >= part.firstRowNumber && rowNumber < part.firstRowNumber + part.rows);
    for (const rowNumber of new Set(wanted.map((cell) => cell.rowNumber))) {
      const from = part.checkpoints.findLast((checkpoint) => checkpoint.rowNumber <= rowNumber);
      if (from === undefined) continue;
      let at = from.rowNumber;
      await scanJson(part.source, { form: part.form, from, signal }, {
        record: (record) => {
          if (at !== rowNumber) {
            at += 1;
            return false;
          }
          const text = decode(record.buffer.subarray(record.start, record.end));
          const parsed = parseObject(text);
          for (const { column, answer } of parsed.ok ? wanted.filter((cell) => cell.rowNumber === rowNumber) : []) {
            const entry = parsed.ok ? parsed.value.findLast(({ key }) => key === pass.keys[column]?.name) : undefined;
            answers[answer] = { path: part.source.path, range: rangeIn(text, entry?.cell ?? firstLineIn(text), record) };
          }
          return true;
        },
      });
    }
  }
  return answers;
}

/** Where a record stands that has not the key asked for; one that goes over many lines is not marked whole. */
function firstLineIn(record: string): { readonly start: number; readonly end: number } {
  const end = record.search(/[\r\n]/);
  return { start: 0, end: end < 0 ? record.length : end };
}
