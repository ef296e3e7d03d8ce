/**
 * Makes abstract values and reads what is in them. Everything here is pure: nothing is logged and no object changes. What an
 * operation does to rows is decided by who calls it; columns are in column-algebra.ts, branches in join-values.ts.
 */
import type { Confidence } from '../../../../rules/api/finding.ts';
import type { Rows } from '../../../../rules/api/python/rows.ts';
import type {
  Callable,
  Columns,
  Data,
  Influence,
  Mapping,
  ModuleValue,
  ObjectValue,
  Prediction,
  Scalar,
  Sequence,
  Unknown,
  Value,
} from '../../../../rules/api/python/value.ts';
import { isComparison } from './meets-truth.ts';

/** Influences kept per value; more say nothing new to a reader. Our own choice. */
const MOST_INFLUENCES = 16;
/** As promised by `Data.history`. */
const MOST_HISTORY = 8;
/** As promised by `Unknown.from`. */
const MOST_ORIGINS = 4;
/** How deep values inside values are looked for. Our own choice: lists of tuples of data are the deepest that matter. */
const MOST_DEPTH = 4;

export const UNKNOWN_COLUMNS: Columns = { kind: 'unknown' };

const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible'];

/** Returns the least sure of them; `certain` for none. */
export function weakest(...confidences: readonly Confidence[]): Confidence {
  return CONFIDENCES[Math.max(0, ...confidences.map((confidence) => CONFIDENCES.indexOf(confidence)))] ?? 'possible';
}

// Constructors

/** Returns a value of which only is known what may have entered it. */
export function unknownValue(from: readonly Value[]): Unknown {
  return { kind: 'unknown', influences: mergeInfluences(...from.map(influencesOf)), confidence: 'possible', from: from.slice(0, MOST_ORIGINS) };
}

/** Returns a constant. */
export function constant(value: string | number | boolean | null): Scalar {
  return { ...unknownScalar(typeOfConstant(value)), value };
}

function typeOfConstant(value: string | number | boolean | null): Scalar['type'] {
  if (value === null) return 'None';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'boolean') return 'bool';
  return Number.isInteger(value) ? 'int' : 'float';
}

/** Returns a single value that is no known constant. */
export function unknownScalar(type: Scalar['type'], of: { readonly influences?: readonly Influence[]; readonly countOf?: Scalar['countOf']; readonly symbol?: number | null } = {}): Scalar {
  return { kind: 'scalar', type, value: undefined, influences: of.influences ?? [], confidence: 'certain', countOf: of.countOf ?? null, symbol: of.symbol ?? null };
}

/** Returns data over the rows; whatever is not given is unknown. */
export function dataOver(rows: Rows, of: Partial<Omit<Data, 'kind' | 'rows'>> = {}): Data {
  return {
    kind: 'data',
    form: 'unknown',
    className: null,
    rows,
    columns: UNKNOWN_COLUMNS,
    selects: null,
    prediction: null,
    order: 'unknown',
    origin: null,
    table: null,
    history: [],
    influences: [],
    confidence: 'certain',
    ...of,
  };
}

/** Returns a list, tuple, set or generator with exactly these elements. */
export function sequenceOf(type: Sequence['type'], elements: readonly Value[]): Sequence {
  return { kind: 'sequence', type, elements, isComplete: true, elementOfTurn: null, influences: [], confidence: 'certain' };
}

/** Returns a list, tuple, set or generator with unknown length; `examples` are some of its elements. */
export function openSequence(type: Sequence['type'], examples: readonly Value[]): Sequence {
  return { ...sequenceOf(type, examples), isComplete: false };
}

/** Returns a generator or list whose element depends on the turn of the loop over it. */
export function sequenceByTurn(type: Sequence['type'], elementOfTurn: (turn: number) => Value): Sequence {
  return { ...openSequence(type, []), elementOfTurn };
}

export function mappingOf(entries: ReadonlyMap<string | number | boolean, Value>): Mapping {
  return { kind: 'mapping', entries, isComplete: true, influences: [], confidence: 'certain' };
}

/** Returns a mapping that may have other entries. */
export function openMapping(entries: ReadonlyMap<string | number | boolean, Value>): Mapping {
  return { ...mappingOf(entries), isComplete: false };
}

export function callableOf(of: Pick<Callable, 'name' | 'api' | 'definition' | 'receiver'>): Callable {
  return { kind: 'callable', ...of, influences: [], confidence: 'certain' };
}

export function moduleNamed(name: string): ModuleValue {
  return { kind: 'module', name, influences: [], confidence: 'certain' };
}

/** Returns what `createObject` and events want of a fresh object; members not given are empty. */
export function plainObject(of: Partial<Omit<ObjectValue, 'kind' | 'id'>>): Omit<ObjectValue, 'id'> {
  return {
    kind: 'object',
    className: null,
    api: null,
    bases: [],
    definition: null,
    arguments: new Map(),
    call: null,
    fits: [],
    attributes: new Map(),
    parts: [],
    isLoaded: false,
    influences: [],
    confidence: 'certain',
    ...of,
  };
}

// Influences

/** Returns all influences with distinct (rows, node); the first of equal ones stays, strengthened by what the later ones add. */
export function mergeInfluences(...lists: readonly (readonly Influence[])[]): readonly Influence[] {
  const filled = lists.filter((list) => list.length > 0);
  const [only] = filled;
  if (only === undefined) return [];
  if (filled.every((list) => list === only)) return only;
  const merged = new Map<string, Influence>();
  for (const influence of filled.flat()) {
    const key = `${influence.rows.id}:${influence.node.start}:${influence.node.end}`;
    const known = merged.get(key);
    if (known === undefined) {
      if (merged.size < MOST_INFLUENCES) merged.set(key, influence);
    } else if ((influence.isApplied && !known.isApplied) || (influence.usesLabels && !known.usesLabels)) {
      merged.set(key, { ...known, isApplied: known.isApplied || influence.isApplied, usesLabels: known.usesLabels || influence.usesLabels });
    }
  }
  return [...merged.values()];
}

/** Returns the influences as those of values put back into rows. */
export function appliedInfluences(influences: readonly Influence[]): readonly Influence[] {
  if (influences.every((influence) => influence.isApplied)) return influences;
  return influences.map((influence) => (influence.isApplied ? influence : { ...influence, isApplied: true }));
}

/** Returns the value's influences and, for sequences and mappings, those of what they hold. */
export function influencesOf(value: Value, depth = 0): readonly Influence[] {
  if (depth >= MOST_DEPTH) return value.influences;
  if (value.kind === 'sequence') return mergeInfluences(value.influences, ...value.elements.map((element) => influencesOf(element, depth + 1)));
  if (value.kind === 'mapping') return mergeInfluences(value.influences, ...[...value.entries.values()].map((entry) => influencesOf(entry, depth + 1)));
  return value.influences;
}

/** Returns the value with further influences. */
export function withInfluences<V extends Value>(value: V, influences: readonly Influence[]): V {
  const merged = mergeInfluences(value.influences, influences);
  return merged === value.influences ? value : { ...value, influences: merged };
}

/** Returns the value as at most as sure as `confidence`. */
export function withConfidence<V extends Value>(value: V, confidence: Confidence): V {
  const least = weakest(value.confidence, confidence);
  return least === value.confidence ? value : { ...value, confidence: least };
}

// Reading values

export function isData(value: Value | null | undefined): value is Data {
  return value?.kind === 'data';
}

export function isObject(value: Value | null | undefined): value is ObjectValue {
  return value?.kind === 'object';
}

/** Returns the data a value is, or all elements of a complete sequence hold in the same rows (`[X_text, X_image]` of Keras); else null. */
export function asData(value: Value | null | undefined): Data | null {
  if (value === null || value === undefined) return null;
  if (value.kind === 'data') return value;
  if (value.kind !== 'sequence' || !value.isComplete) return null;
  const [first, ...others] = value.elements.map(asData);
  if (!isData(first) || others.some((other) => other?.rows !== first.rows)) return null;
  return { ...first, form: 'list', className: null, columns: UNKNOWN_COLUMNS, influences: influencesOf(value) };
}

/** Returns all data a value is or holds, outermost first. */
export function dataWithin(value: Value, depth = 0): readonly Data[] {
  if (value.kind === 'data') return [value];
  if (depth >= MOST_DEPTH) return [];
  if (value.kind === 'sequence') return value.elements.flatMap((element) => dataWithin(element, depth + 1));
  if (value.kind === 'mapping') return [...value.entries.values()].flatMap((entry) => dataWithin(entry, depth + 1));
  if (value.kind === 'unknown') return value.from.flatMap((from) => dataWithin(from, depth + 1));
  return [];
}

/** Returns all objects a value is or holds. */
export function objectsWithin(value: Value, depth = 0): readonly ObjectValue[] {
  if (value.kind === 'object') return [value];
  if (depth >= MOST_DEPTH) return [];
  if (value.kind === 'sequence') return value.elements.flatMap((element) => objectsWithin(element, depth + 1));
  if (value.kind === 'mapping') return [...value.entries.values()].flatMap((entry) => objectsWithin(entry, depth + 1));
  if (value.kind === 'unknown') return value.from.flatMap((from) => objectsWithin(from, depth + 1));
  return [];
}

/** Returns the known constant a value is; undefined when it is none. `None` is null. */
export function constantOf(value: Value | null | undefined): string | number | boolean | null | undefined {
  return value?.kind === 'scalar' ? value.value : undefined;
}

export function textOf(value: Value | null | undefined): string | null {
  const known = constantOf(value);
  return typeof known === 'string' ? known : null;
}

export function numberOf(value: Value | null | undefined): number | null {
  const known = constantOf(value);
  return typeof known === 'number' ? known : null;
}

export function isNone(value: Value | null | undefined): boolean {
  return value?.kind === 'scalar' && value.value === null;
}

/** Returns the texts a value is or lists (`'a'`, `['a', 'b']`, an index of known columns); null when one of them is not known. */
export function textsOf(value: Value | null | undefined): readonly string[] | null {
  const text = textOf(value);
  if (text !== null) return [text];
  if (value?.kind !== 'sequence' || !value.isComplete) return null;
  const texts = value.elements.map(textOf);
  return texts.every((each) => each !== null) ? texts : null;
}

// Data made from data

/** Stands in the history of what came out of comparing predictions with other data of the same rows. */
export const COMPARED = 'compared with the truth';

/** Stands in the history of what has another order in each pass over its rows. */
export const ORDERED_ANEW = 'ordered anew in each pass';

/** Returns the data with the call's name added to its history. */
export function withHistory(data: Data, name: string): Data {
  return { ...data, history: [...data.history, name].slice(-MOST_HISTORY) };
}

/** Returns data of other rows; order, table and what an index selects are forgotten unless given again. */
export function withRows(data: Data, rows: Rows, change: Partial<Omit<Data, 'kind' | 'rows'>> = {}): Data {
  return { ...data, rows, selects: null, ...change };
}

/** Returns predictions for the rows of the features. */
export function predictionFor(features: Data, prediction: Prediction, influences: readonly Influence[]): Data {
  return dataOver(features.rows, { form: 'array', prediction, influences: mergeInfluences(features.influences, influences), confidence: features.confidence, order: features.order });
}

/**
 * Returns the value of an operation row by row over operands (`X - mean`, `a * b`, `df > 0`, `np.where(a, b, c)`): the rows of the first
 * data among them that is no statistic. Statistics and single values spread over rows, so what influenced them is applied. Null when
 * no operand is data.
 */
export function elementwise(operands: readonly Value[]): Data | null {
  const all = operands.filter(isData);
  const first = all.find((each) => each.rows.kind !== 'grouped') ?? all[0];
  if (first === undefined) return null;
  const predicted = all.find((each) => each.prediction !== null);
  const isCompared = isComparison(all);
  const influences = mergeInfluences(...operands.map((operand) => (operand.kind === 'data' && operand.rows === first.rows ? operand.influences : appliedInfluences(influencesOf(operand)))));
  return {
    ...(isCompared ? withHistory(first, COMPARED) : first),
    selects: null,
    prediction: predicted?.prediction ?? null,
    influences,
    confidence: weakest(...operands.map((operand) => (operand.kind === 'unknown' ? 'likely' : operand.confidence))),
  };
}
