/** Values that say how good a model is: metrics of libraries, of the project, and what is read from files of metrics. */
import { walk } from '../../api/python/children.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Expression, Node } from '../../api/python/syntax.ts';
import type { Cone } from './cone.ts';
import { coneOf } from './cone.ts';
import { computesMetric } from './metric-calls.ts';
import { computesOwnMetric } from './own-metrics.ts';

const METRICS = 'accuracy|acc|auc|auroc|roc_auc|f1|precision|recall|rmse|rmsle|mae|mse|mape|smape|r2|ndcg|mrr|map_?at_?\\d*|hit_?rate|hits?|log_?loss|loss|perplexity|bleu|rouge\\w*|wer|cer|iou|dice|coverage|lift|gini|brier|kappa|mcc|quality|skill|ap|error_rate|error';

export const METRIC_WORD = new RegExp(`^(?:[a-z]+_)*(?:${METRICS}|metrics?|scores?)(?:_(?:at_?\\d+|\\d+|new|old|test|val|validation|score|value|metric|candidate|champion|rate|mean|macro|micro|weighted|overall|live|prod|holdout))*$`, 'i');

const METRIC_FILE = /(?:^|[/_.-])(?:metrics?|scores?|eval\w*|quality)[\w.-]*\.(?:json|ya?ml|csv|txt|toml)$/i;

const CLOCKS = /^time\.|(?:^|\.)(?:perf_counter|default_timer|getrusage|get_traced_memory|memory_info|getsizeof|getsize|stat)$/;

/** Whether a value is a measure of quality: by a metric's call, by its name where it is read, or worked out of predictions and truth. */
export function isQualityValue(facts: Facts, node: Node): boolean {
  if (node.kind === 'Constant') return false;
  const cone = coneOf(facts, [node]);
  if (cone.calls.some(({ name }) => CLOCKS.test(name))) return false;
  return computesMetric(facts, cone) || isRead(cone, node) || computesOwnMetric(facts, cone);
}

/** `json.load(open("metrics.json"))["auc"]`, a metric of a tracked run. */
function isRead(cone: Cone, node: Node): boolean {
  const reads = cone.calls.some(({ name }) => READS.test(name));
  if (!reads) return false;
  return isNamedMetric(node) || [...cone.words].some((word) => METRIC_FILE.test(word) || isMetricName(word));
}

const READS = /(?:^|\.)(?:loads?|safe_load|read|get_run|get_metric\w*|search_runs|read_text|read_json|read_csv|json|metrics|get_model_version\w*|get_latest_versions|summary|runs?|xcom_pull|get_output\w*)$/;

/** `auc`, `val/auc`, `f1-score`, `macro avg`. */
function isMetricName(word: string): boolean {
  return word.length < 60 && METRIC_WORD.test(word.replaceAll(/\W+/g, '_').replace(/_$/, ''));
}

function isNamedMetric(node: Node): boolean {
  let isNamed = false;
  walk(node, (each) => {
    if (each.kind === 'Name' && METRIC_WORD.test(each.id)) isNamed = true;
    if (each.kind === 'Attribute' && METRIC_WORD.test(each.attribute)) isNamed = true;
    if (each.kind === 'Constant' && typeof each.value === 'string' && isMetricName(each.value)) isNamed = true;
  });
  return isNamed;
}

/** Whether any of these tests compares a measure of quality in size. */
export function boundsQuality(facts: Facts, tests: readonly Node[]): boolean {
  return tests.some((test) => comparedIn(test).some((side) => isQualityValue(facts, side)));
}

/** Sides of comparisons in size, and arguments of `assertGreater` and the like. */
export function comparedIn(test: Node): readonly Expression[] {
  const sides: Expression[] = [];
  walk(test, (each) => {
    if (each.kind === 'Compare' && each.operators.some((operator) => /^[<>]=?$/.test(operator))) sides.push(each.left, ...each.comparators);
  });
  const call = test.parent;
  if (call?.kind === 'Call' && call.callee.kind === 'Attribute' && /^assert(?:Greater|Less)/.test(call.callee.attribute)) sides.push(...call.arguments);
  return sides;
}
