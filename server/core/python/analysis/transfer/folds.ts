/** Splitter objects: `kf.split(X, y)` gives pairs of indices, other ones in each turn of the loop over them. */
import type { SplitEvent } from '../../../../../rules/api/python/event.ts';
import type { SplitterApi } from '../../../../../rules/api/python/knowledge.ts';
import type { Data, ObjectValue, Value } from '../../../../../rules/api/python/value.ts';
import { asData, constantOf, dataOver, dataWithin, isNone, numberOf, sequenceByTurn, sequenceOf, unknownScalar, weakest } from '../values.ts';
import { argumentOrPlace, callConfidence, symbolHere } from './call.ts';
import type { LibraryCall } from './call.ts';
import { unknownResult } from './returned.ts';

/** What splitters of K folds do when they are not told how many. Source: scikit-learn's reference of `n_splits` since 0.22. */
const USUAL_FOLDS = 5;

/** Returns what a method of a splitter gives. */
export function applySplitterMethod(call: LibraryCall, splitter: ObjectValue, api: SplitterApi): Value {
  if (call.shortName === 'split') return folds(call, splitter, api);
  return call.shortName === 'get_n_splits' ? { ...unknownScalar('int'), value: numberOf(splitter.arguments.get('n_splits')) ?? undefined } : unknownResult(call);
}

function folds(call: LibraryCall, splitter: ObjectValue, api: SplitterApi): Value {
  const given = argumentOrPlace(call, ['X'], 0);
  const data = asData(given) ?? (given === null ? null : (dataWithin(given)[0] ?? null));
  const { terms } = call.machine;
  const rows = data ?? dataOver(terms.unknown([], call.site.node), { confidence: 'likely' });
  return foldsOf(rows, call, splitter, api);
}

function foldsOf(data: Data, call: LibraryCall, splitter: ObjectValue, api: SplitterApi): Value {
  const split = symbolHere(call, 'folds');
  const isShuffled = typeof api.shuffle === 'string' ? api.shuffle === 'always' : shuffledBy(splitter, api.shuffle);
  const pair = (turn: number): Value => sequenceOf('tuple', [foldPart(data, { split, side: 0, turn }, call, splitter, api), foldPart(data, { split, side: 1, turn }, call, splitter, api)]);
  const example = pair(symbolHere(call, 'turn'));
  call.machine.emit<SplitEvent>({
    kind: 'split',
    node: call.site.node,
    call: call.event,
    way: api.way === 'random' && isShuffled === false ? 'position' : api.way,
    isShuffled,
    isSeeded: isShuffled === false ? null : seedOf(splitter, api),
    inputs: [data],
    parts: dataWithin(example).map((index) => ({ ...data, rows: index.selects ?? index.rows, selects: null })),
    isFold: true,
  });
  return sequenceByTurn('generator', pair);
}

interface Fold {
  readonly split: number;
  readonly side: number;
  readonly turn: number;
}

/** The positions of a part, or its rows where the splitter gives those. */
function foldPart(data: Data, { split, side, turn }: Fold, call: LibraryCall, splitter: ObjectValue, api: SplitterApi): Data {
  const isByTime = api.way === 'time';
  const part = call.machine.terms.part({
    parent: data.rows,
    split,
    side,
    turn,
    isDisjointAcrossTurns: api.isDisjointAcrossTurns && !isByTime,
    share: isByTime ? null : foldShare(side, splitter, api),
    node: call.site.node,
  });
  const given = api.gives?.[side];
  const confidence = weakest(data.confidence, callConfidence(call));
  if (given !== undefined) return { ...data, form: given.form, className: given.className ?? null, rows: part, selects: null, confidence };
  return dataOver(data.rows, { form: 'index', className: 'numpy.ndarray', selects: part, order: data.order, confidence });
}

function foldShare(side: number, splitter: ObjectValue, api: SplitterApi): number | null {
  const held = api.isDisjointAcrossTurns ? 1 / foldCount(splitter) : heldOut(splitter);
  if (held === null || !(held > 0 && held < 1)) return null;
  return side === 0 ? 1 - held : held;
}

function foldCount(splitter: ObjectValue): number {
  const given = splitter.arguments.get('n_splits') ?? splitter.arguments.get('n_folds') ?? splitter.arguments.get('*0');
  return given === undefined ? USUAL_FOLDS : (numberOf(given) ?? Number.NaN);
}

function heldOut(splitter: ObjectValue): number | null {
  const given = numberOf(splitter.arguments.get('test_size'));
  return given !== null && given < 1 ? given : null;
}

function shuffledBy(splitter: ObjectValue, shuffle: { readonly parameter: string; readonly default: boolean }): boolean | null {
  const given = splitter.arguments.get(shuffle.parameter);
  if (given === undefined) return shuffle.default;
  const known = constantOf(given);
  return typeof known === 'boolean' ? known : null;
}

function seedOf(splitter: ObjectValue, api: SplitterApi): boolean | null {
  if (api.random?.parameter === undefined || api.random.parameter === null) return null;
  const given = splitter.arguments.get(api.random.parameter);
  return given !== undefined && !isNone(given);
}
