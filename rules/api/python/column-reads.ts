/** Places where code names a column of a frame that has to be there. Only frames whose columns are known exactly. */
import type { Confidence } from '../finding.ts';
import type { CallEvent } from './event.ts';
import type { Facts } from './facts.ts';
import { stringsIn } from './reading-call.ts';
import type { Constant, Expression, Node, Subscript } from './syntax.ts';
import type { TableFacts } from './table-facts.ts';
import type { Data, Value } from './value.ts';

export interface ColumnRead {
  /** The string that names the column. */
  readonly node: Constant;
  readonly name: string;
  /** Columns the frame has at this point. */
  readonly columns: readonly string[];
  /** The table the frame was read from. */
  readonly table: TableFacts;
  readonly confidence: Confidence;
}

/** In source order of subscripts, then calls in the order they happen. A string read several times is there once per different frame. */
export function columnReads(facts: Facts): readonly ColumnRead[] {
  const changed = tablesChangedOutOfSight(facts);
  const reads = [...facts.nodes('Subscript').flatMap((node) => readsOfSubscript(node, facts)), ...facts.calls.flatMap(readsOfCall)];
  return reads.filter(({ table }) => !changed.has(table));
}

/** Tables whose frames were handed to functions nobody knows, which may add columns in place, or were turned over. */
function tablesChangedOutOfSight(facts: Facts): ReadonlySet<TableFacts> {
  const handed = facts.calls.filter(({ api, name }) => api === null && (name === null || !facts.names.isBuiltin(name.slice(name.lastIndexOf('.') + 1)))).flatMap((event) => event.arguments.map(({ value }) => value));
  const turned = facts.nodes('Attribute').flatMap(({ attribute, value }) => (attribute === 'T' || attribute === 'transpose' ? [facts.valueOf(value)] : []));
  return new Set([...handed, ...turned].flatMap((value) => (value?.kind === 'data' && value.form === 'frame' && value.table !== null ? [value.table] : [])));
}

/** Calls whose result has the columns of its frame, or fewer by names that are written down. */
const KEEP_COLUMNS: ReadonlySet<string> = new Set([
  'copy', 'dropna', 'fillna', 'ffill', 'bfill', 'interpolate', 'drop', 'drop_duplicates', 'head', 'tail', 'sample', 'sort_values', 'sort_index', 'query', 'nlargest', 'nsmallest', 'astype', 'replace', 'clip',
  'round', 'where', 'mask', 'infer_objects', 'convert_dtypes', 'rename', 'set_index', 'pop', 'truncate', 'train_test_split', 'shuffle',
]);

/** As many calls as a value remembers; whoever had more may have had others. Source: `Data.history`. */
const REMEMBERED_CALLS = 8;

/** A frame read from one table, with its columns. */
export function knownFrame(value: Value | null): { readonly columns: readonly string[]; readonly table: TableFacts; readonly confidence: Confidence } | null {
  if (value?.kind !== 'data' || value.form !== 'frame' || !isFrameClass(value)) return null;
  const { columns, table, confidence, history } = value;
  if (history.length >= REMEMBERED_CALLS || !history.every((name) => KEEP_COLUMNS.has(name))) return null;
  if (columns.kind !== 'exactly' || table === null || confidence === 'possible') return null;
  return { columns: columns.names, table, confidence };
}

function isFrameClass({ className }: Data): boolean {
  return className === 'pandas.DataFrame' || className === 'polars.DataFrame' || className === 'polars.LazyFrame';
}

function readsOfSubscript(node: Subscript, facts: Facts): readonly ColumnRead[] {
  if (!isRead(node)) return [];
  const frames = facts.valuesOf(node.value).map(knownFrame);
  const [first] = frames;
  if (first === undefined || first === null || !frames.every((frame) => frame !== null)) return [];
  return stringsIn(node.index).flatMap((string) => {
    const name = String(string.value);
    // in some turn of a loop, or call of the function, the column is there
    const having = frames.find((frame) => frame?.columns.includes(name) === true);
    return [{ node: string, name, ...(having ?? first) }];
  });
}

/** Not where it is assigned; `df["x"] += 1` and `del df["x"]` read. */
function isRead(node: Node): boolean {
  const { parent } = node;
  switch (parent?.kind) {
    case 'Assign':
      return !(parent.targets as readonly Node[]).includes(node);
    case 'AnnAssign':
    case 'For':
    case 'ComprehensionFor':
      return parent.target !== node;
    case 'Tuple':
    case 'List':
    case 'Starred':
      return isRead(parent);
    default:
      return true;
  }
}

function readsOfCall(event: CallEvent): readonly ColumnRead[] {
  const { api, receiver } = event;
  const frame = knownFrame(receiver);
  if (api?.is !== 'data' || api.columns === undefined || frame === null || isLenient(event)) return [];
  const { removes = [], reads = [], removesWhen = null } = api.columns;
  const removesHere = removesWhen === null || event.arguments.some(({ name, value }) => name === removesWhen.parameter && isConstant(value, removesWhen.value));
  const parameters = [...(removesHere ? removes : removes.filter((name) => name === 'columns')), ...reads];
  const strings = event.arguments.flatMap(({ name, node }) => (name === null || !parameters.includes(name) || !isExpression(node) ? [] : stringsIn(node)));
  // such calls take names of row labels too, and labels were columns of the file or the frame
  const labels = new Set([...frame.table.columns.map(({ name }) => name), ...(frame.table.reading?.file.columns ?? [])]);
  return strings.flatMap((string) => (frame.columns.includes(String(string.value)) || !labels.has(String(string.value)) ? [{ node: string, name: String(string.value), ...frame }] : []));
}

function isConstant(value: Value, constant: string | number): boolean {
  return value.kind === 'scalar' && value.value === constant;
}

/** Calls that bear a name that is not there, or take names of rows. */
function isLenient({ name: called, arguments: given }: CallEvent): boolean {
  if (/\.(?:get|filter|reindex)$/.test(called ?? '')) return true;
  return given.some(({ name, value }) => name === null || (name === 'errors' && !isConstant(value, 'raise')) || (name === 'axis' && !/\.drop$/.test(called ?? '')) || name === 'level' || name === 'index');
}

function isExpression(node: Node): node is Expression {
  return node.kind === 'Constant' || node.kind === 'List' || node.kind === 'Tuple';
}
