/** Transformers of scikit-learn: scaling, encoding, imputing, selecting, decomposing, and what puts them together. */
import type { EstimatorApi } from '../api/python/knowledge.ts';
import { estimator, SEEDED, seededIf } from './entry.ts';

type Facts = Partial<Omit<EstimatorApi, 'is' | 'names' | 'parameters'>>;

const scaler = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'transformer', learns: 'statistics', by: 'scaler', ...facts });
const stateless = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'transformer', learns: 'nothing', by: 'other', ...facts });
const encoder = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'transformer', learns: 'vocabulary', by: 'encoder', ...facts });
const imputer = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'transformer', learns: 'statistics', by: 'imputer', ...facts });
const decomposition = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'transformer', learns: 'statistics', by: 'decomposition', ...facts });
const supervisedSelector = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'selector', learns: 'labels', by: 'supervised-selector', ...facts });

/** Text is given to `fit` as `raw_documents`. */
const TEXTS: Facts = { fit: { parameters: ['raw_documents', 'y'], features: 'raw_documents', labels: null }, methodParameters: { transform: ['raw_documents'], fit_transform: ['raw_documents', 'y'] } };

/** Encoders of labels take nothing but `y`. */
const LABELS: Facts = {
  fit: { parameters: ['y'], features: null, labels: 'y' },
  methodParameters: { transform: ['y'], fit_transform: ['y'], inverse_transform: ['y'] },
};

export const sklearnTransformers: readonly EstimatorApi[] = [
  scaler('sklearn.preprocessing.StandardScaler(*, copy, with_mean, with_std)', { methodParameters: { partial_fit: ['X', 'y', 'sample_weight'] } }),
  scaler('sklearn.preprocessing.MinMaxScaler(feature_range, *, copy, clip)'),
  scaler('sklearn.preprocessing.MaxAbsScaler(*, copy, clip)'),
  scaler('sklearn.preprocessing.RobustScaler(*, with_centering, with_scaling, quantile_range, copy, unit_variance)'),
  scaler('sklearn.preprocessing.PowerTransformer(method, *, standardize, copy)'),
  scaler('sklearn.preprocessing.QuantileTransformer(*, n_quantiles, output_distribution, ignore_implicit_zeros, subsample, random_state, copy)'),
  scaler('sklearn.preprocessing.KernelCenterer()', { fit: { parameters: ['K', 'y'], features: 'K', labels: null }, methodParameters: { transform: ['K', 'copy'], fit_transform: ['K', 'y'] } }),
  stateless('sklearn.preprocessing.Normalizer(norm, *, copy)'),
  stateless('sklearn.preprocessing.Binarizer(*, threshold, copy)'),
  stateless('sklearn.preprocessing.FunctionTransformer(func, inverse_func, *, validate, accept_sparse, check_inverse, feature_names_out, kw_args, inv_kw_args)'),
  stateless('sklearn.preprocessing.PolynomialFeatures(degree, *, interaction_only, include_bias, order)'),
  estimator('sklearn.preprocessing.KBinsDiscretizer(n_bins, *, encode, strategy, quantile_method, dtype, subsample, random_state)', { role: 'transformer', learns: 'statistics', by: 'discretizer' }),
  estimator('sklearn.preprocessing.SplineTransformer(n_knots, degree, *, knots, extrapolation, include_bias, order, handle_missing, sparse_output)', { lifetime: { since: '1.0' }, role: 'transformer', learns: 'statistics', by: 'discretizer' }),
  encoder('sklearn.preprocessing.OneHotEncoder(*, categories, drop, sparse_output, sparse, dtype, handle_unknown, min_frequency, max_categories, feature_name_combiner)', { parameterLifetimes: { sparse: { deprecated: '1.2', removed: '1.4', replacement: 'sparse_output' } } }),
  encoder('sklearn.preprocessing.OrdinalEncoder(*, categories, dtype, handle_unknown, unknown_value, encoded_missing_value, min_frequency, max_categories)'),
  encoder('sklearn.preprocessing.LabelEncoder()', LABELS),
  encoder('sklearn.preprocessing.LabelBinarizer(*, neg_label, pos_label, sparse_output)', { ...LABELS, methodParameters: { ...LABELS.methodParameters, inverse_transform: ['Y', 'threshold'] } }),
  encoder('sklearn.preprocessing.MultiLabelBinarizer(*, classes, sparse_output)', { ...LABELS, methodParameters: { ...LABELS.methodParameters, inverse_transform: ['yt'] } }),
  estimator('sklearn.preprocessing.TargetEncoder(categories, target_type, smooth, cv, shuffle, random_state)', { role: 'transformer', learns: 'labels', by: 'target-encoder', lifetime: { since: '1.3' }, parameterLifetimes: { shuffle: { deprecated: '1.9', replacement: 'cv' }, random_state: { deprecated: '1.9', replacement: 'cv' } }, random: { ...SEEDED.random, unlessGiven: 'cv', onlyIf: { parameter: 'shuffle', values: [true], default: true } } }),

  imputer('sklearn.impute.SimpleImputer(*, missing_values, strategy, fill_value, copy, add_indicator, keep_empty_features)', { learnsUnless: { parameter: 'strategy', values: ['constant'] } }),
  imputer('sklearn.impute.KNNImputer(*, missing_values, n_neighbors, weights, metric, copy, add_indicator, keep_empty_features)'),
  imputer('sklearn.impute.IterativeImputer(estimator, *, missing_values, sample_posterior, max_iter, tol, n_nearest_features, initial_strategy, fill_value, imputation_order, skip_complete, min_value, max_value, verbose, random_state, add_indicator, keep_empty_features)', { parts: ['estimator'], ...seededIf('sample_posterior', [true], 'when asked') }),
  estimator('sklearn.impute.MissingIndicator(*, missing_values, features, sparse, error_on_new)', { role: 'transformer', learns: 'vocabulary', by: 'imputer' }),

  estimator('sklearn.feature_selection.VarianceThreshold(threshold)', { role: 'selector', learns: 'statistics', by: 'selector' }),
  supervisedSelector('sklearn.feature_selection.SelectKBest(score_func, *, k)'),
  supervisedSelector('sklearn.feature_selection.SelectPercentile(score_func, *, percentile)'),
  supervisedSelector('sklearn.feature_selection.SelectFpr(score_func, *, alpha)'),
  supervisedSelector('sklearn.feature_selection.SelectFdr(score_func, *, alpha)'),
  supervisedSelector('sklearn.feature_selection.SelectFwe(score_func, *, alpha)'),
  supervisedSelector('sklearn.feature_selection.GenericUnivariateSelect(score_func, *, mode, param)'),
  supervisedSelector('sklearn.feature_selection.SelectFromModel(estimator, *, threshold, prefit, norm_order, max_features, importance_getter)', { parts: ['estimator'], learnsUnless: { parameter: 'prefit', values: [true] } }),
  supervisedSelector('sklearn.feature_selection.RFE(estimator, *, n_features_to_select, step, verbose, importance_getter)', { parts: ['estimator'] }),
  supervisedSelector('sklearn.feature_selection.RFECV(estimator, *, step, min_features_to_select, cv, scoring, verbose, n_jobs, importance_getter)', { parts: ['estimator'] }),
  supervisedSelector('sklearn.feature_selection.SequentialFeatureSelector(estimator, *, n_features_to_select, tol, direction, scoring, cv, n_jobs)', { parts: ['estimator'] }),

  decomposition('sklearn.decomposition.PCA(n_components, *, copy, whiten, svd_solver, tol, iterated_power, n_oversamples, power_iteration_normalizer, random_state)', { needsScaling: true, ...seededIf('svd_solver', ['randomized', 'arpack'], 'when asked') }),
  decomposition('sklearn.decomposition.IncrementalPCA(n_components, *, whiten, copy, batch_size)', { needsScaling: true }),
  decomposition('sklearn.decomposition.KernelPCA(n_components, *, kernel, gamma, degree, coef0, kernel_params, alpha, fit_inverse_transform, eigen_solver, tol, max_iter, iterated_power, remove_zero_eig, random_state, copy_X, n_jobs)', { needsScaling: true, ...seededIf('eigen_solver', ['randomized', 'arpack'], 'when asked') }),
  decomposition('sklearn.decomposition.SparsePCA(n_components, *, alpha, ridge_alpha, max_iter, tol, method, n_jobs, U_init, V_init, verbose, random_state)', { needsScaling: true, ...SEEDED }),
  decomposition('sklearn.decomposition.MiniBatchSparsePCA(n_components, *, alpha, ridge_alpha, max_iter, callback, batch_size, verbose, shuffle, n_jobs, method, random_state, tol, max_no_improvement)', { needsScaling: true, ...SEEDED }),
  decomposition('sklearn.decomposition.TruncatedSVD(n_components, *, algorithm, n_iter, n_oversamples, power_iteration_normalizer, random_state, tol)', seededIf('algorithm', ['randomized', 'arpack'], 'by default')),
  decomposition('sklearn.decomposition.NMF(n_components, *, alpha, regularization, init, solver, beta_loss, tol, max_iter, random_state, alpha_W, alpha_H, l1_ratio, verbose, shuffle)', { ...seededIf('init', ['random', 'nndsvdar'], 'when asked'), parameterLifetimes: { alpha: { deprecated: '1.0', removed: '1.2', replacement: 'alpha_W' }, regularization: { deprecated: '1.0', removed: '1.2' } } }),
  decomposition('sklearn.decomposition.MiniBatchNMF(n_components, *, init, batch_size, beta_loss, tol, max_no_improvement, max_iter, alpha_W, alpha_H, l1_ratio, forget_factor, fresh_restarts, fresh_restarts_max_iter, transform_max_iter, random_state, verbose)', { ...seededIf('init', ['random', 'nndsvdar'], 'when asked'), lifetime: { since: '1.1' } }),
  decomposition('sklearn.decomposition.FastICA(n_components, *, algorithm, whiten, fun, fun_args, max_iter, tol, w_init, whiten_solver, random_state)', SEEDED),
  decomposition('sklearn.decomposition.FactorAnalysis(n_components, *, tol, copy, max_iter, noise_variance_init, svd_method, iterated_power, rotation, random_state)'),
  decomposition('sklearn.decomposition.LatentDirichletAllocation(n_components, *, doc_topic_prior, topic_word_prior, learning_method, learning_decay, learning_offset, max_iter, batch_size, evaluate_every, total_samples, perp_tol, mean_change_tol, max_doc_update_iter, n_jobs, verbose, random_state)', SEEDED),
  decomposition('sklearn.decomposition.DictionaryLearning(n_components, *, alpha, max_iter, tol, fit_algorithm, transform_algorithm, transform_n_nonzero_coefs, transform_alpha, n_jobs, code_init, dict_init, callback, verbose, split_sign, random_state, positive_code, positive_dict, transform_max_iter)', SEEDED),
  decomposition('sklearn.decomposition.MiniBatchDictionaryLearning(n_components, *, alpha, max_iter, fit_algorithm, n_jobs, batch_size, shuffle, dict_init, transform_algorithm, transform_n_nonzero_coefs, transform_alpha, verbose, split_sign, random_state, positive_code, positive_dict, transform_max_iter, callback, tol, max_no_improvement)', SEEDED),
  stateless('sklearn.decomposition.SparseCoder(dictionary, *, transform_algorithm, transform_n_nonzero_coefs, transform_alpha, split_sign, n_jobs, positive_code, transform_max_iter)', { by: 'decomposition' }),
  decomposition('sklearn.manifold.TSNE(n_components, *, n_iter, perplexity, early_exaggeration, learning_rate, max_iter, n_iter_without_progress, min_grad_norm, metric, metric_params, init, verbose, random_state, method, angle, n_jobs)', { needsScaling: true, ...SEEDED, parameterLifetimes: { n_iter: { deprecated: '1.5', removed: '1.7', replacement: 'max_iter' } } }),
  decomposition('sklearn.manifold.MDS(n_components, *, metric_mds, n_init, init, max_iter, verbose, eps, n_jobs, random_state, dissimilarity, metric, metric_params, normalized_stress)', { needsScaling: true, ...SEEDED }),
  decomposition('sklearn.manifold.ClassicalMDS(n_components, *, metric, metric_params)', { needsScaling: true, lifetime: { since: '1.8' } }),
  decomposition('sklearn.manifold.Isomap(*, n_neighbors, radius, n_components, eigen_solver, tol, max_iter, path_method, neighbors_algorithm, n_jobs, metric, p, metric_params)', { needsScaling: true }),
  decomposition('sklearn.manifold.LocallyLinearEmbedding(*, n_neighbors, n_components, reg, eigen_solver, tol, max_iter, method, hessian_tol, modified_tol, neighbors_algorithm, random_state, n_jobs)', { needsScaling: true, ...seededIf('eigen_solver', ['arpack'], 'when asked') }),
  decomposition('sklearn.manifold.SpectralEmbedding(n_components, *, affinity, gamma, random_state, eigen_solver, eigen_tol, n_neighbors, n_jobs)', { needsScaling: true, ...SEEDED }),
  decomposition('sklearn.neural_network.BernoulliRBM(n_components, *, learning_rate, batch_size, n_iter, verbose, random_state)', SEEDED),
  decomposition('sklearn.cluster.FeatureAgglomeration(n_clusters, *, metric, memory, connectivity, compute_full_tree, linkage, pooling_func, distance_threshold, compute_distances)'),
  estimator('sklearn.ensemble.RandomTreesEmbedding(n_estimators, *, max_depth, min_samples_split, min_samples_leaf, min_weight_fraction_leaf, max_leaf_nodes, min_impurity_decrease, sparse_output, n_jobs, random_state, verbose, warm_start)', { role: 'transformer', learns: 'statistics', by: 'discretizer', ...SEEDED }),
  estimator('sklearn.neighbors.NeighborhoodComponentsAnalysis(n_components, *, init, warm_start, max_iter, tol, callback, verbose, random_state)', { role: 'transformer', learns: 'labels', by: 'decomposition', needsScaling: true, isDistanceBased: true, ...seededIf('init', ['random'], 'when asked') }),
  estimator('sklearn.neighbors.KNeighborsTransformer(*, mode, n_neighbors, algorithm, leaf_size, metric, p, metric_params, n_jobs)', { role: 'transformer', learns: 'statistics', by: 'other', needsScaling: true, isDistanceBased: true }),
  estimator('sklearn.neighbors.RadiusNeighborsTransformer(*, mode, radius, algorithm, leaf_size, metric, p, metric_params, n_jobs)', { role: 'transformer', learns: 'statistics', by: 'other', needsScaling: true, isDistanceBased: true }),
  stateless('sklearn.random_projection.GaussianRandomProjection(n_components, *, eps, compute_inverse_components, random_state)', { by: 'decomposition', ...SEEDED }),
  stateless('sklearn.random_projection.SparseRandomProjection(n_components, *, density, eps, dense_output, compute_inverse_components, random_state)', { by: 'decomposition', ...SEEDED }),
  stateless('sklearn.kernel_approximation.RBFSampler(*, gamma, n_components, random_state)', { ...SEEDED, source: 'fit draws random weights and looks at the number of columns only, unless gamma is `scale`' }),
  stateless('sklearn.kernel_approximation.SkewedChi2Sampler(*, skewedness, n_components, random_state)', SEEDED),
  stateless('sklearn.kernel_approximation.PolynomialCountSketch(*, gamma, degree, coef0, n_components, random_state)', SEEDED),
  stateless('sklearn.kernel_approximation.AdditiveChi2Sampler(*, sample_steps, sample_interval)'),
  decomposition('sklearn.kernel_approximation.Nystroem(kernel, *, gamma, coef0, degree, kernel_params, n_components, random_state, n_jobs)', SEEDED),
  decomposition('sklearn.cross_decomposition.PLSSVD(n_components, *, scale, copy)', { learns: 'labels', fit: { parameters: ['X', 'y'] } }),

  estimator('sklearn.feature_extraction.text.CountVectorizer(*, input, encoding, decode_error, strip_accents, lowercase, preprocessor, tokenizer, stop_words, token_pattern, ngram_range, analyzer, max_df, min_df, max_features, vocabulary, binary, dtype)', { role: 'transformer', learns: 'vocabulary', by: 'vectorizer', ...TEXTS }),
  estimator('sklearn.feature_extraction.text.TfidfVectorizer(*, input, encoding, decode_error, strip_accents, lowercase, preprocessor, tokenizer, analyzer, stop_words, token_pattern, ngram_range, max_df, min_df, max_features, vocabulary, binary, dtype, norm, use_idf, smooth_idf, sublinear_tf)', { role: 'transformer', learns: 'statistics', by: 'vectorizer', ...TEXTS }),
  estimator('sklearn.feature_extraction.text.TfidfTransformer(*, norm, use_idf, smooth_idf, sublinear_tf)', { role: 'transformer', learns: 'statistics', by: 'vectorizer', learnsUnless: { parameter: 'use_idf', values: [false] } }),
  stateless('sklearn.feature_extraction.text.HashingVectorizer(*, input, encoding, decode_error, strip_accents, lowercase, preprocessor, tokenizer, stop_words, token_pattern, ngram_range, analyzer, n_features, binary, norm, alternate_sign, dtype)', { by: 'vectorizer' }),
  stateless('sklearn.feature_extraction.FeatureHasher(n_features, *, input_type, dtype, alternate_sign)', { by: 'vectorizer', methodParameters: { transform: ['raw_X'] } }),
  estimator('sklearn.feature_extraction.DictVectorizer(*, dtype, separator, sparse, sort)', { role: 'transformer', learns: 'vocabulary', by: 'vectorizer' }),
  stateless('sklearn.feature_extraction.image.PatchExtractor(*, patch_size, max_patches, random_state)', SEEDED),

  estimator('sklearn.pipeline.Pipeline(steps, *, transform_input, memory, verbose)', { role: 'pipeline', learns: 'parts', by: 'other', parts: ['steps'] }),
  estimator('sklearn.pipeline.make_pipeline(*steps, memory, transform_input, verbose)', { role: 'pipeline', learns: 'parts', by: 'other', parts: ['steps'] }),
  estimator('sklearn.pipeline.FeatureUnion(transformer_list, *, n_jobs, transformer_weights, verbose, verbose_feature_names_out)', { role: 'union', learns: 'parts', by: 'other', parts: ['transformer_list'] }),
  estimator('sklearn.pipeline.make_union(*transformers, n_jobs, verbose, verbose_feature_names_out)', { role: 'union', learns: 'parts', by: 'other', parts: ['transformers'] }),
  estimator('sklearn.compose.ColumnTransformer(transformers, *, remainder, sparse_threshold, n_jobs, transformer_weights, verbose, verbose_feature_names_out)', { role: 'columns', learns: 'parts', by: 'other', parts: ['transformers'] }),
  estimator('sklearn.compose.make_column_transformer(*transformers, remainder, sparse_threshold, n_jobs, verbose, verbose_feature_names_out)', { role: 'columns', learns: 'parts', by: 'other', parts: ['transformers'] }),
];
