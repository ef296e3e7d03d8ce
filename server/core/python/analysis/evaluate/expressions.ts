/** What expressions evaluate to. Total: anything that cannot be told is an unknown value that remembers what entered it. */
import type { Attribute, BoolOp, Constant, Dict, Expression, IfExp, JoinedStr, Name, NamedExpr, Yield } from '../../../../../rules/api/python/syntax.ts';
import type { Value } from '../../../../../rules/api/python/value.ts';
import { constant, constantOf, influencesOf, mappingOf, mergeInfluences, openMapping, unknownScalar, unknownValue } from '../values.ts';
import { binaryOperation, unaryOperation } from './arithmetic.ts';
import { anyKey, assign } from './assign.ts';
import { readAttribute } from './attributes.ts';
import { joinAll, joinBranches, runBranch } from './branches.ts';
import { builtinNamed } from './builtins.ts';
import { evaluateCall } from './calls.ts';
import { compare } from './compare.ts';
import { evaluateComprehension } from './comprehensions.ts';
import { evaluateElements } from './elements.ts';
import { lookUp, withoutComprehensions } from './frame.ts';
import type { Frame } from './frame.ts';
import { defineLambda } from './functions.ts';
import { guessByName } from './guess-by-name.ts';
import { MOST_DEPTH, latest, record, step, tooDeep } from './run.ts';
import type { Run } from './run.ts';
import { ofSingleRow } from './single-rows.ts';
import { evaluateSubscript } from './subscripts.ts';
import { truthOf } from './truth.ts';

/** Returns the value of an expression and keeps it for those who ask later. */
export function evaluate(expression: Expression, frame: Frame, run: Run): Value {
  step(run);
  const { at } = run;
  if (at.depth >= MOST_DEPTH) return tooDeep(run);
  at.depth += 1;
  const value = valueOf(expression, frame, run);
  at.depth -= 1;
  record(expression, value, run);
  return value;
}

export function evaluateAll(expressions: readonly Expression[], frame: Frame, run: Run): readonly Value[] {
  return expressions.map((expression) => evaluate(expression, frame, run));
}

/** Returns the value of a literal. */
export function constantValue(expression: Constant): Value {
  if (expression.type === 'Ellipsis' || expression.type === 'complex') return unknownScalar('unknown');
  if (expression.type === 'bytes') return unknownScalar('bytes');
  if (expression.type === 'float') return { ...unknownScalar('float'), value: expression.value };
  return constant(expression.value);
}

function valueOf(expression: Expression, frame: Frame, run: Run): Value {
  switch (expression.kind) {
    case 'Constant':
      return constantValue(expression);
    case 'Name':
      return nameValue(expression, frame, run);
    case 'Attribute':
      return attributeValue(expression, frame, run);
    case 'Call':
      return evaluateCall(expression, frame, run);
    case 'Subscript':
      return evaluateSubscript(expression, frame, run);
    case 'BinOp':
      return binaryOperation(expression.operator, { left: evaluate(expression.left, frame, run), right: evaluate(expression.right, frame, run), node: expression, run });
    case 'UnaryOp':
      return unaryOperation(evaluate(expression.operand, frame, run), expression, run);
    case 'BoolOp':
      return logicalValue(expression, frame, run);
    case 'Compare':
      return compare(expression, { left: evaluate(expression.left, frame, run), rights: evaluateAll(expression.comparators, frame, run), frame, run });
    case 'JoinedStr':
      return joinedText(expression, frame, run);
    case 'List':
    case 'Tuple':
    case 'Set':
      return evaluateElements(expression, frame, run);
    case 'Dict':
      return dictValue(expression, frame, run);
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
    case 'DictComp':
      return evaluateComprehension(expression, frame, run);
    case 'IfExp':
      return conditionalValue(expression, frame, run);
    case 'Lambda':
      return defineLambda(expression, frame, run);
    case 'NamedExpr':
      return namedValue(expression, frame, run);
    case 'Await':
    case 'Starred':
      return evaluate(expression.value, frame, run);
    case 'Yield':
      return yieldValue(expression, frame, run);
    case 'Slice':
      return unknownValue(evaluateAll([expression.lower, expression.upper, expression.step].filter((bound) => bound !== null), frame, run));
    case 'BrokenExpression':
      return unknownValue(evaluateAll(expression.parts, frame, run));
  }
}

function nameValue({ id }: Name, frame: Frame, run: Run): Value {
  const bound = lookUp(id, frame);
  if (bound !== null) return latest(bound, run);
  if (id === '__name__') return constant(frame.module.isMain ? '__main__' : frame.module.name);
  if (id === '__file__') return constant(frame.module.document.path);
  const builtin = builtinNamed(id, run);
  if (builtin !== null) return builtin;
  // bound by something nobody can see; the same thing each time it is read
  const guessed = guessByName(id, { key: `unbound:${id}`, label: id, node: null }, run) ?? unknownValue([]);
  frame.module.variables.set(id, guessed);
  return guessed;
}

function attributeValue(expression: Attribute, frame: Frame, run: Run): Value {
  return readAttribute(evaluate(expression.value, frame, run), expression, run);
}

function logicalValue({ operator, values }: BoolOp, frame: Frame, run: Run): Value {
  const possible: Value[] = [];
  for (const [index, operand] of values.entries()) {
    const value = evaluate(operand, frame, run);
    const truth = truthOf(value);
    const isLast = index === values.length - 1;
    const isDecided = truth === (operator === 'or');
    if (isLast || isDecided || truth === null) possible.push(value);
    if (isDecided) break;
  }
  return joinAll(possible, run) ?? unknownValue([]);
}

function conditionalValue({ test, body, orelse }: IfExp, frame: Frame, run: Run): Value {
  const truth = truthOf(evaluate(test, frame, run));
  if (truth !== null) return evaluate(truth ? body : orelse, frame, run);
  const values: Value[] = [];
  const branches = [body, orelse].map((way) =>
    runBranch(() => {
      values.push(evaluate(way, frame, run));
      return 'next';
    }, run),
  );
  joinBranches(branches, run);
  return joinAll(values, run) ?? unknownValue([]);
}

function joinedText({ values }: JoinedStr, frame: Frame, run: Run): Value {
  const parts = evaluateAll(values, frame, run);
  const known = parts.map(constantOf);
  if (known.every((part) => part !== undefined)) return constant(known.map((part) => textOfConstant(part)).join(''));
  return ofSingleRow(parts, run) ?? unknownScalar('str', { influences: mergeInfluences(...parts.map((part) => influencesOf(part))) });
}

/** Returns what `str()` gives. */
export function textOfConstant(value: string | number | boolean | null): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}

function dictValue({ items }: Dict, frame: Frame, run: Run): Value {
  const entries = new Map<string | number | boolean, Value>();
  let isComplete = true;
  for (const { key, value } of items) {
    const name = key === null ? undefined : constantOf(evaluate(key, frame, run));
    const held = evaluate(value, frame, run);
    if (key === null && held.kind === 'mapping') {
      for (const [each, entry] of held.entries) entries.set(each, entry);
      isComplete &&= held.isComplete;
    } else if (name === undefined || name === null) {
      isComplete = false;
      entries.set(anyKey(entries.size), held);
    } else {
      entries.set(name, held);
    }
  }
  return isComplete ? mappingOf(entries) : openMapping(entries);
}

function namedValue({ target, value }: NamedExpr, frame: Frame, run: Run): Value {
  const given = evaluate(value, frame, run);
  assign(target, given, withoutComprehensions(frame), run);
  return given;
}

function yieldValue({ value, isFrom }: Yield, frame: Frame, run: Run): Value {
  const given = value === null ? constant(null) : evaluate(value, frame, run);
  const generator = withoutComprehensions(frame);
  if (isFrom && given.kind === 'sequence') generator.yielded.push(...given.elements);
  else generator.yielded.push(given);
  return unknownValue([]);
}
