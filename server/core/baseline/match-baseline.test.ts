import assert from 'node:assert/strict';
import { contentAt, fingerprint, identityOf } from '../identity.ts';
import type { BaselineEntry, Finding } from '../report.ts';
import { entriesOf } from './baseline-entries.ts';
import { matchBaseline } from './match-baseline.ts';

const RULE = 'leakage/fit-before-split';

/** Blames the lines that say `bad`. */
function findingsIn(path: string, text: string): readonly Finding[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => (line.includes('bad') ? [findingAt({ path, line: index + 1, identity: identityOf(contentAt((number) => lines[number - 1] ?? null, index + 1)) })] : []));
}

function findingAt({ path, line, identity }: Pick<Finding, 'path' | 'identity'> & { readonly line: number }): Finding {
  return {
    rule: RULE, severity: 'error', confidence: 'certain', message: 'said', messageId: 'm', path, range: { start: { line, column: 1 }, end: { line, column: 2 } }, cell: null, dataset: null, column: null,
    rows: null, related: [], fixes: [], suppressed: null, baseline: 'new', identity, fingerprint: 'f', mend: null,
  };
}

function dataFinding(path: string, { dataset, message, column }: { readonly dataset: string; readonly message: string; readonly column: string }): Finding {
  const identity = { line: fingerprint([message, column]), around: fingerprint([message, column, '0']) };
  return { ...findingAt({ path, line: 3, identity }), rule: 'missing/high-null-fraction', dataset, column };
}

interface Compared {
  readonly now: readonly Finding[];
  readonly gone?: readonly string[];
}

/** `path:line`, new ones only; and paths of what is missing. */
function compare(before: readonly Finding[], { now, gone = [] }: Compared): { readonly fresh: readonly string[]; readonly missing: readonly string[]; readonly known: number; readonly moved: number } {
  const { findings, missing, known, moved } = matchBaseline({ findings: now, entries: entriesOf(before), gone: new Set(gone) });
  const place = ({ path, range }: Finding): string => `${path}:${range?.start.line ?? 0}`;
  return { fresh: findings.filter(({ baseline }) => baseline === 'new').map(place), missing: missing.map(({ entry, count }) => `${entry.path} ${count}`), known, moved };
}

const SAME = { fresh: [], missing: [], known: 1, moved: 0 };

describe('matching a baseline', () => {
  const before = findingsIn('a.py', 'one\nbad(1)\ntwo');

  it('knows a line that moved', () => {
    assert.deepEqual(compare(before, { now: findingsIn('a.py', 'zero\nzero\n\none\n    bad(1)\ntwo') }), SAME);
  });

  it('knows a line whose neighbours were edited', () => {
    assert.deepEqual(compare(before, { now: findingsIn('a.py', 'other\nbad(1)\nthree') }), SAME);
  });

  it('takes an edited line for a new finding and the old one for missing', () => {
    assert.deepEqual(compare(before, { now: findingsIn('a.py', 'one\nbad(2)\ntwo') }), { fresh: ['a.py:2'], missing: ['a.py 1'], known: 0, moved: 0 });
  });

  it('knows a file that was renamed', () => {
    assert.deepEqual(compare(before, { now: findingsIn('src/b.py', 'one\nbad(1)\ntwo'), gone: ['a.py'] }), { ...SAME, moved: 1 });
  });

  it('takes an edited place in a renamed file for new, but not in a moved folder', () => {
    const edited = 'other\nbad(1)\nthree';
    assert.deepEqual(compare(before, { now: findingsIn('b.py', edited), gone: ['a.py'] }), { fresh: ['b.py:2'], missing: ['a.py 1'], known: 0, moved: 0 });
    assert.deepEqual(compare(before, { now: findingsIn('src/a.py', edited), gone: ['a.py'] }), { ...SAME, moved: 1 });
  });

  it('takes a copied file for new while the first is there', () => {
    const text = 'one\nbad(1)\ntwo';
    assert.deepEqual(compare(before, { now: [...findingsIn('a.py', text), ...findingsIn('b.py', text)] }), { ...SAME, fresh: ['b.py:2'] });
    assert.deepEqual(compare(before, { now: findingsIn('b.py', text) }), { fresh: ['b.py:2'], missing: ['a.py 1'], known: 0, moved: 0 });
  });

  it('prefers the file of the same name among two that could be the renamed one', () => {
    const text = 'one\nbad(1)\ntwo';
    const result = compare(before, { now: [...findingsIn('new/a.py', text), ...findingsIn('b.py', text)].toReversed(), gone: ['a.py'] });
    assert.deepEqual(result, { fresh: ['b.py:2'], missing: [], known: 1, moved: 1 });
  });

  it('takes a second copy in the same file for new', () => {
    assert.deepEqual(compare(before, { now: findingsIn('a.py', 'one\nbad(1)\ntwo\none\nbad(1)\ntwo') }), { ...SAME, fresh: ['a.py:5'] });
  });

  it('keeps apart two equal lines of which one goes', () => {
    const two = findingsIn('a.py', 'one\nbad(1)\ntwo\nthree\nbad(1)\nfour');
    const { missing } = matchBaseline({ findings: findingsIn('a.py', 'three\nbad(1)\nfour'), entries: entriesOf(two), gone: new Set() });
    const first: readonly BaselineEntry[] = entriesOf(two.slice(0, 1));
    assert.deepEqual(missing, first.map((entry) => ({ entry, count: 1 })));
  });

  it('counts findings that cannot be told apart', () => {
    const three = findingsIn('a.py', 'bad(1)\nbad(1)\nbad(1)\nbad(1)\nbad(1)');
    assert.deepEqual(entriesOf(three).map(({ count }) => count).toSorted(), [1, 1, 3]);
    assert.deepEqual(compare(three, { now: three }), { fresh: [], missing: [], known: 5, moved: 0 });
    assert.deepEqual(compare(three, { now: three.slice(0, 4) }), { fresh: [], missing: ['a.py 1'], known: 4, moved: 0 });
    assert.deepEqual(compare(three.slice(0, 4), { now: three }), { fresh: ['a.py:5'], missing: [], known: 4, moved: 0 });
  });

  it('knows a finding about data by its column and message, whatever part file shows it', () => {
    const about = { dataset: 'data/parts', message: 'empty', column: 'age' };
    const known = [dataFinding('data/parts/0.csv', about)];
    assert.deepEqual(compare(known, { now: [dataFinding('data/parts/7.csv', about)] }), SAME);
    assert.deepEqual(compare(known, { now: [dataFinding('data/parts/0.csv', { ...about, column: 'size' })] }), { fresh: ['data/parts/0.csv:3'], missing: ['data/parts 1'], known: 0, moved: 0 });
  });

  it('knows a fault of a table on each way code reads it', () => {
    const about = { dataset: 'data/users.csv', message: 'empty', column: 'age' };
    const reads = [dataFinding('train.py', about), dataFinding('serve.py', about)];
    assert.deepEqual(compare([dataFinding('data/users.csv', about)], { now: reads }), { ...SAME, known: 2 });
    assert.deepEqual(compare(reads, { now: [dataFinding('data/users.csv', about)] }), SAME);
    assert.deepEqual(compare(reads, { now: [dataFinding('other.py', about), dataFinding('other.py', about)] }), { ...SAME, fresh: ['other.py:3'] });
  });

  it('gives an entry to the open one of two equal findings', () => {
    const [one] = before;
    assert.ok(one !== undefined);
    const silenced: Finding = { ...one, suppressed: { kind: 'comment', reason: 'r' } };
    const { findings } = matchBaseline({ findings: [silenced, one], entries: entriesOf(before), gone: new Set() });
    assert.deepEqual(findings.map(({ baseline }) => baseline), ['new', 'unchanged']);
  });

  it('matches 100,000 findings in a second or two', function () {
    this.timeout(20_000);
    const many = Array.from({ length: 100_000 }, (_, index) => findingAt({ path: `d${index % 100}/m.py`, line: index + 1, identity: { line: 'same', around: String(index % 5000) } }));
    const gone = Array.from({ length: 100 }, (_, index) => `d${index}/m.py`);
    const now = many.map((finding) => ({ ...finding, path: `src/${finding.path}` }));
    assert.deepEqual(compare(many, { now, gone }), { fresh: [], missing: [], known: 100_000, moved: 100_000 });
  });
});
