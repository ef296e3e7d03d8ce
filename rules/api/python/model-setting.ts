/** Whether two trainings are of one setting: the same class, parameters and features. */
import type { FitEvent } from './event.ts';
import type { Data, ObjectValue, Value } from './value.ts';

/** True only when it is known; seeds do not count. */
export function areSameSetting(a: FitEvent, b: FitEvent): boolean {
  return areSameFeatures(a.features, b.features) && areSameModels(judgedModel(a.estimator), judgedModel(b.estimator));
}

function areSameFeatures(a: Data | null, b: Data | null): boolean {
  if (a === null || b === null || a.rows !== b.rows) return false;
  if (a === b) return true;
  return a.columns.kind !== 'unknown' && JSON.stringify(a.columns) === JSON.stringify(b.columns) && a.history.join() === b.history.join();
}

/** Drawings of how a model does are given the model and fit it: `ResidualsPlot(Ridge())`. */
function judgedModel(model: ObjectValue): ObjectValue {
  if (model.api !== null && model.api.names.length > 0) return model;
  return model.parts.find((value): value is ObjectValue => value.kind === 'object' && value.api?.is === 'estimator' && value.api.role === 'model') ?? model;
}

function areSameModels(a: ObjectValue, b: ObjectValue): boolean {
  if (a.className === null || a.className !== b.className || a.api?.is !== 'estimator' || a.definition !== null) return false;
  // what a network is made of is not in its parameters
  if (a.api.hasTrainMode === true) return a.id === b.id && a.parts === b.parts;
  return areSameEntries(a.arguments, b.arguments) && areSameEntries(a.attributes, b.attributes);
}

const SEEDS: ReadonlySet<string> = new Set(['random_state', 'seed', 'random_seed']);
/** They change how long it takes and what is said meanwhile. */
const IDLE: ReadonlySet<string> = new Set(['n_jobs', 'verbose', 'silent']);

function areSameEntries(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): boolean {
  const names = [...new Set([...a.keys(), ...b.keys()])].filter((name) => !SEEDS.has(name) && !IDLE.has(name));
  return names.every((name) => areSame(a.get(name), b.get(name)));
}

/** What is unknown is the same as nothing, itself included: it may be another one in each turn of a loop. */
function areSame(a: Value | undefined, b: Value | undefined): boolean {
  if (a === undefined || b === undefined || a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'scalar':
      return b.kind === 'scalar' && a.value !== undefined && a.value === b.value;
    case 'object':
      return b.kind === 'object' && areSameModels(a, b);
    case 'sequence':
      return b.kind === 'sequence' && a.isComplete && b.isComplete && a.elements.length === b.elements.length && a.elements.every((element, index) => areSame(element, b.elements[index]));
    case 'mapping':
      return b.kind === 'mapping' && a.isComplete && b.isComplete && a.entries.size === b.entries.size && [...a.entries].every(([key, value]) => areSame(value, b.entries.get(key)));
    default:
      return false;
  }
}
