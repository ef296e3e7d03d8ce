/**
 * Turns edits of a notebook's document into edits of its file. Every byte that an edit does not concern stays: an edit inside a line
 * touches one JSON string, and what is added is written as the file writes such things. Pure.
 */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import { escapeText, lettersOf, placeInString } from './json-string.ts';
import type { JsonLetters } from './json-string.ts';
import type { JsonSource } from './notebook-file.ts';
import { betweenStrings, fileStyle, linesOf, writeList } from './file-style.ts';
import type { FileStyle } from './file-style.ts';
import type { NotebookMap } from './read-notebook.ts';

/** Replaces the text from `start` to `end`; offsets into whatever text it is for. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** A notebook file and what was read from it. */
export interface OpenNotebook {
  readonly text: string;
  readonly document: PythonDocument;
  readonly map: NotebookMap;
}

/**
 * Returns the file with the document's edits. Null when they cannot be: they overlap, reach over several cells or outside, or a
 * cell's source is not written as text.
 */
export function applyDocumentEdits(notebook: OpenNotebook, edits: readonly TextEdit[]): string | null {
  const fileEdits = documentEditsInFile(notebook, edits);
  return fileEdits === null ? null : applyEdits(notebook.text, fileEdits);
}

/** Returns the edits of the file that make the edits of the document; null as in `applyDocumentEdits`. */
export function documentEditsInFile(notebook: OpenNotebook, edits: readonly TextEdit[]): readonly TextEdit[] | null {
  const merged = mergeTouching(edits);
  if (merged === null) return null;
  const found = merged.map((edit) => documentEditInFile(notebook, edit));
  return found.some((edit) => edit === null) ? null : found.filter((edit) => edit !== null);
}

/** Returns text with edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, newText } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(text.slice(at, start), newText);
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** In order, those that touch made one, so that what is kept between two is never empty. Null when they overlap. */
function mergeTouching(edits: readonly TextEdit[]): readonly TextEdit[] | null {
  const merged: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const before = merged.at(-1);
    if (edit.end < edit.start || (before !== undefined && edit.start < before.end)) return null;
    if (before === undefined || edit.start > before.end) merged.push(edit);
    else merged[merged.length - 1] = { start: before.start, end: edit.end, newText: before.newText + edit.newText };
  }
  return merged;
}

function documentEditInFile({ text, document, map }: OpenNotebook, edit: TextEdit): TextEdit | null {
  const cell = document.cells.find(({ range }) => range !== null && range.start <= edit.start && edit.end <= range.end);
  const source = cell === undefined ? null : (map.cells[cell.index]?.source ?? null);
  if (cell === undefined || cell.range === null || source === null) return null;
  const inCell = { start: edit.start - cell.range.start, end: edit.end - cell.range.start, newText: edit.newText };
  const change = { json: text, source, cellText: cell.source, letters: lettersFor(text, edit.newText), style: fileStyle(text, map) };
  return source.kind === 'string' ? editString(change, inCell) : editList(change, inCell);
}

/** Only text beyond ASCII is worth a look at the whole file. */
export function lettersFor(json: string, newText: string): JsonLetters {
  return /[^\0-\x7f]/.test(newText) ? lettersOf(json) : 'as-is';
}

interface SourceChange {
  readonly json: string;
  readonly source: JsonSource;
  /** The source's text. */
  readonly cellText: string;
  readonly letters: JsonLetters;
  readonly style: FileStyle;
}

function editString({ json, source, letters }: SourceChange, { start, end, newText }: TextEdit): TextEdit {
  return { start: placeInString(json, source.span, start), end: placeInString(json, source.span, end), newText: escapeText(newText, letters) };
}

function editList(change: SourceChange, edit: TextEdit): TextEdit {
  const { json, source, cellText, letters, style } = change;
  const { start, end, newText } = edit;
  const isEmptied = newText === '' && start === 0 && end === cellText.length;
  if (source.strings.length === 0 || isEmptied) {
    return { ...source.span, newText: writeList(linesOf(newText).map((line) => `"${escapeText(line, letters)}"`), style) };
  }
  const from = newText === '' && end === cellText.length && start < end ? placeBehind(change, start) : placeBefore(change, start);
  const to = start === end ? from : newText.endsWith('\n') ? placeBehind(change, end) : placeBefore(change, end);
  const separator = `"${betweenStrings(json, source, style)}"`;
  const startsLine = newText !== '' && start === cellText.length && cellText.endsWith('\n');
  const endsLine = newText.endsWith('\n') && !to.isAtEnd;
  const lines = linesOf(newText).map((line) => escapeText(line, letters)).join(separator);
  return { start: from.at, end: to.at, newText: `${startsLine ? separator : ''}${lines}${endsLine ? separator : ''}` };
}

interface PlaceInList {
  /** In the file. */
  readonly at: number;
  /** Before the closing quote. */
  readonly isAtEnd: boolean;
}

/** Where an index of the source stands; at the start of a string rather than at the end of the one before. */
function placeBefore({ json, source }: SourceChange, index: number): PlaceInList {
  return placeIn(json, source.strings.findLast(({ offset }) => offset <= index), index);
}

/** The same, at the end of a string rather than at the start of the next. @param index more than 0 */
function placeBehind({ json, source }: SourceChange, index: number): PlaceInList {
  return placeIn(json, source.strings.findLast(({ offset }) => offset < index), index);
}

function placeIn(json: string, string: JsonSource['strings'][number] | undefined, index: number): PlaceInList {
  if (string === undefined) return { at: 0, isAtEnd: false };
  const at = placeInString(json, string, index - string.offset);
  return { at, isAtEnd: at === string.end - 1 };
}
