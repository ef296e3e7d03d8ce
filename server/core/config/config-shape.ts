/**
 * The form of a config file: which keys there are, and what may stand behind each. The schemas for other editors, completion and hover come from
 * here; `readSettings` says what is wrong.
 */
import { CONFIDENCES, SEVERITIES } from '../../../rules/api/finding.ts';
import type { Option } from '../../../rules/api/option.ts';
import type { DescribedRule } from '../meta-rules.ts';
import { ALL_RULES, groupOf, knownSelectors } from '../rule-selection.ts';
import { defaultConfig } from './defaults.ts';
import { CONFIG_KEYS, DATASET_KEYS, optionKey, SUPPRESSION_KEYS } from './keys.ts';
import type { ConfigKey } from './keys.ts';
import { formatDuration, formatSize } from './quantities.ts';

export type ConfigShape = TableShape | NamesShape | ListShape | ChoiceShape | TextShape | NumberShape | { readonly kind: 'switch' };

/** A table with keys of its own. */
export interface TableShape {
  readonly kind: 'table';
  readonly entries: readonly EntryShape[];
  /** Keys that every such table should have. */
  readonly required: readonly string[];
}

export interface EntryShape {
  readonly key: string;
  /** One sentence for people. */
  readonly doc: string;
  /** As it is written in YAML; null where there is none. */
  readonly example: string | null;
  /** What holds without the key; null where nothing does. */
  readonly default: unknown;
  /** The rule whose options the entry holds; null for every other key. */
  readonly rule: DescribedRule | null;
  readonly value: ConfigShape;
}

/** A table whose keys are names from a list, each with a value of one form. */
export interface NamesShape {
  readonly kind: 'names';
  readonly names: readonly Choice[];
  readonly value: ConfigShape;
}

export interface ListShape {
  readonly kind: 'list';
  readonly item: ConfigShape;
  /** Whether a single item may stand without the list. */
  readonly isOptional: boolean;
}

export interface ChoiceShape {
  readonly kind: 'choice';
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly text: string;
  /** What it stands for; null where the word says it. */
  readonly doc: string | null;
  /** The rule of that id; null for every other word. */
  readonly rule: DescribedRule | null;
}

export interface TextShape {
  readonly kind: 'text';
  /** What the text says; only `quoted` text must not look like a number. */
  readonly of: 'text' | 'quoted' | 'glob' | 'dataset' | 'file' | 'config-file' | 'column' | 'size' | 'duration' | 'day';
}

export interface NumberShape {
  readonly kind: 'number';
  /** May be infinite. */
  readonly min: number;
  readonly max: number;
}

/** Returns the form of a whole file. @param rules all that a configuration can speak of */
export function configShape(rules: readonly DescribedRule[]): TableShape {
  return tableOf(CONFIG_KEYS, rules, []);
}

function tableOf(keys: readonly ConfigKey[], rules: readonly DescribedRule[], required: readonly string[]): TableShape {
  const isTop = keys === CONFIG_KEYS;
  const entries = keys.map(({ key, doc, example, holds }): EntryShape => ({ key, doc, example, default: isTop ? defaultOf(key) : null, rule: null, value: shapeOf(holds, rules) }));
  return { kind: 'table', entries, required };
}

/** As people write it. */
function defaultOf(key: string): unknown {
  const { select, failOn, confidence, memoryLimitBytes, timeLimitMs } = defaultConfig('/');
  const written: Readonly<Record<string, unknown>> = { select, 'fail-on': failOn, confidence, 'memory-limit': formatSize(memoryLimitBytes), 'time-limit': formatDuration(timeLimitMs) };
  return written[key] ?? null;
}

function shapeOf(held: ConfigKey['holds'], rules: readonly DescribedRule[]): ConfigShape {
  switch (held) {
    case 'selectors':
      return listOf({ kind: 'choice', choices: selectorsOf(rules) });
    case 'severities':
      return { kind: 'names', names: selectorsOf(rules), value: words(SEVERITIES) };
    case 'rule-options':
      return { kind: 'table', entries: rules.map(ruleEntry), required: [] };
    case 'datasets':
      return listOf(tableOf(DATASET_KEYS, rules, ['path']));
    case 'suppressions':
      return listOf(tableOf(SUPPRESSION_KEYS, rules, ['rule', 'reason']));
    case 'config-files':
      return { ...listOf({ kind: 'text', of: 'config-file' }), isOptional: true };
    case 'globs':
      return listOf({ kind: 'text', of: 'glob' });
    case 'columns':
      return listOf({ kind: 'text', of: 'column' });
    case 'fail-on':
      return words([...SEVERITIES, 'never']);
    case 'confidence':
      return words(CONFIDENCES);
    case 'rule':
      return { kind: 'choice', choices: rules.map(ruleChoice) };
    default:
      return { kind: 'text', of: held };
  }
}

function listOf(item: ConfigShape): ListShape {
  return { kind: 'list', item, isOptional: false };
}

function words(texts: readonly string[]): ChoiceShape {
  return { kind: 'choice', choices: texts.map((text) => ({ text, doc: null, rule: null })) };
}

function ruleChoice(rule: DescribedRule): Choice {
  return { text: rule.id, doc: rule.summary, rule };
}

function selectorsOf(rules: readonly DescribedRule[]): readonly Choice[] {
  return knownSelectors(rules).map((text): Choice => {
    const rule = rules.find(({ id }) => id === text);
    if (rule !== undefined) return ruleChoice(rule);
    const count = rules.filter(({ id }) => groupOf(id) === text).length;
    return { text, doc: text === ALL_RULES ? 'Every stable and preview rule' : `Group of ${count} ${count === 1 ? 'rule' : 'rules'}`, rule: null };
  });
}

function ruleEntry(rule: DescribedRule): EntryShape {
  const entries = Object.entries(rule.options).map(([name, option]): EntryShape => ({ key: optionKey(name), doc: option.doc, example: null, default: option.default, rule: null, value: optionShape(option) }));
  return { key: rule.id, doc: `${rule.summary}.`, example: null, default: null, rule, value: { kind: 'table', entries, required: [] } };
}

function optionShape(option: Option): ConfigShape {
  switch (option.kind) {
    case 'number':
      return { kind: 'number', min: option.min, max: option.max };
    case 'strings':
      return listOf({ kind: 'text', of: 'quoted' });
    case 'numbers':
      return listOf({ kind: 'number', min: -Infinity, max: Infinity });
    case 'switch':
      return { kind: 'switch' };
  }
}
