import { MEASURE_WORDS, nameHas } from '../../api/column-names.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { measure } from '../../api/measure.ts';
import { columnRule } from '../../api/rule.ts';
import { countedNumbers, sizeOf, type CountedNumber } from '../../api/sample-statistics.ts';

export const rule = columnRule({
  id: 'miscoding/low-cardinality-number',
  summary: 'Category codes held as numbers',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'Hynes, Sculley, Terry: The Data Linter, NIPS ML Systems Workshop 2017', where: 'enum' }],
  docs: {
    what: 'A column has only a few distinct whole numbers over many rows, and either its name speaks of a category (type, status, region) or the numbers are 0 or 1 upwards without a gap and rise and fall several times in frequency, as codes do and counts do not.',
    why: 'Codes have no order and no distance. A model that takes them for amounts learns that region 4 lies between 3 and 5.',
    instead: 'Tell the reader that the column is a category and encode it as one. If the numbers are grades in order, ignore the finding with a reason.',
    limits: 'Never for 0 and 1 or other flags of two values, for labels, for names that speak of a count, an age, a rating or another amount, and for small tables: there must be a hundred rows per value. Without a telling name it is a guess.',
  },
  options: {
    mostValues: { kind: 'number', default: 20, min: 3, max: 1000, unit: 'values', doc: 'Most distinct values codes may have.', source: 'The Data Linter, 20 values' },
    mostDistinctShare: { kind: 'number', default: 0.01, min: 0, max: 1, unit: 'share', doc: 'Distinct values over rows must be at most this.', source: "Lintel's own choice; the Data Linter has no ratio and flags every small table" },
    minRows: { kind: 'number', default: 100, min: 1, max: 1e9, unit: 'rows', doc: 'Fewest rows with a value.', source: "Lintel's own choice" },
    minRise: { kind: 'number', default: 0.2, min: 0, max: 1, unit: 'share', doc: 'How far the frequency must fall and rise again between two peaks, as a share of the largest frequency.', source: "Lintel's own choice" },
    categoryWords: {
      kind: 'strings',
      default: [
        'type', 'kind', 'class', 'category', 'cat', 'group', 'status', 'state', 'region', 'zone', 'district', 'country', 'city', 'gender', 'sex', 'race', 'ethnicity', 'marital', 'occupation', 'job', 'industry', 'sector',
        'department', 'dept', 'brand', 'model', 'make', 'color', 'colour', 'season', 'weather', 'weathersit', 'species', 'channel', 'segment', 'cluster', 'vendor', 'provider', 'carrier', 'store', 'plan', 'method', 'mode', 'genre',
        'religion', 'language', 'currency', 'mszoning', 'subclass',
      ],
      doc: 'Words in a name that mean a category.',
      source: "Lintel's own choice",
    },
    amountWords: {
      kind: 'strings',
      default: [
        'age', 'year', 'years', 'yr', 'month', 'months', 'week', 'weeks', 'day', 'days', 'hour', 'hours', 'minute', 'minutes', 'rating', 'stars', 'rank', 'grade', 'level', 'quality', 'degree', 'stage', 'step', 'order', 'rooms',
        'bedrooms', 'bathrooms', 'children', 'siblings', 'persons', 'people', 'visits', 'times', 'education', 'number', 'n', 'nb', 'no', 'quantity', 'qty', 'floor', 'floors', 'cylinders', 'doors', 'gear', 'gears', 'speed', 'temp', 'time',
        'points', 'cond', 'qual', 'pixel', 'value', 'index', 'freq', 'frequency', 'version', 'capacity', 'weight', 'dose',
      ],
      doc: 'Words in a name that mean an amount or a grade; such columns are left alone.',
      source: "Lintel's own choice",
    },
  },
  messages: {
    named: '`{column}` is a category by its name, held as {distinct} whole numbers',
    shape: '`{column}` holds {distinct} distinct whole numbers in {rows} rows, maybe category codes',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'Regions numbered from 1 to 3',
        format: 'csv',
        text: 'region\n^^^^^^ named\n1\n3\n2\n3\n1\n3\n',
        options: { minRows: 6, mostDistinctShare: 0.5 },
      },
      {
        title: 'Frequencies rise and fall, as those of codes do',
        format: 'csv',
        text: 'x\n^ shape\n1\n1\n1\n2\n3\n3\n3\n4\n5\n5\n5\n',
        options: { minRows: 6, mostDistinctShare: 0.5 },
      },
    ],
    good: [
      {
        title: 'A region is two-valued',
        format: 'csv',
        text: 'region\n0\n1\n1\n0\n1\n0\n',
        options: { minRows: 6, mostDistinctShare: 0.5 },
      },
      {
        title: 'Counts fall off steadily',
        format: 'csv',
        text: 'x\n0\n0\n0\n0\n1\n1\n1\n2\n2\n3\n',
        options: { minRows: 6, mostDistinctShare: 0.5 },
      },
      {
        title: 'Number of regions is a count',
        format: 'csv',
        text: 'region_count\n1\n3\n2\n3\n1\n3\n',
        options: { minRows: 6, mostDistinctShare: 0.5 },
      },
      {
        title: 'Six rows prove nothing',
        format: 'csv',
        text: 'region\n1\n3\n2\n3\n1\n3\n',
      },
    ],
  },
  yieldsTo: [
    'miscoding/code-as-number', 'miscoding/leading-zeros-lost', 'miscoding/circular-as-linear', 'packaging/constant-column', 'packaging/leftover-index-column', 'outliers/sentinel-number',
  ],
  mend: ({ column, table }) => {
    const frame = frameColumn({ column, table });
    if (frame === null) return null;
    return {
      pandas: `${frame.pandas} = ${frame.pandas}.astype("category")`,
      polars: `df = df.with_columns(${frame.polars}.cast(pl.String).cast(pl.Categorical))`,
    };
  },
  applies: (column, { options }) =>
    column.role === 'feature' &&
    (column.kind === 'integer' || column.kind === 'float') &&
    column.sample.values.length > 1 &&
    column.sample.values.length <= options.mostValues + SPARE_VALUES &&
    !nameHas(column.name, [...MEASURE_WORDS, ...options.amountWords]),
  measures: () => ({ counts: measure.valueCounts, numbers: measure.numbers, wholes: measure.wholes }),
  judge: ({ column, measured, options }) => {
    const { counts, numbers, wholes } = measured;
    if (!counts.isComplete || counts.basis !== 'table' || wholes < numbers || numbers < options.minRows) return [];
    const codes = countedNumbers(counts.values);
    const distinct = codes.length;
    if (isFlag(codes) || distinct > options.mostValues || distinct > options.mostDistinctShare * numbers || sizeOf(codes) < numbers) return [];
    if (nameHas(column.name, options.categoryWords)) return [{ message: 'named', at: { kind: 'header' }, data: { distinct } }];
    if (distinct === 2 || !isGapless(codes) || peaks(codes, options.minRise) < FEWEST_PEAKS) return [];
    return [{ message: 'shape', at: { kind: 'header' }, confidence: 'possible', data: { distinct } }];
  },
});

/** Distinct texts besides the codes: missing tokens and other spellings of a number. */
const SPARE_VALUES = 20;
/** One peak is a count, two are common in amounts as well. Lintel's own choice. */
const FEWEST_PEAKS = 3;

/** One value, or two of which either stands for no or yes: 0 and 1, 1 and 2, -1 and 1. */
function isFlag(codes: readonly CountedNumber[]): boolean {
  const [first, second] = codes;
  return codes.length < 2 || (codes.length === 2 && first !== undefined && second !== undefined && (first.value <= 1 || second.value === first.value + 1));
}

function isGapless(codes: readonly CountedNumber[]): boolean {
  const first = codes[0]?.value;
  return (first === 0 || first === 1) && codes.every(({ value }, index) => value === first + index);
}

/** Counts the peaks between which the frequency falls by at least `minRise` of the largest one. */
function peaks(codes: readonly CountedNumber[], minRise: number): number {
  const rise = minRise * Math.max(...codes.map(({ count }) => count));
  let found = 0;
  let isRising = true;
  let extreme = 0;
  for (const count of [...codes.map((code) => code.count), 0]) {
    if (isRising ? count >= extreme : count <= extreme) extreme = count;
    else if (Math.abs(count - extreme) >= rise) {
      if (isRising) found++;
      isRising = !isRising;
      extreme = count;
    }
  }
  return found;
}
