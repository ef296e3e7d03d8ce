/** Reads a notebook file as a document, with a map that leads edits of the document back into the file. */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { NotCheckedReason } from '../../ports.ts';
import type { Position } from '../../report.ts';
import type { PythonParser } from '../parser.ts';
import type { JsonProblem, Span } from './json-cursor.ts';
import { documentOfCells } from './notebook-document.ts';
import { readNotebookFile } from './notebook-file.ts';
import type { CellPlace, NotebookFile } from './notebook-file.ts';

/** Where the cells of a document stand in its file. */
export interface NotebookMap {
  /** The list of cells with its brackets; null in the old format, whose cells are in worksheets. */
  readonly cellList: Span | null;
  /** By cell index. */
  readonly cells: readonly CellPlace[];
}

export type ReadNotebook =
  | { readonly ok: true; readonly document: PythonDocument; readonly map: NotebookMap }
  | { readonly ok: false; readonly reason: NotCheckedReason; readonly message: string };

/** Largest file, in UTF-16 units. Lintel's own choice: read within a second and well under half a gigabyte. */
export const MAX_NOTEBOOK_LENGTH = 150_000_000;

/**
 * Returns the notebook. Errors: what cannot be read is named with the next step; never throws.
 * @param projectPath see `PythonDocument`; the path when left out
 */
export function readNotebook({ path, projectPath = path, text }: { readonly path: string; readonly projectPath?: string; readonly text: string }, parser: PythonParser): ReadNotebook {
  if (text.length > MAX_NOTEBOOK_LENGTH) return refusal('too-large', 'the notebook has more than 150 million characters; clear its outputs and save it again');
  const read = readNotebookFile(text);
  if (!read.ok) return problemIn(text, read.problem);
  const result = documentOfCells({ ...notebookCells(path, read.file), projectPath }, parser);
  if (!result.ok) return result;
  return { ok: true, document: result.document, map: { cellList: read.file.cellList, cells: read.file.cells.map(({ place }) => place) } };
}

function notebookCells(path: string, { cells, language }: NotebookFile) {
  return { path, language, cells: cells.map(({ place: _, languageId, source, ...cell }) => ({ ...cell, text: source, languageId: languageId ?? language })) };
}

function problemIn(text: string, problem: JsonProblem | 'no-object' | 'no-cells'): ReadNotebook {
  if (text.trim() === '') return refusal('empty', 'the notebook is empty; open it, write a cell and save it');
  if (problem === 'no-object') return refusal('not-a-notebook', 'the file is JSON but no notebook: it is not an object; export the notebook again');
  if (problem === 'no-cells') return refusal('not-a-notebook', 'the file is JSON but no notebook: it has no list of cells; export the notebook again');
  const { kind, offset } = problem;
  if (kind === 'too-deep') return refusal('too-deep', 'the JSON of the notebook nests more than 400 deep; clear its outputs and save it again');
  if (kind === 'too-many') return refusal('too-large', 'the notebook has more than half a million cells, lines and outputs; split it');
  if (kind === 'cut-off') return refusal('damaged', 'the JSON of the notebook ends in the middle; restore the file');
  const { line, column } = placeIn(text, offset);
  if (/^(?:<{7}|={7}|>{7})/.test(text.slice(offset))) return refusal('damaged', `the notebook has a merge conflict at line ${line}; resolve it`);
  return refusal('damaged', `the notebook is not JSON at line ${line}, column ${column}; restore the file`);
}

/** Like a line index, without the memory for a hundred million lines. */
function placeIn(text: string, offset: number): Position {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return { line, column: offset - (offset === 0 ? -1 : text.lastIndexOf('\n', offset - 1)) };
}

function refusal(reason: NotCheckedReason, message: string): ReadNotebook {
  return { ok: false, reason, message };
}
