/**
 * What a tensor is the output of: the activation that was applied last on the way to an expression, followed back through names,
 * functions and modules of the program. Only steps that are known to keep what values mean are followed; anything else is unknown.
 */
import type { Confidence } from '../finding.ts';
import { walk } from './children.ts';
import type { Facts } from './facts.ts';
import type { LayerApi } from './knowledge.ts';
import { assignedValue } from './name-value.ts';
import type { Attribute, Call, Expression, FunctionDef, Lambda, Subscript } from './syntax.ts';
import type { Callable, ObjectValue, Value } from './value.ts';

export interface NetworkOutput {
  /** `softmax`, `log_softmax`, `sigmoid`, ...; `none` right behind a dense or convolution layer. */
  readonly activation: string;
  /** The call that applies it, or that makes the layer which does. */
  readonly at: Expression;
  /** What it is applied to, where it is applied by a call of its own; null for layers inside a container. */
  readonly inner: Expression | null;
  readonly confidence: Confidence;
}

/** Steps followed back; longer chains do not occur. Our own choice. */
const MOST_STEPS = 24;

/** Calls that change neither values nor what they mean: shape, type, place in memory. */
const TRANSPARENT: ReadonlySet<string> = new Set(['squeeze', 'unsqueeze', 'view', 'reshape', 'flatten', 'float', 'double', 'half', 'type', 'type_as', 'to', 'cuda', 'cpu', 'contiguous', 'clone', 'permute', 'transpose', 'requires_grad_', 'clamp', 'clip']);
/** Layers behind which values mean the same. */
const TRANSPARENT_LAYERS: ReadonlySet<LayerApi['does']> = new Set(['dropout', 'flatten']);
const METHODS: ReadonlySet<string> = new Set(['softmax', 'log_softmax', 'sigmoid']);

/** Which part of a value is meant: elements of tuples, entries of mappings. */
type Path = readonly (number | string)[];

interface Trace {
  readonly facts: Facts;
  readonly path: Path;
  readonly steps: number;
}

/** Returns the last activation behind an expression; null when it cannot be told, or ways differ. */
export function networkOutput(expression: Expression, facts: Facts): NetworkOutput | null {
  return follow(expression, { facts, path: [], steps: 0 });
}

/** Returns what calling an object gives; null when it cannot be told. */
export function outputOfObject(object: ObjectValue, facts: Facts): NetworkOutput | null {
  return lastLayer(object, { facts, path: [], steps: 0 });
}

function follow(expression: Expression, trace: Trace): NetworkOutput | null {
  if (trace.steps > MOST_STEPS) return null;
  const next = { ...trace, steps: trace.steps + 1 };
  switch (expression.kind) {
    case 'Name': {
      const assigned = assignedValue(expression);
      if (assigned === null) return null;
      return follow(assigned.expression, assigned.index === null ? next : { ...next, path: [assigned.index, ...next.path] });
    }
    case 'NamedExpr':
      return follow(expression.value, next);
    case 'IfExp':
      return agreed([expression.body, expression.orelse].map((way) => follow(way, next)));
    case 'Tuple':
    case 'List': {
      const [index, ...path] = next.path;
      const element = typeof index === 'number' ? expression.elements.at(index) : undefined;
      return element === undefined || element.kind === 'Starred' ? null : follow(element, { ...next, path });
    }
    case 'Dict': {
      const [name, ...path] = next.path;
      const item = expression.items.find(({ key }) => key?.kind === 'Constant' && key.value === name);
      return item === undefined ? null : follow(item.value, { ...next, path });
    }
    case 'Subscript':
      return followSubscript(expression, next);
    case 'Attribute':
      return expression.attribute === 'data' ? follow(expression.value, next) : null;
    case 'Call':
      return followCall(expression, next);
    default:
      return null;
  }
}

/** Elements of what a call returns, or some values of a tensor; a column of softmax's is no distribution any more. */
function followSubscript({ value, index }: Subscript, trace: Trace): NetworkOutput | null {
  const key = index.kind === 'Constant' && (typeof index.value === 'string' || typeof index.value === 'number') ? index.value : null;
  if (key !== null) return follow(value, { ...trace, path: [key, ...trace.path] });
  const whole = follow(value, trace);
  return whole?.activation === 'sigmoid' || whole?.activation === 'none' ? whole : null;
}

function followCall(call: Call, trace: Trace): NetworkOutput | null {
  const { callee } = call;
  const called = trace.facts.valuesOf(callee);
  if (called.length === 0) return null;
  return agreed(called.map((value) => followCallOf(value, call, trace)));
}

function followCallOf(called: Value, call: Call, trace: Trace): NetworkOutput | null {
  if (called.kind === 'object') return followCallOfObject(called, call, trace);
  if (called.kind !== 'callable') return null;
  if (called.definition !== null) return called.definition.kind === 'ClassDef' ? null : returnedBy(called.definition, trace);
  const { callee } = call;
  const isMethod = callee.kind === 'Attribute' && called.receiver !== null && called.receiver.kind !== 'module';
  const input = isMethod ? callee.value : call.arguments[0];
  if (input === undefined || input.kind === 'Starred') return null;
  const activation = activationOf(called, callee, trace.facts);
  if (activation !== null) return trace.path.length > 0 ? null : { activation, at: call, inner: input, confidence: called.api === null ? 'likely' : 'certain' };
  const name = callee.kind === 'Attribute' ? callee.attribute : (called.name?.split('.').at(-1) ?? '');
  return TRANSPARENT.has(name) && (isMethod || called.name?.startsWith('torch.') === true) ? follow(input, trace) : null;
}

/** The activation a function or a tensor's method applies. */
function activationOf({ api, name }: Callable, callee: Expression, facts: Facts): string | null {
  if (api?.is === 'layer') return api.isFunction === true ? (api.activation ?? null) : null;
  if (name !== null || callee.kind !== 'Attribute') return null;
  const isTorch = METHODS.has(callee.attribute) && facts.names.imports.some(({ module }) => /^torch(?:\.|$)/u.test(module));
  return isTorch ? callee.attribute : null;
}

function followCallOfObject(object: ObjectValue, call: Call, trace: Trace): NetworkOutput | null {
  const { api } = object;
  if (api?.is !== 'layer' || api.does === 'container') return lastLayer(object, trace);
  const [input] = call.arguments;
  if (input === undefined || input.kind === 'Starred') return null;
  if (isTransparent(object)) return follow(input, trace);
  const own = ownActivation(object);
  return own === null || trace.path.length > 0 ? null : { activation: own, at: call, inner: input, confidence: object.confidence };
}

function isTransparent({ api, className }: ObjectValue): boolean {
  return api?.is === 'layer' && (TRANSPARENT_LAYERS.has(api.does) || className?.endsWith('.Identity') === true);
}

/** What one layer gives, the `activation` argument of Keras included; null when it cannot be told. */
function ownActivation(object: ObjectValue): string | null {
  const { api } = object;
  if (api?.is !== 'layer') return null;
  if (api.activation !== undefined) return api.activation;
  return api.does === 'dense' || api.does === 'convolution' ? 'none' : null;
}

/** What a container or a module of the program gives. */
function lastLayer(object: ObjectValue, trace: Trace): NetworkOutput | null {
  if (trace.steps > MOST_STEPS) return null;
  const next = { ...trace, steps: trace.steps + 1 };
  if (object.definition !== null) {
    const forward = object.definition.body.find((statement): statement is FunctionDef => statement.kind === 'FunctionDef' && statement.name === 'forward');
    return forward === undefined ? null : returnedBy(forward, next);
  }
  const head = HEADS.map((name) => object.attributes.get(name)).find((value) => value?.kind === 'object');
  if (head?.kind === 'object' && isOfTorchvision(object, next.facts)) return lastLayer(head, next);
  if (object.api?.is !== 'layer') return null;
  if (object.api.does !== 'container') {
    const own = ownActivation(object);
    return own === null || object.call === null || trace.path.length > 0 ? null : { activation: own, at: object.call, inner: null, confidence: object.confidence };
  }
  if (object.className?.endsWith('.Sequential') !== true) return null;
  const last = lastPart(object.parts.toReversed());
  return last === null ? null : lastLayer(last, next);
}

/** Names under which networks of torchvision hold what they end in; put there by the program, it is known. */
const HEADS = ['fc', 'classifier', 'heads', 'head'] as const;

function isOfTorchvision({ className, call }: ObjectValue, facts: Facts): boolean {
  return className === 'torch.nn.Module' && call !== null && facts.calls.some(({ node, name }) => node === call && name?.startsWith('torchvision.models.') === true && !name.endsWith('.inception_v3') && !name.endsWith('.googlenet'));
}

/** The last layer that changes values. @param parts last first */
function lastPart(parts: readonly Value[]): ObjectValue | null {
  for (const part of parts) {
    if (part.kind === 'mapping') return part.isComplete ? lastPart([...part.entries.values()].toReversed()) : null;
    if (part.kind !== 'object') return null;
    if (!isTransparent(part)) return part;
  }
  return null;
}

function returnedBy(definition: FunctionDef | Lambda, trace: Trace): NetworkOutput | null {
  if (trace.steps > MOST_STEPS) return null;
  if (definition.kind === 'Lambda') return follow(definition.body, trace);
  const returned: (Expression | null)[] = [];
  let isGenerator = false;
  walk(definition, (node) => {
    if (node.kind === 'Yield') isGenerator = true;
    if (node.kind === 'Return') returned.push(node.value);
    return node !== definition && (node.kind === 'FunctionDef' || node.kind === 'Lambda' || node.kind === 'ClassDef') ? 'skip' : undefined;
  });
  if (isGenerator || returned.length === 0) return null;
  return agreed(returned.map((value) => (value === null ? null : follow(value, { ...trace, steps: trace.steps + 1 }))));
}

/** One output when all are alike. */
function agreed(outputs: readonly (NetworkOutput | null)[]): NetworkOutput | null {
  const [first] = outputs;
  if (first === null || first === undefined) return null;
  return outputs.every((output) => output?.activation === first.activation) ? first : null;
}

/** Returns the name a callee ends with, as a node to replace; null for anything but names and attributes. */
export function lastNameRange(callee: Expression): { readonly text: string; readonly start: number; readonly end: number; readonly of: Attribute | null } | null {
  if (callee.kind === 'Attribute') return { text: callee.attribute, start: callee.attributeStart, end: callee.end, of: callee };
  return callee.kind === 'Name' ? { text: callee.id, start: callee.start, end: callee.end, of: null } : null;
}
