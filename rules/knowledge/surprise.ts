/** Surprise: recommenders over ratings. */
import type { Api, DataReturns, EstimatorApi, LibraryKnowledge } from '../api/python/knowledge.ts';
import { crossValidation, data, estimator, loader, metric, on, plainClass, plainFunction, reader, SEEDED, seededIf, split, splitter, writer } from './entry.ts';

const DATASET: DataReturns = { form: 'dataset', className: 'surprise.Dataset' };
const TRAINSET: DataReturns = { form: 'dataset', className: 'surprise.Trainset' };
const TESTSET: DataReturns = { form: 'list', className: 'list' };

const algorithm = (signature: string, facts: Partial<EstimatorApi> = {}): EstimatorApi =>
  estimator(signature, {
    role: 'model',
    learns: 'labels',
    by: 'model',
    task: 'regression',
    output: 'values',
    fit: { parameters: ['trainset'], features: 'trainset', labels: null },
    methods: { predict: ['test', 'predict'] },
    methodParameters: { test: ['testset', 'verbose'], predict: ['uid', 'iid', 'r_ui', 'clip', 'verbose'] },
    bases: ['surprise.AlgoBase'],
    ...facts,
  });
const search = (signature: string, facts: Partial<EstimatorApi> = {}): EstimatorApi =>
  estimator(signature, { role: 'search', learns: 'parts', by: 'model', task: 'regression', parts: ['algo_class'], fit: { parameters: ['data'], features: 'data', labels: null }, bases: ['surprise.model_selection.BaseSearchCV'], ...facts });
/** Dictionaries by measure: `gs.best_params['rmse']`. */
const found = (name: string, tags: readonly string[]): Api => plainFunction(`surprise.model_selection.BaseSearchCV.${name}`, { isAttribute: true, tags, returns: 'unknown' });
/** The predictions hold the true ratings as well. */
const accuracy = (name: string, signature: string): Api => metric(`surprise.accuracy.${name}(${signature})`, { truth: 'predictions', prediction: 'predictions', isSymmetric: true, task: 'regression', needs: 'values' });

export const surprise: LibraryKnowledge = {
  library: 'surprise',
  distributions: ['scikit-surprise', 'surprise'],
  version: '1.1.5',
  aliases: {
    'surprise.prediction_algorithms': 'surprise',
    'surprise.prediction_algorithms.matrix_factorization': 'surprise',
    'surprise.prediction_algorithms.knns': 'surprise',
    'surprise.model_selection.split': 'surprise.model_selection',
    'surprise.model_selection.validation': 'surprise.model_selection',
    'surprise.model_selection.search': 'surprise.model_selection',
    'surprise.dataset': 'surprise',
    'surprise.reader': 'surprise',
    'surprise.trainset': 'surprise',
  },
  entries: [
    plainClass('surprise.Dataset', {}),
    plainClass('surprise.Reader(name, line_format, sep, rating_scale, skip_lines)'),
    plainClass('surprise.AlgoBase'),
    plainClass('surprise.model_selection.BaseSearchCV'),
    plainClass('surprise.Trainset'),
    reader('surprise.Dataset.load_builtin(name, prompt)', { path: null, returns: DATASET }),
    reader('surprise.Dataset.load_from_file(file_path, reader)', { path: 'file_path', format: 'other', returns: DATASET }),
    reader('surprise.Dataset.load_from_folds(folds_files, reader)', { path: null, returns: DATASET }),
    data('surprise.Dataset.load_from_df(df, reader)', { data: ['df'], rows: 'same', returns: DATASET }),
    ...on(['surprise.Dataset'], [
      data('.build_full_trainset()', { rows: 'same', returns: TRAINSET }),
      data('.construct_trainset(raw_trainset)', { data: ['raw_trainset'], rows: 'same', returns: TRAINSET }),
      data('.construct_testset(raw_testset)', { data: ['raw_testset'], rows: 'same', returns: TESTSET }),
      data('.raw_ratings', { rows: 'same', isAttribute: true, returns: TESTSET }),
    ]),
    ...on(['surprise.Trainset'], [
      data('.build_testset()', { rows: 'same', returns: TESTSET }),
      data('.build_anti_testset(fill)', { rows: 'new', returns: TESTSET }),
      data('.all_ratings()', { rows: 'same', returns: TESTSET }),
      data('.global_mean', { rows: 'aggregate', isAttribute: true, returns: 'scalar' }),
    ]),
    split('surprise.model_selection.train_test_split(data, test_size, train_size, random_state, shuffle)', { data: ['data'], gives: 'pairs', sides: 2, shuffle: { parameter: 'shuffle', default: true }, testSize: 'test_size', trainSize: 'train_size', ...seededIf('shuffle', [true], 'by default') }),
    splitter('surprise.model_selection.KFold(n_splits, random_state, shuffle)', { way: 'random', shuffle: { parameter: 'shuffle', default: true }, isDisjointAcrossTurns: true, gives: [TRAINSET, TESTSET], ...seededIf('shuffle', [true], 'by default') }),
    splitter('surprise.model_selection.RepeatedKFold(n_splits, n_repeats, random_state)', { way: 'random', shuffle: 'always', isDisjointAcrossTurns: false, gives: [TRAINSET, TESTSET], ...SEEDED }),
    splitter('surprise.model_selection.ShuffleSplit(n_splits, test_size, train_size, random_state, shuffle)', { way: 'random', shuffle: { parameter: 'shuffle', default: true }, isDisjointAcrossTurns: false, gives: [TRAINSET, TESTSET], ...seededIf('shuffle', [true], 'by default') }),
    splitter('surprise.model_selection.LeaveOneOut(n_splits, random_state, min_n_ratings)', { way: 'group', shuffle: 'always', isDisjointAcrossTurns: false, gives: [TRAINSET, TESTSET], ...SEEDED }),
    splitter('surprise.model_selection.PredefinedKFold()', { way: 'unknown', shuffle: 'never', isDisjointAcrossTurns: false, gives: [TRAINSET, TESTSET] }),
    crossValidation('surprise.model_selection.cross_validate(algo, data, measures, cv, return_train_measures, n_jobs, pre_dispatch, verbose)', { estimator: 'algo', features: 'data', labels: null, cv: 'cv', gives: 'object' }),
    search('surprise.model_selection.GridSearchCV(algo_class, param_grid, measures, cv, refit, return_train_measures, n_jobs, pre_dispatch, joblib_verbose)'),
    search('surprise.model_selection.RandomizedSearchCV(algo_class, param_distributions, n_iter, measures, cv, refit, return_train_measures, n_jobs, pre_dispatch, random_state, joblib_verbose)', SEEDED),
    found('best_estimator', ['part']),
    found('best_score', ['search-score']),
    ...['best_params', 'best_index', 'cv_results'].map((name) => found(name, ['search-result'])),
    algorithm('surprise.SVD(n_factors, n_epochs, biased, init_mean, init_std_dev, lr_all, reg_all, lr_bu, lr_bi, lr_pu, lr_qi, reg_bu, reg_bi, reg_pu, reg_qi, random_state, verbose)', SEEDED),
    algorithm('surprise.SVDpp(n_factors, n_epochs, init_mean, init_std_dev, lr_all, reg_all, lr_bu, lr_bi, lr_pu, lr_qi, lr_yj, reg_bu, reg_bi, reg_pu, reg_qi, reg_yj, random_state, verbose, cache_ratings)', SEEDED),
    algorithm('surprise.NMF(n_factors, n_epochs, biased, reg_pu, reg_qi, reg_bu, reg_bi, lr_bu, lr_bi, init_low, init_high, random_state, verbose)', SEEDED),
    algorithm('surprise.KNNBasic(k, min_k, sim_options, verbose)'),
    algorithm('surprise.KNNWithMeans(k, min_k, sim_options, verbose)'),
    algorithm('surprise.KNNWithZScore(k, min_k, sim_options, verbose)'),
    algorithm('surprise.KNNBaseline(k, min_k, sim_options, bsl_options, verbose)'),
    algorithm('surprise.BaselineOnly(bsl_options, verbose)'),
    algorithm('surprise.SlopeOne()'),
    algorithm('surprise.CoClustering(n_cltr_u, n_cltr_i, n_epochs, random_state, verbose)', SEEDED),
    algorithm('surprise.NormalPredictor()', { random: { parameter: null, generator: 'numpy' } }),
    accuracy('rmse', 'predictions, verbose'),
    accuracy('mae', 'predictions, verbose'),
    accuracy('mse', 'predictions, verbose'),
    accuracy('fcp', 'predictions, verbose'),
    loader('surprise.dump.load(file_name)', { path: 'file_name', safety: { kind: 'unsafe' }, returns: 'unknown' }),
    writer('surprise.dump.dump(file_name, predictions, algo, verbose)', { path: 'file_name', value: 'algo' }),
  ],
};
