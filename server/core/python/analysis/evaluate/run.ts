/** One analysis while it runs: what it knows, what happened, and where it is. Shared by all parts of the evaluator. */
import type { Event, LoopTurn } from '../../../../../rules/api/python/event.ts';
import type { Rows } from '../../../../../rules/api/python/rows.ts';
import type { Call, ClassDef, Expression, FunctionDef, Lambda, Node } from '../../../../../rules/api/python/syntax.ts';
import type { ReadEvent } from '../../../../../rules/api/python/event.ts';
import type { Callable, Data, Influence, Mapping, ObjectValue, Sequence, Value } from '../../../../../rules/api/python/value.ts';
import type { PythonDocument } from '../../../../../rules/api/python/document.ts';
import type { ModuleExports } from '../../names/module-exports.ts';
import type { AnalysisRequest } from '../analyse.ts';
import type { ApplyLibraryCall, Machine, ReadLibraryAttribute, Span } from '../machine.ts';
import type { RowTerms } from '../row-terms.ts';
import { unknownValue } from '../values.ts';
import type { Frame, LoadedModule } from './frame.ts';
import type { Cut } from './note-split.ts';
import type { LoopExits } from './loop-statements.ts';
import type { Slots, Store } from './store.ts';
import type { Symbols } from './symbols.ts';

export interface Run {
  readonly request: AnalysisRequest;
  readonly applyLibraryCall: ApplyLibraryCall;
  readonly readLibraryAttribute: ReadLibraryAttribute;
  readonly terms: RowTerms;
  readonly machine: Machine;
  readonly store: Store;
  readonly symbols: Symbols;
  readonly events: Event[];
  /** Latest value of each expression, and the others it had. */
  readonly valueOf: Map<Expression, Value>;
  readonly otherValues: Map<Expression, Value[]>;
  /** Latest states of objects by id. */
  readonly objects: Slots;
  /** Latest states of data, lists and mappings that were changed in place, by the cell their versions share. */
  readonly cells: Slots;
  readonly cellOf: Map<Value, number>;
  /** Attributes and entries of unknown values, by the symbol of the value. */
  readonly members: Map<number, Slots>;
  /** Columns that influences were stored into, for those that entered no others. */
  readonly placedIn: Map<Influence, readonly string[]>;
  /** The tables that single columns were picked from: what changes a column in place changes its table. */
  readonly columnOf: WeakMap<Data, { readonly table: Data; readonly name: string }>;
  /** Classes nobody described, by the values their calls gave. */
  readonly madeBy: Map<Value, string>;
  /** Ids of objects that unknown values turned out to be. */
  readonly guessedEstimators: Map<Value, number>;
  /** Terms that stand for one row each: what is reckoned from one row alone is of that row. */
  readonly singleRows: Set<Rows>;
  /** Numbers that go over all rows, one in each turn: the `i` of `for i in range(len(df))`. */
  readonly everyRow: Map<number, Rows>;
  /** `range(len(df))` and its like, by what they count. */
  readonly ranges: WeakMap<Value, Rows>;
  /** What `range` counts, by its value. */
  readonly spans: WeakMap<Value, Span>;
  /** Parts cut by hand, by the id of the rows they were cut from. */
  readonly cuts: Map<number, Cut[]>;
  /** Values written, by path. */
  readonly files: Slots;
  readonly written: Map<string, Value>;
  readonly wantedTables: Map<string, ReadEvent | null>;
  readonly functions: Map<FunctionDef | Lambda | ClassDef, Definition>;
  /** By identity of the callable, where one definition was made several times. */
  readonly closures: Map<Callable, Definition>;
  /** By path of the document. */
  readonly modules: Map<string, LoadedModule>;
  /** What modules bind, in how many places. */
  readonly bindings: Map<PythonDocument, ModuleExports['definitions']>;
  /** By dotted name, as imports name them. */
  readonly modulesByName: Map<string, LoadedModule>;
  /** Functions that were called, and classes with an instance, whose constructor need not be tried. */
  readonly called: Set<FunctionDef | Lambda>;
  readonly instantiated: Set<ClassDef>;
  /** The latest instance of a class. */
  readonly instances: Map<FunctionDef | Lambda | ClassDef, ObjectValue>;
  readonly builtins: Map<string, Callable>;
  /** Expression statements whose value a notebook shows. */
  readonly shown: ReadonlySet<Node>;
  readonly limits: Limits;
  readonly at: Position;
}

/** A function, lambda or class of the project as it was defined. */
export interface Definition {
  readonly node: FunctionDef | Lambda | ClassDef;
  /** Where it was defined. */
  readonly frame: Frame;
  /** Defaults of parameters, evaluated when it was defined. */
  readonly defaults: ReadonlyMap<string, Value>;
  /** Dotted name. */
  readonly name: string | null;
  /** For classes: names of the body, bases as values. */
  readonly members: Slots;
  readonly bases: readonly Value[];
}

/** Where the run is; changes all the time. */
export interface Position {
  loops: readonly LoopTurn[];
  /** How many of the loops run over known elements, one by one. */
  unrolled: number;
  /** Iterations of the loops around multiplied: how often the place is evaluated. */
  repeats: number;
  calledFrom: readonly Call[];
  running: readonly (FunctionDef | Lambda | ClassDef)[];
  inFunction: FunctionDef | null;
  branches: number;
  /** Equal numbers are equal ways here, turns of loops included. */
  context: number;
  /** The same without turns whose objects count as the same ones. */
  objectContext: number;
  /** Ways out of the innermost loop. */
  exits: LoopExits | null;
  depth: number;
}

export interface Limits {
  steps: number;
  isCutShort: boolean;
  /** Nodes that may be evaluated in functions of other modules, and how many were in those that have ended. */
  mostElsewhere: number;
  elsewhere: number;
  /** Steps when the run left the program for a function of another module; null while it is in the program. */
  leftAt: number | null;
  readonly costs: Map<Node, FunctionCost>;
}

/** What running a function has cost so far. */
export interface FunctionCost {
  /** Nodes evaluated in it and what it calls. */
  readonly steps: number;
  readonly runs: number;
  /** True while it only calls: nothing was read, split, fitted or measured in it. */
  readonly isPlain: boolean;
}

/** Nodes evaluated before an analysis gives up. Own choice: the largest notebooks of a public corpus need a tenth of it. */
const MOST_STEPS = 2_000_000;
/** Steps between two looks at the clock of the caller. */
const STEPS_BETWEEN_CHECKS = 1_000;
/** Levels of nested statements, expressions and calls evaluated; deeper ones are unknown. Own choice, for the stack. */
export const MOST_DEPTH = 400;

/** Ends an analysis early; caught where it began. */
export class CutShort extends Error {}

/** Counts one node. Throws CutShort when a limit is hit. */
export function step(run: Run): void {
  const { limits } = run;
  limits.steps += 1;
  if (limits.steps % STEPS_BETWEEN_CHECKS !== 0) return;
  if (limits.steps > MOST_STEPS || run.request.signal?.aborted === true) {
    limits.isCutShort = true;
    throw new CutShort();
  }
}

/** Returns the value as it is by now: objects in their latest state, what was changed in place as changed. */
export function latest<V extends Value>(value: V, run: Run): V {
  switch (value.kind) {
    case 'object':
      return (run.objects.get(value.id) as V | undefined) ?? value;
    case 'data':
    case 'sequence':
    case 'mapping': {
      if (run.cellOf.size === 0) return value;
      const cell = run.cellOf.get(value);
      return cell === undefined ? value : ((run.cells.get(cell) as V | undefined) ?? value);
    }
    default:
      return value;
  }
}

/** Everyone who holds `before` holds `after` from here on. */
export function replaceInPlace(before: Data | Sequence | Mapping, after: Data | Sequence | Mapping, run: Run): void {
  if (before === after) return;
  const cell = run.cellOf.get(before) ?? run.symbols.ofObject(before);
  run.cellOf.set(before, cell);
  run.cellOf.set(after, cell);
  // not on the trail: a branch taken back finds the value as it was
  if (!run.cells.has(cell)) run.cells.set(cell, before);
  run.store.set(run.cells, cell, after);
}

export function updateObject(id: number, change: Partial<Omit<ObjectValue, 'id' | 'kind'>>, run: Run): ObjectValue | null {
  const before = run.objects.get(id);
  if (before?.kind !== 'object') return null;
  const after: ObjectValue = { ...before, ...change };
  run.store.set(run.objects, id, after);
  return after;
}

/** Keeps the value an expression had. */
export function record(expression: Expression, value: Value, run: Run): void {
  const before = run.valueOf.get(expression);
  if (before === value) return;
  run.valueOf.set(expression, value);
  if (before === undefined) return;
  const others = run.otherValues.get(expression);
  if (others === undefined) run.otherValues.set(expression, [before]);
  else if (others.length < MOST_VALUES - 1 && !others.includes(before)) others.push(before);
}

/** Different values kept of one expression. */
const MOST_VALUES = 8;

/** Returns the symbol of a place in this turn of this call. */
export function symbolHere(node: Node, what: string, run: Run): number {
  return run.symbols.ofKey(`${run.symbols.ofObject(node)}:${run.at.context}:${what}`);
}

/** Runs `body` while the position is changed; it is as before afterwards. */
export function withPosition<T>(change: Partial<Position>, run: Run, body: () => T): T {
  const { at } = run;
  const { loops, unrolled, repeats, calledFrom, running, inFunction, branches, context, objectContext, exits } = at;
  Object.assign(at, change);
  try {
    return body();
  } finally {
    Object.assign(at, { loops, unrolled, repeats, calledFrom, running, inFunction, branches, context, objectContext, exits });
  }
}

/** Returns what is known when evaluation goes too deep, and counts the loss. */
export function tooDeep(run: Run): Value {
  run.limits.isCutShort = true;
  return unknownValue([]);
}
