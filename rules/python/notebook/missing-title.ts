import { notebookRule } from '../../api/python-rule.ts';
import type { Cell } from '../../api/python/document.ts';

/** Cells in which a title may stand: licences and badges come before it. Source: pynblint, missing-h1-MD-heading, first three cells. */
const FIRST_CELLS = 3;

export const rule = notebookRule({
  id: 'notebook/missing-title',
  summary: 'Notebooks that do not say at the top what they are about',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'pynblint', where: 'missing-h1-MD-heading' },
    { title: 'julynter', where: 'c4: first cell is not Markdown' },
  ],
  docs: {
    what: 'A notebook that has text has no heading in its first three cells.',
    why: 'Whoever opens the notebook, or finds it in a list, learns from the title whether it is the one looked for.',
    instead: 'Begin with a Markdown cell that has a heading and a sentence or two: what question, which data, what result.',
    limits: 'Notebooks with fewer than five code cells are left alone. A line in bold and an HTML heading count as headings, as does a raw cell with a title for Quarto.',
  },
  options: {},
  messages: { untitled: 'None of the first cells holds a heading' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'Code first, text later', format: 'notebook', text: '# ! untitled\n# %%\na = 1\n# %%\nb = 1\n# %%\nc = 1\n# %% [markdown]\n# ## Results\n# %%\nd = 1\n# %%\ne = 1\n' },
    ],
    good: [{ title: 'A heading at the top', format: 'notebook', text: '# %% [markdown]\n# # House prices\n# %%\na = 1\n# %%\nb = 1\n# %%\nc = 1\n# %%\nd = 1\n# %%\ne = 1\n' }],
  },
  yieldsTo: ['notebook/missing-narrative'],
  find: ({ facts: { document } }) => {
    const cells = document.cells.filter(({ source }) => source.trim() !== '');
    const isSmall = cells.filter(({ type }) => type === 'code').length < FEWEST_CODE_CELLS;
    return document.kind === 'script' || isSmall || cells.slice(0, FIRST_CELLS).some(holdsTitle) ? [] : [{ message: 'untitled', at: { document } }];
  },
  mend: null,
});

/** Fewer are a scratch pad. Lintel's own choice. */
const FEWEST_CODE_CELLS = 5;

const HEADING = /^[ \t]{0,3}#{1,6}[ \t]*\S|^[ \t]*(?:\*\*|__)\S|<(?:h[1-6]|center|b|font|img|div|p)\b|^\S.*\n(?:={3,}|-{3,})[ \t]*$/im;

function holdsTitle({ type, source }: Cell): boolean {
  if (type === 'markdown') return HEADING.test(source);
  return type === 'raw' && /^title:/m.test(source);
}
