import { tableRule } from '../../api/rule.ts';
import { tableMeasure } from '../../api/measure.ts';

export const rule = tableRule({
  id: 'packaging/empty-rows',
  summary: 'Rows without any value',
  severity: 'warning',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [{ title: 'Hynes, Sculley, Terry: The Data Linter, NIPS ML Systems Workshop 2017', where: 'empty examples' }],
  docs: {
    what: 'Rows in which every column is missing or empty.',
    why: 'They teach nothing, but are counted, are filled by imputers with averages, and end up in train and test alike as equal rows.',
    instead: 'Drop them when the table is loaded, and find out where the export leaves them.',
    limits: 'Tables of one column are left out: there an empty row is a missing value. Rows that hold only words such as `NA` are not counted.',
  },
  options: {},
  messages: {
    empty: '{count} of {rows} rows are empty in every column',
  },
  fix: 'none',
  examples: {
    bad: [{ title: 'A row of delimiters only', format: 'csv', text: 'name,age\nAnn,31\n,\n^ empty\nBob,42\n' }],
    good: [{ title: 'One of two values is missing', format: 'csv', text: 'name,age\nAnn,31\nCleo,\nBob,42\n' }],
  },
  yieldsTo: [],
  mend: () => ({ pandas: 'df = df.dropna(how="all")', polars: 'df = df.filter(~pl.all_horizontal(pl.all().is_null()))' }),
  applies: ({ table }) => table.columns.length > 1,
  measures: () => ({ empty: tableMeasure.emptyRows }),
  perColumn: null,
  judge: ({ measured }) => (measured.empty > 0 ? [{ message: 'empty', at: { kind: 'rows', selector: { kind: 'empty-rows' } } }] : []),
});
