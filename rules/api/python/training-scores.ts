/** Scores of rows that a model was trained on, where nobody takes the rows for a test part: they say how well the training went. */
import type { FitEvent } from './event.ts';
import type { Facts } from './facts.ts';
import { rowPath } from './row-path.ts';
import type { Bound, Rows, SliceRows } from './rows.ts';
import { trialsOf } from './trials.ts';
import type { Trial } from './trials.ts';
import type { Expression, Node } from './syntax.ts';

/** Returns whether the score is of the training as a whole, or looks at a part of it. */
export function isTrainingScore(trial: Trial, facts: Facts): boolean {
  const trials = facts.once(trialsOf);
  return isTrainedInPieces(trial, trials) || isChosenByModel(trial, facts) || isLookedAtInPieces(trial, trials) || isOwnLearner(trial);
}

/** `partial_fit(X[:100])`, `partial_fit(X[100:])`, `score(X)`: all rows were trained on. */
function isTrainedInPieces({ at, fit, test, relation }: Trial, trials: readonly Trial[]): boolean {
  if (relation !== 'subset') return false;
  const pieces = trials.filter((other) => other.at === at && other.fit.estimator.id === fit.estimator.id);
  return pieces.length > 1 && areAllOf(pieces.map(({ train }) => train.rows), test.rows);
}

/** `score(X[rare])` and `score(X[~rare])`, chosen on the spot: how the training went here and there. */
function isLookedAtInPieces(trial: Trial, trials: readonly Trial[]): boolean {
  if (!isOnTheSpot(trial)) return false;
  const pieces = trials.filter((other) => other.fit === trial.fit && isOnTheSpot(other));
  return areAllOf(pieces.map(({ test }) => test.rows), trial.train.rows);
}

function isOnTheSpot({ way, relation, at }: Trial): boolean {
  return way === 'scored' && relation === 'superset' && at.call.arguments[0]?.node.kind === 'Subscript';
}

/** `score(X[residuals < 2])`: which rows of the training are judged depends on what the model says of them. */
function isChosenByModel({ way, relation, fit, train, test }: Trial, facts: Facts): boolean {
  if (way !== 'scored' || relation !== 'superset') return false;
  const above = new Set(rowPath(train.rows));
  return rowPath(test.rows).some((rows) => (rows.kind === 'mask' || rows.kind === 'subset') && !above.has(rows) && isOfModel(rows.node, fit, facts));
}

function isOfModel(chosen: Node | null, fit: FitEvent, facts: Facts): boolean {
  const condition = chosen === null ? null : conditionOf(chosen);
  return condition !== null && facts.valuesOf(condition).some(({ influences }) => influences.some(({ by, node }) => by === 'model' && node === fit.node));
}

/** What rows were chosen by: the index of a subscript, or a condition by itself. */
function conditionOf(node: Node): Expression | null {
  switch (node.kind) {
    case 'Subscript':
      return node.index;
    case 'Compare':
    case 'BinOp':
    case 'UnaryOp':
    case 'Call':
      return node;
    default:
      return null;
  }
}

/** A function that is given rows, makes others of them to learn from, and judges by all it is given: a step of an algorithm. */
function isOwnLearner({ way, fit, train, test, at }: Trial): boolean {
  const given = test.rows;
  if (way !== 'scored' || given.kind !== 'source' || !given.key.startsWith('parameter:') || fit.inFunction === null || fit.inFunction !== at.inFunction) return false;
  return rowPath(train.rows).every((rows) => rows === given || rows.kind === 'copies' || rows.kind === 'reordered' || (rows.kind === 'subset' && rows.share === null && rows.isDrawn !== true));
}

// Pieces of a whole

/** Whether the pieces are surely all rows of the whole: a condition and its complement, or slices that follow on each other. */
function areAllOf(pieces: readonly Rows[], whole: Rows): boolean {
  const own = pieces.filter((rows) => 'parent' in rows && rows.parent === whole);
  const masks = own.filter((rows) => rows.kind === 'mask');
  const slices = own.filter((rows) => rows.kind === 'slice');
  return masks.some(({ mask, isNegated }) => masks.some((other) => other.mask === mask && other.isNegated !== isNegated)) || areAllSlices(slices);
}

function areAllSlices(slices: readonly SliceRows[]): boolean {
  let reached: Bound = { kind: 'start' };
  for (const _ of slices) {
    const at: Bound = reached;
    const next: SliceRows | undefined = slices.find(({ from }) => areSameBound(from, at));
    if (next === undefined) return false;
    if (next.to.kind === 'end') return true;
    reached = next.to;
  }
  return false;
}

function areSameBound(a: Bound, b: Bound): boolean {
  return placeOf(a) === placeOf(b);
}

function placeOf(bound: Bound): string {
  switch (bound.kind) {
    case 'start':
      return 'row 0';
    case 'end':
      return 'end';
    case 'row':
      return `row ${String(bound.index)}`;
    case 'fromEnd':
      return `fromEnd ${String(bound.count)}`;
    case 'share':
      return `share ${String(bound.share)}`;
    case 'symbol':
      return `symbol ${String(bound.symbol)}`;
  }
}
