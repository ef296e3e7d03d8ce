/** Writes rows of text values as regular CSV for the engine, in groups of columns where the table is wide. */
import type { Scratch, ScratchFile } from '../../ports.ts';
import type { ColumnGroup, EngineSource } from '../engine.ts';

/** Wider tables are copied in groups of columns, so that an engine never plans thousands of columns at once. */
export const MAX_DIRECT_COLUMNS = 1000;
export const GROUP_COLUMNS = 200;

const FULL_CHARACTERS = 1 << 18;

export interface RowCopy {
  add(rowNumber: number, values: readonly (string | null)[]): void;
  /** To be awaited every now and then, so that memory stays small. */
  flush(): Promise<void>;
  finish(): Promise<EngineSource>;
  /** Removes what was written. */
  discard(): Promise<void>;
}

export async function createRowCopy(scratch: Scratch, width: number): Promise<RowCopy> {
  const perGroup = width > MAX_DIRECT_COLUMNS ? GROUP_COLUMNS : Math.max(1, width);
  const groups: { first: number; count: number; file: ScratchFile; text: string }[] = [];
  for (let first = 0; first < width; first += perGroup) {
    groups.push({ first, count: Math.min(perGroup, width - first), file: await scratch.create(`columns-${first}.csv`), text: '' });
  }
  let hasLineBreaksInValues = false;
  const write = async (least: number): Promise<void> => {
    for (const group of groups) {
      if (group.text.length < least) continue;
      const { text } = group;
      group.text = '';
      await group.file.write(text);
    }
  };
  const close = async (): Promise<void> => {
    for (const { file } of groups) await file.close();
  };
  return {
    add: (rowNumber, values) => {
      for (const group of groups) {
        let row = String(rowNumber);
        for (let column = group.first; column < group.first + group.count; column += 1) {
          const value = values[column] ?? '';
          if (value !== '' && !hasLineBreaksInValues && /[\r\n]/.test(value)) hasLineBreaksInValues = true;
          row += value === '' ? ',' : `,"${value.includes('"') ? value.replaceAll('"', '""') : value}"`;
        }
        group.text += `${row}\n`;
      }
    },
    flush: () => write(FULL_CHARACTERS),
    finish: async () => {
      await write(1);
      await close();
      const columnGroups = groups.map(({ first, count, file }): ColumnGroup => ({ files: [file.path], firstColumn: first, columnCount: count, hasRowNumbers: true }));
      return { kind: 'csv', delimiter: ',', quote: '"', hasHeader: false, hasLineBreaksInValues, columnCount: width, groups: columnGroups };
    },
    discard: async () => {
      await close();
      for (const { file } of groups) await scratch.remove(file.path);
    },
  };
}
