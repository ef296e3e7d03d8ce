import { columnRule } from '../../api/rule.ts';
import { measure } from '../../api/measure.ts';
import { where } from '../../api/predicate.ts';
import { frameColumn } from '../../api/frame-column.ts';

export const rule = columnRule({
  id: 'outliers/non-finite',
  summary: 'Infinite numbers',
  severity: 'error',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [{ title: 'TensorFlow Data Validation', where: 'schema, float domain, disallow_inf' }],
  docs: {
    what: 'A numeric column holds plus or minus infinity.',
    why: 'One infinity makes the mean, the scaler and the loss infinite or NaN; scikit-learn refuses such a column when it fits. It usually comes from a division by 0 or the logarithm of 0.',
    instead: 'Find the step that divides or takes the logarithm and guard it. Where the value cannot be known, store a missing value.',
    limits: 'NaN is counted as missing, by packaging/missing-values. Infinity written in words of another language is not seen.',
  },
  options: {},
  messages: {
    infinite: '`{column}` is infinite in {count} of {rows} rows',
  },
  fix: 'none',
  examples: {
    bad: [
      { title: 'The logarithm of 0 in Parquet', format: 'parquet', columns: { x: { type: 'DOUBLE', values: ['0.5', '-inf', 'nan'] } }, expect: ['x: infinite'] },
      { title: 'A ratio was divided by 0', format: 'csv', text: 'clicks,ratio\n3,0.5\n4,inf\n  ^^^ infinite\n1,0.25\n2,0.4\n5,0.1\n6,0.3\n7,0.2\n8,0.6\n9,0.7\n9,0.9\n' },
    ],
    good: [{ title: 'Large but finite', format: 'csv', text: 'clicks,ratio\n3,0.5\n4,1e300\n1,0.25\n' }],
  },
  yieldsTo: [],
  mend: (request) => {
    const frame = frameColumn(request);
    return frame === null
      ? null
      : {
          pandas: `${frame.pandas} = ${frame.pandas}.replace([float("inf"), float("-inf")], float("nan"))`,
          polars: `df = df.with_columns(pl.when(~${frame.polars}.is_infinite()).then(${frame.polars}))`,
        };
  },
  applies: (column) => column.kind === 'float' || column.kind === 'integer' || column.physical === 'float',
  measures: () => ({ infinities: measure.infinities }),
  judge: ({ column, measured }) =>
    measured.infinities > 0 ? [{ message: 'infinite', at: { kind: 'rows', selector: where(column.index, { op: 'is-infinite' }) } }] : [],
});
