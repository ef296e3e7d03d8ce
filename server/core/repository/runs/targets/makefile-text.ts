/** Makefiles as their rules: what depends on what, and the lines of recipes with variables filled in. */
import { FILLED_IN } from './parts.ts';

export interface MakeLine {
  /** As written after the tab, continued lines included. */
  readonly text: string;
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

export interface MakeRule {
  readonly name: string;
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly needs: readonly string[];
  readonly lines: readonly MakeLine[];
}

export interface Makefile {
  readonly rules: ReadonlyMap<string, MakeRule>;
  readonly variables: ReadonlyMap<string, string>;
  readonly first: string | null;
  readonly isOneShell: boolean;
}

export interface MakefileFiles {
  /** Null when the file is not there. */
  readonly textOf: (path: string) => string | null;
  /** Path of an included file, seen from the folder of the Makefile. */
  readonly resolve: (path: string) => string | null;
}

/** Files included, lines of all of them, and targets one depends on. Our own choice. */
const MAX_FILES = 20;
const MAX_LINES = 20_000;
const MAX_NEEDS = 500;

interface Reading {
  readonly rules: Map<string, MakeRule>;
  readonly variables: Map<string, string>;
  readonly read: Set<string>;
  first: string | null;
  isOneShell: boolean;
  lines: number;
}

export function readMakefile(path: string, files: MakefileFiles): Makefile {
  const reading: Reading = { rules: new Map(), variables: new Map([['MAKE', 'make'], ['PYTHON', 'python']]), read: new Set(), first: null, isOneShell: false, lines: 0 };
  readFile(reading, path, files);
  return { ...reading, first: reading.variables.get('.DEFAULT_GOAL') ?? reading.first };
}

function readFile(reading: Reading, path: string, files: MakefileFiles): void {
  const text = reading.read.has(path) || reading.read.size >= MAX_FILES ? null : files.textOf(path);
  if (text === null) return;
  reading.read.add(path);
  let open: readonly string[] = [];
  let isDefine = false;
  for (const line of logicalLines(text)) {
    reading.lines += 1;
    if (reading.lines > MAX_LINES) return;
    if (isDefine) {
      isDefine = !/^\s*endef\b/.test(line.text);
    } else if (line.text.startsWith('\t')) {
      for (const name of open) addLine(reading, name, { ...line, text: line.text.slice(1), file: path });
    } else if (/^\s*define\b/.test(line.text)) {
      isDefine = true;
    } else {
      open = readLine(reading, { path, line, open, files });
    }
  }
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Lines with those they continue, backslashes kept. */
function logicalLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  let open: Line | null = null;
  let start = 0;
  for (const written of text.split('\n')) {
    const plain = written.replace(/\r$/, '');
    const line: Line = open === null ? { text: plain, start, end: start + plain.length } : { text: `${open.text}\n${plain}`, start: open.start, end: start + plain.length };
    open = /(?:^|[^\\])(?:\\\\)*\\$/.test(plain) ? line : null;
    if (open === null && line.text !== '') lines.push(line);
    start += written.length + 1;
  }
  return open === null ? lines : [...lines, open];
}

/** Returns the targets whose recipe follows. */
function readLine(reading: Reading, { path, line, open, files }: { readonly path: string; readonly line: Line; readonly open: readonly string[]; readonly files: MakefileFiles }): readonly string[] {
  const text = line.text.replace(/\\\r?\n\s*/g, ' ').replace(/(?<!\\)#.*$/, '').trim();
  if (text === '' || /^(?:ifn?eq|ifn?def|else|endif|unexport|vpath|override define|undefine)\b/.test(text)) return open;
  const included = /^-?s?include\s+(.+)$/.exec(text)?.[1];
  if (included !== undefined) {
    for (const name of expandMake(included, reading.variables).split(/\s+/)) {
      const resolved = files.resolve(name);
      if (resolved !== null) readFile(reading, resolved, files);
    }
    return [];
  }
  const assigned = /^(?:export\s+|override\s+)*([\w.-]+)\s*(\?|\+|::?:?)?=\s*(.*)$/s.exec(text);
  if (assigned !== null) {
    assign(reading.variables, { name: assigned[1] ?? '', operator: assigned[2] ?? '', value: assigned[3] ?? '' });
    return [];
  }
  return readRule(reading, { path, line, text });
}

function assign(variables: Map<string, string>, { name, operator, value }: { readonly name: string; readonly operator: string; readonly value: string }): void {
  const before = variables.get(name);
  if (operator === '?' && before !== undefined && name !== 'PYTHON') return;
  variables.set(name, operator === '+' && before !== undefined ? `${before} ${value}` : value);
}

function readRule(reading: Reading, { path, line, text }: { readonly path: string; readonly line: Line; readonly text: string }): readonly string[] {
  const rule = /^([^:=]+?)\s*&?::?(?!=)\s*([^;]*)(?:;(.*))?$/s.exec(text);
  if (rule === null || /^[\w.-]+\s*[?+:]*=/.test(rule[2] ?? '')) return [];
  const names = expandMake(rule[1] ?? '', reading.variables).split(/\s+/).filter((name) => name !== '');
  if (names.includes('.ONESHELL')) reading.isOneShell = true;
  const needs = expandMake((rule[2] ?? '').replace('|', ' '), reading.variables).split(/\s+/).filter((name) => name !== '' && name !== FILLED_IN);
  const own = names.filter((name) => !name.includes('%') && !/^\.[A-Z_]+$/.test(name) && !name.includes(FILLED_IN));
  for (const name of own) {
    const before = reading.rules.get(name);
    reading.rules.set(name, { name, file: before?.file ?? path, start: before?.start ?? line.start, end: before?.end ?? line.start + name.length, needs: [...new Set([...(before?.needs ?? []), ...needs])].slice(0, MAX_NEEDS), lines: before?.lines ?? [] });
    if (!name.startsWith('.') || name.includes('/')) reading.first ??= name;
    if (rule[3] !== undefined && rule[3].trim() !== '') addLine(reading, name, { text: rule[3].trim(), file: path, start: line.start, end: line.end });
  }
  return own;
}

function addLine({ rules }: Reading, name: string, line: MakeLine): void {
  const rule = rules.get(name);
  if (rule !== undefined) rules.set(name, { ...rule, lines: [...rule.lines, line] });
}

/** Variables within variables, and characters of a line that is filled in. Our own choice. */
const MAX_DEPTH = 10;
const MAX_EXPANDED = 5_000;

/** Returns the text with variables filled in as make does it; unset ones are empty, what only make knows is a word no shell knows. */
export function expandMake(text: string, variables: ReadonlyMap<string, string>, depth = 0): string {
  if (!text.includes('$')) return text;
  if (depth > MAX_DEPTH || text.length > MAX_EXPANDED) return FILLED_IN;
  let result = '';
  let from = 0;
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', from)) {
    result += text.slice(from, at);
    const sign = text[at + 1] ?? '';
    const end = sign === '(' || sign === '{' ? closing(text, at + 1) : at + 1;
    if (end === null) return result + text.slice(at);
    result += sign === '$' ? '$' : referenceText(end === at + 1 ? sign : text.slice(at + 2, end), { variables, depth: depth + 1 });
    from = end + 1;
  }
  return result + text.slice(from);
}

/** Index of the bracket that closes the one at `open`; null when none does. */
function closing(text: string, open: number): number | null {
  const [opening, closingSign] = text[open] === '(' ? ['(', ')'] : ['{', '}'];
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === opening) depth += 1;
    else if (text[at] === closingSign) depth -= 1;
    if (depth === 0) return at;
  }
  return null;
}

function referenceText(name: string, { variables, depth }: { readonly variables: ReadonlyMap<string, string>; readonly depth: number }): string {
  const value = variables.get(name);
  if (value !== undefined) return expandMake(value, variables, depth);
  if (/^[\w.-]*$/.test(name)) return '';
  // the folder of the Makefile, in the ways it is asked for
  if (/^(?:shell\s+pwd|dir\b.*MAKEFILE_LIST.*|(?:shell|realpath|abspath|patsubst)\b.*(?:dirname|dir)\b.*MAKEFILE_LIST.*)$/s.test(name)) return '.';
  const condition = /^if\s+(.*)$/s.exec(name)?.[1];
  if (condition === undefined) return FILLED_IN;
  const [asked = '', then = '', otherwise = ''] = splitArguments(condition);
  return expandMake(expandMake(asked, variables, depth).trim() === '' ? otherwise : then, variables, depth);
}

/** Pieces between commas outside of brackets. */
function splitArguments(text: string): readonly string[] {
  const pieces = [''];
  let depth = 0;
  for (const sign of text) {
    if (sign === '(' || sign === '{') depth += 1;
    else if (sign === ')' || sign === '}') depth -= 1;
    if (sign === ',' && depth === 0) pieces.push('');
    else pieces[pieces.length - 1] += sign;
  }
  return pieces;
}
