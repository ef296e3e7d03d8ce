/** Values that say how good a model is: metrics of libraries, of the project, and what is read from files of metrics. */
import { walk } from '../../api/python/children.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Expression, Node } from '../../api/python/syntax.ts';
import type { Cone } from './cone.ts';
import { coneOf } from './cone.ts';
import { computesMetric } from './metric-calls.ts';
import { computesOwnMetric } from './own-metrics.ts';
import { selectedIn } from './selected.ts';
import { sourceOf } from './source-of.ts';

const METRICS = 'accuracy|acc|auc|auroc|roc_auc|f1|precision|recall|rmse|rmsle|mae|mse|mape|smape|r2|ndcg|mrr|map_?at_?\\d*|hit_?rate|hits?|log_?loss|loss|perplexity|bleu|rouge\\w*|wer|cer|iou|dice|coverage|lift|gini|brier|kappa|mcc|quality|skill|ap|error_rate|error';

export const METRIC_WORD = new RegExp(`^(?:[a-z]+_)*(?:${METRICS}|metrics?|scores?)(?:_(?:at_?\\d+|\\d+|new|old|test|val|validation|score|value|metric|candidate|champion|rate|mean|macro|micro|weighted|overall|live|prod|holdout))*$`, 'i');

const METRIC_FILE = /(?:^|[/_.-])(?:metrics?|scores?|eval\w*|quality)[\w.-]*\.(?:json|ya?ml|csv|txt|toml)$/i;

const CLOCKS = /^time\.|(?:^|\.)(?:perf_counter|default_timer|getrusage|get_traced_memory|memory_info|getsizeof|getsize|stat)$/;

/** Whether a value is a measure of quality: by a metric's call, by its name where it is read, or worked out of predictions and truth. */
export function isQualityValue(facts: Facts, node: Node): boolean {
  if (node.kind === 'Constant' || isAmount(node)) return false;
  const cone = coneOf(facts, [node]);
  if (cone.calls.some(({ name }) => CLOCKS.test(name))) return false;
  const { keys, values } = selectedIn(facts, [node], cone);
  const [nearest] = keys;
  // a report of quality says how many rows it saw as well
  if (nearest !== undefined && AMOUNT.test(nearest)) return false;
  if (nearest !== undefined && values.length > 0 && !isMetricName(nearest) && values.every((value) => value.kind === 'Constant' || isAmount(value))) return false;
  return computesMetric(facts, cone) || isRead(cone, node) || computesOwnMetric(facts, cone);
}

const AMOUNT = /^(?:n|n_\w+|num_\w+|\w+_count|count|counts|len|length|rows|n?rows|samples|size|shape|ndim|support|total|version|epochs?|steps?|iterations?|seed|st_size|nnz|best_iteration|status_code|(?:\w+_)?batch(?:_size)?|\w+_size|width|height|depth|dims?|timeout|retries|port|budget|limit)$/i;

/** How many there are, not how good they are: `len(rows)`, `table.shape[0]`. */
function isAmount(node: Node): boolean {
  if (node.kind === 'Call') return (node.callee.kind === 'Name' && node.callee.id === 'len') || (node.callee.kind === 'Attribute' && /^(?:count|nunique|dim|ndimension|numel)$/.test(node.callee.attribute));
  if (node.kind === 'Attribute') return AMOUNT.test(node.attribute);
  if (node.kind === 'Name') return AMOUNT.test(node.id);
  return node.kind === 'Subscript' && node.value.kind === 'Attribute' && node.value.attribute === 'shape';
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

/** Whether all that is asked of the quality is that it lies where it always lies: `0 <= accuracy <= 1`. */
export function asksOnlyForRange(facts: Facts, tests: readonly Node[]): boolean {
  const bounds = tests.flatMap(pairsIn).filter(({ left, right }) => isQualityValue(facts, left) || isQualityValue(facts, right));
  return bounds.length > 0 && bounds.every((bound) => isOfRange(facts, bound));
}

interface Pair {
  readonly left: Expression;
  readonly operator: string;
  readonly right: Expression;
}

function pairsIn(test: Node): readonly Pair[] {
  const found: Pair[] = [];
  walk(test, (each) => {
    if (each.kind !== 'Compare') return;
    let { left } = each;
    each.operators.forEach((operator, index) => {
      const right = each.comparators[index];
      if (right === undefined) return;
      if (/^[<>]=?$/.test(operator)) found.push({ left, operator, right });
      left = right;
    });
  });
  const call = test.parent;
  const [left, right] = call?.kind === 'Call' ? call.arguments : [];
  const asserted = call?.kind === 'Call' && call.callee.kind === 'Attribute' ? (/^assert(Greater|Less)(?:Equal)?$/.exec(call.callee.attribute)?.[1] ?? null) : null;
  if (asserted !== null && test === left && right !== undefined) found.push({ left, operator: asserted === 'Greater' ? '>' : '<', right });
  return found;
}

/** Better than nothing is something for these. */
const MAY_BE_NEGATIVE = /r2|r_2|r_squared|skill|gain|improve|delta|diff|lift|kappa|mcc|matthews|corr|advantage|margin|uplift|nse|explained/i;
const ERRORS = /rmse|rmsle|mae|mse|mape|loss|err|perplexity|wer|cer|brier|dev|bias|pinball/i;

function isOfRange(facts: Facts, { left, operator, right }: Pair): boolean {
  const [of, given, isMore] = left.kind === 'Constant' ? [right, left, operator.startsWith('<')] : [left, right, operator.startsWith('>')];
  if (given.kind !== 'Constant' || (given.value !== 0 && given.value !== 1)) return false;
  const cone = coneOf(facts, [of]);
  const named = [...selectedIn(facts, [of], cone).keys.slice(0, 1), ...selectedIn(facts, [of], cone).names, ...cone.calls.map(({ name }) => name.slice(name.lastIndexOf('.') + 1))];
  const made = of.kind === 'Name' ? sourceOf(facts, of) : of;
  const isDifference = made.kind === 'BinOp' && made.operator === '-';
  if (isMore) return given.value === 0 && !isDifference && !named.some((name) => MAY_BE_NEGATIVE.test(name));
  return given.value === 1 && !isDifference && !named.some((name) => ERRORS.test(name));
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
