import type { KeptPlace } from '../../api/python-rule.ts';
import { pythonProjectRule } from '../../api/python-rule.ts';

interface Kept {
  readonly selected: KeptPlace | null;
  readonly small: KeptPlace | null;
  readonly isWhole: boolean;
}

export const rule = pythonProjectRule({
  id: 'pipeline/tflite-missing-operators',
  summary: 'Models with operators of TensorFlow, run where there are none',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'LiteRT, Select TensorFlow operators', url: 'https://ai.google.dev/edge/litert/models/ops_select' }],
  docs: {
    what: 'Finds conversions with `SELECT_TF_OPS`, in projects that run models with `tflite_runtime` and never with TensorFlow.',
    why: 'The small runtime has no operators of TensorFlow: a model that needs one fails on the device, when it is loaded. The part of TensorFlow that helps adds megabytes to it.',
    instead: 'Leave `SELECT_TF_OPS` out, so that the conversion says which operator is missing, or run the model with the whole of TensorFlow.',
    limits: 'Programs on a device, and in other languages, are not seen.',
  },
  options: {},
  messages: { missing: '`tflite_runtime`, which runs the models here, has no operators of TensorFlow' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'the small runtime', format: 'python', text: 'import tensorflow as tf\nfrom tflite_runtime.interpreter import Interpreter\n\nconverter = tf.lite.TFLiteConverter.from_saved_model("model")\nconverter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS, tf.lite.OpsSet.SELECT_TF_OPS]\n#                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing\nopen("model.tflite", "wb").write(converter.convert())\ninterpreter = Interpreter("model.tflite")\n' },
    ],
    good: [
      { title: 'the whole of TensorFlow', format: 'python', text: 'import tensorflow as tf\n\nconverter = tf.lite.TFLiteConverter.from_saved_model("model")\nconverter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS, tf.lite.OpsSet.SELECT_TF_OPS]\nopen("model.tflite", "wb").write(converter.convert())\ninterpreter = tf.lite.Interpreter("model.tflite")\n' },
    ],
  },
  yieldsTo: [],
  collect: ({ facts }): Kept | null => {
    const { path, text } = facts.document;
    const selected = facts.nodes('Attribute').find((node) => facts.names.qualifiedName(node) === 'tensorflow.lite.OpsSet.SELECT_TF_OPS');
    const small = facts.names.imports.find(({ module }) => module.split('.')[0] === 'tflite_runtime');
    const isWhole = /\btf\.lite\.Interpreter\b|\btensorflow\.lite\.(?:python\.)?[Ii]nterpreter|from tensorflow[\w.]* import [^\n]*\bInterpreter\b|flex/i.test(text);
    const kept = (node: { readonly start: number; readonly end: number } | undefined): KeptPlace | null => (node === undefined ? null : { path, start: node.start, end: node.end });
    return selected === undefined && small === undefined && !isWhole ? null : { selected: kept(selected), small: kept(small?.node), isWhole };
  },
  judge: ({ programs }) => {
    const all = programs.map(({ collected }) => collected);
    const small = all.flatMap((each) => each.small ?? [])[0];
    if (small === undefined || all.some(({ isWhole }) => isWhole)) return [];
    return all.flatMap(({ selected }) => (selected === null ? [] : [{ message: 'missing' as const, at: selected, related: [{ at: small, text: 'the models are run with this' }] }]));
  },
});
