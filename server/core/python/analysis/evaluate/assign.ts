/** Assignments: to names, into containers, attributes and data, and taking values apart. */
import type { Attribute, Expression, Name, Subscript } from '../../../../../rules/api/python/syntax.ts';
import type { Data, ObjectValue, Sequence, Unknown, Value } from '../../../../../rules/api/python/value.ts';
import { UNKNOWN_COLUMNS, constantOf, dataOver, openSequence, sequenceOf, textsOf, unknownValue, withInfluences, appliedInfluences, influencesOf } from '../values.ts';
import { exactly } from '../column-algebra.ts';
import { withStored } from './columns.ts';
import { evaluate } from './expressions.ts';
import { slotsFor } from './frame.ts';
import type { Frame } from './frame.ts';
import { guessByName } from './guess-by-name.ts';
import { elementOf } from './iterate.ts';
import { storeMember } from './members.ts';
import { record, replaceInPlace, updateObject } from './run.ts';
import type { Run } from './run.ts';
import { evaluateAccess } from './subscripts.ts';
import type { Accessed, Index } from './subscripts.ts';
import { storeClassMember } from './classes.ts';

/** Gives a target its value. */
export function assign(target: Expression, value: Value, frame: Frame, run: Run): void {
  switch (target.kind) {
    case 'Name':
      return assignName(target, value, frame, run);
    case 'Tuple':
    case 'List':
      return unpack(target.elements, value, frame, run);
    case 'Starred':
      return assign(target.value, value, frame, run);
    case 'Attribute':
      return storeAttribute(target, value, frame, run);
    case 'Subscript':
      return storeEntry(target, value, frame, run);
    default:
      evaluate(target, frame, run);
  }
}

function assignName(target: Name, value: Value, frame: Frame, run: Run): void {
  const { id: name } = target;
  const given = value.kind === 'unknown' ? (guessOf(target, value, run) ?? value) : value;
  run.store.set(slotsFor(name, frame), name, given);
  record(target, given, run);
}

/** What an unresolved call gives may be told by the name it is given; values unpacked from one call belong together. */
function guessOf(target: Name, value: Unknown, run: Run): Value | null {
  const { id: name } = target;
  const [from] = value.from;
  const origin = value.from.length === 1 && from?.kind === 'unknown' ? from : value;
  const guessed = guessByName(name, { key: `value:${String(run.symbols.ofObject(origin))}`, label: name, node: target }, run);
  return guessed === null ? null : withInfluences(guessed, value.influences);
}

function unpack(targets: readonly Expression[], value: Value, frame: Frame, run: Run): void {
  const parts = partsOf(value, targets, run);
  for (const [index, target] of targets.entries()) assign(target, parts[index] ?? unknownValue([value]), frame, run);
}

function partsOf(value: Value, targets: readonly Expression[], run: Run): readonly Value[] {
  const count = targets.length;
  const star = targets.findIndex((target) => target.kind === 'Starred');
  if (value.kind === 'sequence' && value.isComplete) {
    const { elements } = value;
    if (star === -1) return elements.length >= count ? elements : targets.map((_, index) => elements[index] ?? unknownValue([value]));
    const after = count - star - 1;
    const middle = elements.slice(star, Math.max(star, elements.length - after));
    return [...elements.slice(0, star), sequenceOf('list', middle), ...(after > 0 ? elements.slice(-after) : [])];
  }
  if (value.kind === 'sequence' && value.elements.length === count) return value.elements;
  if (value.kind === 'data') return targets.map(() => partOfData(value, run));
  if (value.kind === 'sequence') return targets.map((target) => (target.kind === 'Starred' ? openSequence('list', value.elements) : elementOf(value, run)));
  return targets.map(() => unknownValue([value]));
}

/** A batch taken apart: features and labels of the same rows. What was only guessed to be data may be anything. */
function partOfData(data: Data, run: Run): Data {
  const rows = data.confidence === 'possible' ? run.terms.unknown([data.rows], null) : data.rows;
  const form = data.form === 'tensor' || data.form === 'array' ? data.form : 'unknown';
  return dataOver(rows, { form, influences: data.influences, confidence: data.confidence, order: data.order, prediction: null });
}

/** Attributes or entries of one value; further ones are unknown. Own choice: each state of a value has them all. */
const MOST_HELD = 500;

function mayHold<K>(held: ReadonlyMap<K, Value>, key: K): boolean {
  return held.size < MOST_HELD || held.has(key);
}

function storeAttribute({ value: owner, attribute }: Attribute, value: Value, frame: Frame, run: Run): void {
  const of = evaluate(owner, frame, run);
  switch (of.kind) {
    case 'object':
      if (mayHold(of.attributes, attribute)) updateObject(of.id, { attributes: new Map(of.attributes).set(attribute, value), ...learnedElsewhere(of, attribute, value) }, run);
      return;
    case 'data':
      return storeAttributeOfData(of, attribute, value, run);
    case 'callable':
      return storeClassMember(of, attribute, value, run);
    case 'unknown':
    case 'scalar':
    case 'mapping':
    case 'sequence':
      return storeMember(of, `.${attribute}`, value, run);
    case 'module':
      return;
  }
}

/** What estimators keep of what they learned. */
const LEARNED: ReadonlySet<string> = new Set(['coef_', 'intercept_', 'coefs_', 'intercepts_', 'components_', 'cluster_centers_', 'estimators_', 'estimator_', 'tree_', 'feature_log_prob_', 'support_vectors_', 'dual_coef_', 'mean_', 'scale_', 'var_']);

/** `model.coef_ = other.coef_` puts something else in the place of what was learned. */
function learnedElsewhere({ fits, api }: ObjectValue, attribute: string, value: Value): Partial<Pick<ObjectValue, 'fits' | 'influences' | 'isLoaded'>> {
  return api?.is === 'estimator' && fits.length > 0 && LEARNED.has(attribute) ? { fits: [], influences: influencesOf(value), isLoaded: true } : {};
}

/** Attributes of tables that say something about them; any other is a column. */
function storeAttributeOfData(data: Data, attribute: string, value: Value, run: Run): void {
  if (attribute === 'columns') {
    const names = textsOf(value);
    replaceInPlace(data, { ...data, columns: names === null ? UNKNOWN_COLUMNS : exactly(names) }, run);
  } else if (data.form === 'frame' && attribute !== 'index' && attribute !== 'name') {
    replaceInPlace(data, withStored(data, [attribute], value, run), run);
  }
}

function storeEntry(target: Subscript, value: Value, frame: Frame, run: Run): void {
  const accessed = evaluateAccess(target, frame, run);
  const { value: of } = accessed;
  const [first] = accessed.indices;
  if (first === undefined) return;
  if (of.kind === 'data') return storeIntoData(of, accessed, value, run);
  if (of.kind === 'mapping') {
    const key = keyOf(first);
    if (!mayHold(of.entries, key ?? anyKey(of.entries.size))) return of.isComplete ? replaceInPlace(of, { ...of, isComplete: false }, run) : undefined;
    const entries = new Map(of.entries);
    if (key === undefined || key === null) entries.set(anyKey(entries.size), value);
    else entries.set(key, value);
    return replaceInPlace(of, { ...of, entries, isComplete: of.isComplete && key !== undefined && key !== null }, run);
  }
  if (of.kind === 'sequence') return storeElement(of, first, value, run);
  if (of.kind === 'unknown' || of.kind === 'object') storeMember(of, `[${String(keyOf(first))}]`, value, run);
}

/** Entries under keys nobody knows are kept under keys no program uses, so that going through the values meets them. */
export function anyKey(size: number): string {
  return `\u0000${String(size)}`;
}

function keyOf(index: Index): string | number | boolean | null | undefined {
  return index.kind === 'value' ? constantOf(index.value) : undefined;
}

function storeElement(sequence: Sequence, index: Index, value: Value, run: Run): void {
  const position = keyOf(index);
  const isKnown = typeof position === 'number' && sequence.isComplete && sequence.elements.at(position) !== undefined;
  if (isKnown) return replaceInPlace(sequence, { ...sequence, elements: sequence.elements.with(position, value) }, run);
  replaceInPlace(sequence, { ...sequence, elements: [...sequence.elements, value].slice(-MOST_EXAMPLES), isComplete: false }, run);
}

const MOST_EXAMPLES = 16;

function storeIntoData(data: Data, { access, indices }: Accessed, value: Value, run: Run): void {
  const [first, second] = indices;
  const columns = access === 'plain' && second === undefined ? first : second;
  const names = columns?.kind === 'value' ? textsOf(columns.value) : null;
  const isWholeColumn = access === 'plain' && second === undefined && first?.kind === 'value' && !(first.value.kind === 'data' && first.value.form === 'mask');
  if (names !== null || (isWholeColumn && data.form === 'frame')) return replaceInPlace(data, withStored(data, names, value, run), run);
  replaceInPlace(data, withInfluences(data, appliedInfluences(influencesOf(value))), run);
}
