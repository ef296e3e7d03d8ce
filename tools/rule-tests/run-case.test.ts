import assert from 'node:assert/strict';
import { columnRule } from '../../rules/api/rule.ts';
import type { Finding, NotChecked, Report } from '../../server/core/report.ts';
import type { Harness } from './harness.ts';
import { exampleCase, type RuleCase } from './rule-cases.ts';
import { runCase, runFix } from './run-case.ts';

const rule = columnRule({
  id: 'text/padded',
  summary: 'Padded text',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.1.0',
  sources: [],
  docs: { what: '', why: '', instead: '', limits: '' },
  options: {},
  messages: { padded: '`{column}` is padded' },
  fix: 'safe',
  examples: { bad: [], good: [] },
  yieldsTo: [],
  mend: null,
  applies: () => false,
  measures: () => ({}),
  judge: () => [],
});

/** Cells of `name,age` / ` Ann,31`: the padded name is 1 to 5 of line 2. */
function finding(change: Partial<Finding> = {}): Finding {
  return {
    rule: rule.id,
    severity: 'info',
    confidence: 'certain',
    message: '`name` is padded',
    messageId: 'padded',
    path: 'table.csv',
    range: { start: { line: 2, column: 1 }, end: { line: 2, column: 5 } },
    cell: null,
    dataset: 'table.csv',
    column: 'name',
    rows: [1],
    related: [],
    fixes: [],
    suppressed: null,
    baseline: 'new',
    identity: { line: '', around: '' },
    fingerprint: '',
    mend: null,
    ...change,
  };
}

/** A check that answers with one list of findings after the other. */
function answering(...answers: readonly (readonly Finding[])[]): Harness {
  const left = [...answers];
  return { check: async () => report(left.shift() ?? [], []), takeLog: () => [], close: async () => undefined };
}

function report(findings: readonly Finding[], notChecked: readonly NotChecked[]): Report {
  return { findings, notChecked, profiles: [], checked: [], rules: [], baseline: null, score: null, isComplete: notChecked.length === 0 };
}

function textCase(text: string): RuleCase {
  return exampleCase(rule, { title: 'a case', format: 'csv', text });
}

const marked = textCase('name,age\n Ann,31\n^^^^ padded\n');

describe('running a case', () => {
  it('passes when findings and marks are the same', () => runCase(answering([finding()]), marked, [rule]));

  it('draws what was expected and what was found', async () => {
    const cell = { start: { line: 2, column: 6 }, end: { line: 2, column: 8 } };
    await assert.rejects(runCase(answering([finding({ range: cell, column: 'age' })]), marked, [rule]), {
      message: 'expected:\nname,age\n Ann,31\n^^^^ padded\n\n\nactual:\nname,age\n Ann,31\n     ^^ padded\n\n\n  text/padded: `name` is padded',
    });
  });

  it('a finding too many, one too few, or twice the same fails', async () => {
    await assert.rejects(runCase(answering([finding(), finding()]), marked, [rule]));
    await assert.rejects(runCase(answering([]), marked, [rule]));
    await assert.rejects(runCase(answering([finding()]), textCase('name,age\n Ann,31\n'), [rule]));
  });

  it('the blamed column, the message, the rule and the file count', async () => {
    await assert.rejects(runCase(answering([finding({ column: 'age' })]), marked, [rule]), /\^\^\^\^ padded \(column age\)/);
    await assert.rejects(runCase(answering([finding({ messageId: 'other' })]), marked, [rule]), /\^\^\^\^ other/);
    await assert.rejects(runCase(answering([finding({ rule: 'text/other' })]), marked, [rule]), /\^\^\^\^ text\/other:padded/);
    await assert.rejects(runCase(answering([finding({ path: 'part.csv' })]), marked, [rule]), /\^\^\^\^ padded \(file part\.csv\)/);
  });

  it('the whole first line is the table', () =>
    runCase(answering([finding({ range: { start: { line: 1, column: 1 }, end: { line: 1, column: 9 } }, column: null })]), textCase('! padded\nname,age\n Ann,31\n'), [rule]));

  it('an empty cell is one caret, a cell over lines is marked on its first', async () => {
    const empty = { start: { line: 2, column: 1 }, end: { line: 2, column: 1 } };
    await runCase(answering([finding({ range: empty })]), textCase('name,age\n,31\n^ padded\n'), [rule]);
    const tall = { start: { line: 2, column: 1 }, end: { line: 3, column: 2 } };
    await runCase(answering([finding({ range: tall })]), textCase('name,age\n" A\n^^^ padded\n",31\n'), [rule]);
  });

  it('a table that is not checked fails unless that is the point', async () => {
    const broken: Harness = { ...answering(), check: async () => report([], [{ path: 'table.csv', reason: 'damaged', message: 'broken' }]) };
    const silent = textCase('name\nAnn\n');
    await assert.rejects(runCase(broken, silent, [rule]), /not checked, damaged: broken/);
    await runCase(broken, { ...silent, notChecked: 'damaged' }, [rule]);
    await assert.rejects(runCase(answering(), { ...silent, notChecked: 'damaged' }, [rule]));
  });

  it('findings of binary files are named by column', async () => {
    const typed = exampleCase(rule, { title: 'typed', format: 'parquet', columns: { name: { type: 'VARCHAR', values: [' Ann'] } }, expect: ['name: padded'] });
    await runCase(answering([finding({ range: null })]), typed, [rule]);
    await assert.rejects(runCase(answering([finding()]), typed, [rule]), /name: padded with a range/);
  });
});

describe('running a fix', () => {
  const fixed = finding({ fixes: [{ title: 'Trim', safety: 'safe', edits: [{ path: 'table.csv', range: { start: { line: 2, column: 1 }, end: { line: 2, column: 2 } }, cell: null, newText: '' }], fileEdits: [], cellEdits: [] }] });

  it('the fixed text is clean', () => runFix(answering([fixed], []), marked, [rule]));
  it('a fix that mends nothing fails, and shows the fixed text', () => assert.rejects(runFix(answering([fixed], [finding()]), marked, [rule]), /expected:\nname,age\nAnn,31\n/));
  it('a finding without a fix fails', () => assert.rejects(runFix(answering([finding()]), marked, [rule]), /no fix for: `name` is padded/));
});
