/** The score for people in a terminal: every test with what shows it or where it breaks, sections, total, and what to do next. */
import type { SectionVerdict, Status, TestVerdict } from '../../../rules/api/checklist/verdict.ts';
import type { ScoreReport } from '../../core/score/score-report.ts';
import { findingLines } from '../finding-lines.ts';
import type { TextOptions } from '../finding-lines.ts';
import { createPaint, display, MIN_TEXT_WIDTH, padEnd, wrap } from '../terminal.ts';
import type { Paint } from '../terminal.ts';
import { bindingTitle, CAVEAT, commitText, countsText, gateText, intervalText, mainLink, placeText, points } from './words.ts';

export function scoreText(report: ScoreReport, options: TextOptions): string {
  const paint = createPaint(options);
  const { score } = report;
  const blocks = [
    [`${paint.bold(display(score.rubric.title))}  ${paint.dim(`${display(score.rubric.id)} version ${display(score.rubric.version)}, ${display(commitText(report))}`)}`],
    ...score.sections.map((section, index) => sectionLines(section, { paint, options, most: report.mostBySection[index] ?? 0 })),
    totalLines(report, { paint, options }),
    ...gateLines(report, { paint, options }),
    ...cheapestLines(report, { paint, options }),
    ...(report.findings.length === 0 ? [] : [[paint.bold('Attestations'), ...findingLinesByPath(report, { paint, options })]]),
    ...notCheckedLines(report, { paint, options }),
    ...(options.detail === 'short' ? [] : [noteLines(report, { paint, options })]),
  ];
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

interface Drawing {
  readonly paint: Paint;
  readonly options: TextOptions;
}

function sectionLines(section: SectionVerdict, { paint, options, most }: Drawing & { readonly most: number }): readonly string[] {
  const width = Math.max(...section.tests.map(({ id }) => id.length), 0);
  return [`${paint.bold(display(section.title))}  ${paint.dim(`${intervalText(section)} of ${points(most)}`)}`, ...section.tests.flatMap((test) => testLines(test, { paint, options, width }))];
}

const MARKS: Readonly<Record<Status, string>> = { automated: '●', manual: '◐', void: '✗', absent: '○', unknown: '?', 'not-applicable': '–' };

function testLines(test: TestVerdict, { paint, options, width }: Drawing & { readonly width: number }): readonly string[] {
  const head = `  ${markOf(test.status, paint)} ${padEnd(points(test.points), 4)} ${padEnd(display(test.id), width)}  `;
  const indent = 2 + 1 + 1 + 4 + 1 + width + 2;
  const textWidth = Math.max(MIN_TEXT_WIDTH, options.width - indent);
  const hang = ' '.repeat(indent);
  const [first = '', ...rest] = wrap(display(test.title), textWidth);
  const isLong = options.detail === 'long';
  const links = isLong ? [...test.evidence, ...test.broken] : [mainLink(test)].filter((link) => link !== null);
  const said = links.flatMap((link) => {
    const place = placeText(link.at);
    return wrap(`${isLong && test.broken.includes(link) ? 'broken: ' : ''}${display(place)}${place === '' ? '' : '  '}${display(link.text)}`, textWidth).map((line) => hang + paint.dim(line));
  });
  const attested = test.attested > test.points ? [hang + paint.dim(`attested ${points(test.attested)}`)] : [];
  return [`${head}${first}`, ...rest.map((line) => hang + line), ...said, ...attested];
}

function markOf(status: Status, paint: Paint): string {
  const mark = MARKS[status];
  switch (status) {
    case 'automated':
      return paint.green(mark);
    case 'manual':
      return paint.cyan(mark);
    case 'void':
      return paint.red(mark);
    case 'unknown':
      return paint.yellow(mark);
    case 'absent':
    case 'not-applicable':
      return paint.dim(mark);
  }
}

function totalLines(report: ScoreReport, { paint, options }: Drawing): readonly string[] {
  const { score } = report;
  const binding = bindingTitle(report);
  const band = score.band === '' ? '' : `: ${display(score.band)}`;
  const adjusted = report.score.sections.some(({ tests }) => tests.some(({ status }) => status === 'not-applicable')) ? [`Adjusted for what does not apply: ${points(score.score.adjusted)} (Lintel's own number)`] : [];
  return [
    ...wrap(`Score ${points(score.score.proven)} of ${points(report.most)}${band}`, options.width).map((line) => paint.bold(line)),
    intervalText(score.score).replace(/^p/, 'P'),
    ...adjusted,
    ...(binding === null ? [] : [`Held down by: ${display(binding)}; the smallest section is the score`]),
    `${countsText(report)}  ${paint.dim('● automated ◐ by hand ✗ void ○ absent ? unknown – not applicable')}`,
  ];
}

function gateLines({ gates }: ScoreReport, { paint, options }: Drawing): readonly (readonly string[])[] {
  if (gates.length === 0) return [];
  const lines = gates.flatMap((verdict) => wrap(display(gateText(verdict)), options.width - 4).map((line, index) => (index === 0 ? `  ${verdict.isMet ? paint.green('●') : paint.red('✗')} ${line}` : `    ${line}`)));
  return [[paint.bold('Gates'), ...lines]];
}

function cheapestLines({ score: { cheapest } }: ScoreReport, { paint, options }: Drawing): readonly (readonly string[])[] {
  if (cheapest.length === 0) return [];
  const width = Math.max(...cheapest.map(({ test }) => test.length));
  const lines = cheapest.flatMap(({ test, points: gain, text }) => {
    const head = `  +${padEnd(points(gain), 4)} ${padEnd(display(test), width)}  `;
    const [first = '', ...rest] = wrap(display(text), Math.max(MIN_TEXT_WIDTH, options.width - head.length));
    return [head + first, ...rest.map((line) => ' '.repeat(head.length) + line)];
  });
  return [[paint.bold('Cheapest next points'), ...lines]];
}

function findingLinesByPath({ findings }: ScoreReport, { paint, options }: Drawing): readonly string[] {
  const paths = [...new Set(findings.map(({ path }) => path))];
  return paths.flatMap((path) => [`  ${display(path)}`, ...findingLines(findings.filter((finding) => finding.path === path), { paint, options, indent: '    ' })]);
}

function notCheckedLines({ notChecked }: ScoreReport, { paint, options }: Drawing): readonly (readonly string[])[] {
  if (notChecked.length === 0) return [];
  const lines = notChecked.flatMap(({ path, reason, message }) => wrap(`${display(path)}  ${reason}: ${display(message)}`, options.width - 2).map((line) => `  ${line}`));
  return [[paint.bold(`Not checked: ${notChecked.length}`), ...lines]];
}

function noteLines({ source, score }: ScoreReport, { paint, options }: Drawing): readonly string[] {
  const open = score.sections.flatMap(({ tests }) => tests).find(({ status }) => status === 'void' || status === 'unknown') ?? score.sections.flatMap(({ tests }) => tests).find(({ status }) => status === 'absent');
  return [
    ...wrap(CAVEAT, options.width).map((line) => paint.dim(line)),
    ...wrap(display(source), options.width).map((line) => paint.dim(line)),
    ...(open === undefined ? [] : [`Next: ${paint.cyan(`lintel explain ${display(open.id)}`)}`]),
  ];
}
