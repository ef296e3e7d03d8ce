import { columnRule } from '../../api/rule.ts';
import { measure } from '../../api/measure.ts';
import { where } from '../../api/predicate.ts';
import { countedNumbers, isQuantity, quantile, sizeOf, typicalSpread } from '../../api/sample-statistics.ts';
import type { CountedNumber } from '../../api/sample-statistics.ts';

export const rule = columnRule({
  id: 'outliers/uncommon-sign',
  summary: 'A few numbers with another sign than the rest',
  severity: 'info',
  confidence: 'possible',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'Hynes, Sculley, Terry: The Data Linter, NIPS ML Systems Workshop 2017', where: 'uncommon sign' }],
  docs: {
    what: 'Nearly all numbers of a column have one sign and a few have the other, or are 0 while all others lie far from 0.',
    why: 'A negative age or a blood pressure of 0 is a typing slip or a code for "not known". A model takes it for a measurement.',
    instead: 'Look at the rows. Replace codes and slips by a missing value; if the sign is right, ignore the finding with a reason.',
    limits: 'Silent where the rare sign is the thin end of a distribution that runs smoothly through 0, such as temperatures, and for columns with few distinct values. Whether it runs smoothly is judged on a sample.',
  },
  options: {
    mostShare: { kind: 'number', default: 0.01, min: 0, max: 0.5, unit: 'share', doc: 'Largest share of negative (or positive) numbers that counts as uncommon.', source: "Lintel's own choice; the Data Linter uses 0.05 of the distinct values" },
    mostZeroShare: { kind: 'number', default: 0.05, min: 0, max: 0.5, unit: 'share', doc: 'Largest share of zeros that counts as uncommon.', source: 'The Data Linter, uncommon sign, 0.05' },
    gap: { kind: 'number', default: 1, min: 0, max: 1e6, unit: 'interquartile ranges', doc: 'Distance to the other numbers from which the uncommon ones stand apart.', source: "Lintel's own choice" },
    drop: { kind: 'number', default: 50, min: 1, max: 1e6, unit: 'ratio', doc: 'How many times more numbers must lie on the common side of 0, within the same distance.', source: "Lintel's own choice; the tail of a normal distribution stays below 50 down to 4 standard deviations" },
    mostLevels: { kind: 'number', default: 20, min: 1, max: 1e6, unit: 'values', doc: 'Columns with at most this many distinct values are taken for codes and left out.', source: 'The Data Linter, enum detector, 20 values' },
    minRows: { kind: 'number', default: 100, min: 2, max: 1e9, unit: 'rows', doc: 'Fewest numbers the column must have.', source: "Lintel's own choice" },
  },
  messages: {
    negative: '`{column}` is negative in {count} of {rows} rows',
    positive: '`{column}` is positive in only {count} of {rows} rows',
    zero: '`{column}` is 0 in {count} of {rows} rows, far from the other values',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'One height is negative',
        format: 'csv',
        text: 'height_cm\n168\n172\n-181\n^^^^ negative\n159\n190\n177\n',
        options: { minRows: 5, mostLevels: 3, mostShare: 0.2 },
      },
      {
        title: 'A blood pressure of 0 among pressures from 62 to 88',
        format: 'csv',
        text: 'blood_pressure\n62\n70\n0\n^ zero\n88\n74\n81\n',
        options: { minRows: 5, mostLevels: 3, mostZeroShare: 0.2 },
      },
    ],
    good: [
      {
        title: 'Temperatures run through 0',
        format: 'csv',
        text: 'temperature\n-1.5\n1\n4\n9\n12\n14\n',
        options: { minRows: 5, mostLevels: 3, mostShare: 0.2 },
      },
      {
        title: 'Counts of which one is 0',
        format: 'csv',
        text: 'visits\n1\n2\n0\n5\n3\n7\n',
        options: { minRows: 5, mostLevels: 3, mostZeroShare: 0.2 },
      },
    ],
  },
  yieldsTo: ['outliers/sentinel-number'],
  mend: null,
  applies: (column, { options }) => column.role === 'feature' && isQuantity(column, options.mostLevels),
  measures: () => ({ negatives: measure.negatives, zeros: measure.zeros, positives: measure.positives, min: measure.min, max: measure.max }),
  judge: ({ column, measured, options }) => {
    const { negatives, zeros, positives, min, max } = measured;
    const total = negatives + zeros + positives;
    if (total < options.minRows || min === null || max === null) return [];
    const sampled = countedNumbers(column.sample.values);
    const isRare = (count: number, mostShare: number): boolean => count > 0 && count <= mostShare * total;
    if (isRare(negatives, options.mostShare) && positives > negatives) {
      if (!standsApart({ numbers: sampled, rare: negatives, total, farthest: -min }, options)) return [];
      return [{ message: 'negative', at: { kind: 'rows', selector: where(column.index, { op: 'compare', is: '<', than: 0 }) } }];
    }
    if (isRare(positives, options.mostShare) && negatives > positives) {
      if (!standsApart({ numbers: mirrored(sampled), rare: positives, total, farthest: max }, options)) return [];
      return [{ message: 'positive', at: { kind: 'rows', selector: where(column.index, { op: 'compare', is: '>', than: 0 }) } }];
    }
    if (isRare(zeros, options.mostZeroShare) && (negatives === 0 || positives === 0) && zeroIsIsolated(sampled, options.gap)) {
      return [{ message: 'zero', at: { kind: 'rows', selector: where(column.index, { op: 'compare', is: '=', than: 0 }) } }];
    }
    return [];
  },
});

interface RareSide {
  /** Sampled numbers, ascending, turned so that the rare ones are negative. */
  readonly numbers: readonly CountedNumber[];
  /** Exact count of the rare ones. */
  readonly rare: number;
  readonly total: number;
  /** Distance from 0 of the farthest rare one. */
  readonly farthest: number;
}

/** True when there is a gap between the rare side and the rest, or the numbers stop abruptly at 0. */
function standsApart({ numbers, rare, total, farthest }: RareSide, limits: { readonly gap: number; readonly drop: number }): boolean {
  const others = numbers.filter(({ value }) => value >= 0);
  const nearestOther = others[0];
  if (nearestOther === undefined) return false;
  const sampledRare = numbers.filter(({ value }) => value < 0);
  const nearestRare = sampledRare[sampledRare.length - 1]?.value ?? -farthest;
  const reach = -(quantile(sampledRare, 0.5) ?? -farthest);
  if (nearestOther.value - nearestRare > limits.gap * typicalSpread(others)) return true;
  const withinReach = sizeOf(others.filter(({ value }) => value > 0 && value <= reach));
  return (withinReach / sizeOf(numbers)) * total >= limits.drop * rare;
}

function zeroIsIsolated(numbers: readonly CountedNumber[], gap: number): boolean {
  const others = numbers.filter(({ value }) => value !== 0);
  const nearest = others.reduce((least, { value }) => Math.min(least, Math.abs(value)), Infinity);
  return others.length > 0 && nearest > gap * typicalSpread(others);
}

function mirrored(numbers: readonly CountedNumber[]): readonly CountedNumber[] {
  return numbers.map(({ value, count }) => ({ value: -value, count })).reverse();
}
