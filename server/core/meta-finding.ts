/** Findings about suppressions, wherever they are written. */
import type { Config } from './config.ts';
import { fingerprint } from './identity.ts';
import type { DescribedRule } from './meta-rules.ts';
import { metaRules } from './meta-rules.ts';
import type { Finding, Range } from './report.ts';
import { configuredSeverity, selectRules } from './rule-selection.ts';

export interface MetaVerdict {
  readonly rule: DescribedRule;
  readonly messageId: string;
  readonly words: Readonly<Record<string, string>>;
}

export interface MetaPlace {
  readonly config: Config;
  /** As reports show it. */
  readonly path: string;
  readonly range: Range;
  readonly cell: number | null;
  /** What tells it from others in the same file. */
  readonly identity: readonly string[];
}

/** Returns the finding, or nothing when its rule is switched off. */
export function writeMetaFinding({ rule, messageId, words }: MetaVerdict, { config, path, range, cell, identity }: MetaPlace): readonly Finding[] {
  if (!selectRules<DescribedRule>(metaRules, config).includes(rule)) return [];
  return [
    {
      rule: rule.id,
      severity: configuredSeverity(rule.id, config) ?? rule.severity,
      confidence: rule.confidence,
      messageId,
      message: fill(rule.messages[messageId] ?? '', words),
      path,
      range,
      cell,
      dataset: null,
      column: null,
      rows: null,
      related: [],
      fixes: [],
      suppressed: null,
      baseline: 'new',
      identity: { line: fingerprint(identity), around: fingerprint(identity) },
      fingerprint: fingerprint([rule.id, path, ...identity]),
      mend: null,
    },
  ];
}

function fill(text: string, words: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
}
