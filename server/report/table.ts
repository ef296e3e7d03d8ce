/** Draws a table's profile: a line per column with type, missing, distinct, range and shape, and its findings under it. */
import type { ColumnProfile, Finding, TableProfile } from '../core/report.ts';
import { findingLines } from './finding-lines.ts';
import type { Drawing } from './finding-lines.ts';
import { counted, grouped, percent, shortNumber } from './numbers.ts';
import { cutToWidth, display, padEnd, padStart, widthOf } from './terminal.ts';

/** Returns the lines of one table. Wide tables show their first columns and all columns with findings. */
export function drawTable(table: TableProfile, { findings, ...drawing }: Drawing & { readonly findings: readonly Finding[] }): readonly string[] {
  const { paint } = drawing;
  const shape = `${table.format}, ${counted(table.rows, 'row')} x ${counted(table.columns.length, 'column')}${table.isSample ? ', a sample only' : ''}`;
  const names = new Set(table.columns.map((column) => column.name));
  const ofTable = findings.filter(({ column }) => column === null || !names.has(column));
  return [
    `${paint.bold(display(table.path))}  ${paint.dim(display(shape))}`,
    ...findingLines(ofTable, { ...drawing, indent: '  ' }),
    ...(table.columns.length === 0 ? [] : ['', ...columnLines(table, { findings, ...drawing })]),
  ];
}

/** Columns drawn of a wide table, besides those with findings. */
const DRAWN_COLUMNS = 60;

interface Widths {
  readonly name: number;
  readonly range: number;
}

const KIND_WIDTH = 9;
const MISSING_WIDTH = 8;
const DISTINCT_WIDTH = 9;
const SHAPE_WIDTH = 10;
const NAME_WIDTH = { min: 8, max: 30 };
const RANGE_WIDTH = { min: 15, max: 34 };
const GAPS = 2 * 6;

function columnLines(table: TableProfile, { findings, ...drawing }: Drawing & { readonly findings: readonly Finding[] }): readonly string[] {
  const blamed = new Set(findings.map(({ column }) => column));
  const shown = table.columns.filter((column, index) => index < DRAWN_COLUMNS || blamed.has(column.name));
  const widths = chooseWidths(shown, drawing.options.width);
  const seen = new Set<string>();
  const lines = shown.flatMap((column) => {
    // columns of the same name share their findings, which are listed once
    const own = seen.has(column.name) ? [] : findings.filter((finding) => finding.column === column.name);
    seen.add(column.name);
    return [columnLine(column, { rows: table.rows, widths, drawing }), ...findingLines(own, { ...drawing, indent: '    ' })];
  });
  const left = table.columns.length - shown.length;
  const rest = left === 0 ? [] : [drawing.paint.dim(`  and ${counted(left, 'column')} more without findings; --format json has them all`)];
  return [drawing.paint.dim(headLine(widths)), ...lines, ...rest];
}

function chooseWidths(columns: readonly ColumnProfile[], width: number): Widths {
  const fixed = KIND_WIDTH + MISSING_WIDTH + DISTINCT_WIDTH + SHAPE_WIDTH + GAPS;
  const wanted = Math.max('column'.length, ...columns.map((column) => widthOf(display(column.name))));
  const longestRange = Math.max('range'.length, ...columns.map((column) => widthOf(rangeOf(column))));
  const range = Math.min(Math.max(longestRange, RANGE_WIDTH.min), RANGE_WIDTH.max, Math.max(RANGE_WIDTH.min, width - fixed - Math.min(wanted, NAME_WIDTH.max)));
  return { name: Math.max(NAME_WIDTH.min, Math.min(wanted, NAME_WIDTH.max, width - fixed - range)), range };
}

function headLine({ name, range }: Widths): string {
  const cells = [padEnd('column', name), padEnd('type', KIND_WIDTH), padStart('missing', MISSING_WIDTH), padStart('distinct', DISTINCT_WIDTH), padEnd('range', range), 'shape'];
  return `  ${cells.join('  ')}`;
}

function columnLine(column: ColumnProfile, { rows, widths, drawing }: { readonly rows: number; readonly widths: Widths; readonly drawing: Drawing }): string {
  const { paint } = drawing;
  const missing = column.missing === 0 ? '-' : percent(column.missing, rows);
  const cells = [
    paint.bold(padEnd(cutToWidth(display(column.name), widths.name), widths.name)),
    padEnd(column.kind, KIND_WIDTH),
    padStart(missing, MISSING_WIDTH),
    padStart(distinctOf(column, rows), DISTINCT_WIDTH),
    padEnd(cutToWidth(rangeOf(column), widths.range), widths.range),
    paint.cyan(column.histogram === null ? '' : bars(column.histogram)),
  ];
  return `  ${cells.join('  ')}`.trimEnd();
}

/** Lists and structures are not counted: an estimate of none for a column with values says nothing. */
function distinctOf({ distinct, isDistinctExact, missing }: ColumnProfile, rows: number): string {
  if (isDistinctExact) return grouped(distinct);
  return distinct === 0 && missing < rows ? '' : `~${grouped(distinct)}`;
}

function rangeOf({ min, max }: ColumnProfile): string {
  if (min === null || max === null) return '';
  return min === max ? bound(min) : `${bound(min)} … ${bound(max)}`;
}

function bound(value: number | string): string {
  return typeof value === 'number' ? shortNumber(value) : display(value);
}

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** One bar per bin; an empty bin is a space, so that a gap is seen. */
function bars(histogram: readonly number[]): string {
  const top = Math.max(...histogram);
  return histogram.map((count) => (count === 0 || top === 0 ? ' ' : (BARS[Math.ceil((count / top) * BARS.length) - 1] ?? ' '))).join('');
}
