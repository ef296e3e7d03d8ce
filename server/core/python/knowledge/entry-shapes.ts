/** The shape of entries of the knowledge base, kept complete by the types of the contract. */
import type {
  Api,
  CrossValidationApi,
  DataApi,
  EstimatorApi,
  EstimatorMethod,
  LayerApi,
  LossApi,
  MetricApi,
  Purpose,
  RowEffect,
} from '../../../../rules/api/python/knowledge.ts';
import type { DataForm, LearnedBy } from '../../../../rules/api/python/value.ts';
import { choice, CONSTANT, CONSTANTS, either, type Field, list, map, NULL, object, type ObjectShape, optional, required, type Shape, SWITCH, TEXT, TEXT_OR_NULL, TEXTS, TREE } from './shape.ts';

type Kind = Api['is'];
type Entry<K extends Kind> = Extract<Api, { readonly is: K }>;
type OwnFields<K extends Kind> = Readonly<Record<Exclude<keyof Entry<K>, keyof typeof COMMON | 'is'>, Field>>;

const LIFETIME = object({
  since: optional(TEXT, 'First version that has it.'),
  deprecated: optional(TEXT, 'First version that warns.'),
  removed: optional(TEXT, 'First version without it.'),
  replacement: optional(TEXT, 'What to write instead, as code.'),
});

const RANDOM = object({
  parameter: required(TEXT_OR_NULL, 'Parameter that makes it repeatable; null when only the global seed does.'),
  generator: required(TEXT, 'Library whose global seed counts: numpy, random, torch, tensorflow.'),
  onlyIf: optional(object({ parameter: required(TEXT, 'Parameter that decides.'), values: required(CONSTANTS, 'Values that make it random.'), default: required(SWITCH, 'Whether it is random with the parameter left out.') }), 'When it is random.'),
  unlessGiven: optional(TEXT, 'Parameter that takes an object which draws in its place.'),
  seedsParts: optional(SWITCH, 'The estimators it holds get seeds drawn from its own.'),
});

const COMMON = {
  names: required(TEXTS, 'Dotted name first, then other import paths of the same thing.'),
  parameters: optional(TEXTS, 'Parameter names in positional order, without self; `*` ends the positional ones, `...` repeats the one before it.'),
  parameterLifetimes: optional(map(LIFETIME), 'By parameter: versions that have it.'),
  bases: optional(TEXTS, 'Base classes, nearest first.'),
  random: optional(RANDOM, 'How it draws random numbers.'),
  lifetime: optional(LIFETIME, 'Versions that have it.'),
  source: optional(TEXT, 'Where the facts come from.'),
} as const;

const FORM = choice<DataForm>({ frame: true, series: true, array: true, sparse: true, tensor: true, index: true, mask: true, dataset: true, loader: true, groups: true, window: true, list: true, unknown: true });
const DATA_RETURNS = object({ form: required(FORM, 'What kind of data.'), className: optional(TEXT, 'Dotted name of its class.') });
const RETURNS = either(choice({ self: true, scalar: true, none: true, unknown: true }), DATA_RETURNS, object({ object: required(TEXT, 'Dotted name of the class of the object.') }));
const PATH = required(TEXT_OR_NULL, 'Parameter with the path or address; null when there is none.');
const ROWS = choice<RowEffect>({ same: true, subset: true, reordered: true, union: true, join: true, copies: true, aggregate: true, groups: true, grouped: true, window: true, unknown: true, new: true, picked: true });
const BY = choice<LearnedBy>({ scaler: true, imputer: true, encoder: true, 'target-encoder': true, discretizer: true, decomposition: true, selector: true, 'supervised-selector': true, vectorizer: true, clusterer: true, 'outlier-detector': true, model: true, resampler: true, augmentation: true, reduction: true, 'target-statistic': true, neighbours: true, other: true });
const SHUFFLE = either(choice({ always: true, never: true }), object({ parameter: required(TEXT, 'Parameter that switches it.'), default: required(SWITCH, 'Whether it shuffles with the parameter left out.') }));
const METHOD = { fit: true, 'partial-fit': true, transform: true, 'fit-transform': true, 'fit-resample': true, predict: true, 'predict-probabilities': true, 'predict-scores': true, score: true, evaluate: true, 'inverse-transform': true, 'fit-predict': true } as const satisfies Readonly<Record<EstimatorMethod, true>>;
const PURPOSE = choice<Purpose>({ train: true, validation: true, test: true });

const READER: OwnFields<'reader'> = {
  path: PATH,
  format: optional(choice({ csv: true, parquet: true, json: true, jsonl: true, excel: true, other: true }), 'File format.'),
  returns: required(RETURNS, 'What comes back.'),
  parts: optional(object({ when: optional(object({ parameter: required(TEXT, 'Switch parameter.'), value: required(SWITCH, 'Its value.') }), 'When the parts come.'), shape: required(TREE, 'Names of parts, nested as they come: `train:X`, `y`.') }), 'Parts instead of one table.'),
  members: optional(map(choice({ X: true, y: true, frame: true, other: true })), 'By attribute or key of the result: what it holds.'),
  chunksBy: optional(TEXT, 'Parameter that makes it a stream of chunks.'),
  pairedWhen: optional(TEXT, 'Parameter that, when True, makes it a pair of the data and something without rows.'),
  purpose: optional(object({ parameter: required(TEXT, 'Parameter that decides.'), of: required(map(PURPOSE), 'By constant, as text.'), default: required(either(PURPOSE, choice({ all: true }), NULL), 'When left out; `all` for all parts by name.') }), 'What the rows are for.'),
};

const DATA: OwnFields<'data'> = {
  isAttribute: optional(SWITCH, 'Read, not called.'),
  data: optional(TEXTS, 'Parameters that carry rows; `self` for the receiver.'),
  rows: required(ROWS, 'What happens to the rows.'),
  rowsWhen: optional(list(object({ parameter: required(TEXT, 'Parameter that decides.'), values: optional(CONSTANTS, 'Its values; any when left out.'), rows: required(ROWS, 'What happens then.') })), 'Another effect by a parameter.'),
  takes: optional(choice<NonNullable<DataApi['takes']>>({ first: true, last: true, after: true }), 'Which of the rows a subset has.'),
  picks: optional(TEXT, 'Parameter with the positions, labels or mask.'),
  leavesOut: optional(TEXTS, 'Parameters with the rows left out.'),
  calls: optional(object({ parameter: required(TEXT, 'Parameter with the function.'), with: required(choice({ value: true, row: true, column: true, group: true, window: true, whole: true, batch: true }), 'What the function is given.') }), 'A function given that decides too.'),
  learns: optional(choice<NonNullable<DataApi['learns']>>({ none: true, statistics: true, labels: true, neighbours: true, vocabulary: true }), 'What enters from other rows.'),
  by: optional(BY, 'What kind of thing learns it.'),
  learnsUnless: optional(object({ parameter: required(TEXT, 'Parameter that decides.'), values: required(CONSTANTS, 'Values with which nothing is learned.'), default: required(SWITCH, 'Whether nothing is learned with the parameter left out.') }), 'When it learns nothing.'),
  learnsIf: optional(object({ parameter: required(TEXT, 'Parameter that decides.'), type: optional(choice({ number: true }), 'Only when it is a number.') }), 'The only case in which it learns.'),
  inplace: optional(TEXT, 'Parameter that makes it change the receiver.'),
  mutates: optional(SWITCH, 'Changes its receiver or first argument.'),
  isPure: optional(SWITCH, 'Calling it only for effect does nothing.'),
  returns: optional(RETURNS, 'What comes back, when not as the first data argument.'),
  columns: optional(
    object({
      removes: optional(TEXTS, 'Parameters naming columns that go.'),
      keeps: optional(TEXTS, 'Parameters naming the columns that stay.'),
      adds: optional(TEXTS, 'Parameters naming columns that come.'),
      reads: optional(TEXTS, 'Parameters naming columns that are looked at.'),
      unclear: optional(either(choice({ always: true }), TEXTS), 'Nobody can tell which are left: always, or when one of the parameters is given.'),
      removesWhen: optional(either(NULL, object({ parameter: required(TEXT, 'Parameter that decides.'), value: required(CONSTANT, 'Its value.') })), 'When the first of `removes` counts.'),
    }),
    'Parameters naming columns.',
  ),
  orders: optional(choice({ shuffled: true, sorted: true }), 'How it orders rows.'),
  ordersAnewUnless: optional(object({ parameter: required(TEXT, 'Parameter that decides.'), value: required(SWITCH, 'Its value with which all passes have one order.') }), 'Each pass over the rows has an order of its own.'),
  keepsOrder: optional(SWITCH, 'Later passes have the order of the first one.'),
  share: optional(TEXT, 'Parameter with the share or count of rows kept.'),
};

const ESTIMATOR: OwnFields<'estimator'> = {
  role: required(choice<EstimatorApi['role']>({ transformer: true, selector: true, resampler: true, clusterer: true, model: true, search: true, pipeline: true, columns: true, union: true, meta: true, other: true }), 'What it is for.'),
  learns: required(choice<EstimatorApi['learns']>({ statistics: true, labels: true, vocabulary: true, nothing: true, parts: true }), 'What `fit` learns.'),
  by: required(BY, 'What kind of thing learns it.'),
  task: optional(choice<NonNullable<EstimatorApi['task']>>({ classification: true, regression: true, either: true, ranking: true, clustering: true, density: true, forecast: true }), 'What it predicts.'),
  output: optional(choice<NonNullable<EstimatorApi['output']>>({ labels: true, probabilities: true, scores: true, logits: true, values: true, unknown: true }), 'What `predict` gives.'),
  learnsUnless: optional(object({ parameter: required(TEXT, 'Parameter of the constructor.'), values: required(CONSTANTS, 'Values with which nothing is learned.') }), 'When it learns nothing.'),
  parts: optional(TEXTS, 'Parameters that hold other estimators.'),
  isDistanceBased: optional(SWITCH, 'Compares rows by distance.'),
  methods: optional(object(Object.fromEntries(Object.keys(METHOD).map((method) => [method, optional(TEXTS, `Methods that mean ${method}.`)]))), 'Methods by meaning, where not as in scikit-learn.'),
  fit: optional(
    object({
      parameters: required(TEXTS, 'Of `fit`, in order.'),
      features: optional(TEXT_OR_NULL, 'Parameter with the features.'),
      labels: optional(TEXT_OR_NULL, 'Parameter with the labels.'),
      validation: optional(TEXTS, 'Parameters with rows watched while fitting.'),
      earlyStop: optional(TEXTS, 'Parameters that stop by those rows.'),
      groups: optional(TEXT, 'Parameter with groups.'),
      callbacks: optional(TEXT, 'Parameter with callbacks.'),
    }),
    'Parameters of `fit`, when not X and y.',
  ),
  methodParameters: optional(map(TEXTS), 'By method: parameter names in order.'),
  methodLifetimes: optional(map(LIFETIME), 'By method: versions that have it.'),
  data: optional(object({ features: required(TEXT_OR_NULL, 'Parameter with the features.'), labels: required(TEXT_OR_NULL, 'Parameter with the labels.'), frame: optional(TEXT, 'Parameter with both.'), validation: optional(TEXTS, 'Parameters with rows watched.') }), 'Parameters of the constructor that carry rows.'),
  fitReturns: optional(TEXT, 'Class of what `fit` gives, when not the object.'),
  importantParameters: optional(TEXTS, 'Parameters worth stating.'),
  needsScaling: optional(SWITCH, 'Columns of another scale mislead it.'),
  hasTrainMode: optional(SWITCH, 'Behaves otherwise in training.'),
};

const SPLIT: OwnFields<'split'> = {
  data: required(TEXTS, 'Parameters with data.'),
  gives: required(choice({ pairs: true, parts: true }), '`pairs`: a train and a test part of each; `parts`: as many as sizes.'),
  sides: required({ kind: 'number' }, 'How many parts; 0 when the sizes tell.'),
  shuffle: required(SHUFFLE, 'Whether rows are mixed before.'),
  stratify: optional(TEXT, 'Parameter with what keeps its shares.'),
  groups: optional(TEXT, 'Parameter with groups.'),
  testSize: optional(TEXT, 'Parameter with the size of the test part.'),
  trainSize: optional(TEXT, 'Parameter with the size of the train part.'),
  sizes: optional(TEXT, 'Parameter with all sizes, or places to cut.'),
  partNames: optional(TEXTS, 'Names of the parts, when they come in a mapping.'),
};

const METRIC: OwnFields<'metric'> = {
  truth: required(TEXT, 'Parameter with the truth.'),
  prediction: required(TEXT, 'Parameter with what was predicted.'),
  isSymmetric: required(SWITCH, 'Both may be swapped.'),
  isAsymmetricWhen: optional(object({ parameter: required(TEXT, 'Parameter that decides.'), values: required(CONSTANTS, 'Values with which they may not.') }), 'When they may not be swapped.'),
  task: required(choice<MetricApi['task']>({ classification: true, regression: true, ranking: true, clustering: true, any: true }), 'What it measures.'),
  needs: required(choice<MetricApi['needs']>({ labels: true, scores: true, values: true, either: true }), 'What predictions must be.'),
  isThreshold: optional(SWITCH, 'Flatters models on unbalanced classes.'),
};

const LOSS: OwnFields<'loss'> = {
  expects: required(choice<LossApi['expects']>({ logits: true, probabilities: true, 'log-probabilities': true, values: true, switch: true }), 'What predictions must be.'),
  logitsParameter: optional(TEXT, 'Parameter that says they are logits.'),
  classes: required(choice<LossApi['classes']>({ two: true, many: true, labels: true, none: true }), 'How many classes it is for.'),
  target: optional(choice<NonNullable<LossApi['target']>>({ integer: true, 'one-hot': true, binary: true, values: true }), 'How the truth is written.'),
  prediction: optional(TEXT, 'Parameter with predictions.'),
  truth: optional(TEXT, 'Parameter with the truth.'),
  alias: optional(TEXTS, 'Its names in texts.'),
};

const PLAIN: OwnFields<'class' | 'function'> = {
  returns: optional(RETURNS, 'What comes back.'),
  tags: optional(TEXTS, 'What it is for.'),
  isAttribute: optional(SWITCH, 'Read, not called.'),
  passes: optional(TEXT, 'Parameter whose rows come back unchanged.'),
};

/** Every kind of entry, by its `is`. */
export const ENTRY_SHAPES: Readonly<Record<Kind, ObjectShape>> = {
  reader: entry('reader', READER),
  writer: entry('writer', { path: PATH, value: required(TEXT, 'Parameter with what is written; `self` for methods.') } satisfies OwnFields<'writer'>),
  loader: entry('loader', {
    path: PATH,
    safety: required(
      either(
        object({ kind: required(choice({ unsafe: true, safe: true }), 'Whether loading runs code of the file.') }),
        object({ kind: required(choice({ switch: true }), 'A parameter decides.'), parameter: required(TEXT, 'Which.'), safeValue: required(SWITCH, 'Its safe value.'), defaultIsSafe: required(SWITCH, 'Whether it is safe left out.'), defaultIsSafeSince: optional(TEXT, 'Version from which it is.') }),
      ),
      'Whether loading runs code of the file.',
    ),
    returns: required(RETURNS, 'What comes back.'),
  } satisfies OwnFields<'loader'>),
  data: entry('data', DATA),
  split: entry('split', SPLIT),
  splitter: entry('splitter', { way: required(choice({ random: true, stratified: true, group: true, time: true, position: true, unknown: true }), 'How it divides.'), shuffle: required(SHUFFLE, 'Whether rows are mixed before.'), isDisjointAcrossTurns: required(SWITCH, 'Test parts of different turns share no rows.'), gives: optional(list(DATA_RETURNS), 'What the train and the test part are, where they are rows and not positions.') } satisfies OwnFields<'splitter'>),
  'cross-validation': entry('cross-validation', {
    estimator: required(TEXT, 'Parameter with the estimator.'),
    features: required(TEXT, 'Parameter with the features.'),
    labels: required(TEXT_OR_NULL, 'Parameter with the labels.'),
    groups: optional(TEXT, 'Parameter with groups.'),
    cv: optional(TEXT, 'Parameter with the splitter.'),
    gives: required(choice<CrossValidationApi['gives']>({ scores: true, predictions: true, curve: true, object: true }), 'What comes back.'),
  } satisfies OwnFields<'cross-validation'>),
  estimator: entry('estimator', ESTIMATOR),
  train: entry('train', { features: required(TEXT, 'Parameter with the rows.'), labels: required(TEXT_OR_NULL, 'Parameter with the labels.'), validation: optional(TEXTS, 'Parameters with rows watched.'), earlyStop: optional(TEXTS, 'Parameters that stop by those rows.'), returns: required(RETURNS, 'What comes back.') } satisfies OwnFields<'train'>),
  metric: entry('metric', METRIC),
  loss: entry('loss', LOSS),
  layer: entry('layer', {
    does: required(choice<LayerApi['does']>({ dense: true, convolution: true, recurrent: true, dropout: true, normalization: true, activation: true, flatten: true, pooling: true, embedding: true, attention: true, input: true, container: true, augmentation: true, other: true }), 'What it does.'),
    activation: optional(TEXT, 'Name of the activation.'),
    hasTrainMode: optional(SWITCH, 'Behaves otherwise in training.'),
    isFunction: optional(SWITCH, 'Called with data.'),
  } satisfies OwnFields<'layer'>),
  seed: entry('seed', { seeds: required(TEXTS, 'Libraries seeded.'), parameter: required(TEXT, 'Parameter with the seed.') } satisfies OwnFields<'seed'>),
  class: entry('class', PLAIN),
  function: entry('function', PLAIN),
};

/** The head of a library; entries are checked one by one. */
export const LIBRARY_FIELDS: Readonly<Record<'library' | 'distributions' | 'version' | 'aliases' | 'entries', Field>> = {
  library: required(TEXT, 'Name it is imported by.'),
  distributions: optional(TEXTS, 'Names in package registries; its own when left out.'),
  version: optional(TEXT, 'Version the facts were read from.'),
  aliases: optional(map(TEXT), 'Modules known by another name.'),
  entries: required(list(object({})), 'One for each function, class or method.'),
};

function entry(kind: Kind, own: Readonly<Record<string, Field>>): ObjectShape {
  const shape: Shape = { kind: 'choice', values: [kind] };
  return object({ is: required(shape, 'Kind of entry.'), ...COMMON, ...own });
}
