/** Which rule speaks of what entered from rows that judge a model: the most special one. */
import type { Severity } from '../finding.ts';
import type { CallEvent } from './event.ts';
import type { Facts } from './facts.ts';
import { rowPath, rowRoot, rowsOfKind } from './row-path.ts';
import type { Rows } from './rows.ts';
import { enclosing } from './syntax.ts';
import type { Node } from './syntax.ts';
import type { Trial } from './trials.ts';
import type { Influence, Value } from './value.ts';

export type LeakRule =
  | 'fit-before-split'
  | 'fit-on-test'
  | 'select-features-before-split'
  | 'resample-before-split'
  | 'train-test-overlap'
  | 'global-impute'
  | 'cv-outside-pipeline'
  | 'search-on-all-data'
  | 'concat-train-test'
  | 'target-encoding-before-split'
  | 'text-vocab-on-all-text'
  | 'augment-before-split';

export interface Owner {
  readonly rule: LeakRule;
  readonly severity: Severity;
}

/** Returns who speaks of an influence that brings rows of the trial's test in; null when it does no harm. */
export function ownerOfInfluence(influence: Influence, trial: Trial, facts: Facts): Owner | null {
  if (isOwnTraining(influence, trial, facts)) return null;
  if (trial.way !== 'folds' && isOfTestAlone(influence, trial, facts)) return isAlignedAfterwards(influence, facts) ? null : onTest(influence);
  if (isHarmless(influence, trial, facts)) return null;
  if (isOverFiles(influence, trial, facts)) return { rule: 'concat-train-test', severity: influence.usesLabels ? 'error' : 'warning' };
  return ownerByLearner(influence, trial, facts);
}

/** What the model itself learned, and models that only predicted. */
function isOwnTraining({ by, node }: Influence, { fit, train }: Trial, facts: Facts): boolean {
  if (by !== 'model') return false;
  return node === fit.node || !train.influences.some((influence) => influence.by === 'model' && influence.node === node) || facts.fits.some((each) => each.node === node && each.isPerFold);
}

function isOfTestAlone({ rows }: Influence, { train, test }: Trial, facts: Facts): boolean {
  const toTrain = facts.relate(rows, train.rows);
  if (toTrain === 'disjoint') return true;
  return toTrain === 'unknown' && facts.relate(rows, test.rows) === 'same';
}

function onTest({ by, name, usesLabels }: Influence): Owner | null {
  switch (by) {
    case 'neighbours':
    case 'augmentation':
    case 'resampler':
    case 'model':
      return null;
    case 'reduction':
      return COUNTS.has(name) ? null : { rule: 'fit-on-test', severity: usesLabels ? 'error' : 'info' };
    case 'encoder':
      return { rule: 'fit-on-test', severity: 'warning' };
    default:
      return { rule: 'fit-on-test', severity: 'error' };
  }
}

/** Whether the columns made of the categories are brought in line with others: `get_dummies(test).reindex(columns=train.columns)`. */
function isAlignedAfterwards({ by, name, node }: Influence, facts: Facts): boolean {
  if (by !== 'encoder' || name !== 'get_dummies') return false;
  const isMade = (value: Value | null): boolean => value?.influences.some((influence) => influence.node === node) === true;
  const isAligning = ({ node: { callee }, receiver, arguments: given }: CallEvent): boolean => {
    if (callee.kind !== 'Attribute') return false;
    if (callee.attribute === 'align') return isMade(receiver) || given.some(({ value }) => isMade(value));
    return callee.attribute === 'reindex' && isMade(receiver) && given.some((argument) => argument.name === 'columns' || argument.name === 'axis');
  };
  return facts.calls.some(isAligning) || facts.nodes('Subscript').some(({ value, index }) => index.kind === 'Attribute' && index.attribute === 'columns' && facts.valuesOf(value).some(isMade));
}

/** Statistics that say what there is, or where, rather than how it is distributed. */
const COUNTS: ReadonlySet<string> = new Set(['unique', 'nunique', 'count', 'size', 'any', 'all', 'isnull', 'isna', 'notnull', 'shape', 'value_counts', 'cumcount', 'ngroup', 'first', 'last', 'argmax', 'argmin']);
/** Of the ways to take values from neighbouring rows, those that fill gaps. */
const FILLS: ReadonlySet<string> = new Set(['ffill', 'bfill', 'pad', 'backfill', 'interpolate', 'fillna']);

function isHarmless({ by, name, usesLabels, rows }: Influence, trial: Trial, facts: Facts): boolean {
  switch (by) {
    case 'encoder':
      return !usesLabels;
    case 'reduction':
      return COUNTS.has(name);
    case 'neighbours':
      return !FILLS.has(name) || isInOrder(trial);
    case 'augmentation':
      return true;
    case 'resampler':
      return name === 'RandomUnderSampler' || rowsOfKind(trial.train.rows, 'copies').length > 0;
    case 'model':
      return false;
    default:
      return !usesLabels && trial.way === 'folds' && isWithinTraining(rows, trial, facts);
  }
}

/** Rows after those of the training, in the order of the file. */
function isInOrder({ test, train }: Trial): boolean {
  return [test, train].some(({ rows }) => rowPath(rows).some(({ kind }) => kind === 'slice' || kind === 'mask'));
}

/** Statistics of the training part alone: other rows are there to judge the model in the end. */
function isWithinTraining(rows: Rows, { train }: Trial, facts: Facts): boolean {
  const path = rowPath(train.rows);
  const holds = (part: Rows): boolean => ['same', 'subset'].includes(facts.relate(rows, part));
  const judging = facts.evaluations.filter(({ way }) => way !== 'cross-validation' && way !== 'search');
  const isJudged = path.some((part) => part.kind === 'part' && part.side === 0 && holds(part) && judging.some(({ data }) => facts.relate(data.rows, part) === 'disjoint'));
  return isJudged || facts.splits.some(({ isFold, parts }) => !isFold && parts.some((part) => path.includes(part.rows) && holds(part.rows) && parts.some((other) => facts.relate(other.rows, part.rows) === 'disjoint')));
}

/** Whether it was learned over training and test rows from different files put together. */
function isOverFiles({ rows }: Influence, { train, test }: Trial, facts: Facts): boolean {
  const root = rowRoot(rows);
  if (root.kind !== 'union') return false;
  const sources = facts.sourcesOf(root).filter((source) => source.kind === 'source');
  if (sources.length < 2) return false;
  const [ofTrain, ofTest] = [train, test].map((data) => new Set(facts.sourcesOf(data.rows)));
  if (ofTrain === undefined || ofTest === undefined) return false;
  if ([...ofTest].every((source) => !ofTrain.has(source))) return true;
  return sources.some(({ purpose }) => purpose === 'test') && rowPath(test.rows).some(({ kind }) => kind === 'slice' || kind === 'mask');
}

function ownerByLearner(influence: Influence, trial: Trial, facts: Facts): Owner {
  switch (influence.by) {
    case 'resampler':
      return { rule: 'resample-before-split', severity: 'warning' };
    case 'target-encoder':
    case 'target-statistic':
      return { rule: 'target-encoding-before-split', severity: 'error' };
    case 'supervised-selector':
      return { rule: 'select-features-before-split', severity: 'error' };
    case 'vectorizer':
      return { rule: 'text-vocab-on-all-text', severity: influence.usesLabels ? 'error' : 'warning' };
    case 'reduction':
    case 'neighbours':
      if (isOfLabel(influence, trial)) return { rule: 'target-encoding-before-split', severity: 'error' };
      if (influence.by === 'neighbours') return { rule: 'global-impute', severity: 'info' };
      if (fillsGaps(influence, facts)) return { rule: 'global-impute', severity: 'warning' };
      return { rule: isParted(trial) ? 'cv-outside-pipeline' : 'fit-before-split', severity: 'warning' };
    default:
      return { rule: isParted(trial) ? 'cv-outside-pipeline' : 'fit-before-split', severity: 'error' };
  }
}

/** Whether the rows are judged in folds, by a helper or in a loop. */
function isParted({ way, test }: Trial): boolean {
  return way === 'folds' || rowPath(test.rows).some((rows) => rows.kind === 'part' && rows.turn !== null);
}

/** Whether it is a statistic of nothing but the label. */
function isOfLabel({ columns, usesLabels }: Influence, { fit }: Trial): boolean {
  if (usesLabels) return true;
  const labels = fit.labels?.columns;
  if (labels?.kind !== 'exactly' || columns === null || columns.length === 0 || labels.names.length === 0) return false;
  return columns.every((column) => labels.names.includes(column));
}

/** Calls that put a statistic where values are missing. */
const FILLING: ReadonlySet<string> = new Set(['fillna', 'fill_null', 'fill_nan', 'nan_to_num', 'replace', 'combine_first']);
/** Tests for missing values. */
const GAPS: ReadonlySet<string> = new Set(['isnull', 'isna', 'isnan', 'is_null', 'is_nan', 'notnull', 'notna']);

function fillsGaps({ node, name }: Influence, facts: Facts): boolean {
  if (FILLING.has(name)) return true;
  return facts.calls.some((call) => {
    const short = call.name?.split('.').at(-1) ?? (call.node.callee.kind === 'Attribute' ? call.node.callee.attribute : '');
    return FILLING.has(short) && call.arguments.some(({ value }) => value.influences.some((influence) => influence.node === node));
  }) || isPutIntoGaps(node, facts);
}

/** `df.loc[df.age.isnull(), 'age'] = df.age.mean()` */
function isPutIntoGaps(node: Node, facts: Facts): boolean {
  const statement = enclosing(node, ['Assign']);
  return statement !== null && statement.targets.some((target) => target.kind === 'Subscript' && [...GAPS].some((name) => facts.textOf(target.index).includes(`${name}(`)));
}

// Copies

/** Returns who speaks of copies made at the node. */
export function ownerOfCopies(at: Node, kind: 'copies' | 'union', trial: Trial, facts: Facts): Owner & { readonly name: string } {
  const call = facts.calls.find(({ node }) => node === at);
  const learned = [...trial.train.influences, ...trial.test.influences].find(({ node, by }) => node === at && (by === 'resampler' || by === 'augmentation'));
  const callee = call?.node.callee;
  const name = learned?.name ?? (callee?.kind === 'Attribute' ? callee.attribute : callee?.kind === 'Name' ? callee.id : 'copying');
  const isAugmentation = kind === 'union' || learned?.by === 'augmentation' || (call?.api?.is === 'data' && call.api.by === 'augmentation');
  return { rule: isAugmentation ? 'augment-before-split' : 'resample-before-split', severity: isAugmentation ? 'warning' : 'error', name };
}
