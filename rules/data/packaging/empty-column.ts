import { columnRule } from '../../api/rule.ts';
import { frameColumn } from '../../api/frame-column.ts';
import { countReadAsMissing } from '../../api/missing-rows.ts';

export const rule = columnRule({
  id: 'packaging/empty-column',
  summary: 'Columns without any value',
  severity: 'warning',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [{ title: 'evidently', where: 'number of empty columns' }],
  docs: {
    what: 'Every value of a column is missing: empty, null, NaN, or in CSV a word that pandas reads as missing.',
    why: 'The column teaches nothing. Imputers drop it or fail on it, so train and serving code may end up with different columns. Often a join or an export went wrong.',
    instead: 'Find out which step lost the values, or leave the column out.',
    limits: 'A file that is an extract may be empty where the whole is not.',
  },
  options: {
    minRows: { kind: 'number', default: 5, min: 1, max: 1e9, unit: 'rows', doc: 'Fewest rows the table must have.', source: "Lintel's own choice" },
  },
  messages: {
    empty: '`{column}` has no value in any of {rows} rows',
  },
  fix: 'none',
  examples: {
    bad: [{ title: 'Nobody has a fax', format: 'csv', text: 'name,fax\n     ^^^ empty\nAnn,\nBob,\nCleo,NA\nDan,\nEve,\n' }],
    good: [{ title: 'One person has', format: 'csv', text: 'name,fax\nAnn,\nBob,555\nCleo,NA\nDan,\nEve,\n' }],
  },
  yieldsTo: [],
  mend: (request) => {
    const frame = frameColumn(request);
    return frame === null ? null : { pandas: `df = df.drop(columns=[${frame.name}])`, polars: `df = df.drop(${frame.name})` };
  },
  applies: (column) => column.sample.missing === column.sample.rows || column.kind === 'text' || column.physical === 'float',
  measures: (column) => ({ missing: countReadAsMissing(column) }),
  judge: ({ table, measured, options }) => (table.rows >= options.minRows && measured.missing === table.rows ? [{ message: 'empty', at: { kind: 'header' } }] : []),
});
