/** The hover over a column: why the findings on it matter, and its profile. Markdown; every foreign text is escaped. Pure. */
import { formatNumber, formatPercent } from '../core/data/message.ts';
import type { DescribedRule } from '../core/meta-rules.ts';
import type { ColumnProfile, Finding, TableProfile } from '../core/report.ts';
import { CLIENT_COMMANDS } from '../protocol/messages.ts';
import { commandLink, escapeMarkdown, escapeValue } from './markdown.ts';

export interface CardRequest {
  readonly table: TableProfile;
  readonly column: ColumnProfile;
  /** 0-based; names columns without a name. */
  readonly columnIndex: number;
  /** Those on this column. */
  readonly findings: readonly Finding[];
  /** Those of them whose message the editor itself shows in this hover. */
  readonly shownFindings: readonly Finding[];
  readonly ruleById: (id: string) => DescribedRule | null;
  /** Whether the client runs Lintel's commands from links. */
  readonly hasCommands: boolean;
}

const BARS = '▁▂▃▄▅▆▇█';

/** Returns the Markdown of the hover. */
export function profileCard(request: CardRequest): string {
  const { table, column, columnIndex, findings } = request;
  const name = column.name === '' ? `column ${columnIndex + 1}` : escapeValue(column.name);
  const rows = `${formatNumber(table.rows)} ${table.rows === 1 ? 'row' : 'rows'}${table.isSample ? ' of a sample' : ''}`;
  const facts = factLines(column, table.rows).map(([label, value]) => `| ${label} | ${value} |`);
  return [
    `**${name}** · ${escapeValue(typeOf(column, table))} · ${rows}`,
    ...findings.map((finding) => findingLines(finding, request)),
    ['| | |', '|:--|:--|', ...facts].join('\n'),
    ...remedies(findings, request),
  ].join('\n\n');
}

/** CSV declares no types: that its numbers are stored as text goes without saying. */
function typeOf(column: ColumnProfile, { format }: TableProfile): string {
  if (column.kind === column.type || column.kind === 'other') return column.type;
  return format === 'csv' ? column.kind : `${column.kind}, stored as ${column.type}`;
}

function factLines(column: ColumnProfile, rows: number): (readonly [string, string])[] {
  const lines: (readonly [string, string])[] = [['missing', `${formatNumber(column.missing)} (${escapeMarkdown(formatPercent(rows === 0 ? 0 : (100 * column.missing) / rows))})`]];
  if (column.distinct > 0) lines.push(['distinct', `${column.isDistinctExact ? '' : 'about '}${formatNumber(column.distinct)}`]);
  if (column.min !== null && column.max !== null) lines.push(['range', `${shown(column.min)} – ${shown(column.max)}`]);
  if (column.mean !== null) lines.push(['mean', `${shown(column.mean)}${column.std === null ? '' : ` (std ${shown(column.std)})`}`]);
  if (column.histogram !== null) lines.push(['shape', bars(column.histogram)]);
  if (column.top.length > 0) lines.push(['most common', column.top.map(({ value, count }) => `${escapeValue(value)} (${formatNumber(count)})`).join(', ')]);
  return lines;
}

function findingLines(finding: Finding, { ruleById, hasCommands, shownFindings }: CardRequest): string {
  const ignored = finding.suppressed === null ? '' : ` *ignored: ${escapeMarkdown(finding.suppressed.reason)}*`;
  const headline = shownFindings.includes(finding) ? '' : `**${escapeMarkdown(finding.message)}**${ignored}  \n`;
  const why = ruleById(finding.rule)?.docs.why;
  const link = hasCommands ? ` ${commandLink('Explain', CLIENT_COMMANDS.explainRule, [finding.rule])}` : '';
  return `${headline}${why === undefined ? '' : `${why} `}*${escapeMarkdown(finding.rule)}*${link}`;
}

/** What to do, once per rule; its name leads only where there are several. */
function remedies(findings: readonly Finding[], { ruleById }: CardRequest): readonly string[] {
  const rules = [...new Set(findings.map(({ rule }) => rule))].flatMap((id) => ruleById(id) ?? []);
  return rules.map(({ id, docs }) => (rules.length === 1 ? docs.instead : `*${escapeMarkdown(id)}*: ${docs.instead}`));
}

/** One bar per bin, the fullest bin highest; a bin with anything in it is never shown empty. */
function bars(bins: readonly number[]): string {
  const most = Math.max(...bins, 1);
  const bar = (count: number): string => (count === 0 ? '·' : (BARS[Math.ceil((count / most) * BARS.length) - 1] ?? ''));
  return `\`${bins.map(bar).join('')}\``;
}

function shown(value: number | string): string {
  return typeof value === 'string' ? escapeValue(value) : escapeMarkdown(formatNumber(value));
}
