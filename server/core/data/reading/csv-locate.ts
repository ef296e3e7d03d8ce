/** Finds cells of a delimited table again, from the checkpoints of the pass. */
import type { CancelSignal } from '../../ports.ts';
import type { Range } from '../../report.ts';
import type { CellAddress, PlacedRange } from '../opened-table.ts';
import type { CsvPass, PartPass } from './csv-pass.ts';
import { makeDecoder } from './encoding.ts';
import { scanRecords } from './scan-records.ts';
import { positionIn, splitRecord } from './split-record.ts';
import type { Field } from './split-record.ts';

interface Wanted extends CellAddress {
  readonly answer: number;
}

/** Returns the ranges in the order asked; null for cells not there and for compressed files. Cost: about 4,096 rows per place. */
export async function locateInCsv(pass: CsvPass, cells: readonly CellAddress[], signal: CancelSignal | undefined): Promise<readonly (PlacedRange | null)[]> {
  const answers: (PlacedRange | null)[] = cells.map(() => null);
  const wanted = cells.map((cell, answer): Wanted => ({ ...cell, answer })).sort((a, b) => a.rowNumber - b.rowNumber);
  for (const part of pass.parts) {
    if (part.source.compression !== null) continue;
    const here = wanted.filter(({ rowNumber }) => rowNumber >= part.firstRowNumber && rowNumber < part.firstRowNumber + part.rows);
    for (const [at, group] of byCheckpoint(part, here)) await locateGroup({ pass, part, at, signal }, group, answers);
  }
  return answers;
}

export function fieldRange(text: string, field: Field, lineNumber: number): Range {
  return { start: positionIn(text, field.start, lineNumber), end: positionIn(text, field.end, lineNumber) };
}

function byCheckpoint(part: PartPass, cells: readonly Wanted[]): ReadonlyMap<number, Wanted[]> {
  const groups = new Map<number, Wanted[]>();
  let at = 0;
  for (const cell of cells) {
    while ((part.checkpoints[at + 1]?.rowNumber ?? Infinity) <= cell.rowNumber) at += 1;
    const group = groups.get(at);
    if (group === undefined) groups.set(at, [cell]);
    else group.push(cell);
  }
  return groups;
}

async function locateGroup(
  { pass, part, at, signal }: { pass: CsvPass; part: PartPass; at: number; signal: CancelSignal | undefined },
  group: readonly Wanted[],
  answers: (PlacedRange | null)[],
): Promise<void> {
  const checkpoint = part.checkpoints[at];
  if (checkpoint === undefined) return;
  const decode = makeDecoder(part.encoding);
  let { rowNumber } = checkpoint;
  let next = 0;
  await scanRecords(
    part.source.chunksFrom(checkpoint.offset, signal),
    pass.shape.dialect,
    {
      record: (record) => {
        if (record.isBlank) return false;
        if (group[next]?.rowNumber === rowNumber) {
          const text = decode(record.buffer.subarray(record.start, record.end));
          const fields = splitRecord(text, pass.shape.dialect);
          for (let cell = group[next]; cell?.rowNumber === rowNumber; cell = group[next]) {
            const field = fields[cell.column];
            if (field !== undefined) answers[cell.answer] = { path: part.source.path, range: fieldRange(text, field, record.lineNumber) };
            next += 1;
          }
        }
        rowNumber += 1;
        return next >= group.length;
      },
    },
    checkpoint,
  );
}
