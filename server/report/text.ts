/** The report for people in a terminal: findings by file, tables drawn for `lintel data`, what was not checked, one next step. */
import type { Finding, Report } from '../core/report.ts';
import { findingLines } from './finding-lines.ts';
import type { Drawing, TextOptions } from './finding-lines.ts';
import { shownNotChecked } from './not-checked.ts';
import { counted } from './numbers.ts';
import { scoreSentence } from './score/words.ts';
import { openFindings, summarySentence } from './summary.ts';
import { drawTable } from './table.ts';
import { createPaint, display, MIN_TEXT_WIDTH, wrap } from './terminal.ts';
import type { Paint } from './terminal.ts';

/** Returns the report as text. */
export function* toText(report: Report, options: TextOptions): Generator<string, void> {
  const paint = createPaint(options);
  const shown = options.detail === 'long' ? report.findings : openFindings(report);
  const tables = options.profiles === 'shown' ? report.profiles : [];
  const drawn = new Set(tables.map((table) => table.path));
  for (const table of tables) yield blockText(drawTable(table, { findings: shown.filter((finding) => finding.dataset === table.path), paint, options }));
  for (const findings of byPath(shown.filter((finding) => !drawn.has(finding.dataset ?? '')))) yield blockText(fileBlock(findings, { paint, options }));
  for (const lines of notCheckedBlock(report, { paint, options })) yield blockText(lines);
  yield `${[...summaryLines(report, paint), ...(options.detail === 'short' ? [] : [...absentLines(report, paint), ...nextStep(report, paint)])].join('\n')}\n`;
}

/** An empty line follows. */
function blockText(lines: readonly string[]): string {
  return `${lines.join('\n')}\n\n`;
}

function fileBlock(findings: readonly Finding[], drawing: Drawing): readonly string[] {
  const path = findings[0]?.path ?? '';
  return [drawing.paint.bold(display(path)), ...findingLines(findings, { ...drawing, indent: '  ' })];
}

function byPath(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.path);
    if (group === undefined) groups.set(finding.path, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function notCheckedBlock(report: Report, { paint, options }: Drawing): readonly (readonly string[])[] {
  if (report.notChecked.length === 0) return [];
  const { named, sentence } = shownNotChecked(report.notChecked);
  const lines = named.flatMap(({ path, reason, message }) => {
    const [first = '', ...rest] = wrap(`${reason}: ${display(message)}`, Math.max(MIN_TEXT_WIDTH, options.width - 4));
    return [`  ${display(path)}`, `    ${first}`, ...rest.map((line) => `    ${line}`)];
  });
  return [[paint.bold(`Not checked: ${report.notChecked.length}`), ...lines, ...(sentence === null ? [] : wrap(sentence, Math.max(MIN_TEXT_WIDTH, options.width - 2)).map((line) => `  ${line}`))]];
}

function summaryLines(report: Report, paint: Paint): readonly string[] {
  const sentence = summarySentence(report);
  const score = report.score === null ? [] : [display(scoreSentence(report.score))];
  return [...score, report.isComplete && openFindings(report).length === 0 ? paint.green(sentence) : paint.bold(sentence)];
}

/** Entries that nothing answers to any more hide nothing, but would hide the fault's return. */
function absentLines({ baseline }: Report, paint: Paint): readonly string[] {
  const count = (baseline?.absent ?? []).reduce((sum, entry) => sum + entry.count, 0);
  return baseline?.kind !== 'file' || count === 0 ? [] : [`${counted(count, 'known finding')} of ${display(`\`${baseline.name}\``)} ${count === 1 ? 'is' : 'are'} no longer there: ${paint.cyan('lintel baseline prune')}`];
}

/** The one thing to do next: understand the worst finding, or bring the check to an end. */
function nextStep(report: Report, paint: Paint): readonly string[] {
  const open = openFindings(report);
  const worst = open.find(({ severity }) => severity === 'error') ?? open.find(({ severity }) => severity === 'warning') ?? open[0];
  if (worst !== undefined) return [`Next: ${paint.cyan(`lintel explain ${worst.rule}`)}`];
  if (report.notChecked.length > 0) return [`Next: see to ${counted(report.notChecked.length, 'file')} not checked, or pass ${paint.cyan('--allow-incomplete')}`];
  return [];
}
