/** Searches that are written out: models with several settings are trained and measured, and the best one goes on; estimators that choose for themselves. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { walk } from '../../../api/python/children.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, Expression, FunctionDef, Node } from '../../../api/python/syntax.ts';
import { enclosing } from '../../../api/python/syntax.ts';
import { YES } from '../../../api/repository/place.ts';
import { coneOf, nameOfCall, targetOf } from '../cone.ts';
import type { CodeRequest } from '../judged.ts';
import { computesMetric } from '../metric-calls.ts';
import { callsOf, raisingCheck } from '../results.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'model-3/own-searches',
  find: (request) => (isTestPath(request.program.path) || isExamplePath(request.program.path) || request.program.kind === 'notebook' ? {} : { checks: [...loops(request), ...byKey(request), ...choosing(request), ...ofTfx(request)] }),
};

const LEARNER = /^(?:sklearn\.(?!metrics|model_selection|preprocessing|dummy|datasets|utils|base|feature_extraction|impute|compose)\w+\.(?:\w+\.)*[A-Z]\w*|xgboost\.(?:\w+\.)*(?:XGB\w+|train)|lightgbm\.(?:\w+\.)*(?:LGBM\w+|train)|catboost\.(?:\w+\.)*CatBoost\w*|surprise\.(?:\w+\.)*(?:SVD\w*|KNN\w+|NMF|SlopeOne|CoClustering)|implicit\.(?:\w+\.)+[A-Z]\w*|lightfm\.LightFM|prophet\.Prophet|statsmodels\.(?:\w+\.)*[A-Z]\w*|torch\.nn\.\w+|(?:tensorflow\.)?keras\.(?:\w+\.)*\w+)$/;
/** What is repeated for certainty or goes on in time is no setting. */
const NO_SETTING = /^(?:random_state|seed|random_seed|n_jobs|verbose|epochs?|X|y|data|train|test|device|path|name|callbacks|eval_set|sample_weight|index|fold)$/i;

type Loop = Extract<Node, { kind: 'For' }>;

function loops(request: CodeRequest): readonly FoundCheck[] {
  const { facts, placeOf, ownerOf } = request;
  return facts.nodes('For').flatMap((loop): readonly FoundCheck[] => {
    if (!goesThroughSeveral(facts, loop)) return [];
    const inside = callsIn(loop);
    const tried = inside.find((call) => tries(facts, call, loop));
    if (tried === undefined || !computesMetric(facts, coneOf(facts, [...loop.body])) || enclosingSearch(facts, loop)) return [];
    const chosen = chosenBy(facts, loop);
    if (chosen === null) return [];
    return [
      {
        items: ['model-3'],
        at: placeOf({ start: loop.start, end: loop.iter.end }),
        text: `a loop trains with several settings and keeps the best \`${chosen.name.replaceAll('`', '')}\``,
        isReal: YES,
        data: 'unknown',
        ranBy: { kind: 'function', id: ownerOf(loop) },
        ...(chosen.isOnlyShown ? { atMost: 0.5 as const, because: 'what the search finds is only shown, so a person has to copy it into the training' } : {}),
      },
    ];
  });
}

/** The outermost of nested loops is the search. */
function enclosingSearch(facts: Facts, loop: Loop): boolean {
  const around = enclosing(loop, ['For', 'FunctionDef']);
  return around?.kind === 'For' && callsIn(around).some((call) => tries(facts, call, around));
}

function goesThroughSeveral(facts: Facts, { iter, target }: Loop): boolean {
  if (/^(?:seed|epoch|fold|split|step|batch|iteration|month|week|day|year|_?model|clf|estimator)s?(?:_\w+)?$/i.test(facts.textOf(target))) return false;
  if (iter.kind === 'List' || iter.kind === 'Tuple') return iter.elements.length > 1;
  const text = facts.textOf(iter).slice(0, 200);
  return !/(?:KFold|TimeSeriesSplit|cv|\w*split(?:ter)?)\b.*\.split\(|enumerate\(\w*loader|DataLoader/.test(text);
}

function callsIn(root: Node): readonly Call[] {
  const found: Call[] = [];
  walk(root, (node) => {
    if (node.kind === 'Call') found.push(node);
    return node.kind === 'FunctionDef' || node.kind === 'ClassDef' ? 'skip' : undefined;
  });
  return found;
}

/** A learner, or a function that builds one, is given a setting that changes with the loop. */
function tries(facts: Facts, call: Call, loop: Loop): boolean {
  const name = nameOfCall(facts, call);
  const target = targetOf(facts, call);
  const isLearner = LEARNER.test(name) || (/(?:^|[._])(?:make|build|create|fit|train)(?:_\w*)?$/.test(name) && target === null);
  const changing = settingsOf(call).filter(({ value }) => changes(value, loop));
  if (isLearner) return changing.length > 0;
  return target !== null && changing.length > 0 && buildsWithParameter(facts, target, 0);
}

interface Setting {
  readonly name: string | null;
  readonly value: Expression;
}

function settingsOf({ arguments: given, keywords }: Call): readonly Setting[] {
  return [...given.map((value): Setting => ({ name: null, value })), ...keywords].filter(({ name, value }) => name === null || !NO_SETTING.test(name) ? !(value.kind === 'Name' && NO_SETTING.test(value.id)) : false);
}

/** It holds a name of the loop, or one that the loop's body makes from such a name or by chance. */
function changes(value: Expression, { target, body }: Loop): boolean {
  const names = new Set<string>();
  const bind = (node: Node): void => walk(node, (each) => void (each.kind === 'Name' ? names.add(each.id) : undefined));
  bind(target);
  for (const statement of body) {
    if (statement.kind !== 'Assign') continue;
    if (!holdsAny(statement.value, names) && !isByChance(statement.value)) continue;
    if (statement.value.kind === 'Call' && !isByChance(statement.value) && statement.value.callee.kind === 'Attribute') continue;
    if (statement.value.kind === 'Dict' || statement.value.kind === 'Call' || statement.value.kind === 'Name' || statement.value.kind === 'BinOp') statement.targets.forEach(bind);
  }
  return holdsAny(value, names);
}

function holdsAny(root: Node, names: ReadonlySet<string>): boolean {
  let found = false;
  walk(root, (node) => {
    if (node.kind === 'Name' && names.has(node.id)) found = true;
    return found || node.kind === 'Subscript' ? 'skip' : undefined;
  });
  return found || (root.kind === 'Subscript' && root.value.kind === 'Name' && names.has(root.value.id));
}

function isByChance(root: Node): boolean {
  let found = false;
  walk(root, (node) => {
    if (node.kind === 'Attribute' && /^(?:choice|uniform|randint|loguniform|sample|integers|rvs)$/.test(node.attribute)) found = true;
  });
  return found;
}

/** Whether a function hands a parameter on as a setting of a learner. */
function buildsWithParameter(facts: Facts, target: FunctionDef, depth: number): boolean {
  const parameters = new Set(target.parameters.map(({ name }) => name).filter((name) => !NO_SETTING.test(name) && !/^(?:self|cls|df|frame|x\w*|y\w*|rows|table|ratings|matrix|\w*_(?:df|data|set|frame|matrix))$/i.test(name)));
  return callsIn({ ...target, decorators: [] } as FunctionDef)
    .concat(target.body.flatMap(callsIn))
    .some((call) => {
      const isGiven = settingsOf(call).some(({ value }) => holdsAny(value, parameters));
      if (!isGiven) return false;
      if (LEARNER.test(nameOfCall(facts, call))) return true;
      const further = depth < 2 ? targetOf(facts, call) : null;
      return further !== null && further !== target && buildsWithParameter(facts, further, depth + 1);
    });
}

interface Chosen {
  readonly name: string;
  readonly isOnlyShown: boolean;
}

/** What is kept under a comparison in the loop, or picked from what the loop noted. */
function chosenBy(facts: Facts, loop: Loop): Chosen | null {
  const kept = new Set<string>();
  const noted = new Set<string>();
  walk(loop, (node) => {
    if (node.kind === 'If' && node.test.kind !== 'Name') for (const statement of node.body) if (statement.kind === 'Assign' && holdsOrder(node.test)) for (const target of statement.targets) walk(target, (each) => void (each.kind === 'Name' ? kept.add(each.id) : undefined));
    if (node.kind === 'Call' && node.callee.kind === 'Attribute' && /^(?:append|add|update)$/.test(node.callee.attribute) && node.callee.value.kind === 'Name') noted.add(node.callee.value.id);
    if (node.kind === 'Assign') for (const target of node.targets) if (target.kind === 'Subscript' && target.value.kind === 'Name') noted.add(target.value.id);
  });
  const around = enclosing(loop, ['FunctionDef']);
  const after = (name: Node): boolean => name.start > loop.end && enclosing(name, ['FunctionDef']) === around;
  for (const call of facts.nodes('Call')) {
    if (!after(call) || !/(?:^|\.)(?:max|min|sorted|argmin|argmax|idxmin|idxmax|nlargest|nsmallest|sort_values|sort|most_common)$/.test(nameOfCall(facts, call)) || !holdsAny(call, noted)) continue;
    const { parent } = call;
    let at: Node = parent;
    while (at.kind !== 'Assign' && at.kind !== 'Return' && at.kind !== 'FunctionDef' && at.kind !== 'Module' && at.kind !== 'Expr') at = at.parent;
    if (at.kind === 'Assign') for (const target of at.targets) walk(target, (each) => void (each.kind === 'Name' ? kept.add(each.id) : undefined));
    if (at.kind === 'Return') return { name: 'setting', isOnlyShown: false };
    if (at.kind === 'Expr' && isShowing(facts, at.value)) return { name: 'setting', isOnlyShown: true };
  }
  if (kept.size === 0) return null;
  const reads = facts.nodes('Name').filter((name) => kept.has(name.id) && after(name) && !isTarget(name));
  const [first = 'setting'] = kept;
  return { name: reads[0]?.id ?? first, isOnlyShown: reads.every((name) => isInShowing(facts, name)) };
}

function holdsOrder(test: Node): boolean {
  let found = false;
  walk(test, (node) => {
    if (node.kind === 'Compare' && node.operators.some((operator) => /^[<>]=?$/.test(operator))) found = true;
  });
  return found;
}

function isTarget(name: Node): boolean {
  return name.parent?.kind === 'Assign' && name.parent.targets.includes(name as Expression);
}

function isInShowing(facts: Facts, name: Node): boolean {
  for (let at = name.parent; at !== null && at.kind !== 'FunctionDef' && at.kind !== 'Assign' && at.kind !== 'Return'; at = at.parent) if (at.kind === 'Call' && isShowing(facts, at)) return true;
  return false;
}

function isShowing(facts: Facts, node: Node): boolean {
  return node.kind === 'Call' && /^(?:print|pprint|display)$|^(?:logging|logger|log)\.\w+$/.test(facts.textOf(node.callee));
}

/** `min(grid, key=error)` where `error` trains with what it is given. */
function byKey(request: CodeRequest): readonly FoundCheck[] {
  const { facts } = request;
  return callsOf(facts).flatMap(({ node }): readonly FoundCheck[] => {
    const isPick = node.callee.kind === 'Name' && /^(?:min|max|sorted)$/.test(node.callee.id);
    const key = node.keywords.find(({ name }) => name === 'key')?.value;
    if (!isPick || key?.kind !== 'Name' || node.parent.kind === 'Expr') return [];
    const target = facts.nodes('FunctionDef').find(({ name }) => name === key.id);
    if (target === undefined || !buildsWithParameter(facts, target, 0)) return [];
    return [raisingCheck(request, { call: node, items: ['model-3'], text: `\`${target.name}\` trains with each of several settings, and the best one is taken` })];
  });
}

const CHOOSES = /^sklearn\.linear_model\.(?:\w+\.)*(?:RidgeCV|RidgeClassifierCV|LassoCV|ElasticNetCV|LassoLarsCV|LarsCV|OrthogonalMatchingPursuitCV|MultiTask\w+CV|LogisticRegressionCV)$/;

/** Estimators that cross-validate their own setting each time they are fitted, alone or in a pipeline. */
function choosing(request: CodeRequest): readonly FoundCheck[] {
  const { facts } = request;
  const own = new Set<Node>(facts.nodes('Call'));
  const found = new Set<Call>();
  for (const { estimator, call, node } of facts.fits) if (node.kind === 'Call' && own.has(node) && call?.node === node && [estimator, ...estimator.parts].some((part) => part.kind === 'object' && CHOOSES.test(part.className ?? ''))) found.add(node);
  for (const { node, name } of callsOf(facts)) if (/\.fit$/.test(name) && CHOOSES.test(name.replace(/\.fit$/, ''))) found.add(node);
  return [...found].map((call) => raisingCheck(request, { call, items: ['model-3'], text: '`{call}` chooses its regularisation by cross-validation' }));
}

/** The tuner of a TFX pipeline, whose values the trainer is handed. */
function ofTfx(request: CodeRequest): readonly FoundCheck[] {
  const calls = callsOf(request.facts);
  return calls.flatMap(({ node, name }): readonly FoundCheck[] => {
    if (!/^tfx\.(?:\w+\.)*Tuner$/.test(name)) return [];
    const isHandedOn = calls.some((each) => /^tfx\.(?:\w+\.)*Trainer$/.test(each.name) && each.node.keywords.some((keyword) => keyword.name === 'hyperparameters'));
    return [{ ...raisingCheck(request, { call: node, items: ['model-3'], text: '`{call}` searches for hyper-parameters' }), ...(isHandedOn ? {} : { atMost: 0.5 as const, because: 'no trainer is seen that is handed what it finds' }) }];
  });
}
