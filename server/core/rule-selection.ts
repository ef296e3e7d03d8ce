/** Which rules run. The more exact selector wins: a rule id over its group, a group over `all`; between equals `ignore` wins. */
import type { Severity } from '../../rules/api/finding.ts';
import type { Config } from './config.ts';

/** The little of a rule that selection looks at. */
export interface SelectableRule {
  readonly id: string;
  readonly status: 'preview' | 'stable' | 'deprecated';
}

/** Selects every stable and preview rule. */
export const ALL_RULES = 'all';

/** Returns the rules that the configuration switches on, in the order given. Deprecated rules run only when named by id. */
export function selectRules<R extends SelectableRule>(rules: readonly R[], config: Pick<Config, 'select' | 'extendSelect' | 'ignore'>): readonly R[] {
  const wanted = [...config.select, ...config.extendSelect];
  return rules.filter((rule) => exactness(rule, wanted) > exactness(rule, config.ignore));
}

/** Returns the group of a rule id: the part before the slash. */
export function groupOf(ruleId: string): string {
  return ruleId.slice(0, Math.max(0, ruleId.indexOf('/')));
}

/** Returns everything that can stand in `select` and `ignore`: `all`, groups and ids, sorted. */
export function knownSelectors(rules: readonly SelectableRule[]): readonly string[] {
  return [...new Set([ALL_RULES, ...rules.map((rule) => groupOf(rule.id)), ...rules.map((rule) => rule.id)])].sort();
}

/** Returns the severity the user set for the rule, or null when it keeps its own. */
export function configuredSeverity(ruleId: string, config: Pick<Config, 'severity'>): Severity | null {
  return Object.hasOwn(config.severity, ruleId) ? (config.severity[ruleId] ?? null) : null;
}

function exactness(rule: SelectableRule, selectors: readonly string[]): number {
  if (selectors.includes(rule.id)) return 3;
  if (rule.status === 'deprecated') return 0;
  if (selectors.includes(groupOf(rule.id))) return 2;
  return selectors.includes(ALL_RULES) ? 1 : 0;
}
