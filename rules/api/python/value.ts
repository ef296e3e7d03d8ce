/**
 * Abstract values: what the analysis knows of a Python value at one moment. Values in events are snapshots: an estimator fitted
 * later is another snapshot with the same `id`. Nothing unknown is ever stated: a member that is null or `unknown` says nothing.
 */
import type { Confidence } from '../finding.ts';
import type { Api } from './knowledge.ts';
import type { FitEvent, ReadEvent } from './event.ts';
import type { Rows } from './rows.ts';
import type { Call, ClassDef, FunctionDef, Lambda, Node } from './syntax.ts';
import type { TableFacts } from './table-facts.ts';

interface ValueCommon {
  /** Whose rows' values entered this one through something learned or aggregated over rows. */
  readonly influences: readonly Influence[];
  /** How sure the kind of the value is: certain by import-resolved calls, likely by method and receiver, possible by name alone. */
  readonly confidence: Confidence;
}

/** What was learned over rows, and how. */
export type LearnedBy =
  | 'scaler'
  | 'imputer'
  | 'encoder'
  | 'target-encoder'
  | 'discretizer'
  | 'decomposition'
  | 'selector'
  | 'supervised-selector'
  | 'vectorizer'
  | 'clusterer'
  | 'outlier-detector'
  | 'model'
  | 'resampler'
  | 'augmentation'
  /** A statistic over rows by hand: `df.mean()`, `np.std(x)`. */
  | 'reduction'
  /** A statistic of the label by group. */
  | 'target-statistic'
  /** Values of neighbouring rows: `ffill`, `interpolate`, `shift`, `rolling`. */
  | 'neighbours'
  | 'other';

/** Rows whose values (or labels) entered a value. Influences of one value have distinct (rows, node). */
export interface Influence {
  readonly rows: Rows;
  /** True when labels of those rows entered too. */
  readonly usesLabels: boolean;
  readonly by: LearnedBy;
  /** For people, without module: `StandardScaler`, `mean`. */
  readonly name: string;
  /** Where it was learned: the fit call, the reduction. */
  readonly node: Node;
  /** Columns whose values entered; null when unknown or all. */
  readonly columns: readonly string[] | null;
  /** Whether the value learned was put back into rows (fillna, transform) rather than only looked at. */
  readonly isApplied: boolean;
  readonly confidence: Confidence;
}

/** Which columns a frame has. */
export type Columns =
  | { readonly kind: 'unknown' }
  /** Exactly these, in this order. */
  | { readonly kind: 'exactly'; readonly names: readonly string[] }
  /** Everything the origin (the frame read at `origin`) had, without `removed` and with `added`. */
  | { readonly kind: 'all'; readonly origin: number; readonly removed: readonly string[]; readonly added: readonly string[] };

export type DataForm =
  | 'frame'
  | 'series'
  | 'array'
  | 'sparse'
  | 'tensor'
  /** Row labels or positions: `df.index`, the outputs of `KFold.split`. `selects` says which rows it picks. */
  | 'index'
  /** Booleans by row; `selects` says which rows it picks. */
  | 'mask'
  /** `torch.utils.data.Dataset`, `tf.data.Dataset`, Hugging Face `Dataset`, `DMatrix`, `Pool`, Surprise `Trainset`. */
  | 'dataset'
  | 'loader'
  | 'groups'
  | 'window'
  | 'list'
  | 'unknown';

/** Anything that holds values by row. */
export interface Data extends ValueCommon {
  readonly kind: 'data';
  readonly form: DataForm;
  /** Canonical class: `pandas.DataFrame`, `numpy.ndarray`, `torch.Tensor`; null when unknown. */
  readonly className: string | null;
  readonly rows: Rows;
  readonly columns: Columns;
  /** Rows that an index or mask picks; null for other forms. */
  readonly selects: Rows | null;
  /** What predicted it, for predictions; rows are those predicted for. */
  readonly prediction: Prediction | null;
  /** How rows are ordered: as in the source, in random order, sorted by time or a column; unknown otherwise. */
  readonly order: 'source' | 'shuffled' | 'sorted' | 'unknown';
  /** The read this data goes back to without a change of its columns' meaning; null when there is none or several. */
  readonly origin: ReadEvent | null;
  /** Facts of the table read, where the data was looked at. */
  readonly table: TableFacts | null;
  /** Names of the calls that changed the values on the way here, oldest first, without module; at most the last eight. */
  readonly history: readonly string[];
}

export interface Prediction {
  /** Fits of the model that predicted; several after branches. */
  readonly fits: readonly FitEvent[];
  /** Canonical class of the model; null when unknown. */
  readonly model: string | null;
  readonly modelId: number | null;
  readonly output: 'labels' | 'probabilities' | 'scores' | 'logits' | 'values' | 'unknown';
}

/** A single Python value; `value` is undefined when not a known constant. */
export interface Scalar extends ValueCommon {
  readonly kind: 'scalar';
  readonly type: 'str' | 'bytes' | 'int' | 'float' | 'bool' | 'None' | 'unknown';
  readonly value: string | number | boolean | null | undefined;
  /** Set when the number is a share of how many rows there are: `int(len(df) * 0.8)` is `{ rows, share: 0.8 }`, `len(df)` has share 1. */
  readonly countOf: { readonly rows: Rows; readonly share: number } | null;
  /** For numbers nobody knows: equal symbols are equal numbers. Null when known, or when nothing is known of its equality. */
  readonly symbol: number | null;
}

/** An instance of a class: estimators, layers, optimizers, modules of a project. */
export interface ObjectValue extends ValueCommon {
  readonly kind: 'object';
  /** Equal ids are the same object at run time (or the same object of each turn of a loop). */
  readonly id: number;
  /** Canonical dotted class: `sklearn.svm.SVC`, `myproject.models.Net`; null when unknown. */
  readonly className: string | null;
  readonly api: Api | null;
  /** Canonical names of all known base classes, nearest first. */
  readonly bases: readonly string[];
  /** Class body in the project; null for library classes. */
  readonly definition: ClassDef | null;
  /** What the constructor was given, by parameter name (`*0`, `*1` for positional ones without a known name). */
  readonly arguments: ReadonlyMap<string, Value>;
  readonly call: Call | null;
  /** Fits that reached it, oldest first. */
  readonly fits: readonly FitEvent[];
  /** Set by assignment or by a project's class. */
  readonly attributes: ReadonlyMap<string, Value>;
  /** Steps of a pipeline, estimators inside a search or ensemble, layers added to a network, in order. */
  readonly parts: readonly Value[];
  /** True when it came out of a file (`joblib.load`), so it may be fitted. */
  readonly isLoaded: boolean;
}

export interface Sequence extends ValueCommon {
  readonly kind: 'sequence';
  readonly type: 'list' | 'tuple' | 'set' | 'generator';
  readonly elements: readonly Value[];
  /** False when there may be others: built in a loop, starred. Then `elements` are examples. */
  readonly isComplete: boolean;
  /** For generators whose elements belong to a turn of the loop over them (folds, batches): the element of a turn. Null otherwise. */
  readonly elementOfTurn: ((turn: number) => Value) | null;
}

export interface Mapping extends ValueCommon {
  readonly kind: 'mapping';
  /** By constant key. */
  readonly entries: ReadonlyMap<string | number | boolean, Value>;
  readonly isComplete: boolean;
}

/** A function, class or bound method. */
export interface Callable extends ValueCommon {
  readonly kind: 'callable';
  /** Canonical dotted name of what is called; null for lambdas and unknown ones. */
  readonly name: string | null;
  readonly api: Api | null;
  readonly definition: FunctionDef | Lambda | ClassDef | null;
  readonly receiver: Value | null;
}

export interface ModuleValue extends ValueCommon {
  readonly kind: 'module';
  readonly name: string;
}

/** Nothing is known of it but what may have entered it. */
export interface Unknown extends ValueCommon {
  readonly kind: 'unknown';
  /** Values it was made from, at most four. */
  readonly from: readonly Value[];
}

export type Value = Data | Scalar | ObjectValue | Sequence | Mapping | Callable | ModuleValue | Unknown;
