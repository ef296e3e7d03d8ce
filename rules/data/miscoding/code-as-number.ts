import { codeKindOf, type CodeKind } from '../../api/code-names.ts';
import type { Column } from '../../api/column.ts';
import { MEASURE_WORDS, nameEndsWith, nameHas } from '../../api/column-names.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { measure } from '../../api/measure.ts';
import { columnRule } from '../../api/rule.ts';
import { countOf, textValues, type TextValues } from '../../api/text-values.ts';

export const rule = columnRule({
  id: 'miscoding/code-as-number',
  summary: 'Postal codes, phone numbers and other codes as numbers',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.1.0',
  sources: [
    { title: 'Hynes, Sculley, Terry: The Data Linter, NIPS ML Systems Workshop 2017', where: 'zip code as number' },
    { title: 'Quartz bad-data guide' },
  ],
  docs: {
    what: 'A column that its name calls a postal code, FIPS code, phone number, ISBN, bar code, account number or the like holds whole numbers of a fitting number of digits. A name that only ends in "code" is a hint, told as info.',
    why: 'Codes have no size: 90210 is not twice 45105. A model that takes them for amounts fits a slope to an address book, and leading zeros get lost on the way.',
    instead: 'Read the column as text and encode it as a category, or derive what the code stands for, such as a region.',
    limits: 'Needs the name: codes under other names are not found. Names that speak of an amount, such as zip_count or zip_file_size, are left alone. Silent for text.',
  },
  options: {
    minShare: { kind: 'number', default: 0.95, min: 0.5, max: 1, unit: 'share', doc: 'Share of the values that must have a number of digits that fits the kind of code.', source: "Lintel's own choice" },
    minDistinct: { kind: 'number', default: 3, min: 1, max: 1e6, unit: 'values', doc: 'Fewest distinct values; one or two are flags.', source: "Lintel's own choice" },
    minNamedValues: { kind: 'number', default: 20, min: 1, max: 1e9, unit: 'values', doc: 'Fewest values for a name that only ends in "code"; in a small table it may be about codes.', source: "Lintel's own choice" },
  },
  messages: {
    known: '`{column}` holds {kind} as numbers',
    named: '`{column}` is a code by its name and holds numbers',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'Postal codes of numbers',
        format: 'csv',
        text: 'name,zip_code\n     ^^^^^^^^ known\nAnn,90210\nBob,10115\nCem,60601\n',
      },
      {
        title: 'Phone numbers stored as integers',
        format: 'parquet',
        columns: { homePhone: { type: 'BIGINT', values: ['2025550143', '2025550178', '3125550199'] } },
        expect: ['homePhone: known'],
      },
      {
        title: 'Status codes are no amounts',
        format: 'csv',
        text: 'status_code\n^^^^^^^^^^^ named\n200\n404\n503\n',
        options: { minNamedValues: 3 },
      },
    ],
    good: [
      {
        title: 'Sizes of zip files are amounts',
        format: 'csv',
        text: 'name,zip_file_size\na,90210\nb,10115\nc,60601\n',
      },
      {
        title: 'Postal codes with letters are text already',
        format: 'csv',
        text: 'name,postcode\nAnn,SW1A 1AA\nBob,EC1A 1BB\nCem,W1A 0AX\n',
      },
      {
        title: 'A flag for having a phone',
        format: 'csv',
        text: 'phone\n1\n0\n1\n',
      },
    ],
  },
  yieldsTo: ['miscoding/leading-zeros-lost', 'packaging/constant-column', 'packaging/leftover-index-column', 'packaging/empty-column'],
  mend: ({ column, table }) => {
    const frame = frameColumn({ column, table });
    if (frame === null) return null;
    return {
      pandas: `${frame.pandas} = pd.to_numeric(${frame.pandas}, errors="coerce").astype("Int64").astype("string")`,
      polars: `df = df.with_columns(${frame.polars}.cast(pl.Int64, strict=False).cast(pl.String))`,
    };
  },
  applies: (column) => isNumeric(column) && column.role !== 'label' && (codeKindOf(column.name) !== null || isNamedCode(column.name)),
  measures: () => ({ counts: measure.valueCounts }),
  judge: ({ column, measured, options }) => {
    const values = textValues(column, measured.counts);
    if (values.values.length < options.minDistinct) return [];
    const kind = codeKindOf(column.name);
    if (kind !== null && shareOfFitting(values, kind) >= options.minShare) return [{ message: 'known', at: { kind: 'header' }, data: { kind: { text: kind.label } } }];
    if (!isNamedCode(column.name) || values.total < options.minNamedValues || values.values.some(({ value }) => !WHOLE.test(value))) return [];
    return [{ message: 'named', at: { kind: 'header' }, severity: 'info', confidence: 'possible' }];
  },
});

const WHOLE = /^\s*\d+(?:\.0*)?\s*$/;

/** Names that end so are codes, whatever the code is for. Lintel's own choice. */
const CODE_ENDINGS: readonly string[] = ['code', 'codes'];

function isNamedCode(name: string): boolean {
  return nameEndsWith(name, CODE_ENDINGS) && !nameHas(name, MEASURE_WORDS);
}

function isNumeric({ kind }: Column): boolean {
  return kind === 'integer' || kind === 'float';
}

function shareOfFitting(values: TextValues, { digits: [fewest, most] }: CodeKind): number {
  const fitting = values.values.filter(({ value }) => {
    const digits = WHOLE.test(value) ? value.trim().replace(/\.0*$/, '').length : 0;
    return digits >= fewest && digits <= most;
  });
  return values.total === 0 ? 0 : countOf(fitting) / values.total;
}
