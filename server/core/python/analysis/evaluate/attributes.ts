/** What `value.name` is, read or about to be called. */
import type { Attribute } from '../../../../../rules/api/python/syntax.ts';
import type { Callable, Data, ObjectValue, Value } from '../../../../../rules/api/python/value.ts';
import { hasColumn } from '../column-algebra.ts';
import { callableOf, constant, moduleNamed, textOf, unknownScalar } from '../values.ts';
import { classConfidence, classNamesOf } from './class-names.ts';
import { memberOfClass, memberOfInstance } from './classes.ts';
import { columnsPicked } from './columns.ts';
import { memberOf } from './frame.ts';
import { memberOfUnknown } from './members.ts';
import { projectModule } from './modules.ts';
import { nameOfPath, parentOfPath } from './paths.ts';
import { latest } from './run.ts';
import type { Run } from './run.ts';

/** Returns the value of an attribute that is read. */
export function readAttribute(receiver: Value, node: Attribute, run: Run): Value {
  const { attribute } = node;
  switch (receiver.kind) {
    case 'data':
      return attributeOfData(receiver, node, run);
    case 'object':
      return attributeOfObject(receiver, node, run);
    case 'scalar':
      return attributeOfText(receiver, attribute, run);
    case 'mapping': {
      const entry = receiver.entries.get(attribute);
      return entry === undefined ? (run.readLibraryAttribute(receiver, attribute, node, run.machine) ?? memberOfUnknown(receiver, `.${attribute}`, run)) : latest(entry, run);
    }
    case 'unknown':
    case 'sequence':
      return run.readLibraryAttribute(receiver, attribute, node, run.machine) ?? memberOfUnknown(receiver, `.${attribute}`, run);
    default:
      return memberToCall(receiver, attribute, run);
  }
}

/** Returns what a call of `receiver.attribute()` calls. */
export function memberToCall(receiver: Value, attribute: string, run: Run): Value {
  switch (receiver.kind) {
    case 'module':
      return attributeOfModule(receiver.name, attribute, run);
    case 'callable':
      return attributeOfCallable(receiver, attribute, run);
    case 'object': {
      const own = receiver.attributes.get(attribute);
      if (own !== undefined) return latest(own, run);
      return memberOfInstance(receiver, attribute, run) ?? methodOf(receiver, attribute, run);
    }
    case 'mapping': {
      const entry = receiver.entries.get(attribute);
      return entry?.kind === 'callable' || entry?.kind === 'object' ? latest(entry, run) : methodOf(receiver, attribute, run);
    }
    default:
      return methodOf(receiver, attribute, run);
  }
}

/** Returns a bound method, with its name where the receiver's class is known. */
function methodOf(receiver: Value, method: string, run: Run): Callable {
  const known = run.request.knowledge.method(classNamesOf(receiver), method);
  const className = receiver.kind === 'object' || receiver.kind === 'data' ? receiver.className : null;
  const name = known?.name ?? (className === null ? null : `${className}.${method}`);
  return { ...callableOf({ name, api: known?.api ?? null, definition: null, receiver }), confidence: classConfidence(receiver) };
}

function attributeOfData(data: Data, node: Attribute, run: Run): Value {
  const { attribute } = node;
  if (data.form === 'frame' && hasColumn(data.columns, attribute) === true && data.columns.kind === 'exactly') return columnsPicked(data, { names: [attribute], isOne: true }, run);
  const known = run.readLibraryAttribute(data, attribute, node, run.machine);
  if (known !== null) return known;
  if (run.request.knowledge.method(classNamesOf(data), attribute) !== null) return methodOf(data, attribute, run);
  if (data.form === 'frame' || data.form === 'groups') return columnsPicked(data, { names: [attribute], isOne: true }, run);
  return memberOfUnknown(data, `.${attribute}`, run);
}

function attributeOfObject(object: ObjectValue, node: Attribute, run: Run): Value {
  const { attribute } = node;
  const own = object.attributes.get(attribute);
  if (own !== undefined) return latest(own, run);
  const member = memberOfInstance(object, attribute, run);
  if (member !== null) return member;
  const known = run.readLibraryAttribute(object, attribute, node, run.machine);
  if (known !== null) return known;
  if (run.request.knowledge.method(classNamesOf(object), attribute) !== null) return methodOf(object, attribute, run);
  return memberOfUnknown(object, `.${attribute}`, run);
}

function attributeOfCallable(callable: Callable, attribute: string, run: Run): Value {
  if (callable.definition?.kind === 'ClassDef') {
    const member = memberOfClass(callable, attribute, run);
    if (member !== null) return member;
  }
  if (callable.name === null || callable.receiver !== null) return memberOfUnknown(callable, `.${attribute}`, run);
  const known = run.request.knowledge.method([callable.name], attribute);
  const { name, api } = known ?? libraryThing(`${callable.name}.${attribute}`, run);
  return { ...callableOf({ name, api, definition: null, receiver: null }), confidence: callable.confidence };
}

const NUMBERS: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E, inf: Infinity, nan: NaN, Inf: Infinity, NaN: NaN };
const NUMBER_MODULES: ReadonlySet<string> = new Set(['math', 'numpy']);

function attributeOfModule(module: string, attribute: string, run: Run): Value {
  const own = projectModule(module, run);
  if (own !== null) {
    const value = memberOf(own, attribute);
    if (value === undefined && projectModule(`${module}.${attribute}`, run) !== null) return moduleNamed(`${module}.${attribute}`);
    return value === undefined ? memberOfUnknown(moduleNamed(module), `.${attribute}`, run) : latest(value, run);
  }
  const number = NUMBER_MODULES.has(module) ? NUMBERS[attribute] : undefined;
  if (number !== undefined) return { ...unknownScalar('float'), value: number };
  if (module === 'numpy' && attribute === 'newaxis') return constant(null);
  return libraryValue(`${module}.${attribute}`, run);
}

/** Returns what a dotted name of a library stands for. */
export function libraryValue(dotted: string, run: Run): Value {
  const { name, api } = libraryThing(dotted, run);
  const { knowledge } = run.request;
  if (api === null && knowledge.namesIn(name).length > 0) return moduleNamed(name);
  return callableOf({ name, api, definition: null, receiver: null });
}

function libraryThing(dotted: string, run: Run): Pick<Callable, 'name' | 'api'> & { readonly name: string } {
  const { knowledge } = run.request;
  const name = knowledge.canonical(dotted);
  return { name, api: knowledge.find(name) };
}

/** Texts may be paths of pathlib. */
function attributeOfText(receiver: Value, attribute: string, run: Run): Value {
  const text = textOf(receiver);
  if (text === null) return memberOfUnknown(receiver, `.${attribute}`, run);
  switch (attribute) {
    case 'parent':
      return constant(parentOfPath(text));
    case 'name':
      return constant(nameOfPath(text));
    case 'stem':
      return constant(nameOfPath(text).replace(/(?<=.)\.[^.]*$/u, ''));
    case 'suffix':
      return constant(/(?<=.)\.[^.]*$/u.exec(nameOfPath(text))?.[0] ?? '');
    default:
      return memberOfUnknown(receiver, `.${attribute}`, run);
  }
}
