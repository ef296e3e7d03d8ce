import { notebookRule } from '../../api/python-rule.ts';
import type { Cell } from '../../api/python/document.ts';

export const rule = notebookRule({
  id: 'notebook/empty-cell',
  summary: 'Empty cells between others',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'pynblint', where: 'empty-cells' },
    { title: 'julynter', where: 'c3: empty cell in the middle' },
  ],
  docs: {
    what: 'A cell without any text, with other cells below it.',
    why: 'Readers wonder whether something is missing there, and scrolling past it costs more than it gives.',
    instead: 'Delete the cell.',
    limits: 'Empty cells at the end are left alone: editors put them there. So are those below a Markdown cell that asks the reader for something, and empty cells that still show outputs.',
  },
  options: {},
  messages: { empty: 'This cell is empty' },
  fix: 'safe',
  examples: {
    bad: [{ title: 'An empty cell between two', format: 'notebook', text: '# %% [1]\nx = 1\n# %%\n# ! empty\n# %% [2]\nx\n', after: '# %% [1]\nx = 1\n# %% [2]\nx\n' }],
    good: [
      { title: 'An empty cell at the end', format: 'notebook', text: '# %% [1]\nx = 1\n# %%\n' },
      { title: 'A place for an answer', format: 'notebook', text: '# %% [markdown]\n# Exercise: print the first row\n# %%\n# %%\nx = 1\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts: { document } }) => {
    const { cells } = document;
    const last = cells.findLastIndex((cell) => !isEmpty(cell));
    return cells.slice(0, last + 1).flatMap((cell) => {
      const invites = isEmpty(cell) && asksReader(cells, cell.index);
      return !isEmpty(cell) || invites || document.kind === 'script' ? [] : [{ message: 'empty', at: { document, cellIndex: cell.index } } as const];
    });
  },
  mend: ({ verdict: { at } }) =>
    'cellIndex' in at ? [{ title: 'Delete the empty cell', safety: 'safe', edits: [{ document: at.document, kind: 'delete-cell', cellIndex: at.cellIndex }] }] : [],
});

function isEmpty({ source, outputs }: Cell): boolean {
  return source.trim() === '' && outputs.length === 0;
}

/** Words of exercises, also in German, French and Spanish. */
const TASK = /\b(?:exercises?|tasks?|questions?|answers?|solutions?|challenge|homework|assignment|your turn|try it|aufgaben?|übungen?|frage|exercices?|réponse|ejercicios?|respuesta)\b|\?\s*$/i;

/** True below a Markdown cell that asks for something, with only empty cells between. */
function asksReader(cells: readonly Cell[], index: number): boolean {
  const above = cells.slice(0, index).findLast((cell) => !isEmpty(cell));
  return above?.type === 'markdown' && TASK.test(above.source);
}
