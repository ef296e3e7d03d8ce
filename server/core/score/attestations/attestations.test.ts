import assert from 'node:assert/strict';
import type { Found } from '../../../../rules/api/checklist/check.ts';
import { wholeFile, YES } from '../../../../rules/api/repository/place.ts';
import { checklist } from '../../../../rules/checklist/checklist.generated.ts';
import { openTextRepository } from '../../../../tools/score-tests/text-repository.ts';
import type { TextRepository } from '../../../../tools/score-tests/text-repository.ts';
import { reachOf } from '../../repository/reach/reach-of.ts';
import { scoreRepository } from '../score-repository.ts';
import { readAttestations } from './read-attestations.ts';

const GOOD = `attestations:
  - id: load-test
    test: monitor-6
    claim: manual
    statement: We ran Locust for ten minutes with fifty users against staging.
    result: p95 180 ms
    evidence: [{kind: file, ref: docs/load.md}]
    distributed: docs/notes.md
    performedBy: ada
    performedOn: 2026-11-20
`;
const FILES = { 'docs/load.md': '# Load\n', 'docs/notes.md': '# Notes\n' };

interface Case {
  readonly yaml: string;
  readonly found?: Partial<Found>;
  readonly history?: TextRepository['history'];
  readonly files?: Readonly<Record<string, string>>;
  readonly digests?: ReadonlyMap<string, string>;
  readonly test?: string;
  readonly rubric?: string;
}

/** `status points attested claimed` of the test, then the findings as `path:line rule: message and words`. */
async function judged({ yaml, found = {}, history, files = {}, digests = new Map(), test = 'monitor-6', rubric = 'breck-2017' }: Case): Promise<readonly string[]> {
  const { repository } = await openTextRepository({ files: { ...FILES, ...files, '.lintel/attestations.yaml': yaml }, ...(history === undefined ? {} : { history }) });
  const chosen = checklist.rubrics.find(({ id }) => id === rubric);
  assert.ok(chosen !== undefined);
  const all: Found = { checks: [], mentions: [], manual: [], counter: [], ...found };
  const { score, problems } = scoreRepository({ repository, found: all, reach: reachOf(repository), checklist, rubric: chosen, attestations: { ...readAttestations(repository.files), digests }, today: '2026-11-23', notChecked: [] });
  const verdict = score.sections.flatMap(({ tests }) => tests).find(({ id }) => id === test);
  const told = problems.map(({ rule, message, words, at }) => `${at.range?.start.line ?? 0} ${rule.id.slice('attestation/'.length)}: ${(rule.messages[message] ?? message).replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '?')}`);
  return [`${verdict?.status} ${verdict?.points} ${verdict?.attested} ${verdict?.claimed} ${verdict?.source}`, ...told];
}

describe('attestations', () => {
  it('a whole one of work done by hand counts half', async () => assert.deepEqual(await judged({ yaml: GOOD }), ['absent 0 0.5 0.5 attested']));

  it('one file for each is read as well, and ids with a point', async () => {
    const one = GOOD.replace('attestations:\n', '').replace(/^ {2}- /m, '').replaceAll(/^ {4}/gm, '').replace('monitor-6', 'monitor.6');
    assert.deepEqual(await judged({ yaml: '', files: { '.lintel/attestations/load.yaml': one } }), ['absent 0 0.5 0.5 attested']);
  });

  for (const [why, change, expected] of [
    ['broken YAML', () => 'attestations: [', ['0 invalid-entry: This attestation is left out: the file is no YAML that can be read']],
    ['an unknown key', (text: string) => text.replace('distributed', 'distribted'), ['8 invalid-entry: This attestation is left out: there is no key `distribted`; did you mean `distributed`?']],
    ['an unknown claim', (text: string) => text.replace('claim: manual', 'claim: manuel'), ['4 invalid-entry: This attestation is left out: `claim` is one of manual, automated-elsewhere, not-applicable, decision, dispute, not `manuel`; did you mean `manual`?']],
    ['no day', (text: string) => text.replace('2026-11-20', '2026-02-30'), ['10 invalid-entry: This attestation is left out: `performedOn` is a day such as 2026-11-02, not `2026-02-30`']],
    ['evidence that is a text', (text: string) => text.replace('[{kind: file, ref: docs/load.md}]', 'docs/load.md'), ['7 invalid-entry: This attestation is left out: evidence has `kind` and `ref`, such as {kind: file, ref: docs/report.md}']],
    ['an unknown test', (text: string) => text.replace('monitor-6', 'monitor-66'), ['3 unknown-test: No test is called `monitor-66`; the nearest is `monitor-6`']],
    ['a short statement', (text: string) => text.replace(/statement: .*/, 'statement: It is fast.'), ['5 incomplete-entry: The statement has 11 characters, at least 40 say what was done with which result']],
    ['no result', (text: string) => text.replace(/ *result: .*\n/, ''), ['2 incomplete-entry: This attestation of `monitor-6` has no `result`, so it does not count']],
    ['nobody who was told', (text: string) => text.replace(/ *distributed: .*\n/, ''), ['2 incomplete-entry: This attestation of `monitor-6` has no `distributed`, so it does not count']],
    ['no reason', (text: string) => text.replace('claim: manual', 'claim: not-applicable'), ['2 incomplete-entry: This attestation of `monitor-6` gives no `reason` from the list, so it does not count']],
    ['work too long ago', (text: string) => text.replace('2026-11-20', '2026-10-01'), ['10 expired: This attestation of `monitor-6` ended on 2026-10-31']],
    ['evidence that is not there', (text: string) => text.replace('docs/load.md', 'docs/lod.md'), ['7 evidence-missing: No file `docs/lod.md` is in the repository']],
  ] as const) {
    it(`does not count with ${why}`, async () => {
      const [first, ...problems] = await judged({ yaml: change(GOOD) });
      assert.deepEqual([first?.split(' ')[2], problems], ['0', expected]);
    });
  }

  it('of two with the same id the first counts', async () => {
    assert.deepEqual(await judged({ yaml: GOOD + GOOD.replace('attestations:\n', '') }), ['absent 0 0.5 0.5 attested', '11 invalid-entry: This attestation is left out: `.lintel/attestations.yaml` has an entry `load-test` already']);
  });

  it('counts and tells when it ends soon, and that a later end does not hold', async () => {
    assert.deepEqual(await judged({ yaml: `${GOOD.replace('2026-11-20', '2026-11-05')}    expires: 2027-11-05\n` }), [
      'absent 0 0.5 0.5 attested',
      '11 lasts-too-long: `expires` is later than 30 days after the work, so 2026-12-05 counts',
      '11 expires-soon: This attestation of `monitor-6` ends on 2026-12-05',
    ]);
  });

  it('does not count when the evidence is another file than was attested', async () => {
    const yaml = GOOD.replace('ref: docs/load.md', `ref: docs/load.md, sha256: ${'a'.repeat(64)}`);
    assert.deepEqual(await judged({ yaml, digests: new Map([['docs/load.md', 'b'.repeat(64)]]) }), ['absent 0 0 0.5 none', '7 evidence-changed: `docs/load.md` is not the file that was attested']);
    assert.deepEqual(await judged({ yaml, digests: new Map([['docs/load.md', 'a'.repeat(64)]]) }), ['absent 0 0.5 0.5 attested']);
  });

  it('tells that its scope changed, and does not count after many changes', async () => {
    const commit = `${GOOD}    scope: ["src/**"]\n    commit: `;
    const history = (later: number): TextRepository['history'] => [...Array.from({ length: later }, () => ({ date: '2026-11-21', paths: ['src/serve.py'] })), { date: '2026-11-20', paths: ['src/serve.py'] }];
    const id = (index: number): string => String(index).padStart(40, '0');
    assert.deepEqual(await judged({ yaml: `${commit}"${id(2)}"\n`, history: history(1) }), ['absent 0 0.5 0.5 attested', '11 scope-changed: What this attests was changed by 1 commit since']);
    assert.deepEqual(await judged({ yaml: `${commit}"${id(12)}"\n`, history: history(11) }), ['absent 0 0 0.5 none', '11 scope-changed: What this attests was changed by 11 commits since, so it does not count']);
    assert.deepEqual(await judged({ yaml: `${commit}abcdef1\n`, history: history(1) }), ['absent 0 0 0.5 none', '12 evidence-missing: No commit `abcdef1` is in the history']);
  });

  it('an entry that nobody filled in claims nothing and raises nothing', async () => {
    const yaml = 'attestations:\n  - id: load-test\n    test: monitor-6\n    claim: manual\n    statement: ""\n    result: ""\n    evidence: []\n    distributed: ""\n    performedBy: ""\n    performedOn: 2026-11-20\n';
    assert.deepEqual(await judged({ yaml }), ['absent 0 0 0 none']);
    assert.equal((await judged({ yaml: yaml.replace('statement: ""', 'statement: We ran Locust') }))[0], 'absent 0 0 0.5 none');
  });

  it('does not count for other data, and tells of other dependencies', async () => {
    const yaml = `${GOOD.replace('monitor-6', 'model-6')}    commit: "${'2'.padStart(40, '0')}"\n`;
    const history = (path: string): TextRepository['history'] => [{ date: '2026-11-21', paths: [path] }, { date: '2026-11-20', paths: ['src/serve.py'] }];
    assert.deepEqual(await judged({ yaml, test: 'model-6', history: history('dvc.lock') }), ['absent 0 0 0.5 none', '11 data-changed: `dvc.lock` was changed since, so what was found on the data before does not count']);
    assert.deepEqual(await judged({ yaml: yaml.replace('model-6', 'infra-4'), test: 'infra-4', history: history('dvc.lock') }), ['absent 0 0.5 0.5 attested']);
    assert.deepEqual(await judged({ yaml, test: 'model-6', history: history('poetry.lock') }), ['absent 0 0.5 0.5 attested', '11 dependencies-changed: `poetry.lock` was changed by 1 commit since; look whether a major version was']);
  });

  it('tells when who did it may have left', async () => {
    const history = [{ date: '2026-11-20', author: 'Bo', paths: ['a'] }, { date: '2026-01-05', author: 'Ada', paths: ['a'] }];
    assert.deepEqual(await judged({ yaml: GOOD, history }), ['absent 0 0.5 0.5 attested', '9 person-left: `ada` committed last on 2026-01-05; who can be asked about this?']);
    assert.deepEqual(await judged({ yaml: GOOD, history: history.slice(1) }), ['absent 0 0.5 0.5 attested']);
  });

  it('tells when one person did the work and reviewed it', async () => {
    assert.deepEqual(await judged({ yaml: `${GOOD}    reviewedBy: Ada\n` }), ['absent 0 0.5 0.5 attested', '11 self-review: `Ada` did the work and reviewed it']);
  });

  it('what is proven not to be stays so', async () => {
    const yaml = GOOD.replace('monitor-6', 'data-5');
    const counter = [{ items: ['data-5' as const], at: wholeFile('data.csv'), text: 'a column of names is committed' }];
    assert.deepEqual(await judged({ yaml, test: 'data-5', found: { counter } }), ['absent 0 0 0.5 none', '2 contradicted: The repository proves otherwise for `data-5`, so this does not count']);
  });

  it('what runs in another place counts whole where a part of it is here and its run has an address', async () => {
    const yaml = GOOD.replace('claim: manual', 'claim: automated-elsewhere').replace('[{kind: file, ref: docs/load.md}]', '[{kind: run, ref: "https://ci.example.org/runs/7"}]');
    const checks = [{ items: ['monitor-6' as const], at: wholeFile('docs/load.md'), text: 'checks the latency', isReal: YES, data: 'unknown' as const, ranBy: { kind: 'runs' as const, runs: [] } }];
    assert.deepEqual(await judged({ yaml }), ['absent 0 0.5 1 attested']);
    assert.deepEqual(await judged({ yaml, found: { checks } }), ['absent 0 1 1 mixed']);
  });

  it('what does not apply is nothing in the strict score', async () => {
    const yaml = GOOD.replace('claim: manual', 'claim: not-applicable\n    reason: library-only');
    assert.deepEqual(await judged({ yaml }), ['not-applicable 0 0 0 attested']);
  });

  it('more than two of a section that do not apply are told', async () => {
    const yaml = `attestations:\n${[1, 2, 3].map((number) => GOOD.replace('attestations:\n', '').replace('load-test', `na-${number}`).replace('monitor-6', `monitor-${number}`).replace('claim: manual', 'claim: not-applicable\n    reason: library-only')).join('')}`;
    assert.deepEqual(await judged({ yaml, test: 'monitor-1' }), ['not-applicable 0 0 0 attested', '2 many-not-applicable: 3 tests of `monitor` are said not to apply']);
  });

  it('an entry that is superseded is not looked at', async () => {
    const newer = GOOD.replace('attestations:\n', '').replace('load-test', 'load-test-2');
    assert.deepEqual(await judged({ yaml: `${GOOD.replace('2026-11-20', '2020-01-01')}${newer}    supersedes: load-test\n` }), ['absent 0 0.5 0.5 attested']);
  });
});
