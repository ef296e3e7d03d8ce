/** Facts that findings hang on, said once more by hand: who learns what, who is random, what goes by position. */
import assert from 'node:assert/strict';
import type { Api } from '../api/python/knowledge.ts';
import { LIBRARIES } from './index.ts';

const entries = new Map(LIBRARIES.flatMap((library) => library.entries.map((entry) => [entry.names[0] ?? '', entry] as const)));
const entry = (name: string): Api => {
  const found = entries.get(name);
  assert.ok(found !== undefined, `nothing is known of ${name}`);
  return found;
};
const learns = (name: string): unknown => {
  const api = entry(name);
  return 'learns' in api ? api.learns : undefined;
};

describe('facts about learning', () => {
  const cases = {
    nothing: ['sklearn.preprocessing.Normalizer', 'sklearn.preprocessing.Binarizer', 'sklearn.preprocessing.FunctionTransformer', 'sklearn.preprocessing.PolynomialFeatures', 'sklearn.feature_extraction.text.HashingVectorizer', 'sklearn.feature_extraction.FeatureHasher', 'category_encoders.HashingEncoder', 'pyspark.ml.feature.VectorAssembler'],
    statistics: ['sklearn.preprocessing.StandardScaler', 'sklearn.impute.SimpleImputer', 'sklearn.decomposition.PCA', 'sklearn.feature_extraction.text.TfidfVectorizer', 'sklearn.cluster.KMeans', 'sklearn.preprocessing.minmax_scale', 'pyspark.ml.feature.StandardScaler', 'pandas.qcut'],
    vocabulary: ['sklearn.preprocessing.LabelEncoder', 'sklearn.preprocessing.OneHotEncoder', 'sklearn.feature_extraction.text.CountVectorizer', 'pandas.get_dummies', 'keras.preprocessing.text.Tokenizer', 'pyspark.ml.feature.StringIndexer'],
    labels: ['sklearn.preprocessing.TargetEncoder', 'category_encoders.TargetEncoder', 'sklearn.feature_selection.SelectKBest', 'imblearn.over_sampling.SMOTE', 'sklearn.svm.SVC', 'sklearn.feature_selection.chi2'],
    neighbours: ['pandas.DataFrame.ffill', 'pandas.DataFrame.shift', 'pandas.api.typing.Rolling.mean', 'pandas.Series.diff'],
    parts: ['sklearn.pipeline.Pipeline', 'sklearn.compose.ColumnTransformer', 'sklearn.model_selection.GridSearchCV'],
  } as const;
  for (const [what, names] of Object.entries(cases)) {
    it(`these learn ${what}`, () => assert.deepEqual(names.filter((name) => learns(name) !== what), []));
  }

  it('constants, given edges and rows by themselves teach nothing', () => {
    assert.deepEqual(pick('sklearn.impute.SimpleImputer', 'learnsUnless'), { parameter: 'strategy', values: ['constant'] });
    assert.deepEqual(pick('pandas.cut', 'learnsIf'), { parameter: 'bins', type: 'number' });
    assert.deepEqual(pick('pandas.DataFrame.fillna', 'learnsIf'), { parameter: 'method' });
    assert.deepEqual(pick('pandas.DataFrame.mean', 'learnsUnless'), { parameter: 'axis', values: [1, 'columns'], default: false });
    assert.deepEqual(pick('sklearn.preprocessing.normalize', 'learnsUnless'), { parameter: 'axis', values: [1], default: true });
    assert.equal(learns('numpy.log1p'), undefined);
  });
});

describe('facts about chance', () => {
  it('these draw nothing', () => {
    const names = ['sklearn.neighbors.KNeighborsClassifier', 'sklearn.linear_model.LinearRegression', 'sklearn.naive_bayes.GaussianNB', 'sklearn.svm.SVR', 'sklearn.cluster.DBSCAN', 'sklearn.model_selection.TimeSeriesSplit', 'sklearn.model_selection.cross_val_score', 'xgboost.XGBClassifier'];
    assert.deepEqual(names.filter((name) => entry(name).random !== undefined), []);
  });

  for (const [name, parameter, values, byDefault] of [
    ['sklearn.linear_model.LogisticRegression', 'solver', ['sag', 'saga', 'liblinear'], false],
    ['sklearn.linear_model.Ridge', 'solver', ['sag', 'saga'], false],
    ['sklearn.linear_model.Lasso', 'selection', ['random'], false],
    ['sklearn.svm.SVC', 'probability', [true], false],
    ['sklearn.model_selection.KFold', 'shuffle', [true], false],
    ['sklearn.model_selection.train_test_split', 'shuffle', [true], true],
    ['sklearn.linear_model.SGDClassifier', 'shuffle', [true], true],
    ['torch.utils.data.DataLoader', 'shuffle', [true], false],
  ] as const) {
    it(`${name} does by \`${parameter}\``, () => assert.deepEqual(entry(name).random?.onlyIf, { parameter, values, default: byDefault }));
  }

  it('these always do', () => {
    const names = ['sklearn.ensemble.RandomForestClassifier', 'sklearn.cluster.KMeans', 'sklearn.model_selection.ShuffleSplit', 'pandas.DataFrame.sample', 'imblearn.over_sampling.SMOTE', 'torch.utils.data.random_split', 'pyspark.sql.DataFrame.randomSplit'];
    assert.deepEqual(names.filter((name) => entry(name).random === undefined || entry(name).random?.onlyIf !== undefined), []);
  });
});

describe('facts about parameters', () => {
  for (const [name, start] of [
    ['sklearn.model_selection.train_test_split', ['arrays', '...', 'test_size']],
    ['sklearn.model_selection.KFold', ['n_splits', '*', 'shuffle', 'random_state']],
    ['pandas.DataFrame.drop', ['labels', 'axis', 'index', 'columns']],
    ['pandas.DataFrame.fillna', ['value', 'method', 'axis', 'inplace']],
    ['pandas.read_csv', ['filepath_or_buffer', 'sep', 'delimiter', 'header', 'names']],
    ['pandas.DataFrame.groupby', ['by', 'axis', 'level']],
    ['numpy.random.choice', ['a', 'size', 'replace', 'p']],
    ['torch.utils.data.DataLoader', ['dataset', 'batch_size', 'shuffle', 'sampler']],
    ['statsmodels.api.OLS', ['endog', 'exog']],
    ['xgboost.train', ['params', 'dtrain', 'num_boost_round', '*']],
    ['sklearn.metrics.roc_auc_score', ['y_true', 'y_score', '*']],
    ['torchmetrics.functional.accuracy', ['preds', 'target']],
  ] as const) {
    it(`${name} starts with ${start.join(', ')}`, () => assert.deepEqual(entry(name).parameters?.slice(0, start.length), start));
  }

  it('metrics know which of their arguments may change places', () => {
    const symmetric = (name: string): unknown => pick(`sklearn.metrics.${name}`, 'isSymmetric');
    assert.deepEqual(['accuracy_score', 'mean_squared_error', 'mean_absolute_error', 'matthews_corrcoef', 'adjusted_rand_score'].filter((name) => symmetric(name) !== true), []);
    assert.deepEqual(['precision_score', 'recall_score', 'r2_score', 'confusion_matrix', 'classification_report', 'log_loss', 'roc_auc_score', 'mean_absolute_percentage_error', 'homogeneity_score'].filter((name) => symmetric(name) !== false), []);
    assert.deepEqual(['roc_auc_score', 'average_precision_score', 'log_loss', 'roc_curve', 'brier_score_loss'].filter((name) => pick(`sklearn.metrics.${name}`, 'needs') !== 'scores'), []);
  });
});

function pick(name: string, key: string): unknown {
  return (entry(name) as unknown as Readonly<Record<string, unknown>>)[key];
}
