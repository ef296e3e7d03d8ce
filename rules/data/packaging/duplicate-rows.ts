import { tableRule } from '../../api/rule.ts';
import { tableMeasure } from '../../api/measure.ts';
import { expectedRepeats } from '../../api/chance-repeats.ts';
import { isLeftoverIndex } from '../../api/row-numbers.ts';
import { pythonStrings } from '../../api/python-literal.ts';
import type { Column } from '../../api/column.ts';
import type { Severity } from '../../api/finding.ts';

export const rule = tableRule({
  id: 'packaging/duplicate-rows',
  summary: 'Rows that repeat an earlier row',
  severity: 'warning',
  confidence: 'likely',
  status: 'stable',
  since: '0.1.0',
  sources: [
    { title: 'Hynes, Sculley, Terry: The Data Linter, NIPS ML Systems Workshop 2017', where: 'duplicate examples' },
    { title: 'deepchecks', where: 'data duplicates, 5 %' },
  ],
  docs: {
    what: 'Rows that equal an earlier row in every column. Leftover row numbers are not compared.',
    why: 'After a random split copies of one row stand on both sides, so the test score measures memory. Copies also count double in training and in every average.',
    instead: 'Drop the copies before the split, and find out which step makes them. If they are true repetitions, keep a count or split by group.',
    limits: 'Silent for a single column of numbers and where so few different values make up a row that repetition is expected, and only informative where it is likely. What is expected is estimated from the columns of a sample. Rows that differ in an id or a blank are not copies.',
  },
  options: {
    warningShare: { kind: 'number', default: 0.01, min: 0, max: 1, unit: 'share', doc: 'Larger shares are warnings, smaller ones informative.', source: "Lintel's own choice" },
    errorShare: { kind: 'number', default: 0.05, min: 0, max: 1, unit: 'share', doc: 'Larger shares are errors in tables that have an id column.', source: 'deepchecks, 5 %' },
    minCount: { kind: 'number', default: 5, min: 1, max: 1e9, unit: 'rows', doc: 'Fewer repetitions are informative.', source: "Lintel's own choice" },
    minRows: { kind: 'number', default: 20, min: 2, max: 1e9, unit: 'rows', doc: 'In smaller tables the finding is informative.', source: "Lintel's own choice" },
  },
  messages: {
    repeated: '{count} of {rows} rows repeat an earlier row in every column',
    repeatedButIndex: '{count} of {rows} rows repeat an earlier row in every column but {index}',
    natural: '{count} of {rows} rows repeat an earlier row; with so few distinct values they may be real',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'An order was exported twice',
        format: 'csv',
        text: 'order_id,item,price\n1001,lamp,49.9\n1002,desk,180\n1001,lamp,49.9\n^^^^^^^^^^^^^^ repeated\n1003,sofa,720\n',
      },
    ],
    good: [
      { title: 'The same item was ordered twice', format: 'csv', text: 'order_id,item,price\n1001,lamp,49.9\n1002,desk,180\n1004,lamp,49.9\n1003,sofa,720\n' },
      { title: 'Few values repeat by nature', format: 'csv', text: 'sex,smoker\nf,no\nm,no\nf,no\nm,yes\nf,yes\nm,no\n' },
    ],
  },
  yieldsTo: [],
  mend: ({ table }) => {
    const index = indexColumns(table.columns);
    if (index.length === 0) return { pandas: 'df = df.drop_duplicates()', polars: 'df = df.unique(maintain_order=True)' };
    const names = pythonStrings(index.map(({ name }) => name));
    if (index.some(({ name }) => name.trim() === '')) return null;
    return {
      pandas: `df = df.drop_duplicates(subset=df.columns.difference(${names}))`,
      polars: `df = df.unique(subset=[name for name in df.columns if name not in ${names}], maintain_order=True)`,
    };
  },
  applies: ({ table }) => table.columns.length > indexColumns(table.columns).length,
  measures: ({ table }) => ({ repeated: tableMeasure.repeatedRows(indexColumns(table.columns).map(({ index }) => index)), empty: tableMeasure.emptyRows }),
  perColumn: null,
  judge: ({ table, measured, options }) => {
    const repeated = measured.repeated - Math.max(0, measured.empty - 1);
    if (repeated <= 0) return [];
    const index = indexColumns(table.columns);
    const columns = table.columns.filter((column) => !index.includes(column));
    const at = { kind: 'rows', selector: { kind: 'repeated-rows', except: index.map((column) => column.index) } } as const;
    if (columns.length === 1 && columns.every(({ kind }) => kind !== 'text')) return [];
    const hasId = columns.some(isIdentifying);
    const expected = expectedRepeats(columns, { rows: table.rows, repeated });
    if (!hasId && repeated <= EXPLAINED * expected.ifIndependent) return [];
    if (!hasId && repeated <= LIKELY * expected.ifDependent) return [{ message: 'natural', at, severity: 'info', confidence: 'possible' }];
    const severity = gradeOf(repeated / table.rows, { ...options, isSupported: table.rows >= options.minRows && repeated >= options.minCount, hasId });
    const grade = { at, severity, confidence: hasId ? 'certain' : 'likely' } as const;
    if (index.length === 0) return [{ message: 'repeated', ...grade }];
    return [{ message: 'repeatedButIndex', ...grade, data: { index: { columns: index.map(({ name, index: position }) => (name.trim() === '' ? `column ${position + 1}` : name)) } } }];
  },
});

/** Repetitions up to this many times the expected number are explained by chance. Lintel's own choice. */
const EXPLAINED = 2;

/** Repetitions up to this many times the number expected of dependent columns may be chance: that number is rough. Lintel's own choice. */
const LIKELY = 4;

/** Share of sampled ids that are distinct, from which the ids name rows rather than, say, the user of each rating. */
const IDENTIFYING_SHARE = 0.5;

function isIdentifying({ role, sample }: Column): boolean {
  return role === 'id' && sample.missing === 0 && sample.rows > 0 && sample.values.length >= IDENTIFYING_SHARE * sample.rows;
}

function indexColumns(columns: readonly Column[]): readonly Column[] {
  return columns.filter(isLeftoverIndex);
}

function gradeOf(share: number, limits: { readonly warningShare: number; readonly errorShare: number; readonly isSupported: boolean; readonly hasId: boolean }): Severity {
  if (!limits.isSupported || share <= limits.warningShare) return 'info';
  return limits.hasId && share > limits.errorShare ? 'error' : 'warning';
}
