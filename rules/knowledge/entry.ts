/**
 * Short ways to write entries of the knowledge base down. A signature is written as in Python, without `self`, types and defaults:
 * `sklearn.cluster.KMeans(n_clusters, *, init)`; other import paths of the same thing follow the first after ` | `. A name with a
 * dot in front is a method: `on` puts it on its classes. The values made are plain data.
 */
import type {
  Api,
  CrossValidationApi,
  DataApi,
  EstimatorApi,
  LayerApi,
  Lifetime,
  LoaderApi,
  LossApi,
  MetricApi,
  PlainApi,
  RandomUse,
  ReaderApi,
  SeedApi,
  SplitApi,
  SplitterApi,
  TrainApi,
  WriterApi,
} from '../api/python/knowledge.ts';

type Facts<A extends Api> = A extends Api ? Omit<A, 'is' | 'names' | 'parameters'> : never;

export const reader = (signature: string, facts: Facts<ReaderApi>): ReaderApi => ({ is: 'reader', ...signed(signature), ...facts });
export const writer = (signature: string, facts: Facts<WriterApi>): WriterApi => ({ is: 'writer', ...signed(signature), ...facts });
export const loader = (signature: string, facts: Facts<LoaderApi>): LoaderApi => ({ is: 'loader', ...signed(signature), ...facts });
export const data = (signature: string, facts: Facts<DataApi>): DataApi => ({ is: 'data', ...signed(signature), ...facts });
export const split = (signature: string, facts: Facts<SplitApi>): SplitApi => ({ is: 'split', ...signed(signature), ...facts });
export const splitter = (signature: string, facts: Facts<SplitterApi>): SplitterApi => ({ is: 'splitter', ...signed(signature), ...facts });
export const crossValidation = (signature: string, facts: Facts<CrossValidationApi>): CrossValidationApi => ({ is: 'cross-validation', ...signed(signature), ...facts });
export const estimator = (signature: string, facts: Facts<EstimatorApi>): EstimatorApi => ({ is: 'estimator', ...signed(signature), ...facts });
export const train = (signature: string, facts: Facts<TrainApi>): TrainApi => ({ is: 'train', ...signed(signature), ...facts });
export const metric = (signature: string, facts: Facts<MetricApi>): MetricApi => ({ is: 'metric', ...signed(signature), ...facts });
export const loss = (signature: string, facts: Facts<LossApi>): LossApi => ({ is: 'loss', ...signed(signature), ...facts });
export const layer = (signature: string, facts: Facts<LayerApi>): LayerApi => ({ is: 'layer', ...signed(signature), ...facts });
export const seed = (signature: string, facts: Facts<SeedApi>): SeedApi => ({ is: 'seed', ...signed(signature), ...facts });
export const plainClass = (signature: string, facts: Facts<PlainApi> = {}): PlainApi => ({ is: 'class', ...signed(signature), ...facts });
export const plainFunction = (signature: string, facts: Facts<PlainApi> = {}): PlainApi => ({ is: 'function', ...signed(signature), ...facts });

/** Returns the methods (names with a dot in front) once for each class. */
export function on(classes: readonly string[], methods: readonly Api[]): readonly Api[] {
  return classes.flatMap((owner) => methods.map((method) => ({ ...method, names: method.names.map((name) => owner + name) })));
}

/** Returns an entry under the names it had in older versions. Names go as in a signature; parameters stay those of the entry. */
export function formerly<A extends Api>(entry: A, names: string, lifetime: Lifetime): A {
  return { ...entry, names: names.split(' | '), lifetime };
}

/** Repeatable by `random_state`, otherwise by NumPy's global seed. */
export const SEEDED: { readonly random: RandomUse } = { random: { parameter: 'random_state', generator: 'numpy' } };

/** As `SEEDED`, and its seed makes those of the estimators it holds: `_set_random_states` of scikit-learn. */
export const SEEDING: { readonly random: RandomUse } = { random: { ...SEEDED.random, seedsParts: true } };

/** As `SEEDED`, but random only when the parameter has one of the values. */
export function seededIf(parameter: string, values: readonly (string | boolean)[], when: 'by default' | 'when asked'): { readonly random: RandomUse } {
  return { random: { ...SEEDED.random, onlyIf: { parameter, values, default: when === 'by default' } } };
}

/** Names and parameters of a signature; `*arrays` becomes `arrays`, `...`; `**kwargs` is left out. */
function signed(signature: string): { readonly names: readonly string[]; readonly parameters?: readonly string[] } {
  const open = signature.indexOf('(');
  const names = (open < 0 ? signature : signature.slice(0, open)).split(' | ');
  if (open < 0) return { names };
  const parameters = signature.slice(open + 1, -1).split(', ').filter((parameter) => parameter !== '' && !parameter.startsWith('**'));
  return { names, parameters: parameters.flatMap((parameter) => (parameter.startsWith('*') && parameter !== '*' ? [parameter.slice(1), '...'] : [parameter])) };
}
