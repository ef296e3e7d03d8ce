import { kerasCompilations, LOSS_TEXT, type KerasCompilation, type LossKind } from '../../api/python/keras-compilations.ts';
import { argumentOf, type KerasHead } from '../../api/python/keras-head.ts';
import { stringEdit } from '../../api/python/reading-call.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeEdit, CodeFix, CodeVerdict } from '../../api/python-rule.ts';
import type { CallEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { moduleOf, type Call } from '../../api/python/syntax.ts';
import type { Data } from '../../api/python/value.ts';

const MESSAGES = {
  constant: '`softmax` over one unit gives 1 for every row',
  oneUnit: '`{loss}` compares classes, but the last layer has one unit',
  tied: '`{loss}` judges each class alone, but `softmax` ties {units} classes together',
  apart: '`{loss}` takes one distribution, but `sigmoid` judges each class alone',
  logits: '`{loss}` takes probabilities, but the last layer gives logits',
  twice: '`{loss}` with `from_logits=True` gets the output of `{activation}`',
  notProbabilities: '`{loss}` takes probabilities, but gets the output of `{activation}`',
  oneHot: '`{loss}` takes class numbers, but the labels are one-hot from `{encoder}`',
  numbers: '`{loss}` takes one-hot labels, but `{labels}` are class numbers',
} as const;

export const rule = pythonRule({
  id: 'training/loss-activation-mismatch',
  summary: 'Keras models whose last layer, labels and loss do not fit together',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'Keras documentation', where: 'Losses: probabilistic losses', url: 'https://keras.io/api/losses/probabilistic_losses/' },
    { title: 'Keras documentation', where: 'Layer activation functions', url: 'https://keras.io/api/layers/activations/' },
  ],
  docs: {
    what: 'The last layer of a Keras model (its units and activation), the loss given to `compile`, its `from_logits`, and the labels given to `fit` contradict each other: softmax over one unit, softmax over three or more classes with binary cross-entropy, sigmoid or one unit with categorical cross-entropy, logits taken for probabilities, probabilities taken for logits, one-hot labels with the sparse loss, class numbers with the dense one.',
    why: 'Most of these run without an error and learn something else, or nothing: the loss is constant, or its gradient is that of another problem, and accuracy is computed in a way that hides it.',
    instead: 'Two classes: one unit, `sigmoid`, `binary_crossentropy`. Several classes, one right: a unit for each, `softmax`, `sparse_categorical_crossentropy` for class numbers or `categorical_crossentropy` for one-hot labels. Several classes that may hold together: a unit for each, `sigmoid`, `binary_crossentropy`. Without an activation at the end: `from_logits=True`.',
    limits: 'Models with several outputs, layers added on a branch, and losses chosen at run time are not judged. Softmax over two units with binary cross-entropy and one-hot labels gives the same as it should and is not reported.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'three classes, judged one by one',
        format: 'python',
        text: 'from tensorflow import keras\nfrom tensorflow.keras import layers\n\nmodel = keras.Sequential([\n    layers.Dense(16, activation="relu"),\n    layers.Dense(3, activation="softmax"),\n])\nmodel.compile(optimizer="adam", loss="binary_crossentropy")\n#                                    ^^^^^^^^^^^^^^^^^^^^^ tied\n',
        after: 'from tensorflow import keras\nfrom tensorflow.keras import layers\n\nmodel = keras.Sequential([\n    layers.Dense(16, activation="relu"),\n    layers.Dense(3, activation="softmax"),\n])\nmodel.compile(optimizer="adam", loss="categorical_crossentropy")\n',
      },
      {
        title: 'a probability that is always 1',
        format: 'python',
        text: 'from keras.models import Sequential\nfrom keras.layers import Dense\n\nmodel = Sequential()\nmodel.add(Dense(16, activation="relu"))\nmodel.add(Dense(1, activation="softmax"))\n#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ constant\nmodel.compile(optimizer="adam", loss="binary_crossentropy")\n',
        after: 'from keras.models import Sequential\nfrom keras.layers import Dense\n\nmodel = Sequential()\nmodel.add(Dense(16, activation="relu"))\nmodel.add(Dense(1, activation="sigmoid"))\nmodel.compile(optimizer="adam", loss="binary_crossentropy")\n',
      },
      {
        title: 'logits taken for probabilities',
        format: 'python',
        text: 'import tensorflow as tf\n\ninputs = tf.keras.Input(shape=(4,))\nhidden = tf.keras.layers.Dense(16, activation="relu")(inputs)\noutputs = tf.keras.layers.Dense(3)(hidden)\nmodel = tf.keras.Model(inputs, outputs)\nmodel.compile("adam", loss=tf.keras.losses.SparseCategoricalCrossentropy())\n#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ logits\n',
        after: 'import tensorflow as tf\n\ninputs = tf.keras.Input(shape=(4,))\nhidden = tf.keras.layers.Dense(16, activation="relu")(inputs)\noutputs = tf.keras.layers.Dense(3)(hidden)\nmodel = tf.keras.Model(inputs, outputs)\nmodel.compile("adam", loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))\n',
      },
      {
        title: 'one-hot labels with the loss of class numbers',
        format: 'python',
        text: 'from tensorflow import keras\n\n(x, y), _ = keras.datasets.mnist.load_data()\ny = keras.utils.to_categorical(y, 10)\nmodel = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])\nmodel.compile("adam", "sparse_categorical_crossentropy")\n#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ oneHot\nmodel.fit(x, y, epochs=3)\n',
        after: 'from tensorflow import keras\n\n(x, y), _ = keras.datasets.mnist.load_data()\ny = keras.utils.to_categorical(y, 10)\nmodel = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])\nmodel.compile("adam", "categorical_crossentropy")\nmodel.fit(x, y, epochs=3)\n',
      },
    ],
    good: [
      {
        title: 'three classes with one-hot labels',
        format: 'python',
        text: 'from tensorflow import keras\nfrom tensorflow.keras import layers\n\nmodel = keras.Sequential([\n    layers.Dense(16, activation="relu"),\n    layers.Dense(3, activation="softmax"),\n])\nmodel.compile(optimizer="adam", loss="categorical_crossentropy")\n',
      },
      {
        title: 'two classes with one unit',
        format: 'python',
        text: 'from keras.models import Sequential\nfrom keras.layers import Dense\n\nmodel = Sequential()\nmodel.add(Dense(16, activation="relu"))\nmodel.add(Dense(1, activation="sigmoid"))\nmodel.compile(optimizer="adam", loss="binary_crossentropy")\n',
      },
      {
        title: 'the loss is told of logits',
        format: 'python',
        text: 'import tensorflow as tf\n\ninputs = tf.keras.Input(shape=(4,))\nhidden = tf.keras.layers.Dense(16, activation="relu")(inputs)\noutputs = tf.keras.layers.Dense(3)(hidden)\nmodel = tf.keras.Model(inputs, outputs)\nmodel.compile("adam", loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))\n',
      },
      {
        title: 'class numbers with the sparse loss',
        format: 'python',
        text: 'from tensorflow import keras\n\n(x, y), _ = keras.datasets.mnist.load_data()\nmodel = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])\nmodel.compile("adam", "sparse_categorical_crossentropy")\nmodel.fit(x, y, epochs=3)\n',
      },
      {
        title: 'labels that may hold together',
        format: 'python',
        text: 'from tensorflow import keras\n\nmodel = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(5, activation="sigmoid")])\nmodel.compile("adam", "binary_crossentropy")\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => kerasCompilations(facts).flatMap((compilation) => judge(compilation, facts)),
  mend: ({ verdict, facts }) => {
    const compilation = kerasCompilations(facts).find((each) => judge(each, facts).some(({ at }) => at === verdict.at));
    return compilation === undefined ? [] : fixes(compilation, verdict as Verdict, facts);
  },
});

type Verdict = CodeVerdict<typeof MESSAGES>;
/** Activations whose values lie anywhere. `tanh` and `relu` leave 0 to 1 as well. */
const NOT_PROBABILITIES: ReadonlySet<string> = new Set(['relu', 'leaky_relu', 'elu', 'selu', 'gelu', 'silu', 'swish', 'tanh', 'softplus', 'softsign', 'exponential']);

function judge(compilation: KerasCompilation, facts: Facts): readonly Verdict[] {
  const { head, loss, lossNode, fromLogits: isLogits } = compilation;
  const { units, activation, at } = head;
  const name = { text: LOSS_TEXT[loss] };
  const related = [{ at, text: `The last layer: ${units === null ? '' : `${String(units)} ${units === 1 ? 'unit' : 'units'}, `}activation \`${activation}\`` }];
  const common = { at: lossNode, related };
  if (activation === 'softmax' && units === 1) return [{ message: 'constant', at }];
  if (units === 1 && loss !== 'binary') return [{ ...common, message: 'oneUnit', data: { loss: name } }];
  if (isLogits === true && (activation === 'softmax' || activation === 'sigmoid')) return [{ ...common, message: 'twice', data: { loss: name, activation: { text: activation } } }];
  if (isLogits === false && activation === 'linear') return [{ ...common, message: 'logits', data: { loss: name } }];
  if (isLogits === false && NOT_PROBABILITIES.has(activation)) return [{ ...common, message: 'notProbabilities', data: { loss: name, activation: { text: activation } } }];
  if (activation === 'softmax' && loss === 'binary' && units !== null && units > 2) return [{ ...common, message: 'tied', data: { loss: name, units } }];
  if (activation === 'sigmoid' && loss !== 'binary') return [{ ...common, message: 'apart', severity: 'warning', data: { loss: name } }];
  return loss === 'binary' ? [] : judgeLabels(compilation, facts);
}

// Labels

const ENCODERS: ReadonlySet<string> = new Set(['to_categorical', 'get_dummies', 'OneHotEncoder', 'LabelBinarizer', 'label_binarize', 'one_hot']);
/** Changes that leave class numbers what they are. */
const KEEPING: ReadonlySet<string> = new Set(['astype', 'reshape', 'flatten', 'ravel', 'squeeze', 'train_test_split', 'array', 'asarray', 'copy']);

function judgeLabels({ model, loss, lossNode }: KerasCompilation, facts: Facts): readonly Verdict[] {
  for (const fit of facts.fits) {
    if (fit.estimator.id !== model.id || fit.labels === null || fit.labels.form === 'dataset' || fit.labels.form === 'loader') continue;
    const { labels } = fit;
    const encoder = labels.history.findLast((step) => ENCODERS.has(step));
    const name = { text: LOSS_TEXT[loss] };
    const related = fit.call === null ? [] : [{ at: fit.call.node, text: 'The labels are given here' }];
    if (loss === 'sparse' && encoder !== undefined && labels.history.at(-1) === encoder) return [{ message: 'oneHot', at: lossNode, related, data: { loss: name, encoder: { text: encoder } } }];
    if (loss === 'categorical' && isClassNumbers(labels)) return [{ message: 'numbers', at: lossNode, related, data: { loss: name, labels: { text: labelsText(fit.call, facts) } } }];
  }
  return [];
}

/** Labels of the sample data of Keras, as they are read. */
function isClassNumbers({ origin, history }: Data): boolean {
  return /^keras\.datasets\.(?:mnist|fashion_mnist|cifar10|cifar100|reuters)\.load_data$/u.test(origin?.call.name ?? '') && history.every((step) => KEEPING.has(step) || step === 'load_data');
}

function labelsText(call: CallEvent | null, facts: Facts): string {
  const given = call?.arguments.find(({ name }) => name === 'y');
  return given === undefined ? 'y' : facts.textOf(given.node).slice(0, 24);
}

// Fixes

function fixes(compilation: KerasCompilation, verdict: Verdict, facts: Facts): readonly CodeFix[] {
  const { head, loss } = compilation;
  const to = (kind: LossKind): readonly CodeFix[] => fix(`Use \`${LOSS_TEXT[kind]}\``, otherLoss(compilation, kind, facts));
  switch (verdict.message) {
    case 'constant':
      return loss === 'binary' ? fix('Use `sigmoid`', activationEdit(head, 'sigmoid', facts)) : [];
    case 'oneUnit':
      return head.activation === 'sigmoid' ? to('binary') : [];
    case 'tied':
      return [...to('categorical'), ...to('sparse')];
    case 'apart':
      return fix('Use `softmax`', activationEdit(head, 'softmax', facts));
    case 'logits':
      return compilation.lossValue.kind === 'object' ? fix('Tell the loss that it gets logits', logitsEdit(compilation, 'True', facts)) : fix('Give the last layer its activation', activationEdit(head, loss === 'binary' ? 'sigmoid' : 'softmax', facts));
    case 'twice':
      return fix('Tell the loss that it gets probabilities', logitsEdit(compilation, 'False', facts));
    case 'notProbabilities':
      return fix('Give the last layer its activation', activationEdit(head, loss === 'binary' ? 'sigmoid' : 'softmax', facts));
    case 'oneHot':
      return to('categorical');
    case 'numbers':
      return to('sparse');
  }
}

function fix(title: string, edit: CodeEdit | null): readonly CodeFix[] {
  return edit === null ? [] : [{ title, safety: 'review', edits: [edit] }];
}

const LOSS_CLASS: Readonly<Record<LossKind, string>> = { binary: 'BinaryCrossentropy', categorical: 'CategoricalCrossentropy', sparse: 'SparseCategoricalCrossentropy' };

/** Another loss, as text or as class of the same module. */
function otherLoss({ lossNode, lossValue }: KerasCompilation, kind: LossKind, facts: Facts): CodeEdit | null {
  if (lossNode.kind === 'Constant') return stringEdit(lossNode, { facts, text: LOSS_TEXT[kind] });
  const callee = lossNode.kind === 'Call' && lossValue.kind === 'object' ? lossNode.callee : lossNode;
  if (callee.kind !== 'Attribute' || moduleOf(callee).path !== facts.document.path || lossValue.kind === 'scalar') return null;
  return { document: facts.document, start: callee.attributeStart, end: callee.end, newText: lossValue.kind === 'object' ? LOSS_CLASS[kind] : LOSS_TEXT[kind] };
}

function activationEdit({ at }: KerasHead, activation: string, facts: Facts): CodeEdit | null {
  const given = facts.calls.find(({ node }) => node === at)?.arguments.find(({ name }) => name === 'activation')?.node;
  if (given === undefined) return isLayer(at, facts) ? argumentEdit(at, `activation="${activation}"`, facts) : null;
  return given.kind === 'Constant' && given.type === 'str' ? stringEdit(given, { facts, text: activation }) : null;
}

function isLayer(at: Call, facts: Facts): boolean {
  const made = facts.calls.find(({ node }) => node === at)?.result;
  return made?.kind === 'object' && made.api?.is === 'layer' && made.api.does !== 'activation';
}

function logitsEdit({ lossValue }: KerasCompilation, text: string, facts: Facts): CodeEdit | null {
  const call = lossValue.kind === 'object' ? lossValue.call : null;
  if (call === null) return null;
  const given = argumentOf(call, ['from_logits'], 0);
  if (given === null) return argumentEdit(call, `from_logits=${text}`, facts);
  return moduleOf(call).path === facts.document.path ? { document: facts.document, start: given.start, end: given.end, newText: text } : null;
}

/** Adds an argument at the end of a call. */
function argumentEdit(call: Call, text: string, { document }: Facts): CodeEdit | null {
  if (moduleOf(call).path !== document.path) return null;
  const last = Math.max(call.callee.end, ...call.arguments.map(({ end }) => end), ...call.keywords.map(({ end }) => end));
  if (last > call.callee.end) return { document, start: last, end: last, newText: `, ${text}` };
  return document.text.slice(call.callee.end, call.end).trim() === '()' ? { document, start: call.end - 1, end: call.end - 1, newText: text } : null;
}
