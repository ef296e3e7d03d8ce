/** Calls in Python files that hold commands as texts, such as `session.run("pytest", "tests")`. Read from the text; only plain strings are known. */

export interface CallText {
  /** Plain strings among the positional arguments; null for others. */
  readonly words: readonly (string | null)[];
  /** Keyword arguments as written. */
  readonly keywords: ReadonlyMap<string, string>;
  readonly start: number;
  readonly end: number;
}

export interface DecoratedFunction {
  readonly name: string;
  /** Text between the parentheses of the decorator. */
  readonly settings: string;
  readonly body: string;
  readonly start: number;
  readonly bodyStart: number;
}

/** Characters between a decorator and its function, other decorators included. Our own choice. */
const MAX_HEAD = 3_000;

/** Functions with a decorator of one of these names, with the text of their bodies. @param decorators a pattern */
export function decoratedFunctions(text: string, decorators: string): readonly DecoratedFunction[] {
  const found: DecoratedFunction[] = [];
  for (const match of text.matchAll(new RegExp(`^@(?:${decorators})\\b`, 'gm'))) {
    const after = match.index + match[0].length;
    const settings = text[after] === '(' ? text.slice(after + 1, closing(text, after)) : '';
    const head = /^(?:async[ \t]+)?def[ \t]+(\w+)[^\n]*/m.exec(text.slice(after + settings.length, after + settings.length + MAX_HEAD));
    if (head === null) continue;
    const bodyStart = after + settings.length + head.index + head[0].length;
    const next = /\n(?=[^\s#)])/.exec(text.slice(bodyStart));
    const end = next === null ? text.length : bodyStart + next.index;
    found.push({ name: head[1] ?? '', settings, body: text.slice(bodyStart, end), start: match.index, bodyStart });
  }
  return found;
}

/** Calls `receiver.method(...)` in the text, in order. @param callee a pattern */
export function callsIn(text: string, callee: string): readonly CallText[] {
  const found: CallText[] = [];
  for (const match of text.matchAll(new RegExp(`(?<![\\w.])(?:${callee})\\s*\\(`, 'g'))) {
    const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
    if (line.includes('#')) continue;
    const open = match.index + match[0].length - 1;
    const close = closing(text, open);
    found.push({ ...argumentsOf(text.slice(open + 1, close)), start: match.index, end: Math.min(close + 1, text.length) });
  }
  return found;
}

/** Index of the bracket that closes the one at `open`; the end of the text when none does. */
function closing(text: string, open: number): number {
  const token = /'''[\s\S]*?'''|"""[\s\S]*?"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|#[^\n]*|[([{]|[)\]}]/g;
  token.lastIndex = open;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (/^[([{]$/.test(match[0])) depth += 1;
    else if (/^[)\]}]$/.test(match[0])) depth -= 1;
    if (depth === 0) return match.index;
  }
  return text.length;
}

function argumentsOf(text: string): Pick<CallText, 'words' | 'keywords'> {
  const words: (string | null)[] = [];
  const keywords = new Map<string, string>();
  for (const piece of splitAtCommas(text)) {
    const keyword = /^(\w+)\s*=(?!=)\s*([\s\S]*)$/.exec(piece);
    if (keyword !== null) keywords.set(keyword[1] ?? '', keyword[2] ?? '');
    else if (!piece.startsWith('*')) words.push(stringText(piece));
  }
  return { words, keywords };
}

function splitAtCommas(text: string): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  for (const match of text.matchAll(/'''[\s\S]*?'''|"""[\s\S]*?"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|#[^\n]*|[([{]|[)\]}]|,/g)) {
    if (/^[([{]$/.test(match[0])) depth += 1;
    else if (/^[)\]}]$/.test(match[0])) depth -= 1;
    else if (match[0] === ',' && depth === 0) {
      pieces.push(text.slice(from, match.index));
      from = match.index + 1;
    }
  }
  return [...pieces, text.slice(from)].map((piece) => piece.replace(/^\s*#[^\n]*\n/gm, '').trim()).filter((piece) => piece !== '');
}

/** Text of a string, or of several side by side; holes of f-strings become `{{filled-in}}`. Null for anything else. */
export function stringText(piece: string): string | null {
  const strings = [...piece.matchAll(/([a-zA-Z]*)('''[\s\S]*?'''|"""[\s\S]*?"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")\s*/g)];
  if (strings.length === 0 || strings.map(([whole]) => whole).join('').trim() !== piece.trim()) return null;
  return strings
    .map(([, prefix = '', quotedText = '']) => {
      const inner = /^(?:'''|""")/.test(quotedText) ? quotedText.slice(3, -3) : quotedText.slice(1, -1);
      const plain = /r/i.test(prefix) ? inner : inner.replace(/\\n/g, '\n').replace(/\\(['"\\])/g, '$1');
      return /f/i.test(prefix) ? plain.replace(/\{[^{}]*\}/g, '{{filled-in}}') : plain;
    })
    .join('');
}
