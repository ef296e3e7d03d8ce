import { callInside, writtenValue } from '../../api/python/code-calls.ts';
import type { Facts } from '../../api/python/facts.ts';
import { enclosing } from '../../api/python/syntax.ts';
import type { Call, FunctionDef, Yield } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

const RANDOM = /^(?:numpy|np)\.random\.(?:rand|randn|random|random_sample|uniform|normal|randint)$|^(?:tensorflow|tf)\.random\.(?:normal|uniform)$/;

/** Calls that give random numbers, in what is yielded or in what a name in it was given. */
function noiseIn({ value }: Yield, facts: Facts): readonly Call[] {
  if (value === null) return [];
  const names = facts.nodes('Name').filter(({ start, end }) => start >= value.start && end <= value.end);
  return [value, ...names.flatMap((name) => writtenValue(facts, name) ?? [])].flatMap((each) => callInside(facts, each, RANDOM)?.call ?? []);
}

/** Functions a converter learns its ranges from. */
function generatorsOf(facts: Facts): readonly FunctionDef[] {
  return facts.nodes('Assign').flatMap(({ targets: [target], value }) => {
    if (target?.kind !== 'Attribute' || target.attribute !== 'representative_dataset') return [];
    const given = value.kind === 'Call' && facts.names.qualifiedName(value.callee) === 'tensorflow.lite.RepresentativeDataset' ? (value.arguments[0] ?? value) : value;
    const definitions = given.kind === 'Name' ? (facts.names.bindingOf(given)?.definitions ?? []) : [];
    return definitions.flatMap(({ node }) => (node.kind === 'FunctionDef' ? [node] : []));
  });
}

export const rule = pythonRule({
  id: 'pipeline/tflite-unlike-training',
  summary: 'Integer models calibrated on data that is not like what they get',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'LiteRT, Post-training quantization', url: 'https://ai.google.dev/edge/litert/models/post_training_quantization' }],
  docs: {
    what: 'Finds generators given as `representative_dataset` that yield random numbers, or rows of the test set.',
    why: 'The range of activations is learned from these rows. Ranges of noise fit no real input: the model answers worse, and nothing fails. With test rows, the score on them is too good.',
    instead: 'Yield some hundred training rows, prepared as for training.',
    limits: 'Generators that are functions of the same file.',
  },
  options: {},
  messages: { random: 'The ranges of the model are learned from random numbers', test: 'The ranges of the model are learned from `{name}`, which it is tested on' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'noise', format: 'python', text: 'import numpy as np\nimport tensorflow as tf\n\ndef rows():\n    for _ in range(100):\n        yield [np.random.rand(1, 224, 224, 3).astype(np.float32)]\n#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ random\n\nconverter = tf.lite.TFLiteConverter.from_saved_model("model")\nconverter.representative_dataset = rows\n' },
    ],
    good: [
      { title: 'training rows', format: 'python', text: 'import tensorflow as tf\n\ndef rows():\n    for row in x_train[:200]:\n        yield [row[None].astype("float32")]\n\nconverter = tf.lite.TFLiteConverter.from_saved_model("model")\nconverter.representative_dataset = rows\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    generatorsOf(facts).flatMap((generator) => {
      const yields = facts.nodes('Yield').filter((each) => enclosing(each, ['FunctionDef']) === generator);
      const random = yields.flatMap((each) => noiseIn(each, facts));
      const test = facts.nodes('Name').find((name) => name.start >= generator.start && name.end <= generator.end && /^(?:[xX]_?test\w*|test_(?:images|data|x|ds|dataset|set|rows|features|generator)|[xX]_?te)$/.test(name.id));
      const [noise] = random;
      const isTest = noise === undefined && test !== undefined;
      return [...(noise === undefined ? [] : [{ message: 'random' as const, at: noise }]), ...(isTest ? [{ message: 'test' as const, at: test, data: { name: { text: test.id } } }] : [])];
    }),
  mend: null,
});
