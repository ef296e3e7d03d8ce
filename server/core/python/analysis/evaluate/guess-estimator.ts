/**
 * Estimators of libraries nobody described: what is fitted with features and labels is a model, whatever its class. Only methods that
 * hardly anything else has count.
 */
import type { EstimatorApi, EstimatorMethod } from '../../../../../rules/api/python/knowledge.ts';
import type { Confidence } from '../../../../../rules/api/finding.ts';
import type { ObjectValue, Value } from '../../../../../rules/api/python/value.ts';
import { GUESSED_MODEL } from '../transfer/estimators.ts';
import { isObject, plainObject } from '../values.ts';
import type { GivenArguments } from './arguments.ts';
import { latest } from './run.ts';
import type { Run } from './run.ts';

export interface GuessedEstimator {
  readonly object: ObjectValue;
  readonly meaning: EstimatorMethod;
  readonly parameters: readonly string[];
}

/** What learns from one thing alone may be anything. */
const OTHER: EstimatorApi = { names: [], is: 'estimator', role: 'other', learns: 'statistics', by: 'other' };

/** Methods that show an estimator. */
const SHOWING: ReadonlyMap<string, EstimatorMethod> = new Map([
  ['fit', 'fit'],
  ['fit_transform', 'fit-transform'],
  ['partial_fit', 'partial-fit'],
  ['fit_predict', 'fit-predict'],
  ['predict', 'predict'],
  ['predict_proba', 'predict-probabilities'],
  ['decision_function', 'predict-scores'],
]);
/** Methods that mean something once it is known to be one. */
const FOLLOWING: ReadonlyMap<string, EstimatorMethod> = new Map([
  ['score', 'score'],
  ['evaluate', 'evaluate'],
  ['transform', 'transform'],
  ['inverse_transform', 'inverse-transform'],
]);

/** Returns the estimator a method is called on; null when the receiver is something known, or the method tells nothing. */
export function guessedEstimator(receiver: Value, method: string | null, given: GivenArguments, run: Run): GuessedEstimator | null {
  const known = knownAs(receiver, run);
  const meaning = SHOWING.get(method ?? '') ?? (known === null ? undefined : FOLLOWING.get(method ?? ''));
  if (meaning === undefined || given.all.length === 0) return null;
  const object = known ?? made(receiver, meaning, given, run);
  return object === null ? null : { object, meaning, parameters: meaning === 'transform' || meaning.startsWith('predict') ? ['X'] : ['X', 'y'] };
}

/** Returns the estimator the value was guessed to be before. */
function knownAs(receiver: Value, run: Run): ObjectValue | null {
  if (receiver.kind === 'object') return receiver.api === GUESSED_MODEL || receiver.api === OTHER ? receiver : null;
  const id = run.guessedEstimators.get(receiver);
  const object = id === undefined ? undefined : run.objects.get(id);
  return isObject(object) ? latest(object, run) : null;
}

function made(receiver: Value, meaning: EstimatorMethod, { all }: GivenArguments, run: Run): ObjectValue | null {
  const isModel = meaning.startsWith('predict') || all.length > 1;
  const api = isModel ? GUESSED_MODEL : OTHER;
  const confidence: Confidence = meaning === 'fit' && isModel ? 'likely' : 'possible';
  if (receiver.kind === 'object') {
    const isPlain = receiver.api === null && receiver.definition === null && receiver.bases.length === 0;
    return isPlain ? run.machine.updateObject(receiver.id, { api, confidence }) : null;
  }
  if (receiver.kind !== 'unknown') return null;
  const className = run.madeBy.get(receiver) ?? null;
  // what it was given to be made may be the model it works with: `ResidualsPlot(Ridge())`
  const parts = receiver.from.filter(isObject);
  const object = run.machine.createObject(plainObject({ className, api, parts, confidence, isLoaded: meaning.startsWith('predict'), influences: receiver.influences }));
  run.guessedEstimators.set(receiver, object.id);
  return object;
}
