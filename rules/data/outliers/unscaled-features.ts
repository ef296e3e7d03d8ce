import { tableRule } from '../../api/rule.ts';
import { nameHas } from '../../api/column-names.ts';
import { measure } from '../../api/measure.ts';
import { hasIndexName } from '../../api/row-numbers.ts';
import { isQuantity } from '../../api/sample-statistics.ts';
import type { Column, Table } from '../../api/column.ts';

interface Scale {
  readonly index: number;
  readonly std: number;
}

/** More far columns than this are said in one finding for the table. */
const MOST_SINGLE_FINDINGS = 3;

export const rule = tableRule({
  id: 'outliers/unscaled-features',
  summary: 'Numeric features on very different scales',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.1.0',
  sources: [{ title: 'Hynes, Sculley, Terry: The Data Linter, NIPS ML Systems Workshop 2017', where: 'non-normal numeric feature' }],
  docs: {
    what: 'Compares the standard deviations of all numeric features and names those that vary far more or far less than the typical one, the median.',
    why: 'Distances, gradients and regularisation add features up. A feature that varies a thousand times as much as the others decides alone in k-nearest neighbours, support vector machines, principal components and penalised regression, and slows the training of neural networks.',
    instead: 'Scale numeric features inside the pipeline, fitted on the training rows only, for example with `StandardScaler`. Trees and forests need no scaling: ignore the rule there.',
    limits: 'Does not see whether the code scales already. Leaves out labels, ids, columns with few distinct values, constant columns, and names that are no measurements, such as dates and coordinates.',
  },
  options: {
    distance: { kind: 'number', default: 500, min: 1, max: 1e12, unit: 'ratio', doc: 'How many times larger or smaller than the median a standard deviation must be.', source: "Lintel's own choice, between the ratio of 100 of DataLinter (Julia) and three orders of magnitude" },
    leaveOut: { kind: 'strings', default: ['date', 'time', 'timestamp', 'datetime', 'epoch', 'lat', 'latitude', 'lon', 'lng', 'longitude', 'zip', 'zipcode', 'postcode', 'identifier', 'index'], doc: 'Words in the names of columns that are no measurements and are left out.', source: 'The Data Linter leaves out lat, lon and id; the others are our own choice' },
    mostLevels: { kind: 'number', default: 20, min: 1, max: 1e6, unit: 'values', doc: 'Columns with at most this many distinct values are taken for codes and left out.', source: 'The Data Linter, enum detector, 20 values' },
    minRows: { kind: 'number', default: 50, min: 2, max: 1e9, unit: 'rows', doc: 'Fewest numbers a column must have.', source: "Lintel's own choice" },
  },
  messages: {
    larger: '`{column}` varies {times} times as much as {typical}, a typical feature',
    smaller: '`{column}` varies {times} times less than {typical}, a typical feature',
    range: 'Standard deviations of {features} numeric features range from {smallest} to {largest}',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'Income varies thousands of times as much as age',
        format: 'csv',
        text: 'age,children,income\n             ^^^^^^ larger\n21,0,21000\n35,2,84000\n48,1,39500\n62,3,120000\n',
        options: { minRows: 4, mostLevels: 2 },
      },
    ],
    good: [
      {
        title: 'The same features in like units',
        format: 'csv',
        text: 'age,children,income_thousands\n21,0,21\n35,2,84\n48,1,39.5\n62,3,120\n',
        options: { minRows: 4, mostLevels: 2 },
      },
    ],
  },
  yieldsTo: [],
  mend: null,
  applies: ({ table, options }) => quantities(table.columns, options).length >= 2,
  measures: () => ({}),
  perColumn: {
    columns: ({ table, options }) => quantities(table.columns, options),
    measures: () => ({ std: measure.std, numbers: measure.numbers }),
  },
  judge: ({ table, columns, options }) => {
    const scales: Scale[] = [];
    for (const [index, { std, numbers }] of columns) {
      if (std !== null && std > 0 && numbers >= options.minRows) scales.push({ index, std });
    }
    scales.sort((a, b) => a.std - b.std || a.index - b.index);
    const smallest = scales[0];
    const typical = scales[(scales.length - 1) >> 1];
    const largest = scales[scales.length - 1];
    if (smallest === undefined || typical === undefined || largest === undefined) return [];
    const far = scales.filter(({ std }) => std / typical.std >= options.distance || typical.std / std >= options.distance);
    if (far.length > MOST_SINGLE_FINDINGS) {
      return [{ message: 'range', at: { kind: 'table' }, data: { features: scales.length, smallest: smallest.std, largest: largest.std } }];
    }
    const typicalName = { columns: [nameOf(table, typical.index)] };
    return far.map(({ index, std }) =>
      std > typical.std
        ? { message: 'larger', at: { kind: 'header' }, column: index, data: { times: std / typical.std, typical: typicalName } }
        : { message: 'smaller', at: { kind: 'header' }, column: index, data: { times: typical.std / std, typical: typicalName } },
    );
  },
});

function quantities(columns: readonly Column[], options: { readonly mostLevels: number; readonly leaveOut: readonly string[] }): readonly Column[] {
  return columns.filter((column) => column.role === 'feature' && !hasIndexName(column) && isQuantity(column, options.mostLevels) && !nameHas(column.name, options.leaveOut) && !looksLikeRowNumber(column));
}

/** Row numbers: whole numbers that never repeat and lie within ten times their count. */
const ROOM_OF_ROW_NUMBERS = 10;

function looksLikeRowNumber(column: Column): boolean {
  const { values, rows, isWholeTable } = column.sample;
  if (column.kind !== 'integer' || !isWholeTable || values.some(({ count }) => count > 1)) return false;
  const numbers = values.map(({ value }) => Number(value));
  const range = numbers.reduce((most, each) => Math.max(most, each), -Infinity) - numbers.reduce((least, each) => Math.min(least, each), Infinity);
  return range < ROOM_OF_ROW_NUMBERS * rows && isEvenlySpaced(numbers);
}

function isEvenlySpaced(numbers: readonly number[]): boolean {
  const sorted = [...numbers].sort((a, b) => a - b);
  const step = (sorted[1] ?? 0) - (sorted[0] ?? 0);
  return sorted.every((each, position) => position === 0 || each - (sorted[position - 1] ?? 0) === step);
}

function nameOf(table: Table, index: number): string {
  return table.columns[index]?.name ?? '';
}
