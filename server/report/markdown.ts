/** The report as Markdown for pull requests: the whole in a few lines, the worst ten, everything else folded away, and never too long. */
import type { Severity } from '../../rules/api/finding.ts';
import type { Finding, Report, TableProfile } from '../core/report.ts';
import { groupOf } from '../core/rule-selection.ts';
import type { ScoreReport } from '../core/score/score-report.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import { shownNotChecked } from './not-checked.ts';
import { counted, grouped } from './numbers.ts';
import { signedMarkdown } from './own-report.ts';
import { intervalText, points, scoreSentence } from './score/words.ts';
import { openFindings, summarySentence } from './summary.ts';

export interface MarkdownOptions {
  readonly profiles: 'shown' | 'left-out';
  /** Characters of the whole text; at least `MIN_CHARACTERS`. */
  readonly limit: number;
}

/** What is never left out takes no more than this, with room for the rest to be counted. Own choice. */
export const MIN_CHARACTERS = 40_000;

/** Comments of pull requests take 65,536 characters on GitHub; some room is left for what stands around. */
export const COMMENT_CHARACTERS = 60_000;

/** Returns the report as a file or comment, by which Lintel knows it again. */
export function toMarkdown(report: Report, { profiles }: Pick<MarkdownOptions, 'profiles'>): readonly string[] {
  const signs = signedMarkdown('').length;
  return [signedMarkdown(markdownReport(report, { profiles, limit: COMMENT_CHARACTERS - signs }))];
}

/** Returns the report as a part of a text. What is left out is counted. */
export function markdownReport(report: Report, { profiles, limit }: MarkdownOptions): string {
  const open = openFindings(report);
  const share = Math.floor(limit / 8);
  const head = [
    `## Lintel: ${markdownText(cut(summarySentence(report)))}`,
    ...(report.score === null ? [] : [`**Score**: ${markdownText(cut(scoreSentence(report.score)))}`]),
    ...(open.length === 0 ? [] : [tableText(open), listText(`### Worst ${open.length > MOST_FIRST ? 'ten ' : ''}first`, { lines: worst(open).map((finding) => findingLine(finding, 'with-path')), count: Math.min(open.length, MOST_FIRST), room: share * 2 })]),
  ];
  const tail = [
    ...notCheckedParts(report, share),
    ...(report.score === null ? [] : [scoreText(report.score, share)]),
    ...(profiles === 'shown' ? report.profiles.slice(0, MOST_PROFILES).map((profile) => profileText(profile, Math.floor(share / MOST_PROFILES))) : []),
  ];
  const used = [...head, ...tail].reduce((sum, part) => sum + part.length + 2, 0);
  const findings = open.length > MOST_FIRST ? [folded(`All ${counted(open.length, 'finding')}`, { lines: byFile(open), count: open.length, room: limit - used - 2 })] : [];
  return `${[...head, ...findings, ...tail].join('\n\n')}\n`;
}

/** Own choice: a screen. */
const MOST_FIRST = 10;

/** Own choice. */
const MOST_PROFILES = 5;

interface Lines {
  /** Taken one by one while there is room. */
  readonly lines: Iterable<string>;
  /** How many findings or other things all lines are. */
  readonly count: number;
  /** Characters. */
  readonly room: number;
}

/** Room for the sentence about what is left out. */
const REST_CHARACTERS = 100;

function listText(title: string, { lines, count, room }: Lines): string {
  const taken: string[] = [];
  let [length, items] = [title.length + REST_CHARACTERS, 0];
  for (const line of lines) {
    length += line.length + 1;
    if (length > room) break;
    taken.push(line);
    if (line.startsWith('- ')) items += 1;
  }
  const left = count - items;
  return [title, '', ...taken, ...(left > 0 ? [`- and ${grouped(left)} more; \`--format json\` has all`] : [])].join('\n');
}

/** Markdown within needs an empty line on either side. */
function folded(title: string, { lines, count, room }: Lines): string {
  const [open, end] = [`<details><summary>${title}</summary>`, '\n\n</details>'];
  return `${listText(open, { lines, count, room: room - end.length })}${end}`;
}

/** Own choice: more than Lintel has; stored reports may name any. */
const MOST_GROUPS = 40;

function tableText(open: readonly Finding[]): string {
  const counts = new Map<string, Record<Severity, number>>();
  for (const { rule, severity } of open) {
    const row = counts.get(groupOf(rule)) ?? { error: 0, warning: 0, info: 0 };
    row[severity] += 1;
    counts.set(groupOf(rule), row);
  }
  const rows = [...counts].sort(([a, x], [b, y]) => y.error - x.error || y.warning - x.warning || y.info - x.info || (a < b ? -1 : 1));
  const left = rows.length - MOST_GROUPS;
  return ['| group | errors | warnings | infos |', '|---|--:|--:|--:|', ...rows.slice(0, MOST_GROUPS).map(([group, { error, warning, info }]) => `| ${markdownText(group)} | ${[error, warning, info].map((count) => (count === 0 ? '' : grouped(count))).join(' | ')} |`), ...(left > 0 ? [`| and ${grouped(left)} more |  |  |  |`] : [])].join('\n');
}

function worst(open: readonly Finding[]): readonly Finding[] {
  const found: Finding[] = [];
  for (const severity of ['error', 'warning', 'info'] as const) {
    for (const finding of open) {
      if (found.length === MOST_FIRST) return found;
      if (finding.severity === severity) found.push(finding);
    }
  }
  return found;
}

function* byFile(open: readonly Finding[]): Generator<string, void> {
  let path: string | null = null;
  for (const finding of open) {
    if (finding.path !== path) yield `${path === null ? '' : '\n'}${markdownCode(cut(finding.path))}\n`;
    path = finding.path;
    yield findingLine(finding, 'without-path');
  }
}

function findingLine({ severity, path, cell, range, message, rule }: Finding, naming: 'with-path' | 'without-path'): string {
  const line = range === null ? '' : String(range.start.line);
  const inCell = cell === null ? '' : `cell ${cell}${line === '' ? '' : `, line ${line}`}`;
  const place = naming === 'without-path' ? inCell || (line === '' ? '' : `line ${line}`) : markdownCode(cell === null ? `${cut(path)}${line === '' ? '' : `:${line}`}` : `${cut(path)}: ${inCell}`);
  return `- **${severity}** ${place}${place === '' ? '' : ': '}${markdownText(cut(message))} (${markdownText(rule)})`;
}

function notCheckedParts(report: Report, room: number): readonly string[] {
  if (report.notChecked.length === 0) return [];
  const { named, sentence } = shownNotChecked(report.notChecked);
  const lines = [...named.map(({ path, reason, message }) => `- ${markdownCode(cut(path))}: ${reason}, ${markdownText(cut(message))}`), ...(sentence === null ? [] : [`- ${markdownText(sentence)}`])];
  return [folded(`${grouped(report.notChecked.length)} not checked`, { lines, count: lines.length, room })];
}

function scoreText(report: ScoreReport, room: number): string {
  const sections = report.score.sections.map((section, index) => `- ${markdownText(cut(section.title))}: ${intervalText(section)} of ${points(report.mostBySection[index] ?? 0)}`);
  const steps = report.score.cheapest.map(({ test, points: gain, text }) => `- next: +${points(gain)} ${markdownCode(cut(test))}: ${markdownText(cut(text))}`);
  const lines = [...sections, ...steps];
  return folded('Score by section', { lines, count: lines.length, room });
}

function profileText({ path, rows, columns }: TableProfile, room: number): string {
  const lines = columns.map(({ name, kind, missing, distinct }) => `- ${markdownCode(cut(name))}: ${kind}, ${grouped(missing)} missing, ${grouped(distinct)} distinct`);
  return folded(`${escapedPath(path)}: ${counted(rows, 'row')}, ${counted(columns.length, 'column')}`, { lines, count: lines.length, room });
}

/** A summary is HTML, in which Markdown means nothing. */
function escapedPath(path: string): string {
  return markdownText(cut(path).replaceAll('`', "'")).replace(/\\(.)/g, (_, character: string) => `&#${character.charCodeAt(0)};`);
}

/** Own choice: longer texts are read elsewhere. */
const MAX_CHARACTERS = 300;

function cut(text: string): string {
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}
