/** Training that ends at NaN, and values that must be finite. */
import { walk } from '../../../api/python/children.ts';
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, Compare, For, Name, Node, Subscript, While } from '../../../api/python/syntax.ts';
import { enclosing, moduleOf } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { YES } from '../../../api/repository/place.ts';
import { nameOfCall, targetOf } from '../cone.ts';
import type { CodeRequest } from '../judged.ts';
import { isMocked } from '../mocked-tests.ts';
import { demandsNoNumber, wantsRefusal } from '../number-demands.ts';
import { sourceOf } from '../source-of.ts';
import { judgementsIn } from '../telling.ts';
import { isTestPath } from '../test-paths.ts';
import { isToy } from '../toy-numbers.ts';

const ITEMS = ['monitor-5'] as const;

export const codeFinder: CodeFinder = {
  name: 'monitor-5/finite',
  find: (request) => ({ checks: [...guards(request), ...judged(request)] }),
};

/** Calls after which a value that is no number ends the program. */
function guards({ facts, placeOf, ownerOf }: CodeRequest): readonly FoundCheck[] {
  return facts.nodes('Call').flatMap((call): readonly FoundCheck[] => {
    const guard = guardOf(facts, call, placeOf);
    return guard === null || isTestPath(ownerOf(call).split('::')[0] ?? '') ? [] : [{ items: ITEMS, at: placeOf(call), ...guard, data: 'unknown', ranBy: { kind: 'function', id: ownerOf(call) } }];
  });
}

function guardOf(facts: Facts, call: Call, placeOf: CodeRequest['placeOf']): Pick<FoundCheck, 'text' | 'isReal'> | null {
  const name = nameOfCall(facts, call);
  const last = name.slice(name.lastIndexOf('.') + 1);
  const no = (text: string): Outcome => ({ answer: 'no', links: [{ at: placeOf(call), text }] });
  const first = call.arguments[0] ?? call.keywords.find(({ name: key }) => key === 'mode')?.value ?? null;
  switch (last) {
    case 'TerminateOnNaN':
      return /(?:keras|ignite|callbacks)/.test(name) ? { text: '`TerminateOnNaN` ends the training when the loss is no number', isReal: isHandedOn(facts, call) ? YES : no('`TerminateOnNaN` is made and given to no training') } : null;
    case 'set_detect_anomaly':
    case 'detect_anomaly':
      if (!name.startsWith('torch.')) return null;
      return { text: '`detect_anomaly` raises when a gradient is no number', isReal: first?.kind === 'Constant' && first.value === false ? no('the detection is switched off') : YES };
    case 'enable_check_numerics':
    case 'check_numerics':
    case 'assert_all_finite':
      return /^tensorflow\.|^sklearn\.utils\./.test(name) ? { text: `\`${last}\` raises on values that are no numbers`, isReal: YES } : null;
    case 'seterr': {
      const all = call.keywords.filter(({ name: key }) => key === 'all' || key === 'invalid' || key === 'over');
      return name.startsWith('numpy.') && all.some(({ value }) => value.kind === 'Constant' && value.value === 'raise') ? { text: '`seterr` makes numpy raise on values that are no numbers', isReal: YES } : null;
    }
    case 'clip_grad_norm_':
    case 'get_total_norm':
    case 'clip_grad_norm': {
      const raises = call.keywords.find(({ name: key }) => key === 'error_if_nonfinite');
      return raises?.value.kind === 'Constant' && raises.value.value === true ? { text: `\`${last}\` raises when a gradient is no number`, isReal: YES } : null;
    }
    case 'update': {
      const [key, value] = call.arguments;
      return /(?:^|\.)jax\.config\.update$|^jax\.config/.test(name) && key?.kind === 'Constant' && /^jax_debug_(?:nans|infs)$/.test(String(key.value)) && value?.kind === 'Constant' && value.value === true ? { text: 'jax raises on values that are no numbers', isReal: YES } : null;
    }
    case 'EarlyStopping': {
      const finite = call.keywords.find(({ name: key }) => key === 'check_finite');
      return finite?.value.kind === 'Constant' && finite.value.value === true ? { text: '`EarlyStopping` ends the training when its metric is no number', isReal: isHandedOn(facts, call) ? YES : no('`EarlyStopping` is made and given to no training') } : null;
    }
    case 'Trainer': {
      const given = call.keywords.find(({ name: key }) => key === 'detect_anomaly');
      return given?.value.kind === 'Constant' && given.value.value === true ? { text: '`detect_anomaly` raises when a gradient is no number', isReal: YES } : null;
    }
    default:
      return helperOf(facts, call);
  }
}

/** A function of the project that raises for what is no number, given something of the model. */
function helperOf(facts: Facts, call: Call): Pick<FoundCheck, 'text' | 'isReal'> | null {
  const target = targetOf(facts, call);
  if (target === null || target === enclosing(call, ['FunctionDef']) || !/finite|nan|numeric|number|diverg/i.test(target.name)) return null;
  let [asks, raises] = [false, false];
  for (const statement of target.body) {
    walk(statement, (node) => {
      if (node.kind === 'Raise' || node.kind === 'Assert') raises = true;
      if (node.kind === 'Call' && ASKS.test(writtenLast(node))) asks = true;
    });
  }
  const isModel = [...call.arguments, ...call.keywords.map(({ value }) => value)].some((given) => isModelValue(facts, given));
  return asks && raises && isModel ? { text: `\`${target.name}\` raises on values of the model that are no numbers`, isReal: YES } : null;
}

function writtenLast({ callee }: Call): string {
  return callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : '';
}

/** Whether it is an argument of something, by a name or a list. */
function isHandedOn(facts: Facts, call: Call): boolean {
  let at: Node = call;
  while (at.parent !== null && (at.parent.kind === 'List' || at.parent.kind === 'Tuple' || at.parent.kind === 'BinOp')) at = at.parent;
  const parent = at.parent;
  if (parent?.kind !== 'Assign') return parent?.kind !== 'Expr';
  const [target] = parent.targets;
  if (target?.kind !== 'Name') return true;
  const around = enclosing(call, ['FunctionDef']);
  return facts.nodes('Name').some((name) => name.id === target.id && name !== target && (around === null || enclosing(name, ['FunctionDef']) === around) && name.start > parent.start);
}

const ASKS = /(?:^|\.)(?:isfinite|isnan|isinf|isneginf|isposinf|is_finite|is_nan|is_infinite|isna|isnull|has_nans?|any_nan|contains_nan)$/;
const OF_MODELS = /loss|pred|y_hat|yhat|output|logit|grad|weight|param|score|proba|embedding|forecast|estimate|action|reward|coef|intercept|theta|centroid|factors|kernel/i;
/** Measures of data say nothing of the numbers a model works with. */
const OF_DATA = /drift|psi(?:_|$)|diverg|(?:^|_)kl(?:_|$)|(?:^|_)ks(?:_|$)|wasserstein|jensen|p_?value|statistic|correlation|distance|importance|shap|vif/i;
const LEARNS = /\.(?:predict\w*|forward|decision_function|backward|step)$/;

/** Oracles and messages that ask whether losses, predictions or weights are numbers; features alone are another test. */
function judged(request: CodeRequest): readonly FoundCheck[] {
  const { facts } = request;
  return judgementsIn(request).flatMap(({ node: judging, at, id, inside, condition, tests, cone, isReal, kind }): readonly FoundCheck[] => {
    if (isTestPath(id.split('::')[0] ?? '') && isTestOfRefusal(facts, judging)) return [];
    const asked: (Call | Compare)[] = [];
    for (const root of tests) {
      const isAsserted = condition.includes(root);
      walk(root, (node) => {
        const isAsk = (node.kind === 'Call' && ASKS.test(nameOfCall(facts, node))) || (node.kind === 'Compare' && isUnequalToItself(node));
        if (isAsk && (node.kind === 'Call' || node.kind === 'Compare') && !(isAsserted && demandsNoNumber(node, root, judging))) asked.push(node);
      });
    }
    const [call] = asked;
    if (call === undefined || !asked.some((each) => isOfModel(facts, each))) return [];
    const isInverted = isReal.answer === 'yes' && asked.every((each) => each.kind === 'Call' && hidden(facts, each));
    const standIn: Outcome = { answer: 'unknown', links: [{ at, text: 'something else may stand for the model in this test' }] };
    const hides: Outcome = { answer: 'no', links: [{ at: request.placeOf(call), text: 'values that are no numbers were replaced before' }] };
    return [
      {
        items: ITEMS,
        at,
        text: `the answer of \`${facts.textOf(call).slice(0, 60).replaceAll('`', '')}\` ${kind === 'oracle' ? 'can end it with an error' : 'decides whether somebody hears of it'}`,
        isReal: isInverted ? hides : isReal.answer === 'yes' && inside !== null && isMocked(inside) ? standIn : isReal,
        data: cone.calls.some(({ name }) => /KafkaConsumer|request/.test(name)) ? 'served' : 'unknown',
        ranBy: { kind: 'function', id },
      },
    ];
  });
}

/** Whether the test around wants that something is refused. */
function isTestOfRefusal(facts: Facts, judging: Node): boolean {
  const around = enclosing(judging, ['FunctionDef']);
  return around !== null && facts.nodes('Assert').some((each) => enclosing(each, ['FunctionDef']) === around && wantsRefusal(each.test));
}

/** `loss != loss` holds only for what is no number. */
function isUnequalToItself({ left, operators, comparators }: Compare): boolean {
  const [right] = comparators;
  return operators.length === 1 && operators[0] === '!=' && left.kind === 'Name' && right?.kind === 'Name' && left.id === right.id;
}

function isOfModel(facts: Facts, asked: Call | Compare): boolean {
  const subject = asked.kind === 'Compare' ? asked.left : (asked.arguments[0] ?? (asked.callee.kind === 'Attribute' ? asked.callee.value : null));
  return subject !== null && isModelValue(facts, subject);
}

/** A loss, a prediction, a weight: by its name, by what made it, or because the loop around changes it step by step. */
function isModelValue(facts: Facts, subject: Node): boolean {
  let isModel = false;
  walk(subject, (node) => {
    if (isOfModelByName(node) && !isToy(facts, node)) isModel = true;
    if (node.kind === 'Call' && LEARNS.test(nameOfCall(facts, node))) isModel = true;
    if (node.kind === 'Subscript' && isPredictedColumn(facts, node)) isModel = true;
    if (node.kind === 'Name' && moduleOf(node) === facts.document.module && (isChangedByLoop(node) || isMadeOfModel(facts, node))) isModel = true;
  });
  return isModel;
}

function isOfModelByName(node: Node): boolean {
  const name = node.kind === 'Name' ? node.id : node.kind === 'Attribute' ? node.attribute : '';
  return OF_MODELS.test(name) && !OF_DATA.test(name);
}

/** `rows["score"]`, where `rows["score"] = model.predict(...)` was. */
function isPredictedColumn(facts: Facts, { index }: Subscript): boolean {
  if (index.kind !== 'Constant' || typeof index.value !== 'string') return false;
  return facts.nodes('Assign').some(({ targets, value }) => {
    if (!targets.some((target) => target.kind === 'Subscript' && target.index.kind === 'Constant' && target.index.value === index.value)) return false;
    let isPredicted = false;
    walk(value, (node) => void (node.kind === 'Call' && LEARNS.test(nameOfCall(facts, node)) && (isPredicted = true)));
    return isPredicted;
  });
}

function isMadeOfModel(facts: Facts, name: Name): boolean {
  const made = sourceOf(facts, name);
  if (made === name || made.kind === 'Name') return false;
  // a function that is given numbers written in a test works on no model
  if (made.kind === 'Call' && made.callee.kind === 'Name' && made.arguments.length > 0 && made.arguments.every((given) => isToy(facts, given))) return false;
  let isModel = false;
  walk(made, (node) => {
    if (isOfModelByName(node) && !isToy(facts, node)) isModel = true;
    if (node.kind === 'Call' && LEARNS.test(nameOfCall(facts, node))) isModel = true;
  });
  return isModel;
}

/** `p = p + step * error` within the loop around, on what was there before it: what is learned, not what is read. */
function isChangedByLoop(name: Name): boolean {
  const loop = enclosing(name, ['For', 'While']);
  const around = enclosing(name, ['FunctionDef']) ?? moduleOf(name);
  if (loop === null || !isTurning(loop)) return false;
  let [isChanged, isBefore] = [false, false];
  walk(around, (node) => {
    if (node.kind === 'AugAssign' && node.target.kind === 'Name' && node.target.id === name.id && (node.operator === '-' || node.operator === '+') && node.value.kind !== 'Constant' && isIn(loop, node)) [isChanged, isBefore] = [true, true];
    if (node.kind !== 'Assign') return;
    const isTarget = node.targets.some((target) => (target.kind === 'Name' && target.id === name.id) || (target.kind === 'Tuple' && target.elements.some((element) => element.kind === 'Name' && element.id === name.id)));
    if (isTarget && isIn(loop, node)) isChanged = true;
    else if (isTarget && node.end <= loop.start) isBefore = true;
  });
  return isChanged && isBefore;
}

/** A loop of turns, not one over things that are read. */
function isTurning(loop: For | While): boolean {
  if (loop.kind === 'While') return true;
  return (loop.iter.kind === 'Call' && /^(?:range|tqdm|trange|count|zip|enumerate|batches|iterate)$/.test(writtenLast(loop.iter))) || /epoch|batch|loader|step|iter/i.test(loop.iter.kind === 'Name' ? loop.iter.id : '');
}

function isIn(loop: Node, node: Node): boolean {
  return node.start >= loop.start && node.end <= loop.end;
}

/** `isnan(nan_to_num(x))` */
function hidden(facts: Facts, call: Call): boolean {
  let isHidden = false;
  for (const argument of call.arguments) {
    walk(argument, (node) => {
      if (node.kind === 'Call' && /(?:^|\.)(?:nan_to_num|fillna)$/.test(nameOfCall(facts, node))) isHidden = true;
    });
  }
  return isHidden;
}
