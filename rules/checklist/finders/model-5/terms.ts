/** The measured values a comparison holds against each other, and what kind of model each is of. */
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, Expression, Node } from '../../../api/python/syntax.ts';
import { enclosing, moduleOf } from '../../../api/python/syntax.ts';
import type { Cone, NamedCall } from '../cone.ts';
import { coneOf } from '../cone.ts';
import { returnedUnder } from '../keyed-returns.ts';
import { computesMetric } from '../metric-calls.ts';
import { isPrediction } from '../own-metrics.ts';
import { sourceOf } from '../source-of.ts';

export interface Term {
  readonly expression: Expression;
  readonly kind: 'trivial' | 'simple' | 'model';
}

/** Own choice: sums of more are no comparison. */
const MOST_TERMS = 12;

/** Values that are no measure of a model are left out. */
export function termsOf(facts: Facts, sides: readonly Expression[]): readonly Term[] {
  return sides.flatMap((side) => leavesOf(facts, side, 0)).slice(0, MOST_TERMS).flatMap((expression): readonly Term[] => {
    const kind = kindOf(facts, expression);
    return kind === null ? [] : [{ expression, kind }];
  });
}

/** `ours`, `theirs` of `ours - theirs`, `1 - error / naive`, `results["model"]`. */
function leavesOf(facts: Facts, expression: Expression, depth: number): readonly Expression[] {
  if (depth > 6 || expression.kind === 'Constant') return [];
  if (expression.kind === 'UnaryOp') return leavesOf(facts, expression.operand, depth + 1);
  if (expression.kind === 'BinOp') {
    if (expression.operator === '**') return leavesOf(facts, expression.left, depth + 1);
    return /^[-+*/]$/.test(expression.operator) ? [expression.left, expression.right].flatMap((side) => leavesOf(facts, side, depth + 1)) : [expression];
  }
  if (expression.kind === 'Name') {
    const source = sourceOf(facts, expression);
    return source.kind === 'BinOp' && !isErrorOfRows(source) ? leavesOf(facts, source, depth + 1) : [expression];
  }
  if (expression.kind === 'Call' && expression.callee.kind === 'Name' && /^(?:abs|float|round|max|min)$/.test(expression.callee.id)) return expression.arguments.flatMap((argument) => leavesOf(facts, argument, depth + 1));
  if (expression.kind === 'Subscript') {
    const item = itemOf(facts, expression);
    return item === null ? [expression] : leavesOf(facts, item, depth + 1);
  }
  return [expression];
}

/** `a - b` of rows, not of two measures. */
function isErrorOfRows({ left, right }: Extract<Expression, { kind: 'BinOp' }>): boolean {
  return left.kind === 'Subscript' && right.kind === 'Call' && right.callee.kind === 'Attribute' && right.callee.attribute === 'predict';
}

/** What `results["dummy"]` was given, in a mapping that is written or made from one of models. */
function itemOf(facts: Facts, { value, index }: Extract<Expression, { kind: 'Subscript' }>): Expression | null {
  if (index.kind !== 'Constant' || value.kind !== 'Name') return null;
  const source = sourceOf(facts, value);
  if (source.kind === 'Name' && typeof index.value === 'string' && isOfParameter(source)) return returnedUnder(facts, index.value);
  if (source.kind === 'Dict') return source.items.find(({ key }) => key?.kind === 'Constant' && key.value === index.value)?.value ?? assigned(facts, value.id, index.value);
  const over = source.kind === 'DictComp' ? source.generators[0]?.iter : undefined;
  const of = over?.kind === 'Call' && over.callee.kind === 'Attribute' && over.callee.attribute === 'items' ? sourceOf(facts, over.callee.value) : undefined;
  return of?.kind === 'Dict' ? (of.items.find(({ key }) => key?.kind === 'Constant' && key.value === index.value)?.value ?? null) : assigned(facts, value.id, index.value);
}

function assigned(facts: Facts, name: string, key: unknown): Expression | null {
  for (const { targets, value } of facts.nodes('Assign')) {
    for (const target of targets) if (target.kind === 'Subscript' && target.value.kind === 'Name' && target.value.id === name && target.index.kind === 'Constant' && target.index.value === key) return value;
  }
  return null;
}

const TRIVIAL = /^sklearn\.dummy\.Dummy(?:Classifier|Regressor)|(?:^|\.)(?:NormalPredictor|BaselineOnly|SeasonalNaive|Naive|NaiveForecaster|NaiveDrift|NaiveSeasonal|NaiveMean|HistoricAverage|RandomWalkWithDrift|WindowAverage|MostPopular|PopularityRecommender)$/;
const SAYS_TRIVIAL = /(?:^|_)(?:dummy|naive|majority|popular\w*|pop|most_frequent|most_common|trivial|random|guess\w*|mean_predictor|constant|persistence|seasonal_naive|last_value|last_week|last_year|yesterday|always|median_price|mean_price|coin)(?:_|$|\d)/i;
/** Models of few parameters. */
const SIMPLE = /^sklearn\.(?:linear_model\.(?:\w+\.)*(?:LinearRegression|LogisticRegression|Ridge|Lasso|SGD\w+|ElasticNet)|naive_bayes\.(?:\w+\.)*\w+NB|tree\.(?:\w+\.)*DecisionTree\w+|neighbors\.(?:\w+\.)*KNeighbors\w+)(?:\.\w+)?$|^surprise\.(?:\w+\.)*KNNBasic|^statsmodels\.(?:\w+\.)*(?:OLS|ols|ExponentialSmoothing|SimpleExpSmoothing)(?:\.\w+)?$/;
const LEARNER = /^(?:sklearn\.(?!metrics|model_selection|preprocessing|dummy|datasets|utils|base|feature_extraction|impute|compose)\w+\.|xgboost\.|lightgbm\.|catboost\.|torch\.nn|(?:tensorflow\.)?keras\.|prophet\.|surprise\.(?!accuracy|Dataset|Reader|model_selection)|implicit\.|lightfm\.|transformers\.|statsforecast\.|darts\.models|sktime\.)/;
const LOADS = /^(?:joblib|pickle|dill|cloudpickle|torch)\.load$|(?:^|[._])load_(?:model|checkpoint|champion|candidate|weights)\w*$|(?:^|\.)(?:from_pretrained|load_from_checkpoint|InferenceSession|Interpreter|Booster|get_model|build_model|make_model|train|train_model|fit_model|create_model)$/;
const BEFORE = /(?:^|[^a-z])(?:prev|previous|served|prod|production|champion|current|live|old|deployed|incumbent|last|baseline)(?:[^a-z]|$)/i;
const MEASURED = /(?:^|\.)(?:value_counts|bincount|std|var|nunique)$/;

/** Null for what is no measure: a number from settings, a count of rows. */
function kindOf(facts: Facts, expression: Expression): Term['kind'] | null {
  const cone = coneOf(facts, [expression]);
  const words = [wordOf(expression), ...calledOf(expression)];
  const isModel = cone.calls.some(({ name }) => LOADS.test(name) || (LEARNER.test(name) && !SIMPLE.test(name))) || cone.calls.some((call) => isPrediction(call) && !isOfParameter(call.call.callee) && !isOfSimple(facts, call)) || saysPredicted(cone);
  const isSimple = cone.calls.some(({ name }) => SIMPLE.test(name));
  const isTrivial = cone.calls.some(({ name, target }) => TRIVIAL.test(name) || (target !== null && SAYS_TRIVIAL.test(target.name))) || words.some((word) => SAYS_TRIVIAL.test(word) || /(?:^|_)baseline/i.test(word));
  // a mapping of several models says nothing of one of them
  if (cone.calls.some(({ name }) => TRIVIAL.test(name)) && !cone.calls.some(({ name }) => LOADS.test(name))) return 'trivial';
  if (isSimple && !isModel) return 'simple';
  if (isTrivial && !isModel) return cone.calls.length > 0 ? 'trivial' : null;
  if (isModel && isSimple && !cone.calls.some(({ name }) => LEARNER.test(name) && !SIMPLE.test(name))) return 'simple';
  // what was served before is no simpler model
  if (isModel && cone.calls.some(({ name }) => LOADS.test(name)) && [...words, ...cone.words].some((word) => BEFORE.test(word))) return null;
  if (isModel) return computesMetric(facts, cone) || isSimple || isLearnerAlone(expression) ? 'model' : null;
  if (cone.calls.some(({ name }) => /^(?:json|yaml|toml|tomllib|configparser|os|argparse)\.|(?:^|\.)(?:get_metric\w*|search_runs|get_run|parse_args|query|execute)$/.test(name))) return null;
  return computesMetric(facts, cone) || cone.calls.some(({ name }) => MEASURED.test(name)) || isErrorOfColumns(cone) ? 'trivial' : null;
}

function isLearnerAlone(expression: Expression): boolean {
  return expression.kind === 'Call';
}

function wordOf(expression: Expression): string {
  return expression.kind === 'Name' ? expression.id : expression.kind === 'Attribute' ? expression.attribute : expression.kind === 'Subscript' && expression.index.kind === 'Constant' && typeof expression.index.value === 'string' ? expression.index.value : '';
}

function calledOf(expression: Expression): readonly string[] {
  return expression.kind === 'Call' ? expression.arguments.map(wordOf) : [];
}

/** `recommend(user)`, `model.predict(rows)` of a function that is handed what it measures. */
function isOfParameter(root: Expression): boolean {
  let at = root;
  while (at.kind === 'Attribute') at = at.value;
  if (at.kind !== 'Name') return false;
  const { id } = at;
  for (let around = enclosing(root, ['FunctionDef']); around !== null; around = enclosing(around, ['FunctionDef'])) if (around.parameters.some(({ name }) => name === id)) return true;
  return false;
}

function isOfSimple(facts: Facts, { call }: NamedCall): boolean {
  if (call.callee.kind !== 'Attribute' || moduleOf(call) !== facts.document.module) return false;
  return coneOf(facts, [call.callee.value]).calls.some(({ name }) => SIMPLE.test(name) || TRIVIAL.test(name));
}

function saysPredicted({ nodes }: Cone): boolean {
  return nodes.some((node: Node) => {
    const word = node.kind === 'Name' ? node.id : node.kind === 'Subscript' && node.index.kind === 'Constant' && typeof node.index.value === 'string' ? node.index.value : '';
    return /^(?:y_?)?(?:pred|preds|predicted|predictions?|hat)$|^forecast$|^pred_|_(?:pred|predictions?|forecast)$/i.test(word) && !SAYS_TRIVIAL.test(word);
  });
}

/** The mean of differences of two columns: of what is and what was before. */
function isErrorOfColumns({ calls, nodes }: Cone): boolean {
  const isMean = calls.some(({ name }) => /(?:^|\.)(?:mean|sum|median|sqrt|average)$/.test(name));
  return isMean && nodes.some((node) => (node.kind === 'BinOp' && node.operator === '-' && node.left.kind !== 'Constant' && node.right.kind !== 'Constant' && (isColumn(node.left) || isColumn(node.right))) || (node.kind === 'Call' && isShift(node)));
}

function isShift({ callee }: Call): boolean {
  return callee.kind === 'Attribute' && /^(?:shift|diff|pct_change)$/.test(callee.attribute);
}

function isColumn(node: Expression): boolean {
  return node.kind === 'Subscript' || node.kind === 'Attribute' || node.kind === 'Name';
}
