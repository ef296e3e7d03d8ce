/** schemas/lintel.schema.json: what lintel.yaml may hold, for editors that complete and check YAML. */
import { CONFIDENCES, SEVERITIES } from '../../rules/api/finding.ts';
import type { Option } from '../../rules/api/option.ts';
import { CONFIG_KEYS, DATASET_KEYS, optionKey, SUPPRESSION_KEYS, type ConfigKey } from '../../server/core/config/keys.ts';
import type { DescribedRule } from '../../server/core/meta-rules.ts';
import { knownSelectors } from '../../server/core/rule-selection.ts';

type Schema = Readonly<Record<string, unknown>>;

const TEXT: Schema = { type: 'string' };
const TEXTS: Schema = { type: 'array', items: TEXT };
const SIZE: Schema = { type: 'string', pattern: '^\\d+(\\.\\d+)?\\s*([kKmMgGtT]([iI])?)?[bB]$' };
const DURATION: Schema = { type: 'string', pattern: '^\\d+(\\.\\d+)?\\s*(ms|s|m|h)$' };
const DAY: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

/** Errors: throws when the config file knows a key that has no schema here, or the other way round. */
export function configSchema(rules: readonly DescribedRule[]): Schema {
  const selectors: Schema = { type: 'array', items: { enum: knownSelectors(rules) }, uniqueItems: true };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of Lintel',
    ...documented(CONFIG_KEYS, {
      select: selectors,
      'extend-select': selectors,
      ignore: selectors,
      severity: { type: 'object', propertyNames: { enum: knownSelectors(rules) }, additionalProperties: { enum: SEVERITIES } },
      rules: ruleOptions(rules),
      exclude: TEXTS,
      datasets: { type: 'array', items: { ...documented(DATASET_KEYS, { path: TEXT, label: TEXT, ids: TEXTS, skip: TEXTS }), required: ['path'] } },
      suppressions: { type: 'array', items: suppression(rules) },
      extends: { anyOf: [TEXT, TEXTS] },
      'fail-on': { enum: [...SEVERITIES, 'never'] },
      confidence: { enum: CONFIDENCES },
      'memory-limit': SIZE,
      'time-limit': DURATION,
    }),
  };
}

function suppression(rules: readonly DescribedRule[]): Schema {
  const ids: Schema = { enum: rules.map((rule) => rule.id) };
  return { ...documented(SUPPRESSION_KEYS, { rule: ids, path: TEXT, column: TEXT, reason: TEXT, until: DAY }), required: ['rule', 'reason'] };
}

function documented(keys: readonly ConfigKey[], schemas: Readonly<Record<string, Schema>>): Schema {
  const unknown = [...keys.filter(({ key }) => schemas[key] === undefined).map(({ key }) => key), ...Object.keys(schemas).filter((key) => !keys.some((known) => known.key === key))];
  if (unknown.length > 0) throw new Error(`tools/gen/config-schema.ts: differs from server/core/config/keys.ts in ${unknown.join(', ')}`);
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(keys.map(({ key, doc }) => [key, { description: doc, ...schemas[key] }])) };
}

function ruleOptions(rules: readonly DescribedRule[]): Schema {
  const properties = rules.map((rule) => [rule.id, { description: `${rule.summary}.`, type: 'object', additionalProperties: false, properties: optionSchemas(rule) }]);
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) as unknown };
}

function optionSchemas(rule: DescribedRule): Schema {
  return Object.fromEntries(Object.entries(rule.options).map(([name, option]) => [optionKey(name), { description: option.doc, ...optionSchema(option), default: option.default }]));
}

function optionSchema(option: Option): Schema {
  switch (option.kind) {
    case 'number':
      return { type: 'number', ...(Number.isFinite(option.min) ? { minimum: option.min } : {}), ...(Number.isFinite(option.max) ? { maximum: option.max } : {}) };
    case 'strings':
      return TEXTS;
    case 'numbers':
      return { type: 'array', items: { type: 'number' } };
    case 'switch':
      return { type: 'boolean' };
  }
}
