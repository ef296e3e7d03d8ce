/** Operators: constants are reckoned, text and paths put together, operations on data go row by row, masks are combined. */
import type { BinaryOperator, Expression, UnaryOp } from '../../../../../rules/api/python/syntax.ts';
import type { Data, Scalar, Value } from '../../../../../rules/api/python/value.ts';
import { constant, constantOf, elementwise, influencesOf, mergeInfluences, openSequence, unknownScalar, unknownValue } from '../values.ts';
import { combineMasks, complementOfMask } from './masks.ts';
import { negative, reckon } from './quantities.ts';
import type { Run } from './run.ts';
import { joinPathText } from './paths.ts';
import { percentFormat } from './text-methods.ts';
import { truthOf } from './truth.ts';

export interface Operands {
  readonly left: Value;
  readonly right: Value;
  readonly node: Expression;
  readonly run: Run;
}

/** Longest text and list made by folding; a program that makes longer ones is not about paths or columns. */
const MOST_LENGTH = 4_096;

/** Returns `left operator right`. */
export function binaryOperation(operator: BinaryOperator, { left, right, node, run }: Operands): Value {
  if (left.kind === 'data' || right.kind === 'data') return dataOperation(operator, { left, right, node, run });
  if (left.kind === 'sequence') return sequenceOperation(operator, left, right);
  const a = constantOf(left);
  const b = constantOf(right);
  if (a !== undefined && b !== undefined) {
    const folded = fold(operator, a, b);
    if (folded !== undefined && (typeof folded !== 'string' || folded.length <= MOST_LENGTH)) return constant(folded);
  }
  if (operator === '%' && typeof a === 'string') return percentFormat(a, right);
  if (left.kind === 'scalar' && right.kind === 'scalar') return isText(left) || isText(right) ? unknownText(left, right) : reckon(operator, left, right, run);
  if ((left.kind === 'scalar' && left.countOf !== null) || (right.kind === 'scalar' && right.countOf !== null)) return reckon(operator, left, right, run);
  return unknownValue([left, right]);
}

function isText({ type }: Scalar): boolean {
  return type === 'str';
}

function unknownText(left: Value, right: Value): Scalar {
  return unknownScalar('str', { influences: mergeInfluences(influencesOf(left), influencesOf(right)) });
}

function dataOperation(operator: BinaryOperator, { left, right, node, run }: Operands): Value {
  if (operator === '&' || operator === '|' || operator === '^') {
    const combined = combineMasks(operator, { left, right, node, run });
    if (combined !== null) return combined;
  }
  const made = elementwise([left, right]);
  if (made === null) return unknownValue([left, right]);
  return withOperandForm(made, left, right);
}

/** A frame or tensor beside an array stays one. */
function withOperandForm(made: Data, left: Value, right: Value): Data {
  const forms = [left, right].map((operand) => (operand.kind === 'data' ? operand.form : null));
  return made.form === 'index' && forms.some((form) => form !== null && form !== 'index') ? { ...made, form: 'array' } : made;
}

function sequenceOperation(operator: BinaryOperator, left: Value & { kind: 'sequence' }, right: Value): Value {
  if (operator === '+' && right.kind === 'sequence') {
    const elements = [...left.elements, ...right.elements];
    const isComplete = left.isComplete && right.isComplete && elements.length <= MOST_LENGTH;
    return { ...left, elements: elements.slice(0, MOST_LENGTH), isComplete, influences: mergeInfluences(left.influences, right.influences) };
  }
  const times = constantOf(right);
  if (operator === '*' && typeof times === 'number' && left.elements.length * times <= MOST_LENGTH && times >= 0) {
    return { ...left, elements: Array.from({ length: Math.floor(times) }, () => left.elements).flat() };
  }
  return openSequence(left.type, left.elements);
}

function fold(operator: BinaryOperator, a: string | number | boolean | null, b: string | number | boolean | null): string | number | undefined {
  if (typeof a === 'string' && typeof b === 'string') {
    if (operator === '+') return a + b;
    return operator === '/' ? joinPathText(a, b) : undefined;
  }
  if (typeof a === 'string' && typeof b === 'number' && operator === '*') return a.length * b <= MOST_LENGTH ? a.repeat(Math.max(0, Math.floor(b))) : undefined;
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string') return undefined;
  return foldNumbers(operator, Number(a), Number(b));
}

function foldNumbers(operator: BinaryOperator, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : a / b;
    case '//':
      return b === 0 ? undefined : Math.floor(a / b);
    case '%':
      return b === 0 ? undefined : a - b * Math.floor(a / b);
    case '**':
      return a ** b;
    default:
      return undefined;
  }
}

/** Returns `operator operand`. */
export function unaryOperation(operand: Value, { operator }: UnaryOp, run: Run): Value {
  if (operator === 'not') {
    const truth = truthOf(operand);
    return truth === null ? unknownScalar('bool', { influences: influencesOf(operand) }) : constant(!truth);
  }
  if (operand.kind === 'data') return operator === '~' ? complementOfMask(operand, run) : (elementwise([operand]) ?? operand);
  const known = constantOf(operand);
  if (typeof known === 'number') return constant(operator === '-' ? -known : operator === '~' ? ~known : known);
  if (operand.kind === 'scalar' && operator === '-') return negative(operand, run);
  return operand.kind === 'scalar' ? operand : unknownValue([operand]);
}
