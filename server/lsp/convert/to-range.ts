/** From places of a report to those of the protocol. */
import type { Range } from 'vscode-languageserver';
import type { Range as ReportRange } from '../../core/report.ts';

/** Line 1, without width: where findings without a place stand. */
export const TOP: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** 1-based to 0-based; both count UTF-16 code units and end exclusively. */
export function toRange(range: ReportRange | null): Range {
  if (range === null) return TOP;
  const { start, end } = range;
  return { start: { line: start.line - 1, character: start.column - 1 }, end: { line: end.line - 1, character: end.column - 1 } };
}
