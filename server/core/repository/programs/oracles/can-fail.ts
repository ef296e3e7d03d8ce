/**
 * Whether some input makes a condition false. Says no only for what is proven: constants, sides that are the same, bounds outside of what
 * a value can be. Whatever is not recognised as a tautology can fail; what only looks like one is unknown.
 */
import type { Call, Constant, Expression, Node } from '../../../../../rules/api/python/syntax.ts';
import { UNKNOWN, YES } from '../../../../../rules/api/repository/place.ts';
import type { Outcome } from '../../../../../rules/api/repository/place.ts';
import { methodOf, libraryBases } from '../callees.ts';
import type { ProgramView } from '../program-view.ts';
import type { Comparison, Condition } from './conditions.ts';
import { metricOf } from './metrics.ts';
import { isClassOfLibrary, isMadePlainly, neverNone } from './never-none.ts';
import { assignedTo, sourceOf } from './origins.ts';

export function canFail(condition: Condition, view: ProgramView): Outcome {
  switch (condition.kind) {
    case 'all':
      return ofAll(condition.of.map((part) => canFail(part, view)));
    case 'any':
      return itsOwnOpposite(condition.of, view) ?? ofAny(condition.of.map((part) => canFail(part, view)));
    case 'comparison':
      return comparisonCanFail(condition, view);
    case 'truth':
      return truthCanFail(condition.expression, condition.isNegated, view);
  }
}

function ofAll(outcomes: readonly Outcome[]): Outcome {
  return outcomes.find(({ answer }) => answer === 'yes') ?? outcomes.find(({ answer }) => answer === 'unknown') ?? outcomes[0] ?? UNKNOWN;
}

/** One alternative that always holds is enough. */
function ofAny(outcomes: readonly Outcome[]): Outcome {
  return outcomes.find(({ answer }) => answer === 'no') ?? outcomes.find(({ answer }) => answer === 'unknown') ?? outcomes[0] ?? UNKNOWN;
}

/** `done or not done` */
function itsOwnOpposite(parts: readonly Condition[], view: ProgramView): Outcome | null {
  const texts = new Map<string, boolean>();
  for (const part of parts) {
    if (part.kind !== 'truth') continue;
    const text = view.facts.textOf(part.expression);
    if ((texts.get(text) ?? part.isNegated) !== part.isNegated) return no(part.expression, 'it holds whether this is true or not', view);
    texts.set(text, part.isNegated);
  }
  return null;
}

function no(node: Node, text: string, view: ProgramView): Outcome {
  return { answer: 'no', links: [{ at: view.placeOf(node), text }] };
}

function truthCanFail(expression: Expression, isNegated: boolean, view: ProgramView): Outcome {
  if (expression.kind === 'Constant') return Boolean(expression.value) === isNegated && expression.type !== 'Ellipsis' ? YES : no(expression, 'a constant is always true', view);
  if (isNegated) return YES;
  if (expression.kind === 'Tuple') return expression.elements.length === 0 ? YES : no(expression, 'a tuple is always true, so nothing is tested', view);
  if (expression.kind === 'JoinedStr' && expression.values.some((value) => value.kind === 'Constant')) return no(expression, 'a text is always true', view);
  if (expression.kind === 'Lambda') return no(expression, 'a function is always true', view);
  if (expression.kind === 'Name' && isOnlyFunction(expression, view)) return no(expression, `\`${expression.id}\` is a function, which is always true`, view);
  const source = sourceOf(expression);
  if (source.kind === 'Call') return callTruthCanFail(source, expression, view);
  return YES;
}

function isOnlyFunction(name: Extract<Expression, { kind: 'Name' }>, view: ProgramView): boolean {
  const definitions = view.facts.names.bindingOf(name)?.definitions ?? [];
  return definitions.length > 0 && definitions.every(({ kind }) => kind === 'function');
}

function callTruthCanFail(call: Call, at: Expression, view: ProgramView): Outcome {
  if (isTextFind(call, view)) return no(at, '`.find()` is true where nothing is found', view);
  const { made } = view.calleesOf(call);
  if (made === null) return YES;
  const isPlain = libraryBases(made, view).every((base) => base === 'object' || base === 'abc.ABC' || base === 'ABC') && methodOf(made, '__bool__', view) === null && methodOf(made, '__len__', view) === null;
  return isPlain && made.keywords.length === 0 && made.decorators.length === 0 ? no(at, `an object of \`${made.name}\` is always true`, view) : UNKNOWN;
}

/** `text.find("x")`: -1, which is true, where it is not found. Elements of XML and HTML have a `find` of their own. */
function isTextFind({ callee, arguments: args }: Call, view: ProgramView): boolean {
  if (callee.kind !== 'Attribute' || callee.attribute !== 'find' || args.length === 0) return false;
  const receiver = view.facts.valueOf(callee.value);
  if (receiver?.kind === 'scalar' && receiver.type === 'str') return true;
  const [first] = args;
  return first?.kind === 'Constant' && typeof first.value === 'string' && /^[.@][a-z]{2,6}$/u.test(first.value);
}

function comparisonCanFail(comparison: Comparison, view: ProgramView): Outcome {
  const { left, operator, right, node } = comparison;
  if (right === null || (right.kind === 'Constant' && right.type === 'None')) return noneCanFail(comparison, view);
  if (left.kind === 'Constant' && right.kind === 'Constant') return constantsCanFail(left, right, comparison, view);
  if (operator === 'isinstance') return isinstanceCanFail(left, right, node, view);
  return (
    sameSides(comparison, view) ??
    localConstants(comparison, view) ??
    outOfRange(left, operator, right, { node, view }) ??
    outOfRange(right, MIRRORED[operator] ?? operator, left, { node, view }) ??
    ofMock(comparison, view) ??
    filteredByFind(comparison, view) ??
    oneMeasurement(comparison, view) ??
    YES
  );
}

const MIRRORED: Readonly<Partial<Record<Comparison['operator'], Comparison['operator']>>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' };

function noneCanFail({ left, operator, node }: Comparison, view: ProgramView): Outcome {
  if (operator !== 'is not' && operator !== '!=') return YES;
  const what = neverNone(left, view);
  return what === null ? YES : no(node, `${what} is never \`None\``, view);
}

function constantsCanFail(left: Constant, right: Constant, { operator, node }: Comparison, view: ProgramView): Outcome {
  const holds = compareConstants(left.value, operator, right.value);
  return holds === false ? YES : holds === true ? no(node, 'both sides are constants', view) : UNKNOWN;
}

function compareConstants(left: Constant['value'], operator: Comparison['operator'], right: Constant['value']): boolean | null {
  if (typeof left === 'number' && typeof right === 'number') {
    switch (operator) {
      case '<':
        return left < right;
      case '<=':
        return left <= right;
      case '>':
        return left > right;
      case '>=':
        return left >= right;
      default:
    }
  }
  if (operator === '==' || operator === 'almost') return typeof left === typeof right ? left === right : null;
  if (operator === '!=') return typeof left === typeof right ? left !== right : null;
  return null;
}

/** `len(a) == len(a)`, `a.shape == a.shape`. What a call gives may differ, and objects may say what equality is. */
function sameSides({ left, operator, right, node }: Comparison, view: ProgramView): Outcome | null {
  if (right === null || !/^(?:==|>=|<=|is)$/u.test(operator)) return null;
  if (view.facts.textOf(left).replace(/\s+/gu, '') !== view.facts.textOf(right).replace(/\s+/gu, '')) return null;
  if (isSize(left, view, isPlainPath) || (left.kind === 'Name' && isWholeNumberOrText(left, view))) return no(node, 'both sides are the same', view);
  return left.kind === 'Name' || left.kind === 'Attribute' ? UNKNOWN : null;
}

function isWholeNumberOrText(expression: Expression, view: ProgramView): boolean {
  const value = view.facts.valueOf(expression);
  return value?.kind === 'scalar' && (value.type === 'int' || value.type === 'str' || value.type === 'bool') && view.facts.valuesOf(expression).length === 1;
}

/** Names that the same function gives constants, compared with constants. */
function localConstants({ left, operator, right, node }: Comparison, view: ProgramView): Outcome | null {
  const sides = [left, right].map((side) => (side === null ? null : sourceOf(side)));
  const [a, b] = sides;
  if (a?.kind !== 'Constant' || b?.kind !== 'Constant') return null;
  const holds = compareConstants(a.value, operator, b.value);
  return holds === true ? no(node, 'both sides are constants', view) : null;
}

interface InProgram {
  readonly node: Node;
  readonly view: ProgramView;
}

/** A bound no value can break: `len(x) >= 0`, `accuracy <= 1`, the shallow size of an object. */
function outOfRange(value: Expression, operator: Comparison['operator'], bound: Expression, { node, view }: InProgram): Outcome | null {
  const limit = numberOf(bound, view);
  if (limit === null) return null;
  if (isSize(value, view, () => true)) return always(operator, limit, { lowest: 0, highest: null }) ? no(node, 'a length is never negative', view) : null;
  const shallow = shallowSize(value, view);
  if (shallow !== null) return (operator === '<' || operator === '<=') && limit >= MOST_SHALLOW_BYTES ? no(node, `\`sys.getsizeof\` counts only the outermost bytes of \`${shallow}\``, view) : null;
  const metric = metricOf(value, view);
  if (metric === null || !metric.isByFunction) return null;
  if (!always(operator, limit, metric)) return null;
  return no(node, `\`${metric.name}\` is always ${limit <= (metric.lowest ?? Number.NEGATIVE_INFINITY) ? `at least ${String(metric.lowest)}` : `at most ${String(metric.highest)}`}`, view);
}

/** Objects of Python classes take some 50 to 500 bytes without what they refer to. Own choice, with room. */
const MOST_SHALLOW_BYTES = 10_000;

/** Whether every value of the range is on this side of the bound. */
function always(operator: Comparison['operator'], bound: number, { lowest, highest }: { readonly lowest: number | null; readonly highest: number | null }): boolean {
  switch (operator) {
    case '>=':
      return lowest !== null && bound <= lowest;
    case '>':
    case '!=':
      return (lowest !== null && bound < lowest) || (operator === '!=' && highest !== null && bound > highest);
    case '<=':
      return highest !== null && bound >= highest;
    case '<':
      return highest !== null && bound > highest;
    default:
      return false;
  }
}

function numberOf(expression: Expression, view: ProgramView): number | null {
  const source = sourceOf(expression);
  if (source.kind === 'UnaryOp' && source.operator === '-' && source.operand.kind === 'Constant' && typeof source.operand.value === 'number') return -source.operand.value;
  if (source.kind === 'Constant' && typeof source.value === 'number') return source.value;
  const value = view.facts.valueOf(expression);
  return source.kind === 'BinOp' && value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : source.kind === 'BinOp' ? product(source) : null;
}

/** `100 * 1024 * 1024` */
function product(expression: Expression, depth = 0): number | null {
  if (expression.kind === 'Constant') return typeof expression.value === 'number' ? expression.value : null;
  if (expression.kind !== 'BinOp' || depth > 8) return null;
  const left = product(expression.left, depth + 1);
  const right = product(expression.right, depth + 1);
  if (left === null || right === null) return null;
  return expression.operator === '*' ? left * right : expression.operator === '**' ? left ** right : expression.operator === '+' ? left + right : null;
}

/** `len(x)`, `x.shape[0]`, `x.shape` for equality. */
function isSize(expression: Expression, view: ProgramView, isPlain: (of: Expression) => boolean): boolean {
  const source = sourceOf(expression);
  if (source.kind === 'Call') return source.callee.kind === 'Name' && source.callee.id === 'len' && view.facts.names.bindingOf(source.callee) === null && source.arguments.every(isPlain);
  if (source.kind === 'Subscript') return source.value.kind === 'Attribute' && source.value.attribute === 'shape' && isPlain(source.value.value);
  return source.kind === 'Attribute' && source.attribute === 'shape' && isPlain(source.value);
}

/** Names and attributes without a call, so that asking twice gives the same. */
function isPlainPath(expression: Expression): boolean {
  let at = expression;
  while (at.kind === 'Attribute' || (at.kind === 'Subscript' && at.index.kind === 'Constant')) at = at.value;
  return at.kind === 'Name';
}

/** `sys.getsizeof(model)` of an object that only refers to its data; the object as written. */
function shallowSize(expression: Expression, view: ProgramView): string | null {
  let at = sourceOf(expression);
  while (at.kind === 'BinOp' && (at.operator === '/' || at.operator === '//')) at = sourceOf(at.left);
  if (at.kind !== 'Call' || view.nameOf(at) !== 'sys.getsizeof' || at !== sourceOf(expression)) return null;
  const [first] = at.arguments;
  const value = first === undefined ? null : view.facts.valueOf(first);
  if (first === undefined || value?.kind !== 'object') return null;
  const isKnown = value.className?.startsWith('sklearn.') === true || (value.definition !== null && methodOf(value.definition, '__sizeof__', view) === null && libraryBases(value.definition, view).every((base) => base === 'object'));
  return isKnown ? view.facts.textOf(first).slice(0, 40) : null;
}

/** `x = Net(); assert isinstance(x, Net)` */
function isinstanceCanFail(left: Expression, right: Expression, node: Node, view: ProgramView): Outcome {
  const source = sourceOf(left);
  if (source.kind !== 'Call' || right.kind === 'Tuple') return YES;
  const { made } = view.calleesOf(source);
  const name = view.nameOf(source);
  const isSame = view.facts.textOf(source.callee) === view.facts.textOf(right);
  if (!isSame) return YES;
  if (made !== null) return isMadePlainly(made, view) ? no(node, `a new \`${made.name}\` always is one`, view) : UNKNOWN;
  // these decide in `__new__` what is made
  const isChosen = name !== null && /^pandas\.(?:\w+\.)*(?:\w*Index|Timestamp|Timedelta|Period|Interval|DateOffset)$/u.test(name);
  return name !== null && !isChosen && isClassOfLibrary(name, source, view) ? no(node, `a new \`${name.slice(name.lastIndexOf('.') + 1)}\` always is one`, view) : YES;
}

/** What a mock was told to return is compared with a constant. */
function ofMock({ left, right, node }: Comparison, view: ProgramView): Outcome | null {
  for (const [value, other] of [[left, right], [right, left]] as const) {
    if (value === null || other === null || sourceOf(other).kind !== 'Constant') continue;
    const source = sourceOf(value);
    if (source.kind !== 'Call') continue;
    const mock = sourceOf(source.callee);
    if (mock.kind !== 'Call' || !/^(?:unittest\.)?mock\.(?:Magic|Async)?Mock$/u.test(view.nameOf(mock) ?? '')) continue;
    if (mock.keywords.length !== 1 || mock.keywords[0]?.name !== 'return_value' || mock.keywords[0].value.kind !== 'Constant') continue;
    return no(node, 'it compares what the mock was told to return', view);
  }
  return null;
}

/** `len([x for x in rows if x.find(".com")]) > 0`: nothing is ever left out. */
function filteredByFind({ left, operator, right, node }: Comparison, view: ProgramView): Outcome | null {
  if (right === null || !/^(?:>|>=|!=)$/u.test(operator)) return null;
  const source = sourceOf(left);
  if (source.kind !== 'Call' || source.callee.kind !== 'Name' || source.callee.id !== 'len') return null;
  const [first] = source.arguments;
  const list = first?.kind === 'Name' ? assignedTo(first, view)[0] : first;
  if (list?.kind !== 'ListComp') return null;
  const find = list.generators.flatMap(({ ifs }) => ifs).find((test) => test.kind === 'Call' && isTextFind(test, view));
  return find === undefined ? null : no(node, '`.find()` is true where nothing is found, so nothing is left out', view);
}

/** The quantile of one measurement is that measurement, which is a check, but of something else than it says. */
function oneMeasurement({ left, right, node }: Comparison, view: ProgramView): Outcome | null {
  for (const side of [left, right]) {
    const source = side === null ? null : sourceOf(side);
    if (source?.kind !== 'Call' || !/^(?:numpy\.(?:nan)?(?:percentile|quantile)|statistics\.quantiles)$/u.test(view.nameOf(source) ?? '')) continue;
    const values = source.arguments[0] === undefined ? null : sourceOf(source.arguments[0]);
    if (values?.kind === 'List' && values.elements.length === 1) return { answer: 'unknown', links: [{ at: view.placeOf(node), text: 'it is the quantile of a single measurement' }] };
  }
  return null;
}
