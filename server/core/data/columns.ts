/** Turns what the bytes or the engine say of a table's columns into the columns rules see. Pure. */
import type { Column, ColumnSample, PhysicalType, ValueKind } from '../../../rules/api/column.ts';
import { isDisguisedMissing, isPandasMissing } from '../../../rules/api/missing-tokens.ts';
import { isIntegerText, isNumberText } from '../../../rules/api/number-text.ts';
import { nameTokens } from '../../../rules/api/column-names.ts';
import type { DatasetEntry } from '../config.ts';
import type { RawSample } from './opened-table.ts';

/**
 * Share of sampled text values, missing tokens left out, that must be numbers for the column to count as numbers. Our own
 * choice: a few stray words must not turn a number column into text, which is itself worth a finding.
 */
const NUMBER_SHARE = 0.9;

/** Lower-cased names that mean the label when nothing is configured; only words that mean nothing else. */
const LABEL_NAMES: ReadonlySet<string> = new Set(['label', 'target', 'y']);

const ID_TOKENS: ReadonlySet<string> = new Set(['id', 'ids', 'identifier', 'uuid', 'guid', 'pk']);

const NON_FINITE = /^[+-]?(?:inf|infinity|nan)$/i;

export interface ColumnFacts {
  readonly name: string;
  readonly physical: PhysicalType;
  /** Share of the sampled values in quotes; null when the format has none. */
  readonly quotedShare: number | null;
}

export interface ColumnRequest {
  readonly facts: readonly ColumnFacts[];
  readonly sample: RawSample;
  /** CSV has no types of its own: kinds are read off the text. */
  readonly isUntyped: boolean;
  readonly entry: DatasetEntry | null;
  /** Overrides the configured label. */
  readonly label: string | null;
}

/** Returns the columns in file order, and which is the label. */
export function describeColumns(request: ColumnRequest): { readonly columns: readonly Column[]; readonly label: Column | null } {
  const labelIndex = findLabel(request);
  const columns = request.facts.map((facts, index): Column => {
    const sample = sampleColumn(request.sample, index);
    return {
      index,
      name: facts.name,
      physical: facts.physical,
      kind: kindOf(facts.physical, sample, request),
      quoted: quoted(facts.quotedShare),
      role: index === labelIndex ? 'label' : isId(facts.name, request.entry) ? 'id' : 'feature',
      sample,
    };
  });
  return { columns, label: columns[labelIndex] ?? null };
}

function findLabel({ facts, entry, label }: ColumnRequest): number {
  const wanted = label ?? entry?.label ?? null;
  if (wanted !== null) return facts.findIndex((column) => column.name === wanted);
  const named = facts.flatMap((column, index) => (LABEL_NAMES.has(column.name.trim().toLowerCase()) ? [index] : []));
  return named.length === 1 ? (named[0] ?? -1) : -1;
}

function isId(name: string, entry: DatasetEntry | null): boolean {
  if (entry?.ids.includes(name) === true) return true;
  const tokens = nameTokens(name);
  const last = tokens.at(-1);
  return last !== undefined && ID_TOKENS.has(last);
}

function sampleColumn(sample: RawSample, index: number): ColumnSample {
  const counts = new Map<string, number>();
  let missing = 0;
  for (const row of sample.rows) {
    const value = row[index] ?? null;
    if (value === null || value === '') missing++;
    else counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const values = [...counts].map(([value, count]) => ({ value, count }));
  values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return { rows: sample.rows.length, missing, values, isWholeTable: sample.isWholeTable };
}

function kindOf(physical: PhysicalType, sample: ColumnSample, request: ColumnRequest): ValueKind {
  if (sample.rows > 0 && sample.missing === sample.rows) return 'empty';
  if (physical !== 'text' || !request.isUntyped) return physical;
  return kindOfText(sample);
}

function kindOfText(sample: ColumnSample): ValueKind {
  let total = 0;
  let numbers = 0;
  let integers = 0;
  let booleans = 0;
  for (const { value, count } of sample.values) {
    if (isPandasMissing(value) || isDisguisedMissing(value)) continue;
    total += count;
    if (isNumberText(value)) {
      numbers += count;
      if (isIntegerText(value)) integers += count;
    } else if (NON_FINITE.test(value.trim())) numbers += count;
    else if (/^(?:true|false)$/i.test(value)) booleans += count;
  }
  if (total === 0) return 'text';
  if (booleans === total) return 'boolean';
  if (numbers < NUMBER_SHARE * total) return 'text';
  return integers === numbers ? 'integer' : 'float';
}

function quoted(share: number | null): Column['quoted'] {
  if (share === null) return 'unknown';
  return share === 0 ? 'none' : share === 1 ? 'all' : 'some';
}
