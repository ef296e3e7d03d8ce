/** Runs one case through the whole check and compares findings with marks. */
import assert from 'node:assert/strict';
import type { Rule } from '../../rules/api/rule.ts';
import { defaultConfig } from '../../server/core/config/defaults.ts';
import type { Config } from '../../server/core/config.ts';
import type { Edit, Finding, Report } from '../../server/core/report.ts';
import { drawMarks, sortMarks, type Mark } from './carets.ts';
import { columnAt } from './column-at.ts';
import type { Harness } from './harness.ts';
import type { CaseInput, RuleCase } from './rule-cases.ts';

/** Errors: throws an assertion that shows expected and actual marks drawn into the text. */
export async function runCase(harness: Harness, ruleCase: RuleCase, rules: readonly Rule[]): Promise<void> {
  const report = await checkCase(harness, ruleCase, rules, ruleCase.input);
  const expected = drawExpected(ruleCase.input);
  const actual = drawActual(ruleCase, report);
  if (actual === expected && reasons(report) === (ruleCase.notChecked ?? '')) return;
  const messages = report.findings.map((finding) => `  ${finding.rule}: ${finding.message}`);
  const notes = report.notChecked.map((note) => `  not checked, ${note.reason}: ${note.message}`);
  const text = ['expected:', expected, '', 'actual:', actual, ...(messages.length + notes.length === 0 ? [] : ['', ...messages, ...notes]), ...harness.takeLog().map((line) => `  log: ${line}`)];
  throw new assert.AssertionError({ message: text.join('\n'), operator: 'deepEqual' });
}

/** Errors: throws when a finding has no fix, or the fixed text still has findings. */
export async function runFix(harness: Harness, ruleCase: RuleCase, rules: readonly Rule[]): Promise<void> {
  const { input } = ruleCase;
  assert.ok(input.kind === 'text', 'only text can be fixed');
  const report = await checkCase(harness, ruleCase, rules, input);
  const edits = report.findings.flatMap((finding) => {
    assert.ok(finding.fixes[0] !== undefined, `no fix for: ${finding.message}`);
    return finding.fixes[0].edits;
  });
  const fixed = applyEdits(input.text, edits);
  await runCase(harness, { ...ruleCase, input: { ...input, text: fixed, bytes: new TextEncoder().encode(fixed), marks: [] } }, rules);
}

function checkCase(harness: Harness, ruleCase: RuleCase, rules: readonly Rule[], input: CaseInput): Promise<Report> {
  const { rule, label, ids, options, select } = ruleCase;
  const config: Omit<Config, 'folder'> = {
    ...defaultConfig(''),
    select: [rule.id, ...select],
    rules: { [rule.id]: options },
    datasets: [{ path: input.fileName, label, ids, skip: [] }],
    timeLimitMs: 20_000,
  };
  const known = rules.some(({ id }) => id === rule.id) ? rules : [...rules, rule];
  return harness.check(input, config, known);
}

function reasons(report: Report): string {
  return report.notChecked.map((note) => note.reason).join(', ');
}

function drawExpected(input: CaseInput): string {
  return input.kind === 'text' ? drawMarks(input.text, normalise(input.text, input.marks)) : input.expect.join('\n');
}

function drawActual(ruleCase: RuleCase, report: Report): string {
  const { input } = ruleCase;
  if (input.kind === 'parquet') {
    return report.findings.map((finding) => `${finding.column ?? ''}: ${messageName(ruleCase, finding)}${finding.range === null ? '' : ' with a range'}`).sort().join('\n');
  }
  return drawMarks(input.text, normalise(input.text, report.findings.map((finding) => markOf(ruleCase, input, finding))));
}

function messageName({ rule }: RuleCase, finding: Finding): string {
  return finding.rule === rule.id ? finding.messageId : `${finding.rule}:${finding.messageId}`;
}

function markOf(ruleCase: RuleCase, input: CaseInput & { readonly kind: 'text' }, finding: Finding): Mark {
  const name = messageName(ruleCase, finding);
  if (finding.range === null) return { kind: 'table', message: `${name} without a range` };
  const { start, end } = finding.range;
  const lineEnd = (input.text.split('\n')[start.line - 1] ?? '').length + 1;
  const endColumn = end.line > start.line ? lineEnd : Math.max(end.column, start.column + 1);
  const seen = columnAt(input, start);
  const wrongColumn = seen !== null && finding.column !== null && seen !== finding.column ? ` (column ${finding.column})` : '';
  const wrongFile = finding.path === input.fileName ? '' : ` (file ${finding.path})`;
  return { kind: 'cell', lineNumber: start.line, startColumn: start.column, endColumn, message: `${name}${wrongColumn}${wrongFile}` };
}

/** A mark over the whole first line and a mark of the table are the same place. */
function normalise(text: string, marks: readonly Mark[]): readonly Mark[] {
  const firstLine = (text.split('\n')[0] ?? '').replace(/\r$/, '');
  return sortMarks(
    marks.map((mark) => {
      const isWhole = mark.kind === 'cell' && mark.lineNumber === 1 && mark.startColumn === 1 && mark.endColumn === Math.max(firstLine.length, 1) + 1;
      return isWhole ? { kind: 'table', message: mark.message } : mark;
    }),
  );
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  const offset = (place: { readonly line: number; readonly column: number }): number => (lineStarts[place.line - 1] ?? text.length) + place.column - 1;
  const fromTheEnd = [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start));
  return fromTheEnd.reduce((done, edit) => done.slice(0, offset(edit.range.start)) + edit.newText + done.slice(offset(edit.range.end)), text);
}
