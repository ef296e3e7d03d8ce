/** From drafts of all programs of a project to findings: said once, the special cause first, comments heard, only what is sure enough. */
import { CONFIDENCES } from '../../../../rules/api/finding.ts';
import type { Confidence } from '../../../../rules/api/finding.ts';
import type { Rule } from '../../../../rules/api/rule.ts';
import type { Config } from '../../config.ts';
import { fingerprint, identityOf } from '../../identity.ts';
import { suppressionWithoutReason, suppressionWithoutRule, unknownSuppressedRule, unusedSuppression } from '../../meta-rules.ts';
import type { DescribedRule } from '../../meta-rules.ts';
import { writeMetaFinding } from '../../meta-finding.ts';
import { nearestName } from '../../nearest-name.ts';
import type { Finding } from '../../report.ts';
import { configuredSeverity, selectRules } from '../../rule-selection.ts';
import type { CodeSuppression, Draft } from './draft.ts';

export interface SettleRequest {
  readonly drafts: readonly Draft[];
  /** By absolute path. */
  readonly suppressions: ReadonlyMap<string, readonly CodeSuppression[]>;
  /** Every known rule of the kind that is settled. */
  readonly rules: readonly SettledRule[];
  /** Ids of all rules there are, for names in comments. */
  readonly knownIds: readonly string[];
  readonly configOf: (path: string) => Config;
  readonly displayPath: (path: string) => string;
  /** Files of which everything was looked at that could blame them, so that a comment without effect is one. */
  readonly isWhole: (path: string) => boolean;
}

/** The little of a rule that counts here. */
export type SettledRule = Pick<Rule, 'id' | 'status' | 'yieldsTo'>;

/** Order is the caller's. */
export function settleDrafts(request: SettleRequest): readonly Finding[] {
  const once = saidOnce(request.drafts).filter(({ rule, path }) => isSelected(rule, request.rules, request.configOf(path))).toSorted(inOrder);
  const used = new Map<CodeSuppression, Set<string>>();
  const heard = once.map((draft) => ({ draft, by: suppressionFor(draft, request.suppressions.get(draft.path) ?? [], used) }));
  const shown = heard.filter(({ draft }) => isSureEnough(draft.confidence, request.configOf(draft.path)));
  const kept = keepSpecialCauses(shown, request.rules);
  return [...writeFindings(kept, request), ...judgeSuppressions(request, used)];
}

/** A program found through several others is blamed once; the surer one stays, then the first. */
function saidOnce(drafts: readonly Draft[]): readonly Draft[] {
  const kept = new Map<string, Draft>();
  for (const draft of drafts) {
    const key = [draft.rule, draft.path, draft.place.cell ?? '', draft.start, draft.end, draft.message].join('\0');
    const before = kept.get(key);
    if (before === undefined || sureness(draft.confidence) > sureness(before.confidence)) kept.set(key, draft);
  }
  return [...kept.values()];
}

/** Fingerprints count equal lines from the top. */
function inOrder(a: Draft, b: Draft): number {
  const byText = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
  return byText(a.path, b.path) || a.start - b.start || a.end - b.end || byText(a.rule, b.rule) || byText(a.message, b.message);
}

function isSelected(id: string, rules: readonly SettledRule[], config: Config): boolean {
  return selectRules(rules.filter((rule) => rule.id === id), config).length > 0;
}

function sureness(confidence: Confidence): number {
  return -CONFIDENCES.indexOf(confidence);
}

function isSureEnough(confidence: Confidence, config: Config): boolean {
  return sureness(confidence) >= sureness(config.confidence);
}

function suppressionFor(draft: Draft, suppressions: readonly CodeSuppression[], used: Map<CodeSuppression, Set<string>>): CodeSuppression | null {
  const matching = suppressions.filter((each) => each.rules.includes(draft.rule) && speaksOf(each, draft));
  for (const each of matching) used.set(each, (used.get(each) ?? new Set()).add(draft.rule));
  return matching[0] ?? null;
}

function speaksOf({ kind, line, place }: CodeSuppression, draft: Draft): boolean {
  if (kind === 'file') return true;
  return kind === 'tag' ? place.cell !== null && place.cell === draft.place.cell : line !== null && draft.lines.includes(line);
}

interface Heard {
  readonly draft: Draft;
  readonly by: CodeSuppression | null;
}

/** Leaves out what a rule says where a more special one speaks of an overlapping place. */
function keepSpecialCauses(heard: readonly Heard[], rules: readonly SettledRule[]): readonly Heard[] {
  const yieldsTo = new Map(rules.map((rule) => [rule.id as string, rule.yieldsTo]));
  const byRule = new Map<string, Draft[]>();
  for (const { draft } of heard) {
    const others = byRule.get(draft.rule);
    if (others === undefined) byRule.set(draft.rule, [draft]);
    else others.push(draft);
  }
  return heard.filter(({ draft }) => !(yieldsTo.get(draft.rule) ?? []).some((id) => id !== draft.rule && (byRule.get(id) ?? []).some((other) => overlap(draft, other))));
}

function overlap(a: Draft, b: Draft): boolean {
  return a.path === b.path && ((a.start < b.end && b.start < a.end) || a.start === b.start);
}

function writeFindings(heard: readonly Heard[], { configOf, displayPath }: SettleRequest): readonly Finding[] {
  const occurrences = new Map<string, number>();
  return heard.map(({ draft, by }) => {
    const path = displayPath(draft.path);
    const cause = [draft.rule, path, draft.content.line.trim()];
    const occurrence = occurrences.get(cause.join('\0')) ?? 0;
    occurrences.set(cause.join('\0'), occurrence + 1);
    return {
      rule: draft.rule,
      severity: configuredSeverity(draft.rule, configOf(draft.path)) ?? draft.severity,
      confidence: draft.confidence,
      message: draft.message,
      messageId: draft.messageId,
      path,
      range: draft.place.range,
      cell: draft.place.cell,
      dataset: null,
      column: draft.column,
      rows: null,
      related: draft.related.map((step) => ({ path: displayPath(step.path), range: step.place.range, cell: step.place.cell, message: step.text })),
      fixes: draft.fixes.map(({ title, safety, edits, fileEdits, cellEdits }) => ({
        title,
        safety,
        edits: edits.map((edit) => ({ path: displayPath(edit.path), range: edit.place.range, cell: edit.place.cell, newText: edit.newText })),
        fileEdits: fileEdits.map((edit) => ({ ...edit, path: displayPath(edit.path) })),
        cellEdits: cellEdits.map((edit) => ({ ...edit, path: displayPath(edit.path) })),
      })),
      suppressed: by === null ? null : { kind: 'comment', reason: by.reason },
      baseline: 'new',
      identity: identityOf(draft.content),
      fingerprint: fingerprint([...cause, String(occurrence)]),
      mend: null,
    };
  });
}

/** What is wrong with the comments and tags themselves. */
function judgeSuppressions(request: SettleRequest, used: ReadonlyMap<CodeSuppression, ReadonlySet<string>>): readonly Finding[] {
  const nearest = new Map<string, string | null>();
  const nearestOf = (rule: string): string | null => {
    if (!nearest.has(rule)) nearest.set(rule, nearestName(rule, request.knownIds));
    return nearest.get(rule) ?? null;
  };
  return [...request.suppressions].flatMap(([path, list]) => {
    const config = request.configOf(path);
    const running = new Set<string>(selectRules(request.rules, config).map((rule) => rule.id));
    return list.flatMap((each, index) =>
      faultsOf(each, { request, path, running, nearestOf, used: used.get(each) ?? new Set() }).flatMap((fault) =>
        writeMetaFinding(fault, { config, path: request.displayPath(path), ...each.place, identity: [...each.rules, String(index)] }),
      ),
    );
  });
}

interface Fault {
  readonly rule: DescribedRule;
  readonly messageId: string;
  readonly words: Readonly<Record<string, string>>;
}

interface Judging {
  readonly request: SettleRequest;
  readonly path: string;
  readonly running: ReadonlySet<string>;
  /** The known rule of about the same name. */
  readonly nearestOf: (rule: string) => string | null;
  readonly used: ReadonlySet<string>;
}

/** At most one fault for each rule named. */
function faultsOf({ rules, reason, kind }: CodeSuppression, { request, path, running, nearestOf, used }: Judging): readonly Fault[] {
  if (rules.length === 0) return [{ rule: suppressionWithoutRule, messageId: 'unnamed', words: {} }];
  return rules.flatMap((rule): Fault[] => {
    if (!request.knownIds.includes(rule)) {
      const nearest = nearestOf(rule);
      return [{ rule: unknownSuppressedRule, messageId: nearest === null ? 'unknown' : 'misspelled', words: { rule, nearest: nearest ?? '' } }];
    }
    if (reason === '' && kind !== 'tag') return [{ rule: suppressionWithoutReason, messageId: 'unexplained', words: { rule } }];
    return used.has(rule) || !running.has(rule) || !request.isWhole(path) ? [] : [{ rule: unusedSuppression, messageId: 'unused', words: { rule } }];
  });
}
