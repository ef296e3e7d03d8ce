/** Functions of the project: defined, then run in place with what they are called with. */
import type { Argument, Event } from '../../../../../rules/api/python/event.ts';
import type { Call, Expression, FunctionDef, Lambda } from '../../../../../rules/api/python/syntax.ts';
import type { Callable, Value } from '../../../../../rules/api/python/value.ts';
import { callableOf, constant, openSequence, unknownValue } from '../values.ts';
import { bindParameters } from './arguments.ts';
import { joinAll, joinExit } from './branches.ts';
import { evaluate } from './expressions.ts';
import { createFrame } from './frame.ts';
import type { Frame } from './frame.ts';
import { latest, withPosition } from './run.ts';
import type { Definition, FunctionCost, Limits, Run } from './run.ts';
import { execute } from './statements.ts';

/** Calls of project functions inside each other that are followed. Own choice: deeper ones rarely hold another step of a pipeline. */
const MOST_CALLS = 8;
/** Nodes evaluated inside one function over all its calls, before further calls are unknown. Own choice. */
const MOST_STEPS_IN_FUNCTION = 60_000;

/** Runs after which a function that costs much and does nothing with data is taken as known. Own choice. */
const ENOUGH_RUNS = 3;
/** Nodes of one run that are much. Own choice. */
const MUCH = 300;

/** Makes the value of a `def`; decorators keep it, whatever they are, as what they do is unknown and mostly around it. */
export function defineFunction(node: FunctionDef, frame: Frame, run: Run): Callable {
  for (const decorator of node.decorators) evaluate(decorator, frame, run);
  evaluateAnnotations(node, frame, run);
  return define(node, node.name, frame, run);
}

export function defineLambda(node: Lambda, frame: Frame, run: Run): Callable {
  return define(node, null, frame, run);
}

function define(node: FunctionDef | Lambda, ownName: string | null, frame: Frame, run: Run): Callable {
  const defaults = new Map(node.parameters.flatMap((parameter) => (parameter.default === null ? [] : [[parameter.name, evaluate(parameter.default, frame, run)] as const])));
  const name = ownName === null ? null : qualifiedName(ownName, frame);
  const definition: Definition = { node, frame, defaults, name, members: new Map(), bases: [] };
  const callable = callableOf({ name, api: null, definition: node, receiver: null });
  run.functions.set(node, definition);
  run.closures.set(callable, definition);
  return callable;
}

function evaluateAnnotations({ parameters, returns }: FunctionDef, frame: Frame, run: Run): void {
  const annotations = [...parameters.map(({ annotation }) => annotation), returns];
  for (const annotation of annotations) {
    // quoted and composed annotations say too little; evaluating a dotted name resolves it for those who ask
    if (annotation !== null && isDotted(annotation)) evaluate(annotation, frame, run);
  }
}

function isDotted(expression: Expression): boolean {
  return expression.kind === 'Name' || (expression.kind === 'Attribute' && isDotted(expression.value));
}

/** Returns the dotted name of something defined in the frame. */
export function qualifiedName(name: string, frame: Frame): string {
  const around = frame.kind === 'class' && frame.inClass !== null ? `${frame.inClass.name}.` : '';
  return frame.module.name === '' ? around + name : `${frame.module.name}.${around}${name}`;
}

export interface FunctionCall {
  readonly args: readonly Argument[];
  /** What the first parameter gets: the object of a method. */
  readonly receiver: Value | null;
  /** Null when the analysis looks at a function that nobody calls. */
  readonly node: Call | null;
}

/** Runs a function and returns its value; unknown when it is running already, too deep, or has cost too much. */
export function callFunction(definition: Definition, { args, receiver, node }: FunctionCall, run: Run): Value {
  const { at, limits } = run;
  const function_ = definition.node;
  if (function_.kind === 'ClassDef') return unknownValue([]);
  run.called.add(function_);
  const unknown = (): Value => unknownValue([...(receiver === null ? [] : [receiver]), ...args.map(({ value }) => value)]);
  if (at.running.includes(function_) || at.running.length >= MOST_CALLS) return unknown();
  const cost = limits.costs.get(function_) ?? { steps: 0, runs: 0, isPlain: true };
  if (cost.steps > MOST_STEPS_IN_FUNCTION || isKnownEnough(cost, args)) return unknown();
  if (!definition.frame.module.isMain && stepsElsewhere(limits) >= limits.mostElsewhere) return unknown();
  const before = { steps: limits.steps, events: run.events.length };
  const given = receiver === null ? args : [{ name: null, value: receiver, node: function_ }, ...args];
  const bound = bindParameters(function_.parameters, given);
  const result = withPosition(positionInside(function_, node, run), run, () => countingElsewhere(definition, run, () => runBody(definition, function_, bound, run)));
  const isPlain = cost.isPlain && isOnlyCalls(run.events, before.events);
  limits.costs.set(function_, { steps: cost.steps + limits.steps - before.steps, runs: cost.runs + 1, isPlain });
  return result;
}

function stepsElsewhere({ elsewhere, leftAt, steps }: Limits): number {
  return elsewhere + (leftAt === null ? 0 : steps - leftAt);
}

function countingElsewhere<T>({ frame }: Definition, { limits }: Run, body: () => T): T {
  if (frame.module.isMain || limits.leftAt !== null) return body();
  limits.leftAt = limits.steps;
  try {
    return body();
  } finally {
    limits.elsewhere = stepsElsewhere(limits);
    limits.leftAt = null;
  }
}

function isOnlyCalls(events: readonly Event[], from: number): boolean {
  for (let index = from; index < events.length; index += 1) if (events[index]?.kind !== 'call') return false;
  return true;
}

/** Parsers and printers that call each other a thousand ways say nothing new about data. */
function isKnownEnough({ steps, runs, isPlain }: FunctionCost, args: readonly Argument[]): boolean {
  return isPlain && runs >= ENOUGH_RUNS && steps > MUCH * runs && args.every(({ value }) => value.kind !== 'data' && value.kind !== 'object');
}

function positionInside(function_: FunctionDef | Lambda, node: Call | null, run: Run): Partial<Run['at']> {
  const { at, symbols } = run;
  const way = `${String(symbols.ofObject(function_))} ${node === null ? '-' : String(symbols.ofObject(node))}`;
  return {
    running: [...at.running, function_],
    calledFrom: node === null ? at.calledFrom : [...at.calledFrom, node],
    inFunction: function_.kind === 'FunctionDef' ? function_ : at.inFunction,
    exits: null,
    context: symbols.ofKey(`call ${String(at.context)} ${way}`),
    objectContext: symbols.ofKey(`call ${String(at.objectContext)} ${way}`),
  };
}

function runBody({ frame: around, defaults }: Definition, node: FunctionDef | Lambda, bound: Map<string, Value>, run: Run): Value {
  const frame = createFrame({ kind: 'function', parent: around, module: around.module, inClass: around.inClass, variables: new Map() });
  for (const { name } of node.parameters) frame.variables.set(name, bound.get(name) ?? defaultOf(name, defaults, run));
  if (node.kind === 'Lambda') return evaluate(node.body, frame, run);
  const completion = execute(node.body, frame, run);
  for (const changes of frame.exits) joinExit(changes, run, frame.variables);
  if (frame.yielded.length > 0) return openSequence('generator', frame.yielded.map((value) => latest(value, run)));
  const returned = completion === 'next' && frame.returned.length === 0 ? [constant(null)] : frame.returned;
  return joinAll(returned, run) ?? unknownValue([]);
}

function defaultOf(name: string, defaults: ReadonlyMap<string, Value>, run: Run): Value {
  const value = defaults.get(name);
  return value === undefined ? unknownValue([]) : latest(value, run);
}

/** Whether a parameter takes the object or class a method is called on. */
export function takesReceiver(node: FunctionDef): boolean {
  return !node.decorators.some((decorator) => decorator.kind === 'Name' && decorator.id === 'staticmethod');
}

export function isClassMethod(node: FunctionDef): boolean {
  return node.decorators.some((decorator) => decorator.kind === 'Name' && decorator.id === 'classmethod');
}

export function isProperty(node: FunctionDef): boolean {
  return node.decorators.some((decorator) => /^(?:cached_)?property$/u.test(decorator.kind === 'Name' ? decorator.id : decorator.kind === 'Attribute' ? decorator.attribute : ''));
}

