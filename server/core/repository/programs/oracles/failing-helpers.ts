/** Conditions that fail through a helper: one that always ends the program, or one that is handed what must hold. */
import type { Call, Expression, FunctionDef, Node, Statement } from '../../../../../rules/api/python/syntax.ts';
import { moduleOf } from '../../../../../rules/api/python/syntax.ts';
import type { Link } from '../../../../../rules/api/repository/place.ts';
import type { OracleSummary } from '../../../../../rules/api/repository/program.ts';
import type { ProgramView } from '../program-view.ts';
import { exitsWithSuccess, swallowedAt } from '../swallowed.ts';
import { conditionAround } from './around.ts';
import { conditionOf } from './conditions.ts';
import type { Condition } from './conditions.ts';

export interface FailingHelper {
  readonly kind: OracleSummary['kind'];
  readonly condition: Condition;
  readonly swallowed: Link | null;
}

/** `fail("too bad")` below an `if`, `require(error < 3)`, `at_most(error, 3)` of another module. */
export function failingHelper(call: Call, view: ProgramView): FailingHelper | null {
  if (call.parent.kind !== 'Expr') return null;
  if (endsByMethod(call, view)) return around(call, view);
  const { targets } = view.calleesOf(call);
  const [target, ...others] = targets;
  if (target === undefined || others.length > 0) return null;
  if (target.body.some((statement) => endsHere(statement, target))) return around(call, view);
  if (!HANDED.test(target.name)) return null;
  const must = handedTo(target, call);
  return must === null ? null : { kind: 'method', condition: must, swallowed: swallowedAt(call, view) };
}

function around(call: Call, view: ProgramView): FailingHelper | null {
  const condition = conditionAround(call);
  return condition === null ? null : { kind: 'raise', condition, swallowed: swallowedAt(call, view) };
}

/** `parser.error(text)` of argparse, `ctx.fail(text)` of click. */
function endsByMethod(call: Call, view: ProgramView): boolean {
  const name = view.nameOf(call) ?? '';
  if (/^argparse\.ArgumentParser\.error$/u.test(name)) return true;
  const { callee } = call;
  return callee.kind === 'Attribute' && callee.value.kind === 'Name' && /^(?:ctx|context)$/u.test(callee.value.id) && (/^(?:fail|abort)$/u.test(callee.attribute) || (callee.attribute === 'exit' && !exitsWithSuccess(call)));
}

/** A statement that always ends the function by an exception or the program by a number but 0. */
function endsHere(statement: Statement, within: FunctionDef): boolean {
  if (statement.kind === 'Raise') return statement.exception !== null && !isNotImplemented(statement.exception);
  if (statement.kind === 'With') return statement.body.some((inner) => endsHere(inner, within));
  if (statement.kind !== 'Expr' || statement.value.kind !== 'Call' || within.decorators.length > 0) return false;
  return isExit(statement.value) && !exitsWithSuccess(statement.value);
}

/** `sys.exit(x)`, `exit(x)`, `SystemExit(x)`. */
function isExit({ callee }: Call): boolean {
  if (callee.kind === 'Name') return /^(?:exit|quit|SystemExit)$/u.test(callee.id);
  return callee.kind === 'Attribute' && /^_?exit$/u.test(callee.attribute) && callee.value.kind === 'Name' && /^(?:sys|os)$/u.test(callee.value.id);
}

function isNotImplemented(exception: Expression): boolean {
  const name = exception.kind === 'Call' ? exception.callee : exception;
  return name.kind === 'Name' && (name.id === 'NotImplementedError' || name.id === 'StopIteration');
}

/** Helpers that say they refuse. */
const HANDED = /(?:^|_)(?:assert\w*|checks?|verify|validate|expect|ensure|require[sd]?|must|should|at_most|at_least|enforce|guard|gate|within|fail_(?:if|unless|when)|raise_(?:if|unless|when)|abort_(?:if|unless)|not_worse\w*)(?:_|$)/u;

/** The condition a helper holds what it is handed against, in terms of the call: of a bare parameter, or of two compared in another module. */
function handedTo(target: FunctionDef, call: Call): Condition | null {
  for (const statement of target.body) {
    const isRefusal = statement.kind === 'If' && statement.body.some((inner) => endsHere(inner, target));
    const test = statement.kind === 'Assert' ? statement.test : isRefusal ? statement.test : null;
    if (test === null) continue;
    const isNegated = statement.kind === 'If';
    const bare = bareParameter(test);
    const given = bare === null ? null : givenFor(bare.name, target, call);
    if (bare !== null && given !== null) return conditionOf(given, bare.isNegated !== isNegated);
    const compared = moduleOf(target) === moduleOf(call) ? null : comparedArguments(test, isNegated, { target, call });
    if (compared !== null) return compared;
  }
  return null;
}

/** The parameter a helper refuses by nothing but its truth; null for every other test. */
function bareParameter(test: Expression): { readonly name: string; readonly isNegated: boolean } | null {
  if (test.kind === 'Name') return { name: test.id, isNegated: false };
  return test.kind === 'UnaryOp' && test.operator === 'not' && test.operand.kind === 'Name' ? { name: test.operand.id, isNegated: true } : null;
}

function givenFor(name: string, target: FunctionDef, call: Call): Expression | null {
  const named = call.keywords.find((keyword) => keyword.name === name);
  if (named !== undefined) return named.value;
  const shift = target.parent.kind === 'ClassDef' && /^(?:self|cls)$/u.test(target.parameters[0]?.name ?? '') ? 1 : 0;
  const index = target.parameters.findIndex((parameter) => parameter.name === name) - shift;
  return index < 0 || call.arguments.slice(0, index + 1).some(({ kind }) => kind === 'Starred') ? null : (call.arguments[index] ?? null);
}

interface Handing {
  readonly target: FunctionDef;
  readonly call: Call;
}

function comparedArguments(test: Expression, isNegated: boolean, { target, call }: Handing): Condition | null {
  if (test.kind !== 'Compare' || test.operators.length !== 1 || !/^[<>]=?$/u.test(test.operators[0] ?? '')) return null;
  const [right] = test.comparators;
  const here = (side: Node | undefined): Expression | null => (side?.kind === 'Name' ? givenFor(side.id, target, call) : null);
  const left = here(test.left);
  const bound = here(right);
  if (left === null && bound === null) return null;
  const written = conditionOf(test, isNegated);
  if (written.kind !== 'comparison') return null;
  return { ...written, left: left ?? written.left, right: bound ?? written.right, node: call };
}
