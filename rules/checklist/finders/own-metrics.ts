/** Metrics that are written out: what a model says is held against what is true, over many rows. */
import type { Facts } from '../../api/python/facts.ts';
import type { Expression, Node } from '../../api/python/syntax.ts';
import type { Cone, NamedCall } from './cone.ts';
import { coneOf } from './cone.ts';

const PREDICTS = /(?:^|[._])(?:predict\w*|forecast\w*|recommend\w*|infer|inference|decision_function|rank_\w+|score_samples|generate|transcribe|translate|classify\w*|invoke|get_tensor|suggest\w*|similar_\w+|get_top\w*|top_\w+)$|^(?:model|net|network|clf|classifier|regressor|estimator|recommender|self\.model|session\.run|sess\.run)$/i;
const PREDICTED = /^(?:pred|preds|predicted|predictions?|y_?pred\w*|y_?hat|yhat|forecasts?|fcst|estimated?|estimates|recommended|recommendations|recs|suggestions?|ranked|ranking|top_?k|top_?n|guess(?:es)?|hyp|hypothes[ei]s|logits|prob(?:s|a|as)?|probabilit(?:y|ies)|scores?|answers?|outputs?|reconstruct\w*)$|(?:^|_)(?:pred|preds|predicted|predictions?|forecast|hat|recommended|recommendations)(?:_|$)/i;
const AGGREGATES = /(?:^|\.)(?:mean|avg|nanmean|average|sum|nansum|median|nanmedian|sqrt|norm|quantile|percentile|fmean|reduce_mean|reduce_sum|agg|aggregate|fsum|max|std)$/;
const RELATES = /^scipy\.stats\.(?:spearmanr|pearsonr|kendalltau|weightedtau)$|^numpy\.corrcoef$|(?:^|\.)corr$/;
/** Each candidate is followed; a metric is near. Own choice. */
const MOST_CANDIDATES = 24;

/** Whether a value rests on errors, hits or ranks of predictions. */
export function computesOwnMetric(facts: Facts, cone: Cone): boolean {
  const isPredicted = cone.calls.some(isPrediction) || [...cone.words].some((word) => PREDICTED.test(word));
  if (!isPredicted) return false;
  if (cone.calls.some(({ call, name }) => RELATES.test(name) && isOfPredictions(facts, [call.callee, ...call.arguments]))) return true;
  if (cone.calls.some(({ name }) => /(?:^|\.)log2$/.test(name)) && [...cone.words].some((word) => /dcg/i.test(word))) return true;
  const isOverMany = cone.calls.some(({ name }) => AGGREGATES.test(name)) || cone.nodes.some((node) => node.kind === 'BinOp' && node.operator === '/');
  if (!isOverMany) return false;
  return cone.nodes.filter(isCandidate).slice(0, MOST_CANDIDATES).some((node) => holdsPredictionAgainstTruth(facts, node));
}

export function isPrediction({ call, name }: NamedCall): boolean {
  return PREDICTS.test(name) || (call.callee.kind === 'Name' && /^(?:model|net|network|clf|classifier|regressor|estimator|recommender|candidate|encoder_model)$/i.test(call.callee.id));
}

type Candidate = Extract<Node, { kind: 'BinOp' | 'Compare' | 'Call' }>;

/** `truth - predicted`, `truth == predicted`, `movie in recommended`, `watched & recommended`. */
function isCandidate(node: Node): node is Candidate {
  if (node.kind === 'BinOp') return node.operator === '-' || node.operator === '&';
  if (node.kind === 'Compare') return node.comparators.length === 1 && /^(?:==|!=|in|not in)$/.test(node.operators[0] ?? '');
  return node.kind === 'Call' && node.callee.kind === 'Attribute' && /^(?:intersection|eq|ne|sub|subtract|isin|equal|not_equal|squared_difference)$/.test(node.callee.attribute) && node.arguments.length > 0;
}

/** Many cones hold the same relations; each is looked at once. */
function holdsPredictionAgainstTruth(facts: Facts, node: Candidate): boolean {
  const known = facts.once(relationsKnown);
  let holds = known.get(node);
  if (holds === undefined) {
    holds = relatesPredictionToTruth(facts, node);
    known.set(node, holds);
  }
  return holds;
}

function relationsKnown(): Map<Candidate, boolean> {
  return new Map();
}

function relatesPredictionToTruth(facts: Facts, node: Candidate): boolean {
  const sides = sidesOf(node);
  if (sides.length !== 2 || sides.some((side) => side.kind === 'Constant' || isAggregate(side))) return false;
  // two models, or one model twice, agree or not: that is no quality
  return sides.filter((side) => isOfPredictions(facts, [side])).length === 1;
}

function sidesOf(node: Candidate): readonly Expression[] {
  if (node.kind === 'BinOp') return [node.left, node.right];
  if (node.kind === 'Compare') return [node.left, ...node.comparators];
  const args = node.arguments;
  return args.length >= 2 ? args.slice(0, 2) : [...(node.callee.kind === 'Attribute' ? [node.callee.value] : []), ...args];
}

/** The mean of one thing less the mean of another is no error of rows. */
function isAggregate(side: Expression): boolean {
  return side.kind === 'Call' && side.callee.kind === 'Attribute' && /^(?:mean|sum|median|std|quantile|max|min)$/.test(side.callee.attribute);
}

function isOfPredictions(facts: Facts, roots: readonly Node[]): boolean {
  return roots.some((root) => {
    const column = columnOf(root);
    if (column !== null) return PREDICTED.test(column) || isPredictedColumn(facts, column);
    if (root.kind === 'Call' && root.callee.kind === 'Attribute' && columnOf(root.callee.value) !== null && !isPrediction({ name: root.callee.attribute, call: root, target: null })) return isOfPredictions(facts, [root.callee.value]);
    const { calls, nodes } = coneOf(facts, [root]);
    if (calls.some(isPrediction)) return true;
    return nodes.slice(0, 40).some((node) => (node.kind === 'Name' || node.kind === 'Attribute') && PREDICTED.test(node.kind === 'Name' ? node.id : node.attribute));
  });
}

/** `predicted` of `frame["predicted"]` and `col("predicted")`, whatever else the frame holds. */
function columnOf(node: Node): string | null {
  const [first] = node.kind === 'Call' ? node.arguments : [];
  if (node.kind === 'Call' && first?.kind === 'Constant' && typeof first.value === 'string' && /^(?:col|column)$/.test(node.callee.kind === 'Attribute' ? node.callee.attribute : node.callee.kind === 'Name' ? node.callee.id : '')) return first.value;
  if (node.kind === 'Subscript') return node.index.kind === 'Constant' && typeof node.index.value === 'string' ? node.index.value : null;
  return node.kind === 'Attribute' && node.value.kind === 'Name' && /^(?:df|frame|part|group|data|test|rows?|g|batch)$|_(?:df|frame)$/.test(node.value.id) ? node.attribute : null;
}

/** A column that is assigned what a model says. */
function isPredictedColumn(facts: Facts, column: string): boolean {
  return facts.once(assignedColumns).get(column)?.some((value) => coneOf(facts, [value]).calls.some(isPrediction)) === true;
}

function assignedColumns(facts: Facts): ReadonlyMap<string, readonly Expression[]> {
  const found = new Map<string, Expression[]>();
  const add = (column: string, value: Expression): void => {
    found.set(column, [...(found.get(column) ?? []), value]);
  };
  for (const { targets, value } of facts.nodes('Assign')) for (const target of targets) if (target.kind === 'Subscript' && target.index.kind === 'Constant' && typeof target.index.value === 'string') add(target.index.value, value);
  for (const { callee, keywords } of facts.nodes('Call')) {
    if (callee.kind !== 'Attribute' || (callee.attribute !== 'assign' && callee.attribute !== 'with_columns')) continue;
    for (const { name, value } of keywords) if (name !== null) add(name, value);
  }
  return found;
}
