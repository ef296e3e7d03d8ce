/** The hover over a finding in code: why it matters, a bad and a good example, and the path that leads there. Markdown; pure. */
import type { PythonExample } from '../../../rules/api/example.ts';
import type { Rule } from '../../../rules/api/rule.ts';
import type { DescribedRule } from '../../core/meta-rules.ts';
import type { Finding, Related } from '../../core/report.ts';
import { CLIENT_COMMANDS } from '../../protocol/messages.ts';
import type { LeakStep } from '../../protocol/messages.ts';
import { commandLink, escapeMarkdown, escapeWithCode } from '../markdown.ts';

export interface FindingCardRequest {
  readonly finding: Finding;
  readonly rule: DescribedRule | Rule;
  /** The steps of the path as the editor can go to them. */
  readonly steps: readonly LeakStep[];
  /** Lintel's own client: it runs commands from links, and its editor shows the path above this card. */
  readonly hasCommands: boolean;
}

/** Longest example in a hover, in lines. Own choice: more hides the code. */
const MAX_LINES = 14;

export function findingCard({ finding, rule, steps, hasCommands }: FindingCardRequest): string {
  const examples = 'examples' in rule ? [example('bad', rule.examples.bad), example('good', rule.examples.good)] : [];
  const sure = finding.confidence === 'certain' ? '' : ` (${finding.confidence})`;
  const links = hasCommands ? [...(steps.length > 1 ? [commandLink('Show leak path', CLIENT_COMMANDS.showLeakPath, [steps])] : []), commandLink('Explain', CLIENT_COMMANDS.explainRule, [finding.rule])] : [];
  return [
    rule.docs.why,
    ...(hasCommands || finding.related.length === 0 ? [] : [finding.related.map((related, index) => stepText(related, { finding, number: index + 1 })).join('\n')]),
    rule.docs.instead,
    ...examples.filter((text) => text !== null),
    [`*${escapeMarkdown(finding.rule)}*${sure}`, ...links].join(' · '),
  ].join('\n\n');
}

/** Steps bring their number; what else is related gets one. */
function stepText({ path, cell, range, message }: Related, { finding, number }: { readonly finding: Finding; readonly number: number }): string {
  const text = message.replace(/^\d+\. /, '');
  const line = range === null ? null : `line ${range.start.line}`;
  const where = [path === finding.path ? null : path, cell === null ? null : `cell ${cell}`, line].filter((part) => part !== null).join(', ');
  return `${number}. ${escapeWithCode(text)} *(${escapeMarkdown(where)})*`;
}

/** The first one that is short, without the marks of its test; null when all are long. */
function example(which: 'bad' | 'good', all: readonly Rule['examples']['bad'][number][]): string | null {
  const texts = all.filter((each): each is PythonExample => each.format === 'python' || each.format === 'notebook').map(({ text }) => plain(text));
  const short = texts.find((text) => text.split('\n').length <= MAX_LINES && !text.includes('```'));
  return short === undefined ? null : `*${which}*\n\`\`\`python\n${short}\n\`\`\``;
}

function plain(text: string): string {
  const lines = text.split('\n').filter((line) => !/^\s*#\s*(?:\^+ |! )/.test(line) && !/^\s*#\s+\^/.test(line));
  return lines.join('\n').trimEnd();
}
