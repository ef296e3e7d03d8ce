import assert from 'node:assert/strict';
import type { Status, TestVerdict } from '../../../rules/api/checklist/verdict.ts';
import { rubric as breck2016 } from '../../../rules/checklist/rubrics/breck-2016.ts';
import { rubric as breck2017 } from '../../../rules/checklist/rubrics/breck-2017.ts';
import { checklist } from '../../../rules/checklist/checklist.generated.ts';
import { addUp, bandOf } from './add-up.ts';
import type { ScoredTest } from './add-up.ts';
import { judgeGates } from './judge-gates.ts';

const HOLES = 'not wholly untested, but serious holes in reliability are possible';
const FIRST = 'a first pass at production, with more investment needed';
const REASONABLE = 'reasonably tested, with more that could be automated';
const STRONG = 'strongly automated, fit for critical systems';
const EXCEPTIONAL = 'exceptionally tested and monitored';
const RESEARCH = 'a research project rather than a product';

/** Seven tests whose points make the sum. */
function section(id: string, sum: number): readonly ScoredTest[] {
  let left = sum;
  return Array.from({ length: 7 }, (_, index) => {
    const points = Math.min(1, left);
    left -= points;
    return scored(id, { id: `${id}-${index + 1}`, points });
  });
}

function scored(section_: string, { id, points, status = 'automated' }: { readonly id: string; readonly points: number; readonly status?: Status }): ScoredTest {
  const verdict: TestVerdict = { id, title: '', status, points, attested: points, claimed: points, source: 'detected', confidence: 'high', level: 'repeated', evidence: [], broken: [], next: [] };
  return { section: section_, most: 1, verdict };
}

function total(sums: readonly number[]): Pick<ReturnType<typeof addUp>, 'score' | 'band' | 'bindingSection'> {
  const { score, band, bindingSection } = addUp(breck2017, ['data', 'model', 'infra', 'monitor'].flatMap((id, index) => section(id, sums[index] ?? 0)));
  return { score, band, bindingSection };
}

const same = (points: number): ReturnType<typeof addUp>['score'] => ({ proven: points, attested: points, claimed: points, adjusted: points });

describe('adding up', () => {
  for (const [sums, points, band, binding] of [
    [[5, 4.5, 2, 6], 2, FIRST, 'infra'],
    [[4, 3, 5, 1.5], 1.5, FIRST, 'monitor'],
    [[6.5, 6.5, 7, 7], 6.5, EXCEPTIONAL, 'data'],
    [[7, 7, 7, 0], 0, RESEARCH, 'monitor'],
    [[0.5, 0.5, 0.5, 0.5], 0.5, HOLES, 'data'],
  ] as const) {
    it(`the smallest of ${sums.join(', ')} is the score`, () => assert.deepEqual(total(sums), { score: same(points), band, bindingSection: binding }));
  }

  it('bands end where the paper ends them', () => {
    const edges = [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 5, 5.5, 7];
    assert.deepEqual(edges.map((points) => bandOf(breck2017, points)), [RESEARCH, HOLES, HOLES, FIRST, FIRST, REASONABLE, REASONABLE, STRONG, STRONG, EXCEPTIONAL, EXCEPTIONAL]);
  });

  it('the first version had bands of its own', () => {
    assert.deepEqual([0, 1, 2, 3, 4, 5, 6, 7, 10, 12].map((points) => bandOf(breck2016, points)), [RESEARCH, HOLES, HOLES, FIRST, FIRST, REASONABLE, REASONABLE, 'strongly tested and monitored', 'strongly tested and monitored', EXCEPTIONAL]);
  });

  for (const [id, points] of [
    ['m1', [15, 15, 15, 15, 20, 10, 10]],
    ['m2', [10, 10, 15, 15, 20, 20, 10]],
    ['m3', [10, 20, 25, 25, 10, 10]],
    ['m4', [10, 10, 10, 10, 10, 10]],
    ['i6', [15, 25, 20, 10, 30]],
  ] as const) {
    it(`${id} of the course adds the published points, half by hand, without a name for the sum`, () => {
      const rubric = checklist.rubrics.find((each) => each.id === `cmu-17445-${id}`);
      assert.ok(rubric !== undefined);
      const sums = (of: (most: number, index: number) => number): readonly unknown[] => {
        const { score, band, bindingSection } = addUp(rubric, rubric.tests.map((test, index) => ({ ...scored(id, { id: test.id, points: of(test.points.automated, index) }), most: test.points.automated })));
        return [score.proven, band, bindingSection];
      };
      const all = points.reduce((total: number, each) => total + each, 0);
      assert.deepEqual(rubric.tests.map((test) => [test.points.manual, test.points.automated, test.mayNotApply]), points.map((each) => [each / 2, each, false]));
      assert.deepEqual([sums((most) => most), sums((most) => most / 2), sums(() => 0), sums((most, index) => (index === 0 ? 0 : most))], [[all, '', null], [all / 2, '', null], [0, '', null], [all - points[0], '', null]]);
    });
  }

  for (const [on, of, atLeast, met] of [
    [{ kind: 'score' }, 'proven', 2, true],
    [{ kind: 'score' }, 'proven', 2.5, false],
    [{ kind: 'section', id: 'model' }, 'claimed', 4.5, true],
    [{ kind: 'section', id: 'monitor' }, 'attested', 6.5, false],
    [{ kind: 'test', id: 'data-1' }, 'attested', 1, true],
    [{ kind: 'test', id: 'infra-3' }, 'proven', 0.5, false],
  ] as const) {
    it(`a gate of ${atLeast} ${of} on ${'id' in on ? on.id : 'the score'} is ${met ? 'met' : 'not met'}`, () => {
      const sums = addUp(breck2017, [...section('data', 5), ...section('model', 4.5), ...section('infra', 2), ...section('monitor', 6)]);
      assert.deepEqual(judgeGates({ gates: [{ title: '', on, of, atLeast }] }, sums).map(({ isMet }) => isMet), [met]);
    });
  }

  it('tests that do not apply are rescaled in the adjusted score only', () => {
    const tests = [...Array.from({ length: 3 }, (_, index) => scored('data', { id: `data-${index}`, points: 1 })), scored('data', { id: 'data-3', points: 0, status: 'absent' }), ...Array.from({ length: 3 }, (_, index) => scored('data', { id: `data-${index + 4}`, points: 0, status: 'not-applicable' }))];
    const { sections } = addUp({ ...breck2017, sections: breck2017.sections.slice(0, 1) }, tests);
    assert.deepEqual(sections.map(({ proven, adjusted }) => ({ proven, adjusted })), [{ proven: 3, adjusted: 5.25 }]);
  });

  it('sums, means and weights follow the rubric, and a section is capped', () => {
    const tests = [...section('data', 6), ...section('model', 2)];
    const sections = [{ id: 'data', title: '', weight: 3, cap: 4 }, { id: 'model', title: '', weight: 1, cap: null }];
    const finals = (['sum', 'mean', 'weighted', 'min'] as const).map((final) => addUp({ ...breck2017, sections, final }, tests));
    assert.deepEqual(finals.map(({ score, bindingSection }) => [score.proven, bindingSection]), [[6, null], [3, null], [3.5, null], [2, 'model']]);
  });
});
