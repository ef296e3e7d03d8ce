/** Turns the edits a rule proposes, which speak of documents, into edits of the files they were read from. Pure. */
import type { CellEdit, CodeEdit, CodeFix } from '../../../../rules/api/python-rule.ts';
import { isNotebookPath } from '../check/read-source.ts';
import { clearOutputs, deleteCell, insertCell } from '../notebook/cell-edits.ts';
import { applyEdits, documentEditsInFile } from '../notebook/edit-notebook.ts';
import type { OpenNotebook, TextEdit } from '../notebook/edit-notebook.ts';
import { readNotebook } from '../notebook/read-notebook.ts';
import type { PythonParser } from '../parser.ts';

/** Offsets into the file's text as it was decoded. */
export interface FileEdit extends TextEdit {
  /** Absolute. */
  readonly path: string;
}

export interface EditedFiles {
  readonly fileEdits: readonly FileEdit[];
  /** Whole texts after the edits, by absolute path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** @returns null when the edits cannot be made: they overlap, reach over cells, change nothing, or speak of files that are not at hand */
export function editFiles(fix: CodeFix, { textOf, parser }: { readonly textOf: (path: string) => string | null; readonly parser: PythonParser }): EditedFiles | null {
  const byPath = new Map<string, (CodeEdit | CellEdit)[]>();
  for (const edit of fix.edits) byPath.set(edit.document.path, [...(byPath.get(edit.document.path) ?? []), edit]);
  const fileEdits: FileEdit[] = [];
  const texts = new Map<string, string>();
  for (const [path, edits] of byPath) {
    const text = textOf(path);
    const inFile = text === null ? null : isNotebookPath(path) ? editNotebook({ path, text }, { edits, parser }) : editScript(edits);
    if (text === null || inFile === null || overlap(inFile)) return null;
    const edited = applyEdits(text, inFile);
    if (edited === text) return null;
    texts.set(path, edited);
    fileEdits.push(...inFile.map((edit) => ({ path, ...edit })));
  }
  return texts.size === 0 ? null : { fileEdits, texts };
}

type Edits = readonly (CodeEdit | CellEdit)[];

/** Offsets of a script's document are those of its file. Null when whole cells are to change: scripts have no outputs or cell ids. */
function editScript(edits: Edits): readonly TextEdit[] | null {
  const plain = edits.filter(isTextEdit);
  return plain.length === edits.length ? plain.map(({ start, end, newText }) => ({ start, end, newText })) : null;
}

function editNotebook(file: { readonly path: string; readonly text: string }, { edits, parser }: { readonly edits: Edits; readonly parser: PythonParser }): readonly TextEdit[] | null {
  const read = readNotebook(file, parser);
  if (!read.ok) return null;
  const notebook: OpenNotebook = { text: file.text, document: read.document, map: read.map };
  const inSources = documentEditsInFile(notebook, edits.filter(isTextEdit));
  const ofCells = edits.flatMap((edit) => (isTextEdit(edit) ? [] : [editCell(notebook, edit)]));
  if (inSources === null || ofCells.some((each) => each === null)) return null;
  return [...inSources, ...ofCells.flatMap((each) => each ?? [])];
}

export function isTextEdit(edit: CodeEdit | CellEdit): edit is CodeEdit {
  return !('kind' in edit);
}

function editCell(notebook: OpenNotebook, edit: CellEdit): readonly TextEdit[] | null {
  switch (edit.kind) {
    case 'clear-outputs':
      return clearOutputs(notebook, edit.cellIndex);
    case 'delete-cell':
      return some(deleteCell(notebook, edit.cellIndex));
    case 'insert-cell':
      return some(insertCell(notebook, edit.cellIndex, { type: edit.type, source: edit.source }));
  }
}

function some(edit: TextEdit | null): readonly TextEdit[] | null {
  return edit === null ? null : [edit];
}

function overlap(edits: readonly TextEdit[]): boolean {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.some((edit, index) => edit.end < edit.start || edit.start < (sorted[index - 1]?.end ?? 0));
}
