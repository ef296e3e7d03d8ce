/** Two trainings that are compared. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, Expression, Node } from '../../../api/python/syntax.ts';
import { moduleOf } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { coneOf } from '../cone.ts';
import type { NamedCall } from '../cone.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { judgedIn } from '../judged.ts';
import { isTestPath } from '../test-paths.ts';
import { pathOf } from '../project-calls.ts';
import { repeatedIn } from './repeated.ts';
import { isFitOfNoModel, isTraining, shown, trains } from './trainings.ts';

export const codeFinder: CodeFinder = {
  name: 'infra-1/trained-twice',
  find: (request) => ({
    checks: judgedIn(request).flatMap((judged): readonly FoundCheck[] => {
      const wide = wideTolerance(request, judged);
      const pair = sidesOf(request.facts, judged);
      if (wide.length > 0) return wide;
      if (pair === null) return repeatedIn(request, judged);
      const [left = [], right = []] = pair.map((side) => trainingsOf(request.facts, side, judged.node));
      const twice = twiceTrained(request.facts, left, right);
      if (twice === undefined) return repeatedIn(request, judged);
      return [
        {
          items: ['infra-1'],
          at: judged.at,
          text: `what two calls of \`${shown(request.facts, twice)}\` give is compared`,
          isReal: byChance(request, { judged, twice }) ?? judged.isReal,
          data: 'unknown',
          ranBy: { kind: 'function', id: judged.id },
        },
      ];
    }),
  }),
};

/** Two calls, of which one is behind one side only: what both sides rest on is one training, also where it scales the rows that both models are asked for. */
function twiceTrained(facts: Facts, left: readonly NamedCall[], right: readonly NamedCall[]): NamedCall | undefined {
  const isIn = (call: Call, all: readonly NamedCall[]): boolean => all.some((other) => other.call === call);
  return left.find(({ name, call }) => right.some((other) => other.call !== call && other.name === name && !(isIn(call, right) && isIn(other.call, left)) && isSameTraining(facts, call, other.call)));
}

const COMPARES = /(?:^|\.)(?:allclose|array_equal|array_equiv|assert_allclose|assert_array_equal|assert_array_almost_equal|assert_almost_equal|assert_equal|assert_frame_equal|assert_series_equal|assert_close|equal|equals|isclose|assertEqual|assertAlmostEqual|assertTrue|approx|cmp|all|sum)$/;

/** The two things that are compared. */
function sidesOf(facts: Facts, { condition, oracle }: Judged): readonly [Expression, Expression] | null {
  const isInverted = oracle.kind === 'raise' || oracle.kind === 'exit';
  let at: Node | undefined = condition.length === 2 ? undefined : condition[0];
  const [a, b] = condition;
  if (condition.length === 2 && a !== undefined && b !== undefined) return paired(facts, [a as Expression, b as Expression]);
  for (let turns = 0; at !== undefined && turns < 6; turns += 1) {
    if (at.kind === 'UnaryOp' && at.operator === 'not' && isInverted) at = at.operand;
    if (at.kind === 'GeneratorExp' || at.kind === 'ListComp') at = at.element;
    if (at.kind === 'Compare') {
      const sides = sidesWithin(at, isInverted);
      return sides === null ? null : paired(facts, sides);
    }
    if (at.kind === 'Call') {
      const method: string = at.callee.kind === 'Attribute' ? at.callee.attribute : at.callee.kind === 'Name' ? at.callee.id : '';
      if (!COMPARES.test(method)) return null;
      const [first, second]: readonly Expression[] = at.arguments;
      if (first !== undefined && second !== undefined) return paired(facts, [first, second]);
      if (first !== undefined && /^equals?$/.test(method) && at.callee.kind === 'Attribute') return [at.callee.value, first];
      at = first ?? (at.callee.kind === 'Attribute' ? at.callee.value : undefined);
    } else return null;
  }
  return null;
}

/** Elements of `zip(one, two)` stand for what is zipped. */
function paired(facts: Facts, sides: readonly [Expression, Expression]): readonly [Expression, Expression] {
  const [one, two] = sides;
  // the same item of both
  if (one.kind === 'Subscript' && two.kind === 'Subscript' && facts.textOf(one.index) === facts.textOf(two.index)) return [one.value, two.value];
  const [left, right] = sides.map((side) => zipped(facts, side));
  return left === undefined || right === undefined ? sides : [left, right];
}

function zipped(facts: Facts, side: Expression): Expression {
  if (side.kind !== 'Name') return side;
  for (const each of [...facts.nodes('For'), ...facts.nodes('ComprehensionFor')]) {
    const { target, iter } = each;
    const around = each.kind === 'For' ? each : each.parent;
    if (side.start < around.start || side.end > around.end || target.kind !== 'Tuple' || iter.kind !== 'Call' || iter.callee.kind !== 'Name' || iter.callee.id !== 'zip') continue;
    const index = target.elements.findIndex((element) => element.kind === 'Name' && element.id === side.id);
    if (index >= 0) return iter.arguments[index] ?? side;
  }
  return side;
}

/** `a == b`, and the two of the difference in `abs(a - b) < 1e-6`. */
function sidesWithin({ left, operators, comparators }: Extract<Expression, { kind: 'Compare' }>, isInverted: boolean): readonly [Expression, Expression] | null {
  const [[operator], [right]] = [operators, comparators];
  if (right === undefined || operators.length !== 1) return null;
  if (operator === (isInverted ? '!=' : '==')) return [left, right];
  const inner = left.kind === 'Call' ? left.arguments[0] : null;
  return (isInverted ? operator === '>' || operator === '>=' : operator === '<' || operator === '<=') && inner?.kind === 'BinOp' && inner.operator === '-' ? [inner.left, inner.right] : null;
}

/** With the same arguments, on an estimator made in the same way. */
function isSameTraining(facts: Facts, a: Call, b: Call): boolean {
  if (moduleOf(a) !== facts.document.module || moduleOf(b) !== facts.document.module) return false;
  // where they put what they make may differ
  const given = (call: Call): string => [...call.arguments, ...call.keywords].filter((each) => !isPlaceToWrite(facts, each)).map((each) => facts.textOf(each)).join();
  return given(a) === given(b) && isSameMaking(facts, a, b) && !isChangedBetween(facts, a, b);
}

function isPlaceToWrite(facts: Facts, given: Node): boolean {
  if (given.kind === 'Keyword') return /(?:^|_)(?:out|output|path|dir|folder|dest|target_dir|save|name)/.test(given.name ?? '');
  if (given.kind === 'Constant') return typeof given.value === 'string' && /[./]|^(?:a|b|one|two|first|second|run_?\d)$/.test(given.value);
  return /\b(?:tmp_?path|tmp_?dir|tempfile|out_?dir|output)\b/.test(facts.textOf(given));
}

/** Methods of objects made by the same text; functions have nothing to make. */
function isSameMaking(facts: Facts, a: Call, b: Call): boolean {
  const [left, right] = [a, b].map((call) => (call.callee.kind === 'Attribute' ? makingText(facts, call, call.callee.value) : ''));
  return left !== null && left === right;
}

/** The last value given to the name before the call, in its function; a module is none. */
function makingText(facts: Facts, call: Call, receiver: Expression): string | null {
  if (receiver.kind === 'Call') return facts.textOf(receiver);
  if (receiver.kind !== 'Name') return null;
  const before = facts.nodes('Assign').filter((each) => each.end <= call.start && inSameFunction(each, call) && each.targets.some((target) => target.kind === 'Name' && target.id === receiver.id));
  const last = before.at(-1);
  if (last !== undefined) return facts.textOf(last.value);
  return facts.names.qualifiedName(receiver);
}

/** Whether an argument is changed between the two. */
function isChangedBetween(facts: Facts, a: Call, b: Call): boolean {
  const [from, to] = [Math.min(a.end, b.end), Math.max(a.start, b.start)];
  const names = new Set([...a.arguments, ...a.keywords.map(({ value }) => value)].flatMap((each) => (each.kind === 'Name' ? [each.id] : [])));
  return [...facts.nodes('Assign').flatMap(({ targets }) => targets), ...facts.nodes('AugAssign').map(({ target }) => target)].some((target) => {
    if (target.start < from || target.start > to) return false;
    let at: Node = target;
    while (at.kind === 'Subscript' || at.kind === 'Attribute') at = at.value;
    return at.kind === 'Name' && names.has(at.id);
  });
}

/** Calls a value rests on that train: of the project by what they do, or of a library. */
function trainingsOf(facts: Facts, side: Expression, oracle: Node): readonly NamedCall[] {
  const cone = coneOf(facts, [side]);
  const own = fitsOnNames(facts, cone.nodes, oracle);
  return [...cone.calls.filter((call) => isTraining(facts, call)), ...own];
}

/** `model.fit(x, y)` as a statement, for the names a value rests on. */
function fitsOnNames(facts: Facts, nodes: readonly Node[], oracle: Node): readonly NamedCall[] {
  const fits = facts.once(fitsByFunction).get(functionAround(oracle)) ?? [];
  if (fits.length === 0) return [];
  const names = new Set(nodes.flatMap((node) => (node.kind === 'Name' && inSameFunction(node, oracle) ? [node.id] : [])));
  return fits.filter(({ on, call }) => names.has(on) && !isFitOfNoModel(facts, call, null)).map(({ call }) => ({ call, name: '.fit', target: null }));
}

/** Calls of `.fit` on a name, by the function they stand in. */
function fitsByFunction(facts: Facts): ReadonlyMap<Node | null, readonly { readonly call: Call; readonly on: string }[]> {
  const found = new Map<Node | null, { readonly call: Call; readonly on: string }[]>();
  for (const call of facts.nodes('Call')) {
    const { callee } = call;
    if (callee.kind !== 'Attribute' || callee.attribute !== 'fit' || callee.value.kind !== 'Name') continue;
    const around = functionAround(call);
    found.set(around, [...(found.get(around) ?? []), { call, on: callee.value.id }]);
  }
  return found;
}

function inSameFunction(a: Node, b: Node): boolean {
  return functionAround(a) === functionAround(b);
}

function functionAround(node: Node): Node | null {
  for (let at: Node | null = node; at !== null; at = at.parent) if (at.kind === 'FunctionDef') return at;
  return null;
}

/** Draws nothing by chance, so two trainings are equal whatever the project does. */
const WITHOUT_CHANCE = /(?:^|\.)(?:\w*NB|LinearRegression|KNeighbors\w+|NearestCentroid|LinearDiscriminantAnalysis|QuadraticDiscriminantAnalysis|IsotonicRegression)$/;

/** No where the test trains an estimator without chance itself: it says nothing of the training of the project. */
function byChance({ facts, placeOf }: CodeRequest, { judged, twice }: { readonly judged: Judged; readonly twice: NamedCall }): Outcome | null {
  if (twice.target !== null || !isTestPath(pathOf(judged.id))) return null;
  const made = judged.cone.calls.filter(({ name }) => /^sklearn\./.test(name) && /\.[A-Z]\w+$/.test(name));
  const [first] = made;
  if (first === undefined || !made.every(({ name }) => WITHOUT_CHANCE.test(name))) return null;
  if (judged.cone.calls.some(({ target }) => target !== null && trains(facts, target))) return null;
  return { answer: 'no', links: [{ at: placeOf(first.call), text: `\`${first.name.slice(first.name.lastIndexOf('.') + 1)}\` draws nothing by chance, and it is not the training of the project` }] };
}

/** An accuracy of each seed that may be anything from a guess to all. */
function wideTolerance({ facts, placeOf }: CodeRequest, judged: Judged): readonly FoundCheck[] {
  const [condition] = judged.condition;
  const around = functionAround(judged.node);
  if (condition?.kind !== 'Compare' || condition.operators.length !== 2 || around?.kind !== 'FunctionDef' || !/seed|reproduc|determin|repeat/i.test(around.name)) return [];
  const [low, high] = [condition.left, condition.comparators[1]].map((each) => (each?.kind === 'Constant' && typeof each.value === 'number' ? each.value : null));
  if (low === null || low === undefined || high === null || high === undefined || Math.abs(high - low) < 0.4 || Math.max(low, high) !== 1) return [];
  return [
    {
      items: ['infra-1'],
      at: judged.at,
      text: `\`${around.name}\` compares trainings with different seeds`,
      isReal: { answer: 'no', links: [{ at: placeOf(condition), text: `anything from ${Math.min(low, high)} to ${Math.max(low, high)} is accepted, so trainings may differ by half (\`${facts.textOf(condition).slice(0, 60).replaceAll('`', '')}\`)` }] },
      data: 'unknown',
      ranBy: { kind: 'function', id: judged.id },
    },
  ];
}
