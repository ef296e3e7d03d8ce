/** Calls that measure how good a model is. */
import type { Facts } from '../../api/python/facts.ts';
import type { Node } from '../../api/python/syntax.ts';
import type { Cone, NamedCall } from './cone.ts';
import { computesOwnMetric } from './own-metrics.ts';

const METRIC = new RegExp(
  [
    String.raw`^sklearn\.metrics\.(?!confusion_matrix|classification_report|make_scorer|pairwise|\w*Display)`,
    String.raw`^(?:surprise\.accuracy|torchmetrics|torcheval\.metrics|ignite\.metrics|lightfm\.evaluation|implicit\.evaluation|jiwer|seqeval\.metrics|sacrebleu|darts\.metrics|sktime\.performance_metrics|utilsforecast\.losses|ranx|statsmodels\.tools\.eval_measures|sksurv\.metrics|(?:tensorflow\.)?keras\.metrics|prophet\.diagnostics)\.`,
    String.raw`^evaluate\.load\.compute$`,
    String.raw`(?:^|\.)(?:cross_val_score|cross_validate|cross_val_predict|performance_metrics|concordance_index|ndcg_at_k|average_precision_at_k)$`,
    String.raw`\.(?:score|evaluate|eval_metrics|model_performance)$`,
    String.raw`(?:^|[._])(?:accuracy|rmse|rmsle|mae|mse|mape|smape|wmape|mase|f1|auc|recall|precision|ndcg|hit_?rate|r2|error_rate|wer|cer|bleu|rouge|iou|mrr|skill|pinball|quantile_loss|brier|tpr|fpr|tnr|fnr|(?:true|false)_(?:positive|negative)_rate)(?:_score|_at_\w+|_metric|_loss)?$`,
    String.raw`(?:^|\.)(?:compute|calculate|calc|get|evaluate|eval|measure)_\w*(?:metrics?|scores?|accuracy|errors?|performance|quality|rmse|mae|f1|auc)$`,
    String.raw`(?:^|\.)evaluate(?:_model|_\w*slice\w*|_\w*group\w*)?$`,
  ].join('|'),
);

export function isMetric({ name }: NamedCall): boolean {
  return METRIC.test(name);
}

/** Whether a metric is computed: by a function, or by hand as a share of equal values. */
export function computesMetric(facts: Facts, cone: Cone): boolean {
  return cone.calls.some((call) => isMetric(call) || isShareOfEqual(call, facts)) || cone.calls.some(({ name }) => /^numpy\.(?:mean|sqrt)$/.test(name)) && cone.calls.some(({ name }) => /\.predict(?:_proba)?$/.test(name)) || computesOwnMetric(facts, cone) || readsMetric(cone) || cone.calls.some(isReport);
}

/** Results that were written down by whoever computed them. */
function readsMetric({ calls, words }: Cone): boolean {
  return calls.some(({ name }) => /^(?:json|yaml|toml|tomllib)\.(?:safe_)?loads?$|(?:^|\.)(?:read_json|get_run|get_metric\w*|search_runs|get_metric_history)$/.test(name)) && [...words].some((word) => CLEAR.test(word));
}

const CLEAR = /^(?:(?:test|val|valid|eval|macro|micro|weighted|mean)_)*(?:accuracy|auc|roc_auc|f1|f1_score|precision|recall|rmse|mae|mse|mape|r2|ndcg|hit_rate|log_?loss|wer)(?:_(?:test|val|score|at_\d+))*$/i;

/** `classification_report(truth, predicted, output_dict=True)` */
function isReport({ call, name }: NamedCall): boolean {
  return /(?:^|\.)classification_report$/.test(name) && call.keywords.some((keyword) => keyword.name === 'output_dict');
}

/** `(predicted == truth).mean()`, `np.mean(predicted == truth)` */
function isShareOfEqual({ call, name }: NamedCall, _facts: Facts): boolean {
  const [first] = call.arguments;
  if (/^(?:numpy\.mean|statistics\.mean)$/.test(name) && first !== undefined && isEquality(first)) return true;
  return call.callee.kind === 'Attribute' && call.callee.attribute === 'mean' && isEquality(call.callee.value);
}

function isEquality(node: Node): boolean {
  return node.kind === 'Compare' && node.operators.length === 1 && (node.operators[0] === '==' || node.operators[0] === '!=');
}
