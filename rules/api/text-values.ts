/** The values a rule about text judges, with what their counts are worth. */
import type { Column, Table } from './column.ts';
import type { ValueCounts } from './measure.ts';
import { isDisguisedMissing, isPandasMissing } from './missing-tokens.ts';

export interface CountedValue {
  readonly value: string;
  readonly count: number;
}

export interface TextValues {
  /** Tokens that stand for missing values are left out. */
  readonly values: readonly CountedValue[];
  /** Sum of the counts. */
  readonly total: number;
  /** True when these are all values of the table with exact counts; else they are those of the seeded sample. */
  readonly isExact: boolean;
}

/**
 * Returns all values where they were counted completely, else those of the sample: the most common ones alone would give a
 * false share.
 */
export function textValues(column: Column, counts: ValueCounts): TextValues {
  const isCounted = counts.isComplete && counts.basis === 'table';
  const values = (isCounted ? counts.values : column.sample.values).filter(({ value }) => !isMissingText(value));
  return { values, total: countOf(values), isExact: isCounted || column.sample.isWholeTable };
}

/** Returns every value known: the common ones of the table and those of the sample. Counts are not to be printed. */
export function knownValues(column: Column, counts: ValueCounts): readonly string[] {
  const known = new Set(counts.values.map(({ value }) => value));
  for (const { value } of column.sample.values) known.add(value);
  return [...known];
}

/** Returns the text in front of which a number of values is printed. */
export function valuesWord(values: TextValues): { readonly text: string } {
  return { text: values.isExact ? 'values' : 'sampled values' };
}

/** Sum of counts. */
export function countOf(values: readonly CountedValue[]): number {
  let sum = 0;
  for (const { count } of values) sum += count;
  return sum;
}

/** True for text that pandas or people take for a missing value. */
export function isMissingText(text: string): boolean {
  return isPandasMissing(text) || isDisguisedMissing(text);
}

/** True when the file itself says that the column is text: Parquet text, JSON strings. CSV says nothing. */
export function isTypedText(column: Column, format: Table['format']): boolean {
  return column.physical === 'text' && format !== 'csv';
}

/** True when readers get text: text that is no column of numbers or booleans. */
export function isText(column: Column): boolean {
  return column.physical === 'text' && column.kind === 'text';
}
