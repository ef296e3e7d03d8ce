import { notebookRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';
import { codeCellsOf } from '../../api/python/notebook-cells.ts';
import type { CodeCell } from '../../api/python/notebook-cells.ts';
import type { Cell, PythonDocument } from '../../api/python/document.ts';

const MESSAGES = {
  failed: 'The saved output of this cell is a `{name}`',
  otherRun: 'The saved output is of run [{output}], but the cell last ran as [{run}]',
  notRun: 'This cell has not run, though the one below has',
} as const;

export const rule = notebookRule({
  id: 'notebook/stale-output',
  summary: 'Saved outputs that the code of the notebook does not give',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'julynter', where: 'c1: non-executed cell, h1 to h4: hidden states' },
    { title: 'Pimentel et al., A Large-Scale Study About Quality and Reproducibility of Jupyter Notebooks', where: 'unexecuted code cells' },
  ],
  docs: {
    what: 'A saved traceback, an output of another run than the cell\'s last one, or a cell that has not run between cells that have.',
    why: 'What is shown is not what the code does: results below a failed or skipped cell come from an earlier state of the notebook.',
    instead: 'Restart the kernel, run all cells and save. Tag a cell that fails on purpose with `raises-exception`.',
    limits: 'Notebooks saved without execution counts are not judged. A traceback is left alone where the cell is tagged `raises-exception` or the cell or the text above it speaks of an error. Cells that have not run at the end, cells whose counts are missing between the others (they were cleared), and cells that only hold comments or definitions of functions, are left alone.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      { title: 'A traceback was saved', format: 'notebook', text: "# %% [4]\n# ! failed\nmodel.fit(X, y)\n#! NameError: name 'X' is not defined\n", after: '# %%\nmodel.fit(X, y)\n' },
      { title: 'A cell was left out', format: 'notebook', text: '# %% [1]\ndf = load()\n# %%\n# ! notRun\ndf = df.dropna()\n# %% [2]\ndf.mean()\n#> 3.5\n' },
    ],
    good: [
      { title: 'The text says that it fails', format: 'notebook', text: '# %% [markdown]\n# Dividing by zero raises an error:\n# %% [1]\n1 / 0\n#! ZeroDivisionError: division by zero\n' },
      { title: 'A draft at the end', format: 'notebook', text: '# %% [1]\ndf = load()\n# %%\ndf.plot()\n' },
      { title: 'Saved without counts', format: 'notebook', text: '# %%\ndf = load()\n# %%\ndf.mean()\n#> 3.5\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts: { document } }) => {
    const cells = codeCellsOf(document);
    return cells.flatMap((cell, at): readonly Verdict[] => {
      const failure = failureOf(document, cell);
      const place = { document, cellIndex: cell.index };
      if (failure !== null) return [{ message: 'failed', at: place, data: { name: { text: failure } } }];
      const run = cell.executionCount;
      const output = cell.outputs.find(({ executionCount }) => executionCount !== null && executionCount !== run)?.executionCount;
      if (run !== null && output !== undefined && output !== null) return [{ message: 'otherRun', at: place, data: { output, run } }];
      return isLeftOut(cells, at) ? [{ message: 'notRun', at: place }] : [];
    });
  },
  mend: ({ verdict: { at, message } }) =>
    'cellIndex' in at && message !== 'notRun' ? [{ title: 'Clear the output of the cell', safety: 'review', edits: [{ document: at.document, kind: 'clear-outputs', cellIndex: at.cellIndex }] }] : [],
});

type Verdict = CodeVerdict<typeof MESSAGES>;

const ON_PURPOSE = /error|exception|fail|raise|traceback|crash|wrong|invalid|illegal|not (?:allowed|possible|work)|doesn't|does not|can't|cannot|won't|oops|bug|fehler|erreur/i;
const LEFT_OUT_TAGS: ReadonlySet<string> = new Set(['skip-execution', 'skip', 'remove-cell', 'parameters']);

/** The name of a saved error that nobody seems to have wanted; null when there is none. */
function failureOf({ cells }: PythonDocument, cell: Cell): string | null {
  const failure = cell.outputs.find(({ type }) => type === 'error');
  if (failure === undefined || cell.tags.includes('raises-exception') || cell.tags.includes('skip-execution')) return null;
  const neighbours = [cells[cell.index - 1], cells[cell.index + 1]].filter((other) => other?.type === 'markdown');
  const isMeant = ON_PURPOSE.test(commentsAndRaises(cell.source)) || neighbours.some((other) => ON_PURPOSE.test(other?.source ?? ''));
  return isMeant ? null : (failure.errorName ?? 'traceback');
}

/** The parts of code that tell what is meant to happen: comments, texts and statements that fail. */
function commentsAndRaises(source: string): string {
  return (source.match(/#.*$|\b(?:raise|assert)\b|'[^'\n]*'|"[^"\n]*"/gm) ?? []).map((part) => part.replace(/^assert$/, 'raise')).join('\n');
}

/** True for a cell without a count right above one that ran, below one that ran. Where the counts leave just enough room, it ran and was cleared. */
function isLeftOut(cells: readonly CodeCell[], at: number): boolean {
  const cell = cells[at];
  const below = cells[at + 1];
  if (cell === undefined || cell.executionCount !== null || below === undefined || below.executionCount === null) return false;
  const above = cells.slice(0, at).findLastIndex(({ executionCount }) => executionCount !== null);
  const last = cells[above]?.executionCount ?? null;
  if (last === null || below.executionCount - last === at + 1 - above) return false;
  const isTagged = cell.tags.some((tag) => LEFT_OUT_TAGS.has(tag));
  return !isTagged && cell.language === 'python' && cell.statements.some(({ kind }) => kind !== 'FunctionDef' && kind !== 'ClassDef' && kind !== 'Pass');
}
