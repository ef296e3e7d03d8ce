/** Layers, activations, losses of Keras. `tf.keras` leads here. */
import type { Api, LayerApi, LossApi } from '../api/python/knowledge.ts';
import { estimator, layer, loss, on, plainClass, plainFunction } from './entry.ts';

const LAYER = { bases: ['keras.layers.Layer'] } as const;

const plain = (signature: string, does: LayerApi['does']): Api => layer(`keras.layers.${signature}`, { does, ...LAYER });
/** Behaves otherwise in training. */
const moded = (signature: string, does: LayerApi['does']): Api => layer(`keras.layers.${signature}`, { does, hasTrainMode: true, ...LAYER });
const activation = (signature: string, name: string): Api => layer(`keras.layers.${signature}`, { does: 'activation', activation: name, ...LAYER });
/** Learns from rows by `adapt`. */
const adapted = (signature: string, learns: 'statistics' | 'vocabulary'): Api =>
  estimator(`keras.layers.${signature}`, {
    role: 'transformer',
    learns,
    by: learns === 'vocabulary' ? 'vectorizer' : 'scaler',
    methods: { fit: ['adapt'], transform: ['__call__', 'call'] },
    fit: { parameters: ['data', 'batch_size', 'steps'], features: 'data', labels: null },
    methodParameters: { __call__: ['inputs'], call: ['inputs'] },
    ...LAYER,
  });

const LAYERS: readonly Api[] = [
  plain('Dense(units, activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint, lora_rank, lora_alpha, quantization_config)', 'dense'),
  plain('EinsumDense(equation, output_shape, activation, bias_axes, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, kernel_constraint, bias_constraint, lora_rank, lora_alpha, gptq_unpacked_column_size, quantization_config)', 'dense'),
  plain('Conv1D(filters, kernel_size, strides, padding, data_format, dilation_rate, groups, activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint)', 'convolution'),
  plain('Conv2D(filters, kernel_size, strides, padding, data_format, dilation_rate, groups, activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint)', 'convolution'),
  plain('Conv3D(filters, kernel_size, strides, padding, data_format, dilation_rate, groups, activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint)', 'convolution'),
  plain('Conv1DTranspose(filters, kernel_size, strides, padding, output_padding, data_format, dilation_rate, activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint)', 'convolution'),
  plain('Conv2DTranspose(filters, kernel_size, strides, padding, output_padding, data_format, dilation_rate, activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint)', 'convolution'),
  plain('Conv3DTranspose(filters, kernel_size, strides, padding, data_format, output_padding, dilation_rate, activation, use_bias, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint)', 'convolution'),
  plain('SeparableConv1D(filters, kernel_size, strides, padding, data_format, dilation_rate, depth_multiplier, activation, use_bias, depthwise_initializer, pointwise_initializer, bias_initializer, depthwise_regularizer, pointwise_regularizer, bias_regularizer, activity_regularizer, depthwise_constraint, pointwise_constraint, bias_constraint)', 'convolution'),
  plain('SeparableConv2D(filters, kernel_size, strides, padding, data_format, dilation_rate, depth_multiplier, activation, use_bias, depthwise_initializer, pointwise_initializer, bias_initializer, depthwise_regularizer, pointwise_regularizer, bias_regularizer, activity_regularizer, depthwise_constraint, pointwise_constraint, bias_constraint)', 'convolution'),
  plain('DepthwiseConv1D(kernel_size, strides, padding, depth_multiplier, data_format, dilation_rate, activation, use_bias, depthwise_initializer, bias_initializer, depthwise_regularizer, bias_regularizer, activity_regularizer, depthwise_constraint, bias_constraint)', 'convolution'),
  plain('DepthwiseConv2D(kernel_size, strides, padding, depth_multiplier, data_format, dilation_rate, activation, use_bias, depthwise_initializer, bias_initializer, depthwise_regularizer, bias_regularizer, activity_regularizer, depthwise_constraint, bias_constraint)', 'convolution'),
  moded('SimpleRNN(units, activation, use_bias, kernel_initializer, recurrent_initializer, bias_initializer, kernel_regularizer, recurrent_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, recurrent_constraint, bias_constraint, dropout, recurrent_dropout, return_sequences, return_state, go_backwards, stateful, unroll, seed)', 'recurrent'),
  moded('LSTM(units, activation, recurrent_activation, use_bias, kernel_initializer, recurrent_initializer, bias_initializer, unit_forget_bias, kernel_regularizer, recurrent_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, recurrent_constraint, bias_constraint, dropout, recurrent_dropout, seed, return_sequences, return_state, go_backwards, stateful, unroll, use_cudnn)', 'recurrent'),
  moded('GRU(units, activation, recurrent_activation, use_bias, kernel_initializer, recurrent_initializer, bias_initializer, kernel_regularizer, recurrent_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, recurrent_constraint, bias_constraint, dropout, recurrent_dropout, seed, return_sequences, return_state, go_backwards, stateful, unroll, reset_after, use_cudnn)', 'recurrent'),
  moded('ConvLSTM1D(filters, kernel_size, strides, padding, data_format, dilation_rate, activation, recurrent_activation, use_bias, kernel_initializer, recurrent_initializer, bias_initializer, unit_forget_bias, kernel_regularizer, recurrent_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, recurrent_constraint, bias_constraint, dropout, recurrent_dropout, seed, return_sequences, return_state, go_backwards, stateful)', 'recurrent'),
  moded('ConvLSTM2D(filters, kernel_size, strides, padding, data_format, dilation_rate, activation, recurrent_activation, use_bias, kernel_initializer, recurrent_initializer, bias_initializer, unit_forget_bias, kernel_regularizer, recurrent_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, recurrent_constraint, bias_constraint, dropout, recurrent_dropout, seed, return_sequences, return_state, go_backwards, stateful)', 'recurrent'),
  moded('ConvLSTM3D(filters, kernel_size, strides, padding, data_format, dilation_rate, activation, recurrent_activation, use_bias, kernel_initializer, recurrent_initializer, bias_initializer, unit_forget_bias, kernel_regularizer, recurrent_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, recurrent_constraint, bias_constraint, dropout, recurrent_dropout, seed, return_sequences, return_state, go_backwards, stateful)', 'recurrent'),
  moded('Bidirectional(layer, merge_mode, weights, backward_layer)', 'recurrent'),
  plain('RNN(cell, return_sequences, return_state, go_backwards, stateful, unroll, zero_output_for_mask)', 'recurrent'),
  plain('LSTMCell(units, activation, recurrent_activation, use_bias, kernel_initializer, recurrent_initializer, bias_initializer, unit_forget_bias, kernel_regularizer, recurrent_regularizer, bias_regularizer, kernel_constraint, recurrent_constraint, bias_constraint, dropout, recurrent_dropout, seed)', 'recurrent'),
  plain('GRUCell(units, activation, recurrent_activation, use_bias, kernel_initializer, recurrent_initializer, bias_initializer, kernel_regularizer, recurrent_regularizer, bias_regularizer, kernel_constraint, recurrent_constraint, bias_constraint, dropout, recurrent_dropout, reset_after, seed)', 'recurrent'),
  plain('SimpleRNNCell(units, activation, use_bias, kernel_initializer, recurrent_initializer, bias_initializer, kernel_regularizer, recurrent_regularizer, bias_regularizer, kernel_constraint, recurrent_constraint, bias_constraint, dropout, recurrent_dropout, seed)', 'recurrent'),
  plain('StackedRNNCells(cells)', 'recurrent'),
  moded('Dropout(rate, noise_shape, seed)', 'dropout'),
  moded('SpatialDropout1D(rate, seed, name, dtype)', 'dropout'),
  moded('SpatialDropout2D(rate, data_format, seed, name, dtype)', 'dropout'),
  moded('SpatialDropout3D(rate, data_format, seed, name, dtype)', 'dropout'),
  moded('AlphaDropout(rate, noise_shape, seed)', 'dropout'),
  moded('GaussianDropout(rate, seed)', 'dropout'),
  moded('GaussianNoise(stddev, seed)', 'dropout'),
  moded('BatchNormalization(axis, momentum, epsilon, center, scale, beta_initializer, gamma_initializer, moving_mean_initializer, moving_variance_initializer, beta_regularizer, gamma_regularizer, beta_constraint, gamma_constraint, renorm, renorm_clipping, renorm_momentum, synchronized)', 'normalization'),
  moded('SpectralNormalization(layer, power_iterations)', 'normalization'),
  plain('LayerNormalization(axis, epsilon, center, scale, beta_initializer, gamma_initializer, beta_regularizer, gamma_regularizer, beta_constraint, gamma_constraint)', 'normalization'),
  plain('GroupNormalization(groups, axis, epsilon, center, scale, beta_initializer, gamma_initializer, beta_regularizer, gamma_regularizer, beta_constraint, gamma_constraint)', 'normalization'),
  plain('UnitNormalization(axis)', 'normalization'),
  plain('RMSNormalization(axis, epsilon)', 'normalization'),
  plain('MaxPooling1D(pool_size, strides, padding, data_format, name)', 'pooling'),
  plain('MaxPooling2D(pool_size, strides, padding, data_format, name)', 'pooling'),
  plain('MaxPooling3D(pool_size, strides, padding, data_format, name)', 'pooling'),
  plain('AveragePooling1D(pool_size, strides, padding, data_format, name)', 'pooling'),
  plain('AveragePooling2D(pool_size, strides, padding, data_format, name)', 'pooling'),
  plain('AveragePooling3D(pool_size, strides, padding, data_format, name)', 'pooling'),
  plain('GlobalMaxPooling1D(data_format, keepdims)', 'pooling'),
  plain('GlobalMaxPooling2D(data_format, keepdims)', 'pooling'),
  plain('GlobalMaxPooling3D(data_format, keepdims)', 'pooling'),
  plain('GlobalAveragePooling1D(data_format, keepdims)', 'pooling'),
  plain('GlobalAveragePooling2D(data_format, keepdims)', 'pooling'),
  plain('GlobalAveragePooling3D(data_format, keepdims)', 'pooling'),
  plain('Embedding(input_dim, output_dim, embeddings_initializer, embeddings_regularizer, embeddings_constraint, mask_zero, weights, lora_rank, lora_alpha, quantization_config)', 'embedding'),
  moded('MultiHeadAttention(num_heads, key_dim, value_dim, dropout, use_bias, output_shape, attention_axes, sliding_window, flash_attention, kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, kernel_constraint, bias_constraint, use_gate, seed)', 'attention'),
  moded('Attention(use_scale, score_mode, dropout, seed)', 'attention'),
  moded('AdditiveAttention(use_scale, dropout)', 'attention'),
  plain('Flatten(data_format)', 'flatten'),
  plain('Reshape(target_shape)', 'other'),
  plain('Permute(dims)', 'other'),
  plain('RepeatVector(n)', 'other'),
  plain('Lambda(function, output_shape, mask, arguments)', 'other'),
  plain('Masking(mask_value)', 'other'),
  plain('Identity()', 'other'),
  plain('ActivityRegularization(l1, l2)', 'other'),
  plain('Cropping1D(cropping)', 'other'),
  plain('Cropping2D(cropping, data_format)', 'other'),
  plain('UpSampling1D(size)', 'other'),
  plain('UpSampling2D(size, data_format, interpolation)', 'other'),
  plain('ZeroPadding1D(padding, data_format)', 'other'),
  plain('ZeroPadding2D(padding, data_format)', 'other'),
  plain('Rescaling(scale, offset)', 'other'),
  plain('Resizing(height, width, interpolation, crop_to_aspect_ratio, pad_to_aspect_ratio, fill_mode, fill_value, antialias, data_format)', 'other'),
  plain('CenterCrop(height, width, data_format)', 'other'),
  plain('CategoryEncoding(num_tokens, output_mode, sparse)', 'other'),
  plain('Hashing(num_bins, mask_value, salt, output_mode, sparse)', 'other'),
  plain('HashedCrossing(num_bins, output_mode, sparse, name, dtype)', 'other'),
  plain('Concatenate(axis)', 'other'),
  plain('Add()', 'other'),
  plain('Average()', 'other'),
  plain('Multiply()', 'other'),
  plain('Maximum()', 'other'),
  plain('Minimum()', 'other'),
  plain('Subtract()', 'other'),
  plain('Dot(axes, normalize)', 'other'),
  plain('TimeDistributed(layer)', 'other'),
  plain('Input(shape, batch_size, dtype, sparse, ragged, batch_shape, name, tensor, optional)', 'input'),
  plain('InputLayer(shape, batch_size, dtype, sparse, ragged, batch_shape, input_tensor, optional, name)', 'input'),
  moded('RandomFlip(mode, seed, data_format)', 'augmentation'),
  moded('RandomRotation(factor, fill_mode, interpolation, seed, fill_value, data_format)', 'augmentation'),
  moded('RandomZoom(height_factor, width_factor, fill_mode, interpolation, seed, fill_value, data_format)', 'augmentation'),
  moded('RandomCrop(height, width, seed, data_format, name)', 'augmentation'),
  moded('RandomTranslation(height_factor, width_factor, fill_mode, interpolation, seed, fill_value, data_format)', 'augmentation'),
  moded('RandomContrast(factor, value_range, seed)', 'augmentation'),
  moded('RandomBrightness(factor, value_range, seed)', 'augmentation'),
  moded('RandAugment(value_range, num_ops, factor, interpolation, seed, data_format)', 'augmentation'),
  moded('MixUp(alpha, data_format, seed)', 'augmentation'),
  moded('CutMix(factor, seed, data_format)', 'augmentation'),
  activation('ReLU(max_value, negative_slope, threshold)', 'relu'),
  activation('LeakyReLU(negative_slope)', 'leaky_relu'),
  activation('PReLU(alpha_initializer, alpha_regularizer, alpha_constraint, shared_axes)', 'prelu'),
  activation('ELU(alpha)', 'elu'),
  activation('Softmax(axis)', 'softmax'),
  layer('keras.layers.Activation(activation)', { does: 'activation', ...LAYER }),
  adapted('Normalization(axis, mean, variance, invert)', 'statistics'),
  adapted('Discretization(bin_boundaries, num_bins, epsilon, output_mode, sparse, dtype, name)', 'statistics'),
  adapted('TextVectorization(max_tokens, standardize, split, ngrams, output_mode, output_sequence_length, pad_to_max_tokens, vocabulary, idf_weights)', 'vocabulary'),
  adapted('StringLookup(max_tokens, num_oov_indices, mask_token, oov_token, vocabulary, idf_weights, invert, output_mode)', 'vocabulary'),
  adapted('IntegerLookup(max_tokens, num_oov_indices, mask_token, oov_token, vocabulary)', 'vocabulary'),
  ...['CuDNNLSTM', 'CuDNNGRU'].map((name) => layer(`keras.layers.${name}(units)`, { does: 'recurrent', ...LAYER, lifetime: { removed: '3.0', replacement: name.slice('CuDNN'.length) } })),
  ...['Merge', 'MaxoutDense', 'Highway'].map((name) => layer(`keras.layers.${name}`, { does: 'other', ...LAYER, lifetime: { deprecated: '2.0', removed: '2.2' } })),
  plainClass('keras.layers.Layer(*, activity_regularizer, trainable, dtype, autocast, name)', { tags: ['layer'] }),
  plainFunction('keras.layers.add(inputs)', { tags: ['merges-layers'] }),
  plainFunction('keras.layers.concatenate(inputs, axis)', { tags: ['merges-layers'] }),
];

const ACTIVATIONS: readonly Api[] = ['relu', 'leaky_relu', 'elu', 'selu', 'celu', 'gelu', 'silu', 'mish', 'softplus', 'softsign', 'tanh', 'sigmoid', 'hard_sigmoid', 'exponential', 'linear', 'softmax', 'log_softmax', 'log_sigmoid', 'sparsemax'].map((name) =>
  layer(`keras.activations.${name}(x)`, { does: 'activation', activation: name, isFunction: true }),
);

const TRUE_PRED = { truth: 'y_true', prediction: 'y_pred' } as const;
const LOGITS = 'from_logits, label_smoothing, axis';

type LossFacts = Omit<LossApi, 'is' | 'names' | 'parameters' | 'truth' | 'prediction'>;
/** The class, by whose name in `compile`, and the function. */
const losses = (className: string, functionName: string, facts: LossFacts): readonly Api[] => [
  loss(`keras.losses.${className}`, { ...TRUE_PRED, ...facts, bases: ['keras.losses.Loss'] }),
  loss(`keras.losses.${functionName}`, { ...TRUE_PRED, ...facts }),
];
const VALUES = { expects: 'values', classes: 'none', target: 'values' } as const;
const SWITCH = { expects: 'switch', logitsParameter: 'from_logits' } as const;

const LOSSES: readonly Api[] = [
  ...losses(`BinaryCrossentropy(${LOGITS}, reduction, name, dtype)`, `binary_crossentropy(y_true, y_pred, ${LOGITS})`, { ...SWITCH, classes: 'two', target: 'binary', alias: ['binary_crossentropy', 'bce', 'BCE', 'BinaryCrossentropy'] }),
  ...losses('BinaryFocalCrossentropy(apply_class_balancing, alpha, gamma, from_logits, label_smoothing, axis, reduction, name, dtype)', 'binary_focal_crossentropy(y_true, y_pred, apply_class_balancing, alpha, gamma, from_logits, label_smoothing, axis)', { ...SWITCH, classes: 'two', target: 'binary', alias: ['binary_focal_crossentropy', 'BinaryFocalCrossentropy'] }),
  ...losses(`CategoricalCrossentropy(${LOGITS}, reduction, name, dtype)`, `categorical_crossentropy(y_true, y_pred, ${LOGITS})`, { ...SWITCH, classes: 'many', target: 'one-hot', alias: ['categorical_crossentropy', 'CategoricalCrossentropy'] }),
  ...losses('CategoricalFocalCrossentropy(alpha, gamma, from_logits, label_smoothing, axis, reduction, name, dtype)', 'categorical_focal_crossentropy(y_true, y_pred, alpha, gamma, from_logits, label_smoothing, axis)', { ...SWITCH, classes: 'many', target: 'one-hot', alias: ['categorical_focal_crossentropy', 'CategoricalFocalCrossentropy'] }),
  ...losses('SparseCategoricalCrossentropy(from_logits, ignore_class, reduction, axis, name, dtype)', 'sparse_categorical_crossentropy(y_true, y_pred, from_logits, ignore_class, axis)', { ...SWITCH, classes: 'many', target: 'integer', alias: ['sparse_categorical_crossentropy', 'SparseCategoricalCrossentropy'] }),
  ...losses('CategoricalHinge(reduction, name, dtype)', 'categorical_hinge(y_true, y_pred)', { expects: 'values', classes: 'many', target: 'one-hot', alias: ['categorical_hinge'] }),
  ...losses('Hinge(reduction, name, dtype)', 'hinge(y_true, y_pred)', { expects: 'values', classes: 'two', alias: ['hinge'] }),
  ...losses('SquaredHinge(reduction, name, dtype)', 'squared_hinge(y_true, y_pred)', { expects: 'values', classes: 'two', alias: ['squared_hinge'] }),
  ...losses('KLDivergence(reduction, name, dtype)', 'kl_divergence(y_true, y_pred)', { expects: 'probabilities', classes: 'many', alias: ['kl_divergence', 'kld', 'KLD', 'kullback_leibler_divergence'] }),
  ...losses('MeanSquaredError(reduction, name, dtype)', 'mean_squared_error(y_true, y_pred)', { ...VALUES, alias: ['mean_squared_error', 'mse', 'MSE', 'MeanSquaredError'] }),
  ...losses('MeanAbsoluteError(reduction, name, dtype)', 'mean_absolute_error(y_true, y_pred)', { ...VALUES, alias: ['mean_absolute_error', 'mae', 'MAE', 'MeanAbsoluteError'] }),
  ...losses('MeanAbsolutePercentageError(reduction, name, dtype)', 'mean_absolute_percentage_error(y_true, y_pred)', { ...VALUES, alias: ['mean_absolute_percentage_error', 'mape', 'MAPE'] }),
  ...losses('MeanSquaredLogarithmicError(reduction, name, dtype)', 'mean_squared_logarithmic_error(y_true, y_pred)', { ...VALUES, alias: ['mean_squared_logarithmic_error', 'msle', 'MSLE'] }),
  ...losses('Huber(delta, reduction, name, dtype)', 'huber(y_true, y_pred, delta)', { ...VALUES, alias: ['huber', 'huber_loss', 'Huber'] }),
  ...losses('LogCosh(reduction, name, dtype)', 'log_cosh(y_true, y_pred)', { ...VALUES, alias: ['log_cosh', 'logcosh'] }),
  ...losses('Poisson(reduction, name, dtype)', 'poisson(y_true, y_pred)', { ...VALUES, alias: ['poisson'] }),
  ...losses('CosineSimilarity(axis, reduction, name, dtype)', 'cosine_similarity(y_true, y_pred, axis)', { ...VALUES, alias: ['cosine_similarity'] }),
  plainClass('keras.losses.Loss(name, reduction, dtype)', { tags: ['loss'] }),
];

const LAYER_METHODS: readonly Api[] = on(['keras.layers.Layer'], [
  plainFunction('.get_weights()', { tags: ['weights'] }),
  plainFunction('.set_weights(weights)', { returns: 'none' }),
  plainFunction('.build(input_shape)', { returns: 'none' }),
  plainFunction('.add_weight(shape, initializer)', { tags: ['weights'] }),
]);

export const kerasLayers: readonly Api[] = [...LAYERS, ...ACTIVATIONS, ...LOSSES, ...LAYER_METHODS];
