/** Offsets of a notebook's document to cells with lines and columns, and back. */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { Position, Range } from '../../report.ts';
import { lineIndexOf } from '../line-index.ts';
import type { LineIndex } from '../line-index.ts';

export interface InCell<T> {
  /** 1-based, counting all cells, as editors do. */
  readonly cell: number;
  /** Lines count within the cell. */
  readonly at: T;
}

export interface CellPlaces {
  /** Null for a document without code cells. Offsets between two cells belong to the earlier one. */
  positionAt(offset: number): InCell<Position> | null;
  /** A range in the cell of its start; what reaches beyond is cut. */
  rangeOf(at: { readonly start: number; readonly end: number }): InCell<Range> | null;
  /** Null for cells that are not part of the document. */
  offsetAt(place: InCell<Position>): number | null;
}

interface CodeCell {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly source: string;
}

export function cellPlacesOf(document: PythonDocument): CellPlaces {
  const cells = document.cells.flatMap(({ index, range, source }): readonly CodeCell[] => (range === null ? [] : [{ index, ...range, source }]));
  const lines = new Map<number, LineIndex>();
  const linesOf = ({ index, source }: CodeCell): LineIndex => {
    const known = lines.get(index) ?? lineIndexOf(source);
    lines.set(index, known);
    return known;
  };
  return {
    positionAt: (offset) => {
      const cell = cellAround(cells, offset);
      return cell === null ? null : { cell: cell.index + 1, at: linesOf(cell).positionAt(offset - cell.start) };
    },
    rangeOf: ({ start, end }) => {
      const cell = cellAround(cells, start);
      return cell === null ? null : { cell: cell.index + 1, at: linesOf(cell).rangeOf({ start: start - cell.start, end: Math.min(end, cell.end) - cell.start }) };
    },
    offsetAt: ({ cell, at }) => {
      const found = cells.find(({ index }) => index === cell - 1);
      return found === undefined ? null : found.start + linesOf(found).offsetAt(at);
    },
  };
}

/** The last cell that starts at or before the offset, else the first. */
function cellAround(cells: readonly CodeCell[], offset: number): CodeCell | null {
  let low = 0;
  let high = cells.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((cells[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return cells[low] ?? null;
}
