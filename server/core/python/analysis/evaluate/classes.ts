/** Classes of the project: their bodies, instances, methods and bases. */
import type { Argument } from '../../../../../rules/api/python/event.ts';
import type { Call, ClassDef } from '../../../../../rules/api/python/syntax.ts';
import type { Callable, ObjectValue, Value } from '../../../../../rules/api/python/value.ts';
import type { Api } from '../../../../../rules/api/python/knowledge.ts';
import { callableOf, isObject, plainObject, unknownValue } from '../values.ts';
import { bindParameters, withParameterNames } from './arguments.ts';
import { evaluate } from './expressions.ts';
import { createFrame, lookUp } from './frame.ts';
import type { Frame } from './frame.ts';
import { callFunction, isClassMethod, isProperty, qualifiedName, takesReceiver } from './functions.ts';
import { latest } from './run.ts';
import type { Definition, Run } from './run.ts';
import { execute } from './statements.ts';

/** Bases of bases that are followed; also ends circles. */
const MOST_BASES = 16;

/** Runs a class body and makes the value of the class. */
export function defineClass(node: ClassDef, frame: Frame, run: Run): Callable {
  for (const decorator of node.decorators) evaluate(decorator, frame, run);
  const bases = node.bases.map((base) => evaluate(base, frame, run));
  for (const keyword of node.keywords) evaluate(keyword.value, frame, run);
  const body = createFrame({ kind: 'class', parent: frame, module: frame.module, inClass: node });
  execute(node.body, body, run);
  const name = qualifiedName(node.name, frame);
  const definition: Definition = { node, frame, defaults: new Map(), name, members: body.variables, bases };
  const callable = callableOf({ name, api: null, definition: node, receiver: null });
  run.functions.set(node, definition);
  run.closures.set(callable, definition);
  return callable;
}

export interface Instantiation {
  readonly callee: Callable;
  readonly definition: Definition;
  readonly args: readonly Argument[];
  readonly node: Call;
}

/** Makes an instance and runs its constructor. */
export function instantiate({ callee, definition, args, node }: Instantiation, run: Run): ObjectValue {
  if (definition.node.kind === 'ClassDef') run.instantiated.add(definition.node);
  const constructor_ = findMember(definition, '__init__', run);
  const made = run.machine.createObject(objectOf(definition, { name: callee.name, args: argumentsByName(definition, constructor_, args), call: node }, run));
  const initializer = constructor_?.kind === 'callable' ? definitionOfMember(constructor_, run) : null;
  if (initializer !== null) callFunction(initializer, { args, receiver: made, node }, run);
  else if (constructor_ === null) fillFields(definition, made, args, run);
  const state = latest(made, run);
  run.instances.set(definition.node, state);
  return state;
}

interface Making {
  readonly name: string | null;
  readonly args?: ReadonlyMap<string, Value>;
  readonly call?: Call | null;
}

/** Returns what an instance of the class is before its constructor ran. */
export function objectOf(definition: Definition, { name, args = new Map(), call = null }: Making, run: Run): Omit<ObjectValue, 'id'> {
  const bases = basesOf(definition, run);
  const api = bases.reduce<Api | null>((found, base) => found ?? run.request.knowledge.find(base), null);
  return plainObject({ className: name, api, bases, definition: definition.node.kind === 'ClassDef' ? definition.node : null, arguments: args, call });
}

function argumentsByName(definition: Definition, constructor_: Value | null, args: readonly Argument[]): ReadonlyMap<string, Value> {
  const node = constructor_?.kind === 'callable' ? constructor_.definition : null;
  if (node?.kind === 'FunctionDef') return bindParameters(node.parameters.slice(1), args);
  const named = withParameterNames(args, fieldsOf(definition));
  return new Map(named.map(({ name, value }, index) => [name ?? `*${String(index)}`, value]));
}

/** Data classes and named tuples get an attribute for each field. */
function fillFields(definition: Definition, object: ObjectValue, args: readonly Argument[], run: Run): void {
  const fields = fieldsOf(definition);
  if (fields.length === 0) return;
  const attributes = new Map(object.attributes);
  for (const { name, value } of withParameterNames(args, fields)) {
    if (name !== null) attributes.set(name, value);
  }
  run.machine.updateObject(object.id, { attributes });
}

function fieldsOf({ node }: Definition): readonly string[] {
  if (node.kind !== 'ClassDef') return [];
  return node.body.flatMap((statement) => (statement.kind === 'AnnAssign' && statement.target.kind === 'Name' ? [statement.target.id] : []));
}

/** Returns canonical names of all bases, nearest first. */
export function basesOf(definition: Definition, run: Run): readonly string[] {
  const names = new Set<string>();
  const waiting: Value[] = [...definition.bases];
  for (let base = waiting.shift(); base !== undefined && names.size < MOST_BASES; base = waiting.shift()) {
    if (base.kind !== 'callable' || base.name === null || names.has(base.name)) continue;
    names.add(base.name);
    const made = definitionOfMember(base, run);
    if (made === null) for (const above of run.request.knowledge.basesOf(base.name)) names.add(above);
    else waiting.push(...made.bases);
  }
  return [...names];
}

function definitionOfMember(callable: Callable, run: Run): Definition | null {
  return run.closures.get(callable) ?? (callable.definition === null ? null : (run.functions.get(callable.definition) ?? null));
}

/** Returns a member of the class or its bases in the project. */
function findMember(definition: Definition, name: string, run: Run): Value | null {
  const seen = new Set<Definition>();
  const waiting: Definition[] = [definition];
  for (let at = waiting.shift(); at !== undefined && seen.size < MOST_BASES; at = waiting.shift()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const member = at.members.get(name);
    if (member !== undefined) return member;
    waiting.push(...basesInProject(at, run));
  }
  return null;
}

function basesInProject({ bases }: Definition, run: Run): readonly Definition[] {
  return bases.flatMap((base) => (base.kind === 'callable' ? (definitionOfMember(base, run) ?? []) : []));
}

/** Returns a method, property or class attribute of an instance of a class of the project; null when its class has none. */
export function memberOfInstance(object: ObjectValue, name: string, run: Run): Value | null {
  if (object.definition === null) return null;
  const definition = run.functions.get(object.definition);
  const member = definition === undefined ? null : findMember(definition, name, run);
  return member === null || definition === undefined ? null : bound(member, object, definition, run);
}

function bound(member: Value, receiver: ObjectValue, owner: Definition, run: Run): Value {
  if (member.kind !== 'callable' || member.definition?.kind !== 'FunctionDef') return latest(member, run);
  const definition = definitionOfMember(member, run);
  const node = member.definition;
  if (definition !== null && isProperty(node)) return latest(callFunction(definition, { args: [], receiver, node: null }, run), run);
  if (!takesReceiver(node)) return member;
  const on = isClassMethod(node) ? callableOf({ name: owner.name, api: null, definition: owner.node, receiver: null }) : receiver;
  return withReceiver(member, on, definition, run);
}

function withReceiver(member: Callable, receiver: Value, definition: Definition | null, run: Run): Callable {
  const made: Callable = { ...member, receiver };
  if (definition !== null) run.closures.set(made, definition);
  return made;
}

/** Returns a member of a class of the project that is read from the class itself. */
export function memberOfClass(callable: Callable, name: string, run: Run): Value | null {
  const definition = definitionOfMember(callable, run);
  const member = definition === null ? null : findMember(definition, name, run);
  if (member?.kind !== 'callable' || member.definition?.kind !== 'FunctionDef' || !isClassMethod(member.definition)) return member === null ? null : latest(member, run);
  return withReceiver(member, callable, definitionOfMember(member, run), run);
}

export function storeClassMember(callable: Callable, name: string, value: Value, run: Run): void {
  const definition = definitionOfMember(callable, run);
  if (definition !== null) run.store.set(definition.members, name, value);
}

/** Returns what `super().name` calls: the method of a base, bound to the object. */
export function superMember(name: string, frame: Frame, run: Run): Value {
  const owner = frame.inClass === null ? undefined : run.functions.get(frame.inClass);
  const self = selfOf(frame, run);
  if (owner === undefined || self === null) return unknownValue([]);
  for (const base of basesInProject(owner, run)) {
    const member = findMember(base, name, run);
    if (member?.kind === 'callable') return withReceiver(member, self, definitionOfMember(member, run), run);
  }
  const [nearest] = basesOf(owner, run);
  const known = run.request.knowledge.method(basesOf(owner, run), name);
  return callableOf({ name: known?.name ?? (nearest === undefined ? null : `${nearest}.${name}`), api: known?.api ?? null, definition: null, receiver: self });
}

function selfOf(frame: Frame, run: Run): Value | null {
  const [first] = run.at.inFunction?.parameters ?? [];
  const self = first === undefined ? null : lookUp(first.name, frame);
  return self === null ? null : isObject(self) ? latest(self, run) : self;
}
