import assert from 'node:assert/strict';
import type { Found, FoundCheck, ManualEvidence } from '../../../rules/api/checklist/check.ts';
import type { ItemId } from '../../../rules/api/checklist/level.ts';
import type { Score } from '../../../rules/api/checklist/verdict.ts';
import type { Answer, Outcome } from '../../../rules/api/repository/place.ts';
import { UNKNOWN, wholeFile, YES } from '../../../rules/api/repository/place.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';
import { checklist } from '../../../rules/checklist/checklist.generated.ts';
import { openTextRepository } from '../../../tools/score-tests/text-repository.ts';
import { reachOf } from '../repository/reach/reach-of.ts';
import { CLAIMS, NO_ATTESTATIONS } from './attestations/attestation.ts';
import type { Attestation } from './attestations/attestation.ts';
import { scoreRepository } from './score-repository.ts';

const today = '2026-11-23';
const at = wholeFile('a.txt');
const NOTHING: Found = { checks: [], mentions: [], manual: [], counter: [] };

function scored(repository: Repository, { found = NOTHING, entries = [], rubric = 'breck-2017' }: { readonly found?: Found; readonly entries?: readonly Attestation[]; readonly rubric?: string }): Score {
  const chosen = checklist.rubrics.find(({ id }) => id === rubric);
  assert.ok(chosen !== undefined);
  return scoreRepository({ repository, found, reach: reachOf(repository), checklist, rubric: chosen, attestations: { ...NO_ATTESTATIONS, entries }, today, notChecked: [] }).score;
}

function always(item: ItemId, { isReal = YES, enforced = YES, repeated = YES }: Partial<Record<'isReal' | 'enforced' | 'repeated', Outcome>> = {}): FoundCheck {
  return { items: [item], at, text: `checks ${item}`, isReal, data: 'served', ranBy: { kind: 'always', enforced, repeated, chain: [] } };
}

function statusOf({ sections }: Score, id: string): readonly unknown[] {
  const test = sections.flatMap(({ tests }) => tests).find((each) => each.id === id);
  return [test?.status, test?.points, test?.attested, test?.claimed];
}

describe('the score of a repository', () => {
  let repository: Repository;
  before(async () => {
    ({ repository } = await openTextRepository({ files: { 'a.txt': 'a\n' } }));
  });

  it('is nothing where nothing is found', () => {
    const { score, band, bindingSection, cheapest } = scored(repository, {});
    assert.deepEqual([score, band, bindingSection], [{ proven: 0, attested: 0, claimed: 0, adjusted: 0 }, 'a research project rather than a product', 'data']);
    assert.deepEqual(cheapest.map(({ points }) => points), [0.5, 0.5, 0.5, 0.5, 0.5]);
  });

  for (const [why, found, expected] of [
    ['all of the ladder', { checks: [always('monitor-2')] }, ['automated', 1, 1, 1]],
    ['a part of the test only', { checks: [{ ...always('monitor-1'), atMost: 0.5 as const, because: 'libraries only' }] }, ['manual', 0.5, 0.5, 0.5]],
    ['something that cannot fail', { checks: [always('monitor-2', { isReal: { answer: 'no', links: [] } })] }, ['void', 0, 0, 1]],
    ['an alert that tells nobody', { checks: [always('monitor-2', { enforced: { answer: 'no', links: [] } })] }, ['void', 0, 0, 1]],
    ['what cannot be told', { checks: [always('monitor-2', { repeated: UNKNOWN })] }, ['unknown', 0, 0, 1]],
    ['rows of the training where served ones are asked for', { checks: [{ ...always('monitor-2'), data: 'train' as const }] }, ['absent', 0, 0, 1]],
    ['a word', { mentions: [{ items: ['monitor-2' as const], at, text: 'a heading' }] }, ['absent', 0, 0, 0.5]],
    ['a dated result', { manual: [{ items: ['monitor-2' as const], at, text: 'a report', date: '2026-11-01', isValid: YES }] }, ['manual', 0.5, 0.5, 0.5]],
    ['a result without a date', { manual: [{ items: ['monitor-2' as const], at, text: 'a report', date: null, isValid: YES }] }, ['absent', 0, 0, 0.5]],
    ['a result that contradicts itself', { manual: [{ items: ['monitor-2' as const], at, text: 'a report', date: '2026-11-01', isValid: { answer: 'no' as const, links: [] } }] }, ['void', 0, 0, 0.5]],
    ['proof against it beside a check', { checks: [always('data-5')], counter: [{ items: ['data-5' as const], at, text: 'a committed key' }] }, ['void', 0, 0, 1]],
    ['proof against it alone', { counter: [{ items: ['data-5' as const], at, text: 'a committed key' }] }, ['absent', 0, 0, 0]],
  ] as const) {
    it(`${why}: ${expected.join(', ')}`, () => {
      const id = 'counter' in found ? 'data-5' : why === 'a part of the test only' ? 'monitor-1' : 'monitor-2';
      assert.deepEqual(statusOf(scored(repository, { found: { ...NOTHING, ...found } as Found }), id), expected);
    });
  }

  it('what is not found is unknown where not everything was looked at', () => {
    const [rubric] = checklist.rubrics;
    assert.ok(rubric !== undefined);
    const { score } = scoreRepository({ repository, found: NOTHING, reach: reachOf(repository), checklist, rubric, attestations: NO_ATTESTATIONS, today, notChecked: [{ path: '.', reason: 'cancelled', message: '' }] });
    assert.deepEqual([...new Set(score.sections.flatMap(({ tests }) => tests.map(({ status }) => status)))], ['unknown']);
  });

  it('a check that nothing is seen to run is unknown where a file that may run it could not be read', () => {
    const [rubric] = checklist.rubrics;
    assert.ok(rubric !== undefined);
    const check: FoundCheck = { ...always('data-1'), ranBy: { kind: 'runs', runs: [] } };
    const judged = (path: string): Score => scoreRepository({ repository, found: { ...NOTHING, checks: [check] }, reach: reachOf(repository), checklist, rubric, attestations: NO_ATTESTATIONS, today, notChecked: [{ path, reason: 'damaged', message: '' }] }).score;
    assert.deepEqual([statusOf(judged('.gitlab-ci.yml'), 'data-1')[0], statusOf(judged('data.parquet'), 'data-1')[0]], ['unknown', 'absent']);
  });

  it('a check that one of several ways proves is proven', () => {
    const checks = [always('monitor-2', { repeated: UNKNOWN }), { ...always('monitor-2'), text: 'another' }, always('monitor-2', { isReal: { answer: 'no', links: [] } })];
    assert.deepEqual(statusOf(scored(repository, { found: { ...NOTHING, checks } }), 'monitor-2'), ['automated', 1, 1, 1]);
  });

  it('a milestone of the course says which criteria only a person can judge', () => {
    const { sections, score } = scored(repository, { rubric: 'cmu-17445-m1' });
    const answers = sections.flatMap(({ tests }) => tests.find(({ id }) => id === 'answers') ?? []);
    assert.deepEqual(score, { proven: 0, attested: 0, claimed: 0, adjusted: 0 });
    assert.deepEqual(answers.map(({ status, broken }) => [status, broken.map(({ text }) => text)]), [['unknown', ['Lintel has no probe `answers-in-log`, so a person must judge this']]]);
  });

  it('proven <= attested <= claimed, whatever is found and claimed', () => {
    const random = numbers(20_261_123);
    const pick = <T>(values: readonly T[]): T => {
      const value = values[Math.floor(random() * values.length)];
      assert.ok(value !== undefined);
      return value;
    };
    const outcome = (): Outcome => ({ answer: pick<Answer>(['yes', 'yes', 'no', 'unknown']), links: [] });
    const ids = checklist.items.map(({ id }) => id);
    for (let turn = 0; turn < 200; turn += 1) {
      const many = <T>(make: () => T): readonly T[] => Array.from({ length: Math.floor(random() * 30) }, make);
      const found: Found = {
        checks: many(() => ({ ...always(pick(ids), { isReal: outcome(), enforced: outcome(), repeated: outcome() }), data: pick(['served', 'train', 'unknown']), ...(random() < 0.2 ? { atMost: 0.5 as const } : {}) })),
        mentions: many(() => ({ items: [pick(ids)], at, text: 'm' })),
        manual: many((): ManualEvidence => ({ items: [pick(ids)], at, text: 'r', date: pick([null, '2026-11-01']), isValid: outcome() })),
        counter: random() < 0.3 ? [{ items: [pick(ids)], at, text: 'c' }] : [],
      };
      const entries = many(() => attestation(pick(ids), { claim: pick(CLAIMS), performedOn: pick(['2026-11-20', '2020-01-01']), reason: pick([null, 'no-online-serving']) }));
      for (const { id } of checklist.rubrics) {
        const { score, sections } = scored(repository, { found, entries, rubric: id });
        const all = [score, ...sections, ...sections.flatMap(({ tests }) => tests.map(({ points, attested, claimed }) => ({ proven: points, attested, claimed })))];
        for (const { proven, attested, claimed } of all) assert.ok(proven <= attested && attested <= claimed, `turn ${turn}, ${id}: ${proven} ${attested} ${claimed}`);
      }
    }
  }).timeout(30_000);
});

function attestation(test: string, more: Partial<Attestation>): Attestation {
  return {
    id: 'a', test, claim: 'manual', statement: 'We looked at all of it and found that it holds everywhere.', result: 'passed', evidence: [{ kind: 'file', ref: 'a.txt', sha256: null, at }],
    distributed: 'notes', scope: [], commit: null, performedBy: 'Ada', reviewedBy: null, performedOn: '2026-11-20', expires: null, reason: null, supersedes: null, at, places: new Map(), ...more,
  };
}

/** Numbers in 0..1 by Mulberry32, so that every run draws the same. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
