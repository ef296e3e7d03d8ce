import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'correctness/syntax-error',
  summary: 'Text that is no Python, so that Python refuses the file and Lintel skips the part',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'The Python Language Reference', where: 'Full Grammar specification', url: 'https://docs.python.org/3/reference/grammar.html' }],
  docs: {
    what: 'Finds statements that cannot be read as Python 3.8 to 3.14: brackets and quotes that are never closed, missing colons, stray words.',
    why: 'Python runs nothing of a file it cannot parse, and a notebook stops at the cell. Lintel goes on with what it understands, but says nothing about the part it skips.',
    instead: 'Correct the line; mark cells that are no code as Markdown or raw.',
    limits: 'At most five places are told per file. Python 2 statements such as `print x` are understood and not reported. Wrong indentation and empty blocks are not seen.',
  },
  options: {},
  messages: { skipped: 'Not checked: {fault}' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a bracket stays open', format: 'python', text: 'rows = [1, 2\n#      ^ skipped\n\nprint(rows)\n' },
      { title: 'a loop lacks its colon', format: 'python', text: 'for row in [1, 2]\n#                ^ skipped\n    print(row)\n' },
    ],
    good: [
      { title: 'all is closed', format: 'python', text: 'rows = [1, 2]\n\nfor row in rows:\n    print(row)\n' },
      { title: 'print as Python 2 had it', format: 'python', text: 'print "rows"\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts: { document } }) =>
    document.syntaxErrors.slice(0, MOST_TOLD).map(({ start, end, message }) => ({
      message: 'skipped' as const,
      at: { document, start, end: Math.max(end, Math.min(start + 1, document.text.length)) },
      data: { fault: { text: message } },
    })),
  mend: null,
});

/** Places told per file. Own choice: one slip often makes several. */
const MOST_TOLD = 5;
