import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { linesOfOracles, summaryOf } from '../../../../../tools/test-programs.ts';

const HEAD = 'import sys, numpy as np, pandas as pd, pytest\nfrom unittest.mock import Mock\nfrom sklearn.ensemble import RandomForestClassifier\nfrom sklearn.metrics import accuracy_score, r2_score, mean_squared_error\n';
const HEAD_LINES = 4;

/** Lines count from the first one given. */
async function oraclesOf(...lines: readonly string[]): Promise<readonly string[]> {
  const found = await linesOfOracles(`${HEAD}${lines.join('\n')}\n`);
  return found.map((line) => line.replace(/^\d+/u, (number) => String(Number(number) - HEAD_LINES)));
}

/** Whether one condition can fail, as told. */
async function conditionOf(condition: string, ...before: readonly string[]): Promise<string> {
  const [line = ''] = await oraclesOf('def test_it(y, p):', ...before.map((each) => `    ${each}`), `    assert ${condition}`);
  return line.replace(/^\d+ assert ?/u, '');
}

const CANNOT: readonly (readonly [condition: string, before: readonly string[], why: string])[] = [
  ['True', [], 'a constant is always true'],
  ['(y == 1, "message")', [], 'a tuple is always true, so nothing is tested'],
  ['len(y) >= 0', [], 'a length is never negative'],
  ['y.shape[0] > -1', [], 'a length is never negative'],
  ['len(y) == len(y)', [], 'both sides are the same'],
  ['y.isnull().any() or not y.isnull().any()', [], 'it holds whether this is true or not'],
  ['model is not None', ['model = RandomForestClassifier()'], 'a new `RandomForestClassifier` is never `None`'],
  ['df is not None', ['df = pd.read_csv("a.csv")'], 'what `read_csv` returns is never `None`'],
  ['isinstance(model, RandomForestClassifier)', ['model = RandomForestClassifier()'], 'a new `RandomForestClassifier` always is one'],
  ['sys.getsizeof(model) < 100 * 1024 * 1024', ['model = RandomForestClassifier()'], '`sys.getsizeof` counts only the outermost bytes of `model`'],
  ['0 <= accuracy_score(y, p) <= 1', [], '`accuracy_score` is always at least 0'],
  ['score <= 1.0', ['score = r2_score(y, p)'], '`r2_score` is always at most 1'],
  ['np.sqrt(mean_squared_error(y, p)) >= 0', [], '`mean_squared_error` is always at least 0'],
  ['call() == 5', ['call = Mock(return_value=5)'], 'it compares what the mock was told to return'],
  ['a == 3', ['a = 3'], 'both sides are constants'],
  ['str(y).find(".com")', [], '`.find()` is true where nothing is found'],
  ['len(found) > 0', ['found = [each for each in y if each.site.find(".com")]'], '`.find()` is true where nothing is found, so nothing is left out'],
  ['not y or True', [], 'a constant is always true'],
];

const CAN: readonly (readonly [condition: string, before: readonly string[]])[] = [
  ['len(y) > 0', []],
  ['y is not None', []],
  ['0.5 <= accuracy_score(y, p) <= 1', []],
  ['accuracy_score(y, p, normalize=False) <= 1', []],
  ['call() == 5', ['call = Mock(side_effect=y)']],
  ['sys.getsizeof(y) < 1_000_000', []],
  ['np.float64(y) == y', []],
  ['y.find("td")', []],
  ['build(y) == build(y)', []],
  ['len(y) == len(p)', []],
  ['False', []],
];

describe('whether an oracle can fail', () => {
  for (const [condition, before, why] of CANNOT) it(`cannot: ${condition}`, async () => assert.match(await conditionOf(condition, ...before), new RegExp(`^\\| cannot fail: ${escaped(why)}`, 'u')));
  for (const [condition, before] of CAN) it(`can: ${condition}`, async () => assert.equal(await conditionOf(condition, ...before), ''));

  it('the same name twice may say what its own equality is', async () => assert.equal(await conditionOf('y == y'), '| cannot fail?'));
  it('the quantile of one measurement is something else than it says', async () => assert.equal(await conditionOf('np.percentile([y], 99) < 1'), '| cannot fail?: it is the quantile of a single measurement'));
  it('an `assert` whose failure is only printed cannot', async () =>
    assert.deepEqual(await oraclesOf('def check(y):', '    try:', '        assert y > 1', '    except AssertionError:', '        print("bad")'), ['3 assert | cannot fail: `except AssertionError` stops the failure']));
});

describe('what is made in `setUp`', () => {
  const text = (more: string): readonly string[] => ['class Net: pass', 'class TestNet:', '    def setUp(self):', '        self.net = Net()', '    def test_net(self):', `        ${more}self.assertIsNotNone(self.net)`];
  it('is never `None`', async () => assert.deepEqual(await oraclesOf(...text('')), ['6 method | cannot fail: a new `Net` is never `None`']));
  it('may be when something else gives it a value', async () => assert.deepEqual(await oraclesOf(...text('self.net = load(); ')), ['6 method']));
});

describe('whether an oracle points the right way', () => {
  for (const [condition, before, expected] of [
    ['r2_score(y, p) <= 0.5', [], '| points wrong: `r2_score` is better when higher, and this passes when it is lower'],
    ['rmse > 3', ['rmse = np.sqrt(mean_squared_error(y, p))'], '| points wrong: `mean_squared_error` is better when lower, and this passes when it is higher'],
    ['result["rmse"] > 3', ['result = load()'], '| points wrong: `rmse` is better when lower, and this passes when it is higher'],
    ['r2_score(y, p) >= 0.5', [], ''],
    ['0.7 < accuracy < 0.99', ['accuracy = accuracy_score(y, p)'], ''],
    ['accuracy < 0.99', ['accuracy = accuracy_score(y, p)'], '| points wrong?'],
    ['dummy_accuracy < 0.6', ['dummy_accuracy = accuracy_score(y, p)'], '| points wrong?'],
    ['train_accuracy < 0.8', ['train_accuracy = accuracy_score(y, p)'], '| points wrong?'],
    ['loss > 0', ['loss = step()'], '| points wrong?'],
    ['first_loss > last_loss', ['first_loss, last_loss = step(), step()'], ''],
    ['last_loss > first_loss', ['first_loss, last_loss = step(), step()'], '| points wrong?'],
    ['stop_loss > 3', ['stop_loss = step()'], ''],
  ] as const) {
    it(condition, async () => assert.equal(await conditionOf(condition, ...before), expected));
  }
});

describe('oracles', () => {
  it('are raised, exited, asserted by libraries and contexts', async () => {
    const lines = [
      'def test_all(self, y):',
      '    if len(y) > 3:',
      '        raise AssertionError("long")',
      '    with pytest.raises(ValueError):',
      '        work(y)',
      '    np.testing.assert_allclose(y, 1)',
      '    self.assertGreater(y, 3)',
      '    if y:',
      '        sys.exit(1)',
      '    sys.exit(0 if y else 1)',
      '    if not y:',
      '        pytest.fail("empty")',
    ];
    assert.deepEqual(await oraclesOf(...lines), ['3 raise', '4 raises', '6 testing', '7 method', '9 exit', '10 exit', '12 raise']);
  });

  it('are none: printing, raising what is not there yet, leaving with success', async () => {
    assert.deepEqual(await oraclesOf('def test_none(y):', '    print(y)', '    if y:', '        raise NotImplementedError', '    if y:', '        sys.exit(0)'), []);
  });

  it('of helpers and nested functions are those of the test, with what the helper is given', async () => {
    const text = `${HEAD}def check(value, low):\n    assert value > low\ndef test_model(y, p):\n    check(accuracy_score(y, p), 0.8)\n    def inner():\n        assert y\n    inner()\n`;
    const { functions } = await summaryOf({ 'test_main.py': '', 'main.py': text }, { 'pytest.ini': '[pytest]\npython_files = *.py\n' });
    const test = functions.find(({ name }) => name === 'test_model');
    assert.deepEqual(
      test?.oracles.map(({ kind, at, judges, words }) => [kind, at.range?.start.line, judges, words]),
      [
        ['assert', 10, [], ['y']],
        ['assert', 6, ['sklearn.metrics.accuracy_score'], ['value', 'low', 'y', 'p']],
      ],
    );
  });

  it('look through names that hold a comparison', async () => {
    const text = 'import sys\ndef gate(metrics):\n    passed = metrics["accuracy"] >= 0.8\n    if not passed:\n        sys.exit(1)\n';
    const { functions } = await summaryOf({ 'main.py': text });
    assert.deepEqual(functions.flatMap(({ oracles }) => oracles.map(({ kind, words }) => [kind, words])), [['exit', ['passed', 'metrics', 'accuracy']]]);
  });

  it('of pandera models raise by themselves', async () => assert.deepEqual(await linesOfOracles('import pandera as pa\nclass Schema(pa.DataFrameModel):\n    x: int\ndef load(rows):\n    return Schema.validate(rows)\n'), ['5 method']));

  it('of pandera raise by themselves', async () => {
    const text = 'import pandera as pa\nschema = pa.DataFrameSchema({"age": pa.Column(int)})\ndef load(rows):\n    return schema.validate(rows)\n';
    assert.deepEqual(await linesOfOracles(text), ['4 method']);
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
