import { tableRule } from '../../api/rule.ts';
import { tableMeasure } from '../../api/measure.ts';
import { expectedRepeats } from '../../api/chance-repeats.ts';
import { isLeftoverIndex } from '../../api/row-numbers.ts';
import type { Column } from '../../api/column.ts';
import type { TableHead } from '../../api/rule.ts';

export const rule = tableRule({
  id: 'packaging/conflicting-labels',
  summary: 'Rows with equal features and different labels',
  severity: 'error',
  confidence: 'likely',
  status: 'stable',
  since: '0.1.0',
  sources: [{ title: 'deepchecks', where: 'conflicting labels' }],
  docs: {
    what: 'Rows that agree in all features and disagree in the label. Ids and leftover row numbers do not count as features.',
    why: 'No model can get all of these rows right. They are labelling mistakes, or a feature that tells them apart is missing; they put a ceiling on every score.',
    instead: 'Look at the groups. Correct the labels, add what tells the rows apart, or keep one row with the share of each label as its target.',
    limits: 'Needs the label: a column named `label`, `target` or `y`, or set in the config. Looks at labels with few classes only: equal features with different numbers are noise, not conflict. Where rows have so few different values that equal features are expected, the finding is informative at most.',
  },
  options: {
    errorShare: { kind: 'number', default: 0.01, min: 0, max: 1, unit: 'share', doc: 'Larger shares of conflicting rows are errors, smaller ones warnings.', source: "Lintel's own choice; deepchecks allows none" },
    mostClasses: { kind: 'number', default: 20, min: 2, max: 1e6, unit: 'values', doc: 'Numeric labels with more distinct values are taken for a quantity.', source: 'The Data Linter, enum detector, 20 values' },
    minRows: { kind: 'number', default: 20, min: 2, max: 1e9, unit: 'rows', doc: 'Fewest rows for an error.', source: "Lintel's own choice" },
  },
  messages: {
    conflict: '{count} of {rows} rows have the features of another row but another `{column}`',
    natural: '{count} of {rows} rows share their few features with rows of another `{column}`',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'One message is spam and no spam',
        format: 'csv',
        text: 'text,label\nwin a free phone today,spam\n                       ^^^^ conflict\nsee you at the station at 7,ham\nwin a free phone today,ham\nthe minutes are attached,ham\n',
      },
    ],
    good: [{ title: 'The same message twice with one label', format: 'csv', text: 'text,label\nwin a free phone today,spam\nsee you at the station at 7,ham\nwin a free phone today,spam\nthe minutes are attached,ham\n' }],
  },
  yieldsTo: [],
  mend: null,
  applies: ({ table, options }) => table.label !== null && isClassLabel(table.label, options.mostClasses) && featuresOf(table).length > 0,
  measures: ({ table }) => ({ conflicting: tableMeasure.conflictingRows(table.label?.index ?? 0, leftOut(table)) }),
  perColumn: null,
  judge: ({ table, measured, options }) => {
    const { label } = table;
    if (label === null || measured.conflicting === 0) return [];
    const at = { kind: 'rows', selector: { kind: 'conflicting-rows', label: label.index, except: leftOut(table) } } as const;
    const expected = expectedRepeats(featuresOf(table), { rows: table.rows, repeated: measured.conflicting });
    if (measured.conflicting <= expected.ifIndependent) return [];
    if (measured.conflicting <= 2 * expected.ifDependent) return [{ message: 'natural', at, column: label.index, severity: 'info', confidence: 'possible' }];
    const isError = table.rows >= options.minRows && measured.conflicting / table.rows > options.errorShare;
    return [{ message: 'conflict', at, column: label.index, severity: isError ? 'error' : 'warning' }];
  },
});

function isClassLabel(label: Column, mostClasses: number): boolean {
  const classes = label.sample.values.length;
  if (label.kind === 'text') return classes <= Math.max(mostClasses, label.sample.rows / 2);
  return classes <= mostClasses;
}

function featuresOf(table: TableHead): readonly Column[] {
  const out = leftOut(table);
  return table.columns.filter((column) => column.role !== 'label' && !out.includes(column.index));
}

function leftOut(table: TableHead): readonly number[] {
  return table.columns.filter((column) => column.role === 'id' || isLeftoverIndex(column)).map(({ index }) => index);
}
