/** One finding, drawn in full: for the list that needs no script, for print, and beside the list of the script. */
import { counted } from '../numbers.ts';
import { element, withCode } from './markup.ts';
import type { Markup, MarkupElement } from './markup.ts';
import type { PageData, PageFinding, PageHelp, PageStep } from './page-data.ts';

/** Message, place, where it comes from, the lines of the file, what mends it. */
export function findingMarkup(finding: PageFinding, data: PageData): MarkupElement {
  return element(
    'article',
    { class: `finding ${finding.severity}${finding.state === undefined ? '' : ' quiet'}` },
    element('p', { class: 'message' }, severityMark(finding), ' ', withCode(finding.message)),
    element('p', { class: 'dim facts' }, ...factsOf(finding, data)),
    ...sourceMarkup(finding),
    ...stepsMarkup(finding, data),
    ...fixesMarkup(finding),
  );
}

/** The word, so that it is not told by colour alone. */
export function severityMark({ severity }: Pick<PageFinding, 'severity'>): MarkupElement {
  return element('span', { class: `severity ${severity}` }, severity);
}

/** `12:5`, `cell 3, line 2`; empty for a file as a whole. */
export function placeInFile({ line, column, cell }: Pick<PageFinding, 'line' | 'column' | 'cell'>): string {
  if (cell !== undefined) return `cell ${cell}${line === undefined ? '' : `, line ${line}`}`;
  if (line === undefined) return '';
  return column === undefined ? String(line) : `${line}:${column}`;
}

/** `src/train.py:12:5`. */
export function placeText(finding: PageFinding, { files }: PageData): string {
  const place = placeInFile(finding);
  return `${files[finding.file] ?? ''}${place === '' ? '' : finding.cell === undefined ? `:${place}` : `: ${place}`}`;
}

function factsOf(finding: PageFinding, data: PageData): readonly Markup[] {
  const { columnName, rows, confidence, state, reason } = finding;
  const facts: readonly Markup[] = [
    element('code', {}, placeText(finding, data)),
    element('code', {}, data.rules[finding.rule]?.id ?? ''),
    ...(columnName === undefined ? [] : [['column ', element('code', {}, columnName)]]),
    ...(rows === undefined ? [] : [`${rows.length === 1 ? 'row' : 'rows'} ${rows.join(', ')}`]),
    ...(confidence === undefined ? [] : [`${confidence}, not certain`]),
    ...(state === undefined ? [] : [[state, ...(reason === undefined || reason === '' ? [] : [': ', withCode(reason)])]]),
  ];
  return facts.flatMap((fact, index) => (index === 0 ? [fact] : [' · ', fact]));
}

function sourceMarkup({ source, line }: PageFinding): readonly Markup[] {
  if (source === undefined) return [];
  const width = String(source.first + source.lines.length - 1).length;
  const lines = source.lines.map((text, index) => {
    const number = source.first + index;
    return element('span', { class: number === line ? 'line blamed' : 'line' }, element('span', { class: 'number' }, `${number === line ? '>' : ' '} ${String(number).padStart(width)} `), text.replaceAll('\t', '    '));
  });
  return [element('pre', { tabindex: 0, 'aria-label': 'Lines of the file' }, ...lines)];
}

function stepsMarkup({ steps, file }: PageFinding, { files }: PageData): readonly Markup[] {
  if (steps === undefined) return [];
  return [element('p', { class: 'label' }, 'How it comes about'), element('ul', { class: 'steps' }, ...steps.map((step) => element('li', {}, withCode(step.message), ...stepPlace(step, files[step.file ?? file] ?? ''))))];
}

function stepPlace(step: PageStep, path: string): readonly Markup[] {
  const place = placeInFile(step);
  if (step.file === undefined && place === '') return [];
  const inFile = step.cell === undefined && place !== '' ? `line ${place}` : place;
  return [' ', element('span', { class: 'dim' }, '(', ...(step.file === undefined ? [] : [element('code', {}, path), ...(inFile === '' ? [] : [', '])]), inFile, ')')];
}

function fixesMarkup({ fixes }: PageFinding): readonly Markup[] {
  if (fixes === undefined) return [];
  const items = fixes.map(({ title, safety }) => element('li', {}, withCode(title), ' ', element('span', { class: 'dim' }, safety === 'safe' ? 'safe' : 'to be reviewed')));
  return [element('p', { class: 'label' }, `${counted(fixes.length, 'fix', 'fixes')} known`), element('ul', { class: 'fixes' }, ...items)];
}

/** Why a rule says so, what to do instead, and who says it. */
export function helpMarkup({ what, why, instead, limits, sources }: PageHelp): MarkupElement {
  const part = (label: string, text: string): readonly Markup[] => (text === '' ? [] : [element('dt', {}, label), element('dd', {}, ...text.split('\n').filter((line) => line.trim() !== '').map((line) => element('p', {}, withCode(line))))]);
  const links = sources.map(({ text, url }) => element('li', {}, isWebAddress(url) ? element('a', { href: url, rel: 'noreferrer noopener' }, text) : text));
  return element('dl', { class: 'help' }, ...part('What it finds', what), ...part('Why it matters', why), ...part('What to do instead', instead), ...part('Limits', limits), ...(links.length === 0 ? [] : [element('dt', {}, 'Sources'), element('dd', {}, element('ul', {}, ...links))]));
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
