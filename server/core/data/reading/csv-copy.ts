/** Writes a regular copy of an irregular table for the engine: UTF-8, commas, values quoted, rows numbered as in the user's file. */
import type { CancelSignal, Scratch, ScratchFile } from '../../ports.ts';
import type { ColumnGroup, EngineSource } from '../engine.ts';
import type { CsvPass, PartPass } from './csv-pass.ts';
import { windows1252ToUtf8 } from './encoding.ts';
import { problem } from './problem.ts';
import { createOutput } from './output.ts';
import type { Output } from './output.ts';
import { GROUP_COLUMNS, MAX_DIRECT_COLUMNS } from './row-copy.ts';
import { scanRecords } from './scan-records.ts';
import type { Dialect, ScannedRecord } from './scan-records.ts';

const QUOTE_BYTE = 0x22;
const COMMA_BYTE = 0x2c;
const LF_BYTE = 0x0a;
const REPLACEMENT = Uint8Array.of(0xef, 0xbf, 0xbd);

/** Returns the source of the copy. Leaves out rows of another width and rows that cannot be decoded. */
export async function copyCsv(pass: CsvPass, scratch: Scratch, signal: CancelSignal | undefined): Promise<EngineSource> {
  const { width } = pass.shape;
  const perGroup = width > MAX_DIRECT_COLUMNS ? GROUP_COLUMNS : width;
  const groups: { first: number; count: number; file: ScratchFile; output: Output }[] = [];
  for (let first = 0; first < width; first += perGroup) {
    groups.push({ first, count: Math.min(perGroup, width - first), file: await scratch.create(`columns-${first}.csv`), output: createOutput() });
  }
  try {
    for (const part of pass.parts) await copyPart({ pass, part, perGroup, signal }, groups);
  } finally {
    for (const group of groups) await group.file.close();
  }
  if (signal?.aborted) throw problem('cancelled', 'the check was cancelled');
  const columnGroups = groups.map(({ first, count, file }): ColumnGroup => ({ files: [file.path], firstColumn: first, columnCount: count, hasRowNumbers: true }));
  return { kind: 'csv', delimiter: ',', quote: '"', hasHeader: false, hasLineBreaksInValues: hasLineBreaks(pass), columnCount: width, groups: columnGroups };
}

export function hasLineBreaks(pass: CsvPass): boolean {
  return pass.parts.some((part) => part.hasLineBreaksInValues);
}

async function copyPart(
  { pass, part, perGroup, signal }: { pass: CsvPass; part: PartPass; perGroup: number; signal: CancelSignal | undefined },
  groups: readonly { file: ScratchFile; output: Output }[],
): Promise<void> {
  const { dialect, hasHeader, width } = pass.shape;
  const writeField = fieldWriter(dialect, part.encoding === 'windows-1252' ? windows1252ToUtf8() : null);
  let awaitsHeader = hasHeader;
  let rowNumber = part.firstRowNumber;
  await scanRecords(part.source.chunks(signal), dialect, {
    record: (record) => {
      if (record.isBlank) return false;
      if (awaitsHeader) {
        awaitsHeader = false;
        return false;
      }
      const number = rowNumber;
      rowNumber += 1;
      if (record.fields !== width || (record.invalidBytes > 0 && part.encoding !== 'windows-1252')) return false;
      let at = record.start;
      for (const { output } of groups) {
        output.number(number);
        for (let column = 0; column < perGroup && at <= record.end; column += 1) {
          output.byte(COMMA_BYTE);
          at = writeField(record, at, output) + 1;
        }
        output.byte(LF_BYTE);
      }
      return false;
    },
    afterChunk: async () => {
      for (const { file, output } of groups) if (output.isFull()) await file.write(output.take());
    },
  });
  for (const { file, output } of groups) await file.write(output.take());
}

/** Returns a function that writes the field at `start` and returns the index of the delimiter after it. */
function fieldWriter(dialect: Dialect, table: readonly Uint8Array[] | null): (record: ScannedRecord, start: number, output: Output) => number {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const quote = dialect.quote === null ? -1 : dialect.quote.charCodeAt(0);
  const put = (byte: number, output: Output): void => {
    if (byte === QUOTE_BYTE) output.byte(QUOTE_BYTE);
    if (byte === 0) output.bytes(REPLACEMENT);
    else if (table !== null && byte >= 0x80) output.bytes(table[byte] ?? REPLACEMENT);
    else output.byte(byte);
  };
  return ({ buffer, end }, start, output) => {
    let at = start;
    let isOpen = buffer[at] === quote && at < end;
    if (isOpen) at += 1;
    const before = output.length();
    output.byte(QUOTE_BYTE);
    for (; at < end; at += 1) {
      const byte = buffer[at] ?? 0;
      if (isOpen && byte === quote) {
        if (buffer[at + 1] === quote && at + 1 < end) {
          at += 1;
          put(byte, output);
        } else isOpen = false;
      } else if (!isOpen && byte === delimiter) break;
      else put(byte, output);
    }
    if (output.length() === before + 1) output.truncate(before);
    else output.byte(QUOTE_BYTE);
    return at;
  };
}
