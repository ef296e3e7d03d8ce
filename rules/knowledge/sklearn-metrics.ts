/** Metrics of scikit-learn. */
import type { Api, MetricApi } from '../api/python/knowledge.ts';
import { metric, plainClass, plainFunction } from './entry.ts';

const TRUE_PRED = { truth: 'y_true', prediction: 'y_pred' } as const;
const WEIGHTED = { isAsymmetricWhen: { parameter: 'average', values: ['weighted'] } } as const;

const labels = (signature: string, facts: Partial<MetricApi> = {}): MetricApi => metric(signature, { ...TRUE_PRED, isSymmetric: false, task: 'classification', needs: 'labels', ...facts });
const symmetric = (signature: string, facts: Partial<MetricApi> = {}): MetricApi => labels(signature, { isSymmetric: true, ...facts });
const scores = (signature: string, prediction: string, facts: Partial<MetricApi> = {}): MetricApi =>
  metric(signature, { truth: 'y_true', prediction, isSymmetric: false, task: 'classification', needs: 'scores', ...facts });
const values = (signature: string, facts: Partial<MetricApi> = {}): MetricApi => metric(signature, { ...TRUE_PRED, isSymmetric: false, task: 'regression', needs: 'values', ...facts });
const symmetricValues = (signature: string, facts: Partial<MetricApi> = {}): MetricApi => values(signature, { isSymmetric: true, ...facts });
const clusters = (signature: string, facts: Partial<MetricApi> = {}): MetricApi =>
  metric(signature, { truth: 'labels_true', prediction: 'labels_pred', isSymmetric: true, task: 'clustering', needs: 'labels', ...facts });
const pairwise = (signature: string): Api => plainFunction(signature, { tags: ['pairwise'], returns: { form: 'array', className: 'numpy.ndarray' } });
const display = (signature: string): Api => plainClass(signature, { tags: ['plot'] });

/** `from_predictions` takes truth and predictions; scores unless told otherwise. */
const fromPredictions = (signature: string, prediction: string, needs: 'labels' | 'scores' | 'values'): Api =>
  metric(signature, { truth: 'y_true', prediction, isSymmetric: false, task: needs === 'values' ? 'regression' : 'classification', needs });

export const sklearnMetrics: readonly Api[] = [
  symmetric('sklearn.metrics.accuracy_score(y_true, y_pred, *, normalize, sample_weight)', { isThreshold: true }),
  symmetric('sklearn.metrics.zero_one_loss(y_true, y_pred, *, normalize, sample_weight)', { isThreshold: true }),
  symmetric('sklearn.metrics.hamming_loss(y_true, y_pred, *, sample_weight)', { isThreshold: true }),
  symmetric('sklearn.metrics.f1_score(y_true, y_pred, *, labels, pos_label, average, sample_weight, zero_division)', WEIGHTED),
  symmetric('sklearn.metrics.jaccard_score(y_true, y_pred, *, labels, pos_label, average, sample_weight, zero_division)', WEIGHTED),
  symmetric('sklearn.metrics.matthews_corrcoef(y_true, y_pred, *, sample_weight)'),
  symmetric('sklearn.metrics.cohen_kappa_score(y1, y2, *, labels, weights, sample_weight, replace_undefined_by)', { truth: 'y1', prediction: 'y2' }),
  labels('sklearn.metrics.fbeta_score(y_true, y_pred, *, beta, labels, pos_label, average, sample_weight, zero_division)'),
  labels('sklearn.metrics.precision_score(y_true, y_pred, *, labels, pos_label, average, sample_weight, zero_division)'),
  labels('sklearn.metrics.recall_score(y_true, y_pred, *, labels, pos_label, average, sample_weight, zero_division)'),
  labels('sklearn.metrics.balanced_accuracy_score(y_true, y_pred, *, sample_weight, adjusted)'),
  labels('sklearn.metrics.precision_recall_fscore_support(y_true, y_pred, *, beta, labels, pos_label, average, warn_for, sample_weight, zero_division)'),
  labels('sklearn.metrics.classification_report(y_true, y_pred, *, labels, target_names, sample_weight, digits, output_dict, zero_division)'),
  labels('sklearn.metrics.confusion_matrix(y_true, y_pred, *, labels, sample_weight, normalize)'),
  labels('sklearn.metrics.multilabel_confusion_matrix(y_true, y_pred, *, sample_weight, labels, samplewise)'),
  labels('sklearn.metrics.class_likelihood_ratios(y_true, y_pred, *, labels, sample_weight, replace_undefined_by)', { lifetime: { since: '1.1' } }),

  scores('sklearn.metrics.roc_auc_score(y_true, y_score, *, average, sample_weight, max_fpr, multi_class, labels)', 'y_score'),
  scores('sklearn.metrics.average_precision_score(y_true, y_score, *, average, pos_label, sample_weight)', 'y_score'),
  scores('sklearn.metrics.roc_curve(y_true, y_score, *, pos_label, sample_weight, drop_intermediate)', 'y_score'),
  scores('sklearn.metrics.precision_recall_curve(y_true, y_score, *, pos_label, sample_weight, drop_intermediate, probas_pred)', 'y_score', { parameterLifetimes: { probas_pred: { deprecated: '1.3', removed: '1.5', replacement: 'y_score' } } }),
  scores('sklearn.metrics.det_curve(y_true, y_score, pos_label, sample_weight, drop_intermediate)', 'y_score'),
  scores('sklearn.metrics.confusion_matrix_at_thresholds(y_true, y_score, *, pos_label, sample_weight)', 'y_score', { lifetime: { since: '1.8' } }),
  scores('sklearn.metrics.metric_at_thresholds(y_true, y_score, metric_func, *, sample_weight, metric_params)', 'y_score', { lifetime: { since: '1.9' } }),
  scores('sklearn.metrics.log_loss(y_true, y_proba, *, normalize, sample_weight, labels, y_pred, eps)', 'y_proba', { parameterLifetimes: { eps: { deprecated: '1.3', removed: '1.5' }, y_pred: { deprecated: '1.9', replacement: 'y_proba' } } }),
  scores('sklearn.metrics.brier_score_loss(y_true, y_proba, *, sample_weight, pos_label, labels, scale_by_half, y_prob)', 'y_proba', { parameterLifetimes: { y_prob: { deprecated: '1.5', removed: '1.7', replacement: 'y_proba' } } }),
  scores('sklearn.metrics.d2_log_loss_score(y_true, y_proba, *, sample_weight, labels, y_pred)', 'y_proba', { lifetime: { since: '1.5' }, parameterLifetimes: { y_pred: { deprecated: '1.9', replacement: 'y_proba' } } }),
  scores('sklearn.metrics.d2_brier_score(y_true, y_proba, *, sample_weight, pos_label, labels)', 'y_proba', { lifetime: { since: '1.8' } }),
  scores('sklearn.metrics.hinge_loss(y_true, pred_decision, *, labels, sample_weight)', 'pred_decision'),
  scores('sklearn.metrics.top_k_accuracy_score(y_true, y_score, *, k, normalize, sample_weight, labels)', 'y_score', { isThreshold: true }),
  scores('sklearn.metrics.dcg_score(y_true, y_score, *, k, log_base, sample_weight, ignore_ties)', 'y_score', { task: 'ranking' }),
  scores('sklearn.metrics.ndcg_score(y_true, y_score, *, k, sample_weight, ignore_ties)', 'y_score', { task: 'ranking' }),
  scores('sklearn.metrics.coverage_error(y_true, y_score, *, sample_weight)', 'y_score', { task: 'ranking' }),
  scores('sklearn.metrics.label_ranking_average_precision_score(y_true, y_score, *, sample_weight)', 'y_score', { task: 'ranking' }),
  scores('sklearn.metrics.label_ranking_loss(y_true, y_score, *, sample_weight)', 'y_score', { task: 'ranking' }),
  scores('sklearn.calibration.calibration_curve(y_true, y_prob, *, pos_label, n_bins, strategy)', 'y_prob'),

  symmetricValues('sklearn.metrics.mean_squared_error(y_true, y_pred, *, sample_weight, multioutput, squared)', { parameterLifetimes: { squared: { deprecated: '1.4', removed: '1.6', replacement: 'root_mean_squared_error' } } }),
  symmetricValues('sklearn.metrics.root_mean_squared_error(y_true, y_pred, *, sample_weight, multioutput)', { lifetime: { since: '1.4' } }),
  symmetricValues('sklearn.metrics.mean_squared_log_error(y_true, y_pred, *, sample_weight, multioutput, squared)', { parameterLifetimes: { squared: { deprecated: '1.4', removed: '1.6', replacement: 'root_mean_squared_log_error' } } }),
  symmetricValues('sklearn.metrics.root_mean_squared_log_error(y_true, y_pred, *, sample_weight, multioutput)', { lifetime: { since: '1.4' } }),
  symmetricValues('sklearn.metrics.mean_absolute_error(y_true, y_pred, *, sample_weight, multioutput)'),
  symmetricValues('sklearn.metrics.median_absolute_error(y_true, y_pred, *, multioutput, sample_weight)'),
  symmetricValues('sklearn.metrics.max_error(y_true, y_pred)'),
  symmetricValues('sklearn.metrics.mean_tweedie_deviance(y_true, y_pred, *, sample_weight, power)', { isAsymmetricWhen: { parameter: 'power', values: [-1, 1, 1.5, 2, 3] } }),
  values('sklearn.metrics.mean_absolute_percentage_error(y_true, y_pred, *, sample_weight, multioutput)'),
  values('sklearn.metrics.mean_poisson_deviance(y_true, y_pred, *, sample_weight)'),
  values('sklearn.metrics.mean_gamma_deviance(y_true, y_pred, *, sample_weight)'),
  symmetricValues('sklearn.metrics.mean_pinball_loss(y_true, y_pred, *, sample_weight, alpha, multioutput)', { isAsymmetricWhen: { parameter: 'alpha', values: [0.05, 0.1, 0.25, 0.75, 0.9, 0.95] } }),
  values('sklearn.metrics.r2_score(y_true, y_pred, *, sample_weight, multioutput, force_finite)'),
  values('sklearn.metrics.explained_variance_score(y_true, y_pred, *, sample_weight, multioutput, force_finite)'),
  values('sklearn.metrics.d2_absolute_error_score(y_true, y_pred, *, sample_weight, multioutput)', { lifetime: { since: '1.1' } }),
  values('sklearn.metrics.d2_pinball_score(y_true, y_pred, *, sample_weight, alpha, multioutput)', { lifetime: { since: '1.1' } }),
  values('sklearn.metrics.d2_tweedie_score(y_true, y_pred, *, sample_weight, power)', { lifetime: { since: '1.0' } }),

  clusters('sklearn.metrics.adjusted_rand_score(labels_true, labels_pred)'),
  clusters('sklearn.metrics.rand_score(labels_true, labels_pred)'),
  clusters('sklearn.metrics.adjusted_mutual_info_score(labels_true, labels_pred, *, average_method)'),
  clusters('sklearn.metrics.normalized_mutual_info_score(labels_true, labels_pred, *, average_method)'),
  clusters('sklearn.metrics.mutual_info_score(labels_true, labels_pred, *, contingency)'),
  clusters('sklearn.metrics.v_measure_score(labels_true, labels_pred, *, beta)'),
  clusters('sklearn.metrics.fowlkes_mallows_score(labels_true, labels_pred)'),
  clusters('sklearn.metrics.homogeneity_score(labels_true, labels_pred)', { isSymmetric: false }),
  clusters('sklearn.metrics.completeness_score(labels_true, labels_pred)', { isSymmetric: false }),
  clusters('sklearn.metrics.homogeneity_completeness_v_measure(labels_true, labels_pred, *, beta)', { isSymmetric: false }),
  clusters('sklearn.metrics.pair_confusion_matrix(labels_true, labels_pred)', { isSymmetric: false }),
  clusters('sklearn.metrics.cluster.contingency_matrix(labels_true, labels_pred, *, eps, sparse, dtype)', { isSymmetric: false }),
  plainFunction('sklearn.metrics.silhouette_score(X, labels, *, metric, sample_size, random_state)', { returns: 'scalar', tags: ['cluster-quality'] }),
  plainFunction('sklearn.metrics.silhouette_samples(X, labels, *, metric)', { tags: ['cluster-quality'], passes: 'X' }),
  plainFunction('sklearn.metrics.calinski_harabasz_score(X, labels)', { returns: 'scalar', tags: ['cluster-quality'] }),
  plainFunction('sklearn.metrics.davies_bouldin_score(X, labels)', { returns: 'scalar', tags: ['cluster-quality'] }),
  plainFunction('sklearn.metrics.consensus_score(a, b, *, similarity)', { returns: 'scalar', tags: ['cluster-quality'] }),
  plainFunction('sklearn.metrics.auc(x, y)', { returns: 'scalar' }),
  plainFunction('sklearn.metrics.make_scorer(score_func, *, response_method, greater_is_better, needs_proba, needs_threshold)', {
    tags: ['scorer'],
    parameterLifetimes: { needs_proba: { deprecated: '1.4', removed: '1.6', replacement: "response_method='predict_proba'" }, needs_threshold: { deprecated: '1.4', removed: '1.6', replacement: "response_method='decision_function'" } },
  }),
  plainFunction('sklearn.metrics.get_scorer(scoring)', { tags: ['scorer'] }),
  plainFunction('sklearn.metrics.get_scorer_names()', { lifetime: { since: '1.0' } }),
  plainFunction('sklearn.metrics.check_scoring(estimator, scoring, *, allow_none, raise_exc)', { tags: ['scorer'] }),

  pairwise('sklearn.metrics.pairwise_distances | sklearn.metrics.pairwise.pairwise_distances(X, Y, metric, *, n_jobs, ensure_all_finite)'),
  pairwise('sklearn.metrics.pairwise_distances_argmin | sklearn.metrics.pairwise.pairwise_distances_argmin(X, Y, *, axis, metric, metric_kwargs)'),
  pairwise('sklearn.metrics.pairwise_distances_argmin_min | sklearn.metrics.pairwise.pairwise_distances_argmin_min(X, Y, *, axis, metric, metric_kwargs)'),
  pairwise('sklearn.metrics.pairwise_kernels | sklearn.metrics.pairwise.pairwise_kernels(X, Y, metric, *, filter_params, n_jobs)'),
  pairwise('sklearn.metrics.euclidean_distances | sklearn.metrics.pairwise.euclidean_distances(X, Y, *, Y_norm_squared, squared, X_norm_squared)'),
  pairwise('sklearn.metrics.nan_euclidean_distances | sklearn.metrics.pairwise.nan_euclidean_distances(X, Y, *, squared, missing_values, copy)'),
  pairwise('sklearn.metrics.pairwise.cosine_similarity(X, Y, dense_output)'),
  pairwise('sklearn.metrics.pairwise.cosine_distances(X, Y)'),
  pairwise('sklearn.metrics.pairwise.manhattan_distances(X, Y)'),
  pairwise('sklearn.metrics.pairwise.haversine_distances(X, Y)'),
  pairwise('sklearn.metrics.pairwise.linear_kernel(X, Y, dense_output)'),
  pairwise('sklearn.metrics.pairwise.polynomial_kernel(X, Y, degree, gamma, coef0)'),
  pairwise('sklearn.metrics.pairwise.rbf_kernel(X, Y, gamma)'),
  pairwise('sklearn.metrics.pairwise.sigmoid_kernel(X, Y, gamma, coef0)'),
  pairwise('sklearn.metrics.pairwise.laplacian_kernel(X, Y, gamma)'),
  pairwise('sklearn.metrics.pairwise.chi2_kernel(X, Y, gamma)'),

  display('sklearn.metrics.ConfusionMatrixDisplay(confusion_matrix, *, display_labels)'),
  display('sklearn.metrics.RocCurveDisplay(*, fpr, tpr, roc_auc, name, pos_label)'),
  display('sklearn.metrics.PrecisionRecallDisplay(precision, recall, *, average_precision, name, pos_label, prevalence_pos_label, estimator_name)'),
  display('sklearn.metrics.DetCurveDisplay(*, fpr, fnr, estimator_name, pos_label)'),
  display('sklearn.metrics.PredictionErrorDisplay(*, y_true, y_pred)'),
  fromPredictions('sklearn.metrics.ConfusionMatrixDisplay.from_predictions(y_true, y_pred, *, labels, sample_weight, normalize, display_labels, include_values, xticks_rotation, values_format, cmap, ax, colorbar, im_kw, text_kw)', 'y_pred', 'labels'),
  fromPredictions('sklearn.metrics.RocCurveDisplay.from_predictions(y_true, y_score, *, sample_weight, drop_intermediate, pos_label, name, ax, curve_kwargs, plot_chance_level, chance_level_kw, despine)', 'y_score', 'scores'),
  fromPredictions('sklearn.metrics.PrecisionRecallDisplay.from_predictions(y_true, y_score, *, sample_weight, drop_intermediate, pos_label, name, ax, curve_kwargs, plot_chance_level, chance_level_kw, despine, y_pred)', 'y_score', 'scores'),
  fromPredictions('sklearn.metrics.DetCurveDisplay.from_predictions(y_true, y_score, *, sample_weight, drop_intermediate, pos_label, name, ax, y_pred)', 'y_score', 'scores'),
  fromPredictions('sklearn.metrics.PredictionErrorDisplay.from_predictions(y_true, y_pred, *, kind, subsample, random_state, ax, scatter_kwargs, line_kwargs)', 'y_pred', 'values'),
  plainFunction('sklearn.metrics.plot_confusion_matrix(estimator, X, y_true)', { lifetime: { deprecated: '1.0', removed: '1.2', replacement: 'ConfusionMatrixDisplay.from_estimator' }, tags: ['plot', 'evaluates-estimator'] }),
  plainFunction('sklearn.metrics.plot_roc_curve(estimator, X, y)', { lifetime: { deprecated: '1.0', removed: '1.2', replacement: 'RocCurveDisplay.from_estimator' }, tags: ['plot', 'evaluates-estimator'] }),
  plainFunction('sklearn.metrics.plot_precision_recall_curve(estimator, X, y)', { lifetime: { deprecated: '1.0', removed: '1.2', replacement: 'PrecisionRecallDisplay.from_estimator' }, tags: ['plot', 'evaluates-estimator'] }),
  plainFunction('sklearn.metrics.plot_det_curve(estimator, X, y)', { lifetime: { deprecated: '1.0', removed: '1.2', replacement: 'DetCurveDisplay.from_estimator' }, tags: ['plot', 'evaluates-estimator'] }),
  plainFunction('sklearn.metrics.ConfusionMatrixDisplay.from_estimator(estimator, X, y, *, labels, sample_weight, normalize, display_labels, include_values, xticks_rotation, values_format, cmap, ax, colorbar, im_kw, text_kw)', { tags: ['plot', 'evaluates-estimator'] }),
  plainFunction('sklearn.metrics.RocCurveDisplay.from_estimator(estimator, X, y, *, sample_weight, drop_intermediate, response_method, pos_label, name, ax, curve_kwargs, plot_chance_level, chance_level_kw, despine)', { tags: ['plot', 'evaluates-estimator'] }),
  plainFunction('sklearn.metrics.PrecisionRecallDisplay.from_estimator(estimator, X, y, *, sample_weight, drop_intermediate, response_method, pos_label, name, ax, curve_kwargs, plot_chance_level, chance_level_kw, despine)', { tags: ['plot', 'evaluates-estimator'] }),
  plainFunction('sklearn.metrics.DetCurveDisplay.from_estimator(estimator, X, y, *, sample_weight, drop_intermediate, response_method, pos_label, name, ax)', { tags: ['plot', 'evaluates-estimator'] }),
  plainFunction('sklearn.metrics.PredictionErrorDisplay.from_estimator(estimator, X, y, *, kind, subsample, random_state, ax, scatter_kwargs, line_kwargs)', { tags: ['plot', 'evaluates-estimator'] }),
  symmetric('sklearn.metrics.jaccard_similarity_score(y_true, y_pred, normalize, sample_weight)', { isThreshold: true, lifetime: { deprecated: '0.21', removed: '0.23', replacement: 'sklearn.metrics.jaccard_score' } }),
];
