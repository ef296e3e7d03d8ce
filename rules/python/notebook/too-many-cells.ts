import { notebookRule } from '../../api/python-rule.ts';

export const rule = notebookRule({
  id: 'notebook/too-many-cells',
  summary: 'Notebooks with more cells than anyone runs in order',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'pynblint', where: 'notebook-too-long' }],
  docs: {
    what: 'A notebook has more code cells than the limit.',
    why: 'The longer a notebook, the more its state depends on which cells ran when. Loading, exploring, training and reporting in one file also means that none of them can be rerun alone.',
    instead: 'Cut it where an intermediate result can be saved, one notebook per step, and move functions into modules.',
    limits: 'Markdown cells, empty cells and cells of other languages do not count.',
  },
  options: {
    maxCells: { kind: 'number', default: 100, min: 1, max: 100_000, unit: 'cells', doc: 'Code cells a notebook may have.', source: "Lintel's own choice; pynblint's 50 cells count Markdown too, and lessons pass them as a matter of course" },
  },
  messages: { many: 'This notebook has {cells} code cells' },
  fix: 'none',
  examples: {
    bad: [{ title: 'More cells than allowed', format: 'notebook', options: { maxCells: 1 }, text: '# ! many\n# %%\na = 1\n# %%\nb = 2\n' }],
    good: [{ title: 'Markdown and empty cells do not count', format: 'notebook', options: { maxCells: 1 }, text: '# %% [markdown]\n# Title\n# %%\na = 1\n# %%\n' }],
  },
  yieldsTo: [],
  find: ({ facts: { document }, options }) => {
    const cells = document.cells.filter(({ type, language, source }) => type === 'code' && language === 'python' && source.trim() !== '').length;
    return document.kind === 'notebook' && cells > options.maxCells ? [{ message: 'many', at: { document }, data: { cells } }] : [];
  },
  mend: null,
});
