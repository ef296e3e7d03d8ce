import { tableRule } from '../../api/rule.ts';
import { readCsvCall } from '../../api/read-call.ts';

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
    limits: 'A first line of words over columns of words cannot be told from a header.',
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
  applies: ({ table }) => table.format === 'csv' && table.layout !== null && (!table.layout.hasHeader || table.layout.headerLooksLikeData),
  measures: () => ({}),
  perColumn: null,
  judge: ({ table }) => {
    if (table.layout?.hasHeader === false) return [{ message: 'none', at: { kind: 'table' } }];
    return [{ message: 'headerIsData', at: { kind: 'table' }, data: { cells: { columns: table.columns.map(({ name }) => name) } } }];
  },
});
