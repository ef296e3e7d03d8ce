/** Conditions that compare a model with a trivial one. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Expression, Node } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN } from '../../../api/repository/place.ts';
import { boundsOf } from '../bounds.ts';
import { coneOf } from '../cone.ts';
import { rowsOf } from '../data-origin.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { judgedIn } from '../judged.ts';
import { computesMetric } from '../metric-calls.ts';
import { METRIC_WORD } from '../quality.ts';
import { callsOf, raisingCheck } from '../results.ts';
import { sourceOf } from '../source-of.ts';
import { termsOf } from './terms.ts';

export const codeFinder: CodeFinder = {
  name: 'model-5/compared-with-a-baseline',
  find: (request) => ({
    checks: [
      ...judgedIn(request).flatMap((judged): readonly FoundCheck[] => {
        const { facts } = request;
        const found = comparisonOf(facts, judged);
        if (found === null) return [];
        return [{ items: ['model-5'], at: judged.at, ...found, data: 'unknown', ranBy: { kind: 'function', id: judged.id } }];
      }),
      ...byThresholds(request),
    ],
  }),
};

/** MLflow raises where a candidate is not better than a baseline by as much as its thresholds say. */
function byThresholds(request: CodeRequest): readonly FoundCheck[] {
  const { facts, placeOf } = request;
  return callsOf(facts).flatMap(({ node, name }): readonly FoundCheck[] => {
    const baseline = node.keywords.find((keyword) => keyword.name === 'baseline_result' || keyword.name === 'baseline_model')?.value;
    if (baseline === undefined || !/^mlflow\.(?:\w+\.)*(?:validate_evaluation_results|evaluate)$/.test(name)) return [];
    const { calls, words } = coneOf(facts, [baseline]);
    const isSimpler = calls.some((call) => TRIVIAL.test(call.name) || SIMPLE.test(call.name)) || [...words].some((word) => /dummy|naive|majority|popular|trivial|simple|mean|linear|logistic/i.test(word));
    return [raisingCheck(request, { call: node, items: ['model-5'], text: '`{call}` holds a model against a baseline', ...(isSimpler ? {} : { isReal: { answer: 'unknown', links: [{ at: placeOf(baseline), text: 'whether this is a simpler model cannot be told' }] } }) })];
  });
}

const TRIVIAL = /^sklearn\.dummy\.Dummy(?:Classifier|Regressor)|(?:^|\.)(?:NormalPredictor|BaselineOnly)$/;
const SAYS_BASELINE = /(?:^|_)(?:baseline|dummy|naive|majority|popularity|most_popular|most_frequent|trivial|random_guess|mean_predictor|simple_model)(?:_|$|s$|\d)/i;
/** The share of the most common label, the mean as the guess. */
const BY_HAND = /(?:\.|^)(?:value_counts|mode|bincount|most_common|full_like|full)$/;

/** Models of few parameters. */
const SIMPLE = /^sklearn\.(?:linear_model\.(?:\w+\.)*(?:LinearRegression|LogisticRegression|Ridge|Lasso|SGD\w+)|naive_bayes\.(?:\w+\.)*\w+NB|tree\.(?:\w+\.)*DecisionTree\w+|neighbors\.(?:\w+\.)*KNeighbors\w+)$|^surprise\.(?:\w+\.)*KNNBasic$/;

function comparisonOf(facts: Facts, judged: Judged): { readonly text: string; readonly isReal: Outcome; readonly rowsFrom?: 'fixtures' } | null {
  const { cone, inside, at, oracle } = judged;
  if (oracle.kind === 'raises' || judged.condition.length === 0) return null;
  const rows = rowsOf(facts, judged);
  const name = inside?.name ?? '';
  const where = name === '' ? 'the file' : `\`${name}\``;
  const sides = sidesOf(judged.condition[0]);
  const isAgainstSimpler = rows !== null && againstSimpler(facts, judged);
  if (isAgainstSimpler) return { text: `${where} compares a model with a ${isAgainstSimpler} one`, ...rows };
  const trivial = cone.calls.find((call) => TRIVIAL.test(call.name) || (call.target !== null && SAYS_BASELINE.test(call.target.name)));
  const isMeasured = computesMetric(facts, cone) || [...cone.words].some((word) => METRIC_WORD.test(word) || /(?:^|_)(?:acc(?:uracy)?|auc|f1|rmse|mae|mse|r2|score|loss|error)(?:_|$)/i.test(word));
  if (!isMeasured) return null;
  const isAgainstNumber = sides !== null && sides.some((side) => isNumber(facts, side));
  if (trivial !== undefined && sides !== null && !isAgainstNumber) return rows === null ? null : { text: `${where} compares a model with a trivial one`, ...rows };
  const named = sides?.find((side) => SAYS_BASELINE.test(wordOf(side)));
  if (named !== undefined && !isNumber(facts, named) && rows !== null) {
    const { calls } = coneOf(facts, [named]);
    const isComputed = calls.some((call) => BY_HAND.test(call.name) || SIMPLE.test(call.name));
    const isLoaded = calls.some((call) => /^(?:joblib|pickle|json|mlflow|yaml)\.|(?:^|\.)(?:open|read_text|get_run|search_runs|get_metric\w*)$/.test(call.name));
    return { text: `${where} compares a metric with \`${wordOf(named)}\``, ...(isComputed && !isLoaded ? rows : { isReal: { answer: 'unknown', links: [{ at, text: `what makes \`${wordOf(named)}\` cannot be told` }] } }) };
  }
  // called a comparison, and none
  if (inside?.test != null && /(?:^|_)baseline(?:_|$)/i.test(name.replace(/^test_/, '')) && isAgainstNumber && rows !== null && cone.isWhole && cone.calls.some((call) => /^sklearn\.metrics\.|^surprise\.accuracy\.|\.score$|accuracy|rmse/.test(call.name))) {
    return { text: `${where} speaks of a baseline`, isReal: { answer: 'no', links: [{ at, text: `${where} compares with a number, not with a simpler model` }] } };
  }
  return named === undefined || rows === null || !isAgainstNumber ? null : { text: `${where} compares a metric with the number \`${wordOf(named)}\``, isReal: UNKNOWN };
}

/** Whether a comparison by order holds the measure of a model against that of a trivial or a simpler one. */
function againstSimpler(facts: Facts, judged: Judged): 'trivial' | 'simpler' | null {
  for (const { left, operator, right } of boundsOf(facts, judged)) {
    if (!/^[<>]=?$/.test(operator)) continue;
    const kinds = new Set(termsOf(facts, [left, right]).map(({ kind }) => kind));
    if (kinds.has('trivial') && (kinds.has('model') || kinds.has('simple'))) return 'trivial';
    if (kinds.has('simple') && kinds.has('model')) return 'simpler';
  }
  return null;
}

/** Both sides of a comparison by order. */
function sidesOf(test: Node | undefined): readonly Expression[] | null {
  if (test?.kind !== 'Compare' || test.comparators.length !== 1 || !/^[<>]=?$/.test(test.operators[0] ?? '')) return null;
  return [test.left, ...test.comparators];
}

function isNumber(facts: Facts, side: Expression): boolean {
  const source = sourceOf(facts, side);
  if (source.kind === 'UnaryOp') return isNumber(facts, source.operand);
  return source.kind === 'Constant' && typeof source.value === 'number';
}

/** Of `results["baseline"]["rmse"]` the key that says baseline, else the last one. */
function keyOf({ value, index }: Extract<Expression, { kind: 'Subscript' }>): string {
  const outer = wordOf(value);
  return index.kind === 'Constant' && typeof index.value === 'string' && !SAYS_BASELINE.test(outer) ? index.value : outer;
}

/** The name a side goes by: of `baseline_rmse * 0.9`, `baseline_rmse`. */
function wordOf(side: Expression): string {
  switch (side.kind) {
    case 'Name':
      return side.id;
    case 'Attribute':
      return side.attribute;
    case 'Subscript':
      return keyOf(side);
    case 'BinOp':
      return [wordOf(side.left), wordOf(side.right)].find((word) => SAYS_BASELINE.test(word)) ?? '';
    default:
      return '';
  }
}
