/** Conditions by row: which rows they pick, their combinations and complements. */
import type { BinaryOperator, CompareOperator, Expression, Node } from '../../../../../rules/api/python/syntax.ts';
import type { MaskRows, Rows } from '../../../../../rules/api/python/rows.ts';
import type { Data, Value } from '../../../../../rules/api/python/value.ts';
import { constantOf, elementwise } from '../values.ts';
import type { Operands } from './arithmetic.ts';
import { symbolOfNumber } from './quantities.ts';
import type { Run } from './run.ts';
import { reapply } from './select-rows.ts';

type MaskTest = NonNullable<MaskRows['test']>;
type Ordering = MaskTest['operator'];

/** `a op b` is `b MIRRORED[op] a`. */
const MIRRORED: Readonly<Record<Ordering, Ordering>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' };
/** Conditions that are the opposite of another. */
const NEGATED: Readonly<Partial<Record<Ordering, Ordering>>> = { '>=': '<', '>': '<=', '!=': '==' };

export function isOrdering(operator: CompareOperator): operator is Ordering {
  return operator in MIRRORED;
}

export interface Comparison {
  readonly left: Value;
  readonly leftNode: Expression;
  readonly operator: Ordering;
  readonly right: Value;
  readonly rightNode: Expression;
  readonly textOf: (node: Node) => string;
  readonly node: Expression;
  readonly run: Run;
}

/** Returns the mask of a comparison with data; null when neither side is data. */
export function maskOfComparison(comparison: Comparison): Data | null {
  const { left, right, leftNode, rightNode, operator } = comparison;
  if (left.kind === 'data') return maskOf(left, comparison);
  if (right.kind !== 'data') return null;
  return maskOf(right, { ...comparison, left: right, leftNode: rightNode, right: left, rightNode: leftNode, operator: MIRRORED[operator] });
}

function maskOf(data: Data, { leftNode, operator, right, rightNode, textOf, node, run }: Comparison): Data | null {
  const made = elementwise([data, right]);
  if (made === null) return null;
  const test = testOf(data, leftNode, operator, right);
  const base = NEGATED[operator];
  const isNegated = test === null && base !== undefined;
  const compared = right.kind === 'data' ? `${textOf(rightNode)}@${String(right.rows.id)}` : String(symbolOfNumber(right, run));
  const key = `mask ${String(data.rows.id)} ${textOf(leftNode)} ${isNegated ? base : operator} ${compared}`;
  const selects = run.terms.mask(data.rows, { mask: run.symbols.ofKey(key), isNegated, test, node });
  const prediction: Data['prediction'] = made.prediction === null ? null : { ...made.prediction, output: 'labels' };
  return { ...made, form: 'mask', rows: data.rows, selects, prediction };
}

/** A column as such against a constant. */
function testOf({ columns, history }: Data, node: Expression, operator: Ordering, right: Value): MaskTest | null {
  const value = constantOf(right);
  if (value === undefined || value === null || history.length > 0 && node.kind === 'Call') return null;
  if (columns.kind !== 'exactly' || columns.names.length !== 1) return null;
  const [column] = columns.names;
  const isPlain = (node.kind === 'Subscript' && node.index.kind === 'Constant' && node.index.value === column) || (node.kind === 'Attribute' && node.attribute === column) || node.kind === 'Name';
  return column === undefined || !isPlain ? null : { column, operator, value };
}

/** Returns a mask that says which rows it picks; other data as it is. @param key names the condition */
export function withSelection(data: Data, key: number, node: Node | null, run: Run): Data {
  if (data.form !== 'mask' || data.selects !== null) return data;
  return { ...data, selects: run.terms.mask(data.rows, { mask: key, isNegated: false, test: null, node }) };
}

/** Returns `left & right` and so on of two masks; null when they are none. */
export function combineMasks(operator: BinaryOperator, { left, right, node, run }: Operands): Data | null {
  const [a, b] = [left, right].map((side) => (side.kind === 'data' && side.form === 'mask' ? side.selects : null));
  const made = elementwise([left, right]);
  if (made === null || a === null || b === null || a === undefined || b === undefined) return null;
  const key = run.symbols.ofKey(`${operator} ${[a.id, b.id].toSorted((one, other) => one - other).join(' ')}`);
  const selects = operator === '&' ? reapply(b, made.rows, a, run) : run.terms.mask(made.rows, { mask: key, isNegated: false, test: null, node });
  return { ...made, form: 'mask', selects };
}

/** Returns `~mask`. */
export function complementOfMask(data: Data, run: Run): Data {
  const { selects } = data;
  if (data.form !== 'mask' || selects === null) return { ...data, selects: null };
  return { ...data, selects: complement(selects, data.rows, run) };
}

function complement(selects: Rows, all: Rows, run: Run): Rows {
  if (selects.kind === 'mask' && selects.parent === all) return run.terms.mask(all, { ...selects, isNegated: !selects.isNegated });
  if (selects.kind === 'rest' && selects.parent === all) return selects.without;
  return run.terms.rest(all, selects, selects.node);
}
