import assert from 'node:assert/strict';
import { automationsIn, linesOf } from '../testing/automations-in.ts';

const pipeline = (text: string, more: Readonly<Record<string, string>> = {}): readonly string[] => linesOf(automationsIn({ 'azure-pipelines.yml': text, ...more }));

describe('Azure pipelines', () => {
  it('go through stages, jobs and templates', () => {
    const text = 'trigger:\n  branches: { include: [main] }\n  paths: { include: [src] }\nschedules:\n  - cron: "0 0 * * *"\nstages:\n  - stage: Check\n    jobs:\n      - job: quality\n        steps:\n          - template: ci/quality.yml\n          - script: pytest\n            continueOnError: true\n            workingDirectory: $(Build.SourcesDirectory)/src\n  - stage: Ship\n    condition: and(succeeded(), eq(variables[\'Build.SourceBranch\'], \'refs/heads/main\'))\n    jobs:\n      - deployment: prod\n        strategy:\n          runOnce:\n            deploy:\n              steps:\n                - task: AzureCLI@2\n                  inputs:\n                    inlineScript: az ml job create\n                - task: Docker@2\n';
    assert.deepEqual(pipeline(text, { 'ci/quality.yml': 'parameters: []\nsteps:\n  - bash: |\n      pip install .\n      pytest tests\n', 'src/a.py': '' }), [
      'azure-pipelines azure-pipelines.yml azure-pipelines.yml',
      '  on push 2',
      '  on schedule 5',
      '  job Check.quality 9',
      '    calls 11 ci/quality.yml',
      '    shell 12 in src goes on | enforced no: 13 a failure is ignored: `continueOnError: true`',
      '      12 pytest',
      '  job Ship.prod 18 needs Check.quality',
      '    shell 23 goes on',
      '      25 az ml job create',
      '    uses 26 Docker@2',
      'azure-pipelines ci/quality.yml ci/quality.yml',
      '  on called - | fires unknown',
      '  job job 1',
      '    shell 3 goes on',
      '      4 pip install .',
      '      5 pytest tests',
    ]);
  });

  for (const [why, trigger, expected] of [
    ['none', 'trigger: none', '  on push 1 | fires no: 1 switched off: `trigger: none`'],
    ['not written', 'pool: x', '  on push -'],
    ['a list of branches', 'trigger: [main]', '  on push 1'],
    ['for files there are not', 'trigger:\n  paths:\n    include: [lib/*]', '  on push 2 | fires no: 3 `lib/*` matches no file'],
  ] as const) {
    it(`with a trigger that is ${why}`, () => assert.equal(pipeline(`${trigger}\nsteps:\n  - script: pytest\n`)[1], expected));
  }

  for (const [why, settings, expected] of [
    ['switched off', 'enabled: false', ' | runs no: 4 switched off: `enabled: false`'],
    ['under a false condition', 'condition: false', ' | runs no: 4 never runs: `condition: false`'],
    ['in any case', 'condition: always()', ''],
    ['unless somebody sets a variable', "condition: and(succeeded(), not(variables['MODEL_BUILD_ID']))", ''],
    ['if a variable is set', "condition: and(succeeded(), variables['NAME'])", " | runs unknown: 4 runs only if `and(succeeded(), variables['NAME'])`"],
    ['for a branch', "condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))", ''],
    ['by hand', "condition: eq(variables['Build.Reason'], 'Manual')", " | runs unknown: 4 runs only if `eq(variables['Build.Reason'], 'Manual')`"],
    ['by default', "condition: eq(coalesce(variables['auto'], 'true'), 'true')", ''],
    ['after a failure', 'condition: failed()', ' | runs unknown: 4 runs only if `failed()`'],
  ] as const) {
    it(`have steps that run ${why}`, () => assert.equal(pipeline(`trigger: [main]\nsteps:\n  - script: pytest\n    ${settings}\n`)[3], `    shell 3 goes on${expected}`));
  }
});
