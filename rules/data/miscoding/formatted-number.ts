import { isCodeName } from '../../api/code-names.ts';
import type { Column } from '../../api/column.ts';
import { numberStyleOf, type NumberStyle, type StyleSpec } from '../../api/formatted-number-text.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { measure } from '../../api/measure.ts';
import { isNumberText } from '../../api/number-text.ts';
import { where } from '../../api/predicate.ts';
import { columnRule } from '../../api/rule.ts';
import { countOf, textValues, type CountedValue } from '../../api/text-values.ts';

export const rule = columnRule({
  id: 'miscoding/formatted-number',
  summary: 'Numbers written for people: separators, currency, percent',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.1.0',
  sources: [
    { title: 'Foidl, Felderer et al.: data smell catalogue and detector' },
    { title: 'pandas documentation, read_csv, parameters thousands and decimal', url: 'https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html' },
  ],
  docs: {
    what: 'The numbers of a column carry thousands separators, a decimal comma, a percent sign, a currency or brackets for minus.',
    why: 'One such value is enough for a reader to keep the whole column as text, and forcing it to numbers turns these rows into missing values.',
    instead: 'Strip the signs where the data is loaded: read_csv has thousands= and decimal=. Keep currency and percent in the column name.',
    limits: 'Units such as kg or min are not looked for. Two commas apart by three digits are read as thousands. Digits grouped by spaces count only where the length of the first group varies, since phone numbers look the same. Names that mean a code are left alone.',
  },
  options: {
    minShare: { kind: 'number', default: 0.9, min: 0.5, max: 1, unit: 'share', doc: 'Share of the values that must be numbers, plain or written for people.', source: "Lintel's own choice" },
    minFormatted: { kind: 'number', default: 2, min: 1, max: 1e9, unit: 'values', doc: 'Fewest values written for people.', source: "Lintel's own choice" },
  },
  messages: {
    formatted: '`{column}` has {style} in {count} of {rows} rows, so it is read as text',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'Commas between thousands',
        format: 'csv',
        text: 'income\n"1,200"\n^^^^^^^ formatted\n900\n"12,500"\n',
      },
      {
        title: 'Dollars',
        format: 'csv',
        text: 'price\n$9.50\n^^^^^ formatted\n$12\n$7.25\n',
      },
      {
        title: 'A decimal comma in a file with semicolons',
        format: 'csv',
        text: 'price;n\n9,5;1\n^^^ formatted\n12,25;2\n7,0;3\n',
      },
      {
        title: 'Percent signs',
        format: 'csv',
        text: 'share\n12%\n^^^ formatted\n7.5 %\n100%\n',
      },
    ],
    good: [
      {
        title: 'Plain numbers',
        format: 'csv',
        text: 'income,price\n1200,9.50\n900,12\n12500,7.25\n',
      },
      {
        title: 'Lists of numbers are no numbers',
        format: 'csv',
        text: 'choices\n"1,2,3"\n"2,3"\n"1,2,3,4"\n',
      },
      {
        title: 'Phone numbers in groups of three digits',
        format: 'csv',
        text: 'n,contact\n1,555 123 456\n2,555 987 654\n3,212 555 019\n',
      },
      {
        title: 'Versions and addresses have dots as well',
        format: 'csv',
        text: 'host\n192.168.1.1\n10.5.3.2\n127.0.0.1\n',
      },
    ],
  },
  yieldsTo: ['packaging/constant-column'],
  mend: ({ column, table }) => {
    const frame = frameColumn({ column, table });
    const style = column === null ? undefined : commonStyle(column.sample.values)?.style;
    if (column === null || frame === null || style === undefined || !isSimple(column, style)) return null;
    const { strip, comma, divide } = PARTS[style];
    const pandasComma = comma ? '.str.replace(",", ".", regex=False)' : '';
    const polarsComma = comma ? '.str.replace_all(",", ".", literal=True)' : '';
    return {
      pandas: `${frame.pandas} = pd.to_numeric(${frame.pandas}.str.replace(r"${strip}", "", regex=True)${pandasComma}, errors="coerce")${divide}`,
      polars: `df = df.with_columns(${frame.polars}.str.replace_all(r"${strip}", "")${polarsComma}.cast(pl.Float64, strict=False)${divide})`,
    };
  },
  applies: (column) => column.physical === 'text' && column.role !== 'id' && !isCodeName(column.name) && commonStyle(firstValues(column)) !== null,
  measures: () => ({ counts: measure.valueCounts }),
  judge: ({ column, measured, options }) => {
    const values = textValues(column, measured.counts);
    const style = commonStyle(values.values);
    const formatted = values.values.filter(({ value }) => numberStyleOf(value) !== null);
    const plain = values.values.filter(({ value }) => isNumberText(value));
    if (style === null || countOf(formatted) < options.minFormatted) return [];
    if (countOf(formatted) + countOf(plain) < options.minShare * values.total) return [];
    return [{ message: 'formatted', at: { kind: 'rows', selector: where(column.index, { op: 'matches', pattern: style.pattern, ignoreCase: true }) }, data: { style: { text: style.label } } }];
  },
});

/** Values of a text column that are looked at first: at least one of them is a number for people if nine in ten values are numbers. */
const FIRST_VALUES = 200;

function firstValues({ kind, sample }: Column): Column['sample']['values'] {
  return kind === 'text' ? sample.values.slice(0, FIRST_VALUES) : sample.values;
}

/** What to take away (RE2 and Python syntax), whether a comma is left to turn into a point, and what to divide by. */
const PARTS: Readonly<Record<Exclude<NumberStyle, 'accounting'>, { readonly strip: string; readonly comma: boolean; readonly divide: string }>> = {
  percent: { strip: '[%,\\s]', comma: false, divide: ' / 100' },
  currency: { strip: '[^0-9.-]', comma: false, divide: '' },
  'comma-thousands': { strip: '[,\\s]', comma: false, divide: '' },
  'dot-thousands': { strip: '[.\\s]', comma: true, divide: '' },
  'space-thousands': { strip: '\\s', comma: true, divide: '' },
  'apostrophe-thousands': { strip: "['’]", comma: false, divide: '' },
  'decimal-comma': { strip: '\\s', comma: true, divide: '' },
};

/** False where taking away the signs would change the amount: millions, brackets for minus, decimal commas besides signs. */
function isSimple(column: Column, style: NumberStyle): style is Exclude<NumberStyle, 'accounting'> {
  if (style === 'accounting') return false;
  const written = column.sample.values.filter(({ value }) => numberStyleOf(value) !== null);
  if (written.some(({ value }) => numberStyleOf(value)?.style !== style)) return false;
  const odd = style === 'percent' ? /,/ : style === 'currency' ? /\(|\d\s?[kmb]|,\d{1,2}(?!\d)|\u2212/i : /\u2212/;
  return !written.some(({ value }) => odd.test(value));
}

/** Returns the style most values have; null when none has any, or when groups of digits may be phone numbers. */
function commonStyle(values: Column['sample']['values']): StyleSpec | null {
  const counts = new Map<StyleSpec, CountedValue[]>();
  for (const counted of values) {
    const style = numberStyleOf(counted.value);
    if (style !== null) counts.set(style, [...(counts.get(style) ?? []), counted]);
  }
  const [main] = [...counts].sort(([, a], [, b]) => countOf(b) - countOf(a));
  if (main === undefined) return null;
  const [style, written] = main;
  return style.style === 'space-thousands' && !hasVariedGroups(written) ? null : style;
}

function hasVariedGroups(values: readonly CountedValue[]): boolean {
  return new Set(values.map(({ value }) => value.trim().length)).size > 1;
}
