/** TensorFlow without Keras: `tf.data`, tensors, gradients, seeds. */
import type { Api, DataApi, LibraryKnowledge, Purpose, Returns } from '../api/python/knowledge.ts';
import { data, estimator, layer, loader, loss, on, plainClass, plainFunction, reader, seed, split, writer } from './entry.ts';

const TENSOR: Returns = { form: 'tensor', className: 'tensorflow.Tensor' };
const DATASET: Returns = { form: 'dataset', className: 'tensorflow.data.Dataset' };
const ALONG_ROWS = { learnsUnless: { parameter: 'axis', values: [1, -1], default: false } } as const;

const named = (names: string, make: (name: string) => Api): readonly Api[] => names.split(' ').map(make);
const same = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'same', returns: TENSOR, ...facts });
const reduction = (signature: string): DataApi => data(signature, { rows: 'aggregate', by: 'reduction', returns: TENSOR, ...ALONG_ROWS });
const fresh = (signature: string): DataApi => data(signature, { data: [], rows: 'new', returns: TENSOR });
const drawn = (signature: string): DataApi => ({ ...fresh(signature), random: { parameter: 'seed', generator: 'tensorflow' } });

const of = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'same', returns: DATASET, ...facts });
const DATASETS: readonly Api[] = [
  plainClass('tensorflow.data.Dataset', { tags: ['dataset'] }),
  of('tensorflow.data.Dataset.from_tensor_slices(tensors, name)', { data: ['tensors'] }),
  of('tensorflow.data.Dataset.from_tensors(tensors, name)', { data: ['tensors'] }),
  of('tensorflow.data.Dataset.from_generator(generator, output_types, output_shapes, args, output_signature, name)', { data: ['generator'], rows: 'unknown' }),
  of('tensorflow.data.Dataset.range(*args)', { data: [], rows: 'new' }),
  of('tensorflow.data.Dataset.zip(*args)', { data: ['args'] }),
  of('tensorflow.data.Dataset.sample_from_datasets(datasets, weights, seed, stop_on_empty_dataset)', { data: ['datasets'], rows: 'union', orders: 'shuffled', random: { parameter: 'seed', generator: 'tensorflow' } }),
  of('tensorflow.data.Dataset.list_files(file_pattern, shuffle, seed, name)', { data: [], rows: 'new', random: { parameter: 'seed', generator: 'tensorflow', onlyIf: { parameter: 'shuffle', values: [true], default: true } } }),
  reader('tensorflow.data.TextLineDataset(filenames)', { path: 'filenames', format: 'other', returns: DATASET }),
  reader('tensorflow.data.TFRecordDataset(filenames)', { path: 'filenames', format: 'other', returns: DATASET }),
  reader('tensorflow.data.experimental.make_csv_dataset(file_pattern, batch_size)', { path: 'file_pattern', format: 'csv', returns: DATASET }),
  reader('tensorflow.data.Dataset.load | tensorflow.data.experimental.load(path, element_spec, compression, reader_func, wait)', { path: 'path', format: 'other', returns: DATASET }),
  writer('tensorflow.data.Dataset.save(path, compression, shard_func, checkpoint_args)', { path: 'path', value: 'self' }),
  ...on(['tensorflow.data.Dataset'], [
    of('.map(map_func, num_parallel_calls, deterministic)', { calls: { parameter: 'map_func', with: 'row' } }),
    of('.batch(batch_size, drop_remainder, num_parallel_calls, deterministic, name)'),
    of('.padded_batch(batch_size, padded_shapes, padding_values, drop_remainder, name)'),
    of('.unbatch(name)'),
    of('.prefetch(buffer_size, name)'),
    of('.cache(filename, name)', { keepsOrder: true }),
    of('.enumerate(start, name)'),
    of('.with_options(options, name)'),
    of('.apply(transformation_func)', { calls: { parameter: 'transformation_func', with: 'whole' } }),
    of('.shuffle(buffer_size, seed, reshuffle_each_iteration, name)', { rows: 'reordered', orders: 'shuffled', ordersAnewUnless: { parameter: 'reshuffle_each_iteration', value: false }, random: { parameter: 'seed', generator: 'tensorflow' } }),
    of('.repeat(count, name)', { source: 'the same rows again, never mixed with others' }),
    of('.take(count, name)', { rows: 'subset', takes: 'first', share: 'count' }),
    of('.skip(count, name)', { rows: 'subset', takes: 'after', share: 'count' }),
    of('.take_while(predicate, name)', { rows: 'subset' }),
    of('.filter(predicate, name)', { rows: 'subset' }),
    of('.shard(num_shards, index, name)', { rows: 'subset' }),
    of('.unique(name)', { rows: 'subset' }),
    of('.concatenate(dataset, name)', { data: ['self', 'dataset'], rows: 'union' }),
    of('.interleave(map_func, cycle_length, block_length, num_parallel_calls)', { rows: 'unknown' }),
    of('.flat_map(map_func, name)', { rows: 'copies' }),
    of('.window(size, shift, stride, drop_remainder, name)', { rows: 'copies', learns: 'neighbours', by: 'neighbours' }),
    data('.reduce(initial_state, reduce_func, name)', { rows: 'aggregate', by: 'reduction', returns: 'unknown' }),
    data('.cardinality()', { rows: 'aggregate', learns: 'none', returns: 'scalar' }),
    of('.as_numpy_iterator()', { returns: { form: 'list' } }),
  ]),
];

const TENSORS: readonly Api[] = [
  ...['constant(value, dtype, shape, name)', 'convert_to_tensor(value, dtype, dtype_hint, name)', 'cast(x, dtype, name)', 'identity(input, name)', 'expand_dims(input, axis, name)', 'squeeze(input, axis, name)', 'reshape(tensor, shape, name)', 'clip_by_value(t, clip_value_min, clip_value_max, name)', 'one_hot(indices, depth)', 'round(x, name)'].map((signature) => same(`tensorflow.${signature}`)),
  plainClass('tensorflow.Variable(initial_value, trainable, validate_shape)', { passes: 'initial_value', tags: ['variable'] }),
  ...named('abs exp sqrt square sin cos tanh negative', (name) => same(`tensorflow.${name}(x, name)`)),
  ...named('math.log math.log1p math.exp math.sqrt math.square math.abs', (name) => same(`tensorflow.${name}(x, name)`)),
  ...named('add subtract multiply divide maximum minimum pow', (name) => same(`tensorflow.${name}(x, y, name)`, { data: ['x', 'y'] })),
  same('tensorflow.matmul(a, b)'),
  same('tensorflow.where(condition, x, y, name)', { data: ['condition', 'x', 'y'] }),
  ...named('reduce_mean reduce_sum reduce_max reduce_min reduce_prod reduce_all reduce_any', (name) => reduction(`tensorflow.${name}(input_tensor, axis, keepdims, name)`)),
  ...named('math.reduce_mean math.reduce_sum math.reduce_max math.reduce_min math.reduce_std math.reduce_variance', (name) => reduction(`tensorflow.${name}(input_tensor, axis, keepdims, name)`)),
  ...named('argmax argmin', (name) => reduction(`tensorflow.${name}(input, axis, output_type, name)`)),
  data('tensorflow.norm(tensor, ord, axis, keepdims)', { rows: 'aggregate', by: 'reduction', returns: TENSOR, ...ALONG_ROWS }),
  data('tensorflow.nn.moments(x, axes)', { rows: 'aggregate', by: 'reduction', returns: 'unknown' }),
  data('tensorflow.concat(values, axis, name)', { rows: 'union', rowsWhen: [{ parameter: 'axis', values: [1, -1], rows: 'same' }], returns: TENSOR }),
  data('tensorflow.stack(values, axis, name)', { rows: 'unknown', returns: TENSOR }),
  split('tensorflow.split(value, num_or_size_splits, axis, num, name)', { data: ['value'], gives: 'parts', sides: 0, shuffle: 'never', sizes: 'num_or_size_splits' }),
  data('tensorflow.gather(params, indices)', { rows: 'picked', picks: 'indices', returns: TENSOR }),
  data('tensorflow.boolean_mask(tensor, mask, axis, name)', { rows: 'picked', picks: 'mask', returns: TENSOR }),
  data('tensorflow.transpose(a, perm, conjugate, name)', { rows: 'unknown', returns: TENSOR }),
  data('tensorflow.sort(values, axis, direction, name)', { rows: 'reordered', orders: 'sorted', returns: TENSOR }),
  data('tensorflow.shape(input, out_type, name)', { rows: 'aggregate', learns: 'none', returns: 'unknown' }),
  ...named('zeros ones', (name) => fresh(`tensorflow.${name}(shape, dtype, name)`)),
  ...named('zeros_like ones_like', (name) => fresh(`tensorflow.${name}(input, dtype, name)`)),
  fresh('tensorflow.range(start, limit, delta, dtype, name)'),
  drawn('tensorflow.random.normal(shape, mean, stddev, dtype, seed, name)'),
  drawn('tensorflow.random.uniform(shape, minval, maxval, dtype, seed, name)'),
  drawn('tensorflow.random.truncated_normal(shape, mean, stddev, dtype, seed, name)'),
  data('tensorflow.random.shuffle(value, seed, name)', { rows: 'reordered', orders: 'shuffled', returns: TENSOR, random: { parameter: 'seed', generator: 'tensorflow' } }),
  ...on(['tensorflow.Tensor'], [data('.numpy()', { rows: 'same', returns: { form: 'array', className: 'numpy.ndarray' } }), data('.shape', { rows: 'aggregate', learns: 'none', isAttribute: true, returns: 'unknown' })]),
];

const NN: readonly Api[] = [
  ...['relu(features, name)', 'sigmoid(x, name)', 'tanh(x, name)', 'softplus(features, name)', 'elu(features, name)', 'selu(features, name)', 'gelu(features, approximate, name)', 'leaky_relu(features, alpha, name)', 'silu(features, beta)'].map((signature) => layer(`tensorflow.nn.${signature}`, { does: 'activation', activation: signature.slice(0, signature.indexOf('(')), isFunction: true })),
  layer('tensorflow.nn.softmax(logits, axis, name)', { does: 'activation', activation: 'softmax', isFunction: true }),
  layer('tensorflow.nn.log_softmax(logits, axis, name)', { does: 'activation', activation: 'log_softmax', isFunction: true }),
  layer('tensorflow.sigmoid | tensorflow.math.sigmoid(x, name)', { does: 'activation', activation: 'sigmoid', isFunction: true }),
  layer('tensorflow.nn.dropout(x, rate, noise_shape, seed, name)', { does: 'dropout', isFunction: true, hasTrainMode: true }),
  loss('tensorflow.nn.softmax_cross_entropy_with_logits(labels, logits, axis, name)', { expects: 'logits', classes: 'many', target: 'one-hot', truth: 'labels', prediction: 'logits' }),
  loss('tensorflow.nn.sparse_softmax_cross_entropy_with_logits(labels, logits, name)', { expects: 'logits', classes: 'many', target: 'integer', truth: 'labels', prediction: 'logits' }),
  loss('tensorflow.nn.sigmoid_cross_entropy_with_logits(labels, logits, name)', { expects: 'logits', classes: 'two', target: 'binary', truth: 'labels', prediction: 'logits' }),
];

const RUNNING: readonly Api[] = [
  seed('tensorflow.random.set_seed(seed)', { seeds: ['tensorflow'], parameter: 'seed' }),
  { ...seed('tensorflow.set_random_seed(seed)', { seeds: ['tensorflow'], parameter: 'seed' }), lifetime: { removed: '2.0', replacement: 'tensorflow.random.set_seed' } },
  { ...seed('tensorflow.random.set_random_seed(seed)', { seeds: ['tensorflow'], parameter: 'seed' }), lifetime: { removed: '2.0', replacement: 'tensorflow.random.set_seed' } },
  plainFunction('tensorflow.config.experimental.enable_op_determinism()', { returns: 'none', tags: ['deterministic'] }),
  plainClass('tensorflow.GradientTape(persistent, watch_accessed_variables)', { tags: ['gradient-tape'] }),
  plainFunction('tensorflow.GradientTape.gradient(target, sources, output_gradients, unconnected_gradients)', { tags: ['gradients'] }),
  plainFunction('tensorflow.function(func)', { passes: 'func', tags: ['compiles-function'] }),
  plainFunction('tensorflow.device(device_name)', { tags: ['device'] }),
  ...named('Session placeholder global_variables_initializer get_variable', (name) => plainFunction(`tensorflow.${name}`, { lifetime: { removed: '2.0', replacement: `tensorflow.compat.v1.${name}` } })),
  loader('tensorflow.saved_model.load(export_dir, tags, options)', { path: 'export_dir', safety: { kind: 'unsafe' }, returns: 'unknown' }),
  writer('tensorflow.saved_model.save(obj, export_dir)', { path: 'export_dir', value: 'obj' }),
  reader('tensorflow.io.read_file(filename, name)', { path: 'filename', format: 'other', returns: 'unknown' }),
];

const PURPOSES: Readonly<Record<string, Purpose>> = { train: 'train', test: 'test', validation: 'validation' };

const INPUT: Pick<DataApi, 'data' | 'rows' | 'returns'> = { data: ['x'], rows: 'same', returns: DATASET };
const estimatorModel = (signature: string, task: 'classification' | 'regression'): Api =>
  estimator(signature, {
    role: 'model',
    learns: 'labels',
    by: 'model',
    task,
    output: 'unknown',
    fit: { parameters: ['input_fn', 'hooks', 'steps', 'max_steps'], features: 'input_fn', labels: null },
    methods: { fit: ['train'], predict: ['predict'], evaluate: ['evaluate'], transform: [], 'fit-transform': [], 'fit-predict': [], score: [] },
    methodParameters: { predict: ['input_fn'], evaluate: ['input_fn'] },
    random: { parameter: null, generator: 'tensorflow' },
  });
/** Estimators, as they were up to TensorFlow 2.15. */
const ESTIMATORS: readonly Api[] = [
  data('tensorflow.estimator.inputs.pandas_input_fn | tensorflow.compat.v1.estimator.inputs.pandas_input_fn(x, y, batch_size, num_epochs, shuffle, queue_capacity, num_threads, target_column)', INPUT),
  data('tensorflow.estimator.inputs.numpy_input_fn | tensorflow.compat.v1.estimator.inputs.numpy_input_fn(x, y, batch_size, num_epochs, shuffle, queue_capacity, num_threads)', INPUT),
  ...named('DNN Linear BoostedTrees DNNLinearCombined Baseline', (name) => estimatorModel(`tensorflow.estimator.${name}Classifier | tensorflow.compat.v1.estimator.${name}Classifier`, 'classification')),
  ...named('DNN Linear BoostedTrees DNNLinearCombined Baseline', (name) => estimatorModel(`tensorflow.estimator.${name}Regressor | tensorflow.compat.v1.estimator.${name}Regressor`, 'regression')),
];

export const tensorflow: LibraryKnowledge = {
  library: 'tensorflow',
  distributions: ['tensorflow', 'tensorflow-cpu', 'tensorflow-gpu'],
  version: '2.21.0',
  aliases: { 'tensorflow.compat.v2': 'tensorflow', 'tensorflow.python.framework.ops': 'tensorflow' },
  entries: [...DATASETS, ...TENSORS, ...NN, ...ESTIMATORS, ...RUNNING],
};

export const tensorflowDatasets: LibraryKnowledge = {
  library: 'tensorflow_datasets',
  distributions: ['tensorflow-datasets', 'tensorflow_datasets', 'tfds-nightly'],
  version: '4.9.10',
  entries: [
    reader('tensorflow_datasets.load(name, *, split, data_dir, batch_size, shuffle_files, download, as_supervised, decoders, read_config, with_info)', { path: null, returns: DATASET, pairedWhen: 'with_info', purpose: { parameter: 'split', of: PURPOSES, default: 'all' } }),
    data('tensorflow_datasets.as_numpy(dataset)', { rows: 'same', returns: 'unknown' }),
    plainFunction('tensorflow_datasets.builder(name)'),
  ],
};
