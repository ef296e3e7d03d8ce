/**
 * What happens when a program runs, in order, as far as the analysis can tell. Rules read these. An event inside a function that was
 * called has the call path that led there; one place in the code may give several events.
 */
import type { Confidence } from '../finding.ts';
import type { Api } from './knowledge.ts';
import type { Rows } from './rows.ts';
import type { Call, Comprehension, DictComp, For, FunctionDef, Node, While } from './syntax.ts';
import type { ReadTrouble } from './table-facts.ts';
import type { Data, ObjectValue, Value } from './value.ts';

interface EventCommon {
  /** Counts up in the order things happen; unique in one analysis. */
  readonly sequence: number;
  readonly node: Node;
  /** Loops around it, outermost first, across calls; `turn` is the symbol of the turn. */
  readonly loops: readonly LoopTurn[];
  /** Calls of project functions that led here, outermost first; empty at module level. */
  readonly calledFrom: readonly Call[];
  /** The function whose body this is in, or null at module level. */
  readonly inFunction: FunctionDef | null;
  /** False when it only happens on some branch. */
  readonly isUnconditional: boolean;
}

export interface LoopTurn {
  readonly loop: For | While | Comprehension | DictComp;
  readonly turn: number;
}

/** One argument, bound to its parameter where that is known. */
export interface Argument {
  readonly name: string | null;
  readonly value: Value;
  readonly node: Node;
}

/** Any call. Every more special event of a call names its call event by `call`. */
export interface CallEvent extends EventCommon {
  readonly kind: 'call';
  readonly node: Call;
  /** Canonical dotted name: `pandas.read_csv`, `pandas.DataFrame.dropna`, `sklearn.svm.SVC.fit`; null when unresolved. */
  readonly name: string | null;
  /** How sure `name` is. */
  readonly nameConfidence: Confidence;
  readonly api: Api | null;
  /** Snapshot before the call, for methods. */
  readonly receiver: Value | null;
  readonly arguments: readonly Argument[];
  readonly result: Value;
  /** True when the value of the call is thrown away (an expression statement that is not a cell's last). */
  readonly isResultDropped: boolean;
}

/** Data read from outside. */
export interface ReadEvent extends EventCommon {
  readonly kind: 'read';
  readonly call: CallEvent;
  /** The literal or constant-folded path or address; null when unknown. */
  readonly path: string | null;
  readonly result: Data | ObjectValue | null;
  readonly rows: Rows | null;
  /** Why the read cannot give a table; absent or null when nothing is known to be wrong. */
  readonly trouble?: ReadTrouble | null;
}

export interface WriteEvent extends EventCommon {
  readonly kind: 'write';
  readonly call: CallEvent;
  readonly path: string | null;
  readonly value: Value;
}

/** Rows were divided into parts meant for different purposes. */
export interface SplitEvent extends EventCommon {
  readonly kind: 'split';
  readonly call: CallEvent | null;
  readonly way: 'random' | 'stratified' | 'group' | 'time' | 'position' | 'condition' | 'unknown';
  readonly isShuffled: boolean | null;
  /** Whether a seed makes it repeatable; null when unknown. */
  readonly isSeeded: boolean | null;
  readonly inputs: readonly Data[];
  /** In the order the call returns them. */
  readonly parts: readonly Data[];
  /** True for folds. */
  readonly isFold: boolean;
}

export type FitWay = 'fit' | 'fit-transform' | 'fit-predict' | 'fit-resample' | 'partial-fit' | 'train-loop' | 'search' | 'cross-validation';

/** Something learned from rows. */
export interface FitEvent extends EventCommon {
  readonly kind: 'fit';
  readonly call: CallEvent | null;
  readonly way: FitWay;
  /** State before the fit. */
  readonly estimator: ObjectValue;
  /** `model` also for networks and statsmodels results; `transformer` covers scalers, encoders, selectors and so on (see `api`). */
  readonly role: 'transformer' | 'selector' | 'resampler' | 'clusterer' | 'model' | 'search' | 'other';
  readonly features: Data | null;
  readonly labels: Data | null;
  /** Rows watched during the fit: `validation_data`, `eval_set`. */
  readonly validation: readonly Data[];
  /** True when training stops or a state is chosen by those rows (early stopping, checkpoints). */
  readonly choosesByValidation: boolean;
  /** Fits of a search, a cross-validation or pipeline steps happen on parts of the rows only; true then. */
  readonly isPerFold: boolean;
}

/** A model was applied to rows. */
export interface PredictEvent extends EventCommon {
  readonly kind: 'predict';
  readonly call: CallEvent;
  readonly model: ObjectValue;
  readonly features: Data;
  readonly result: Data | null;
}

/** How good a model is was measured. */
export interface EvaluationEvent extends EventCommon {
  readonly kind: 'evaluation';
  readonly call: CallEvent;
  readonly way: 'score' | 'evaluate' | 'metric' | 'cross-validation' | 'search' | 'loop';
  /** Canonical name of the metric; null for `score` and `evaluate`. */
  readonly metric: string | null;
  /** The model evaluated; null when unknown. */
  readonly model: ObjectValue | null;
  /** Fits the evaluated model had, or would have (cross-validation). */
  readonly fits: readonly FitEvent[];
  /** The rows evaluated. */
  readonly data: Data;
  readonly truth: Data | null;
  readonly prediction: Data | null;
}

export type Event = CallEvent | ReadEvent | WriteEvent | SplitEvent | FitEvent | PredictEvent | EvaluationEvent;
