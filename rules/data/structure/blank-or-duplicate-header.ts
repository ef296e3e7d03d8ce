import { tableRule } from '../../api/rule.ts';
import { isNumberText } from '../../api/number-text.ts';
import { isLeftoverIndex } from '../../api/row-numbers.ts';
import type { Column } from '../../api/column.ts';

/** Repeated names named singly. */
const MOST_SINGLE_FINDINGS = 3;

export const rule = tableRule({
  id: 'structure/blank-or-duplicate-header',
  summary: 'Columns without a name, with the name of another, or with spaces around it',
  severity: 'error',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [{ title: 'frictionless', where: 'blank-label and duplicate-label errors' }],
  docs: {
    what: 'Header cells that are blank, that repeat an earlier name, or that have blanks before or after the name.',
    why: 'Readers invent names (`Unnamed: 3`, `age.1`, `age_duplicated_0`), each its own, so code that works with one fails with another. ` age` is not `age`, and nobody sees why.',
    instead: 'Give every column one name of its own in the export.',
    limits: 'Names that differ only in upper and lower case are not reported. A first line of numbers only is left to structure/missing-header. A first column without a name that numbers the rows is left to packaging/leftover-index-column.',
  },
  options: {},
  messages: {
    blank: 'Column {number} has no name',
    blanks: '{blanks} columns have no name, the first is column {number}',
    repeated: '`{column}` is also the name of column {earlier}',
    repeatedNames: '{repeats} column names repeat an earlier one, such as `{column}`',
    padded: 'Column name {name} has blanks around it',
    paddedNames: '{padded} column names have blanks around them, such as {name}',
  },
  fix: 'none',
  examples: {
    bad: [
      { title: 'Two columns of one name', format: 'csv', text: 'name,score,score\n           ^^^^^ repeated\nAnn,3,5\nBob,4,1\n' },
      { title: 'A delimiter at the end of every line', format: 'csv', text: 'name,score,\n           ^ blank\nAnn,3,\nBob,4,\n' },
      { title: 'A blank after the comma', format: 'csv', text: 'name, score\n    ^^^^^^ padded\nAnn,3\nBob,4\n'.replace('    ^^^^^^ padded', '     ^^^^^^ padded') },
    ],
    good: [{ title: 'Every column has its name', format: 'csv', text: 'name,score_1,score_2\nAnn,3,5\nBob,4,1\n' }],
  },
  yieldsTo: [],
  mend: ({ verdict }) =>
    verdict.message === 'padded' || verdict.message === 'paddedNames'
      ? { pandas: 'df.columns = df.columns.str.strip()', polars: 'df = df.rename(lambda name: name.strip())' }
      : null,
  applies: ({ table }) => table.layout === null || table.layout.delimiter === null || table.layout.hasHeader,
  measures: () => ({}),
  perColumn: null,
  judge: ({ table }) => {
    const { columns } = table;
    if (columns.length > 1 && columns.every(({ name }) => isNumberText(name))) return [];
    const blanks = columns.filter((column) => column.name.trim() === '' && !isLeftoverIndex(column));
    const padded = columns.filter(({ name }) => name.trim() !== '' && name !== name.trim());
    const repeats = repeatsIn(columns);
    const [blank] = blanks;
    const [spaced] = padded;
    const [repeat] = repeats;
    const isFew = repeats.length <= MOST_SINGLE_FINDINGS;
    return [
      ...(blank === undefined ? [] : [blankVerdict(blank, blanks.length)]),
      ...(isFew ? repeats.map(({ column, earlier }) => ({ message: 'repeated', at: HEADER, column: column.index, data: { earlier: earlier.index + 1 } }) as const) : []),
      ...(isFew || repeat === undefined ? [] : [{ message: 'repeatedNames', at: HEADER, column: repeat.column.index, data: { repeats: repeats.length } } as const]),
      ...(spaced === undefined ? [] : [paddedVerdict(spaced, padded.length)]),
    ];
  },
});

const HEADER = { kind: 'header' } as const;

function blankVerdict({ index }: Column, blanks: number) {
  const place = { at: HEADER, column: index, severity: 'warning' } as const;
  return blanks === 1 ? ({ message: 'blank', ...place, data: { number: index + 1 } } as const) : ({ message: 'blanks', ...place, data: { blanks, number: index + 1 } } as const);
}

function paddedVerdict({ index, name }: Column, padded: number) {
  const place = { at: HEADER, column: index, severity: 'warning' } as const;
  const word = { columns: [name] };
  return padded === 1 ? ({ message: 'padded', ...place, data: { name: word } } as const) : ({ message: 'paddedNames', ...place, data: { padded, name: word } } as const);
}

function repeatsIn(columns: readonly Column[]): readonly { readonly column: Column; readonly earlier: Column }[] {
  const firsts = new Map<string, Column>();
  return columns.flatMap((column) => {
    const earlier = firsts.get(column.name);
    if (earlier === undefined) firsts.set(column.name, column);
    return earlier === undefined || column.name.trim() === '' ? [] : [{ column, earlier }];
  });
}
