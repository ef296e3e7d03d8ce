/**
 * The border between the evaluator (statements, expressions, scopes, functions, control flow) and the meaning of library calls
 * (transfer functions over the knowledge base). The evaluator resolves and binds a call and asks `applyLibraryCall` for its value;
 * a transfer function changes the world only through the machine.
 */
import type { Confidence } from '../../../../rules/api/finding.ts';
import type { Argument, Event, LoopTurn } from '../../../../rules/api/python/event.ts';
import type { Api, EstimatorMethod } from '../../../../rules/api/python/knowledge.ts';
import type { Attribute, Call, Node } from '../../../../rules/api/python/syntax.ts';
import type { TableFacts } from '../../../../rules/api/python/table-facts.ts';
import type { Callable, Data, ObjectValue, Value } from '../../../../rules/api/python/value.ts';
import type { KnowledgeBase } from '../knowledge-base.ts';
import type { RowTerms } from './row-terms.ts';

/** A call of something that is not a function of the project, with everything resolved that can be. */
export interface CallSite {
  readonly node: Call;
  /** Canonical: `sklearn.model_selection.train_test_split`, `pandas.DataFrame.dropna`; null when unknown. */
  readonly name: string | null;
  readonly nameConfidence: Confidence;
  readonly api: Api | null;
  /** For methods of estimators. */
  readonly meaning: EstimatorMethod | null;
  /** The method's or function's last name: `fit`. Known even when nothing else is. */
  readonly lastName: string | null;
  /** Latest state of the receiver, for methods. */
  readonly receiver: Value | null;
  /** In written order; `name` is filled in from the entry's parameters where it can be. `**kwargs` of known mappings are spread. */
  readonly arguments: readonly Argument[];
  /** False after `*args` or `**kwargs` of unknown content: parameters not seen may still be given. */
  readonly isArgumentListComplete: boolean;
  readonly isResultDropped: boolean;
}

type EventInput<E extends Event> = Omit<E, 'sequence' | 'loops' | 'calledFrom' | 'inFunction' | 'isUnconditional'>;

export interface Span {
  readonly from: Value | null;
  readonly to: Value;
}

export interface Machine {
  readonly terms: RowTerms;
  readonly knowledge: KnowledgeBase;
  /** Completes the event with its time and surroundings, and logs it. */
  emit<E extends Event>(event: EventInput<E>): E;
  /** An object of its own; in a loop, each turn's object from the same place has the same id. */
  createObject(object: Omit<ObjectValue, 'id'>): ObjectValue;
  /** Changes the object's state for everyone who holds it, and returns the new state. */
  updateObject(id: number, change: Partial<Omit<ObjectValue, 'id' | 'kind'>>): ObjectValue;
  /** The state an object has now; other values are returned as they are. */
  latest<V extends Value>(value: V): V;
  /** Data changed in place: every variable that holds `before` holds `after` from here on. */
  replaceData(before: Data, after: Data): void;
  /** Calls a function, lambda or class of the project, or anything else callable, as if the program did. */
  call(callable: Callable, args: readonly Argument[], node: Call): Value;
  /** The loops around the call, outermost first. */
  readonly loops: readonly LoopTurn[];
  /** A symbol of its own for this place and turn: for splits, masks, unknown numbers. The same place in the same turn gives the same. */
  symbolOf(node: Node, what: string): number;
  /** The numbers that `range` counts, from null (zero) up to but without `to`; null for other values and steps. */
  spanOf(value: Value): Span | null;
  /** Path of a file as the program means it, made absolute where it can be; null when the value is no known text. */
  pathOf(value: Value): string | null;
  /** Facts of the table a reading call reads, when the data side has looked at it; asks for it otherwise. */
  tableOf(site: CallSite, path: string): TableFacts | null;
  /** What another program, or an earlier line, wrote to the file; null when nobody did. */
  fileValue(path: string): Value | null;
  /** Keeps what is written for `fileValue`. */
  writeFile(path: string, value: Value): void;
}

/**
 * Gives a library call its meaning: emits its call event, then its more special events, changes what it changes, returns its value.
 * Total over unknown values: every call that is not of a function of the project may be given, also unresolved ones.
 */
export type ApplyLibraryCall = (site: CallSite, machine: Machine) => Value;

/**
 * Gives the value of an attribute that is read, not called: `df.values`, `df.shape`, `bunch.target`, `model.coef_`, `df.iloc`. Null
 * when nothing is known of it; then it may be a method.
 */
export type ReadLibraryAttribute = (receiver: Value, attribute: string, node: Attribute, machine: Machine) => Value | null;
