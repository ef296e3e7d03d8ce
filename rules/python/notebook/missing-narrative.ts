import { notebookRule } from '../../api/python-rule.ts';

export const rule = notebookRule({
  id: 'notebook/missing-narrative',
  summary: 'Notebooks of many code cells without a word of text',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'pynblint', where: 'too-few-MD-cells, missing-opening-MD-text, missing-closing-MD-text' }],
  docs: {
    what: 'A notebook has many code cells and no Markdown cell.',
    why: 'A notebook is read more often than it is run. Without text nobody sees what question it answers, which steps it takes and what came out.',
    instead: 'Say at the top what the notebook is for, before each step what it does, and at the end what was found.',
    limits: 'Only the absence of text is reported, not its amount or quality. Notebooks whose code has a comment in every second cell pass.',
  },
  options: {
    minCells: { kind: 'number', default: 10, min: 1, max: 100_000, unit: 'cells', doc: 'Code cells from which on a notebook is expected to have text.', source: "Lintel's own choice: fewer cells are a scratch pad" },
  },
  messages: { none: 'None of the {cells} cells with content holds text in Markdown' },
  fix: 'none',
  examples: {
    bad: [{ title: 'Code without text', format: 'notebook', options: { minCells: 2 }, text: '# ! none\n# %%\nx = 1\n# %%\nx + 1\n' }],
    good: [{ title: 'Code with text', format: 'notebook', options: { minCells: 2 }, text: '# %% [markdown]\n# # Adding\n# %%\nx = 1\n# %%\nx + 1\n' }],
  },
  yieldsTo: [],
  find: ({ facts: { document }, options }) => {
    const cells = document.cells.filter(({ source }) => source.trim() !== '');
    const code = cells.filter(({ type }) => type === 'code');
    const commented = code.filter(({ source }) => /^[ \t]*#(?!\s*%)/m.test(source)).length;
    const isSilent = document.kind === 'script' || code.length < options.minCells || cells.length > code.length || commented * 2 >= code.length;
    return isSilent ? [] : [{ message: 'none', at: { document }, data: { cells: cells.length } }];
  },
  mend: null,
});
