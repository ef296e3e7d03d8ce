/**
 * HCL as Terraform writes it: blocks are entries whose values are maps, one inside the other for each label, as in the JSON syntax of HCL.
 * Texts keep their templates; expressions that are no plain value stay as they are written.
 * Source: HCL Native Syntax Specification, github.com/hashicorp/hcl, 2026-11-23.
 */
import type { Tree, TreeEntry, TreeNode } from '../../../../rules/api/repository/tree.ts';
import { MOST_DEPTH, TreeTooLarge, createTreeMaker, plainScalar } from './make-tree.ts';
import type { TreeMaker } from './make-tree.ts';

/** Empty where the text is damaged. Errors: throws for what is too large or too deep. */
export function readHcl(path: string, text: string): readonly Tree[] {
  const reader: Reader = { text, at: 0, maker: createTreeMaker(path, text), depth: 0 };
  const entries = readBody(reader);
  skip(reader, true);
  return entries === null || reader.at < text.length ? [] : [{ root: reader.maker.map(0, text.length, entries) }];
}

interface Reader {
  readonly text: string;
  readonly maker: TreeMaker;
  at: number;
  depth: number;
}

/** Passes blanks and comments. */
function skip(reader: Reader, overLines: boolean): void {
  const blank = overLines ? /(?:\s|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y : /(?:[ \t]|\/\*[\s\S]*?\*\/)*/y;
  blank.lastIndex = reader.at;
  reader.at += blank.exec(reader.text)?.[0].length ?? 0;
}

function take(reader: Reader, pattern: RegExp): string | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0] ?? null;
  if (found !== null) reader.at += found.length;
  return found;
}

const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy;

/** Attributes and blocks up to a closing brace or the end; null where the text is something else. */
function readBody(reader: Reader): TreeEntry[] | null {
  const entries: TreeEntry[] = [];
  reader.depth += 1;
  if (reader.depth > MOST_DEPTH) throw new TreeTooLarge();
  for (;;) {
    skip(reader, true);
    if (reader.at >= reader.text.length || reader.text[reader.at] === '}') break;
    const start = reader.at;
    const key = take(reader, NAME);
    if (key === null) return null;
    const end = reader.at;
    skip(reader, false);
    const value = reader.text[reader.at] === '=' ? readAttribute(reader) : readBlock(reader);
    if (value === null) return null;
    entries.push(reader.maker.entry(start, end, { key, value }));
  }
  reader.depth -= 1;
  return entries;
}

function readAttribute(reader: Reader): TreeNode | null {
  reader.at += 1;
  skip(reader, false);
  return readValue(reader, false);
}

function readBlock(reader: Reader): TreeNode | null {
  const labels: { readonly text: string; readonly start: number; readonly end: number }[] = [];
  for (;;) {
    const start = reader.at;
    const quoted = reader.text[reader.at] === '"' ? readQuoted(reader) : null;
    const label = quoted ?? take(reader, NAME);
    if (label === null) break;
    labels.push({ text: label, start, end: reader.at });
    skip(reader, false);
  }
  if (reader.text[reader.at] !== '{') return null;
  const start = reader.at;
  reader.at += 1;
  const entries = readBody(reader);
  if (entries === null || reader.text[reader.at] !== '}') return null;
  reader.at += 1;
  let value: TreeNode = reader.maker.map(start, reader.at, entries);
  for (const label of labels.toReversed()) value = reader.maker.map(label.start, reader.at, [reader.maker.entry(label.start, label.end, { key: label.text, value })]);
  return value;
}

/** @param isInside whether line breaks are blanks, as in lists and calls */
function readValue(reader: Reader, isInside: boolean): TreeNode | null {
  reader.depth += 1;
  if (reader.depth > MOST_DEPTH) throw new TreeTooLarge();
  const start = reader.at;
  const value = plainValue(reader);
  reader.depth -= 1;
  const end = reader.at;
  skip(reader, isInside);
  if (value !== null && isValueEnd(reader)) {
    reader.at = isInside ? reader.at : end;
    return value;
  }
  return readExpression(reader, start, isInside);
}

function isValueEnd({ text, at }: Reader): boolean {
  const next = text[at];
  return next === undefined || '\r\n,]}#'.includes(next) || text.startsWith('//', at) || next === ')';
}

function plainValue(reader: Reader): TreeNode | null {
  const { text, at: start, maker } = reader;
  const first = text[start];
  if (first === '"') {
    const string = readQuoted(reader);
    return string === null ? null : maker.scalar(start, reader.at, { value: string, text: string });
  }
  if (text.startsWith('<<', start)) return readHeredoc(reader);
  if (first === '[') return readList(reader);
  if (first === '{') return readObject(reader);
  const word = take(reader, /[\w.+-]+/y);
  if (word === null) return null;
  return maker.scalar(start, reader.at, { value: word === 'null' ? null : plainScalar(word), text: word });
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** Null where it does not end on its line. Quotes inside of `${...}` belong to the template. */
function readQuoted(reader: Reader): string | null {
  const { text } = reader;
  let result = '';
  let braces = 0;
  let isInnerText = false;
  for (let at = reader.at + 1; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\n') return null;
    if (character === '\\') {
      result += ESCAPES[text[at + 1] ?? ''] ?? text.slice(at, at + 2);
      at += 1;
      continue;
    }
    if (character === '"' && braces === 0) {
      reader.at = at + 1;
      return result;
    }
    if (character === '"') isInnerText = !isInnerText;
    else if (!isInnerText && (character === '$' || character === '%') && text[at + 1] === '{' && text[at - 1] !== character) {
      braces += 1;
      result += `${character}{`;
      at += 1;
      continue;
    } else if (!isInnerText && braces > 0 && character === '{') braces += 1;
    else if (!isInnerText && braces > 0 && character === '}') braces -= 1;
    result += character;
  }
  return null;
}

function readHeredoc(reader: Reader): TreeNode | null {
  const start = reader.at;
  const opening = /<<(-?)([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/uy;
  opening.lastIndex = start;
  const match = opening.exec(reader.text);
  if (match === null) return null;
  const from = start + match[0].length;
  for (let at = from; at <= reader.text.length; ) {
    const lineEnd = reader.text.indexOf('\n', at);
    const end = lineEnd < 0 ? reader.text.length : lineEnd;
    if (reader.text.slice(at, end).trim() === match[2]) {
      reader.at = at + reader.text.slice(at, end).trimEnd().length;
      const text = match[1] === '-' ? dedented(reader.text.slice(from, at)) : reader.text.slice(from, at);
      return reader.maker.scalar(start, reader.at, { value: text, text });
    }
    if (lineEnd < 0) return null;
    at = lineEnd + 1;
  }
  return null;
}

function dedented(text: string): string {
  const lines = text.split('\n');
  const least = lines.reduce((smallest, line) => (line.trim() === '' ? smallest : Math.min(smallest, /^[ \t]*/.exec(line)?.[0].length ?? 0)), Infinity);
  return Number.isFinite(least) ? lines.map((line) => line.slice(least)).join('\n') : text;
}

function readList(reader: Reader): TreeNode | null {
  const start = reader.at;
  const items: TreeNode[] = [];
  reader.at += 1;
  for (;;) {
    skip(reader, true);
    if (reader.text[reader.at] === ']') break;
    if (/for\b/y.test(reader.text.slice(reader.at, reader.at + 4))) return null;
    const item = readValue(reader, true);
    if (item === null) return null;
    items.push(item);
    skip(reader, true);
    if (reader.text[reader.at] === ',') reader.at += 1;
    else if (reader.text[reader.at] !== ']') return null;
  }
  reader.at += 1;
  return reader.maker.list(start, reader.at, items);
}

function readObject(reader: Reader): TreeNode | null {
  const start = reader.at;
  const entries: TreeEntry[] = [];
  reader.at += 1;
  for (;;) {
    skip(reader, true);
    if (reader.text[reader.at] === '}') break;
    const keyStart = reader.at;
    const key = reader.text[reader.at] === '"' ? readQuoted(reader) : take(reader, /\([^()\n]*\)|[\p{L}\p{N}_][\p{L}\p{N}_.-]*/uy);
    if (key === null || key === 'for') return null;
    const keyEnd = reader.at;
    skip(reader, false);
    if (reader.text[reader.at] !== '=' && reader.text[reader.at] !== ':') return null;
    reader.at += 1;
    skip(reader, false);
    const value = readValue(reader, false);
    if (value === null) return null;
    entries.push(reader.maker.entry(keyStart, keyEnd, { key, value }));
    skip(reader, true);
    if (reader.text[reader.at] === ',') reader.at += 1;
  }
  reader.at += 1;
  return reader.maker.map(start, reader.at, entries);
}

const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** An expression as written, up to the end of its line or what closes around it. */
function readExpression(reader: Reader, start: number, isInside: boolean): TreeNode | null {
  const { text } = reader;
  const open: string[] = [];
  reader.at = start;
  while (reader.at < text.length) {
    const character = text[reader.at] ?? '';
    if (character === '"') {
      if (readQuoted(reader) === null) return null;
      continue;
    }
    if (text.startsWith('<<', reader.at) && readHeredoc(reader) !== null) continue;
    if (open.length === 0 && (character === ',' || character === ']' || character === '}' || character === ')' || character === '#' || (character === '\n' && !isInside) || text.startsWith('//', reader.at))) break;
    const close = CLOSES[character];
    if (close !== undefined) open.push(close);
    else if (character === open.at(-1)) open.pop();
    reader.at += 1;
  }
  const written = text.slice(start, reader.at).trimEnd();
  if (written === '' || open.length > 0) return null;
  return reader.maker.scalar(start, start + written.length, { value: written, text: written });
}
