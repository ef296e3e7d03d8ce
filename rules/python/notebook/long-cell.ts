import { notebookRule } from '../../api/python-rule.ts';
import { codeCellsOf } from '../../api/python/notebook-cells.ts';
import type { CodeCell } from '../../api/python/notebook-cells.ts';

export const rule = notebookRule({
  id: 'notebook/long-cell',
  summary: 'Cells with too many lines of code to take in at once',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'pynblint', where: 'cell-too-long' }],
  docs: {
    what: 'A code cell with more lines of code than the limit; blank lines and comments do not count.',
    why: 'A long cell does several things at once: it cannot be run, checked or moved in parts, and its output stands far from the line that made it.',
    instead: 'Split it where one step ends, or move what is finished into functions of a module.',
    limits: 'A cell that only defines one function or class is left alone, since it cannot be split. Cells of other languages are not counted.',
  },
  options: {
    maxLines: { kind: 'number', default: 50, min: 1, max: 10_000, unit: 'lines', doc: 'Lines of code a cell may have.', source: "Lintel's own choice; pynblint's 30 with room for one figure made in detail" },
  },
  messages: { long: 'This cell has {lines} lines of code' },
  fix: 'none',
  examples: {
    bad: [{ title: 'More lines than allowed', format: 'notebook', options: { maxLines: 3 }, text: '# %%\n# ! long\na = 1\nb = 2\n\nc = 3\nd = 4\n' }],
    good: [
      { title: 'Comments and blank lines do not count', format: 'notebook', options: { maxLines: 3 }, text: '# %%\na = 1\n# the second\nb = 2\n\nc = 3\n' },
      { title: 'One definition cannot be split', format: 'notebook', options: { maxLines: 3 }, text: '# %%\nclass Model:\n    a = 1\n    b = 2\n    c = 3\n    d = 4\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts: { document }, options }) =>
    codeCellsOf(document)
      .filter((cell) => cell.language === 'python' && !isOneDefinition(cell))
      .map((cell) => ({ index: cell.index, lines: codeLines(cell) }))
      .filter(({ lines }) => lines > options.maxLines)
      .map(({ index, lines }) => ({ message: 'long', at: { document, cellIndex: index }, data: { lines } })),
  mend: null,
});

function isOneDefinition({ statements }: CodeCell): boolean {
  const work = statements.filter(({ kind }) => kind !== 'Import' && kind !== 'ImportFrom');
  return work.length === 1 && (work[0]?.kind === 'FunctionDef' || work[0]?.kind === 'ClassDef');
}

function codeLines({ source }: CodeCell): number {
  return source.split('\n').filter((line) => /^\s*[^\s#]/.test(line)).length;
}
