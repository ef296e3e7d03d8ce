/** docs/rules/README.md: all rules by group. */
import type { DescribedRule } from '../../server/core/meta-rules.ts';
import { groupOf } from '../../server/core/rule-selection.ts';
import { markdownTable } from './markdown.ts';

export function ruleIndexPage(rules: readonly DescribedRule[]): string {
  const groups = [...new Set(rules.map((rule) => groupOf(rule.id)))];
  const parts = groups.flatMap((group) => [`## ${group}`, ruleTable(rules.filter((rule) => groupOf(rule.id) === group), '')]);
  return `${['# Rules', `${rules.length} rules. Select or ignore them by id or by group.`, ...parts, '<!-- Written by npm run gen. -->'].join('\n\n')}\n`;
}

/** Returns rows of rule, what it finds, and severity. @param folder where the pages are, relative to the page the table stands on; ends with a slash or is empty */
export function ruleTable(rules: readonly DescribedRule[], folder: string): string {
  return markdownTable(
    ['rule', 'finds', 'severity'],
    rules.map((rule) => [`[${rule.id}](${folder}${rule.id}.md)`, rule.status === 'stable' ? rule.summary : `${rule.summary} (${rule.status})`, rule.severity]),
  );
}
