/** Gives library calls their meaning, each kind of entry in a file of its own. Knows no library: all comes from the entries. */
import type { Api, EstimatorApi, PlainApi } from '../../../../../rules/api/python/knowledge.ts';
import type { Mapping, ObjectValue, Value } from '../../../../../rules/api/python/value.ts';
import type { ApplyLibraryCall, CallSite, Machine } from '../machine.ts';
import { constant, isData, sequenceOf, unknownValue } from '../values.ts';
import { classOfData } from './attribute.ts';
import { applyCrossValidation } from './cross-validation.ts';
import { applyData } from './data.ts';
import { GUESSED_MODEL, guessedMeaning, makeEstimator, setParameters } from './estimators.ts';
import { applyLoader, applyWriter } from './files.ts';
import { fitInputs, isChoosing, learn } from './fit.ts';
import { applySplitterMethod } from './folds.ts';
import { argument, argumentsNamed, beginCall, fillIn, receiverOf } from './call.ts';
import type { LibraryCall } from './call.ts';
import { applyMetric } from './metric.ts';
import { addModules, applyLayer, applyLoss, callNetwork, isNetwork, learnBackward } from './networks.ts';
import { applyReader } from './read.ts';
import { makeObject, returned, unknownResult } from './returned.ts';
import { applySplit } from './split.ts';
import { applyTrain } from './train.ts';
import { useEstimator } from './use-estimator.ts';

/** Logs the call and what follows from it, and returns its value. */
export const applyLibraryCall: ApplyLibraryCall = (site, machine) => {
  const call = beginCall(throughAttributes(site, machine), machine);
  const result = valueOf(call);
  fillIn(call.event, { result });
  return result;
};

/** `SparkSession.builder.getOrCreate` is a method of what the attribute of the class holds. */
function throughAttributes(site: CallSite, { knowledge }: Machine): CallSite {
  const { name } = site;
  if (name === null || site.api !== null || site.meaning !== null) return site;
  const cut = name.lastIndexOf('.');
  const holder = cut === -1 ? null : knowledge.find(name.slice(0, cut));
  if (holder?.is !== 'function' || holder.isAttribute !== true || typeof holder.returns !== 'object' || !('object' in holder.returns)) return site;
  const method = knowledge.method([holder.returns.object], name.slice(cut + 1));
  return method === null ? site : { ...site, name: method.name, api: method.api, receiver: null };
}

function valueOf(call: LibraryCall): Value {
  const { site, machine } = call;
  const given = receiverOf(call);
  if (given?.kind === 'mapping' && site.api === null) return ofEachPart(call, given) ?? unknownResult(call);
  const object = given?.kind === 'object' ? machine.latest(given) : null;
  if (object !== null && site.meaning !== null) return useEstimator(call, object, site.meaning);
  const guessed = object === null || site.api !== null || !isOfUnknownClass(object) ? null : guessedMeaning(site.lastName);
  if (object !== null && guessed !== null) return useEstimator(call, machine.updateObject(object.id, { api: GUESSED_MODEL }), guessed);
  if (object !== null) {
    const special = methodOf(call, object);
    if (special !== null) return special;
  }
  if (site.lastName === 'backward' && isData(given)) return learnBackward(call);
  return site.api === null ? unknownResult(call) : applyEntry(call, site.api);
}

/** `dataset_dict.map(f)` treats each part by itself; null when the parts are not all data with such a method. */
function ofEachPart(call: LibraryCall, parts: Mapping): Mapping | null {
  const { site, machine } = call;
  const entries = [...parts.entries].map(([name, part]): readonly [string | number | boolean, Value | null] => {
    const className = part.kind === 'data' ? classOfData(part) : null;
    const method = className === null || site.lastName === null ? null : machine.knowledge.method([className], site.lastName);
    return [name, part.kind === 'data' && method?.api?.is === 'data' ? applyData({ ...call, site: { ...site, receiver: part, api: method.api } }, method.api) : null];
  });
  const made = entries.flatMap(([name, part]): readonly (readonly [string | number | boolean, Value])[] => (part === null ? [] : [[name, part]]));
  return made.length === 0 || made.length < entries.length ? null : { ...parts, entries: new Map(made) };
}

function isOfUnknownClass({ className, definition, bases, api }: ObjectValue): boolean {
  return className === null && definition === null && bases.length === 0 && (api === null || api === GUESSED_MODEL);
}

/** Methods and calls of objects whose meaning is in the object's class; null for others. */
function methodOf(call: LibraryCall, object: ObjectValue): Value | null {
  const { lastName, name } = call.site;
  const { api } = object;
  if (name?.endsWith('.__call__') === true || lastName === 'forward') return called(call, object);
  if (api?.is === 'splitter') return applySplitterMethod(call, object, api);
  if (api?.is === 'estimator' && lastName === 'set_params') return setParameters(call, object);
  return isNetwork(object) ? addModules(call, object) : null;
}

/** `model(x)`, `criterion(output, target)`, `layer(x)` */
function called(call: LibraryCall, object: ObjectValue): Value | null {
  const { api } = object;
  if (isNetwork(object)) return callNetwork(call, object);
  if (api?.is === 'loss') return applyLoss(call, api);
  return api?.is === 'layer' ? applyLayer(call, api, object.className?.split('.').at(-1) ?? 'layer') : null;
}

function applyEntry(call: LibraryCall, api: Api): Value {
  switch (api.is) {
    case 'reader':
      return applyReader(call, api);
    case 'writer':
      return applyWriter(call, api);
    case 'loader':
      return applyLoader(call, api);
    case 'data':
      return applyData(call, api);
    case 'split':
      return applySplit(call, api);
    case 'splitter':
      return makeObject(call, call.site.name ?? api.names[0] ?? call.shortName, { api });
    case 'cross-validation':
      return applyCrossValidation(call, api);
    case 'estimator':
      return learnedWhenMade(call, makeEstimator(call, api), api);
    case 'train':
      return applyTrain(call, api);
    case 'metric':
      return isClass(api) ? makeObject(call, call.site.name ?? call.shortName, { api }) : applyMetric(call, api);
    case 'loss':
      return isClass(api) ? makeObject(call, call.site.name ?? call.shortName, { api }) : applyLoss(call, api);
    case 'layer':
      return api.isFunction === true ? applyLayer(call, api, call.shortName) : makeObject(call, call.site.name ?? call.shortName, { api, parts: call.site.arguments.map(({ value }) => value) });
    case 'seed':
      return constant(null);
    case 'class':
    case 'function':
      return applyPlain(call, api);
  }
}

/** `Doc2Vec(documents)` learns when it is made with rows; statistical models that are given rows wait for `fit`. */
function learnedWhenMade(call: LibraryCall, object: ObjectValue, api: EstimatorApi): ObjectValue {
  if (api.role !== 'transformer' || api.data === undefined) return object;
  const inputs = fitInputs(call, object, api);
  return inputs.features === null ? object : learn(call, object, 'fit', inputs).object;
}

/** Classes are written with a capital. */
function isClass(api: Api): boolean {
  return /^[A-Z]/.test(api.names[0]?.split('.').at(-1) ?? '');
}

function applyPlain(call: LibraryCall, api: PlainApi): Value {
  if (api.passes !== undefined) return passed(call, api.passes);
  if (api.returns === undefined && (api.is === 'class' || isChoosing(api))) return makeObject(call, call.site.name ?? api.names[0] ?? call.shortName, { api });
  if (api.tags?.includes('clone') === true) return cloned(call);
  if (api.tags?.includes('search-loop') === true) callRepeatedly(call);
  if (api.tags?.includes('validates') === true) return sequenceOf('tuple', call.site.arguments.slice(0, 2).map(({ value }) => value));
  const base = receiverOf(call);
  return returned(api.returns, isData(base) ? base : null, call);
}

/** A search calls what it is given again and again; two times stand for all. */
function callRepeatedly({ site, machine }: LibraryCall): void {
  for (const { value } of site.arguments) {
    if (value.kind !== 'callable' || value.definition === null || value.definition.kind === 'ClassDef') continue;
    for (let turn = 0; turn < 2; turn += 1) machine.call(value, [{ name: null, value: unknownValue([]), node: site.node }], site.node);
  }
}

function passed(call: LibraryCall, parameter: string): Value {
  const values = argumentsNamed(call, parameter);
  const [first] = values;
  return first === undefined ? unknownResult(call) : values.length === 1 ? first : sequenceOf('tuple', values);
}

/** An estimator of the same making that has learned nothing. */
function cloned(call: LibraryCall): Value {
  const source = argument(call, 'estimator') ?? call.site.arguments[0]?.value ?? null;
  if (source?.kind !== 'object') return unknownResult(call);
  const { id: _, kind: __, ...state } = call.machine.latest(source);
  return call.machine.createObject({ ...state, kind: 'object', call: call.site.node, fits: [], influences: [], attributes: new Map() });
}
