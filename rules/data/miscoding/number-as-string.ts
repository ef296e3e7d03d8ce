import { isCodeName } from '../../api/code-names.ts';
import type { Column, Table } from '../../api/column.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { measure } from '../../api/measure.ts';
import { isIntegerText, isNumberText } from '../../api/number-text.ts';
import { columnRule } from '../../api/rule.ts';
import { countOf, isTypedText, textValues, valuesWord, type TextValues } from '../../api/text-values.ts';

export const rule = columnRule({
  id: 'miscoding/number-as-string',
  summary: 'Numbers stored as text',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'Hynes, Sculley, Terry: The Data Linter, NIPS ML Systems Workshop 2017', where: 'number as string' }],
  docs: {
    what: 'A column that the file declares as text (Parquet text, JSON strings) holds numbers. In CSV, which has no types: a column whose numbers are all in quotes while other columns leave theirs bare, so the program that wrote it held text.',
    why: 'Text is one-hot encoded, hashed or dropped, and compared letter by letter, so that 9 is greater than 10. The model never sees the amount.',
    instead: 'Convert the column where the data is loaded or, better, where it is written. If the digits are a code, keep the text and ignore the finding with a reason.',
    limits: 'Silent for codes: names such as id, phone or zip, leading zeros, whole numbers that all have the same four or more digits, more digits than a float can hold. In CSV, columns of a few distinct numbers or of whole numbers in quotes are taken for codes quoted on purpose, as R does with factors, and since most readers guess numbers even in quotes, the rest is only a hint at the writer.',
  },
  options: {
    minShare: { kind: 'number', default: 0.95, min: 0.5, max: 1, unit: 'share', doc: 'Share of the values that must be plain numbers.', source: "Lintel's own choice; the Data Linter's 0.5 is too loose, its Julia rewrite uses 0.9" },
    minValues: { kind: 'number', default: 5, min: 1, max: 1e9, unit: 'values', doc: 'Fewest values the column must have.', source: "Lintel's own choice" },
    mostLevels: { kind: 'number', default: 20, min: 0, max: 1e6, unit: 'values', doc: 'In CSV, columns with at most this many distinct values are taken for categories that were quoted on purpose.', source: 'The Data Linter, enum detector, 20 values' },
  },
  messages: {
    all: '`{column}` is text, yet all its {total} {values} are numbers',
    most: '`{column}` is text, yet {numbers} of its {total} {values} are numbers',
    quoted: '`{column}` has its numbers in quotes, other columns have theirs without',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'A Parquet column of prices is text',
        format: 'parquet',
        columns: { price: { type: 'VARCHAR', values: ['9.5', '12', '7.25', '8', '19.9'] } },
        expect: ['price: all'],
      },
      {
        title: 'JSON writes ages as strings',
        format: 'jsonl',
        text: '{"age": "31"}\n ^^^^^ all\n{"age": "8"}\n{"age": "45"}\n{"age": "27"}\n{"age": "60"}\n',
      },
      {
        title: 'One column of numbers is in quotes, the other is not',
        format: 'csv',
        text: 'age,income\n    ^^^^^^ quoted\n31,"900.5"\n28,"1200"\n45,"2500"\n27,"80"\n60,"3100"\n',
        options: { mostLevels: 2 },
      },
    ],
    good: [
      {
        title: 'Prices stored as numbers',
        format: 'parquet',
        columns: { price: { type: 'DOUBLE', values: ['9.5', '12', '7.25', '8', '19.9'] } },
        expect: [],
      },
      {
        title: 'Codes with leading zeros are text for a reason',
        format: 'jsonl',
        text: '{"shelf": "031"}\n{"shelf": "008"}\n{"shelf": "45"}\n{"shelf": "27"}\n{"shelf": "60"}\n',
      },
      {
        title: 'The file quotes every value',
        format: 'csv',
        text: 'age,income\n"31","900.5"\n"28","1200"\n"45","2500"\n"27","80"\n"60","3100"\n',
        options: { mostLevels: 2 },
      },
    ],
  },
  yieldsTo: ['miscoding/mixed-types', 'miscoding/formatted-number', 'miscoding/leading-zeros-lost', 'packaging/leftover-index-column', 'packaging/constant-column'],
  mend: ({ column, table }) => {
    const frame = frameColumn({ column, table });
    if (frame === null) return null;
    return {
      pandas: `${frame.pandas} = pd.to_numeric(${frame.pandas}, errors="coerce")`,
      polars: `df = df.with_columns(${frame.polars}.cast(pl.Float64, strict=False))`,
    };
  },
  applies: (column, { table }) => {
    if (column.role === 'id' || column.name.trim() === '' || isCodeName(column.name)) return false;
    return isTypedText(column, table.format) ? hasNumbers(column) : isQuotedNumbers(column, table.columns);
  },
  measures: () => ({ counts: measure.valueCounts }),
  judge: ({ column, table, measured, options }) => {
    const values = textValues(column, measured.counts);
    const numbers = values.values.filter(({ value }) => isNumberText(value));
    if (values.total < options.minValues || isCode(numbers.map(({ value }) => value))) return [];
    if (!isTypedText(column, table.format)) {
      const isCategory = values.values.length <= options.mostLevels || values.values.every(({ value }) => /^\s*\d+\s*$/.test(value));
      return isCategory || countOf(numbers) < values.total ? [] : [{ message: 'quoted', at: { kind: 'header' }, severity: 'info' }];
    }
    return judgeTyped(values, countOf(numbers), options.minShare);
  },
});

function judgeTyped(values: TextValues, numbers: number, minShare: number) {
  if (numbers < minShare * values.total) return [];
  const data = { total: values.total, values: valuesWord(values) };
  if (numbers === values.total) return [{ message: 'all', at: { kind: 'header' }, data } as const];
  return [{ message: 'most', at: { kind: 'header' }, data: { ...data, numbers } } as const];
}

function hasNumbers(column: Column): boolean {
  return column.sample.values.some(({ value }) => isNumberText(value));
}

/** The writer had a choice: it left other numbers bare. */
function isQuotedNumbers(column: Column, columns: Table['columns']): boolean {
  return isNumbers(column) && column.quoted === 'all' && columns.some((other) => isNumbers(other) && other.quoted === 'none');
}

function isNumbers({ kind }: Column): boolean {
  return kind === 'integer' || kind === 'float';
}

/** Digits of a whole number that a 64-bit float cannot hold. */
const LONGEST_EXACT = 15;
/** Whole numbers of one length count as codes from this length on: shorter ones are ages, percents and the like. Lintel's own choice. */
const SHORTEST_CODE = 4;

function isCode(numbers: readonly string[]): boolean {
  const digits = numbers.map((value) => value.trim());
  if (digits.some((value) => /^0\d/.test(value) || (isIntegerText(value) && value.length > LONGEST_EXACT))) return true;
  const length = digits[0]?.length ?? 0;
  return length >= SHORTEST_CODE && digits.every((value) => /^\d+$/.test(value) && value.length === length);
}
