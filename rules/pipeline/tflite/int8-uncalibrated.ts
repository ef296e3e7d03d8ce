import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/tflite-int8-uncalibrated',
  summary: 'Integer models of TensorFlow Lite without data to calibrate them',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'LiteRT, Post-training quantization', url: 'https://ai.google.dev/edge/litert/models/post_training_quantization' }],
  docs: {
    what: 'Finds converters that are told to use `TFLITE_BUILTINS_INT8`, or integer inputs and outputs, and are given no `representative_dataset`.',
    why: 'The range of activations is not known then: the conversion fails, or the model stays with floats inside.',
    instead: 'Set `converter.representative_dataset` to a generator of some hundred prepared training rows.',
    limits: 'Converters that are handed to a function, and files that set the dataset anywhere, are passed over.',
  },
  options: {},
  messages: { uncalibrated: 'The converter is to make an integer model, and has no `representative_dataset`' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'no data', format: 'python', text: 'import tensorflow as tf\n\nconverter = tf.lite.TFLiteConverter.from_saved_model("model")\nconverter.optimizations = [tf.lite.Optimize.DEFAULT]\nconverter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]\n#                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ uncalibrated\nmodel = converter.convert()\n' },
    ],
    good: [
      { title: 'calibrated', format: 'python', text: 'import tensorflow as tf\n\nconverter = tf.lite.TFLiteConverter.from_saved_model("model")\nconverter.optimizations = [tf.lite.Optimize.DEFAULT]\nconverter.representative_dataset = rows\nconverter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]\nmodel = converter.convert()\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    if (/\brepresentative_dataset\b/.test(facts.document.text)) return [];
    return facts.nodes('Assign').flatMap(({ targets: [target], value }) => {
      const isInput = target?.kind === 'Attribute' && target.attribute === 'inference_input_type' && target.value.kind === 'Name' && /^tensorflow\.u?int8$/.test(facts.names.qualifiedName(value) ?? '');
      if (isInput && /TFLiteConverter\.from_/.test(facts.document.text)) return [{ message: 'uncalibrated', at: value }];
      if (target?.kind !== 'Attribute' || target.attribute !== 'supported_ops' || value.kind !== 'List') return [];
      const [only, ...others] = value.elements;
      // with float operators beside them, what cannot be calibrated stays as it is
      return only !== undefined && others.length === 0 && facts.names.qualifiedName(only) === 'tensorflow.lite.OpsSet.TFLITE_BUILTINS_INT8' ? [{ message: 'uncalibrated', at: only }] : [];
    });
  },
  mend: null,
});
