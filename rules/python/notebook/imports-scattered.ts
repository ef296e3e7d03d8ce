import { notebookRule } from '../../api/python-rule.ts';
import type { CellEdit, CodeEdit } from '../../api/python-rule.ts';
import { codeCellsOf, isPreparing } from '../../api/python/notebook-cells.ts';
import type { CodeCell } from '../../api/python/notebook-cells.ts';
import type { PythonDocument } from '../../api/python/document.ts';
import type { Import, ImportFrom } from '../../api/python/syntax.ts';

export const rule = notebookRule({
  id: 'notebook/imports-scattered',
  summary: 'Imports spread over a notebook',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'pynblint', where: 'imports-beyond-first-cell' },
    { title: 'julynter', where: 'i1: imports not first' },
  ],
  docs: {
    what: 'Imports in cells below the first cell that does something. One finding per notebook, at the first such import; the others are listed with it.',
    why: 'What the notebook needs is seen only after running most of it: a missing package stops it after an hour of training. Cells above fail in a fresh kernel if they use the name too.',
    instead: 'Collect the imports in the first code cell.',
    limits: 'Imports on branches, in `try` and in functions are left alone, as are those in a cell that installs something or right below one, and those below `os.environ`, `sys.path` or another setting that stands at the top.',
  },
  options: {},
  messages: {
    one: 'This import stands below the first code, in cell {cell}',
    many: '{imports} imports stand below the first code, in {cells} cells',
  },
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'An import where it is needed first',
        format: 'notebook',
        text: '# %% [1]\nimport pandas as pd\ndf = pd.read_csv("a.csv")\n# %% [2]\nimport re\n^^^^^^^^^ one\ndf.filter(regex=re.compile("a"))\n',
        after: '# %% [1]\nimport pandas as pd\nimport re\ndf = pd.read_csv("a.csv")\n# %% [2]\ndf.filter(regex=re.compile("a"))\n',
      },
      { title: 'Several of them', format: 'notebook', text: '# %%\nx = [1]\nprint(x)\n# %%\nimport os\n^^^^^^^^^ many\nos.sep\n# %%\nimport re\nre.I\n' },
    ],
    good: [
      { title: 'Imports and settings first', format: 'notebook', text: '# %%\nimport warnings\nwarnings.filterwarnings("ignore")\n# %%\nimport os\n# %%\nprint(os.sep)\n' },
      { title: 'What was just installed', format: 'notebook', text: '# %%\nx = [1]\nprint(x)\n# %%\n!pip install shap==0.46\n# %%\nimport shap\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts: { document } }) => {
    const found = scatteredImports(document);
    const [first, ...others] = found;
    if (first === undefined) return [];
    const related = others.slice(0, MOST_RELATED).map(({ statement }) => ({ at: statement, text: 'imported here' }));
    if (found.length === 1) return [{ message: 'one', at: first.statement, data: { cell: first.cell.index + 1 } }];
    const cells = new Set(found.map(({ cell }) => cell.index)).size;
    return cells === 1
      ? [{ message: 'one', at: first.statement, related, data: { cell: first.cell.index + 1 } }]
      : [{ message: 'many', at: first.statement, related, data: { imports: found.length, cells } }];
  },
  mend: ({ facts: { document } }) => {
    const edits = moveUp(document, scatteredImports(document));
    return edits === null ? [] : [{ title: 'Move the imports to the first cell that has some', safety: 'review', edits }];
  },
});

/** Enough to see where they are. */
const MOST_RELATED = 9;

interface Scattered {
  readonly cell: CodeCell;
  readonly statement: Import | ImportFrom;
}

function importsOf({ statements }: CodeCell): readonly (Import | ImportFrom)[] {
  return statements.filter((statement): statement is Import | ImportFrom => statement.kind === 'Import' || (statement.kind === 'ImportFrom' && statement.module !== '__future__'));
}

function scatteredImports(document: PythonDocument): readonly Scattered[] {
  const cells = codeCellsOf(document);
  const firstWork = cells.findIndex((cell) => cell.language === 'python' && !isPreparing(cell));
  if (firstWork < 0) return [];
  return cells.slice(firstWork + 1).flatMap((cell, index) => {
    const mayNeedInstall = installs(cell) || installs(cells[firstWork + index]);
    return mayNeedInstall ? [] : importsOf(cell).map((statement) => ({ cell, statement }));
  });
}

function installs(cell: CodeCell | undefined): boolean {
  return cell !== undefined && (cell.language === 'bash' || cell.magics.some(({ name, arguments: rest }) => /^(?:pip|conda|mamba|uv|load_ext)$/.test(name) || (name === '!' && /\binstall\b|\bclone\b/.test(rest))));
}

/** Null unless each stands on a line of its own and there is a cell with imports to move them to. A cell of nothing else goes. */
function moveUp(document: PythonDocument, found: readonly Scattered[]): readonly (CodeEdit | CellEdit)[] | null {
  const { text } = document;
  const last = codeCellsOf(document).map(importsOf).find((imports) => imports.length > 0)?.at(-1);
  if (last === undefined || found.some(({ statement }) => statement === last) || !isAlone(text, last)) return null;
  if (!found.every(({ statement }) => isAlone(text, statement))) return null;
  const lines = [...new Set(found.map(({ statement }) => text.slice(statement.start, statement.end)))];
  const removals = [...new Set(found.map(({ cell }) => cell))].flatMap((cell): readonly (CodeEdit | CellEdit)[] => {
    const spans = linesTaken(text, cell, found.filter((one) => one.cell === cell).map(({ statement }) => statement));
    const [only] = spans;
    const isAll = spans.length === 1 && only !== undefined && cell.source.trim().length <= only.end - only.start;
    return isAll ? [{ document, kind: 'delete-cell', cellIndex: cell.index }] : spans.map((span) => ({ document, ...span, newText: '' }));
  });
  return [{ document, start: last.end, end: last.end, newText: lines.map((line) => `\n${line}`).join('') }, ...removals];
}

/** Nothing but blanks on the lines it takes. */
function isAlone(text: string, { start, end }: Import | ImportFrom): boolean {
  return /(?:^|\n)$/.test(text.slice(0, start).slice(-1)) && /^[ \t]*(?:\r?\n|$)/.test(text.slice(end, end + 200));
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The statements with their line breaks; at the end of a cell the break before them. Those under each other are one span. */
function linesTaken(text: string, { range }: CodeCell, statements: readonly Span[]): readonly Span[] {
  const spans: Span[] = [];
  for (const { start, end } of statements) {
    const behind = /^[ \t]*(?:\r?\n)?/.exec(text.slice(end, range.end))?.[0] ?? '';
    const before = spans.at(-1);
    if (before?.end === start) spans[spans.length - 1] = { start: before.start, end: end + behind.length };
    else spans.push({ start, end: end + behind.length });
  }
  return spans.map(({ start, end }) => ({ start: end === range.end ? start - (/\r?\n$/.exec(text.slice(range.start, start))?.[0].length ?? 0) : start, end }));
}
