import { columnRule } from '../../api/rule.ts';
import { where } from '../../api/predicate.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { countReadAsMissing, readAsMissing } from '../../api/missing-rows.ts';

export const rule = columnRule({
  id: 'packaging/missing-values',
  summary: 'Columns with many missing values',
  severity: 'info',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [
    { title: 'deepchecks', where: 'percent of nulls, 5 %' },
    { title: 'evalml', where: 'null data check, 95 %' },
  ],
  docs: {
    what: 'A share of a column is missing: empty cells, nulls, NaN, and in CSV the words that pandas reads as missing. In the label column every missing value counts.',
    why: 'Most models refuse missing values, and filling them with an average hides that they were missing, which is often the strongest signal. Rows without a label cannot be learned from.',
    instead: 'Find out why values are missing. Keep the fact as a column of its own, fill in with statistics of the training rows only, or drop the column when hardly anything is left.',
    limits: 'Counts values, not reasons. Words that pandas does not take for missing are the matter of packaging/disguised-missing. `None` in a column of words is taken for a word. Wholly empty columns are the matter of packaging/empty-column.',
  },
  options: {
    infoShare: { kind: 'number', default: 0.05, min: 0, max: 1, unit: 'share', doc: 'Larger shares are reported.', source: 'deepchecks, 5 %' },
    warningShare: { kind: 'number', default: 0.5, min: 0, max: 1, unit: 'share', doc: 'Larger shares are warnings.', source: "Lintel's own choice: more is guessed than known" },
    errorShare: { kind: 'number', default: 0.95, min: 0, max: 1, unit: 'share', doc: 'Larger shares are errors.', source: 'evalml, 95 %' },
    minRows: { kind: 'number', default: 20, min: 1, max: 1e9, unit: 'rows', doc: 'Fewest rows the table must have.', source: "Lintel's own choice" },
  },
  messages: {
    missing: '`{column}` is missing in {share} of {rows} rows',
    label: 'Label `{column}` is missing in {count} of {rows} rows',
  },
  fix: 'none',
  examples: {
    bad: [
      { title: 'Half of the ages are missing', format: 'csv', text: 'name,age\nAnn,31\nBob,\n    ^ missing\nCleo,NA\nDan,44\n', options: { minRows: 4 } },
      { title: 'One row has no label', format: 'csv', text: 'age,bought\n31,yes\n28,\n   ^ label\n44,no\n35,no\n', options: { minRows: 4 }, label: 'bought' },
      {
        title: 'NaN in Parquet is missing too',
        format: 'parquet',
        columns: { name: { type: 'VARCHAR', values: ['Ann', 'Bob', 'Cleo'] }, age: { type: 'DOUBLE', values: ['31', 'nan', null] } },
        expect: ['age: missing'],
        options: { minRows: 3 },
      },
    ],
    good: [{ title: 'Every age is there', format: 'csv', text: 'name,age\nAnn,31\nBob,28\nCleo,52\nDan,44\n', options: { minRows: 4 } }],
  },
  yieldsTo: ['packaging/empty-column'],
  mend: (request) => {
    const frame = frameColumn(request);
    if (frame === null) return null;
    if (request.verdict.message === 'label') return { pandas: `df = df.dropna(subset=[${frame.name}])`, polars: `df = df.drop_nulls(${frame.name})` };
    if (request.verdict.severity === 'error') return { pandas: `df = df.drop(columns=[${frame.name}])`, polars: `df = df.drop(${frame.name})` };
    const flag = frame.name.replace(/"$/, '_is_missing"');
    return { pandas: `df[${flag}] = ${frame.pandas}.isna()`, polars: `df = df.with_columns(${frame.polars}.is_null().alias(${flag}))` };
  },
  applies: () => true,
  measures: (column) => ({ missing: countReadAsMissing(column) }),
  judge: ({ column, table, measured, options }) => {
    const { missing } = measured;
    if (table.rows < options.minRows || missing === 0 || missing === table.rows) return [];
    const share = missing / table.rows;
    const at = { kind: 'rows', selector: where(column.index, readAsMissing(column)) } as const;
    if (column.role === 'label') return [{ message: 'label', at, severity: share > options.infoShare ? 'error' : 'warning' }];
    if (share <= options.infoShare) return [];
    return [{ message: 'missing', at, severity: share > options.errorShare ? 'error' : share > options.warningShare ? 'warning' : 'info' }];
  },
});
