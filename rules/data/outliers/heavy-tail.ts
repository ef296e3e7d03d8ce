import { columnRule } from '../../api/rule.ts';
import { measure } from '../../api/measure.ts';
import { hasIndexName } from '../../api/row-numbers.ts';
import { commonestShare, isQuantity } from '../../api/sample-statistics.ts';
import { frameColumn } from '../../api/frame-column.ts';

export const rule = columnRule({
  id: 'outliers/heavy-tail',
  summary: 'Numbers with a long tail',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.1.0',
  sources: [
    { title: 'Hynes, Sculley, Terry: The Data Linter, NIPS ML Systems Workshop 2017', where: 'tailed distribution' },
    { title: 'ydata-profiling', where: 'skewed alert' },
  ],
  docs: {
    what: 'A numeric feature has a large skewness and a large kurtosis: most values are close together and a few lie very far out on one side.',
    why: 'Means, scalers and squared errors follow the few extreme values. The model spends its capacity on them and sees the bulk of the rows as one point.',
    instead: 'Look at the histogram. If the large values are true, take the logarithm or use quantile bins or a robust loss. If they are faults, mend them at the source.',
    limits: 'Silent for columns with few distinct values, for columns in which one value fills nearly every row, and for labels and ids. The two moments of one extreme value in a small table look the same as a tail. Trees do not mind tails in features.',
  },
  options: {
    skewness: { kind: 'number', default: 5, min: 0, max: 1e6, unit: 'ratio', doc: 'Smallest absolute skewness that is reported.', source: "Lintel's own choice; ydata-profiling warns from 20, which is rarely met" },
    kurtosis: { kind: 'number', default: 30, min: 0, max: 1e9, unit: 'ratio', doc: 'Smallest excess kurtosis that is reported.', source: "Lintel's own choice" },
    mostCommonShare: { kind: 'number', default: 0.95, min: 0, max: 1, unit: 'share', doc: 'A column whose most common value fills this share of the rows is left out.', source: "Lintel's own choice" },
    mostLevels: { kind: 'number', default: 20, min: 1, max: 1e6, unit: 'values', doc: 'Columns with at most this many distinct values are taken for codes and left out.', source: 'The Data Linter, enum detector, 20 values' },
    minRows: { kind: 'number', default: 50, min: 3, max: 1e9, unit: 'rows', doc: 'Fewest numbers the column must have.', source: "Lintel's own choice" },
  },
  messages: {
    right: '`{column}` has a long right tail: skewness {skewness}, mean {mean}, maximum {extreme}',
    left: '`{column}` has a long left tail: skewness {skewness}, mean {mean}, minimum {extreme}',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'One income is a thousand times the others',
        format: 'csv',
        text: 'income\n^^^^^^ right\n31\n28\n35\n30\n29\n33\n90000\n',
        options: { minRows: 5, mostLevels: 2, skewness: 2, kurtosis: 2 },
      },
    ],
    good: [
      {
        title: 'The same incomes without the extreme one',
        format: 'csv',
        text: 'income\n31\n28\n35\n30\n29\n33\n36\n',
        options: { minRows: 5, mostLevels: 2, skewness: 2, kurtosis: 2 },
      },
    ],
  },
  yieldsTo: ['outliers/sentinel-number', 'outliers/non-finite'],
  mend: (request) => {
    const frame = frameColumn(request);
    if (frame === null || request.verdict.message !== 'right') return null;
    return {
      pandas: `import numpy as np\n${frame.pandas} = np.sign(${frame.pandas}) * np.log1p(${frame.pandas}.abs())`,
      polars: `df = df.with_columns(${frame.polars}.sign() * ${frame.polars}.abs().log1p())`,
    };
  },
  applies: (column, { options }) => column.role === 'feature' && !hasIndexName(column) && isQuantity(column, options.mostLevels) && commonestShare(column) < options.mostCommonShare,
  measures: () => ({
    numbers: measure.numbers,
    skewness: measure.skewness,
    kurtosis: measure.kurtosis,
    mean: measure.mean,
    min: measure.min,
    max: measure.max,
  }),
  judge: ({ measured, options }) => {
    const { numbers, skewness, kurtosis, mean, min, max } = measured;
    if (numbers < options.minRows || skewness === null || kurtosis === null || mean === null || min === null || max === null) return [];
    if (Math.abs(skewness) < options.skewness || kurtosis < options.kurtosis) return [];
    return skewness > 0
      ? [{ message: 'right', at: { kind: 'header' }, data: { skewness, mean, extreme: max } }]
      : [{ message: 'left', at: { kind: 'header' }, data: { skewness, mean, extreme: min } }];
  },
});
