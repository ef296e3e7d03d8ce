import { columnRule } from '../../api/rule.ts';
import { measure } from '../../api/measure.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { countsRows, hasIndexName, isPandasIndexName } from '../../api/row-numbers.ts';

export const rule = columnRule({
  id: 'packaging/leftover-index-column',
  summary: 'A row index that was written as a column',
  severity: 'warning',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [{ title: 'pandas documentation', where: 'DataFrame.to_csv, parameter index', url: 'https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.to_csv.html' }],
  docs: {
    what: 'A column that only numbers the rows and was not made by anyone: `Unnamed: 0`, a first column without a name, or `index`, `level_0`, `rownames`, `X` with the numbers 0, 1, 2 and so on.',
    why: 'Row numbers follow the order in which rows were written. Where that order has to do with the label, a model learns it and is right for the wrong reason; and equal rows look different.',
    instead: 'Write with `index=False`, or read with `index_col=0`, or drop the column.',
    limits: 'Other names are left alone: an `id` from 0 on may be one. A first column without a name that holds names is left to structure/blank-or-duplicate-header.',
  },
  options: {
    minRows: { kind: 'number', default: 5, min: 2, max: 1e9, unit: 'rows', doc: 'Fewest rows for numbers to prove an index; `Unnamed: 0` needs no proof.', source: "Lintel's own choice" },
  },
  messages: {
    rowNumbers: '`{column}` only numbers the {rows} rows from {first}',
    unnamed: '`{column}` is the name pandas gives a column that was written without one',
  },
  fix: 'none',
  examples: {
    bad: [
      { title: 'Written by to_csv and read again', format: 'csv', text: 'Unnamed: 0,age\n^^^^^^^^^^ rowNumbers\n0,31\n1,28\n2,44\n3,52\n4,39\n' },
      { title: 'Written by to_csv', format: 'csv', text: ',age\n^ rowNumbers\n0,31\n1,28\n2,44\n3,52\n4,39\n' },
    ],
    good: [{ title: 'An id that someone gave', format: 'csv', text: 'id,age\n0,31\n1,28\n2,44\n3,52\n4,39\n' }],
  },
  yieldsTo: [],
  mend: (request) => {
    const { column } = request;
    if (column?.index === 0 && column.name.trim() === '') return { pandas: 'df = df.iloc[:, 1:]', polars: 'df = df.select(pl.all().exclude(df.columns[0]))' };
    const frame = frameColumn(request);
    return frame === null ? null : { pandas: `df = df.drop(columns=[${frame.name}])`, polars: `df = df.drop(${frame.name})` };
  },
  applies: (column) => isPandasIndexName(column.name) || (hasIndexName(column) && countsRows(column)),
  measures: () => ({ min: measure.min, max: measure.max, wholes: measure.wholes }),
  judge: ({ column, table, measured, options }) => {
    const { min, max, wholes } = measured;
    const isProven = table.rows >= options.minRows && wholes === table.rows && countsRows(column) && (min === 0 || min === 1) && max === min + table.rows - 1;
    if (isProven) return [{ message: 'rowNumbers', at: { kind: 'header' }, data: { first: min } }];
    return isPandasIndexName(column.name) ? [{ message: 'unnamed', at: { kind: 'header' }, confidence: 'likely' }] : [];
  },
});
