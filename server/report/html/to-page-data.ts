/** A report as the page's script reads it: bounded in findings, texts and bytes; what is left out is counted. */
import type { DescribedRule } from '../../core/meta-rules.ts';
import type { Finding, Related, Report } from '../../core/report.ts';
import { groupOf } from '../../core/rule-selection.ts';
import { grouped } from '../numbers.ts';
import type { PageData, PageFinding, PageHelp, PageRule, PageSource, PageStep } from './page-data.ts';

/** Findings one page holds. Own choice: a browser opens the page in a second or two, and nobody reads more. */
const MOST_FINDINGS = 100_000;

/** Characters of findings one page holds. Own choice, for findings with long texts. */
const MOST_CHARACTERS = 60_000_000;

/** Characters of one text. Own choice: a message is a sentence, even with the longest names. */
const MOST_TEXT = 2000;

/** Steps of one finding. Own choice. */
const MOST_STEPS = 100;

export interface PageRequest {
  readonly rules: readonly DescribedRule[];
  /** Lines around the place of a finding; null where they are not known. */
  readonly sourceOf: (finding: Finding) => PageSource | null;
}

export interface BoundedPage {
  readonly data: PageData;
  /** Findings that did not fit. */
  readonly leftOut: number;
}

/** Returns what the page holds: the worst first where not all fit, in the order of the report. */
export function toPageData(report: Report, { rules, sourceOf }: PageRequest): BoundedPage {
  const [files, ruleIndexes] = [createIndex(), createIndex()];
  const kept: { readonly index: number; readonly page: PageFinding }[] = [];
  let characters = 0;
  for (const [index, finding] of worstFirst(report.findings)) {
    const page = pageFinding(finding, { source: sourceOf(finding), fileOf: files.indexOf, ruleOf: ruleIndexes.indexOf });
    characters += sizeOf(page);
    if (characters > MOST_CHARACTERS || kept.length === MOST_FINDINGS) break;
    kept.push({ index, page });
  }
  const byId = new Map(rules.map((rule) => [rule.id as string, rule]));
  const pageRules = ruleIndexes.names().map((id): PageRule => ({ id, group: groupOf(id), help: helpOf(byId.get(id)) }));
  return { data: { files: files.names(), rules: pageRules, findings: kept.toSorted((a, b) => a.index - b.index).map(({ page }) => page) }, leftOut: report.findings.length - kept.length };
}

const RANKS = { error: 0, warning: 1, info: 2 } as const;

/** Those that count, by severity; then the others. */
function rankOf(finding: Finding): number {
  return (isQuiet(finding) ? 3 : 0) + RANKS[finding.severity];
}

function isQuiet({ suppressed, baseline }: Finding): boolean {
  return suppressed !== null || baseline !== 'new';
}

function* worstFirst(findings: readonly Finding[]): Generator<readonly [index: number, finding: Finding], void> {
  for (const rank of [0, 1, 2, 3, 4, 5]) for (const entry of findings.entries()) if (rankOf(entry[1]) === rank) yield entry;
}

interface Lookup {
  readonly fileOf: (path: string) => number;
  readonly ruleOf: (id: string) => number;
  readonly source: PageSource | null;
}

function pageFinding(finding: Finding, { fileOf, ruleOf, source }: Lookup): PageFinding {
  const { severity, confidence, range, cell, column, rows, related, fixes, suppressed } = finding;
  return {
    file: fileOf(finding.path),
    rule: ruleOf(finding.rule),
    severity,
    message: bounded(finding.message),
    ...(suppressed !== null ? { state: 'silenced' as const, reason: bounded(reasonOf(suppressed)) } : isQuiet(finding) ? { state: 'known' as const } : {}),
    ...(confidence === 'certain' ? {} : { confidence }),
    ...(range === null ? {} : { line: range.start.line, column: range.start.column }),
    ...(cell === null ? {} : { cell }),
    ...(column === null ? {} : { columnName: bounded(column) }),
    ...(rows === null || rows.length === 0 ? {} : { rows }),
    ...(related.length === 0 ? {} : { steps: related.slice(0, MOST_STEPS).map((step) => pageStep(step, { path: finding.path, fileOf })) }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(({ title, safety }) => ({ title: bounded(title), safety })) }),
    ...(source === null ? {} : { source }),
  };
}

function reasonOf({ reason, owner, until }: NonNullable<Finding['suppressed']>): string {
  const terms = [...(owner === undefined ? [] : [owner]), ...(until === undefined ? [] : [`until ${until}`])];
  return terms.length === 0 ? reason : `${reason} (${terms.join(', ')})`;
}

function pageStep({ path, range, cell, message }: Related, own: { readonly path: string; readonly fileOf: (path: string) => number }): PageStep {
  return {
    ...(path === own.path ? {} : { file: own.fileOf(path) }),
    ...(range === null ? {} : { line: range.start.line }),
    ...(cell === null ? {} : { cell }),
    message: bounded(message),
  };
}

function helpOf(rule: DescribedRule | undefined): PageHelp | null {
  if (rule === undefined) return null;
  const { summary, docs, sources } = rule;
  return { summary, ...docs, sources: sources.map(({ title, where, url }) => ({ text: `${title}${where === undefined ? '' : `, ${where}`}`, url: url ?? '' })) };
}

/** Long texts end in a count of what was cut. */
function bounded(text: string): string {
  return text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT)}… (${grouped(text.length - MOST_TEXT)} characters more)`;
}

/** Characters it takes in the page, where some are written as six. */
function sizeOf(finding: PageFinding): number {
  const json = JSON.stringify(finding);
  return json.length + 5 * (json.match(/[<>&]/g)?.length ?? 0);
}

/** Numbers names in the order they are asked for. */
function createIndex(): { readonly indexOf: (name: string) => number; readonly names: () => readonly string[] } {
  const indexes = new Map<string, number>();
  return {
    indexOf: (name) => {
      const known = indexes.get(name);
      if (known !== undefined) return known;
      indexes.set(name, indexes.size);
      return indexes.size - 1;
    },
    names: () => [...indexes.keys()],
  };
}
