/** SARIF against its schema, against what GitHub code scanning takes, and with texts that mean harm. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { rules } from '../../../rules/index.generated.ts';
import { metaRules } from '../../core/meta-rules.ts';
import type { Finding, Report } from '../../core/report.ts';
import { NO_SURROUNDINGS } from '../blamed-texts.ts';
import type { BlamedTexts } from '../blamed-texts.ts';
import { joined } from '../chunks.ts';
import { isOwnReport, SIGN_BYTES } from '../own-report.ts';
import { lineHashes } from './line-hash.ts';
import { toSarif } from './to-sarif.ts';
import type { SarifOptions } from './to-sarif.ts';

const SCHEMA: unknown = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../test-fixtures/schemas/sarif-2.1.0.schema.json'), 'utf8'));

const rule = {
  id: 'leakage/fit-before-split', summary: 'Something is fitted before the split', severity: 'error', confidence: 'certain', status: 'stable', since: '0.2.0',
  sources: [{ title: 'Kaufman et al., Leakage in Data Mining', where: 'section 3', url: 'https://example.org/leakage' }], options: {}, fix: 'none', messages: {},
  docs: { what: 'What it is.', why: 'Why it is bad.', instead: 'What to do.', limits: 'What it cannot see.' },
} as const;

const code: Finding = {
  rule: rule.id, severity: 'error', confidence: 'certain', message: '`scaler` learns from [all] rows', messageId: 'fitted', path: 'src/my train.py',
  range: { start: { line: 2, column: 1 }, end: { line: 2, column: 9 } }, cell: null, dataset: null, column: null, rows: null,
  related: [
    { path: 'src/my train.py', range: { start: { line: 1, column: 1 }, end: { line: 1, column: 7 } }, cell: null, message: '1. `a.csv` is loaded' },
    { path: 'src/my train.py', range: { start: { line: 2, column: 1 }, end: { line: 2, column: 9 } }, cell: null, message: '2. `scaler` learns' },
  ],
  fixes: [], suppressed: null, baseline: 'new', identity: { line: '', around: '' }, fingerprint: '00ff', mend: null,
};

const inCell: Finding = { ...code, path: 'a.ipynb', cell: 2, range: { start: { line: 2, column: 3 }, end: { line: 2, column: 6 } }, related: [] };

const NOTEBOOK = `{
 "cells": [
  {"cell_type": "markdown", "metadata": {}, "source": ["# title"]},
  {
   "cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [],
   "source": [
    "a = \\"1\\"\\n",
    "b\\t= fit(x)"
   ]
  }
 ],
 "metadata": {}, "nbformat": 4, "nbformat_minor": 5
}
`;

const data: Finding = { ...code, rule: 'outliers/non-finite', severity: 'warning', confidence: 'likely', path: 'data/a.parquet', range: null, dataset: 'data/a.parquet', column: 'age', rows: [2, 9], related: [{ path: 'data/b.csv', range: null, cell: null, message: 'also here' }] };

const report: Report = {
  findings: [code, { ...code, severity: 'info', baseline: 'unchanged', suppressed: { kind: 'comment', reason: 'by design' }, related: [] }, inCell, { ...data, suppressed: { kind: 'config', reason: '' } }],
  notChecked: [{ path: 'huge data.csv', reason: 'out-of-memory', message: 'needs more memory' }, { path: 'b.py', reason: 'internal-error', message: 'failed' }],
  profiles: [], checked: [], rules: [rule.id], baseline: { kind: 'file', name: '.lintel/baseline.json', known: 1, moved: 0, absent: [] }, score: null, isComplete: false,
};

const FILES: Readonly<Record<string, string>> = { 'src/my train.py': 'import x\nscaler.fit(df)\n', 'a.ipynb': NOTEBOOK };

const texts: BlamedTexts = {
  digest: async (paths, digest) =>
    new Map([...paths].flatMap((each) => {
      const text = FILES[each];
      return text === undefined ? [] : [[each, digest(text, each)] as const];
    })),
};

const options: SarifOptions = { ...NO_SURROUNDINGS, texts, toolVersion: '0.3.0', profiles: 'left-out', rules: [rule] };

interface Sarif {
  readonly runs: readonly [{ readonly tool: { readonly driver: { readonly rules: readonly SarifRule[]; readonly notifications: readonly SarifRule[] } }; readonly invocations: readonly unknown[]; readonly results: readonly SarifResult[] }];
}

interface SarifRule {
  readonly id: string;
  readonly name?: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string };
  readonly properties?: { readonly tags: readonly string[]; readonly 'security-severity'?: string };
}

interface SarifResult {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly SarifLocation[];
  readonly relatedLocations?: readonly SarifLocation[];
  readonly codeFlows?: readonly { readonly threadFlows: readonly { readonly locations: readonly unknown[] }[] }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface SarifLocation {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: Readonly<Record<string, number>> };
}

async function textOf(from: Report, given: Partial<SarifOptions> = {}): Promise<string> {
  return joined(await toSarif(from, { ...options, ...given }));
}

/** Returns the report, after it was held against the schema and every limit of GitHub. */
async function checked(from: Report, given: Partial<SarifOptions> = {}): Promise<Sarif> {
  const text = await textOf(from, given);
  assert.ok(isOwnReport({ begin: text.slice(0, SIGN_BYTES), end: text.slice(-SIGN_BYTES) }));
  const sarif: Sarif = JSON.parse(text);
  validate(sarif);
  assert.deepEqual(faultsOf(sarif), []);
  return sarif;
}

const FORMATS = { uri: /^[a-z][a-z0-9+.-]*:[^\s"<>\\^`{|}]*$/i, 'uri-reference': /^[^\s"<>\\^`{|}]*$/, 'date-time': /^\d{4}-/, uuid: /^[0-9a-f-]{36}$/ };

function validate(sarif: unknown): void {
  const ajv = new Ajv2020({ allErrors: true, strict: false, formats: FORMATS });
  const isValid = ajv.compile(SCHEMA as object);
  assert.ok(isValid(sarif), JSON.stringify(isValid.errors?.slice(0, 3)));
}

/** What GitHub refuses, cuts or does not show. Source: GitHub Docs, SARIF support for code scanning, 2026-11. */
function faultsOf({ runs }: Sarif): readonly string[] {
  const faults: string[] = [];
  const expect = (isRight: boolean, fault: string): void => void (isRight || faults.push(fault));
  expect(runs.length === 1, 'runs');
  for (const { tool, results } of runs) {
    expect(results.length <= 25_000, 'results');
    expect(tool.driver.rules.length <= 25_000, 'rules');
    for (const each of [...tool.driver.rules, ...tool.driver.notifications]) {
      expect((each.name ?? 'x').length <= 255 && each.name !== '', `name of ${each.id}`);
      expect([each.shortDescription, each.fullDescription].every(({ text }) => text !== '' && text.length <= 1024), `description of ${each.id}`);
      expect(each.help.text !== '', `help of ${each.id}`);
      expect((each.properties?.tags ?? []).length <= 10, `tags of ${each.id}`);
    }
    for (const result of results) {
      expect(result.message.text !== '' && isClean(result.message.text), `message ${JSON.stringify(result.message.text)}`);
      expect(result.locations.length === 1 && (result.relatedLocations ?? []).length <= 100, 'locations');
      expect((result.codeFlows ?? []).every(({ threadFlows }) => threadFlows.every(({ locations }) => locations.length <= 50)), 'steps');
      for (const { physicalLocation: { artifactLocation, region } } of [...result.locations, ...(result.relatedLocations ?? [])]) {
        expect(/^(?!\/)[\w.~!*'()%/-]+$/.test(artifactLocation.uri), `uri ${artifactLocation.uri}`);
        expect(['startLine', 'startColumn', 'endLine', 'endColumn'].every((key) => (region[key] ?? 0) >= 1), 'region');
      }
    }
  }
  return faults;
}

function isClean(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(text) && !/(?<!\\)[[\]]/.test(text);
}

describe('sarif report', () => {
  it('says everything that is known of a finding in code, its way included', async () => {
    const { runs: [run] } = await checked(report);
    const hash = lineHashes(FILES['src/my train.py'] ?? '', new Set([2])).get(2);
    const at = (startLine: number, startColumn: number, endLine: number, endColumn: number): object => ({ physicalLocation: { artifactLocation: { uri: 'src/my%20train.py', uriBaseId: '%SRCROOT%' }, region: { startLine, startColumn, endLine, endColumn } } });
    const loaded = { ...at(1, 1, 1, 7), message: { text: '1. `a.csv` is loaded' } };
    const learns = { ...at(2, 1, 2, 9), message: { text: '2. `scaler` learns' } };
    assert.deepEqual(run.results[0], {
      ruleId: rule.id, ruleIndex: 0, level: 'error', message: { text: '`scaler` learns from \\[all\\] rows' },
      locations: [at(2, 1, 2, 9)],
      relatedLocations: [{ id: 1, ...loaded }, { id: 2, ...learns }],
      codeFlows: [{ threadFlows: [{ locations: [{ location: loaded, executionOrder: 1 }, { location: learns, executionOrder: 2 }] }] }],
      partialFingerprints: { primaryLocationLineHash: hash, 'lintel/v1': '00ff' },
      baselineState: 'new', properties: { confidence: 'certain' },
    });
  });

  it('explains each rule', async () => {
    const { runs: [run] } = await checked(report);
    assert.deepEqual(run.tool.driver.rules[0], {
      id: rule.id, name: 'FitBeforeSplit',
      shortDescription: { text: rule.summary }, fullDescription: { text: 'What it is.' },
      help: {
        text: 'Something is fitted before the split\n\nWhat it finds\n\nWhat it is.\n\nWhy it matters\n\nWhy it is bad.\n\nWhat to do instead\n\nWhat to do.\n\nLimits\n\nWhat it cannot see.\n\nMore\n\n`lintel explain leakage/fit-before-split` shows examples and how to silence it.\n\nSources\n\n- Kaufman et al., Leakage in Data Mining, section 3 https://example.org/leakage',
        markdown: 'Something is fitted before the split\n\n## What it finds\n\nWhat it is.\n\n## Why it matters\n\nWhy it is bad.\n\n## What to do instead\n\nWhat to do.\n\n## Limits\n\nWhat it cannot see.\n\n## More\n\n`lintel explain leakage/fit-before-split` shows examples and how to silence it.\n\n## Sources\n\n- Kaufman et al., Leakage in Data Mining, section 3 https://example.org/leakage',
      },
      defaultConfiguration: { level: 'error' }, properties: { precision: 'very-high', 'problem.severity': 'error', tags: ['machine-learning', 'leakage'] },
    });
  });

  it('describes every rule there is within the limits, and those others can attack as such', async () => {
    const all = [...rules, ...metaRules];
    const { runs: [{ tool }] } = await checked({ ...report, findings: [], rules: all.map(({ id }) => id) }, { rules: all });
    assert.equal(tool.driver.rules.length, all.length);
    const attackable = tool.driver.rules.filter(({ properties }) => properties?.['security-severity'] !== undefined);
    assert.deepEqual(attackable.map(({ id }) => id), [
      'pipeline/docker-secret-in-image', 'pipeline/jenkins-secret-literal', 'pipeline/kafka-password-in-clear',
      'security/hardcoded-secret', 'security/torch-load-weights-only', 'security/trust-remote-code', 'security/unsafe-deserialization',
    ]);
    assert.ok(attackable.every(({ properties }) => properties?.tags.includes('security')));
  });

  it('marks what is silenced and what is known', async () => {
    const { runs: [{ results }] } = await checked(report);
    const parts = results.map((result) => ({ suppressions: undefined, baselineState: undefined, ...result })).map(({ suppressions, baselineState }) => ({ suppressions, baselineState }));
    assert.deepEqual(parts, [
      { suppressions: undefined, baselineState: 'new' },
      { suppressions: [{ kind: 'inSource', justification: 'by design' }], baselineState: 'unchanged' },
      { suppressions: undefined, baselineState: 'new' },
      { suppressions: [{ kind: 'external' }], baselineState: 'new' },
    ]);
  });

  it('points into the JSON of a notebook and says which cell that is', async () => {
    const { runs: [{ results }] } = await checked(report);
    const hash = lineHashes(NOTEBOOK, new Set([8])).get(8);
    assert.deepEqual(results[2], {
      ruleId: rule.id, ruleIndex: 0, level: 'error', message: { text: '`scaler` learns from \\[all\\] rows (cell 2, line 2)' },
      locations: [{
        physicalLocation: { artifactLocation: { uri: 'a.ipynb', uriBaseId: '%SRCROOT%' }, region: { startLine: 8, startColumn: 9, endLine: 8, endColumn: 12 } },
        logicalLocations: [{ name: 'cell 2', fullyQualifiedName: 'cell[2]/line[2]' }],
      }],
      partialFingerprints: { primaryLocationLineHash: hash, 'lintel/v1': '00ff' }, baselineState: 'new', properties: { confidence: 'certain', cell: 2 },
    });
  });

  it('names dataset, column and rows of a finding in data', async () => {
    const { runs: [{ results }] } = await checked({ ...report, findings: [data], baseline: null });
    const top = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    assert.deepEqual(results, [{
      ruleId: 'outliers/non-finite', ruleIndex: 1, level: 'warning', message: { text: '`scaler` learns from \\[all\\] rows' },
      locations: [{
        physicalLocation: { artifactLocation: { uri: 'data/a.parquet', uriBaseId: '%SRCROOT%' }, region: top },
        logicalLocations: [{ name: 'age', fullyQualifiedName: 'data/a.parquet/age', kind: 'property' }],
      }],
      relatedLocations: [{ id: 1, physicalLocation: { artifactLocation: { uri: 'data/b.csv', uriBaseId: '%SRCROOT%' }, region: top }, message: { text: 'also here' } }],
      partialFingerprints: { 'lintel/v1': '00ff' }, properties: { confidence: 'likely', dataset: 'data/a.parquet', column: 'age', rows: [2, 9] },
    }]);
  });

  it('stands where code reads a binary file, of which nobody can show a line', async () => {
    const loads = [{ dataset: 'data/a.parquet', path: 'a.ipynb', range: { start: { line: 1, column: 5 }, end: { line: 1, column: 8 } }, cell: 2 }];
    const { runs: [{ results }] } = await checked({ ...report, findings: [{ ...data, related: [] }, { ...data, range: code.range, path: 'data/b.csv', dataset: 'data/b.csv', related: [] }], loads });
    const hash = lineHashes(NOTEBOOK, new Set([7])).get(7);
    const top = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    assert.deepEqual([results[0]?.message.text, results[0]?.locations, results[0]?.relatedLocations, results[0]?.partialFingerprints], [
      '`scaler` learns from \\[all\\] rows (in data/a.parquet, read here)',
      [{
        physicalLocation: { artifactLocation: { uri: 'a.ipynb', uriBaseId: '%SRCROOT%' }, region: { startLine: 7, startColumn: 10, endLine: 7, endColumn: 15 } },
        logicalLocations: [{ name: 'age', fullyQualifiedName: 'data/a.parquet/age', kind: 'property' }],
      }],
      [{ id: 1, physicalLocation: { artifactLocation: { uri: 'data/a.parquet', uriBaseId: '%SRCROOT%' }, region: top }, message: { text: 'the data' }, properties: { column: 'age', rows: [2, 9] } }],
      { primaryLocationLineHash: hash, 'lintel/v1': '00ff' },
    ]);
    assert.equal(results[1]?.locations[0]?.physicalLocation.artifactLocation.uri, 'data/b.csv');
  });

  it('tells what was not checked', async () => {
    const { runs: [{ invocations }] } = await checked(report);
    const at = (uri: string): object => ({ locations: [{ physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' } } }] });
    assert.deepEqual(invocations, [{
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: 'warning', descriptor: { id: 'out-of-memory' }, message: { text: '`huge data.csv` was not checked: needs more memory' }, ...at('huge%20data.csv') },
        { level: 'error', descriptor: { id: 'internal-error' }, message: { text: '`b.py` was not checked: failed' }, ...at('b.py') },
      ],
    }]);
  });

  it('names files as seen from the repository', async () => {
    const uris = async (paths: readonly string[]): Promise<readonly string[]> => {
      const text = await textOf({ ...report, findings: paths.map((each) => ({ ...data, path: each, related: [] })) }, { folderInRepository: 'ml/train' });
      const sarif: Sarif = JSON.parse(text);
      validate(sarif);
      return sarif.runs[0].results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri ?? '');
    };
    assert.deepEqual(await uris(['a.csv', '../b c.csv', '../../100%/ü#?.csv', '../../../out.csv', 'x:y.csv', 'C:/d/e f.csv', '/abs/x.csv', 'lone\ud800.csv']), [
      'ml/train/a.csv', 'ml/b%20c.csv', '100%25/%C3%BC%23%3F.csv', '../out.csv', 'ml/train/x%3Ay.csv', 'file:///C:/d/e%20f.csv', 'file:///abs/x.csv', 'ml/train/lone%EF%BF%BD.csv',
    ]);
  });

  it('holds whatever a column or file is called', async () => {
    const hostile = '<img src=x onerror=alert(1)>\u001b[31m::error::x\n[link](https://example.org)\\|`\u202eRTL\u2066\ud800 \u0000"</script>';
    const findings = [hostile, 'x'.repeat(10_000), ''].map((text) => ({ ...data, message: text === '' ? 'm' : text, column: text, path: text === '' ? 'p' : text.slice(0, 200), related: [{ path: 'r.csv', range: null, cell: null, message: text }] }));
    const { runs: [{ results }] } = await checked({ ...report, findings, notChecked: [{ path: hostile, reason: 'damaged', message: hostile }] });
    assert.equal(results[0]?.message.text, '<img src=x onerror=alert(1)>\ufffd\\[31m::error::x \\[link\\](https://example.org)\\\\|`\ufffdRTL\ufffd\ufffd \ufffd"</script>');
    assert.equal(results[1]?.message.text, `${'x'.repeat(1999)}…`);
    assert.match(await textOf({ ...report, findings: [] }), /^[\x20-\x7e\n]*$/);
  });

  it('keeps the most severe of more findings than code hosts take', async () => {
    const many = (count: number, more: Partial<Finding>): readonly Finding[] => Array.from({ length: count }, () => ({ ...code, related: [], ...more }));
    const findings = [...many(3, { suppressed: { kind: 'config', reason: 'r' } }), ...many(20_000, { severity: 'info' }), ...many(5_000, { severity: 'warning' }), ...many(4_990, {}), ...many(20, { baseline: 'unchanged' })];
    const { runs: [run] } = await checked({ ...report, findings, notChecked: [], isComplete: true });
    const counts = new Map<string, number>();
    for (const { level } of run.results) counts.set(level, (counts.get(level) ?? 0) + 1);
    assert.deepEqual([...counts], [['note', 15_010], ['warning', 5_000], ['error', 4_990]]);
    assert.deepEqual(run.invocations, [{
      executionSuccessful: true,
      toolExecutionNotifications: [{ level: 'warning', descriptor: { id: 'results-left-out' }, message: { text: '5,013 findings left out of SARIF, the least severe: code hosts take 25,000 at most; the JSON report has all' } }],
    }]);
  });

  it('shows no more steps and places than are read', async () => {
    const related = Array.from({ length: 300 }, (_, index) => ({ path: code.path, range: code.range, cell: null, message: `${index + 1}. step` }));
    const { runs: [{ results }] } = await checked({ ...report, findings: [{ ...code, related }] });
    assert.deepEqual([results[0]?.relatedLocations?.length, results[0]?.codeFlows?.[0]?.threadFlows[0]?.locations.length], [100, 50]);
  });

  it('takes a numbered list that does not lead through the finding for no way', async () => {
    const related = ['1. `flask` has no version', '2. `numpy` has no version'].map((message) => ({ path: 'requirements.txt', range: null, cell: null, message }));
    const { runs: [{ results }] } = await checked({ ...report, findings: [{ ...code, related }] });
    assert.deepEqual([results[0]?.relatedLocations?.length, results[0]?.codeFlows], [2, undefined]);
  });
});
