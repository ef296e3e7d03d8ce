import assert from 'node:assert/strict';
import { automationsIn, linesOf } from '../testing/automations-in.ts';

const pipeline = (text: string, more: Readonly<Record<string, string>> = {}): readonly string[] => linesOf(automationsIn({ '.gitlab-ci.yml': text, ...more }));

/** What is said of the job `a` with these settings. */
const jobLine = (settings: string, more: Readonly<Record<string, string>> = {}): string =>
  (pipeline(`a:\n  script: pytest\n${settings.split('\n').map((line) => `  ${line}`).join('\n')}\n`, more).find((line) => line.startsWith('  job a')) ?? '').slice('  job a 1'.length);

describe('GitLab pipelines', () => {
  it('order jobs by stages, and take scripts from what they extend and refer to', () => {
    const text = 'stages: [check, ship]\ndefault:\n  before_script:\n    - pip install .\n.base:\n  script:\n    - make data\n    - pytest\ntest:\n  stage: check\n  extends: .base\nlint:\n  stage: check\n  before_script: []\n  script:\n    - pylint src | tee log\n  allow_failure: true\nship:\n  stage: ship\n  script:\n    - !reference [.base, script]\n    - |\n      docker build .\n      docker push x\n  after_script: [rm -r x]\n';
    assert.deepEqual(pipeline(text), [
      'gitlab-ci GitLab CI .gitlab-ci.yml',
      '  on push -',
      '  job test 9',
      '    shell 7 pipefail',
      '      4 pip install .',
      '      7 make data',
      '      8 pytest',
      '  job lint 12 | enforced no: 17 a failure is ignored: `allow_failure: true`',
      '    shell 16 pipefail',
      '      16 pylint src | tee log',
      '  job ship 18 needs test',
      '    shell 21 pipefail',
      '      4 pip install .',
      '      7 make data',
      '      8 pytest',
      '      23 docker build .',
      '      24 docker push x',
      '    shell 25 | enforced no: 25 a failure in `after_script` is ignored',
      '      25 rm -r x',
    ]);
  });

  for (const [why, settings, expected] of [
    ['by default', 'stage: test', ''],
    ['never', 'when: never', ' | runs no: 3 never runs: `when: never`'],
    ['by hand', 'when: manual', ' | runs no: 3 a person has to start it: `when: manual`'],
    ['for schedules', 'only:\n  - schedules', ' | runs unknown: 4 runs in scheduled pipelines, which are set up outside of the file'],
    ['for branches', 'only: [main, merge_requests]', ''],
    ['from the web', 'only: [web]', ' | runs no: 3 a person has to start it: `only: web`'],
    ['for files there are', 'only:\n  changes: ["src/**"]', ''],
    ['for files there are not', 'only:\n  changes: ["lib/**"]', ' | runs no: 4 `lib/**` matches no file'],
    ['by a rule for merge requests', 'rules:\n  - if: $CI_PIPELINE_SOURCE == "merge_request_event"', ''],
    ['by a rule for the first branch', 'rules:\n  - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', ''],
    ['by a rule for schedules', 'rules:\n  - if: $CI_PIPELINE_SOURCE == "schedule"', ' | runs unknown: 4 runs in scheduled pipelines, which are set up outside of the file'],
    ['by a rule for files there are not', 'rules:\n  - changes: ["lib/**"]', ' | runs no: 4 `lib/**` matches no file'],
    ['by a rule that asks a person', 'rules:\n  - if: $CI_COMMIT_BRANCH\n    when: manual\n  - when: never', ' | runs no: 5 a person has to start it: `when: manual`'],
    ['by a rule on a variable', 'rules:\n  - if: $RUN_TESTS == "yes"', ' | runs unknown: 4 runs only if `$RUN_TESTS == "yes"`'],
    ['by a rule that lets it fail', 'rules:\n  - if: $CI_COMMIT_BRANCH\n    allow_failure: true', ' | enforced no: 5 a failure is ignored: `allow_failure: true`'],
  ] as const) {
    it(`run jobs ${why}`, () => assert.equal(jobLine(settings, { 'src/a.py': '' }), expected));
  }

  it('include files, and start child pipelines', () => {
    const text = 'include:\n  - local: /ci/base.yml\nrun:\n  extends: .tests\nchild:\n  trigger:\n    include: ci/child.yml\n';
    assert.deepEqual(pipeline(text, { 'ci/base.yml': '.tests:\n  script: [pytest]\n', 'ci/child.yml': 'inner:\n  script: [dvc repro]\n' }), [
      'gitlab-ci GitLab CI .gitlab-ci.yml',
      '  on push -',
      '  job run 3',
      '    shell 2 pipefail',
      '      2 pytest',
      '  job child 5',
      '    calls 7 ci/child.yml | enforced unknown: 7 the job does not wait for the pipeline it starts',
      'gitlab-ci ci/child.yml ci/child.yml',
      '  on called - | fires unknown',
      '  job inner 1',
      '    shell 2 pipefail',
      '      2 dvc repro',
    ]);
  });

  it('are not read under other names', () => {
    assert.deepEqual(linesOf(automationsIn({ '.gitlab-ci.yml.disabled': 'a:\n  script: pytest\n' })).slice(1, 2), ['  on push - | fires no: - GitLab does not read `.gitlab-ci.yml.disabled`: the file is switched off by its name']);
  });

  for (const [why, text] of [
    ['that extend each other', 'a:\n  extends: b\n  script: x\nb:\n  extends: a\n'],
    ['that include themselves', 'include: .gitlab-ci.yml\na:\n  script: x\n'],
    ['of other kinds', 'stages: 3\na:\n  script: {a: b}\n  rules: 7\n  only: {refs: 3}\n  needs: yes\n'],
    ['that refer to themselves', 'a:\n  script:\n    - !reference [a, script]\n'],
  ] as const) {
    it(`survive jobs ${why}`, () => assert.equal(pipeline(text)[0], 'gitlab-ci GitLab CI .gitlab-ci.yml'));
  }
});
