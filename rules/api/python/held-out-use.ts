/**
 * Which held-out rows judged which models. A use is one look at rows that the model was not trained on: a score, or a training that
 * is steered by them. All looks at one training are one use.
 */
import type { Confidence } from '../finding.ts';
import { weakest } from './confidence.ts';
import type { EvaluationEvent, FitEvent, LoopTurn } from './event.ts';
import type { Facts } from './facts.ts';
import { judgedName } from './leak-words.ts';
import { rowPath, rowRoot } from './row-path.ts';
import type { Call, Node } from './syntax.ts';
import { learnedFrom, trialsOf } from './trials.ts';
import type { Trial } from './trials.ts';
import type { Data } from './value.ts';

export interface HeldOutUse {
  readonly way: 'scored' | 'chosen by';
  /** Trainings of the model; several after branches, or when it learned on. */
  readonly fits: readonly FitEvent[];
  readonly test: Data;
  /** Labels it is judged by, where they are known. */
  readonly truth: Data | null;
  /** The score or the training. */
  readonly event: EvaluationEvent | FitEvent;
  readonly confidence: Confidence;
}

/** Returns all uses in the order they happen. Ask by `facts.once(heldOutUses)`. */
export function heldOutUses(facts: Facts): readonly HeldOutUse[] {
  const trials = facts.once(trialsOf).filter(isHeldOut);
  const scored = [...new Set(trials.map(({ at }) => at))].map((event) => scoredUse(event, trials.filter(({ at }) => at === event)));
  const steered = facts.fits.flatMap((fit) => steeredUse(fit, facts));
  return [...scored, ...steered].toSorted((a, b) => a.event.sequence - b.event.sequence);
}

type ScoredTrial = Extract<Trial, { way: 'scored' }>;

function isHeldOut(trial: Trial): trial is ScoredTrial {
  if (trial.way !== 'scored' || !isJudged(trial.fit) || isOfFold(trial.test)) return false;
  return trial.relation === 'disjoint' || (trial.relation === 'unknown' && isSetApart(trial.test));
}

/** Baselines are there to be compared with. */
const BASELINES = /\.(?:Dummy(?:Classifier|Regressor)|NormalPredictor|BaselineOnly)$/u;

function isJudged({ role, estimator }: FitEvent): boolean {
  return (role === 'model' || role === 'search') && !BASELINES.test(estimator.className ?? '');
}

function isOfFold({ rows }: Data): boolean {
  return rowPath(rows).some((each) => each.kind === 'part' && each.turn !== null);
}

/** Rows that a file or a name says are for judging. */
function isSetApart({ rows }: Data): boolean {
  return rowPath(rows).some((each) => each.kind === 'source' && (each.purpose === 'test' || each.purpose === 'validation'));
}

function scoredUse(event: EvaluationEvent, trials: readonly ScoredTrial[]): HeldOutUse {
  const doubt = isGiven(event.data) ? 'possible' : trials.some(({ relation }) => relation === 'unknown') ? 'likely' : 'certain';
  return { way: 'scored', fits: trials.map(({ fit }) => fit), test: event.data, truth: event.truth, event, confidence: weakest(doubt, ...trials.map(({ confidence }) => confidence)) };
}

/** Rows that a function is given by who calls it, who may have others left. */
function isGiven({ rows }: Data): boolean {
  const root = rowRoot(rows);
  return root.kind === 'source' && root.key.startsWith('parameter:');
}

function steeredUse(fit: FitEvent, facts: Facts): readonly HeldOutUse[] {
  const train = learnedFrom(fit);
  if (!fit.choosesByValidation || !isJudged(fit) || train === null) return [];
  const watched = fit.validation.filter((test) => !isOfFold(test) && facts.relate(train.rows, test.rows) === 'disjoint');
  return watched.map((test) => ({ way: 'chosen by', fits: [fit], test, truth: null, event: fit, confidence: weakest(train.confidence, test.confidence) }));
}

/** Whether both look at one training, or one model learned on from the other. */
export function isSameModel(a: HeldOutUse, b: HeldOutUse): boolean {
  return a.fits.some((fit) => b.fits.includes(fit));
}

/** The calls that led to the event, outermost first, and its own node last. */
export function wayTo({ event }: HeldOutUse): readonly Node[] {
  return [...(event.calledFrom as readonly Call[]), event.node];
}

/** Loops around both of which they are in different turns. */
export function loopsBetween(a: HeldOutUse, b: HeldOutUse): readonly LoopTurn['loop'][] {
  return a.event.loops.flatMap(({ loop, turn }) => (b.event.loops.some((other) => other.loop === loop && other.turn !== turn) ? [loop] : []));
}

/** Rows of which the one surely has all the other has. */
export function areSameRows(a: HeldOutUse, b: HeldOutUse, facts: Facts): boolean {
  return ['same', 'subset', 'superset'].includes(facts.relate(a.test.rows, b.test.rows));
}

/** Returns what the rows are called in the code: "`X_test`". Batches of a loop have no name of their own. */
export function heldOutName({ event }: HeldOutUse, facts: Facts): string {
  return event.kind === 'fit' || event.way === 'loop' ? 'the test rows' : judgedName(event, facts);
}
