/**
 * Which column a place in an open document belongs to. Works on the line alone, so a record over several lines is only understood
 * on lines that look like a whole one; in doubt the answer is null.
 */
import { getLocation } from 'jsonc-parser';
import type { TableProfile } from '../core/report.ts';

export interface PlaceInLine {
  readonly lineText: string;
  readonly characterIndex: number;
}

export interface FoundColumn {
  /** Index into the profile's columns. */
  readonly index: number;
  /** The cell's characters in the line; null where cells have no simple bounds (JSON). */
  readonly cell: Cell | null;
}

export interface Cell {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** Longer lines get no hover: it must come at once. */
const MAX_LINE = 1_000_000;
/** Deeper values are not looked into: the JSON reader recurses. */
const MAX_NESTING = 100;

/** Returns the column at the place, or null where there is none or it is not sure. */
export function locateColumn(profile: TableProfile, place: PlaceInLine): FoundColumn | null {
  if (place.lineText.length > MAX_LINE) return null;
  if (profile.format === 'csv') return profile.delimiter === null ? null : delimited(profile, profile.delimiter, place);
  return profile.format === 'jsonl' || profile.format === 'json' ? keyed(profile, place) : null;
}

function delimited(profile: TableProfile, delimiter: string, { lineText, characterIndex }: PlaceInLine): FoundColumn | null {
  const cells = cutCells(lineText, delimiter);
  if (cells === null || cells.length !== profile.columns.length) return null;
  const index = cells.findIndex(({ end }) => characterIndex <= end);
  const cell = cells[index];
  return cell === undefined ? null : { index, cell };
}

/** Returns the cells of a line, or null when a quote is left open. */
function cutCells(line: string, delimiter: string): readonly Cell[] | null {
  const cells: Cell[] = [];
  let start = 0;
  for (;;) {
    const end = endOfCell(line, start, delimiter);
    if (end === null) return null;
    cells.push({ start, end });
    if (end >= line.length) return cells;
    start = end + delimiter.length;
  }
}

/** A cell that begins with a quote ends at the delimiter after its closing quote; doubled quotes stand for one. */
function endOfCell(line: string, start: number, delimiter: string): number | null {
  let from = start;
  if (line[start] === '"') {
    let close = line.indexOf('"', start + 1);
    while (close >= 0 && line[close + 1] === '"') close = line.indexOf('"', close + 2);
    if (close < 0) return null;
    from = close + 1;
  }
  const end = line.indexOf(delimiter, from);
  return end < 0 ? line.length : end;
}

/** A key or value of a record that begins and ends on this line, or a `"key": value` line of a record written over several. */
function keyed(profile: TableProfile, { lineText, characterIndex }: PlaceInLine): FoundColumn | null {
  const { text, shift } = recordOf(lineText);
  const at = characterIndex + shift;
  if (at < 0 || depthOf(text) > MAX_NESTING) return null;
  const { path } = getLocation(text, at);
  const key = path[0];
  const index = profile.columns.findIndex(({ name }) => name === key);
  return index < 0 ? null : { index, cell: null };
}

function recordOf(lineText: string): { readonly text: string; readonly shift: number } {
  const brace = lineText.indexOf('{');
  const bare = /^\s*"(?:[^"\\]|\\.)*"\s*:/.test(lineText);
  if (bare) return { text: `{${lineText}`, shift: 1 };
  return brace < 0 ? { text: lineText, shift: 0 } : { text: lineText.slice(brace), shift: -brace };
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '{' || character === '[') deepest = Math.max(deepest, (depth += 1));
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}
