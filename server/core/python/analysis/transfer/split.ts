/** Splitting calls: rows become disjoint parts, the same ones for all data given and for equal seeds and sizes. */
import type { SplitEvent } from '../../../../../rules/api/python/event.ts';
import type { SplitApi } from '../../../../../rules/api/python/knowledge.ts';
import type { Rows } from '../../../../../rules/api/python/rows.ts';
import type { Data, Value } from '../../../../../rules/api/python/value.ts';
import { dataOver, dataWithin, influencesOf, mappingOf, numberOf, sequenceOf, weakest, withHistory, withRows } from '../values.ts';
import { alignedTogether } from './align-rows.ts';
import { isAnything } from './data.ts';
import { gatherData } from './gather.ts';
import { argument, argumentsNamed, callConfidence, constantArgument, isGiven, symbolByText, symbolHere } from './call.ts';
import type { LibraryCall } from './call.ts';
import { unknownResult } from './returned.ts';

/** What `train_test_split` holds out when it is not told. Source: scikit-learn's reference of `test_size`. */
const USUAL_TEST_SHARE = 0.25;
/** Parts looked for when their number is not known. */
const USUAL_PARTS = 2;

/** What all parts of one split share. */
interface Splitting {
  readonly call: LibraryCall;
  readonly api: SplitApi;
  readonly split: number;
  readonly isShuffled: boolean | null;
  /** Share of each side; null where unknown. */
  readonly shares: readonly (number | null)[];
}

/** Returns the parts. */
export function applySplit(call: LibraryCall, api: SplitApi): Value {
  const inputs = splitInputs(call, api);
  if (inputs.length === 0) return unknownResult(call);
  const splitting = startSplit(call, api);
  const parts = inputs.flatMap((input) => splitting.shares.map((_, side) => partOf(input, side, splitting)));
  call.machine.emit<SplitEvent>({
    kind: 'split',
    node: call.site.node,
    call: call.event,
    way: wayOf(splitting),
    isShuffled: splitting.isShuffled,
    isSeeded: splitting.isShuffled === false ? null : isSeeded(call, api),
    inputs,
    parts,
    isFold: false,
  });
  if (api.partNames !== undefined) return mappingOf(new Map(api.partNames.flatMap((name, index): readonly (readonly [string, Value])[] => (parts[index] === undefined ? [] : [[name, parts[index]]]))));
  return sequenceOf('list', parts);
}

/** What is split, in the order given. What is not known to be data has rows all the same, one for each of the others'. */
function splitInputs(call: LibraryCall, api: SplitApi): readonly Data[] {
  const given = api.data.flatMap((parameter) => argumentsNamed(call, parameter));
  const rows = call.machine.terms.unknown([], call.site.node);
  return alignedTogether(given.map((value) => gatherData(value, call) ?? dataOver(rows, { confidence: 'likely', influences: influencesOf(value) })));
}

function startSplit(call: LibraryCall, api: SplitApi): Splitting {
  const shares = api.gives === 'parts' ? partShares(call, api) : pairShares(call, api);
  const isShuffled = shuffles(call, api.shuffle);
  const seed = api.random?.parameter === undefined || api.random.parameter === null ? undefined : constantArgument(call, api.random.parameter);
  const isRepeatable = (isShuffled === false || typeof seed === 'number') && shares.every((share) => share !== null);
  const group = [api.stratify, api.groups].flatMap((parameter) => (parameter === undefined ? [] : dataWithin(argument(call, parameter) ?? { ...sequenceOf('list', []) }))).map((data) => data.rows.id);
  const split = isRepeatable && group.length === 0 ? symbolByText(call, `split ${String(seed)} ${String(isShuffled)} ${shares.join(' ')}`) : symbolHere(call, 'split');
  return { call, api, split, isShuffled, shares };
}

/** Returns whether rows are shuffled; null when the argument is not known. */
function shuffles(call: LibraryCall, shuffle: SplitApi['shuffle']): boolean | null {
  if (typeof shuffle === 'string') return shuffle === 'always';
  const given = argument(call, shuffle.parameter);
  if (given === null) return call.site.isArgumentListComplete ? shuffle.default : null;
  const known = constantArgument(call, shuffle.parameter);
  return typeof known === 'boolean' ? known : null;
}

function pairShares(call: LibraryCall, api: SplitApi): readonly (number | null)[] {
  const test = api.testSize === undefined ? null : argument(call, api.testSize);
  const train = api.trainSize === undefined ? null : argument(call, api.trainSize);
  const testShare = shareOf(test);
  const trainShare = shareOf(train);
  const known = testShare ?? (trainShare === null ? null : 1 - trainShare);
  const isUsual = !isAnything(test) && !isAnything(train) && call.site.isArgumentListComplete;
  const held = known ?? (isUsual ? USUAL_TEST_SHARE : null);
  return [held === null ? null : (trainShare ?? 1 - held), held];
}

function shareOf(value: Value | null): number | null {
  const number = numberOf(value);
  return number !== null && number > 0 && number < 1 ? number : null;
}

/** One part for each size; sizes that are shares or sum up to all rows are shares. */
function partShares(call: LibraryCall, api: SplitApi): readonly (number | null)[] {
  const sizes = api.sizes === undefined ? null : argument(call, api.sizes);
  if (sizes?.kind !== 'sequence') {
    const count = numberOf(sizes);
    return Array.from({ length: count ?? Math.max(api.sides, USUAL_PARTS) }, () => (count === null ? null : 1 / count));
  }
  const numbers = sizes.elements.map((size) => numberOf(size) ?? (size.kind === 'scalar' ? (size.countOf?.share ?? null) : null));
  const sum = numbers.reduce((total: number | null, number) => (total === null || number === null ? null : total + number), 0);
  return isCutAt(api) ? [...numbers, null].map(() => null) : numbers.map((number) => (number === null || sum === null || sum === 0 ? null : number / sum));
}

/** `np.split(x, [a, b])` names places, so that there is one part more. */
function isCutAt(api: SplitApi): boolean {
  return api.sizes === 'indices_or_sections';
}

function partOf(data: Data, side: number, { call, split, isShuffled, shares }: Splitting): Data {
  const rows: Rows = call.machine.terms.part({ parent: data.rows, split, side, turn: null, isDisjointAcrossTurns: false, share: shares[side] ?? null, node: call.site.node });
  return withHistory(
    withRows(data, rows, {
      selects: data.selects === null ? null : call.machine.terms.part({ parent: data.selects, split, side, turn: null, isDisjointAcrossTurns: false, share: shares[side] ?? null, node: call.site.node }),
      order: isShuffled === false ? data.order : isShuffled === true ? 'shuffled' : 'unknown',
      confidence: weakest(data.confidence, callConfidence(call)),
    }),
    call.shortName,
  );
}

function wayOf({ call, api, isShuffled }: Splitting): SplitEvent['way'] {
  if (api.groups !== undefined && isGiven(call, api.groups) === true) return 'group';
  if (api.stratify !== undefined && isGiven(call, api.stratify) === true) return 'stratified';
  if (isShuffled === null) return 'unknown';
  return isShuffled ? 'random' : 'position';
}

/** Returns whether a seed is given; null when that cannot be seen. */
export function isSeeded(call: LibraryCall, api: Pick<SplitApi, 'random'>): boolean | null {
  if (api.random === undefined) return null;
  return api.random.parameter === null ? false : isGiven(call, api.random.parameter);
}
