import assert from 'node:assert/strict';
import type { CodeFinder } from '../../../../rules/api/checklist/check.ts';
import { rule as deadBranch } from '../../../../rules/python/debt/dead-branch.ts';
import { rule as uncalled } from '../../../../rules/python/debt/uncalled-function.ts';
import { createMemoryFiles } from '../../../../tools/memory-files.ts';
import { testPythonTools } from '../../../../tools/python-tools.ts';
import { gatherTestRepository, openTestRepository, testShell } from '../../../../tools/test-repository.ts';
import { createAnalysisCache } from './analysis-cache.ts';
import { openRepository } from './open-repository.ts';
import type { OpenRepositoryRequest, OpenedRepository, RepositoryPorts } from './open-repository.ts';

const NOTEBOOK = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    { cell_type: 'markdown', id: 'a', metadata: {}, source: '# Slices\nOn 2024-03-01 recall was 0.91.' },
    { cell_type: 'code', id: 'b', metadata: {}, execution_count: 1, outputs: [], source: 'import train\ntrain.fit()' },
  ],
});

async function open(files: Readonly<Record<string, string>>, { ports = {}, ...request }: Partial<OpenRepositoryRequest> & { readonly ports?: Partial<RepositoryPorts> } = {}): Promise<OpenedRepository> {
  const tools = await testPythonTools();
  const shell = await testShell();
  return openRepository(
    { root: '/repo', ...request },
    {
      files: createMemoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/repo/${path}`, text]))),
      clock: { today: () => '2026-11-23', nowMs: () => 0, pause: async () => undefined, after: () => () => undefined },
      log: { info: () => undefined, warn: () => undefined },
      git: null,
      openPython: async () => ({ ok: true, tools }),
      openShell: async () => ({ ok: true, shell }),
      ...ports,
    },
  );
}

describe('openRepository', () => {
  it('puts files, programs, automations, runs, containers and documents together', async () => {
    const repository = await openTestRepository(
      {
        'train.py': 'import pandas as pd\n\ndef fit():\n    return pd.read_csv("a.csv")\n',
        'eda.ipynb': NOTEBOOK,
        'test_train.py': 'import train\n\ndef test_fit():\n    assert len(train.fit()) > 3\n',
        '.github/workflows/test.yml': 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n',
        Dockerfile: 'FROM python:3.11\nCMD ["python", "train.py"]\n',
        'README.md': '# Project\n',
        'requirements.txt': 'pandas==2.2.0\n',
      },
      { git: { commit: 'a'.repeat(40) } },
    );
    assert.deepEqual(repository.files.all.map(({ path, isTracked }) => [path, isTracked]).slice(0, 2), [['.github/workflows/test.yml', true], ['Dockerfile', true]]);
    assert.deepEqual(repository.programs.map(({ path, kind }) => [path, kind]), [['eda.ipynb', 'notebook'], ['test_train.py', 'script'], ['train.py', 'script']]);
    assert.equal(repository.functionOf('train.py::fit')?.calls[0]?.name, 'pandas.read_csv');
    assert.equal(repository.functionOf('train.py::gone'), null);
    assert.deepEqual(repository.automations.map(({ kind, at }) => [kind, at.path]), [['github-actions', '.github/workflows/test.yml']]);
    assert.deepEqual(repository.runs.filter(({ started }) => started !== null).map(({ command }) => command.words), [['pytest']]);
    assert.deepEqual(repository.docker.map(({ path, stages }) => [path, stages[0]?.image]), [['Dockerfile', 'python:3.11']]);
    assert.deepEqual(repository.documents.map(({ titles, at, dates }) => [at.path, at.cell, titles, dates]), [['README.md', null, ['Project'], []], ['eda.ipynb', 1, ['Slices'], ['2024-03-01']]]);
    assert.deepEqual(repository.project.dependencies.map(({ name, specifier }) => [name, specifier]), [['pandas', '==2.2.0']]);
    assert.equal(repository.files.text('train.py')?.slice(0, 6), 'import');
    assert.deepEqual([repository.git?.branch, repository.git?.lastChanged('train.py')], ['main', null]);
  });

  it('computes what finders share once', async () => {
    const repository = await openTestRepository({ 'a.md': '# A\n' });
    let times = 0;
    const count = (): number => (times += 1);
    assert.deepEqual([repository.once(count), repository.once(count), times], [1, 1, 1]);
  });

  it('joins what code finders find in each program, with places and functions', async () => {
    const finder: CodeFinder = {
      name: 'calls',
      find: ({ facts, program, placeOf, ownerOf }) => ({ mentions: facts.calls.map(({ node }) => ({ items: ['data-1'], at: placeOf(node), text: `${program.path} ${ownerOf(node)}` })) }),
    };
    const { programsFacts, programs } = await gatherTestRepository({ 'a.py': 'def f():\n    g()\n', 'b.py': 'h()\n' }, { codeFinders: [finder] });
    const at = (path: string, line: number, column: number) => ({ path, cell: null, range: { start: { line, column }, end: { line, column: column + 3 } } });
    assert.deepEqual(programsFacts, {
      checks: [],
      mentions: [
        { items: ['data-1'], at: at('a.py', 2, 5), text: 'a.py a.py::f' },
        { items: ['data-1'], at: at('b.py', 1, 1), text: 'b.py b.py::' },
      ],
      manual: [],
      counter: [],
    });
    assert.deepEqual([...programs.keys()], ['a.py', 'b.py']);
  });

  it('loses nothing else to a bad program, finder or file of settings', async () => {
    const finder: CodeFinder = {
      name: 'evil',
      find: ({ program }) => {
        if (program.path === 'b.py') throw new Error('no');
        return {};
      },
    };
    const { repository, notChecked } = await open({ 'a.ipynb': '{', 'b.py': 'x = 1\n', 'c.py': 'def f(:\n', '.github/workflows/a.yml': 'on: [\n', 'README.md': '# A\n' }, { codeFinders: [finder] });
    assert.deepEqual(repository.programs.map(({ path, isCutShort }) => [path, isCutShort]), [['b.py', false], ['c.py', true]]);
    assert.equal(repository.documents.length, 1);
    assert.deepEqual(notChecked.map(({ path, reason }) => [path, reason]), [['.github/workflows/a.yml', 'damaged'], ['a.ipynb', 'damaged'], ['b.py', 'internal-error']]);
  });

  it('names settings that cannot be read, whatever they are called, but no templates and no other YAML', async () => {
    const files = {
      'k8s/a.yaml': 'apiVersion: batch/v1\nkind: CronJob\nspec: [\n',
      'rules/latency.yml': 'groups:\n  - name: a\n    rules:\n      - alert: Slow\n        annotations: { summary: "{{ $labels.job }}"\n',
      'prometheus.yml': 'scrape_configs: {\n',
      'infra/main.tf': 'resource "aws_s3_bucket" "a" {\n',
      '.circleci/config.yml': 'version: 2.1\njobs: [\n',
      'chart/templates/job.yaml': 'apiVersion: batch/v1\nkind: Job\n{{- if .x }}\nspec: [\n',
      'deploy/job.yaml': 'apiVersion: batch/v1\nkind: Job\n{{ range .jobs }}\nspec: [\n',
      '{{cookiecutter.name}}/pyproject.toml': '[project\n',
      'notes.yaml': 'a: [\n',
      'fine.yaml': 'apiVersion: batch/v1\nkind: Job\n',
    };
    const { notChecked } = await open(files);
    assert.deepEqual(notChecked.map(({ path, reason }) => [path, reason]), ['.circleci/config.yml', 'infra/main.tf', 'k8s/a.yaml', 'prometheus.yml', 'rules/latency.yml'].map((path) => [path, 'damaged']));
  });

  it('goes on without parsers and says so', async () => {
    const { repository, notChecked } = await open({ 'a.py': 'x = 1\n', 'README.md': '# A\n' }, { ports: { openPython: async () => ({ ok: false, text: 'no Python' }), openShell: async () => ({ ok: false, text: 'no shell' }) } });
    assert.deepEqual([repository.programs, repository.runs, repository.documents.length], [[], [], 1]);
    assert.deepEqual(notChecked.map(({ message }) => message), ['no Python', 'no shell']);
  });

  it('ends early when cancelled, and never looks complete then', async () => {
    const stop = new AbortController();
    const { repository, notChecked } = await open({ 'a.py': 'x = 1\n', 'b.py': 'y = 1\n' }, { signal: stop.signal, onProgress: (done) => (done > 0 ? stop.abort() : undefined) });
    assert.deepEqual(repository.programs, []);
    assert.ok(notChecked.some(({ reason }) => reason === 'cancelled'));
  });

  it('tells of its progress', async () => {
    const seen: [number, string][] = [];
    await open({ 'a.py': 'x = 1\n', 'b/c.py': '' }, { onProgress: (done, path) => seen.push([done, path]) });
    assert.deepEqual(seen, [[0, '.'], [0, '.'], [0, 'b'], [0.1, '.'], [0.1, 'a.py'], [0.55, 'b/c.py'], [1, '.']]);
  });

  it('gives the same for an empty folder', async () => {
    const { repository, notChecked } = await open({});
    assert.deepEqual([repository.files.all, repository.programs, repository.automations, repository.runs, repository.documents, repository.git, notChecked], [[], [], [], [], [], null, []]);
  });

  it('remembers what rules on code said of programs that did not change', async () => {
    const analysed: string[] = [];
    const finder: CodeFinder = { name: 'looks', find: ({ program }) => (analysed.push(program.path), {}) };
    const cache = createAnalysisCache();
    const files: Record<string, string> = {
      'train.py': 'import features\n\nUSE_OLD = False\n\nif USE_OLD:\n    features.build_old()\nelse:\n    features.build()\n',
      'features.py': 'def build():\n    return 1\n\n\ndef build_old():\n    return 2\n\n\ndef forgotten():\n    return 3\n',
      'alone.py': 'USE_OLD = False\n\nif USE_OLD:\n    print(1)\n',
    };
    const judging = { rules: [deadBranch, uncalled], workingFolder: '/repo', wholeFolders: ['/repo'] };
    const again = async (): Promise<readonly string[]> => {
      analysed.length = 0;
      const { code } = await open(files, { codeFinders: [finder], cache, judging });
      return code.findings.map(({ path, range, rule }) => `${path}:${range?.start.line} ${rule}`).sort();
    };
    const first = await again();
    assert.deepEqual(first, ['alone.py:3 debt/dead-branch', 'features.py:9 debt/uncalled-function', 'train.py:5 debt/dead-branch']);
    assert.deepEqual(await again(), first);
    assert.deepEqual(analysed, []);
    files['alone.py'] = 'print(1)\n';
    assert.deepEqual(await again(), first.slice(1));
    assert.deepEqual(analysed, ['alone.py']);
  });

  it('analyses again only what changed, what imports it, and what reads its files', async () => {
    const analysed: string[] = [];
    const finder: CodeFinder = { name: 'looks', find: ({ program }) => (analysed.push(program.path), {}) };
    const cache = createAnalysisCache();
    const files: Record<string, string> = {
      'train.py': 'import features\nfeatures.build()\n',
      'features.py': 'def build():\n    return 1\n',
      'write.py': 'import pandas as pd\npd.DataFrame().to_csv("a.csv")\n',
      'read.py': 'import pandas as pd\npd.read_csv("a.csv")\n',
      'alone.py': 'print(1)\n',
    };
    const again = async (): Promise<{ readonly analysed: readonly string[]; readonly programs: readonly string[] }> => {
      analysed.length = 0;
      const { programs } = await open(files, { codeFinders: [finder], cache });
      return { analysed: [...new Set(analysed)].sort(), programs: [...programs.keys()] };
    };
    const all = Object.keys(files).sort();
    assert.deepEqual(await again(), { analysed: all, programs: all });
    assert.deepEqual(await again(), { analysed: [], programs: all });
    files['features.py'] = 'def build():\n    return 2\n';
    assert.deepEqual((await again()).analysed, ['features.py', 'train.py']);
    files['write.py'] = 'import pandas as pd\npd.DataFrame({"a": [1]}).to_csv("a.csv")\n';
    assert.deepEqual((await again()).analysed, ['read.py', 'write.py']);
    delete files['alone.py'];
    assert.deepEqual((await again()).programs, all.filter((path) => path !== 'alone.py'));
  });
});
