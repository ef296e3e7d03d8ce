/** The last layer of a Keras model, as the loss sees it: how many units, behind which activation. */
import { walk } from './children.ts';
import type { CallEvent } from './event.ts';
import type { Facts } from './facts.ts';
import { assignedValue } from './name-value.ts';
import type { Call, Expression, FunctionDef } from './syntax.ts';
import type { ObjectValue, Value } from './value.ts';

export interface KerasHead {
  /** Units or filters of the last layer that has some; null when unknown. */
  readonly units: number | null;
  /** `softmax`, `sigmoid`, ...; `linear` where none is given. */
  readonly activation: string;
  /** The call that makes the layer which applies the activation, or applies it as a function. */
  readonly at: Call;
}

/** Steps followed back. Our own choice: a few shape layers may stand behind the last dense one. */
const MOST_STEPS = 12;

/** Null when the last layer cannot be told, or there are several outputs. */
export function kerasHead(model: ObjectValue, facts: Facts): KerasHead | null {
  const layers = layersOfSequential(model, facts);
  if (layers !== null) return headOfLayers(layers);
  if (model.definition !== null) return headOfBody(model, facts);
  const outputs = model.call === null ? null : argumentOf(model.call, ['outputs', 'output'], 1);
  return outputs === null ? null : headOfTensor(outputs, facts, 0);
}

/** Layers in order; null when the model is no Sequential, or some of its layers are not known. */
function layersOfSequential(model: ObjectValue, facts: Facts): readonly Value[] | null {
  if (model.className !== 'keras.Sequential' || model.definition !== null) return null;
  const given = model.arguments.get('layers');
  if (given !== undefined && (given.kind !== 'sequence' || !given.isComplete)) return [];
  const changes = facts.calls.filter(({ receiver, node }) => receiver?.kind === 'object' && receiver.id === model.id && node.callee.kind === 'Attribute' && (node.callee.attribute === 'pop' || node.callee.attribute === 'add'));
  if (changes.some(isUnsure)) return [];
  return [...(given?.kind === 'sequence' ? given.elements : []), ...model.parts];
}

function isUnsure({ isUnconditional, inFunction, node }: CallEvent): boolean {
  const isPop = node.callee.kind === 'Attribute' && node.callee.attribute === 'pop';
  return isPop || (!isUnconditional && inFunction === null) || isOnBranch(node);
}

function isOnBranch(node: Call): boolean {
  for (let at = node.parent; at.parent !== null && at.kind !== 'FunctionDef'; at = at.parent) if (at.kind === 'If') return true;
  return false;
}

function headOfLayers(layers: readonly Value[]): KerasHead | null {
  let activation: { readonly name: string; readonly at: Call } | null = null;
  for (const layer of layers.toReversed()) {
    if (layer.kind !== 'object') return null;
    const own = layerOf(layer);
    if (own === null || (own.kind === 'shape' && activation === null)) return null;
    if (own.kind === 'activation') activation ??= { name: own.name, at: own.at };
    if (own.kind === 'units') return ended(own, activation);
  }
  return null;
}

type Layer =
  | { readonly kind: 'units'; readonly units: number | null; readonly activation: string; readonly at: Call }
  | { readonly kind: 'activation'; readonly name: string; readonly at: Call }
  /** Values stay, their number may change. */
  | { readonly kind: 'shape' };

function ended({ units, activation: own, at }: Extract<Layer, { kind: 'units' }>, later: { readonly name: string; readonly at: Call } | null): KerasHead | null {
  if (later === null) return { units, activation: own, at };
  return own === 'linear' ? { units, activation: later.name, at: later.at } : null;
}

function layerOf({ api, arguments: given, call, className }: ObjectValue): Layer | null {
  if (api?.is !== 'layer' || call === null || className?.startsWith('keras.') !== true) return null;
  if (api.does === 'dense' || api.does === 'convolution') {
    const activation = activationName(given.get('activation'));
    if (activation === null) return null;
    const units = given.get('units') ?? given.get('filters');
    return { kind: 'units', units: units?.kind === 'scalar' && typeof units.value === 'number' ? units.value : null, activation, at: call };
  }
  // over another axis than the last, softmax does not speak of the units
  if (api.does === 'activation' && !given.has('axis')) {
    const name = api.activation ?? activationName(given.get('activation'));
    return name === null ? null : { kind: 'activation', name, at: call };
  }
  return null;
}

/** The name of an activation given as text, function or layer; `linear` when left out; null when unknown. */
function activationName(value: Value | undefined): string | null {
  if (value === undefined) return 'linear';
  if (value.kind === 'scalar') return value.value === null ? 'linear' : typeof value.value === 'string' ? value.value.toLowerCase() : null;
  if (value.kind === 'callable') return /^(?:keras\.activations|tensorflow\.nn|keras\.ops)\.(\w+)$/u.exec(value.name ?? '')?.[1] ?? null;
  return value.kind === 'object' && value.api?.is === 'layer' ? (value.api.activation ?? null) : null;
}

/** `call` of a model of the program returns one tensor. */
function headOfBody({ definition }: ObjectValue, facts: Facts): KerasHead | null {
  const body = definition?.body.find((statement): statement is FunctionDef => statement.kind === 'FunctionDef' && statement.name === 'call');
  if (body === undefined) return null;
  const returned: (Expression | null)[] = [];
  walk(body, (node) => {
    if (node.kind === 'Return') returned.push(node.value);
    return node !== body && (node.kind === 'FunctionDef' || node.kind === 'Lambda') ? 'skip' : undefined;
  });
  const [only, ...others] = returned;
  return only === null || only === undefined || others.length > 0 ? null : headOfTensor(only, facts, 0);
}

/** Follows a tensor back to the layer that gives it. */
function headOfTensor(expression: Expression, facts: Facts, steps: number): KerasHead | null {
  if (steps > MOST_STEPS) return null;
  if (expression.kind === 'Name') {
    const assigned = assignedValue(expression);
    return assigned === null || assigned.index !== null ? null : headOfTensor(assigned.expression, facts, steps + 1);
  }
  if (expression.kind === 'List' && expression.elements.length === 1 && expression.elements[0] !== undefined) return headOfTensor(expression.elements[0], facts, steps + 1);
  if (expression.kind !== 'Call') return null;
  const called = facts.valuesOf(expression.callee);
  const [only] = called;
  const [input] = expression.arguments;
  if (only === undefined || called.length > 1 || input === undefined) return null;
  if (only.kind === 'callable') {
    const name = expression.arguments.length > 1 || expression.keywords.some((keyword) => keyword.name === 'axis') ? null : activationName(only);
    return name === null ? null : behind({ kind: 'activation', name, at: expression }, input, { facts, steps });
  }
  const own = only.kind === 'object' ? layerOf(only) : null;
  return own === null ? null : behind(own, input, { facts, steps });
}

function behind(layer: Layer, input: Expression, { facts, steps }: { readonly facts: Facts; readonly steps: number }): KerasHead | null {
  if (layer.kind === 'shape') return null;
  if (layer.kind === 'units') return { units: layer.units, activation: layer.activation, at: layer.at };
  const before = headOfTensor(input, facts, steps + 1);
  if (before === null) return { units: null, activation: layer.name, at: layer.at };
  return before.activation === 'linear' ? { units: before.units, activation: layer.name, at: layer.at } : null;
}

/** An argument by one of the names, or by place; null when it is not written out. */
export function argumentOf({ arguments: positional, keywords }: Call, names: readonly string[], place: number): Expression | null {
  const named = keywords.find(({ name }) => name !== null && names.includes(name));
  if (named !== undefined) return named.value;
  const given = positional[place];
  return given === undefined || positional.slice(0, place + 1).some(({ kind }) => kind === 'Starred') ? null : given;
}
