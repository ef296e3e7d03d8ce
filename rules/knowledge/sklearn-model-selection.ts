/** Splitting, cross-validation and search in scikit-learn, with the modules they once were in. */
import type { Api, CrossValidationApi, EstimatorApi, SplitApi, SplitterApi } from '../api/python/knowledge.ts';
import { crossValidation, data, estimator, formerly, plainClass, plainFunction, SEEDED, seededIf, split, splitter } from './entry.ts';

const SHUFFLE_OFF = { shuffle: { parameter: 'shuffle', default: false }, ...seededIf('shuffle', [true], 'when asked') } as const;
const DRAWN = { shuffle: 'always', isDisjointAcrossTurns: false, ...SEEDED } as const;
const IN_ORDER = { shuffle: 'never', isDisjointAcrossTurns: true } as const;

const trainTestSplit: SplitApi = split('sklearn.model_selection.train_test_split(*arrays, test_size, train_size, random_state, shuffle, stratify)', {
  data: ['arrays'],
  gives: 'pairs',
  sides: 2,
  shuffle: { parameter: 'shuffle', default: true },
  stratify: 'stratify',
  testSize: 'test_size',
  trainSize: 'train_size',
  ...seededIf('shuffle', [true], 'by default'),
});

const splitters: readonly SplitterApi[] = [
  splitter('sklearn.model_selection.KFold(n_splits, *, shuffle, random_state)', { way: 'random', isDisjointAcrossTurns: true, ...SHUFFLE_OFF }),
  splitter('sklearn.model_selection.StratifiedKFold(n_splits, *, shuffle, random_state)', { way: 'stratified', isDisjointAcrossTurns: true, ...SHUFFLE_OFF }),
  splitter('sklearn.model_selection.GroupKFold(n_splits, *, shuffle, random_state)', { way: 'group', isDisjointAcrossTurns: true, ...SHUFFLE_OFF }),
  splitter('sklearn.model_selection.StratifiedGroupKFold(n_splits, shuffle, random_state)', { way: 'group', isDisjointAcrossTurns: true, ...SHUFFLE_OFF, lifetime: { since: '1.0' } }),
  splitter('sklearn.model_selection.RepeatedKFold(*, n_splits, n_repeats, random_state)', { way: 'random', ...DRAWN }),
  splitter('sklearn.model_selection.RepeatedStratifiedKFold(*, n_splits, n_repeats, random_state)', { way: 'stratified', ...DRAWN }),
  splitter('sklearn.model_selection.ShuffleSplit(n_splits, *, test_size, train_size, random_state)', { way: 'random', ...DRAWN }),
  splitter('sklearn.model_selection.StratifiedShuffleSplit(n_splits, *, test_size, train_size, random_state)', { way: 'stratified', ...DRAWN }),
  splitter('sklearn.model_selection.GroupShuffleSplit(n_splits, *, test_size, train_size, random_state)', { way: 'group', ...DRAWN }),
  splitter('sklearn.model_selection.TimeSeriesSplit(n_splits, *, max_train_size, test_size, gap)', { way: 'time', ...IN_ORDER }),
  splitter('sklearn.model_selection.LeaveOneOut()', { way: 'position', ...IN_ORDER }),
  splitter('sklearn.model_selection.LeavePOut(p)', { way: 'position', shuffle: 'never', isDisjointAcrossTurns: false }),
  splitter('sklearn.model_selection.LeaveOneGroupOut()', { way: 'group', ...IN_ORDER }),
  splitter('sklearn.model_selection.LeavePGroupsOut(n_groups)', { way: 'group', shuffle: 'never', isDisjointAcrossTurns: false }),
  splitter('sklearn.model_selection.PredefinedSplit(test_fold)', { way: 'unknown', ...IN_ORDER }),
  splitter('sklearn.model_selection.check_cv(cv, y, *, classifier, shuffle, random_state)', { way: 'unknown', shuffle: 'never', isDisjointAcrossTurns: false }),
];

const XY = { estimator: 'estimator', features: 'X', labels: 'y', groups: 'groups', cv: 'cv', parameterLifetimes: { fit_params: { deprecated: '1.4', removed: '1.6', replacement: 'params' } } } as const;

const helpers: readonly CrossValidationApi[] = [
  crossValidation('sklearn.model_selection.cross_val_score(estimator, X, y, *, groups, scoring, cv, n_jobs, verbose, params, pre_dispatch, error_score, fit_params)', { ...XY, gives: 'scores' }),
  crossValidation('sklearn.model_selection.cross_validate(estimator, X, y, *, groups, scoring, cv, n_jobs, verbose, params, pre_dispatch, return_train_score, return_estimator, return_indices, error_score, fit_params)', { ...XY, gives: 'object' }),
  crossValidation('sklearn.model_selection.cross_val_predict(estimator, X, y, *, groups, cv, n_jobs, verbose, params, pre_dispatch, method, fit_params)', { ...XY, gives: 'predictions' }),
  crossValidation('sklearn.model_selection.learning_curve(estimator, X, y, *, groups, train_sizes, cv, scoring, exploit_incremental_learning, n_jobs, pre_dispatch, verbose, shuffle, random_state, error_score, return_times, params, fit_params)', { ...XY, gives: 'curve', ...seededIf('shuffle', [true], 'when asked') }),
  crossValidation('sklearn.model_selection.validation_curve(estimator, X, y, *, param_name, param_range, groups, cv, scoring, n_jobs, pre_dispatch, verbose, error_score, params, fit_params)', { ...XY, gives: 'curve' }),
  crossValidation('sklearn.model_selection.permutation_test_score(estimator, X, y, *, groups, cv, n_permutations, n_jobs, random_state, verbose, scoring, params, fit_params)', { ...XY, gives: 'object' }),
];

const search = (signature: string, facts: Partial<EstimatorApi> = {}): EstimatorApi =>
  estimator(signature, { role: 'search', learns: 'parts', by: 'model', task: 'either', parts: ['estimator'], bases: ['sklearn.model_selection.BaseSearchCV', 'sklearn.base.BaseEstimator'], ...facts });

const gridSearch = search('sklearn.model_selection.GridSearchCV(estimator, param_grid, *, scoring, n_jobs, refit, cv, verbose, pre_dispatch, error_score, return_train_score, iid)', { parameterLifetimes: { iid: { deprecated: '0.22', removed: '0.24' } } });
const randomizedSearch = search('sklearn.model_selection.RandomizedSearchCV(estimator, param_distributions, *, n_iter, scoring, n_jobs, refit, cv, verbose, pre_dispatch, random_state, error_score, return_train_score, iid)', { ...SEEDED, parameterLifetimes: { iid: { deprecated: '0.22', removed: '0.24' } } });

const attribute = (name: string, tags: readonly string[]): Api => plainFunction(`sklearn.model_selection.BaseSearchCV.${name}`, { isAttribute: true, tags, returns: 'unknown' });

export const sklearnModelSelection: readonly Api[] = [
  trainTestSplit,
  ...splitters,
  ...helpers,
  gridSearch,
  randomizedSearch,
  search('sklearn.model_selection.HalvingGridSearchCV(estimator, param_grid, *, factor, resource, max_resources, min_resources, aggressive_elimination, cv, scoring, refit, error_score, return_train_score, random_state, n_jobs, verbose)', SEEDED),
  search('sklearn.model_selection.HalvingRandomSearchCV(estimator, param_distributions, *, n_candidates, factor, resource, max_resources, min_resources, aggressive_elimination, cv, scoring, refit, error_score, return_train_score, random_state, n_jobs, verbose)', SEEDED),
  plainClass('sklearn.model_selection.ParameterGrid(param_grid)'),
  plainClass('sklearn.model_selection.ParameterSampler(param_distributions, n_iter, *, random_state)', SEEDED),
  attribute('best_estimator_', ['part']),
  attribute('best_score_', ['search-score']),
  attribute('best_params_', ['search-result']),
  attribute('best_index_', ['search-result']),
  attribute('cv_results_', ['search-result']),

  data('sklearn.utils.shuffle(*arrays, random_state, n_samples)', { data: ['arrays'], rows: 'reordered', orders: 'shuffled', ...SEEDED }),
  data('sklearn.utils.resample(*arrays, replace, n_samples, random_state, stratify, sample_weight)', { data: ['arrays'], rows: 'copies', rowsWhen: [{ parameter: 'replace', values: [false], rows: 'subset' }], orders: 'shuffled', by: 'resampler', share: 'n_samples', ...SEEDED }),

  formerly(trainTestSplit, 'sklearn.cross_validation.train_test_split', { removed: '0.20', replacement: 'sklearn.model_selection.train_test_split' }),
  ...helpers.slice(0, 3).map((entry) => formerly(entry, old(entry, 'cross_validation'), { removed: '0.20', replacement: entry.names[0] ?? '' })),
  formerly(gridSearch, 'sklearn.grid_search.GridSearchCV', { removed: '0.20', replacement: 'sklearn.model_selection.GridSearchCV' }),
  formerly(randomizedSearch, 'sklearn.grid_search.RandomizedSearchCV', { removed: '0.20', replacement: 'sklearn.model_selection.RandomizedSearchCV' }),
  splitter('sklearn.cross_validation.KFold(n, n_folds, shuffle, random_state)', { way: 'random', isDisjointAcrossTurns: true, ...SHUFFLE_OFF, lifetime: { removed: '0.20', replacement: 'sklearn.model_selection.KFold' } }),
  splitter('sklearn.cross_validation.StratifiedKFold(y, n_folds, shuffle, random_state)', { way: 'stratified', isDisjointAcrossTurns: true, ...SHUFFLE_OFF, lifetime: { removed: '0.20', replacement: 'sklearn.model_selection.StratifiedKFold' } }),
  splitter('sklearn.cross_validation.ShuffleSplit(n, n_iter, test_size, train_size, random_state)', { way: 'random', ...DRAWN, lifetime: { removed: '0.20', replacement: 'sklearn.model_selection.ShuffleSplit' } }),
  splitter('sklearn.cross_validation.StratifiedShuffleSplit(y, n_iter, test_size, train_size, random_state)', { way: 'stratified', ...DRAWN, lifetime: { removed: '0.20', replacement: 'sklearn.model_selection.StratifiedShuffleSplit' } }),
  splitter('sklearn.cross_validation.LeaveOneOut(n)', { way: 'position', ...IN_ORDER, lifetime: { removed: '0.20', replacement: 'sklearn.model_selection.LeaveOneOut' } }),
  splitter('sklearn.cross_validation.LabelKFold(labels, n_folds)', { way: 'group', ...IN_ORDER, lifetime: { removed: '0.20', replacement: 'sklearn.model_selection.GroupKFold' } }),
  crossValidation('sklearn.learning_curve.learning_curve(estimator, X, y, train_sizes, cv, scoring)', { estimator: 'estimator', features: 'X', labels: 'y', cv: 'cv', gives: 'curve', lifetime: { removed: '0.20', replacement: 'sklearn.model_selection.learning_curve' } }),
  crossValidation('sklearn.learning_curve.validation_curve(estimator, X, y, param_name, param_range, cv, scoring)', { estimator: 'estimator', features: 'X', labels: 'y', cv: 'cv', gives: 'curve', lifetime: { removed: '0.20', replacement: 'sklearn.model_selection.validation_curve' } }),
];

/** The entry's name in another module of scikit-learn. */
function old(entry: Api, module: string): string {
  return `sklearn.${module}.${entry.names[0]?.split('.').at(-1) ?? ''}`;
}
