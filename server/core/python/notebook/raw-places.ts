/** Where a place in a notebook's cell stands in the JSON of its file, for those who see the file as text. */
import type { Position, Range } from '../../report.ts';
import { lineIndexOf } from '../line-index.ts';
import { placeInString } from './json-string.ts';
import { readNotebookFile } from './notebook-file.ts';
import type { FileCell } from './notebook-file.ts';

export interface RawPlaces {
  /** The top of the file where the cell is none of the file, or has no source that is text. @param cell 1-based */
  rangeOf(cell: number | null, range: Range): Range;
}

const TOP: Range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** @param json the notebook's file */
export function rawPlacesOf(json: string): RawPlaces {
  const read = readNotebookFile(json);
  const cells = read.ok ? read.file.cells : [];
  const lines = lineIndexOf(json);
  return {
    rangeOf: (cell, range) => {
      const found = cell === null ? undefined : cells[cell - 1];
      if (found === undefined) return TOP;
      const start = rawOffset(json, found, range.start);
      const end = rawOffset(json, found, range.end);
      return start === null ? lines.rangeOf({ start: found.place.span.start, end: found.place.span.start }) : lines.rangeOf({ start, end: Math.max(start, end ?? start) });
    },
  };
}

function rawOffset(json: string, { source, place }: FileCell, position: Position): number | null {
  const index = lineIndexOf(source).offsetAt(position);
  const string = place.source?.strings.findLast(({ offset }) => offset <= index);
  return string === undefined ? null : placeInString(json, string, index - string.offset);
}
