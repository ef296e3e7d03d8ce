/** What `value[index]` is: columns and rows of data, elements of lists and mappings. */
import type { Bound, Rows } from '../../../../../rules/api/python/rows.ts';
import type { Expression, Slice, Subscript } from '../../../../../rules/api/python/syntax.ts';
import type { Columns, Data, DataForm, Mapping, ObjectValue, Sequence, Value } from '../../../../../rules/api/python/value.ts';
import { UNKNOWN_COLUMNS, appliedInfluences, constant, constantOf, dataOver, elementwise, influencesOf, numberOf, sequenceOf, textOf, textsOf, unknownScalar, unknownValue, withInfluences, withRows } from '../values.ts';
import { joinAll } from './branches.ts';
import { columnsPicked } from './columns.ts';
import type { ColumnsAsked } from './columns.ts';
import { evaluate } from './expressions.ts';
import { foldAt } from './fold-at.ts';
import type { Frame } from './frame.ts';
import { elementOf } from './iterate.ts';
import { withSelection } from './masks.ts';
import { memberOfUnknown } from './members.ts';
import { noteCut } from './note-split.ts';
import { symbolOfNumber } from './quantities.ts';
import { latest } from './run.ts';
import type { Run } from './run.ts';
import { asSingle, singleRow } from './single-rows.ts';
import { reapply, rowsPicked, rowsSliced } from './select-rows.ts';

/** How rows and columns are told: by the kind of thing the index is, or by what the accessor says. */
export type Access = 'plain' | 'loc' | 'iloc';

const ACCESSORS: Readonly<Record<string, Access>> = { loc: 'loc', at: 'loc', iloc: 'iloc', iat: 'iloc', ix: 'loc' };

/** An index as written, evaluated. */
export type Index =
  | { readonly kind: 'slice'; readonly lower: Value | null; readonly upper: Value | null; readonly step: Value | null }
  | { readonly kind: 'value'; readonly value: Value }
  /** `...` and `None`, which add or skip dimensions. */
  | { readonly kind: 'shape' };

export interface Accessed {
  readonly value: Value;
  readonly access: Access;
  readonly indices: readonly Index[];
  /** `a[i, j]` has several indices; `a[(i, j)]` as well. */
  readonly node: Subscript;
}

export function evaluateSubscript(node: Subscript, frame: Frame, run: Run): Value {
  const accessed = evaluateAccess(node, frame, run);
  return valueAt(accessed, run);
}

/** Returns the parts of a subscript, evaluated. */
export function evaluateAccess(node: Subscript, frame: Frame, run: Run): Accessed {
  const { value: of } = node;
  const access = of.kind === 'Attribute' ? ACCESSORS[of.attribute] : undefined;
  const indices = (): readonly Index[] => evaluateIndices(node.index, frame, run);
  if (of.kind === 'Attribute' && access !== undefined) {
    const value = evaluate(of.value, frame, run);
    if (value.kind === 'data' || value.kind === 'unknown') return { value, access, indices: indices(), node };
  }
  return { value: evaluate(of, frame, run), access: 'plain', indices: indices(), node };
}

function evaluateIndices(index: Expression, frame: Frame, run: Run): readonly Index[] {
  if (index.kind !== 'Tuple') return [evaluateIndex(index, frame, run)];
  return index.elements.map((element) => evaluateIndex(element, frame, run));
}

function evaluateIndex(index: Expression, frame: Frame, run: Run): Index {
  if (index.kind === 'Slice') return evaluateSlice(index, frame, run);
  const value = evaluate(index, frame, run);
  if (index.kind === 'Constant' && (index.type === 'None' || index.type === 'Ellipsis')) return { kind: 'shape' };
  return { kind: 'value', value };
}

function evaluateSlice({ lower, upper, step }: Slice, frame: Frame, run: Run): Index {
  const bound = (expression: Expression | null): Value | null => (expression === null ? null : evaluate(expression, frame, run));
  return { kind: 'slice', lower: bound(lower), upper: bound(upper), step: bound(step) };
}

export function valueAt(accessed: Accessed, run: Run): Value {
  const { value, indices } = accessed;
  const [first] = indices;
  if (first === undefined) return value;
  switch (value.kind) {
    case 'data':
      return dataAt(value, accessed, first, run);
    case 'sequence':
      return elementAt(value, first, run);
    case 'mapping':
      return entryAt(value, first, run);
    case 'scalar':
      return textAt(value, first);
    case 'callable':
      // `list[int]`, `Optional[X]`
      return putTogether(value.name, accessed, run) ?? value;
    case 'module':
      return value;
    default:
      return otherAt(value, accessed, first, run);
  }
}

function dataAt(data: Data, accessed: Accessed, first: Index, run: Run): Value {
  const [, second] = accessed.indices;
  const asked = accessed.access === 'plain' && second === undefined ? columnsAsked(data, first, accessed.node) : null;
  if (asked !== null) return chosenBy(first, columnsPicked(data, asked, run));
  const rows = dataOfRows(data, accessed, first, run);
  if (second === undefined) return rows;
  const columns = second.kind === 'shape' ? null : (columnsBut(accessed.node) ?? columnsOfSecond(data, second, accessed.access));
  return columns === null ? rows : chosenBy(second, columnsPicked(rows, columns, run));
}

/** `np.c_[a, b]` puts arrays side by side, `np.r_[a, b]` below each other; null for anything else. */
function putTogether(name: string | null, { indices, node }: Accessed, run: Run): Data | null {
  if (name !== 'numpy.c_' && name !== 'numpy.r_') return null;
  const arrays = indices.flatMap((index) => (index.kind === 'value' && index.value.kind === 'data' ? [index.value] : []));
  const together = elementwise(arrays);
  if (together === null) return null;
  const rows = name === 'numpy.c_' || arrays.length < 2 ? together.rows : run.terms.union(arrays.map((each) => each.rows), node);
  return { ...together, rows, form: 'array', className: 'numpy.ndarray', columns: UNKNOWN_COLUMNS, prediction: null, order: rows === together.rows ? together.order : 'unknown' };
}

/** Which columns there are says something of the labels by which they were chosen. */
function chosenBy(index: Index, data: Data): Data {
  if (index.kind !== 'value') return data;
  const choices = influencesOf(index.value).filter(({ usesLabels, by }) => usesLabels || by === 'selector');
  return choices.length === 0 ? data : withInfluences(data, appliedInfluences(choices));
}

/** Returns the columns that `data[index]` asks for; null when it asks for rows. */
function columnsAsked({ form, rows }: Data, index: Index, node: Subscript): ColumnsAsked | null {
  if (index.kind !== 'value') return null;
  const { value } = index;
  const names = textsOf(value);
  if (names !== null && names.length > 0) return { names, isOne: value.kind === 'scalar' };
  if (value.kind === 'scalar' && value.type === 'str') return { names: null, isOne: true };
  if (form !== 'frame' && form !== 'groups' && form !== 'window') return null;
  if (value.kind === 'data') return value.form === 'mask' || value.rows === rows ? null : { names: null, isOne: false };
  return { names: null, isOne: value.kind === 'scalar' || (value.kind === 'unknown' && isNamedAsOne(node.index)) };
}

/** `df[col]`, not `df[cols]`. */
function isNamedAsOne(index: Expression): boolean {
  return index.kind === 'Name' && !/s$|list/iu.test(index.id);
}

/** Returns the columns of `data[rows, index]`. */
function columnsOfSecond({ columns }: Data, index: Exclude<Index, { kind: 'shape' }>, access: Access): ColumnsAsked | null {
  if (index.kind === 'slice') {
    if (index.lower === null && index.upper === null) return null;
    return { names: namesBetween(columns, index, access), isOne: false };
  }
  const { value } = index;
  const names = textsOf(value);
  if (names !== null) return { names, isOne: value.kind === 'scalar' };
  const position = numberOf(value);
  const name = position !== null && columns.kind === 'exactly' && access !== 'loc' ? columns.names.at(position) : undefined;
  return { names: name === undefined ? null : [name], isOne: value.kind === 'scalar' };
}

/** `df.loc[:, df.columns != 'y']` */
function columnsBut({ index }: Subscript): ColumnsAsked | null {
  const test = index.kind === 'Tuple' ? index.elements[1] : undefined;
  if (test?.kind !== 'Compare' || test.left.kind !== 'Attribute' || test.left.attribute !== 'columns' || test.operators.length !== 1) return null;
  const [name] = test.comparators;
  const isOut = test.operators[0] === '!=' && name?.kind === 'Constant' && typeof name.value === 'string';
  return isOut ? { names: null, isOne: false, without: [String(name.value)] } : { names: null, isOne: false };
}

function namesBetween(columns: Columns, { lower, upper, step }: Index & { kind: 'slice' }, access: Access): readonly string[] | null {
  if (columns.kind !== 'exactly' || step !== null) return null;
  const { names } = columns;
  if (access === 'loc') {
    const [from, to] = [lower === null ? names[0] : textOf(lower), upper === null ? names.at(-1) : textOf(upper)];
    const [start, end] = [names.indexOf(from ?? ''), names.indexOf(to ?? '')];
    return start === -1 || end === -1 ? null : names.slice(start, end + 1);
  }
  const [start, end] = [lower === null ? 0 : numberOf(lower), upper === null ? names.length : numberOf(upper)];
  return start === null || end === null ? null : names.slice(start, end);
}

function dataOfRows(data: Data, { access, node }: Accessed, index: Index, run: Run): Data {
  if (index.kind === 'shape') return { ...data };
  if (index.kind === 'slice') {
    if (index.lower === null && index.upper === null && index.step === null) return { ...data };
    const sliced = withPickedRows(data, (rows) => (access === 'loc' ? rowsByLabels(rows, index, { node, run }) : rowsSliced(rows, index, node, run)), run);
    noteCut(data, sliced, node, run);
    return sliced;
  }
  const { value } = index;
  if (value.kind === 'data') {
    const by = withSelection(value, run.symbols.ofObject(value), node, run);
    const picked = withPickedRows(data, (rows) => rowsPicked(rows, by, node, run), run);
    noteCut(data, picked, node, run);
    return picked;
  }
  if (value.kind === 'scalar') return { ...withPickedRows(data, (rows) => asSingle(rowOfTurn(rows, value, run) ?? (access === 'loc' ? run.terms.subset(rows, symbolOfNumber(value, run), node) : oneRow(rows, value, { node, run })), run), run), form: formOfRow(data.form), className: null };
  const known = value.kind === 'sequence' ? value.elements.map(constantOf) : [undefined];
  const key = known.includes(undefined) || known.length === 0 ? run.symbols.ofObject(value) : run.symbols.ofKey(`rows ${JSON.stringify(known)}`);
  return withPickedRows(data, (rows) => run.terms.subset(rows, key, node), run);
}

function formOfRow(form: DataForm): DataForm {
  if (form === 'frame') return 'series';
  return form === 'series' || form === 'list' ? 'unknown' : form;
}

interface Place {
  readonly node: Subscript;
  readonly run: Run;
}

/** The row of this turn of a loop that goes over all of them; null for other positions. */
function rowOfTurn(rows: Rows, position: Value, run: Run): Rows | null {
  const symbol = position.kind === 'scalar' ? position.symbol : null;
  return symbol !== null && run.everyRow.get(symbol) === rows ? singleRow(rows, symbol, run) : null;
}

function oneRow(rows: Rows, value: Value, { node, run }: Place): Rows {
  const position = numberOf(value);
  if (position === null || !Number.isInteger(position)) return run.terms.subset(rows, symbolOfNumber(value, run), node);
  const bound = (at: number): Bound => (at < 0 ? { kind: 'fromEnd', count: -at } : at === 0 ? { kind: 'start' } : { kind: 'row', index: at });
  return run.terms.slice(rows, bound(position), position === -1 ? { kind: 'end' } : bound(position + 1), node);
}

/** `loc` takes labels, and its upper one is included. */
function rowsByLabels(rows: Rows, { lower, upper, step }: Index & { kind: 'slice' }, { node, run }: Place): Rows {
  const end = upper === null ? null : numberOf(upper);
  if ([lower, upper].every((bound) => bound === null || numberOf(bound) !== null)) return rowsSliced(rows, { lower, upper: end === null ? null : constant(end + 1), step }, node, run);
  const after = byLabel(rows, lower, '>=', { node, run });
  return byLabel(after, upper, '<=', { node, run });
}

function byLabel(rows: Rows, label: Value | null, operator: '<=' | '>=', { node, run }: Place): Rows {
  if (label === null) return rows;
  const value = textOf(label);
  const mask = run.symbols.ofKey(`label ${operator} ${String(symbolOfNumber(label, run))}`);
  return run.terms.mask(rows, { mask, isNegated: false, test: value === null ? null : { column: INDEX, operator, value }, node });
}

/** What row labels are called in conditions; no name a column can have in practice. */
const INDEX = '(index)';

/** Picks from what data holds, and for indices and masks also from what they select. */
function withPickedRows(data: Data, pick: (rows: Rows) => Rows, run: Run): Data {
  const rows = pick(data.rows);
  const picked = withRows(data, rows, { order: data.order });
  if (data.selects === null) return picked;
  if (data.selects === data.rows) return { ...picked, selects: rows };
  return { ...picked, selects: data.form === 'index' ? pick(data.selects) : reapply(data.selects, data.rows, rows, run) };
}

function elementAt(sequence: Sequence, index: Index, run: Run): Value {
  const { elements, isComplete, elementOfTurn } = sequence;
  if (index.kind === 'slice') {
    const [from, to] = [index.lower === null ? 0 : numberOf(index.lower), index.upper === null ? elements.length : numberOf(index.upper)];
    if (isComplete && from !== null && to !== null && index.step === null) return sequenceOf(sequence.type, elements.slice(from, to));
    return { ...sequence, isComplete: false };
  }
  if (index.kind === 'value' && (index.value.kind === 'unknown' || index.value.kind === 'data') && elements.length === 0) return withInfluences(sequence, influencesOf(index.value));
  const position = index.kind === 'value' ? numberOf(index.value) : null;
  if (elementOfTurn !== null) return elementOfTurn(index.kind === 'value' ? symbolOfNumber(index.value, run) : 0);
  // the first elements of a shape are known even where their number is not
  const element = position === null || (!isComplete && sequence.type !== 'tuple') ? undefined : elements.at(position);
  return latest(element ?? foldAt(sequence, index.kind === 'value' ? index.value : null, run) ?? elementOf(sequence, run), run);
}

function entryAt(mapping: Mapping, index: Index, run: Run): Value {
  const key = index.kind === 'value' ? constantOf(index.value) : undefined;
  const entry = key === undefined || key === null ? undefined : mapping.entries.get(key);
  if (entry !== undefined) return latest(entry, run);
  if (key === undefined && mapping.entries.size > 0) return joinAll([...mapping.entries.values()], run) ?? unknownValue([mapping]);
  return memberOfUnknown(mapping, `[${String(key)}]`, run);
}

function textAt(value: Value, index: Index): Value {
  const text = textOf(value);
  const position = index.kind === 'value' ? numberOf(index.value) : null;
  const character = text === null || position === null ? undefined : text.at(position);
  return character === undefined ? unknownScalar(text === null ? 'unknown' : 'str', { influences: influencesOf(value) }) : constant(character);
}

/** `gs.best_estimator['rmse']`: what a search found by each of its measures. Steps of a pipeline have names as well, but are others. */
function isHeldByName(value: Value, key: ReturnType<typeof constantOf>): value is ObjectValue {
  return value.kind === 'object' && value.api?.is === 'estimator' && value.api.role === 'model' && typeof key === 'string';
}

/** Positions that a splitter gave say which rows they are even where the data is not known. */
function otherAt(value: Value, { node }: Accessed, index: Index, run: Run): Value {
  const by = index.kind === 'value' ? index.value : null;
  if (by?.kind === 'data' && by.selects !== null && value.kind === 'unknown') {
    return dataOver(by.selects, { influences: influencesOf(value), confidence: 'likely' });
  }
  const key = by === null ? null : constantOf(by);
  if (isHeldByName(value, key)) return value;
  if (key !== undefined && key !== null) return memberOfUnknown(value, `[${String(key)}]`, run);
  const text = node.index;
  return memberOfUnknown(value, `at ${String(run.symbols.ofObject(text))} ${String(run.at.context)}`, run);
}
