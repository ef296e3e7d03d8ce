/**
 * Turns what IPython understands into plain Python of the same length, so that offsets stay: magics, shell lines and help become
 * blanks, `pass` where a block needs a statement, or the name `__` where an expression does. Pure and total; text that Python itself
 * accepts is left as it is, for none of these can start a statement there.
 */
import type { Magic } from '../../../../rules/api/python/document.ts';
import { cellBody } from './cell-magics.ts';
import { endOfStatement } from './statement-end.ts';

export interface PlainPython {
  /** As long as the source. */
  readonly text: string;
  readonly magics: readonly Magic[];
}

export interface PlainCell extends PlainPython {
  /** `python`, or the language of the cell's magic. */
  readonly language: string;
  /** True when the magic is not known: the cell is Python if it parses, else it is of `language`. */
  readonly isGuess: boolean;
}

const CELL_MAGIC = /%%[ \t]*(!|[\w.-]*)[ \t]*([^\r\n]*)/y;
const BLANK_OR_COMMENT_LINE = /[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)/y;

/** Returns a cell as Python. @param offset of the cell in its document; places of magics count from there */
export function plainCell(source: string, offset: number): PlainCell {
  const parts: string[] = [];
  const magics: Magic[] = [];
  let at = 0;
  let unknown: string | null = null;
  for (;;) {
    const start = skipLines(source, at);
    const header = matchAt(CELL_MAGIC, source, start);
    if (header === null) break;
    const [line, name = '', rest = ''] = header;
    magics.push({ start: offset + start, end: offset + start + line.length, name, arguments: rest.trim(), isCellMagic: true });
    parts.push(source.slice(at, start), blank(line));
    at = start + line.length;
    const body = cellBody(name, rest);
    if (body.kind === 'foreign') return { text: parts.join('') + blank(source.slice(at)), magics, language: body.language, isGuess: false };
    if (body.kind === 'unknown') unknown ??= body.language;
  }
  const lines = plainLines(source.slice(at), offset + at);
  return { text: parts.join('') + lines.text, magics: [...magics, ...lines.magics], language: unknown ?? 'python', isGuess: unknown !== null };
}

/** Returns text of the same length in which only line breaks are left. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** The first line that says something: cell magics may have blank lines and, in Colab, comments above. */
function skipLines(source: string, from: number): number {
  let at = from;
  for (let line = matchAt(BLANK_OR_COMMENT_LINE, source, at); line !== null; line = matchAt(BLANK_OR_COMMENT_LINE, source, at)) at += line[0].length;
  return at;
}

/** What a line of IPython becomes, and where reading goes on. */
interface Replacement {
  readonly start: number;
  readonly newText: string;
  readonly magic: Omit<Magic, 'isCellMagic'>;
  /** False when Python follows on the same line. */
  readonly isWhole: boolean;
}

const MAY_HOLD_MAGIC = /^[ \t]*(?:[%!?]|(?:pip|conda|mamba|uv|cd|ls|mkdir)\d?[ \t])|=[ \t]*[%!]|\?[ \t]*$/m;

/** Returns lines of a script or cell as Python. @param offset of the text in its document; places of magics count from there */
export function plainLines(source: string, offset: number): PlainPython {
  if (!MAY_HOLD_MAGIC.test(source)) return { text: source, magics: [] };
  const parts: string[] = [];
  const magics: Magic[] = [];
  let copied = 0;
  for (let at = 0; at < source.length; ) {
    const start = skipBlanks(source, at);
    const found = replacementAt(source, { lineStart: at, start });
    if (found === null) {
      at = endOfStatement(source, start);
      continue;
    }
    parts.push(source.slice(copied, found.start), found.newText);
    copied = found.start + found.newText.length;
    const { magic } = found;
    magics.push({ ...magic, start: offset + magic.start, end: offset + magic.end, isCellMagic: source.startsWith('%%', magic.start) });
    at = found.isWhole ? afterBreak(source, copied) : endOfStatement(source, copied);
  }
  return { text: parts.join('') + source.slice(copied), magics };
}

interface StatementStart {
  readonly lineStart: number;
  /** Behind the indentation. */
  readonly start: number;
}

const LINE_MAGIC = /%%?[ \t]*([A-Za-z_][\w.]*)?/y;
const SHELL = /!!?/y;
const HELP_BEFORE = /\?\??/y;
/** Names, attributes, subscripts and so on; Python has no `?` outside of texts and comments. */
const HELP_BEHIND = /((?:[^#'"?\r\n]|'[^'\r\n]{0,99}'|"[^"\r\n]{0,99}"){1,200})\?\??[ \t]*(?=[\r\n]|$)/y;
/** `pip install x` and so on work without `%` too, and are no Python. */
const BARE_COMMAND = /(?:(pip|conda|mamba|uv)\d?[ \t]+(?:pip[ \t]+)?(?:install|uninstall|list|show|freeze|update|upgrade)\b|(cd|ls|mkdir)[ \t]+(?!(?:in|is|and|or|if|not)\b)(?:[A-Za-z~]|\.\.))/y;
const ASSIGNED = /((?:[\w.,* \t]|\[[^[\]\r\n]{0,99}\]){1,200}?=[ \t]{0,99})([!%])/y;

function replacementAt(source: string, at: StatementStart): Replacement | null {
  const { start } = at;
  const magic = matchAt(LINE_MAGIC, source, start);
  if (magic !== null) return timedStatement(source, at, magic[1] ?? '') ?? wholeLine(source, at, { name: magic[1] ?? '', nameLength: magic[0].length });
  const shell = matchAt(SHELL, source, start);
  if (shell !== null) return wholeLine(source, at, { name: '!', nameLength: shell[0].length });
  const help = matchAt(HELP_BEFORE, source, start);
  if (help !== null) return wholeLine(source, at, { name: '?', nameLength: help[0].length });
  const bare = matchAt(BARE_COMMAND, source, start);
  if (bare !== null) {
    const name = bare[1] ?? bare[2] ?? '';
    return wholeLine(source, at, { name, nameLength: name.length });
  }
  return assigned(source, at) ?? helpBehind(source, at);
}

/** A line that is replaced to its end, with the lines it is continued on. */
function wholeLine(source: string, { lineStart, start }: StatementStart, { name, nameLength }: { readonly name: string; readonly nameLength: number }): Replacement {
  const end = endOfContinued(source, start);
  const old = source.slice(start, end);
  const newText = start === lineStart ? blank(old) : putOver(old, firstLineLength(old) < PASS.length ? '0' : PASS);
  return { start, newText, magic: { start, end, name, arguments: joinContinued(old.slice(nameLength)) }, isWhole: true };
}

const PASS = 'pass';
const TIMED = /%(time|timeit|prun|memit)[ \t]+(?:-[A-Za-z]+[ \t]*\d*[ \t]+|--[\w-]+[ \t]+)*/y;
/** What may follow `pass;`: neither a block, nor an option that was not understood. */
const SIMPLE_STATEMENT = /(?!(?:async|class|def|for|if|match|try|while|with)\b)[\w("'[{~]/y;

/** `%time model.fit(x, y)` runs its Python in the notebook, so it stays, behind `pass;`. */
function timedStatement(source: string, { start }: StatementStart, name: string): Replacement | null {
  const prefix = matchAt(TIMED, source, start)?.[0];
  if (prefix === undefined || matchAt(SIMPLE_STATEMENT, source, start + prefix.length) === null) return null;
  const end = endOfContinued(source, start);
  const magic = { start, end, name, arguments: joinContinued(source.slice(start + 1 + name.length, end)) };
  return { start, newText: putOver(prefix, `${PASS};`), magic, isWhole: false };
}

/** `files = !ls`, `x = %magic` */
function assigned(source: string, { start: statement }: StatementStart): Replacement | null {
  const match = matchAt(ASSIGNED, source, statement);
  if (match === null) return null;
  const start = statement + (match[1] ?? '').length;
  const end = endOfContinued(source, start);
  const old = source.slice(start, end);
  const name = match[2] === '!' ? '!' : (/^%%?[ \t]*([\w.]*)/.exec(old)?.[1] ?? '');
  const magic = { start, end, name, arguments: joinContinued(old.replace(match[2] === '!' ? /^!!?/ : /^%%?[ \t]*[\w.]*/, '')) };
  const prefix = /^%time[ \t]+/.exec(old)?.[0];
  if (prefix !== undefined) return { start, newText: blank(prefix), magic, isWhole: false };
  return { start, newText: putOver(old, firstLineLength(old) < UNKNOWN.length ? '_' : UNKNOWN), magic, isWhole: true };
}

/** IPython's last output but one: a value nobody knows. */
const UNKNOWN = '__';

function helpBehind(source: string, { lineStart, start }: StatementStart): Replacement | null {
  const match = matchAt(HELP_BEHIND, source, start);
  if (match === null) return null;
  const end = start + match[0].length;
  const newText = start === lineStart ? blank(match[0]) : putOver(match[0], match[0].length < PASS.length ? '0' : PASS);
  return { start, newText, magic: { start, end, name: '?', arguments: (match[1] ?? '').trim() }, isWhole: true };
}

function putOver(old: string, start: string): string {
  return start + blank(old.slice(start.length));
}

function firstLineLength(text: string): number {
  return /^[^\r\n]*/.exec(text)?.[0].length ?? 0;
}

const CONTINUED_LINE = /[^\r\n]*/y;

/** Before the break of the line, or of the last line it is continued on by a backslash. */
function endOfContinued(source: string, start: number): number {
  for (let at = start; ; ) {
    const end = at + (matchAt(CONTINUED_LINE, source, at)?.[0].length ?? 0);
    if (end >= source.length || !source.slice(at, end).endsWith('\\')) return end;
    at = afterBreak(source, end);
  }
}

function joinContinued(text: string): string {
  return text.replace(/[ \t]?\\(?:\r\n|\r|\n)\s*/g, ' ').trim();
}

function skipBlanks(source: string, from: number): number {
  let at = from;
  while (source[at] === ' ' || source[at] === '\t') at += 1;
  return at;
}

function afterBreak(source: string, at: number): number {
  return at + (source.startsWith('\r\n', at) ? 2 : 1);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
