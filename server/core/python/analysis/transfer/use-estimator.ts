/** Methods of estimators by their meaning: fit, transform, predict, score and so on. */
import type { EvaluationEvent, FitWay, PredictEvent } from '../../../../../rules/api/python/event.ts';
import type { EstimatorApi, EstimatorMethod } from '../../../../../rules/api/python/knowledge.ts';
import type { Data, ObjectValue, Prediction, Value } from '../../../../../rules/api/python/value.ts';
import { UNKNOWN_COLUMNS, appliedInfluences, callableOf, dataOver, dataWithin, mergeInfluences, sequenceOf, unknownScalar, unknownValue, weakest, withHistory, withRows } from '../values.ts';
import { alignedWith } from './align-rows.ts';
import { estimatorApi, finalOf, isModel, outputOf, predictionBy, projectMethod, roleOf, shortClassName } from './estimators.ts';
import { fitInputs, fitResult, learn, watched } from './fit.ts';
import { gatherData } from './gather.ts';
import { influenceOf } from './learned.ts';
import { argumentOrPlace, symbolHere } from './call.ts';
import type { LibraryCall } from './call.ts';
import { overAllTurns } from './models.ts';
import { unknownResult } from './returned.ts';

/** Returns what a method of an estimator gives. */
export function useEstimator(call: LibraryCall, object: ObjectValue, meaning: EstimatorMethod): Value {
  const api = estimatorApi(object);
  if (api === null) return unknownResult(call);
  switch (meaning) {
    case 'fit':
    case 'partial-fit':
      return fitResult(call, learn(call, object, meaning, fitInputs(call, object, api)).object, api);
    case 'fit-transform':
      return fitTransform(call, object, api);
    case 'fit-resample':
      return fitResample(call, object, api);
    case 'fit-predict': {
      const { object: fitted, inputs } = fitFirst(call, object, api, 'fit-predict');
      return inputs.features === null ? unknownResult(call) : predicted(call, fitted, inputs.features, outputOf(fitted, call.machine));
    }
    case 'transform':
      return transform(call, object);
    case 'inverse-transform': {
      const data = rowsGiven(call, object);
      return data === null ? unknownResult(call) : withHistory({ ...data, form: 'array', columns: UNKNOWN_COLUMNS }, call.shortName);
    }
    case 'predict':
      return predict(call, object, outputOf(object, call.machine));
    case 'predict-probabilities':
      return predict(call, object, 'probabilities');
    case 'predict-scores':
      return predict(call, object, 'scores');
    case 'score':
    case 'evaluate':
      return score(call, object, meaning);
  }
}

function fitFirst(call: LibraryCall, object: ObjectValue, api: EstimatorApi, way: FitWay): { readonly object: ObjectValue; readonly inputs: ReturnType<typeof fitInputs> } {
  const inputs = fitInputs(call, object, api);
  return { object: learn(call, object, way, inputs).object, inputs };
}

/** Returns the data a method works on: its first parameter, whatever its name. */
function rowsGiven(call: LibraryCall, object: ObjectValue): Data | null {
  const parameters = estimatorApi(object)?.methodParameters?.[call.shortName] ?? [];
  const value = argumentOrPlace(call, [...parameters.slice(0, 1), 'X', 'x'], 0) ?? call.site.arguments[0]?.value ?? null;
  return value === null ? null : gatherData(call.machine.latest(value), call);
}

// Transforming

function fitTransform(call: LibraryCall, object: ObjectValue, api: EstimatorApi): Value {
  const own = ownFitTransform(call, object);
  if (own !== null) return own;
  const { object: fitted, inputs } = fitFirst(call, object, api, 'fit-transform');
  const data = inputs.features ?? inputs.labels;
  return data === null ? unknownResult(call) : transformed(call, fitted, data);
}

/** `fit_transform` that a project's class inherits calls the class's own `fit` and `transform`. */
function ownFitTransform(call: LibraryCall, object: ObjectValue): Value | null {
  const fit = projectMethod(object, 'fit');
  const transformMethod = projectMethod(object, 'transform');
  if (fit === null || transformMethod === null) return null;
  const { machine, site } = call;
  machine.call(callableOf({ name: null, api: null, definition: fit, receiver: object }), site.arguments, site.node);
  return machine.call(callableOf({ name: null, api: null, definition: transformMethod, receiver: machine.latest(object) }), site.arguments.slice(0, 1), site.node);
}

function transform(call: LibraryCall, object: ObjectValue): Value {
  const data = rowsGiven(call, object);
  if (data === null) return unknownResult(call);
  const isPrediction = isModel(object, call.machine) && estimatorApi(object)?.methods?.transform === undefined && roleOf(object, call.machine) === 'model';
  return isPrediction ? predicted(call, object, data, outputOf(object, call.machine)) : transformed(call, object, data);
}

function transformed(call: LibraryCall, object: ObjectValue, data: Data): Data {
  const by = estimatorApi(object)?.by;
  const isSparse = by === 'vectorizer' || (data.form === 'sparse' && by !== 'decomposition');
  const keepsForm = data.form === 'dataset' || data.form === 'frame' && object.className?.startsWith('pyspark.') === true;
  return withHistory(
    {
      ...data,
      form: keepsForm ? data.form : isSparse ? 'sparse' : 'array',
      className: keepsForm ? data.className : null,
      columns: UNKNOWN_COLUMNS,
      selects: null,
      influences: mergeInfluences(data.influences, appliedInfluences(object.influences)),
      confidence: weakest(data.confidence, object.confidence, call.site.nameConfidence),
    },
    shortClassName(finalOf(object, call.machine)),
  );
}

// Resampling

function fitResample(call: LibraryCall, object: ObjectValue, api: EstimatorApi): Value {
  const { inputs } = fitFirst(call, object, api, 'fit-resample');
  const { features, labels } = inputs;
  if (features === null) return sequenceOf('tuple', [unknownResult(call), unknownResult(call)]);
  return sequenceOf('tuple', [resampled(call, object, features), ...(labels === null ? [unknownValue([])] : [resampled(call, object, labels)])]);
}

function resampled(call: LibraryCall, object: ObjectValue, data: Data): Data {
  const { terms } = call.machine;
  const key = symbolHere(call, 'resampled');
  const isFewer = object.className?.includes('.under_sampling.') === true;
  const rows = isFewer ? terms.subset(data.rows, key, call.site.node) : terms.copies(data.rows, key, call.site.node);
  const learned = influenceOf(data, { by: 'resampler', usesLabels: true, isApplied: true, name: shortClassName(object) }, call);
  return withHistory(withRows(data, rows, { order: 'unknown', influences: mergeInfluences(data.influences, [learned]) }), shortClassName(object));
}

// Predicting and scoring

function predict(call: LibraryCall, object: ObjectValue, output: Prediction['output']): Value {
  const data = rowsGiven(call, object) ?? unknownRows(call) ?? rowsToCome(call, object);
  return data === null ? unknownResult(call) : predicted(call, object, data, output);
}

/** Rows nobody knows, for arguments that may be data; null for literals. */
function unknownRows(call: LibraryCall): Data | null {
  const [first] = call.site.arguments;
  if (first === undefined || first.value.kind !== 'unknown') return null;
  const from = dataWithin(first.value).map((data) => data.rows);
  return dataOver(call.machine.terms.unknown(from, call.site.node), { confidence: 'possible', influences: first.value.influences });
}

/** A forecast is told how far it goes, not for which rows. */
function rowsToCome(call: LibraryCall, object: ObjectValue): Data | null {
  const isForecast = estimatorApi(object)?.task === 'forecast';
  return isForecast ? dataOver(call.machine.terms.unknown([], call.site.node), { confidence: 'likely' }) : null;
}

/** Logs that the object predicts for the data, and returns the predictions. */
export function predicted(call: LibraryCall, object: ObjectValue, features: Data, output: Prediction['output']): Data {
  const result = dataOver(features.rows, {
    form: features.form === 'tensor' || (features.form === 'dataset' && object.className?.startsWith('pyspark.') === true) ? features.form : 'array',
    prediction: predictionBy(object, output, call.machine),
    order: features.order,
    influences: mergeInfluences(features.influences, appliedInfluences(object.influences)),
    confidence: weakest(features.confidence, object.confidence, call.site.nameConfidence),
    history: [shortClassName(finalOf(object, call.machine))],
  });
  call.machine.emit<PredictEvent>({ kind: 'predict', node: call.site.node, call: call.event, model: object, features: overAllTurns(features), result });
  return result;
}

/** Rows a trainer was given to be measured on when it was made. */
function rowsHeld(call: LibraryCall, object: ObjectValue): Data | null {
  for (const parameter of estimatorApi(object)?.data?.validation ?? []) {
    const held = object.arguments.get(parameter);
    const [first] = held === undefined || call.site.arguments.length > 0 ? [] : watched(held);
    if (first !== undefined) return first;
  }
  return null;
}

function score(call: LibraryCall, object: ObjectValue, way: 'score' | 'evaluate'): Value {
  const given = rowsGiven(call, object) ?? rowsHeld(call, object) ?? unknownRows(call);
  const parameters = estimatorApi(object)?.methodParameters?.[call.shortName] ?? [];
  const truthGiven = argumentOrPlace(call, [...parameters.slice(1, 2), 'y', 'Y'], 1);
  const truth = truthGiven === null ? null : gatherData(truthGiven, call);
  const data = given === null ? null : alignedWith(given, truth);
  if (data !== null) {
    call.machine.emit<EvaluationEvent>({
      kind: 'evaluation',
      node: call.site.node,
      call: call.event,
      way,
      metric: null,
      model: object,
      fits: object.fits,
      data: overAllTurns(data),
      truth,
      prediction: null,
    });
  }
  return way === 'score' ? unknownScalar('float', { symbol: symbolHere(call, 'score') }) : unknownValue([]);
}
