import { tableRule } from '../../api/rule.ts';

export const rule = tableRule({
  id: 'packaging/empty-table',
  summary: 'Tables without any row',
  severity: 'warning',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [{ title: 'Frictionless Framework', where: 'source and row errors' }],
  docs: {
    what: 'The file has columns, or at least a header, but no row of data.',
    why: 'Code that loads it runs without an error and trains, tests or reports on nothing. Often a query, a filter or an export went wrong.',
    instead: 'Find out which step lost the rows, or delete the file.',
    limits: 'A file that is meant to be filled later, such as a template, is reported too. Rows that cannot be read are told by the rules on structure.',
  },
  options: {},
  messages: {
    noRows: 'Table has no row',
  },
  fix: 'none',
  examples: {
    bad: [{ title: 'Only a header is left', format: 'csv', text: '! noRows\nuser,movie,rating\n' }],
    good: [{ title: 'One row', format: 'csv', text: 'user,movie,rating\n1,2,5\n' }],
  },
  yieldsTo: ['structure/malformed-json-record', 'structure/unclosed-quote', 'structure/inconsistent-row-width'],
  mend: null,
  applies: () => true,
  measures: () => ({}),
  perColumn: null,
  judge: ({ table }) => (table.rows === 0 ? [{ message: 'noRows', at: { kind: 'table' } }] : []),
});
