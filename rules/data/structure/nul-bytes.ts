import { tableRule } from '../../api/rule.ts';

export const rule = tableRule({
  id: 'structure/nul-bytes',
  summary: 'NUL bytes in a text file',
  severity: 'error',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [{ title: 'Unicode Standard', where: 'U+0000' }],
  docs: {
    what: 'A text file holds bytes of value 0, which stand for no character.',
    why: 'Readers cut the cell there, drop the byte, or stop. Such bytes are traces of a damaged file, of a write that was cut off, or of UTF-16 read as something else.',
    instead: 'Get the file again. If that is not possible, remove the bytes and check the rows around them.',
    limits: 'Files that are UTF-16 as a whole are the matter of structure/wrong-encoding.',
  },
  options: {},
  messages: {
    one: 'File has a NUL byte here',
    many: 'File has {bytes} NUL bytes, the first is here',
  },
  fix: 'none',
  examples: {
    bad: [{ title: 'A byte that was lost', format: 'csv', text: 'name,age\nAnn,3\u00001\n     ^ one\nBob,28\n' }],
    good: [{ title: 'Plain text', format: 'csv', text: 'name,age\nAnn,31\nBob,28\n' }],
  },
  yieldsTo: [],
  mend: null,
  applies: ({ table }) => table.layout !== null && table.layout.nulBytes.count > 0,
  measures: () => ({}),
  perColumn: null,
  judge: ({ table: { layout } }) => {
    if (layout === null || layout.nulBytes.count === 0) return [];
    const { count, first } = layout.nulBytes;
    const at = first === null ? ({ kind: 'table' } as const) : ({ kind: 'places', places: [first] } as const);
    return count === 1 ? [{ message: 'one', at }] : [{ message: 'many', at, data: { bytes: count } }];
  },
});
