/** Calls: finds out what is called, with what, and hands it to who knows: functions of the project, builtins, or the library. */
import type { Argument, CallEvent } from '../../../../../rules/api/python/event.ts';
import type { Api } from '../../../../../rules/api/python/knowledge.ts';
import type { Call, Expression } from '../../../../../rules/api/python/syntax.ts';
import type { Callable, ObjectValue, Value } from '../../../../../rules/api/python/value.ts';
import type { CallSite } from '../machine.ts';
import { textOf, unknownValue, withInfluences } from '../values.ts';
import { evaluateArguments, withParameterNames } from './arguments.ts';
import type { GivenArguments } from './arguments.ts';
import { memberToCall } from './attributes.ts';
import { applyBuiltin } from './builtins.ts';
import { classConfidence, classNamesOf } from './class-names.ts';
import { instantiate, memberOfInstance, superMember } from './classes.ts';
import type { Instantiation } from './classes.ts';
import { withoutLostInfluences } from './columns.ts';
import { applyContainerMethod } from './containers.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import { callFunction } from './functions.ts';
import { moduleByText } from './imports.ts';
import { guessedEstimator } from './guess-estimator.ts';
import type { GuessedEstimator } from './guess-estimator.ts';
import { withSelection } from './masks.ts';
import { ofSingleRow } from './single-rows.ts';
import { latest, record, symbolHere, withPosition } from './run.ts';
import type { Definition, Run } from './run.ts';

export function evaluateCall(node: Call, frame: Frame, run: Run): Value {
  const callee = evaluateCallee(node, frame, run);
  const given = evaluateArguments(node, frame, run);
  return importedByText(callee, given, node, { frame, run }) ?? applyCall(callee, given, node, run);
}

/** `importlib.import_module("a.b")` with a name that is known and absolute; null for anything else. */
function importedByText(callee: Value, { all }: GivenArguments, node: Call, { frame, run }: { readonly frame: Frame; readonly run: Run }): Value | null {
  if (callee.kind !== 'callable' || callee.name !== 'importlib.import_module' || all.length !== 1) return null;
  const name = textOf(all[0]?.value);
  if (name === null || !/^[A-Za-z_]\w*(?:\.\w+)*$/u.test(name)) return null;
  const result = moduleByText(name, frame, run);
  emitCall({ callee, name: callee.name, receiver: null, args: all, result, node, run });
  return result;
}

function evaluateCallee({ callee }: Call, frame: Frame, run: Run): Value {
  if (callee.kind !== 'Attribute') return evaluate(callee, frame, run);
  const isSuper = callee.value.kind === 'Call' && callee.value.callee.kind === 'Name' && callee.value.callee.id === 'super';
  const receiver = evaluate(callee.value, frame, run);
  const found = isSuper ? superMember(callee.attribute, frame, run) : memberToCall(receiver, callee.attribute, run);
  record(callee, found, run);
  return found;
}

/** Calls a value with arguments that are evaluated. */
export function applyCall(callee: Value, given: GivenArguments, node: Call, run: Run): Value {
  if (callee.kind === 'object') return callObject(callee, given, node, run);
  if (callee.kind !== 'callable') return callLibrary({ name: null, api: null, receiver: null, callee, given, node, run });
  const { definition } = callee;
  if (definition !== null) {
    const made = definitionOf(callee, run);
    if (made !== null) return callDefinition({ callee, definition: made, args: given.all, node }, run);
  }
  const receiver = callee.receiver === null ? null : latest(callee.receiver, run);
  const known = receiver === null ? applyBuiltin(callee.name, given, node, run) : applyContainerMethod(receiver, lastNameOf(callee, node), given, node, run);
  if (known !== null) {
    emitCall({ callee, name: known.name, receiver, args: given.all, result: known.result, node, run });
    return known.result;
  }
  const estimator = receiver === null || callee.api !== null ? null : guessedEstimator(receiver, lastNameOf(callee, node), given, run);
  return callLibrary({ name: callee.name, api: callee.api, receiver: estimator?.object ?? receiver, callee, given, node, run, estimator });
}

/** Returns how a function or class of the project was defined; null when it never was. */
export function definitionOf(callee: Callable, run: Run): Definition | null {
  return run.closures.get(callee) ?? (callee.definition === null ? null : (run.functions.get(callee.definition) ?? null));
}

function callDefinition({ callee, definition, args, node }: Instantiation, run: Run): Value {
  if (definition.node.kind === 'ClassDef') {
    const made = instantiate({ callee, definition, args, node }, run);
    emitCall({ callee, name: callee.name, receiver: null, args, result: made, node, run });
    return latest(made, run);
  }
  const receiver = callee.receiver === null ? null : latest(callee.receiver, run);
  const result = callFunction(definition, { args, receiver, node }, run);
  emitCall({ callee, name: callee.name, receiver, args, result, node, run });
  return latest(result, run);
}

interface CallToEmit {
  readonly callee: Callable;
  readonly name: string | null;
  readonly receiver: Value | null;
  readonly args: readonly Argument[];
  readonly result: Value;
  readonly node: Call;
  readonly run: Run;
}

function emitCall({ callee, name, receiver, args, result, node, run }: CallToEmit): void {
  run.machine.emit<CallEvent>({ kind: 'call', node, name, nameConfidence: callee.confidence, api: callee.api, receiver, arguments: args, result, isResultDropped: isResultDropped(node, run) });
}

/** An object that is called: `model(x)` of a network, or what its class says. */
function callObject(object: ObjectValue, given: GivenArguments, node: Call, run: Run): Value {
  const own = memberOfInstance(object, '__call__', run);
  if (own !== null && own.kind === 'callable') return applyCall(own, given, node, run);
  const inner = memberOfInstance(object, 'forward', run) ?? memberOfInstance(object, 'call', run);
  const definition = inner?.kind === 'callable' ? definitionOf(inner, run) : null;
  const computed = definition === null ? null : callFunction(definition, { args: given.all, receiver: object, node }, run);
  const known = run.request.knowledge.method(classNamesOf(object), '__call__');
  const name = known?.name ?? (object.className === null ? null : `${object.className}.__call__`);
  const result = callLibrary({ name, api: known?.api ?? null, receiver: latest(object, run), callee: object, given, node, run });
  return result.kind === 'unknown' && computed !== null ? withInfluences(computed, result.influences) : result;
}

/** Classes are written with a capital. */
const CLASS_NAME = /(?:^|\.)[A-Z]\w*$/u;

interface LibraryCall {
  readonly name: string | null;
  readonly api: CallSite['api'];
  readonly receiver: Value | null;
  readonly callee: Value;
  readonly given: GivenArguments;
  readonly node: Call;
  readonly run: Run;
  readonly estimator?: GuessedEstimator | null;
}

function callLibrary({ name, api, receiver, callee, given, node, run, estimator = null }: LibraryCall): Value {
  const lastName = lastNameOf(callee, node);
  const method = receiver === null ? null : run.request.knowledge.method(classNamesOf(receiver), callee.kind === 'object' ? '__call__' : (lastName ?? ''));
  const site: CallSite = {
    node,
    name: name ?? method?.name ?? null,
    nameConfidence: receiver === null ? callee.confidence : classConfidence(receiver),
    api: api ?? method?.api ?? null,
    meaning: method?.meaning ?? estimator?.meaning ?? null,
    lastName,
    receiver,
    arguments: withParameterNames(given.all, method?.parameters ?? api?.parameters ?? estimator?.parameters ?? []),
    isArgumentListComplete: given.isComplete,
    isResultDropped: isResultDropped(node, run),
  };
  const result = ownRow(normalized(run.applyLibraryCall(site, run.machine), site, run), site, run);
  if (result.kind === 'unknown' && receiver === null && site.name !== null && CLASS_NAME.test(site.name)) run.madeBy.set(result, site.name);
  return result;
}

/** Kinds of entries whose calls only reckon with what they are given. */
const ROW_BY_ROW: ReadonlySet<Api['is']> = new Set(['data', 'function', 'class']);

/** What a call nobody knows makes of one row is of that row. */
function ownRow(result: Value, { receiver, arguments: args, api, meaning }: CallSite, run: Run): Value {
  if (meaning !== null || (api !== null && !ROW_BY_ROW.has(api.is))) return result;
  const isTold = result.kind === 'data' ? result.rows.kind !== 'unknown' : result.kind === 'scalar' ? result.value !== undefined : result.kind !== 'unknown';
  if (isTold) return result;
  return ofSingleRow([...(receiver === null ? [] : [receiver]), ...args.map(({ value }) => value)], run) ?? result;
}

/** A result must be a value of its own unless the call says it is its receiver, and masks say which rows they pick. */
function normalized(result: Value, { node, api, receiver, arguments: args }: CallSite, run: Run): Value {
  if (result.kind === 'unknown' && result.from.length === 0 && receiver !== null) return unknownValue([receiver, ...args.map(({ value }) => value)]);
  if (result.kind !== 'data') return latest(result, run);
  const isGiven = result === receiver || args.some(({ value }) => value === result);
  const isSelf = api !== null && ((api.is === 'data' && api.mutates === true) || ('returns' in api && api.returns === 'self'));
  const own = isGiven && !isSelf ? { ...result } : latest(result, run);
  return withoutLostInfluences(withSelection(own, symbolHere(node, 'mask', run), node, run), run);
}

/** Returns the last part of what is called. */
function lastNameOf(callee: Value, { callee: written }: Call): string | null {
  if (callee.kind === 'callable' && callee.name !== null) return callee.name.slice(callee.name.lastIndexOf('.') + 1);
  return lastNameWritten(written);
}

function lastNameWritten(written: Expression): string | null {
  if (written.kind === 'Attribute') return written.attribute;
  return written.kind === 'Name' ? written.id : null;
}

function isResultDropped({ parent }: Call, run: Run): boolean {
  if (parent.kind === 'Await') return parent.parent.kind === 'Expr' && !run.shown.has(parent.parent);
  return parent.kind === 'Expr' && !run.shown.has(parent);
}

/** Calls something with values, as `map` and `apply` do. */
export function callWith(callee: Value, args: readonly Argument[], node: Call, run: Run): Value {
  if (callee.kind === 'callable' && callee.definition !== null) {
    const definition = definitionOf(callee, run);
    if (definition !== null && definition.node.kind !== 'ClassDef') return withPosition({}, run, () => callFunction(definition, { args, receiver: callee.receiver === null ? null : latest(callee.receiver, run), node }, run));
  }
  return applyCall(callee, { all: args, isComplete: true }, node, run);
}

/** Returns positional arguments of values. */
export function positional(values: readonly Value[], node: Call): readonly Argument[] {
  return values.map((value) => ({ name: null, value, node }));
}

