/** Statements with a body. They end where the last statement of the body ends. */
import type { ClassDef, ExceptHandler, Expression, For, FunctionDef, If, Statement, Try, While, With } from '../../../rules/api/python/syntax.ts';
import { lowerArguments } from './lower-call.ts';
import { lowerExpression, lowerOptional, lowerPart } from './lower-expression.ts';
import { lowerParameters } from './lower-parameters.ts';
import { flawsOf, lowerBlock } from './lower-statement.ts';
import { childOfKind, endOf, hasToken, kindOf, MAX_DEPTH, NOWHERE, partsOf, spanOf, startOf, textOf, type Lowering } from './lowering.ts';

/** The statements of a node's block, with what is broken in its head before them. */
export function bodyOf(l: Lowering, index: number): readonly Statement[] {
  const block = childOfKind(l, index, 'block');
  return [...flawsOf(l, index), ...(block === null ? [] : lowerBlock(l, block))];
}

export function endOfBody(body: readonly Statement[], otherwise: number): number {
  return body.at(-1)?.end ?? otherwise;
}

export function lowerDecorated(l: Lowering, index: number): Statement {
  const parts = partsOf(l, index);
  const decorators = parts.filter((part) => kindOf(l, part) === 'decorator').map((part) => lowerPart(l, part, 0));
  const definition = parts.at(-1);
  const kind = definition === undefined ? '' : kindOf(l, definition);
  if (definition !== undefined && kind === 'function_definition') return { ...lowerFunction(l, definition, decorators), start: startOf(l, index) };
  if (definition !== undefined && kind === 'class_definition') return { ...lowerClass(l, definition, decorators), start: startOf(l, index) };
  return { kind: 'Broken', ...spanOf(l, index), salvaged: decorators.map((value) => ({ kind: 'Expr', start: value.start, end: value.end, parent: NOWHERE, value })) };
}

export function lowerFunction(l: Lowering, index: number, decorators: readonly Expression[]): FunctionDef {
  const name = childOfKind(l, index, 'identifier');
  const parameters = childOfKind(l, index, 'parameters');
  const returns = childOfKind(l, index, 'type');
  const body = bodyOf(l, index);
  return {
    kind: 'FunctionDef',
    ...spanOf(l, index),
    end: endOfBody(body, endOf(l, index)),
    name: name === null ? '' : textOf(l, name),
    nameStart: startOf(l, name ?? index),
    isAsync: hasToken(l, index, '$async'),
    decorators,
    parameters: parameters === null ? [] : lowerParameters(l, parameters),
    returns: returns === null ? null : lowerExpression(l, returns),
    body,
  };
}

export function lowerClass(l: Lowering, index: number, decorators: readonly Expression[]): ClassDef {
  const name = childOfKind(l, index, 'identifier');
  const list = childOfKind(l, index, 'argument_list');
  const { arguments: bases, keywords } = lowerArguments(l, list ?? undefined);
  const body = bodyOf(l, index);
  return {
    kind: 'ClassDef',
    ...spanOf(l, index),
    end: endOfBody(body, endOf(l, index)),
    name: name === null ? '' : textOf(l, name),
    nameStart: startOf(l, name ?? index),
    decorators,
    bases,
    keywords,
    body,
  };
}

/** `elif` clauses are nested; those beyond the depth limit are kept as a broken statement with their bodies. */
export function lowerIf(l: Lowering, index: number): If {
  const clauses = partsOf(l, index).filter((part) => kindOf(l, part) === 'elif_clause');
  const room = Math.max(MAX_DEPTH - l.depth, 0);
  const otherwise = childOfKind(l, index, 'else_clause');
  let orelse: readonly Statement[] = otherwise === null ? [] : bodyOf(l, otherwise);
  const beyond = clauses.slice(room);
  const [first] = beyond;
  if (first !== undefined) {
    const salvaged = [...beyond.flatMap((clause) => bodyOf(l, clause)), ...orelse];
    orelse = [{ kind: 'Broken', start: startOf(l, first), end: endOf(l, index), parent: NOWHERE, salvaged }];
  }
  const depth = l.depth;
  for (const [at, clause] of [...clauses.slice(0, room).entries()].reverse()) {
    l.depth = Math.min(depth + at + 1, MAX_DEPTH);
    orelse = [ifNode(l, clause, orelse)];
  }
  l.depth = depth;
  return ifNode(l, index, orelse);
}

function ifNode(l: Lowering, index: number, orelse: readonly Statement[]): If {
  const body = bodyOf(l, index);
  return {
    kind: 'If',
    ...spanOf(l, index),
    end: endOfBody(orelse, endOfBody(body, endOf(l, index))),
    test: lowerPart(l, index, 0),
    body,
    orelse,
  };
}

/** The body of an `else`, or nothing. */
function elseOf(l: Lowering, index: number): readonly Statement[] {
  const clause = childOfKind(l, index, 'else_clause');
  return clause === null ? [] : bodyOf(l, clause);
}

export function lowerFor(l: Lowering, index: number): For {
  const body = bodyOf(l, index);
  const orelse = elseOf(l, index);
  return {
    kind: 'For',
    ...spanOf(l, index),
    end: endOfBody(orelse, endOfBody(body, endOf(l, index))),
    isAsync: hasToken(l, index, '$async'),
    target: lowerPart(l, index, 0),
    iter: lowerPart(l, index, 1),
    body,
    orelse,
  };
}

export function lowerWhile(l: Lowering, index: number): While {
  const body = bodyOf(l, index);
  const orelse = elseOf(l, index);
  return { kind: 'While', ...spanOf(l, index), end: endOfBody(orelse, endOfBody(body, endOf(l, index))), test: lowerPart(l, index, 0), body, orelse };
}

export function lowerWith(l: Lowering, index: number): With {
  const clause = childOfKind(l, index, 'with_clause');
  const items = (clause === null ? [] : partsOf(l, clause)).map((item) => lowerItem(l, partsOf(l, item)[0] ?? item));
  const body = bodyOf(l, index);
  return { kind: 'With', ...spanOf(l, index), end: endOfBody(body, endOf(l, index)), isAsync: hasToken(l, index, '$async'), items, body };
}

function lowerItem(l: Lowering, value: number): { readonly context: Expression; readonly target: Expression | null } {
  if (kindOf(l, value) !== 'as_pattern') return { context: lowerExpression(l, value), target: null };
  return { context: lowerPart(l, value, 0), target: lowerPart(l, value, 1) };
}

export function lowerTry(l: Lowering, index: number): Try {
  const body = bodyOf(l, index);
  const handlers = partsOf(l, index).flatMap((part) => (kindOf(l, part) === 'except_clause' ? [lowerHandler(l, part)] : []));
  const orelse = elseOf(l, index);
  const last = childOfKind(l, index, 'finally_clause');
  const finalbody = last === null ? [] : bodyOf(l, last);
  const end = endOfBody(finalbody, endOfBody(orelse, handlers.at(-1)?.end ?? endOfBody(body, endOf(l, index))));
  return { kind: 'Try', ...spanOf(l, index), end, body, handlers, orelse, finalbody };
}

function lowerHandler(l: Lowering, index: number): ExceptHandler {
  const values = partsOf(l, index).filter((part) => kindOf(l, part) !== 'block');
  const body = bodyOf(l, index);
  return { kind: 'ExceptHandler', ...spanOf(l, index), end: endOfBody(body, endOf(l, index)), ...caught(l, index, values), body };
}

/** Python 2's `except Error, name:` binds the name; with a capital or several it is Python 3.14's list of classes. */
const OLD_BINDING = /^[a-z_]\w*$/;

function caught(l: Lowering, index: number, values: readonly number[]): Pick<ExceptHandler, 'type' | 'name'> {
  const [first, second] = values;
  if (first === undefined) return { type: null, name: null };
  if (kindOf(l, first) === 'as_pattern') {
    const [type, name] = partsOf(l, first);
    return { type: lowerOptional(l, type, endOf(l, first)), name: name === undefined ? null : textOf(l, name) };
  }
  if (second === undefined) return { type: lowerExpression(l, first), name: null };
  if (hasToken(l, index, '$as')) return { type: lowerExpression(l, first), name: textOf(l, second) };
  if (values.length === 2 && OLD_BINDING.test(textOf(l, second))) return { type: lowerExpression(l, first), name: textOf(l, second) };
  const elements = values.map((part) => lowerExpression(l, part));
  return { type: { kind: 'Tuple', start: startOf(l, first), end: endOf(l, values.at(-1) ?? first), parent: NOWHERE, elements }, name: null };
}
