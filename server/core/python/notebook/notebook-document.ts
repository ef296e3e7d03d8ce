/** Makes one document of a notebook's cells, whether they come from a file or from an open editor. */
import type { Cell, CellOutput, Magic } from '../../../../rules/api/python/document.ts';
import { joinPieces } from '../join-pieces.ts';
import { checkLimits } from '../limits.ts';
import type { ParsedPiece, PythonParser } from '../parser.ts';
import type { ReadPython } from '../read-script.ts';
import { blank, plainCell } from './plain-python.ts';

export interface CellText {
  readonly type: Cell['type'];
  /** Of the cell in its editor, e.g. `python`, `sql`. */
  readonly languageId: string;
  readonly text: string;
  readonly executionCount: number | null;
  readonly tags: readonly string[];
  /** None when left out. */
  readonly outputs?: readonly CellOutput[];
}

export interface NotebookCells {
  /** Absolute, forward slashes. */
  readonly path: string;
  /** See `PythonDocument`; the path when left out. */
  readonly projectPath?: string;
  /** All cells, Markdown and raw ones too. */
  readonly cells: readonly CellText[];
  /** Language of the kernel; when left out, that of the code cells. */
  readonly language?: string;
}

const PYTHON = 'python';

/** Returns the document of a notebook. Each cell is parsed by itself, so that what is broken in one does no harm to others. */
export function documentOfCells({ path, projectPath = path, cells, language }: NotebookCells, parser: PythonParser): ReadPython {
  const kernel = language ?? languageOf(cells);
  const prepared = prepareCells(cells, kernel);
  const limits = checkLimits(textOf(prepared));
  if (!limits.ok) return limits;
  const parsed = prepared.map((cell) => parseCell(cell, parser));
  const text = textOf(parsed);
  const { module, comments, syntaxErrors } = joinPieces(parsed.flatMap(({ piece }) => piece ?? []), { path, projectPath, length: text.length });
  const source = cells.filter(({ type }) => type === 'code').map((cell) => cell.text).join('\n');
  const magics = parsed.flatMap((cell) => cell.magics);
  return { ok: true, document: { path, projectPath, kind: 'notebook', text, source, module, comments, syntaxErrors, cells: parsed.map(toCell), language: kernel, magics } };
}

function languageOf(cells: readonly CellText[]): string {
  const languages = cells.filter(({ type }) => type === 'code').map(({ languageId }) => languageId);
  return languages.includes(PYTHON) ? PYTHON : (languages[0] ?? PYTHON);
}

interface PreparedCell {
  readonly cell: CellText;
  readonly index: number;
  /** Null when the cell is not part of the document. */
  readonly range: Cell['range'];
  /** As Python; as long as the cell's own. */
  readonly text: string;
  readonly language: string;
  /** True when it is Python only if it parses. */
  readonly isGuess: boolean;
  readonly magics: readonly Magic[];
}

function prepareCells(cells: readonly CellText[], kernel: string): readonly PreparedCell[] {
  let offset = 0;
  return cells.map((cell, index) => {
    const foreign = kernel === PYTHON ? cell.languageId : kernel;
    if (cell.type !== 'code') return { cell, index, range: null, text: '', language: cell.type === 'markdown' ? 'markdown' : 'raw', isGuess: false, magics: [] };
    const range = { start: offset, end: offset + cell.text.length };
    offset = range.end + 1;
    if (foreign !== PYTHON) return { cell, index, range, text: blank(cell.text), language: foreign, isGuess: false, magics: [] };
    return { cell, index, range, ...plainCell(cell.text, range.start) };
  });
}

interface ParsedCell extends PreparedCell {
  /** Null when there is nothing to parse. */
  readonly piece: ParsedPiece | null;
}

function parseCell(cell: PreparedCell, parser: PythonParser): ParsedCell {
  if (cell.range === null || cell.text.trim() === '') return { ...cell, piece: null };
  const piece = parser.parse(cell.text, cell.range.start);
  if (!cell.isGuess) return { ...cell, piece };
  if (piece.syntaxErrors.length === 0) return { ...cell, language: PYTHON, piece };
  return { ...cell, text: blank(cell.text), magics: cell.magics.filter((magic) => magic.isCellMagic), piece: null };
}

function textOf(cells: readonly PreparedCell[]): string {
  return cells.flatMap(({ range, text }) => (range === null ? [] : [text])).join('\n');
}

function toCell({ cell, index, range, language }: ParsedCell): Cell {
  const { type, text: source, executionCount, tags, outputs = [] } = cell;
  return { index, type, language, source, range, executionCount, outputs, tags };
}
