/** Sample data, generators of data and fetchers of scikit-learn. */
import type { Api, ReaderApi } from '../api/python/knowledge.ts';
import { reader, SEEDED, writer } from './entry.ts';

const BUNCH = {
  path: null,
  returns: { object: 'sklearn.utils.Bunch' },
  members: { data: 'X', target: 'y', frame: 'frame', feature_names: 'other', target_names: 'other', DESCR: 'other', images: 'X', filename: 'other' },
} as const satisfies Partial<ReaderApi>;

/** With `return_X_y` two parts come instead. */
const PAIR = { parts: { when: { parameter: 'return_X_y', value: true }, shape: ['X', 'y'] } } as const satisfies Partial<ReaderApi>;

const bunch = (signature: string, facts: Partial<ReaderApi> = {}): ReaderApi => reader(signature, { ...BUNCH, ...(signature.includes('return_X_y') ? PAIR : {}), ...facts });
/** Returns `(X, y)`. */
const pair = (signature: string): ReaderApi => reader(signature, { path: null, returns: 'unknown', parts: { shape: ['X', 'y'] }, ...SEEDED });
const array = (signature: string): ReaderApi => reader(signature, { path: null, returns: { form: 'array', className: 'numpy.ndarray' }, ...SEEDED });
const TRAIN_TEST = { purpose: { parameter: 'subset', of: { train: 'train', test: 'test' }, default: 'train' } } as const;

export const sklearnDatasets: readonly Api[] = [
  bunch('sklearn.datasets.load_iris(*, return_X_y, as_frame)'),
  bunch('sklearn.datasets.load_digits(*, n_class, return_X_y, as_frame)'),
  bunch('sklearn.datasets.load_wine(*, return_X_y, as_frame)'),
  bunch('sklearn.datasets.load_breast_cancer(*, return_X_y, as_frame)'),
  bunch('sklearn.datasets.load_diabetes(*, return_X_y, as_frame, scaled)'),
  bunch('sklearn.datasets.load_linnerud(*, return_X_y, as_frame)'),
  bunch('sklearn.datasets.load_boston(*, return_X_y)', {
    lifetime: { deprecated: '1.0', removed: '1.2', replacement: 'fetch_california_housing' },
    source: 'https://scikit-learn.org/1.1/modules/generated/sklearn.datasets.load_boston.html',
  }),
  bunch('sklearn.datasets.fetch_california_housing(*, data_home, download_if_missing, return_X_y, as_frame, n_retries, delay)'),
  bunch('sklearn.datasets.fetch_covtype(*, data_home, download_if_missing, random_state, shuffle, return_X_y, as_frame, n_retries, delay)', SEEDED),
  bunch('sklearn.datasets.fetch_kddcup99(*, subset, data_home, shuffle, random_state, percent10, download_if_missing, return_X_y, as_frame, n_retries, delay)', SEEDED),
  bunch('sklearn.datasets.fetch_20newsgroups(*, data_home, subset, categories, shuffle, random_state, remove, download_if_missing, return_X_y, n_retries, delay)', TRAIN_TEST),
  bunch('sklearn.datasets.fetch_20newsgroups_vectorized(*, subset, remove, data_home, download_if_missing, return_X_y, normalize, as_frame, n_retries, delay)', TRAIN_TEST),
  bunch('sklearn.datasets.fetch_lfw_people(*, data_home, funneled, resize, min_faces_per_person, color, slice_, download_if_missing, return_X_y, n_retries, delay)'),
  bunch('sklearn.datasets.fetch_lfw_pairs(*, subset, data_home, funneled, resize, color, slice_, download_if_missing, n_retries, delay)', { purpose: { parameter: 'subset', of: { train: 'train', test: 'test' }, default: 'train' } }),
  bunch('sklearn.datasets.fetch_olivetti_faces(*, data_home, shuffle, random_state, download_if_missing, return_X_y, n_retries, delay)'),
  bunch('sklearn.datasets.fetch_rcv1(*, data_home, subset, download_if_missing, random_state, shuffle, return_X_y, n_retries, delay)', { purpose: { parameter: 'subset', of: { train: 'train', test: 'test' }, default: null } }),
  bunch('sklearn.datasets.fetch_species_distributions(*, data_home, download_if_missing, n_retries, delay)', { members: { train: 'X', test: 'X' } }),
  bunch('sklearn.datasets.fetch_openml(name, *, version, data_id, data_home, target_column, cache, return_X_y, as_frame, n_retries, delay, parser, read_csv_kwargs)'),
  bunch('sklearn.datasets.fetch_mldata(dataname, target_name, data_name, transpose_data, data_home)', { lifetime: { deprecated: '0.20', removed: '0.22', replacement: 'sklearn.datasets.fetch_openml' } }),
  bunch('sklearn.datasets.load_files(container_path, *, description, categories, load_content, shuffle, encoding, decode_error, random_state, allowed_extensions)', { path: 'container_path' }),
  bunch('sklearn.datasets.load_sample_images()'),
  reader('sklearn.datasets.load_sample_image(image_name)', { path: null, returns: { form: 'array', className: 'numpy.ndarray' } }),
  reader('sklearn.datasets.load_svmlight_file(f, *, n_features, dtype, multilabel, zero_based, query_id, offset, length)', { path: 'f', format: 'other', returns: 'unknown', parts: { shape: ['X', 'y'] } }),
  reader('sklearn.datasets.load_svmlight_files(files, *, n_features, dtype, multilabel, zero_based, query_id, offset, length)', { path: 'files', format: 'other', returns: 'unknown' }),
  writer('sklearn.datasets.dump_svmlight_file(X, y, f, *, zero_based, comment, query_id, multilabel)', { path: 'f', value: 'X' }),

  pair('sklearn.datasets.make_classification(n_samples, n_features, *, n_informative, n_redundant, n_repeated, n_classes, n_clusters_per_class, weights, flip_y, class_sep, hypercube, shift, scale, shuffle, random_state, return_X_y)'),
  pair('sklearn.datasets.make_multilabel_classification(n_samples, n_features, *, n_classes, n_labels, length, allow_unlabeled, sparse, return_indicator, return_distributions, random_state)'),
  pair('sklearn.datasets.make_regression(n_samples, n_features, *, n_informative, n_targets, bias, effective_rank, tail_strength, noise, shuffle, coef, random_state)'),
  pair('sklearn.datasets.make_blobs(n_samples, n_features, *, centers, cluster_std, center_box, shuffle, random_state, return_centers)'),
  pair('sklearn.datasets.make_moons(n_samples, *, shuffle, noise, random_state)'),
  pair('sklearn.datasets.make_circles(n_samples, *, shuffle, noise, random_state, factor)'),
  pair('sklearn.datasets.make_gaussian_quantiles(*, mean, cov, n_samples, n_features, n_classes, shuffle, random_state)'),
  pair('sklearn.datasets.make_hastie_10_2(n_samples, *, random_state)'),
  pair('sklearn.datasets.make_friedman1(n_samples, n_features, *, noise, random_state)'),
  pair('sklearn.datasets.make_friedman2(n_samples, *, noise, random_state)'),
  pair('sklearn.datasets.make_friedman3(n_samples, *, noise, random_state)'),
  pair('sklearn.datasets.make_sparse_uncorrelated(n_samples, n_features, *, random_state)'),
  pair('sklearn.datasets.make_s_curve(n_samples, *, noise, random_state)'),
  pair('sklearn.datasets.make_swiss_roll(n_samples, *, noise, random_state, hole)'),
  array('sklearn.datasets.make_low_rank_matrix(n_samples, n_features, *, effective_rank, tail_strength, random_state)'),
  array('sklearn.datasets.make_spd_matrix(n_dim, *, random_state)'),
  array('sklearn.datasets.make_sparse_spd_matrix(n_dim, *, alpha, norm_diag, smallest_coef, largest_coef, sparse_format, random_state)'),
  reader('sklearn.datasets.make_biclusters(shape, n_clusters, *, noise, minval, maxval, shuffle, random_state)', { path: null, returns: 'unknown', parts: { shape: ['X', 'other', 'other'] }, ...SEEDED }),
  reader('sklearn.datasets.make_checkerboard(shape, n_clusters, *, noise, minval, maxval, shuffle, random_state)', { path: null, returns: 'unknown', parts: { shape: ['X', 'other', 'other'] }, ...SEEDED }),
  reader('sklearn.datasets.make_sparse_coded_signal(n_samples, *, n_components, n_features, n_nonzero_coefs, random_state)', { path: null, returns: 'unknown', parts: { shape: ['X', 'other', 'other'] }, ...SEEDED }),
];
