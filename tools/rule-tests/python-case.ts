/**
 * One case of a rule on code or on repositories: the files of a small project, with what is expected drawn into them. Made from a rule's examples or from its
 * fixture file. Pure.
 */
import type { PythonExample, RepositoryExample } from '../../rules/api/example.ts';
import type { CodeRule } from '../../rules/api/python-rule.ts';
import type { RepositoryRule } from '../../rules/api/repository-rule.ts';
import type { Confidence } from '../../rules/api/finding.ts';
import type { NotCheckedReason } from '../../server/core/ports.ts';
import { parseMarkedText } from './carets.ts';
import type { Mark } from './carets.ts';
import { parseNotebookText } from './notebook-text.ts';
import type { NotebookText } from './notebook-text.ts';

export interface PythonCase {
  readonly title: string;
  readonly rule: CodeRule | RepositoryRule;
  readonly files: readonly CaseFile[];
  /** Option values of the rule under test. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Rules to run besides the one under test; their messages are marked `group/name:messageId`. */
  readonly select: readonly string[];
  /** Findings from this confidence on; all of them unless the case says otherwise. */
  readonly confidence: Confidence;
  readonly notChecked: NotCheckedReason | null;
  /** The first file after the first fix of the first finding; null when the case says nothing of it. */
  readonly after: string | null;
}

export interface CaseFile {
  /** Relative to the project. */
  readonly name: string;
  /** Without marks; notebooks as text with cell markers. */
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Null for everything but notebooks written as text. */
  readonly notebook: NotebookText | null;
}

export function pythonExampleCase(rule: CodeRule, example: PythonExample): PythonCase {
  const { title, format, text, fileName, files = {}, options = {}, after } = example;
  const main = fileName ?? (format === 'notebook' ? 'main.ipynb' : 'main.py');
  const all = [readCaseFile(main, text), ...Object.entries(files).map(([name, other]) => readCaseFile(name, other))];
  return { title, rule, files: all, options, select: [], confidence: 'possible', notChecked: null, after: after ?? null };
}

export function repositoryExampleCase(rule: RepositoryRule, { title, fileName, text, files = {}, options = {}, after }: RepositoryExample): PythonCase {
  const all = Object.entries({ [fileName]: text, ...files }).map(([name, written]) => readRepositoryFile(name, written));
  return { title, rule, files: all, options, select: [], confidence: 'possible', notChecked: null, after: after ?? null };
}

/** Marks are drawn into every file: lines of carets with no comment around them, `! id` at the top. */
export function readRepositoryFile(name: string, written: string): CaseFile {
  if (/\.(?:py|ipynb)$/.test(name)) return readCaseFile(name, written);
  const { text, marks } = parseMarkedText(written);
  const firstLine = text.split('\n')[0] ?? '';
  return { name, text, notebook: null, marks: marks.map((mark): Mark => (mark.kind === 'cell' ? mark : { kind: 'cell', lineNumber: 1, startColumn: 1, endColumn: Math.max(firstLine.length, 1) + 1, message: mark.message })) };
}

/** Marks are drawn into code and text; data is taken as it is. */
export function readCaseFile(name: string, written: string): CaseFile {
  if (!/\.(?:py|ipynb|txt|toml|cfg|ya?ml|lock|in)$/.test(name)) return { name, text: written, marks: [], notebook: null };
  const isNotebook = name.endsWith('.ipynb') && !written.trimStart().startsWith('{');
  const { text, marks } = readMarks(written, isNotebook);
  return { name, text, marks, notebook: isNotebook ? parseNotebookText(text) : null };
}

const WHOLE = /^# ! ?([A-Za-z][\w/:.-]*)[ \t]*$/;
const CELL_MARKER = /^# %%/;

/** `# ! id` at the top marks the file's first line, after a cell marker the cell's; carets mark what is above them. */
function readMarks(written: string, isNotebook: boolean): { readonly text: string; readonly marks: readonly Mark[] } {
  const kept: string[] = [];
  const whole: { readonly message: string; readonly lineIndex: number }[] = [];
  for (const line of written.split('\n')) {
    const match = WHOLE.exec(line);
    const isAtTop = kept.length === 0 || (isNotebook && CELL_MARKER.test(kept.at(-1) ?? ''));
    if (match !== null && isAtTop) whole.push({ message: match[1] ?? '', lineIndex: kept.filter((each) => !isCaretLine(each)).length });
    else kept.push(line);
  }
  const { text, marks } = parseMarkedText(kept.map(plainCarets).join('\n'));
  const lines = text.split('\n');
  const ofWhole = whole.map(({ message, lineIndex }) => firstLineMark(lines, lineIndex === 0 && isNotebook ? 1 : lineIndex, message));
  return { text, marks: [...marks, ...ofWhole] };
}

/** An empty cell is marked on the line of its marker. */
function firstLineMark(lines: readonly string[], lineIndex: number, message: string): Mark {
  const isEmpty = lines[lineIndex] === undefined || (CELL_MARKER.test(lines[lineIndex] ?? '') && lineIndex > 0);
  const at = isEmpty ? Math.max(lineIndex - 1, 0) : lineIndex;
  return { kind: 'cell', lineNumber: at + 1, startColumn: 1, endColumn: Math.max((lines[at] ?? '').length, 1) + 1, message };
}

const INDENTED_CARETS = /^([ \t]*)#((?:[ \t]*\^+[ \t]+[A-Za-z][\w/:.-]*)+[ \t]*)$/;

function isCaretLine(line: string): boolean {
  return INDENTED_CARETS.test(line) || /^(?:[ \t]*\^+[ \t]+[A-Za-z][\w/:.-]*)+[ \t]*$/.test(line);
}

/** Comments may be indented as code is. */
function plainCarets(line: string): string {
  return line.replace(INDENTED_CARETS, (_, indent: string, carets: string) => `${indent} ${carets}`);
}
