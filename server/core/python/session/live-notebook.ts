/** A notebook as it stands in an editor. Outputs are not part of that: they are those of the saved file, cell by cell. Pure. */
import type { CellOutput } from '../../../../rules/api/python/document.ts';
import type { CellText } from '../notebook/notebook-document.ts';
import { readNotebookFile } from '../notebook/notebook-file.ts';
import type { FileCell } from '../notebook/notebook-file.ts';

export interface LiveCell {
  readonly type: 'code' | 'markdown';
  readonly languageId: string;
  readonly text: string;
  readonly executionCount: number | null;
  readonly tags: readonly string[];
}

/** Another notebook is another object. */
export interface LiveNotebook {
  /** All cells, in order. */
  readonly cells: readonly LiveCell[];
}

/** What an open editor shows of a file: a text, or the cells of a notebook. */
export type LiveText = string | LiveNotebook;

/** The saved file, for what editors do not tell. */
export interface SavedNotebook {
  readonly text: string;
  readonly cells: readonly FileCell[];
}

/** Null when the text is no notebook. */
export function savedNotebook(text: string): SavedNotebook | null {
  const read = readNotebookFile(text);
  return read.ok ? { text, cells: read.file.cells } : null;
}

/** The text of an open file, for what looks at texts: of a notebook its cells without outputs. */
export function plainTextOf(live: LiveText): string {
  return typeof live === 'string' ? live : notebookJson(live, () => '[]');
}

/** The cells with the outputs of the saved cells that read the same. */
export function cellTextsOf(live: LiveNotebook, saved: SavedNotebook | null): readonly CellText[] {
  const takeOutputs = outputsIn(saved);
  return live.cells.map((cell): CellText => {
    const outputs: readonly CellOutput[] = takeOutputs(cell)?.outputs ?? [];
    return { ...cell, outputs };
  });
}

/** The file as it would be saved now, as far as an analysis can tell. */
export function fileTextOf(live: LiveNotebook, saved: SavedNotebook | null): string {
  const takeOutputs = outputsIn(saved);
  return notebookJson(live, (cell) => {
    const span = takeOutputs(cell)?.place.outputs;
    return saved === null || span == null ? '[]' : saved.text.slice(span.start, span.end);
  });
}

/** Each saved cell is taken once. */
function outputsIn(saved: SavedNotebook | null): (cell: LiveCell) => FileCell | null {
  const left = new Map<string, FileCell[]>();
  for (const cell of saved?.cells ?? []) if (cell.type === 'code') left.set(cell.source, [...(left.get(cell.source) ?? []), cell]);
  return ({ type, text }) => (type === 'code' ? (left.get(text)?.shift() ?? null) : null);
}

function notebookJson({ cells }: LiveNotebook, outputsOf: (cell: LiveCell) => string): string {
  const parts = cells.map((cell) => {
    const metadata = JSON.stringify({ tags: cell.tags, ...(cell.type === 'code' && cell.languageId !== 'python' ? { vscode: { languageId: cell.languageId } } : {}) });
    const source = JSON.stringify(cell.text);
    if (cell.type === 'markdown') return `{"cell_type":"markdown","metadata":${metadata},"source":${source}}`;
    return `{"cell_type":"code","execution_count":${cell.executionCount ?? 'null'},"metadata":${metadata},"outputs":${outputsOf(cell)},"source":${source}}`;
  });
  return `{"cells":[${parts.join(',')}],"metadata":{},"nbformat":4,"nbformat_minor":4}`;
}
