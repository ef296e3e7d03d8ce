import { tableRule } from '../../api/rule.ts';
import { tableMeasure } from '../../api/measure.ts';
import { isLeftoverIndex } from '../../api/row-numbers.ts';
import { frameColumn } from '../../api/frame-column.ts';
import type { Column } from '../../api/column.ts';

/** Columns named singly; a table with more gets one finding for all. */
const MOST_SINGLE_FINDINGS = 10;

export const rule = tableRule({
  id: 'packaging/duplicate-column',
  summary: 'Columns that hold the same values as another',
  severity: 'warning',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [{ title: 'evidently', where: 'number of duplicated columns' }, { title: 'ydata-quality', where: 'duplicate columns' }],
  docs: {
    what: 'Two columns hold the same value in every row. If one of them is the label this is an error: the answer is among the features.',
    why: 'The copy adds no information, counts its feature twice in distances and penalties, and splits its importance. It usually comes from a join. A copy of the label makes every score perfect and the model useless.',
    instead: 'Keep one of the two. Where the names mean different things, find out which step filled one from the other.',
    limits: 'Compares values as they are written, so `1` and `1.0` differ. Copies with a few differences, other units or other codes are not seen. Columns that are constant or empty, and leftover row numbers, are left out. Where nearly all values are equal the two may agree by chance: the finding is only informative then.',
  },
  options: {
    minRows: { kind: 'number', default: 20, min: 2, max: 1e9, unit: 'rows', doc: 'Fewest rows the table must have.', source: "Lintel's own choice" },
    minOthers: { kind: 'number', default: 5, min: 1, max: 1e9, unit: 'rows', doc: 'Fewest sampled rows that differ from the most common value for the equality to be more than chance.', source: "Lintel's own choice" },
  },
  messages: {
    same: '`{column}` is the same as {original} in all {rows} rows',
    label: '`{column}` is the same as the label {original} in all {rows} rows',
    many: '{copies} columns are the same as an earlier one in all {rows} rows, such as {example}',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'The price came twice out of a join',
        format: 'csv',
        text: 'price,stock,price_y\n            ^^^^^^^ same\n3.5,1,3.5\n4.0,2,4.0\n9.9,3,9.9\n1.2,1,1.2\n',
        options: { minRows: 4, minOthers: 2 },
      },
      {
        title: 'A copy of the label among the features',
        format: 'csv',
        text: 'age,outcome,bought\n    ^^^^^^^ label\n31,yes,yes\n28,no,no\n44,yes,yes\n52,no,no\n',
        options: { minRows: 4, minOthers: 2 },
        label: 'bought',
      },
    ],
    good: [{ title: 'One price differs', format: 'csv', text: 'price,stock,price_y\n3.5,1,3.5\n4.0,2,4.0\n9.9,3,8.9\n1.2,1,1.2\n', options: { minRows: 4, minOthers: 2 } }],
  },
  yieldsTo: [],
  mend: (request) => {
    const frame = request.verdict.message === 'many' ? null : frameColumn(request);
    return frame === null ? null : { pandas: `df = df.drop(columns=[${frame.name}])`, polars: `df = df.drop(${frame.name})` };
  },
  applies: ({ table }) => candidates(table.columns).length > 1,
  measures: ({ table }) => ({ groups: tableMeasure.equalColumns(candidates(table.columns)) }),
  perColumn: null,
  judge: ({ table, measured, options }) => {
    if (table.rows < options.minRows) return [];
    const pairs = measured.groups.flatMap((group) => copiesIn(group.flatMap((index) => table.columns[index] ?? []).filter((column) => !isLeftoverIndex(column))));
    const [first] = pairs;
    if (first === undefined) return [];
    if (pairs.length > MOST_SINGLE_FINDINGS) {
      return [{ message: 'many', at: { kind: 'table' }, data: { copies: pairs.length, example: { columns: [first.copy.name] } } }];
    }
    return pairs.map(({ original, copy }) => {
      const place = { at: { kind: 'header' }, column: copy.index, data: { original: { columns: [original.name] } } } as const;
      if (original.role === 'label') return { message: 'label', ...place, severity: 'error' };
      return isByChance(copy, options.minOthers) ? { message: 'same', ...place, severity: 'info', confidence: 'possible' } : { message: 'same', ...place };
    });
  },
});

/** Columns whose samples hold the same values equally often as another's: no others can be equal. */
function candidates(columns: readonly Column[]): readonly number[] {
  const bySample = new Map<string, number[]>();
  for (const { index, physical, sample } of columns) {
    const key = JSON.stringify([physical, sample.missing, sample.values.length, sample.values.slice(0, COMPARED_VALUES)]);
    bySample.set(key, [...(bySample.get(key) ?? []), index]);
  }
  return [...bySample.values()].filter((group) => group.length > 1).flat();
}

/** Most common sampled values compared before whole columns are; more would cost more than they save. */
const COMPARED_VALUES = 50;

interface Pair {
  readonly original: Column;
  readonly copy: Column;
}

/** The label counts as the original, else the first of the group. */
function copiesIn(group: readonly Column[]): readonly Pair[] {
  const original = group.find(({ role }) => role === 'label') ?? group[0];
  return original === undefined ? [] : group.filter((column) => column !== original).map((copy) => ({ original, copy }));
}

function isByChance(column: Column, minOthers: number): boolean {
  const { rows, missing, values } = column.sample;
  return rows - Math.max(missing, values[0]?.count ?? 0) < minOthers;
}
