/** Stored reports: what was written is read back whole, and what is no report is refused with its place. */
import assert from 'node:assert/strict';
import type { Finding, Report } from '../../core/report.ts';
import { joined } from '../chunks.ts';
import { toJson } from '../json.ts';
import { toJsonl } from '../jsonl.ts';
import { HOSTILE_TEXTS } from '../testing/hostile-texts.ts';
import { createLineReader, readDocument } from './read-stored.ts';
import type { Stored } from './read-stored.ts';
import { WRITE_ANEW } from './shape.ts';

const range = { start: { line: 3, column: 5 }, end: { line: 3, column: 8 } };
const finding: Finding = {
  rule: 'outliers/non-finite', severity: 'error', confidence: 'certain', messageId: '', message: '`age` is infinite', path: 'data/train.csv', range, cell: null, dataset: 'data/train.csv', column: 'age', rows: [2, 9],
  related: [{ path: 'a.ipynb', range: null, cell: 2, message: 'also here' }], fixes: [{ title: 'Mend', safety: 'review', edits: [{ path: 'a.ipynb', range, cell: 2, newText: 'x' }], fileEdits: [], cellEdits: [] }],
  suppressed: null, baseline: 'unchanged', identity: { line: '', around: '' }, fingerprint: '00ff', mend: null,
};
const report: Report = {
  findings: [finding, ...HOSTILE_TEXTS.map((text) => ({ ...finding, message: text, path: text, column: text, suppressed: { kind: 'config' as const, reason: text, owner: text, until: '2026-01-31' } }))],
  notChecked: [{ path: 'huge.csv', reason: 'too-large', message: 'it has 9 GB' }],
  profiles: [{ path: 'data/train.csv', format: 'csv', rows: 2, columns: [{ name: '__proto__', type: 'text', kind: 'text', missing: 0, distinct: 2, isDistinctExact: true, min: 'a', max: 'b', mean: null, std: null, histogram: null, top: [{ value: 'a', count: 1 }] }], isSample: false, delimiter: ',', hasHeader: true }],
  checked: [{ path: 'data/train.csv', kind: 'dataset' }],
  rules: ['outliers/non-finite'],
  loads: [{ dataset: 'data/train.csv', path: 'a.ipynb', range, cell: 2 }],
  baseline: { kind: 'file', name: '.lintel/baseline.json', known: 1, moved: 0, absent: [{ rule: 'a/b', path: 'x.py', identity: { line: '', around: '' }, count: 2, confidence: 'likely', message: 'gone' }] },
  score: null,
  isComplete: false,
};
const options = { toolVersion: '0.1.0', profiles: 'shown' } as const;
const json = joined(toJson(report, options));
const jsonl = joined(toJsonl(report, options));

function readLines(text: string): Stored {
  const reader = createLineReader();
  for (const line of text.split('\n')) {
    const problem = reader.add(line);
    if (problem !== null) return { ok: false, text: problem };
  }
  return { ok: true, report: reader.end() };
}

/** What is wrong with the document after a change of its text. */
function problemOf(search: string | RegExp, replacement: string): string {
  const changed = json.replace(search, replacement);
  assert.notEqual(changed, json);
  const stored = readDocument(changed);
  return stored.ok ? 'nothing' : stored.text;
}

describe('a stored report', () => {
  it('is read back whole from JSON and from JSON lines', () => {
    const expected = { ok: true, report: { kind: 'check', hasProfiles: true, ...report } };
    // halves of characters are written as escapes and come back
    assert.deepEqual(readDocument(json), expected);
    assert.deepEqual(readLines(jsonl), expected);
  });

  it('is refused with the place of what is wrong', () => {
    assert.equal(problemOf('"severity": "error"', '"severity": "fatal"'), `\`findings[0].severity\` is not one of error, warning, info; ${WRITE_ANEW}`);
    assert.equal(problemOf('"line": 3', '"line": 0'), `\`findings[0].range.start.line\` is not a whole number from 1 on; ${WRITE_ANEW}`);
    assert.equal(problemOf('"line": 3', '"line": 1e999'), `\`findings[0].range.start.line\` is not a whole number from 0 on; ${WRITE_ANEW}`);
    assert.equal(problemOf('"rule": "outliers/non-finite"', '"rule": "<b>/x"'), `\`findings[0].rule\` is not the id of a rule, such as \`leakage/group-split\`; ${WRITE_ANEW}`);
    assert.equal(problemOf('"related": [', '"__proto__": [], "other": ['), `\`findings[0].related\` is not a list; ${WRITE_ANEW}`);
    assert.equal(problemOf('"complete": false', '"complete": "no"'), `\`summary.complete\` is not true or false; ${WRITE_ANEW}`);
    assert.equal(problemOf('"schemaVersion": 1', '"schemaVersion": 2'), 'a newer Lintel wrote it, with schemaVersion 2, and this one reads up to 1; update Lintel');
    assert.equal(problemOf('"name": "lintel"', '"name": "other"'), `it is no JSON report of Lintel; ${WRITE_ANEW}`);
    assert.equal(problemOf(/"findings": \[/, '"datasets": ['), `it is no result of \`check\`, \`data\` or \`score\`; ${WRITE_ANEW}`);
    for (const version of ['0', '-1', '0.5']) assert.equal(problemOf('"schemaVersion": 1', `"schemaVersion": ${version}`), `it is no JSON report of Lintel; ${WRITE_ANEW}`);
    assert.equal(problemOf('"histogram": null', `"histogram": [${'1,'.repeat(1000)}1]`), `\`profiles[0].columns[0].histogram\` is not a list of at most 1000; ${WRITE_ANEW}`);
    assert.deepEqual(readDocument('[1]'), { ok: false, text: `it is no JSON report of Lintel; ${WRITE_ANEW}` });
    assert.deepEqual(readDocument('['.repeat(1_000_000)), { ok: false, text: `it is no JSON from column 1 on; ${WRITE_ANEW}` });
    assert.equal(Object.getPrototypeOf({}), Object.prototype);
  });

  it('is refused with the place where it stops being JSON, or is cut off', () => {
    const lines = json.split('\n');
    const at = lines.findIndex((line) => line.includes('"message"'));
    const cut = [...lines.slice(0, at), (lines[at] ?? '').slice(0, 20)].join('\n');
    assert.deepEqual(readDocument(cut), { ok: false, text: `it ends too early, as if cut off, at line ${at + 1}, column 21; ${WRITE_ANEW}` });
    assert.deepEqual(readDocument(json.trimEnd().slice(0, -1)), { ok: false, text: `it ends too early, as if cut off, at line ${lines.length - 2}, column 4; ${WRITE_ANEW}` });
    assert.deepEqual(readDocument(['{', '  "findings": maybe', '}'].join('\n')), { ok: false, text: `it is no JSON from line 2, column 15 on; ${WRITE_ANEW}` });
    assert.deepEqual(readDocument(' \n'), { ok: false, text: `it is empty; ${WRITE_ANEW}` });
    assert.deepEqual(readLines(`${jsonl.split('\n')[0] ?? ''}\n{"type":"chec`), { ok: false, text: `line 2: it ends too early, as if cut off, at column 14; ${WRITE_ANEW}` });
  });

  it('is not complete where something was not checked, whatever it says of itself', () => {
    const complete = json.replace('"complete": false', '"complete": true');
    const stored = readDocument(complete);
    assert.ok(stored.ok && !stored.report.isComplete);
  });

  it('may hold what later versions add, and lack what earlier ones did not have', () => {
    assert.equal(problemOf('"findings": [', '"later": 1, "findings": ['), 'nothing');
    const { checked, rules, ...earlier } = JSON.parse(json) as { readonly [key: string]: unknown };
    assert.ok(checked !== undefined && rules !== undefined && readDocument(JSON.stringify(earlier)).ok);
    assert.ok(readLines(jsonl.replace('\n', '\n{"type":"later"}\n')).ok);
  });

  it('is incomplete without its last line, and refused with the number of a line that is wrong', () => {
    const complete = joined(toJsonl({ ...report, notChecked: [], isComplete: true }, options));
    const cut = readLines(complete.slice(0, complete.trimEnd().lastIndexOf('\n')));
    assert.ok(cut.ok && !cut.report.isComplete && cut.report.findings.length === report.findings.length);
    const whole = readLines(complete);
    assert.ok(whole.ok && whole.report.isComplete);
    assert.deepEqual(readLines(`${jsonl.split('\n')[0] ?? ''}\n{"type":"finding"}\n`), { ok: false, text: `line 2: \`finding.rule\` is not a text; ${WRITE_ANEW}` });
    assert.deepEqual(readLines(jsonl.replace('"schemaVersion":1', '"schemaVersion":2')), { ok: false, text: 'line 1: a newer Lintel wrote it, with schemaVersion 2, and this one reads up to 1; update Lintel' });
    assert.deepEqual(readLines(`${jsonl}{"type":"checked"}`), { ok: false, text: `line ${jsonl.split('\n').length}: it stands behind the summary; ${WRITE_ANEW}` });
  });
});
