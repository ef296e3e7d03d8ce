/** The score as a page shows it: by section, each test with what shows it, where it breaks and what to do next. */
import type { LevelLink, SectionVerdict, TestVerdict } from '../../../rules/api/checklist/verdict.ts';
import type { ScoreReport } from '../../core/score/score-report.ts';
import { element, titledList, withCode } from '../html/markup.ts';
import type { Markup, MarkupElement } from '../html/markup.ts';
import { bindingTitle, CAVEAT, commitText, countsText, gateText, intervalText, placeText, points, STATUS_WORDS } from './words.ts';

/** `ML Test Score: 1.5 of 12`. */
export function scoreTitle({ score, most }: ScoreReport): string {
  return `${score.rubric.title}: ${points(score.score.proven)} of ${points(most)}`;
}

export interface ScoreDrawing {
  readonly toolVersion: string;
  /** Of sections: one below that of the title. */
  readonly heading: 'h2' | 'h3';
}

/** What stands under the title, down to the caveat. */
export function scoreMarkup(report: ScoreReport, { toolVersion, heading }: ScoreDrawing): readonly Markup[] {
  const { score } = report;
  const binding = bindingTitle(report);
  return [
    ...(score.band === '' ? [] : [element('p', { class: 'big' }, score.band)]),
    element('p', {}, `${intervalText(score.score)}${binding === null ? '' : `; held down by ${binding}`}`),
    element('p', {}, countsText(report)),
    element('p', { class: 'dim' }, `${score.rubric.id} version ${score.rubric.version}, ${commitText(report)}, Lintel ${toolVersion}${report.isComplete ? '' : '; incomplete'}`),
    ...score.sections.flatMap((section, index) => sectionMarkup(section, { most: report.mostBySection[index] ?? 0, heading })),
    ...titledList(element(heading, {}, 'Gates'), report.gates.map((verdict) => withCode(gateText(verdict)))),
    ...titledList(element(heading, {}, 'Cheapest next points'), score.cheapest.map(({ test, points: gain, text }) => [`+${points(gain)} `, element('code', {}, test), ' ', withCode(text)])),
    ...titledList(element(heading, {}, 'Attestations'), report.findings.map(({ path, range, message, rule }) => [element('code', {}, `${path}${range === null ? '' : `:${range.start.line}`}`), ' ', withCode(message), ' ', element('span', { class: 'dim' }, rule)])),
  ];
}

/** What a number cannot say, and who says how to count. */
export function scoreCaveat({ source }: ScoreReport): MarkupElement {
  return element('p', { class: 'dim' }, `${CAVEAT} ${source}`);
}

function sectionMarkup(section: SectionVerdict, { most, heading }: { readonly most: number; readonly heading: 'h2' | 'h3' }): readonly Markup[] {
  return [
    element(heading, {}, section.title),
    element('p', {}, element('meter', { min: 0, max: most, value: Math.min(section.proven, most) }, points(section.proven)), ` ${intervalText(section)} of ${points(most)}`),
    ...section.tests.map(testMarkup),
  ];
}

function testMarkup(test: TestVerdict): MarkupElement {
  const next = test.next.length === 0 ? [] : [element('p', {}, 'What to do next'), element('ul', {}, ...test.next.map((text) => element('li', {}, withCode(text))))];
  const sure = test.status === 'not-applicable' ? [] : [' ', element('span', { class: 'dim' }, `${test.confidence} confidence${test.attested > test.points ? `, attested ${points(test.attested)}` : ''}`)];
  const status = element('span', { class: `status ${test.status}` }, `${STATUS_WORDS[test.status].replace(/:.*/, '')} ${points(test.points)}`);
  return element(
    'details',
    { open: test.status === 'void' },
    element('summary', {}, status, ' ', element('code', {}, test.id), ` ${test.title}`, ...sure),
    ...linksMarkup('What shows it', test.evidence),
    ...linksMarkup('Where it breaks', test.broken),
    ...next,
  );
}

function linksMarkup(title: string, links: readonly LevelLink[]): readonly Markup[] {
  if (links.length === 0) return [];
  const items = links.map((link) => {
    const place = placeText(link.at);
    return element('li', {}, ...(place === '' ? [] : [element('code', {}, place), ' ']), withCode(link.text), ' ', element('span', { class: 'dim' }, link.level));
  });
  return [element('p', {}, title), element('ul', {}, ...items)];
}
