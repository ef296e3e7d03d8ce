/** Comparisons: masks over data, truths over what is known. */
import type { Compare, CompareOperator } from '../../../../../rules/api/python/syntax.ts';
import type { Value } from '../../../../../rules/api/python/value.ts';
import { constant, constantOf, influencesOf, mergeInfluences, unknownScalar } from '../values.ts';
import { combineMasks, isOrdering, maskOfComparison } from './masks.ts';
import type { Frame } from './frame.ts';
import type { Run } from './run.ts';
import { isNoneOrUnknown } from './truth.ts';

interface Sides {
  readonly left: Value;
  readonly rights: readonly Value[];
  readonly frame: Frame;
  readonly run: Run;
}

/** Returns `left op right op right ...`. */
export function compare(node: Compare, { left, rights, frame, run }: Sides): Value {
  let before = left;
  let beforeNode = node.left;
  const results: Value[] = [];
  for (const [index, operator] of node.operators.entries()) {
    const right = rights[index];
    const rightNode = node.comparators[index];
    if (right === undefined || rightNode === undefined) break;
    const textOf = ({ start, end }: { readonly start: number; readonly end: number }): string => frame.module.document.text.slice(start, end);
    const mask = isOrdering(operator) ? maskOfComparison({ left: before, leftNode: beforeNode, operator, right, rightNode, textOf, node, run }) : null;
    results.push(mask ?? compareSingle(operator, before, right));
    before = right;
    beforeNode = rightNode;
  }
  return results.reduce((a, b) => combineMasks('&', { left: a, right: b, node, run }) ?? both(a, b));
}

function both(a: Value, b: Value): Value {
  const [first, second] = [constantOf(a), constantOf(b)];
  if (first === false || second === false) return constant(false);
  if (first === true && second === true) return constant(true);
  return unknownTruth(a, b);
}

function unknownTruth(a: Value, b: Value): Value {
  return unknownScalar('bool', { influences: mergeInfluences(influencesOf(a), influencesOf(b)) });
}

function compareSingle(operator: CompareOperator, a: Value, b: Value): Value {
  const truth = truthOfComparison(operator, a, b);
  return truth === null ? unknownTruth(a, b) : constant(truth);
}

function truthOfComparison(operator: CompareOperator, a: Value, b: Value): boolean | null {
  if (operator === 'is' || operator === 'is not' || operator === '==' || operator === '!=') {
    const isSame = areSame(a, b);
    return isSame === null ? null : isSame === (operator === 'is' || operator === '==');
  }
  if (operator === 'in' || operator === 'not in') {
    const isIn = isMember(a, b);
    return isIn === null ? null : isIn === (operator === 'in');
  }
  const [first, second] = [constantOf(a), constantOf(b)];
  if (typeof first !== 'number' || typeof second !== 'number') return null;
  if (operator === '<') return first < second;
  if (operator === '<=') return first <= second;
  return operator === '>' ? first > second : first >= second;
}

function areSame(a: Value, b: Value): boolean | null {
  const [first, second] = [constantOf(a), constantOf(b)];
  if (first !== undefined && second !== undefined) return first === second;
  if (second === null) return isNoneOrUnknown(a);
  return first === null ? isNoneOrUnknown(b) : null;
}

function isMember(element: Value, container: Value): boolean | null {
  const wanted = constantOf(element);
  if (wanted === undefined) return null;
  if (container.kind === 'mapping') return wanted !== null && container.entries.has(wanted) ? true : container.isComplete ? false : null;
  if (container.kind !== 'sequence') return null;
  const known = container.elements.map(constantOf);
  if (known.includes(wanted)) return true;
  return container.isComplete && !known.includes(undefined) ? false : null;
}
