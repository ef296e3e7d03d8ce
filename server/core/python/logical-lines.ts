/**
 * Logical lines of Python by strings, comments and brackets alone: enough to know how deep a text nests before it is parsed, and to
 * find the line that is broken when it does not parse. Total: any text has logical lines.
 */

export interface LogicalLine {
  /** Of the first character that is not blank. */
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  /** Columns before `start`; a tab goes to the next multiple of eight. */
  readonly indent: number;
  /** Deepest nesting of brackets inside. */
  readonly depth: number;
  /** Words, numbers, strings and signs in it, about. */
  readonly tokens: number;
  /** What is opened here and never closed, and where; null when nothing is. */
  readonly unclosed: null | { readonly kind: 'bracket' | 'quote' | 'triple-quote'; readonly at: number };
}

/** @param text the piece; empty lines and comments alone on a line are no logical lines */
export function logicalLines(text: string): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  for (let at = 0; at < text.length; ) {
    const { start, indent } = skipBlanks(text, at);
    if (start >= text.length) break;
    const code = text.charCodeAt(start);
    if (code === HASH || isBreak(code)) {
      at = afterBreak(text, code === HASH ? endOfLine(text, start) : start);
      continue;
    }
    const line = readLine(text, start, indent);
    lines.push(line);
    at = text.charCodeAt(line.end) === HASH ? afterBreak(text, endOfLine(text, line.end)) : afterBreak(text, line.end);
  }
  return lines;
}

const TAB = 9;
const NEWLINE = 10;
const FORM_FEED = 12;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const BACKSLASH = 92;
const BYTE_ORDER_MARK = 0xfeff;

/** Keywords that cannot go on an expression: a bracket still open before one was never closed. */
const STATEMENT_START = /(?:def|class|import|return|with|try|while|del|raise|assert|pass|break|continue|global|nonlocal|elif|except|finally|from\s+[\w.]+\s+import)\b(?!\s*=)/y;

const isBreak = (code: number): boolean => code === NEWLINE || code === RETURN;

function skipBlanks(text: string, from: number): { readonly start: number; readonly indent: number } {
  let indent = 0;
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === SPACE) indent += 1;
    else if (code === TAB) indent += 8 - (indent % 8);
    else if (code === FORM_FEED) indent = 0;
    else if (code !== BYTE_ORDER_MARK) break;
  }
  return { start: at, indent };
}

function readLine(text: string, start: number, indent: number): LogicalLine {
  const open: number[] = [];
  let depth = 0;
  let tokens = 0;
  let at = start;
  const lineTo = (end: number, unclosed: LogicalLine['unclosed']): LogicalLine => ({ start, end, indent, depth, tokens, unclosed });
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === APOSTROPHE) {
      const string = skipString(text, at);
      tokens += 1;
      if (string.unclosed !== null) return lineTo(string.end, { kind: string.unclosed, at });
      at = string.end;
    } else if (code === HASH) {
      if (open.length === 0) break;
      at = endOfLine(text, at);
    } else if (isBreak(code)) {
      const opener = open[0];
      if (opener === undefined) break;
      const next = afterBreak(text, at);
      if (startsStatement(text, next)) return lineTo(at, { kind: 'bracket', at: opener });
      at = next;
    } else if (isWord(code)) {
      tokens += 1;
      while (isWord(text.charCodeAt(at))) at += 1;
    } else {
      if (code !== SPACE && code !== TAB) tokens += 1;
      if (isOpener(code)) depth = Math.max(depth, open.push(at));
      else if (isCloser(code)) open.pop();
      at = code === BACKSLASH ? afterBreak(text, at + 1) : at + 1;
    }
  }
  const opener = open[0];
  return lineTo(Math.min(at, text.length), opener === undefined ? null : { kind: 'bracket', at: opener });
}

/** Letters, digits, `_`, and all that is not ASCII. */
const isWord = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code > 127;
const isOpener = (code: number): boolean => code === 40 || code === 91 || code === 123;
const isCloser = (code: number): boolean => code === 41 || code === 93 || code === 125;

function startsStatement(text: string, lineStart: number): boolean {
  STATEMENT_START.lastIndex = skipBlanks(text, lineStart).start;
  return STATEMENT_START.test(text);
}

function skipString(text: string, start: number): { readonly end: number; readonly unclosed: 'quote' | 'triple-quote' | null } {
  const quote = text.charAt(start);
  const triple = quote + quote + quote;
  const isTriple = text.startsWith(triple, start);
  const close = isTriple ? triple : quote;
  let at = start + close.length;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at = text.charCodeAt(at + 1) === RETURN ? afterBreak(text, at + 1) : at + 2;
    else if (!isTriple && isBreak(code)) return { end: at, unclosed: 'quote' };
    else if (text.startsWith(close, at)) return { end: at + close.length, unclosed: null };
    else at += 1;
  }
  return { end: text.length, unclosed: isTriple ? 'triple-quote' : 'quote' };
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBreak(text.charCodeAt(at))) at += 1;
  return at;
}

/** The offset itself when no line break stands there. */
function afterBreak(text: string, at: number): number {
  if (text.charCodeAt(at) === RETURN) return text.charCodeAt(at + 1) === NEWLINE ? at + 2 : at + 1;
  return text.charCodeAt(at) === NEWLINE ? at + 1 : at;
}
