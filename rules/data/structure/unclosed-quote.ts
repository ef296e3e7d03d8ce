import { tableRule } from '../../api/rule.ts';

export const rule = tableRule({
  id: 'structure/unclosed-quote',
  summary: 'A quote that is never closed',
  severity: 'error',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [{ title: 'RFC 4180', where: 'section 2, rules 5 to 7', url: 'https://www.rfc-editor.org/rfc/rfc4180' }],
  docs: {
    what: 'A cell of a delimited file begins with a quote, and no quote closes it up to the end of the file.',
    why: 'Readers swallow all lines that follow into this one cell, or stop. The table ends early, often without a word.',
    instead: 'Close the quote, or double it where it belongs to the text (`""`). If the file does not use quotes at all, read it with `quoting=csv.QUOTE_NONE`.',
    limits: 'Two such quotes close each other: then rows of another width, or cells with line breaks, are what is seen.',
  },
  options: {},
  messages: {
    unclosed: 'Quote is never closed: the rest of the file belongs to this cell',
  },
  fix: 'none',
  examples: {
    bad: [{ title: 'A quote at the start of a name', format: 'csv', text: 'name,city,age\n"Lee, Ann",Graz,31\n"Fox, Bob",Linz,28\n"Roth, Cleo,Wels,44\n^ unclosed\n' }],
    good: [{ title: 'The quote is closed', format: 'csv', text: 'name,city,age\n"Lee, Ann",Graz,31\n"Fox, Bob",Linz,28\n"Roth, Cleo",Wels,44\n' }],
  },
  yieldsTo: [],
  mend: null,
  applies: ({ table }) => table.layout !== null && table.layout.unclosedQuote !== null,
  measures: () => ({}),
  perColumn: null,
  judge: ({ table: { layout } }) =>
    layout === null || layout.unclosedQuote === null ? [] : [{ message: 'unclosed', at: { kind: 'places', places: [layout.unclosedQuote] } }],
});
