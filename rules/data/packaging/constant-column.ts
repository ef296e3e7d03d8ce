import { columnRule } from '../../api/rule.ts';
import { measure } from '../../api/measure.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { isNumberText } from '../../api/number-text.ts';
import type { Column } from '../../api/column.ts';

export const rule = columnRule({
  id: 'packaging/constant-column',
  summary: 'Columns that hold one value only',
  severity: 'warning',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [{ title: 'ydata-profiling', where: 'constant alert' }, { title: 'deepchecks', where: 'is single value' }],
  docs: {
    what: 'A column has the same value in every row. For the label column this is an error.',
    why: 'A feature that never changes teaches nothing, divides by 0 in scalers, and may come alive in production with values the model never saw. A label that never changes cannot be learned.',
    instead: 'Leave the column out, or find out why the other values were filtered away.',
    limits: 'A column that has one value in some rows and is empty in the others is left alone: that is a flag. A file that is an extract (one year, one country) has constant columns by nature.',
  },
  options: {
    minRows: { kind: 'number', default: 20, min: 2, max: 1e9, unit: 'rows', doc: 'Fewest rows the table must have.', source: "Lintel's own choice" },
  },
  messages: {
    constant: '`{column}` is {value} in all {rows} rows',
    label: 'Label `{column}` is {value} in all {rows} rows',
  },
  fix: 'none',
  examples: {
    bad: [{ title: 'Everyone is from one country', format: 'csv', text: 'country,age\n^^^^^^^ constant\nAT,31\nAT,28\nAT,44\n', options: { minRows: 3 } }],
    good: [
      { title: 'Two countries', format: 'csv', text: 'country,age\nAT,31\nCH,28\nAT,44\n', options: { minRows: 3 } },
      { title: 'A flag that is set or empty', format: 'csv', text: 'vip,age\ny,31\n,28\ny,44\n', options: { minRows: 3 } },
    ],
  },
  yieldsTo: ['packaging/empty-column'],
  mend: (request) => {
    const frame = frameColumn(request);
    if (frame === null || request.verdict.message === 'label') return null;
    return { pandas: `df = df.drop(columns=[${frame.name}])`, polars: `df = df.drop(${frame.name})` };
  },
  applies: (column) => column.sample.missing === 0 && distinctInSample(column) === 1,
  measures: () => ({ counts: measure.valueCounts }),
  judge: ({ column, table, measured, options }) => {
    const { counts } = measured;
    const [first] = counts.values;
    if (first === undefined || table.rows < options.minRows || counts.total !== table.rows || !counts.isComplete) return [];
    const distinct = new Set(counts.values.map(({ value }) => canonical(value, column)));
    if (distinct.size !== 1) return [];
    const data = { value: { values: [first.value] } };
    return column.role === 'label' ? [{ message: 'label', at: { kind: 'header' }, data, severity: 'error' }] : [{ message: 'constant', at: { kind: 'header' }, data }];
  },
});

function distinctInSample(column: Column): number {
  return new Set(column.sample.values.map(({ value }) => canonical(value, column))).size;
}

/** `1` and `1.0` are one number. */
function canonical(value: string, column: Column): string {
  return (column.kind === 'integer' || column.kind === 'float') && isNumberText(value) ? String(Number(value)) : value;
}
