/**
 * Comparisons: models trained independently of each other, judged by the same held-out rows, where no rows are left that could judge
 * the one that is chosen.
 */
import type { Confidence } from '../finding.ts';
import { weakest } from './confidence.ts';
import type { Facts } from './facts.ts';
import { areSameRows, heldOutUses, isSameModel, loopsBetween, wayTo } from './held-out-use.ts';
import type { HeldOutUse } from './held-out-use.ts';
import { isRepetition, variesWith } from './loop-names.ts';
import { areSameSetting } from './model-setting.ts';
import { commonRows, rowRoot } from './row-path.ts';
import type { Rows } from './rows.ts';
import { enclosing } from './syntax.ts';
import type { If, Node } from './syntax.ts';
import { learnedFrom } from './trials.ts';

export interface Comparison {
  /** The first look at each model compared, in the order they happen; one for all turns of a comprehension. */
  readonly uses: readonly HeldOutUse[];
  /** The first two. In a comprehension they are one. */
  readonly first: HeldOutUse;
  readonly second: HeldOutUse;
  /** True when they are turns of a loop, so that nobody knows how many there are. */
  readonly isLoop: boolean;
  readonly confidence: Confidence;
}

/** Returns one comparison for each set of rows. Ask by `facts.once(comparisonsOf)`. */
export function comparisonsOf(facts: Facts): readonly Comparison[] {
  const compared = setsOf(facts.once(heldOutUses), facts).flatMap((uses) => comparisonOf(uses) ?? []);
  return compared.filter((comparison) => !isOfCaller(comparison) && !isValidationOf(comparison, compared, facts) && !areRowsLeft(comparison.uses, facts));
}

/** Whoever gives a function its rows may have others left. */
function isOfCaller({ first: { test } }: Comparison): boolean {
  return test.rows.kind === 'source' && test.rows.key.startsWith('parameter:');
}

/** Uses by the rows that judge. */
function setsOf(uses: readonly HeldOutUse[], facts: Facts): readonly (readonly HeldOutUse[])[] {
  const sets: HeldOutUse[][] = [];
  for (const use of uses) {
    const set = sets.find(([first]) => first !== undefined && areSameRows(first, use, facts));
    if (set === undefined) sets.push([use]);
    else set.push(use);
  }
  return sets;
}

function comparisonOf(uses: readonly HeldOutUse[]): Comparison | null {
  const compared: HeldOutUse[] = [];
  for (const use of uses) {
    if (compared.every((other) => areCompared(other, use))) compared.push(use);
  }
  const [first, second] = compared;
  if (first === undefined) return null;
  if (second !== undefined) return { uses: compared, first, second, isLoop: areTurns(first, second) || isCalledAgain(first, second), confidence: weakest(first.confidence, second.confidence) };
  const turns = uses.find(isOfManyTurns);
  return turns === undefined ? null : { uses: [turns], first: turns, second: turns, isLoop: true, confidence: turns.confidence };
}

/** Whether they are trained and judged in different turns of one loop. */
function areTurns(a: HeldOutUse, b: HeldOutUse): boolean {
  const loops = a.event.node === b.event.node ? loopsBetween(a, b) : [];
  return loops.some((loop) => b.fits.some((fit) => fit.loops.some((each) => each.loop === loop)));
}

/** Called again and again from outside of the program: the objective of a search. */
function isCalledAgain(a: HeldOutUse, b: HeldOutUse): boolean {
  const [way, other] = [wayTo(a), wayTo(b)];
  return way.length === other.length && way.every((node, index) => node === other[index]) && loopsBetween(a, b).length === 0;
}

/** A comprehension that trains and scores is followed through one turn only. */
function isOfManyTurns({ event, fits }: HeldOutUse): boolean {
  return event.loops.some(({ loop, turn }) => loop.kind !== 'For' && loop.kind !== 'While' && !isRepetition(loop) && fits.every((fit) => fit.loops.some((each) => each.turn === turn)));
}

function areCompared(a: HeldOutUse, b: HeldOutUse): boolean {
  return !isSameModel(a, b) && !areExclusive(wayTo(a), wayTo(b)) && !isRepeated(a, b) && !isRetrained(a, b) && !areOtherTasks(a, b);
}

/** One setting trained once more, as when a cell is copied. */
function isRetrained(a: HeldOutUse, b: HeldOutUse): boolean {
  const [before, after] = [a.fits.at(-1), b.fits.at(-1)];
  return before !== undefined && after !== undefined && areSameSetting(before, after);
}

/** Only one of them happens: the one in the `if`, the other in its `else`. */
function areExclusive(a: readonly Node[], b: readonly Node[]): boolean {
  const [nodeA, nodeB] = [0, ...a.keys()].map((index) => [a[index], b[index]] as const).find(([left, right]) => left !== right) ?? [];
  if (nodeA === undefined || nodeB === undefined) return false;
  return branchesOf(nodeA).some((branch) => branchesOf(nodeB).some((other) => other.choice === branch.choice && other.side !== branch.side));
}

interface Branch {
  readonly choice: If;
  readonly side: 'body' | 'orelse';
}

function branchesOf(node: Node): readonly Branch[] {
  const branches: Branch[] = [];
  for (let at = enclosing(node, ['If']); at !== null; at = enclosing(at, ['If'])) {
    const isInElse = at.orelse.some(({ start, end }) => start <= node.start && node.end <= end);
    branches.push({ choice: at, side: isInElse ? 'orelse' : 'body' });
  }
  return branches;
}

/** One setting trained several times, to see how much scores vary. */
function isRepeated(a: HeldOutUse, b: HeldOutUse): boolean {
  const loops = a.event.node === b.event.node ? loopsBetween(a, b) : [];
  return loops.length > 0 && loops.every(isRepetition);
}

/** Models that predict different columns are not compared. */
function areOtherTasks(a: HeldOutUse, b: HeldOutUse): boolean {
  const [labelsA, labelsB] = [labelOf(a), labelOf(b)];
  if (labelsA !== null && labelsB !== null && labelsA !== labelsB) return true;
  const loops = loopsBetween(a, b);
  return loops.length > 0 && labelNodes(a).some((node) => variesWith(node, loops));
}

/** What the trainings were given as labels: `train[name]`. */
function labelNodes({ fits }: HeldOutUse): readonly Node[] {
  return fits.flatMap(({ call, labels }) => call?.arguments.flatMap(({ name, value, node }) => (labels !== null && (value === labels || name === 'y') ? [node] : [])) ?? []);
}

function labelOf({ fits, truth }: HeldOutUse): string | null {
  const columns = [truth, ...fits.map(({ labels }) => labels)].flatMap((data) => (data?.columns.kind === 'exactly' ? [data.columns.names.join('\n')] : []));
  return columns[0] ?? null;
}

// Rows that are left

/** Rows that judge the same models as other rows after them are for validation. */
function isValidationOf(comparison: Comparison, all: readonly Comparison[], facts: Facts): boolean {
  return all.some((other) => other !== comparison && other.first.event.sequence > comparison.first.event.sequence && other.uses.some((use) => comparison.uses.some((each) => isSameModel(each, use))) && facts.relate(other.first.test.rows, comparison.first.test.rows) === 'disjoint');
}

/** Whether rows are left that could judge a model these uses have chosen: no model learned from them, and one at most is judged by them. */
export function areRowsLeft(uses: readonly HeldOutUse[], facts: Facts): boolean {
  const used = uses.flatMap(({ test, fits }) => [test.rows, ...fits.flatMap((fit) => learnedFrom(fit)?.rows ?? [])]);
  const sets = setsOf(facts.once(heldOutUses), facts);
  const isUntouched = (rows: Rows): boolean =>
    used.every((other) => facts.relate(rows, other) === 'disjoint') && !sets.some((set) => set.some(({ test }) => facts.relate(test.rows, rows) !== 'disjoint') && comparisonOf(set) !== null);
  return uses.some((use) => keptRows(use, facts).some(isUntouched));
}

/** Parts of the same rows, and files that are named as test files. */
function keptRows({ test }: HeldOutUse, facts: Facts): readonly Rows[] {
  const parts = facts.splits.filter(({ isFold }) => !isFold).flatMap((split) => split.parts.map(({ rows }) => rows));
  const judging = facts.once(heldOutUses).map((use) => use.test.rows);
  const ofSame = [...parts, ...judging].filter((rows) => commonRows(rows, test.rows) !== null);
  const files = [...facts.reads.map(({ rows }) => rows), ...facts.predictions.map(({ features }) => rowRoot(features.rows))].filter((rows) => rows?.kind === 'source' && rows.purpose === 'test');
  return [...new Set([...ofSame, ...files])].filter((rows) => rows !== null);
}
