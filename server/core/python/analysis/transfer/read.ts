/**
 * Reading calls: the rows of a file are a source named by its path, those of sample data one named by the loader. Parts that come
 * with a purpose (`load_data()`) are sources of their own, so that they are disjoint.
 */
import type { ReadEvent } from '../../../../../rules/api/python/event.ts';
import type { PartShape, Purpose, ReaderApi } from '../../../../../rules/api/python/knowledge.ts';
import type { Bound, Rows } from '../../../../../rules/api/python/rows.ts';
import type { Columns, Data, Value } from '../../../../../rules/api/python/value.ts';
import { allOf, exactly, withoutColumns } from '../column-algebra.ts';
import { UNKNOWN_COLUMNS, constantOf, dataOver, isData, isNone, numberOf, openMapping, sequenceByTurn, sequenceOf, textsOf, unknownScalar, unknownValue, withRows } from '../values.ts';
import { argument, callConfidence, constantArgument, fillIn, isGiven, symbolHere } from './call.ts';
import type { LibraryCall } from './call.ts';
import { purposeOfPath } from './purpose.ts';
import { makeObject } from './returned.ts';

/** A read on its way: where it reads from and what the rows are for. */
interface Reading {
  readonly call: LibraryCall;
  readonly api: ReaderApi;
  readonly event: ReadEvent;
  readonly path: string | null;
  /** Without purpose. */
  readonly key: string;
  readonly label: string;
  readonly purpose: Purpose | null;
}

/** Parameters that take the first so many rows. */
const ROW_LIMITS = ['nrows', 'n_rows', 'max_rows'];
/** Parameters that leave out rows nobody can tell. */
const ROW_FILTERS = ['skiprows', 'skipfooter', 'filters', 'skip_rows'];

/** Returns what a reading call gives. */
export function applyReader(call: LibraryCall, api: ReaderApi): Value {
  const path = api.path === null ? null : pathArgument(call, api.path);
  const written = path === null ? null : call.machine.fileValue(path);
  const event = call.machine.emit<ReadEvent>({ kind: 'read', node: call.site.node, call: call.event, path, result: null, rows: null });
  if (isData(written)) return finish({ ...written, origin: written.origin ?? event }, event);
  const reading = startReading(call, api, event, path);
  const value = finish(valueOf(reading), event);
  const isPaired = api.pairedWhen !== undefined && constantArgument(call, api.pairedWhen) === true;
  return isPaired ? sequenceOf('tuple', [value, unknownValue([])]) : value;
}

function finish(value: Value, event: ReadEvent): Value {
  const result = firstData(value);
  fillIn(event, { result: value.kind === 'object' ? value : result, rows: result?.rows ?? null });
  return value;
}

function firstData(value: Value): Data | null {
  if (value.kind === 'data') return value;
  if (value.kind === 'sequence') return firstOf(value.elements);
  return value.kind === 'mapping' ? firstOf([...value.entries.values()]) : null;
}

function firstOf(values: readonly Value[]): Data | null {
  for (const value of values) {
    const data = firstData(value);
    if (data !== null) return data;
  }
  return null;
}

function pathArgument(call: LibraryCall, parameter: string): string | null {
  const value = argument(call, parameter);
  return value === null ? null : call.machine.pathOf(value);
}

function startReading(call: LibraryCall, api: ReaderApi, event: ReadEvent, path: string | null): Reading {
  const purpose = purposeByParameter(call, api);
  const asked = purpose === null ? '' : `::${purpose}`;
  const named = (label: string): string => (purpose === null ? label : partLabel(purpose, label));
  if (path !== null) {
    const sheet = constantArgument(call, 'sheet_name') ?? constantArgument(call, 'key');
    const key = `file:${path}${sheet === undefined || sheet === null ? '' : `::${sheet}`}${asked}`;
    return { call, api, event, path, key, label: named(path.split('/').at(-1) ?? path), purpose: purpose ?? purposeOfPath(path) };
  }
  const label = named(`${call.shortName}()`);
  if (api.path !== null) return { call, api, event, path, key: `read:${symbolHere(call, 'read')}${asked}`, label, purpose };
  return { call, api, event, path, key: `${asksDatabase(call) ? 'read' : 'made'}:${loaderKey(call, api)}${asked}`, label, purpose };
}

function partLabel(purpose: Purpose, label: string): string {
  return `${purpose} part of ${label}`;
}

/** Parameters of readers whose rows are asked of a database: what two queries give may overlap. */
const QUERIES: ReadonlySet<string> = new Set(['query', 'sql', 'con', 'connection', 'table', 'table_name', 'uri', 'collection_name', 'tableName', 'sqlQuery', 'dbtable']);

function asksDatabase(call: LibraryCall): boolean {
  return call.site.arguments.some(({ name }) => name !== null && QUERIES.has(name));
}

/** Generators give other rows with each call unless their seed is known; loaders of one data set give the same. */
function loaderKey(call: LibraryCall, api: ReaderApi): string {
  const name = call.site.name ?? call.shortName;
  if (api.random !== undefined && (api.random.parameter === null || typeof constantArgument(call, api.random.parameter) !== 'number')) return `${name}#${symbolHere(call, 'made')}`;
  const given = call.site.arguments.map(({ name: parameter, value }) => `${parameter ?? '*'}=${value.kind === 'scalar' && value.value !== undefined ? String(value.value) : '?'}`);
  const which = given.filter((each) => !/^(?:return_X_y|as_frame|train|transform|target_transform|download|subset|split|shuffle)=/.test(each));
  return which.some((each) => each.endsWith('=?')) ? `${name}#${symbolHere(call, 'made')}` : `${name}(${which.join(',')})`;
}

function purposeByParameter(call: LibraryCall, api: ReaderApi): Purpose | null {
  if (api.purpose === undefined) return null;
  const value = argument(call, api.purpose.parameter);
  const usual = api.purpose.default === 'all' ? null : api.purpose.default;
  if (value === null) return call.site.isArgumentListComplete ? usual : null;
  const known = constantArgument(call, api.purpose.parameter);
  return known === undefined || known === null ? null : (api.purpose.of[String(known)] ?? null);
}

function valueOf(reading: Reading): Value {
  const { api, call } = reading;
  const shape = partsAskedFor(reading);
  if (shape !== null) return shapeValue(shape, reading);
  if (api.members !== undefined) return membersOf(reading, api.members);
  if (api.purpose !== undefined) return partsByName(reading, api.purpose);
  if (api.returns === 'unknown' || api.returns === 'scalar') return unknownValue([]);
  if (typeof api.returns === 'object' && 'object' in api.returns) return makeObject(call, api.returns.object, { attributes: new Map([['data', tableOf(reading)]]) });
  const data = tableOf(reading);
  return api.chunksBy !== undefined && isGiven(call, api.chunksBy) === true ? chunksOf(data, call) : data;
}

/** Parts that are asked for by name: one, a list of them, a stretch of one (`train[:80%]`), or all when none is named. */
function partsByName(reading: Reading, { parameter, default: usual }: NonNullable<ReaderApi['purpose']>): Value {
  const { api, call } = reading;
  const asked = argument(call, parameter);
  const whole = tableOf(reading);
  const isByName = typeof api.returns === 'object' && 'object' in api.returns;
  const data: Data = isByName && typeof api.returns === 'object' && 'object' in api.returns ? { ...whole, form: 'dataset', className: api.returns.object.replace(/Dict$/, '') } : whole;
  if (reading.purpose !== null && reading.key.endsWith(`::${reading.purpose}`)) return data;
  if (asked?.kind === 'sequence' && asked.isComplete) return sequenceOf('list', asked.elements.map((element) => partNamed(data, constantOf(element), reading)));
  if (asked !== null && !isNone(asked)) return partNamed(data, constantOf(asked), reading);
  if (!isByName && usual !== 'all') return data;
  const names = [...new Set(Object.values(api.purpose?.of ?? {}))];
  return openMapping(new Map(names.map((name) => [name, partNamed(data, name, reading)])));
}

/** `train`, or some of it: `train[:80%]`, `train[100:]`. */
const STRETCH = /^(\w+)(?:\[(\d*)(%?):(\d*)(%?)\])?$/;

function partNamed(data: Data, asked: string | number | boolean | null | undefined, reading: Reading): Data {
  const { terms } = reading.call.machine;
  const { node } = reading.call.site;
  const [, name, from = '', fromUnit, to = '', toUnit] = STRETCH.exec(typeof asked === 'string' ? asked : '') ?? [];
  if (name === undefined) return withRows(data, terms.unknown([data.rows], node), { confidence: 'likely' });
  const purpose = reading.api.purpose?.of[name] ?? null;
  const label = purpose === null ? `${name} of ${reading.label}` : partLabel(purpose, reading.label);
  const rows = terms.source({ key: `${reading.key}::${name}`, label, purpose, node });
  const bound = (number: string, unit: string | undefined): Bound => (unit === '%' ? { kind: 'share', share: Number(number) / 100 } : { kind: 'row', index: Number(number) });
  return withRows(data, terms.slice(rows, from === '' ? { kind: 'start' } : bound(from, fromUnit), to === '' ? { kind: 'end' } : bound(to, toUnit), node));
}

function partsAskedFor({ api, call }: Reading): PartShape | null {
  if (api.parts === undefined) return null;
  const { when, shape } = api.parts;
  return when === undefined || constantArgument(call, when.parameter) === when.value ? shape : null;
}

/** Parts are written `train:X`, or `X` alone; nested lists are tuples. */
function shapeValue(shape: PartShape, reading: Reading): Value {
  return sequenceOf(
    'tuple',
    shape.map((part) => (typeof part === 'string' ? partValue(part, reading) : shapeValue(part, reading))),
  );
}

function partValue(part: string, reading: Reading): Value {
  const [first, second] = part.split(':');
  const purpose = first === 'train' || first === 'test' || first === 'validation' ? first : null;
  const role = purpose === null ? first : second;
  if (role === 'info' || role === 'other') return unknownValue([]);
  return dataOver(sourceRows(reading, purpose), { form: 'array', className: 'numpy.ndarray', order: 'source', origin: reading.event, confidence: callConfidence(reading.call) });
}

function membersOf(reading: Reading, members: NonNullable<ReaderApi['members']>): Value {
  const isFrame = constantArgument(reading.call, 'as_frame') === true;
  const entries = Object.entries(members).map(([name, role]): readonly [string, Value] => [name, memberValue(role, reading, isFrame)]);
  return openMapping(new Map(entries));
}

function memberValue(role: 'X' | 'y' | 'frame' | 'other', reading: Reading, isFrame: boolean): Value {
  if (role === 'other') return unknownValue([]);
  const form = isFrame || role === 'frame' ? (role === 'y' ? 'series' : 'frame') : 'array';
  const columns: Columns = role === 'frame' ? allOf(reading.event.sequence) : UNKNOWN_COLUMNS;
  return dataOver(sourceRows(reading, null), { form, columns, order: 'source', origin: reading.event, confidence: callConfidence(reading.call) });
}

function sourceRows({ call, key, label, purpose }: Reading, part: Purpose | null): Rows {
  const asked = part === null ? '' : `::${part}`;
  const name = part === null ? label : partLabel(part, label);
  return call.machine.terms.source({ key: `${key}${asked}`, label: name, purpose: part ?? purpose, node: call.site.node });
}

/** One table, with its columns as far as they are known. */
function tableOf(reading: Reading): Data {
  const { api, call, event, path } = reading;
  const table = path === null ? null : call.machine.tableOf(call.site, path);
  const returns = typeof api.returns === 'object' && 'form' in api.returns ? api.returns : null;
  const data = dataOver(sourceRows(reading, null), {
    form: returns?.form ?? 'frame',
    className: returns?.className ?? null,
    columns: table === null ? columnsRead(reading) : exactly(table.columns.map((column) => column.name)),
    order: 'source',
    origin: event,
    table,
    confidence: callConfidence(call),
  });
  return withRows(data, limitedRows(data.rows, call));
}

function columnsRead({ call, event }: Reading): Columns {
  const names = textsOf(argument(call, 'usecols')) ?? textsOf(argument(call, 'columns')) ?? textsOf(argument(call, 'names'));
  if (names !== null) return exactly(names);
  const index = textsOf(argument(call, 'index_col'));
  return index === null ? allOf(event.sequence) : withoutColumns(allOf(event.sequence), index);
}

function limitedRows(rows: Rows, call: LibraryCall): Rows {
  const { terms } = call.machine;
  for (const parameter of ROW_LIMITS) {
    const value = argument(call, parameter);
    if (value === null || isNone(value)) continue;
    const count = numberOf(value);
    return terms.slice(rows, { kind: 'start' }, count === null ? { kind: 'symbol', symbol: symbolHere(call, parameter) } : { kind: 'row', index: count }, call.site.node);
  }
  return ROW_FILTERS.some((parameter) => isFilter(argument(call, parameter))) ? terms.subset(rows, symbolHere(call, 'filtered'), call.site.node) : rows;
}

/** The first line or so is no data row, so small constants leave the rows as they are. */
function isFilter(value: Value | null): boolean {
  return value !== null && !isNone(value) && numberOf(value) === null;
}

/** Each turn of the loop over the chunks sees rows of its own. */
function chunksOf(data: Data, call: LibraryCall): Value {
  const split = symbolHere(call, 'chunks');
  const chunk = (turn: number): Value =>
    withRows(data, call.machine.terms.part({ parent: data.rows, split, side: 1, turn, isDisjointAcrossTurns: true, share: null, node: call.site.node }));
  return { ...sequenceByTurn('generator', chunk), influences: data.influences };
}

/** Returns how many rows the data has, as a number that slices understand. */
export function rowCountOf(data: Data): Value {
  return { ...unknownScalar('int', { countOf: { rows: data.rows, share: 1 } }), confidence: data.confidence };
}
