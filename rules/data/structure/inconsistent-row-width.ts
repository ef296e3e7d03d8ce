import { tableRule } from '../../api/rule.ts';

export const rule = tableRule({
  id: 'structure/inconsistent-row-width',
  summary: 'Rows with more or fewer fields than the others',
  severity: 'error',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [{ title: 'frictionless', where: 'extra-cell and missing-cell errors' }],
  docs: {
    what: 'Rows of a delimited file have another number of fields than most rows, or the header has.',
    why: 'Readers differ in what they do: pandas stops at rows that are too long and fills up those that are too short, polars stops, others shift values into the wrong columns without a word.',
    instead: 'Mend the lines: an unquoted delimiter inside a text, a line break inside a cell, a note or total under the table, two exports in one file.',
    limits: 'The rows named are left out of every other check. A row that has lost one field and gained another has the right width and is not seen.',
  },
  options: {},
  messages: {
    oneRow: 'Row has {fields} fields, the others have {width}',
    rows: '{ragged} rows do not have {width} fields as most do; the first has {fields}',
    shortHeader: 'Header names {headerWidth} columns, rows have {width}',
    longHeader: 'Header names {headerWidth} columns, rows have only {width}',
  },
  fix: 'none',
  examples: {
    bad: [
      { title: 'A comma inside a text', format: 'csv', text: 'name,city,age\nAnn,Graz,31\nBob,Linz, Austria,28\n^ oneRow\nCleo,Wels,44\n' },
      { title: 'Two rows were cut off', format: 'csv', text: 'name,city,age\nAnn,Graz,31\nBob,Linz\n^ rows\nCleo,Wels,44\nDan\nEve,Graz,28\n' },
    ],
    good: [{ title: 'The text is quoted', format: 'csv', text: 'name,city,age\nAnn,Graz,31\nBob,"Linz, Austria",28\nCleo,Wels,44\n' }],
  },
  yieldsTo: ['structure/unclosed-quote'],
  mend: null,
  applies: ({ table }) => table.layout !== null && table.layout.delimiter !== null,
  measures: () => ({}),
  perColumn: null,
  judge: ({ table: { layout } }) => {
    if (layout === null) return [];
    const { raggedRows, width, headerWidth, hasHeader } = layout;
    const [first] = raggedRows.first;
    const at = { kind: 'places', places: raggedRows.first } as const;
    const fields = first?.fields ?? 0;
    if (first !== undefined && raggedRows.count === 1) return [{ message: 'oneRow', at, data: { fields, width } }];
    if (first !== undefined && raggedRows.count > 1) return [{ message: 'rows', at, data: { ragged: raggedRows.count, width, fields } }];
    if (!hasHeader || headerWidth === width) return [];
    const data = { headerWidth, width };
    return headerWidth < width ? [{ message: 'shortHeader', at: { kind: 'table' }, data, severity: 'warning' }] : [{ message: 'longHeader', at: { kind: 'table' }, data }];
  },
});
