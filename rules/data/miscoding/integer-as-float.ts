import type { Column } from '../../api/column.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { measure } from '../../api/measure.ts';
import { isNumberText } from '../../api/number-text.ts';
import { columnRule } from '../../api/rule.ts';
import { isMissingText } from '../../api/text-values.ts';

export const rule = columnRule({
  id: 'miscoding/integer-as-float',
  summary: 'Whole numbers stored as floats',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'Hynes, Sculley, Terry: The Data Linter, NIPS ML Systems Workshop 2017', where: 'int as float' }],
  docs: {
    what: 'A float column, or a CSV column written with a decimal point such as 3.0, holds whole numbers only. Often a missing value did it: pandas turns a column of integers with gaps into floats and writes it back so.',
    why: 'Counts, codes and keys turn into 3.0, which no longer joins with 3, is not recognised as a category and hides that values are missing.',
    instead: 'Store an integer type that knows missing values: Int64 in pandas, Int64 in Polars and Parquet.',
    limits: 'One value with a fraction silences the rule. So do infinities, numbers from 2 to the 53rd on, where every float is whole, and two-valued columns. Measurements that happen to be rounded are told as well, since the values do not show the difference.',
  },
  options: {
    minRows: { kind: 'number', default: 20, min: 1, max: 1e9, unit: 'rows', doc: 'Fewest numbers the column must have.', source: "Lintel's own choice" },
    minDistinct: { kind: 'number', default: 3, min: 1, max: 1e6, unit: 'values', doc: 'Fewest distinct values in the sample.', source: "Lintel's own choice" },
  },
  messages: {
    gaps: '`{column}` is float, yet all its numbers are whole; {missing} of {rows} rows are missing',
    whole: '`{column}` is float, yet all its {numbers} numbers are whole',
    written: '`{column}` writes its {numbers} whole numbers with a decimal point, as `{example}`',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'A gap turned the ages into floats',
        format: 'csv',
        text: 'id,age\n   ^^^ gaps\n1,31.0\n2,\n3,45.0\n4,8.0\n',
        options: { minRows: 3 },
      },
      {
        title: 'Whole numbers of a float type',
        format: 'parquet',
        columns: { visits: { type: 'DOUBLE', values: ['3', '7', '12', '5'] } },
        expect: ['visits: whole'],
        options: { minRows: 3 },
      },
      {
        title: 'Whole numbers written with a decimal point',
        format: 'csv',
        text: 'age\n^^^ written\n31.0\n45.0\n8.0\n',
        options: { minRows: 3 },
      },
    ],
    good: [
      {
        title: 'One age has a fraction',
        format: 'csv',
        text: 'id,age\n1,31.0\n2,\n3,45.5\n4,8.0\n',
        options: { minRows: 3 },
      },
      {
        title: 'Integers with a gap are still written as integers',
        format: 'csv',
        text: 'id,age\n1,31\n2,\n3,45\n4,8\n',
        options: { minRows: 3 },
      },
      {
        title: 'Huge floats are always whole',
        format: 'parquet',
        columns: { mass: { type: 'DOUBLE', values: ['1e20', '3e21', '5e22', '7e23'] } },
        expect: [],
        options: { minRows: 3 },
      },
    ],
  },
  yieldsTo: [
    'miscoding/low-cardinality-number', 'miscoding/code-as-number', 'miscoding/leading-zeros-lost', 'miscoding/mixed-types', 'packaging/constant-column', 'packaging/leftover-index-column',
  ],
  mend: ({ column, table }) => {
    const frame = frameColumn({ column, table });
    if (frame === null) return null;
    return { pandas: `${frame.pandas} = pd.to_numeric(${frame.pandas}, errors="coerce").astype("Int64")`, polars: `df = df.with_columns(${frame.polars}.cast(pl.Int64, strict=False))` };
  },
  applies: (column, { options }) => column.kind === 'float' && column.role !== 'label' && column.sample.values.length >= options.minDistinct && isWhole(column),
  measures: () => ({ numbers: measure.numbers, wholes: measure.wholes, infinities: measure.infinities, missing: measure.missing, nans: measure.nans, min: measure.min, max: measure.max }),
  judge: ({ column, measured, options }) => {
    const { numbers, wholes, infinities, min, max } = measured;
    if (numbers < options.minRows || wholes < numbers || infinities > 0 || min === null || max === null) return [];
    if (Math.max(-min, max) >= LARGEST_EXACT) return [];
    const missing = measured.missing + measured.nans;
    const at = { kind: 'header' } as const;
    if (missing > 0) return [{ message: 'gaps', at, data: { missing } }];
    const [written] = column.sample.values;
    const isWritten = column.physical === 'text' && column.sample.values.every(({ value }) => value.includes('.'));
    return [isWritten && written !== undefined ? { message: 'written', at, data: { numbers, example: { text: written.value } } } : { message: 'whole', at, data: { numbers } }];
  },
});

/** Floats from here on have no room for a fraction. */
const LARGEST_EXACT = 2 ** 53;

const WHOLE_TEXT = /^\s*[+-]?\d+\.?0*\s*$/;

/** Cheap look at the sample: nothing with a fraction; text must show a decimal point without an exponent. */
function isWhole(column: Column): boolean {
  const numbers = column.sample.values.filter(({ value }) => !isMissingText(value));
  if (column.physical !== 'text') return numbers.every(({ value }) => !/\.\d*[1-9]/.test(value) || /e/i.test(value));
  return numbers.length > 0 && numbers.every(({ value }) => isNumberText(value) && WHOLE_TEXT.test(value)) && numbers.some(({ value }) => value.includes('.'));
}
