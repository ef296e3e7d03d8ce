/** The data a program reads and writes, as plain data: files and addresses, tables, topics, data of libraries, entries of catalogues. */
import { readsOf } from '../../../../rules/api/python/source-tables.ts';
import type { CallEvent, ReadEvent, WriteEvent } from '../../../../rules/api/python/event.ts';
import type { Call, Expression } from '../../../../rules/api/python/syntax.ts';
import type { Value } from '../../../../rules/api/python/value.ts';
import type { DataUse } from '../../../../rules/api/repository/program.ts';
import { sqlTables } from '../../catalog/sql-tables.ts';
import type { ProgramView } from './program-view.ts';

/** Own choice: programs that name more than these generate names. */
const MOST_USES = 500;

interface Draft extends Omit<DataUse, 'at' | 'from'> {
  readonly node: Call;
  readonly read: ReadEvent | null;
  readonly write: WriteEvent | null;
}

export function dataUses(view: ProgramView): readonly DataUse[] {
  const { facts } = view;
  const drafts: Draft[] = [...facts.reads.flatMap((read) => ofRead(read, view)), ...facts.writes.flatMap((write) => ofWrite(write, view))];
  const known = new Set<Call>([...facts.reads, ...facts.writes].map(({ call }) => call.node));
  for (const call of facts.calls) if (!known.has(call.node)) drafts.push(...ofCall(call, view));
  const calls = new Set(facts.calls.map(({ node }) => node));
  for (const node of facts.nodes('Call')) drafts.push(...assetsOf(node, view), ...(calls.has(node) ? [] : ofWrittenCall(node, view)));
  return numbered(drafts.slice(0, MOST_USES * 4), view);
}

/** Each once, by place; what is written points at what was read into it. */
function numbered(drafts: readonly Draft[], view: ProgramView): readonly DataUse[] {
  const unique = new Map<string, { readonly draft: Draft; readonly at: DataUse['at']; readonly reads: ReadEvent[]; readonly writes: WriteEvent[] }>();
  for (const draft of drafts) {
    const at = view.placeOf(draft.node);
    const key = JSON.stringify([at.path, at.cell, at.range?.start.line ?? 0, at.range?.start.column ?? 0, draft.way, draft.medium, draft.name, draft.step]);
    const same = unique.get(key) ?? { draft, at, reads: [], writes: [] };
    if (draft.read !== null) same.reads.push(draft.read);
    if (draft.write !== null) same.writes.push(draft.write);
    unique.set(key, same);
  }
  // a name found in one of the calls of a function says more than the pattern of another
  const all = [...unique.values()].filter(({ draft, at }, _, every) => draft.name !== null || !every.some((other) => other.draft.name !== null && other.draft.way === draft.way && JSON.stringify(other.at) === JSON.stringify(at)));
  const sorted = all.toSorted((a, b) => comparePlaces(a.at, b.at) || compareText(a.draft.name ?? '', b.draft.name ?? '') || compareText(a.draft.way, b.draft.way)).slice(0, MOST_USES);
  return sorted.map(({ draft, at, writes }): DataUse => {
    const sources = new Set(writes.flatMap(({ value }) => readsInto(value, view)));
    const from = sorted.flatMap(({ reads }, index) => (reads.some((read) => sources.has(read)) ? [index] : []));
    const { way, medium, name, by, columns, step } = draft;
    return { way, medium, name, at, by, columns, from, step };
  });
}

function comparePlaces(a: DataUse['at'], b: DataUse['at']): number {
  return compareText(a.path, b.path) || (a.cell ?? 0) - (b.cell ?? 0) || (a.range?.start.line ?? 0) - (b.range?.start.line ?? 0) || (a.range?.start.column ?? 0) - (b.range?.start.column ?? 0);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Own choice: `joblib.dump((scaler, model), path)`. */
const MOST_ELEMENTS = 20;

/** Reads whose rows a value holds, or was fitted to. */
function readsInto(value: Value, view: ProgramView): readonly ReadEvent[] {
  if (value.kind === 'sequence') return value.elements.slice(0, MOST_ELEMENTS).flatMap((element) => (element.kind === 'sequence' ? [] : readsInto(element, view)));
  const { facts } = view;
  const rows = value.kind === 'data' ? [value.rows] : value.kind === 'object' ? value.fits.flatMap(({ features, labels }) => [features, labels].flatMap((each) => (each === null ? [] : [each.rows]))) : [];
  const learned = value.influences.map((influence) => influence.rows);
  return [...rows, ...learned].flatMap((each) => readsOf({ rows: each }, facts));
}

/** Texts and bytes of the program itself, and readers of handles that `open` gave. */
const IN_MEMORY = /(?:^|\.)(?:dumps|loads)$|^csv\./;

function ofRead(read: ReadEvent, view: ProgramView): readonly Draft[] {
  const { call } = read;
  const by = call.name ?? '';
  if (IN_MEMORY.test(by)) return [];
  const base = { way: 'read' as const, by, step: null, node: call.node, read, write: null };
  const columns = columnsNamed(call);
  if (read.path !== null) return [{ ...base, medium: 'file', name: read.path, columns }];
  const tables = tablesOf(call, view);
  if (tables !== null) return tables.map((table) => ({ ...table, by, step: null, node: call.node, read: table.way === 'read' ? read : null, write: null, columns: table.way === 'read' ? columns : [] }));
  if (call.api?.is === 'reader' && call.api.path === null) {
    const which = HUB.test(by) ? firstText(call) : null;
    return [{ ...base, medium: 'library', name: which === null ? by : `${by}: ${which}`, columns }];
  }
  return [{ ...base, medium: 'file', name: patternOf(call, view), columns }];
}

/** Take the name of what they load. */
const HUB = /^(?:datasets\.load_dataset|seaborn\.load_dataset|sklearn\.datasets\.fetch_openml|tensorflow_datasets\.(?:load|builder)|torchtext\.|surprise\.Dataset\.load_builtin|vega_datasets\.)/;

function ofWrite(write: WriteEvent, view: ProgramView): readonly Draft[] {
  const { call } = write;
  const by = call.name ?? '';
  if (IN_MEMORY.test(by)) return [];
  const base = { way: 'write' as const, by, step: null, node: call.node, read: null, write, columns: [] };
  if (write.path !== null) return [{ ...base, medium: 'file', name: write.path }];
  const table = /\.(?:to_sql|to_gbq|saveAsTable|insertInto|write_database)$/.test(by) ? firstText(call) : null;
  if (table !== null) return [{ ...base, medium: 'table', name: table }];
  // `to_csv()` without a path gives text
  const isText = call.arguments.length === 0 && /\.to_(?:csv|json|html|string|markdown)$/.test(by);
  return isText ? [] : [{ ...base, medium: 'file', name: patternOf(call, view) }];
}

const SQL_CALL = /(?:^|\.)(?:read_sql|read_sql_query|read_sql_table|read_gbq|read_database|read_database_uri|execute|executemany|executescript|sql|query|read_query|fetch|fetchall|fetch_all|fetch_dataframe|table)$/;
/** Sentences begin with one capital letter. */
const SQL_TEXT = /^[\s(]*(?:--[^\n]*\n\s*)*(?:with|select|insert|create|update|merge|copy|replace|delete|WITH|SELECT|INSERT|CREATE|UPDATE|MERGE|COPY|REPLACE|DELETE)\b/;

/** Null when the call asks no database. */
function tablesOf(call: CallEvent, view: ProgramView): readonly Pick<Draft, 'way' | 'medium' | 'name'>[] | null {
  const name = call.name ?? view.nameOf(call.node) ?? attributeOf(call.node);
  if (!SQL_CALL.test(name)) return null;
  const text = firstText(call) ?? innerText(call);
  if (text === null) return call.api?.is === 'reader' ? [{ way: 'read', medium: 'table', name: null }] : null;
  if (/(?:read_sql_table|\.table)$/.test(name)) return /^[\w.$]+$/.test(text) && !/^(?:rich|streamlit|st)\./.test(name) ? [{ way: 'read', medium: 'table', name: text }] : null;
  if (!SQL_TEXT.test(text)) return /read_sql$|read_gbq$/.test(name) && /^[\w.$]+$/.test(text) ? [{ way: 'read', medium: 'table', name: text }] : null;
  const { reads, writes, declares } = sqlTables(text);
  const ofNames = (way: 'read' | 'write', names: readonly { readonly name: string; readonly isFile: boolean }[]) => names.map(({ name: table, isFile }) => ({ way, medium: isFile ? ('file' as const) : ('table' as const), name: table }));
  return [...ofNames('read', reads), ...ofNames('write', [...writes, ...declares.filter(({ name: made }) => !writes.some((write) => write.name === made)).map(({ name: made }) => ({ name: made, isFile: false }))])];
}

function attributeOf({ callee }: Call): string {
  return callee.kind === 'Attribute' ? `.${callee.attribute}` : '';
}

/** `text("SELECT ...")` */
function innerText(call: CallEvent): string | null {
  const [first] = call.node.arguments;
  const inner = first?.kind === 'Call' ? first.arguments[0] : undefined;
  return inner?.kind === 'Constant' && typeof inner.value === 'string' ? inner.value : null;
}

function firstText(call: CallEvent): string | null {
  return textOf(call.arguments[0]?.value);
}

function textOf(value: Value | undefined | null): string | null {
  return value?.kind === 'scalar' && typeof value.value === 'string' && value.value !== '' ? value.value : null;
}

function textsOf(value: Value | undefined | null): readonly string[] {
  if (value?.kind === 'sequence') return value.elements.flatMap((element) => textOf(element) ?? []);
  if (value?.kind === 'mapping') return [...value.entries.values()].flatMap((element) => textOf(element) ?? []);
  const text = textOf(value);
  return text === null ? [] : [text];
}

function argumentOf(call: CallEvent, name: string, position: number): Value | null {
  return (call.arguments.find((argument) => argument.name === name) ?? call.arguments.filter((argument) => argument.name === null)[position])?.value ?? null;
}

/** Files that `open` reads and that may hold data, besides those that a reader is given. */
const DATA_FILE = /\.(?:csv|tsv|psv|jsonl?|ndjson|parquet|feather|arrow|avro|orc|xlsx?|npy|npz|h5|hdf5|pkl|pickle|joblib|txt|dat|data|xml|db|sqlite3?|bin|pt|pth|onnx|tflite|keras|model)(?:\.(?:gz|bz2|zip|xz|zst))?$/i;

function ofCall(call: CallEvent, view: ProgramView): readonly Draft[] {
  const name = call.name ?? view.nameOf(call.node) ?? attributeOf(call.node);
  const draft = (way: DataUse['way'], medium: DataUse['medium'], dataName: string | null, step: string | null = null): Draft => ({ way, medium, name: dataName, by: name.replace(/^\./, ''), columns: [], step, node: call.node, read: null, write: null });
  const tables = tablesOf(call, view);
  if (tables !== null) return tables.map((table) => draft(table.way, table.medium, table.name));
  if (/^(?:io\.|gzip\.|bz2\.|codecs\.|smart_open\.)?open$/.test(name)) return openedBy(call).map(([way, path]) => draft(way, 'file', path));
  if (/^kedro\.pipeline(?:\.node)?\.(?:node|Node)$/.test(name)) return nodeOf(call, view, draft);
  if (/^(?:requests|httpx)\.get$|^urllib\.request\.urlopen$|^pooch\.retrieve$/.test(name)) return addresses([firstText(call)]).map((address) => draft('read', 'file', address));
  if (/^(?:urllib\.request\.urlretrieve|wget\.download)$/.test(name)) {
    return [...addresses([firstText(call)]).map((address) => draft('read', 'file', address)), ...textsOf(argumentOf(call, 'filename', 1)).map((path) => draft('write', 'file', path))];
  }
  return [...topicsOf(name, call).map(([way, topic]) => draft(way, 'topic', topic)), ...bucketsOf(name, call).map(([way, path]) => draft(way, 'file', path)), ...feastOf(name, call).map((path) => draft('read', 'file', path)), ...entryOf(call).map(([way, entry]) => draft(way, 'entry', entry))];
}

function addresses(texts: readonly (string | null)[]): readonly string[] {
  return texts.flatMap((text) => (text !== null && /^(?:https?|ftp|s3|gs):\/\//.test(text) ? [text] : []));
}

/** The file handles that readers and writers are given are known by their events. */
function openedBy(call: CallEvent): readonly (readonly [DataUse['way'], string])[] {
  const path = firstText(call);
  const mode = textOf(argumentOf(call, 'mode', 1)) ?? 'r';
  if (path === null || !DATA_FILE.test(path)) return [];
  return [[/[wax+]/.test(mode) ? 'write' : 'read', path]];
}

function nodeOf(call: CallEvent, view: ProgramView, draft: (way: DataUse['way'], medium: DataUse['medium'], name: string | null, step: string | null) => Draft): readonly Draft[] {
  const [func] = call.node.arguments;
  const given = call.node.keywords.find(({ name }) => name === 'func')?.value ?? func;
  const step = textOf(argumentOf(call, 'name', 3)) ?? (given === undefined ? null : view.facts.textOf(given).slice(0, 80)) ?? 'node';
  const names = (value: Value | null): readonly string[] => textsOf(value).filter((each) => !/^(?:params:|parameters$)/.test(each));
  return [...names(argumentOf(call, 'inputs', 1)).map((name) => draft('read', 'entry', name, step)), ...names(argumentOf(call, 'outputs', 2)).map((name) => draft('write', 'entry', name, step))];
}

function topicsOf(name: string, call: CallEvent): readonly (readonly [DataUse['way'], string])[] {
  const first = call.arguments[0]?.value;
  if (/(?:^|\.)(?:KafkaConsumer|AIOKafkaConsumer)$/.test(name)) return call.arguments.filter((argument) => argument.name === null).flatMap(({ value }) => textsOf(value)).map((topic) => ['read', topic] as const);
  if (/(?:Kafka|Consumer)\w*\.subscribe$/.test(name)) return textsOf(argumentOf(call, 'topics', 0)).map((topic) => ['read', topic] as const);
  if (/Producer\.(?:send|produce|send_and_wait)$/.test(name)) return textsOf(argumentOf(call, 'topic', 0) ?? first).map((topic) => ['write', topic] as const);
  return [];
}

function bucketsOf(name: string, call: CallEvent): readonly (readonly [DataUse['way'], string])[] {
  const method = /^boto3\.[\w.]*\.(download_file|download_fileobj|upload_file|upload_fileobj|get_object|put_object)$/.exec(name)?.[1];
  if (method === undefined || /^boto3\.resource/.test(name)) return [];
  const isUpload = method.startsWith('upload');
  const bucket = textOf(argumentOf(call, 'Bucket', isUpload ? 1 : 0));
  const key = textOf(argumentOf(call, 'Key', isUpload ? 2 : 1));
  const local = textOf(argumentOf(call, 'Filename', isUpload ? 0 : 2));
  const isRead = method === 'get_object' || method.startsWith('download');
  const remote = bucket === null ? [] : [[isRead ? 'read' : 'write', `s3://${bucket}/${key ?? '*'}`] as const];
  return local === null ? remote : [...remote, [isRead ? 'write' : 'read', local]];
}

function feastOf(name: string, call: CallEvent): readonly string[] {
  return /^feast(?:\.\w+)*\.FileSource$/.test(name) ? textsOf(argumentOf(call, 'path', 0)) : [];
}

/** `catalog.load("companies")` of a Kedro session. */
function entryOf(call: CallEvent): readonly (readonly [DataUse['way'], string])[] {
  const { callee } = call.node;
  if (callee.kind !== 'Attribute' || !/^(?:load|save)$/.test(callee.attribute)) return [];
  const owner = callee.value.kind === 'Name' ? callee.value.id : callee.value.kind === 'Attribute' ? callee.value.attribute : '';
  if (owner !== 'catalog') return [];
  const text = firstText(call);
  return text === null ? [] : [[callee.attribute === 'load' ? 'read' : 'write', text]];
}

/** Calls the analysis never came to, such as methods of something unknown below a condition. */
function ofWrittenCall(node: Call, view: ProgramView): readonly Draft[] {
  const { callee } = node;
  const [first] = node.arguments;
  if (callee.kind !== 'Attribute' || first?.kind !== 'Constant' || typeof first.value !== 'string') return [];
  if (callee.attribute !== 'execute' || !SQL_TEXT.test(first.value)) return [];
  const { reads, writes } = sqlTables(first.value);
  const draft = (way: DataUse['way'], { name, isFile }: { readonly name: string; readonly isFile: boolean }): Draft => ({ way, medium: isFile ? 'file' : 'table', name, by: view.nameOf(node) ?? 'execute', columns: [], step: null, node, read: null, write: null });
  return [...reads.map((read) => draft('read', read)), ...writes.map((write) => draft('write', write))];
}

/** Datasets that schedules wait for and tasks announce: `schedule=[Dataset("s3://...")]`, `outlets=[...]`. */
function assetsOf(node: Call, view: ProgramView): readonly Draft[] {
  return node.keywords.flatMap(({ name: keyword, value }) => {
    const way = keyword === 'outlets' ? 'write' : keyword === 'inlets' || keyword === 'schedule' ? 'read' : null;
    if (way === null) return [];
    const values = view.facts.valuesOf(value).flatMap((each) => (each.kind === 'sequence' ? each.elements : [each]));
    const uris = values.flatMap((each) => (each.kind === 'object' && /^airflow\.(?:[\w.]+\.)?(?:Dataset|Asset)$/.test(each.className ?? '') ? textsOf(each.arguments.get('uri') ?? each.arguments.get('name') ?? each.arguments.get('*0')) : []));
    const written = uris.length > 0 ? uris : writtenAssets(value, view);
    return written.map((uri): Draft => ({ way, medium: 'file', name: uri, by: `airflow ${keyword ?? ''}`, columns: [], step: null, node, read: null, write: null }));
  });
}

/** The same by names alone, as analysis knows no class of Airflow. */
function writtenAssets(expression: Expression, view: ProgramView): readonly string[] {
  const items = expression.kind === 'List' || expression.kind === 'Tuple' ? expression.elements : [expression];
  return items.flatMap((item) => {
    const [only, ...others] = item.kind === 'Name' ? (view.facts.names.bindingOf(item)?.definitions ?? []) : [];
    const parent = only?.node.parent;
    const made = item.kind === 'Call' ? item : others.length === 0 && parent?.kind === 'Assign' ? parent.value : null;
    if (made?.kind !== 'Call' || !/^airflow\.(?:[\w.]+\.)?(?:Dataset|Asset)$/.test(view.facts.names.qualifiedName(made.callee) ?? '')) return [];
    const [uri] = made.arguments;
    return uri?.kind === 'Constant' && typeof uri.value === 'string' ? [uri.value] : [];
  });
}

/** `data/*.csv` of `f"data/{name}.csv"`; null when what is constant names no file. */
function patternOf(call: CallEvent, view: ProgramView): string | null {
  const path = call.node.arguments[0] ?? call.node.keywords[0]?.value;
  const names = [...call.node.arguments, ...call.node.keywords.map(({ value }) => value)];
  for (const each of path === undefined ? [] : names.slice(0, 4)) {
    const text = pieceOf(each, view, 0);
    const pattern = text.replace(/\*+/g, '*').replace(/^(?:\*\/)+/, '');
    if (/[\w-]{2,}/.test(pattern.replace(/\.\w+$/, '').replaceAll('*', '')) && /\.[a-z]\w{1,8}(?:\.\w{2,3})?$/i.test(pattern)) return pattern;
  }
  return null;
}

const MOST_DEPTH = 6;

function pieceOf(expression: Expression, view: ProgramView, depth: number): string {
  if (depth > MOST_DEPTH) return '*';
  const known = textOf(view.facts.valueOf(expression));
  if (known !== null) return known;
  switch (expression.kind) {
    case 'Constant':
      return typeof expression.value === 'string' ? expression.value : '*';
    case 'JoinedStr':
      return expression.values.map((value) => pieceOf(value, view, depth + 1)).join('');
    case 'Name': {
      // a path that is a parameter's default, or each of a folder's files
      const [only, ...others] = view.facts.names.bindingOf(expression)?.definitions ?? [];
      const loop = only?.node.parent;
      if (others.length === 0 && (loop?.kind === 'For' || loop?.kind === 'ComprehensionFor') && loop.target === only?.node) return globOf(loop.iter, view, depth + 1);
      return others.length === 0 && only?.node.kind === 'Parameter' && only.node.default !== null ? pieceOf(only.node.default, view, depth + 1) : '*';
    }
    case 'BinOp': {
      const [left, right] = [pieceOf(expression.left, view, depth + 1), pieceOf(expression.right, view, depth + 1)];
      return expression.operator === '/' ? `${left}/${right}` : expression.operator === '+' ? left + right : '*';
    }
    case 'Call': {
      const name = view.facts.names.qualifiedName(expression.callee) ?? '';
      // what is read when nothing else is set
      if (/^os\.(?:getenv|environ\.get)$/.test(name)) return expression.arguments[1] === undefined ? '*' : pieceOf(expression.arguments[1], view, depth + 1);
      if (/^os\.path\.join$/.test(name)) return expression.arguments.map((argument) => pieceOf(argument, view, depth + 1)).join('/');
      return /^(?:pathlib\.Path|str|os\.fspath|open)$/.test(name) || (expression.callee.kind === 'Name' && /^(?:str|open)$/.test(expression.callee.id)) ? (expression.arguments[0] === undefined ? '*' : pieceOf(expression.arguments[0], view, depth + 1)) : '*';
    }
    default:
      return '*';
  }
}

/** `sorted(glob.glob("data/*.csv"))`, `Path("data").glob("*.csv")`; `*` for other things that are looped over. */
function globOf(iter: Expression, view: ProgramView, depth: number): string {
  if (iter.kind !== 'Call' || depth > MOST_DEPTH) return '*';
  const { callee } = iter;
  const [first] = iter.arguments;
  if (first === undefined) return '*';
  if (callee.kind === 'Name' && /^(?:sorted|list|tqdm)$/.test(callee.id)) return globOf(first, view, depth + 1);
  if (/^glob\.i?glob$/.test(view.facts.names.qualifiedName(callee) ?? '')) return pieceOf(first, view, depth + 1);
  return callee.kind === 'Attribute' && callee.attribute === 'glob' ? `${pieceOf(callee.value, view, depth + 1)}/${pieceOf(first, view, depth + 1)}` : '*';
}

/** Columns with their types as `dtype=`, `usecols=` and the like name them. */
function columnsNamed(call: CallEvent): DataUse['columns'] {
  const types = call.arguments.find(({ name }) => name === 'dtype' || name === 'dtypes' || name === 'schema')?.value;
  const typed = types?.kind === 'mapping' ? [...types.entries].flatMap(([key, value]) => (typeof key === 'string' ? [{ name: key, type: typeName(value) }] : [])) : [];
  const named = call.arguments.filter(({ name }) => name === 'usecols' || name === 'columns' || name === 'names').flatMap(({ value }) => textsOf(value));
  return [...typed, ...named.filter((name) => !typed.some((column) => column.name === name)).map((name) => ({ name, type: null }))];
}

function typeName(value: Value): string | null {
  if (value.kind === 'callable') return value.name?.split('.').at(-1) ?? null;
  return textOf(value);
}
