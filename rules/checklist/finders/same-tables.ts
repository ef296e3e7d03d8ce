/** Two tables that are one: written once, or read twice from one file. What cannot be told is not the same. */
import { walk } from '../../api/python/children.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Call, Expression, Name, Node } from '../../api/python/syntax.ts';
import { coneOf, nameOfCall } from './cone.ts';

/** Whether both expressions hold the same rows whatever the data is. */
export function areSame(facts: Facts, one: Expression, two: Expression): boolean {
  const [first, second] = [one, two].map((each) => identityOf(facts, each, 0));
  return first !== undefined && first !== null && first === second;
}

/** Names and calls followed one after the other. Own choice. */
const MOST_STEPS = 12;
const PLAIN = /^(?:dropna|fillna|to_numpy|to_pandas|copy|clone|tolist|to_list|astype|reset_index|sort_values|sort_index|head|tail|drop|select|select_dtypes|to_frame|flatten|ravel|squeeze)$/;
const READS = /^(?:pandas|polars|numpy|joblib|pyarrow\.parquet|dask\.dataframe)\.(?:(?:read|scan)_\w+|load\w*|genfromtxt)$/;
/** Parts of a file, or some of its rows, may differ. */
const PARTLY = /^(?:skiprows|nrows|chunksize|iterator|filters|sample\w*|n_rows|skipfooter)$/;

/** The same text for the same value; null where that cannot be told. */
function identityOf(facts: Facts, expression: Expression, steps: number): string | null {
  if (steps > MOST_STEPS) return null;
  switch (expression.kind) {
    case 'Constant':
      return facts.textOf(expression);
    case 'Name':
      return identityOfName(facts, expression, steps);
    case 'Attribute': {
      const of = identityOf(facts, expression.value, steps + 1);
      return of === null ? null : `${of}.${expression.attribute}`;
    }
    case 'Subscript': {
      const of = identityOf(facts, expression.value, steps + 1);
      return of === null || !isSteady(facts, expression.index) ? null : `${of}[${facts.textOf(expression.index)}]`;
    }
    case 'Call':
      return identityOfCall(facts, expression, steps);
    default:
      return null;
  }
}

function identityOfCall(facts: Facts, call: Call, steps: number): string | null {
  const given = [...call.arguments, ...call.keywords.map(({ value }) => value)];
  if (READS.test(nameOfCall(facts, call))) {
    const [path] = call.arguments;
    const isWritten = path !== undefined && (path.kind === 'Constant' || (isPathOfNames(path) && isSteady(facts, path)));
    if (!isWritten || call.keywords.some(({ name }) => name === null || PARTLY.test(name)) || !given.every((each) => isSteady(facts, each))) return null;
    return facts.textOf(call);
  }
  if (call.callee.kind !== 'Attribute' || !PLAIN.test(call.callee.attribute) || !given.every((each) => isSteady(facts, each))) return null;
  const of = identityOf(facts, call.callee.value, steps + 1);
  // a copy is the same rows
  return of === null || /^(?:copy|clone)$/.test(call.callee.attribute) ? of : `${of}.${call.callee.attribute}(${given.map((each) => facts.textOf(each)).join()})`;
}

/** `DATA`, `DATA / "ratings.csv"`, `config.data`. */
function isPathOfNames(path: Expression): boolean {
  if (path.kind === 'BinOp') return isPathOfNames(path.left) && isPathOfNames(path.right);
  return path.kind === 'Name' || path.kind === 'Constant' || (path.kind === 'Attribute' && isPathOfNames(path.value));
}

function identityOfName(facts: Facts, name: Name, steps: number): string | null {
  const binding = facts.names.bindingOf(name);
  if (binding === null) return name.id === 'self' || name.id === 'cls' ? name.id : `${name.id}?`;
  const [definition, ...others] = binding.definitions;
  if (definition === undefined || others.length > 0) return null;
  const { parent } = definition.node;
  const value = parent?.kind === 'Assign' && parent.targets.length === 1 && parent.targets[0] === definition.node ? parent.value : null;
  const known = value === null || isChanged(binding.reads) ? null : identityOf(facts, value, steps + 1);
  return known ?? `${name.id}@${definition.node.start}`;
}

/** No call in it, and no name that is given more than one value. */
function isSteady(facts: Facts, expression: Node): boolean {
  let isSo = true;
  walk(expression, (node) => {
    if (node.kind === 'Call' || node.kind === 'Lambda') isSo = false;
    if (node.kind === 'Name' && (facts.names.bindingOf(node)?.definitions.length ?? 0) > 1) isSo = false;
  });
  return isSo;
}

/** `table["x"] = ...`, `table.x += ...`, `table.dropna(inplace=True)`, and what is handed to somebody who may change it. */
function isChanged(reads: readonly Name[]): boolean {
  return reads.some((read) => {
    let at: Node = read;
    while (at.parent !== null && (at.parent.kind === 'Subscript' || at.parent.kind === 'Attribute') && at.parent.value === at) at = at.parent;
    const { parent } = at;
    if (parent === null) return false;
    if (parent.kind === 'AugAssign' || parent.kind === 'Delete') return true;
    if (parent.kind === 'Assign' && parent.targets.some((target) => target === at)) return true;
    return parent.kind === 'Call' && parent.callee === at && at.kind === 'Attribute' && (/^(?:update|insert|pop|append|extend|fill|sort|put)$/.test(at.attribute) || parent.keywords.some(({ name }) => name === 'inplace'));
  });
}

const GENERATES = /^(?:numpy\.random\.(?:\w+\.)*|random\.|scipy\.stats\.\w+\.)(?:normal|randn|rand|random|uniform|beta|gamma|exponential|lognormal|poisson|binomial|randint|integers|standard_normal|rvs|gauss|triangular|laplace|random_sample|multivariate_normal|betavariate|normalvariate)$/;
const SHAPES = /^(?:numpy\.(?!load|genfromtxt|fromfile)[\w.]+|pandas\.(?:DataFrame|Series)|builtins\.\w+|range|len|int|float|max|min|abs|zip|list|dict|round)$|\.(?:astype|clip|round|reshape|tolist|copy|sort|flatten)$/;

/** The call that makes up a table where nothing else is in it; null for tables of somebody's rows. */
export function madeUpBy(facts: Facts, table: Expression): Call | null {
  const cone = coneOf(facts, [table]);
  if (!cone.isWhole || cone.nodes.some((node) => node.kind === 'Name' && facts.names.bindingOf(node)?.definitions.some(({ node: defined }) => defined.kind === 'Parameter'))) return null;
  const made = cone.calls.find(({ name }) => GENERATES.test(name));
  return made !== undefined && cone.calls.every(({ name, target }) => target === null && (GENERATES.test(name) || SHAPES.test(name))) ? made.call : null;
}
