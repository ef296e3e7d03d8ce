/**
 * Reads the Groovy of Jenkinsfiles as statements of words, texts and groups in brackets. It knows no grammar beyond that, which is
 * what pipelines need. Total: what does not close is closed at the end.
 */

export interface Statement {
  readonly parts: readonly Part[];
  readonly start: number;
  readonly end: number;
}

export type Part =
  /** Names with their dots, numbers and operators. */
  | { readonly kind: 'word'; readonly text: string; readonly start: number; readonly end: number }
  /** `start` and `end` are those of what is between the quotes. */
  | { readonly kind: 'text'; readonly raw: string; readonly quote: string; readonly start: number; readonly end: number }
  | { readonly kind: 'group'; readonly bracket: '(' | '[' | '{'; readonly statements: readonly Statement[]; readonly start: number; readonly end: number };

/** Own choices: real files nest some ten deep and have some thousand parts. */
const MAX_DEPTH = 60;
const MAX_PARTS = 100_000;

const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const QUOTES = ["'''", '"""', "'", '"'] as const;

export function readGroovy(text: string): readonly Statement[] {
  return readStatements({ text, at: 0, left: MAX_PARTS }, '', 0);
}

interface Reader {
  readonly text: string;
  at: number;
  left: number;
}

function readStatements(reader: Reader, close: string, depth: number): readonly Statement[] {
  const statements: Statement[] = [];
  let parts: Part[] = [];
  const end = (): void => {
    const [first] = parts;
    const last = parts.at(-1);
    if (first !== undefined && last !== undefined) statements.push({ parts, start: first.start, end: last.end });
    parts = [];
  };
  const isInParentheses = close === ')' || close === ']';
  while (reader.at < reader.text.length && reader.left > 0) {
    const character = reader.text[reader.at] ?? '';
    if (character === close) break;
    if (skipBlank(reader)) continue;
    if (character === '\n' || character === ';' || character === ',') {
      reader.at += 1;
      // a line goes on after a comma, and where brackets are open
      const goesOn = character === ',' ? !isInParentheses : character === '\n' && (isInParentheses || isOpenEnded(parts) || continues(reader, parts));
      if (!goesOn) end();
      continue;
    }
    parts.push(readPart(reader, depth));
    reader.left -= 1;
  }
  end();
  return statements;
}

/** Skips blanks and comments; false when there were none. */
function skipBlank(reader: Reader): boolean {
  const { text, at } = reader;
  if (text.startsWith('//', at) || (text.startsWith('#!', at) && at === 0)) {
    const line = text.indexOf('\n', at);
    reader.at = line < 0 ? text.length : line;
  } else if (text.startsWith('/*', at)) {
    const close = text.indexOf('*/', at + 2);
    reader.at = close < 0 ? text.length : close + 2;
  } else if (text.startsWith('\\\n', at)) {
    reader.at += 2;
  } else {
    while (/[ \t\r\f\uFEFF\u00A0]/.test(text[reader.at] ?? '')) reader.at += 1;
  }
  return reader.at > at;
}

/** Whether the statement cannot be over: it ends in an operator, a colon or a comma. */
function isOpenEnded(parts: readonly Part[]): boolean {
  const last = parts.at(-1);
  return last?.kind === 'word' && /^(?:[=+:?&|<>,-]+|\|\||&&|==)$/.test(last.text);
}

/** Whether the next line begins as no statement does: with a dot, an operator, or the brace of a block that is still awaited. */
function continues(reader: Reader, parts: readonly Part[]): boolean {
  const next = reader.text.slice(reader.at, reader.at + MAX_LOOKED_AT).replace(/^(?:\s|\/\/[^\n]*\n)+/, '');
  const isAwaited = parts.length > 0 && !parts.some((part) => part.kind === 'group' && part.bracket === '{');
  return (isAwaited && next.startsWith('{')) || /^(?:\?\.|\.|\+|&&|\|\||\?|:)/.test(next);
}

/** How far the beginning of the next statement is looked for. Our own choice. */
const MAX_LOOKED_AT = 400;

function readPart(reader: Reader, depth: number): Part {
  const { text, at: start } = reader;
  const character = text[start] ?? '';
  const close = CLOSES[character];
  if (close !== undefined && (character === '(' || character === '[' || character === '{')) {
    reader.at += 1;
    const statements = depth < MAX_DEPTH ? readStatements(reader, close, depth + 1) : [];
    if (text[reader.at] === close) reader.at += 1;
    return { kind: 'group', bracket: character, statements, start, end: reader.at };
  }
  const quote = QUOTES.find((each) => text.startsWith(each, start));
  if (quote !== undefined) return readText(reader, quote);
  const word = WORD.exec(text.slice(start, start + MAX_WORD))?.[0] ?? character;
  reader.at += word.length;
  return { kind: 'word', text: word, start, end: reader.at };
}

const WORD = /^(?:[A-Za-z_@$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*|\d[\w.]*|==~?|!=|<=|>=|=~|&&|\|\||->|[=+\-*/%<>!?:&|.]+)/;
const MAX_WORD = 500;

function readText(reader: Reader, quote: string): Part {
  const { text } = reader;
  const start = reader.at + quote.length;
  let at = start;
  while (at < text.length && !text.startsWith(quote, at)) {
    if (quote.length === 1 && text[at] === '\n') break;
    at += text[at] === '\\' ? 2 : 1;
  }
  const end = Math.min(at, text.length);
  reader.at = Math.min(text.startsWith(quote, end) ? end + quote.length : end, text.length);
  return { kind: 'text', raw: text.slice(start, end), quote, start, end };
}

/** The text that is meant: escapes put in place. */
export function meant(raw: string): string {
  return raw.replace(/\\(\r?\n|[\s\S])/g, (_, escaped: string) => ({ n: '\n', t: '\t', r: '' })[escaped] ?? (/^\r?\n$/.test(escaped) ? '' : escaped));
}
