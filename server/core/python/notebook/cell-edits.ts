/** Edits of a notebook's file that concern whole cells: new ones, empty ones, outputs. Pure. */
import type { Cell } from '../../../../rules/api/python/document.ts';
import { lettersFor } from './edit-notebook.ts';
import type { OpenNotebook, TextEdit } from './edit-notebook.ts';
import { fileStyle, linesOf, writeList } from './file-style.ts';
import type { FileStyle } from './file-style.ts';
import { escapeText } from './json-string.ts';

export interface NewCell {
  readonly type: Exclude<Cell['type'], 'raw'>;
  readonly source: string;
}

/** Returns the edit that puts a new cell before the one at the index, or behind the last. Null in files of the old format. */
export function insertCell({ text, map }: OpenNotebook, index: number, cell: NewCell): TextEdit | null {
  if (map.cellList === null) return null;
  const style = fileStyle(text, map);
  const json = writeCell(cell, { style, id: newId(map.cells.flatMap(({ id }) => id ?? []), cell.source), text });
  const separator = style.cellBreak === '' ? style.comma : `,${style.cellBreak}`;
  const next = map.cells[index];
  if (next !== undefined) return { start: next.span.start, end: next.span.start, newText: `${json}${separator}` };
  const last = map.cells.at(-1);
  if (last !== undefined) return { start: last.span.end, end: last.span.end, newText: `${separator}${json}` };
  return { ...map.cellList, newText: `[${style.cellBreak}${json}${style.cellBreak.slice(0, -1)}]` };
}

/** Returns the edit that takes a cell away with the comma that parts it from others. Null when there is no such cell. */
export function deleteCell({ text, map }: OpenNotebook, index: number): TextEdit | null {
  const cell = map.cells[index];
  if (cell === undefined) return null;
  const { start, end } = cell.span;
  const behind = /^\s*,\s*/.exec(text.slice(end, end + MAX_BLANKS))?.[0];
  if (behind !== undefined) return { start, end: end + behind.length, newText: '' };
  const before = /,\s*$/.exec(text.slice(Math.max(0, start - MAX_BLANKS), start))?.[0] ?? '';
  return { start: start - before.length, end, newText: '' };
}

/** Most blanks looked at between two cells. */
const MAX_BLANKS = 10_000;

/** Returns the edits that take a cell's outputs and its execution count away, as editors do; none when it has neither. */
export function clearOutputs({ text, map }: OpenNotebook, index: number): readonly TextEdit[] {
  const place = map.cells[index];
  const edits = [
    place?.outputs == null ? null : { ...place.outputs, newText: '[]' },
    place?.executionCount == null ? null : { ...place.executionCount, newText: 'null' },
  ];
  return edits.flatMap((edit) => (edit === null || text.slice(edit.start, edit.end) === edit.newText ? [] : [edit]));
}

function writeCell({ type, source }: NewCell, { style, id, text }: { readonly style: FileStyle; readonly id: string | null; readonly text: string }): string {
  const letters = lettersFor(text, source);
  const sourceJson = writeList(linesOf(source).map((line) => `"${escapeText(line, letters)}"`), style);
  const members = [
    ['cell_type', `"${type}"`],
    ...(type === 'code' ? [['execution_count', 'null']] : []),
    ...(id === null ? [] : [['id', `"${id}"`]]),
    ['metadata', '{}'],
    ...(type === 'code' ? [['outputs', '[]']] : []),
    ['source', sourceJson],
  ];
  const separator = style.keyBreak === '' ? style.comma : `,${style.keyBreak}`;
  return `{${style.keyBreak}${members.map(([key, value]) => `"${key}"${style.colon}${value}`).join(separator)}${style.cellBreak}}`;
}

/** An id like editors make, the same for the same file and source; null where cells have no ids. @param used ids of the file */
function newId(used: readonly string[], source: string): string | null {
  if (used.length === 0) return null;
  for (let hash = hashOf(source); ; hash = (hash + 1) >>> 0) {
    const id = hash.toString(16).padStart(8, '0');
    if (!used.includes(id)) return id;
  }
}

/** FNV-1a in 32 bits. Source: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
}
