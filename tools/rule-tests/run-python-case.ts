/** Runs one case of a rule on code or on repositories and compares findings with marks, file by file. */
import assert from 'node:assert/strict';
import type { Rule } from '../../rules/api/rule.ts';
import type { CodeResult } from '../../server/core/python/check/check-code.ts';
import { applyEdits } from '../../server/core/python/notebook/edit-notebook.ts';
import type { Finding } from '../../server/core/report.ts';
import { drawMarks, sortMarks } from './carets.ts';
import type { Mark } from './carets.ts';
import { parseNotebookText, textOffset } from './notebook-text.ts';
import type { CaseFile, PythonCase } from './python-case.ts';
import type { PythonHarness } from './python-harness.ts';

/** Errors: throws an assertion that shows expected and actual marks drawn into the files that differ. */
export async function runPythonCase(harness: PythonHarness, given: PythonCase, rules: readonly Rule[]): Promise<void> {
  const checked = await harness.check(given, rules);
  const result = { ...checked, findings: checked.findings.filter(({ suppressed }) => suppressed === null) };
  const drawn = given.files.map((file) => ({ name: file.name, expected: drawMarks(file.text, sortMarks(file.marks)), actual: drawMarks(file.text, actualMarks(file, result, given)) }));
  const wrong = drawn.filter(({ expected, actual }) => expected !== actual);
  const elsewhere = result.findings.filter(({ path }) => !given.files.some(({ name }) => name === path));
  const reasons = result.notChecked.map(({ reason }) => reason).join(', ');
  if (wrong.length + elsewhere.length === 0 && reasons === (given.notChecked ?? '')) return compareFixed(given, result.findings);
  const text = [
    ...wrong.flatMap(({ name, expected, actual }) => [`${name}, expected:`, expected, '', `${name}, actual:`, actual, '']),
    ...result.findings.map(describe),
    ...result.notChecked.map(({ path, reason, message }) => `  not checked, ${path}, ${reason}: ${message}`),
    ...harness.takeLog().map((line) => `  log: ${line}`),
  ];
  throw new assert.AssertionError({ message: text.join('\n'), operator: 'deepEqual' });
}

/** The first fix that holds of the first finding that has one, against the text the case gives. */
function compareFixed({ after, files: [file] }: PythonCase, findings: readonly Finding[]): void {
  if (after === null || file === undefined) return;
  const [fix] = findings.flatMap(({ fixes }) => fixes);
  if (fix === undefined) throw new assert.AssertionError({ message: 'a text after the fix is given, but no fix holds' });
  const text = file.notebook === null ? file.text : file.notebook.json;
  const fixed = applyEdits(text, fix.fileEdits.filter(({ path }) => path === file.name));
  assert.deepEqual(file.notebook === null ? fixed : cellsOf(fixed), file.notebook === null ? after : cellsOf(parseNotebookText(after).json), `after "${fix.title}"`);
}

function cellsOf(json: string): unknown {
  const notebook = JSON.parse(json) as { readonly cells: readonly { readonly cell_type: string; readonly source: string | readonly string[]; readonly outputs?: readonly unknown[] }[] };
  return notebook.cells.map(({ cell_type, source, outputs }) => ({ type: cell_type, source: typeof source === 'string' ? source : source.join(''), outputs: outputs?.length ?? 0 }));
}

/** True when the case expects no finding. */
export function isSilentPython({ files }: PythonCase): boolean {
  return files.every(({ marks }) => marks.length === 0);
}

function describe(finding: Finding): string {
  const cell = finding.cell === null ? '' : `cell ${finding.cell}:`;
  const place = finding.range === null ? 'nowhere' : `${cell}${finding.range.start.line}:${finding.range.start.column}`;
  return [`  ${finding.path}:${place} ${finding.rule} (${finding.confidence}): ${finding.message}`, ...finding.related.map(({ path, range, message }) => `      ${path}:${range?.start.line ?? '?'} ${message}`)].join('\n');
}

function actualMarks(file: CaseFile, { findings }: Pick<CodeResult, 'findings'>, { rule }: PythonCase): readonly Mark[] {
  return sortMarks(findings.filter(({ path }) => path === file.name).map((finding) => markOf(finding, file, rule)));
}

/** A range over several lines is marked to the end of its first line. */
function markOf(finding: Finding, file: CaseFile, rule: Pick<Rule, 'id'>): Mark {
  const message = finding.rule === rule.id ? finding.messageId : `${finding.rule}:${finding.messageId}`;
  if (finding.range === null) return { kind: 'table', message: `${message} without a range` };
  const lines = file.text.split('\n');
  const { start, end } = finding.range;
  const cell = file.notebook?.cells[(finding.cell ?? 0) - 1];
  const isEmptyCell = cell !== undefined && cell.source.length === 0;
  const lineNumber = isEmptyCell ? cell.markerLine : (cell?.firstLine ?? 1) + start.line - 1;
  const shift = cell === undefined ? 0 : textOffset(cell);
  const length = (lines[lineNumber - 1] ?? '').length;
  const isWholeLine = isEmptyCell || (start.column === 1 && (end.line > start.line || end.column + shift > length));
  if (isWholeLine) return { kind: 'cell', lineNumber, startColumn: 1, endColumn: Math.max(length, 1) + 1, message };
  const endColumn = end.line > start.line ? length + 1 : Math.max(end.column + shift, start.column + shift + 1);
  return { kind: 'cell', lineNumber, startColumn: start.column + shift, endColumn, message };
}
