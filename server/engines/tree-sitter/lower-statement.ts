/** Statements: blocks, and the simple ones. A statement the parser could not make sense of becomes a broken one. */
import type { Assign, Broken, Expression, Keyword, Statement } from '../../../rules/api/python/syntax.ts';
import { expressionsBelow, hasOwnFlaw, isExpression, lowerExpression, lowerOptional, lowerPart } from './lower-expression.ts';
import { lowerAssignment, lowerAugmented } from './lower-assignment.ts';
import { bodyOf, endOfBody, lowerClass, lowerDecorated, lowerFor, lowerFunction, lowerIf, lowerTry, lowerWhile, lowerWith } from './lower-compound.ts';
import { lowerFutureImport, lowerImport, lowerImportFrom } from './lower-import.ts';
import { lowerMatch } from './lower-match.ts';
import type { Gap } from './lower-tree.ts';
import { salvage } from './salvage.ts';
import { ROLE } from './flat-tree.ts';
import { brokenAt, endOf, hasToken, kindOf, MAX_DEPTH, namesBelow, nextOf, NOWHERE, partsOf, roleOf, spanOf, startOf, textOf, type Lowering } from './lowering.ts';

type Lower = (l: Lowering, index: number) => Statement;

const SIMPLE: Readonly<Record<string, Lower>> = {
  expression_statement: lowerExpressionStatement,
  return_statement: (l, index) => ({ kind: 'Return', ...spanOf(l, index), value: optionalPart(l, index) }),
  delete_statement: lowerDelete,
  raise_statement: lowerRaise,
  assert_statement: lowerAssert,
  import_statement: lowerImport,
  import_from_statement: lowerImportFrom,
  future_import_statement: lowerFutureImport,
  global_statement: (l, index) => ({ kind: 'Global', ...spanOf(l, index), names: partsOf(l, index).map((part) => textOf(l, part)) }),
  nonlocal_statement: (l, index) => ({ kind: 'Nonlocal', ...spanOf(l, index), names: partsOf(l, index).map((part) => textOf(l, part)) }),
  pass_statement: (l, index) => ({ kind: 'Pass', ...spanOf(l, index) }),
  break_statement: (l, index) => ({ kind: 'Break', ...spanOf(l, index) }),
  continue_statement: (l, index) => ({ kind: 'Continue', ...spanOf(l, index) }),
  type_alias_statement: lowerTypeAlias,
  print_statement: lowerPrint,
  exec_statement: lowerExec,
};

const COMPOUND: Readonly<Record<string, Lower>> = {
  function_definition: (l, index) => lowerFunction(l, index, []),
  class_definition: (l, index) => lowerClass(l, index, []),
  decorated_definition: lowerDecorated,
  if_statement: lowerIf,
  for_statement: lowerFor,
  while_statement: lowerWhile,
  try_statement: lowerTry,
  with_statement: lowerWith,
  match_statement: lowerMatch,
};

export function isStatement(kind: string): boolean {
  return Object.hasOwn(SIMPLE, kind) || Object.hasOwn(COMPOUND, kind);
}

/** The statements directly in a module or block, broken ones among them. */
export function lowerBlock(l: Lowering, index: number): readonly Statement[] {
  const found: Statement[] = [];
  const end = nextOf(l, index);
  for (let child = index + 1; child < end; child = nextOf(l, child)) {
    const role = roleOf(l, child);
    if (role === ROLE.part) found.push(lowerStatement(l, child));
    else if (role === ROLE.flaw) found.push(lowerFlaw(l, child));
  }
  return found;
}

export function lowerStatement(l: Lowering, index: number): Statement {
  if (l.depth >= MAX_DEPTH) return tooDeep(l, index);
  l.depth += 1;
  const gap = l.gaps.size === 0 ? undefined : l.gaps.get(startOf(l, index));
  const node = gap === undefined ? lowerByKind(l, index) : lowerGap(l, index, gap);
  l.depth -= 1;
  return node;
}

/** What is broken in the head of a compound statement, to stand before its body. */
export function flawsOf(l: Lowering, index: number): readonly Broken[] {
  if (!l.isFlawed) return [];
  const found: Broken[] = [];
  for (let child = index + 1; child < nextOf(l, index); child = nextOf(l, child)) {
    if (roleOf(l, child) === ROLE.flaw && kindOf(l, child) === 'ERROR') found.push(lowerFlaw(l, child));
  }
  return found;
}

function lowerByKind(l: Lowering, index: number): Statement {
  const kind = kindOf(l, index);
  const compound = COMPOUND[kind];
  if (compound !== undefined) return compound(l, index);
  const simple = SIMPLE[kind];
  if (simple === undefined) return lowerFlaw(l, index);
  if (!l.isFlawed || !hasOwnFlaw(l, index)) return simple(l, index);
  return { kind: 'Broken', ...spanOf(l, index), salvaged: salvageSimple(l, index, simple) };
}

/** A line put aside, with the block below it; the block of a function or class stays theirs. */
function lowerGap(l: Lowering, index: number, gap: Gap): Broken {
  const body = bodyOf(l, index);
  const [first] = gap.salvaged;
  const isOwner = gap.salvaged.length === 1 && (first?.kind === 'FunctionDef' || first?.kind === 'ClassDef');
  const end = endOfBody(body, gap.end);
  const salvaged = isOwner ? [{ ...first, end, body: [...first.body, ...body] }] : [...gap.salvaged, ...body];
  return { kind: 'Broken', start: gap.start, end, parent: NOWHERE, salvaged };
}

/** Imports keep what they name; an assignment keeps its targets; of the rest the expressions are kept. */
function salvageSimple(l: Lowering, index: number, lower: Lower): readonly Statement[] {
  if (kindOf(l, index).includes('import')) return [lower(l, index)];
  const [assignment] = partsOf(l, index);
  if (assignment !== undefined && kindOf(l, assignment) === 'assignment') {
    const [target, ...rest] = partsOf(l, assignment);
    if (target !== undefined) {
      const node: Assign = {
        kind: 'Assign',
        ...spanOf(l, index),
        targets: [lowerExpression(l, target)],
        value: brokenAt(endOf(l, target), endOf(l, index), rest.map((part) => (isExpression(kindOf(l, part)) ? lowerExpression(l, part) : brokenAt(startOf(l, part), endOf(l, part), expressionsBelow(l, part))))),
      };
      return [node];
    }
  }
  return [{ kind: 'Expr', ...spanOf(l, index), value: brokenAt(startOf(l, index), endOf(l, index), expressionsBelow(l, index)) }];
}

export function lowerFlaw(l: Lowering, index: number): Broken {
  return { kind: 'Broken', ...spanOf(l, index), salvaged: salvage(l, index) };
}

function tooDeep(l: Lowering, index: number): Broken {
  const value = brokenAt(startOf(l, index), endOf(l, index), namesBelow(l, index));
  return { kind: 'Broken', ...spanOf(l, index), salvaged: [{ kind: 'Expr', ...spanOf(l, index), value }] };
}

function optionalPart(l: Lowering, index: number): Expression | null {
  const [part] = partsOf(l, index);
  return part === undefined ? null : lowerExpression(l, part);
}

function lowerExpressionStatement(l: Lowering, index: number): Statement {
  const parts = partsOf(l, index);
  const [first] = parts;
  const kind = first === undefined ? '' : kindOf(l, first);
  if (first !== undefined && kind === 'assignment') return lowerAssignment(l, index, first);
  if (first !== undefined && kind === 'augmented_assignment') return lowerAugmented(l, index, first);
  if (!hasToken(l, index, '$,')) return { kind: 'Expr', ...spanOf(l, index), value: lowerOptional(l, first, endOf(l, index)) };
  const value: Expression = { kind: 'Tuple', ...spanOf(l, index), elements: parts.map((part) => lowerExpression(l, part)) };
  return { kind: 'Expr', ...spanOf(l, index), value };
}

function lowerDelete(l: Lowering, index: number): Statement {
  const [only = index] = partsOf(l, index);
  const targets = kindOf(l, only) === 'expression_list' ? partsOf(l, only) : [only];
  return { kind: 'Delete', ...spanOf(l, index), targets: targets.map((target) => lowerExpression(l, target)) };
}

function lowerRaise(l: Lowering, index: number): Statement {
  const parts = partsOf(l, index);
  const cause = hasToken(l, index, '$from') ? parts.at(-1) : undefined;
  const [exception] = parts;
  return {
    kind: 'Raise',
    ...spanOf(l, index),
    exception: exception === undefined || exception === cause ? null : lowerExpression(l, exception),
    cause: cause === undefined ? null : lowerExpression(l, cause),
  };
}

function lowerAssert(l: Lowering, index: number): Statement {
  const [, message] = partsOf(l, index);
  return { kind: 'Assert', ...spanOf(l, index), test: lowerPart(l, index, 0), message: message === undefined ? null : lowerExpression(l, message) };
}

/** The name alone: type parameters are not part of our tree. */
function lowerTypeAlias(l: Lowering, index: number): Statement {
  const name = lowerPart(l, index, 0);
  return { kind: 'TypeAlias', ...spanOf(l, index), name: name.kind === 'Subscript' ? name.value : name, value: lowerPart(l, index, 1) };
}

/** `print x, y` and `print >>file, x` as calls. */
function lowerPrint(l: Lowering, index: number): Statement {
  const positional: Expression[] = [];
  const keywords: Keyword[] = [];
  for (const part of partsOf(l, index)) {
    if (kindOf(l, part) === 'chevron') keywords.push({ kind: 'Keyword', ...spanOf(l, part), name: 'file', value: lowerPart(l, part, 0) });
    else positional.push(lowerExpression(l, part));
  }
  return callStatement(l, index, { id: 'print', arguments: positional, keywords });
}

function lowerExec(l: Lowering, index: number): Statement {
  return callStatement(l, index, { id: 'exec', arguments: partsOf(l, index).map((part) => lowerExpression(l, part)), keywords: [] });
}

function callStatement(l: Lowering, index: number, call: { readonly id: string; readonly arguments: readonly Expression[]; readonly keywords: readonly Keyword[] }): Statement {
  const start = startOf(l, index);
  const callee: Expression = { kind: 'Name', start, end: start + call.id.length, parent: NOWHERE, id: call.id };
  return { kind: 'Expr', ...spanOf(l, index), value: { kind: 'Call', ...spanOf(l, index), callee, arguments: call.arguments, keywords: call.keywords } };
}
