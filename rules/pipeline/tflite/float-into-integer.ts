import { writtenValue } from '../../api/python/code-calls.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Expression } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

function isCastToFloat(expression: Expression, facts: Facts): boolean {
  const value = writtenValue(facts, expression);
  if (value?.kind !== 'Call') return false;
  const [first] = value.callee.kind === 'Attribute' && value.callee.attribute === 'astype' ? value.arguments : value.keywords.flatMap((keyword) => (keyword.name === 'dtype' ? [keyword.value] : []));
  return first !== undefined && (/^(?:numpy|tensorflow)\.float(?:16|32|64)$/.test(facts.names.qualifiedName(first) ?? '') || (first.kind === 'Constant' && /^float\d*$/.test(String(first.value))));
}

export const rule = pythonRule({
  id: 'pipeline/tflite-float-into-integer',
  summary: 'Floats handed to an integer model of TensorFlow Lite',
  severity: 'error',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'LiteRT, Post-training quantization', url: 'https://ai.google.dev/edge/litert/models/post_training_quantization' }],
  docs: {
    what: 'Finds programs that convert a model to integer inputs and hand its interpreter rows cast to floats.',
    why: 'The interpreter refuses them with a `ValueError`; with a cast to integers instead of scale and zero point, it answers on nonsense.',
    instead: 'Compute `row / scale + zero_point` from `input_details["quantization"]`, then cast to the type of the input.',
    limits: 'Conversion and interpreter in one file, and casts that are written in the call or in one assignment before it.',
  },
  options: {},
  messages: { floats: 'The model takes `{type}`, and gets floats' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a cast to floats', format: 'python', text: 'import numpy as np\nimport tensorflow as tf\n\nconverter = tf.lite.TFLiteConverter.from_keras_model(model)\nconverter.representative_dataset = rows\nconverter.inference_input_type = tf.uint8\ninterpreter = tf.lite.Interpreter(model_content=converter.convert())\ninterpreter.set_tensor(0, row.astype(np.float32))\n#                         ^^^^^^^^^^^^^^^^^^^^^^ floats\n' },
    ],
    good: [
      { title: 'scaled', format: 'python', text: 'import numpy as np\nimport tensorflow as tf\n\nconverter = tf.lite.TFLiteConverter.from_keras_model(model)\nconverter.representative_dataset = rows\nconverter.inference_input_type = tf.uint8\ninterpreter = tf.lite.Interpreter(model_content=converter.convert())\ninterpreter.set_tensor(0, (row / scale + zero_point).astype(np.uint8))\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const types = facts.nodes('Assign').flatMap(({ targets: [target], value }) => (target?.kind === 'Attribute' && target.attribute === 'inference_input_type' ? [facts.names.qualifiedName(value) ?? ''] : []));
    const [type, ...more] = types;
    const converters = facts.nodes('Call').filter(({ callee }) => /\.TFLiteConverter\.from_\w+$/.test(facts.names.qualifiedName(callee) ?? ''));
    if (type === undefined || more.length > 0 || converters.length !== 1 || !/^tensorflow\.u?int8$/.test(type) || /quantization|zero_point/.test(facts.document.text)) return [];
    return facts.nodes('Call').flatMap(({ callee, arguments: [, given] }) => {
      const isFloat = callee.kind === 'Attribute' && callee.attribute === 'set_tensor' && given !== undefined && isCastToFloat(given, facts);
      return isFloat ? [{ message: 'floats', at: given, data: { type: { text: type.split('.').at(-1) ?? '' } } }] : [];
    });
  },
  mend: null,
});
