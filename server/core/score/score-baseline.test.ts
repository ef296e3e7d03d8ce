import assert from 'node:assert/strict';
import type { SectionVerdict, TestVerdict } from '../../../rules/api/checklist/verdict.ts';
import type { ScoreReport } from './score-report.ts';
import { compareScore, readScoreBaseline, scoreBaselineOf } from './score-baseline.ts';

function test(id: string, points: number): TestVerdict {
  return { id, title: `Title of ${id}`, status: 'automated', points, attested: points, claimed: points, source: 'detected', confidence: 'high', level: 'repeated', evidence: [], broken: [], next: [] };
}

function score(points: Readonly<Record<string, number>>, { rubric = 'breck-2017', version = '1' }: { readonly rubric?: string; readonly version?: string } = {}): Pick<ScoreReport, 'score'> {
  const tests = Object.entries(points).map(([id, each]) => test(id, each));
  const section: SectionVerdict = { id: 'data', title: 'Data', proven: 0, attested: 0, claimed: 0, adjusted: 0, tests };
  const proven = tests.reduce((sum, each) => sum + each.points, 0);
  return { score: { rubric: { id: rubric, version, title: '' }, score: { proven, attested: 0, claimed: 0, adjusted: 0 }, band: '', bindingSection: null, sections: [section], cheapest: [] } };
}

const place = { root: '/p', folder: '/p/ml' };
const baseline = scoreBaselineOf(score({ 'data-1': 1, 'data-2': 0.5, 'data-3': 0 }), place);

describe('score of a baseline', () => {
  it('keeps proven points by test and survives its way through a file', () => {
    assert.deepEqual(baseline, { rubric: { id: 'breck-2017', version: '1' }, path: 'ml', proven: 1.5, tests: { 'data-1': 1, 'data-2': 0.5, 'data-3': 0 } });
    assert.deepEqual(readScoreBaseline(JSON.parse(JSON.stringify(baseline))), baseline);
  });

  it('names the tests that fell, whatever rose meanwhile', () => {
    assert.deepEqual(compareScore(score({ 'data-1': 1, 'data-2': 0, 'data-3': 1 }), baseline, place), { ok: true, fallen: [{ id: 'data-2', title: 'Title of data-2', before: 0.5, now: 0 }], before: 1.5, now: 2 });
    assert.deepEqual(compareScore(score({ 'data-1': 1, 'data-2': 1, 'data-3': 0 }), baseline, place), { ok: true, fallen: [], before: 1.5, now: 2 });
  });

  it('is compared with no other rubric, version or folder', () => {
    const told = (report: Pick<ScoreReport, 'score'>, at = place): string => {
      const compared = compareScore(report, baseline, at);
      return compared.ok ? 'compared' : (compared.text.split(';')[0] ?? '');
    };
    assert.equal(told(score({}, { rubric: 'course' })), 'it holds a score by `breck-2017`, and this is one by `course`');
    assert.equal(told(score({}, { version: '2' })), 'it holds a score by version 1 of `breck-2017`, and this is one by version 2');
    assert.equal(told(score({}), { root: '/p', folder: '/p' }), 'it holds the score of `ml`, seen from its own folder');
  });

  it('is refused where it is none', () => {
    for (const [change, fault] of [
      [{ rubric: 'breck-2017' }, 'names no `rubric`'],
      [{ path: '/etc' }, 'has no `path` below its folder'],
      [{ proven: 'all' }, 'has a `proven` that is no number of points'],
      [{ tests: [1] }, 'has no `tests`'],
      [{ tests: { 'data-1': null } }, 'has a test without a number of points'],
      [{ tests: { 'data-1': 1e300 } }, 'has a test without a number of points'],
    ] as const) {
      assert.equal(readScoreBaseline({ ...baseline, ...change }), fault);
    }
    assert.equal(readScoreBaseline(null), 'is no object');
    assert.deepEqual(Object.keys(Object.prototype), []);
  });
});
