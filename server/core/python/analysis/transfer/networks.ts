/** Networks trained by hand: calling a module predicts, `loss.backward()` lets the module behind the loss learn. */
import type { LayerApi, LossApi } from '../../../../../rules/api/python/knowledge.ts';
import type { Data, ObjectValue, Prediction, Value } from '../../../../../rules/api/python/value.ts';
import { constant, dataWithin, elementwise, isData, mergeInfluences, withHistory } from '../values.ts';
import { estimatorApi } from './estimators.ts';
import { emitFit } from './fit.ts';
import { gatherData } from './gather.ts';
import { influenceOf } from './learned.ts';
import { argumentOrPlace, receiverOf } from './call.ts';
import type { LibraryCall } from './call.ts';
import { fittedModel, overAllTurns } from './models.ts';
import { unknownResult } from './returned.ts';
import { predicted } from './use-estimator.ts';

const MODULES: ReadonlySet<string> = new Set(['torch.nn.Module', 'torch.nn.modules.module.Module', 'keras.Model', 'tensorflow.keras.Model', 'keras.models.Model', 'keras.Sequential', 'lightning.LightningModule', 'pytorch_lightning.LightningModule']);

/** Whether calling the object runs a network. */
export function isNetwork(object: ObjectValue): boolean {
  if (object.api?.is === 'loss') return false;
  if (object.api?.is === 'layer') return object.api.does === 'container';
  return estimatorApi(object)?.hasTrainMode === true || [object.className, ...object.bases].some((name) => name !== null && MODULES.has(name));
}

/** Returns what calling a network gives: predictions for the data it is called with. */
export function callNetwork(call: LibraryCall, network: ObjectValue): Value {
  const features = elementwise(call.site.arguments.flatMap(({ value }) => dataWithin(value)));
  if (features === null) return unknownResult(call);
  return predicted(call, network, features, outputOfLayers(network));
}

/** Gives a network what `model.add(Dense(1))` and the like add to it; null for methods that add nothing. */
export function addModules(call: LibraryCall, network: ObjectValue): Value | null {
  const { arguments: given } = call.site;
  const values = given.map(({ value }) => value);
  switch (call.site.lastName) {
    case 'add':
      return withParts(call, network, values, constant(null));
    case 'append':
      return withParts(call, network, values, network);
    case 'extend':
      return withParts(call, network, values.flatMap((value) => (value.kind === 'sequence' ? value.elements : [value])), network);
    case 'add_module':
    case 'register_module':
      return addNamed(call, network, values);
    default:
      return null;
  }
}

function withParts({ machine }: LibraryCall, network: ObjectValue, parts: readonly Value[], result: Value): Value {
  const state = machine.updateObject(network.id, { parts: [...network.parts, ...parts] });
  return result === network ? state : result;
}

/** Containers run what they are given in order; other modules hold it under its name. */
function addNamed(call: LibraryCall, network: ObjectValue, [name, module]: readonly Value[]): Value {
  if (module === undefined) return constant(null);
  if (network.api?.is === 'layer') return withParts(call, network, [module], constant(null));
  const key = name?.kind === 'scalar' && typeof name.value === 'string' ? name.value : null;
  if (key !== null) call.machine.updateObject(network.id, { attributes: new Map(network.attributes).set(key, module) });
  return constant(null);
}

/** Activations by what their results are. */
const OUTPUTS: ReadonlyMap<string, Prediction['output']> = new Map([
  ['softmax', 'probabilities'],
  ['Softmax', 'probabilities'],
  ['sigmoid', 'probabilities'],
  ['Sigmoid', 'probabilities'],
  ['log_softmax', 'scores'],
  ['LogSoftmax', 'scores'],
  ['Linear', 'logits'],
]);

function outputOfLayers(network: ObjectValue): Prediction['output'] {
  const last = lastLayer(network);
  return (last === null ? undefined : OUTPUTS.get(last)) ?? 'unknown';
}

function lastLayer(network: ObjectValue): string | null {
  const last = network.parts.at(-1);
  return last?.kind === 'object' ? (last.className?.split('.').at(-1) ?? null) : null;
}

/** Returns what a layer or activation gives: the same rows, with its name in the history. */
export function applyLayer(call: LibraryCall, layer: LayerApi, name: string): Value {
  const data = elementwise(call.site.arguments.flatMap(({ value }) => dataWithin(value)));
  if (data === null) return unknownResult(call);
  const output = OUTPUTS.get(layer.activation ?? name);
  const prediction = data.prediction === null || output === undefined ? data.prediction : { ...data.prediction, output };
  return withHistory({ ...data, prediction }, layer.activation ?? name);
}

/** Returns a loss, which remembers whose predictions it measures. */
export function applyLoss(call: LibraryCall, api: LossApi): Value {
  const first = inputOf(call, api.prediction, 0);
  const second = inputOf(call, api.truth, 1);
  const output = first?.prediction == null && second?.prediction != null ? second : (first ?? second);
  if (output === null) return unknownResult(call);
  return withHistory({ ...output, form: 'tensor', influences: mergeInfluences(output.influences, second?.influences ?? []) }, call.shortName);
}

function inputOf(call: LibraryCall, parameter: string | undefined, place: number): Data | null {
  const value = argumentOrPlace(call, parameter === undefined ? [] : [parameter], place);
  return value === null ? null : gatherData(value, call);
}

/** Lets the networks behind a loss learn from the rows it was computed for. */
export function learnBackward(call: LibraryCall): Value {
  const loss = receiverOf(call);
  if (!isData(loss) || loss.prediction === null) return constant(null);
  const network = fittedModel(loss.prediction, call.machine);
  if (network === null) return constant(null);
  const own = new Set(network.fits.map((fit) => fit.node));
  const features: Data = { ...overAllTurns(loss), prediction: null, influences: loss.influences.filter((influence) => !own.has(influence.node)) };
  const inputs = { features, labels: null, validation: [], choosesByValidation: false };
  const fit = emitFit(call, { object: network, way: 'train-loop', role: 'model', inputs, isPerFold: false });
  const learned = influenceOf(features, { by: 'model', usesLabels: true, isApplied: false, name: network.className?.split('.').at(-1) ?? 'network' }, call);
  const isKnown = network.fits.some((each) => each.node === fit.node && each.features?.rows === features.rows);
  call.machine.updateObject(network.id, {
    fits: isKnown ? network.fits : [...network.fits, fit],
    influences: mergeInfluences(network.influences, features.influences, [learned]),
  });
  return constant(null);
}

