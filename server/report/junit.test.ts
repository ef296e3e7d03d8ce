/** JUnit XML, read by a strict parser: suites, cases, counters, and texts that mean harm. */
import assert from 'node:assert/strict';
import { SaxesParser } from 'saxes';
import type { DescribedRule } from '../core/meta-rules.ts';
import type { CheckedFile, Finding, Report } from '../core/report.ts';
import type { ScoreReport } from '../core/score/score-report.ts';
import { joined } from './chunks.ts';
import { HOSTILE_TEXTS } from './testing/hostile-texts.ts';
import { toJunit } from './junit.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Errors: whatever is not well-formed, and any document type. */
function parse(xml: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' };
  const open: Element[] = [top];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => assert.fail('there is a document type'));
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: attributes as Readonly<Record<string, string>>, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  const [root] = top.children;
  assert.ok(root);
  return root;
}

const finding: Finding = {
  rule: 'leakage/fit-before-split', severity: 'error', confidence: 'certain', messageId: '', message: '`StandardScaler` is fitted on all rows', path: 'src/train.py', range: { start: { line: 12, column: 5 }, end: { line: 12, column: 9 } },
  cell: null, dataset: null, column: null, rows: null, related: [], fixes: [], suppressed: null, baseline: 'new', identity: { line: '', around: '' }, fingerprint: '1', mend: null,
};
const empty: Report = { findings: [], notChecked: [], profiles: [], checked: [], rules: [], baseline: null, score: null, isComplete: true };
const described = { summary: '', severity: 'error', confidence: 'certain', status: 'stable', since: '0.1.0', sources: [], options: {}, fix: 'none', messages: {}, docs: { what: '', why: '', instead: '', limits: '' } } as const;
const rules: readonly DescribedRule[] = [
  { ...described, id: 'leakage/fit-before-split', ...{ kind: 'python' } },
  { ...described, id: 'outliers/non-finite', ...{ kind: 'column' } },
];
const asked = ['leakage/fit-before-split', 'outliers/non-finite'];
const files = (kind: CheckedFile['kind'], ...paths: readonly string[]): readonly CheckedFile[] => paths.map((path) => ({ path, kind }));
const read = (report: Partial<Report>): Element => parse(joined(toJunit({ ...empty, ...report }, { rules })));

/** `name classname: outcome` of each case, by suite. */
function cases(root: Element): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    root.children.map(({ attributes, children }) => [
      attributes['name'] ?? '',
      children.map((each) => `${each.attributes['name'] ?? ''} ${each.attributes['classname'] ?? ''}: ${each.children.map(({ name, attributes: { type = '-', message = '' } }) => `${name} ${type} ${message}`).join() || 'pass'}`),
    ]),
  );
}

function assertCounted(root: Element): void {
  const count = (parents: readonly Element[]): Readonly<Record<string, string>> => {
    const all = parents.flatMap(({ children }) => children);
    const having = (name: string): string => String(all.filter(({ children }) => children.some((child) => child.name === name)).length);
    return { tests: String(all.length), failures: having('failure'), errors: having('error'), skipped: having('skipped') };
  };
  const own = ({ attributes: { tests = '', failures = '', errors = '', skipped = '' } }: Element): Readonly<Record<string, string>> => ({ tests, failures, errors, skipped });
  assert.deepEqual(own(root), count(root.children));
  for (const suite of root.children) assert.deepEqual(own(suite), count([suite]));
}

describe('the report as JUnit XML', () => {
  it('tells what was found and where nothing was, by group and by the files its rules look at', () => {
    const root = read({
      findings: [finding, { ...finding, severity: 'warning', message: 'again' }, { ...finding, path: 'src/z.py', suppressed: { kind: 'comment', reason: 'by design' } }, { ...finding, path: 'src/zz.py', baseline: 'unchanged' }],
      checked: [...files('dataset', 'data/a.csv'), ...files('program', 'src/a.b.py', 'src/train.py', 'src/z.py', 'src/zz.py')],
      rules: asked,
    });
    assert.deepEqual(cases(root), {
      leakage: [
        'leakage/fit-before-split src.train: failure error `StandardScaler` is fitted on all rows (and 1 more)',
        'leakage/fit-before-split src.z: skipped - silenced: by design',
        'leakage/fit-before-split src.zz: skipped - known finding of the baseline',
        'leakage src.a_b: pass',
      ],
      outliers: ['outliers data.a_csv: pass'],
    });
    assertCounted(root);
    const [suite] = root.children;
    assert.deepEqual({ ...suite?.children[0]?.attributes }, { name: 'leakage/fit-before-split', classname: 'src.train', file: 'src/train.py', line: '12', time: '0.000' });
    assert.equal(suite?.children[0]?.children[0]?.text, 'src/train.py:12:5: error: `StandardScaler` is fitted on all rows\nsrc/train.py:12:5: warning: again');
  });

  it('tells what was not checked as errors, and a cancelled check once', () => {
    const root = read({ isComplete: false, notChecked: [{ path: 'data/huge.csv', reason: 'too-large', message: 'it has 9 GB' }] });
    assert.deepEqual(cases(root), { 'not-checked': ['too-large data.huge_csv: error too-large it has 9 GB'] });
    assertCounted(root);
    const cancelled = read({ isComplete: false, notChecked: Array.from({ length: 9 }, (_, index) => ({ path: `${index}.py`, reason: 'cancelled' as const, message: 'the check was cancelled' })) });
    assert.equal(cancelled.attributes['errors'], '1');
    assert.equal(read({ isComplete: false }).attributes['errors'], '1');
  });

  it('tells passes once per group above 20,000 files', () => {
    const root = read({ checked: files('program', ...Array.from({ length: 20_001 }, (_, index) => `f${index}.py`)), findings: [{ ...finding, path: 'f1.py' }], rules: asked });
    assert.deepEqual(cases(root)['leakage'], ['leakage/fit-before-split f1: failure error `StandardScaler` is fitted on all rows', 'leakage: 20,000 files without findings leakage: pass']);
    assertCounted(root);
  });

  it('makes a suite of the score', () => {
    const test = { id: 'data-1', title: 'Expectations', status: 'automated', points: 1, attested: 1, claimed: 1, source: 'detected', confidence: 'high', level: 'repeated', evidence: [], broken: [], next: [] } as const;
    const score: ScoreReport = {
      score: {
        rubric: { id: 'r', version: '1', title: 'R' }, score: { proven: 1, attested: 1, claimed: 1, adjusted: 1 }, band: '', bindingSection: null, cheapest: [],
        sections: [{ id: 'data', title: 'Data', proven: 1, attested: 1, claimed: 1, adjusted: 1, tests: [
          test,
          { ...test, id: 'data-2', status: 'void', broken: [{ level: 'wired', at: { path: 'ci.yml', range: { start: { line: 3, column: 1 }, end: { line: 3, column: 2 } }, cell: null }, text: 'never runs' }] },
          { ...test, id: 'data-3', status: 'absent', next: ['Write one'] },
          { ...test, id: 'data-4', status: 'unknown' },
        ] }],
      },
      most: 7, mostBySection: [7], source: '', gates: [], commit: null, isDirty: null, findings: [], notChecked: [], isComplete: true,
    };
    const root = read({ score });
    assert.deepEqual(cases(root), {
      'ml-test-score': [
        'data-1 Expectations ml-test-score.data: pass',
        'data-2 Expectations ml-test-score.data: failure void void: looks present and is not',
        'data-3 Expectations ml-test-score.data: failure absent absent',
        'data-4 Expectations ml-test-score.data: skipped - unknown',
      ],
    });
    assertCounted(root);
  });

  it('stays XML 1.0 whatever stands in names and messages', () => {
    for (const text of HOSTILE_TEXTS) {
      const xml = joined(toJunit({ ...empty, findings: [{ ...finding, message: text, path: text }, { ...finding, path: `${text}z`, suppressed: { kind: 'config', reason: text } }], notChecked: [{ path: text, reason: 'unreadable', message: text }], isComplete: false }, { rules }));
      assertCounted(parse(xml));
      assert.doesNotMatch(xml, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/u);
      assert.deepEqual([...xml.matchAll(/<!(?!-- Lintel report -->)/g)], []);
      assert.ok(xml.split('\n').every((line) => !/^\s*::/.test(line)));
      assert.ok(xml.length < 30_000);
    }
  });
});
