/** Charts as SVG inside tables: geometry is given by attributes, since the page allows no styles in its markup, and every number also stands as text. */
import { counted, grouped } from '../numbers.ts';
import { element } from './markup.ts';
import type { Markup, MarkupElement } from './markup.ts';

/** Findings that share a name. */
export interface SeverityCounts {
  readonly name: string;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
}

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** A row per name: a bar cut by severity, and the counts. @param caption what is counted @param heading what the names are */
export function severityChart(rows: readonly SeverityCounts[], { caption, heading }: { readonly caption: string; readonly heading: string }): Markup {
  if (rows.length === 0) return [];
  const most = rows.reduce((most, row) => Math.max(most, totalOf(row)), 0);
  const head = element('tr', {}, element('th', { scope: 'col' }, heading), element('td', {}), ...['errors', 'warnings', 'infos'].map((name) => element('th', { scope: 'col', class: 'count' }, name)));
  const body = rows.map((row) =>
    element('tr', {}, element('th', { scope: 'row' }, shortName(row.name)), element('td', { class: 'bar' }, severityBar(row, most)), ...SEVERITIES.map((severity) => element('td', { class: row[severity] === 0 ? 'count none' : 'count' }, grouped(row[severity])))),
  );
  return element('table', { class: 'chart' }, element('caption', {}, caption), element('thead', {}, head), element('tbody', {}, ...body));
}

/** Characters of a name beside a bar. Own choice: two lines. */
const NAME_CHARACTERS = 70;

/** Both ends of long names, since either may tell them apart. */
export function shortName(name: string): string {
  return name.length <= NAME_CHARACTERS ? name : `${name.slice(0, NAME_CHARACTERS / 2)}…${name.slice(-NAME_CHARACTERS / 2)}`;
}

function totalOf({ error, warning, info }: SeverityCounts): number {
  return error + warning + info;
}

/** Units across. */
const WIDTH = 1000;

function severityBar(row: SeverityCounts, most: number): MarkupElement {
  let x = 0;
  const parts = SEVERITIES.flatMap((severity) => {
    const width = (row[severity] / most) * WIDTH;
    const start = x;
    x += width;
    return row[severity] === 0 ? [] : [element('rect', { class: severity, x: rounded(start), y: 0, width: rounded(width), height: 10 })];
  });
  const said = SEVERITIES.filter((severity) => row[severity] > 0).map((severity) => counted(row[severity], severity)).join(', ');
  return element('svg', { viewBox: `0 0 ${WIDTH} 10`, preserveAspectRatio: 'none', role: 'img', 'aria-label': said }, ...parts);
}

const HISTOGRAM_HEIGHT = 24;
const BIN_WIDTH = 10;

/** Bars of equal width, the highest as high as the picture; bins with few rows stay visible. */
export function histogram(bins: readonly number[]): MarkupElement {
  const most = Math.max(1, ...bins);
  const bars = bins.map((count, index) => {
    const height = count === 0 ? 0 : Math.max(1, (count / most) * HISTOGRAM_HEIGHT);
    return element('rect', { x: index * BIN_WIDTH, y: rounded(HISTOGRAM_HEIGHT - height), width: BIN_WIDTH - 1, height: rounded(height) });
  });
  return element('svg', { class: 'histogram', viewBox: `0 0 ${bins.length * BIN_WIDTH} ${HISTOGRAM_HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `Rows of the sample from lowest to highest value: ${bins.join(', ')}` }, ...bars);
}

/** Part of a whole. */
export function shareBar(share: number, label: string): MarkupElement {
  const width = rounded(Math.min(1, Math.max(0, share)) * WIDTH);
  return element('svg', { class: 'share', viewBox: `0 0 ${WIDTH} 10`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label }, element('rect', { class: 'track', x: 0, y: 0, width: WIDTH, height: 10 }), element('rect', { class: 'part', x: 0, y: 0, width, height: 10 }));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
