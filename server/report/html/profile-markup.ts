/** Tables as data sees them: a row per column, with what is missing, its range, and how its values lie. */
import type { ColumnProfile, TableProfile } from '../../core/report.ts';
import { counted, grouped, percent, shortNumber } from '../numbers.ts';
import { histogram, shareBar, shortName } from './charts.ts';
import { element } from './markup.ts';
import type { Markup, MarkupElement } from './markup.ts';

/** Columns drawn of all tables together. Own choice: the page stays small, whatever is checked. */
const MOST_COLUMNS = 2000;

export interface ProfileDrawing {
  /** Whether values of the data may stand in the page. */
  readonly values: 'shown' | 'left-out';
}

/** Returns a part per table. */
export function profilesMarkup(profiles: readonly TableProfile[], drawing: ProfileDrawing): readonly Markup[] {
  if (profiles.length === 0) return [];
  let room = MOST_COLUMNS;
  const tables = profiles.flatMap((profile) => {
    const shown = profile.columns.slice(0, room);
    room -= shown.length;
    return shown.length === 0 && profile.columns.length > 0 ? [] : [tableMarkup(profile, { ...drawing, shown })];
  });
  const leftOut = profiles.length - tables.length;
  return [element('h2', { id: 'data' }, 'Data'), ...tables, ...(leftOut === 0 ? [] : [element('p', { class: 'note' }, `${counted(leftOut, 'more table')} not drawn; \`lintel data --format json\` has all`)])];
}

function tableMarkup(profile: TableProfile, { shown, values }: ProfileDrawing & { readonly shown: readonly ColumnProfile[] }): MarkupElement {
  const { path, format, rows, columns, isSample } = profile;
  const heads = ['column', 'kind', 'missing', 'distinct', ...(values === 'shown' ? ['min', 'max'] : []), 'mean', 'std', 'values', ...(values === 'shown' ? ['most common'] : [])];
  const left = columns.length - shown.length;
  return element(
    'details',
    { class: 'table', open: true },
    element('summary', {}, element('code', {}, path), ' ', element('span', { class: 'dim' }, `${counted(rows, 'row')}, ${counted(columns.length, 'column')}, ${format}${isSample ? '; looked at in a sample' : ''}`)),
    element(
      'div',
      { class: 'wide', tabindex: 0, role: 'region', 'aria-label': `Columns of ${path}` },
      element('table', { class: 'profile' }, element('thead', {}, element('tr', {}, ...heads.map((name) => element('th', { scope: 'col', class: NUMBERS.has(name) ? 'count' : false }, name)))), element('tbody', {}, ...shown.map((column) => columnMarkup(column, { rows, values })))),
    ),
    ...(left === 0 ? [] : [element('p', { class: 'note' }, `${counted(left, 'more column')} not drawn; \`lintel data --format json\` has all`)]),
  );
}

const NUMBERS: ReadonlySet<string> = new Set(['distinct', 'min', 'max', 'mean', 'std']);

function columnMarkup({ name, type, kind, missing, distinct, isDistinctExact, min, max, mean, std, histogram: bins, top }: ColumnProfile, { rows, values }: ProfileDrawing & { readonly rows: number }): MarkupElement {
  const cell = (text: string): MarkupElement => element('td', { class: 'count' }, text);
  const shownKind = kind === type ? kind : `${kind} as ${type}`;
  const missingText = missing === 0 ? '0' : `${grouped(missing)} (${percent(missing, Math.max(1, rows))})`;
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('code', {}, name === '' ? '(no name)' : shortName(name))),
    element('td', { class: 'kind' }, shownKind),
    element('td', { class: 'missing' }, shareBar(rows === 0 ? 0 : missing / rows, `${missingText} missing`), ' ', missingText),
    cell(`${isDistinctExact ? '' : '≈ '}${grouped(distinct)}`),
    ...(values === 'shown' ? [cell(valueText(min)), cell(valueText(max))] : []),
    cell(mean === null ? '' : shortNumber(mean)),
    cell(std === null ? '' : shortNumber(std)),
    element('td', {}, ...(bins === null ? [] : [histogram(bins)])),
    ...(values === 'shown' ? [element('td', { class: 'top' }, ...top.slice(0, SHOWN_VALUES).flatMap(({ value, count }, index) => [index === 0 ? '' : ', ', element('code', {}, cut(value)), ` × ${grouped(count)}`]))] : []),
  );
}

const SHOWN_VALUES = 3;

/** Characters of a value that are shown, as in messages. */
const VALUE_CHARACTERS = 40;

function valueText(value: number | string | null): string {
  return value === null ? '' : typeof value === 'number' ? shortNumber(value) : cut(value);
}

function cut(text: string): string {
  return text.length <= VALUE_CHARACTERS ? text : `${text.slice(0, VALUE_CHARACTERS)}…`;
}
