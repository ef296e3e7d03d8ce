/** The score as Markdown, for pull requests and wikis. */
import type { SectionVerdict, TestVerdict } from '../../../rules/api/checklist/verdict.ts';
import type { ScoreReport } from '../../core/score/score-report.ts';
import { markdownCode as code, markdownText as escape } from '../markdown-text.ts';
import { signedMarkdown } from '../own-report.ts';
import { bindingTitle, CAVEAT, commitText, countsText, gateText, intervalText, mainLink, placeText, points, STATUS_WORDS } from './words.ts';

export function scoreMarkdown(report: ScoreReport): string {
  const { score } = report;
  const binding = bindingTitle(report);
  const parts = [
    `# ${escape(score.rubric.title)}: ${points(score.score.proven)} of ${points(report.most)}`,
    [
      ...(score.band === '' ? [] : [`- ${escape(score.band)}`]),
      `- ${intervalText(score.score)}`,
      ...(binding === null ? [] : [`- held down by: ${escape(binding)}`]),
      `- ${countsText(report)}`,
      `- rubric ${code(score.rubric.id)} version ${escape(score.rubric.version)}, ${escape(commitText(report))}`,
      ...(report.isComplete ? [] : [`- incomplete: ${report.notChecked.length} not checked`]),
    ].join('\n'),
    ...score.sections.flatMap((section, index) => sectionParts(section, report.mostBySection[index] ?? 0)),
    ...(report.gates.length === 0 ? [] : ['## Gates', report.gates.map((verdict) => `- ${escape(gateText(verdict))}`).join('\n')]),
    ...(score.cheapest.length === 0 ? [] : ['## Cheapest next points', score.cheapest.map(({ test, points: gain, text }) => `- +${points(gain)} ${code(test)}: ${escape(text)}`).join('\n')]),
    ...(report.findings.length === 0 ? [] : ['## Attestations', report.findings.map(({ path, range, message, rule }) => `- ${code(`${path}${range === null ? '' : `:${range.start.line}`}`)} ${escape(message)} (${escape(rule)})`).join('\n')]),
    ...(report.notChecked.length === 0 ? [] : ['## Not checked', report.notChecked.map(({ path, message }) => `- ${code(path)}: ${escape(message)}`).join('\n')]),
    `${CAVEAT} ${escape(report.source)}`,
  ];
  return signedMarkdown(`${parts.join('\n\n')}\n`);
}

function sectionParts(section: SectionVerdict, most: number): readonly string[] {
  const rows = section.tests.map((test) => `| ${[code(test.id), escape(test.title), STATUS_WORDS[test.status], pointsText(test), linkText(test)].join(' | ')} |`);
  return [`## ${escape(section.title)}: ${points(section.proven)} of ${points(most)}`, intervalText(section), ['| test | asks | status | points | evidence or broken link |', '|---|---|---|---|---|', ...rows].join('\n')];
}

function pointsText({ points: proven, attested }: TestVerdict): string {
  return `${points(proven)}${attested > proven ? `, attested ${points(attested)}` : ''}`;
}

function linkText(test: TestVerdict): string {
  const link = mainLink(test);
  if (link === null) return '';
  const place = placeText(link.at);
  return `${place === '' ? '' : `${code(place)} `}${escape(link.text)}`;
}
