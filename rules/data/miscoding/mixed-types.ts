import { isCodeName } from '../../api/code-names.ts';
import type { Column } from '../../api/column.ts';
import { numberStyleOf, NUMBER_STYLES } from '../../api/formatted-number-text.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { measure } from '../../api/measure.ts';
import { DISGUISED_MISSING_TOKENS, PANDAS_MISSING_TOKENS } from '../../api/missing-tokens.ts';
import { isNumberText, NUMBER_PATTERN } from '../../api/number-text.ts';
import { where, type Predicate } from '../../api/predicate.ts';
import { columnRule } from '../../api/rule.ts';
import { countOf, textValues, type TextValues } from '../../api/text-values.ts';

export const rule = columnRule({
  id: 'miscoding/mixed-types',
  summary: 'Numbers and words in one column',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'deepchecks, Mixed Data Types' }, { title: 'Foidl, Felderer et al.: data smell catalogue and detector' }],
  docs: {
    what: 'Nearly all values of a column are numbers and a few are words, or nearly all are words of a small set and a few are numbers. Words that stand for missing values are not counted.',
    why: 'One word is enough for a reader to keep all numbers as text. If the column is forced to numbers, the words become missing values without a trace.',
    instead: 'Look at the odd values: correct typing slips, move remarks to another column, and give capped values such as "10 or more" a number or a category of their own.',
    limits: 'Silent where the rarer kind is more than a tenth of the values, for codes and identifiers, whose letters are part of the code, and for digits with a letter or two among whole numbers, such as 207a. Numbers written with separators, currency or percent belong to miscoding/formatted-number.',
  },
  options: {
    mostRareShare: { kind: 'number', default: 0.1, min: 0, max: 0.5, unit: 'share', doc: 'The rarer kind may be at most this share of the values.', source: 'deepchecks Mixed Data Types, 0.1' },
    minValues: { kind: 'number', default: 20, min: 2, max: 1e9, unit: 'values', doc: 'Fewest values the column must have.', source: "Lintel's own choice" },
    mostWords: { kind: 'number', default: 20, min: 1, max: 1e6, unit: 'values', doc: 'Most distinct words for a number among them to be odd; titles and names may be numbers.', source: "Lintel's own choice" },
  },
  messages: {
    words: '`{column}` holds numbers, but in {count} of {rows} rows text such as {examples}',
    numbers: '`{column}` holds words, but in {count} of {rows} rows a number such as {examples}',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'One age is a word',
        format: 'csv',
        text: 'age\n31\n28\n45\nforty\n^^^^^ words\n27\n60\n',
        options: { minValues: 6, mostRareShare: 0.2 },
      },
      {
        title: 'One size is a number',
        format: 'csv',
        text: 'size\nsmall\nlarge\nsmall\n12\n^^ numbers\nlarge\nsmall\n',
        options: { minValues: 6, mostRareShare: 0.2 },
      },
    ],
    good: [
      {
        title: 'The word stands for a missing value',
        format: 'csv',
        text: 'age\n31\n28\n45\nunknown\n27\n60\n',
        options: { minValues: 6, mostRareShare: 0.2 },
      },
      {
        title: 'A film whose title is a number',
        format: 'csv',
        text: 'title\nAlien\nBrazil\nCube\n1984\nDune\nEvita\n',
        options: { minValues: 6, mostRareShare: 0.2, mostWords: 3 },
      },
      {
        title: 'Letters are part of an invoice number',
        format: 'csv',
        text: 'bill\n536365\n536366\n536367\nC53637\n536368\n536369\n',
        options: { minValues: 6, mostRareShare: 0.2 },
      },
    ],
  },
  yieldsTo: ['packaging/disguised-missing', 'packaging/constant-column'],
  mend: ({ column, table, verdict }) => {
    const frame = frameColumn({ column, table });
    if (frame === null || verdict.message !== 'words') return null;
    return {
      pandas: `${frame.pandas} = pd.to_numeric(${frame.pandas}, errors="coerce")`,
      polars: `df = df.with_columns(${frame.polars}.cast(pl.Float64, strict=False))`,
    };
  },
  applies: (column, { options }) => column.physical === 'text' && column.role !== 'id' && !isCodeName(column.name) && column.kind !== 'boolean' && isMixed(column, options.mostRareShare),
  measures: () => ({ counts: measure.valueCounts }),
  judge: ({ column, measured, options }) => {
    const values = textValues(column, measured.counts);
    if (values.total < options.minValues) return [];
    const { numbers, words } = split(values);
    const most = options.mostRareShare * values.total;
    if (words.length > 0 && countOf(words) <= most && !isCode(numbers, words)) {
      const verdict = { message: 'words', at: { kind: 'rows', selector: where(column.index, WORDS) }, data: { examples: { values: examples(words) } } } as const;
      return [verdict];
    }
    if (numbers.length > 0 && countOf(numbers) <= most && words.length <= options.mostWords && !words.some(({ value }) => /\d/.test(value))) {
      const selector = where(column.index, { op: 'matches', pattern: NUMBER_PATTERN });
      return [{ message: 'numbers', at: { kind: 'rows', selector }, data: { examples: { values: examples(numbers) } } }];
    }
    return [];
  },
});

type Values = TextValues['values'];

const NON_FINITE_PATTERN = '^\\s*[+-]?(inf|infinity|nan)\\s*$';

/** Text that is neither a number in any style nor stands for a missing value. */
const WORDS: Predicate = {
  op: 'not',
  of: {
    op: 'or',
    of: [
      { op: 'missing' },
      { op: 'in', values: PANDAS_MISSING_TOKENS },
      { op: 'folded-in', values: [...DISGUISED_MISSING_TOKENS, ''] },
      { op: 'matches', pattern: NUMBER_PATTERN },
      { op: 'matches', pattern: NON_FINITE_PATTERN, ignoreCase: true },
      ...NUMBER_STYLES.map(({ pattern }): Predicate => ({ op: 'matches', pattern, ignoreCase: true })),
    ],
  },
};

/** Values named in a message. */
const MOST_EXAMPLES = 2;

function examples(values: Values): readonly string[] {
  return values.slice(0, MOST_EXAMPLES).map(({ value }) => value);
}

function split({ values }: Pick<TextValues, 'values'>): { readonly numbers: Values; readonly words: Values } {
  const numbers = values.filter(({ value }) => isNumberText(value));
  const words = values.filter(({ value }) => !isNumberText(value) && value.trim() !== '' && !isOtherNumber(value));
  return { numbers, words };
}

function isOtherNumber(value: string): boolean {
  return new RegExp(NON_FINITE_PATTERN, 'i').test(value) || numberStyleOf(value) !== null;
}

/** Both kinds occur in the sample, one of them rarely. */
function isMixed(column: Column, mostRareShare: number): boolean {
  if (!column.sample.values.some(({ value }) => isNumberText(value))) return false;
  const { numbers, words } = split(column.sample);
  const [a, b] = [countOf(numbers), countOf(words)];
  return a > 0 && b > 0 && Math.min(a, b) <= 2 * mostRareShare * (a + b);
}

/** Whole numbers, and words that are digits with a letter or two: `536365` and `C53637`, `207` and `207a` are one kind of code. */
function isCode(numbers: Values, words: Values): boolean {
  return numbers.every(({ value }) => /^\s*\d+\s*$/.test(value)) && words.every(({ value }) => /^\s*[a-z]{0,2}[ .-]?\d+[ .-]?[a-z]{0,2}\s*$/i.test(value));
}
