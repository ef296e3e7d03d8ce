import { accentedKey, categoryKey } from '../../api/category-key.ts';
import type { Column } from '../../api/column.ts';
import { nameHas } from '../../api/column-names.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { measure } from '../../api/measure.ts';
import { whereIn } from '../../api/predicate.ts';
import { pythonString } from '../../api/python-literal.ts';
import { columnRule } from '../../api/rule.ts';
import { countOf, isMissingText, isText, type CountedValue } from '../../api/text-values.ts';

export const rule = columnRule({
  id: 'miscoding/category-variants',
  summary: 'One category in several spellings',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'deepchecks, String Mismatch' }, { title: 'Foidl, Felderer et al.: data smell catalogue and detector' }],
  docs: {
    what: 'Values of a category differ only in case, accents, repeated spaces or punctuation: NYC and nyc, São Paulo and Sao Paulo, New-York and New York.',
    why: 'Each spelling becomes a category of its own. The model sees fewer rows of each and a rare spelling in new data is unknown to it.',
    instead: 'Map the spellings to one where the data is loaded, or correct them at the source.',
    limits: 'Only columns whose values repeat and that have at most a thousand distinct ones. Digits, signs and punctuation that carries meaning are kept apart: 1.5 and 15, A+ and A-, C and C++. One and two letters count only where one spelling is rare, and accents only where one spelling has none. Spaces around the text belong to miscoding/surrounding-whitespace.',
  },
  options: {
    mostDistinctShare: { kind: 'number', default: 0.5, min: 0, max: 1, unit: 'share', doc: 'Distinct values over all values may be at most this; else the column is no category.', source: "Lintel's own choice" },
    minCount: { kind: 'number', default: 1, min: 1, max: 1e9, unit: 'rows', doc: 'Rows each spelling must have.', source: 'deepchecks String Mismatch, any' },
    mostShortShare: { kind: 'number', default: 0.2, min: 0, max: 0.5, unit: 'share', doc: 'For values of one or two characters: share the rarer spellings may have.', source: "Lintel's own choice" },
    skipWords: { kind: 'strings', default: ['word', 'words', 'token', 'tokens', 'lemma', 'char', 'character', 'symbol', 'ticker', 'allele', 'base', 'password', 'hash', 'url', 'path', 'sku'], doc: 'Words in a name that mean that case or punctuation matters.', source: "Lintel's own choice" },
  },
  messages: {
    spelled: '`{column}` writes {common} also as {variants}, in {count} of {rows} rows',
    many: '`{column}` spells {groups} categories in several ways, in {count} of {rows} rows',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'One city in two spellings',
        format: 'csv',
        text: 'city\nBerlin\nBerlin\nberlin\n^^^^^^ spelled\nParis\nParis\nParis\n',
      },
      {
        title: 'Accents and dashes',
        format: 'csv',
        text: 'city\nSão Paulo\nSão Paulo\nSao Paulo\n^^^^^^^^^ spelled\nNew York\nNew York\nNew-York\n^^^^^^^^ spelled\nNew York\nSão Paulo\n',
      },
    ],
    good: [
      {
        title: 'Different cities',
        format: 'csv',
        text: 'city\nBerlin\nBerlin\nBern\nParis\nParis\nParis\n',
      },
      {
        title: 'Signs carry meaning',
        format: 'csv',
        text: 'language,grade,size\nC,A+,1.5 l\nC++,A-,15 l\nC#,A,1.5 l\nC,A+,15 l\nC++,A-,1.5 l\nC#,A,15 l\n',
      },
      {
        title: 'Names of people rarely repeat',
        format: 'csv',
        text: 'name\nAnn Lee\nann lee\nBob May\nCem Koç\nDee Fox\n',
      },
    ],
  },
  yieldsTo: ['packaging/constant-column'],
  mend: ({ column, table, options }) => {
    const frame = frameColumn({ column, table });
    if (column === null || frame === null) return null;
    const groups = variantGroups(column.sample.values.slice(0, MOST_VALUES))
      .filter((group) => isFault(group, options))
      .slice(0, MOST_MAPPED);
    const pairs = groups.flatMap(({ common, variants }) => variants.map(({ value }) => `${pythonString(value)}: ${pythonString(common.value)}`));
    if (pairs.length === 0) return null;
    return {
      pandas: `${frame.pandas} = ${frame.pandas}.replace({${pairs.join(', ')}})`,
      polars: `df = df.with_columns(${frame.polars}.replace({${pairs.join(', ')}}))`,
    };
  },
  applies: (column, { options }) => isText(column) && column.role !== 'id' && isCategory(column, options.mostDistinctShare) && !nameHas(column.name, options.skipWords),
  measures: () => ({ counts: measure.valueCounts }),
  judge: ({ column, measured, options }) => {
    const { counts } = measured;
    if (!counts.isComplete || counts.basis !== 'table') return [];
    const groups = variantGroups(counts.values).filter((group) => isFault(group, options));
    const blamed = (group: Group): readonly string[] => group.variants.map(({ value }) => value);
    if (groups.length > MOST_VERDICTS) {
      const at = { kind: 'rows', selector: whereIn(column.index, groups.flatMap(blamed)) } as const;
      return [{ message: 'many', at, data: { groups: groups.length } }];
    }
    return groups.map((group) => ({
      message: 'spelled',
      at: { kind: 'rows', selector: whereIn(column.index, blamed(group)) },
      data: { common: { values: [group.common.value] }, variants: { values: blamed(group).slice(0, 2) } },
    }));
  },
});

interface Group {
  /** The most common spelling. */
  readonly common: CountedValue;
  /** The others, most common first. */
  readonly variants: readonly CountedValue[];
}

/** Groups with more than this are told together. */
const MOST_VERDICTS = 3;
const MOST_VALUES = 1000;
/** Spellings written out in mending code. */
const MOST_MAPPED = 20;

function isCategory({ sample }: Column, mostDistinctShare: number): boolean {
  return sample.values.length > 1 && sample.values.length <= mostDistinctShare * (sample.rows - sample.missing);
}

/** Returns the groups of spellings with one key, the largest first. Spellings that differ only in outer spaces count as one. */
function variantGroups(values: readonly CountedValue[]): readonly Group[] {
  const byKey = new Map<string, CountedValue[]>();
  for (const counted of values) {
    if (isMissingText(counted.value) || !/\p{L}/u.test(counted.value)) continue;
    const key = categoryKey(counted.value);
    byKey.set(key, [...(byKey.get(key) ?? []), counted]);
  }
  return [...byKey.values()].flatMap((spellings): Group[] => {
    const [common, ...rest] = spellings;
    const variants = rest.filter(({ value }) => value.trim() !== common?.value.trim());
    return common === undefined || variants.length === 0 ? [] : [{ common, variants }];
  });
}

function isFault({ common, variants }: Group, options: { readonly minCount: number; readonly mostShortShare: number }): boolean {
  const all = [common, ...variants];
  if (variants.some(({ count }) => count < options.minCount)) return false;
  const isShort = common.value.trim().length <= 2;
  if (isShort && countOf(variants) > options.mostShortShare * countOf(all)) return false;
  const keys = all.map(({ value }) => accentedKey(value));
  return new Set(keys).size < keys.length || keys.includes(categoryKey(common.value));
}
