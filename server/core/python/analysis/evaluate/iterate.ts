/** What a loop over a value meets: its elements one by one when they are few and known, else one element that stands for any. */
import type { Data, Value } from '../../../../../rules/api/python/value.ts';
import { constant, dataOver, influencesOf, openSequence, sequenceByTurn, sequenceOf, unknownScalar, unknownValue, withRows } from '../values.ts';
import { joinAll } from './branches.ts';
import { latest } from './run.ts';
import type { Run } from './run.ts';
import { singleRow } from './single-rows.ts';

/** Elements a loop is run for one by one. Own choice: lists of models and folders of columns are rarely longer. */
const MOST_TURNS = 8;
/** Times one place is evaluated through all loops around it. Own choice. */
const MOST_REPEATS = 16;

export type Iteration =
  | { readonly kind: 'each'; readonly elements: readonly Value[] }
  /** @param turn symbol of the turn */
  | { readonly kind: 'any'; readonly element: (turn: number) => Value };

/** Returns how a loop over the value goes. */
export function iterationOver(value: Value, run: Run): Iteration {
  const elements = knownElements(value);
  if (elements !== null && elements.length > 0 && elements.length <= MOST_TURNS && elements.length * run.at.repeats <= MOST_REPEATS) return { kind: 'each', elements };
  return { kind: 'any', element: (turn) => elementOfTurn(value, turn, run) };
}

/** Returns all elements in order; null when there may be others. */
export function knownElements(value: Value): readonly Value[] | null {
  if (value.kind === 'sequence' && value.isComplete && value.elementOfTurn === null) return value.elements;
  if (value.kind === 'mapping' && value.isComplete) return [...value.entries.keys()].map((key) => constant(key));
  return null;
}

/** Returns the element a turn meets. */
export function elementOfTurn(value: Value, turn: number, run: Run): Value {
  if (value.kind === 'sequence' && value.elementOfTurn !== null) return value.elementOfTurn(turn);
  if (value.kind === 'data') return elementOfData(value, turn, run);
  return elementOf(value, run);
}

/** Returns what stands for any element. */
export function elementOf(value: Value, run: Run): Value {
  switch (value.kind) {
    case 'sequence':
      return joinAll(value.elements, run) ?? unknownValue([]);
    case 'mapping':
    case 'scalar':
      return unknownScalar(value.kind === 'scalar' && value.type !== 'str' ? 'unknown' : 'str', { influences: influencesOf(value) });
    case 'data':
      return elementOfData(value, run.symbols.ofObject(value), run);
    default:
      return unknownValue([latest(value, run)]);
  }
}

function elementOfData(data: Data, turn: number, run: Run): Value {
  const some = (): Data => withRows(data, run.terms.subset(data.rows, turn, null), { order: 'unknown' });
  switch (data.form) {
    case 'frame':
      return unknownScalar('str');
    case 'loader':
    case 'dataset':
      return { ...some(), form: 'tensor', className: null };
    case 'groups':
      return sequenceOf('tuple', [unknownScalar('unknown'), { ...some(), form: 'frame' }]);
    case 'list':
    case 'series':
      return dataOver(singleRow(data.rows, turn, run), { influences: data.influences, confidence: data.confidence, columns: data.columns, prediction: data.prediction });
    case 'index':
      return oneOfIndex(data, turn, run);
    case 'array':
    case 'tensor':
    case 'unknown':
      return withRows(data, singleRow(data.rows, turn, run), { order: 'unknown' });
    default:
      return unknownScalar('unknown', { influences: data.influences });
  }
}

/** One label or position, which picks one row of what it selects. */
function oneOfIndex(data: Data, turn: number, run: Run): Data {
  const selects = singleRow(data.selects ?? data.rows, turn, run);
  return { ...data, rows: data.selects === null ? selects : singleRow(data.rows, turn, run), selects, order: 'unknown' };
}

/** Returns values side by side: what `zip` and `enumerate` give. */
export function sideBySide(values: readonly Value[], run: Run): Value {
  const known = values.map(knownElements);
  const lengths = known.map((elements) => elements?.length ?? Infinity);
  const shortest = Math.min(...lengths);
  const [first] = values;
  if (first !== undefined && known.every((elements) => elements !== null)) {
    return sequenceOf('list', Array.from({ length: shortest }, (_, index) => sequenceOf('tuple', known.map((elements) => elements[index] ?? first))));
  }
  return sequenceByTurn('generator', (turn) => sequenceOf('tuple', values.map((value) => elementOfTurn(value, turn, run))));
}

/** Returns numbered elements. */
export function numbered(value: Value, run: Run): Value {
  const known = knownElements(value);
  if (known !== null) return sequenceOf('list', known.map((element, index) => sequenceOf('tuple', [constant(index), element])));
  return sequenceByTurn('generator', (turn) => sequenceOf('tuple', [unknownScalar('int', { symbol: turn }), elementOfTurn(value, turn, run)]));
}

/** Returns the elements as a list or another sequence. */
export function listOf(value: Value, type: 'list' | 'tuple' | 'set', run: Run): Value {
  if (value.kind === 'sequence') return { ...value, type };
  const known = knownElements(value);
  if (known !== null) return sequenceOf(type, known);
  if (value.kind === 'data') return { ...value, form: 'list', className: null };
  return openSequence(type, value.kind === 'mapping' ? [...value.entries.keys()].map((key) => constant(key)) : [elementOf(value, run)]);
}
