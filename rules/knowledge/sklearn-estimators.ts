/** Models, clusterers, outlier detectors and estimators made of others, of scikit-learn. */
import type { EstimatorApi } from '../api/python/knowledge.ts';
import { estimator, SEEDED, SEEDING, seededIf } from './entry.ts';

type Facts = Partial<Omit<EstimatorApi, 'is' | 'names' | 'parameters'>>;

const classifier = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'model', learns: 'labels', by: 'model', task: 'classification', output: 'labels', ...facts });
const regressor = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'model', learns: 'labels', by: 'model', task: 'regression', output: 'values', ...facts });
const meta = (signature: string, facts: Facts): EstimatorApi => estimator(signature, { role: 'meta', learns: 'labels', by: 'model', ...facts });
const clusterer = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'clusterer', learns: 'statistics', by: 'clusterer', task: 'clustering', output: 'labels', ...facts });
const detector = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'clusterer', learns: 'statistics', by: 'outlier-detector', task: 'density', output: 'labels', ...facts });
const density = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'clusterer', learns: 'statistics', by: 'clusterer', task: 'density', output: 'labels', ...facts });
const covariance = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'other', learns: 'statistics', by: 'other', task: 'density', ...facts });

const CLASSIFIER: Facts = { task: 'classification', output: 'labels' };
const REGRESSOR: Facts = { task: 'regression', output: 'values' };
/** Compares rows by distance. */
const DISTANCE: Facts = { isDistanceBased: true, needsScaling: true };
/** Gradients or penalties treat columns of another scale otherwise. */
const SCALED: Facts = { needsScaling: true };
const SOLVERS = seededIf('solver', ['sag', 'saga', 'liblinear'], 'when asked');
const RIDGE_SOLVERS = seededIf('solver', ['sag', 'saga'], 'when asked');
const RANDOM_SELECTION = seededIf('selection', ['random'], 'when asked');
const SHUFFLED = seededIf('shuffle', [true], 'by default');
const REMOVED_NORMALIZE: Facts = { parameterLifetimes: { normalize: { deprecated: '1.0', removed: '1.2', replacement: 'make_pipeline(StandardScaler(with_mean=False), ...)' } } };

const BASE_ESTIMATOR: Facts = { parameterLifetimes: { base_estimator: { deprecated: '1.2', removed: '1.4', replacement: 'estimator' } } };

export const sklearnEstimators: readonly EstimatorApi[] = [
  regressor('sklearn.linear_model.LinearRegression(*, fit_intercept, copy_X, tol, n_jobs, positive, normalize)', REMOVED_NORMALIZE),
  regressor('sklearn.linear_model.Ridge(alpha, *, fit_intercept, copy_X, max_iter, tol, solver, positive, random_state, normalize)', { ...SCALED, ...RIDGE_SOLVERS, ...REMOVED_NORMALIZE, importantParameters: ['alpha'] }),
  regressor('sklearn.linear_model.RidgeCV(alphas, *, fit_intercept, scoring, cv, gcv_mode, store_cv_results, alpha_per_target, normalize)', { ...SCALED, ...REMOVED_NORMALIZE }),
  regressor('sklearn.linear_model.Lasso(alpha, *, fit_intercept, precompute, copy_X, max_iter, tol, warm_start, positive, random_state, selection, normalize)', { ...SCALED, ...RANDOM_SELECTION, ...REMOVED_NORMALIZE, importantParameters: ['alpha'] }),
  regressor('sklearn.linear_model.LassoCV(*, eps, alphas, fit_intercept, precompute, max_iter, tol, copy_X, cv, verbose, n_jobs, positive, random_state, selection, normalize)', { ...SCALED, ...RANDOM_SELECTION, ...REMOVED_NORMALIZE }),
  regressor('sklearn.linear_model.LassoLars(alpha, *, fit_intercept, verbose, precompute, max_iter, eps, copy_X, fit_path, positive, jitter, random_state)', { ...SCALED, importantParameters: ['alpha'] }),
  regressor('sklearn.linear_model.LassoLarsCV(*, fit_intercept, verbose, max_iter, precompute, cv, max_n_alphas, n_jobs, eps, copy_X, positive)', SCALED),
  regressor('sklearn.linear_model.LassoLarsIC(criterion, *, fit_intercept, verbose, precompute, max_iter, eps, copy_X, positive, noise_variance)', SCALED),
  regressor('sklearn.linear_model.Lars(*, fit_intercept, verbose, precompute, n_nonzero_coefs, eps, copy_X, fit_path, jitter, random_state)', SCALED),
  regressor('sklearn.linear_model.LarsCV(*, fit_intercept, verbose, max_iter, precompute, cv, max_n_alphas, n_jobs, eps, copy_X)', SCALED),
  regressor('sklearn.linear_model.ElasticNet(alpha, *, l1_ratio, fit_intercept, precompute, max_iter, copy_X, tol, warm_start, positive, random_state, selection, normalize)', { ...SCALED, ...RANDOM_SELECTION, ...REMOVED_NORMALIZE, importantParameters: ['alpha', 'l1_ratio'] }),
  regressor('sklearn.linear_model.ElasticNetCV(*, l1_ratio, eps, alphas, fit_intercept, precompute, max_iter, tol, cv, copy_X, verbose, n_jobs, positive, random_state, selection, normalize)', { ...SCALED, ...RANDOM_SELECTION, ...REMOVED_NORMALIZE }),
  regressor('sklearn.linear_model.MultiTaskLasso(alpha, *, fit_intercept, copy_X, max_iter, tol, warm_start, random_state, selection)', { ...SCALED, ...RANDOM_SELECTION }),
  regressor('sklearn.linear_model.MultiTaskLassoCV(*, eps, alphas, fit_intercept, max_iter, tol, copy_X, cv, verbose, n_jobs, random_state, selection)', { ...SCALED, ...RANDOM_SELECTION }),
  regressor('sklearn.linear_model.MultiTaskElasticNet(alpha, *, l1_ratio, fit_intercept, copy_X, max_iter, tol, warm_start, random_state, selection)', { ...SCALED, ...RANDOM_SELECTION }),
  regressor('sklearn.linear_model.MultiTaskElasticNetCV(*, l1_ratio, eps, alphas, fit_intercept, max_iter, tol, cv, copy_X, verbose, n_jobs, random_state, selection)', { ...SCALED, ...RANDOM_SELECTION }),
  regressor('sklearn.linear_model.OrthogonalMatchingPursuit(*, n_nonzero_coefs, tol, fit_intercept, precompute)', SCALED),
  regressor('sklearn.linear_model.OrthogonalMatchingPursuitCV(*, copy, fit_intercept, max_iter, cv, n_jobs, verbose)', SCALED),
  regressor('sklearn.linear_model.BayesianRidge(*, max_iter, tol, alpha_1, alpha_2, lambda_1, lambda_2, alpha_init, lambda_init, compute_score, fit_intercept, copy_X, verbose)', SCALED),
  regressor('sklearn.linear_model.ARDRegression(*, max_iter, tol, alpha_1, alpha_2, lambda_1, lambda_2, compute_score, threshold_lambda, fit_intercept, copy_X, verbose)', SCALED),
  regressor('sklearn.linear_model.HuberRegressor(*, epsilon, max_iter, alpha, warm_start, fit_intercept, tol)', SCALED),
  regressor('sklearn.linear_model.QuantileRegressor(*, quantile, alpha, fit_intercept, solver, solver_options)', { ...SCALED, lifetime: { since: '1.0' } }),
  regressor('sklearn.linear_model.TheilSenRegressor(*, fit_intercept, max_subpopulation, n_subsamples, max_iter, tol, random_state, n_jobs, verbose)', SEEDED),
  regressor('sklearn.linear_model.PoissonRegressor(*, alpha, fit_intercept, solver, max_iter, tol, warm_start, verbose)', SCALED),
  regressor('sklearn.linear_model.GammaRegressor(*, alpha, fit_intercept, solver, max_iter, tol, warm_start, verbose)', SCALED),
  regressor('sklearn.linear_model.TweedieRegressor(*, power, alpha, fit_intercept, link, solver, max_iter, tol, warm_start, verbose)', SCALED),
  regressor('sklearn.linear_model.SGDRegressor(loss, *, penalty, alpha, l1_ratio, fit_intercept, max_iter, tol, shuffle, verbose, epsilon, random_state, learning_rate, eta0, power_t, early_stopping, validation_fraction, n_iter_no_change, warm_start, average)', { ...SCALED, ...SHUFFLED }),
  regressor('sklearn.linear_model.PassiveAggressiveRegressor(*, C, fit_intercept, max_iter, tol, early_stopping, validation_fraction, n_iter_no_change, shuffle, verbose, loss, epsilon, random_state, warm_start, average)', { lifetime: { deprecated: '1.8', replacement: "SGDRegressor(learning_rate='pa1')" }, ...SCALED, ...SHUFFLED }),
  meta('sklearn.linear_model.RANSACRegressor(estimator, *, min_samples, residual_threshold, is_data_valid, is_model_valid, max_trials, max_skips, stop_n_inliers, stop_score, stop_probability, loss, random_state)', { ...REGRESSOR, ...SEEDING, parts: ['estimator'] }),
  classifier('sklearn.linear_model.LogisticRegression(penalty, *, C, l1_ratio, dual, tol, fit_intercept, intercept_scaling, class_weight, random_state, solver, max_iter, verbose, warm_start, n_jobs, multi_class)', { ...SCALED, ...SOLVERS, importantParameters: ['C'], parameterLifetimes: { multi_class: { deprecated: '1.5', removed: '1.8', replacement: 'OneVsRestClassifier(LogisticRegression(...))' }, penalty: { deprecated: '1.8', replacement: 'l1_ratio and C' } } }),
  classifier('sklearn.linear_model.LogisticRegressionCV(*, Cs, l1_ratios, fit_intercept, cv, dual, penalty, scoring, solver, tol, max_iter, class_weight, n_jobs, verbose, refit, intercept_scaling, random_state, use_legacy_attributes, multi_class)', { ...SCALED, ...SOLVERS, parameterLifetimes: { multi_class: { deprecated: '1.5', removed: '1.8', replacement: 'OneVsRestClassifier(LogisticRegressionCV(...))' }, penalty: { deprecated: '1.8', replacement: 'l1_ratios' } } }),
  classifier('sklearn.linear_model.RidgeClassifier(alpha, *, fit_intercept, copy_X, max_iter, tol, class_weight, solver, positive, random_state, normalize)', { ...SCALED, ...RIDGE_SOLVERS, ...REMOVED_NORMALIZE }),
  classifier('sklearn.linear_model.RidgeClassifierCV(alphas, *, fit_intercept, scoring, cv, class_weight, store_cv_results, normalize)', { ...SCALED, ...REMOVED_NORMALIZE }),
  classifier('sklearn.linear_model.SGDClassifier(loss, *, penalty, alpha, l1_ratio, fit_intercept, max_iter, tol, shuffle, verbose, epsilon, n_jobs, random_state, learning_rate, eta0, power_t, early_stopping, validation_fraction, n_iter_no_change, class_weight, warm_start, average)', { ...SCALED, ...SHUFFLED, importantParameters: ['loss', 'penalty'] }),
  classifier('sklearn.linear_model.Perceptron(*, penalty, alpha, l1_ratio, fit_intercept, max_iter, tol, shuffle, verbose, eta0, n_jobs, random_state, early_stopping, validation_fraction, n_iter_no_change, class_weight, warm_start)', { ...SCALED, ...SHUFFLED }),
  classifier('sklearn.linear_model.PassiveAggressiveClassifier(*, C, fit_intercept, max_iter, tol, early_stopping, validation_fraction, n_iter_no_change, shuffle, verbose, loss, n_jobs, random_state, warm_start, class_weight, average)', { lifetime: { deprecated: '1.8', replacement: "SGDClassifier(learning_rate='pa1')" }, ...SCALED, ...SHUFFLED }),
  detector('sklearn.linear_model.SGDOneClassSVM(nu, fit_intercept, max_iter, tol, shuffle, verbose, random_state, learning_rate, eta0, power_t, warm_start, average)', { lifetime: { since: '1.0' }, ...SCALED, ...SHUFFLED }),

  classifier('sklearn.svm.SVC(*, C, kernel, degree, gamma, coef0, shrinking, probability, tol, cache_size, class_weight, verbose, max_iter, decision_function_shape, break_ties, random_state)', { ...DISTANCE, ...seededIf('probability', [true], 'when asked'), importantParameters: ['C', 'kernel', 'gamma'] }),
  classifier('sklearn.svm.NuSVC(*, nu, kernel, degree, gamma, coef0, shrinking, probability, tol, cache_size, class_weight, verbose, max_iter, decision_function_shape, break_ties, random_state)', { ...DISTANCE, ...seededIf('probability', [true], 'when asked'), importantParameters: ['nu', 'kernel', 'gamma'] }),
  classifier('sklearn.svm.LinearSVC(penalty, loss, *, dual, tol, C, multi_class, fit_intercept, intercept_scaling, class_weight, verbose, random_state, max_iter)', { ...SCALED, ...seededIf('dual', [true], 'when asked'), importantParameters: ['C'] }),
  regressor('sklearn.svm.SVR(*, kernel, degree, gamma, coef0, tol, C, epsilon, shrinking, cache_size, verbose, max_iter)', { ...DISTANCE, importantParameters: ['C', 'kernel', 'gamma'] }),
  regressor('sklearn.svm.NuSVR(*, nu, C, kernel, degree, gamma, coef0, shrinking, tol, cache_size, verbose, max_iter)', { ...DISTANCE, importantParameters: ['C', 'kernel', 'gamma'] }),
  regressor('sklearn.svm.LinearSVR(*, epsilon, tol, C, loss, fit_intercept, intercept_scaling, dual, verbose, random_state, max_iter)', { ...SCALED, ...seededIf('dual', [true], 'when asked') }),
  detector('sklearn.svm.OneClassSVM(*, kernel, degree, gamma, coef0, tol, nu, shrinking, cache_size, verbose, max_iter)', { ...DISTANCE, importantParameters: ['nu', 'kernel', 'gamma'] }),

  classifier('sklearn.neighbors.KNeighborsClassifier(n_neighbors, *, weights, algorithm, leaf_size, p, metric, metric_params, n_jobs)', { ...DISTANCE, importantParameters: ['n_neighbors'] }),
  regressor('sklearn.neighbors.KNeighborsRegressor(n_neighbors, *, weights, algorithm, leaf_size, p, metric, metric_params, n_jobs)', { ...DISTANCE, importantParameters: ['n_neighbors'] }),
  classifier('sklearn.neighbors.RadiusNeighborsClassifier(radius, *, weights, algorithm, leaf_size, p, metric, outlier_label, metric_params, n_jobs)', { ...DISTANCE, importantParameters: ['radius'] }),
  regressor('sklearn.neighbors.RadiusNeighborsRegressor(radius, *, weights, algorithm, leaf_size, p, metric, metric_params, n_jobs)', { ...DISTANCE, importantParameters: ['radius'] }),
  classifier('sklearn.neighbors.NearestCentroid(metric, *, shrink_threshold, priors)', DISTANCE),
  estimator('sklearn.neighbors.NearestNeighbors(*, n_neighbors, radius, algorithm, leaf_size, metric, p, metric_params, n_jobs)', { role: 'other', learns: 'statistics', by: 'other', ...DISTANCE }),
  density('sklearn.neighbors.KernelDensity(*, bandwidth, algorithm, kernel, metric, atol, rtol, breadth_first, leaf_size, metric_params)', { ...DISTANCE }),
  detector('sklearn.neighbors.LocalOutlierFactor(n_neighbors, *, algorithm, leaf_size, metric, p, metric_params, contamination, novelty, n_jobs)', DISTANCE),

  classifier('sklearn.tree.DecisionTreeClassifier(*, criterion, splitter, max_depth, min_samples_split, min_samples_leaf, min_weight_fraction_leaf, max_features, random_state, max_leaf_nodes, min_impurity_decrease, class_weight, ccp_alpha, monotonic_cst)', { ...SEEDED, importantParameters: ['ccp_alpha'] }),
  regressor('sklearn.tree.DecisionTreeRegressor(*, criterion, splitter, max_depth, min_samples_split, min_samples_leaf, min_weight_fraction_leaf, max_features, random_state, max_leaf_nodes, min_impurity_decrease, ccp_alpha, monotonic_cst)', { ...SEEDED, importantParameters: ['ccp_alpha'] }),
  classifier('sklearn.tree.ExtraTreeClassifier(*, criterion, splitter, max_depth, min_samples_split, min_samples_leaf, min_weight_fraction_leaf, max_features, random_state, max_leaf_nodes, min_impurity_decrease, class_weight, ccp_alpha, monotonic_cst)', SEEDED),
  regressor('sklearn.tree.ExtraTreeRegressor(*, criterion, splitter, max_depth, min_samples_split, min_samples_leaf, min_weight_fraction_leaf, max_features, random_state, min_impurity_decrease, max_leaf_nodes, ccp_alpha, monotonic_cst)', SEEDED),
  classifier('sklearn.ensemble.RandomForestClassifier(n_estimators, *, criterion, max_depth, min_samples_split, min_samples_leaf, min_weight_fraction_leaf, max_features, max_leaf_nodes, min_impurity_decrease, bootstrap, oob_score, n_jobs, random_state, verbose, warm_start, class_weight, ccp_alpha, max_samples, monotonic_cst)', { ...SEEDED, importantParameters: ['min_samples_leaf', 'max_features'] }),
  regressor('sklearn.ensemble.RandomForestRegressor(n_estimators, *, criterion, max_depth, min_samples_split, min_samples_leaf, min_weight_fraction_leaf, max_features, max_leaf_nodes, min_impurity_decrease, bootstrap, oob_score, n_jobs, random_state, verbose, warm_start, ccp_alpha, max_samples, monotonic_cst)', { ...SEEDED, importantParameters: ['min_samples_leaf', 'max_features'] }),
  classifier('sklearn.ensemble.ExtraTreesClassifier(n_estimators, *, criterion, max_depth, min_samples_split, min_samples_leaf, min_weight_fraction_leaf, max_features, max_leaf_nodes, min_impurity_decrease, bootstrap, oob_score, n_jobs, random_state, verbose, warm_start, class_weight, ccp_alpha, max_samples, monotonic_cst)', SEEDED),
  regressor('sklearn.ensemble.ExtraTreesRegressor(n_estimators, *, criterion, max_depth, min_samples_split, min_samples_leaf, min_weight_fraction_leaf, max_features, max_leaf_nodes, min_impurity_decrease, bootstrap, oob_score, n_jobs, random_state, verbose, warm_start, ccp_alpha, max_samples, monotonic_cst)', SEEDED),
  classifier('sklearn.ensemble.GradientBoostingClassifier(*, loss, learning_rate, n_estimators, subsample, criterion, min_samples_split, min_samples_leaf, min_weight_fraction_leaf, max_depth, min_impurity_decrease, init, random_state, max_features, verbose, max_leaf_nodes, warm_start, validation_fraction, n_iter_no_change, tol, ccp_alpha)', { ...SEEDED, importantParameters: ['learning_rate'] }),
  regressor('sklearn.ensemble.GradientBoostingRegressor(*, loss, learning_rate, n_estimators, subsample, criterion, min_samples_split, min_samples_leaf, min_weight_fraction_leaf, max_depth, min_impurity_decrease, init, random_state, max_features, alpha, verbose, max_leaf_nodes, warm_start, validation_fraction, n_iter_no_change, tol, ccp_alpha)', { ...SEEDED, importantParameters: ['learning_rate'] }),
  classifier('sklearn.ensemble.HistGradientBoostingClassifier(loss, *, learning_rate, max_iter, max_leaf_nodes, max_depth, min_samples_leaf, l2_regularization, max_features, max_bins, categorical_features, monotonic_cst, interaction_cst, warm_start, early_stopping, scoring, validation_fraction, n_iter_no_change, tol, verbose, random_state, class_weight)', { ...seededIf('early_stopping', [true], 'when asked'), importantParameters: ['learning_rate'] }),
  regressor('sklearn.ensemble.HistGradientBoostingRegressor(loss, *, quantile, learning_rate, max_iter, max_leaf_nodes, max_depth, min_samples_leaf, l2_regularization, max_features, max_bins, categorical_features, monotonic_cst, interaction_cst, warm_start, early_stopping, scoring, validation_fraction, n_iter_no_change, tol, verbose, random_state)', { ...seededIf('early_stopping', [true], 'when asked'), importantParameters: ['learning_rate'] }),
  meta('sklearn.ensemble.AdaBoostClassifier(estimator, *, n_estimators, learning_rate, random_state, base_estimator)', { ...CLASSIFIER, ...BASE_ESTIMATOR, ...SEEDING, parts: ['estimator', 'base_estimator'], importantParameters: ['learning_rate'] }),
  meta('sklearn.ensemble.AdaBoostRegressor(estimator, *, n_estimators, learning_rate, loss, random_state, base_estimator)', { ...REGRESSOR, ...BASE_ESTIMATOR, ...SEEDING, parts: ['estimator', 'base_estimator'], importantParameters: ['learning_rate'] }),
  meta('sklearn.ensemble.BaggingClassifier(estimator, n_estimators, *, max_samples, max_features, bootstrap, bootstrap_features, oob_score, warm_start, n_jobs, random_state, verbose, base_estimator)', { ...CLASSIFIER, ...BASE_ESTIMATOR, ...SEEDING, parts: ['estimator', 'base_estimator'] }),
  meta('sklearn.ensemble.BaggingRegressor(estimator, n_estimators, *, max_samples, max_features, bootstrap, bootstrap_features, oob_score, warm_start, n_jobs, random_state, verbose, base_estimator)', { ...REGRESSOR, ...BASE_ESTIMATOR, ...SEEDING, parts: ['estimator', 'base_estimator'] }),
  meta('sklearn.ensemble.VotingClassifier(estimators, *, voting, weights, n_jobs, flatten_transform, verbose)', { ...CLASSIFIER, parts: ['estimators'] }),
  meta('sklearn.ensemble.VotingRegressor(estimators, *, weights, n_jobs, verbose)', { ...REGRESSOR, parts: ['estimators'] }),
  meta('sklearn.ensemble.StackingClassifier(estimators, final_estimator, *, cv, stack_method, n_jobs, passthrough, verbose)', { ...CLASSIFIER, parts: ['estimators', 'final_estimator'] }),
  meta('sklearn.ensemble.StackingRegressor(estimators, final_estimator, *, cv, n_jobs, passthrough, verbose)', { ...REGRESSOR, parts: ['estimators', 'final_estimator'] }),
  detector('sklearn.ensemble.IsolationForest(*, n_estimators, max_samples, contamination, max_features, bootstrap, n_jobs, random_state, verbose, warm_start)', SEEDED),

  classifier('sklearn.naive_bayes.GaussianNB(*, priors, var_smoothing)'),
  classifier('sklearn.naive_bayes.MultinomialNB(*, alpha, force_alpha, fit_prior, class_prior)'),
  classifier('sklearn.naive_bayes.ComplementNB(*, alpha, force_alpha, fit_prior, class_prior, norm)'),
  classifier('sklearn.naive_bayes.BernoulliNB(*, alpha, force_alpha, binarize, fit_prior, class_prior)'),
  classifier('sklearn.naive_bayes.CategoricalNB(*, alpha, force_alpha, fit_prior, class_prior, min_categories)'),
  classifier('sklearn.discriminant_analysis.LinearDiscriminantAnalysis(solver, shrinkage, priors, n_components, store_covariance, tol, covariance_estimator)'),
  classifier('sklearn.discriminant_analysis.QuadraticDiscriminantAnalysis(*, solver, shrinkage, priors, reg_param, store_covariance, tol, covariance_estimator)'),
  classifier('sklearn.gaussian_process.GaussianProcessClassifier(kernel, *, optimizer, n_restarts_optimizer, max_iter_predict, warm_start, copy_X_train, random_state, multi_class, n_jobs)', DISTANCE),
  regressor('sklearn.gaussian_process.GaussianProcessRegressor(kernel, *, alpha, optimizer, n_restarts_optimizer, normalize_y, copy_X_train, n_targets, random_state)', DISTANCE),
  classifier('sklearn.neural_network.MLPClassifier(hidden_layer_sizes, activation, *, solver, alpha, batch_size, learning_rate, learning_rate_init, power_t, max_iter, shuffle, random_state, tol, verbose, warm_start, momentum, nesterovs_momentum, early_stopping, validation_fraction, beta_1, beta_2, epsilon, n_iter_no_change, max_fun)', { ...SCALED, ...SEEDED, importantParameters: ['hidden_layer_sizes'] }),
  regressor('sklearn.neural_network.MLPRegressor(loss, hidden_layer_sizes, activation, *, solver, alpha, batch_size, learning_rate, learning_rate_init, power_t, max_iter, shuffle, random_state, tol, verbose, warm_start, momentum, nesterovs_momentum, early_stopping, validation_fraction, beta_1, beta_2, epsilon, n_iter_no_change, max_fun)', { ...SCALED, ...SEEDED, importantParameters: ['hidden_layer_sizes'] }),
  regressor('sklearn.kernel_ridge.KernelRidge(alpha, *, kernel, gamma, degree, coef0, kernel_params)', { ...DISTANCE, importantParameters: ['alpha', 'kernel'] }),
  regressor('sklearn.isotonic.IsotonicRegression(*, y_min, y_max, increasing, out_of_bounds)', { methodParameters: { transform: ['T'], predict: ['T'] } }),
  regressor('sklearn.cross_decomposition.PLSRegression(n_components, *, scale, max_iter, tol, copy)', { fit: { parameters: ['X', 'y', 'Y'] }, methodParameters: { transform: ['X', 'y', 'Y', 'copy'] } }),
  regressor('sklearn.cross_decomposition.PLSCanonical(n_components, *, scale, algorithm, max_iter, tol, copy)', { fit: { parameters: ['X', 'y', 'Y'] }, methodParameters: { transform: ['X', 'y', 'Y', 'copy'] } }),
  regressor('sklearn.cross_decomposition.CCA(n_components, *, scale, max_iter, tol, copy)', { fit: { parameters: ['X', 'y', 'Y'] }, methodParameters: { transform: ['X', 'y', 'Y', 'copy'] } }),
  classifier('sklearn.dummy.DummyClassifier(*, strategy, random_state, constant)', seededIf('strategy', ['stratified', 'uniform'], 'when asked')),
  regressor('sklearn.dummy.DummyRegressor(*, strategy, constant, quantile)'),
  classifier('sklearn.semi_supervised.LabelPropagation(kernel, *, gamma, n_neighbors, max_iter, tol, n_jobs)', DISTANCE),
  classifier('sklearn.semi_supervised.LabelSpreading(kernel, *, gamma, n_neighbors, alpha, max_iter, tol, n_jobs)', DISTANCE),

  meta('sklearn.semi_supervised.SelfTrainingClassifier(estimator, threshold, criterion, k_best, max_iter, verbose, base_estimator)', { ...CLASSIFIER, parameterLifetimes: { base_estimator: { deprecated: '1.6', removed: '1.8', replacement: 'estimator' } }, parts: ['estimator', 'base_estimator'] }),
  meta('sklearn.calibration.CalibratedClassifierCV(estimator, *, method, cv, n_jobs, ensemble, base_estimator)', { ...CLASSIFIER, ...BASE_ESTIMATOR, parts: ['estimator', 'base_estimator'] }),
  meta('sklearn.multiclass.OneVsRestClassifier(estimator, *, n_jobs, verbose)', { ...CLASSIFIER, parts: ['estimator'] }),
  meta('sklearn.multiclass.OneVsOneClassifier(estimator, *, n_jobs)', { ...CLASSIFIER, parts: ['estimator'] }),
  meta('sklearn.multiclass.OutputCodeClassifier(estimator, *, code_size, random_state, n_jobs)', { ...CLASSIFIER, ...SEEDED, parts: ['estimator'] }),
  meta('sklearn.multioutput.MultiOutputClassifier(estimator, *, n_jobs)', { ...CLASSIFIER, parts: ['estimator'], fit: { parameters: ['X', 'Y', 'sample_weight'], labels: 'Y' } }),
  meta('sklearn.multioutput.MultiOutputRegressor(estimator, *, n_jobs)', { ...REGRESSOR, parts: ['estimator'] }),
  meta('sklearn.multioutput.ClassifierChain(estimator, *, order, cv, chain_method, random_state, verbose, base_estimator)', { ...CLASSIFIER, parameterLifetimes: { base_estimator: { deprecated: '1.7', removed: '1.9', replacement: 'estimator' } }, parts: ['estimator', 'base_estimator'], fit: { parameters: ['X', 'Y'], labels: 'Y' }, ...seededIf('order', ['random'], 'when asked') }),
  meta('sklearn.multioutput.RegressorChain(estimator, *, order, cv, random_state, verbose, base_estimator)', { ...REGRESSOR, parameterLifetimes: { base_estimator: { deprecated: '1.7', removed: '1.9', replacement: 'estimator' } }, parts: ['estimator', 'base_estimator'], fit: { parameters: ['X', 'Y'], labels: 'Y' }, ...seededIf('order', ['random'], 'when asked') }),
  meta('sklearn.compose.TransformedTargetRegressor(regressor, *, transformer, func, inverse_func, check_inverse)', { ...REGRESSOR, parts: ['regressor', 'transformer'] }),
  meta('sklearn.model_selection.FixedThresholdClassifier(estimator, *, threshold, pos_label, response_method)', { ...CLASSIFIER, parts: ['estimator'], lifetime: { since: '1.5' } }),
  meta('sklearn.model_selection.TunedThresholdClassifierCV(estimator, *, scoring, response_method, thresholds, cv, refit, n_jobs, random_state, store_cv_results)', { ...CLASSIFIER, parts: ['estimator'], lifetime: { since: '1.5' } }),
  estimator('sklearn.frozen.FrozenEstimator(estimator)', { role: 'meta', learns: 'nothing', by: 'other', parts: ['estimator'], lifetime: { since: '1.6' } }),

  clusterer('sklearn.cluster.KMeans(n_clusters, *, init, n_init, max_iter, tol, verbose, random_state, copy_x, algorithm)', { ...DISTANCE, ...SEEDED, importantParameters: ['n_clusters'] }),
  clusterer('sklearn.cluster.MiniBatchKMeans(n_clusters, *, init, max_iter, batch_size, verbose, compute_labels, random_state, tol, max_no_improvement, init_size, n_init, reassignment_ratio)', { ...DISTANCE, ...SEEDED, importantParameters: ['n_clusters'] }),
  clusterer('sklearn.cluster.BisectingKMeans(n_clusters, *, init, n_init, random_state, max_iter, verbose, tol, copy_x, algorithm, bisecting_strategy)', { ...DISTANCE, ...SEEDED, lifetime: { since: '1.1' }, importantParameters: ['n_clusters'] }),
  clusterer('sklearn.cluster.DBSCAN(eps, *, min_samples, metric, metric_params, algorithm, leaf_size, p, n_jobs)', { ...DISTANCE, importantParameters: ['eps'] }),
  clusterer('sklearn.cluster.HDBSCAN(min_cluster_size, min_samples, cluster_selection_epsilon, max_cluster_size, metric, metric_params, alpha, algorithm, leaf_size, n_jobs, cluster_selection_method, allow_single_cluster, store_centers, copy)', { ...DISTANCE, lifetime: { since: '1.3' } }),
  clusterer('sklearn.cluster.OPTICS(*, min_samples, max_eps, metric, p, metric_params, cluster_method, eps, xi, predecessor_correction, min_cluster_size, algorithm, leaf_size, memory, n_jobs)', DISTANCE),
  clusterer('sklearn.cluster.AgglomerativeClustering(n_clusters, *, metric, memory, connectivity, compute_full_tree, linkage, distance_threshold, compute_distances)', DISTANCE),
  clusterer('sklearn.cluster.AffinityPropagation(*, damping, max_iter, convergence_iter, copy, preference, affinity, verbose, random_state)', { ...DISTANCE, ...SEEDED }),
  clusterer('sklearn.cluster.Birch(*, threshold, branching_factor, n_clusters, compute_labels)', DISTANCE),
  clusterer('sklearn.cluster.MeanShift(*, bandwidth, seeds, bin_seeding, min_bin_freq, cluster_all, n_jobs, max_iter)', DISTANCE),
  clusterer('sklearn.cluster.SpectralClustering(n_clusters, *, eigen_solver, n_components, random_state, n_init, gamma, affinity, n_neighbors, eigen_tol, assign_labels, degree, coef0, kernel_params, n_jobs, verbose)', { ...DISTANCE, ...SEEDED, importantParameters: ['n_clusters'] }),
  clusterer('sklearn.cluster.SpectralBiclustering(n_clusters, *, method, n_components, n_best, svd_method, n_svd_vecs, mini_batch, init, n_init, random_state)', SEEDED),
  clusterer('sklearn.cluster.SpectralCoclustering(n_clusters, *, svd_method, n_svd_vecs, mini_batch, init, n_init, random_state)', SEEDED),
  density('sklearn.mixture.GaussianMixture(n_components, *, covariance_type, tol, reg_covar, max_iter, n_init, init_params, weights_init, means_init, precisions_init, random_state, warm_start, verbose, verbose_interval)', SEEDED),
  density('sklearn.mixture.BayesianGaussianMixture(*, n_components, covariance_type, tol, reg_covar, max_iter, n_init, init_params, weight_concentration_prior_type, weight_concentration_prior, mean_precision_prior, mean_prior, degrees_of_freedom_prior, covariance_prior, random_state, warm_start, verbose, verbose_interval)', SEEDED),
  covariance('sklearn.covariance.EmpiricalCovariance(*, store_precision, assume_centered)'),
  covariance('sklearn.covariance.ShrunkCovariance(*, store_precision, assume_centered, shrinkage)'),
  covariance('sklearn.covariance.LedoitWolf(*, store_precision, assume_centered, block_size)'),
  covariance('sklearn.covariance.OAS(*, store_precision, assume_centered)'),
  covariance('sklearn.covariance.GraphicalLasso(alpha, *, mode, covariance, tol, enet_tol, max_iter, verbose, eps, assume_centered)'),
  covariance('sklearn.covariance.GraphicalLassoCV(*, alphas, n_refinements, cv, tol, enet_tol, max_iter, mode, n_jobs, verbose, eps, assume_centered)'),
  covariance('sklearn.covariance.MinCovDet(*, store_precision, assume_centered, support_fraction, random_state)', SEEDED),
  detector('sklearn.covariance.EllipticEnvelope(*, store_precision, assume_centered, support_fraction, contamination, random_state)', SEEDED),
];
