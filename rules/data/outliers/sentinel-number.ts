import { columnRule } from '../../api/rule.ts';
import { measure } from '../../api/measure.ts';
import { where } from '../../api/predicate.ts';
import { countedNumbers, sizeOf, typicalSpread } from '../../api/sample-statistics.ts';
import { frameColumn, pythonNumber } from '../../api/frame-column.ts';
import type { Column } from '../../api/column.ts';
import type { ValueCounts } from '../../api/measure.ts';
import type { At } from '../../api/rule.ts';
import type { CountedNumber } from '../../api/sample-statistics.ts';

export const rule = columnRule({
  id: 'outliers/sentinel-number',
  summary: 'Numbers such as -999 that stand for "no value"',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.1.0',
  sources: [
    { title: 'Hynes, Sculley, Terry: The Data Linter, NIPS ML Systems Workshop 2017', where: 'tailed distribution' },
    { title: 'The Quartz guide to bad data', where: 'suspicious numbers', url: 'https://github.com/Quartz/bad-data-guide' },
  ],
  docs: {
    what: 'The smallest or largest number of a column is one that people use for "no value" (-1, -999, 9999, 1e20, repeated digits), occurs more than once, and lies far from all others, or is the only negative one, or far more common than its neighbours.',
    why: 'The model takes the code for a measurement: a mean age of -40, a scaler stretched by 99999, a split that only finds the missing rows.',
    instead: 'Read the code as missing, for example with `na_values` of `read_csv`, and decide openly how to fill it.',
    limits: 'Numbers that are not on the list, codes inside the range of the others, and codes that a sample of 10,000 rows does not meet twice are not seen. Top-coded values (all above a limit written as 99999) look the same.',
  },
  options: {
    codes: {
      kind: 'numbers',
      default: [-1, -9, -99, -999, -9999, -99999, -999999, -6666, 999, 9999, 99999, 999999, -32768, -2147483648, 2147483647, 1e20, 1e30, 1e36, -1e20, -1e30, -1e31],
      doc: 'Numbers that may stand for "no value".',
      source: 'The Quartz guide to bad data; Data Smells catalogue; fill values of climate files',
    },
    repeatedDigits: { kind: 'number', default: 3, min: 2, max: 20, unit: 'characters', doc: 'Whole numbers of at least this many equal digits count as codes too (777, -8888).', source: "Lintel's own choice" },
    gap: { kind: 'number', default: 3, min: 0, max: 1e6, unit: 'interquartile ranges', doc: 'Distance to the nearest other number.', source: "Lintel's own choice, after Tukey's outer fence" },
    steps: { kind: 'number', default: 10, min: 1, max: 1e6, unit: 'ratio', doc: 'For a listed number that is the only negative one: how many usual steps between values it must lie below the others.', source: "Lintel's own choice" },
    spike: { kind: 'number', default: 10, min: 1, max: 1e6, unit: 'ratio', doc: 'Without such a distance: how many times more often than its nearest neighbours a listed extreme must occur.', source: "Lintel's own choice" },
    mostLevels: { kind: 'number', default: 20, min: 1, max: 1e6, unit: 'values', doc: 'Columns with at most this many distinct values are not searched for spikes.', source: 'The Data Linter, enum detector, 20 values' },
    minCount: { kind: 'number', default: 2, min: 1, max: 1e9, unit: 'rows', doc: 'Fewest rows that hold the code.', source: "Lintel's own choice" },
    minRows: { kind: 'number', default: 20, min: 2, max: 1e9, unit: 'rows', doc: 'Fewest numbers the column must have.', source: "Lintel's own choice" },
  },
  messages: {
    isolated: '`{column}` is {codes} in {count} of {rows} rows, far from all other values',
    onlyNegative: '`{column}` is {codes} in {count} of {rows} rows, its only negative value',
    spike: '`{column}` is {codes} in {count} of {rows} rows, far more often than its neighbours',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'An age of -999 occurs twice',
        format: 'csv',
        text: 'age\n34\n-999\n^^^^ isolated\n51\n28\n-999\n45\n',
        options: { minRows: 5 },
      },
    ],
    good: [
      {
        title: 'A balance of -999 is one of many',
        format: 'csv',
        text: 'balance\n340\n-999\n-510\n280\n-999\n45\n',
        options: { minRows: 5 },
      },
      {
        title: 'Sentiment of -1, 0 and 1',
        format: 'csv',
        text: 'sentiment\n-1\n0\n1\n1\n-1\n0\n',
        options: { minRows: 5 },
      },
    ],
  },
  yieldsTo: [],
  mend: (request) => {
    const { verdict } = request;
    const frame = frameColumn(request);
    const codes = 'data' in verdict && verdict.data !== undefined ? verdict.data.codes : null;
    if (frame === null || codes === null || typeof codes !== 'object' || !('values' in codes)) return null;
    const numbers = codes.values.map((code) => pythonNumber(Number(code)));
    return {
      pandas: `${frame.pandas} = ${frame.pandas}.mask(${frame.pandas}.isin([${numbers.join(', ')}]))`,
      polars: `df = df.with_columns(pl.when(${numbers.map((number) => `(${frame.polars} != ${number})`).join(' & ')}).then(${frame.polars}))`,
    };
  },
  applies: (column) => column.role !== 'id' && (column.kind === 'integer' || column.kind === 'float'),
  measures: () => ({ counts: measure.valueCounts, min: measure.min, max: measure.max, numbers: measure.numbers }),
  judge: ({ column, measured, options }) => {
    const { counts, min, max, numbers: total } = measured;
    if (total < options.minRows || min === null || max === null) return [];
    const isCode = (value: number): boolean => options.codes.includes(value) || hasRepeatedDigits(value, options.repeatedDigits);
    const numbers = knownNumbers(column, counts, (value) => isCode(value) && (value === min || value === max));
    const ends = [
      { extreme: min, outward: numbers },
      { extreme: max, outward: [...numbers].reverse() },
    ];
    const found = ends.map(({ extreme, outward }): Found | null => {
      const firstOther = outward.findIndex(({ value, count }) => !isCode(value) || count < options.minCount);
      if (firstOther <= 0 || outward[0]?.value !== extreme) return null;
      const isolated = isolatedCodes(outward, firstOther, options.gap);
      if (isolated.length > 0) return { kind: 'isolated', codes: isolated };
      if (isExact(counts) && isLoneNegative(outward, options.steps)) return { kind: 'onlyNegative', codes: [extreme] };
      return isSpike(outward, options) ? { kind: 'spike', codes: [extreme] } : null;
    });
    return found
      .filter((each) => each !== null)
      .map(({ kind, codes }) =>
        kind !== 'spike'
          ? { message: kind, at: rowsWith(column, codes), data: { codes: printed(codes) } }
          : { message: kind, at: rowsWith(column, codes), data: { codes: printed(codes) }, severity: 'info', confidence: 'possible' },
      );
  },
});

interface Found {
  readonly kind: 'isolated' | 'onlyNegative' | 'spike';
  readonly codes: readonly number[];
}

function rowsWith(column: Column, codes: readonly number[]): At {
  return { kind: 'rows', selector: where(column.index, { op: 'or', of: codes.map((than) => ({ op: 'compare', is: '=', than })) }) };
}

function printed(codes: readonly number[]): { readonly values: readonly string[] } {
  return { values: codes.map(String) };
}

/** Codes named in one finding. */
const MOST_CODES = 3;

function hasRepeatedDigits(value: number, length: number): boolean {
  const digits = String(Math.abs(value));
  return digits.length >= length && /^([1-9])\1+$/.test(digits);
}

/** Returns all numbers where they are known, else those of the sample and the extremes that were counted. */
function knownNumbers(column: Column, counts: ValueCounts, isWanted: (value: number) => boolean): readonly CountedNumber[] {
  if (isExact(counts)) return countedNumbers(counts.values);
  const sampled = countedNumbers(column.sample.values);
  const known = new Set(sampled.map(({ value }) => value));
  const extremes = countedNumbers(counts.values).filter(({ value }) => isWanted(value) && !known.has(value));
  return [...sampled, ...extremes].sort((a, b) => a.value - b.value);
}

function isExact({ basis, isComplete }: ValueCounts): boolean {
  return basis === 'table' && isComplete;
}

/** Returns the outermost codes that lie far from all other numbers. `outward` runs from the extreme inwards. */
function isolatedCodes(outward: readonly CountedNumber[], runLength: number, gap: number): readonly number[] {
  for (let length = Math.min(runLength, MOST_CODES); length > 0; length -= 1) {
    const last = outward[length - 1];
    const next = outward[length];
    if (last === undefined || next === undefined) continue;
    const others = [...outward.slice(length)].sort((a, b) => a.value - b.value);
    if (Math.abs(last.value - next.value) > gap * typicalSpread(others)) return outward.slice(0, length).map(({ value }) => value);
  }
  return [];
}

/** Different values from which a usual step can be told. */
const FEWEST_VALUES = 5;

/** True when the first number is the only negative one and the others begin many of their usual steps above it. */
function isLoneNegative([first, next, ...rest]: readonly CountedNumber[], steps: number): boolean {
  if (first === undefined || next === undefined || first.value >= 0 || next.value < 0 || rest.length < FEWEST_VALUES) return false;
  const gaps = rest.map(({ value }, index) => value - (index === 0 ? next : (rest[index - 1] ?? next)).value).sort((a, b) => a - b);
  const usual = gaps[gaps.length >> 1] ?? 0;
  return usual > 0 && next.value - first.value >= steps * usual;
}

/** Neighbours an extreme is compared with. */
const NEIGHBOURS = 3;

/** True when the extreme is far more common than its neighbours and, where it is negative, the only negative number. */
function isSpike(outward: readonly CountedNumber[], limits: { readonly spike: number; readonly mostLevels: number }): boolean {
  const [extreme, ...others] = outward;
  if (extreme === undefined || others.length < limits.mostLevels) return false;
  if (extreme.value < 0 && others.some(({ value }) => value < 0)) return false;
  const neighbours = others.slice(0, NEIGHBOURS);
  return extreme.count >= limits.spike * Math.max(...neighbours.map(({ count }) => count)) && sizeOf(others) > 0;
}
