/** How a notebook file is laid out, so that what is added looks like the rest. */
import type { JsonSource } from './notebook-file.ts';
import type { NotebookMap } from './read-notebook.ts';

export interface FileStyle {
  /** Line break and indentation before a cell, before a key of a cell and before an item of a cell's list; empty in compact files. */
  readonly cellBreak: string;
  readonly keyBreak: string;
  readonly itemBreak: string;
  /** Between a key and its value, with blanks. */
  readonly colon: string;
  /** Between values of one line. */
  readonly comma: string;
}

/** As Jupyter and VS Code write. */
const JUPYTER: FileStyle = { cellBreak: '\n  ', keyBreak: '\n   ', itemBreak: '\n    ', colon: ': ', comma: ', ' };

/** Returns the layout of the file, seen at its first cell; Jupyter's where there is none. */
export function fileStyle(json: string, map: NotebookMap): FileStyle {
  const cell = map.cells.find(({ span }) => json.charAt(span.start) === '{');
  if (cell === undefined) return JUPYTER;
  const cellBreak = blanksBefore(json, cell.span.start);
  const start = /^\{(\s*)"[^"]*"(\s*:\s*)/.exec(json.slice(cell.span.start, cell.span.start + MAX_HEAD));
  if (start === null) return JUPYTER;
  const [, keyBreak = '', colon = ': '] = start;
  const comma = /"(,\s*)"/.exec(json.slice(cell.span.start, cell.span.start + MAX_HEAD))?.[1] ?? ', ';
  if (!keyBreak.includes('\n')) return { cellBreak: '', keyBreak: '', itemBreak: '', colon, comma };
  const unit = keyBreak.startsWith(cellBreak) ? keyBreak.slice(cellBreak.length) : ' ';
  return { cellBreak, keyBreak, itemBreak: keyBreak + unit, colon, comma: ', ' };
}

/** Enough for the blanks of any indentation and the first keys of a cell. */
const MAX_HEAD = 1000;

function blanksBefore(json: string, at: number): string {
  let start = at;
  while (start > 0 && json.charCodeAt(start - 1) <= 32) start -= 1;
  return json.slice(start, at);
}

/** Returns what stands between two strings of a source: as in the list itself, else as in the file. */
export function betweenStrings(json: string, source: JsonSource, style: FileStyle): string {
  const [first, second] = source.strings;
  if (first !== undefined && second !== undefined) return json.slice(first.end, second.start);
  const blanks = first === undefined ? style.itemBreak : json.slice(source.span.start + 1, first.start);
  return blanks.includes('\n') ? `,${blanks}` : style.comma;
}

/** Returns a list of values as the file writes lists of a cell. @param items as JSON */
export function writeList(items: readonly string[], style: FileStyle): string {
  if (items.length === 0) return '[]';
  const separator = style.itemBreak === '' ? style.comma : `,${style.itemBreak}`;
  return `[${style.itemBreak}${items.join(separator)}${style.keyBreak}]`;
}

/** Returns text cut behind each line break, as the lists of sources hold it. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
