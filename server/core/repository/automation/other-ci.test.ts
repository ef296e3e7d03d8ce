import assert from 'node:assert/strict';
import { automationsIn, linesOf } from './testing/automations-in.ts';

const lines = (files: Readonly<Record<string, string>>): readonly string[] => linesOf(automationsIn(files));

describe('CircleCI', () => {
  it('runs jobs by workflows, with filters and times', () => {
    const text = 'version: 2.1\ncommands:\n  install:\n    steps:\n      - run: pip install .\njobs:\n  test:\n    docker: [{ image: python }]\n    steps:\n      - checkout\n      - install\n      - run:\n          name: Tests\n          command: |\n            pytest\n  deploy:\n    steps:\n      - run: { command: deploy, shell: /bin/sh }\nworkflows:\n  main:\n    jobs:\n      - test\n      - hold: { type: approval, requires: [test] }\n      - deploy:\n          requires: [hold]\n          filters: { branches: { only: main } }\n  nightly:\n    triggers:\n      - schedule:\n          cron: "0 0 * * *"\n    jobs: [test]\n';
    assert.deepEqual(lines({ '.circleci/config.yml': text }), [
      'circleci main .circleci/config.yml:21',
      '  on push 21',
      '  job test 22',
      '    uses 10 checkout',
      '    shell 5 pipefail',
      '      5 pip install .',
      '    shell 13 pipefail',
      '      15 pytest',
      '  job hold 23 needs test | runs no: 23 a person has to agree: `type: approval`',
      '  job deploy 24 needs hold | runs no: 23 a person has to agree: `type: approval`; 24 job `deploy` waits for `hold`, which never runs',
      '    shell 18 goes on',
      '      18 deploy',
      'circleci nightly .circleci/config.yml:28',
      '  on schedule 30',
      '  job test 31',
      '    uses 10 checkout',
      '    shell 5 pipefail',
      '      5 pip install .',
      '    shell 13 pipefail',
      '      15 pytest',
    ]);
  });
});

describe('Travis', () => {
  it('goes on after a command of `script` that fails, and fails in the end', () => {
    assert.deepEqual(lines({ '.travis.yml': 'install: pip install .\nscript:\n  - pytest\n  - flake8\nafter_success: codecov\nnotifications:\n  email: false\n  slack: x\n' }), [
      'travis Travis CI .travis.yml',
      '  on push -',
      '  job script 3',
      '    shell 1',
      '      1 pip install .',
      '    shell 3 goes on',
      '      3 pytest',
      '    shell 4 goes on',
      '      4 flake8',
      '    shell 5 | enforced no: 5 a failure in `after_success` is ignored',
      '      5 codecov',
      '  notifies 8 `slack` tells people when it fails',
    ]);
  });
});

describe('Cloud Build', () => {
  it('is any file with steps that name images', () => {
    const text = "steps:\n  - name: 'python:3.9'\n    id: test\n    entrypoint: bash\n    args:\n      - -c\n      - |\n        pip install .\n        python -m pytest model_tests.py\n  - name: gcr.io/cloud-builders/docker\n    args: [build, -t, 'a b', .]\n    waitFor: ['-']\n  - name: 'gcr.io/$PROJECT_ID/trainer'\n    allowFailure: true\n";
    assert.deepEqual(lines({ 'build/pipeline.yaml': text, 'compose.yaml': 'steps:\n  - run: x\n' }), [
      'cloud-build build/pipeline.yaml build/pipeline.yaml',
      '  on upstream - | fires unknown: - what starts the build is set up in Cloud Build',
      '  job test 2',
      '    shell 2 goes on',
      '      8 pip install .',
      '      9 python -m pytest model_tests.py',
      '  job step 2 10',
      '    shell 10',
      "      10 docker build -t 'a b' .",
      '  job step 3 13 needs test, step 2 | enforced no: 14 a failure is ignored: `allowFailure: true`',
      '    image 13 gcr.io/$PROJECT_ID/trainer',
    ]);
  });

  it('starts as Terraform says', () => {
    const trigger = (more: string): string => `resource "x" "y" {}\nresource "google_cloudbuild_trigger" "t" {\n  filename = "cloudbuild.yaml"\n  ${more}\n  github {\n    push {\n      branch = "^main$"\n    }\n  }\n}\nresource "x" "z" {}\n`;
    const build = 'steps:\n  - name: python\n    entrypoint: pytest\n';
    const triggers = (more: string): readonly string[] => lines({ 'cloudbuild.yaml': build, 'infra/main.tf': trigger(more) }).filter((line) => line.startsWith('  on'));
    assert.deepEqual(triggers(''), ['  on push 6']);
    assert.deepEqual(triggers('disabled = true'), ['  on push 6 | fires no: 2 the trigger is switched off: `t`']);
  });
});

describe('Bitbucket, Buildkite and Drone', () => {
  it('run their steps', () => {
    const files = {
      'bitbucket-pipelines.yml': 'pipelines:\n  default:\n    - step:\n        name: Test\n        script: [pytest]\n    - parallel:\n        - step: { name: A, script: [a] }\n        - step: { name: B, trigger: manual, script: [b] }\n  custom:\n    nightly:\n      - step: { script: [c] }\n',
      '.buildkite/pipeline.yml': 'steps:\n  - label: test\n    command: pytest\n    soft_fail: true\n  - wait\n  - label: ship\n    commands: [ship]\n',
      '.drone.yml': 'kind: pipeline\nsteps:\n  - name: test\n    image: python\n    commands: [pytest]\n  - name: lint\n    image: python\n    failure: ignore\n    commands: [pylint]\n',
    };
    assert.deepEqual(lines(files), [
      'buildkite Buildkite .buildkite/pipeline.yml',
      '  on push -',
      '  job test 2 | enforced no: 4 a failure is ignored: `soft_fail: true`',
      '    shell 3',
      '      3 pytest',
      '  job ship 6 needs test',
      '    shell 7',
      '      7 ship',
      'drone Drone .drone.yml',
      '  on push -',
      '  on pull-request -',
      '  job test 3',
      '    shell 3',
      '      5 pytest',
      '  job lint 6 needs test | enforced no: 8 a failure is ignored: `failure: ignore`',
      '    shell 6',
      '      9 pylint',
      'bitbucket Bitbucket Pipelines bitbucket-pipelines.yml',
      '  on push 2',
      '  on manual 10 | fires unknown: 10 a person or a schedule outside of the file starts it',
      '  job default/Test 4',
      '    shell 5',
      '      5 pytest',
      '  job default/A 7 needs default/Test',
      '    shell 7',
      '      7 a',
      '  job default/B 8 needs default/Test | runs no: 8 a person has to start it: `trigger: manual`',
      '    shell 8',
      '      8 b',
      '  job custom/nightly/4 11 | runs unknown: 10 a person or a schedule outside of the file starts it',
      '    shell 11',
      '      11 c',
    ]);
  });
});

describe('pre-commit', () => {
  it('runs hooks where somebody installed them', () => {
    const text = 'repos:\n  - repo: local\n    hooks:\n      - id: test\n        entry: pytest -q\n      - id: slow\n        entry: pytest slow\n        stages: [manual]\n  - repo: https://github.com/psf/black\n    hooks: [{ id: black }]\n';
    assert.deepEqual(lines({ '.pre-commit-config.yaml': text }), [
      'pre-commit pre-commit .pre-commit-config.yaml',
      '  on push - | fires unknown: - runs at commits of those who installed the hooks',
      '  job hooks 1',
      '    shell 4',
      '      5 pytest -q',
      '    shell 6 | runs no: 8 a person has to start it: `stages: [manual]`',
      '      7 pytest slow',
      '    uses 10 https://github.com/psf/black#black',
    ]);
  });
});
