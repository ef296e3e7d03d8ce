/**
 * Leaks: rows that judge a model and entered what it learned. Each leak is owned by exactly one rule, the most special one that fits.
 * Only what is proved by rows counts; what nobody evaluates is no leak.
 */
import type { Confidence, Severity } from '../finding.ts';
import { weakest } from './confidence.ts';
import type { FitEvent } from './event.ts';
import type { Facts } from './facts.ts';
import { ownerOfCopies, ownerOfInfluence } from './leak-owner.ts';
import type { LeakRule } from './leak-owner.ts';
import { commonRows, rowPath, rowsOfKind } from './row-path.ts';
import type { CopiedRows, RowsRelation, UnionRows } from './rows.ts';
import { enclosing } from './syntax.ts';
import type { Node } from './syntax.ts';
import { isTrainingScore } from './training-scores.ts';
import { trialsOf } from './trials.ts';
import type { Trial } from './trials.ts';
import type { Influence } from './value.ts';

interface LeakCommon {
  readonly rule: LeakRule;
  /** Where it happens: the learning, the copying, or the training on rows that judge. */
  readonly at: Node;
  readonly trial: Trial;
  /** What leaks, for people: `StandardScaler`. */
  readonly name: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
}

export type Leak =
  | (LeakCommon & { readonly kind: 'influence'; readonly influence: Influence })
  | (LeakCommon & { readonly kind: 'copies'; readonly copies: CopiedRows | UnionRows })
  | (LeakCommon & { readonly kind: 'overlap'; readonly relation: RowsRelation });

/** Returns all leaks of a program, one for each rule and place. Ask by `facts.once(leaksOf)`. */
export function leaksOf(facts: Facts): readonly Leak[] {
  const trials = facts.once(trialsOf);
  const honest = new Set(trials.filter(({ way, relation }) => way === 'scored' && relation === 'disjoint').map(({ fit }) => fit));
  const leaks = withoutPieces(trials.flatMap((trial) => leaksOfTrial(trial, honest, facts)));
  const byPlace = new Map<string, Leak>();
  for (const leak of leaks) {
    const { start, end } = learningPlace(leak);
    const place = `${leak.rule} ${start} ${end}`;
    const known = byPlace.get(place);
    if (known === undefined || isStronger(leak, known)) byPlace.set(place, leak);
  }
  return [...byPlace.values()];
}

/** Training in pieces is one training: its last piece is told. */
function withoutPieces(leaks: readonly Leak[]): readonly Leak[] {
  const isLater = (leak: Leak, other: Leak): boolean => other.kind === 'overlap' && leak.trial.at === other.trial.at && leak.trial.fit.estimator.id === other.trial.fit.estimator.id && other.trial.fit.sequence > leak.trial.fit.sequence;
  return leaks.filter((leak) => leak.kind !== 'overlap' || !leaks.some((other) => isLater(leak, other)));
}

/** `(X - X.mean()) / X.std()` is one learning. */
function learningPlace(leak: Leak): Node {
  const isByHand = leak.kind === 'influence' && leak.influence.by === 'reduction';
  return (isByHand ? enclosing(leak.at, ['Assign', 'AugAssign', 'AnnAssign', 'Return', 'Expr']) : null) ?? leak.at;
}

const GRADES = { error: 0, warning: 1, info: 2, certain: 0, likely: 1, possible: 2 } as const;

function isStronger(a: Leak, b: Leak): boolean {
  const [sureA, sureB] = [GRADES[a.confidence], GRADES[b.confidence]];
  return sureA < sureB || (sureA === sureB && GRADES[a.severity] < GRADES[b.severity]);
}

function leaksOfTrial(trial: Trial, honest: ReadonlySet<FitEvent>, facts: Facts): readonly Leak[] {
  if (trial.way === 'folds') return leaksOfFolds(trial, facts);
  switch (trial.relation) {
    case 'same':
      return [];
    case 'subset':
    case 'superset':
    case 'overlap':
      return honest.has(trial.fit) || isTrainingScore(trial, facts) ? [] : [overlapLeak(trial)];
    case 'copies':
      return [...copyLeaks(trial, facts), ...influenceLeaks(trial, facts)];
    case 'disjoint':
    case 'unknown':
      return [...influenceLeaks(trial, facts), ...choiceLeaks(trial, facts)];
  }
}

function overlapLeak(trial: Trial): Leak {
  const { fit, confidence, relation } = trial;
  const isSearch = fit.role === 'search';
  const name = fit.estimator.className?.split('.').at(-1) ?? 'model';
  return { kind: 'overlap', rule: isSearch ? 'search-on-all-data' : 'train-test-overlap', at: fit.node, trial, name, relation, severity: softened('error', trial), confidence };
}

// Copies

function copyLeaks(trial: Trial, facts: Facts): readonly Leak[] {
  const common = commonRows(trial.train.rows, trial.test.rows) ?? trial.train.rows;
  const copying = [...rowsOfKind(common, 'copies'), ...rowsOfKind(common, 'union').filter((union) => isRepeating(union, facts))];
  return copying.flatMap((rows) => copyLeak(rows, trial, facts)).slice(0, 1);
}

/** `concatenate([X, mirrored])` has the rows of X twice. */
function isRepeating({ of }: UnionRows, facts: Facts): boolean {
  return of.some((rows, index) => of.slice(index + 1).some((other) => REPEATED.has(facts.relate(rows, other))));
}

const REPEATED: ReadonlySet<RowsRelation> = new Set(['same', 'subset', 'superset', 'overlap', 'copies']);

function copyLeak(copies: CopiedRows | UnionRows, trial: Trial, facts: Facts): readonly Leak[] {
  if (copies.node === null) return [];
  const { rule, name, severity } = ownerOfCopies(copies.node, copies.kind, trial, facts);
  return [{ kind: 'copies', rule, at: copies.node, trial, name, copies, severity: softened(severity, trial), confidence: trial.confidence }];
}

// Influences

function influenceLeaks(trial: Trial, facts: Facts): readonly Leak[] {
  return [...enteredFeatures(trial)].filter((influence) => influence.isApplied && facts.reaches(influence, trial.test.rows)).flatMap((influence) => influenceLeak(influence, trial, facts));
}

/** Predictions carry what entered the labels as well, which is no matter of the features. */
function enteredFeatures({ fit, train, test }: Trial): ReadonlySet<Influence> {
  const ofFeatures = new Set(train.influences.map(({ node }) => node));
  const ofLabels = new Set(fit.features === null ? [] : (fit.labels?.influences ?? []).map(({ node }) => node));
  return new Set([...train.influences, ...test.influences.filter(({ node }) => test.prediction === null || ofFeatures.has(node) || !ofLabels.has(node))]);
}

function influenceLeak(influence: Influence, trial: Trial, facts: Facts): readonly Leak[] {
  if (trial.relation === 'unknown' && !facts.reaches(influence, trial.train.rows) && facts.relate(influence.rows, trial.test.rows) !== 'same') return [];
  const owner = ownerOfInfluence(influence, trial, facts);
  if (owner === null) return [];
  const confidence = weakest(influence.confidence, trial.confidence, trial.relation === 'unknown' ? 'likely' : 'certain');
  return [{ kind: 'influence', rule: owner.rule, at: influence.node, trial, name: influence.name, influence, severity: softened(owner.severity, trial), confidence }];
}

/** Parameters chosen by a search over rows that judge the model made with them. */
function choiceLeaks(trial: Trial, facts: Facts): readonly Leak[] {
  const searches = new Set(facts.fits.filter(({ way, isPerFold }) => way === 'search' && !isPerFold).map(({ node }) => node));
  if (trial.way !== 'scored' || searches.has(trial.fit.node as never)) return [];
  const chosen = trial.fit.estimator.influences.filter((influence) => searches.has(influence.node as never) && facts.reaches(influence, trial.test.rows));
  return chosen.map((influence) => ({ kind: 'influence', rule: 'search-on-all-data', at: influence.node, trial, name: influence.name, influence, severity: 'error', confidence: weakest(influence.confidence, trial.confidence, 'likely') }));
}

// Folds

/** What was learned or copied over all rows before they are parted into folds. */
function leaksOfFolds(trial: Trial, facts: Facts): readonly Leak[] {
  const copied = rowPath(trial.train.rows).find((rows): rows is CopiedRows | UnionRows => rows.kind === 'copies' || (rows.kind === 'union' && isRepeating(rows, facts)));
  const copies = copied === undefined || staysTogether(trial) ? [] : copyLeak(copied, trial, facts);
  const inside = trial.train.influences.filter((influence) => influence.isApplied && facts.reaches(influence, trial.train.rows));
  return [...copies, ...inside.flatMap((influence) => influenceLeak(influence, trial, facts))];
}

/** Copies may be one group, and groups, or folds nobody knows, are not parted. */
function staysTogether({ fit: { call, estimator } }: Trial): boolean {
  const given = (call?.arguments ?? []).filter(({ name }) => name === 'cv' || name === 'groups').map(({ value }) => value);
  const held = estimator.arguments.get('cv');
  return [...given, ...(held === undefined ? [] : [held])].some((value) => value.kind !== 'scalar' && !(value.kind === 'object' && value.api?.is === 'splitter' && value.api.way !== 'group'));
}

/** One level softer where nothing scores the rows. */
function softened(severity: Severity, { way }: Trial): Severity {
  if (way === 'scored' || way === 'folds' || severity === 'info') return severity;
  return severity === 'error' ? 'warning' : 'info';
}
