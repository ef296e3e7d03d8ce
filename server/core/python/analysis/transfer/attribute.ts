/** Attributes that are read, not called: shapes, indices, columns, members of loaded data, fitted parts. */
import type { DataApi } from '../../../../../rules/api/python/knowledge.ts';
import type { Data, DataForm, Influence, ObjectValue, Value } from '../../../../../rules/api/python/value.ts';
import type { Machine, ReadLibraryAttribute } from '../machine.ts';
import { UNKNOWN_COLUMNS, constant, dataOver, isObject, openSequence, plainObject, sequenceOf, unknownScalar, unknownValue } from '../values.ts';
import { turnedBack } from './data-rows.ts';
import { partsOf } from './estimators.ts';
import { rowCountOf } from './read.ts';

const USUAL_CLASSES: Readonly<Partial<Record<DataForm, string>>> = {
  frame: 'pandas.DataFrame',
  series: 'pandas.Series',
  array: 'numpy.ndarray',
  mask: 'pandas.Series',
  index: 'pandas.Index',
  tensor: 'torch.Tensor',
};

/** Where attributes of data of no known form are looked up. */
const ANY_CLASS: readonly string[] = ['pandas.DataFrame', 'pandas.Series', 'numpy.ndarray'];

/** Returns the canonical class of data; null when unknown. */
export function classOfData(data: Data): string | null {
  return data.className ?? USUAL_CLASSES[data.form] ?? null;
}

/** Returns an attribute's value; null when nothing is known of it. */
export const readLibraryAttribute: ReadLibraryAttribute = (receiver, attribute, node, machine) => {
  if (receiver.kind === 'mapping') return receiver.entries.get(attribute) ?? null;
  if (receiver.kind === 'object') return attributeOfObject(receiver, attribute, machine);
  if (receiver.kind !== 'data') return null;
  const usual = attributeOfData(receiver, attribute);
  if (usual !== null) return usual;
  const className = classOfData(receiver);
  const classes = className === null ? (receiver.form === 'unknown' ? ANY_CLASS : []) : [className];
  const api = machine.knowledge.method(classes, attribute)?.api ?? null;
  return api?.is === 'data' && api.isAttribute === true ? knownAttribute(receiver, api, machine, node) : null;
};

/** Attributes that are alike in all libraries of tables and arrays. */
function attributeOfData(data: Data, attribute: string): Value | null {
  switch (attribute) {
    case 'shape':
      return { ...sequenceOf('tuple', [rowCountOf(data), unknownScalar('int')]), isComplete: data.form === 'frame' };
    case 'columns':
      return data.columns.kind === 'exactly' ? sequenceOf('list', data.columns.names.map((name) => constant(name))) : { ...openSequence('list', []), influences: data.influences };
    case 'index':
      return data.form === 'index' ? data : dataOver(data.rows, { form: 'index', selects: data.rows, order: data.order, confidence: data.confidence, influences: choosing(data.influences) });
    case 'iloc':
    case 'loc':
    case 'at':
    case 'iat':
    case 'ix':
      return data.form === 'groups' ? null : data;
    case 'size':
      return data.form === 'series' || data.form === 'index' ? rowCountOf(data) : unknownScalar('int');
    case 'ndim':
    case 'empty':
      return unknownScalar(attribute === 'ndim' ? 'int' : 'bool');
    case 'dtypes':
    case 'dtype':
      return unknownValue([]);
    default:
      return null;
  }
}

/** Which labels are left of a table of statistics tells what columns were chosen by. */
function choosing(influences: readonly Influence[]): readonly Influence[] {
  return influences.filter(({ by, usesLabels, isApplied }) => !isApplied && (by === 'selector' || usesLabels));
}

function knownAttribute(data: Data, api: DataApi, machine: Machine, node: Data['rows']['node']): Value {
  const form = typeof api.returns === 'object' && 'form' in api.returns ? api.returns : null;
  const rows = api.rows === 'same' || api.rows === 'picked' ? data.rows : (turnedBack(data.rows) ?? machine.terms.unknown([data.rows], node));
  return { ...data, rows, form: form?.form ?? data.form, className: form === null ? data.className : (form.className ?? null), columns: form?.form === 'array' || api.rows === 'unknown' ? UNKNOWN_COLUMNS : data.columns, selects: form?.form === 'index' ? rows : data.selects };
}

function attributeOfObject(object: ObjectValue, attribute: string, machine: Machine): Value | null {
  const assigned = object.attributes.get(attribute);
  if (assigned !== undefined) return assigned;
  if (attribute === 'named_steps' || attribute === 'steps' || attribute === 'estimators_' || attribute === 'layers') return sequenceOf('list', partsOf(object, machine));
  const classes = object.className === null ? object.bases : [object.className, ...object.bases];
  const api = machine.knowledge.method(classes, attribute)?.api ?? null;
  if (api === null && isLearned(object, attribute)) return learnedAttribute(object);
  if (api?.is !== 'function' || api.isAttribute !== true) return api?.is === 'data' && api.isAttribute === true ? learnedAttribute(object) : null;
  if (typeof api.returns === 'object' && 'object' in api.returns) return heldObject(object, api.returns.object, machine);
  if (api.tags?.includes('part') === true) return fittedPart(object, machine) ?? learnedAttribute(object);
  return learnedAttribute(object);
}

/** `spark.read` */
function heldObject(object: ObjectValue, className: string, machine: Machine): ObjectValue {
  return machine.createObject(plainObject({ className, api: machine.knowledge.find(className), bases: machine.knowledge.basesOf(className), influences: object.influences, confidence: object.confidence }));
}

/** The estimator a search chose: what it was given, fitted as the search was. */
function fittedPart(object: ObjectValue, machine: Machine): ObjectValue | null {
  const part = partsOf(object, machine)[0];
  if (!isObject(part)) return null;
  return machine.updateObject(part.id, { fits: object.fits, influences: object.influences });
}

/** scikit-learn's habit: what a fit learned ends with an underscore. */
function isLearned(object: ObjectValue, attribute: string): boolean {
  return object.api?.is === 'estimator' && object.fits.length > 0 && /[^_]_$/u.test(attribute);
}

/** What was learned is known by its influences alone. */
function learnedAttribute(object: ObjectValue): Value {
  return { ...unknownValue([]), influences: object.influences, confidence: object.confidence };
}

