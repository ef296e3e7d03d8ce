import assert from 'node:assert/strict';
import { testParser } from '../../../../../tools/python-parser.ts';
import { lowestVersion } from './lowest-version.ts';
import { isManifest, readManifest } from './read-manifest.ts';

/** `name specifier [group] @line`, with `!` for pinned ones. */
async function read(name: string, text: string): Promise<readonly string[]> {
  const { dependencies, problems } = await readManifest({ path: `/p/${name}`, text }, testParser);
  return [
    ...dependencies.map(({ name: library, specifier, isPinned, group, line }) => `${library}${isPinned ? '!' : ''} ${specifier}${group === null ? '' : ` [${group}]`} @${line}`),
    ...problems.map(({ line, message }) => `${line}: ${message}`),
  ];
}

describe('manifests', () => {
  for (const [why, name, text, expected] of [
    [
      'requirements with options, extras, markers, hashes and addresses',
      'requirements.txt',
      [
        '--index-url https://example.org/simple',
        'numpy==1.26.4  # pinned',
        'Pandas[excel] >= 2.0, <3 ; python_version > "3.8"',
        'scikit_learn',
        'scipy==1.* ',
        'torch==2.1.0 \\',
        '    --hash=sha256:aa \\',
        '    --hash=sha256:bb',
        'mine @ git+https://example.org/mine.git@0123abc',
        'git+https://example.org/other.git@main#egg=other',
        '-e .',
        './local',
        'https://example.org/wheels/fast_thing-1.2-py3-none-any.whl',
        'what is this',
      ].join('\n'),
      [
        'numpy! ==1.26.4 @2',
        'pandas >=2.0,<3 @3',
        'scikit-learn  @4',
        'scipy ==1.* @5',
        'torch! ==2.1.0 @6',
        'mine!  @9',
        'other  @10',
        'fast-thing!  @13',
        '14: `what is this` is not a requirement',
      ],
    ],
    ['requirements for a purpose', 'requirements-dev.txt', 'pytest>=7\n', ['pytest >=7 [dev] @1']],
    ['bounds that declare nothing', 'constraints.txt', 'numpy<2\n', ['numpy <2 [constraints] @1']],
    [
      'pyproject.toml of today',
      'pyproject.toml',
      '[project]\nname = "x"\ndependencies = [\n  "numpy>=1.26",\n  "pandas",\n]\n[project.optional-dependencies]\nplot = ["matplotlib~=3.8"]\n[dependency-groups]\ntest = ["pytest==8.0.0", {include-group = "lint"}]\nlint = ["ruff"]\n',
      ['numpy >=1.26 @4', 'pandas  @5', 'matplotlib ~=3.8 [plot] @8', 'pytest! ==8.0.0 [test] @10', 'ruff  [lint] @11'],
    ],
    [
      'Poetry',
      'pyproject.toml',
      '[tool.poetry.dependencies]\npython = "^3.10"\nnumpy = "^1.26"\npandas = "2.1.0"\nscipy = "~1.11"\nzero = "^0.4.2"\ntorch = { version = ">=2,<3", extras = ["cuda"] }\nmine = { git = "https://example.org/m.git", rev = "0123abcd" }\nany = "*"\n[tool.poetry.group.dev.dependencies]\npytest = "8.0"\n',
      ['numpy >=1.26,<2 @3', 'pandas! ==2.1.0 @4', 'scipy >=1.11,<1.12 @5', 'zero >=0.4.2,<0.5 @6', 'torch >=2,<3 @7', 'mine!  @8', 'any  @9', 'pytest! ==8.0 [dev] @11'],
    ],
    ['a list that is computed later', 'pyproject.toml', '[project]\nname = "x"\ndynamic = ["dependencies"]\n', ['3: the dependencies are computed when the project is built']],
    ['a broken pyproject.toml gives what stands before the break', 'pyproject.toml', '[project]\ndependencies = ["numpy"]\n[tool.x\ny = 1\n', ['numpy  @2', '3: the text is not valid TOML from here on']],
    [
      'setup.cfg',
      'setup.cfg',
      '[metadata]\nname = x\n[options]\ninstall_requires =\n    numpy>=1.20\n    # why\n    pandas; python_version > "3.8"\n[options.extras_require]\nplot =\n    matplotlib\n',
      ['numpy >=1.20 @5', 'pandas  @7', 'matplotlib  [plot] @10'],
    ],
    [
      'setup.py with literal lists, in variables too',
      'setup.py',
      'from setuptools import setup\nREQUIRED = [\n    "numpy>=1.20",\n]\nsetup(\n    install_requires=REQUIRED,\n    extras_require={"plot": ["matplotlib"]},\n    tests_require=open("t.txt").read().split(),\n)\n',
      ['numpy >=1.20 @3', 'matplotlib  [plot] @7', '8: a list of requirements is computed'],
    ],
    ['Pipfile', 'Pipfile', '[packages]\nnumpy = "*"\npandas = "==2.1.0"\n[dev-packages]\npytest = {version = ">=7"}\n', ['numpy  @2', 'pandas! ==2.1.0 @3', 'pytest >=7 [dev] @5']],
    [
      'environment.yml with its pip list',
      'environment.yml',
      'name: x\ndependencies:\n  - python=3.11\n  - numpy=1.26\n  - pandas=2.1.4=py311h1\n  - conda-forge::lightgbm>=4\n  - scipy\n  - pip:\n    - xgboost==2.0.3\n    - -r more.txt\n',
      ['numpy ==1.26.* @4', 'pandas! ==2.1.4 @5', 'lightgbm >=4 @6', 'scipy  @7', 'xgboost! ==2.0.3 @9'],
    ],
    ['YAML that is no environment', 'environment.yml', '- a\n- : [\n', ['3: the text is not valid YAML here']],
    ['nothing', 'pyproject.toml', '', []],
  ] as const) {
    it(why, async () => assert.deepEqual(await read(name, text), expected));
  }

  it('included files are named with their absolute paths', async () => {
    const { includes } = await readManifest({ path: '/p/requirements/dev.txt', text: '-r base.txt\n--requirement=../requirements.txt\n-c ../constraints.txt\n' }, testParser);
    assert.deepEqual(includes, ['/p/requirements/base.txt', '/p/requirements.txt', '/p/constraints.txt']);
  });

  it('a dependency stands where its line does', async () => {
    const text = '[project]\ndependencies = [\n  "numpy>=1.26",\n]\n';
    const [dependency] = (await readManifest({ path: '/p/pyproject.toml', text }, testParser)).dependencies;
    assert.equal(text.slice(dependency?.start, dependency?.end), '"numpy>=1.26",');
  });

  it('manifests are known by their names', () => {
    const names = ['requirements.txt', 'requirements_dev.in', 'dev-requirements.txt', 'requirements/base.txt', 'environment-gpu.yaml', 'uv.lock', 'pylock.dev.toml', 'notes.txt', 'data/train.txt', 'config.yml'];
    assert.deepEqual(names.filter((name) => isManifest(`/p/${name}`)), names.slice(0, 7));
  });
});

describe('locked versions', () => {
  for (const [name, text] of [
    ['uv.lock', 'version = 1\n[[package]]\nname = "numpy"\nversion = "1.26.4"\ndependencies = [\n    { name = "x", version = "9" },\n]\n'],
    ['poetry.lock', '[[package]]\nname = "numpy"\nversion = "1.26.4"\noptional = false\n\n[package.dependencies]\nx = ">=1"\n'],
    ['Pipfile.lock', '{"_meta": {"hash": {"sha256": "x"}}, "default": {"numpy": {"hashes": ["sha256:a"], "index": "pypi", "version": "==1.26.4"}}}'],
    ['conda-lock.yml', 'version: 1\npackage:\n- name: numpy\n  version: 1.26.4\n  manager: conda\n'],
    ['requirements.txt', 'numpy==1.26.4 \\\n  --hash=sha256:aa\n'],
  ] as const) {
    it(name, async () => {
      const { kind, locked } = await readManifest({ path: `/p/${name}`, text }, testParser);
      assert.deepEqual([kind, [...locked]], ['lock', [['numpy', '1.26.4']]]);
    });
  }

  it('the lowest version is the locked one, else the pinned one, else the lower bound', async () => {
    const requirements = await readManifest({ path: '/p/requirements.txt', text: 'numpy>=1.20,<2\npandas==2.1.0\nscipy<2\ntorch~=2.1\nkeras==3.*\n' }, testParser);
    const lock = await readManifest({ path: '/p/uv.lock', text: '[[package]]\nname = "numpy"\nversion = "1.26.4"\n' }, testParser);
    const versions = ['numpy', 'pandas', 'scipy', 'torch', 'keras', 'jax'].map((name) => lowestVersion(name, [requirements, lock]));
    assert.deepEqual(versions, ['1.26.4', '2.1.0', null, '2.1', '3', null]);
  });
});
