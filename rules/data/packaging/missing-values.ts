import { tableRule } from '../../api/rule.ts';
import type { Column } from '../../api/column.ts';
import { where } from '../../api/predicate.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { countReadAsMissing, readAsMissing } from '../../api/missing-rows.ts';

/** Columns of the severity `info` named singly; a table with more gets one finding for them all. */
const MOST_SINGLE_INFOS = 5;

/** Columns named in that finding, those that miss most. */
const COLUMNS_NAMED = 3;

interface Holed {
  readonly column: Column;
  /** Share of the rows in which it is missing. */
  readonly share: number;
}

export const rule = tableRule({
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
    limits: 'Counts values, not reasons. Words that pandas does not take for missing are the matter of packaging/disguised-missing. `None` in a column of words is taken for a word. Where more than five columns miss at most half of their values, one finding speaks for them. Wholly empty columns are the matter of packaging/empty-column.',
  },
  options: {
    infoShare: { kind: 'number', default: 0.05, min: 0, max: 1, unit: 'share', doc: 'Larger shares are reported.', source: 'deepchecks, 5 %' },
    warningShare: { kind: 'number', default: 0.5, min: 0, max: 1, unit: 'share', doc: 'Larger shares are warnings.', source: "Lintel's own choice: more is guessed than known" },
    errorShare: { kind: 'number', default: 0.95, min: 0, max: 1, unit: 'share', doc: 'Larger shares are errors.', source: 'evalml, 95 %' },
    minRows: { kind: 'number', default: 20, min: 1, max: 1e9, unit: 'rows', doc: 'Fewest rows the table must have.', source: "Lintel's own choice" },
  },
  messages: {
    missing: '`{column}` is missing in {share} of {rows} rows',
    many: 'Values of {holed} columns are missing in up to {most} of {rows} rows, above all {worst}',
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
  yieldsTo: [],
  mend: (request) => {
    const frame = frameColumn(request);
    if (frame === null) return null;
    if (request.verdict.message === 'label') return { pandas: `df = df.dropna(subset=[${frame.name}])`, polars: `df = df.drop_nulls(${frame.name})` };
    if (request.verdict.severity === 'error') return { pandas: `df = df.drop(columns=[${frame.name}])`, polars: `df = df.drop(${frame.name})` };
    const flag = frame.name.replace(/"$/, '_is_missing"');
    return { pandas: `df[${flag}] = ${frame.pandas}.isna()`, polars: `df = df.with_columns(${frame.polars}.is_null().alias(${flag}))` };
  },
  applies: () => true,
  measures: () => ({}),
  perColumn: { columns: ({ table }) => table.columns, measures: (column) => ({ missing: countReadAsMissing(column) }) },
  judge: ({ table, columns, options }) => {
    if (table.rows < options.minRows) return [];
    const holed = table.columns.map((column): Holed => ({ column, share: (columns.get(column.index)?.missing ?? 0) / table.rows })).filter(({ share }) => share > 0 && share < 1);
    const labels = holed.filter(({ column }) => column.role === 'label');
    const others = holed.filter(({ column, share }) => column.role !== 'label' && share > options.infoShare);
    const isMild = ({ share }: Holed): boolean => share <= options.warningShare && share <= options.errorShare;
    const mild = others.filter(isMild);
    const single = mild.length > MOST_SINGLE_INFOS ? others.filter((one) => !isMild(one)) : others;
    return [
      ...labels.map(({ column, share }) => ({ message: 'label', ...placeOf(column), severity: share > options.infoShare ? 'error' : 'warning' }) as const),
      ...single.map(({ column, share }) => ({ message: 'missing', ...placeOf(column), severity: share > options.errorShare ? 'error' : share > options.warningShare ? 'warning' : 'info' }) as const),
      ...(mild.length > MOST_SINGLE_INFOS ? [manyVerdict(mild)] : []),
    ];
  },
});

function placeOf(column: Column) {
  return { at: { kind: 'rows', selector: where(column.index, readAsMissing(column)) }, column: column.index } as const;
}

function manyVerdict(mild: readonly Holed[]) {
  const byShare = mild.toSorted((a, b) => b.share - a.share || a.column.index - b.column.index);
  const names = byShare.slice(0, COLUMNS_NAMED).map(({ column }) => column.name);
  return { message: 'many', at: { kind: 'table' }, severity: 'info', data: { holed: mild.length, most: { percent: 100 * (byShare[0]?.share ?? 0) }, worst: { columns: names } } } as const;
}
