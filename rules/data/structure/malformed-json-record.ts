import { tableRule } from '../../api/rule.ts';

export const rule = tableRule({
  id: 'structure/malformed-json-record',
  summary: 'JSON records that cannot be read',
  severity: 'error',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [{ title: 'RFC 8259', where: 'the JSON grammar', url: 'https://www.rfc-editor.org/rfc/rfc8259' }],
  docs: {
    what: 'Lines of a JSON lines file, or elements of a JSON array, that are no JSON object.',
    why: 'pandas and polars refuse the whole file for one such line; streaming readers skip it, so the rows are not the ones that were counted.',
    instead: 'Mend or remove the lines. Records that were cut off come from a writer that was stopped: write to another file and rename it.',
    limits: 'The records named are left out of every other check. `NaN` and `Infinity` are no JSON, though Python writes them.',
  },
  options: {},
  messages: {
    one: 'Record cannot be read as a JSON object',
    many: '{records} records cannot be read as JSON objects, the first is here',
  },
  fix: 'none',
  examples: {
    bad: [{ title: 'The last record was cut off', format: 'jsonl', text: '{"name":"Ann","age":31}\n{"name":"Bob","age":28}\n{"name":"Cl\n^ one\n' }],
    good: [{ title: 'Every line is an object', format: 'jsonl', text: '{"name":"Ann","age":31}\n{"name":"Bob"}\n' }],
  },
  yieldsTo: [],
  mend: null,
  applies: ({ table }) => table.layout !== null && table.layout.malformedRecords.count > 0,
  measures: () => ({}),
  perColumn: null,
  judge: ({ table: { layout } }) => {
    if (layout === null || layout.malformedRecords.count === 0) return [];
    const { count, first } = layout.malformedRecords;
    const at = first.length === 0 ? ({ kind: 'table' } as const) : ({ kind: 'places', places: first } as const);
    return count === 1 ? [{ message: 'one', at }] : [{ message: 'many', at, data: { records: count } }];
  },
});
