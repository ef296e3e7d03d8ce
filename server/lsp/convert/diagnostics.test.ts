import assert from 'node:assert/strict';
import type { Finding } from '../../core/report.ts';
import { configDiagnostic, toDiagnostics, type DiagnosticOptions } from './diagnostics.ts';
import { readFindingData } from './finding-data.ts';
import { toRange } from './to-range.ts';

const options: DiagnosticOptions = {
  root: '/project',
  locationOf: ({ path, range }) => ({ uri: `file://${path}`, range: toRange(range) }),
  showsCells: () => false,
  showsSuppressed: false,
  hasRelatedInformation: true,
  hasRulePages: true,
};

const finding: Finding = {
  rule: 'text/padded',
  severity: 'warning',
  confidence: 'certain',
  message: '`city` has surrounding spaces in 2 of 4 rows',
  messageId: 'padded',
  path: 'data/a.csv',
  range: { start: { line: 3, column: 5 }, end: { line: 3, column: 9 } },
  cell: null,
  dataset: 'data/a.csv',
  column: 'city',
  rows: [2, 4],
  related: [],
  fixes: [],
  suppressed: null,
  baseline: 'new',
  identity: { line: '', around: '' },
  fingerprint: '0000000000000001',
  mend: null,
};

describe('a report as diagnostics', () => {
  it('places a finding at its cell, with its rule as code and page', () => {
    assert.deepEqual([...toDiagnostics({ findings: [finding], notChecked: [] }, options)], [
      [
        'file:///project/data/a.csv',
        [
          {
            range: { start: { line: 2, character: 4 }, end: { line: 2, character: 8 } },
            severity: 2,
            source: 'lintel',
            code: 'text/padded',
            codeDescription: { href: 'lintel-rule:/text/padded.md' },
            message: '`city` has surrounding spaces in 2 of 4 rows',
            data: { rule: 'text/padded', dataset: 'data/a.csv', column: 'city', mend: null, confidence: 'certain', isOfRepository: false },
          },
        ],
      ],
    ]);
  });

  it('places a finding without a range on the first line', () => {
    const [[, [diagnostic]] = ['', []]] = toDiagnostics({ findings: [{ ...finding, range: null }], notChecked: [] }, options);
    assert.deepEqual(diagnostic?.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } });
  });

  it('leaves out ignored findings, or shows them as hints with the reason', () => {
    const ignored: Finding = { ...finding, suppressed: { kind: 'config', reason: 'as delivered' } };
    assert.deepEqual([...toDiagnostics({ findings: [ignored], notChecked: [] }, options)], []);
    const [[, [diagnostic]] = ['', []]] = toDiagnostics({ findings: [ignored], notChecked: [] }, { ...options, showsSuppressed: true });
    assert.equal(diagnostic?.severity, 4);
    assert.equal(diagnostic.message, '`city` has surrounding spaces in 2 of 4 rows (ignored: as delivered)');
  });

  it('names related places', () => {
    const related = [{ path: 'data/b.csv', range: null, cell: null, message: 'first seen here' }];
    const [[, [diagnostic]] = ['', []]] = toDiagnostics({ findings: [{ ...finding, related }], notChecked: [] }, options);
    assert.deepEqual(diagnostic?.relatedInformation, [
      { location: { uri: 'file:///project/data/b.csv', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } }, message: 'first seen here' },
    ]);
  });

  it('puts the cell into words where the editor shows the file', () => {
    const inCell = { ...finding, cell: 3, related: [{ path: 'n.ipynb', range: null, cell: 2, message: 'first seen here' }] };
    const shown = (showsCells: boolean): unknown => {
      const [[, [diagnostic]] = ['', []]] = toDiagnostics({ findings: [inCell], notChecked: [] }, { ...options, showsCells: () => showsCells });
      return [diagnostic?.message, diagnostic?.relatedInformation?.[0]?.message];
    };
    assert.deepEqual(shown(false), ['`city` has surrounding spaces in 2 of 4 rows (cell 3, line 3)', 'first seen here (cell 2)']);
    assert.deepEqual(shown(true), ['`city` has surrounding spaces in 2 of 4 rows', 'first seen here (cell 2)']);
  });

  it('warns on a file that was not checked, with the reason', () => {
    const notChecked = [{ path: 'data/b.parquet', reason: 'damaged', message: 'the file ends too early; write it again' }] as const;
    assert.deepEqual([...toDiagnostics({ findings: [], notChecked }, options)], [
      [
        'file:///project/data/b.parquet',
        [
          {
            range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
            severity: 2,
            source: 'lintel',
            code: 'damaged',
            message: 'Not checked: the file ends too early; write it again',
          },
        ],
      ],
    ]);
  });

  it('puts a config problem at its place, to the end of the line', () => {
    assert.deepEqual(configDiagnostic({ path: 'lintel.yaml', line: 2, column: 3, lineEnd: 9, message: 'unknown key `ignor`, did you mean `ignore`?' }), {
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 8 } },
      severity: 1,
      source: 'lintel',
      code: 'config',
      message: 'unknown key `ignor`, did you mean `ignore`?',
    });
  });

  it('takes nothing from data that is not its own', () => {
    assert.equal(readFindingData(undefined), null);
    assert.equal(readFindingData({ rule: 7 }), null);
    assert.deepEqual(readFindingData({ rule: 'a/b', column: 3, mend: { pandas: 1 } }), { rule: 'a/b', dataset: null, column: null, mend: null, confidence: 'certain', isOfRepository: false });
  });
});
