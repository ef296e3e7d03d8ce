/**
 * Whether modules of PyTorch are in training or evaluation mode when they are called. Modules start in training mode; `eval()` and
 * `train()` change them and all modules inside. Whoever else gets a module may change it, so its mode is not known from there on.
 */
import type { CallEvent } from './event.ts';
import type { Facts } from './facts.ts';
import { enclosing, type Expression, type FunctionDef, type Node } from './syntax.ts';
import type { ObjectValue, Value } from './value.ts';

export type Mode = 'train' | 'eval' | 'unknown';

/** A call of a module: `net(x)`. */
export interface ForwardCall {
  readonly event: CallEvent;
  readonly module: ObjectValue;
  readonly mode: Mode;
  /** The call that put the module into this mode; null when it has it since it was made, and when the mode is not known. */
  readonly by: CallEvent | null;
}

/** In the order they happen; none where the analysis was cut short, as a change of mode may have been missed. */
export function forwardCalls(facts: Facts): readonly ForwardCall[] {
  return facts.isCutShort ? [] : facts.once(followModes);
}

interface State {
  readonly mode: Mode;
  readonly by: CallEvent | null;
}

const AT_FIRST: State = { mode: 'train', by: null };
/** Modules inside modules followed. Our own choice. */
const MOST_DEPTH = 4;

function followModes(facts: Facts): readonly ForwardCall[] {
  const states = new Map<number, State>();
  const found: ForwardCall[] = [];
  for (const event of facts.calls) {
    const { receiver } = event;
    const change = modeSet(event);
    if (change !== null && receiver !== null) {
      if (receiver.kind === 'object') for (const id of idsInside(receiver)) states.set(id, { mode: change, by: change === 'unknown' ? null : event });
      else for (const id of states.keys()) states.set(id, { mode: 'unknown', by: null });
    } else if (receiver?.kind === 'object' && event.name?.endsWith('.__call__') === true) {
      if (isModule(receiver)) found.push({ event, module: receiver, ...(states.get(receiver.id) ?? AT_FIRST) });
    } else if (isUnseen(event, facts)) {
      for (const { value } of event.arguments) for (const id of idsGiven(value)) states.set(id, { mode: 'unknown', by: null });
    }
    if (event.result.kind === 'object' && event.result.call === event.node && !states.has(event.result.id)) states.set(event.result.id, AT_FIRST);
  }
  return found;
}

/** The mode a call sets: `net.eval()`, `net.train(False)`; null for other calls. */
function modeSet({ node, receiver, arguments: given }: CallEvent): Mode | null {
  if (node.callee.kind !== 'Attribute' || receiver === null || receiver.kind === 'module' || receiver.kind === 'data') return null;
  if (receiver.kind === 'object' && (receiver.definition === null ? !isModule(receiver) : receiver.bases.length > 0 && !isModule(receiver))) return null;
  const [first] = given;
  if (node.callee.attribute === 'eval') return given.length === 0 ? 'eval' : null;
  if (node.callee.attribute !== 'train') return null;
  if (first === undefined) return 'train';
  if (first.value.kind !== 'scalar' || typeof first.value.value !== 'boolean') return 'unknown';
  return first.value.value ? 'train' : 'eval';
}

/** Whether the object is a module of PyTorch whose making was seen. Frameworks that set modes themselves are none of ours. */
export function isModule({ className, bases, api, isLoaded }: ObjectValue): boolean {
  const names = [className ?? '', ...bases];
  if (isLoaded || api?.is === 'loss' || names.some((name) => /lightning|fastai|transformers|keras|skorch/iu.test(name))) return false;
  return names.some((name) => name === 'torch.nn.Module' || name === 'torch.nn.modules.module.Module');
}

/** The object and all modules inside it. */
function idsInside(object: ObjectValue, depth = 0): readonly number[] {
  if (depth > MOST_DEPTH) return [object.id];
  return [object.id, ...membersOf(object).flatMap((member) => idsInside(member, depth + 1))];
}

/** Modules held by an object, in attributes, lists and parts. */
export function membersOf({ attributes, parts }: ObjectValue): readonly ObjectValue[] {
  return [...attributes.values(), ...parts].flatMap((value) => objectsIn(value));
}

function objectsIn(value: Value): readonly ObjectValue[] {
  if (value.kind === 'object') return [value];
  if (value.kind === 'sequence') return value.elements.flatMap(objectsIn);
  return value.kind === 'mapping' ? [...value.entries.values()].flatMap(objectsIn) : [];
}

function idsGiven(value: Value): readonly number[] {
  return objectsIn(value).flatMap((object) => (isModule(object) ? idsInside(object) : []));
}

/** Neither of PyTorch nor of the program, so that it may do anything with what it gets. */
function isUnseen({ name, node }: CallEvent, facts: Facts): boolean {
  if (name !== null && (/^(?:torch|torchvision)\./u.test(name) || facts.names.isBuiltin(name))) return false;
  return !facts.valuesOf(node.callee).some((value) => value.kind === 'callable' && value.definition !== null);
}

/** What in a module works otherwise in training: a layer's name; null when nothing does; `unknown` when not all of it can be seen. */
export type ModedLayer = { readonly kind: 'found'; readonly name: string } | { readonly kind: 'none' } | { readonly kind: 'unknown' };

export function modedLayer(module: ObjectValue, depth = 0): ModedLayer {
  if (depth > MOST_DEPTH) return { kind: 'unknown' };
  const { api, definition, className } = module;
  if (api?.is === 'layer' && definition === null && api.does !== 'container') return isModedLayer(module) ? { kind: 'found', name: className?.split('.').at(-1) ?? 'layer' } : { kind: 'none' };
  if (definition === null && api?.is !== 'layer') return module.className === 'torch.nn.Module' ? { kind: 'found', name: 'dropout or batch normalization' } : { kind: 'unknown' };
  const inner = membersOf(module).filter((member) => member.id !== module.id && member.api?.is !== 'loss').map((member) => modedLayer(member, depth + 1));
  return inner.find(({ kind }) => kind === 'found') ?? (inner.some(({ kind }) => kind === 'unknown') || hasUnknownMembers(module) ? { kind: 'unknown' } : { kind: 'none' });
}

function hasUnknownMembers({ attributes, parts }: ObjectValue): boolean {
  return [...attributes.values(), ...parts].some((value) => value.kind === 'unknown' || ((value.kind === 'sequence' || value.kind === 'mapping') && !value.isComplete));
}

/** Layers that hold dropout only when asked to. */
const DROPOUT_WHEN_ASKED = /\.(?:RNN|LSTM|GRU|MultiheadAttention)$/u;

function isModedLayer({ api, className, arguments: given }: ObjectValue): boolean {
  if (api?.is !== 'layer' || api.hasTrainMode !== true) return false;
  const dropout = given.get('dropout') ?? given.get('p');
  if (dropout?.kind === 'scalar' && dropout.value === 0) return false;
  return !DROPOUT_WHEN_ASKED.test(className ?? '') || dropout !== undefined;
}

/** Whether gradients are off where the call stands, or where it was called from. */
export function isWithoutGradient({ node, calledFrom }: CallEvent, facts: Facts): boolean {
  return [node, ...calledFrom].some((each) => noGradientAround(each, facts) !== null);
}

/** The `with` statement or function around a node in which gradients are off. */
export function noGradientAround(node: Node, facts: Facts): Node | null {
  for (let at: Node | null = node.parent; at !== null; at = at.parent) {
    if (at.kind === 'With' && at.items.some(({ context }) => isNoGradient(context, facts))) return at;
    if (at.kind === 'FunctionDef') return at.decorators.some((decorator) => isNoGradient(decorator, facts)) ? at : null;
  }
  return null;
}

function isNoGradient(expression: Expression, facts: Facts): boolean {
  const callee = expression.kind === 'Call' ? expression.callee : expression;
  const name = /(?:^|\.)(no_grad|inference_mode)$/u.test(facts.textOf(callee));
  return name && (expression.kind !== 'Call' || expression.arguments.length === 0);
}

/** The function a node stands in; null at module level. */
export function functionAround(node: Node): FunctionDef | null {
  return enclosing(node, ['FunctionDef']);
}
