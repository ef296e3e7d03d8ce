/** What in a function fails when a property does not hold. */
import { forEachChild } from '../../../../../rules/api/python/children.ts';
import type { Call, Expression, FunctionDef, Node, Raise, Return, With } from '../../../../../rules/api/python/syntax.ts';
import { UNKNOWN, YES } from '../../../../../rules/api/repository/place.ts';
import type { Link, Outcome } from '../../../../../rules/api/repository/place.ts';
import type { OracleSummary } from '../../../../../rules/api/repository/program.ts';
import { decoratorName } from '../names.ts';
import type { FunctionBody, ProgramView } from '../program-view.ts';
import { assertSwallowedAt, exitsWithSuccess, swallowedAt } from '../swallowed.ts';
import { conditionAround, conditionAroundOrBefore } from './around.ts';
import { canFail } from './can-fail.ts';
import { conditionOf, conditionOfMethod, expressionsOf } from './conditions.ts';
import type { Condition } from './conditions.ts';
import { codeOf } from './exit-codes.ts';
import { failingHelper } from './failing-helpers.ts';
import { withNotes } from './flags.ts';
import { judgedNames, originsOf } from './origins.ts';
import { pointsRight } from './points-right.ts';

/** Oracles of one function that are told. Own choice. */
const MOST_ORACLES = 400;

/** An oracle, with the parameters of its function whose values it judges. */
export interface FoundOracle {
  readonly oracle: OracleSummary;
  readonly parameters: readonly string[];
}

export function oraclesIn(body: FunctionBody, view: ProgramView): readonly FoundOracle[] {
  const found: FoundOracle[] = [];
  for (const { node } of body.nodes) {
    if (found.length >= MOST_ORACLES) break;
    const oracle = oracleAt(node, body, view);
    if (oracle !== null) found.push(oracle);
  }
  if (body.node.kind === 'FunctionDef') found.push(...ofDecorators(body.node, view));
  return found;
}

function oracleAt(node: Node, body: FunctionBody, view: ProgramView): FoundOracle | null {
  switch (node.kind) {
    case 'Assert':
      return judged({ kind: 'assert', node, condition: conditionOf(node.test), swallowed: assertSwallowedAt(node, view), body, view });
    case 'Raise':
      return raised(node, body, view);
    case 'Call':
      return called(node, body, view) ?? helped(node, body, view);
    case 'Return':
      return returned(node, body, view);
    case 'With':
      return inContext(node, view);
    default:
      return null;
  }
}

interface Judged {
  readonly kind: OracleSummary['kind'];
  readonly node: Node;
  readonly condition: Condition;
  readonly swallowed: Link | null;
  readonly body: FunctionBody;
  readonly view: ProgramView;
}

function judged({ kind, node, condition: written, swallowed, body, view }: Judged): FoundOracle {
  const condition = withNotes(written, { view, calls: kind === 'raise' || kind === 'exit' ? 'followed' : 'left', depth: 0 });
  const origins = originsOf([...new Set([...expressionsOf(written), ...expressionsOf(condition)])], view);
  return {
    oracle: {
      kind,
      at: view.placeOf(node),
      canFail: swallowed === null ? canFail(condition, view) : { answer: 'no', links: [swallowed] },
      pointsRight: pointsRight({ condition, inFunction: body.name, view }),
      judges: judgedNames(origins.calls, view),
      words: origins.words,
    },
    parameters: origins.parameters,
  };
}

interface Plain {
  readonly kind: OracleSummary['kind'];
  readonly node: Node;
  /** What it looks at. */
  readonly expressions: readonly Expression[];
  readonly swallowed: Link | null;
  readonly canFail?: Outcome;
  readonly view: ProgramView;
}

function plain({ kind, node, expressions, swallowed, canFail: own = YES, view }: Plain): FoundOracle {
  const origins = originsOf(expressions, view);
  return {
    oracle: {
      kind,
      at: view.placeOf(node),
      canFail: swallowed === null ? own : { answer: 'no', links: [swallowed] },
      pointsRight: YES,
      judges: judgedNames(origins.calls, view),
      words: origins.words,
    },
    parameters: origins.parameters,
  };
}

/** `raise` below an `if`, in no handler: it fails where the test holds. */
function raised(node: Raise, body: FunctionBody, view: ProgramView): FoundOracle | null {
  if (node.exception === null || /^(?:NotImplementedError|SkipTest|StopIteration|StopAsyncIteration|KeyboardInterrupt)\b/u.test(view.facts.textOf(node.exception))) return null;
  const { exception } = node;
  const isExit = exception.kind === 'Call' && exception.callee.kind === 'Name' && exception.callee.id === 'SystemExit';
  if (isExit && exitsWithSuccess(exception)) return null;
  const condition = isExit ? conditionAroundOrBefore(node) : conditionAround(node);
  return condition === null ? null : judged({ kind: isExit ? 'exit' : 'raise', node, condition, swallowed: isExit ? null : swallowedAt(node, view), body, view });
}

const EXITS: ReadonlySet<string> = new Set(['sys.exit', 'exit', 'quit', 'os._exit', 'click.exceptions.Exit']);
const FAILS: ReadonlySet<string> = new Set(['pytest.fail', 'pytest.exit']);
/** Calls that raise by themselves when what they are given is not so. */
const RAISING =
  /^(?:pandera\.[\w.]+\.validate|jsonschema\.(?:validate|validators\.[\w.]+\.validate)|pydantic\.[\w.]+\.(?:model_validate|model_validate_json|parse_obj|parse_raw)|pydantic\.parse_obj_as|sklearn\.utils\.estimator_checks\.check_estimator|subprocess\.check_(?:call|output)|fastavro\.validate|xmlschema\.[\w.]*validate|soda\.scan\.Scan\.assert_\w+)$/u;
/** As `RAISING`, for methods of something unknown that only these libraries have. */
const RAISING_METHODS: ReadonlySet<string> = new Set(['raise_for_status', 'assert_no_checks_fail', 'assert_no_error_logs', 'assert_all_checks_pass']);

function called(call: Call, body: FunctionBody, view: ProgramView): FoundOracle | null {
  const name = view.nameOf(call);
  const last = lastOf(call, name);
  const swallowed = (): Link | null => swallowedAt(call, view);
  if (name !== null && EXITS.has(name)) return exited(call, body, view);
  const isSelfFail = last === 'fail' && call.callee.kind === 'Attribute' && call.callee.value.kind === 'Name' && call.callee.value.id === 'self';
  if ((name !== null && FAILS.has(name)) || isSelfFail) {
    const condition = conditionAround(call);
    return condition === null ? null : judged({ kind: 'raise', node: call, condition, swallowed: swallowed(), body, view });
  }
  const given = [...call.arguments, ...call.keywords.map(({ value }) => value)];
  if (call.callee.kind === 'Attribute' && /^assert[A-Z]/u.test(last) && view.calleesOf(call).targets.length === 0) {
    if (/^assert(?:Raises|Warns|Logs)/u.test(last)) return call.parent.kind === 'With' ? null : plain({ kind: 'raises', node: call, expressions: given, swallowed: swallowed(), view });
    const condition = conditionOfMethod(last, call);
    const caught = assertSwallowedAt(call, view);
    return condition === null ? plain({ kind: 'method', node: call, expressions: given, swallowed: caught, view }) : judged({ kind: 'method', node: call, condition, swallowed: caught, body, view });
  }
  if (/^assert_/u.test(last) && view.calleesOf(call).targets.length === 0) return asserted(call, given, view);
  const receiver = call.callee.kind === 'Attribute' ? [call.callee.value] : [];
  if ((name !== null && RAISING.test(name)) || RAISING_METHODS.has(last) || isPanderaValidate(call, last, view)) return plain({ kind: 'method', node: call, expressions: [...receiver, ...given], swallowed: swallowed(), view });
  if (name === 'subprocess.run' && call.keywords.some((keyword) => keyword.name === 'check' && keyword.value.kind === 'Constant' && keyword.value.value === true)) return plain({ kind: 'method', node: call, expressions: given, swallowed: swallowed(), view });
  if (isUnknownCheck(call, last, view)) return plain({ kind: 'method', node: call, expressions: [...receiver, ...given], swallowed: swallowed(), canFail: { answer: 'unknown', links: [{ at: view.placeOf(call), text: `what \`${last}\` does is not known` }] }, view });
  if (name === 'pytest.raises' && call.parent.kind !== 'With' && call.arguments.length > 1) return plain({ kind: 'raises', node: call, expressions: given, swallowed: swallowed(), view });
  return null;
}

/** `check(model)`: a call for its effect of something that says it checks, and that cannot be looked into. */
function isUnknownCheck(call: Call, last: string, view: ProgramView): boolean {
  return call.parent.kind === 'Expr' && /^_?(?:assert|check|verify|validate|expect|ensure|compare)(?:_|$|[A-Z])/u.test(last) && view.calleesOf(call).targets.length === 0;
}

function lastOf({ callee }: Call, name: string | null): string {
  if (callee.kind === 'Attribute') return callee.attribute;
  if (name !== null) return name.slice(name.lastIndexOf('.') + 1);
  return callee.kind === 'Name' ? callee.id : '';
}

/** `numpy.testing.assert_allclose`, `mock.assert_called_once`. */
function asserted(call: Call, given: readonly Expression[], view: ProgramView): FoundOracle {
  const name = view.nameOf(call);
  const isMethod = name === null || /\.(?:Magic|Async|NonCallable)?Mock\./u.test(name);
  const receiver = isMethod && call.callee.kind === 'Attribute' ? [call.callee.value] : [];
  const [first, second] = call.arguments;
  const isSame = name !== null && /^(?:numpy|pandas|torch)\.testing\.assert_/u.test(name) && first !== undefined && second !== undefined && first.kind === 'Name' && second.kind === 'Name' && first.id === second.id;
  const own: Outcome = isSame ? { answer: 'unknown', links: [{ at: view.placeOf(call), text: 'both sides are the same' }] } : YES;
  return plain({ kind: isMethod ? 'method' : 'testing', node: call, expressions: [...receiver, ...given], swallowed: assertSwallowedAt(call, view), canFail: own, view });
}

function isPanderaValidate(call: Call, last: string, view: ProgramView): boolean {
  if (last !== 'validate' || call.callee.kind !== 'Attribute') return false;
  const receiver = view.facts.valueOf(call.callee.value);
  if (receiver?.kind === 'object') return [receiver.className ?? '', ...receiver.bases].some((name) => name.startsWith('pandera.'));
  if (receiver?.kind !== 'callable' || receiver.definition?.kind !== 'ClassDef') return false;
  return receiver.definition.bases.some((base) => view.facts.names.qualifiedName(base)?.startsWith('pandera.') === true);
}

/** `sys.exit(1)` below an `if`, `sys.exit(0 if ok else 1)`, `sys.exit(failures)`. */
function exited(call: Call, body: FunctionBody, view: ProgramView): FoundOracle | null {
  const [code] = call.arguments;
  if (code === undefined || exitsWithSuccess(call)) return null;
  if (code.kind === 'IfExp') {
    const isSuccess = (expression: Expression): boolean => expression.kind === 'Constant' && (expression.value === 0 || expression.value === null);
    if (isSuccess(code.body) === isSuccess(code.orelse)) return null;
    return judged({ kind: 'exit', node: call, condition: conditionOf(code.test, isSuccess(code.orelse)), swallowed: null, body, view });
  }
  const condition = conditionAroundOrBefore(call);
  if (condition !== null) return judged({ kind: 'exit', node: call, condition, swallowed: null, body, view });
  if (code.kind === 'Constant' || isMainCall(code, view)) return null;
  return { ...plain({ kind: 'exit', node: call, expressions: [code], swallowed: null, canFail: UNKNOWN, view }) };
}

/** `sys.exit(main())`: what `main` returns is mostly nothing. */
function isMainCall(code: Expression, view: ProgramView): boolean {
  return code.kind === 'Call' && view.calleesOf(code).targets.length > 0;
}

/** `fail("too bad")`, `require(error < 3)`. */
function helped(call: Call, body: FunctionBody, view: ProgramView): FoundOracle | null {
  const failing = failingHelper(call, view);
  return failing === null ? null : judged({ ...failing, node: call, body, view });
}

/** `return 1` of a function whose result ends the program: `sys.exit(main())`. */
function returned(node: Return, body: FunctionBody, view: ProgramView): FoundOracle | null {
  const code = body.node.kind === 'FunctionDef' ? codeOf(node, body.node, view) : null;
  if (code === null) return null;
  const condition = code.condition ?? conditionAroundOrBefore(node);
  return condition === null ? null : judged({ kind: 'exit', node, condition, swallowed: code.dropped, body, view });
}

/** `with pytest.raises(ValueError):` */
function inContext(node: With, view: ProgramView): FoundOracle | null {
  for (const { context } of node.items) {
    if (context.kind !== 'Call') continue;
    const name = view.nameOf(context);
    const last = lastOf(context, name);
    const isRaises = name === 'pytest.raises' || name === 'pytest.warns' || name === 'pytest.deprecated_call' || /^assert(?:Raises|Warns|Logs)/u.test(last);
    if (isRaises) return plain({ kind: 'raises', node: context, expressions: expressionsIn(node), swallowed: swallowedAt(node, view), view });
  }
  return null;
}

function expressionsIn(node: With): readonly Expression[] {
  const found: Expression[] = [];
  const waiting: Node[] = [...node.body];
  for (let at = waiting.pop(); at !== undefined && found.length < 100; at = waiting.pop()) {
    if (at.kind === 'Expr' || at.kind === 'Assign') found.push(at.value);
    else if (at.kind !== 'FunctionDef') forEachChild(at, (child) => waiting.push(child));
  }
  return found.reverse();
}

/** `@pa.check_io`, `@pa.check_types` raise for frames that do not fit. */
function ofDecorators({ decorators }: FunctionDef, view: ProgramView): readonly FoundOracle[] {
  return decorators.flatMap((decorator) => {
    const name = decoratorName(decorator, view) ?? '';
    return /^pandera\.(?:[\w.]+\.)?check_(?:io|input|output|types)$/u.test(name) ? [plain({ kind: 'method', node: decorator, expressions: [decorator], swallowed: null, view })] : [];
  });
}
