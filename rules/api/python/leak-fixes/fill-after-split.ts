/** `df["age"] = df["age"].fillna(df["age"].mean())` before the split: fill both parts with the mean of the training rows. */
import type { CodeFix } from '../../python-rule.ts';
import type { Facts } from '../facts.ts';
import { linesAfter, withoutLine } from '../insert-line.ts';
import type { Leak } from '../leaks.ts';
import type { Columns, Value } from '../value.ts';
import { enclosing } from '../syntax.ts';
import type { Call, Expression, Statement } from '../syntax.ts';
import { complete, splitOf } from './learn-after-split.ts';
import type { WrittenSplit } from './learn-after-split.ts';
import { between, freeName, ownStatement } from './replace.ts';

/** Returns the fix, or none where the shape is another one. */
export function fillAfterSplit(leak: Leak, facts: Facts): readonly CodeFix[] {
  const split = splitOf(leak, facts);
  const statement = ownStatement(leak.at, facts);
  const filling = statement === null ? null : fillingOf(leak, statement, facts);
  if (split === null || statement === null || filling === null || between(statement, split.statement, facts) === null) return [];
  const parts = partsWith(filling.column, split, facts);
  if (parts === null) return [];
  const name = freeName(`${filling.column.replaceAll(/\W+/gu, '_').toLowerCase()}_${leak.name}`, facts);
  const place = (part: string): string => `${part}["${filling.column}"]`;
  const fill = (part: string): string => `${place(part)} = ${place(part)}.fillna(${name})`;
  const lines = [`${name} = ${place(parts.train)}${filling.statistic}`, fill(parts.train), fill(parts.test)];
  const edits = complete([withoutLine(statement, facts), linesAfter(split.statement, lines, facts)]);
  return edits === null ? [] : [{ title: `Fill both parts with the ${leak.name} of the training rows`, safety: 'review', edits }];
}

interface Filling {
  readonly column: string;
  /** What is asked of the column, as written: `.mode()[0]`. */
  readonly statistic: string;
}

/** `T = T.fillna(T.mean())` and `T.fillna(T.mean(), inplace=True)` with a column T. */
function fillingOf({ at }: Leak, statement: Statement, facts: Facts): Filling | null {
  const call = fillCall(at, statement);
  const [value] = call?.arguments ?? [];
  if (call?.callee.kind !== 'Attribute' || value === undefined || call.arguments.length !== 1) return null;
  const place = call.callee.value;
  const column = columnOf(place);
  const text = facts.textOf(place);
  const isWhole = statement.kind === 'Expr' ? statement.value === call && isInPlace(call) : statement.kind === 'Assign' && statement.value === call && statement.targets.length === 1 && statement.targets.every((target) => facts.textOf(target) === text);
  if (!isWhole || column === null || !facts.textOf(value).startsWith(`${text}.`)) return null;
  return { column, statistic: facts.textOf(value).slice(text.length) };
}

function fillCall(at: Leak['at'], statement: Statement): Call | null {
  const call = enclosing(at, ['Call']);
  const isFill = call?.callee.kind === 'Attribute' && call.callee.attribute === 'fillna';
  if (call === null || call.start < statement.start) return null;
  return isFill ? call : fillCall(call, statement);
}

function isInPlace({ keywords }: Call): boolean {
  return keywords.length === 1 && keywords.every(({ name, value }) => name === 'inplace' && value.kind === 'Constant' && value.value === true);
}

function columnOf(place: Expression): string | null {
  if (place.kind === 'Attribute' && place.value.kind === 'Name') return place.attribute;
  return place.kind === 'Subscript' && place.value.kind === 'Name' && place.index.kind === 'Constant' && typeof place.index.value === 'string' ? place.index.value : null;
}

/** Returns the names of the parts whose table surely still has the column. */
function partsWith(column: string, { inputs, targets }: WrittenSplit, facts: Facts): { readonly train: string; readonly test: string } | null {
  const index = inputs.findIndex((input) => hasColumn(facts.valueOf(input), column));
  const [train, test] = [targets[index * 2], targets[index * 2 + 1]];
  return index === -1 || train === undefined || test === undefined ? null : { train: train.id, test: test.id };
}

function hasColumn(value: Value | null, column: string): boolean {
  return value?.kind === 'data' && value.form === 'frame' && isAmong(value.columns, column);
}

function isAmong(columns: Columns, column: string): boolean {
  if (columns.kind === 'unknown') return false;
  return columns.kind === 'exactly' ? columns.names.includes(column) : columns.added.includes(column) || !columns.removed.includes(column);
}
