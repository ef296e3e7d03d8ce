/** Reads `rules:`, the option values by rule id, and checks each against what the rule declares. */
import type { NumberOption, Option } from '../../../rules/api/option.ts';
import { didYouMean } from '../nearest-name.ts';
import { optionKey } from './keys.ts';
import { describeNode, mapEntries } from './read-settings.ts';
import type { ReadAt } from './read-settings.ts';
import type { SettingNode } from './setting-node.ts';

/** Returns sound option values by rule id, under the names the rules declare. */
export function readRuleOptions(node: SettingNode, at: ReadAt): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const byRule: Record<string, Readonly<Record<string, unknown>>> = {};
  for (const entry of mapEntries(node, at)) {
    const rule = at.rules.find((each) => each.id === entry.key);
    if (rule === undefined) {
      at.report(entry.place, `no rule is called \`${entry.key}\`${didYouMean(entry.key, at.rules.map((each) => each.id))}`);
      continue;
    }
    byRule[rule.id] = optionValues(entry.value, { ...at, key: rule.id, options: rule.options });
  }
  return byRule;
}

function optionValues(node: SettingNode, at: ReadAt & { readonly options: Readonly<Record<string, Option>> }): Readonly<Record<string, unknown>> {
  const names = new Map(Object.keys(at.options).map((name) => [optionKey(name), name]));
  const values: Record<string, unknown> = {};
  for (const entry of mapEntries(node, at)) {
    const name = names.get(entry.key);
    const option = name === undefined ? undefined : at.options[name];
    if (name === undefined || option === undefined) {
      const known = [...names.keys()];
      at.report(entry.place, `\`${at.key}\` has no option \`${entry.key}\`${didYouMean(entry.key, known) || knownOptions(known)}`);
      continue;
    }
    const value = optionValue(entry.value, { ...at, key: entry.key, option });
    if (value !== null) values[name] = value;
  }
  return values;
}

function knownOptions(known: readonly string[]): string {
  return known.length === 0 ? '; it has none' : `; it has ${known.map((key) => `\`${key}\``).join(', ')}`;
}

function optionValue(node: SettingNode, at: ReadAt & { readonly option: Option }): unknown {
  const { option, key } = at;
  switch (option.kind) {
    case 'number':
      return numberValue(node, { ...at, option });
    case 'switch':
      if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
      at.report(node.place, `\`${key}\` must be true or false, not ${describeNode(node)}`);
      return null;
    case 'strings':
      return listOf(node, { ...at, what: 'text', read: (value) => (typeof value === 'string' ? value : null) });
    case 'numbers':
      return listOf(node, { ...at, what: 'numbers', read: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : null) });
  }
}

function numberValue(node: SettingNode, { option, key, report }: ReadAt & { readonly option: NumberOption }): number | null {
  const value = node.kind === 'scalar' ? node.value : null;
  if (typeof value !== 'number') {
    report(node.place, `\`${key}\` must be a number, not ${describeNode(node)}`);
    return null;
  }
  if (value >= option.min && value <= option.max) return value;
  const range = Number.isFinite(option.max) ? `${option.min} to ${option.max}` : `at least ${option.min}`;
  report(node.place, `\`${key}\` must be ${range}, not ${value}`);
  return null;
}

function listOf<T>(node: SettingNode, at: ReadAt & { readonly what: string; readonly read: (value: unknown) => T | null }): readonly T[] | null {
  if (node.kind !== 'list') {
    at.report(node.place, `\`${at.key}\` must be a list of ${at.what}, not ${describeNode(node)}`);
    return null;
  }
  return node.items.flatMap((item) => {
    const value = item.kind === 'scalar' ? at.read(item.value) : null;
    if (value !== null) return [value];
    at.report(item.place, `\`${at.key}\` must be a list of ${at.what}; this is ${describeNode(item)}`);
    return [];
  });
}
