/** Python's own functions: what they give, as far as rows, constants and structure are concerned. */
import type { Argument } from '../../../../../rules/api/python/event.ts';
import type { Rows } from '../../../../../rules/api/python/rows.ts';
import type { Call } from '../../../../../rules/api/python/syntax.ts';
import type { Data, Value } from '../../../../../rules/api/python/value.ts';
import { callableOf, constant, constantOf, dataOver, dataWithin, elementwise, influencesOf, mappingOf, mergeInfluences, openMapping, openSequence, plainObject, sequenceByTurn, textOf, unknownScalar, unknownValue, withInfluences } from '../values.ts';
import type { GivenArguments } from './arguments.ts';
import { memberToCall } from './attributes.ts';
import { callWith, positional } from './calls.ts';
import { classNamesOf } from './class-names.ts';
import { textOfConstant } from './expressions.ts';
import { elementOf, elementOfTurn, knownElements, listOf, numbered, sideBySide } from './iterate.ts';
import { memberOfUnknown, storeMember } from './members.ts';
import { joinPathText, parentOfPath, nameOfPath } from './paths.ts';
import { symbolOfNumber } from './quantities.ts';
import type { Run } from './run.ts';
import { symbolHere, updateObject } from './run.ts';
import { truthOf } from './truth.ts';

interface BuiltinCall {
  readonly values: readonly Value[];
  readonly first: Value;
  readonly args: readonly Argument[];
  readonly node: Call;
  readonly run: Run;
}

type Builtin = (call: BuiltinCall) => Value;

const unknownText: Builtin = ({ values }) => unknownScalar('str', { influences: influencesOfAll(values) });
const unknownTruth: Builtin = ({ values }) => unknownScalar('bool', { influences: influencesOfAll(values) });
const nothing: Builtin = () => constant(null);
const same: Builtin = ({ first }) => first;

/** Functions by the names they are called by; library ones that only put text and numbers together are among them. */
const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['len', lengthOf],
  ['range', numbersUpTo],
  ['xrange', numbersUpTo],
  ['enumerate', ({ first, run }) => numbered(first, run)],
  ['zip', ({ values, run }) => sideBySide(values, run)],
  ['list', ({ values, first, run }) => (values.length === 0 ? openOrEmpty('list') : (positionsIn(first, run) ?? listOf(first, 'list', run)))],
  ['tuple', ({ values, first, run }) => (values.length === 0 ? openOrEmpty('tuple') : listOf(first, 'tuple', run))],
  ['set', ({ values, first, run }) => (values.length === 0 ? openOrEmpty('set') : (positionsIn(first, run) ?? listOf(first, 'set', run)))],
  ['frozenset', ({ values, first, run }) => (values.length === 0 ? openOrEmpty('set') : (positionsIn(first, run) ?? listOf(first, 'set', run)))],
  ['dict', dictOf],
  ['sorted', ({ first, run, node }) => (first.kind === 'data' ? { ...reordered(first, run, node), form: 'list', className: null, order: 'sorted' } : shuffledList(first, run))],
  ['reversed', ({ first, run, node }) => (first.kind === 'data' ? reordered(first, run, node) : shuffledList(first, run))],
  ['iter', same],
  ['next', ({ first, run, node }) => elementOfTurn(first, symbolHere(node, 'next', run), run)],
  ['map', mapped],
  ['filter', ({ values, run, node }) => filtered(values, run, node)],
  ['int', (call) => numberFrom(call, 'int', Math.trunc)],
  ['float', (call) => numberFrom(call, 'float', Number)],
  ['round', (call) => numberFrom(call, 'int', Math.round)],
  ['abs', (call) => numberFrom(call, 'unknown', Math.abs)],
  ['math.floor', (call) => numberFrom(call, 'int', Math.floor)],
  ['math.ceil', (call) => numberFrom(call, 'int', Math.ceil)],
  ['math.trunc', (call) => numberFrom(call, 'int', Math.trunc)],
  ['str', ({ values, first }) => textFrom(values, first)],
  ['pathlib.Path', ({ values }) => pathFrom(values)],
  ['pathlib.PurePath', ({ values }) => pathFrom(values)],
  ['pathlib.Path.cwd', unknownText],
  ['os.path.join', ({ values }) => pathFrom(values)],
  ['os.path.dirname', ({ first, values }) => textWith(first, values, parentOfPath)],
  ['os.path.basename', ({ first, values }) => textWith(first, values, nameOfPath)],
  ['os.path.abspath', ({ first, values }) => textWith(first, values, (path) => path)],
  ['os.path.realpath', ({ first, values }) => textWith(first, values, (path) => path)],
  ['os.path.expanduser', ({ first, values }) => textWith(first, values, (path) => path)],
  ['os.path.exists', unknownTruth],
  ['repr', unknownText],
  ['format', unknownText],
  ['input', unknownText],
  ['chr', unknownText],
  ['bool', ({ first, values }) => knownTruth(truthOf(first), values)],
  ['isinstance', isInstance],
  ['issubclass', unknownTruth],
  ['callable', unknownTruth],
  ['hasattr', unknownTruth],
  ['any', unknownTruth],
  ['all', unknownTruth],
  ['sum', reduced],
  ['min', reduced],
  ['max', reduced],
  ['getattr', attributeNamed],
  ['setattr', storeNamed],
  ['print', nothing],
  ['id', ({ run, node }) => unknownScalar('int', { symbol: symbolHere(node, 'id', run) })],
  ['hash', () => unknownScalar('int')],
  ['type', typeOf],
  ['super', ({ values }) => unknownValue(values)],
  ['vars', () => openMapping(new Map())],
  ['globals', () => openMapping(new Map())],
  ['locals', () => openMapping(new Map())],
  ['collections.OrderedDict', dictOf],
  ['collections.defaultdict', () => openMapping(new Map())],
  ['open', ({ first, args, run, node }) => fileOf(first, args, node, run)],
]);

/** Names of Python that are called or stand for classes, and have no meaning of their own here. */
const PLAIN_BUILTINS: ReadonlySet<string> = new Set(
  'property staticmethod classmethod object Exception ValueError TypeError KeyError IndexError RuntimeError NotImplementedError FileNotFoundError ImportError ModuleNotFoundError AttributeError StopIteration AssertionError OSError IOError Warning UserWarning DeprecationWarning FutureWarning KeyboardInterrupt SystemExit bytes bytearray memoryview complex slice pow divmod ord bin hex oct delattr dir eval exec compile exit quit help breakpoint aiter anext display get_ipython'.split(' '),
);

/** Returns the builtin of a name; null when Python has none. */
export function builtinNamed(name: string, run: Run): Value | null {
  if (name.includes('.') || (!BUILTINS.has(name) && !PLAIN_BUILTINS.has(name))) return null;
  const known = run.builtins.get(name);
  if (known !== undefined) return known;
  const made = callableOf({ name, api: run.request.knowledge.find(name), definition: null, receiver: null });
  run.builtins.set(name, made);
  return made;
}

/** Returns what a builtin gives; null for names that are none. */
export function applyBuiltin(name: string | null, { all }: GivenArguments, node: Call, run: Run): { readonly name: string; readonly result: Value } | null {
  const builtin = name === null ? undefined : BUILTINS.get(name);
  if (name === null || builtin === undefined) return null;
  const values = all.map(({ value }) => value);
  return { name, result: builtin({ values, first: values[0] ?? unknownValue([]), args: all, node, run }) };
}

function influencesOfAll(values: readonly Value[]): ReturnType<typeof influencesOf> {
  return mergeInfluences(...values.map((value) => influencesOf(value)));
}

function openOrEmpty(type: 'list' | 'tuple' | 'set'): Value {
  return { ...openSequence(type, []), isComplete: true };
}

function lengthOf({ first, run }: BuiltinCall): Value {
  if (first.kind === 'data') return unknownScalar('int', { countOf: { rows: (first.form === 'index' ? first.selects : null) ?? first.rows, share: 1 } });
  const known = knownElements(first);
  if (known !== null) return constant(known.length);
  const text = textOf(first);
  return text === null ? unknownScalar('int', { symbol: run.symbols.ofKey(`len ${String(symbolOfNumber(first, run))}`) }) : constant(text.length);
}

function dictOf({ values, args }: BuiltinCall): Value {
  const entries = new Map<string | number | boolean, Value>();
  let isComplete = true;
  for (const { name, value } of args) {
    if (name !== null) entries.set(name, value);
    else if (value.kind === 'mapping') {
      for (const [key, entry] of value.entries) entries.set(key, entry);
      isComplete &&= value.isComplete;
    } else {
      const pairs = knownElements(value);
      if (pairs === null) isComplete = false;
      for (const pair of pairs ?? []) isComplete = addPair(pair, entries) && isComplete;
    }
  }
  const made = isComplete ? mappingOf(entries) : openMapping(entries);
  return withInfluences(made, influencesOfAll(values));
}

function addPair(pair: Value, entries: Map<string | number | boolean, Value>): boolean {
  const [key, value] = pair.kind === 'sequence' ? pair.elements : [];
  const name = constantOf(key);
  if (name === undefined || name === null || value === undefined) return false;
  entries.set(name, value);
  return true;
}

function reordered(data: Data, run: Run, node: Call): Data {
  return { ...data, rows: run.terms.reordered(data.rows, symbolHere(node, 'order', run), node), selects: null, order: 'unknown' };
}

/** `range(n)`: equal turns give equal numbers. */
function numbersUpTo({ values, node, run }: BuiltinCall): Value {
  const counted = countedBy(values);
  const numbers = sequenceByTurn('generator', (turn) => {
    const symbol = run.symbols.ofKey(`range ${String(run.symbols.ofObject(node))} ${String(turn)}`);
    if (counted !== null) run.everyRow.set(symbol, counted);
    return unknownScalar('int', { symbol });
  });
  if (counted !== null) run.ranges.set(numbers, counted);
  const [first, second, step] = values;
  if (first !== undefined && step === undefined) run.spans.set(numbers, second === undefined ? { from: null, to: first } : { from: first, to: second });
  return numbers;
}

/** Returns the rows that `range(len(df))` counts; null for other ranges. */
function countedBy([first, second, ...others]: readonly Value[]): Rows | null {
  const count = second === undefined ? first : constantOf(first) === 0 && others.length === 0 ? second : undefined;
  return count?.kind === 'scalar' && count.countOf?.share === 1 ? count.countOf.rows : null;
}

/** `list(range(len(df)))` picks all rows; null for what is no range over rows. */
function positionsIn(value: Value, run: Run): Data | null {
  const rows = run.ranges.get(value);
  return rows === undefined ? null : dataOver(rows, { form: 'index', selects: rows, order: 'source' });
}

/** The same elements at other places. */
function shuffledList(value: Value, run: Run): Value {
  const list = listOf(value, 'list', run);
  if (list.kind !== 'sequence' || !list.isComplete) return list;
  const known = list.elements.map(constantOf);
  if (known.every((each) => typeof each === 'string')) return { ...list, elements: known.toSorted().map((each) => constant(each)) };
  return { ...list, isComplete: list.elements.length < 2 };
}

function mapped({ values, run, node }: BuiltinCall): Value {
  const [callee, over] = values;
  if (callee === undefined || over === undefined) return unknownValue(values);
  const known = knownElements(over);
  if (known !== null && known.length <= MOST_MAPPED) return { ...openSequence('list', known.map((element) => callWith(callee, positional([element], node), node, run))), isComplete: true };
  const result = callWith(callee, positional([over.kind === 'data' ? unknownScalar('unknown', { influences: over.influences }) : elementOf(over, run)], node), node, run);
  if (over.kind === 'data') return withInfluences({ ...over, form: 'list', className: null }, influencesOf(result));
  return openSequence('generator', [result]);
}

const MOST_MAPPED = 8;

function filtered(values: readonly Value[], run: Run, node: Call): Value {
  const [, over] = values;
  if (over?.kind === 'data') return { ...over, form: 'list', className: null, rows: run.terms.subset(over.rows, symbolHere(node, 'filter', run), node) };
  return over === undefined ? unknownValue(values) : openSequence('generator', over.kind === 'sequence' ? over.elements : []);
}

function numberFrom({ first, values }: BuiltinCall, type: 'int' | 'float' | 'unknown', reckon: (value: number) => number): Value {
  if (first.kind === 'data') return elementwise([first]) ?? first;
  const known = constantOf(first);
  const number = typeof known === 'boolean' || (typeof known === 'string' && known.trim() !== '') ? Number(known) : known;
  if (typeof number === 'number' && !Number.isNaN(number)) return { ...unknownScalar(type === 'unknown' ? 'float' : type), value: reckon(number) };
  if (first.kind === 'scalar') return { ...first, type: type === 'unknown' ? first.type : type, value: undefined };
  return unknownScalar(type, { influences: influencesOfAll(values) });
}

function textFrom(values: readonly Value[], first: Value): Value {
  const known = constantOf(first);
  return known === undefined ? unknownScalar('str', { influences: influencesOfAll(values) }) : constant(textOfConstant(known));
}

function textWith(first: Value, values: readonly Value[], change: (text: string) => string): Value {
  const text = textOf(first);
  return text === null ? unknownScalar('str', { influences: influencesOfAll(values) }) : constant(change(text));
}

function pathFrom(values: readonly Value[]): Value {
  const parts = values.map(textOf);
  if (parts.length === 0) return constant('.');
  if (parts.some((part) => part === null)) return unknownScalar('str', { influences: influencesOfAll(values) });
  return constant(parts.reduce<string>((path, part) => joinPathText(path, part ?? ''), ''));
}

function knownTruth(truth: boolean | null, values: readonly Value[]): Value {
  return truth === null ? unknownScalar('bool', { influences: influencesOfAll(values) }) : constant(truth);
}

function isInstance({ first, values }: BuiltinCall): Value {
  const [, of] = values;
  const asked = of?.kind === 'sequence' ? of.elements : of === undefined ? [] : [of];
  const names = asked.map((each) => (each.kind === 'callable' ? each.name : null));
  const own = first.kind === 'data' && first.className !== null ? [first.className] : first.kind === 'object' ? classNamesOf(first) : first.kind === 'scalar' && first.type !== 'unknown' ? [first.type] : [];
  if (own.some((name) => names.includes(name))) return constant(true);
  const isTold = own.length > 0 && first.confidence === 'certain' && first.kind !== 'object' && names.length > 0 && names.every((name) => name !== null);
  return isTold ? constant(false) : unknownScalar('bool');
}

/** A statistic over rows, reckoned by Python itself. */
function reduced({ values, node, run }: BuiltinCall): Value {
  const name = node.callee.kind === 'Name' ? node.callee.id : 'statistic';
  const over = values.flatMap((value) => dataWithin(value)).filter((data) => data.prediction === null);
  const learned = over.map((data) => ({
    rows: data.rows,
    usesLabels: false,
    by: 'reduction' as const,
    name,
    node,
    columns: data.columns.kind === 'exactly' ? data.columns.names : null,
    isApplied: false,
    confidence: data.confidence,
  }));
  return unknownScalar('unknown', { influences: mergeInfluences(influencesOfAll(values), learned), symbol: symbolHere(node, 'reduced', run) });
}

function attributeNamed({ values, run }: BuiltinCall): Value {
  const [of, name, fallback] = values;
  const attribute = textOf(name);
  if (of === undefined || attribute === null) return unknownValue(values);
  const found = of.kind === 'unknown' || of.kind === 'scalar' || of.kind === 'sequence' ? memberOfUnknown(of, `.${attribute}`, run) : memberToCall(of, attribute, run);
  return fallback !== undefined && found.kind === 'unknown' ? unknownValue([found, fallback]) : found;
}

function storeNamed({ values, run }: BuiltinCall): Value {
  const [of, name, value] = values;
  const attribute = textOf(name);
  if (of !== undefined && value !== undefined && attribute !== null) {
    if (of.kind === 'object') updateObject(of.id, { attributes: new Map(of.attributes).set(attribute, value) }, run);
    else storeMember(of, `.${attribute}`, value, run);
  }
  return constant(null);
}

function typeOf({ first }: BuiltinCall): Value {
  if (first.kind !== 'object' || first.className === null) return unknownValue([first]);
  return callableOf({ name: first.className, api: first.api, definition: first.definition, receiver: null });
}

function fileOf(path: Value, args: readonly Argument[], node: Call, run: Run): Value {
  const named = args.find(({ name }) => name === 'file')?.value ?? path;
  return run.machine.createObject(plainObject({ className: 'io.TextIOWrapper', arguments: new Map([['file', named]]), call: node }));
}
