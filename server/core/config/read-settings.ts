/** Turns setting nodes into config values. Every fault becomes one problem with its place; what is sound around it is kept. */
import { CONFIDENCES, SEVERITIES } from '../../../rules/api/finding.ts';
import type { Severity } from '../../../rules/api/finding.ts';
import type { Config, ConfigProblem, DatasetEntry, Origin, SuppressionEntry } from '../config.ts';
import type { DescribedRule } from '../meta-rules.ts';
import { didYouMean, nearestName } from '../nearest-name.ts';
import { groupOf, knownSelectors } from '../rule-selection.ts';
import { CONFIG_KEYS, DATASET_KEYS, SUPPRESSION_KEYS } from './keys.ts';
import type { ConfigKey } from './keys.ts';
import { parseDuration, parseSize } from './quantities.ts';
import { readRuleOptions } from './read-options.ts';
import type { SettingEntry, SettingMap, SettingNode, SettingPlace } from './setting-node.ts';

/** The values one file sets, before merging; globs relative to that file's folder. */
export interface ConfigLayer {
  readonly values: Partial<Omit<Config, 'folder' | 'file' | 'origins'>>;
  readonly origins: Readonly<Record<string, Origin>>;
  readonly extends: readonly { readonly path: string; readonly place: SettingPlace }[];
}

export interface ReadSettingsRequest {
  readonly root: SettingMap;
  /** Display path of the file. */
  readonly file: string;
  readonly rules: readonly DescribedRule[];
}

/** Collects problems of one file. */
export interface Reporter {
  (place: SettingPlace, message: string): void;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Returns what the file sets and what is wrong with it. Never throws. */
export function readSettings(request: ReadSettingsRequest): { readonly layer: ConfigLayer; readonly problems: readonly ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const report: Reporter = (place, message) => problems.push({ path: request.file, ...place, message });
  const values: Writable<ConfigLayer['values']> = {};
  const origins: Record<string, Origin> = {};
  let bases: ConfigLayer['extends'] = [];
  for (const entry of knownEntries(request.root, { keys: CONFIG_KEYS, report })) {
    const { key, value: node } = entry;
    origins[key] = { kind: 'file', name: request.file, line: entry.place.line };
    const at: ReadAt = { ...request, key, report };
    switch (key) {
      case 'select':
        values.select = selectors(node, at);
        break;
      case 'extend-select':
        values.extendSelect = selectors(node, at);
        break;
      case 'ignore':
        values.ignore = selectors(node, at);
        break;
      case 'severity':
        values.severity = severities(node, at);
        break;
      case 'rules':
        values.rules = readRuleOptions(node, at);
        break;
      case 'exclude':
        values.exclude = textList(node, at).map((item) => item.text);
        break;
      case 'datasets':
        values.datasets = mapList(node, at).flatMap((map) => dataset(map, at));
        break;
      case 'suppressions':
        values.suppressions = mapList(node, at).map((map) => suppression(map, at));
        break;
      case 'extends':
        bases = (node.kind === 'list' ? textList(node, at) : oneText(node, at)).map((item) => ({ path: item.text, place: item.place }));
        break;
      case 'fail-on':
        set(values, 'failOn', choice(node, { ...at, choices: [...SEVERITIES, 'never'] as const }));
        break;
      case 'confidence':
        set(values, 'confidence', choice(node, { ...at, choices: CONFIDENCES }));
        break;
      case 'memory-limit':
        set(values, 'memoryLimitBytes', sizeLimit(node, at));
        break;
      case 'time-limit':
        set(values, 'timeLimitMs', durationLimit(node, at));
        break;
    }
  }
  return { layer: { values, origins, extends: bases }, problems };
}

/** Returns what is wrong with a selector of rules, or null. */
export function selectorFault(selector: string, rules: readonly DescribedRule[]): string | null {
  const known = knownSelectors(rules);
  return known.includes(selector) ? null : `no rule or group is called \`${selector}\`${didYouMean(selector, known)}`;
}

/** Limits outside of this are slips: too little to start the engine, or more than any machine has. */
const MEMORY_LIMIT_BYTES = { min: 64_000_000, max: 4_000_000_000_000 };
const TIME_LIMIT_MS = { min: 1000, max: 7 * 24 * 3_600_000 };

/** Returns the bytes of a memory limit, or what is wrong with it. */
export function memoryLimit(text: string): { readonly value: number } | { readonly fault: string } {
  const bytes = parseSize(text);
  if (bytes === null) return { fault: `must be a size such as \`512MB\`, not \`${text}\`` };
  return bytes < MEMORY_LIMIT_BYTES.min || bytes > MEMORY_LIMIT_BYTES.max ? { fault: `must be 64MB to 4TB, not ${text}` } : { value: bytes };
}

/** Returns the milliseconds of a time limit, or what is wrong with it. */
export function timeLimit(text: string): { readonly value: number } | { readonly fault: string } {
  const ms = parseDuration(text);
  if (ms === null) return { fault: `must be a duration such as \`60s\` or \`10m\`, not \`${text}\`` };
  return ms < TIME_LIMIT_MS.min || ms > TIME_LIMIT_MS.max ? { fault: `must be 1s to 168h, not ${text}` } : { value: ms };
}

/** Returns the name of what the node is, for messages. */
export function describeNode(node: SettingNode): string {
  if (node.kind === 'map') return 'a table';
  if (node.kind === 'list') return 'a list';
  if (node.value === null) return 'empty';
  return typeof node.value === 'string' ? 'text' : typeof node.value === 'number' ? 'a number' : `\`${node.value}\``;
}

export interface ReadAt {
  readonly key: string;
  readonly file: string;
  readonly rules: readonly DescribedRule[];
  readonly report: Reporter;
}

function set<K extends keyof ConfigLayer['values']>(values: Writable<ConfigLayer['values']>, key: K, value: ConfigLayer['values'][K] | null): void {
  if (value !== null && value !== undefined) values[key] = value;
}

/** The entries with known keys; others are reported. */
function knownEntries(map: SettingMap, { keys, report }: { readonly keys: readonly ConfigKey[]; readonly report: Reporter }): readonly SettingEntry[] {
  const names = keys.map((each) => each.key);
  return map.entries.filter((entry) => {
    if (names.includes(entry.key)) return true;
    report(entry.place, `unknown key \`${entry.key}\`${didYouMean(entry.key, names)}`);
    return false;
  });
}

function selectors(node: SettingNode, at: ReadAt): readonly string[] {
  return textList(node, at).flatMap(({ text, place }) => {
    const fault = selectorFault(text, at.rules);
    if (fault !== null) at.report(place, fault);
    return fault === null ? [text] : [];
  });
}

function severities(node: SettingNode, at: ReadAt): Readonly<Record<string, Severity>> {
  const byGroup: Record<string, Severity> = {};
  const byRule: Record<string, Severity> = {};
  for (const entry of mapEntries(node, at)) {
    const fault = selectorFault(entry.key, at.rules);
    if (fault !== null) {
      at.report(entry.place, fault);
      continue;
    }
    const severity = choice(entry.value, { ...at, key: entry.key, choices: SEVERITIES });
    if (severity === null) continue;
    const isRule = entry.key.includes('/');
    for (const rule of at.rules) {
      if (rule.id === entry.key) byRule[rule.id] = severity;
      else if (!isRule && (entry.key === groupOf(rule.id) || (entry.key === 'all' && byGroup[rule.id] === undefined))) byGroup[rule.id] = severity;
    }
  }
  return { ...byGroup, ...byRule };
}

function dataset(map: SettingMap, at: ReadAt): readonly DatasetEntry[] {
  const found: Writable<DatasetEntry> = { path: '', label: null, ids: [], skip: [] };
  for (const { key, value } of knownEntries(map, { keys: DATASET_KEYS, report: at.report })) {
    const inner = { ...at, key };
    if (key === 'path') found.path = globText(value, inner) ?? '';
    else if (key === 'label') found.label = textOf(value, inner);
    else if (key === 'ids') found.ids = textList(value, inner).map((item) => item.text);
    else found.skip = textList(value, inner).map((item) => item.text);
  }
  if (!map.entries.some((entry) => entry.key === 'path')) at.report(map.place, 'a dataset needs a `path`');
  return found.path === '' ? [] : [found];
}

function suppression(map: SettingMap, at: ReadAt): SuppressionEntry {
  const origin: Origin = { kind: 'file', name: at.file, line: map.place.line };
  const found: Writable<SuppressionEntry> = { rule: '', path: null, column: null, reason: '', owner: null, until: null, origin };
  for (const { key, value } of knownEntries(map, { keys: SUPPRESSION_KEYS, report: at.report })) {
    const inner = { ...at, key };
    if (key === 'rule') found.rule = ruleId(value, inner) ?? '';
    else if (key === 'path') found.path = globText(value, inner);
    else if (key === 'column') found.column = textOf(value, inner);
    else if (key === 'reason') found.reason = textOf(value, inner)?.trim() ?? '';
    else if (key === 'owner') found.owner = textOf(value, inner)?.trim() || null;
    else found.until = dayText(value, inner);
  }
  return found;
}

function ruleId(node: SettingNode, at: ReadAt): string | null {
  const text = textOf(node, at);
  if (text === null) return null;
  const ids: readonly string[] = at.rules.map((rule) => rule.id);
  if (ids.includes(text)) return text;
  at.report(node.place, `no rule is called \`${text}\`${didYouMean(text, ids)}`);
  return null;
}

function globText(node: SettingNode, at: ReadAt): string | null {
  const text = textOf(node, at)?.replace(/^(?:\.\/)+/, '') ?? null;
  if (text === null) return null;
  if (text !== '' && !/^(?:\/|[A-Za-z]:)/.test(text)) return text;
  at.report(node.place, `\`${at.key}\` must be a path relative to the config file`);
  return null;
}

function dayText(node: SettingNode, at: ReadAt): string | null {
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  if (isDay) return text;
  at.report(node.place, `\`${at.key}\` must be a day such as 2027-03-01`);
  return null;
}

function sizeLimit(node: SettingNode, at: ReadAt): number | null {
  return quantity(node, { ...at, read: memoryLimit });
}

function durationLimit(node: SettingNode, at: ReadAt): number | null {
  return quantity(node, { ...at, read: timeLimit });
}

function quantity(node: SettingNode, at: ReadAt & { readonly read: (text: string) => { readonly value: number } | { readonly fault: string } }): number | null {
  const text = node.kind === 'scalar' && node.value !== null ? String(node.value) : describeNode(node);
  const result = at.read(text);
  if ('value' in result) return result.value;
  at.report(node.place, `\`${at.key}\` ${result.fault}`);
  return null;
}

function choice<C extends string>(node: SettingNode, at: ReadAt & { readonly choices: readonly C[] }): C | null {
  const given = node.kind === 'scalar' ? String(node.value) : describeNode(node);
  const chosen = at.choices.find((each) => each === given);
  if (chosen !== undefined) return chosen;
  const list = `${at.choices.slice(0, -1).join(', ')} or ${at.choices[at.choices.length - 1]}`;
  const nearest = node.kind === 'scalar' ? nearestName(given, at.choices) : null;
  at.report(node.place, `\`${at.key}\` must be ${list}, not \`${given}\`${nearest === null ? '' : `; did you mean \`${nearest}\`?`}`);
  return null;
}

function textOf(node: SettingNode, at: ReadAt): string | null {
  if (node.kind === 'scalar' && typeof node.value === 'string') return node.value;
  // an unquoted name such as 2019 or true is meant as text
  if (node.kind === 'scalar' && node.value !== null) return String(node.value);
  at.report(node.place, `\`${at.key}\` must be text, not ${describeNode(node)}`);
  return null;
}

interface PlacedText {
  readonly text: string;
  readonly place: SettingPlace;
}

function oneText(node: SettingNode, at: ReadAt): readonly PlacedText[] {
  const text = textOf(node, at);
  return text === null ? [] : [{ text, place: node.place }];
}

function textList(node: SettingNode, at: ReadAt): readonly PlacedText[] {
  if (node.kind === 'list') return node.items.flatMap((item) => oneText(item, at));
  at.report(node.place, `\`${at.key}\` must be a list, not ${describeNode(node)}`);
  return [];
}

function mapList(node: SettingNode, at: ReadAt): readonly SettingMap[] {
  if (node.kind !== 'list') {
    at.report(node.place, `\`${at.key}\` must be a list, not ${describeNode(node)}`);
    return [];
  }
  return node.items.flatMap((item) => {
    if (item.kind === 'map') return [item];
    at.report(item.place, `an entry of \`${at.key}\` must be a table, not ${describeNode(item)}`);
    return [];
  });
}

/** The entries of a table; anything else is reported. */
export function mapEntries(node: SettingNode, at: ReadAt): readonly SettingEntry[] {
  if (node.kind === 'map') return node.entries;
  at.report(node.place, `\`${at.key}\` must be a table, not ${describeNode(node)}`);
  return [];
}
