/** Quality of a model that is judged by code: bounds that raise, comparisons that tell whether it is registered. */
import { walk } from '../../../api/python/children.ts';
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, If, Node } from '../../../api/python/syntax.ts';
import { enclosing } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { YES } from '../../../api/repository/place.ts';
import { coneOf, nameOfCall } from '../cone.ts';
import type { Cone } from '../cone.ts';
import { both, looksAtRows } from '../data-origin.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { judgedIn } from '../judged.ts';
import { computesMetric, isMetric } from '../metric-calls.ts';
import { isTestPath } from '../test-paths.ts';

const ITEMS = ['infra-4'] as const;

export const codeFinder: CodeFinder = {
  name: 'infra-4/in-code',
  find: (request) => ({ checks: [...bounds(request), ...branches(request), ...conditionSteps(request)] }),
};

const METRIC_WORD = /^(?:(?:new|test|val|valid|eval|model|current|candidate|challenger|mean|avg|final)_)*(?:accuracy|acc|auc|roc_auc|f1|f1_score|precision|recall|rmse|mae|mse|mape|r2|r2_score|ndcg|hit_rate|log_?loss|metrics?|scores?)(?:_(?:new|test|val|score|value|metric|candidate))*$/i;

function isOfQuality(facts: Facts, cone: Cone): boolean {
  if (computesMetric(facts, cone)) return true;
  const reads = cone.calls.some(({ name }) => /(?:^|\.)(?:json\.loads?|yaml\.safe_load|get_run|get_metric\w*|search_runs|read_text|read_json)$/.test(name));
  return reads && [...cone.words].some((word) => METRIC_WORD.test(word));
}

function bounds(request: CodeRequest): readonly FoundCheck[] {
  return judgedIn(request).flatMap((judged): readonly FoundCheck[] => {
    if (!isBound(request.facts, judged) || !isOfQuality(request.facts, judged.cone)) return [];
    // bounds on made-up rows say nothing of a model that is shipped
    const rows = looksAtRows(request.facts, judged);
    if (rows === null) return [];
    const stopsPromotion = promotedAround(request, judged);
    return [
      {
        items: ITEMS,
        at: judged.at,
        text: 'the quality of a model is held against a bound',
        isReal: both(judged.isReal, rows),
        data: 'unknown',
        ranBy: { kind: 'function', id: judged.id },
        ...(stopsPromotion === null ? {} : { stopsPromotion }),
      },
    ];
  });
}

/** A metric compared in size, not only something that rests on one. */
function isBound(facts: Facts, { condition }: Judged): boolean {
  const sides: Node[] = [];
  for (const node of condition) {
    walk(node, (each) => {
      if (each.kind === 'Compare' && each.operators.some((operator) => /^[<>]=?$/.test(operator))) sides.push(each.left, ...each.comparators);
    });
  }
  const call = condition[0]?.parent;
  if (call?.kind === 'Call' && call.callee.kind === 'Attribute' && /^assert(?:Greater|Less)/.test(call.callee.attribute)) sides.push(...call.arguments);
  return sides.some((side) => isMetricValue(facts, side));
}

/** A metric's call, or a name that holds one, through rounding and picking. */
function isMetricValue(facts: Facts, side: Node): boolean {
  let at = side;
  for (let turns = 0; turns < 8; turns += 1) {
    if (at.kind === 'Name' || at.kind === 'Attribute') {
      const word = at.kind === 'Name' ? at.id : at.attribute;
      if (METRIC_WORD.test(word)) return true;
    }
    if (at.kind === 'Subscript') {
      if (at.index.kind === 'Constant' && typeof at.index.value === 'string' && METRIC_WORD.test(at.index.value)) return true;
      at = at.value;
    } else if (at.kind === 'Call') {
      const name = nameOfCall(facts, at);
      if (isMetric({ call: at, name, target: null })) return true;
      const [first] = at.arguments;
      if (first !== undefined && /(?:^|\.)(?:float|round|abs|mean|min|max|sqrt|item|median)$/.test(name)) at = first;
      else if (at.callee.kind === 'Attribute' && /^(?:mean|min|max|item|median|get)$/.test(at.callee.attribute)) {
        if (first?.kind === 'Constant' && typeof first.value === 'string' && METRIC_WORD.test(first.value)) return true;
        at = at.callee.value;
      } else return false;
    } else if (at.kind === 'Name') {
      const { id } = at;
      const around = enclosing(at, ['FunctionDef']);
      const assigned = facts.nodes('Assign').find((each) => enclosing(each, ['FunctionDef']) === around && each.targets.some((target) => target.kind === 'Name' && target.id === id));
      if (assigned === undefined) return false;
      at = assigned.value;
    } else return false;
  }
  return false;
}

const PROMOTES =
  /^mlflow\.(?:register_model|sklearn\.save_model|set_registered_model_alias)$|\.(?:transition_model_version_stage|set_registered_model_alias|create_model_version|register_model|deploy|deploy_model|promote\w*|link_model|upload_file|upload_from_filename|upload_blob|push_to_hub|copy_model_version)$|(?:^|\.)(?:promote|deploy|publish|register|release|upload)_(?:\w+_)?(?:model|champion|candidate|artifact)s?(?:_\w+)?$|(?:^|\.)(?:promote|deploy_to_production)$/;

function promotionsIn(facts: Facts): readonly Call[] {
  return facts.once(findPromotions);
}

function findPromotions(facts: Facts): readonly Call[] {
  return facts.nodes('Call').filter((call) => PROMOTES.test(nameOfCall(facts, call)) || call.keywords.some(({ name }) => name === 'registered_model_name'));
}

/** Whether what ships the model in the same function comes after the bound; null where nothing there ships one. */
function promotedAround({ facts, placeOf }: CodeRequest, { node, id }: Judged): Outcome | null {
  if (isTestPath(id.slice(0, id.indexOf('::')))) return null;
  const around = enclosing(node, ['FunctionDef']);
  const inside = promotionsIn(facts).filter((call) => enclosing(call, ['FunctionDef']) === around);
  const [first] = inside;
  if (first === undefined) return null;
  const before = inside.find((call) => call.start < node.start);
  if (before !== undefined) return { answer: 'no', links: [{ at: placeOf(before), text: `\`${facts.textOf(before.callee).slice(0, 60).replaceAll('`', '')}\` has shipped the model before its quality is judged` }] };
  return { answer: 'yes', links: [{ at: placeOf(first), text: `\`${facts.textOf(first.callee).slice(0, 60).replaceAll('`', '')}\` comes only after it` }] };
}

/** `if new_auc > old_auc: mlflow.register_model(...)` */
function branches({ facts, placeOf, ownerOf }: CodeRequest): readonly FoundCheck[] {
  const seen = new Set<If>();
  return promotionsIn(facts).flatMap((call): readonly FoundCheck[] => {
    for (let at: Node | null = enclosing(call, ['If', 'FunctionDef']); at?.kind === 'If'; at = enclosing(at, ['If', 'FunctionDef'])) {
      if (seen.has(at) || at.test.kind === 'Constant' || (call.start >= at.test.start && call.start < at.test.end)) continue;
      const cone = coneOf(facts, [at.test]);
      const isCompared = cone.nodes.some((node) => node.kind === 'Compare' && node.operators.some((operator) => /^[<>]=?$/.test(operator)));
      if (!isCompared || !isOfQuality(facts, cone)) continue;
      seen.add(at);
      const named = facts.textOf(call.callee).slice(0, 60).replaceAll('`', '');
      return [{ items: ITEMS, at: placeOf(at.test), text: `the quality of a model decides whether \`${named}\` happens`, isReal: YES, data: 'unknown', ranBy: { kind: 'function', id: ownerOf(at) }, stopsPromotion: { answer: 'yes', links: [{ at: placeOf(call), text: `\`${named}\` happens only then` }] } }];
    }
    return [];
  });
}

/** A condition of a SageMaker pipeline, and the blessing a TFX Pusher waits for. */
function conditionSteps({ facts, placeOf, ownerOf }: CodeRequest): readonly FoundCheck[] {
  return facts.nodes('Call').flatMap((call): readonly FoundCheck[] => {
    const name = nameOfCall(facts, call);
    const base = { items: ITEMS, at: placeOf(call), data: 'unknown' as const, ranBy: { kind: 'function' as const, id: ownerOf(call) } };
    if (/^sagemaker\.workflow\.condition_step\.ConditionStep$/.test(name)) {
      const hasSteps = call.keywords.some(({ name: key, value }) => key === 'if_steps' && !(value.kind === 'List' && value.elements.length === 0));
      return hasSteps ? [{ ...base, text: 'a condition of the pipeline decides whether the model is registered', isReal: isUsed(facts, call, placeOf), stopsPromotion: YES }] : [];
    }
    if (!/^tfx\.(?:\w+\.)*Pusher$/.test(name)) return [];
    const blessing = call.keywords.find(({ name: key }) => key === 'model_blessing');
    const evaluators = facts.nodes('Call').filter((each) => /^tfx\.(?:\w+\.)*Evaluator$/.test(nameOfCall(facts, each)));
    if (blessing === undefined && evaluators.length === 0) return [];
    const stopsPromotion: Outcome = blessing !== undefined ? YES : { answer: 'no', links: [{ at: placeOf(call), text: 'the `Pusher` does not wait for a blessing' }] };
    const isReal = [call, ...evaluators].map((each) => isUsed(facts, each, placeOf)).find(({ answer }) => answer === 'no') ?? YES;
    return [{ ...base, text: 'an `Evaluator` blesses models before the `Pusher` ships them', isReal, stopsPromotion }];
  });
}

/** No where the component is built and then named nowhere but in other components that are not used either. */
function isUsed(facts: Facts, call: Call, placeOf: CodeRequest['placeOf']): Outcome {
  const { parent } = call;
  const [target] = parent.kind === 'Assign' && parent.targets.length === 1 ? parent.targets : [];
  if (parent.kind === 'Expr') return { answer: 'no', links: [{ at: placeOf(call), text: 'it is built and added to no pipeline' }] };
  if (target?.kind !== 'Name') return YES;
  const around = enclosing(call, ['FunctionDef']);
  const uses = facts.nodes('Name').filter((name) => name.id === target.id && name !== target && enclosing(name, ['FunctionDef']) === around);
  const isAdded = uses.some((name) => name.parent.kind !== 'Attribute');
  const isPart = uses.some((name) => name.parent.kind === 'Attribute');
  if (isAdded) return YES;
  const text = `\`${target.id}\` is built and added to no pipeline`;
  return isPart && !/Pusher|ConditionStep/.test(facts.textOf(call.callee)) && !isListed(facts) ? YES : { answer: 'no', links: [{ at: placeOf(call), text }] };
}

/** Whether the pipeline is told of its components one by one, so that those it is not told of are not run. */
function isListed(facts: Facts): boolean {
  return facts.nodes('Call').some(({ callee, arguments: given }) => callee.kind === 'Attribute' && callee.attribute === 'append' && given.length === 1 && callee.value.kind === 'Name' && /components|steps|nodes/.test(callee.value.id)) || facts.nodes('Keyword').some(({ name }) => name === 'components');
}
