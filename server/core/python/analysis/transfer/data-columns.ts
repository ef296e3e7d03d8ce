/** Which columns the result of a call on data has. */
import type { DataApi, RowEffect } from '../../../../../rules/api/python/knowledge.ts';
import type { Columns, Data, Value } from '../../../../../rules/api/python/value.ts';
import { exactly, joinedColumns, renamedColumns, stackedColumns, withColumns, withoutColumns } from '../column-algebra.ts';
import { UNKNOWN_COLUMNS, constantOf, textOf, textsOf } from '../values.ts';
import { argument, argumentsNamed } from './call.ts';
import type { LibraryCall } from './call.ts';

/** Forms whose columns have names. */
const NAMED_FORMS: ReadonlySet<string> = new Set(['frame', 'series', 'groups', 'window', 'dataset', 'unknown']);

/** Returns the columns after the call. */
export function columnsAfter(api: DataApi, effect: RowEffect, inputs: readonly Data[], call: LibraryCall): Columns {
  const [base] = inputs;
  if (base === undefined) return UNKNOWN_COLUMNS;
  const before = effect === 'union' ? stackedColumns(inputs.map((each) => each.columns)) : effect === 'join' ? matchedColumns(inputs, call) : base.columns;
  if (makesColumns(api) || REMAKING.has(effect)) return UNKNOWN_COLUMNS;
  const renamed = argument(call, 'columns');
  if (call.shortName === 'rename' && renamed?.kind === 'mapping') return renamedBy(before, renamed.entries);
  return changed(before, api, call);
}

/** Effects after which columns may be other ones: keys of groups are no columns any more, and text has no mean. */
const REMAKING: ReadonlySet<RowEffect> = new Set(['aggregate', 'grouped', 'unknown']);

/** Columns of both that are no keys are renamed. */
function matchedColumns(inputs: readonly Data[], call: LibraryCall): Columns {
  const keys = textsOf(argument(call, 'on'));
  const all = inputs.map(({ columns }) => (columns.kind === 'exactly' ? columns.names : null));
  const [left, ...others] = all;
  const isPlain = keys !== null && left != null && others.every((names) => names !== null && names.every((name) => keys.includes(name) || !left.includes(name)));
  return isPlain ? inputs.map(({ columns }) => columns).reduce(joinedColumns) : UNKNOWN_COLUMNS;
}

/** `get_dummies` makes columns of the values it finds. */
function makesColumns({ by, learns, returns }: DataApi): boolean {
  return by === 'encoder' && learns === 'vocabulary' && typeof returns === 'object' && 'form' in returns && returns.form === 'frame';
}

function renamedBy(columns: Columns, entries: ReadonlyMap<string | number | boolean, Value>): Columns {
  const names = [...entries].map(([old, value]) => [String(old), textOf(value)] as const);
  const known = names.flatMap(([old, name]): readonly (readonly [string, string])[] => (name === null ? [] : [[old, name]]));
  return known.length === names.length ? renamedColumns(columns, new Map(known)) : UNKNOWN_COLUMNS;
}

function changed(columns: Columns, api: DataApi, call: LibraryCall): Columns {
  const rule = api.columns;
  if (call.shortName === 'reset_index' && constantOf(argument(call, 'drop')) !== true) return UNKNOWN_COLUMNS;
  if (rule === undefined) return columns;
  if (rule.unclear === 'always' || rule.unclear?.some((parameter) => argument(call, parameter) !== null) === true) return UNKNOWN_COLUMNS;
  let after = columns;
  if (isRemoval(rule.removesWhen, call)) {
    for (const parameter of rule.removes ?? []) after = changedBy(after, argumentsNamed(call, parameter), withoutColumns);
  }
  for (const parameter of rule.keeps ?? []) after = changedBy(after, argumentsNamed(call, parameter), (_, names) => exactly(names));
  for (const parameter of rule.adds ?? []) after = changedBy(after, argumentsNamed(call, parameter), withColumns);
  return rule.adds === undefined ? after : withNewNames(after, api, call);
}

/** `assign(total=...)` names the column by the keyword. */
function withNewNames(columns: Columns, { parameters = [] }: DataApi, { site }: LibraryCall): Columns {
  const names = site.node.keywords.map(({ name }) => name).filter((name) => name === null || !parameters.includes(name));
  const known = names.filter((name) => name !== null);
  return known.length < names.length ? UNKNOWN_COLUMNS : withColumns(columns, known);
}

type RemovesWhen = NonNullable<DataApi['columns']>['removesWhen'];

/** `axis=1` and `axis='columns'` are one; naming columns by `columns=` needs neither. */
function isRemoval(when: RemovesWhen, call: LibraryCall): boolean {
  if (when === undefined || when === null || argument(call, 'columns') !== null) return true;
  const value = constantOf(argument(call, when.parameter));
  return value === when.value || (when.value === 1 && value === 'columns');
}

function changedBy(columns: Columns, values: readonly Value[], change: (columns: Columns, names: readonly string[]) => Columns): Columns {
  const given = values.filter((value) => constantOf(value) !== null);
  if (given.length === 0) return columns;
  const names = given.map((value) => textsOf(value) ?? (value.kind === 'mapping' && value.isComplete ? [...value.entries.keys()].map(String) : null));
  return names.every((each) => each !== null) ? change(columns, names.flat()) : UNKNOWN_COLUMNS;
}

/** Returns the columns as far as data of the form can have them. */
export function columnsOfForm(columns: Columns, form: Data['form']): Columns {
  return NAMED_FORMS.has(form) ? columns : UNKNOWN_COLUMNS;
}
