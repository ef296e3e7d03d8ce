/** What every rule has to say, and how. Pure; problems name the rule. */
import type { Example } from '../../rules/api/example.ts';
import { isDataRule, isRepositoryRule } from '../../rules/api/rule.ts';
import type { Rule } from '../../rules/api/rule.ts';
import { parseMarkedText } from '../rule-tests/carets.ts';
import { readCaseFile, readRepositoryFile } from '../rule-tests/python-case.ts';
import { parseFixtureFile, repositoryFileName } from '../rule-tests/fixture-file.ts';

const LONGEST_MESSAGE = 90;

export interface RuleSurroundings {
  readonly rule: Rule;
  /** The rule's literate cases, null when it has none. */
  readonly fixture: string | null;
}

export function ruleProblems(around: RuleSurroundings): readonly string[] {
  const problems = [...textProblems(around.rule), ...messageProblems(around), ...exampleProblems(around), ...optionProblems(around.rule)];
  return problems.map((problem) => `${around.rule.id}: ${problem}`);
}

function textProblems({ summary, docs, since }: Rule): readonly string[] {
  const empty = Object.entries(docs).filter(([, text]) => text.trim() === '').map(([name]) => `docs.${name} is empty`);
  const unfinished = Object.entries(docs).filter(([, text]) => text.trim() !== '' && !/[.!?`)]$/.test(text.trim())).map(([name]) => `docs.${name} does not end as a sentence`);
  return [
    ...(/^[^a-z\n][^\n]*[^.\n]$/.test(summary) ? [] : ['the summary is one line, starts with a capital letter and has no full stop']),
    ...(/^\d+\.\d+\.\d+$/.test(since) ? [] : [`since is a version, not \`${since}\``]),
    ...empty,
    ...unfinished,
  ];
}

/** A rule cannot have been there since a version that is still to come. @param version of package.json, which the next release will have */
export function sinceProblems(rules: readonly Pick<Rule, 'id' | 'since'>[], version: string): readonly string[] {
  return rules.filter(({ since }) => isNewer(since, version)).map(({ id, since }) => `${id}: since ${since}, but package.json says ${version}`);
}

function isNewer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => text.split('.').map(Number));
  for (const [index, part] of (a ?? []).entries()) if (part !== (b?.[index] ?? 0)) return part > (b?.[index] ?? 0);
  return false;
}

/** Placeholders count as they are written. */
function messageProblems({ rule }: RuleSurroundings): readonly string[] {
  const messages = Object.entries(rule.messages);
  if (messages.length === 0) return ['has no message'];
  return messages.flatMap(([id, text]) => [
    ...(text.length > LONGEST_MESSAGE ? [`message ${id} has ${text.length} characters, at most ${LONGEST_MESSAGE}`] : []),
    ...(text.endsWith('.') ? [`message ${id} ends with a full stop`] : []),
    ...(/^[a-z]/.test(text) ? [`message ${id} starts with a small letter`] : []),
    ...(/[*_<>]{2}|https?:|\n/.test(text) ? [`message ${id} is formatted; it is plain text with names in backticks`] : []),
    ...(/\b(?:warning|error|too many|please|should|must)\b|!/i.test(text) ? [`message ${id} judges or commands; it states a fact`] : []),
  ]);
}

function exampleProblems({ rule, fixture }: RuleSurroundings): readonly string[] {
  const { bad, good } = rule.examples;
  const shown = new Set([...bad.flatMap(messagesOf), ...(fixture === null ? [] : messagesInCases(rule, fixture))]);
  return [
    ...(bad.length === 0 ? ['has no bad example'] : []),
    ...fixProblems(rule),
    ...(good.length === 0 ? ['has no good example'] : []),
    ...(fixture === null ? [`has no cases in test-fixtures/rules/${rule.id}.md`] : []),
    ...Object.keys(rule.messages).filter((id) => !shown.has(id)).map((id) => `no example and no case shows the message ${id}`),
  ];
}

/** Rules on code show what their fix makes; a rule without one has nothing to show. */
function fixProblems(rule: Rule): readonly string[] {
  if (rule.kind !== 'python' && rule.kind !== 'repository') return [];
  if ((rule.mend === null) !== (rule.fix === 'none')) return ['`fix` says whether there is a `mend`; here one is set and the other is not'];
  const shown = rule.examples.bad.some((example) => 'after' in example && example.after !== undefined);
  return rule.mend !== null && !shown ? ['no bad example shows the text after the fix'] : [];
}

function messagesOf(example: Example): readonly string[] {
  if (example.format === 'parquet') return example.expect.map((text) => text.slice(text.lastIndexOf(': ') + 2));
  if (example.format === 'repository') {
    return Object.entries({ [example.fileName]: example.text, ...example.files }).flatMap(([name, text]) => readRepositoryFile(name, text).marks.map((mark) => mark.message));
  }
  if (example.format !== 'python' && example.format !== 'notebook') return parseMarkedText(example.text).marks.map((mark) => mark.message);
  const main = readCaseFile(example.format === 'python' ? 'main.py' : 'main.ipynb', example.text);
  const others = Object.entries(example.files ?? {}).map(([name, text]) => readCaseFile(name, text));
  return [main, ...others].flatMap(({ marks }) => marks.map((mark) => mark.message));
}

function messagesInCases(rule: Rule, fixture: string): readonly string[] {
  const blocks = parseFixtureFile(fixture).sections.flatMap((section) => section.blocks);
  if (isRepositoryRule(rule)) return blocks.flatMap((block) => readRepositoryFile(repositoryFileName(block), block.text).marks.map((mark) => mark.message));
  if (!isDataRule(rule)) {
    return blocks.flatMap(({ language, words, text }) => readCaseFile(words.get('file') ?? (language === 'notebook' ? 'main.ipynb' : 'main.py'), text).marks.map((mark) => mark.message));
  }
  return blocks.flatMap((block) => parseMarkedText(block.text).marks.map((mark) => mark.message));
}

function optionProblems({ options, yieldsTo }: Rule): readonly string[] {
  return Object.entries(options).flatMap(([name, option]) => [
    ...(option.doc.trim() === '' ? [`option ${name} says not what it changes`] : []),
    ...(option.source.trim() === '' ? [`option ${name} says not where its default comes from`] : []),
    ...(option.kind === 'number' && !(option.default >= option.min && option.default <= option.max) ? [`option ${name} has a default outside of its range`] : []),
    ...(/^[a-z][a-zA-Z0-9]*$/.test(name) ? [] : [`option ${name} is not camelCase`]),
  ]).concat(new Set(yieldsTo).size === yieldsTo.length ? [] : ['gives way to the same rule twice']);
}

/** Returns rules that give way to a rule that is not there, or to each other. */
export function yieldProblems(rules: readonly Rule[]): readonly string[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return rules.flatMap((rule) =>
    rule.yieldsTo.flatMap((id) => {
      const other = byId.get(id as Rule['id']);
      if (other === undefined) return [`${rule.id}: gives way to ${id}, which is no rule`];
      return other.yieldsTo.includes(rule.id) && rule.id < id ? [`${rule.id}: gives way to ${id} and ${id} to it`] : [];
    }),
  );
}
