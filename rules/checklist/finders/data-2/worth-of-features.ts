/** What each feature adds, recomputed by code: judged by a condition, or deciding which features stay. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, Expression, Node } from '../../../api/python/syntax.ts';
import { YES } from '../../../api/repository/place.ts';
import { boundsOf } from '../bounds.ts';
import type { NamedCall } from '../cone.ts';
import { coneOf, nameOfCall } from '../cone.ts';
import { rowsOf } from '../data-origin.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { isBound, judgedIn } from '../judged.ts';
import { isOneOfMany } from '../loop-variables.ts';
import { computesMetric } from '../metric-calls.ts';
import { isPrediction } from '../own-metrics.ts';
import { sourceOf } from '../source-of.ts';
import { calleeText, callsOf, raisingCheck } from '../results.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'data-2/worth-of-features',
  find: (request) => (isExamplePath(request.program.path) ? {} : { checks: [...judged(request), ...deciding(request), ...filtering(request)] }),
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
    // that a model is worse without a feature is what is wanted, so which way the metric points says nothing
    const rows = rowsOf(facts, isAblation ? { ...each, isReal: oracle.canFail } : each);
    if (rows === null) return [];
    const what = correlation !== null && call === undefined && attribute === undefined ? 'the relation of features to the label' : 'what features add';
    return [{ items: ['data-2'], at, text: `${inside === null || inside.name === '' ? 'the file' : `\`${inside.name}\``} bounds ${what}`, ...rows, data: 'unknown', ranBy: { kind: 'function', id } }];
  });
}

function isWorth({ name }: NamedCall): boolean {
  return WORTH.test(name);
}

/** Two metrics are compared, one of them without a feature of a loop, or with its values mixed up. */
function leavesOneOut(facts: Facts, judged: Judged): boolean {
  const { cone } = judged;
  const isOfTwo = boundsOf(facts, judged).some(({ left, operator, right }) => /^[<>]=?$/.test(operator) && [left, right].some((side) => holdsTwoValues(facts, side)) || (left.kind !== 'Constant' && right.kind !== 'Constant'));
  if (!isOfTwo) return false;
  return cone.nodes.some((node) => {
    if (node.kind === 'ComprehensionFor') return node.ifs.some((filter) => filter.kind === 'Compare' && filter.operators[0] === '!=' && filter.left.kind === 'Name' && isOneOfMany(facts, filter.comparators[0]));
    if (node.kind === 'BinOp') return node.operator === '-' && node.right.kind === 'Set' && node.right.elements.some((each) => isOneOfMany(facts, each));
    if (node.kind !== 'Call') return false;
    if (MIXES.test(nameOfCall(facts, node))) return isOfOneColumn(facts, node);
    if (node.callee.kind !== 'Attribute' || node.callee.attribute !== 'drop') return false;
    const columns = node.keywords.find(({ name }) => name === 'columns')?.value ?? node.arguments[0];
    return columns?.kind === 'List' ? columns.elements.some((each) => isOneOfMany(facts, each)) : isOneOfMany(facts, columns);
  });
}

function holdsTwoValues(facts: Facts, side: Expression): boolean {
  const source = sourceOf(facts, side);
  return source.kind === 'BinOp' && source.left.kind !== 'Constant' && source.right.kind !== 'Constant';
}

const MIXES = /(?:^|\.)(?:permutation|shuffle|permute|sample|permuted)$/;

/** `rows[column] = generator.permutation(rows[column])` where a loop goes through the columns. */
function isOfOneColumn(facts: Facts, call: Call): boolean {
  for (let at: Node | null = call; at !== null && at.kind !== 'FunctionDef'; at = at.parent) if (at.kind === 'Assign') return at.targets.some((target) => target.kind === 'Subscript' && isOneOfMany(facts, target.index.kind === 'Tuple' ? target.index.elements[1] : target.index));
  return call.arguments.some((argument) => argument.kind === 'Subscript' && isOneOfMany(facts, argument.index.kind === 'Tuple' ? argument.index.elements[1] : argument.index));
}

/** Importances that are held against a bound to say which columns the training gets. */
function filtering(request: CodeRequest): readonly FoundCheck[] {
  const { facts, program, placeOf, ownerOf } = request;
  if (isTestPath(program.path) || program.kind === 'notebook') return [];
  return facts.nodes('Compare').flatMap((node): readonly FoundCheck[] => {
    if (!node.operators.some((operator) => /^[<>]=?$/.test(operator)) || !isFilter(node)) return [];
    const assigned = assignedAround(node);
    if (assigned === null || !choosesColumns(facts, assigned)) return [];
    const { calls, nodes } = coneOf(facts, [node, ...iterationsAround(node)]);
    if (!calls.some(isWorth) && !nodes.some((each) => each.kind === 'Attribute' && /^(?:feature_importances_|importances_mean|coef_)$/.test(each.attribute))) return [];
    return [{ items: ['data-2'], at: placeOf(node), text: 'features that add too little are left out of the training', isReal: YES, data: 'unknown', ranBy: { kind: 'function', id: ownerOf(node) } }];
  });
}

function isFilter({ parent }: Extract<Node, { kind: 'Compare' }>): boolean {
  return parent.kind === 'ComprehensionFor' || parent.kind === 'Subscript' || (parent.kind === 'Call' && parent.callee.kind === 'Attribute' && /^(?:where|flatnonzero|nonzero)$/.test(parent.callee.attribute)) || parent.kind === 'Assign';
}

function iterationsAround({ parent }: Extract<Node, { kind: 'Compare' }>): readonly Node[] {
  return parent.kind === 'ComprehensionFor' ? [parent.iter] : [];
}

function assignedAround(node: Node): string | null {
  for (let at: Node | null = node; at !== null && at.kind !== 'FunctionDef'; at = at.parent) if (at.kind === 'Assign') return at.targets[0]?.kind === 'Name' ? at.targets[0].id : null;
  return null;
}

/** `frame[kept]`, `frame.drop(columns=weak)`, `train(frame, kept)`. */
function choosesColumns(facts: Facts, id: string): boolean {
  return facts.nodes('Name').some((name) => {
    if (name.id !== id) return false;
    const { parent } = name;
    if (parent.kind === 'Subscript') return parent.index === name;
    if (parent.kind === 'Tuple') return parent.parent.kind === 'Subscript';
    return (parent.kind === 'Call' || parent.kind === 'Keyword') && /(?:^|\.)(?:drop|reindex|filter|select|fit\w*|train\w*|loc)$/.test(facts.textOf(parent.kind === 'Call' ? parent.callee : parent.parent.kind === 'Call' ? parent.parent.callee : parent));
  });
}

/** `frame.corr()["label"]`, `frame["x"].corr(frame["label"])` */
function correlationWithLabel(facts: Facts, calls: readonly NamedCall[]): Call | null {
  const found = calls.find(({ call, name }) => (/(?:^|\.)(?:corr|corrwith)$/.test(name) && (/label|target|\by\b|y_train|outcome|rating|class/i.test(facts.textOf(call.parent).slice(0, 300)) || (call.parent.kind === 'Subscript' && call.parent.index.kind === 'Constant'))) || /^scipy\.stats\.(?:pearsonr|spearmanr|pointbiserialr)$/.test(name));
  if (found !== undefined && coneOf(facts, [found.call]).calls.some(isPrediction)) return null;
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
