/** Functions, base classes and helpers of scikit-learn, and names that are gone. */
import type { Api, DataApi, EstimatorApi } from '../api/python/knowledge.ts';
import { data, estimator, loader, on, plainClass, plainFunction, SEEDED, seededIf, writer } from './entry.ts';

/** Along rows (`axis=1`) each row is scaled by itself. */
const BY_COLUMN = { rows: 'same', learns: 'statistics', by: 'scaler', learnsUnless: { parameter: 'axis', values: [1], default: false } } as const;

/** A score of each column against the labels: one value per column. */
const univariate = (signature: string): DataApi => data(signature, { data: ['X', 'y'], rows: 'aggregate', learns: 'labels', by: 'supervised-selector', returns: 'unknown' });
const summary = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'aggregate', returns: 'unknown', ...facts });

const FUNCTIONS: readonly DataApi[] = [
  data('sklearn.preprocessing.scale(X, *, axis, with_mean, with_std, copy)', BY_COLUMN),
  data('sklearn.preprocessing.minmax_scale(X, feature_range, *, axis, copy)', BY_COLUMN),
  data('sklearn.preprocessing.maxabs_scale(X, *, axis, copy)', BY_COLUMN),
  data('sklearn.preprocessing.robust_scale(X, *, axis, with_centering, with_scaling, quantile_range, copy, unit_variance)', BY_COLUMN),
  data('sklearn.preprocessing.quantile_transform(X, *, axis, n_quantiles, output_distribution, ignore_implicit_zeros, subsample, random_state, copy)', BY_COLUMN),
  data('sklearn.preprocessing.power_transform(X, method, *, standardize, copy)', { rows: 'same', learns: 'statistics', by: 'scaler' }),
  data('sklearn.preprocessing.normalize(X, norm, *, axis, copy, return_norm)', { rows: 'same', learns: 'statistics', by: 'scaler', learnsUnless: { parameter: 'axis', values: [1], default: true } }),
  data('sklearn.preprocessing.binarize(X, *, threshold, copy)', { rows: 'same' }),
  data('sklearn.preprocessing.add_dummy_feature(X, value)', { rows: 'same' }),
  data('sklearn.preprocessing.label_binarize(y, *, classes, neg_label, pos_label, sparse_output)', { rows: 'same' }),
  univariate('sklearn.feature_selection.chi2(X, y)'),
  univariate('sklearn.feature_selection.f_classif(X, y)'),
  univariate('sklearn.feature_selection.f_regression(X, y, *, center, force_finite)'),
  univariate('sklearn.feature_selection.r_regression(X, y, *, center, force_finite)'),
  { ...univariate('sklearn.feature_selection.mutual_info_classif(X, y, *, discrete_features, n_neighbors, copy, random_state, n_jobs)'), ...SEEDED },
  { ...univariate('sklearn.feature_selection.mutual_info_regression(X, y, *, discrete_features, n_neighbors, copy, random_state, n_jobs)'), ...SEEDED },
  data('sklearn.decomposition.fastica(X, n_components, *, algorithm, whiten, fun, fun_args, max_iter, tol, w_init, whiten_solver, random_state, return_X_mean, compute_sources, return_n_iter)', { rows: 'same', learns: 'statistics', by: 'decomposition', returns: 'unknown', ...SEEDED }),
  data('sklearn.decomposition.dict_learning(X, n_components, *, alpha, max_iter, tol, method, n_jobs, dict_init, code_init, callback, verbose, random_state, return_n_iter, positive_dict, positive_code, method_max_iter)', { rows: 'same', learns: 'statistics', by: 'decomposition', returns: 'unknown', ...SEEDED }),
  data('sklearn.decomposition.sparse_encode(X, dictionary, *, gram, cov, algorithm, n_nonzero_coefs, alpha, copy_cov, init, max_iter, n_jobs, check_input, verbose, positive)', { rows: 'same' }),
  data('sklearn.decomposition.non_negative_factorization(X, W, H, n_components, *, init, update_H, solver, beta_loss, tol, max_iter, alpha_W, alpha_H, l1_ratio, random_state, verbose, shuffle)', { rows: 'same', learns: 'statistics', by: 'decomposition', returns: 'unknown', ...seededIf('init', ['random', 'nndsvdar'], 'when asked') }),
  data('sklearn.manifold.smacof(dissimilarities, *, metric, n_components, init, n_init, n_jobs, max_iter, verbose, eps, random_state, return_n_iter, normalized_stress)', { rows: 'same', learns: 'statistics', by: 'decomposition', returns: 'unknown', ...SEEDED }),
  data('sklearn.manifold.spectral_embedding(adjacency, *, n_components, eigen_solver, random_state, eigen_tol, norm_laplacian, drop_first)', { rows: 'same', learns: 'statistics', by: 'decomposition', ...SEEDED }),
  data('sklearn.manifold.locally_linear_embedding(X, *, n_neighbors, n_components, reg, eigen_solver, tol, max_iter, method, hessian_tol, modified_tol, random_state, n_jobs)', { rows: 'same', learns: 'statistics', by: 'decomposition', returns: 'unknown', ...seededIf('eigen_solver', ['arpack'], 'when asked') }),
  summary('sklearn.manifold.trustworthiness(X, X_embedded, *, n_neighbors, metric)', { returns: 'scalar' }),
  data('sklearn.cluster.k_means(X, n_clusters, *, sample_weight, init, n_init, max_iter, verbose, tol, random_state, copy_x, algorithm, return_n_iter)', { rows: 'aggregate', by: 'clusterer', returns: 'unknown', ...SEEDED }),
  data('sklearn.cluster.kmeans_plusplus(X, n_clusters, *, sample_weight, x_squared_norms, random_state, n_local_trials)', { rows: 'aggregate', by: 'clusterer', returns: 'unknown', ...SEEDED }),
  data('sklearn.cluster.dbscan(X, eps, *, min_samples, metric, metric_params, algorithm, leaf_size, p, sample_weight, n_jobs)', { rows: 'same', learns: 'statistics', by: 'clusterer', returns: 'unknown' }),
  data('sklearn.cluster.mean_shift(X, *, bandwidth, seeds, bin_seeding, min_bin_freq, cluster_all, max_iter, n_jobs)', { rows: 'aggregate', by: 'clusterer', returns: 'unknown' }),
  data('sklearn.cluster.affinity_propagation(S, *, preference, convergence_iter, max_iter, damping, copy, verbose, return_n_iter, random_state)', { rows: 'aggregate', by: 'clusterer', returns: 'unknown', ...SEEDED }),
  data('sklearn.cluster.spectral_clustering(affinity, *, n_clusters, n_components, eigen_solver, random_state, n_init, eigen_tol, assign_labels, verbose)', { rows: 'same', learns: 'statistics', by: 'clusterer', ...SEEDED }),
  data('sklearn.cluster.ward_tree(X, *, connectivity, n_clusters, return_distance)', { rows: 'aggregate', by: 'clusterer', returns: 'unknown' }),
  summary('sklearn.cluster.estimate_bandwidth(X, *, quantile, n_samples, random_state, n_jobs)', { returns: 'scalar', by: 'clusterer' }),
  summary('sklearn.covariance.empirical_covariance(X, *, assume_centered)'),
  summary('sklearn.covariance.ledoit_wolf(X, *, assume_centered, block_size)'),
  summary('sklearn.covariance.oas(X, *, assume_centered)'),
  summary('sklearn.neighbors.kneighbors_graph(X, n_neighbors, *, mode, metric, p, metric_params, include_self, n_jobs)'),
  summary('sklearn.neighbors.radius_neighbors_graph(X, radius, *, mode, metric, p, metric_params, include_self, n_jobs)'),
  summary('sklearn.utils.class_weight.compute_class_weight(class_weight, *, classes, y, sample_weight)', { data: ['y'] }),
  data('sklearn.utils.class_weight.compute_sample_weight(class_weight, y, *, indices)', { data: ['y'], rows: 'same', learns: 'statistics', by: 'reduction' }),
  data('sklearn.utils.check_array | sklearn.utils.validation.check_array(array, accept_sparse, *, accept_large_sparse, dtype, order, copy, force_writeable, ensure_all_finite, ensure_non_negative, ensure_2d, allow_nd, ensure_min_samples, ensure_min_features, estimator, input_name)', { rows: 'same', returns: { form: 'array', className: 'numpy.ndarray' } }),
  data('sklearn.utils.column_or_1d | sklearn.utils.validation.column_or_1d(y, *, dtype, input_name, warn, device)', { rows: 'same' }),
  data('sklearn.utils.multiclass.unique_labels(*ys)', { rows: 'aggregate', by: 'encoder', learns: 'vocabulary', returns: 'unknown' }),
  data('sklearn.feature_extraction.image.extract_patches_2d(image, patch_size, *, max_patches, random_state)', { rows: 'copies', by: 'augmentation', ...SEEDED }),
  data('sklearn.isotonic.isotonic_regression(y, *, sample_weight, y_min, y_max, increasing)', { rows: 'same', learns: 'labels', by: 'model' }),
  data('sklearn.linear_model.lasso_path(X, y, *, eps, n_alphas, alphas, precompute, Xy, copy_X, coef_init, verbose, return_n_iter, positive)', { data: ['X', 'y'], rows: 'aggregate', learns: 'labels', by: 'model', returns: 'unknown' }),
  data('sklearn.linear_model.enet_path(X, y, *, l1_ratio, eps, n_alphas, alphas, precompute, Xy, copy_X, coef_init, verbose, return_n_iter, positive, check_input)', { data: ['X', 'y'], rows: 'aggregate', learns: 'labels', by: 'model', returns: 'unknown' }),
  data('sklearn.linear_model.lars_path(X, y, Xy, *, Gram, max_iter, alpha_min, method, copy_X, eps, copy_Gram, verbose, return_path, return_n_iter, positive)', { data: ['X', 'y'], rows: 'aggregate', learns: 'labels', by: 'model', returns: 'unknown' }),
  data('sklearn.linear_model.ridge_regression(X, y, alpha, *, sample_weight, solver, max_iter, tol, verbose, positive, random_state, return_n_iter, return_intercept, check_input)', { data: ['X', 'y'], rows: 'aggregate', learns: 'labels', by: 'model', returns: 'unknown', ...seededIf('solver', ['sag', 'saga'], 'when asked') }),
];

const SELF = { returns: 'self' } as const;
/** Estimators of a project say themselves what they learn. */
const base = (name: string, facts: Partial<EstimatorApi>): EstimatorApi => estimator(name, { role: 'other', learns: 'statistics', by: 'other', ...facts });

const BASE_CLASSES: readonly Api[] = [
  plainClass('sklearn.base.BaseEstimator', { tags: ['estimator-base'] }),
  plainFunction('sklearn.base.BaseEstimator.set_params(**params)', { ...SELF, tags: ['set-params'] }),
  plainFunction('sklearn.base.BaseEstimator.get_params(deep)', { tags: ['get-params'] }),
  base('sklearn.base.TransformerMixin', { role: 'transformer' }),
  base('sklearn.base.ClassifierMixin', { role: 'model', learns: 'labels', by: 'model', task: 'classification', output: 'labels' }),
  base('sklearn.base.RegressorMixin', { role: 'model', learns: 'labels', by: 'model', task: 'regression', output: 'values' }),
  base('sklearn.base.ClusterMixin', { role: 'clusterer', by: 'clusterer', task: 'clustering', output: 'labels' }),
  base('sklearn.base.OutlierMixin', { role: 'clusterer', by: 'outlier-detector', task: 'density', output: 'labels' }),
  base('sklearn.base.DensityMixin', { role: 'clusterer', by: 'clusterer', task: 'density' }),
  base('sklearn.feature_selection.SelectorMixin', { role: 'selector', learns: 'labels', by: 'supervised-selector' }),
  plainClass('sklearn.model_selection.BaseSearchCV', { bases: ['sklearn.base.BaseEstimator'] }),
  plainClass('sklearn.model_selection.BaseCrossValidator'),
  ...on(['sklearn.model_selection.BaseCrossValidator'], [
    plainFunction('.split(X, y, groups)', { tags: ['folds'], returns: { form: 'index' } }),
    plainFunction('.get_n_splits(X, y, groups)', { returns: 'scalar' }),
  ]),
  plainClass('sklearn.utils.Bunch'),
];

const HELPERS: readonly Api[] = [
  plainFunction('sklearn.base.clone(estimator, *, safe)', { tags: ['clone'] }),
  plainFunction('sklearn.base.is_classifier(estimator)', { returns: 'scalar' }),
  plainFunction('sklearn.base.is_regressor(estimator)', { returns: 'scalar' }),
  plainFunction('sklearn.utils.validation.check_is_fitted(estimator, attributes, *, msg, all_or_any)', { returns: 'none' }),
  plainFunction('sklearn.utils.check_X_y | sklearn.utils.validation.check_X_y(X, y, accept_sparse, *, accept_large_sparse, dtype, order, copy, force_writeable, ensure_all_finite, ensure_2d, allow_nd, multi_output, ensure_min_samples, ensure_min_features, y_numeric, estimator)', { tags: ['validates'] }),
  plainFunction('sklearn.utils.check_consistent_length | sklearn.utils.validation.check_consistent_length(*arrays)', { returns: 'none' }),
  plainFunction('sklearn.utils.check_random_state(seed)', { returns: { object: 'numpy.random.RandomState' }, tags: ['generator'] }),
  plainFunction('sklearn.utils.estimator_html_repr(estimator)', { returns: 'scalar' }),
  plainFunction('sklearn.set_config(assume_finite, working_memory, print_changed_only, display, pairwise_dist_chunk_size, enable_cython_pairwise_dist, array_api_dispatch, transform_output, enable_metadata_routing, skip_parameter_validation, sparse_interface)', { returns: 'none' }),
  plainFunction('sklearn.get_config()'),
  plainFunction('sklearn.config_context(*, assume_finite, working_memory, print_changed_only, display, pairwise_dist_chunk_size, enable_cython_pairwise_dist, array_api_dispatch, transform_output, enable_metadata_routing, skip_parameter_validation, sparse_interface)'),
  plainClass('sklearn.compose.make_column_selector(pattern, *, dtype_include, dtype_exclude)', { tags: ['column-selector'] }),
  plainFunction('sklearn.inspection.permutation_importance(estimator, X, y, *, scoring, n_repeats, n_jobs, random_state, sample_weight, max_samples)', { tags: ['importance', 'evaluates-estimator'], ...SEEDED }),
  plainFunction('sklearn.inspection.partial_dependence(estimator, X, features, *, sample_weight, categorical_features, feature_names, response_method, percentiles, grid_resolution, custom_values, method, kind)', { tags: ['importance'] }),
  plainClass('sklearn.inspection.PartialDependenceDisplay', { tags: ['plot'] }),
  plainFunction('sklearn.inspection.PartialDependenceDisplay.from_estimator(estimator, X, features, *, sample_weight, categorical_features, feature_names, target, response_method, n_cols, grid_resolution, percentiles, custom_values, method, n_jobs, verbose, line_kw, ice_lines_kw, pd_line_kw, contour_kw, ax, kind, centered, subsample, random_state)', { tags: ['plot'] }),
  plainClass('sklearn.inspection.DecisionBoundaryDisplay', { tags: ['plot'] }),
  plainFunction('sklearn.inspection.DecisionBoundaryDisplay.from_estimator(estimator, X, *, grid_resolution, eps, plot_method, response_method, class_of_interest, multiclass_colors, xlabel, ylabel, ax)', { tags: ['plot'] }),
  crossValidated('sklearn.model_selection.LearningCurveDisplay.from_estimator(estimator, X, y, *, groups, train_sizes, cv, scoring, exploit_incremental_learning, n_jobs, pre_dispatch, verbose, shuffle, random_state, error_score, fit_params, ax, negate_score, score_name, score_type, std_display_style, line_kw, fill_between_kw, errorbar_kw)'),
  crossValidated('sklearn.model_selection.ValidationCurveDisplay.from_estimator(estimator, X, y, *, param_name, param_range, groups, cv, scoring, n_jobs, pre_dispatch, verbose, error_score, fit_params, ax, negate_score, score_name, score_type, std_display_style, line_kw, fill_between_kw, errorbar_kw)'),
  plainFunction('sklearn.tree.plot_tree(decision_tree, *, max_depth, feature_names, class_names, label, filled, impurity, node_ids, proportion, rounded, precision, ax, fontsize)', { tags: ['plot'] }),
  plainFunction('sklearn.tree.export_text(decision_tree, *, feature_names, class_names, max_depth, spacing, decimals, show_weights)', { returns: 'scalar' }),
  plainFunction('sklearn.tree.export_graphviz(decision_tree, out_file, *, max_depth, feature_names, class_names, label, filled, leaves_parallel, impurity, node_ids, proportion, rotate, rounded, special_characters, precision, fontname)', { tags: ['plot'] }),
  plainFunction('sklearn.calibration.CalibrationDisplay.from_predictions(y_true, y_prob, *, n_bins, strategy, pos_label, name, ax, ref_line)', { tags: ['plot'] }),
  plainFunction('sklearn.calibration.CalibrationDisplay.from_estimator(estimator, X, y, *, n_bins, strategy, pos_label, name, ax, ref_line)', { tags: ['plot', 'evaluates-estimator'] }),
  plainFunction('sklearn.random_projection.johnson_lindenstrauss_min_dim(n_samples, *, eps)', { returns: 'scalar' }),
  plainFunction('sklearn.feature_extraction.image.grid_to_graph(n_x, n_y, n_z, *, mask, return_as, dtype)'),
  plainFunction('sklearn.feature_extraction.image.img_to_graph(img, *, mask, return_as, dtype)'),
];

/** Class attributes of kernels of Gaussian processes are plain settings. */
const KERNELS: readonly Api[] = ['RBF', 'Matern', 'WhiteKernel', 'ConstantKernel', 'RationalQuadratic', 'ExpSineSquared', 'DotProduct', 'PairwiseKernel', 'CompoundKernel', 'Sum', 'Product', 'Exponentiation'].map(
  (name) => plainClass(`sklearn.gaussian_process.kernels.${name}`, { tags: ['kernel'] }),
);

const joblib = (name: string, parameters: string): string => `sklearn.externals.joblib.${name}(${parameters})`;
const IN_EXTERNALS = { deprecated: '0.21', removed: '0.23' } as const;

/** Names that newer versions do not have. */
const FORMER: readonly Api[] = [
  estimator('sklearn.preprocessing.Imputer(missing_values, strategy, axis, verbose, copy)', { role: 'transformer', learns: 'statistics', by: 'imputer', lifetime: { deprecated: '0.20', removed: '0.22', replacement: 'sklearn.impute.SimpleImputer' } }),
  estimator('sklearn.preprocessing.CategoricalEncoder(encoding, categories, dtype, handle_unknown)', { role: 'transformer', learns: 'vocabulary', by: 'encoder', lifetime: { removed: '0.20', replacement: 'sklearn.preprocessing.OneHotEncoder' } }),
  estimator('sklearn.decomposition.RandomizedPCA(n_components, copy, iterated_power, whiten, random_state)', { role: 'transformer', learns: 'statistics', by: 'decomposition', lifetime: { deprecated: '0.18', removed: '0.20', replacement: "sklearn.decomposition.PCA(svd_solver='randomized')" }, ...SEEDED }),
  estimator('sklearn.lda.LDA(solver, shrinkage, priors, n_components)', { role: 'model', learns: 'labels', by: 'model', task: 'classification', output: 'labels', lifetime: { removed: '0.19', replacement: 'sklearn.discriminant_analysis.LinearDiscriminantAnalysis' } }),
  estimator('sklearn.qda.QDA(priors, reg_param)', { role: 'model', learns: 'labels', by: 'model', task: 'classification', output: 'labels', lifetime: { removed: '0.19', replacement: 'sklearn.discriminant_analysis.QuadraticDiscriminantAnalysis' } }),
  estimator('sklearn.linear_model.RandomizedLasso(alpha)', { role: 'selector', learns: 'labels', by: 'supervised-selector', lifetime: { deprecated: '0.19', removed: '0.21' } }),
  estimator('sklearn.linear_model.RandomizedLogisticRegression(C)', { role: 'selector', learns: 'labels', by: 'supervised-selector', lifetime: { deprecated: '0.19', removed: '0.21' } }),
  estimator('sklearn.mixture.GMM(n_components)', { role: 'clusterer', learns: 'statistics', by: 'clusterer', task: 'density', output: 'labels', lifetime: { deprecated: '0.18', removed: '0.20', replacement: 'sklearn.mixture.GaussianMixture' } }),
  estimator('sklearn.gaussian_process.GaussianProcess(regr, corr)', { role: 'model', learns: 'labels', by: 'model', task: 'regression', output: 'values', lifetime: { deprecated: '0.18', removed: '0.20', replacement: 'sklearn.gaussian_process.GaussianProcessRegressor' } }),
  plainClass('sklearn.utils.testing', { lifetime: { deprecated: '0.22', removed: '0.24' } }),
  plainFunction('sklearn.utils.safe_indexing(X, indices, axis)', { passes: 'X', lifetime: { deprecated: '0.22', removed: '0.24' } }),
  loader(joblib('load', 'filename, mmap_mode'), { path: 'filename', safety: { kind: 'unsafe' }, returns: 'unknown', lifetime: { ...IN_EXTERNALS, replacement: 'joblib.load' } }),
  writer(joblib('dump', 'value, filename, compress, protocol, cache_size'), { path: 'filename', value: 'value', lifetime: { ...IN_EXTERNALS, replacement: 'joblib.dump' } }),
  plainClass(joblib('Parallel', 'n_jobs'), { lifetime: { ...IN_EXTERNALS, replacement: 'joblib.Parallel' } }),
  plainFunction(joblib('delayed', 'function'), { lifetime: { ...IN_EXTERNALS, replacement: 'joblib.delayed' } }),
];

export const sklearnFunctions: readonly Api[] = [...FUNCTIONS, ...BASE_CLASSES, ...HELPERS, ...KERNELS, ...FORMER];

/** Displays that fit and score the estimator on folds. */
function crossValidated(signature: string): Api {
  return plainFunction(signature, { tags: ['plot', 'evaluates-estimator'] });
}
