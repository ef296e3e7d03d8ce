/** Quality of a model that is judged by code: bounds that raise, comparisons that tell whether it is registered. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, If, Node } from '../../../api/python/syntax.ts';
import { enclosing } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { YES } from '../../../api/repository/place.ts';
import { behind } from '../behind.ts';
import { nameOfCall } from '../cone.ts';
import { both, looksAtRows } from '../data-origin.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { judgedIn } from '../judged.ts';
import { promotionsIn } from '../promoting-calls.ts';
import { pathOf } from '../project-calls.ts';
import { asksOnlyForRange, boundsQuality } from '../quality.ts';
import { originOf } from '../served-origin.ts';
import { isTestPath } from '../test-paths.ts';

const ITEMS = ['infra-4'] as const;

export const codeFinder: CodeFinder = {
  name: 'infra-4/in-code',
  find: (request) => ({ checks: [...bounds(request), ...branches(request), ...conditionSteps(request)] }),
};

function bounds(request: CodeRequest): readonly FoundCheck[] {
  return judgedIn(request).flatMap((judged): readonly FoundCheck[] => {
    if (!boundsQuality(request.facts, judged.tests)) return [];
    // what is served has passed every gate
    if (originOf(judged.cone, [pathOf(judged.id), judged.id.slice(judged.id.indexOf('::') + 2)]) === 'served') return [];
    // bounds on made-up rows say nothing of a model that is shipped
    const rows = looksAtRows(request.facts, judged);
    if (rows === null) return [];
    const isRange = asksOnlyForRange(request.facts, judged.tests);
    // elsewhere it is a guard against wrong numbers, and pretends nothing
    if (isRange && (rows.answer === 'unknown' || !isTestPath(pathOf(judged.id)))) return [];
    const always: Outcome = { answer: 'no', links: [{ at: judged.at, text: 'every model passes it: the bound is where such a measure always lies' }] };
    const stopsPromotion = promotedAround(request, judged);
    return [
      {
        items: ITEMS,
        at: judged.at,
        text: 'the quality of a model is held against a bound',
        isReal: isRange ? always : both(judged.isReal, rows),
        data: 'unknown',
        ranBy: { kind: 'function', id: judged.id },
        ...(stopsPromotion === null ? {} : { stopsPromotion }),
      },
    ];
  });
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
      if (!boundsQuality(facts, [at.test, ...behind(facts, [at.test])])) continue;
      seen.add(at);
      if (asksOnlyForRange(facts, [at.test])) continue;
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
