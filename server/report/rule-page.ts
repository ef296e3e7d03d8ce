/** A rule's page for the terminal. */
import type { Example } from '../../rules/api/example.ts';
import type { Option } from '../../rules/api/option.ts';
import type { Rule } from '../../rules/api/rule.ts';
import { optionKey } from '../core/config/keys.ts';
import type { DescribedRule } from '../core/meta-rules.ts';
import { display, wrap } from './terminal.ts';
import type { Paint } from './terminal.ts';

export interface RulePageOptions {
  /** Null for rules without examples. */
  readonly examples: Rule['examples'] | null;
  readonly paint: Paint;
  readonly width: number;
}

/** Returns the page: what, why, what instead, limits, options, examples, how to silence, sources. */
export function rulePage(rule: DescribedRule, { examples, paint, width }: RulePageOptions): string {
  const { docs } = rule;
  const isCode = (examples?.bad ?? []).some(({ format }) => format === 'python' || format === 'notebook' || format === 'repository');
  const prose = (text: string): readonly string[] => text.split('\n').flatMap((line) => wrap(line, width - 2).map((each) => `  ${each}`));
  const section = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ['', paint.bold(title), ...lines]);
  const lines = [
    `${paint.bold(rule.id)}  ${paint.dim(`${rule.severity}, ${rule.confidence}, ${rule.status} since ${rule.since}`)}`,
    ...wrap(rule.summary, width),
    ...section('What it finds', prose(docs.what)),
    ...section('Why it matters', prose(docs.why)),
    ...section('What to do instead', prose(docs.instead)),
    ...section('Limits', prose(docs.limits)),
    ...section('Options', Object.entries(rule.options).flatMap(([name, option]) => optionLines(name, { option, width }))),
    ...section('Reported', (examples?.bad ?? []).flatMap(exampleLines)),
    ...section('Not reported', (examples?.good ?? []).flatMap(exampleLines)),
    ...section('How to silence it', (isCode ? silenceInCode : silenceLines)(rule.id)),
    ...section('Sources', rule.sources.flatMap(({ title, where, url }) => prose(`${title}${where === undefined ? '' : `, ${where}`}${url === undefined ? '' : ` ${url}`}`))),
  ];
  return `${lines.join('\n')}\n`;
}

function optionLines(name: string, { option, width }: { readonly option: Option; readonly width: number }): readonly string[] {
  const head = `${optionKey(name)}: ${defaultOf(option)}`;
  const range = option.kind === 'number' ? `  (${option.unit}, ${option.min} to ${option.max})` : '';
  return [`  ${head}${range}`, ...[option.doc, `Default: ${option.source}`].flatMap((text) => wrap(text, width - 6).map((line) => `      ${line}`))];
}

/** Entries shown of a long list of defaults. */
const SHOWN_DEFAULTS = 12;

function defaultOf(option: Option): string {
  if (option.kind === 'number' || option.kind === 'switch') return String(option.default);
  const shown = option.default.slice(0, SHOWN_DEFAULTS).map((value) => display(JSON.stringify(value)));
  const more = option.default.length - shown.length;
  return `[${shown.join(', ')}${more > 0 ? `, … ${more} more` : ''}]`;
}

function exampleLines(example: Example): readonly string[] {
  const label = !('label' in example) || example.label === undefined ? '' : ` (label \`${example.label}\`)`;
  const after = 'after' in example && example.after !== undefined ? ['    After the fix:', ...codeLines(example.after)] : [];
  const others = 'files' in example ? Object.entries(example.files ?? {}).flatMap(([name, text]) => [`    With \`${display(name)}\`:`, ...codeLines(text)]) : [];
  return [`  ${example.title}${label}:`, ...bodyOf(example).map((line) => `      ${line}`), ...others, ...after];
}

function codeLines(text: string): readonly string[] {
  return text.trimEnd().split('\n').map((line) => `      ${display(line)}`);
}

function bodyOf(example: Example): readonly string[] {
  if (example.format !== 'parquet') return example.text.trimEnd().split('\n').map((line) => display(line));
  return Object.entries(example.columns).map(([name, { type, values }]) => {
    const shown = values.slice(0, SHOWN_DEFAULTS).map((value) => value ?? 'null');
    return display(`${name} ${type}: ${shown.join(', ')}${values.length > shown.length ? ', …' : ''}`);
  });
}

function silenceInCode(id: string): readonly string[] {
  return ['  In the file, on the line or the line above:', `      # lintel: ignore[${id}] why it is right as it is`, '  In lintel.yaml, everywhere:', `      ignore: [${id}]`];
}

function silenceLines(id: string): readonly string[] {
  return ['  In lintel.yaml, everywhere or in one place:', `      ignore: [${id}]`, '      suppressions:', `        - rule: ${id}`, '          path: data/train.csv', '          reason: why it is right as it is'];
}
