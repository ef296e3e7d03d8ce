/** Lists, tuples and sets as written, with what stars spread into them. */
import type { List, SetNode, Tuple } from '../../../../../rules/api/python/syntax.ts';
import type { Sequence, Value } from '../../../../../rules/api/python/value.ts';
import { openSequence, sequenceOf } from '../values.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import { elementOf } from './iterate.ts';
import type { Run } from './run.ts';

const TYPES = { List: 'list', Tuple: 'tuple', Set: 'set' } as const;

/** Elements kept of one literal; the rest of a table of numbers says nothing. Own choice. */
const MOST_ELEMENTS = 256;

export function evaluateElements(expression: List | Tuple | SetNode, frame: Frame, run: Run): Sequence {
  const elements: Value[] = [];
  let isComplete = true;
  for (const element of expression.elements) {
    const value = evaluate(element, frame, run);
    if (elements.length >= MOST_ELEMENTS) isComplete = false;
    else if (element.kind !== 'Starred') elements.push(value);
    else if (value.kind === 'sequence' && value.isComplete) elements.push(...value.elements);
    else {
      isComplete = false;
      elements.push(elementOf(value, run));
    }
  }
  const type = TYPES[expression.kind];
  return isComplete ? sequenceOf(type, elements) : openSequence(type, elements);
}
