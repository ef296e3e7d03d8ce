import { tableRule } from '../../api/rule.ts';
import { readCsvCall } from '../../api/read-call.ts';
import type { Layout } from '../../api/column.ts';

export const rule = tableRule({
  id: 'structure/wrong-encoding',
  summary: 'Text that is not UTF-8',
  severity: 'error',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [{ title: 'frictionless', where: 'encoding error; issues 1376 and 1755' }],
  docs: {
    what: 'The file is UTF-16 or windows-1252, or it is UTF-8 with some bytes that are not. The whole file is looked at, not its start.',
    why: 'pandas and polars expect UTF-8. They stop at the first other byte, which may come after millions of lines, or replace letters, so `Müller` becomes two categories.',
    instead: 'Write the file as UTF-8, or name the encoding when reading it.',
    limits: 'Other one-byte encodings (ISO 8859-2, Mac Roman, cp437) look like windows-1252. UTF-8 that was decoded wrongly and written again is valid: see mojibake.',
  },
  options: {},
  messages: {
    other: 'File is {encoding}, not UTF-8: read it with `encoding={argument}`',
    damaged: '{lines} lines hold bytes that are not UTF-8, the first is here',
    damagedLine: 'Line holds bytes that are not UTF-8',
  },
  fix: 'none',
  examples: {
    bad: [
      { title: 'Written by a program that knows no UTF-8', format: 'csv', text: '! other\nname,city\nAnn,Zürich\nBob,Málaga\n', encoding: 'windows-1252' },
      { title: 'One letter is damaged', format: 'csv', text: 'name,city\nAnn,Zürich\nBob,M\uFFFDlaga\n     ^ damagedLine\nCleo,Kraków\n', encoding: 'broken-utf-8' },
    ],
    good: [{ title: 'Letters beyond ASCII in UTF-8', format: 'csv', text: 'name,city\nAnn,Zürich\nBob,Kraków\n' }],
  },
  yieldsTo: ['structure/nul-bytes'],
  mend: ({ table, verdict }) => {
    if (verdict.message !== 'other' || table.layout === null) return null;
    const encoding = `encoding="${pythonName(table.layout)}"`;
    return readCsvCall(table, { pandas: encoding, polars: encoding });
  },
  applies: ({ table }) => table.layout !== null && (table.layout.encoding !== 'utf-8' || table.layout.undecodable.count > 0),
  measures: () => ({}),
  perColumn: null,
  judge: ({ table: { layout } }) => {
    if (layout === null) return [];
    if (layout.encoding !== 'utf-8') {
      const confidence = layout.encoding === 'windows-1252' ? 'likely' : 'certain';
      return [{ message: 'other', at: { kind: 'table' }, confidence, data: { encoding: { text: layout.encoding.toUpperCase().replace('WINDOWS', 'windows') }, argument: { text: `"${pythonName(layout)}"` } } }];
    }
    const { count, first } = layout.undecodable;
    if (count === 0) return [];
    const at = first === null ? ({ kind: 'table' } as const) : ({ kind: 'places', places: [first] } as const);
    return count === 1 ? [{ message: 'damagedLine', at }] : [{ message: 'damaged', at, data: { lines: count } }];
  },
});

/** The codec's name in Python. `utf-16` alone needs the byte order mark. */
function pythonName({ encoding, hasBom }: Layout): string {
  if (encoding === 'windows-1252') return 'cp1252';
  if (encoding === 'utf-8' || hasBom) return encoding.slice(0, 'utf-16'.length);
  return encoding === 'utf-16le' ? 'utf-16-le' : 'utf-16-be';
}
