/** imbalanced-learn: samplers, balanced ensembles, its pipeline and metrics. */
import type { EstimatorApi, LibraryKnowledge, MetricApi } from '../api/python/knowledge.ts';
import { data, estimator, formerly, metric, plainClass, plainFunction, reader, SEEDED, SEEDING, seededIf, splitter } from './entry.ts';

type Facts = Partial<Omit<EstimatorApi, 'is' | 'names' | 'parameters'>>;

/** Copies or mixes rows. */
const oversampler = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'resampler', learns: 'labels', by: 'resampler', ...SEEDED, ...facts });
/** Leaves rows out. */
const undersampler = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'resampler', learns: 'labels', by: 'resampler', ...facts });
const ensemble = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'meta', learns: 'labels', by: 'model', task: 'classification', output: 'labels', parts: ['estimator'], ...SEEDING, ...facts });
const labels = (signature: string, task: MetricApi['task'] = 'classification'): MetricApi => metric(signature, { truth: 'y_true', prediction: 'y_pred', isSymmetric: false, task, needs: 'labels' });

const DISTANCE: Facts = { isDistanceBased: true, needsScaling: true };

export const imblearn: LibraryKnowledge = {
  library: 'imblearn',
  distributions: ['imbalanced-learn', 'imblearn'],
  version: '0.14.2',
  aliases: {
    'imblearn.over_sampling._smote': 'imblearn.over_sampling',
    'imblearn.over_sampling._random_over_sampler': 'imblearn.over_sampling',
    'imblearn.under_sampling._prototype_selection': 'imblearn.under_sampling',
    'imblearn.under_sampling.prototype_selection': 'imblearn.under_sampling',
  },
  entries: [
    oversampler('imblearn.over_sampling.RandomOverSampler(*, sampling_strategy, random_state, shrinkage)'),
    oversampler('imblearn.over_sampling.SMOTE(*, sampling_strategy, random_state, k_neighbors)', DISTANCE),
    oversampler('imblearn.over_sampling.SMOTENC(categorical_features, *, categorical_encoder, sampling_strategy, random_state, k_neighbors)', DISTANCE),
    oversampler('imblearn.over_sampling.SMOTEN(categorical_encoder, *, sampling_strategy, random_state, k_neighbors)'),
    oversampler('imblearn.over_sampling.BorderlineSMOTE(*, sampling_strategy, random_state, k_neighbors, m_neighbors, kind)', DISTANCE),
    oversampler('imblearn.over_sampling.SVMSMOTE(*, sampling_strategy, random_state, k_neighbors, m_neighbors, svm_estimator, out_step)', DISTANCE),
    oversampler('imblearn.over_sampling.KMeansSMOTE(*, sampling_strategy, random_state, k_neighbors, n_jobs, kmeans_estimator, cluster_balance_threshold, density_exponent)', DISTANCE),
    oversampler('imblearn.over_sampling.ADASYN(*, sampling_strategy, random_state, n_neighbors)', DISTANCE),
    oversampler('imblearn.combine.SMOTEENN(*, sampling_strategy, random_state, smote, enn, n_jobs)', { ...DISTANCE, parts: ['smote', 'enn'] }),
    oversampler('imblearn.combine.SMOTETomek(*, sampling_strategy, random_state, smote, tomek, n_jobs)', { ...DISTANCE, parts: ['smote', 'tomek'] }),
    undersampler('imblearn.under_sampling.RandomUnderSampler(*, sampling_strategy, random_state, replacement)', SEEDED),
    undersampler('imblearn.under_sampling.ClusterCentroids(*, sampling_strategy, random_state, estimator, voting)', { ...DISTANCE, ...SEEDED }),
    undersampler('imblearn.under_sampling.NearMiss(*, sampling_strategy, version, n_neighbors, n_neighbors_ver3, n_jobs)', DISTANCE),
    undersampler('imblearn.under_sampling.TomekLinks(*, sampling_strategy, n_jobs)', DISTANCE),
    undersampler('imblearn.under_sampling.EditedNearestNeighbours(*, sampling_strategy, n_neighbors, kind_sel, n_jobs)', DISTANCE),
    undersampler('imblearn.under_sampling.RepeatedEditedNearestNeighbours(*, sampling_strategy, n_neighbors, max_iter, kind_sel, n_jobs)', DISTANCE),
    undersampler('imblearn.under_sampling.AllKNN(*, sampling_strategy, n_neighbors, kind_sel, allow_minority, n_jobs)', DISTANCE),
    undersampler('imblearn.under_sampling.CondensedNearestNeighbour(*, sampling_strategy, random_state, n_neighbors, n_seeds_S, n_jobs)', { ...DISTANCE, ...SEEDED }),
    undersampler('imblearn.under_sampling.OneSidedSelection(*, sampling_strategy, random_state, n_neighbors, n_seeds_S, n_jobs)', { ...DISTANCE, ...SEEDED }),
    undersampler('imblearn.under_sampling.NeighbourhoodCleaningRule(*, sampling_strategy, edited_nearest_neighbours, n_neighbors, threshold_cleaning, n_jobs)', DISTANCE),
    undersampler('imblearn.under_sampling.InstanceHardnessThreshold(*, estimator, sampling_strategy, random_state, cv, n_jobs)', { parts: ['estimator'], ...SEEDING }),
    undersampler('imblearn.FunctionSampler(*, func, accept_sparse, kw_args, validate)', { learns: 'nothing' }),
    ensemble('imblearn.ensemble.BalancedBaggingClassifier(estimator, n_estimators, *, max_samples, max_features, bootstrap, bootstrap_features, oob_score, warm_start, sampling_strategy, replacement, n_jobs, random_state, verbose, sampler)'),
    ensemble('imblearn.ensemble.BalancedRandomForestClassifier(n_estimators, *, criterion, max_depth, min_samples_split, min_samples_leaf, min_weight_fraction_leaf, max_features, max_leaf_nodes, min_impurity_decrease, bootstrap, oob_score, sampling_strategy, replacement, n_jobs, random_state, verbose, warm_start, class_weight, ccp_alpha, max_samples, monotonic_cst)', { role: 'model', parts: [] }),
    ensemble('imblearn.ensemble.EasyEnsembleClassifier(n_estimators, estimator, *, warm_start, sampling_strategy, replacement, n_jobs, random_state, verbose)'),
    ensemble('imblearn.ensemble.RUSBoostClassifier(estimator, *, n_estimators, learning_rate, algorithm, sampling_strategy, replacement, random_state)'),
    estimator('imblearn.ensemble.BalanceCascade(ratio)', { role: 'resampler', learns: 'labels', by: 'resampler', lifetime: { deprecated: '0.4', removed: '0.6' } }),
    estimator('imblearn.pipeline.Pipeline(steps, *, transform_input, memory, verbose)', { role: 'pipeline', learns: 'parts', by: 'other', parts: ['steps'], bases: ['sklearn.pipeline.Pipeline', 'sklearn.base.BaseEstimator'] }),
    estimator('imblearn.pipeline.make_pipeline(*steps, memory, transform_input, verbose)', { role: 'pipeline', learns: 'parts', by: 'other', parts: ['steps'], bases: ['sklearn.pipeline.Pipeline', 'sklearn.base.BaseEstimator'] }),
    labels('imblearn.metrics.sensitivity_score(y_true, y_pred, *, labels, pos_label, average, sample_weight)'),
    labels('imblearn.metrics.specificity_score(y_true, y_pred, *, labels, pos_label, average, sample_weight)'),
    labels('imblearn.metrics.sensitivity_specificity_support(y_true, y_pred, *, labels, pos_label, average, warn_for, sample_weight)'),
    labels('imblearn.metrics.geometric_mean_score(y_true, y_pred, *, labels, pos_label, average, sample_weight, correction)'),
    labels('imblearn.metrics.classification_report_imbalanced(y_true, y_pred, *, labels, target_names, sample_weight, digits, alpha, output_dict, zero_division)'),
    labels('imblearn.metrics.macro_averaged_mean_absolute_error(y_true, y_pred, *, sample_weight)'),
    plainFunction('imblearn.metrics.make_index_balanced_accuracy(*, alpha, squared)', { tags: ['scorer'] }),
    splitter('imblearn.model_selection.InstanceHardnessCV(estimator, *, n_splits, pos_label)', { way: 'stratified', shuffle: 'never', isDisjointAcrossTurns: true }),
    data('imblearn.datasets.make_imbalance(X, y, *, sampling_strategy, random_state, verbose)', { data: ['X', 'y'], rows: 'subset', returns: 'unknown', ...SEEDED }),
    reader('imblearn.datasets.fetch_datasets(*, data_home, filter_data, download_if_missing, random_state, shuffle, verbose)', { path: null, returns: 'unknown', ...seededIf('shuffle', [true], 'when asked') }),
    plainClass('imblearn.keras.BalancedBatchGenerator', { tags: ['loader'] }),
    formerly(oversampler('SMOTE(sampling_strategy, random_state)'), 'imblearn.over_sampling.smote.SMOTE', { removed: '0.6', replacement: 'imblearn.over_sampling.SMOTE' }),
  ],
};
