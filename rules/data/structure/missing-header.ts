import { tableRule } from '../../api/rule.ts';
import { isNumberText } from '../../api/number-text.ts';
import { readCsvCall } from '../../api/read-call.ts';
import type { Column } from '../../api/column.ts';

export const rule = tableRule({
  id: 'structure/missing-header',
  summary: 'A first line that is data, not column names',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'pandas documentation', where: 'read_csv, parameter header', url: 'https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html' }],
  docs: {
    what: 'The first line of a delimited file has the look of the lines below it: numbers over columns of numbers, dates over dates.',
    why: 'Readers take it for the header. One row is lost, and the columns are called `5.1` and `3.5`, which change with the next file.',
    instead: 'Write a header. Until then read with `header=None` (pandas) or `has_header=False` (polars) and name the columns in code.',
    limits: 'A first line of words over columns of words cannot be told from a header, unless its words occur below. Numbers in equal steps (years, bins) are taken for names.',
  },
  options: {},
  messages: {
    headerIsData: 'First line looks like data, not like column names: {cells}',
    none: 'First line is data: the file has no column names',
  },
  fix: 'none',
  examples: {
    bad: [{ title: 'Measurements from the first line on', format: 'csv', text: '! none\n5.1,3.5,setosa\n4.9,3.0,setosa\n4.7,3.2,virginica\n6.1,2.9,virginica\n' }],
    good: [
      { title: 'The columns have names', format: 'csv', text: 'length,width,species\n5.1,3.5,setosa\n4.9,3.0,setosa\n4.7,3.2,virginica\n' },
      { title: 'The columns are years', format: 'csv', text: '2021,2022,2023\n5,7,9\n4,8,1\n' },
    ],
  },
  yieldsTo: [],
  mend: ({ table }) => readCsvCall(table, { pandas: 'header=None', polars: 'has_header=False' }),
  applies: ({ table }) => table.format === 'csv' && table.layout !== null && table.columns.length > 0,
  measures: () => ({}),
  perColumn: null,
  judge: ({ table }) => {
    const { layout, columns } = table;
    if (layout === null) return [];
    if (!layout.hasHeader) return [{ message: 'none', at: { kind: 'table' } }];
    const isData = table.rows === 0 ? hasOnlyNumbers(columns) : layout.headerLooksLikeData && isRow(columns);
    return isData ? [{ message: 'headerIsData', at: { kind: 'table' }, data: { cells: { columns: columns.map(({ name }) => name) } } }] : [];
  },
});

/** True when the words of the first line are values of their columns, or where there are no words, its numbers are no sequence. */
function isRow(columns: readonly Column[]): boolean {
  const words = columns.filter(({ kind }) => kind === 'text');
  if (words.length > 0) return words.some(({ name, sample }) => sample.values.some(({ value }) => value === name));
  return !isSequence(columns);
}

function hasOnlyNumbers(columns: readonly Column[]): boolean {
  return columns.length > 1 && columns.every(({ name }) => isNumberText(name)) && !isSequence(columns);
}

function isSequence(columns: readonly Column[]): boolean {
  const numbers = columns.filter(({ name }) => isNumberText(name)).map(({ name }) => Number(name));
  const step = (numbers[1] ?? 0) - (numbers[0] ?? 0);
  return numbers.length > 1 && step > 0 && numbers.every((value, position) => position === 0 || value - (numbers[position - 1] ?? 0) === step);
}
