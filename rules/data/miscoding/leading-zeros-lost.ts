import { codeKindOf, isCodeName } from '../../api/code-names.ts';
import type { Column } from '../../api/column.ts';
import { nameHas } from '../../api/column-names.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { measure } from '../../api/measure.ts';
import { isPandasMissing } from '../../api/missing-tokens.ts';
import { where } from '../../api/predicate.ts';
import { pythonString } from '../../api/python-literal.ts';
import { columnRule, type TableHead } from '../../api/rule.ts';
import { countOf, textValues, type TextValues } from '../../api/text-values.ts';

export const rule = columnRule({
  id: 'miscoding/leading-zeros-lost',
  summary: 'Codes whose leading zeros are lost, or will be when read',
  severity: 'error',
  confidence: 'likely',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'Quartz bad-data guide' }],
  docs: {
    what: 'Two cases. In a CSV file whole numbers are written with leading zeros, as 02134: a reader that guesses types makes integers of them. Or the zeros are gone: a column named as a postal code, FIPS code or the like holds numbers of two lengths, one digit apart, of which the longer is the length of such codes.',
    why: 'Without its zero 02134 is another code, or none. It no longer joins with other tables, and codes of different regions may fall together.',
    instead: 'Read the column as text. Where the zeros are lost already, fill them up from the left to the full length.',
    limits: 'Numbers of two digits such as months 01 to 12 lose nothing and are left alone unless the name says code. If the column holds any text besides numbers, readers keep it as text. Parquet and JSON text keeps its zeros. Where a column of countries stands beside it, codes of two lengths may be right, so nothing is said.',
  },
  options: {
    minRows: { kind: 'number', default: 10, min: 2, max: 1e9, unit: 'rows', doc: 'Fewest numbers for the lengths to prove that zeros are lost.', source: "Lintel's own choice" },
    mostShortShare: { kind: 'number', default: 0.5, min: 0, max: 1, unit: 'share', doc: 'The shorter codes must be fewer than this share.', source: "Lintel's own choice" },
  },
  messages: {
    zeros: '`{column}` has leading zeros in {count} of {rows} rows, lost when read as numbers',
    lengths: '`{column}` has {short} digits in {count} of {rows} rows, {long} in the others: lost zeros',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'Postal codes with leading zeros',
        format: 'csv',
        text: 'name,zip\nAnn,90210\nBob,02134\n    ^^^^^ zeros\nCem,60601\n',
      },
      {
        title: 'Postal codes that have lost theirs',
        format: 'parquet',
        columns: { zip: { type: 'INTEGER', values: ['90210', '2134', '60601', '10115'] } },
        expect: ['zip: lengths'],
        options: { minRows: 4 },
      },
    ],
    good: [
      {
        title: 'Postal codes of one length without zeros',
        format: 'csv',
        text: 'name,zip\nAnn,90210\nBob,22134\nCem,60601\n',
      },
      {
        title: 'Months with two digits lose nothing',
        format: 'csv',
        text: 'name,month\nAnn,01\nBob,12\nCem,07\n',
      },
      {
        title: 'Numbers below one have a zero before the point',
        format: 'csv',
        text: 'name,share\nAnn,0.25\nBob,0.5\nCem,0\n',
      },
      {
        title: 'Codes of two countries may differ in length',
        format: 'parquet',
        columns: { country: { type: 'VARCHAR', values: ['US', 'CH', 'US', 'DE'] }, zip: { type: 'INTEGER', values: ['90210', '2134', '60601', '10115'] } },
        expect: [],
        options: { minRows: 4 },
      },
    ],
  },
  yieldsTo: ['packaging/constant-column', 'packaging/leftover-index-column'],
  mend: ({ column, table, verdict }) => {
    const frame = frameColumn({ column, table });
    if (frame === null) return null;
    if (verdict.message === 'lengths') {
      const long = String(verdict.data.long);
      return {
        pandas: `${frame.pandas} = pd.to_numeric(${frame.pandas}, errors="coerce").astype("Int64").astype("string").str.zfill(${long})`,
        polars: `df = df.with_columns(${frame.polars}.cast(pl.Int64, strict=False).cast(pl.String).str.zfill(${long}))`,
      };
    }
    const delimiter = table.layout?.delimiter ?? ',';
    if (!READ_ALONE.test(table.path) || table.layout?.encoding !== 'utf-8') return null;
    const path = pythonString(table.path);
    const [sep, separator] = delimiter === ',' ? ['', ''] : [`, sep=${pythonString(delimiter)}`, `, separator=${pythonString(delimiter)}`];
    return {
      pandas: `df = pd.read_csv(${path}${sep}, dtype={${frame.name}: "string"})`,
      polars: `df = pl.read_csv(${path}${separator}, schema_overrides={${frame.name}: pl.String})`,
    };
  },
  applies: (column, { table }) => {
    if (column.kind !== 'integer' && column.kind !== 'float') return false;
    return hasZeros(column, table) || (fullLengths(column).length > 0 && !hasCountries(table, column));
  },
  measures: () => ({ counts: measure.valueCounts }),
  judge: ({ column, table, measured, options }) => {
    const values = textValues(column, measured.counts);
    if (hasZeros(column, table)) {
      if (!losesZeros(column, values)) return [];
      const isNamed = codeKindOf(column.name) !== null;
      return [{ message: 'zeros', at: { kind: 'rows', selector: where(column.index, { op: 'matches', pattern: ZEROS }) }, severity: isNamed ? 'error' : 'warning' }];
    }
    const lengths = lengthsOf(values);
    const [short, long] = [...lengths.keys()].sort((a, b) => a - b);
    if (short === undefined || long !== short + 1 || lengths.size > 2 || !fullLengths(column).includes(long)) return [];
    if (values.total < options.minRows || (lengths.get(short) ?? 0) >= options.mostShortShare * values.total) return [];
    const selector = where(column.index, { op: 'matches', pattern: `^\\s*\\d{${short}}(\\.0*)?\\s*$` });
    return [{ message: 'lengths', at: { kind: 'rows', selector }, data: { short, long } }];
  },
});

/** Paths of single files that both readers open as they are; folders of parts are read otherwise. */
const READ_ALONE = /\.(?:csv|tsv|tab|txt|dat|data)(?:\.gz)?$/i;

const ZEROS = '^\\s*0\\d+\\s*$';
/** Two digits with a zero are months, days and hours more often than codes. Lintel's own choice. */
const SHORTEST_UNNAMED = 3;

function hasZeros(column: Column, table: Pick<TableHead, 'format'>): boolean {
  const zeros = new RegExp(ZEROS);
  return table.format === 'csv' && column.kind === 'integer' && column.sample.values.some(({ value }) => zeros.test(value));
}

/** True when a reader makes numbers of the column and the zeros mean something. */
function losesZeros(column: Column, { values }: TextValues): boolean {
  const digits = values.map(({ value }) => value.trim());
  if (digits.some((value) => !/^\d+$/.test(value)) || column.sample.values.some(({ value }) => !/^\s*\d+\s*$/.test(value) && !isPandasMissing(value))) return false;
  const longest = Math.max(...digits.map((value) => value.length));
  return longest >= SHORTEST_UNNAMED ? digits.some((value) => /^0+[1-9]/.test(value)) : isCodeName(column.name);
}

function fullLengths(column: Column): readonly number[] {
  return codeKindOf(column.name)?.fullLengths ?? [];
}

/** Rows per number of digits; empty when any value is no whole number. */
function lengthsOf(values: TextValues): ReadonlyMap<number, number> {
  const lengths = new Map<number, number>();
  for (const { value, count } of values.values) {
    const digits = /^\s*(\d+)(?:\.0*)?\s*$/.exec(value)?.[1];
    if (digits === undefined) return new Map();
    lengths.set(digits.length, (lengths.get(digits.length) ?? 0) + count);
  }
  return countOf(values.values) === 0 ? new Map() : lengths;
}

const COUNTRY_WORDS: readonly string[] = ['country', 'countries', 'nation', 'land', 'pays', 'pais'];

function hasCountries(table: TableHead, column: Column): boolean {
  return table.columns.some((other) => other.index !== column.index && nameHas(other.name, COUNTRY_WORDS) && other.sample.values.length > 1);
}
