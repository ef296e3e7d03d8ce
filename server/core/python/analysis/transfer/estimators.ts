/** What estimators are and learn, those inside pipelines, searches and ensembles included. */
import type { FitEvent } from '../../../../../rules/api/python/event.ts';
import type { EstimatorApi, EstimatorMethod } from '../../../../../rules/api/python/knowledge.ts';
import type { Callable, LearnedBy, ObjectValue, Prediction, Value } from '../../../../../rules/api/python/value.ts';
import type { FunctionDef } from '../../../../../rules/api/python/syntax.ts';
import type { Machine } from '../machine.ts';
import { constantOf, objectsWithin, plainObject } from '../values.ts';
import { argumentsNamed } from './call.ts';
import type { LibraryCall } from './call.ts';
import { makeObject } from './returned.ts';

/** Estimators inside estimators followed; deeper ones do not occur. Our own choice. */
const MOST_DEPTH = 6;

/** Something an estimator learns when it is fitted. */
export interface Learner {
  readonly by: LearnedBy;
  /** For people, without module. */
  readonly name: string;
  readonly usesLabels: boolean;
}

/** Makes an estimator, with the estimators it is given as parts. */
export function makeEstimator(call: LibraryCall, api: EstimatorApi): ObjectValue {
  const parts = (api.parts ?? []).flatMap((parameter) => argumentsNamed(call, parameter).flatMap((value) => (value.kind === 'callable' ? instanceOf(value, call) : objectsWithin(value))));
  return makeObject(call, call.site.name ?? api.names[0] ?? call.shortName, { api, parts });
}

/** A class that is given makes its objects by itself: `GridSearchCV(SVD, grid)` of Surprise. */
function instanceOf({ name, api, influences, confidence }: Callable, { machine }: LibraryCall): readonly ObjectValue[] {
  if (name === null || api?.is !== 'estimator') return [];
  return [machine.createObject(plainObject({ className: name, api, bases: machine.knowledge.basesOf(name), influences, confidence }))];
}

/** Gives an estimator other settings, as its constructor would. */
export function setParameters({ site, machine }: LibraryCall, object: ObjectValue): ObjectValue {
  const given = site.arguments.flatMap(({ name, value }) => (name === null ? [] : [[name, value] as const]));
  return machine.updateObject(object.id, { arguments: new Map([...object.arguments, ...given]) });
}

/** What is taken for true of objects of no known class that are fitted or asked to predict. */
export const GUESSED_MODEL: EstimatorApi = { is: 'estimator', names: [], role: 'model', learns: 'labels', by: 'model' };

/** Returns what a method of an object of no known class may mean, from its name alone. */
export function guessedMeaning(method: string | null): EstimatorMethod | null {
  switch (method) {
    case 'fit':
    case 'predict':
    case 'score':
    case 'evaluate':
      return method;
    case 'partial_fit':
      return 'partial-fit';
    case 'predict_proba':
      return 'predict-probabilities';
    default:
      return null;
  }
}

/** Returns the entry of an estimator's class; null when the object is none that is known. */
export function estimatorApi(object: ObjectValue): EstimatorApi | null {
  return object.api?.is === 'estimator' ? object.api : null;
}

/** Returns the estimators inside, as they are by now. */
export function partsOf(object: ObjectValue, machine: Machine): readonly ObjectValue[] {
  return object.parts.flatMap((part) => (part.kind === 'object' ? [machine.latest(part)] : []));
}

/** Returns the class's name for people. */
export function shortClassName(object: ObjectValue): string {
  return object.className?.split('.').at(-1) ?? 'estimator';
}

/** Returns what a fit learns; empty when the estimator is stateless, or a project's class whose own code tells. */
export function learnersOf(object: ObjectValue, machine: Machine, depth = 0): readonly Learner[] {
  const api = estimatorApi(object);
  if (api === null || object.definition !== null || api.learns === 'nothing' || depth > MOST_DEPTH || isExempt(object, api)) return [];
  const inner = api.learns === 'parts' ? partsOf(object, machine).flatMap((part) => learnersOf(part, machine, depth + 1)) : [];
  if (inner.length > 0) return inner;
  if (api.learns === 'parts' && api.role !== 'search' && api.role !== 'meta') return [];
  return [{ by: api.learns === 'parts' ? 'model' : api.by, name: shortClassName(object), usesLabels: api.learns === 'labels' || api.learns === 'parts' }];
}

function isExempt(object: ObjectValue, api: EstimatorApi): boolean {
  if (api.learnsUnless === undefined) return false;
  const known = constantOf(object.arguments.get(api.learnsUnless.parameter));
  return known !== undefined && api.learnsUnless.values.includes(known);
}

/** Returns the learner that says most: the last that uses labels, or else the first. */
export function foremost(learners: readonly Learner[]): Learner | null {
  return learners.findLast((learner) => learner.usesLabels) ?? learners[0] ?? null;
}

/** Returns the estimator whose predictions those of the object are: the last step of a pipeline, what a search fits. */
export function finalOf(object: ObjectValue, machine: Machine, depth = 0): ObjectValue {
  const role = estimatorApi(object)?.role;
  if (depth > MOST_DEPTH || (role !== 'pipeline' && role !== 'search')) return object;
  const parts = partsOf(object, machine);
  const inner = role === 'search' ? parts[0] : parts.at(-1);
  return inner === undefined ? object : finalOf(inner, machine, depth + 1);
}

/** Returns the role a fit of the object has. */
export function roleOf(object: ObjectValue, machine: Machine, depth = 0): FitEvent['role'] {
  const api = estimatorApi(object);
  if (api === null) return 'other';
  switch (api.role) {
    case 'pipeline': {
      const last = partsOf(object, machine).at(-1);
      return last === undefined || depth > MOST_DEPTH ? 'other' : roleOf(last, machine, depth + 1);
    }
    case 'columns':
    case 'union':
      return 'transformer';
    case 'meta':
      return 'model';
    default:
      return api.role;
  }
}

/** Whether the object's predictions are those of a model; transformers only transform. */
export function isModel(object: ObjectValue, machine: Machine): boolean {
  const role = roleOf(object, machine);
  return role === 'model' || role === 'search' || role === 'clusterer';
}

/** Whether a further fit goes on from what was learned: networks, `warm_start=True`. */
export function continuesLearning(object: ObjectValue): boolean {
  return estimatorApi(object)?.hasTrainMode === true || constantOf(object.arguments.get('warm_start')) === true;
}

/** Returns what the object predicts. */
export function predictionBy(object: ObjectValue, output: Prediction['output'], machine: Machine): Prediction {
  return { fits: object.fits, model: finalOf(object, machine).className, modelId: object.id, output };
}

/** Returns what `predict` of the object gives. */
export function outputOf(object: ObjectValue, machine: Machine): Prediction['output'] {
  const api = estimatorApi(finalOf(object, machine));
  if (api?.output !== undefined) return api.output;
  if (api?.task === 'classification' || api?.task === 'clustering') return 'labels';
  return api?.task === 'regression' || api?.task === 'forecast' ? 'values' : 'unknown';
}

/** Returns a method of the object's class as the project defines it; null for library classes and inherited methods. */
export function projectMethod(object: ObjectValue, name: string): FunctionDef | null {
  return object.definition?.body.find((statement): statement is FunctionDef => statement.kind === 'FunctionDef' && statement.name === name) ?? null;
}

/** Returns the object a method was called on, as it is by now; null when it was called on something else. */
export function objectOf(value: Value | null, machine: Machine): ObjectValue | null {
  return value?.kind === 'object' ? machine.latest(value) : null;
}

