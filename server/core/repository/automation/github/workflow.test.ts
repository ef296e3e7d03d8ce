import assert from 'node:assert/strict';
import { automationsIn, linesOf } from '../testing/automations-in.ts';

/** Lines of the only workflow, without the line that names it. */
function workflow(text: string, more: Readonly<Record<string, string>> = {}, branches?: readonly string[]): readonly string[] {
  return linesOf(automationsIn({ '.github/workflows/ci.yml': text, ...more }, branches).filter(({ at }) => at.path === '.github/workflows/ci.yml')).slice(1);
}

const JOB = 'jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n';

/** What is said of the triggers of `on`. */
function triggers(on: string, more: Readonly<Record<string, string>> = {}, branches?: readonly string[]): readonly string[] {
  return workflow(`${on}\n${JOB}`, more, branches).filter((line) => line.startsWith('  on '));
}

describe('GitHub workflows', () => {
  it('are read whole', () => {
    const path = '.github/workflows/ci.yml';
    const place = (line: number, column: number, endLine: number, endColumn: number): object => ({ path, cell: null, range: { start: { line, column }, end: { line: endLine, column: endColumn } } });
    const yes = { answer: 'yes', links: [] };
    assert.deepEqual(automationsIn({ [path]: 'name: CI\non: push\njobs:\n  test:\n    needs: []\n    runs-on: ubuntu-latest\n    steps:\n      - name: Tests\n        run: |\n          pip install .\n\n          pytest\n' }), [
      {
        kind: 'github-actions',
        name: 'CI',
        at: place(2, 1, 2, 3),
        triggers: [{ kind: 'push', at: place(2, 5, 2, 9), fires: yes }],
        jobs: [
          {
            id: 'test',
            name: 'test',
            at: place(4, 3, 4, 7),
            needs: [],
            runs: yes,
            enforced: yes,
            steps: [
              {
                name: 'Tests',
                at: place(8, 9, 12, 17),
                runs: yes,
                enforced: yes,
                does: { kind: 'shell', script: { lines: [{ text: 'pip install .', at: place(10, 11, 10, 24) }, { text: 'pytest', at: place(12, 11, 12, 17) }], shell: 'sh' }, folder: '', stopsAtFailure: true },
              },
            ],
          },
        ],
        notifies: [],
      },
    ]);
  });

  for (const [why, on, expected] of [
    ['a word', 'on: push', ['  on push 1']],
    ['a list', 'on: [push, pull_request]', ['  on push 1', '  on pull-request 1']],
    ['keys without values', 'on:\n  push:\n  workflow_dispatch:', ['  on push 2', '  on manual 3 | fires no: 3 a person has to start it: `workflow_dispatch`']],
    ['the key as older readers of YAML write it', '"on": push', ['  on push 1']],
    ['the truth value it is to them', 'true:\n  push:', ['  on push 2']],
    ['a schedule', 'on:\n  schedule:\n    - cron: "0 3 * * 1"', ['  on schedule 3']],
    ['a time that never comes', 'on:\n  schedule:\n    - cron: "0 25 * * *"', ['  on schedule 3 | fires no: 3 `0 25 * * *` is a time that never comes']],
    ['the 30th of February', 'on:\n  schedule:\n    - cron: "0 0 30 2 *"', ['  on schedule 3 | fires no: 3 `0 0 30 2 *` is a time that never comes']],
    ['a schedule behind comment signs', 'on:\n  workflow_dispatch:\n  # schedule:\n  #   - cron: "0 3 * * 1"', ['  on manual 2 | fires no: 2 a person has to start it: `workflow_dispatch`', '  on schedule 3 | fires no: 3 the schedule is commented out']],
    ['a comment that speaks of a schedule', '# The schedule: every night\non: push', ['  on push 2']],
    ['an event of people', 'on: issue_comment', ['  on upstream 1 | fires unknown: 1 starts at `issue_comment`']],
    ['tags only', 'on:\n  push:\n    tags: ["v*"]', ['  on release 2']],
    ['a release', 'on:\n  release:\n    types: [published]', ['  on release 2']],
    ['a workflow that is not there', 'on:\n  workflow_run:\n    workflows: [Train]', ['  on upstream 2 | fires no: 3 no workflow is called `Train`']],
  ] as const) {
    it(`start at ${why}`, () => assert.deepEqual(triggers(on), expected));
  }

  it('start after another workflow, when that one starts', () => {
    const on = 'on:\n  workflow_run:\n    workflows: [Train]';
    const train = (start: string): Readonly<Record<string, string>> => ({ '.github/workflows/train.yml': `name: Train\non: ${start}\n${JOB}` });
    assert.deepEqual(triggers(on, train('push')), ['  on upstream 2']);
    assert.deepEqual(triggers(on, train('workflow_dispatch')), ['  on upstream 2 | fires no: 2 a person has to start it: `workflow_dispatch`']);
  });

  for (const [why, on, expected] of [
    ['matches a file', 'on:\n  push:\n    paths: ["src/**.py"]', ['  on push 2']],
    ['matches no file', 'on:\n  push:\n    paths:\n      - test.yaml', ['  on push 2 | fires no: 4 `test.yaml` matches no file']],
    ['takes back what it let in', 'on:\n  push:\n    paths: ["src/**", "!**/*.py"]', ['  on push 2 | fires no: 3 `src/**` matches no file']],
    ['leaves out some files', 'on:\n  push:\n    paths-ignore: ["src/**"]', ['  on push 2']],
    ['leaves out every file', 'on:\n  push:\n    paths-ignore: ["**"]', ['  on push 2 | fires no: 3 `paths-ignore` leaves out every file']],
  ] as const) {
    it(`with a filter that ${why}`, () => assert.deepEqual(triggers(on, { 'src/a.py': '' }), expected));
  }

  for (const [why, filter, branches, expected] of [
    ['that there is', 'main', ['main'], ['  on push 2']],
    ['with a star', 'release/**', ['main', 'release/1/x'], ['  on push 2']],
    ['that git does not know', 'production', ['main'], ['  on push 2 | fires unknown: 3 git knows no branch that `production` lets pass']],
    ['that is usual, without git', 'master', undefined, ['  on push 2']],
    ['that is unusual, without git', 'production', undefined, ['  on push 2 | fires unknown']],
  ] as const) {
    it(`for a branch ${why}`, () => assert.deepEqual(triggers(`on:\n  push:\n    branches: ["${filter}"]`, {}, branches), expected));
  }

  for (const [why, on, condition, expected] of [
    ['a constant', 'push', 'false', ' | runs no: 6 never runs: `if: false`'],
    ['a constant expression', 'push', '${{ false }}', ' | runs no: 6 never runs: `if: ${{ false }}`'],
    ['a true one', 'push', '${{ true }}', ''],
    ['the event it starts at', '[push, pull_request]', "github.event_name == 'push'", ''],
    ['an event it does not start at', 'push', "github.event_name == 'schedule'", " | runs no: 6 no trigger that fires by itself fulfils `github.event_name == 'schedule'`"],
    ['the event of a person', '[push, workflow_dispatch]', "github.event_name == 'workflow_dispatch'", " | runs no: 6 no trigger that fires by itself fulfils `github.event_name == 'workflow_dispatch'`"],
    ['a branch', 'push', "github.ref == 'refs/heads/main' && github.event_name == 'push'", ''],
    ['what always holds', 'push', 'always() && !cancelled()', ''],
    ['an output', 'push', "needs.x.outputs.changed == 'true'", " | runs unknown: 6 runs only if `needs.x.outputs.changed == 'true'`"],
    ['nonsense', 'push', '(((', ' | runs unknown: 6 runs only if `(((`'],
  ] as const) {
    it(`run under a condition: ${why}`, () => {
      const text = `on: ${on}\njobs:\n  a:\n    steps:\n      - run: pytest\n        if: ${JSON.stringify(condition)}\n`;
      assert.deepEqual(workflow(text).filter((line) => line.startsWith('    shell')), [`    shell 5${expected}`]);
    });
  }

  for (const [why, settings, expected] of [
    ['has', "runs-on: ${{ matrix.os }}\n    strategy: { matrix: { os: [ubuntu-latest, windows-latest] } }", ''],
    ['has not', 'runs-on: ubuntu-latest', " | runs no: 7 never runs: `if: runner.os == 'Windows'`"],
    ['may have', 'runs-on: self-hosted', " | runs unknown: 7 runs only if `runner.os == 'Windows'`"],
  ] as const) {
    it(`run on a system the job ${why}`, () => {
      const text = `on: push\njobs:\n  a:\n    ${settings}\n    steps:\n      - run: pytest\n        if: runner.os == 'Windows'\n`;
      const line = workflow(text).find((each) => each.startsWith('    shell')) ?? '';
      assert.equal(line.replace(/^ {4}shell \d/, ''), expected);
    });
  }

  for (const [why, readme, expected] of [
    ['that links to it', 'See https://github.com/Team/app/issues', ''],
    ['that links elsewhere', 'See https://github.com/other/app', " | runs unknown: 3 runs only if `github.repository == 'team/app'`"],
  ] as const) {
    it(`run only in the repository of a name, with a read-me ${why}`, () => {
      const text = "on: push\njobs:\n  a: { if: github.repository == 'team/app', steps: [{ run: pytest }] }\n";
      assert.deepEqual(workflow(text, { 'README.md': readme })[1], `  job a 3${expected}`);
    });
  }

  it('know what their shells do at a failure', () => {
    const step = (settings: string): string => `      - run: pytest\n        ${settings}\n`;
    const text = `on: push\njobs:\n  a:\n    steps:\n${step('shell: bash')}${step('shell: bash -l {0}')}${step('shell: bash -el {0}')}${step('shell: python')}${step('shell: pwsh')}`;
    assert.deepEqual(workflow(text).filter((line) => line.startsWith('    shell')), ['    shell 5 pipefail', '    shell 7 goes on', '    shell 9', '    shell 11 python', '    shell 13 powershell goes on']);
  });

  it('run in folders that defaults, jobs and steps say', () => {
    const text = 'on: push\ndefaults:\n  run:\n    working-directory: a\njobs:\n  x:\n    steps:\n      - run: one\n      - run: two\n        working-directory: ./b/c\n      - run: three\n        working-directory: ${{ matrix.folder }}\n  y:\n    defaults: { run: { working-directory: d } }\n    steps:\n      - run: four\n';
    assert.deepEqual(workflow(text).filter((line) => line.startsWith('    shell')), ['    shell 8 in a', '    shell 9 in b/c', '    shell 11 in ?', '    shell 16 in d']);
  });

  it('let failures pass, or ask later how a step ended', () => {
    const text = "on: push\njobs:\n  a:\n    continue-on-error: true\n    steps:\n      - run: pytest\n        continue-on-error: true\n      - id: check\n        run: pytest\n        continue-on-error: true\n      - if: steps.check.outcome == 'failure'\n        run: exit 1\n";
    assert.deepEqual(workflow(text), [
      '  on push 1',
      '  job a 3 | enforced no: 4 a failure is ignored: `continue-on-error: true`',
      '    shell 6 | enforced no: 7 a failure is ignored: `continue-on-error: true`',
      '      6 pytest',
      '    shell 8 | enforced unknown: 11 a later step asks how `check` ended',
      '      9 pytest',
      "    shell 11 | runs unknown: 11 runs only if `steps.check.outcome == 'failure'`",
      '      12 exit 1',
    ]);
  });

  it('wait for jobs that never run, or that use what is retired', () => {
    const text = 'on: push\njobs:\n  a:\n    if: false\n    steps:\n      - run: one\n  b:\n    needs: a\n    steps:\n      - run: two\n  c:\n    steps:\n      - uses: actions/upload-artifact@v2\n  image:\n    needs: [c]\n    steps:\n      - run: docker build .\n';
    assert.deepEqual(workflow(text), [
      '  on push 1',
      '  job a 3 | runs no: 4 never runs: `if: false`',
      '    shell 6',
      '      6 one',
      '  job b 7 needs a | runs no: 4 never runs: `if: false`; 7 job `b` waits for `a`, which never runs',
      '    shell 10',
      '      10 two',
      '  job c 11',
      '    uses 13 actions/upload-artifact@v2 | runs unknown: 13 `actions/upload-artifact@v2` is retired',
      '  job image 14 needs c | runs unknown: 13 `actions/upload-artifact@v2` is retired; 14 job `image` waits for `c`',
      '    shell 17',
      '      17 docker build .',
    ]);
  });

  it('call actions and workflows of the repository', () => {
    const text = 'on: push\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n      - uses: ./.github/actions/build\n      - uses: ./.github/actions/gone\n  b:\n    uses: ./.github/workflows/test.yml\n  c:\n    uses: other/project/.github/workflows/test.yml@main\n';
    const files = {
      '.github/workflows/ci.yml': text,
      '.github/workflows/test.yml': 'on: workflow_call\njobs:\n  t:\n    steps:\n      - run: task test\n',
      '.github/actions/build/action.yml': 'name: Build\nruns:\n  using: composite\n  steps:\n    - run: task learning:test\n      shell: bash\n',
      'box/action.yaml': 'runs:\n  using: docker\n  image: Dockerfile\n',
      'box/Dockerfile': 'FROM python\n',
    };
    assert.deepEqual(linesOf(automationsIn(files)), [
      'github-actions Build .github/actions/build/action.yml',
      '  on called - | fires unknown',
      '  job action 3',
      '    shell 5 pipefail',
      '      5 task learning:test',
      'github-actions ci.yml .github/workflows/ci.yml:1',
      '  on push 1',
      '  job a 3',
      '    uses 5 actions/checkout@v4',
      '    calls 6 .github/actions/build/action.yml',
      '    calls 7 .github/actions/gone | runs no: 7 `.github/actions/gone` does not exist',
      '  job b 8',
      '    calls 9 .github/workflows/test.yml',
      '  job c 10',
      '    uses 11 other/project/.github/workflows/test.yml@main',
      'github-actions test.yml .github/workflows/test.yml:1',
      '  on called 1 | fires unknown',
      '  job t 3',
      '    shell 5',
      '      5 task test',
      'github-actions box/action.yaml box/action.yaml',
      '  on called - | fires unknown',
      '  job action 2',
      '    image 3 Dockerfile from box/Dockerfile',
    ]);
  });

  for (const [path, expected] of [
    ['.github/workflows/ci.yml.disabled', 'no: - GitHub does not read `ci.yml.disabled`: the file is switched off by its name'],
    ['.github/workflows/ci.yml.bak', 'no: - GitHub does not read `ci.yml.bak`: the file is switched off by its name'],
    ['.github/_workflows/ci.yml', 'no: - GitHub does not read workflows in `.github/_workflows`'],
    ['.github/workflows/old/ci.yml', 'no: - GitHub does not read workflows in `.github/workflows/old`'],
    ['_workflows/ci.yml', 'no: - GitHub does not read workflows in `_workflows`'],
    ['part/.github/workflows/ci.yml', 'unknown: - GitHub does not read workflows in `part/.github/workflows`'],
    ['{{cookiecutter.name}}/.github/workflows/ci.yml', 'unknown: - the workflow belongs to a template'],
  ] as const) {
    it(`are not read as ${path}`, () => assert.deepEqual(linesOf(automationsIn({ [path]: `on: push\n${JOB}` })).slice(1, 2), [`  on push 1 | fires ${expected}`]));
  }

  it('tell people when something failed', () => {
    const text = 'on: push\njobs:\n  a:\n    steps:\n      - run: pytest\n      - if: failure()\n        uses: 8398a7/action-slack@v3\n      - uses: 8398a7/action-slack@v3\n';
    assert.deepEqual(workflow(text).slice(-1), ['  notifies 6 `8398a7/action-slack@v3` tells people when it fails']);
  });

  for (const [why, text] of [
    ['damaged', 'on: [push\njobs:\n  a: {'],
    ['of other kinds', 'on: 3\njobs:\n  a: [1, 2]\n  b:\n  c:\n    steps: run\n    needs: {x: y}\n    strategy: 7\n'],
    ['that need each other', 'on: push\njobs:\n  a:\n    needs: b\n  b:\n    needs: a\n'],
  ] as const) {
    it(`survive texts ${why}`, () => assert.ok(Array.isArray(workflow(text))));
  }
});
