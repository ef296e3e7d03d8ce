/** Tasks and conditions of pipelines that decide by a metric what runs next, and validations of libraries that raise. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, Expression, FunctionDef, Node, With } from '../../../api/python/syntax.ts';
import { enclosing } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import { behind, testsBefore } from '../behind.ts';
import { coneOf, nameOfCall, returnNodes, targetOf } from '../cone.ts';
import type { CodeRequest } from '../judged.ts';
import { promotionsIn } from '../promoting-calls.ts';
import { boundsQuality, comparedIn, isQualityValue } from '../quality.ts';
import { callsOf } from '../results.ts';
import { originOf } from '../served-origin.ts';

const ITEMS = ['infra-4'] as const;
const SHIPS = /deploy|promot|regist|publish|push|release|serve|upload|ship|production|canary|rollout/i;

export const codeFinder: CodeFinder = {
  name: 'infra-4/decisions',
  find: (request) => ({ checks: [...branchingTasks(request), ...conditionBlocks(request), ...validations(request)] }),
};

/** A task that names the next one, by a metric. */
function branchingTasks({ facts, placeOf, ownerOf }: CodeRequest): readonly FoundCheck[] {
  return facts.nodes('FunctionDef').flatMap((definition): readonly FoundCheck[] => {
    const task = branchingOf(facts, definition);
    if (task === null) return [];
    const returns = returnNodes(definition);
    const tests = returns.flatMap((each) => (each.value === null ? [] : each.value.kind === 'IfExp' ? [each.value.test] : each.value.kind === 'Constant' ? testsBefore(each) : [each.value]));
    const all = [...tests, ...behind(facts, tests)];
    const [first] = tests;
    if (first === undefined || !boundsQuality(facts, all)) return [];
    const id = ownerOf(first);
    if (originOf(coneOf(facts, all), [id]) === 'served') return [{ items: ['monitor-7'], at: placeOf(first), text: `\`${definition.name}\` chooses the next task by the quality of served predictions`, isReal: YES, data: 'served', ranBy: { kind: 'function', id } }];
    const named = returns.flatMap(({ value }) => (value === null ? [] : textsIn(value)));
    // a short circuit lets all that follows wait
    const stopsPromotion: Outcome = task === 'short' || named.some((name) => SHIPS.test(name)) ? YES : UNKNOWN;
    return [{ items: ITEMS, at: placeOf(first), text: `\`${definition.name}\` chooses the next task by the quality of the model`, isReal: YES, data: 'unknown', ranBy: { kind: 'function', id }, stopsPromotion }];
  });
}

function textsIn(value: Expression): readonly string[] {
  if (value.kind === 'IfExp') return [...textsIn(value.body), ...textsIn(value.orelse)];
  if (value.kind === 'List') return value.elements.flatMap(textsIn);
  return value.kind === 'Constant' && typeof value.value === 'string' ? [value.value] : [];
}

function branchingOf(facts: Facts, { name, decorators }: FunctionDef): 'branch' | 'short' | null {
  const called = [
    ...decorators.map((decorator) => facts.names.qualifiedName(decorator.kind === 'Call' ? decorator.callee : decorator) ?? ''),
    ...callsOf(facts).flatMap((call) => (call.node.keywords.some(({ name: key, value }) => key === 'python_callable' && value.kind === 'Name' && value.id === name) ? [call.name] : [])),
  ];
  if (called.some((each) => /short_circuit|ShortCircuit/.test(each))) return 'short';
  return called.some((each) => /\bbranch|Branch/.test(each) && /^airflow/.test(each)) ? 'branch' : null;
}

/** `with dsl.If(score.output >= 0.8): deploy(...)` of Kubeflow and Vertex AI. */
function conditionBlocks(request: CodeRequest): readonly FoundCheck[] {
  const { facts, placeOf, ownerOf } = request;
  return facts.nodes('With').flatMap((block): readonly FoundCheck[] => {
    const condition = block.items.flatMap(({ context }) => (context.kind === 'Call' && /^kfp\.(?:\w+\.)*(?:If|Condition|Elif)$/.test(nameOfCall(facts, context)) ? [context] : []))[0];
    const [test] = condition?.arguments ?? [];
    if (condition === undefined || test === undefined) return [];
    const ships = callsInside(facts, block).some((call) => shipsModel(facts, call));
    const judged = outputsOf(facts, test);
    if (!ships || judged.length === 0) return [];
    const isReal = comparedIn(test).length > 0 || judged.some((each) => decides(facts, each)) ? YES : UNKNOWN;
    return [{ items: ITEMS, at: placeOf(condition), text: 'a condition of the pipeline decides by an evaluation whether the model ships', isReal, data: 'unknown', ranBy: { kind: 'function', id: ownerOf(condition) }, stopsPromotion: YES }];
  });
}

const EVALUATES = /eval|metric|score|accuracy|auc|rmse|f1|compar|valid|better|threshold|test_model|bless|gate/i;

/** Calls of components whose output the test asks for, where they judge a model. */
function outputsOf(facts: Facts, test: Expression): readonly Call[] {
  return coneOf(facts, [test]).calls.flatMap(({ call, name, target }) => (EVALUATES.test(name) || (target !== null && returnNodes(target).some(({ value }) => value !== null && isQualityValue(facts, value))) ? [call] : []));
}

/** Whether the component answers yes or no by a metric itself. */
function decides(facts: Facts, call: Call): boolean {
  const target = targetOf(facts, call);
  if (target === null) return false;
  const roots = returnNodes(target).flatMap((each): readonly Node[] => (each.value === null ? [] : [each.value, ...testsBefore(each)]));
  return boundsQuality(facts, [...roots, ...behind(facts, roots)]);
}

function callsInside(facts: Facts, { start, end }: With): readonly Call[] {
  return facts.nodes('Call').filter((call) => call.start > start && call.end <= end);
}

function shipsModel(facts: Facts, call: Call): boolean {
  const target = targetOf(facts, call);
  const ofTarget = target !== null && promotionsIn(facts).some((each) => each.start >= target.start && each.end <= target.end);
  return ofTarget || SHIPS.test(nameOfCall(facts, call));
}

/** MLflow compares with thresholds or with a baseline and raises. */
function validations({ facts, placeOf, ownerOf }: CodeRequest): readonly FoundCheck[] {
  return callsOf(facts).flatMap(({ node, name }): readonly FoundCheck[] => {
    const isValidation = /^mlflow\.(?:models\.)?validate_evaluation_results$/.test(name) || (/^mlflow\.(?:models\.)?evaluate$/.test(name) && node.keywords.some(({ name: key }) => key === 'validation_thresholds'));
    if (!isValidation) return [];
    const around = enclosing(node, ['FunctionDef']);
    const inside = promotionsIn(facts).filter((call) => enclosing(call, ['FunctionDef']) === around);
    const before = inside.find((call) => call.start < node.start);
    const stopsPromotion: Outcome | null = before !== undefined ? { answer: 'no', links: [{ at: placeOf(before), text: 'the model has been shipped before it is judged' }] } : inside[0] !== undefined ? { answer: 'yes', links: [{ at: placeOf(inside[0]), text: 'the model is shipped only after it' }] } : null;
    return [{ items: ITEMS, at: placeOf(node), text: 'MLflow holds the metrics of the model against thresholds and raises', isReal: YES, data: 'unknown', ranBy: { kind: 'function', id: ownerOf(node) }, ...(stopsPromotion === null ? {} : { stopsPromotion }) }];
  });
}
