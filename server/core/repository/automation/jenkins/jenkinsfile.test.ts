import assert from 'node:assert/strict';
import { automationsIn, linesOf } from '../testing/automations-in.ts';

const pipeline = (text: string, more: Readonly<Record<string, string>> = {}): readonly string[] => linesOf(automationsIn({ Jenkinsfile: text, ...more })).slice(1);

/** Steps of one stage, in few words. */
const steps = (body: string, more: Readonly<Record<string, string>> = {}): readonly string[] => pipeline(`pipeline { stages { stage('a') {\n${body}\n} } }`, more).filter((line) => line.startsWith('    shell') || line.startsWith('  job'));

describe('Jenkinsfiles', () => {
  it('run stages one after the other, branches of `parallel` side by side', () => {
    const text = `pipeline {
  agent any
  triggers { cron('H 4 * * *') }
  stages {
    stage('Build') {
      steps {
        sh '''
          . venv/bin/activate
          pytest tests | tee log
        '''
      }
    }
    stage('Checks') {
      parallel {
        stage('Unit') { steps { dir('service') { sh "pytest \${ARGS}" } } }
        stage('Lint') { steps { sh(script: 'pylint src') } }
      }
    }
    stage('Deploy') { steps { sh 'deploy' } }
  }
  post {
    failure { slackSend channel: '#a', message: 'failed' }
  }
}
`;
    assert.deepEqual(pipeline(text), [
      '  on schedule 3',
      '  job Build 5',
      '    shell 7',
      '      8           . venv/bin/activate',
      '      9           pytest tests | tee log',
      '  job Unit 15 needs Build',
      '    shell 15 in service',
      '      15 pytest ${ARGS}',
      '  job Lint 16 needs Build',
      '    shell 16',
      '      16 pylint src',
      '  job Deploy 19 needs Unit, Lint',
      '    shell 19',
      '      19 deploy',
      '  job pipeline 22',
      '    uses 22 slackSend | runs unknown: 22 runs only at `failure`',
      '  notifies 22 `slackSend` tells people when it fails',
    ]);
  });

  it('may be scripted, with functions of their own', () => {
    const text = "def test(path) {\n  sh 'pytest'\n}\nproperties([pipelineTriggers([pollSCM('H/5 * * * *')])])\nnode('linux') {\n  checkout scm\n  stage('Test') {\n    test('x')\n  }\n  stage('Many') {\n    parallel(a: { sh 'one' }, b: { sh 'two' })\n  }\n}\n";
    assert.deepEqual(pipeline(text), ['  on push 4', '  job Test 7', '    shell 2', '      2 pytest', '  job Many 10 needs Test', '    shell 11', '      11 one', '    shell 11', '      11 two']);
  });

  for (const [why, text, expected] of [
    ['is not written', "node { sh 'x' }", 'upstream - | fires unknown: - what starts the pipeline is set up in Jenkins'],
    ['is a push, where they speak of branches', "pipeline { stages { stage('a') { when { branch 'main' }\n steps { sh 'x' } } } }", 'push 1'],
    ['is a webhook', "pipeline { triggers { githubPush() }\n stages { stage('a') { steps { sh 'x' } } } }", 'push 1'],
    ['never comes', "pipeline { triggers { cron('61 * * * *') }\n stages { stage('a') { steps { sh 'x' } } } }", 'schedule 1 | fires no: 1 `61 * * * *` is a time that never comes'],
    ['is commented out', "pipeline { triggers { /* cron('0 1 * * *') */ }\n stages { stage('a') { steps { sh 'x' } } } }", 'upstream - | fires unknown: - what starts the pipeline is set up in Jenkins'],
  ] as const) {
    it(`whose start ${why}`, () => assert.deepEqual(pipeline(text).slice(0, 1), [`  on ${expected}`]));
  }

  for (const [why, body, expected] of [
    ['counts by default', "steps { sh 'x' }", ''],
    ['is caught and printed', "steps { script { try { sh 'x' } catch (e) { echo 'no' } } }", ' | enforced no: 2 a failure goes no further than `catch`'],
    ['is caught on the next line', "steps { script { try { sh 'x' }\ncatch (e) { echo 'no' } } }", ' | enforced no: 3 a failure goes no further than `catch`'],
    ['is caught and thrown again', "steps { script { try { sh 'x' } catch (e) { echo 'no'\n throw e } } }", ''],
    ['is caught, with better ways behind comment signs', "steps { script { try { sh 'x' } catch (e) { echo 'no' // throw e\n } } }", ' | enforced no: 2 a failure goes no further than `catch`'],
    ['is told to the build', "steps { script { try { sh 'x' } catch (e) { currentBuild.result = 'FAILURE' } } }", ''],
    ['leaves the build a success', "steps { catchError(buildResult: 'SUCCESS', stageResult: 'FAILURE') { sh 'x' } }", ' | enforced no: 2 a failure leaves the build a success: `catchError`'],
    ['is recorded and goes on', "steps { catchError { sh 'x' } }", ''],
    ['makes it unstable', "steps { warnError('no') { sh 'x' } }", ' | enforced unknown: 2 a failure only makes the build `UNSTABLE`'],
    ['is a status that nobody looks at', "steps { sh script: 'x', returnStatus: true }", ' | enforced no: 2 nothing looks at its exit status: `returnStatus: true`'],
    ['is a status that is kept and forgotten', "steps { script { def rc = sh(script: 'x', returnStatus: true)\n echo 'a' } }", ' | enforced no: 2 nothing looks at its exit status: `returnStatus: true`'],
    ['is a status that leads to an error', "steps { script { def rc = sh(script: 'x', returnStatus: true)\n if (rc != 0) { error 'no' } } }", ''],
    ['is a status that stops it', "steps { script { if (sh(script: 'x', returnStatus: true) != 0) { error 'no' } } }", ''],
    ['is a status that is judged', "steps { script { if (sh(script: 'x', returnStatus: true) == 42) { echo 'a' } } }", ' | enforced unknown: 2 its exit status is judged by the script'],
  ] as const) {
    it(`whose failure ${why}`, () => assert.deepEqual(steps(body).slice(0, 2), ['  job a 1', `    shell 2${expected}`]));
  }

  for (const [why, body, expected] of [
    ['never', "when { expression { return false } }\nsteps { sh 'x' }", ' | runs no: 2 never runs: the expression is `false`'],
    ['for files there are not', "when { changeset 'lib/**' }\nsteps { sh 'x' }", ' | runs no: 2 `lib/**` matches no file'],
    ['for files there are', "when { changeset 'src/**' }\nsteps { sh 'x' }", ''],
    ['by a parameter', "when { expression { params.RUN } }\nsteps { sh 'x' }", ' | runs unknown: 2 runs only if `expression { params.RUN }`'],
    ['once a person agrees', "input { message 'sure?' }\nsteps { sh 'x' }", ' | runs no: 2 a person has to agree: `input`'],
  ] as const) {
    it(`that run a stage ${why}`, () => assert.deepEqual(steps(body, { 'src/a.py': '' })[0], `  job a 1${expected}`));
  }

  it('may have their braces on lines of their own', () => {
    assert.deepEqual(pipeline("pipeline\n{\n  agent any\n  stages\n  {\n    stage('Train')\n    {\n      when\n      { branch 'main' }\n      steps\n      {\n        sh 'python train.py'\n      }\n    }\n  }\n}\n"), ['  on push 8', '  job Train 6', '    shell 12', '      12 python train.py']);
  });

  it('whose scripts name their own shell', () => {
    assert.deepEqual(steps("steps { sh '''#!/bin/bash\none\ntwo''' }")[1], '    shell 2 goes on');
    assert.deepEqual(steps("steps { sh '''#!/bin/bash -e\none\ntwo''' }")[1], '    shell 2');
  });

  for (const text of ["pipeline { stages { stage('a') { steps { sh 'x", `${'('.repeat(5000)}sh 'x'`, "sh '''", "node { sh \"a ${b(\"c\")} d\" }", '}}}}', "try { sh 'x'"]) {
    it(`survive ${text.slice(0, 30)}`, () => assert.ok(Array.isArray(pipeline(text))));
  }
});
