/** Functions that train on rows: `xgboost.train(params, dtrain)`, `lightgbm.train`. */
import type { TrainApi } from '../../../../../rules/api/python/knowledge.ts';
import type { Value } from '../../../../../rules/api/python/value.ts';
import { mergeInfluences } from '../values.ts';
import { emitFit, hasChoosingCallback, watched } from './fit.ts';
import { gatherData } from './gather.ts';
import { influenceOf } from './learned.ts';
import { argument, argumentOrPlace, isGiven } from './call.ts';
import type { LibraryCall } from './call.ts';
import { makeObject, unknownResult } from './returned.ts';

/** Logs the training and returns the model. */
export function applyTrain(call: LibraryCall, api: TrainApi): Value {
  const features = gatherData(argumentOrPlace(call, [api.features], 1), call);
  const labels = api.labels === null ? null : gatherData(argument(call, api.labels), call);
  const validation = (api.validation ?? []).flatMap((parameter) => watched(argument(call, parameter))).filter((data) => data.rows !== features?.rows);
  const stops = (api.earlyStop ?? []).some((parameter) => isGiven(call, parameter) === true) || hasChoosingCallback(argument(call, 'callbacks'));
  const isObject = typeof api.returns === 'object' && 'object' in api.returns;
  const model = makeObject(call, isObject ? api.returns.object : (call.site.name ?? call.shortName));
  const fit = emitFit(call, { object: model, way: 'fit', role: 'model', inputs: { features, labels, validation, choosesByValidation: stops }, isPerFold: false });
  const learned = features === null ? [] : [influenceOf(features, { by: 'model', usesLabels: true, isApplied: false }, call)];
  const fitted = call.machine.updateObject(model.id, { fits: [fit], influences: mergeInfluences(model.influences, learned) });
  return isObject ? fitted : unknownResult(call);
}
