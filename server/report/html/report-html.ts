/**
 * The report as one HTML file that opens from a disk and needs nothing else. Without its script it is read from top to bottom; the script
 * adds a list of all findings that is searched, filtered and grouped. What the script is told stands in a block of data.
 */
import type { Severity } from '../../../rules/api/finding.ts';
import type { Report } from '../../core/report.ts';
import type { Chunks } from '../chunks.ts';
import { shownNotChecked } from '../not-checked.ts';
import { counted, grouped } from '../numbers.ts';
import { scoreCaveat, scoreMarkup, scoreTitle } from '../score/score-markup.ts';
import { points } from '../score/words.ts';
import { summarySentence } from '../summary.ts';
import { severityChart } from './charts.ts';
import type { SeverityCounts } from './charts.ts';
import { findingMarkup, helpMarkup } from './finding-markup.ts';
import { dataBlock, htmlPage } from './html-page.ts';
import type { PageScript } from './html-page.ts';
import { element, markupText, titledList, withCode } from './markup.ts';
import type { Markup, MarkupElement } from './markup.ts';
import { stateOf } from './page-data.ts';
import type { PageData, PageFinding } from './page-data.ts';
import { profilesMarkup } from './profile-markup.ts';
import { PAGE_SHEET } from './style.ts';
import { toPageData } from './to-page-data.ts';
import type { BoundedPage, PageRequest } from './to-page-data.ts';

export interface HtmlOptions extends PageRequest {
  readonly toolVersion: string;
  /** `lintel data` is about the values; elsewhere none of them stands in a file. */
  readonly profiles: 'shown' | 'left-out';
  readonly script: PageScript;
}

/** Returns the file. */
export function toHtml(report: Report, options: HtmlOptions): Chunks {
  const page = toPageData(report, options);
  return htmlPage({ title: `Lintel: ${summarySentence(report)}`, kind: 'report', sheet: PAGE_SHEET, body: body(report, { page, options }), script: options.script });
}

interface Drawing {
  readonly page: BoundedPage;
  readonly options: HtmlOptions;
}

function* body(report: Report, drawing: Drawing): Generator<string, void> {
  const { page, options } = drawing;
  yield* written([element('h1', {}, 'Lintel report'), ...summary(report, drawing)]);
  yield* written([element('h2', { id: 'findings' }, 'Findings')]);
  yield* written([element('div', { id: 'app' })]);
  yield '<div id="plain">\n';
  for (const part of plainFindings(page)) yield* written([part]);
  yield* written(rulePages(page.data));
  yield '</div>\n';
  yield* written(profilesMarkup(report.profiles, { values: options.profiles }));
  const { score } = report;
  if (score !== null) yield* written([element('h2', { id: 'score' }, scoreTitle(score)), ...scoreMarkup(score, { toolVersion: options.toolVersion, heading: 'h3' }), scoreCaveat(score)]);
  yield* written(absentFindings(report));
  yield* written([...notChecked(report), ...checked(report)]);
  yield* written([element('footer', {}, element('p', { class: 'dim' }, `Lintel ${options.toolVersion}. This page is one file: it loads nothing and sends nothing.`))]);
  yield* dataBlock('page-data', dataJson(page.data));
}

function* written(parts: readonly Markup[]): Generator<string, void> {
  for (const part of parts) yield `${markupText(part)}\n`;
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** Files shown as the worst. Own choice: so many fit beside the groups. */
const MOST_FILES = 10;

function summary(report: Report, { page }: Drawing): readonly Markup[] {
  const counts = countFindings(report);
  const tile = (name: string, value: string): MarkupElement => element('div', {}, element('dt', {}, name), element('dd', {}, value));
  const links = [['findings', 'Findings'], ...(report.profiles.length === 0 ? [] : [['data', 'Data']]), ...(report.score === null ? [] : [['score', 'ML Test Score']]), ...(report.notChecked.length === 0 ? [] : [['not-checked', 'Not checked']])];
  const files = counts.byFile.toSorted((a, b) => b.error - a.error || b.warning - a.warning || b.info - a.info).slice(0, MOST_FILES);
  return [
    element('p', { class: 'big' }, summarySentence(report)),
    ...(report.isComplete ? [] : [element('p', { class: 'note' }, 'The check is incomplete: not everything was looked at to its end.')]),
    element(
      'dl',
      { class: 'tiles' },
      ...SEVERITIES.map((severity) => tile(`${severity}s`, grouped(counts.all[severity]))),
      ...(counts.known === 0 ? [] : [tile('known', grouped(counts.known))]),
      ...(counts.silenced === 0 ? [] : [tile('silenced', grouped(counts.silenced))]),
      tile('files checked', grouped(report.checked.length)),
      ...(report.notChecked.length === 0 ? [] : [tile('not checked', grouped(report.notChecked.length))]),
      ...(report.score === null ? [] : [tile('proven score', `${points(report.score.score.score.proven)} of ${points(report.score.most)}`)]),
    ),
    element('nav', { 'aria-label': 'Parts' }, ...links.map(([id = '', name = '']) => element('a', { href: `#${id}` }, name))),
    element('div', { class: 'charts' }, severityChart(counts.byGroup, { caption: 'Findings by group of rules', heading: 'group' }), severityChart(files, { caption: counts.byFile.length > files.length ? `Worst files (${files.length} of ${grouped(counts.byFile.length)})` : 'Findings by file', heading: 'file' })),
    ...(page.leftOut === 0 ? [] : [element('p', { class: 'note' }, `${counted(page.leftOut, 'finding')} left out of this page, which holds the worst ${grouped(page.data.findings.length)}; \`--format json\` has all`)]),
  ];
}

interface Counts {
  readonly all: Readonly<Record<Severity, number>>;
  readonly known: number;
  readonly silenced: number;
  readonly byGroup: readonly SeverityCounts[];
  readonly byFile: readonly SeverityCounts[];
}

/** Of the whole report, whatever fits into the page. */
function countFindings({ findings }: Report): Counts {
  const all = { error: 0, warning: 0, info: 0 };
  let [known, silenced] = [0, 0];
  const groups = createTally();
  const files = createTally();
  for (const { suppressed, baseline, severity, rule, path } of findings) {
    if (suppressed !== null) silenced += 1;
    else if (baseline !== 'new') known += 1;
    else {
      all[severity] += 1;
      groups.add(rule.slice(0, Math.max(0, rule.indexOf('/'))), severity);
      files.add(path, severity);
    }
  }
  return { all, known, silenced, byGroup: groups.rows(), byFile: files.rows() };
}

function createTally(): { readonly add: (name: string, severity: Severity) => void; readonly rows: () => readonly SeverityCounts[] } {
  const counts = new Map<string, { error: number; warning: number; info: number }>();
  return {
    add: (name, severity) => {
      const row = counts.get(name) ?? { error: 0, warning: 0, info: 0 };
      row[severity] += 1;
      counts.set(name, row);
    },
    rows: () => [...counts].map(([name, row]) => ({ name, ...row })).toSorted((a, b) => b.error + b.warning + b.info - (a.error + a.warning + a.info) || (a.name < b.name ? -1 : 1)),
  };
}

/** Findings that are read without the script, and printed. Own choice: some hundred sheets of paper. */
const MOST_PLAIN = 1000;

function* plainFindings({ data }: BoundedPage): Generator<Markup, void> {
  const open = data.findings.filter((finding) => stateOf(finding) === 'open');
  const shown = open.slice(0, MOST_PLAIN);
  if (open.length === 0) yield element('p', {}, 'No findings.');
  const byFile = new Map<number, PageFinding[]>();
  for (const finding of shown) {
    const group = byFile.get(finding.file);
    if (group === undefined) byFile.set(finding.file, [finding]);
    else group.push(finding);
  }
  for (const [file, findings] of byFile) {
    yield element('details', { open: true }, element('summary', {}, element('code', {}, data.files[file] ?? ''), ' ', element('span', { class: 'dim' }, counted(findings.length, 'finding'))), ...findings.map((finding) => findingMarkup(finding, data)));
  }
  const more = open.length - shown.length;
  if (more > 0) yield element('p', { class: 'note' }, `${counted(more, 'more finding')} not shown here: ${more === 1 ? 'it stands' : 'they stand'} in the list that a browser with scripts shows`);
  const quiet = data.findings.length - open.length;
  if (quiet > 0) yield element('p', { class: 'dim' }, `${counted(quiet, 'known or silenced finding')} not shown here.`);
}

function rulePages({ rules, findings }: PageData): readonly Markup[] {
  const open = new Set(findings.flatMap((finding) => (stateOf(finding) === 'open' ? [finding.rule] : [])));
  const pages = rules.flatMap(({ id, help }, index) => (help === null || !open.has(index) ? [] : [element('details', {}, element('summary', {}, element('code', {}, id), ' ', withCode(help.summary)), helpMarkup(help))]));
  return pages.length === 0 ? [] : [element('h2', {}, 'Rules'), element('div', { class: 'rules' }, ...pages)];
}

/** Entries of a list that are named. Own choice. */
const MOST_NAMED = 1000;

/** What was known and nobody finds any more. */
function absentFindings({ baseline }: Report): readonly Markup[] {
  if (baseline === null || baseline.absent.length === 0) return [];
  const shown = baseline.absent.slice(0, MOST_NAMED);
  const items: readonly Markup[] = [...shown.map(({ path, rule, message }) => [element('code', {}, path), ' ', withCode(message), ' ', element('span', { class: 'dim' }, rule)]), ...(baseline.absent.length > shown.length ? [`and ${grouped(baseline.absent.length - shown.length)} more`] : [])];
  const count = grouped(baseline.absent.reduce((sum, entry) => sum + entry.count, 0));
  return titledList(element('h2', { id: 'gone' }, baseline.kind === 'file' ? 'Known in ' : 'Found at ', element('code', {}, baseline.name), ` and no longer there: ${count}`), items);
}

function notChecked(report: Report): readonly Markup[] {
  if (report.notChecked.length === 0) return [];
  const { named, sentence } = shownNotChecked(report.notChecked);
  const shown = named.slice(0, MOST_NAMED);
  const items: readonly Markup[] = [
    ...shown.map(({ path, reason, message }) => [element('code', {}, path), ` ${reason}: `, withCode(message)]),
    ...(named.length > shown.length ? [`and ${grouped(named.length - shown.length)} more`] : []),
    ...(sentence === null ? [] : [withCode(sentence)]),
  ];
  return [element('h2', { id: 'not-checked' }, `Not checked: ${grouped(report.notChecked.length)}`), element('ul', {}, ...items.map((item) => element('li', {}, item)))];
}

/** What the counts rest on. */
function checked({ checked: files, rules }: Report): readonly Markup[] {
  const names = (all: readonly string[]): Markup => all.slice(0, MOST_NAMED).flatMap((name, index) => [index === 0 ? '' : ', ', element('code', {}, name)]);
  const part = (title: string, all: readonly string[]): Markup => (all.length === 0 ? [] : element('details', {}, element('summary', {}, title), element('p', {}, names(all), all.length > MOST_NAMED ? ` and ${grouped(all.length - MOST_NAMED)} more` : '')));
  if (files.length + rules.length === 0) return [];
  return [element('h2', { id: 'checked' }, 'Checked'), part(counted(files.length, 'file'), files.map(({ path }) => path)), part(`${counted(rules.length, 'rule')} asked`, rules)];
}

/** Finding by finding: all of them make a long text. */
function* dataJson({ files, rules, findings }: PageData): Generator<string, void> {
  yield `{"files":${JSON.stringify(files)},"rules":${JSON.stringify(rules)},"findings":[`;
  for (const [index, finding] of findings.entries()) yield `${index === 0 ? '' : ','}${JSON.stringify(finding)}`;
  yield ']}';
}
