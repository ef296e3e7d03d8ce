/**
 * Joins the values a variable may have after branches: keeps what both sides know and no more. `None` on one side gives way, as in
 * `model = None` before an `if` that makes one.
 */
import type { PartRows, Rows } from '../../../../rules/api/python/rows.ts';
import type { Data, Mapping, ObjectValue, Scalar, Sequence, Value } from '../../../../rules/api/python/value.ts';
import { areSameColumns } from './column-algebra.ts';
import type { RowTerms } from './row-terms.ts';
import { UNKNOWN_COLUMNS, influencesOf, isNone, mergeInfluences, mappingOf, openMapping, openSequence, sequenceOf, unknownValue, weakest, withInfluences } from './values.ts';

/** Elements kept of sequences of different length. Our own choice. */
const MOST_EXAMPLES = 16;
const MOST_DEPTH = 6;

/** Returns what is known of a value that is `a` or `b`. Objects must be given in their latest states. */
export function joinValues(a: Value, b: Value, terms: RowTerms, depth = 0): Value {
  if (a === b) return a;
  if (depth > MOST_DEPTH) return unknownValue([a, b]);
  if (isNone(a) && !isNone(b)) return withInfluences(b, a.influences);
  if (isNone(b) && !isNone(a)) return withInfluences(a, b.influences);
  if (a.kind === 'data' && b.kind === 'data') return joinData(a, b, terms);
  if (a.kind === 'scalar' && b.kind === 'scalar') return joinScalars(a, b);
  if (a.kind === 'object' && b.kind === 'object') return joinObjects(a, b, terms, depth) ?? unknownValue([a, b]);
  if (a.kind === 'sequence' && b.kind === 'sequence') return joinSequences(a, b, terms, depth);
  if (a.kind === 'mapping' && b.kind === 'mapping') return joinMappings(a, b, terms, depth);
  if (a.kind === 'callable' && b.kind === 'callable' && a.name === b.name && a.definition === b.definition && a.receiver === b.receiver) return a;
  if (a.kind === 'module' && b.kind === 'module' && a.name === b.name) return a;
  return unknownValue([a, b]);
}

function joinData(a: Data, b: Data, terms: RowTerms): Data {
  const isSameOrigin = a.origin === b.origin;
  return {
    kind: 'data',
    form: a.form === b.form ? a.form : 'unknown',
    className: a.className === b.className ? a.className : null,
    rows: joinRows(a.rows, b.rows, terms),
    columns: areSameColumns(a.columns, b.columns) ? a.columns : UNKNOWN_COLUMNS,
    selects: a.selects !== null && b.selects !== null ? joinRows(a.selects, b.selects, terms) : null,
    prediction: joinPredictions(a, b),
    order: a.order === b.order ? a.order : 'unknown',
    origin: isSameOrigin ? a.origin : null,
    table: isSameOrigin ? (a.table ?? b.table) : null,
    history: commonStart(a.history, b.history),
    influences: mergeInfluences(a.influences, b.influences),
    confidence: weakest(a.confidence, b.confidence),
  };
}

function joinPredictions(a: Data, b: Data): Data['prediction'] {
  const [one, other] = [a.prediction, b.prediction];
  if (one === null || other === null || one === other) return one ?? other;
  return {
    fits: [...new Set([...one.fits, ...other.fits])],
    model: one.model === other.model ? one.model : null,
    modelId: one.modelId === other.modelId ? one.modelId : null,
    output: one.output === other.output ? one.output : 'unknown',
  };
}

/**
 * Returns a term that is true of either rows: where one side is part of the other, some of the larger; where both are the same rows in
 * different order, those rows in some order; unknown otherwise.
 */
function joinRows(a: Rows, b: Rows, terms: RowTerms): Rows {
  if (a === b) return a;
  if (a.kind === 'part' && b.kind === 'part' && a.parent === b.parent && a.side === b.side && a.turn === b.turn) return joinParts(a, b, terms);
  const key = pairKey(a.id, b.id);
  const relation = terms.relate(a, b);
  if (relation === 'same') return terms.reordered(a, key, null);
  if (relation === 'subset') return terms.subset(b, key, null);
  if (relation === 'superset') return terms.subset(a, key, null);
  return terms.unknown([a, b], null);
}

/** The same side of a split done in one way or another: both sides, joined alike, are those of one split. */
function joinParts(a: PartRows, b: PartRows, terms: RowTerms): Rows {
  const isDisjointAcrossTurns = a.isDisjointAcrossTurns && b.isDisjointAcrossTurns;
  return terms.part({ ...a, split: pairKey(a.split, b.split), isDisjointAcrossTurns, share: a.share === b.share ? a.share : null });
}

/** Negative, so that it equals no symbol of a machine. */
function pairKey(a: number, b: number): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  return -(high * (high + 1)) / 2 - low - 1;
}

function joinScalars(a: Scalar, b: Scalar): Scalar {
  const isSameCount = a.countOf !== null && b.countOf !== null && a.countOf.rows === b.countOf.rows && a.countOf.share === b.countOf.share;
  return {
    kind: 'scalar',
    type: a.type === b.type ? a.type : 'unknown',
    value: Object.is(a.value, b.value) ? a.value : undefined,
    countOf: isSameCount ? a.countOf : null,
    symbol: a.symbol === b.symbol ? a.symbol : null,
    influences: mergeInfluences(a.influences, b.influences),
    confidence: weakest(a.confidence, b.confidence),
  };
}

/** Null when they are different kinds of things. Two estimators of one role join to the first, less surely. */
function joinObjects(a: ObjectValue, b: ObjectValue, terms: RowTerms, depth: number): ObjectValue | null {
  const isSameClass = a.className === b.className && a.className !== null;
  const isSameRole = a.api?.is === 'estimator' && b.api?.is === 'estimator' && a.api.role === b.api.role;
  if (a.id !== b.id && !isSameClass && !isSameRole) return null;
  const attributes = new Map(a.attributes);
  for (const [name, value] of b.attributes) {
    const known = attributes.get(name);
    attributes.set(name, known === undefined ? value : joinValues(known, value, terms, depth + 1));
  }
  return {
    ...a,
    arguments: a.call === b.call ? a.arguments : new Map([...a.arguments].filter(([name, value]) => b.arguments.get(name) === value)),
    fits: [...new Set([...a.fits, ...b.fits])].toSorted((one, other) => one.sequence - other.sequence),
    attributes,
    parts: joinMembers(a.parts, b.parts),
    isLoaded: a.isLoaded || b.isLoaded,
    influences: mergeInfluences(a.influences, b.influences),
    confidence: weakest(a.confidence, b.confidence, isSameClass || a.id === b.id ? 'certain' : 'likely'),
  };
}

/** Parts that differ end in one nobody knows, so that none seems to be the last. */
function joinMembers(a: readonly Value[], b: readonly Value[]): readonly Value[] {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  if (long.length === short.length && long.every((part, index) => isSamePart(part, short[index]))) return long;
  return long.at(-1)?.kind === 'unknown' ? long : [...long, unknownValue([])];
}

function isSamePart(a: Value, b: Value | undefined): boolean {
  return a === b || (a.kind === 'object' && b?.kind === 'object' && a.id === b.id);
}

function joinSequences(a: Sequence, b: Sequence, terms: RowTerms, depth: number): Sequence {
  const influences = mergeInfluences(a.influences, b.influences);
  const confidence = weakest(a.confidence, b.confidence);
  const elementOfTurn = a.elementOfTurn ?? b.elementOfTurn;
  if (a.isComplete && b.isComplete && a.elements.length === b.elements.length && a.type === b.type) {
    const elements = a.elements.map((element, index) => joinValues(element, b.elements[index] ?? element, terms, depth + 1));
    return { ...sequenceOf(a.type, elements), influences, confidence, elementOfTurn };
  }
  const examples = [...new Set([...a.elements, ...b.elements])].slice(0, MOST_EXAMPLES);
  return { ...openSequence(a.type, examples), influences: mergeInfluences(influences, ...examples.map((each) => influencesOf(each))), confidence, elementOfTurn };
}

function joinMappings(a: Mapping, b: Mapping, terms: RowTerms, depth: number): Mapping {
  const entries = new Map(a.entries);
  let isComplete = a.isComplete && b.isComplete && a.entries.size === b.entries.size;
  for (const [key, value] of b.entries) {
    const known = entries.get(key);
    if (known === undefined) isComplete = false;
    entries.set(key, known === undefined ? value : joinValues(known, value, terms, depth + 1));
  }
  const made = isComplete ? mappingOf(entries) : openMapping(entries);
  return { ...made, influences: mergeInfluences(a.influences, b.influences), confidence: weakest(a.confidence, b.confidence) };
}

function commonStart(a: readonly string[], b: readonly string[]): readonly string[] {
  const length = a.findIndex((name, index) => name !== b[index]);
  return length === -1 ? a : a.slice(0, length);
}
