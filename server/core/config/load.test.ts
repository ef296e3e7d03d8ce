import assert from 'node:assert/strict';
import { createMemoryFiles } from '../../../tools/memory-files.ts';
import type { Config } from '../config.ts';
import { createConfigLoader } from './load.ts';
import type { ConfigLoaderRequest, LoadedConfig } from './load.ts';
import type { ConfigOverrides } from './merge.ts';
import { rules, WRONG_TOML, WRONG_YAML } from './wrong-configs.test.ts';

type Given = Partial<Omit<ConfigLoaderRequest, 'files'>> & { readonly overrides?: ConfigOverrides };

async function load(files: Readonly<Record<string, string>>, folder = '/p', given: Given = {}): Promise<LoadedConfig> {
  return createConfigLoader({ files: createMemoryFiles(files), rules, workingFolder: '/p', source: 'discover', ...given }).forFolder(folder);
}

/** The problems of one lintel.yaml as `line:column message`. */
async function faults(yaml: string): Promise<readonly string[]> {
  const { problems } = await load({ '/p/lintel.yaml': yaml });
  return problems.map(({ path, line, column, message }) => {
    assert.equal(path, 'lintel.yaml');
    return `${line}:${column} ${message}`;
  });
}

async function pyprojectFaults(toml: string): Promise<readonly string[]> {
  const { problems } = await load({ '/p/pyproject.toml': toml });
  return problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('configuration: values', () => {
  it('reads every key of a YAML file', async () => {
    const yaml = [
      'select: [packaging, outliers/non-finite]',
      'extend-select: [outliers]',
      'ignore: [packaging/empty-rows]',
      'severity: {packaging: info, packaging/empty-rows: error}',
      'rules: {packaging/missing-values: {most-share: 0.9, tokens: [x], bounds: [1, 2], strict: true}}',
      'exclude: [raw, "old/**"]',
      'datasets: [{path: ./data/*.csv, label: y, ids: [id], skip: [note, 2019]}]',
      'suppressions:',
      '  - rule: outliers/non-finite',
      '    path: data/a.csv',
      '    column: x',
      '    reason: infinite by design',
      '    owner: orders-team',
      '    until: 2027-03-01',
      'fail-on: warning',
      'memory-limit: 1.5GB',
      'time-limit: 90s',
    ].join('\n');
    const { config, problems } = await load({ '/p/lintel.yaml': yaml });
    assert.deepEqual(problems, []);
    const { origins, ...values } = config;
    assert.deepEqual(values, {
      folder: '/p',
      file: 'lintel.yaml',
      select: ['packaging', 'outliers/non-finite'],
      extendSelect: ['outliers'],
      ignore: ['packaging/empty-rows'],
      severity: { 'packaging/missing-values': 'info', 'packaging/empty-rows': 'error' },
      rules: { 'packaging/missing-values': { mostShare: 0.9, tokens: ['x'], bounds: [1, 2], strict: true } },
      exclude: ['raw', 'old/**'],
      datasets: [{ path: 'data/*.csv', label: 'y', ids: ['id'], skip: ['note', '2019'] }],
      suppressions: [
        {
          rule: 'outliers/non-finite',
          path: 'data/a.csv',
          column: 'x',
          reason: 'infinite by design',
          owner: 'orders-team',
          until: '2027-03-01',
          origin: { kind: 'file', name: 'lintel.yaml', line: 9 },
        },
      ],
      failOn: 'warning',
      confidence: 'likely',
      memoryLimitBytes: 1_500_000_000,
      timeLimitMs: 90_000,
    } satisfies Omit<Config, 'origins'>);
    assert.deepEqual(origins['fail-on'], { kind: 'file', name: 'lintel.yaml', line: 15 });
  });

  it('reads the same from pyproject.toml', async () => {
    const toml = '[project]\nname = "x"\n\n[tool.lintel]\nfail-on = "info"\n\n[[tool.lintel.suppressions]]\nrule = "outliers/non-finite"\nreason = "r"\nuntil = 2027-03-01\n';
    const { config, problems } = await load({ '/p/pyproject.toml': toml });
    assert.deepEqual(problems, []);
    assert.equal(config.failOn, 'info');
    assert.deepEqual(config.suppressions, [
      { rule: 'outliers/non-finite', path: null, column: null, reason: 'r', owner: null, until: '2027-03-01', origin: { kind: 'file', name: 'pyproject.toml', line: 7 } },
    ]);
    assert.deepEqual(config.origins['fail-on'], { kind: 'file', name: 'pyproject.toml', line: 5 });
  });

  it('takes an empty file as no wishes', async () => {
    const { config, problems } = await load({ '/p/lintel.yaml': '# nothing\n' });
    assert.deepEqual(problems, []);
    assert.equal(config.file, 'lintel.yaml');
  });
});

describe('configuration: discovery', () => {
  it('takes the nearest file', async () => {
    const files = { '/p/lintel.yaml': 'fail-on: info', '/p/a/.lintel.yaml': 'fail-on: never', '/p/a/b/x.csv': '' };
    assert.deepEqual((await load(files, '/p/a/b')).config.file, 'a/.lintel.yaml');
    assert.deepEqual((await load(files, '/p/c')).config.file, 'lintel.yaml');
  });

  it('passes over a pyproject.toml that does not speak of Lintel', async () => {
    const files = { '/p/lintel.yaml': 'fail-on: info', '/p/a/pyproject.toml': '[project]\nname = "lintel-user"\n' };
    assert.equal((await load(files, '/p/a')).config.file, 'lintel.yaml');
  });

  it('does not look above the repository', async () => {
    const files = { '/lintel.yaml': 'fail-on: info', '/p/.git/HEAD': '', '/p/a/x.csv': '' };
    assert.equal((await load(files, '/p/a')).config.file, null);
  });

  it('names both files when one folder has two', async () => {
    const { config, problems } = await load({ '/p/lintel.yaml': 'fail-on: info', '/p/pyproject.toml': '[tool.lintel]\n' });
    assert.equal(config.file, 'lintel.yaml');
    assert.deepEqual(problems, [{ path: 'pyproject.toml', line: null, column: null, message: '`lintel.yaml` and `pyproject.toml` both configure this folder; keep one' }]);
  });

  it('reads each file once, so that folders share one object', async () => {
    const loader = createConfigLoader({ files: createMemoryFiles({ '/p/lintel.yaml': '', '/p/a/x.csv': '', '/p/b/x.csv': '' }), rules, workingFolder: '/p', source: 'discover' });
    assert.equal(await loader.forFolder('/p/a'), await loader.forFolder('/p/b'));
  });

  it('uses one chosen file for everything, or none', async () => {
    const files = { '/p/lintel.yaml': 'fail-on: info', '/p/strict.yaml': 'fail-on: warning' };
    assert.equal((await load(files, '/p', { source: { file: '/p/strict.yaml' } })).config.failOn, 'warning');
    assert.equal((await load(files, '/p', { source: 'none' })).config.failOn, 'error');
    const { problems } = await load(files, '/p', { source: { file: '/p/gone.yaml' } });
    assert.deepEqual(problems, [{ path: 'gone.yaml', line: null, column: null, message: 'there is no such config file' }]);
  });

  it('lets flags win over files, and --select over everything files select', async () => {
    const origin = { kind: 'flag', name: '--select', line: null } as const;
    const overrides = { select: { value: ['outliers'], origin }, failOn: { value: 'never' as const, origin } };
    const { config } = await load({ '/p/lintel.yaml': 'fail-on: info\nextend-select: [packaging]\nignore: [outliers]' }, '/p', { overrides });
    assert.deepEqual([config.select, config.extendSelect, config.ignore, config.failOn], [['outliers'], [], [], 'never']);
    assert.deepEqual(config.origins['select'], origin);
  });
});

describe('configuration: extends', () => {
  it('puts the nearer file on top and keeps globs on their own folders', async () => {
    const files = {
      '/p/.git/HEAD': '',
      '/p/lintel.yaml': 'fail-on: info\nignore: [outliers]\nexclude: [raw, old/x]\ndatasets: [{path: "a/*.csv", label: y}]\nrules: {packaging/missing-values: {strict: true}}',
      '/p/a/lintel.yaml': 'extends: ../lintel.yaml\nfail-on: never\nignore: [packaging]\ndatasets: [{path: x.csv, label: z}]\nrules: {packaging/missing-values: {most-share: 0.1}}',
    };
    const { config, problems } = await load(files, '/p/a');
    assert.deepEqual(problems, []);
    assert.equal(config.failOn, 'never');
    assert.deepEqual(config.ignore, ['outliers', 'packaging']);
    assert.deepEqual(config.exclude, ['raw', '../old/x']);
    assert.deepEqual(config.datasets.map(({ path, label }) => [path, label]), [['x.csv', 'z'], ['../a/*.csv', 'y']]);
    assert.deepEqual(config.rules, { 'packaging/missing-values': { strict: true, mostShare: 0.1 } });
  });

  const refused: readonly (readonly [string, string])[] = [
    ['../outside.yaml', '`extends` must be a relative path inside the project'],
    ['/etc/lintel.yaml', '`extends` must be a relative path inside the project'],
    ['https://example.org/lintel.yaml', '`extends` must be a relative path inside the project'],
    ['gone.yaml', '`extends` names `gone.yaml`, which is not a config file'],
    ['lintel.yaml', '`extends` comes back to `lintel.yaml`'],
    ['loop.yaml', '`extends` comes back to `lintel.yaml`'],
  ];
  for (const [path, message] of refused) {
    it(`refuses ${path}`, async () => {
      const files = { '/p/.git/HEAD': '', '/outside.yaml': '', '/p/lintel.yaml': `extends: ${path}`, '/p/loop.yaml': 'extends: lintel.yaml' };
      const { problems } = await load(files);
      assert.deepEqual(problems.map((problem) => [problem.line, problem.message]), [[1, message]]);
    });
  }
});

describe('configuration: what is wrong is said with its place', () => {
  for (const [yaml, expected] of WRONG_YAML) {
    it(yaml.replaceAll('\n', '\\n'), async () => {
      assert.deepEqual(await faults(yaml), expected);
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    });
  }

  it('keeps what is sound around a fault', async () => {
    const { config } = await load({ '/p/lintel.yaml': 'selct: [x]\nignore: [packaging, nope]\nfail-on: warning' });
    assert.deepEqual([config.select, config.ignore, config.failOn], [['all'], ['packaging'], 'warning']);
  });

  for (const [toml, expected] of WRONG_TOML) {
    it(`pyproject.toml ${toml.replaceAll('\n', '\\n')}`, async () => assert.deepEqual(await pyprojectFaults(toml), expected));
  }
});

describe('configuration: hostile files end at once', () => {
  it('refuses nesting', async () => {
    assert.deepEqual(await faults(`select: ${'['.repeat(100_000)}`), ['1:41 nested more than 32 levels deep']);
    assert.deepEqual(await faults(`select:\n${'- '.repeat(100_000)}x`), ['2:1 nested more than 32 levels deep']);
  });

  it('refuses aliases that multiply', async () => {
    const levels = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level += 1) {
      const before = String.fromCharCode(96 + level);
      const name = String.fromCharCode(97 + level);
      levels.push(`${name}: &${name} [${`*${before}, `.repeat(10)}]`);
    }
    const [only, ...rest] = await faults(levels.join('\n'));
    assert.match(only ?? '', /the file holds more than 20,000 values once its aliases are expanded$/);
    assert.deepEqual(rest, []);
  });

  it('refuses a file that is too large or not there to read', async () => {
    const { problems } = await load({ '/p/lintel.yaml': '#'.repeat(1_000_001) });
    assert.deepEqual(problems, [{ path: 'lintel.yaml', line: null, column: null, message: 'this file cannot be read, is not UTF-8 text, or is larger than 1 MB' }]);
  });
});
