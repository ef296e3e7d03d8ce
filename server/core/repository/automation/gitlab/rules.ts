/** When GitLab jobs run: `rules`, `only` and `except`. Source: docs.gitlab.com, CI/CD YAML syntax reference. */
import { YES, type Outcome } from '../../../../../rules/api/repository/place.ts';
import { at, itemsAt, textAt, type TreeNode } from '../../../../../rules/api/repository/tree.ts';
import { matchesGlob } from '../../../glob.ts';
import { andOf, notOf, orOf, type Condition } from '../condition.ts';
import { noBecause, quoted, unknownBecause } from '../outcomes.ts';
import type { Reading } from '../reading.ts';

/** Kinds of pipelines that start without a person; scheduled ones are set up outside of the file. */
export type Source = 'push' | 'merge_request_event' | 'tag' | 'schedule';

const OWN: readonly Source[] = ['push', 'merge_request_event', 'tag'];

export interface When {
  readonly runs: Outcome;
  /** Null when rules say nothing of it. */
  readonly mayFail: TreeNode | null;
}

const MAX_RULES = 200;
const MAX_PATTERNS = 200;

export function rulesOutcome(reading: Reading, node: TreeNode): When {
  const rules = itemsAt(node).slice(0, MAX_RULES);
  const outcomes: Outcome[] = [];
  let mayFail: TreeNode | null = null;
  for (const source of OWN) {
    for (const rule of rules) {
      const { condition, link } = ruleCondition(reading, rule, source);
      if (condition === 'false') {
        if (link !== null) outcomes.push(link);
        continue;
      }
      const outcome = condition === 'unknown' ? unknownBecause(rule.at, `runs only if ${quoted(textAt(rule, 'if') ?? 'a rule holds')}`) : whenOutcome(at(rule, 'when') ?? null);
      outcomes.push(outcome);
      if (outcome.answer === 'yes') mayFail ??= at(rule, 'allow_failure');
      if (condition === 'true') break;
    }
  }
  const yes = outcomes.find(({ answer }) => answer === 'yes');
  if (yes !== undefined) return { runs: YES, mayFail };
  const unknown = outcomes.find(({ answer }) => answer === 'unknown');
  if (unknown !== undefined) return { runs: unknown, mayFail };
  if (rules.some((rule) => isForSchedules(reading, rule))) return { runs: unknownBecause(node.at, 'runs in scheduled pipelines, which are set up outside of the file'), mayFail };
  return { runs: outcomes[0] ?? noBecause(node.at, 'no rule lets it run'), mayFail };
}

function isForSchedules(reading: Reading, rule: TreeNode): boolean {
  return ruleCondition(reading, rule, 'schedule').condition !== 'false' && whenOutcome(at(rule, 'when')).answer !== 'no';
}

/** What `when` says; without it, the job runs. */
export function whenOutcome(when: TreeNode | null): Outcome {
  const text = when?.kind === 'scalar' ? when.text : 'on_success';
  if (when === null) return YES;
  if (text === 'never') return noBecause(when.at, 'never runs: `when: never`');
  if (text === 'manual') return noBecause(when.at, 'a person has to start it: `when: manual`');
  if (text === 'on_failure') return unknownBecause(when.at, 'runs only after a failure');
  return YES;
}

function ruleCondition(reading: Reading, rule: TreeNode, source: Source): { readonly condition: Condition; readonly link: Outcome | null } {
  const text = textAt(rule, 'if');
  const asked = text === null ? 'true' : variablesCondition(text, source);
  const changes = at(rule, 'changes');
  const exists = at(rule, 'exists');
  if (asked === 'false') return { condition: 'false', link: null };
  for (const [node, isFilter] of [[changes, true], [exists, false]] as const) {
    if (node === null) continue;
    const found = filesOutcome(reading, at(node, 'paths') ?? node);
    if (found.answer === 'no') return { condition: 'false', link: isFilter ? found : null };
    if (found.answer === 'unknown') return { condition: 'unknown', link: null };
  }
  // a change may or may not touch the files
  return { condition: changes !== null && asked === 'true' ? 'either' : asked, link: null };
}

/** Whether a pattern of files matches one. */
export function filesOutcome(reading: Reading, node: TreeNode): Outcome {
  const patterns = itemsAt(node).slice(0, MAX_PATTERNS);
  const texts = patterns.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [item.text.replace(/^\/+/, '')] : []));
  if (texts.length === 0 || texts.length < patterns.length || texts.some((text) => text.includes('$')) || reading.tracked.length === 0) return unknownBecause(node.at, 'the files cannot be told');
  for (const text of texts) {
    if (!reading.spend(reading.tracked.length)) return unknownBecause(node.at, 'too many patterns to ask');
    if (reading.tracked.some(({ path }) => matchesGlob(text, path))) return YES;
  }
  return noBecause(patterns[0]?.at ?? node.at, `${texts.slice(0, 2).map(quoted).join(' and ')} ${texts.length > 1 ? 'match' : 'matches'} no file`);
}

const TOKEN = /\$\{?\w+\}?|"[^"]*"|'[^']*'|\/(?:[^/\\]|\\.)+\/[a-z]*|&&|\|\||==|!=|=~|!~|[()]|\bnull\b/g;

/** Conditions longer than this, or deeper, are not read. Our own choice. */
const MAX_LENGTH = 2_000;
const MAX_DEPTH = 30;

/** What a condition over GitLab's variables says for a kind of pipeline. */
export function variablesCondition(text: string, source: Source): Condition {
  if (text.length > MAX_LENGTH) return 'unknown';
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.join('').replace(/\s/g, '') !== text.replace(/\s/g, '')) return 'unknown';
  const parser = { tokens, at: 0 };
  const condition = either(parser, source, 0);
  return condition === null || parser.at < tokens.length ? 'unknown' : condition;
}

interface Parser {
  readonly tokens: readonly string[];
  at: number;
}

function either(parser: Parser, source: Source, depth: number): Condition | null {
  if (depth > MAX_DEPTH) return null;
  let left = both(parser, source, depth);
  while (left !== null && parser.tokens[parser.at] === '||') {
    parser.at += 1;
    const right = both(parser, source, depth);
    left = right === null ? null : orOf(left, right);
  }
  return left;
}

function both(parser: Parser, source: Source, depth: number): Condition | null {
  let left = compared(parser, source, depth);
  while (left !== null && parser.tokens[parser.at] === '&&') {
    parser.at += 1;
    const right = compared(parser, source, depth);
    left = right === null ? null : andOf(left, right);
  }
  return left;
}

function compared(parser: Parser, source: Source, depth: number): Condition | null {
  const token = parser.tokens[parser.at] ?? '';
  parser.at += 1;
  if (token === '(') {
    const inner = either(parser, source, depth + 1);
    const isClosed = parser.tokens[parser.at] === ')';
    parser.at += 1;
    return isClosed ? inner : null;
  }
  if (!/^[$"'n]/.test(token)) return null;
  const operator = parser.tokens[parser.at] ?? '';
  const left = valueOf(token, source);
  if (!/^(?:==|!=|=~|!~)$/.test(operator)) return left === null ? 'false' : typeof left === 'string' ? (left === '' ? 'false' : 'true') : left.isSet;
  const right = parser.tokens[parser.at + 1] ?? '';
  parser.at += 2;
  const isNegated = operator.startsWith('!');
  const same = operator.endsWith('~') ? (left === null ? 'false' : 'unknown') : sameValue(left, valueOf(right, source));
  // a name that is only compared with a pattern may be any
  const found = same === 'unknown' && left !== null && typeof left !== 'string' && left.isSet === 'true' ? 'either' : same;
  return isNegated ? notOf(found) : found;
}

/** A text, nothing at all, or something that differs from run to run. */
type Value = string | null | { readonly isSet: Condition };

function valueOf(token: string, source: Source): Value {
  if (/^["']/.test(token)) return token.slice(1, -1);
  if (token === 'null') return null;
  const name = token.replace(/[${}]/g, '');
  if (name === 'CI_PIPELINE_SOURCE') return source === 'tag' ? 'push' : source;
  if (name === 'CI_COMMIT_TAG') return source === 'tag' ? { isSet: 'true' } : null;
  if (name === 'CI_COMMIT_BRANCH') return source === 'push' || source === 'schedule' ? { isSet: 'true' } : null;
  if (/^CI_MERGE_REQUEST_/.test(name)) return source === 'merge_request_event' ? { isSet: 'true' } : null;
  if (/^CI_(?:COMMIT_REF_NAME|COMMIT_MESSAGE|COMMIT_TITLE|DEFAULT_BRANCH|COMMIT_REF_SLUG)$/.test(name)) return { isSet: 'true' };
  return { isSet: 'unknown' };
}

function sameValue(left: Value, right: Value): Condition {
  if ((left === null || typeof left === 'string') && (right === null || typeof right === 'string')) return (left ?? '') === (right ?? '') ? 'true' : 'false';
  const other = left === null || typeof left === 'string' ? left : right;
  const open = left === null || typeof left === 'string' ? right : left;
  if (open === null || typeof open === 'string') return 'unknown';
  // a branch may be of that name or not; what is set is not nothing
  return open.isSet === 'true' ? (other === null || other === '' ? 'false' : 'either') : 'unknown';
}

/** Kinds of refs and sources that `only` and `except` know by name and that come without a person. */
const FREE: ReadonlySet<string> = new Set(['branches', 'merge_requests', 'pushes', 'tags', 'external_pull_requests']);
const OUTSIDE: ReadonlySet<string> = new Set(['api', 'triggers', 'pipelines', 'external', 'chat', 'chats']);

export function onlyOutcome(reading: Reading, only: TreeNode | null, except: TreeNode | null): Outcome {
  const refs = only === null ? [] : itemsAt(only.kind === 'map' ? at(only, 'refs') : only);
  const names = refs.map((item) => (item.kind === 'scalar' ? item.text : ''));
  const changes = at(only, 'changes');
  if (changes !== null) {
    const found = filesOutcome(reading, changes);
    if (found.answer !== 'yes') return found;
  }
  if (names.length > 0 && only !== null && !names.some((name) => FREE.has(name) || !(OUTSIDE.has(name) || name === 'schedules' || name === 'web'))) {
    if (names.includes('schedules')) return unknownBecause(only.at, 'runs in scheduled pipelines, which are set up outside of the file');
    if (names.every((name) => name === 'web')) return noBecause(only.at, 'a person has to start it: `only: web`');
    return unknownBecause(only.at, `runs only for ${quoted(names.join(', '))}`);
  }
  const variables = at(only, 'variables');
  if (variables !== null) return unknownBecause(variables.at, 'runs only if variables say so');
  const left = except === null ? [] : itemsAt(except.kind === 'map' ? at(except, 'refs') : except).map((item) => (item.kind === 'scalar' ? item.text : ''));
  if (except !== null && (left.some((name) => name === 'branches' || name === 'pushes' || name.startsWith('/')) || at(except, 'variables') !== null || at(except, 'changes') !== null)) return unknownBecause(except.at, '`except` leaves out much of what starts it');
  return YES;
}
