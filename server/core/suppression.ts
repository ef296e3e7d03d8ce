/** Marks findings the configuration silences, and reports suppressions that name no rule, give no reason, have ended or do nothing. */
import type { Config, SuppressionEntry } from './config.ts';
import { globMatches, isLiteralGlob } from './glob.ts';
import { writeMetaFinding } from './meta-finding.ts';
import type { MetaVerdict } from './meta-finding.ts';
import { expiredSuppression, suppressionWithoutReason, suppressionWithoutRule, unusedSuppression } from './meta-rules.ts';
import { isInside } from './paths.ts';
import type { Finding } from './report.ts';
import { selectRules } from './rule-selection.ts';
import type { SelectableRule } from './rule-selection.ts';

export interface CheckedInput {
  /** Absolute. */
  readonly path: string;
  readonly displayPath: string;
  readonly config: Config;
}

export interface SuppressionRequest {
  readonly findings: readonly Finding[];
  /** Every dataset and program checked. */
  readonly inputs: readonly CheckedInput[];
  /** Every known rule; a suppression of one that was switched off is not called unused. */
  readonly rules: readonly SelectableRule[];
  /** Display paths of inputs that were not checked completely. */
  readonly notChecked: readonly string[];
  /** Absolute folders of which every dataset and program is in `inputs`. */
  readonly wholeFolders: readonly string[];
  /** YYYY-MM-DD */
  readonly today: string;
}

/** Returns the findings, silenced ones marked, and the findings about the suppressions themselves. Order is the caller's. */
export function applySuppressions(request: SuppressionRequest): readonly Finding[] {
  const byPath = new Map(request.inputs.map((each) => [each.displayPath, each]));
  const used = new Set<SuppressionEntry>();
  const findings = request.findings.map((finding): Finding => {
    const from = byPath.get(finding.dataset ?? finding.path) ?? byPath.get(finding.path);
    const entry = from?.config.suppressions.find((each) => silences(each, { finding, path: from.path, config: from.config, today: request.today }));
    if (entry === undefined) return finding;
    used.add(entry);
    if (finding.suppressed !== null) return finding;
    return { ...finding, suppressed: { kind: 'config', reason: entry.reason, ...(entry.owner === null ? {} : { owner: entry.owner }), ...(entry.until === null ? {} : { until: entry.until }) } };
  });
  const configs = [...new Set(request.inputs.map(({ config }) => config))];
  return [...findings, ...configs.flatMap((config) => judgeSuppressions(config, { ...request, used }))];
}

interface Silencing {
  readonly finding: Finding;
  readonly path: string;
  readonly config: Config;
  readonly today: string;
}

function silences(entry: SuppressionEntry, { finding, path, config, today }: Silencing): boolean {
  if (entry.rule !== finding.rule || hasEnded(entry, today)) return false;
  if (entry.column !== null && entry.column !== finding.column) return false;
  return entry.path === null || globMatches(entry.path, path, config.folder);
}

/** The last day itself still counts. */
function hasEnded(entry: SuppressionEntry, today: string): boolean {
  return entry.until !== null && entry.until < today;
}

type Judging = SuppressionRequest & { readonly used: ReadonlySet<SuppressionEntry> };

function judgeSuppressions(config: Config, request: Judging): readonly Finding[] {
  const running = selectRules(request.rules, config).map((rule) => rule.id);
  return config.suppressions.flatMap((entry, index) => {
    const verdict = judge(entry, { config, request, running });
    if (verdict === null) return [];
    const line = entry.origin.line ?? 1;
    const range = { start: { line, column: 1 }, end: { line, column: 2 } };
    return writeMetaFinding(verdict, { config, path: entry.origin.name, range, cell: null, identity: [entry.rule, entry.path ?? '', entry.column ?? '', String(index)] });
  });
}

/** The most telling fault of one entry, or null. */
function judge(entry: SuppressionEntry, at: { readonly config: Config; readonly request: Judging; readonly running: readonly string[] }): MetaVerdict | null {
  const { request } = at;
  if (entry.rule === '') return { rule: suppressionWithoutRule, messageId: 'unnamed', words: {} };
  if (hasEnded(entry, request.today)) return expired(entry);
  if (entry.reason === '') return { rule: suppressionWithoutReason, messageId: 'unexplained', words: { rule: entry.rule } };
  if (request.used.has(entry) || !at.running.includes(entry.rule) || !couldTell(entry, at)) return null;
  return { rule: unusedSuppression, messageId: 'unused', words: { rule: entry.rule } };
}

function expired({ rule, owner, until }: SuppressionEntry): MetaVerdict {
  const words = { rule, until: until ?? '' };
  return owner === null ? { rule: expiredSuppression, messageId: 'expired', words } : { rule: expiredSuppression, messageId: 'owned', words: { ...words, owner } };
}

/** True when everything the entry could match was checked completely. */
function couldTell(entry: SuppressionEntry, { config, request }: { readonly config: Config; readonly request: Judging }): boolean {
  const mine = request.inputs.filter((each) => each.config === config);
  const matching = mine.filter(({ path }) => entry.path === null || globMatches(entry.path, path, config.folder));
  if (matching.some(({ displayPath }) => request.notChecked.includes(displayPath))) return false;
  if (request.wholeFolders.some((folder) => isInside(config.folder, folder))) return true;
  return entry.path !== null && isLiteralGlob(entry.path) && matching.length > 0;
}
