import type { KeptPlace } from '../../api/python-rule.ts';
import { pythonProjectRule } from '../../api/python-rule.ts';

interface Conversion {
  readonly tries: boolean;
  readonly converted: readonly KeptPlace[];
}

export const rule = pythonProjectRule({
  id: 'pipeline/tflite-unevaluated',
  summary: 'Models of TensorFlow Lite that nobody tries after conversion',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'LiteRT, Post-training quantization', url: 'https://ai.google.dev/edge/litert/models/post_training_quantization' }],
  docs: {
    what: 'Finds conversions that optimize a model, in projects where no program runs an interpreter.',
    why: 'Optimizing changes the weights: accuracy falls a little or a lot, by model. The numbers of the model before say nothing of the one that is shipped.',
    instead: 'Run `tf.lite.Interpreter` over the test rows and compare with the model before.',
    limits: 'Tests on a device, and in other languages, are not seen. Conversions without `optimizations` keep their floats and are passed over.',
  },
  options: {},
  messages: { untried: 'No program of the project runs the converted model to see what it lost' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'converted and written', format: 'python', text: 'import tensorflow as tf\n\nconverter = tf.lite.TFLiteConverter.from_saved_model("model")\nconverter.optimizations = [tf.lite.Optimize.DEFAULT]\nopen("model.tflite", "wb").write(converter.convert())\n#                                ^^^^^^^^^^^^^^^^^^^ untried\n' },
    ],
    good: [
      { title: 'tried', format: 'python', text: 'import tensorflow as tf\n\nconverter = tf.lite.TFLiteConverter.from_saved_model("model")\nconverter.optimizations = [tf.lite.Optimize.DEFAULT]\ninterpreter = tf.lite.Interpreter(model_content=converter.convert())\n' },
    ],
  },
  yieldsTo: [],
  collect: ({ facts }): Conversion | null => {
    if (/\bInterpreter\b/.test(facts.document.text)) return { tries: true, converted: [] };
    const optimizes = facts.nodes('Assign').some(({ targets: [target], value }) => target?.kind === 'Attribute' && target.attribute === 'optimizations' && !(value.kind === 'List' && value.elements.length === 0));
    const converters = facts.nodes('Call').some(({ callee }) => /^tensorflow\.lite\.TFLiteConverter\.from_\w+$/.test(facts.names.qualifiedName(callee) ?? ''));
    const conversion = optimizes && converters ? facts.nodes('Call').find(({ callee }) => callee.kind === 'Attribute' && callee.attribute === 'convert') : undefined;
    return conversion === undefined ? null : { tries: false, converted: [{ path: facts.document.path, start: conversion.start, end: conversion.end }] };
  },
  judge: ({ programs }) => (programs.some(({ collected }) => collected.tries) ? [] : programs.flatMap(({ collected }) => collected.converted.map((at) => ({ message: 'untried' as const, at })))),
});
