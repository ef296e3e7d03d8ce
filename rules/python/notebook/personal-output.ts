import { notebookRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  addresses: 'The saved output shows {people} different e-mail addresses',
  cards: 'The saved output shows {people} different card numbers',
} as const;

export const rule = notebookRule({
  id: 'notebook/personal-output',
  summary: 'Saved outputs that show e-mail addresses or card numbers of several people',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'Regulation (EU) 2016/679', where: 'Article 4 (1): personal data; Article 5 (1) c: data minimisation' }],
  docs: {
    what: 'The saved output of a cell shows at least three different e-mail addresses, or card numbers whose check digit holds.',
    why: 'Outputs are committed with the notebook and stay in the history. Whoever can read the repository can read the people in it.',
    instead: 'Show columns without personal data, or counts; clear the output, and take it out of the history where it was pushed.',
    limits: 'Only the beginning of the plain text of outputs is looked at, not images or HTML. Addresses of example domains and of machines (`noreply`, `bot`) do not count, nor do outputs of shell lines, which list packages and commits.',
  },
  options: {
    minPeople: { kind: 'number', default: 3, min: 1, max: 1000, unit: 'values', doc: 'Different addresses or numbers from which on an output is reported.', source: "Lintel's own choice: one or two are often the author's own" },
  },
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'Addresses of customers',
        format: 'notebook',
        text: '# %% [1]\n# ! addresses\ndf.head(3)\n#> 0 ann.lee@gmail.com 3\n#> 1 bo.chen@web.de 5\n#> 2 cy@firma.at 4\n',
        after: '# %%\ndf.head(3)\n',
      },
      { title: 'Card numbers', format: 'notebook', options: { minPeople: 1 }, text: '# %% [1]\n# ! cards\ndf.card\n#> 0    4111 1111 1111 1111\n' },
    ],
    good: [
      { title: 'Addresses nobody has', format: 'notebook', text: '# %% [1]\ndf.head(3)\n#> 0 ann@example.com 3\n#> 1 bo@example.org 5\n#> 2 noreply@web.de 4\n' },
      { title: 'Columns without people', format: 'notebook', text: '# %% [1]\ndf[["age"]].head(2)\n#> 0 31\n#> 1 57\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts: { document }, options }) =>
    document.cells.flatMap(({ index, outputs, source }): readonly CodeVerdict<typeof MESSAGES>[] => {
      if (document.kind === 'script' || SHELL.test(source)) return [];
      const text = outputs.filter((output) => output.type !== 'error').map((output) => output.text).join('\n');
      const addresses = new Set((text.match(ADDRESS) ?? []).map((one) => one.toLowerCase()).filter((one) => !NOBODY.test(one))).size;
      if (addresses >= options.minPeople) return [{ message: 'addresses', at: { document, cellIndex: index }, data: { people: addresses } }];
      const cards = new Set((text.match(CARD) ?? []).map((one) => one.replace(/\D/g, '')).filter(hasCheckDigit)).size;
      return cards >= options.minPeople ? [{ message: 'cards', at: { document, cellIndex: index }, data: { people: cards } }] : [];
    }),
  mend: ({ verdict: { at } }) =>
    'cellIndex' in at ? [{ title: 'Clear the outputs of the cell', safety: 'review', edits: [{ document: at.document, kind: 'clear-outputs', cellIndex: at.cellIndex }] }] : [],
});

/** Shell lines, and cells that show help or licences. */
const SHELL = /^[ \t]*(?:!|%%?(?:pip|conda|bash|sh|system|sx)\b)|\b(?:help|license|credits)\(|\?\s*$/m;
const ADDRESS = /\b[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,10}\b/g;
const NOBODY = /@(?:.*\.)?(?:example\.\w+|test|invalid|localhost|domain\.com|email\.com|company\.com|users\.noreply\.github\.com)$|@.*\.example$|^(?:no-?reply|info|support|admin|bot|root|git|user\d*|test\d*)@/;
/** Four groups of four, as they are printed; digits in one go are too often other numbers. */
const CARD = /(?<![\d.-])[3-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}(?![\d.-])/g;

/** Source: ISO/IEC 7812-1, annex B (Luhn). */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
