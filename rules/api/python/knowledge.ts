/**
 * The API knowledge base: one entry per callable of a library, as plain data. The analysis gives calls their meaning from these
 * entries alone; it knows no library by itself. Users add their own entries in the same shape (`lintel.api.json`).
 */
import type { DataForm, LearnedBy } from './value.ts';

/** Versions as `major.minor`, of the library the entry belongs to. */
export interface Lifetime {
  readonly since?: string;
  readonly deprecated?: string;
  readonly removed?: string;
  /** What to write instead, as code. */
  readonly replacement?: string;
}

/** Draws random numbers. */
export interface RandomUse {
  /** Parameter that makes it repeatable; null when only the library's global seed does. */
  readonly parameter: string | null;
  /** Library whose global seed counts: `numpy`, `random`, `torch`, `tensorflow`. */
  readonly generator: string;
  /** Only random when a parameter has one of these values; `default` tells whether it is with the parameter left out. */
  readonly onlyIf?: { readonly parameter: string; readonly values: readonly (string | number | boolean)[]; readonly default: boolean };
  /** Parameter that takes an object which draws in its place: `cv` of `TargetEncoder`. */
  readonly unlessGiven?: string;
  /** True when the estimators it holds get seeds drawn from its own (`BaggingClassifier`). */
  readonly seedsParts?: boolean;
}

interface ApiCommon {
  /** Canonical dotted name first, then other import paths of the same thing. Methods: `pandas.DataFrame.dropna`. */
  readonly names: readonly string[];
  /**
   * Parameter names in positional order, without `self`; `*` ends the positional ones. Only as many as matter. `...` says that
   * all further positional arguments are of the kind before it (`*arrays` is `arrays`, `...`); names behind it go by keyword only.
   * Where older versions took arguments by position that newer ones want by keyword, the older way is told, so that both bind.
   */
  readonly parameters?: readonly string[];
  /** Of single parameters, where it is not that of the whole. Removed parameters are in `parameters` as well. */
  readonly parameterLifetimes?: Readonly<Record<string, Lifetime>>;
  /** Canonical base classes of a class, nearest first, where the kind of entry does not already say them. */
  readonly bases?: readonly string[];
  readonly random?: RandomUse;
  readonly lifetime?: Lifetime;
  /** Where the facts come from, where they are not plain from the library's reference. */
  readonly source?: string;
}

/** Data, and how it is held. */
export interface DataReturns {
  readonly form: DataForm;
  readonly className?: string;
}

/** What comes back, where the kind of entry does not already say so. */
export type Returns =
  | DataReturns
  /** An object of the class; `self` for the receiver. */
  | { readonly object: string }
  | 'self'
  | 'scalar'
  | 'none'
  | 'unknown';

/** Reads data: `pandas.read_csv`, `sklearn.datasets.load_iris`, `tf.keras.datasets.mnist.load_data`. */
export interface ReaderApi extends ApiCommon {
  readonly is: 'reader';
  /** Parameter with the path or address; null for built-in sample data and generators. */
  readonly path: string | null;
  /** File format, for readers whose table the data side can read the same way. */
  readonly format?: 'csv' | 'parquet' | 'json' | 'jsonl' | 'excel' | 'other';
  readonly returns: Returns;
  /**
   * What comes back when it is not one table: names of parts with their purpose, in order, nested as the call returns them.
   * `['train:X', 'train:y']`; nested lists are tuples. A switch parameter (`return_X_y`) may pick it.
   */
  readonly parts?: { readonly when?: { readonly parameter: string; readonly value: boolean }; readonly shape: PartShape };
  /** Rows carry a label; where it is in the result: attribute or key names of features and labels. */
  readonly members?: Readonly<Record<string, 'X' | 'y' | 'frame' | 'other'>>;
  /** True when an option turns it into a stream of chunks. */
  readonly chunksBy?: string;
  /** When this parameter is True, the result comes first in a pair with something that holds no rows: `with_info`. */
  readonly pairedWhen?: string;
  /** A parameter says what the rows are for: by its constant as text, `true` for `train=True`. `default`: when left out; `all` parts by name. */
  readonly purpose?: { readonly parameter: string; readonly of: Readonly<Record<string, Purpose>>; readonly default: Purpose | 'all' | null };
}

export type Purpose = 'train' | 'validation' | 'test';

export type PartShape = readonly (string | PartShape)[];

/** Writes data or an object: `DataFrame.to_csv`, `joblib.dump`, `torch.save`. */
export interface WriterApi extends ApiCommon {
  readonly is: 'writer';
  readonly path: string | null;
  /** Parameter with what is written; `self` for methods. */
  readonly value: string;
}

/** Loads an object that may run code when loaded: `pickle.load`, `joblib.load`, `torch.load`. */
export interface LoaderApi extends ApiCommon {
  readonly is: 'loader';
  readonly path: string | null;
  /** `unsafe`: runs code of the file. `switch`: unsafe unless the parameter has the value. */
  readonly safety:
    | { readonly kind: 'unsafe' }
    | { readonly kind: 'safe' }
    | { readonly kind: 'switch'; readonly parameter: string; readonly safeValue: boolean; readonly defaultIsSafe: boolean; readonly defaultIsSafeSince?: string };
  readonly returns: Returns;
}

/** What a call on data does to its rows. */
export type RowEffect =
  /** Same rows in the same order; values may change. */
  | 'same'
  | 'subset'
  | 'reordered'
  /** All arguments' rows, one after the other. */
  | 'union'
  /** Rows matched by a key: at least a subset of the left rows; may copy some. */
  | 'join'
  | 'copies'
  /** One value or row computed over all rows. */
  | 'aggregate'
  | 'groups'
  | 'grouped'
  | 'window'
  /** The same values in another shape; rows may be mixed (`reshape`, `melt`). */
  | 'unknown'
  /** Rows that come from nowhere else: `np.zeros(n)`. */
  | 'new'
  /** `iloc`-like selection by an argument that picks rows. */
  | 'picked';

/** A function or method that takes data and gives data or a statistic: pandas, numpy, polars, torch, tf.data, functional sklearn. */
export interface DataApi extends ApiCommon {
  readonly is: 'data';
  /** True for attributes and accessors that are read, not called: `df.values`, `df.index`, `df.iloc`. */
  readonly isAttribute?: boolean;
  /** Parameters that carry rows; `self` is the receiver. Default: `self` for methods, the first parameter for functions. */
  readonly data?: readonly string[];
  readonly rows: RowEffect;
  /** Another effect when a parameter has one of the values, or is given at all when none are listed: `concat(axis=1)`, `drop(columns=...)`. */
  readonly rowsWhen?: readonly { readonly parameter: string; readonly values?: readonly (string | number | boolean | null)[]; readonly rows: RowEffect }[];
  /** For `subset` rows: the first ones, the last ones, all `after` the first ones; `share` names the parameter with the count. */
  readonly takes?: 'first' | 'last' | 'after';
  /** For `picked` rows: parameter with the positions, labels or mask; attributes like `iloc` are subscripted instead. */
  readonly picks?: string;
  /** Parameters with the labels or positions of rows left out: `drop(index)`, `np.delete(a, obj)`. */
  readonly leavesOut?: readonly string[];
  /** Parameter with a function that is given the values; what it does counts too. With `learnsUnless` met, it is given single rows. */
  readonly calls?: { readonly parameter: string; readonly with: 'value' | 'row' | 'column' | 'group' | 'window' | 'whole' | 'batch' };
  /**
   * Whether values of other rows enter: `none` (row by row), `statistics` of whole columns, `labels`, `neighbours` in row order,
   * `vocabulary`. Default: `none`; for `aggregate`, `grouped` and `window` rows: `statistics`.
   */
  readonly learns?: 'none' | 'statistics' | 'labels' | 'neighbours' | 'vocabulary';
  readonly by?: LearnedBy;
  /**
   * It learns nothing when the parameter has one of the values: `axis=1`, `method=None`. `default`: whether it holds when left out.
   * An aggregate that learns nothing so gives one value for each row.
   */
  readonly learnsUnless?: { readonly parameter: string; readonly values: readonly (string | number | boolean | null)[]; readonly default: boolean };
  /** It only learns when the parameter is given (and not None): `fillna(method='ffill')`. */
  readonly learnsIf?: { readonly parameter: string; /** Only when it is a number: `cut(x, bins=5)`, not a list of edges. */ readonly type?: 'number' };
  /** Only changes the receiver when this parameter is True. */
  readonly inplace?: string;
  /** Changes its receiver or first argument and is called for that: `list.append`, `np.random.shuffle`, `Tensor.add_`. */
  readonly mutates?: boolean;
  /** True when calling it only for effect does nothing: results must be used. Default true for 'data' entries without `mutates`. */
  readonly isPure?: boolean;
  /** Default: as the first data argument. */
  readonly returns?: Returns;
  /** Parameters naming columns, by what happens to them. */
  readonly columns?: {
    readonly removes?: readonly string[];
    readonly keeps?: readonly string[];
    readonly adds?: readonly string[];
    readonly reads?: readonly string[];
    /** Nobody can tell which columns are left: always, or when one of the parameters is given. */
    readonly unclear?: 'always' | readonly string[];
    /** Removal counts only when this parameter has the value (`axis=1`); null when always. */
    readonly removesWhen?: { readonly parameter: string; readonly value: number | string } | null;
  };
  /** Shuffles or samples by chance; with `random`. */
  readonly orders?: 'shuffled' | 'sorted';
  /** Each pass over the rows has an order of its own, unless the parameter has this value: `reshuffle_each_iteration=False`. */
  readonly ordersAnewUnless?: { readonly parameter: string; readonly value: boolean };
  /** Later passes have the order of the first one: `cache`. */
  readonly keepsOrder?: boolean;
  /** Parameter with the share or count of rows kept. */
  readonly share?: string;
}

/** Splits data into disjoint parts at once: `train_test_split`, `random_split`. */
export interface SplitApi extends ApiCommon {
  readonly is: 'split';
  /** Parameters with data; `...` parameters count each. */
  readonly data: readonly string[];
  /** `pairs`: (a_train, a_test, b_train, b_test, ...). `parts`: one output per requested size. */
  readonly gives: 'pairs' | 'parts';
  readonly sides: number;
  readonly shuffle: { readonly parameter: string; readonly default: boolean } | 'always' | 'never';
  readonly stratify?: string;
  readonly groups?: string;
  readonly testSize?: string;
  readonly trainSize?: string;
  /** For `parts`: parameter with the list of sizes or weights, or with the places to cut at. */
  readonly sizes?: string;
  /** The parts come in a mapping under these names: `datasets.Dataset.train_test_split`. */
  readonly partNames?: readonly string[];
}

/** A splitter object whose `split` yields index pairs: `KFold`. */
export interface SplitterApi extends ApiCommon {
  readonly is: 'splitter';
  readonly way: 'random' | 'stratified' | 'group' | 'time' | 'position' | 'unknown';
  readonly shuffle: { readonly parameter: string; readonly default: boolean } | 'always' | 'never';
  /** Test parts of different turns share no rows. */
  readonly isDisjointAcrossTurns: boolean;
  /** What the train and the test part are, where `split` gives the rows themselves and not their positions (Surprise). */
  readonly gives?: readonly [train: DataReturns, test: DataReturns];
}

/** Fits and scores clones on parts of the rows: `cross_val_score`. */
export interface CrossValidationApi extends ApiCommon {
  readonly is: 'cross-validation';
  readonly estimator: string;
  readonly features: string;
  readonly labels: string | null;
  readonly groups?: string;
  readonly cv?: string;
  readonly gives: 'scores' | 'predictions' | 'curve' | 'object';
}

/** A class whose objects learn from rows: estimators, networks, samplers, searches. Methods follow from `role` and `methods`. */
export interface EstimatorApi extends ApiCommon {
  readonly is: 'estimator';
  readonly role: 'transformer' | 'selector' | 'resampler' | 'clusterer' | 'model' | 'search' | 'pipeline' | 'columns' | 'union' | 'meta' | 'other';
  /** What `fit` learns; `nothing` for stateless ones (Normalizer, HashingVectorizer, FunctionTransformer). */
  readonly learns: 'statistics' | 'labels' | 'vocabulary' | 'nothing' | 'parts';
  readonly by: LearnedBy;
  readonly task?: 'classification' | 'regression' | 'either' | 'ranking' | 'clustering' | 'density' | 'forecast';
  /** `predict` gives these. */
  readonly output?: 'labels' | 'probabilities' | 'scores' | 'logits' | 'values' | 'unknown';
  /** Learns nothing when a parameter has one of the values: `SimpleImputer(strategy='constant')`. */
  readonly learnsUnless?: { readonly parameter: string; readonly values: readonly (string | number | boolean | null)[] };
  /** Parameters that hold other estimators: `estimator`, `steps`, `transformers`. */
  readonly parts?: readonly string[];
  /** True when the parameter says training stops early by rows held out inside fit. */
  readonly isDistanceBased?: boolean;
  /** Names of methods where they differ from the library's habit, by meaning. */
  readonly methods?: Readonly<Partial<Record<EstimatorMethod, readonly string[]>>>;
  /** Parameters of `fit` in order when not `X, y`; `features`, `labels`, `validation`, `groups`, `callbacks` name them by meaning. */
  readonly fit?: {
    readonly parameters: readonly string[];
    readonly features?: string | null;
    readonly labels?: string | null;
    readonly validation?: readonly string[];
    readonly earlyStop?: readonly string[];
    readonly groups?: string;
    readonly callbacks?: string;
  };
  /**
   * Parameters of other methods by their name, where they are not `X`, or `X, y` for scoring. The first parameter carries the rows,
   * the second of scoring methods the labels.
   */
  readonly methodParameters?: Readonly<Record<string, readonly string[]>>;
  /** Of methods that came or went, by their name: `predict_classes`. Parameters of methods are in `parameterLifetimes` as `fit.eval_metric`. */
  readonly methodLifetimes?: Readonly<Record<string, Lifetime>>;
  /** Constructor parameters that carry rows (statsmodels `OLS(endog, exog)`): fitting takes none then. */
  readonly data?: { readonly features: string | null; readonly labels: string | null; readonly frame?: string; readonly validation?: readonly string[] };
  /** Class of what `fit` returns when it is not the object itself (statsmodels results, Spark models). */
  readonly fitReturns?: string;
  /** Parameters worth stating, for reproducibility rules. */
  readonly importantParameters?: readonly string[];
  /** Important for scaling: distances, gradients, penalties. */
  readonly needsScaling?: boolean;
  /** Uses rows in random order or drops out units during training, so `eval()` matters. */
  readonly hasTrainMode?: boolean;
}

export type EstimatorMethod = 'fit' | 'partial-fit' | 'transform' | 'fit-transform' | 'fit-resample' | 'predict' | 'predict-probabilities' | 'predict-scores' | 'score' | 'evaluate' | 'inverse-transform' | 'fit-predict';

/** A function that trains on rows given: `xgboost.train(params, dtrain)`, `lightgbm.train`, `surprise` train loops. */
export interface TrainApi extends ApiCommon {
  readonly is: 'train';
  readonly features: string;
  readonly labels: string | null;
  readonly validation?: readonly string[];
  readonly earlyStop?: readonly string[];
  /** Class of the result. */
  readonly returns: Returns;
}

/** Measures predictions against the truth. */
export interface MetricApi extends ApiCommon {
  readonly is: 'metric';
  readonly truth: string;
  readonly prediction: string;
  /** True when both may be swapped without another result. */
  readonly isSymmetric: boolean;
  /** Symmetric otherwise, but not when the parameter has one of the values: `f1_score(average='weighted')`. */
  readonly isAsymmetricWhen?: { readonly parameter: string; readonly values: readonly (string | number)[] };
  readonly task: 'classification' | 'regression' | 'ranking' | 'clustering' | 'any';
  /** What the prediction must be: labels, or scores and probabilities. */
  readonly needs: 'labels' | 'scores' | 'values' | 'either';
  /** Depends on how common classes are, so that it flatters models on unbalanced data. */
  readonly isThreshold?: boolean;
}

/** Loss functions and classes. */
export interface LossApi extends ApiCommon {
  readonly is: 'loss';
  readonly expects: 'logits' | 'probabilities' | 'log-probabilities' | 'values' | 'switch';
  /** For `switch`: parameter that says logits are given, e.g. `from_logits`. */
  readonly logitsParameter?: string;
  /** Number of classes it is for. */
  readonly classes: 'two' | 'many' | 'labels' | 'none';
  /** `integer` class numbers, `one-hot`, `binary`. */
  readonly target?: 'integer' | 'one-hot' | 'binary' | 'values';
  /** Parameters of the call with predictions and truth (of the object's call for classes). */
  readonly prediction?: string;
  readonly truth?: string;
  /** Name in strings: `binary_crossentropy`. */
  readonly alias?: readonly string[];
}

/** Layers and activations of networks. */
export interface LayerApi extends ApiCommon {
  readonly is: 'layer';
  readonly does: 'dense' | 'convolution' | 'recurrent' | 'dropout' | 'normalization' | 'activation' | 'flatten' | 'pooling' | 'embedding' | 'attention' | 'input' | 'container' | 'augmentation' | 'other';
  /** For activations, and layers that are one: `softmax`, `sigmoid`, `log_softmax`, `relu`. */
  readonly activation?: string;
  /** Behaves otherwise in training than in inference. */
  readonly hasTrainMode?: boolean;
  /** Calling or fitting it with data as a function (`F.softmax(x)`) gives the activation of its argument. */
  readonly isFunction?: boolean;
}

/** Sets a seed: `numpy.random.seed`, `torch.manual_seed`, `set_seed`. */
export interface SeedApi extends ApiCommon {
  readonly is: 'seed';
  /** Libraries seeded: `numpy`, `random`, `torch`, `tensorflow`. */
  readonly seeds: readonly string[];
  readonly parameter: string;
}

/** Everything else worth knowing: constructors of plain objects, functions with known results, callbacks, optimizers. */
export interface PlainApi extends ApiCommon {
  readonly is: 'class' | 'function';
  readonly returns?: Returns;
  /**
   * What it is for, for rules: `optimizer`, `scheduler`, `early-stopping`, `checkpoint`, `augmentation`, `no-grad`, ... (the list is
   * in docs/guide/api-knowledge.md). `part` on an attribute: it holds the receiver's fitted part (`best_estimator_`).
   */
  readonly tags?: readonly string[];
  /** True for attributes, which are read and not called. */
  readonly isAttribute?: boolean;
  /** Values pass through to the result unchanged in their rows: `list`, `np.asarray` on anything. */
  readonly passes?: string;
}

export type Api =
  | ReaderApi
  | WriterApi
  | LoaderApi
  | DataApi
  | SplitApi
  | SplitterApi
  | CrossValidationApi
  | EstimatorApi
  | TrainApi
  | MetricApi
  | LossApi
  | LayerApi
  | SeedApi
  | PlainApi;

/** A library: its entries, and the names people and registries know it by. */
export interface LibraryKnowledge {
  /** Import name: `sklearn`. */
  readonly library: string;
  /** Names in package registries: `scikit-learn`. */
  readonly distributions: readonly string[];
  /** Version the facts were read from. */
  readonly version: string;
  /** Prefix rewrites for modules known by several names: `keras` and `tensorflow.keras`. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly entries: readonly Api[];
}
