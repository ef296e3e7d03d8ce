import { notebookRule } from '../../api/python-rule.ts';

export const rule = notebookRule({
  id: 'notebook/big-output',
  summary: 'Saved outputs of many megabytes',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'GitHub, Working with non-code files', where: 'large notebooks are not rendered', url: 'https://docs.github.com/repositories/working-with-files/using-files/working-with-non-code-files' }],
  docs: {
    what: 'The outputs of a cell take more room in the file than the limit.',
    why: 'Every run puts the outputs into the history of the repository again. Large notebooks open slowly, are not shown on the web, and cannot be compared.',
    instead: 'Show a few rows or a smaller figure, write the rest to a file, and clear the outputs before committing.',
    limits: 'Looks at the size in the file alone. Outputs of notebooks that are open in an editor are judged as saved last.',
  },
  options: {
    maxCharacters: { kind: 'number', default: 2_000_000, min: 1, max: 1_000_000_000, unit: 'characters', doc: 'Characters of JSON the outputs of one cell may take.', source: "Lintel's own choice: a detailed figure at 300 dots per inch fits" },
  },
  messages: { big: 'The outputs of this cell take {size} million characters in the file' },
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'More output than allowed',
        format: 'notebook',
        options: { maxCharacters: 60 },
        text: '# %% [1]\n# ! big\nprint(rows)\n#> 1 2 3 4 5 6 7 8 9\n',
        after: '# %%\nprint(rows)\n',
      },
    ],
    good: [{ title: 'A line of output', format: 'notebook', text: '# %% [1]\nprint(rows)\n#> 1 2 3 4 5 6 7 8 9\n' }],
  },
  yieldsTo: [],
  find: ({ facts: { document }, options }) =>
    document.cells.flatMap(({ index, outputs }) => {
      const characters = outputs.reduce((sum, { size }) => sum + size, 0);
      return characters <= options.maxCharacters ? [] : [{ message: 'big', at: { document, cellIndex: index }, data: { size: characters / 1_000_000 } } as const];
    }),
  mend: ({ verdict: { at } }) =>
    'cellIndex' in at ? [{ title: 'Clear the outputs of the cell', safety: 'review', edits: [{ document: at.document, kind: 'clear-outputs', cellIndex: at.cellIndex }] }] : [],
});
