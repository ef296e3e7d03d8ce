/** Models, metrics, optimizers, callbacks, sample data and preprocessing of Keras. */
import type { Api, EstimatorApi, MetricApi, ReaderApi, Returns } from '../api/python/knowledge.ts';
import { data, estimator, loader, metric, on, plainClass, plainFunction, reader, seed, split, writer } from './entry.ts';

const TF_DATASET: Returns = { form: 'dataset', className: 'tensorflow.data.Dataset' };
const LOADER: Returns = { form: 'loader', className: 'keras.utils.Sequence' };
const SEED_PARAMETER = { random: { parameter: 'seed', generator: 'tensorflow' } } as const;
const SHUFFLED = { random: { parameter: 'seed', generator: 'tensorflow', onlyIf: { parameter: 'shuffle', values: [true], default: true } } } as const;

const GENERATORS = { deprecated: '2.1', removed: '3.0' } as const;
const model = (signature: string, bases: readonly string[]): EstimatorApi =>
  estimator(signature, {
    role: 'model',
    learns: 'labels',
    by: 'model',
    output: 'unknown',
    bases,
    hasTrainMode: true,
    needsScaling: true,
    fit: {
      parameters: ['x', 'y', 'batch_size', 'epochs', 'verbose', 'callbacks', 'validation_split', 'validation_data', 'shuffle', 'class_weight', 'sample_weight', 'initial_epoch', 'steps_per_epoch', 'validation_steps', 'validation_batch_size', 'validation_freq'],
      features: 'x',
      labels: 'y',
      validation: ['validation_data'],
      callbacks: 'callbacks',
    },
    methods: {
      fit: ['fit', 'fit_generator'],
      'partial-fit': ['train_on_batch'],
      predict: ['predict', 'predict_on_batch', 'predict_generator', 'predict_classes'],
      'predict-probabilities': ['predict_proba'],
      evaluate: ['evaluate', 'evaluate_generator', 'test_on_batch'],
      transform: [],
      'fit-transform': [],
      'fit-predict': [],
      'inverse-transform': [],
      score: [],
    },
    methodParameters: {
      fit_generator: ['generator', 'steps_per_epoch', 'epochs', 'verbose', 'callbacks', 'validation_data', 'validation_steps'],
      train_on_batch: ['x', 'y', 'sample_weight', 'class_weight'],
      predict: ['x', 'batch_size', 'verbose', 'steps', 'callbacks'],
      predict_on_batch: ['x'],
      predict_generator: ['generator', 'steps'],
      predict_classes: ['x', 'batch_size', 'verbose'],
      predict_proba: ['x', 'batch_size', 'verbose'],
      evaluate: ['x', 'y', 'batch_size', 'verbose', 'sample_weight', 'steps', 'callbacks'],
      evaluate_generator: ['generator', 'steps'],
      test_on_batch: ['x', 'y', 'sample_weight'],
    },
    methodLifetimes: {
      fit_generator: { ...GENERATORS, replacement: 'fit' },
      predict_generator: { ...GENERATORS, replacement: 'predict' },
      evaluate_generator: { ...GENERATORS, replacement: 'evaluate' },
      predict_classes: { deprecated: '2.4', removed: '2.6', replacement: 'predict(x).argmax(axis=-1)' },
      predict_proba: { deprecated: '2.4', removed: '2.6', replacement: 'predict' },
    },
    random: { parameter: null, generator: 'tensorflow' },
  });

const MODELS: readonly Api[] = [
  model('keras.Model | keras.models.Model(inputs, outputs, name)', ['keras.layers.Layer']),
  model('keras.Sequential | keras.models.Sequential(layers, trainable, name)', ['keras.Model']),
  ...on(['keras.Model'], [
    plainFunction('.compile(optimizer, loss, loss_weights, metrics, weighted_metrics, run_eagerly, steps_per_execution, jit_compile)', { returns: 'none', tags: ['compile'] }),
    plainFunction('.summary(line_length, positions, print_fn)', { returns: 'none', tags: ['prints'] }),
    plainFunction('.get_layer(name, index)', { returns: 'unknown' }),
    plainFunction('.load_weights(filepath)', { returns: 'none', tags: ['load-state-dict'] }),
    writer('.save(filepath, overwrite, include_optimizer, save_format)', { path: 'filepath', value: 'self', parameterLifetimes: { include_optimizer: { removed: '3.0' }, save_format: { deprecated: '2.12', removed: '3.0' } } }),
    writer('.save_weights(filepath, overwrite)', { path: 'filepath', value: 'self' }),
    plainFunction('.to_json()', { returns: 'scalar' }),
  ]),
  plainFunction('keras.Sequential.add(layer, rebuild)', { returns: 'none', tags: ['add-layer'] }),
  plainFunction('keras.Sequential.pop(rebuild)', { returns: 'none' }),
  loader('keras.models.load_model | keras.saving.load_model(filepath, custom_objects, compile, safe_mode)', { path: 'filepath', safety: { kind: 'switch', parameter: 'safe_mode', safeValue: true, defaultIsSafe: true, defaultIsSafeSince: '2.13' }, returns: { object: 'keras.Model' } }),
  writer('keras.models.save_model | keras.saving.save_model(model, filepath, overwrite)', { path: 'filepath', value: 'model' }),
  plainFunction('keras.models.clone_model(model, input_tensors, clone_function)', { tags: ['clone'] }),
  plainFunction('keras.models.model_from_json(json_string, custom_objects)', { returns: { object: 'keras.Model' } }),
  ...['VGG16', 'VGG19', 'ResNet50', 'ResNet101', 'ResNet50V2', 'InceptionV3', 'Xception', 'DenseNet121', 'EfficientNetB0', 'EfficientNetB3', 'EfficientNetV2B0', 'InceptionResNetV2'].map((name) => plainFunction(`keras.applications.${name}(include_top, weights, input_tensor, input_shape, pooling, classes)`, { returns: { object: 'keras.Model' }, tags: ['module', 'pretrained'] })),
  ...['MobileNet(input_shape, alpha, depth_multiplier, dropout, include_top, weights)', 'MobileNetV2(input_shape, alpha, include_top, weights)', 'NASNetMobile(input_shape, include_top, weights)', 'ConvNeXtTiny(include_top, include_preprocessing, weights)'].map((signature) => plainFunction(`keras.applications.${signature}`, { returns: { object: 'keras.Model' }, tags: ['module', 'pretrained'] })),
];

const TRUE_PRED = { truth: 'y_true', prediction: 'y_pred' } as const;
const measure = (name: string, needs: MetricApi['needs'], facts: Partial<MetricApi> = {}): MetricApi =>
  metric(`keras.metrics.${name}`, { ...TRUE_PRED, isSymmetric: false, task: 'classification', needs, bases: ['keras.metrics.Metric'], ...facts });
const measureValues = (name: string, isSymmetric: boolean): MetricApi => measure(name, 'values', { task: 'regression', isSymmetric });
const called = (name: string, needs: MetricApi['needs'], facts: Partial<MetricApi> = {}): MetricApi => metric(`keras.metrics.${name}(y_true, y_pred)`, { ...TRUE_PRED, isSymmetric: false, task: 'classification', needs, ...facts });

const METRICS: readonly Api[] = [
  plainClass('keras.metrics.Metric(dtype, name)', { tags: ['metric'] }),
  plainFunction('keras.metrics.Metric.update_state(*args)', { tags: ['metric-update'] }),
  plainFunction('keras.metrics.Metric.result()', { returns: 'scalar', tags: ['metric-result'] }),
  plainFunction('keras.metrics.Metric.reset_state()', { returns: 'none' }),
  measure('Accuracy(name, dtype)', 'labels', { isThreshold: true }),
  measure('BinaryAccuracy(name, dtype, threshold)', 'scores', { isThreshold: true }),
  measure('CategoricalAccuracy(name, dtype)', 'scores', { isThreshold: true }),
  measure('SparseCategoricalAccuracy(name, dtype)', 'scores', { isThreshold: true }),
  measure('TopKCategoricalAccuracy(k, name, dtype)', 'scores', { isThreshold: true }),
  measure('SparseTopKCategoricalAccuracy(k, name, dtype, from_sorted_ids)', 'scores', { isThreshold: true }),
  ...['Precision', 'Recall', 'TruePositives', 'TrueNegatives', 'FalsePositives', 'FalseNegatives', 'AUC', 'F1Score', 'FBetaScore', 'PrecisionAtRecall', 'RecallAtPrecision', 'SensitivityAtSpecificity', 'SpecificityAtSensitivity', 'MeanIoU', 'BinaryIoU', 'IoU'].map((name) => measure(name, name === 'MeanIoU' || name === 'IoU' ? 'labels' : 'scores')),
  ...['BinaryCrossentropy', 'CategoricalCrossentropy', 'SparseCategoricalCrossentropy', 'KLDivergence'].map((name) => measure(name, 'scores')),
  ...['MeanSquaredError', 'RootMeanSquaredError', 'MeanAbsoluteError', 'MeanSquaredLogarithmicError', 'LogCoshError', 'CosineSimilarity'].map((name) => measureValues(name, true)),
  ...['MeanAbsolutePercentageError', 'R2Score'].map((name) => measureValues(name, false)),
  plainClass('keras.metrics.Mean(name, dtype)', { tags: ['metric'], bases: ['keras.metrics.Metric'] }),
  plainClass('keras.metrics.Sum(name, dtype)', { tags: ['metric'], bases: ['keras.metrics.Metric'] }),
  ...['binary_accuracy', 'categorical_accuracy', 'sparse_categorical_accuracy', 'top_k_categorical_accuracy', 'sparse_top_k_categorical_accuracy'].map((name) => called(name, 'scores', { isThreshold: true })),
  ...['mean_squared_error', 'mean_absolute_error'].map((name) => called(name, 'values', { task: 'regression', isSymmetric: true })),
];

const OPTIMIZER = { tags: ['optimizer'], bases: ['keras.optimizers.Optimizer'] } as const;
const CALLBACK = { bases: ['keras.callbacks.Callback'] } as const;
const WATCHING: readonly Api[] = [
  plainClass('keras.optimizers.Optimizer', { tags: ['optimizer'] }),
  ...['Adam', 'AdamW', 'SGD', 'RMSprop', 'Adagrad', 'Adadelta', 'Adamax', 'Nadam', 'Ftrl', 'Lion', 'Adafactor'].map((name) => plainClass(`keras.optimizers.${name}(learning_rate)`, OPTIMIZER)),
  ...['Adam', 'SGD', 'RMSprop', 'Adagrad', 'Adadelta', 'Adamax', 'Ftrl', 'Nadam'].map((name) => plainClass(`keras.optimizers.legacy.${name}(learning_rate)`, { ...OPTIMIZER, lifetime: { removed: '3.0', replacement: `keras.optimizers.${name}` } })),
  ...['ExponentialDecay', 'PiecewiseConstantDecay', 'CosineDecay', 'PolynomialDecay', 'InverseTimeDecay', 'CosineDecayRestarts'].map((name) => plainClass(`keras.optimizers.schedules.${name}`, { tags: ['scheduler'] })),
  plainFunction('keras.optimizers.Optimizer.apply_gradients(grads_and_vars)', { tags: ['optimizer-step'] }),
  plainClass('keras.callbacks.Callback', { tags: ['callback'] }),
  plainClass('keras.callbacks.EarlyStopping(monitor, min_delta, patience, verbose, mode, baseline, restore_best_weights, start_from_epoch)', { tags: ['early-stopping', 'callback'], ...CALLBACK }),
  plainClass('keras.callbacks.ModelCheckpoint(filepath, monitor, verbose, save_best_only, save_weights_only, mode, save_freq, initial_value_threshold)', { tags: ['checkpoint', 'callback'], ...CALLBACK }),
  plainClass('keras.callbacks.ReduceLROnPlateau(monitor, factor, patience, verbose, mode, min_delta, cooldown, min_lr)', { tags: ['scheduler', 'watches-metric', 'callback'], ...CALLBACK }),
  plainClass('keras.callbacks.LearningRateScheduler(schedule, verbose)', { tags: ['scheduler', 'callback'], ...CALLBACK }),
  ...['TensorBoard', 'CSVLogger', 'TerminateOnNaN', 'LambdaCallback', 'BackupAndRestore', 'History', 'RemoteMonitor'].map((name) => plainClass(`keras.callbacks.${name}`, { tags: ['callback'], ...CALLBACK })),
];

/** `(x_train, y_train), (x_test, y_test)`. */
const sample = (signature: string): ReaderApi => reader(`keras.datasets.${signature}`, { path: null, returns: 'unknown', parts: { shape: [['train:X', 'train:y'], ['test:X', 'test:y']] } });
const FOLDER_PARTS = { purpose: { parameter: 'subset', of: { training: 'train', validation: 'validation' }, default: null } } as const;
const folder = (signature: string): ReaderApi => reader(signature, { path: 'directory', format: 'other', returns: TF_DATASET, ...FOLDER_PARTS, ...SHUFFLED });

const FOLDER = 'directory, labels, label_mode, class_names';
const DATA: readonly Api[] = [
  sample('mnist.load_data(path)'),
  sample('fashion_mnist.load_data()'),
  sample('cifar10.load_data()'),
  sample('cifar100.load_data(label_mode)'),
  sample('imdb.load_data(path, num_words, skip_top, maxlen, seed, start_char, oov_char, index_from)'),
  sample('reuters.load_data(path, num_words, skip_top, maxlen, test_split, seed, start_char, oov_char, index_from)'),
  sample('boston_housing.load_data(path, test_split, seed)'),
  sample('california_housing.load_data(version, path, test_split, seed)'),
  plainFunction('keras.datasets.imdb.get_word_index(path)'),
  folder(`keras.utils.image_dataset_from_directory | keras.preprocessing.image_dataset_from_directory(${FOLDER}, color_mode, batch_size, image_size, shuffle, seed, validation_split, subset, interpolation, follow_links)`),
  folder(`keras.utils.text_dataset_from_directory | keras.preprocessing.text_dataset_from_directory(${FOLDER}, batch_size, max_length, shuffle, seed, validation_split, subset, follow_links)`),
  folder(`keras.utils.audio_dataset_from_directory(${FOLDER}, batch_size, sampling_rate, output_sequence_length, ragged, shuffle, seed, validation_split, subset)`),
  data('keras.utils.timeseries_dataset_from_array | keras.preprocessing.timeseries_dataset_from_array(data, targets, sequence_length, sequence_stride, sampling_rate, batch_size, shuffle, seed, start_index, end_index)', { data: ['data', 'targets'], rows: 'copies', learns: 'neighbours', by: 'neighbours', returns: TF_DATASET }),
  split('keras.utils.split_dataset(dataset, left_size, right_size, shuffle, seed)', { data: ['dataset'], gives: 'parts', sides: 2, shuffle: { parameter: 'shuffle', default: false }, trainSize: 'left_size', testSize: 'right_size', random: { parameter: 'seed', generator: 'tensorflow', onlyIf: { parameter: 'shuffle', values: [true], default: false } } }),
  data('keras.utils.to_categorical(x, num_classes)', { rows: 'same', returns: { form: 'array', className: 'numpy.ndarray' } }),
  data('keras.utils.normalize(x, axis, order)', { rows: 'same', learns: 'statistics', by: 'scaler', learnsUnless: { parameter: 'axis', values: [-1, 1], default: true } }),
  data('keras.utils.pad_sequences | keras.preprocessing.sequence.pad_sequences(sequences, maxlen, dtype, padding, truncating, value)', { rows: 'same', returns: { form: 'array', className: 'numpy.ndarray' } }),
  data('keras.utils.img_to_array | keras.preprocessing.image.img_to_array(img, data_format, dtype)', { rows: 'same', returns: { form: 'array', className: 'numpy.ndarray' } }),
  reader('keras.utils.load_img | keras.preprocessing.image.load_img(path, color_mode, target_size, interpolation, keep_aspect_ratio)', { path: 'path', format: 'other', returns: 'unknown' }),
  plainClass('keras.utils.Sequence | keras.utils.PyDataset', { tags: ['loader'] }),
  plainFunction('keras.utils.plot_model(model, to_file)', { tags: ['plot'] }),
  plainFunction('keras.utils.get_file(fname, origin)', { tags: ['downloads'] }),
  plainFunction('keras.utils.clear_session | keras.backend.clear_session(free_memory)', { returns: 'none' }),
  seed('keras.utils.set_random_seed(seed)', { seeds: ['numpy', 'random', 'tensorflow', 'torch'], parameter: 'seed' }),
];

const OLD = { deprecated: '2.9', replacement: 'keras.layers.TextVectorization' } as const;
const PREPROCESSING: readonly Api[] = [
  estimator('keras.preprocessing.text.Tokenizer(num_words, filters, lower, split, char_level, oov_token, analyzer)', {
    role: 'transformer',
    learns: 'vocabulary',
    by: 'vectorizer',
    bases: [],
    fit: { parameters: ['texts'], features: 'texts', labels: null },
    methods: { fit: ['fit_on_texts', 'fit_on_sequences'], transform: ['texts_to_sequences', 'texts_to_matrix', 'sequences_to_matrix', 'texts_to_sequences_generator'], 'inverse-transform': ['sequences_to_texts'] },
    methodParameters: { fit_on_sequences: ['sequences'], texts_to_sequences: ['texts'], texts_to_sequences_generator: ['texts'], texts_to_matrix: ['texts', 'mode'], sequences_to_matrix: ['sequences', 'mode'], sequences_to_texts: ['sequences'] },
    lifetime: OLD,
  }),
  data('keras.preprocessing.text.one_hot(input_text, n)', { rows: 'same', lifetime: OLD }),
  data('keras.preprocessing.text.text_to_word_sequence(input_text, filters, lower, split)', { rows: 'same', lifetime: OLD }),
  estimator('keras.preprocessing.image.ImageDataGenerator(featurewise_center, samplewise_center, featurewise_std_normalization, samplewise_std_normalization, zca_whitening, zca_epsilon, rotation_range, width_shift_range, height_shift_range, brightness_range, shear_range, zoom_range, channel_shift_range, fill_mode, cval, horizontal_flip, vertical_flip, rescale, preprocessing_function, data_format, validation_split, interpolation_order, dtype)', {
    role: 'transformer',
    learns: 'statistics',
    by: 'augmentation',
    bases: [],
    fit: { parameters: ['x', 'augment', 'rounds', 'seed'], features: 'x', labels: null },
    methods: { transform: ['standardize'] },
    methodParameters: { standardize: ['x'] },
    lifetime: { deprecated: '2.9', replacement: 'keras.utils.image_dataset_from_directory' },
  }),
  ...on(['keras.preprocessing.image.ImageDataGenerator'], [
    data('.flow(x, y, batch_size, shuffle, sample_weight, seed, save_to_dir, save_prefix, save_format, ignore_class_split, subset)', { data: ['x', 'y'], rows: 'copies', by: 'augmentation', orders: 'shuffled', returns: LOADER, ...SEED_PARAMETER }),
    data('.flow_from_dataframe(dataframe, directory, x_col, y_col, weight_col, target_size, color_mode, classes, class_mode, batch_size, shuffle, seed, save_to_dir, save_prefix, save_format, subset)', { data: ['dataframe'], rows: 'copies', by: 'augmentation', orders: 'shuffled', returns: LOADER, ...SEED_PARAMETER }),
    reader('.flow_from_directory(directory, target_size, color_mode, classes, class_mode, batch_size, shuffle, seed, save_to_dir, save_prefix, save_format, follow_links, subset)', { path: 'directory', format: 'other', returns: LOADER, ...FOLDER_PARTS, ...SHUFFLED }),
  ]),
];

export const kerasTraining: readonly Api[] = [...MODELS, ...METRICS, ...WATCHING, ...DATA, ...PREPROCESSING];
