import assert from 'node:assert/strict';
import { LIBRARIES } from '../../../../rules/knowledge/index.ts';
import type { Api, EstimatorApi } from '../../../../rules/api/python/knowledge.ts';
import { buildKnowledge } from './build-knowledge.ts';
import { entryProblems } from './check-entry.ts';

const knowledge = buildKnowledge(LIBRARIES);
const entries = LIBRARIES.flatMap((library) => library.entries);
const known = new Set(entries.map(({ names }) => names[0] ?? ''));

describe('the knowledge of libraries', () => {
  it('holds no contradictions', () => {
    assert.deepEqual(entries.flatMap((entry) => entryProblems(entry).map((problem) => `${entry.names[0] ?? '?'}: ${problem}`)), []);
  });

  it('tells of nothing twice', () => {
    const owners = new Map<string, number>();
    for (const name of entries.flatMap(({ names }) => names)) owners.set(name, (owners.get(name) ?? 0) + 1);
    assert.deepEqual([...owners].filter(([, count]) => count > 1).map(([name]) => name), []);
  });

  it('every first name leads to its entry', () => {
    assert.deepEqual(entries.filter((entry) => knowledge.find(entry.names[0] ?? '') !== entry).map(({ names }) => names[0]), []);
  });

  it('every other name leads to the first', () => {
    assert.deepEqual(entries.flatMap(({ names }) => names.filter((name) => knowledge.canonical(name) !== names[0])), []);
  });

  it('aliases lead into libraries that are described', () => {
    const targets = LIBRARIES.flatMap(({ aliases }) => Object.values(aliases ?? {}));
    assert.deepEqual(targets.filter((target) => !LIBRARIES.some(({ library }) => library === target.split('.')[0])), []);
    assert.deepEqual(targets.filter((target) => knowledge.canonical(target) !== target), []);
  });

  it('base classes, results and classes of results are described', () => {
    const described = (name: string): boolean => known.has(name) || ATTRIBUTE_ONLY.has(name);
    assert.deepEqual(entries.flatMap(({ bases }) => bases ?? []).filter((name) => !described(name)), []);
    assert.deepEqual(entries.flatMap((entry) => (entry.is === 'estimator' && entry.fitReturns !== undefined ? [entry.fitReturns] : [])).filter((name) => !described(name)), []);
    assert.deepEqual([...new Set(entries.flatMap(resultClass))].filter((name) => !hasMembers(name) && !described(name)).sort(), []);
  });

  it('every role says what it has to', () => {
    const lacking = entries.filter((entry): entry is EstimatorApi => entry.is === 'estimator').filter((entry) => !isComplete(entry));
    assert.deepEqual(lacking.map(({ names }) => names[0]), []);
  });

  it('libraries have names in registries or come with Python', () => {
    const own = ['pickle', 'random', 'csv', 'statistics', 'cPickle', 'shelve', 'marshal', 'json'];
    assert.deepEqual(LIBRARIES.filter(({ distributions, library }) => (distributions.length === 0) !== own.includes(library)).map(({ library }) => library), []);
  });

  it('is made quickly', () => {
    const start = performance.now();
    for (let turn = 0; turn < 20; turn += 1) buildKnowledge(LIBRARIES).find('numpy.mean');
    assert.ok((performance.now() - start) / 20 < 25, 'one time takes less than 5 ms, with room for slow machines');
  });
});

/** Classes that are known by name only. */
const ATTRIBUTE_ONLY: ReadonlySet<string> = new Set(['list', 'keras.utils.Sequence', 'PIL.Image.Image', 'transformers.Pipeline', 'numpy.random.RandomState']);

function resultClass(entry: Api): readonly string[] {
  const returns = 'returns' in entry ? entry.returns : undefined;
  if (returns === undefined || typeof returns === 'string') return [];
  if ('object' in returns) return returns.object === 'self' ? [] : [returns.object];
  return returns.className === undefined ? [] : [returns.className];
}

function hasMembers(className: string): boolean {
  return entries.some(({ names }) => names[0]?.startsWith(`${className}.`) === true);
}

/** What is made of others names them; what predicts says what. */
function isComplete(entry: EstimatorApi): boolean {
  const [name = ''] = entry.names;
  if (/Mixin$|Model$|Results$|AlgoBase$/.test(name)) return true;
  switch (entry.role) {
    case 'pipeline':
    case 'columns':
    case 'union':
      return entry.learns === 'parts' && (entry.parts ?? []).length > 0;
    case 'search':
      return entry.learns === 'labels' || (entry.parts ?? []).length > 0;
    case 'model':
      return entry.output !== undefined && (entry.learns === 'labels' || entry.learns === 'parts');
    case 'meta':
      return entry.output !== undefined || entry.learns === 'nothing';
    case 'clusterer':
      return entry.task !== undefined && entry.learns === 'statistics';
    case 'selector':
    case 'resampler':
    case 'transformer':
    case 'other':
      return true;
  }
}

describe('looking libraries up', () => {
  for (const [name, canonical] of [
    ['tensorflow.keras.layers.Dense', 'keras.layers.Dense'],
    ['tensorflow.python.keras.models.Sequential', 'keras.Sequential'],
    ['tensorflow.compat.v1.keras.Model.fit', 'keras.Model.fit'],
    ['keras.layers.core.Dropout', 'keras.layers.Dropout'],
    ['pandas.core.frame.DataFrame.dropna', 'pandas.DataFrame.dropna'],
    ['pandas.core.groupby.generic.DataFrameGroupBy.mean', 'pandas.api.typing.DataFrameGroupBy.mean'],
    ['sklearn.linear_model.logistic.LogisticRegression', 'sklearn.linear_model.LogisticRegression'],
    ['sklearn.metrics.cluster.contingency_matrix', 'sklearn.metrics.cluster.contingency_matrix'],
    ['sklearn.metrics.cluster.adjusted_rand_score', 'sklearn.metrics.adjusted_rand_score'],
    ['pytorch_lightning.Trainer', 'lightning.pytorch.Trainer'],
    ['statsmodels.regression.linear_model.OLS', 'statsmodels.api.OLS'],
    ['fbprophet.Prophet', 'prophet.Prophet'],
    ['tensorflow', 'tensorflow'],
    ['tensorflow.keras', 'keras'],
    ['unheard.of.thing', 'unheard.of.thing'],
  ] as const) {
    it(`${name} is ${canonical}`, () => assert.equal(knowledge.canonical(name), canonical));
  }

  it('methods of estimators follow from their role', () => {
    assert.deepEqual(knowledge.method(['sklearn.preprocessing.StandardScaler'], 'fit_transform'), { name: 'sklearn.preprocessing.StandardScaler.fit_transform', api: null, meaning: 'fit-transform', parameters: ['X', 'y'] });
    assert.deepEqual(knowledge.method(['keras.Sequential'], 'evaluate')?.parameters.slice(0, 2), ['x', 'y']);
    assert.equal(knowledge.method(['keras.Sequential'], 'predict_classes')?.meaning, 'predict');
    assert.equal(knowledge.method(['keras.preprocessing.text.Tokenizer'], 'fit_on_texts')?.meaning, 'fit');
    assert.equal(knowledge.method(['pyspark.ml.classification.ClassificationModel'], 'transform')?.meaning, 'predict');
    assert.equal(knowledge.method(['surprise.SVD'], 'test')?.meaning, 'predict');
    assert.equal(knowledge.method(['sklearn.svm.SVC'], 'get_hopes'), null);
  });

  it('methods are found on bases, nearest first', () => {
    assert.equal(knowledge.method(['torch.nn.Linear'], 'eval')?.name, 'torch.nn.Module.eval');
    assert.equal(knowledge.method(['keras.Sequential'], 'compile')?.name, 'keras.Model.compile');
    assert.equal(knowledge.method(['sklearn.svm.SVC'], 'set_params')?.name, 'sklearn.base.BaseEstimator.set_params');
    assert.equal(knowledge.method(['sklearn.model_selection.KFold'], 'split')?.name, 'sklearn.model_selection.BaseCrossValidator.split');
    assert.equal(knowledge.method(['sklearn.base.BaseEstimator', 'sklearn.base.TransformerMixin'], 'fit_transform')?.meaning, 'fit-transform');
    assert.deepEqual(knowledge.basesOf('lightning.pytorch.LightningModule'), ['torch.nn.Module']);
    assert.deepEqual(knowledge.basesOf('imblearn.pipeline.Pipeline'), ['sklearn.pipeline.Pipeline', 'sklearn.base.BaseEstimator']);
  });

  it('a method known by two names has one', () => {
    assert.equal(knowledge.method(['pandas.DataFrame'], 'aggregate')?.name, 'pandas.DataFrame.agg');
  });

  it('names of a module are those described, under any of its names', () => {
    assert.ok(knowledge.namesIn('sklearn.model_selection').includes('train_test_split'));
    assert.deepEqual(knowledge.namesIn('tensorflow.keras.activations'), knowledge.namesIn('keras.activations'));
    assert.deepEqual(knowledge.namesIn('unheard.of'), []);
  });

  it('knows which libraries it knows', () => {
    assert.deepEqual(['sklearn.whatever', 'tf_keras.layers', 'os.path', 'sklearnx'].map((name) => knowledge.isInKnownLibrary(name)), [true, true, false, false]);
  });
});
