import assert from 'node:assert/strict';
import { filesIn, linesOfRuns, runsIn } from '../../../../tools/test-runs.ts';
import { startsOf } from './starts-of.ts';

/** A workflow of one job whose steps run these lines. */
function workflow(...lines: readonly string[]): string {
  return `on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n${lines.map((line) => `      - run: ${line}\n`).join('')}`;
}

const CI = '.github/workflows/ci.yml';

/** Runs that the workflow starts. */
async function startedLines(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await linesOfRuns(files)).filter((line) => line.includes(' < test')).map((line) => line.replace(' < test', ''));
}

describe('runs through targets', () => {
  it('lead from a step through a Makefile to its lines', async () => {
    const lines = await startedLines({
      [CI]: workflow('make check'),
      Makefile: 'PY ?= python3\nTESTS = tests \\\n  more\ncheck: lint\n\t@$(PY) -m pytest $(TESTS)\n\tcd src; \\\n\t  $(MAKE) -C .. deep\n\nlint:\n\t-flake8 src\n\tmypy src || true\n\ndeep:\n\techo $@ && python x.py > log; cat log\n',
    });
    assert.deepEqual(lines, [
      `${CI}:6 make check`,
      'Makefile:10 flake8 src < make check < make lint | enforced no: Makefile:10 `-` before the line ignores its failure',
      'Makefile:11 mypy src < make check < make lint | enforced no: Makefile:11 `|| true` hides its failure',
      'Makefile:5 python3 -m pytest tests more < make check',
      'Makefile:6 make -C .. deep in src < make check',
      'Makefile:14 python x.py (perhaps) < make check < make deep | enforced no: Makefile:14 the script goes on after a failure',
      'Makefile:14 cat log < make check < make deep',
    ]);
  });

  it('have functions of make filled in where they are plain', async () => {
    const lines = await startedLines({
      [CI]: workflow('make test'),
      Makefile: 'ROOT := $(shell dirname $(realpath $(firstword $(MAKEFILE_LIST))))\ntest:\n\tcd ${ROOT}/src; pytest $(if $(pattern),-k "$(pattern)") $(shell x) tests $${HOME}\n',
    });
    assert.deepEqual(lines, [`${CI}:6 make test`, 'Makefile:3 pytest … tests … in src < make test']);
  });

  for (const [why, image, container, expected] of [
    ['the entry point of the image that is called as its folder', 'ghcr.io/shop/train:1', { args: '["--rows", "{{ rows }}"]' }, ['train/Dockerfile:4 python train.py --rows … in train < drift < dockerfile train/Dockerfile']],
    ['its own command where nothing is given', 'train', {}, ['train/Dockerfile:4 python train.py --all in train < drift < dockerfile train/Dockerfile']],
    ['perhaps the only image there is', 'ghcr.io/shop/service:1', {}, ['train/Dockerfile:4 python train.py --all in train < drift < dockerfile train/Dockerfile | enforced unknown: train/Dockerfile which image it is built as is not written here']],
    ['nothing of an image of others', 'postgres:16', { args: '["-c", "x"]' }, []],
  ] as const) {
    it(`pods run ${why}`, async () => {
      const lines = await linesOfRuns({
        'k8s/drift.yaml': `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: drift }\nspec:\n  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers:\n            - { name: a, image: "${image}"${'args' in container ? `, args: ${container.args}` : ''} }\n`,
        'train/Dockerfile': 'FROM python:3.12\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["python", "train.py"]\nCMD ["--all"]\n',
        'train/train.py': '',
      });
      assert.deepEqual(lines.filter((line) => line.includes(' < drift')), expected);
    });
  }

  it('are found beyond the commands of a script that are followed, and what their failure means is unknown there', async () => {
    const lines = await startedLines({ [CI]: workflow('bash all.sh'), 'all.sh': `set -e\n${Array.from({ length: 650 }, (_, index) => `cp a b${index}\n`).join('')}pytest tests\n` });
    assert.deepEqual(lines.filter((line) => line.includes('pytest')), ['all.sh:652 pytest tests < script all.sh | enforced unknown']);
  });

  it('of DVC have items and parameters filled in', async () => {
    const lines = await startedLines({
      [CI]: workflow('dvc repro'),
      'params.yaml': 'train: { rows: 10 }\ncities: [north, south]\n',
      'dvc.yaml': 'vars: [{ tool: fit.py }]\nstages:\n  clean: { cmd: "python clean.py ${train.rows} ${nothing}" }\n  each:\n    foreach: ${cities}\n    do: { cmd: "python ${tool} ${item}" }\n  grid:\n    matrix: { model: [a, b], size: [{ n: 1 }] }\n    cmd: python grid_${item.model}.py ${item.size.n}\n',
    });
    assert.deepEqual(lines.slice(1).map((line) => line.replace(/ \(perhaps\)/, '')), [
      'dvc.yaml:3 python clean.py 10 … < dvc repro < dvc clean',
      'dvc.yaml:6 python fit.py north < dvc repro < dvc each',
      'dvc.yaml:6 python fit.py south < dvc repro < dvc each',
      'dvc.yaml:9 python grid_a.py 1 < dvc repro < dvc grid',
      'dvc.yaml:9 python grid_b.py 1 < dvc repro < dvc grid',
    ]);
    assert.deepEqual((await startedLines({ [CI]: workflow('dvc repro each@south'), 'params.yaml': 'cities: { north: {}, south: { x: 1 } }\n', 'dvc.yaml': 'stages:\n  each:\n    foreach: ${cities}\n    do: { cmd: "python fit.py ${key} ${item.x}" }\n' })).slice(1), ['dvc.yaml:4 python fit.py south 1 < dvc each']);
  });

  it('lead through tasks of doit', async () => {
    const dodo = 'def check():\n    assert rows\n\ndef task_clean():\n    return {"actions": ["python clean.py", (check, [], {})]}\n\ndef task_train():\n    # trains\n    for size in [1, 2]:\n        yield {\n            "name": str(size),\n            "actions": [f"python train.py {size}"],\n            "task_dep": ["clean"],\n        }\n\ndef task_docs():\n    return {"actions": ["mkdocs build"]}\n';
    assert.deepEqual(await startedLines({ [CI]: workflow('doit train'), 'dodo.py': dodo }), [
      `${CI}:6 doit train`,
      'dodo.py:5 python clean.py < doit train < doit clean',
      'dodo.py:5 python:call dodo.py::check < doit train < doit clean',
      'dodo.py:12 python train.py … < doit train',
    ]);
    assert.deepEqual((await startedLines({ [CI]: workflow('doit'), 'dodo.py': `DOIT_CONFIG = {"default_tasks": ["docs"]}\n\n${dodo}` })).slice(1), ['dodo.py:19 mkdocs build < doit docs']);
    assert.deepEqual((await startedLines({ [CI]: workflow('doit list'), 'dodo.py': dodo })).slice(1), []);
  });

  it('call handlers that clouds call on a schedule, and once they are deployed', async () => {
    const files = {
      'src/jobs.py': 'def drift(event, context): pass\ndef predict(event, context): pass\n',
      'serverless.yml': 'service: shop\nfunctions:\n  drift:\n    handler: src/jobs.drift\n    events:\n      - schedule: rate(1 day)\n  predict:\n    handler: src.jobs.predict\n    events: [{ httpApi: "POST /predict" }]\n  old:\n    handler: src/jobs.drift\n    events: [{ schedule: { rate: "cron(0 3 * * ? *)", enabled: false } }]\n',
      'lambda/template.yaml': 'Transform: AWS::Serverless-2016-10-31\nResources:\n  Check:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: ../src/\n      Handler: jobs.drift\n      Events: { Daily: { Type: Schedule, Properties: { Schedule: "rate(1 day)" } } }\n',
    };
    assert.deepEqual(await linesOfRuns(files), [
      'lambda/template.yaml:4 python:call src/jobs.py::drift < Check | enforced unknown: lambda/template.yaml:4 who hears of a failure is not written here',
      'serverless.yml:4 python:call src/jobs.py::drift < drift | enforced unknown: serverless.yml:4 who hears of a failure is not written here',
      'serverless.yml:11 python:call src/jobs.py::drift < old | enforced unknown: serverless.yml:11 who hears of a failure is not written here | repeated no: serverless.yml:12 the schedule is switched off',
      'lambda/template.yaml:4 python:call src/jobs.py::drift < script lambda/template.yaml: Check',
      'serverless.yml:4 python:call src/jobs.py::drift < script serverless.yml: drift',
      'serverless.yml:8 python:call src/jobs.py::predict < script serverless.yml: predict',
      'serverless.yml:11 python:call src/jobs.py::drift < script serverless.yml: old',
    ]);
    assert.deepEqual((await startedLines({ ...files, [CI]: workflow('serverless deploy') })).slice(1), ['serverless.yml:4 python:call src/jobs.py::drift < script serverless.yml: drift', 'serverless.yml:8 python:call src/jobs.py::predict < script serverless.yml: predict', 'serverless.yml:11 python:call src/jobs.py::drift < script serverless.yml: old']);
  });

  it('get what Argo hands to templates', async () => {
    const text = 'apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\nmetadata: { name: nightly }\nspec:\n  schedule: "@daily"\n  workflowSpec:\n    entrypoint: main\n    arguments: { parameters: [{ name: stage, value: prod }] }\n    templates:\n      - name: main\n        steps:\n          - - { name: check, template: run, arguments: { parameters: [{ name: script, value: check.py }] } }\n          - - { name: fit, template: run, withItems: [a, b], arguments: { parameters: [{ name: script, value: "fit_{{item}}.py" }] } }\n          - - { name: plain, template: run, arguments: { parameters: [{ name: script, valueFrom: { path: /tmp/x } }] } }\n      - name: run\n        inputs: { parameters: [{ name: script }, { name: mode, value: "{{workflow.parameters.stage}}" }] }\n        container: { image: a, command: [python, "{{inputs.parameters.script}}"], args: ["--mode={{ inputs.parameters.mode }}"] }\n';
    assert.deepEqual((await linesOfRuns({ 'argo.yaml': text, 'check.py': '', 'fit_a.py': '', 'fit_b.py': '' })).map((line) => line.replace(/^argo.yaml:\d+ /, '')), ['python check.py --mode=prod < check', 'python fit_a.py --mode=prod < fit', 'python fit_b.py --mode=prod < fit', 'python … --mode=prod < plain']);
  });

  it('lead through Taskfiles that include others', async () => {
    const lines = await startedLines({
      [CI]: workflow('task svc:test -- -x'),
      'Taskfile.yml': 'version: 3\nincludes:\n  svc:\n    taskfile: svc/Taskfile.yml\n    dir: svc\n',
      'svc/Taskfile.yml': 'version: 3\nvars: {P: poetry run}\ntasks:\n  test:\n    deps: [prep]\n    cmds:\n      - "{{.P}} pytest {{.CLI_ARGS}} tests"\n      - cmd: mypy .\n        ignore_error: true\n  prep: python prep.py\n',
    });
    assert.deepEqual(lines, [
      `${CI}:6 task svc:test -- -x`,
      'svc/Taskfile.yml:10 python prep.py in svc < task test < task prep',
      'svc/Taskfile.yml:7 pytest tests in svc < task test',
      'svc/Taskfile.yml:8 mypy . in svc < task test | enforced no: svc/Taskfile.yml:8 `ignore_error` ignores its failure',
    ]);
  });

  it('lead through environments of tox', async () => {
    const lines = await startedLines({
      [CI]: workflow('tox'),
      'tox.ini': '[tox]\nenvlist = py{38}-{a,b}, lint\n[testenv]\nchangedir = sub\ncommands =\n    a: pytest {posargs:tests} \\\n       -x\n    - mypy {toxinidir}\n[testenv:lint]\nignore_outcome = true\ncommands = flake8\n',
    });
    assert.deepEqual(lines, [
      `${CI}:6 tox`,
      'tox.ini:6 pytest tests -x in sub < tox py38-a',
      'tox.ini:8 mypy . in sub < tox py38-a | enforced no: tox.ini:8 `-` before the command ignores its failure',
      'tox.ini:11 flake8 in sub < tox lint | enforced no: tox.ini:10 `ignore_outcome` ignores its failure',
    ]);
  });

  it('lead to environments that a matrix names, and to others as guesses', async () => {
    const tox = '[tox]\nenvlist = py38, lint\n[testenv]\ncommands =\n    ; not this\n    {env:COVERAGE:} pytest\n[testenv:lint]\ncommands = flake8\n';
    const job = (matrix: string): string => `on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    strategy: {matrix: {toxenv: ${matrix}}}\n    steps:\n      - run: tox -e \${{ matrix.toxenv }}\n`;
    const guess = `enforced unknown: ${CI}:7 which target it starts is only known when it runs`;
    assert.deepEqual(await startedLines({ [CI]: job('[py38]'), 'tox.ini': tox }), [`${CI}:7 tox -e py38`, 'tox.ini:6 pytest < tox py38']);
    assert.deepEqual(await startedLines({ [CI]: job('"${{ fromJSON(needs.a.outputs.b) }}"'), 'tox.ini': tox }), [`${CI}:7 tox -e …`, `tox.ini:6 pytest < tox py38 | ${guess}`, `tox.ini:8 flake8 < tox lint | ${guess}`]);
  });

  it('fill in what the command line gives to make and just', async () => {
    const lines = await startedLines({
      [CI]: workflow('make run PART=data', 'just check', 'just check slow'),
      Makefile: 'PART ?= unit\nrun: before\n\tpytest tests/$(PART)\nbefore:\n\tpython $(PART).py\n',
      justfile: 'py := "python3"\ncheck part="fast":\n    {{py}} -m pytest tests/{{part}} {{other}}\n',
    });
    assert.deepEqual(lines, [
      '.github/workflows/ci.yml:6 make run PART=data',
      'Makefile:5 python data.py < make run < make before',
      'Makefile:3 pytest tests/data < make run',
      '.github/workflows/ci.yml:7 just check',
      'justfile:3 python3 -m pytest tests/fast … < just check',
      '.github/workflows/ci.yml:8 just check slow',
      'justfile:3 python3 -m pytest tests/slow … < just check',
    ]);
  });

  it('lead through rules of Snakefiles, which may be needed', async () => {
    const lines = await startedLines({
      [CI]: workflow('snakemake -j1'),
      Snakefile: 'include: "more.smk"\nrule all:\n    input: "a"\nrule a:\n    output: "a"\n    shell:\n        "python a.py "\n        "{output}"\n',
      'more.smk': 'rule b:\n    output: "b"\n    script: "scripts/b.py"\n',
    });
    assert.deepEqual(lines, [
      '.github/workflows/ci.yml:6 snakemake -j1',
      'Snakefile:6 python a.py … < script Snakefile | enforced unknown: .github/workflows/ci.yml:6 which target it starts is only known when it runs',
      'more.smk:3 python scripts/b.py < script more.smk | enforced unknown: .github/workflows/ci.yml:6 which target it starts is only known when it runs',
    ]);
  });

  it('leave open what a command starts whose target only a run knows', async () => {
    const makefile = 'check:\n\tpytest\nbuild:\n\tdocker build .\n';
    const repeated = async (line: string): Promise<readonly string[]> => (await runsIn({ [CI]: workflow(line), Makefile: makefile })).filter(({ started }) => started === null).map(({ command, repeated: { answer } }) => `${command.words.join(' ')} ${answer}`);
    assert.deepEqual(await repeated('make $(cat goal)'), ['pytest unknown', 'docker build . unknown']);
    assert.deepEqual(await repeated('make build TAG=$(git rev-parse HEAD)'), ['pytest no']);
    assert.deepEqual(await repeated('echo $(cat goal)'), ['pytest no', 'docker build . no']);
  });

  it('take what callers hand to composite actions and reusable workflows', async () => {
    const lines = await startedLines({
      [CI]: "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    strategy:\n      matrix:\n        suite: [unit, data]\n        exclude: [{suite: data}]\n    steps:\n      - uses: ./.github/actions/run\n        with:\n          target: ${{ matrix.suite }}\n  test-more:\n    uses: ./.github/workflows/inner.yml\n    with: {task: check, quick: true}\n",
      '.github/actions/run/action.yml': "inputs:\n  target: {required: true}\n  options: {default: --silent}\nruns:\n  using: composite\n  steps:\n    - run: make ${{ inputs.options }} ${{ inputs.target }}\n      shell: bash\n",
      '.github/workflows/inner.yml': "on:\n  workflow_call:\n    inputs:\n      task: {type: string, default: lint}\n      quick: {type: boolean}\n      folder: {type: string, default: sub}\njobs:\n  go:\n    runs-on: ubuntu-latest\n    env: {GOAL: '${{ inputs.task }}'}\n    steps:\n      - run: make \"$GOAL\"\n      - run: pytest ${{ inputs.marks || 'tests' }}\n        if: ${{ !inputs.quick }}\n        working-directory: ${{ inputs.folder }}\n",
      Makefile: 'unit:\n\tpytest tests/unit\ndata:\n\tpytest tests/data\ncheck:\n\tpython check.py\nlint:\n\tflake8\n',
    });
    assert.deepEqual(lines, [
      '.github/actions/run/action.yml:7 make --silent unit',
      'Makefile:2 pytest tests/unit < make unit',
      '.github/workflows/inner.yml:12 make check-more',
      'Makefile:6 python check.py-more < make check',
      '.github/workflows/inner.yml:13 pytest … in sub-more | repeated no: .github/workflows/inner.yml:14 never runs this way: `${{ !inputs.quick }}`',
    ]);
  });

  it('take parameters of templates and variables of Azure', async () => {
    const lines = await linesOfRuns({
      'azure-pipelines.yml': "trigger: [main]\nvariables: {suite: data}\njobs:\n  - template: ci/tests.yml\n    parameters: {markers: not slow}\n  - job: more\n    strategy:\n      matrix:\n        a: {part: one}\n        b: {part: two}\n    steps:\n      - script: python $(suite)/$(part).py $(Build.BuildId)\n",
      'ci/tests.yml': 'parameters:\n  - {name: markers, type: string}\n  - {name: folder, type: string, default: src}\njobs:\n  - job: tests\n    variables:\n      options: -m "${{ parameters.markers }}"\n    steps:\n      - bash: pytest $(options)\n        workingDirectory: ${{ parameters.folder }}\n',
    });
    assert.deepEqual(lines, [
      'ci/tests.yml:9 pytest -m not slow in src < ci/tests.yml',
      'azure-pipelines.yml:12 Build.BuildId < more | enforced no: azure-pipelines.yml:12 `$(...)` inside another command hides its failure',
      'azure-pipelines.yml:12 python data/one.py … < more',
      'azure-pipelines.yml:12 python data/two.py … < more',
    ]);
  });

  it('take parameters of CircleCI', async () => {
    const lines = await linesOfRuns({
      '.circleci/config.yml': "version: 2.1\nparameters: {env: {type: string, default: dev}}\ncommands:\n  go:\n    parameters: {target: {type: string, default: lint}}\n    steps: [{run: 'make << parameters.target >> ENV=<< pipeline.parameters.env >>'}]\njobs:\n  test:\n    docker: [{image: python}]\n    parameters: {suite: {type: string, default: unit}, marks: {type: string, default: ''}}\n    steps:\n      - go: {target: << parameters.suite >>}\n      - go\n      - run: pytest << parameters.marks >>\nworkflows:\n  all:\n    jobs:\n      - test:\n          name: one\n          suite: data\n      - test:\n          name: two\n          matrix: {parameters: {suite: [a, b]}}\n",
    });
    assert.deepEqual(lines, [
      '.circleci/config.yml:6 make data ENV=dev < one',
      '.circleci/config.yml:6 make lint ENV=dev < one',
      '.circleci/config.yml:14 pytest < one',
      '.circleci/config.yml:6 make a ENV=dev < two',
      '.circleci/config.yml:6 make b ENV=dev < two',
      '.circleci/config.yml:6 make lint ENV=dev < two',
      '.circleci/config.yml:14 pytest < two',
    ]);
  });

  it('take variables, matrices and inputs of GitLab', async () => {
    const lines = await linesOfRuns({
      '.gitlab-ci.yml': "include:\n  - local: ci/tests.yml\n    inputs: {suite: data}\nvariables: {MODE: full}\n.base:\n  variables: {FOLDER: tests, MODE: part}\n  script: [pytest $FOLDER --mode $MODE]\nunit:\n  extends: .base\n  variables: {FOLDER: unit}\nmany:\n  parallel: {matrix: [{PART: [a, b]}]}\n  script: [python $PART.py $MODE]\n",
      'ci/tests.yml': "spec: {inputs: {suite: {default: none}, more: {default: check}}}\n---\n'$[[ inputs.suite ]]-tests':\n  script:\n    - pytest $[[ inputs.suite ]] $[[ inputs.more ]]\n",
    });
    assert.deepEqual(lines, [
      'ci/tests.yml:5 pytest data check < data-tests',
      '.gitlab-ci.yml:7 pytest unit --mode part < unit',
      '.gitlab-ci.yml:13 python a.py full < many',
      '.gitlab-ci.yml:13 python b.py full < many',
    ]);
  });

  it('lead through sessions of nox and tasks of Invoke', async () => {
    const lines = await startedLines({
      [CI]: workflow('nox -s tests-3.9', 'inv build'),
      'noxfile.py':
        'import nox\n@nox.session(python=["3.8", "3.9"])\ndef tests(session: nox.Session) -> None:\n    session.install(".")\n    session.run(\n        "pytest", "-x",  # fast\n        f"tests/{x}", *session.posargs, env={"A": "b, c"},\n    )\n    session.notify("lint")\n\n@nox.session\ndef lint(s):\n    s.run("mypy", ".", success_codes=[0, 1])\n',
      'tasks.py': 'from invoke import task\n@task\ndef clean(c):\n    c.run("rm -rf x")\n\n@task(pre=[clean])\ndef build(c):\n    c.run(f"pytest {x} && mypy .", warn=True)\n',
    });
    assert.deepEqual(lines, [
      `${CI}:6 nox -s tests-3.9`,
      'noxfile.py:5 pytest -x … < nox tests',
      'noxfile.py:13 mypy . < nox tests < nox lint | enforced no: noxfile.py:13 `success_codes` takes its failure for success',
      `${CI}:7 inv build`,
      'tasks.py:4 rm -rf x < invoke build < invoke clean',
      'tasks.py:8 pytest … < invoke build | enforced no: tasks.py:8 `warn=True` ignores its failure',
      'tasks.py:8 mypy . (perhaps) < invoke build | enforced no: tasks.py:8 `warn=True` ignores its failure',
    ]);
  });

  it('lead through scripts of Python projects', async () => {
    const lines = await startedLines({
      [CI]: workflow('poe all', 'pdm run x', 'hatch run test:cov', 'mytool --x'),
      'pyproject.toml':
        '[project.scripts]\nmytool = "pkg.cli:main"\n[tool.poe.tasks]\nt = "pytest"\nf = {script="pkg.cli:go(1)"}\nall = ["t", "f"]\n[tool.pdm.scripts]\nx = {composite=["pytest {args:tests}", "y"]}\ny = {shell="a | b"}\n[tool.hatch.envs.test.scripts]\ncov = ["- run -x", "coverage xml"]\nrun = "pytest {args}"\n',
      'src/pkg/cli.py': 'def main(): pass\ndef go(): pass\n',
    });
    assert.deepEqual(lines, [
      `${CI}:6 poe all`,
      'pyproject.toml:4 pytest < poe all < poe t',
      'pyproject.toml:5 python:call src/pkg/cli.py::go < poe all < poe f',
      `${CI}:7 pdm run x`,
      'pyproject.toml:8 pytest tests < task pdm x',
      'pyproject.toml:9 a < task pdm x < task pdm y | enforced no: pyproject.toml:9 a pipe without `pipefail` hides its failure',
      'pyproject.toml:9 b < task pdm x < task pdm y',
      `${CI}:8 hatch run test:cov`,
      'pyproject.toml:12 pytest < task hatch cov < task hatch run | enforced no: pyproject.toml:11 `-` before the command ignores its failure',
      'pyproject.toml:11 coverage xml < task hatch cov',
      `${CI}:9 mytool --x`,
      'pyproject.toml:2 python:call src/pkg/cli.py::main < console-script mytool',
    ]);
  });

  it('lead into images and services, with the folder that was copied or mounted there', async () => {
    const lines = await startedLines({
      [CI]: workflow('docker build -t img -f docker/Dockerfile . && docker run img', 'docker run --rm img pytest tests', 'docker compose run app'),
      'docker/Dockerfile': 'FROM python\nWORKDIR /app\nCOPY . .\nRUN pip install x && pytest src\nENTRYPOINT ["python"]\nCMD ["-m", "pkg.cli"]\n',
      'docker-compose.yml': 'services:\n  app:\n    image: x\n    working_dir: /app/sub\n    volumes: [".:/app"]\n    command: pytest -x\n',
    });
    assert.deepEqual(lines, [
      `${CI}:6 docker build -t img -f docker/Dockerfile .`,
      'docker/Dockerfile:4 pip install x < dockerfile docker/Dockerfile',
      'docker/Dockerfile:4 pytest src (perhaps) < dockerfile docker/Dockerfile',
      `${CI}:6 docker run img (perhaps)`,
      'docker/Dockerfile:5 python -m pkg.cli (perhaps) < dockerfile docker/Dockerfile',
      `${CI}:7 docker run --rm img pytest tests`,
      `${CI}:7 pytest tests`,
      `${CI}:8 docker compose run app`,
      'docker-compose.yml:6 pytest -x in sub < compose app | enforced unknown',
    ]);
  });

  it('come to an end where targets call each other', async () => {
    assert.deepEqual(await startedLines({ [CI]: workflow('make a'), Makefile: 'a: b\n\tbash x.sh\nb: a\n\tpytest\n', 'x.sh': 'make b\n./x.sh\n' }), [
      `${CI}:6 make a`,
      'Makefile:4 pytest < make a < make b',
      'Makefile:2 bash x.sh < make a',
      'x.sh:1 make b < make a < script x.sh | enforced no: x.sh:2 the script goes on after a failure',
      'x.sh:2 ./x.sh < make a < script x.sh',
    ]);
  });

  it('are started by nobody where nothing but a person calls them', async () => {
    const [run, ...others] = await runsIn({ Makefile: 'test: prepare\n\tpytest\nprepare:\n\tpython x.py\n' });
    assert.equal(others.length, 1);
    assert.deepEqual([run?.started, run?.repeated, run?.chain], [
      null,
      { answer: 'no', links: [{ at: { path: 'Makefile', cell: null, range: null }, text: 'nothing starts it but a person' }] },
      [
        { at: { path: 'Makefile', cell: null, range: { start: { line: 1, column: 1 }, end: { line: 1, column: 5 } } }, text: '`make test` runs' },
        { at: { path: 'Makefile', cell: null, range: { start: { line: 1, column: 1 }, end: { line: 1, column: 5 } } }, text: '`make prepare` runs' },
        { at: { path: 'Makefile', cell: null, range: { start: { line: 4, column: 2 }, end: { line: 4, column: 13 } } }, text: '`python x.py` runs' },
      ],
    ]);
  });
});

describe('evidence that only looks like it', () => {
  it('a job file runs a script that shows the result and goes on', async () => {
    const lines = await startedLines({ [CI]: workflow('anyscale job submit deploy/job.yaml'), 'deploy/job.yaml': 'name: x\nentrypoint: bash deploy/workloads.sh\n', 'deploy/workloads.sh': 'export R=result.txt\npytest tests/code > $R\ncat $R\npython train.py\n' });
    assert.deepEqual(lines, [
      `${CI}:6 anyscale job submit deploy/job.yaml`,
      'deploy/job.yaml:2 bash deploy/workloads.sh < script deploy/job.yaml',
      'deploy/workloads.sh:2 pytest tests/code < script deploy/job.yaml < script deploy/workloads.sh | enforced no: deploy/workloads.sh:3 the script goes on after a failure',
      'deploy/workloads.sh:3 cat result.txt < script deploy/job.yaml < script deploy/workloads.sh | enforced no: deploy/workloads.sh:4 the script goes on after a failure',
      'deploy/workloads.sh:4 python train.py < script deploy/job.yaml < script deploy/workloads.sh',
    ]);
  });

  it('tools whose failure is hidden in each step', async () => {
    assert.deepEqual(await startedLines({ [CI]: workflow('bandit -r src || true', 'mypy src || true; exit 0', 'pytest') }), [
      `${CI}:6 bandit -r src | enforced no: ${CI}:6 \`|| true\` hides its failure`,
      `${CI}:7 mypy src | enforced no: ${CI}:7 \`|| true\` hides its failure`,
      `${CI}:8 pytest`,
    ]);
  });

  it('a workflow that only starts containers', async () => {
    const lines = await startedLines({ [CI]: workflow('docker compose up -d', 'docker compose down'), 'docker-compose.yml': 'services:\n  app:\n    image: x\n' });
    assert.deepEqual(lines, [`${CI}:6 docker compose up -d`, `${CI}:7 docker compose down`]);
  });
});

describe('evidence that hides', () => {
  it('behind a composite action, a container and a Taskfile', async () => {
    const lines = await startedLines({
      [CI]: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: ./.github/actions/builder\n        with:\n          command: task svc:test\n',
      '.github/actions/builder/action.yml': 'name: builder\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      run: docker run --rm -v $PWD:/w -w /w builder task svc:test\n',
      'Taskfile.yml': 'version: 3\nincludes:\n  svc: ./svc\n',
      'svc/Taskfile.yml': 'version: 3\ntasks:\n  test:\n    dir: svc\n    cmds: [pytest tests]\n',
    });
    assert.deepEqual(lines, ['.github/actions/builder/action.yml:6 docker run --rm -v .:/w -w /w builder task svc:test', '.github/actions/builder/action.yml:6 task svc:test', 'svc/Taskfile.yml:5 pytest tests in svc < task test']);
  });

  it('behind actions that run what they are given', async () => {
    const lines = await startedLines({
      [CI]: 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: nick-fields/retry@v3\n        with:\n          command: pytest tests\n      - uses: pre-commit/action@v3.0.1\n',
      '.pre-commit-config.yaml': 'repos:\n- repo: local\n  hooks:\n  - id: t\n    name: t\n    entry: pytest quick\n    language: system\n',
    });
    assert.deepEqual(lines, [`${CI}:6 pytest tests`, `${CI}:9 pre-commit run --all-files`, '.pre-commit-config.yaml:6 pytest quick < script .pre-commit-config.yaml']);
  });

  it('in stages of DVC', async () => {
    const lines = await startedLines({
      [CI]: workflow('dvc repro --force'),
      'dvc.yaml': 'stages:\n  train:\n    cmd: python train.py --x ${p.y}\n    deps: [train.py]\n    outs: [model.bin]\n  check:\n    cmd:\n      - pytest tests\n      - python report.py\n    deps: [model.bin]\n',
    });
    assert.deepEqual(lines, [`${CI}:6 dvc repro --force`, 'dvc.yaml:3 python train.py --x … < dvc repro < dvc train', 'dvc.yaml:8 pytest tests < dvc repro < dvc check', 'dvc.yaml:9 python report.py < dvc repro < dvc check']);
  });

  it('behind a virtual environment of a Jenkins stage', async () => {
    const lines = await linesOfRuns({ Jenkinsfile: "pipeline {\n  agent any\n  triggers { cron('@daily') }\n  stages {\n    stage('Test') {\n      steps {\n        sh '''\n          . venv/bin/activate\n          pytest tests/unit\n        '''\n      }\n    }\n  }\n}\n" });
    assert.deepEqual(lines, ['Jenkinsfile:8 . venv/bin/activate < Test', 'Jenkinsfile:9 pytest tests/unit < Test']);
  });
});

describe('what Python a command starts', () => {
  const files = filesIn({ 'train.py': '', 'src/pkg/__init__.py': '', 'src/pkg/cli.py': '', 'src/pkg/__main__.py': '', 'nb/a.ipynb': '', 'nb/b.ipynb': '' });
  const cases: Readonly<Record<string, ReturnType<typeof startsOf>>> = {
    'python train.py --x 1': [{ kind: 'script', path: 'train.py' }],
    'python -u ./train.py': [{ kind: 'script', path: 'train.py' }],
    'python missing.py': [],
    'python -m pkg.cli': [{ kind: 'module', path: 'src/pkg/cli.py' }],
    'python -m pkg': [{ kind: 'module', path: 'src/pkg/__main__.py' }],
    'python -m pytest tests -x': [{ kind: 'pytest', args: ['tests', '-x'], folder: '' }],
    'python -m unittest discover': [{ kind: 'unittest', args: ['discover'], folder: '' }],
    pytest: [{ kind: 'pytest', args: [], folder: '' }],
    'jupyter nbconvert --execute nb/*.ipynb': [{ kind: 'notebook', path: 'nb/a.ipynb' }, { kind: 'notebook', path: 'nb/b.ipynb' }, { kind: 'tool', name: 'jupyter', args: ['nbconvert', '--execute', 'nb/*.ipynb'] }],
    'jupyter nbconvert --to html nb/a.ipynb': [{ kind: 'tool', name: 'jupyter', args: ['nbconvert', '--to', 'html', 'nb/a.ipynb'] }],
    'uvicorn pkg.cli:app': [{ kind: 'import', path: 'src/pkg/cli.py' }, { kind: 'tool', name: 'uvicorn', args: ['pkg.cli:app'] }],
    'flask --app train.py run': [{ kind: 'import', path: 'train.py' }, { kind: 'tool', name: 'flask', args: ['--app', 'train.py', 'run'] }],
    'python:call src/pkg/cli.py::main': [{ kind: 'function', path: 'src/pkg/cli.py', name: 'main' }],
    'soda scan checks.yml': [{ kind: 'tool', name: 'soda', args: ['scan', 'checks.yml'] }],
  };
  for (const [line, starts] of Object.entries(cases)) {
    it(line, () => {
      assert.deepEqual(startsOf({ words: line.split(' '), folder: '' }, files), starts);
    });
  }

  it('python -c', () => {
    assert.deepEqual(startsOf({ words: ['python', '-c', 'from pkg.cli import main as m; m()\nimport pkg.cli as c\nc.go(1)'], folder: '' }, files), [
      { kind: 'function', path: 'src/pkg/cli.py', name: 'main' },
      { kind: 'function', path: 'src/pkg/cli.py', name: 'go' },
      { kind: 'import', path: 'src/pkg/cli.py' },
    ]);
  });
});
