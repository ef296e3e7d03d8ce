/**
 * The decision procedure for rows: how the rows of one term stand to those of another. Terms are paths from a source: both paths are
 * followed up to where they part, and only what is below decides. It claims nothing it cannot derive; all else is `unknown`. Rows of
 * no term are taken to be none, and random parts of a known share to be large.
 */
import type { MaskRows, PartRows, Rows, RowsRelation, SourceRows } from '../../../../rules/api/python/rows.ts';
import { areTestsApart } from './column-tests.ts';
import type { Relate } from './row-terms.ts';
import { relateSlices } from './slice-bounds.ts';

/** Shares are rounded to rows; sums above one by less than this say nothing. Our own choice: a row in a thousand. */
const SHARE_ROUNDING = 0.001;
/** Members of unions and chains of `without` looked into before giving up. Our own choice. */
const MOST_DEPTH = 40;

/** A step down from its parent, in a path. */
type Step = Exclude<Rows, { readonly kind: 'source' | 'union' | 'unknown' }>;

/** Two terms as paths below what they share. */
interface Paths {
  readonly a: Rows;
  readonly b: Rows;
  /** The nearest common ancestor or either of them; null when there is none. */
  readonly common: Rows | null;
  /** Steps below the common ancestor (or the root), from the top. */
  readonly stepsA: readonly Step[];
  readonly stepsB: readonly Step[];
}

/** Returns `relate` with a memory of its own. */
export function makeRelate(): Relate {
  const known = new Map<string, RowsRelation>();
  let depth = 0;
  const relate: Relate = (a, b) => {
    if (a === b) return 'same';
    if (a.id > b.id) return flipped(relate(b, a));
    const key = `${a.id} ${b.id}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (depth > MOST_DEPTH) return 'unknown';
    depth += 1;
    const relation = relatePaths(pathsOf(a, b), relate);
    depth -= 1;
    known.set(key, relation);
    return relation;
  };
  return relate;
}

function flipped(relation: RowsRelation): RowsRelation {
  if (relation === 'subset') return 'superset';
  return relation === 'superset' ? 'subset' : relation;
}

function isRoot(rows: Rows): rows is Exclude<Rows, Step> {
  return rows.kind === 'source' || rows.kind === 'union' || rows.kind === 'unknown';
}

function pathsOf(a: Rows, b: Rows): Paths {
  const above = new Set<Rows>();
  for (let at = a; ; at = at.parent) {
    above.add(at);
    if (isRoot(at)) break;
  }
  let common: Rows | null = null;
  for (let at = b; ; at = at.parent) {
    if (above.has(at)) {
      common = at;
      break;
    }
    if (isRoot(at)) break;
  }
  return { a, b, common, stepsA: stepsBelow(a, common), stepsB: stepsBelow(b, common) };
}

function stepsBelow(rows: Rows, top: Rows | null): readonly Step[] {
  const steps: Step[] = [];
  for (let at = rows; at !== top && !isRoot(at); at = at.parent) steps.push(at);
  return steps.toReversed();
}

function rootOf(rows: Rows): Exclude<Rows, Step> {
  let at = rows;
  while (!isRoot(at)) at = at.parent;
  return at;
}

function relatePaths(paths: Paths, relate: Relate): RowsRelation {
  const left = leftOut(paths.stepsA, paths.b, relate) ?? leftOut(paths.stepsB, paths.a, relate);
  if (left !== null) return apart(left, relate);
  const [rootA, rootB] = [rootOf(paths.a), rootOf(paths.b)];
  if (paths.common === null && rootA.kind === 'union' && !paths.stepsA.some(isMadeAnew)) return relateUnion(paths.a, rootA.of, paths.b, relate);
  if (paths.common === null && rootB.kind === 'union' && !paths.stepsB.some(isMadeAnew)) return flipped(relateUnion(paths.b, rootB.of, paths.a, relate));
  if ([...paths.stepsA, ...paths.stepsB].some(isMadeAnew)) return relateMadeAnew(paths, relate);
  if (paths.common !== null) return relateBelow(paths, paths.common, relate);
  return rootA.kind === 'source' && rootB.kind === 'source' && areSourcesApart(rootA, rootB) ? 'disjoint' : 'unknown';
}

/** Different names are different rows, but a file or loader may hold what is asked of it by name. */
function areSourcesApart(a: SourceRows, b: SourceRows): boolean {
  return isNamed(a) && isNamed(b) && !a.key.startsWith(`${b.key}::`) && !b.key.startsWith(`${a.key}::`);
}

function isNamed(source: SourceRows): boolean {
  return source.key.startsWith('file:') || source.key.startsWith('made:');
}

/** Returns the rows out of which `steps` leave some that all of `other` is among; null when they do not. */
function leftOut(steps: readonly Step[], other: Rows, relate: Relate): Rows | null {
  for (const step of steps) {
    if (step.kind !== 'rest' || !isWithin(relate(other, step.without))) continue;
    const { common, stepsA, stepsB } = pathsOf(step.parent, step.without);
    if (common !== null && ![...stepsA, ...stepsB].some(isMadeAnew)) return common;
  }
  return null;
}

function isWithin(relation: RowsRelation): boolean {
  return relation === 'same' || relation === 'subset';
}

/** How rows that are apart within `common` stand to each other: as copies, when the same rows are in it more than once. */
function apart(common: Rows, relate: Relate): RowsRelation {
  let isGrouped = false;
  let at = common;
  for (; !isRoot(at); at = at.parent) {
    if (at.kind === 'copies') return isGrouped ? 'unknown' : 'copies';
    if (at.kind === 'grouped') isGrouped = true;
  }
  if (at.kind !== 'union') return 'disjoint';
  const repeats = repetitionIn(at.of, relate);
  return isGrouped && repeats === 'copies' ? 'unknown' : repeats;
}

/** Whether rows are in a union more than once: as copies in one member, or in two members. */
function repetitionIn(members: readonly Rows[], relate: Relate): RowsRelation {
  const relations = members.flatMap((member, index) => [apart(member, relate), ...members.slice(index + 1).map((other) => repetition(member, other, relate))]);
  if (relations.includes('copies')) return 'copies';
  return relations.includes('unknown') ? 'unknown' : 'disjoint';
}

function repetition(a: Rows, b: Rows, relate: Relate): RowsRelation {
  const relation = relate(a, b);
  if (relation === 'disjoint') return 'disjoint';
  if (relation !== 'unknown') return 'copies';
  // Tables that come from outside are taken to be different ones.
  return rootOf(a) !== rootOf(b) && rootOf(a).kind === 'source' && rootOf(b).kind === 'source' ? 'disjoint' : 'unknown';
}

// Rows made anew

function isMadeAnew(step: Step): boolean {
  return step.kind === 'copies' || step.kind === 'grouped';
}

function relateMadeAnew(paths: Paths, relate: Relate): RowsRelation {
  const originA = originOf(paths.a, paths.stepsA);
  const originB = originOf(paths.b, paths.stepsB);
  const relation = relate(originA.rows, originB.rows);
  if (relation === 'disjoint') return 'disjoint';
  if (originA.isGrouped || originB.isGrouped || relation === 'unknown') return 'unknown';
  // What is copied of A's origin must surely be met in B: either all of it is kept, or all of it is in the other's.
  if (originA.isWhole && originB.isWhole) return 'copies';
  if (!originA.isWhole && originB.isWhole && isWithin(relation)) return 'copies';
  return originA.isWhole && !originB.isWhole && isWithin(flipped(relation)) ? 'copies' : 'unknown';
}

interface Origin {
  /** The rows the copies were made of; the rows themselves when none were made. */
  readonly rows: Rows;
  readonly isWhole: boolean;
  readonly isGrouped: boolean;
}

function originOf(rows: Rows, steps: readonly Step[]): Origin {
  const first = steps.findIndex(isMadeAnew);
  const made = steps[first];
  if (made === undefined) return { rows, isWhole: true, isGrouped: false };
  const below = steps.slice(first);
  return {
    rows: made.parent,
    isWhole: below.every((step) => isMadeAnew(step) || step.kind === 'reordered'),
    isGrouped: below.some((step) => step.kind === 'grouped'),
  };
}

// Rows chosen from common ones

function relateBelow(paths: Paths, common: Rows, relate: Relate): RowsRelation {
  const [isAllA, isAllB] = [paths.stepsA, paths.stepsB].map((steps) => steps.every((step) => step.kind === 'reordered'));
  if (isAllA === true && isAllB === true) return 'same';
  if (isAllA === true) return 'superset';
  if (isAllB === true) return 'subset';
  if (areMasksApart(paths) || areFirstStepsApart(paths)) return apart(common, relate);
  const relation = relateFirstSteps(paths, relate);
  if (relation !== 'unknown') return relation;
  if (areBothDrawn(paths)) return 'overlap';
  return leastShare(paths.stepsA) + leastShare(paths.stepsB) > 1 + SHARE_ROUNDING ? 'overlap' : 'unknown';
}

/** Conditions speak of a row whatever else was chosen before or after. */
function areMasksApart(paths: Paths): boolean {
  const masks = paths.stepsB.filter((step) => step.kind === 'mask');
  if (masks.length === 0) return false;
  return paths.stepsA.some((step) => step.kind === 'mask' && masks.some((mask) => isMaskApart(step, mask)));
}

function isMaskApart(a: MaskRows, b: MaskRows): boolean {
  if (a.mask === b.mask) return a.isNegated !== b.isNegated;
  return a.test !== null && b.test !== null && areTestsApart(a, b);
}

function areFirstStepsApart({ stepsA: [a], stepsB: [b] }: Paths): boolean {
  if (a?.kind === 'slice' && b?.kind === 'slice') return relateSlices(a, b) === 'disjoint';
  if (a?.kind !== 'part' || b?.kind !== 'part' || a.split !== b.split) return false;
  if (a.turn === b.turn) return a.side !== b.side;
  return isHeldOut(a) && isHeldOut(b) && a.isDisjointAcrossTurns && b.isDisjointAcrossTurns;
}

function isHeldOut(part: PartRows): boolean {
  return part.side > 0;
}

/** Two draws by chance from the same rows share some, with one seed as well as with two. */
function areBothDrawn({ stepsA, stepsB }: Paths): boolean {
  return [stepsA, stepsB].every(([first, ...others]) => isDrawn(first) && others.every((step) => step.kind === 'reordered' || (step.kind === 'subset' && step.isDrawn === true)));
}

function isDrawn(step: Step | undefined): boolean {
  return step?.kind === 'subset' && (step.share !== null || step.isDrawn === true);
}

/** What the first steps say when they are not apart; it holds of the whole paths only where nothing is chosen further down. */
function relateFirstSteps(paths: Paths, relate: Relate): RowsRelation {
  const [a] = paths.stepsA;
  const [b] = paths.stepsB;
  if (a === undefined || b === undefined) return 'unknown';
  const isAllA = paths.stepsA.slice(1).every((step) => step.kind === 'reordered');
  const isAllB = paths.stepsB.slice(1).every((step) => step.kind === 'reordered');
  const relation = relateSteps(a, b, paths, relate);
  if (isAllA && isAllB) return relation;
  if (isAllB && isWithin(relation)) return 'subset';
  return isAllA && isWithin(flipped(relation)) ? 'superset' : 'unknown';
}

function relateSteps(a: Step, b: Step, paths: Paths, relate: Relate): RowsRelation {
  if (a.kind === 'slice' && b.kind === 'slice') return relateSlices(a, b);
  if (a.kind === 'part' && b.kind === 'part' && a.split === b.split) return relateTurns(a, b);
  if (b.kind === 'rest' && relate(paths.a, b.without) === 'disjoint') return 'subset';
  return a.kind === 'rest' && relate(paths.b, a.without) === 'disjoint' ? 'superset' : 'unknown';
}

/**
 * Parts of different turns of one splitter. What one turn holds out, another trains on when held out parts are disjoint; random parts
 * of a known share meet. Splits by time, which know no order of turns, have no share.
 */
function relateTurns(a: PartRows, b: PartRows): RowsRelation {
  if (a.turn === null || b.turn === null || a.share === null || b.share === null) return 'unknown';
  if (isHeldOut(a) === isHeldOut(b)) return a.share + b.share > 1 + SHARE_ROUNDING ? 'overlap' : 'unknown';
  if (!a.isDisjointAcrossTurns) return 'overlap';
  return isHeldOut(a) ? 'subset' : 'superset';
}

/** Returns a share of the common rows that the path surely keeps. */
function leastShare(steps: readonly Step[]): number {
  let share = 1;
  for (const step of steps) {
    if (step.kind === 'part' || step.kind === 'subset') share *= step.share ?? 0;
    else if (step.kind === 'slice') share *= shareBetween(step.from, step.to);
    else if (step.kind !== 'reordered') return 0;
  }
  return share;
}

function shareBetween(from: { readonly kind: string; readonly share?: number }, to: { readonly kind: string; readonly share?: number }): number {
  const start = from.kind === 'start' ? 0 : from.share;
  const end = to.kind === 'end' ? 1 : to.share;
  return start === undefined || end === undefined ? 0 : Math.max(0, end - start);
}

// Unions

/** How rows chosen from a union stand to others; `a` is the union itself or below it by choices alone. */
function relateUnion(a: Rows, members: readonly Rows[], b: Rows, relate: Relate): RowsRelation {
  const relations = members.map((member) => relate(member, b));
  if (relations.every((relation) => relation === 'disjoint')) return 'disjoint';
  const isAll = stepsBelow(a, null).every((step) => step.kind === 'reordered');
  if (relations.every(isWithin) && repetitionIn(members, relate) === 'disjoint') return 'subset';
  if (!isAll) return 'unknown';
  if (relations.some((relation) => relation === 'same' || relation === 'superset')) return 'superset';
  if (relations.some((relation) => relation === 'subset' || relation === 'overlap')) return 'overlap';
  return relations.every((relation) => relation === 'disjoint' || relation === 'copies') ? 'copies' : 'unknown';
}
