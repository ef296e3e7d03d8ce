/** What `condition` of an Azure pipeline says, as far as the file tells it. Source: learn.microsoft.com, Azure Pipelines, "Expressions". */
import { andOf, notOf, orOf, type Condition } from '../condition.ts';

/** Longer conditions, and deeper ones, are not read. Our own choice. */
const MAX_LENGTH = 2_000;
const MAX_DEPTH = 20;

type Value = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'variable'; readonly name: string } | { readonly kind: 'condition'; readonly condition: Condition };

export function conditionOf(text: string): Condition {
  if (text.length > MAX_LENGTH) return 'unknown';
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.join('').replace(/\s/g, '') !== text.replace(/\s/g, '')) return 'unknown';
  const reader = { tokens, at: 0 };
  const value = readValue(reader, 0);
  return value === null || reader.at < tokens.length ? 'unknown' : truthOf(value);
}

const TOKEN = /'(?:[^']|'')*'|[(),]|variables\s*\[\s*'[^']*'\s*\]|[\w$.-]+(?:\['[^']*'\])*/g;

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function readValue(reader: Reader, depth: number): Value | null {
  const token = reader.tokens[reader.at];
  if (token === undefined || /^[(),]/.test(token) || depth > MAX_DEPTH) return null;
  reader.at += 1;
  if (token.startsWith("'")) return { kind: 'text', text: token.slice(1, -1) };
  const variable = /^variables\s*(?:\[\s*'([^']*)'\s*\]|\.([\w.]+))$/i.exec(token);
  if (variable !== null) return { kind: 'variable', name: variable[1] ?? variable[2] ?? '' };
  if (reader.tokens[reader.at] !== '(') return { kind: 'text', text: token };
  reader.at += 1;
  const values: Value[] = [];
  while (reader.tokens[reader.at] !== ')') {
    const value = readValue(reader, depth + 1);
    if (value === null) return null;
    values.push(value);
    if (reader.tokens[reader.at] === ',') reader.at += 1;
    else if (reader.tokens[reader.at] !== ')') return null;
  }
  reader.at += 1;
  return resultOf(token.toLowerCase(), values);
}

function resultOf(name: string, values: readonly Value[]): Value {
  const [first, second] = values;
  const is = (condition: Condition): Value => ({ kind: 'condition', condition });
  switch (name) {
    case 'always':
    case 'succeeded':
    case 'succeededorfailed':
      return is('true');
    case 'canceled':
      return is('false');
    case 'and':
      return is(values.map(truthOf).reduce(andOf, 'true'));
    case 'or':
      return is(values.map(truthOf).reduce(orOf, 'false'));
    case 'not':
      // a variable that somebody may set for one run is not set in the others
      return is(first?.kind === 'variable' ? 'either' : first === undefined ? 'unknown' : notOf(truthOf(first)));
    case 'eq':
    case 'ne':
    case 'in':
    case 'startswith':
    case 'contains': {
      const found = first === undefined || second === undefined ? 'unknown' : compared(name, first, values.slice(1));
      return is(name === 'ne' ? notOf(found) : found);
    }
    case 'coalesce':
      return values.findLast(({ kind }) => kind === 'text') ?? is('unknown');
    default:
      return is('unknown');
  }
}

function compared(name: string, first: Value, others: readonly Value[]): Condition {
  const texts = others.flatMap((other) => (other.kind === 'text' ? [other.text.toLowerCase()] : []));
  if (texts.length < others.length) return 'unknown';
  if (first.kind === 'text') {
    if (name === 'startswith' || name === 'contains') return 'unknown';
    return texts.includes(first.text.toLowerCase()) ? 'true' : 'false';
  }
  if (first.kind !== 'variable') return 'unknown';
  if (/^Build\.SourceBranch(?:Name)?$/i.test(first.name)) return 'either';
  if (/^Build\.Reason$/i.test(first.name)) return texts.every((text) => text === 'manual') ? 'unknown' : 'either';
  return 'unknown';
}

function truthOf(value: Value): Condition {
  if (value.kind === 'condition') return value.condition;
  if (value.kind === 'variable') return 'unknown';
  return /^(?:false|never|0)?$/i.test(value.text) ? 'false' : 'true';
}
