/** From nodes and offsets of a document to places in its file: line and column, in a notebook the cell and the line within it. */
import { childrenOf } from '../../../../rules/api/python/children.ts';
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { Node, Statement } from '../../../../rules/api/python/syntax.ts';
import { contentAt } from '../../identity.ts';
import type { Content } from '../../identity.ts';
import type { Range } from '../../report.ts';
import { lineIndexOf, lineText } from '../line-index.ts';
import type { LineIndex } from '../line-index.ts';
import { cellPlacesOf } from '../notebook/cell-places.ts';

/** A stretch of a document's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface FilePlace {
  /** 1-based cell of a notebook; null in scripts and where a notebook has no cell. */
  readonly cell: number | null;
  /** In a notebook, lines of the cell. */
  readonly range: Range;
}

/** Finds places of one document. */
export interface DocumentPlaces {
  /** Over the whole text: lines count through all cells of a notebook. */
  readonly lines: LineIndex;
  placeOf(span: Span): FilePlace;
  /** The first line of a cell. */
  placeOfCell(cellIndex: number): FilePlace;
  /** The first line of the file, in a notebook of its first cell. */
  placeOfFile(): FilePlace;
  /** Lines of the whole text on which a comment speaks of this place: its first, and those where its statement begins and ends. */
  linesOf(span: Span): readonly number[];
  /** The line a place begins in and those around it, in a notebook those of its cell. */
  contentOf(span: Span): Content;
}

export function documentPlaces(document: PythonDocument): DocumentPlaces {
  const lines = lineIndexOf(document.source);
  const cells = document.kind === 'notebook' ? cellPlacesOf(document) : null;
  const lineSpan = (offset: number): Span => lines.lineAt(lines.positionAt(offset).line);
  const placeOf = (span: Span): FilePlace => {
    if (cells === null) return { cell: null, range: lines.rangeOf(span) };
    const inCell = cells.rangeOf(span);
    return inCell === null ? NOWHERE : { cell: inCell.cell, range: inCell.at };
  };
  const placeOfCell = (cellIndex: number): FilePlace => {
    const cell = document.cells[cellIndex];
    if (cell === undefined) return NOWHERE;
    if (cells === null) return placeOf(cell.range === null ? { start: 0, end: 0 } : lineSpan(cell.range.start));
    const inCell = lineIndexOf(cell.source);
    return { cell: cellIndex + 1, range: inCell.rangeOf(inCell.lineAt(1)) };
  };
  return {
    lines,
    placeOf,
    placeOfCell,
    placeOfFile: () => (cells === null ? placeOf(lineSpan(0)) : placeOfCell(0)),
    linesOf: (span) => {
      const statement = statementAt(document, span);
      const last = statement !== null && isSimple(statement) ? [Math.max(statement.start, statement.end - 1)] : [];
      const offsets = [span.start, ...(statement === null ? [] : [statement.start]), ...last];
      return [...new Set(offsets.map((offset) => lines.positionAt(offset).line))];
    },
    contentOf: (span) => {
      const inCell = cells?.rangeOf(span) ?? null;
      const source = inCell === null ? document.source : (document.cells[inCell.cell - 1]?.source ?? '');
      const index = inCell === null ? lines : lineIndexOf(source);
      const start = inCell === null ? lines.positionAt(span.start) : inCell.at.start;
      return contentAt((line) => lineText(source, { lines: index, line }), start.line);
    },
  };
}

/** For notebooks without a cell. */
const NOWHERE: FilePlace = { cell: null, range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } } };

/** The innermost statement around a stretch of text, or null between statements. */
export function statementAt(document: PythonDocument, { start }: Span): Statement | null {
  let found: Statement | null = null;
  for (let at: Node | undefined = document.module; at !== undefined; ) {
    if (isStatement(at)) found = at;
    at = childAt(at, start);
  }
  return found;
}

/** Files may have tens of thousands of statements, and many places asked for. */
function childAt(node: Node, start: number): Node | undefined {
  const { body } = node.kind === 'Module' || node.kind === 'ClassDef' ? node : { body: [] };
  const statement = body[lastStartingBy(body, start)];
  if (statement !== undefined && start < statement.end) return statement;
  return childrenOf(node).find((child) => child.start <= start && start < child.end);
}

/** Index of the last statement that begins at the offset or before it; -1 when none does. */
function lastStartingBy(body: readonly Statement[], start: number): number {
  let [low, high] = [0, body.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((body[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const STATEMENTS: Readonly<Record<Statement['kind'], 'simple' | 'compound'>> = {
  FunctionDef: 'compound',
  ClassDef: 'compound',
  For: 'compound',
  While: 'compound',
  If: 'compound',
  With: 'compound',
  Match: 'compound',
  Try: 'compound',
  Return: 'simple',
  Delete: 'simple',
  Assign: 'simple',
  AugAssign: 'simple',
  AnnAssign: 'simple',
  Raise: 'simple',
  Assert: 'simple',
  Import: 'simple',
  ImportFrom: 'simple',
  Global: 'simple',
  Nonlocal: 'simple',
  Expr: 'simple',
  TypeAlias: 'simple',
  Pass: 'simple',
  Break: 'simple',
  Continue: 'simple',
  Broken: 'compound',
};

function isStatement(node: Node): node is Statement {
  return Object.hasOwn(STATEMENTS, node.kind);
}

function isSimple(statement: Statement): boolean {
  return STATEMENTS[statement.kind] === 'simple';
}
