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

/** Files included, and lines of all of them. Our own choice. */
const MAX_FILES = 20;
const MAX_LINES = 20_000;

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
    reading.rules.set(name, { name, file: before?.file ?? path, start: before?.start ?? line.start, end: before?.end ?? line.start + name.length, needs: [...(before?.needs ?? []), ...needs], lines: before?.lines ?? [] });
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

/** Returns the text with variables filled in as make does it; unset ones are empty, functions only make knows. */
export function expandMake(text: string, variables: ReadonlyMap<string, string>, depth = 0): string {
  if (depth > MAX_DEPTH || !text.includes('$') || text.length > MAX_EXPANDED) return text;
  return text.replace(/\$(?:\$|\(([^()$]*(?:\$[^$][^()]*)?(?:\([^()]*\)[^()]*)*)\)|\{([^{}]*)\}|(.))/gs, (whole, round?: string, curly?: string, single?: string) => {
    if (whole === '$$') return '$';
    const name = round ?? curly ?? single ?? '';
    const value = variables.get(name);
    if (value !== undefined) return expandMake(value, variables, depth + 1);
    return /^[\w.-]+$/.test(name) ? '' : FILLED_IN;
  });
}

