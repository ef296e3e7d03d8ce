/**
 * What `if` of a GitHub workflow says, as far as the file tells it. Source: docs.github.com, "Evaluate expressions in workflows".
 * A condition is asked once for every event that can start the workflow.
 */

import { andOf, notOf, orOf, type Condition } from '../condition.ts';

export interface Context {
  /** The event that started the run; null when it cannot be told. */
  readonly event: string | null;
  /** Whether a run of this event can be for this ref, such as `refs/heads/main`. */
  readonly ref: (ref: string) => Condition;
  /** Values of the matrix by name, when they are all written down. */
  readonly matrix: ReadonlyMap<string, readonly string[]>;
  /** What `runner.os` can be: `Linux`, `Windows`, `macOS`; empty when it cannot be told. */
  readonly systems: readonly string[];
  /** Whether the repository calls itself by this name, such as `owner/project`. */
  readonly isNamed: (name: string) => boolean;
}

type Value = { readonly kind: 'value'; readonly value: string | number | boolean | null } | { readonly kind: 'name'; readonly name: string } | { readonly kind: 'condition'; readonly condition: Condition };

/** Longer conditions, and deeper ones, are not read. Our own choice. */
const MAX_LENGTH = 2_000;
const MAX_DEPTH = 30;

/** @param text with or without `${{ }}` around it */
export function conditionOf(text: string, context: Context): Condition {
  const inner = /^\s*\$\{\{([\s\S]*)\}\}\s*$/.exec(text)?.[1] ?? text;
  // `${{ a }} && b` is a text that is never empty to GitHub; what its author meant cannot be told
  if (inner.includes('${{') || inner.length > MAX_LENGTH) return 'unknown';
  const tokens = inner.match(TOKEN) ?? [];
  const parser: Parser = { tokens, at: 0, context, depth: 0 };
  const value = either(parser);
  if (value === null || parser.at < tokens.length || tokens.join('').replace(/\s/g, '') !== inner.replace(/\s/g, '')) return 'unknown';
  return truthOf(value);
}

const TOKEN = /'(?:[^']|'')*'|&&|\|\||==|!=|<=|>=|[!<>(),]|[A-Za-z_][\w-]*(?:\.[\w*-]+|\[[^\]]*\])*|-?\d+(?:\.\d+)?/g;

interface Parser {
  readonly tokens: readonly string[];
  at: number;
  depth: number;
  readonly context: Context;
}

function take(parser: Parser, token: string): boolean {
  if (parser.tokens[parser.at] !== token) return false;
  parser.at += 1;
  return true;
}

function either(parser: Parser): Value | null {
  parser.depth += 1;
  let left = parser.depth > MAX_DEPTH ? null : both(parser);
  while (left !== null && take(parser, '||')) {
    const right = both(parser);
    left = right === null ? null : { kind: 'condition', condition: orOf(truthOf(left), truthOf(right)) };
  }
  parser.depth -= 1;
  return left;
}

function both(parser: Parser): Value | null {
  let left = compared(parser);
  while (left !== null && take(parser, '&&')) {
    const right = compared(parser);
    left = right === null ? null : { kind: 'condition', condition: andOf(truthOf(left), truthOf(right)) };
  }
  return left;
}

function compared(parser: Parser): Value | null {
  const left = unary(parser);
  const operator = parser.tokens[parser.at] ?? '';
  if (left === null || !/^(?:==|!=|<=|>=|<|>)$/.test(operator)) return left;
  parser.at += 1;
  const right = unary(parser);
  if (right === null) return null;
  if (operator !== '==' && operator !== '!=') return { kind: 'condition', condition: 'unknown' };
  const equal = equality(left, right, parser.context);
  return { kind: 'condition', condition: operator === '==' ? equal : notOf(equal) };
}

function unary(parser: Parser): Value | null {
  let isNegated = false;
  let isPlain = true;
  while (take(parser, '!')) {
    isNegated = !isNegated;
    isPlain = false;
  }
  const value = primary(parser);
  if (value === null || isPlain) return value;
  return { kind: 'condition', condition: isNegated ? notOf(truthOf(value)) : truthOf(value) };
}

function primary(parser: Parser): Value | null {
  const token = parser.tokens[parser.at];
  if (token === undefined) return null;
  if (take(parser, '(')) {
    const value = either(parser);
    return take(parser, ')') ? value : null;
  }
  if (/^[!=&|<>),]/.test(token)) return null;
  parser.at += 1;
  if (take(parser, '(')) return call(token.toLowerCase(), parser);
  if (token.startsWith("'")) return { kind: 'value', value: token.slice(1, -1).replaceAll("''", "'") };
  if (/^-?\d/.test(token)) return { kind: 'value', value: Number(token) };
  const word = token.toLowerCase();
  if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true' };
  if (word === 'null') return { kind: 'value', value: null };
  return named(token, parser.context);
}

function call(name: string, parser: Parser): Value | null {
  const values: Value[] = [];
  while (!take(parser, ')')) {
    const value = either(parser);
    if (value === null) return null;
    values.push(value);
    if (!take(parser, ',') && parser.tokens[parser.at] !== ')') return null;
  }
  return { kind: 'condition', condition: resultOf(name, values, parser.context) };
}

function resultOf(name: string, [first, second]: readonly Value[], context: Context): Condition {
  if (name === 'always' || name === 'success') return 'true';
  if (name === 'cancelled') return 'false';
  if (name === 'startswith' && first?.kind === 'name' && first.name === 'github.ref' && second?.kind === 'value') return context.ref(`${String(second.value)}*`);
  // what people write in messages, and labels: there are runs with and without
  if (name === 'contains' && first?.kind === 'name' && /^github\.event\.(?:head_commit\.message|commits|pull_request\.title)/.test(first.name)) return 'either';
  return 'unknown';
}

function named(token: string, context: Context): Value {
  const name = token.replace(/\[\s*'([\w-]+)'\s*\]/g, '.$1');
  if (name === 'github.event_name' && context.event !== null) return { kind: 'value', value: context.event };
  const values = valuesOf(name, context);
  if (values?.length === 1) return { kind: 'value', value: values[0] ?? '' };
  return { kind: 'name', name };
}

function equality(left: Value, right: Value, context: Context): Condition {
  if (left.kind === 'value' && right.kind === 'value') return sameText(left.value, right.value) ? 'true' : 'false';
  const [name, value] = left.kind === 'name' ? [left.name, right] : right.kind === 'name' ? [right.name, left] : ['', null];
  if (value?.kind !== 'value') return 'unknown';
  const text = String(value.value);
  if (name === 'github.ref') return context.ref(text);
  if (name === 'github.ref_name') return context.event === 'push' ? context.ref(`refs/heads/${text}`) : 'unknown';
  // conditions like this keep copies of the repository from running what only the original should
  if (name === 'github.repository' && context.isNamed(text)) return 'true';
  if (name === 'github.repository_owner' && context.isNamed(`${text}/`)) return 'true';
  // a cache is empty now and then
  if (/^steps\.[\w-]+\.outputs\.cache-hit$/.test(name)) return 'either';
  if (name === 'github.actor' || name === 'github.triggering_actor') return /\[bot\]$/.test(text) ? 'either' : 'unknown';
  const values = valuesOf(name, context);
  if (values !== undefined) return values.some((each) => sameText(each, text)) ? 'either' : 'false';
  return 'unknown';
}

/** What a name can be in the combinations of the matrix. */
function valuesOf(name: string, { matrix, systems }: Context): readonly string[] | undefined {
  if (name === 'runner.os') return systems.length > 0 ? systems : undefined;
  return name.startsWith('matrix.') ? matrix.get(name.slice('matrix.'.length)) : undefined;
}

function sameText(left: string | number | boolean | null, right: string | number | boolean | null): boolean {
  return String(left ?? '').toLowerCase() === String(right ?? '').toLowerCase();
}

function truthOf(value: Value): Condition {
  if (value.kind === 'condition') return value.condition;
  if (value.kind === 'name') return 'unknown';
  return value.value === null || value.value === false || value.value === 0 || value.value === '' ? 'false' : 'true';
}
