import assert from 'node:assert/strict';
import { checklist } from '../../../rules/checklist/checklist.generated.ts';
import { readRubric } from './read-rubric.ts';

const read = (text: string): unknown => {
  const result = readRubric({ path: 'team.yaml', text, known: checklist.rubrics, items: checklist.items.map(({ id }) => id), probes: checklist.probes.map(({ id }) => id) });
  return result.ok ? result.rubric : result.problems.map(({ at, text: problem }) => `${at.path}:${at.range?.start.line ?? 0} ${problem}`);
};

const TEAM = `id: our-team
title: Our checklist
sections: [{id: all, title: Everything, cap: 20}]
tests:
  - id: tests-in-ci
    title: Tests run in CI
    points: 10
    requires: {all: [tests-run-in-ci, {any: [data.7, infra-2]}, {not: is-template}]}
  - id: schema
    title: A schema
    levels: [0, 2, 5]
    weight: 2
    requires: data-1
    manual: {allowed: true, maxAge: 30, reviewer: required}
    naAllowed: false
    visibility: instructor
gates: [{section: all, atLeast: 5}, {test: schema, atLeast: 4, of: attested, title: Somebody vouches for a schema}, {atLeast: 2.5}]
final: sum
bands: [{upTo: 5, title: low}, {title: high}]
`;

describe('rubrics of people', () => {
  it('are read whole', () =>
    assert.deepEqual(read(TEAM), {
      id: 'our-team',
      version: '1',
      title: 'Our checklist',
      source: 'team.yaml',
      sections: [{ id: 'all', title: 'Everything', weight: 1, cap: 20 }],
      tests: [
        {
          id: 'tests-in-ci', section: 'all', title: 'Tests run in CI', description: 'Tests run in CI', aliases: [], points: { manual: 5, automated: 10 },
          requires: { kind: 'all', of: [{ kind: 'probe', id: 'tests-run-in-ci' }, { kind: 'any', of: [{ kind: 'item', id: 'data-7' }, { kind: 'item', id: 'infra-2' }] }, { kind: 'not', of: { kind: 'probe', id: 'is-template' } }] },
          manual: { isAllowed: true, maxDays: 90 }, mayNotApply: true,
        },
        { id: 'schema', section: 'all', title: 'A schema', description: 'A schema', aliases: [], points: { manual: 4, automated: 10 }, requires: { kind: 'item', id: 'data-1' }, manual: { isAllowed: true, maxDays: 30, reviewer: 'required' }, mayNotApply: false, visibility: 'instructor' },
      ],
      final: 'sum',
      bands: [{ upTo: 5, title: 'low' }, { upTo: Infinity, title: 'high' }],
      gates: [
        { title: '`all` has at least 5 proven', on: { kind: 'section', id: 'all' }, of: 'proven', atLeast: 5 },
        { title: 'Somebody vouches for a schema', on: { kind: 'test', id: 'schema' }, of: 'attested', atLeast: 4 },
        { title: 'the score has at least 2.5 proven', on: { kind: 'score' }, of: 'proven', atLeast: 2.5 },
      ],
    }));

  it('may change one test of another rubric', () => {
    const rubric = read('id: ours\nextends: breck-2017\ntests: [{id: data-1, points: {manual: 0, automated: 1}, manual: {allowed: false}}]\n') as { tests: readonly { id: string; points: object; title: string; manual: object }[]; final: string };
    const base = checklist.rubrics[0]?.tests[0];
    assert.deepEqual([rubric.tests.length, rubric.final, rubric.tests[0]], [28, 'min', { ...base, points: { manual: 0, automated: 1 }, manual: { isAllowed: false, maxDays: 90 } }]);
  });

  for (const [why, text, problems] of [
    ['no YAML', 'id: [', ['team.yaml:0 this is no YAML map with `id`, `sections` and `tests`; mend its syntax first']],
    ['nothing in it', 'title: x\n', ['team.yaml:1 `id` is missing; give the rubric a name, such as `id: our-team`', 'team.yaml:1 `sections` is missing; give at least one with `id` and `title`', 'team.yaml:1 `tests` is missing; give at least one with `id`, `section`, `title` and `requires`']],
    ['a key that is misspelled', TEAM.replace('final', 'finel'), ['team.yaml:18 there is no key `finel`; did you mean `final`?; known are id, version, title, source, extends, sections, tests, final, bands, gates']],
    ['a requirement nobody has', TEAM.replace('requires: data-1', 'requires: data-9'), ['team.yaml:13 no test and no probe is called `data-9`; did you mean `data-1`?']],
    ['a requirement of another shape', TEAM.replace('{not: is-template}', '{none: is-template}'), ['team.yaml:8 `none` is none of all, any, not, item, probe']],
    ['levels that fall', TEAM.replace('[0, 2, 5]', '[0, 5, 2]'), ['team.yaml:11 `levels` has two or three values that rise from 0: not done, by hand, automated']],
    ['bands that fall', TEAM.replace('{title: high}', '{upTo: 4, title: high}'), ['team.yaml:19 bands rise: `upTo` is larger than that of the band before; only the last one has none']],
    ['a gate on nothing there is', TEAM.replace('section: all, atLeast: 5', 'section: al'), ['team.yaml:17 no section is called `al`; did you mean `all`?', 'team.yaml:17 `atLeast` of this gate is missing; give the points below which the run fails']],
    ['a reader nobody knows', TEAM.replace('instructor', 'instructors'), ['team.yaml:16 `visibility` is one of student, instructor, not `instructors`; did you mean `instructor`?']],
    ['a base nobody has', 'id: ours\nextends: brek-2017\n', ['team.yaml:2 `extends` names no rubric of Lintel: `brek-2017`; did you mean `breck-2017`?; it knows breck-2017, breck-2016, cmu-17445-i6, cmu-17445-m1, cmu-17445-m2, cmu-17445-m3, cmu-17445-m4', 'team.yaml:1 `sections` is missing; give at least one with `id` and `title`', 'team.yaml:1 `tests` is missing; give at least one with `id`, `section`, `title` and `requires`']],
    ['the id of a rubric of ours', TEAM.replace('our-team', 'breck-2017'), ['team.yaml:1 `breck-2017` is a rubric of Lintel; choose another id and name that one in `extends`']],
  ] as const) {
    it(`are refused with ${why}`, () => assert.deepEqual(read(text), problems));
  }
});
