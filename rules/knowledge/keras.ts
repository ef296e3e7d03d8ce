import type { Api, LibraryKnowledge } from '../api/python/knowledge.ts';
import { estimator, formerly, plainFunction } from './entry.ts';
import { kerasLayers } from './keras-layers.ts';
import { kerasTraining } from './keras-training.ts';

const wrapper = (name: string, task: 'classification' | 'regression'): Api =>
  estimator(name, { role: 'model', learns: 'labels', by: 'model', task, output: task === 'classification' ? 'labels' : 'values' });
const WRAPPERS_GONE = { deprecated: '2.6', removed: '2.13', replacement: 'scikeras.wrappers' } as const;

export const keras: LibraryKnowledge = {
  library: 'keras',
  distributions: ['keras', 'tensorflow', 'tensorflow-cpu', 'tensorflow-gpu', 'tf-nightly', 'tf_keras'],
  version: '3.15.1',
  aliases: {
    'tensorflow.keras': 'keras',
    'tensorflow.python.keras': 'keras',
    'tensorflow.contrib.keras': 'keras',
    'tensorflow.compat.v1.keras': 'keras',
    'tensorflow.compat.v2.keras': 'keras',
    'keras.api': 'keras',
    'keras.src': 'keras',
    tf_keras: 'keras',
    'keras.engine.sequential': 'keras',
    'keras.engine.training': 'keras',
    'keras.engine.functional': 'keras',
    'keras.layers.core': 'keras.layers',
    'keras.layers.convolutional': 'keras.layers',
    'keras.layers.pooling': 'keras.layers',
    'keras.layers.recurrent': 'keras.layers',
    'keras.layers.embeddings': 'keras.layers',
    'keras.layers.normalization': 'keras.layers',
    'keras.layers.advanced_activations': 'keras.layers',
    'keras.layers.wrappers': 'keras.layers',
    'keras.layers.merge': 'keras.layers',
    'keras.layers.noise': 'keras.layers',
    'keras.layers.experimental.preprocessing': 'keras.layers',
    'keras.layers.experimental': 'keras.layers',
    'keras.utils.np_utils': 'keras.utils',
    'keras.utils.vis_utils': 'keras.utils',
    'keras.utils.data_utils': 'keras.utils',
    'keras.optimizers.experimental': 'keras.optimizers',
    'keras.optimizer_v2': 'keras.optimizers',
    'keras.preprocessing.image.directory_iterator': 'keras.preprocessing.image',
    keras_preprocessing: 'keras.preprocessing',
    'keras.applications.vgg16': 'keras.applications',
    'keras.applications.vgg19': 'keras.applications',
    'keras.applications.resnet50': 'keras.applications',
    'keras.applications.resnet': 'keras.applications',
    'keras.applications.inception_v3': 'keras.applications',
    'keras.applications.xception': 'keras.applications',
    'keras.applications.mobilenet': 'keras.applications',
    'keras.applications.mobilenet_v2': 'keras.applications',
    'keras.applications.densenet': 'keras.applications',
    'keras.applications.efficientnet': 'keras.applications',
  },
  entries: [
    ...kerasLayers,
    ...kerasTraining,
    formerly(wrapper('KerasClassifier', 'classification'), 'keras.wrappers.scikit_learn.KerasClassifier', WRAPPERS_GONE),
    formerly(wrapper('KerasRegressor', 'regression'), 'keras.wrappers.scikit_learn.KerasRegressor', WRAPPERS_GONE),
    plainFunction('keras.mixed_precision.set_global_policy(policy)', { returns: 'none' }),
  ],
};

export const scikeras: LibraryKnowledge = {
  library: 'scikeras',
  distributions: ['scikeras'],
  version: '0.13.0',
  entries: [wrapper('scikeras.wrappers.KerasClassifier', 'classification'), wrapper('scikeras.wrappers.KerasRegressor', 'regression')],
};
