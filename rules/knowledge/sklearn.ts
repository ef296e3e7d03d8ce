import type { LibraryKnowledge } from '../api/python/knowledge.ts';
import { sklearnDatasets } from './sklearn-datasets.ts';
import { sklearnEstimators } from './sklearn-estimators.ts';
import { sklearnFunctions } from './sklearn-functions.ts';
import { sklearnMetrics } from './sklearn-metrics.ts';
import { sklearnModelSelection } from './sklearn-model-selection.ts';
import { sklearnTransformers } from './sklearn-transformers.ts';

/** Modules that held the same things under older or private names. */
const MODULES: Readonly<Record<string, readonly string[]>> = {
  cluster: ['k_means_', 'dbscan_', 'hierarchical', 'affinity_propagation_', 'mean_shift_', 'spectral', 'birch', 'optics_', '_kmeans', '_dbscan', '_agglomerative'],
  compose: ['_column_transformer', '_target'],
  covariance: ['empirical_covariance_', 'robust_covariance', 'elliptic_envelope', 'graph_lasso_', 'shrunk_covariance_'],
  datasets: ['base', 'samples_generator', '_base', '_samples_generator', '_openml'],
  decomposition: ['pca', 'truncated_svd', 'nmf', 'fastica_', 'factor_analysis', 'online_lda', 'kernel_pca', 'incremental_pca', 'sparse_pca', 'dict_learning', '_pca', '_nmf', '_lda', '_truncated_svd'],
  ensemble: ['forest', 'gradient_boosting', 'weight_boosting', 'bagging', 'iforest', 'voting', 'stacking', 'voting_classifier', '_forest', '_gb', '_weight_boosting', '_bagging', '_voting', '_stacking', '_iforest', '_hist_gradient_boosting.gradient_boosting'],
  feature_extraction: ['dict_vectorizer', 'hashing', '_dict_vectorizer', '_hash'],
  feature_selection: ['univariate_selection', 'variance_threshold', 'rfe', 'from_model', 'mutual_info_', 'base', '_univariate_selection', '_rfe', '_from_model', '_sequential', '_variance_threshold', '_base'],
  impute: ['_base', '_iterative', '_knn'],
  linear_model: ['base', 'logistic', 'ridge', 'coordinate_descent', 'least_angle', 'stochastic_gradient', 'passive_aggressive', 'perceptron', 'bayes', 'huber', 'ransac', 'theil_sen', 'omp', '_base', '_logistic', '_ridge', '_coordinate_descent', '_stochastic_gradient', '_bayes', '_huber'],
  manifold: ['t_sne', 'isomap', 'mds', 'locally_linear', 'spectral_embedding_', '_t_sne', '_isomap', '_mds'],
  metrics: ['classification', 'regression', 'ranking', 'scorer', '_classification', '_regression', '_ranking', '_scorer', 'cluster.supervised', 'cluster.unsupervised', 'cluster'],
  mixture: ['gaussian_mixture', 'bayesian_mixture', '_gaussian_mixture', '_bayesian_mixture'],
  model_selection: ['_split', '_search', '_validation', '_search_successive_halving'],
  neighbors: ['classification', 'regression', 'unsupervised', 'nearest_centroid', 'kde', 'lof', '_classification', '_regression', '_unsupervised'],
  neural_network: ['multilayer_perceptron', 'rbm', '_multilayer_perceptron'],
  preprocessing: ['data', 'label', 'imputation', '_data', '_label', '_encoders', '_discretization', '_function_transformer', '_polynomial', '_target_encoder'],
  svm: ['classes', '_classes'],
  tree: ['tree', 'export', '_classes', '_export'],
};

/** `sklearn.metrics.cluster` also has functions of its own name; entries are looked for before modules are rewritten. */
const aliases = Object.fromEntries(Object.entries(MODULES).flatMap(([module, older]) => older.map((name) => [`sklearn.${module}.${name}`, `sklearn.${module}`])));

export const sklearn: LibraryKnowledge = {
  library: 'sklearn',
  distributions: ['scikit-learn', 'sklearn'],
  version: '1.9.1',
  aliases: { ...aliases, 'sklearn.utils._bunch': 'sklearn.utils' },
  entries: [...sklearnTransformers, ...sklearnEstimators, ...sklearnModelSelection, ...sklearnMetrics, ...sklearnDatasets, ...sklearnFunctions],
};
