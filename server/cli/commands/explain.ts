/** `lintel explain`: the page of a rule or of a test of the score, or the rules of a group. */
import type { Rule } from '../../../rules/api/rule.ts';
import { metaRules } from '../../core/meta-rules.ts';
import { didYouMean } from '../../core/nearest-name.ts';
import { groupOf } from '../../core/rule-selection.ts';
import { rulePage } from '../../report/rule-page.ts';
import { itemPage } from '../../report/score/item-page.ts';
import { createPaint } from '../../report/terminal.ts';
import { UsageError } from '../exit.ts';
import type { CliHost } from '../host.ts';
import { isColored, terminalWidth } from '../render.ts';
import { writeText } from '../streams.ts';
import { allRules, rulesText } from './rules.ts';

/** Prints the page and returns the exit code. Errors: UsageError when nothing has that name. */
export async function runExplain(name: string, host: CliHost): Promise<number> {
  const described = await allRules(host);
  const { items } = (await host.loadChecklist()).checklist;
  const paint = createPaint({ isColored: isColored('auto', host) });
  const item = items.find(({ id, aliases }) => id === name.replace('.', '-') || aliases.some((alias) => alias.toLowerCase() === name.toLowerCase()));
  if (item !== undefined) return writeText(host.stdout, itemPage(item, { paint, width: Math.min(100, terminalWidth(host)) }));
  const group = described.filter((rule) => groupOf(rule.id) === name);
  if (group.length > 0) return writeText(host.stdout, rulesText(group, paint));
  const named = described.filter((rule) => rule.id === name || rule.id.endsWith(`/${name}`));
  const [rule] = named;
  if (rule === undefined || named.length > 1) {
    const known = [...described.flatMap(({ id }) => [id, groupOf(id), id.slice(id.indexOf('/') + 1)]), ...items.map(({ id }) => id)];
    throw new UsageError(`no rule or group is called \`${name}\`${didYouMean(name, named.length > 1 ? named.map(({ id }) => id) : known)}; \`lintel rules\` lists them`);
  }
  const full: Rule | undefined = metaRules.some(({ id }) => id === rule.id) ? undefined : (await host.loadRules()).find(({ id }) => id === rule.id);
  return writeText(host.stdout, rulePage(rule, { examples: full?.examples ?? null, paint, width: Math.min(100, terminalWidth(host)) }));
}
