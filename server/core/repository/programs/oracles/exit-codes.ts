/** Functions whose result is the exit code of the program, and what of it means failure. */
import type { Call, Expression, FunctionDef, Return } from '../../../../../rules/api/python/syntax.ts';
import type { Link } from '../../../../../rules/api/repository/place.ts';
import type { ProgramView } from '../program-view.ts';
import type { Condition } from './conditions.ts';
import { conditionOf } from './conditions.ts';
import { returnsIn } from './flags.ts';
import { sourceOf } from './origins.ts';

interface ExitCode {
  /** What must hold for success, where the value itself says it; null where the way to the `return` does. */
  readonly condition: Condition | null;
  /** Where the code is dropped, so that the program ends well whatever it is. */
  readonly dropped: Link | null;
}

/** Null for what means success, and for functions that end no program. */
export function codeOf({ value }: Return, around: FunctionDef, view: ProgramView): ExitCode | null {
  const way = view.once(codesOf).get(around);
  return way === undefined || value === null ? null : failureOf(value, way.dropped);
}

function failureOf(value: Expression, dropped: Link | null): ExitCode | null {
  switch (value.kind) {
    case 'Constant':
      return Boolean(value.value) && value.type !== 'Ellipsis' ? { condition: null, dropped } : null;
    case 'JoinedStr':
      return { condition: null, dropped };
    case 'UnaryOp':
      return value.operand.kind === 'Constant' ? { condition: null, dropped } : { condition: conditionOf(value, true), dropped };
    case 'IfExp':
      return isSuccess(value.body) === isSuccess(value.orelse) ? null : { condition: conditionOf(value.test, isSuccess(value.orelse)), dropped };
    case 'Compare':
    case 'BoolOp':
      return { condition: conditionOf(value, true), dropped };
    case 'Name':
      return { condition: { kind: 'truth', expression: value, isNegated: true }, dropped };
    case 'Attribute':
      return /fail|error|exit/iu.test(value.attribute) ? { condition: null, dropped } : null;
    case 'Call': {
      const [first] = value.arguments;
      const isNumber = value.callee.kind === 'Name' && /^(?:int|bool|len|min|max)$/u.test(value.callee.id);
      if (first === undefined || !isNumber) return null;
      return { condition: first.kind === 'Constant' ? null : conditionOf(first, true), dropped };
    }
    default:
      return null;
  }
}

function isSuccess(expression: Expression): boolean {
  return expression.kind === 'Constant' && (expression.value === 0 || expression.value === null || expression.value === false);
}

interface Way {
  readonly dropped: Link | null;
}

/** Functions a function's code is taken from that are followed. Own choice. */
const MOST_FUNCTIONS = 50;

function codesOf(view: ProgramView): ReadonlyMap<FunctionDef, Way> {
  const found = new Map<FunctionDef, Way>();
  const { facts } = view;
  for (const call of facts.nodes('Call')) {
    const isExit = /^(?:sys\.exit|exit|quit|os\._exit|SystemExit|builtins\.SystemExit)$/u.test(view.nameOf(call) ?? (call.callee.kind === 'Name' ? call.callee.id : ''));
    const [code] = call.arguments;
    if (isExit && code !== undefined) for (const target of targetsOf(code, view)) found.set(target, { dropped: null });
  }
  for (const call of facts.nodes('Call')) for (const target of droppedBy(call, view)) if (!found.has(target)) found.set(target, { dropped: { at: view.placeOf(call), text: `nothing reads what \`${target.name}\` returns, so the program ends well all the same` } });
  for (const [target, way] of found) {
    if (found.size > MOST_FUNCTIONS) break;
    for (const { value } of returnsIn(target)) if (value !== null) for (const inner of targetsOf(value, view)) if (!found.has(inner)) found.set(inner, way);
  }
  return found;
}

/** Functions of this file whose result an expression is: `main()`, `asyncio.run(main())`, `max(a(), b())`, a name for one. */
function targetsOf(expression: Expression, view: ProgramView): readonly FunctionDef[] {
  const source = sourceOf(expression);
  if (source.kind !== 'Call') return [];
  const own = view.calleesOf(source).targets.filter((target) => view.bodyOf(target) !== null && view.path === view.placeOf(target).path);
  if (own.length > 0) return own;
  return /^(?:int|bool|max|min|asyncio\.run|trio\.run|anyio\.run)$/u.test(view.nameOf(source) ?? (source.callee.kind === 'Name' ? source.callee.id : '')) ? source.arguments.flatMap((each) => targetsOf(each, view)) : [];
}

/** `main()` alone below `if __name__ == "__main__"`, where `main` speaks in exit codes: it returns 0, and it returns 1. */
function droppedBy(call: Call, view: ProgramView): readonly FunctionDef[] {
  if (call.parent.kind !== 'Expr' || !view.ownerOf(call).endsWith('::__main__')) return [];
  return view.calleesOf(call).targets.filter((target) => {
    if (view.placeOf(target).path !== view.path) return false;
    const codes = returnsIn(target).map(({ value }) => value);
    const isNumber = (code: Expression | null, wanted: number): boolean => code?.kind === 'Constant' && code.type === 'int' && code.value === wanted;
    return codes.some((code) => isNumber(code, 0)) && codes.some((code) => isNumber(code, 1));
  });
}
