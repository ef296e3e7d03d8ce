/** Marks findings the configuration silences, and reports suppressions that name no rule, give no reason, have ended or do nothing. */
import type { Config, SuppressionEntry } from './config.ts';
import { fingerprint } from './data/fingerprint.ts';
import type { DatasetRef } from './data/opened-table.ts';
import { globMatches, isLiteralGlob } from './glob.ts';
import { expiredSuppression, metaRules, suppressionWithoutReason, suppressionWithoutRule, unusedSuppression } from './meta-rules.ts';
import type { DescribedRule } from './meta-rules.ts';
import { isInside } from './paths.ts';
import type { Finding } from './report.ts';
import { configuredSeverity, selectRules } from './rule-selection.ts';
import type { SelectableRule } from './rule-selection.ts';

export interface SuppressionRequest {
  readonly findings: readonly Finding[];
  readonly datasets: readonly { readonly dataset: DatasetRef; readonly config: Config }[];
  /** Every known data rule; a suppression of one that was switched off is not called unused. */
  readonly rules: readonly SelectableRule[];
  /** Display paths of datasets that were not checked completely. */
  readonly notChecked: readonly string[];
  /** Absolute folders of which every dataset is in `datasets`. */
  readonly wholeFolders: readonly string[];
  /** YYYY-MM-DD */
  readonly today: string;
}

/** Returns the findings, silenced ones marked, and the findings about the suppressions themselves. Order is the caller's. */
export function applySuppressions(request: SuppressionRequest): readonly Finding[] {
  const byPath = new Map(request.datasets.map((each) => [each.dataset.displayPath, each]));
  const used = new Set<SuppressionEntry>();
  const findings = request.findings.map((finding): Finding => {
    const from = byPath.get(finding.dataset ?? finding.path);
    const entry = from?.config.suppressions.find((each) => silences(each, { finding, ...from, today: request.today }));
    if (entry === undefined) return finding;
    used.add(entry);
    return { ...finding, suppressed: { kind: 'config', reason: entry.reason } };
  });
  const configs = [...new Set(request.datasets.map(({ config }) => config))];
  return [...findings, ...configs.flatMap((config) => judgeSuppressions(config, { ...request, used }))];
}

interface Silencing {
  readonly finding: Finding;
  readonly dataset: DatasetRef;
  readonly config: Config;
  readonly today: string;
}

function silences(entry: SuppressionEntry, { finding, dataset, config, today }: Silencing): boolean {
  if (entry.rule !== finding.rule || hasEnded(entry, today)) return false;
  if (entry.column !== null && entry.column !== finding.column) return false;
  return entry.path === null || globMatches(entry.path, dataset.path, config.folder);
}

/** The last day itself still counts. */
function hasEnded(entry: SuppressionEntry, today: string): boolean {
  return entry.until !== null && entry.until < today;
}

type Judging = SuppressionRequest & { readonly used: ReadonlySet<SuppressionEntry> };

function judgeSuppressions(config: Config, request: Judging): readonly Finding[] {
  const selected = selectRules<DescribedRule>(metaRules, config);
  const running = selectRules(request.rules, config).map((rule) => rule.id);
  return config.suppressions.flatMap((entry, index) => {
    const verdict = judge(entry, { config, request, running });
    if (verdict === null || !selected.includes(verdict.rule)) return [];
    return [writeFinding(entry, { ...verdict, config, index })];
  });
}

interface Verdict {
  readonly rule: DescribedRule;
  readonly messageId: string;
  readonly words: Readonly<Record<string, string>>;
}

/** The most telling fault of one entry, or null. */
function judge(entry: SuppressionEntry, at: { readonly config: Config; readonly request: Judging; readonly running: readonly string[] }): Verdict | null {
  const { request } = at;
  if (entry.rule === '') return { rule: suppressionWithoutRule, messageId: 'unnamed', words: {} };
  if (hasEnded(entry, request.today)) return { rule: expiredSuppression, messageId: 'expired', words: { rule: entry.rule, until: entry.until ?? '' } };
  if (entry.reason === '') return { rule: suppressionWithoutReason, messageId: 'unexplained', words: { rule: entry.rule } };
  if (request.used.has(entry) || !at.running.includes(entry.rule) || !couldTell(entry, at)) return null;
  return { rule: unusedSuppression, messageId: 'unused', words: { rule: entry.rule } };
}

/** True when every dataset the entry could match was checked completely. */
function couldTell(entry: SuppressionEntry, { config, request }: { readonly config: Config; readonly request: Judging }): boolean {
  const mine = request.datasets.filter((each) => each.config === config);
  const matching = mine.filter(({ dataset }) => entry.path === null || globMatches(entry.path, dataset.path, config.folder));
  if (matching.some(({ dataset }) => request.notChecked.includes(dataset.displayPath))) return false;
  if (request.wholeFolders.some((folder) => isInside(config.folder, folder))) return true;
  return entry.path !== null && isLiteralGlob(entry.path) && matching.length > 0;
}

function writeFinding(entry: SuppressionEntry, { rule, messageId, words, config, index }: Verdict & { readonly config: Config; readonly index: number }): Finding {
  const line = entry.origin.line ?? 1;
  return {
    rule: rule.id,
    severity: configuredSeverity(rule.id, config) ?? rule.severity,
    confidence: rule.confidence,
    messageId,
    message: fill(rule.messages[messageId] ?? '', words),
    path: entry.origin.name,
    range: { start: { line, column: 1 }, end: { line, column: 2 } },
    cell: null,
    dataset: null,
    column: null,
    rows: null,
    related: [],
    fixes: [],
    suppressed: null,
    baseline: 'new',
    fingerprint: fingerprint([rule.id, entry.origin.name, entry.rule, entry.path ?? '', entry.column ?? '', String(index)]),
    mend: null,
  };
}

function fill(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
}
