/** Methods of lists, dictionaries, sets and text. */
import type { Argument } from '../../../../../rules/api/python/event.ts';
import type { Call } from '../../../../../rules/api/python/syntax.ts';
import type { Mapping, Sequence, Value } from '../../../../../rules/api/python/value.ts';
import { constant, constantOf, mappingOf, openMapping, openSequence, sequenceByTurn, sequenceOf, unknownScalar, unknownValue } from '../values.ts';
import type { GivenArguments } from './arguments.ts';
import { joinAll } from './branches.ts';
import { elementOf, knownElements } from './iterate.ts';
import { latest, replaceInPlace } from './run.ts';
import type { Run } from './run.ts';
import { asAdded, rowListMethod } from './row-lists.ts';
import { textMethod } from './text-methods.ts';

interface MethodCall<V extends Value> {
  readonly on: V;
  readonly values: readonly Value[];
  readonly args: readonly Argument[];
  readonly node: Call;
  readonly run: Run;
}

/** Elements of a list that grows; later ones replace nothing but are not kept. Own choice. */
const MOST_ELEMENTS = 64;

/** Returns what a method of a list, dictionary or text gives, with the name it is known by; null for other receivers and methods. */
export function applyContainerMethod(receiver: Value, method: string | null, { all }: GivenArguments, node: Call, run: Run): { readonly name: string; readonly result: Value } | null {
  if (method === null) return null;
  const values = all.map(({ value }) => value);
  if (receiver.kind === 'sequence') return named(receiver.type === 'generator' ? 'generator' : receiver.type, method, sequenceMethod(method, { on: receiver, values, args: all, node, run }));
  if (receiver.kind === 'mapping') return named('dict', method, mappingMethod(method, { on: receiver, values, args: all, node, run }));
  if (receiver.kind === 'data' && receiver.form === 'list') return named('list', method, rowListMethod(method, receiver, values[0], node, run));
  if (receiver.kind === 'scalar' && (receiver.type === 'str' || receiver.type === 'unknown')) return textMethod(receiver, method, all, node, run);
  return null;
}

function named(type: string, method: string, result: Value | null): { readonly name: string; readonly result: Value } | null {
  return result === null ? null : { name: `${type}.${method}`, result };
}

function sequenceMethod(method: string, call: MethodCall<Sequence>): Value | null {
  const { on, values, node, run } = call;
  const [first, second] = values;
  switch (method) {
    case 'append':
    case 'add':
      return grow(on, first === undefined ? [] : [asAdded(first, node, run)], run);
    case 'insert':
      return constantOf(first) === 0 && second !== undefined ? change(on, { elements: [second, ...on.elements] }, run) : grow(on, second === undefined ? [] : [asAdded(second, node, run)], run);
    case 'extend':
    case 'update':
      return extend(on, first, run);
    case 'pop':
      return popped(on, first, run);
    case 'clear':
      return change(on, { elements: [], isComplete: true }, run);
    case 'remove':
    case 'discard':
    case 'sort':
    case 'reverse':
      return change(on, { isComplete: on.elements.length < 2 && on.isComplete && (method === 'sort' || method === 'reverse') }, run);
    case 'copy':
      return { ...on };
    case 'index':
    case 'count':
      return unknownScalar('int');
    case 'union':
    case 'difference':
    case 'intersection':
      return openSequence('set', on.elements);
    default:
      return null;
  }
}

/** In a loop whose turns stand for any number of turns, a list gets any number of elements. */
function grow(on: Sequence, added: readonly Value[], run: Run): Value {
  const isCounted = run.at.loops.length === run.at.unrolled;
  const elements = on.elements.length + added.length > MOST_ELEMENTS ? on.elements : [...on.elements, ...added];
  return change(on, { elements, isComplete: on.isComplete && isCounted && elements !== on.elements }, run);
}

function extend(on: Sequence, by: Value | undefined, run: Run): Value {
  const known = by === undefined ? [] : knownElements(by);
  if (known !== null) return grow(on, known, run);
  return change(on, { elements: by === undefined ? on.elements : [...on.elements, elementOf(by, run)].slice(0, MOST_ELEMENTS), isComplete: false }, run);
}

function popped(on: Sequence, position: Value | undefined, run: Run): Value {
  const index = position === undefined ? -1 : constantOf(position);
  if (typeof index !== 'number' || !on.isComplete) return elementOf(on, run);
  const element = on.elements.at(index);
  if (element === undefined) return unknownValue([on]);
  change(on, { elements: on.elements.toSpliced(index, 1) }, run);
  return latest(element, run);
}

function change(on: Sequence, by: Partial<Pick<Sequence, 'elements' | 'isComplete'>>, run: Run): Value {
  replaceInPlace(on, { ...on, ...by }, run);
  return constant(null);
}

function mappingMethod(method: string, call: MethodCall<Mapping>): Value | null {
  const { on, values, run } = call;
  const entries = [...on.entries];
  switch (method) {
    case 'items':
      return listing(on, entries.map(([key, value]) => sequenceOf('tuple', [keyValue(key), latest(value, run)])), run);
    case 'values':
      return listing(on, entries.map(([, value]) => latest(value, run)), run);
    case 'keys':
      return listing(on, entries.map(([key]) => keyValue(key)), run);
    case 'get':
    case 'pop':
    case 'setdefault':
      return entryFor(method, on, values, run);
    case 'update':
      return updated(call);
    case 'copy':
      return { ...on };
    case 'clear':
      replaceInPlace(on, mappingOf(new Map()), run);
      return constant(null);
    default:
      return null;
  }
}

function keyValue(key: string | number | boolean): Value {
  return typeof key === 'string' && key.startsWith('\u0000') ? unknownScalar('unknown') : constant(key);
}

function listing(on: Mapping, elements: readonly Value[], run: Run): Value {
  if (on.isComplete) return sequenceOf('list', elements);
  return sequenceByTurn('list', () => joinAll(elements, run) ?? unknownValue([on]));
}

function entryFor(method: 'get' | 'pop' | 'setdefault', on: Mapping, [key, fallback]: readonly Value[], run: Run): Value {
  const name = constantOf(key);
  const known = name === undefined || name === null ? undefined : on.entries.get(name);
  if (known !== undefined && name !== undefined && name !== null) {
    if (method === 'pop') replaceInPlace(on, { ...on, entries: new Map([...on.entries].filter(([each]) => each !== name)) }, run);
    return latest(known, run);
  }
  if (name === undefined && on.entries.size > 0) return joinAll([...on.entries.values()], run) ?? unknownValue([on]);
  const given = fallback ?? (on.isComplete ? constant(null) : unknownValue([on]));
  if (method === 'setdefault' && name !== undefined && name !== null) replaceInPlace(on, { ...on, entries: new Map(on.entries).set(name, given) }, run);
  return given;
}

function updated({ on, args, run }: MethodCall<Mapping>): Value {
  const entries = new Map(on.entries);
  let { isComplete } = on;
  for (const { name, value } of args) {
    if (name !== null) entries.set(name, value);
    else if (value.kind === 'mapping') {
      for (const [key, entry] of value.entries) entries.set(key, entry);
      isComplete &&= value.isComplete;
    } else isComplete = false;
  }
  replaceInPlace(on, { ...(isComplete ? mappingOf(entries) : openMapping(entries)), influences: on.influences }, run);
  return constant(null);
}
