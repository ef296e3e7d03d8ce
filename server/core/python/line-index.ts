/** Offsets of a text to lines and columns and back. A line ends with `\n`, `\r\n` or a lone `\r`. */
import type { Position, Range } from '../report.ts';

export interface LineIndex {
  readonly lineCount: number;
  /** 1-based; columns count UTF-16 code units. A byte order mark has no column of its own. Offsets outside the text are moved into it. */
  positionAt(offset: number): Position;
  rangeOf(at: { readonly start: number; readonly end: number }): Range;
  /** The nearest offset; columns past the end of a line give its end. */
  offsetAt(position: Position): number;
  /** Where a line starts and where its text ends, without the line break. @param line 1-based */
  lineAt(line: number): { readonly start: number; readonly end: number };
}

export function lineIndexOf(text: string): LineIndex {
  const starts = lineStarts(text);
  const startOf = (line: number): number => starts[Math.min(Math.max(line, 1), starts.length) - 1] ?? 0;
  const lineAt = (line: number): { readonly start: number; readonly end: number } => {
    const start = startOf(line);
    let end = line < starts.length ? startOf(line + 1) : text.length;
    if (end > start && text[end - 1] === '\n') end -= 1;
    if (end > start && text[end - 1] === '\r' && line < starts.length) end -= 1;
    return { start, end };
  };
  const positionAt = (offset: number): Position => {
    const at = Math.min(Math.max(offset, 0), text.length);
    const line = lastAtOrBefore(starts, at);
    return { line, column: Math.max(at - startOf(line), 0) + 1 };
  };
  return {
    lineCount: starts.length,
    positionAt,
    rangeOf: ({ start, end }) => ({ start: positionAt(start), end: positionAt(end) }),
    offsetAt: ({ line, column }) => {
      if (line < 1) return startOf(1);
      if (line > starts.length) return text.length;
      const { start, end } = lineAt(line);
      return Math.min(start + Math.max(column - 1, 0), end);
    },
    lineAt,
  };
}

/** Text of a line without its line break; null outside of the text. @param line 1-based */
export function lineText(text: string, { lines, line }: { readonly lines: LineIndex; readonly line: number }): string | null {
  if (line < 1 || line > lines.lineCount) return null;
  const { start, end } = lines.lineAt(line);
  return text.slice(start, end);
}

const BYTE_ORDER_MARK = 0xfeff;

function lineStarts(text: string): readonly number[] {
  const starts = [text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** 1-based number of the last start that is not after the offset; 1 when all are after it. */
function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
