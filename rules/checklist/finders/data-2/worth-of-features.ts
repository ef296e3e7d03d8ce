/** What each feature adds, recomputed by code: judged by a condition, or deciding which features stay. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call } from '../../../api/python/syntax.ts';
import type { NamedCall } from '../cone.ts';
import { rowsOf } from '../data-origin.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { isBound, judgedIn } from '../judged.ts';
import { isOneOfMany } from '../loop-variables.ts';
import { computesMetric } from '../metric-calls.ts';
import { calleeText, callsOf, raisingCheck } from '../results.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'data-2/worth-of-features',
  find: (request) => (isExamplePath(request.program.path) ? {} : { checks: [...judged(request), ...deciding(request)] }),
};

const WORTH = /^sklearn\.inspection\.(?:\w+\.)*permutation_importance$|^sklearn\.feature_selection\.(?:\w+\.)*(?:mutual_info_\w+|f_classif|f_regression|chi2|r_regression)$|^shap\.(?:\w+\.)*\w*Explainer(?:\.shap_values|\.__call__)?$|^eli5\.|^boruta\.|(?:^|\.)(?:feature_importances?|drop_column_importance|ablat\w*|leave_one_feature_out|permutation_importances?)$|\.(?:get_feature_importance|get_fscore|feature_importance)$/;
const DECIDING = /^sklearn\.feature_selection\.(?:\w+\.)*(?:SelectKBest|SelectFromModel|RFE|RFECV|SelectPercentile|SequentialFeatureSelector|SelectFpr|SelectFdr|VarianceThreshold)\.(?:fit|fit_transform)$|^boruta\.(?:\w+\.)*BorutaPy\.(?:fit|fit_transform)$|^feature_engine\.selection\.\w+\.(?:fit|fit_transform)$/;

function judged(request: CodeRequest): readonly FoundCheck[] {
  const { facts } = request;
  return judgedIn(request).flatMap((each): readonly FoundCheck[] => {
    const { cone, oracle, at, id, inside } = each;
    if (oracle.kind === 'raises' || !isBound(each)) return [];
    const call = cone.calls.find(isWorth);
    const attribute = cone.nodes.find((node) => node.kind === 'Attribute' && /^(?:feature_importances_|importances_mean)$/.test(node.attribute));
    const correlation = correlationWithLabel(facts, cone.calls);
    const isAblation = leavesOneOut(facts, each) && computesMetric(facts, cone);
    if (call === undefined && attribute === undefined && correlation === null && !isAblation) return [];
    const rows = rowsOf(facts, each);
    if (rows === null) return [];
    const what = correlation !== null && call === undefined && attribute === undefined ? 'the relation of features to the label' : 'what features add';
    return [{ items: ['data-2'], at, text: `${inside === null || inside.name === '' ? 'the file' : `\`${inside.name}\``} bounds ${what}`, ...rows, data: 'unknown', ranBy: { kind: 'function', id } }];
  });
}

function isWorth({ name }: NamedCall): boolean {
  return WORTH.test(name);
}

/** Two metrics are compared, one of them without a feature of a loop. */
function leavesOneOut(facts: Facts, { condition, cone }: Judged): boolean {
  const [test] = condition;
  if (test?.kind !== 'Compare' || [test.left, ...test.comparators].some(({ kind }) => kind === 'Constant')) return false;
  return cone.nodes.some((node) => {
    if (node.kind === 'ComprehensionFor') return node.ifs.some((filter) => filter.kind === 'Compare' && filter.operators[0] === '!=' && filter.left.kind === 'Name' && isOneOfMany(facts, filter.comparators[0]));
    if (node.kind !== 'Call' || node.callee.kind !== 'Attribute' || node.callee.attribute !== 'drop') return false;
    const columns = node.keywords.find(({ name }) => name === 'columns')?.value;
    return columns?.kind === 'List' ? columns.elements.some((each) => isOneOfMany(facts, each)) : isOneOfMany(facts, columns);
  });
}

/** `frame.corr()["label"]`, `frame["x"].corr(frame["label"])` */
function correlationWithLabel(facts: Facts, calls: readonly NamedCall[]): Call | null {
  const found = calls.find(({ call, name }) => (/(?:^|\.)(?:corr|corrwith)$/.test(name) && (/label|target|\by\b|y_train|outcome|rating|class/i.test(facts.textOf(call.parent).slice(0, 300)) || (call.parent.kind === 'Subscript' && call.parent.index.kind === 'Constant'))) || /^scipy\.stats\.(?:pearsonr|spearmanr|pointbiserialr)$/.test(name));
  return found === undefined || (/scipy/.test(found.name) && !/label|target|y_train|\by\b/i.test(facts.textOf(found.call))) ? null : found.call;
}

/** A selector that is fitted in the training decides each time. */
function deciding(request: CodeRequest): readonly FoundCheck[] {
  const { facts, program } = request;
  if (isTestPath(program.path) || program.kind === 'notebook') return [];
  const byFits = facts.fits.flatMap(({ estimator, call, node }): readonly Call[] => {
    const parts = estimator.parts.some((part) => part.kind === 'object' && /^sklearn\.feature_selection\./.test(part.className ?? '') && !/VarianceThreshold$/.test(part.className ?? ''));
    return parts && call !== null && node.kind === 'Call' && call.node === node ? [call.node] : [];
  });
  const found = new Set([...byFits, ...callsOf(facts).flatMap(({ node, name }) => (DECIDING.test(name) && !/VarianceThreshold/.test(name) ? [node] : []))]);
  const own = [...found].filter((call) => facts.nodes('Call').includes(call));
  return own.map((call) => raisingCheck(request, { call, items: ['data-2'], text: `\`${calleeText(facts, call)}\` keeps the features that add something` }));
}
