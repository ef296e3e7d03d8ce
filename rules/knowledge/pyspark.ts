/** PySpark: frames of Spark SQL and estimators of Spark ML. `fit` gives a model; a model's `transform` adds columns, predictions too. */
import type { Api, DataApi, EstimatorApi, LibraryKnowledge, RandomUse, ReaderApi, Returns } from '../api/python/knowledge.ts';
import { data, estimator, metric, on, plainClass, plainFunction, reader, split, writer } from './entry.ts';

type Facts = Partial<Omit<EstimatorApi, 'is' | 'names' | 'parameters'>>;

const DATA_FRAME = 'pyspark.sql.DataFrame';
const FRAME: Returns = { form: 'frame', className: DATA_FRAME };
const SEED: { readonly random: RandomUse } = { random: { parameter: 'seed', generator: 'spark' } };

const same = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'same', ...facts });
const subset = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'subset', ...facts });
const read = (signature: string, path: string | null, format: NonNullable<ReaderApi['format']>): Api => reader(signature, { path, format, returns: FRAME });

const METHODS: readonly Api[] = [
  ...['.select(*cols)', '.selectExpr(*expr)'].map((signature) => same(signature, { columns: { keeps: [signature.startsWith('.selectExpr') ? 'expr' : 'cols'] } })),
  same('.withColumn(colName, col)', { columns: { adds: ['colName'] } }),
  same('.withColumns(*colsMap)'),
  same('.withColumnRenamed(existing, new)'),
  same('.drop(*cols)', { columns: { removes: ['cols'] } }),
  ...['.cache()', '.persist(storageLevel)', '.unpersist(blocking)', '.repartition(numPartitions, *cols)', '.coalesce(numPartitions)', '.alias(alias)', '.toDF(*cols)', '.checkpoint(eager)', '.transform(func, *args)'].map((signature) => same(signature)),
  ...['.fillna(value, subset)', '.replace(to_replace, value, subset)'].map((signature) => same(signature)),
  ...['.filter(condition)', '.where(condition)', '.distinct()', '.subtract(other)', '.intersect(other)', '.exceptAll(other)'].map((signature) => subset(signature)),
  ...['.dropna(how, thresh, subset)', '.dropDuplicates(subset)', '.drop_duplicates(subset)'].map((signature) => subset(signature, { columns: { reads: ['subset'] } })),
  subset('.limit(num)', { takes: 'first', share: 'num' }),
  subset('.head(n)', { takes: 'first', share: 'n', returns: 'unknown' }),
  subset('.take(num)', { takes: 'first', share: 'num', returns: { form: 'list' } }),
  subset('.tail(num)', { takes: 'last', share: 'num', returns: { form: 'list' } }),
  subset('.sample(withReplacement, fraction, seed)', { share: 'fraction', orders: 'shuffled', rowsWhen: [{ parameter: 'withReplacement', values: [true], rows: 'copies' }], ...SEED }),
  subset('.sampleBy(col, fractions, seed)', { orders: 'shuffled', ...SEED }),
  split('.randomSplit(weights, seed)', { data: ['self'], gives: 'parts', sides: 0, shuffle: 'always', sizes: 'weights', ...SEED }),
  ...['.orderBy(*cols)', '.sort(*cols)'].map((signature) => data(signature, { rows: 'reordered', orders: 'sorted' })),
  ...['.union(other)', '.unionAll(other)', '.unionByName(other, allowMissingColumns)'].map((signature) => data(signature, { data: ['self', 'other'], rows: 'union' })),
  data('.join(other, on, how)', { data: ['self', 'other'], rows: 'join' }),
  data('.crossJoin(other)', { data: ['self', 'other'], rows: 'copies' }),
  ...['.groupBy(*cols)', '.groupby(*cols)', '.rollup(*cols)', '.cube(*cols)'].map((signature) => data(signature, { rows: 'groups', returns: { form: 'groups', className: 'pyspark.sql.GroupedData' } })),
  ...['.agg(*exprs)', '.describe(*cols)', '.summary(*statistics)', '.crosstab(col1, col2)', '.freqItems(cols, support)'].map((signature) => data(signature, { rows: 'aggregate', by: 'reduction' })),
  ...['.corr(col1, col2, method)', '.cov(col1, col2)', '.count()', '.approxQuantile(col, probabilities, relativeError)'].map((signature) => data(signature, { rows: 'aggregate', by: 'reduction', returns: 'scalar' })),
  same('.toPandas()', { returns: { form: 'frame', className: 'pandas.DataFrame' } }),
  same('.pandas_api(index_col)', { returns: { form: 'frame', className: 'pandas.DataFrame' } }),
  same('.collect()', { returns: { form: 'list', className: 'list' } }),
  same('.rdd', { isAttribute: true, returns: 'unknown' }),
  same('.na', { isAttribute: true, returns: { form: 'frame', className: 'pyspark.sql.DataFrameNaFunctions' } }),
  same('.write', { isAttribute: true, returns: { form: 'frame', className: 'pyspark.sql.DataFrameWriter' } }),
  ...['columns', 'schema', 'dtypes'].map((name) => data(`.${name}`, { rows: 'aggregate', learns: 'none', isAttribute: true, returns: 'unknown' })),
  plainFunction('.show(n, truncate, vertical)', { returns: 'none', tags: ['prints'] }),
  plainFunction('.printSchema(level)', { returns: 'none', tags: ['prints'] }),
  plainFunction('.createOrReplaceTempView(name)', { returns: 'none', tags: ['names-table'] }),
];

const SQL: readonly Api[] = [
  ...on([DATA_FRAME], METHODS),
  ...on(['pyspark.sql.DataFrameNaFunctions'], [subset('.drop(how, thresh, subset)', { returns: FRAME }), same('.fill(value, subset)', { returns: FRAME }), same('.replace(to_replace, value, subset)', { returns: FRAME })]),
  ...on(['pyspark.sql.GroupedData'], ['.agg(*exprs)', '.count()', '.mean(*cols)', '.avg(*cols)', '.sum(*cols)', '.min(*cols)', '.max(*cols)'].map((signature) => data(signature, { rows: 'grouped', by: 'reduction', returns: FRAME }))),
  ...on(['pyspark.sql.GroupedData'], [data('.pivot(pivot_col, values)', { rows: 'groups', returns: { form: 'groups', className: 'pyspark.sql.GroupedData' } }), data('.applyInPandas(func, schema)', { rows: 'unknown', learns: 'statistics', by: 'reduction', returns: FRAME, calls: { parameter: 'func', with: 'group' } })]),
  plainClass('pyspark.sql.SparkSession'),
  plainFunction('pyspark.sql.SparkSession.read', { isAttribute: true, returns: { object: 'pyspark.sql.DataFrameReader' } }),
  plainFunction('pyspark.sql.SparkSession.builder', { isAttribute: true, returns: { object: 'pyspark.sql.SparkSession.Builder' } }),
  ...['appName(name)', 'master(master)', 'config(key, value)', 'enableHiveSupport()'].map((signature) => plainFunction(`pyspark.sql.SparkSession.Builder.${signature}`, { returns: 'self' })),
  plainFunction('pyspark.sql.SparkSession.Builder.getOrCreate()', { returns: { object: 'pyspark.sql.SparkSession' } }),
  data('pyspark.sql.SparkSession.createDataFrame(data, schema, samplingRatio, verifySchema)', { data: ['data'], rows: 'same', returns: FRAME }),
  read('pyspark.sql.SparkSession.table(tableName)', null, 'other'),
  read('pyspark.sql.SparkSession.sql(sqlQuery)', null, 'other'),
  read('pyspark.sql.DataFrameReader.csv(path, schema, sep, encoding, quote, escape, comment, header, inferSchema)', 'path', 'csv'),
  read('pyspark.sql.DataFrameReader.parquet(*paths)', 'paths', 'parquet'),
  read('pyspark.sql.DataFrameReader.json(path, schema)', 'path', 'jsonl'),
  read('pyspark.sql.DataFrameReader.orc(path, mergeSchema)', 'path', 'other'),
  read('pyspark.sql.DataFrameReader.text(paths, wholetext, lineSep)', 'paths', 'other'),
  read('pyspark.sql.DataFrameReader.load(path, format, schema)', 'path', 'other'),
  read('pyspark.sql.DataFrameReader.table(tableName)', null, 'other'),
  read('pyspark.sql.DataFrameReader.jdbc(url, table, column)', null, 'other'),
  ...['format(source)', 'option(key, value)', 'options()', 'schema(schema)'].map((signature) => plainFunction(`pyspark.sql.DataFrameReader.${signature}`, { returns: 'self' })),
  ...on(['pyspark.sql.DataFrameWriter'], [...['.csv(path)', '.parquet(path)', '.json(path)', '.orc(path)', '.save(path)'].map((signature) => writer(signature, { path: 'path', value: 'self' })), writer('.saveAsTable(name)', { path: null, value: 'self' }), ...['.mode(saveMode)', '.option(key, value)', '.options()', '.format(source)', '.partitionBy(*cols)'].map((signature) => same(signature))]),
];

const DATASET_FIT: Facts = { fit: { parameters: ['dataset', 'params'], features: 'dataset', labels: null }, methodParameters: { transform: ['dataset', 'params'], evaluate: ['dataset'] }, bases: ['pyspark.ml.Estimator'] };
const MODEL_METHODS: Facts = { methods: { transform: [], predict: ['transform'], evaluate: ['evaluate'] }, methodParameters: { transform: ['dataset', 'params'], evaluate: ['dataset'] }, bases: ['pyspark.ml.Transformer'] };

/** The estimator and the model that its `fit` gives. */
const fitted = (name: string, modelName: string, facts: Omit<EstimatorApi, 'is' | 'names' | 'parameters'>): readonly Api[] => [
  estimator(`pyspark.ml.${name}`, { ...DATASET_FIT, ...facts, fitReturns: `pyspark.ml.${modelName}` }),
  estimator(`pyspark.ml.${modelName}`, { ...facts, methodParameters: { transform: ['dataset', 'params'] }, bases: ['pyspark.ml.Transformer'] }),
];
const learner = (name: string, learns: EstimatorApi['learns'], by: EstimatorApi['by']): readonly Api[] => fitted(`feature.${name}`, `feature.${name}Model`, { role: 'transformer', learns, by });
const stateless = (name: string): Api => estimator(`pyspark.ml.feature.${name}`, { role: 'transformer', learns: 'nothing', by: 'other', methodParameters: { transform: ['dataset', 'params'] }, bases: ['pyspark.ml.Transformer'] });
const predictor = (name: string, task: EstimatorApi['task'], facts: Facts = {}): Api =>
  estimator(`pyspark.ml.${task === 'classification' ? 'classification' : 'regression'}.${name}`, {
    role: 'model',
    learns: 'labels',
    by: 'model',
    ...(task === undefined ? {} : { task }),
    output: task === 'classification' ? 'labels' : 'values',
    ...DATASET_FIT,
    fitReturns: task === 'classification' ? 'pyspark.ml.classification.ClassificationModel' : 'pyspark.ml.regression.RegressionModel',
    ...facts,
  });
const search = (name: string): readonly Api[] => [
  estimator(`pyspark.ml.tuning.${name}(*, estimator, estimatorParamMaps, evaluator, seed)`, { role: 'search', learns: 'parts', by: 'model', parts: ['estimator'], ...DATASET_FIT, fitReturns: `pyspark.ml.tuning.${name}Model`, ...SEED }),
  estimator(`pyspark.ml.tuning.${name}Model`, { role: 'search', learns: 'parts', by: 'model', ...MODEL_METHODS }),
  plainFunction(`pyspark.ml.tuning.${name}Model.bestModel`, { isAttribute: true, tags: ['part'], returns: 'unknown' }),
];
const evaluator = (name: string, task: 'classification' | 'regression' | 'clustering' | 'ranking'): Api =>
  metric(`pyspark.ml.evaluation.${name}`, { truth: 'dataset', prediction: 'dataset', isSymmetric: false, task, needs: 'either', bases: ['pyspark.ml.evaluation.Evaluator'] });

const ML: readonly Api[] = [
  plainClass('pyspark.ml.Estimator', { tags: ['estimator-base'] }),
  plainClass('pyspark.ml.Transformer', { tags: ['estimator-base'] }),
  ...['StandardScaler', 'MinMaxScaler', 'MaxAbsScaler', 'RobustScaler'].flatMap((name) => learner(name, 'statistics', 'scaler')),
  ...learner('Imputer', 'statistics', 'imputer'),
  ...learner('PCA', 'statistics', 'decomposition'),
  ...learner('IDF', 'statistics', 'vectorizer'),
  ...learner('CountVectorizer', 'vocabulary', 'vectorizer'),
  ...learner('Word2Vec', 'statistics', 'vectorizer'),
  ...learner('StringIndexer', 'vocabulary', 'encoder'),
  ...learner('OneHotEncoder', 'vocabulary', 'encoder'),
  ...learner('VectorIndexer', 'vocabulary', 'encoder'),
  ...learner('TargetEncoder', 'labels', 'target-encoder'),
  ...learner('ChiSqSelector', 'labels', 'supervised-selector'),
  ...learner('UnivariateFeatureSelector', 'labels', 'supervised-selector'),
  ...learner('VarianceThresholdSelector', 'statistics', 'selector'),
  ...learner('RFormula', 'vocabulary', 'encoder'),
  ...fitted('feature.QuantileDiscretizer', 'feature.Bucketizer', { role: 'transformer', learns: 'statistics', by: 'discretizer' }).slice(0, 1),
  ...['VectorAssembler', 'Bucketizer', 'Binarizer', 'Normalizer', 'PolynomialExpansion', 'HashingTF', 'FeatureHasher', 'Tokenizer', 'RegexTokenizer', 'StopWordsRemover', 'NGram', 'IndexToString', 'SQLTransformer', 'VectorSlicer', 'Interaction', 'ElementwiseProduct', 'DCT'].map(stateless),
  ...['LogisticRegression', 'LinearSVC', 'NaiveBayes', 'OneVsRest'].map((name) => predictor(name, 'classification')),
  ...['DecisionTreeClassifier', 'RandomForestClassifier', 'GBTClassifier', 'MultilayerPerceptronClassifier', 'FMClassifier'].map((name) => predictor(`${name}(*, seed)`, 'classification', SEED)),
  ...['LinearRegression', 'GeneralizedLinearRegression', 'IsotonicRegression', 'AFTSurvivalRegression'].map((name) => predictor(name, 'regression')),
  ...['DecisionTreeRegressor', 'RandomForestRegressor', 'GBTRegressor', 'FMRegressor'].map((name) => predictor(`${name}(*, seed)`, 'regression', SEED)),
  estimator('pyspark.ml.recommendation.ALS(*, seed)', { role: 'model', learns: 'labels', by: 'model', task: 'regression', output: 'values', ...DATASET_FIT, fitReturns: 'pyspark.ml.recommendation.ALSModel', ...SEED }),
  ...['classification.ClassificationModel', 'regression.RegressionModel', 'recommendation.ALSModel'].map((name) => estimator(`pyspark.ml.${name}`, { role: 'model', learns: 'labels', by: 'model', ...MODEL_METHODS })),
  ...['KMeans', 'BisectingKMeans', 'GaussianMixture', 'LDA'].flatMap((name) => [
    estimator(`pyspark.ml.clustering.${name}(*, k, seed)`, { role: 'clusterer', learns: 'statistics', by: 'clusterer', task: 'clustering', ...DATASET_FIT, fitReturns: `pyspark.ml.clustering.${name}Model`, ...SEED }),
    estimator(`pyspark.ml.clustering.${name}Model`, { role: 'clusterer', learns: 'statistics', by: 'clusterer', task: 'clustering', ...MODEL_METHODS }),
  ]),
  estimator('pyspark.ml.Pipeline(*, stages)', { role: 'pipeline', learns: 'parts', by: 'other', parts: ['stages'], ...DATASET_FIT, fitReturns: 'pyspark.ml.PipelineModel' }),
  estimator('pyspark.ml.PipelineModel(stages)', { role: 'pipeline', learns: 'parts', by: 'other', parts: ['stages'], methodParameters: { transform: ['dataset', 'params'] }, bases: ['pyspark.ml.Transformer'] }),
  ...search('CrossValidator'),
  ...search('TrainValidationSplit'),
  plainClass('pyspark.ml.tuning.ParamGridBuilder()'),
  plainClass('pyspark.ml.evaluation.Evaluator'),
  metric('pyspark.ml.evaluation.Evaluator.evaluate(dataset, params)', { truth: 'dataset', prediction: 'dataset', isSymmetric: false, task: 'any', needs: 'either' }),
  evaluator('BinaryClassificationEvaluator', 'classification'),
  evaluator('MulticlassClassificationEvaluator', 'classification'),
  evaluator('MultilabelClassificationEvaluator', 'classification'),
  evaluator('RegressionEvaluator', 'regression'),
  evaluator('ClusteringEvaluator', 'clustering'),
  evaluator('RankingEvaluator', 'ranking'),
];

export const pyspark: LibraryKnowledge = {
  library: 'pyspark',
  distributions: ['pyspark', 'databricks-connect'],
  version: '4.3.0',
  aliases: { 'pyspark.sql.dataframe': 'pyspark.sql', 'pyspark.sql.session': 'pyspark.sql', 'pyspark.ml.pipeline': 'pyspark.ml', 'pyspark.ml.base': 'pyspark.ml', 'pyspark.sql.connect.dataframe': 'pyspark.sql' },
  entries: [...SQL, ...ML],
};
