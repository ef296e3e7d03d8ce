/** Where an exception goes no further. */
import { walk } from '../../../../rules/api/python/children.ts';
import type { Call, ExceptHandler, Expression, Node, Statement, Try, With } from '../../../../rules/api/python/syntax.ts';
import type { Link } from '../../../../rules/api/repository/place.ts';
import type { ProgramView } from './program-view.ts';

const BROAD: ReadonlySet<string> = new Set(['Exception', 'BaseException']);

/** The nearest broad `except` or `suppress` around a node that neither raises nor ends the program; null when nothing surely stops it. */
export function swallowedAt(node: Node, view: ProgramView): Link | null {
  return caughtAt(node, BROAD, view);
}

/** As `swallowedAt`, for a failing `assert`. */
export function assertSwallowedAt(node: Node, view: ProgramView): Link | null {
  return caughtAt(node, new Set([...BROAD, 'AssertionError']), view);
}

function caughtAt(node: Node, names: ReadonlySet<string>, view: ProgramView): Link | null {
  for (let at: Node = node; at.parent !== null; at = at.parent) {
    const { parent } = at;
    if (parent.kind === 'FunctionDef' || parent.kind === 'Lambda' || parent.kind === 'Module') return null;
    if (parent.kind === 'Try' && isAmong(parent.body, at)) {
      const link = caughtByTry(parent, names, view);
      if (link !== 'goes-on') return link;
    }
    if (parent.kind === 'With' && isAmong(parent.body, at)) {
      const link = suppressed(parent, names, view);
      if (link !== null) return link;
    }
  }
  return null;
}

function isAmong(statements: readonly Statement[], node: Node): boolean {
  const first = statements[0];
  const last = statements.at(-1);
  return first !== undefined && last !== undefined && node.start >= first.start && node.end <= last.end;
}

/** Null when the handler that catches it lets somebody know; `goes-on` when none catches it. */
function caughtByTry({ handlers, finalbody }: Try, names: ReadonlySet<string>, view: ProgramView): Link | null | 'goes-on' {
  for (const handler of handlers) {
    if (!doesCatch(handler, names)) continue;
    if (tells(handler, view)) return handler.body.some(isRaise) ? 'goes-on' : null;
    const caught = handler.type === null ? '`except:`' : `\`except ${shortText(view.facts.textOf(handler.type))}\``;
    return { at: view.placeOf(headOf(handler, view)), text: `${caught} stops the failure` };
  }
  // leaving from `finally` drops what is raised
  const left = finalbody.find(({ kind }) => kind === 'Return' || kind === 'Break');
  return left === undefined ? 'goes-on' : { at: view.placeOf(left), text: 'leaving from `finally` drops the failure' };
}

function isRaise({ kind }: Statement): boolean {
  return kind === 'Raise';
}

function headOf(handler: ExceptHandler, view: ProgramView): { readonly start: number; readonly end: number } {
  const text = view.facts.textOf(handler);
  const line = /\r|\n/u.exec(text);
  return { start: handler.start, end: handler.start + (line === null ? text.length : line.index) };
}

function shortText(text: string): string {
  return text.length <= 40 ? text.replace(/\s+/gu, ' ') : `${text.slice(0, 39)}…`;
}

function doesCatch({ type }: ExceptHandler, names: ReadonlySet<string>): boolean {
  if (type === null) return true;
  const types: readonly Expression[] = type.kind === 'Tuple' ? type.elements : [type];
  return types.some((each) => (each.kind === 'Name' && names.has(each.id)) || (each.kind === 'Attribute' && names.has(each.attribute)));
}

/** Names of calls that end the program or a test, or reach a person. */
const TELLS = /^(?:exit|_exit|quit|abort|fail|kill|send|notify\w*|alert\w*|send_\w+|capture_exception|post|print_exc_and_exit|error_exit|set_exception|skip|xfail|reject|rollback\w*|put)$/u;

/** Whether the handler raises, ends the program, reaches somebody, or keeps the failure for later. */
function tells(handler: ExceptHandler, view: ProgramView): boolean {
  let isTold = false;
  for (const statement of handler.body) {
    walk(statement, (node) => {
      if (isTold || node.kind === 'FunctionDef' || node.kind === 'Lambda') return 'skip';
      if (node.kind === 'Raise' || node.kind === 'Assert') isTold = true;
      else if (node.kind === 'Call') isTold = callTells(node, view);
      else if (node.kind === 'Return') isTold = node.value !== null && isFailureValue(node.value);
      else if (node.kind === 'Assign' || node.kind === 'AugAssign') isTold = !isDefault(node.value);
      return undefined;
    });
  }
  return isTold;
}

function callTells(call: Call, view: ProgramView): boolean {
  const { callee } = call;
  const last = callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : '';
  if (last === 'exit' || last === '_exit' || last === 'quit') return !exitsWithSuccess(call);
  if (TELLS.test(last)) return true;
  // kept for later: `errors.append(error)`
  if (last === 'append' || last === 'add') return true;
  // a function of the project may do anything
  return view.calleesOf(call).targets.length > 0;
}

/** `sys.exit(0)`, `exit()`. */
export function exitsWithSuccess({ arguments: args }: Call): boolean {
  const [code] = args;
  return code === undefined || (code.kind === 'Constant' && (code.value === 0 || code.value === null || code.value === false));
}

/** What stands in for a result: `None`, 0, nothing. */
function isDefault(value: Expression): boolean {
  if (value.kind === 'Constant') return value.type !== 'bool' && !value.value;
  if (value.kind === 'List' || value.kind === 'Tuple') return value.elements.length === 0;
  return value.kind === 'Dict' && value.items.length === 0;
}

/** A value the caller may take as failure: a number but 0, `False`, the exception, a text or structure that may say so. */
function isFailureValue(value: Expression): boolean {
  if (value.kind === 'Constant') return value.type === 'bool' ? value.value === false : value.type === 'int' ? value.value !== 0 : value.type === 'str' && value.value !== '';
  if (value.kind === 'UnaryOp' && value.operand.kind === 'Constant') return true;
  if (value.kind === 'List' || value.kind === 'Tuple') return value.elements.some((element) => isFailureValue(element));
  if (value.kind === 'Dict') return value.items.length > 0;
  return true;
}

/** `with contextlib.suppress(Exception)` */
function suppressed({ items }: With, names: ReadonlySet<string>, view: ProgramView): Link | null {
  for (const { context } of items) {
    if (context.kind !== 'Call') continue;
    const { callee } = context;
    const last = callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : '';
    if (last !== 'suppress') continue;
    if (context.arguments.some((type) => type.kind === 'Name' && names.has(type.id))) return { at: view.placeOf(context), text: '`suppress` stops the failure' };
  }
  return null;
}
