import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { linesOfTests } from '../../../../tools/test-programs.ts';

describe('tests', () => {
  it('are functions and classes pytest and unittest take', async () => {
    const text = [
      'import unittest',
      'class TestPlain:',
      '    def test_a(self): pass',
      '    def helper(self): pass',
      'class TestBuilt:',
      '    def __init__(self): pass',
      '    def test_b(self): pass',
      'class Checks(unittest.TestCase):',
      '    def setUp(self): pass',
      '    def test_c(self): pass',
      'class Base:',
      '    def test_d(self): pass',
      'class TestHeir(Base): pass',
      'def test_e():',
      '    def test_inner(): pass',
      'def check_f(): pass',
    ].join('\n');
    assert.deepEqual(await linesOfTests({ 'test_a.py': text }), [
      'test_a.py::TestPlain.test_a pytest | project no',
      'test_a.py::Checks.test_c unittest with Checks.setUp | project no',
      'test_a.py::Base.test_d pytest | project no',
      'test_a.py::test_e pytest | project no',
    ]);
  });

  it('FE-38: are none in a file pytest does not come upon', async () => assert.deepEqual(await linesOfTests({ 'online.py': 'def test_a(): pass\n', 'test/test.py': 'def test_b(): pass\n' }), []));

  it('follow the settings of the nearest folder', async () => {
    const files = { 'pytest.ini': '[pytest]\npython_files = check_*.py\npython_functions = verify\n', 'check_a.py': 'def verify_a(): pass\ndef test_b(): pass\n', 'test_c.py': 'def test_c(): pass\n', 'sub/pytest.ini': '[pytest]\n', 'sub/test_d.py': 'def test_d(): pass\n' };
    assert.deepEqual(await linesOfTests(files), ['check_a.py::verify_a pytest | project no', 'sub/test_d.py::test_d pytest | project no']);
  });

  it('follow pyproject.toml and `collect_ignore`', async () => {
    const files = { 'pyproject.toml': '[tool.pytest.ini_options]\npython_functions = ["check_*"]\n', 'conftest.py': 'collect_ignore = ["test_b.py"]\n', 'test_a.py': 'def check_a(): pass\n', 'test_b.py': 'def check_b(): pass\n' };
    assert.deepEqual(await linesOfTests(files), ['test_a.py::check_a pytest | project no']);
  });

  it('of behave are steps', async () => assert.deepEqual(await linesOfTests({ 'features/steps/a.py': 'from behave import given\n@given("data")\ndef data(context): pass\n' }), ['features/steps/a.py::data behave | project no']));
});

describe('tests that do not run', () => {
  const cases: readonly (readonly [text: string, expected: string])[] = [
    ['@pytest.mark.skip\ndef test_a(): pass', 'never runs: it is always skipped'],
    ['@pytest.mark.skipif(True, reason="")\ndef test_a(): pass', 'never runs: it is always skipped'],
    ['SKIP = True\n@pytest.mark.skipif(SKIP, reason="")\ndef test_a(): pass', 'never runs: it is always skipped'],
    ['@pytest.mark.xfail\ndef test_a(): pass', 'never runs: it is expected to fail'],
    ['pytestmark = pytest.mark.skip\ndef test_a(): pass', 'never runs: it is always skipped'],
    ['def test_a():\n    return\n    assert 1', 'never runs: it returns before it tests anything'],
    ['def test_a():\n    pytest.skip("later")', 'never runs: it skips itself'],
    ['@pytest.mark.parametrize("x", [])\ndef test_a(x): pass', 'never runs: it is given no parameters, so it is skipped'],
    ['def test_a(): pass\ndef test_a(): pass', 'never runs: `test_a` is defined again, so the first is never run'],
    ['@pytest.mark.skipif(not os.environ.get("HF_TOKEN"), reason="")\ndef test_a(): pass', 'never runs?: it is skipped where `HF_TOKEN` is not set so'],
    ['needs = pytest.mark.skipif("CI" not in os.environ, reason="")\n@needs\ndef test_a(): pass', 'never runs?: it is skipped where `CI` is not set so'],
    ['def test_a():\n    if not os.getenv("DB"):\n        pytest.skip("no db")', 'never runs?: it is skipped where `DB` is not set so'],
  ];
  for (const [text, expected] of cases) {
    it(text.replaceAll('\n', ' / '), async () => {
      const [line = ''] = await linesOfTests({ 'test_a.py': `import os, pytest\n${text}\n` });
      assert.match(line, new RegExp(` \\| ${expected.replace(/[?().|]/gu, '\\$&')} \\| project`, 'u'));
    });
  }

  for (const text of ['@pytest.mark.skipif(sys.platform == "win32", reason="")\ndef test_a(): pass', '@pytest.mark.skipif(False, reason="")\ndef test_a(): pass', '@pytest.mark.slow\ndef test_a(): pass', 'def test_a():\n    if not rows:\n        return\n    assert rows']) {
    it(`others do: ${text.replaceAll('\n', ' / ')}`, async () => {
      const [line = ''] = await linesOfTests({ 'test_a.py': `import os, sys, pytest\nrows = load()\n${text}\n` });
      assert.doesNotMatch(line, /never runs:/u);
    });
  }
});

describe('fixtures', () => {
  it('FA-14: come through the chain of conftest.py, by themselves and by other fixtures', async () => {
    const files = {
      'conftest.py': 'import pytest\n@pytest.fixture(scope="session", autouse=True)\ndef trained(model): pass\n@pytest.fixture(name="model")\ndef make_model(): pass\n@pytest.fixture\ndef rows(): pass\n',
      'tests/conftest.py': 'import pytest\n@pytest.fixture\ndef rows(tmp_path): pass\n',
      'tests/test_a.py': 'import pytest\n@pytest.fixture\ndef unused(): pass\n@pytest.mark.parametrize("n", [1])\ndef test_a(rows, n): pass\n',
      'test_b.py': 'import pytest\n@pytest.mark.usefixtures("rows")\ndef test_b(): pass\n',
    };
    assert.deepEqual(await linesOfTests(files), ['test_b.py::test_b pytest [usefixtures] with trained, rows, make_model | project no', 'tests/test_a.py::test_a pytest [parametrize] with trained, rows, make_model | project no']);
  });
});

describe('whether a test touches the project', () => {
  const MODULES = { 'shop/__init__.py': '', 'shop/app.py': 'class App: pass\napp = App()\ndef clean(rows):\n    return rows\n' };
  const touches = async (text: string, more: Readonly<Record<string, string>> = {}): Promise<string | undefined> => {
    const lines = await linesOfTests({ ...MODULES, ...more, 'test_a.py': text });
    return lines[0]?.split(' | project ')[1];
  };

  it('FE-05: a library on literals does not', async () => assert.equal(await touches('from scipy.stats import ttest_ind\ndef test_a():\n    assert ttest_ind([1, 2], [3, 4]).pvalue < 0.5\n'), 'no'));
  it('a call does', async () => assert.equal(await touches('from shop.app import clean\ndef test_a():\n    assert clean([1])\n'), 'yes'));
  it('an object of the project does', async () => assert.equal(await touches('from shop.app import app\nfrom fastapi.testclient import TestClient\nclient = TestClient(app)\ndef test_a():\n    assert client.get("/")\n'), 'yes'));
  it('a fixture may', async () => assert.equal(await touches('def test_a(rows):\n    assert rows\n', { 'conftest.py': 'import pytest\nfrom shop.app import clean\n@pytest.fixture\ndef rows():\n    return clean([1])\n' }), 'yes'));
  it('a program that is started may', async () => assert.equal(await touches('import subprocess\ndef test_a():\n    assert subprocess.run(["python", "train.py"]).returncode == 0\n'), 'unknown'));
  it('an unknown fixture may', async () => assert.equal(await touches('def test_a(database):\n    assert database\n'), 'unknown'));
  it('a module found by its name alone does', async () => assert.equal(await touches('import sys\nsys.path.append("src/lib")\nfrom prepare import tidy\ndef test_a():\n    assert tidy([1])\n', { 'src/lib/prepare.py': 'def tidy(rows):\n    return rows\n' }), 'yes'));
});
