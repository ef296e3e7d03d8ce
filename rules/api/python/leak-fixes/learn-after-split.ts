/**
 * `X = scaler.fit_transform(X)` before `X_train, X_test, ... = train_test_split(X, ...)`: split first, fit on the training rows, and only
 * transform the test rows. Resampling moves likewise, to the training rows alone. Only where both are plain statements of one block
 * and nothing in between needs what was learned.
 */
import type { CodeEdit, CodeFix } from '../../python-rule.ts';
import type { Facts } from '../facts.ts';
import { linesAfter, withoutLine } from '../insert-line.ts';
import type { Leak } from '../leaks.ts';
import { rowPath } from '../row-path.ts';
import type { Assign, Call, Expression, Name, Statement } from '../syntax.ts';
import { between, freeName, ownStatement, readsAfter, replaced } from './replace.ts';

/** Returns the fix, or none where the shape is another one. */
export function learnAfterSplit(leak: Leak, facts: Facts): readonly CodeFix[] {
  const { at } = leak;
  const split = splitOf(leak, facts);
  const learning = at.kind === 'Call' ? ownStatement(at, facts) : null;
  if (at.kind !== 'Call' || split === null || learning?.kind !== 'Assign' || at.callee.kind !== 'Attribute') return [];
  const edits = at.callee.attribute === 'fit_transform' ? transforming(at, learning, split, facts) : isResampling(at.callee.attribute) ? resampling(at, learning, split, facts) : null;
  if (edits === null) return [];
  const title = isResampling(at.callee.attribute) ? `Split first, and let \`${leak.name}\` resample the training rows only` : `Split first, and fit \`${leak.name}\` on the training rows only`;
  return [{ title, safety: 'review', edits }];
}

function isResampling(method: string): boolean {
  return method === 'fit_resample' || method === 'fit_sample';
}

/** A split written as an assignment to names: `a, b, c, d = train_test_split(X, y)`. */
export interface WrittenSplit {
  readonly statement: Assign;
  readonly call: Call;
  /** Data split, in order. */
  readonly inputs: readonly Expression[];
  /** Two for each input: training and test. */
  readonly targets: readonly Name[];
}

/** Returns the split that set the rows apart that judge the model; null when it is written otherwise. */
export function splitOf({ trial }: Leak, facts: Facts): WrittenSplit | null {
  const parts = new Set(rowPath(trial.test.rows).flatMap((rows) => (rows.kind === 'part' && rows.turn === null ? [rows.node] : [])));
  const event = facts.splits.find(({ node, isFold }) => !isFold && parts.has(node));
  const call = event?.call?.node;
  const statement = call === undefined ? null : ownStatement(call, facts);
  if (call === undefined || statement?.kind !== 'Assign' || statement.value !== call) return null;
  const [target] = statement.targets;
  if (target?.kind !== 'Tuple' && target?.kind !== 'List') return null;
  const targets = target.elements.filter((element): element is Name => element.kind === 'Name');
  const inputs = call.arguments;
  return targets.length === target.elements.length && targets.length === inputs.length * 2 ? { statement, call, inputs, targets } : null;
}

function pairFor(name: string, { inputs, targets }: WrittenSplit): { readonly train: string; readonly test: string; readonly input: Expression } | null {
  const index = inputs.findIndex((input) => input.kind === 'Name' && input.id === name);
  const [train, test, input] = [targets[index * 2], targets[index * 2 + 1], inputs[index]];
  return index === -1 || train === undefined || test === undefined || input === undefined ? null : { train: train.id, test: test.id, input };
}

// Transformers

function transforming(fit: Call, learning: Assign, split: WrittenSplit, facts: Facts): readonly CodeEdit[] | null {
  const [target, more] = learning.targets;
  const [given, label] = fit.arguments;
  const base = target?.kind === 'Subscript' ? target.value : target;
  if (base?.kind !== 'Name' || more !== undefined || given === undefined || fit.callee.kind !== 'Attribute' || !isMovable(base, learning, split, facts)) return null;
  const pair = pairFor(base.id, split);
  if (pair === null || target === undefined) return null;
  const place = (name: string): string => `${name}${facts.textOf(target).slice(base.end - base.start)}`;
  if (target.kind === 'Subscript' && facts.textOf(given) !== facts.textOf(target)) return null;
  const labelled = label === undefined ? '' : label.kind === 'Name' ? pairFor(label.id, split)?.train : undefined;
  const maker = learnerName(fit, learning, split, facts);
  if (labelled === undefined || maker === null) return null;
  const [before, after] = around(fit, learning, facts);
  const fitted = `${place(pair.train)} = ${before}${maker.name}.fit_transform(${place(pair.train)}${labelled === '' ? '' : `, ${labelled}`})${after}`;
  const transformed = `${place(pair.test)} = ${before}${maker.name}.transform(${place(pair.test)})${after}`;
  const isInPlace = facts.textOf(given) === facts.textOf(target);
  return complete([isInPlace ? withoutLine(learning, facts) : replaced(learning.value, facts.textOf(given), facts), linesAfter(split.statement, [...maker.lines, fitted, transformed], facts)]);
}

/** `pd.DataFrame(` and `.toarray()` around the call. */
function around(call: Call, { value }: Assign, facts: Facts): readonly [string, string] {
  const text = facts.textOf(value);
  return [text.slice(0, call.start - value.start), text.slice(call.end - value.start)];
}

function learnerName({ callee }: Call, learning: Assign, split: WrittenSplit, facts: Facts): { readonly name: string; readonly lines: readonly string[] } | null {
  if (callee.kind !== 'Attribute') return null;
  const { value } = callee;
  if (value.kind === 'Name') return readsAfter(value, learning.end, facts, []).some((read) => read.start < split.statement.start) ? null : { name: value.id, lines: [] };
  if (value.kind !== 'Call') return null;
  const name = freeName(nounOf(facts.textOf(value.callee)), facts);
  return { name, lines: [`${name} = ${facts.textOf(value)}`] };
}

/** `sklearn.preprocessing.StandardScaler` is a `scaler`. */
function nounOf(className: string): string {
  return (/[A-Z][a-z]+$/u.exec(className)?.[0] ?? 'fitted').toLowerCase();
}

// Resampling

function resampling(fit: Call, learning: Assign, split: WrittenSplit, facts: Facts): readonly CodeEdit[] | null {
  const [target] = learning.targets;
  if (target?.kind !== 'Tuple' || learning.value !== fit || fit.callee.kind !== 'Attribute' || fit.arguments.length !== target.elements.length) return null;
  const names = target.elements.filter((element): element is Name => element.kind === 'Name');
  const pairs = names.map((name) => pairFor(name.id, split));
  const trains = pairs.flatMap((pair) => (pair === null ? [] : [pair.train]));
  if (trains.length !== target.elements.length || names.some((name) => !isMovable(name, learning, split, facts))) return null;
  const line = `${trains.join(', ')} = ${facts.textOf(fit.callee)}(${trains.join(', ')})`;
  const isInPlace = names.every((name, index) => fit.arguments[index]?.kind === 'Name' && facts.textOf(fit.arguments[index]) === name.id);
  const given = fit.arguments.map((argument) => facts.textOf(argument)).join(', ');
  return complete([isInPlace ? withoutLine(learning, facts) : replaced(fit, given, facts), linesAfter(split.statement, [line], facts)]);
}

/** Nothing reads the learned values but the split. */
function isMovable(name: Name, learning: Statement, split: WrittenSplit, facts: Facts): boolean {
  if (between(learning, split.statement, facts) === null) return false;
  return readsAfter(name, learning.end, facts, [split.statement]).length === 0;
}

export function complete(edits: readonly (CodeEdit | null)[]): readonly CodeEdit[] | null {
  const known = edits.filter((edit) => edit !== null);
  return known.length === edits.length ? known : null;
}
