/** Parts of a table that a value is computed for: rows of a column's values, groups, positions. */
import { walk } from '../../api/python/children.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Call, Expression, Node } from '../../api/python/syntax.ts';
import type { Cone } from './cone.ts';
import { isOneOfMany } from './loop-variables.ts';
import { sourceOf } from './source-of.ts';

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
  if (node.kind === 'Call') return ofCall(facts, node);
  if (node.kind === 'Subscript') return ofSubscript(facts, node.index, node);
  if (node.kind === 'ComprehensionFor') {
    for (const test of node.ifs) {
      if (isFind(test)) return { kind: 'find', node: test };
      if (isEveryOther(test)) return { kind: 'positions', node: test };
      if (isOfRow(facts, test)) return { kind: 'values', by: columnIn(test), node: test };
    }
  }
  if (node.kind === 'Lambda' && isFind(node.body)) return { kind: 'find', node };
  if (node.kind === 'Compare' && isEveryOther(node)) return { kind: 'positions', node };
  return null;
}

function ofCall(facts: Facts, node: Call): Slice | null {
  const { callee } = node;
  if (callee.kind === 'Name' && callee.id === 'slice_dataframe') return { kind: 'values', by: node.arguments[1]?.kind === 'Name' ? node.arguments[1].id : null, node };
  if (callee.kind !== 'Attribute') return null;
  const [first] = node.arguments;
  const key = first ?? node.keywords.find(({ name }) => name === 'by')?.value;
  if (/^(?:groupby|group_by|groupBy)$/.test(callee.attribute) && key !== undefined) return !isOfEachGroup(facts, node) ? null : { kind: 'values', by: textOf(key) ?? (key.kind === 'List' ? textOf(key.elements[0]) : columnBehind(facts, key)), node };
  if (callee.attribute === 'query' && first?.kind === 'Constant' && typeof first.value === 'string') return { kind: 'values', by: /^\W*([A-Za-z_]\w*)/.exec(first.value)?.[1] ?? null, node };
  return null;
}

/** `income` of `frame["income"] < 30_000`, and of a name that keeps `pd.cut(frame["income"], bins)`. */
export function columnBehind(facts: Facts, node: Expression): string | null {
  return columnIn(node.kind === 'Name' ? sourceOf(facts, node) : node);
}

function ofSubscript(facts: Facts, index: Expression, node: Node): Slice | null {
  const [first] = index.kind === 'Tuple' ? index.elements : [index];
  if (first === undefined) return null;
  if (first.kind === 'Slice') {
    const step = first.step;
    const isStep = step?.kind === 'Constant' && typeof step.value === 'number' && step.value > 1;
    return isStep ? { kind: 'positions', node } : null;
  }
  if (isCondition(facts, first)) return { kind: 'values', by: columnIn(first) ?? comparedWithEach(facts, first), node };
  if (first.kind === 'Call' && isOneOfMany(facts, first.callee)) return { kind: 'values', by: first.callee.kind === 'Name' ? first.callee.id : null, node };
  if (first.kind !== 'Name') return null;
  const definitions = facts.names.bindingOf(first)?.definitions ?? [];
  const masks = definitions.flatMap(({ node: each }) => (each.parent?.kind === 'Assign' && each.parent.targets.includes(each as Expression) ? [withoutCast(each.parent.value)] : []));
  const mask = masks.find((each) => isCondition(facts, each));
  return mask === undefined ? null : { kind: 'values', by: columnIn(mask) ?? comparedWithEach(facts, mask), node };
}

/** `groups` of `groups == group`, `column` of `frame[column] == value` where a loop goes through them; what a name that is compared was made by. */
function comparedWithEach(facts: Facts, mask: Expression): string | null {
  if (mask.kind !== 'Compare') return null;
  const { left } = mask;
  if (left.kind === 'Subscript' && left.index.kind === 'Name' && (isOneOfMany(facts, left.index) || isOneOfMany(facts, mask.comparators[0]))) return left.index.id;
  if (left.kind !== 'Name') return null;
  if (isOneOfMany(facts, mask.comparators[0])) return columnBehind(facts, left) ?? left.id;
  const source = sourceOf(facts, left);
  const grouped = source.kind === 'Call' && source.callee.kind === 'Attribute' && /^(?:transform|map)$/.test(source.callee.attribute) ? source : null;
  if (grouped === null) return null;
  let by: string | null = null;
  walk(grouped, (node) => {
    if (by === null && node.kind === 'Call' && node.callee.kind === 'Attribute' && /^(?:groupby|group_by)$/.test(node.callee.attribute)) by = textOf(node.arguments[0]);
  });
  return by ?? columnIn(grouped);
}

/** `(frame["race"] == race).to_numpy()` */
function withoutCast(mask: Expression): Expression {
  let at = mask;
  while (at.kind === 'Call' && at.callee.kind === 'Attribute' && /^(?:to_numpy|astype|values|fillna|numpy|tolist|to_list)$/.test(at.callee.attribute)) at = at.callee.value;
  return at.kind === 'Attribute' && at.attribute === 'values' ? at.value : at;
}

/**
 * What is done with each group: whether that can be a measure of the group. Values put beside each row (`shift`, `transform`), counts, and means
 * of columns that are no error and no hit are features.
 */
function isOfEachGroup(facts: Facts, grouped: Call): boolean {
  let at: Node = grouped;
  let column: string | null = null;
  while (at.parent !== null && (at.parent.kind === 'Attribute' || at.parent.kind === 'Subscript' || (at.parent.kind === 'Call' && at.parent.callee === at))) {
    const { parent }: { readonly parent: Node } = at;
    if (parent.kind === 'Subscript' && parent.value === at) column = textOf(parent.index) ?? facts.textOf(parent.index).slice(0, 200);
    if (parent.kind === 'Attribute') {
      if (/^(?:apply|agg|aggregate|pipe|groups|indices)$/.test(parent.attribute)) return true;
      if (/^(?:mean|median|sum|min|max|std|var|quantile)$/.test(parent.attribute)) return column === null || isMeasured(facts, column, grouped);
      if (parent.parent.kind === 'Call') return false;
    }
    at = parent;
  }
  return true;
}

/** Whether a column tells how good predictions are: by its name, or because a comparison or difference with predictions made it. */
function isMeasured(facts: Facts, column: string, grouped: Call): boolean {
  if (MEASURES.test(column)) return true;
  return facts.nodes('Assign').some(({ targets, value, start }) => start < grouped.start && targets.some((target) => target.kind === 'Subscript' && textOf(target.index) === column) && /pred|==|!=|truth|proba/.test(facts.textOf(value).slice(0, 300)));
}

const MEASURES = /correct|error|err\b|hit|loss|accura|match|miss|wrong|residual|score|abs|squared|diff|right|fail|metric|auc|f1|recall|precision|rmse|mae|mse/i;

/** A condition by row on values of a table that chooses a kind of rows; dropping what is missing, unknown or extreme is no choice of a kind. */
function isCondition(facts: Facts, node: Expression): boolean {
  if (node.kind === 'Compare') return (columnIn(node) !== null || node.left.kind === 'Name' || (node.left.kind === 'Subscript' && node.left.index.kind === 'Name')) && !isCleaning(node);
  if (node.kind === 'BinOp' && (node.operator === '&' || node.operator === '|')) return isCondition(facts, node.left) || isCondition(facts, node.right);
  if (node.kind === 'UnaryOp' && node.operator === '~') return isCondition(facts, node.operand);
  if (node.kind !== 'Call' || node.callee.kind !== 'Attribute') return false;
  const [first] = node.arguments;
  if (node.callee.attribute === 'isin') return first !== undefined && (/^(?:List|Tuple|Set)$/.test(first.kind) || (first.kind === 'Name' && (/^[A-Z][A-Z0-9_]*$/.test(first.id) || isOneOfMany(facts, first))));
  return /^(?:between|contains|startswith|endswith|match)$/.test(node.callee.attribute);
}

/** `frame["price"] > 0`, `frame["name"] != ""`, `frame["price"] < frame["price"].quantile(0.99)` */
function isCleaning({ operators, comparators }: Node & { readonly kind: 'Compare' }): boolean {
  const [operator] = operators;
  const [bound] = comparators;
  if (operator === '!=' || operator === 'is not') return true;
  if (bound?.kind === 'Constant' && bound.value === 0 && (operator === '>' || operator === '>=')) return true;
  return bound?.kind === 'Call' && bound.callee.kind === 'Attribute' && bound.callee.attribute === 'quantile';
}

/** `url.endswith(".uk")`, `".com" in url`, `row["country"] == "DE"`; whether a row is known to a table is no kind of rows. */
function isOfRow(facts: Facts, test: Expression): boolean {
  if (test.kind === 'Call') return test.callee.kind === 'Attribute' && /^(?:endswith|startswith|contains)$/.test(test.callee.attribute);
  if (test.kind !== 'Compare' || isCleaning(test)) return false;
  const [bound] = test.comparators;
  const isChosen = bound !== undefined && (bound.kind === 'Constant' || bound.kind === 'List' || bound.kind === 'Tuple' || bound.kind === 'Set' || (bound.kind === 'Name' && (/^[A-Z][A-Z0-9_]*$/.test(bound.id) || isOneOfMany(facts, bound))));
  switch (test.operators[0]) {
    case 'in':
    case 'not in':
      return isChosen || test.left.kind === 'Constant';
    case '==':
    case '>':
    case '<':
    case '>=':
    case '<=':
      return isChosen || bound?.kind === 'Name';
    default:
      return false;
  }
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

const NOT_A_SLICE = /^(?:y|y_\w+|labels?|targets?|class(?:es)?|outcome|ground_truth|truth|splits?|sets?|folds?|partition|subset|is_train|is_test|train|test|stage|version|model|model_\w+|run_id|metric|metric_\w+|arm|variant|prediction|pred\w*|scores?|probs?|proba\w*|at|ds|cutoffs?|when|time|date|day|week|month|year|timestamp|ts|\w+_(?:at|time|date|timestamp|ts))$/i;

/** Names that are no group of the data: the label, the split, the model. */
export function isNoGroup(by: string): boolean {
  return NOT_A_SLICE.test(by);
}

const PROTECTED = /(?:^|_)(?:gender|sex|race|racial|ethnic\w*|age|age_?group|age_?band|nationality|citizenship|religion|disability|disabled|marital\w*|pregnan\w*|sexual\w*|skin\w*|native_country|foreign\w*|minority|protected|sensitive\w*|language|dialect|zip_?code)(?:_|$)/i;

/** Attributes of people that need protection, and what stands for them. */
export function isProtected(name: string): boolean {
  return PROTECTED.test(name);
}
