/** Whether the first record names the columns, and what the columns are called. */
import { cellShape } from './cell-shape.ts';
import type { CellShape } from './cell-shape.ts';
import type { Head } from './dialect.ts';

export interface HeaderDecision {
  /** As pandas does, the first record is the header unless it clearly is a row. */
  readonly hasHeader: boolean;
  readonly looksLikeData: boolean;
}

/** Share of non-empty cells of one shape that makes a column typed. Own choice. */
const TYPED_SHARE = 0.95;

export function decideHeader(head: Head): HeaderDecision {
  const [first = [], ...rest] = head;
  const rows = rest.filter((record) => record.length === first.length).slice(0, 200);
  const shapes = first.map(cellShape);
  const isNamed = shapes.includes('empty') && first.some((cell, column) => cell.trim() === '' && !isMostlyEmpty(rows, column));
  const isAllNumbers = shapes.every((shape) => shape === 'number' || shape === 'empty') && shapes.includes('number');
  if (isNamed || isLabelSequence(first.filter((_, column) => shapes[column] === 'number'))) return { hasHeader: true, looksLikeData: false };
  if (rows.length === 0) return { hasHeader: true, looksLikeData: isAllNumbers && first.length > 1 };
  const below = first.map((_, column) => typeBelow(rows, column));
  const typed = below.filter((type) => type === 'number' || type === 'date').length;
  const isSameShape = typed > 0 && typed * 2 >= first.length && below.every((type, column) => fits(shapes[column] ?? 'empty', type));
  const looksLikeData = isSameShape || (isAllNumbers && typed * 2 >= first.length);
  return { hasHeader: !(isSameShape && isPlainlyData(first, { rows, shapes, below })), looksLikeData };
}

/** Two texts of any name fit a text column; only typed columns tell. */
function fits(shape: CellShape, below: CellShape): boolean {
  return below === 'text' || below === 'empty' || shape === 'empty' || shape === below;
}

/** Names are seldom dates, negative or with decimals, never repeated, and a name seldom is one of the column's values. */
function isPlainlyData(first: readonly string[], { rows, shapes, below }: { rows: Head; shapes: readonly CellShape[]; below: readonly CellShape[] }): boolean {
  const texts = first.flatMap((cell, column) => (below[column] === 'text' ? [rows.some((row) => row[column] === cell)] : []));
  const isFraction = first.some((cell, column) => shapes[column] === 'date' || (shapes[column] === 'number' && /[-.]/.test(cell)));
  const numbers = first.filter((_, column) => shapes[column] === 'number');
  return texts.includes(true) || isFraction || (texts.length === 0 && new Set(numbers).size < numbers.length);
}

/** Numbers in equal steps upwards are labels: positions as pandas writes them for nameless columns, years, bins. */
function isLabelSequence(cells: readonly string[]): boolean {
  const numbers = cells.map(Number);
  const step = (numbers[1] ?? 0) - (numbers[0] ?? 0);
  return numbers.length > 1 && (step === 1 || (step > 1 && numbers.length > 2)) && numbers.every((value, at) => Number.isInteger(value) && (at === 0 || value - (numbers[at - 1] ?? 0) === step));
}

function isMostlyEmpty(rows: Head, column: number): boolean {
  return rows.filter((row) => (row[column] ?? '').trim() === '').length * 2 >= rows.length;
}

function typeBelow(rows: Head, column: number): CellShape {
  const shapes = rows.map((row) => cellShape(row[column] ?? '')).filter((shape) => shape !== 'empty');
  for (const shape of ['number', 'date'] as const) if (shapes.length > 0 && shapes.filter((one) => one === shape).length >= shapes.length * TYPED_SHARE) return shape;
  return shapes.length === 0 ? 'empty' : 'text';
}

/**
 * Names the columns of rows `width` wide. With one more field than names, pandas and R take the first for the row's label;
 * a last field that is always empty is a separator too many instead. With a larger difference no name can be trusted.
 * @returns per column the index of its header cell, or null where it has none.
 */
export function alignHeader({ headerWidth, width, isLastEmpty }: { headerWidth: number; width: number; isLastEmpty: boolean }): readonly (number | null)[] {
  const extra = width - headerWidth;
  const shift = extra === 1 && !isLastEmpty ? 1 : 0;
  return Array.from({ length: width }, (_, column) => {
    if (extra > 1) return null;
    const cell = column - shift;
    return cell >= 0 && cell < headerWidth ? cell : null;
  });
}
