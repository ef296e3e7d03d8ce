/** `cross_val_score` and its kin: clones are fitted and scored on parts of the rows. */
import type { EvaluationEvent } from '../../../../../rules/api/python/event.ts';
import type { CrossValidationApi } from '../../../../../rules/api/python/knowledge.ts';
import type { Value } from '../../../../../rules/api/python/value.ts';
import { dataOver, mergeInfluences, openMapping, plainObject, predictionFor, unknownScalar, unknownValue, withConfidence } from '../values.ts';
import { finalOf, learnersOf, objectOf, outputOf, roleOf } from './estimators.ts';
import { emitFit } from './fit.ts';
import { gatherData } from './gather.ts';
import { argument, argumentOrPlace, callConfidence, constantArgument } from './call.ts';
import type { LibraryCall } from './call.ts';
import { newRows } from './data-rows.ts';
import { unknownResult } from './returned.ts';

/** Logs fits and scores on parts of the rows, and returns scores or predictions. */
export function applyCrossValidation(call: LibraryCall, api: CrossValidationApi): Value {
  const { machine, site } = call;
  const given = argumentOrPlace(call, [api.estimator], 0);
  const object = objectOf(given, machine) ?? machine.createObject(plainObject({ call: site.node, confidence: 'possible' }));
  const features = gatherData(argumentOrPlace(call, [api.features], 1), call);
  const labels = api.labels === null ? null : gatherData(argument(call, api.labels), call);
  if (features === null) return unknownResult(call);
  const inputs = { features, labels, validation: [], choosesByValidation: false };
  const fit = emitFit(call, { object, way: 'cross-validation', role: object.api === null ? 'model' : roleOf(object, machine), inputs, isPerFold: true });
  const evaluated = { kind: 'evaluation', node: site.node, call: call.event, way: 'cross-validation', metric: null, model: object, fits: [fit], data: features, truth: labels, prediction: null } as const;
  if (api.gives === 'predictions') {
    const output = constantArgument(call, 'method') === 'predict_proba' ? 'probabilities' : outputOf(object, machine);
    return predictionFor(features, { fits: [fit], model: finalOf(object, machine).className, modelId: object.id, output }, mergeInfluences(features.influences));
  }
  machine.emit<EvaluationEvent>(evaluated);
  return result(call, api, learnersOf(object, machine).length > 0);
}

function result(call: LibraryCall, api: CrossValidationApi, isKnown: boolean): Value {
  const scores = dataOver(newRows(call), { form: 'array', className: 'numpy.ndarray', confidence: callConfidence(call) });
  if (api.gives === 'scores') return isKnown ? scores : withConfidence(scores, 'likely');
  if (api.gives === 'object') return openMapping(new Map<string, Value>([['test_score', scores], ['fit_time', scores], ['estimator', unknownValue([])], ['mean', unknownScalar('float')]]));
  return unknownValue([]);
}
