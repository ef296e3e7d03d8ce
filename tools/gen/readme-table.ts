/** The rule table of README.md, between two comments. */
import type { DescribedRule } from '../../server/core/meta-rules.ts';
import { ruleTable } from './rule-index-page.ts';

const BEGIN = '<!-- rules: written by npm run gen -->';
const END = '<!-- end of rules -->';

/** Returns the README with its table renewed. Errors: throws when the comments around the table are gone. */
export function readmeWithTable(readme: string, rules: readonly DescribedRule[]): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`README.md: the rule table stands between ${BEGIN} and ${END}; put both lines back`);
  return `${readme.slice(0, begin)}${BEGIN}\n\n${ruleTable(rules, 'docs/rules/')}\n\n${readme.slice(end)}`;
}

/** What a README starts from. */
export function startingReadme(): string {
  return `# Lintel\n\nChecks machine-learning projects: data, code and readiness, in the editor and on the command line.\n\n## Rules\n\n${BEGIN}\n${END}\n`;
}
