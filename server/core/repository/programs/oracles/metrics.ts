/** Which way metrics point and which values they can have at all, by canonical function or by clear words. */
import type { Call, Expression } from '../../../../../rules/api/python/syntax.ts';
import type { ProgramView } from '../program-view.ts';
import { sourceOf } from './origins.ts';

export interface Metric {
  /** As people call it: `accuracy_score`. */
  readonly name: string;
  readonly better: 'higher' | 'lower';
  /** Null where a bound does not exist or is not sure. */
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly isByFunction: boolean;
}

type Known = Pick<Metric, 'better' | 'lowest' | 'highest'>;

const SHARE: Known = { better: 'higher', lowest: 0, highest: 1 };
const CORRELATION: Known = { better: 'higher', lowest: -1, highest: 1 };
const UP_TO_ONE: Known = { better: 'higher', lowest: null, highest: 1 };
const ERROR: Known = { better: 'lower', lowest: 0, highest: null };
const SHARE_OF_ERRORS: Known = { better: 'lower', lowest: 0, highest: 1 };

/** Ranges as the reference of scikit-learn 1.7 gives them; all of them refuse NaN. */
const FUNCTIONS: Readonly<Record<string, Known>> = {
  'sklearn.metrics.accuracy_score': SHARE,
  'sklearn.metrics.balanced_accuracy_score': { ...SHARE, lowest: null },
  'sklearn.metrics.top_k_accuracy_score': SHARE,
  'sklearn.metrics.f1_score': SHARE,
  'sklearn.metrics.fbeta_score': SHARE,
  'sklearn.metrics.precision_score': SHARE,
  'sklearn.metrics.recall_score': SHARE,
  'sklearn.metrics.jaccard_score': SHARE,
  'sklearn.metrics.roc_auc_score': SHARE,
  'sklearn.metrics.average_precision_score': SHARE,
  'sklearn.metrics.ndcg_score': { better: 'higher', lowest: null, highest: 1 },
  'sklearn.metrics.matthews_corrcoef': CORRELATION,
  'sklearn.metrics.cohen_kappa_score': CORRELATION,
  'sklearn.metrics.r2_score': UP_TO_ONE,
  'sklearn.metrics.explained_variance_score': UP_TO_ONE,
  'sklearn.metrics.silhouette_score': CORRELATION,
  'sklearn.metrics.adjusted_rand_score': UP_TO_ONE,
  'sklearn.metrics.normalized_mutual_info_score': SHARE,
  'sklearn.metrics.log_loss': ERROR,
  'sklearn.metrics.brier_score_loss': ERROR,
  'sklearn.metrics.hamming_loss': SHARE_OF_ERRORS,
  'sklearn.metrics.zero_one_loss': { ...SHARE_OF_ERRORS, highest: null },
  'sklearn.metrics.mean_squared_error': ERROR,
  'sklearn.metrics.root_mean_squared_error': ERROR,
  'sklearn.metrics.mean_absolute_error': ERROR,
  'sklearn.metrics.median_absolute_error': ERROR,
  'sklearn.metrics.mean_absolute_percentage_error': ERROR,
  'sklearn.metrics.mean_squared_log_error': ERROR,
  'sklearn.metrics.max_error': ERROR,
  'surprise.accuracy.rmse': ERROR,
  'surprise.accuracy.mae': ERROR,
  'surprise.accuracy.mse': ERROR,
};

/** Calls that hand a number on: `float(x)`, `round(x, 2)`, `np.mean(scores)`. */
const PASSING: ReadonlySet<string> = new Set(['float', 'round', 'numpy.mean', 'numpy.round', 'numpy.median', 'statistics.mean', 'numpy.float64', 'numpy.asarray']);
const PASSING_METHODS: ReadonlySet<string> = new Set(['item', 'mean', 'round']);

/** The metric an expression is, by where it comes from, else by its name; null when it is none or nobody can tell. */
export function metricOf(expression: Expression, view: ProgramView): Metric | null {
  return byFunction(expression, view) ?? byWord(expression);
}

function byFunction(expression: Expression, view: ProgramView): Metric | null {
  let at = sourceOf(expression);
  let isRoot = false;
  for (let steps = 0; steps < 6; steps += 1) {
    if (at.kind === 'BinOp' && at.operator === '**' && at.right.kind === 'Constant' && at.right.value === 0.5) {
      isRoot = true;
      at = sourceOf(at.left);
      continue;
    }
    if (at.kind !== 'Call') return null;
    const name = view.nameOf(at);
    const known = name === null ? undefined : FUNCTIONS[name];
    if (name !== null && known !== undefined) return isRoot && known !== ERROR ? null : metricOfCall(at, name, known, view);
    const [first] = at.arguments;
    const inner = name !== null && (PASSING.has(name) || name === 'numpy.sqrt' || name === 'math.sqrt') ? first : at.callee.kind === 'Attribute' && PASSING_METHODS.has(at.callee.attribute) ? at.callee.value : undefined;
    if (name === 'numpy.sqrt' || name === 'math.sqrt') isRoot = true;
    if (inner === undefined) return scoreOf(at, view);
    at = sourceOf(inner);
  }
  return null;
}

/** Options may turn a metric into something else: counts for shares, lists for numbers. */
function metricOfCall(call: Call, name: string, known: Known, view: ProgramView): Metric | null {
  const isPlain = call.keywords.every(({ name: key, value }) => key !== null && !(key === 'normalize' && value.kind === 'Constant' && value.value === false) && !((key === 'average' || key === 'multioutput') && isNoneOrRaw(value, view)));
  const isStarred = call.arguments.some(({ kind }) => kind === 'Starred');
  return isPlain && !isStarred ? { ...known, name: name.slice(name.lastIndexOf('.') + 1), isByFunction: true } : null;
}

function isNoneOrRaw(value: Expression, view: ProgramView): boolean {
  return view.facts.textOf(value) === 'None' || (value.kind === 'Constant' && value.value === 'raw_values');
}

/** `model.score(X, y)` of a scikit-learn model: accuracy or R². */
function scoreOf(call: Call, view: ProgramView): Metric | null {
  if (call.callee.kind !== 'Attribute' || call.callee.attribute !== 'score') return null;
  const receiver = view.eventOf(call)?.receiver;
  if (receiver?.kind !== 'object' || receiver.className?.startsWith('sklearn.') !== true || receiver.api?.is !== 'estimator' || receiver.api.role !== 'model') return null;
  if (receiver.api.task === 'classification') return { ...SHARE, name: 'score', isByFunction: true };
  return receiver.api.task === 'regression' ? { ...UP_TO_ONE, name: 'score', isByFunction: true } : null;
}

const HIGHER: ReadonlySet<string> = new Set(['accuracy', 'acc', 'auc', 'auroc', 'roc_auc', 'f1', 'f1score', 'r2', 'precision', 'recall', 'map', 'ndcg', 'hitrate']);
const LOWER: ReadonlySet<string> = new Set(['rmse', 'mae', 'mse', 'mape', 'rmsle', 'loss', 'latency', 'logloss', 'wer', 'cer', 'perplexity']);
/** Words beside a metric's that leave it the metric. */
const BESIDE: ReadonlySet<string> = new Set(['test', 'val', 'valid', 'validation', 'train', 'training', 'eval', 'model', 'cv', 'final', 'mean', 'avg', 'average', 'score', 'new', 'best', 'macro', 'micro', 'weighted', 'p95', 'p99', 'p50', 'ms', 's', 'sec', 'seconds', 'overall', 'total', 'candidate', 'current', 'prediction', 'inference', 'api', 'holdout', 'roc', 'log', 'min', 'max', 'median', 'old', 'baseline', 'reference', 'prod', 'production', 'initial', 'previous', 'prev', 'before', 'after', 'champion', 'challenger', 'first', 'last']);

/** By the name alone, where all of its words are clear. */
function byWord(expression: Expression): Metric | null {
  const name = wordOf(expression);
  if (name === null) return null;
  const words = wordsIn(name);
  // a constant such as `MAX_LOSS` is what a measure is held against
  if (/^[A-Z][A-Z0-9_]*$/u.test(name) && words.some((word) => word === 'min' || word === 'max')) return null;
  const metric = words.filter((word) => HIGHER.has(word) || LOWER.has(word));
  if (metric.length === 0 || words.some((word) => !BESIDE.has(word) && !metric.includes(word) && !/^\d+$/u.test(word))) return null;
  const isHigher = metric.every((word) => HIGHER.has(word));
  return isHigher || metric.every((word) => LOWER.has(word)) ? { name, better: isHigher ? 'higher' : 'lower', lowest: null, highest: null, isByFunction: false } : null;
}

/** The name of a variable, attribute or key that is compared; null for anything else. */
export function wordOf(expression: Expression): string | null {
  if (expression.kind === 'Name') return expression.id;
  if (expression.kind === 'Attribute') return expression.attribute;
  if (expression.kind === 'Subscript' && expression.index.kind === 'Constant' && typeof expression.index.value === 'string') return expression.index.value;
  return null;
}

/** `testRmse_final` is test, rmse, final. */
export function wordsIn(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/gu, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/u)
    .filter((word) => word !== '');
}
