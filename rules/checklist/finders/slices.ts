/** Parts of a table that a value is computed for: rows of a column's values, groups, positions. */
import type { Facts } from '../../api/python/facts.ts';
import type { Expression, Node } from '../../api/python/syntax.ts';
import type { Cone } from './cone.ts';

export type Slice =
  /** By values of a column or of the rows themselves; `by` is the column, null where it cannot be told. */
  | { readonly kind: 'values'; readonly by: string | null; readonly node: Node }
  /** Every other row, the first half: no property of the rows. */
  | { readonly kind: 'positions'; readonly node: Node }
  /** `text.find(".com")` as a truth value: true where nothing is found. */
  | { readonly kind: 'find'; readonly node: Node };

export function slicesOf(facts: Facts, cone: Cone): readonly Slice[] {
  return cone.nodes.flatMap((node): readonly Slice[] => {
    const slice = sliceAt(facts, node);
    return slice === null ? [] : [slice];
  });
}

function sliceAt(facts: Facts, node: Node): Slice | null {
  if (node.kind === 'Call') return ofCall(node);
  if (node.kind === 'Subscript') return ofSubscript(facts, node.index, node);
  if (node.kind === 'ComprehensionFor') {
    for (const test of node.ifs) {
      if (isFind(test)) return { kind: 'find', node: test };
      if (isEveryOther(test)) return { kind: 'positions', node: test };
      if (isOfRow(test)) return { kind: 'values', by: columnIn(test), node: test };
    }
  }
  if (node.kind === 'Lambda' && isFind(node.body)) return { kind: 'find', node };
  if (node.kind === 'Compare' && isEveryOther(node)) return { kind: 'positions', node };
  return null;
}

function ofCall(node: Node & { readonly kind: 'Call' }): Slice | null {
  const { callee } = node;
  if (callee.kind !== 'Attribute') return null;
  const [first] = node.arguments;
  const key = first ?? node.keywords.find(({ name }) => name === 'by')?.value;
  if (callee.attribute === 'groupby' && key !== undefined) return { kind: 'values', by: textOf(key) ?? (key.kind === 'List' ? textOf(key.elements[0]) : columnIn(key)), node };
  if (callee.attribute === 'query' && first?.kind === 'Constant' && typeof first.value === 'string') return { kind: 'values', by: /^\W*([A-Za-z_]\w*)/.exec(first.value)?.[1] ?? null, node };
  return null;
}

function ofSubscript(facts: Facts, index: Expression, node: Node): Slice | null {
  const [first] = index.kind === 'Tuple' ? index.elements : [index];
  if (first === undefined) return null;
  if (first.kind === 'Slice') {
    const step = first.step;
    const isStep = step?.kind === 'Constant' && typeof step.value === 'number' && step.value > 1;
    return isStep ? { kind: 'positions', node } : null;
  }
  if (isCondition(first)) return { kind: 'values', by: columnIn(first), node };
  if (first.kind !== 'Name') return null;
  const definitions = facts.names.bindingOf(first)?.definitions ?? [];
  const masks = definitions.flatMap(({ node: each }) => (each.parent?.kind === 'Assign' && each.parent.targets.includes(each as Expression) ? [each.parent.value] : []));
  const mask = masks.find(isCondition);
  return mask === undefined ? null : { kind: 'values', by: columnIn(mask), node };
}

/** A condition by row on values of a table. */
function isCondition(node: Expression): boolean {
  if (node.kind === 'Compare') return columnIn(node) !== null || node.left.kind === 'Name';
  if (node.kind === 'BinOp' && (node.operator === '&' || node.operator === '|')) return isCondition(node.left) || isCondition(node.right);
  if (node.kind === 'UnaryOp' && node.operator === '~') return isCondition(node.operand);
  return node.kind === 'Call' && node.callee.kind === 'Attribute' && /^(?:isin|between|contains|startswith|endswith|match|isna|isnull|notna)$/.test(node.callee.attribute);
}

/** `url.endswith(".uk")`, `".com" in url`, `row["country"] == "DE"` */
function isOfRow(test: Expression): boolean {
  if (test.kind === 'Compare') return test.operators.some((operator) => operator === 'in' || operator === 'not in' || operator === '==' || operator === '>' || operator === '<' || operator === '>=' || operator === '<=');
  return test.kind === 'Call' && test.callee.kind === 'Attribute' && /^(?:endswith|startswith|contains)$/.test(test.callee.attribute);
}

function isFind(test: Expression): boolean {
  return test.kind === 'Call' && test.callee.kind === 'Attribute' && test.callee.attribute === 'find' && test.arguments.length === 1 && textOf(test.arguments[0]) !== null;
}

/** `index % 2 == 0` */
function isEveryOther(test: Expression): boolean {
  return test.kind === 'Compare' && test.left.kind === 'BinOp' && test.left.operator === '%' && test.left.right.kind === 'Constant' && typeof test.left.right.value === 'number' && /(?:^|_|\.)(?:i|idx|index|n|k|pos|position|row|arange)(?:$|_)/i.test(nameIn(test.left.left));
}

function nameIn(node: Expression): string {
  if (node.kind === 'Name') return node.id;
  if (node.kind === 'Attribute') return node.attribute;
  return node.kind === 'Call' ? nameIn(node.callee) : '';
}

/** The column a condition looks at. */
export function columnIn(node: Node): string | null {
  switch (node.kind) {
    case 'Subscript':
      return textOf(node.index) ?? columnIn(node.value);
    case 'Attribute':
      return columnIn(node.value) ?? (/^(?:str|dt|values|index|columns|shape)$/.test(node.attribute) || node.value.kind !== 'Name' || /^(?:np|numpy|pd|pandas|self|cls|math)$/.test(node.value.id) ? null : node.attribute);
    case 'Compare':
      return columnIn(node.left) ?? node.comparators.map(columnIn).find((name) => name !== null) ?? null;
    case 'BinOp':
      return columnIn(node.left) ?? columnIn(node.right);
    case 'UnaryOp':
      return columnIn(node.operand);
    case 'Call':
      return columnIn(node.callee.kind === 'Attribute' ? node.callee.value : node.callee) ?? node.arguments.map(columnIn).find((name) => name !== null) ?? null;
    default:
      return null;
  }
}

function textOf(node: Expression | undefined): string | null {
  return node?.kind === 'Constant' && typeof node.value === 'string' ? node.value : null;
}

const NOT_A_SLICE = /^(?:y|y_\w+|labels?|targets?|class(?:es)?|outcome|ground_truth|truth|splits?|sets?|folds?|partition|subset|is_train|is_test|train|test|stage|version|model|model_\w+|run_id|metric|variant|prediction|pred\w*|date|day|week|month|year|timestamp)$/i;

/** Names that are no group of the data: the label, the split, the model. */
export function isNoGroup(by: string): boolean {
  return NOT_A_SLICE.test(by);
}

const PROTECTED = /(?:^|_)(?:gender|sex|race|racial|ethnic\w*|age|age_?group|age_?band|nationality|citizenship|religion|disability|disabled|marital\w*|pregnan\w*|sexual\w*|skin\w*|native_country|foreign\w*|minority|protected|sensitive\w*|language|dialect|zip_?code)(?:_|$)/i;

/** Attributes of people that need protection, and what stands for them. */
export function isProtected(name: string): boolean {
  return PROTECTED.test(name);
}
