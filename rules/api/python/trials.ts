/** Trials: what a model learned from beside the rows it is judged by. The ground of all rules that compare the two. */
import type { Confidence } from '../finding.ts';
import { weakest } from './confidence.ts';
import type { EvaluationEvent, FitEvent, SplitEvent } from './event.ts';
import { isExpectedToFail } from './expected-errors.ts';
import type { Facts } from './facts.ts';
import type { RowsRelation } from './rows.ts';
import { rowPath } from './row-path.ts';
import type { Data } from './value.ts';

interface TrialCommon {
  /** The training. */
  readonly fit: FitEvent;
  /** What it learned from. */
  readonly train: Data;
  /** The rows it is judged by. */
  readonly test: Data;
  /** How the rows of `train` stand to those of `test`. */
  readonly relation: RowsRelation;
  readonly confidence: Confidence;
}

export type Trial =
  /** The model is scored on the rows. */
  | (TrialCommon & { readonly way: 'scored'; readonly at: EvaluationEvent })
  /** Clones are trained and scored on folds of the same rows: cross-validation and searches. */
  | (TrialCommon & { readonly way: 'folds'; readonly at: EvaluationEvent })
  /** The rows are watched during the training. */
  | (TrialCommon & { readonly way: 'watched'; readonly at: FitEvent })
  /** Nothing scores the model, but the rows were split off beside those it was trained on. */
  | (TrialCommon & { readonly way: 'kept'; readonly at: SplitEvent });

/** Returns all trials of a program. Ask by `facts.once(trialsOf)`. Cost: evaluations times their fits, fits times splits. */
export function trialsOf(facts: Facts): readonly Trial[] {
  const scored = facts.evaluations.filter(({ node }) => !isExpectedToFail(node)).flatMap((evaluation) => trialsOfEvaluation(evaluation, facts));
  const judged = new Set(scored.filter(({ relation }) => relation !== 'same').map(({ fit }) => fit));
  const unjudged = facts.fits.filter((fit) => !judged.has(fit) && isTraining(fit) && !fit.isPerFold);
  const watched = unjudged.flatMap((fit) => trialsWatched(fit, facts));
  const seen = new Set(watched.map(({ fit }) => fit));
  return [...scored, ...watched, ...unjudged.filter((fit) => !seen.has(fit)).flatMap((fit) => trialsKept(fit, facts))];
}

const NO_TRAINING: ReadonlySet<FitEvent['role']> = new Set(['transformer', 'selector', 'resampler', 'clusterer']);

function isTraining({ role }: FitEvent): boolean {
  return !NO_TRAINING.has(role);
}

/** Returns the data a fit learned from. */
export function learnedFrom({ features, labels }: FitEvent): Data | null {
  return features ?? labels;
}

function trialsOfEvaluation(at: EvaluationEvent, facts: Facts): readonly Trial[] {
  return at.fits.filter(isTraining).flatMap((fit): readonly Trial[] => {
    const train = learnedFrom(fit);
    if (train === null) return [];
    const pair = pairOf(fit, train, at.data, facts);
    const isFolds = at.way === 'cross-validation' || at.way === 'search' || fit.isPerFold;
    return [{ ...pair, way: isFolds ? 'folds' : 'scored', at, confidence: weakest(pair.confidence, at.call.nameConfidence) }];
  });
}

function trialsWatched(fit: FitEvent, facts: Facts): readonly Trial[] {
  const train = learnedFrom(fit);
  return train === null ? [] : fit.validation.map((test) => ({ ...pairOf(fit, train, test, facts), way: 'watched', at: fit }));
}

/** The rows of a split that the model was not trained on are kept for judging it. */
function trialsKept(fit: FitEvent, facts: Facts): readonly Trial[] {
  const train = learnedFrom(fit);
  if (train === null) return [];
  const path = new Set(rowPath(train.rows));
  return facts.splits.flatMap((at): readonly Trial[] => {
    if (at.isFold || at.sequence > fit.sequence || !at.parts.some((part) => path.has(part.rows))) return [];
    const test = at.parts.find((part) => facts.relate(part.rows, train.rows) === 'disjoint' && !isLearnedFrom(part, at, facts));
    return test === undefined ? [] : [{ ...pairOf(fit, train, test, facts), way: 'kept', at }];
  });
}

function pairOf(fit: FitEvent, train: Data, test: Data, facts: Facts): TrialCommon {
  return { fit, train, test, relation: facts.relate(train.rows, test.rows), confidence: weakest(train.confidence, test.confidence) };
}

/** Whether something learns the labels of the part: then it is there to train a second model, not to judge. */
function isLearnedFrom({ rows }: Data, { sequence }: SplitEvent, facts: Facts): boolean {
  return facts.calls.some(({ node, sequence: at, arguments: [features, labels] }) => {
    if (at < sequence || node.callee.kind !== 'Attribute' || node.callee.attribute !== 'fit') return false;
    return features?.value.kind === 'data' && features.value.rows === rows && labels?.value.kind === 'data';
  });
}
