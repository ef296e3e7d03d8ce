/** `lintel rules`: every rule there is. */
import { metaRules } from '../../core/meta-rules.ts';
import type { DescribedRule } from '../../core/meta-rules.ts';
import { optionKey } from '../../core/config/keys.ts';
import { groupOf } from '../../core/rule-selection.ts';
import { SCHEMA_VERSION } from '../../report/json.ts';
import { createPaint, padEnd, widthOf } from '../../report/terminal.ts';
import type { Paint } from '../../report/terminal.ts';
import type { CliHost } from '../host.ts';
import { isColored } from '../render.ts';
import { writeText } from '../streams.ts';

/** Prints the list and returns the exit code. */
export async function runRules(format: 'text' | 'json', host: CliHost): Promise<number> {
  const rules = await allRules(host);
  return writeText(host.stdout, format === 'json' ? rulesJson(rules, host.version) : rulesText(rules, createPaint({ isColored: isColored('auto', host) })));
}

/** Returns data rules and rules about the configuration, sorted by id. */
export async function allRules(host: CliHost): Promise<readonly DescribedRule[]> {
  return [...(await host.loadRules()), ...metaRules].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Returns the rules under their groups, one line each. */
export function rulesText(rules: readonly DescribedRule[], paint: Paint): string {
  const width = Math.max(0, ...rules.map((rule) => widthOf(rule.id)));
  const groups = [...new Set(rules.map((rule) => groupOf(rule.id)))];
  const blocks = groups.map((group) => {
    const own = rules.filter((rule) => groupOf(rule.id) === group);
    const lines = own.map((rule) => `  ${padEnd(rule.id, width)}  ${padEnd(rule.severity, 7)}  ${rule.summary}${rule.status === 'stable' ? '' : paint.dim(` (${rule.status})`)}\n`);
    return `${paint.bold(group)}\n${lines.join('')}`;
  });
  return blocks.join('\n');
}

function rulesJson(rules: readonly DescribedRule[], version: string): string {
  const document = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'lintel', version },
    rules: rules.map(({ id, summary, severity, confidence, status, since, fix, options }) => ({
      id,
      group: groupOf(id),
      summary,
      severity,
      confidence,
      status,
      since,
      fix,
      options: Object.entries(options).map(([name, option]) => ({ key: optionKey(name), ...option })),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
