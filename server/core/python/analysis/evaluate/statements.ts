/** Statements, run one after the other. Ways a program may take are run on their own and joined. */
import type { AugAssign, Expression, If, Match, Statement, Try, With } from '../../../../../rules/api/python/syntax.ts';
import type { Value } from '../../../../../rules/api/python/value.ts';
import { withoutColumns } from '../column-algebra.ts';
import { constant, textsOf, unknownValue, withConfidence } from '../values.ts';
import { binaryOperation } from './arithmetic.ts';
import { assign } from './assign.ts';
import { joinBranches, runBranch } from './branches.ts';
import type { Branch, Completion } from './branches.ts';
import { callWith } from './calls.ts';
import { defineClass, memberOfInstance } from './classes.ts';
import { evaluate } from './expressions.ts';
import { slotsFor } from './frame.ts';
import type { Frame } from './frame.ts';
import { defineFunction } from './functions.ts';
import { runImport, runImportFrom } from './imports.ts';
import { runFor, runWhile } from './loop-statements.ts';
import { MOST_DEPTH, replaceInPlace, step, tooDeep } from './run.ts';
import type { Run } from './run.ts';
import type { Changes } from './store.ts';
import { truthOf } from './truth.ts';

/** Runs statements until one leaves them. */
export function execute(body: readonly Statement[], frame: Frame, run: Run): Completion {
  for (const statement of body) {
    const completion = executeOne(statement, frame, run);
    if (completion !== 'next') return completion;
  }
  return 'next';
}

function executeOne(statement: Statement, frame: Frame, run: Run): Completion {
  step(run);
  const { at } = run;
  if (at.depth >= MOST_DEPTH) {
    tooDeep(run);
    return 'next';
  }
  at.depth += 1;
  const completion = runStatement(statement, frame, run);
  at.depth -= 1;
  return completion;
}

function runStatement(statement: Statement, frame: Frame, run: Run): Completion {
  switch (statement.kind) {
    case 'Expr':
      evaluate(statement.value, frame, run);
      return 'next';
    case 'Assign': {
      const value = evaluate(statement.value, frame, run);
      for (const target of statement.targets) assign(target, value, frame, run);
      return 'next';
    }
    case 'AnnAssign':
      return annotated(statement, frame, run);
    case 'AugAssign':
      return augmented(statement, frame, run);
    case 'FunctionDef':
      run.store.set(slotsFor(statement.name, frame), statement.name, defineFunction(statement, frame, run));
      return 'next';
    case 'ClassDef':
      run.store.set(slotsFor(statement.name, frame), statement.name, defineClass(statement, frame, run));
      return 'next';
    case 'Return':
      frame.returned.push(statement.value === null ? constant(null) : evaluate(statement.value, frame, run));
      return 'return';
    case 'If':
      return branched(statement, frame, run);
    case 'For':
      return runFor(statement, frame, run);
    case 'While':
      return runWhile(statement, frame, run);
    case 'With':
      return within(statement, frame, run);
    case 'Try':
      return tried(statement, frame, run);
    case 'Match':
      return matched(statement, frame, run);
    case 'Import':
      runImport(statement, frame, run);
      return 'next';
    case 'ImportFrom':
      runImportFrom(statement, frame, run);
      return 'next';
    case 'Delete':
      return deleted(statement.targets, frame, run);
    case 'Global':
      for (const name of statement.names) frame.globals.add(name);
      return 'next';
    case 'Nonlocal':
      for (const name of statement.names) frame.nonlocals.add(name);
      return 'next';
    case 'Raise':
      for (const part of [statement.exception, statement.cause]) if (part !== null) evaluate(part, frame, run);
      return 'raise';
    case 'Assert':
      for (const part of [statement.test, statement.message]) if (part !== null) evaluate(part, frame, run);
      return 'next';
    case 'TypeAlias':
      assign(statement.name, unknownValue([]), frame, run);
      return 'next';
    case 'Broken':
      return execute(statement.salvaged, frame, run);
    case 'Pass':
      return 'next';
    case 'Break':
      return 'break';
    case 'Continue':
      return 'continue';
  }
}

function annotated({ target, annotation, value }: Extract<Statement, { kind: 'AnnAssign' }>, frame: Frame, run: Run): Completion {
  if (annotation.kind === 'Name' || annotation.kind === 'Attribute') evaluate(annotation, frame, run);
  if (value !== null) assign(target, evaluate(value, frame, run), frame, run);
  return 'next';
}

function augmented({ target, operator, value }: AugAssign, frame: Frame, run: Run): Completion {
  const before = evaluate(target, frame, run);
  const by = evaluate(value, frame, run);
  const after = binaryOperation(operator, { left: before, right: by, node: target, run });
  // lists and data change for everyone who holds them
  if (target.kind === 'Name' && before.kind === 'sequence' && after.kind === 'sequence' && before.type === 'list') replaceInPlace(before, { ...after }, run);
  else if (target.kind === 'Name' && before.kind === 'data' && after.kind === 'data') replaceInPlace(before, { ...after }, run);
  else assign(target, after, frame, run);
  return 'next';
}

/** A chain of `elif` is one choice of several. */
function branched(statement: If, frame: Frame, run: Run): Completion {
  const branches: Branch[] = [];
  let rest: readonly Statement[] = [statement];
  for (;;) {
    const [only] = rest;
    if (only?.kind !== 'If' || rest.length > 1) break;
    const truth = truthOf(evaluate(only.test, frame, run));
    if (truth === true) {
      if (isFlag(only.test, frame)) glance(only.orelse, frame, run);
      rest = only.body;
      break;
    }
    if (truth === null) branches.push(runWay(only.body, frame, run));
    else if (isFlag(only.test, frame)) glance(only.body, frame, run);
    rest = only.orelse;
  }
  if (branches.length === 0) return execute(rest, frame, run);
  branches.push(runWay(rest, frame, run));
  return joinWays(branches, frame, run);
}

/** A switch at module level is there to be flipped: the other way is looked at too, but changes nothing. */
function isFlag(test: Expression, frame: Frame): boolean {
  return frame.kind === 'module' && test.kind !== 'Constant' && !(test.kind === 'Compare' && test.left.kind === 'Name' && test.left.id === '__name__');
}

function glance(body: readonly Statement[], frame: Frame, run: Run): void {
  if (body.length === 0) return;
  runBranch(() => {
    execute(body, frame, run);
    return 'raise';
  }, run);
}

function runWay(body: readonly Statement[], frame: Frame, run: Run): Branch {
  return runBranch(() => execute(body, frame, run), run);
}

/** Joins ways that go on; what others changed arrives where they lead. */
function joinWays(branches: readonly Branch[], frame: Frame, run: Run): Completion {
  const loop = run.at.exits;
  for (const { completion, changes } of branches) {
    if (completion === 'return') frame.exits.push(changes);
    else if (completion === 'break') loop?.breaks.push(changes);
    else if (completion === 'continue') loop?.continues.push(changes);
  }
  if (joinBranches(branches, run)) return 'next';
  const [first] = branches.filter(({ completion }) => completion !== 'raise');
  return first?.completion ?? 'raise';
}

function within({ items, body }: With, frame: Frame, run: Run): Completion {
  for (const { context, target } of items) {
    const manager = evaluate(context, frame, run);
    const entered = enter(manager, context, run);
    if (target !== null) assign(target, entered, frame, run);
  }
  return execute(body, frame, run);
}

/** Files and sessions give themselves; classes of the project say what they give; generators give what they yield. */
function enter(manager: Value, context: Expression, run: Run): Value {
  if (manager.kind === 'object' && context.kind === 'Call') {
    const method = memberOfInstance(manager, '__enter__', run);
    if (method !== null) return callWith(method, [], context, run);
  }
  if (manager.kind === 'sequence' && manager.type === 'generator') return manager.elements[0] ?? unknownValue([manager]);
  return manager;
}

/** The body is what happens; handlers are what may happen after some of it, and give only what the body did not. */
function tried({ body, handlers, orelse, finalbody }: Try, frame: Frame, run: Run): Completion {
  const first = execute(body, frame, run);
  const ways = handlers.map((handler) =>
    runBranch(() => {
      if (handler.type !== null) evaluate(handler.type, frame, run);
      if (handler.name !== null) run.store.set(slotsFor(handler.name, frame), handler.name, unknownValue([]));
      return execute(handler.body, frame, run);
    }, run),
  );
  const completion = afterBody(first, ways, frame, run);
  const last = completion === 'next' && first === 'next' ? execute(orelse, frame, run) : completion;
  const final = execute(finalbody, frame, run);
  return final === 'next' ? last : final;
}

function afterBody(first: Completion, ways: readonly Branch[], frame: Frame, run: Run): Completion {
  if (first !== 'next') {
    const completion = joinWays(ways, frame, run);
    return ways.length > 0 && completion === 'next' ? 'next' : first;
  }
  for (const { completion, changes } of ways) {
    if (completion === 'return') frame.exits.push(changes);
    if (completion === 'next') keepWhatIsMissing(changes, run);
  }
  return 'next';
}

function keepWhatIsMissing(changes: Changes, run: Run): void {
  for (const [slots, changed] of changes) {
    for (const [key, value] of changed) {
      const known = slots.get(key);
      if (value !== undefined && (known === undefined || (known.kind === 'unknown' && value.kind !== 'unknown'))) run.store.set(slots, key, withConfidence(value, known === undefined ? 'certain' : 'possible'));
    }
  }
}

function matched({ subject, cases }: Match, frame: Frame, run: Run): Completion {
  const value = evaluate(subject, frame, run);
  const branches = cases.map(({ bindings, guard, body }) =>
    runBranch(() => {
      for (const name of bindings) run.store.set(slotsFor(name, frame), name, bindings.length === 1 ? value : unknownValue([value]));
      if (guard !== null) evaluate(guard, frame, run);
      return execute(body, frame, run);
    }, run),
  );
  branches.push(runBranch(() => 'next', run));
  return joinWays(branches, frame, run);
}

function deleted(targets: readonly Expression[], frame: Frame, run: Run): Completion {
  for (const target of targets) {
    if (target.kind === 'Name') run.store.remove(slotsFor(target.id, frame), target.id);
    else if (target.kind === 'Subscript') deleteEntry(evaluate(target.value, frame, run), evaluate(target.index, frame, run), run);
    else if (target.kind === 'Tuple' || target.kind === 'List') deleted(target.elements, frame, run);
    else evaluate(target, frame, run);
  }
  return 'next';
}

function deleteEntry(of: Value, index: Value, run: Run): void {
  const names = textsOf(index);
  if (of.kind === 'data' && names !== null) replaceInPlace(of, { ...of, columns: withoutColumns(of.columns, names) }, run);
  if (of.kind === 'mapping' && names !== null) replaceInPlace(of, { ...of, entries: new Map([...of.entries].filter(([key]) => !names.includes(String(key)))) }, run);
  if (of.kind === 'sequence') replaceInPlace(of, { ...of, isComplete: false }, run);
}
