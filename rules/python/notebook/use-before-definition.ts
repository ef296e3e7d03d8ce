import { cellFinder, codeCellsOf } from '../../api/python/notebook-cells.ts';
import { boundFrom, runTimeOf } from '../../api/python/run-time.ts';
import { notebookRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';
import type { PythonDocument } from '../../api/python/document.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Binding } from '../../api/python/names.ts';
import type { Name } from '../../api/python/syntax.ts';

const MESSAGES = {
  later: '`{name}` is read here, but cell {cell} below is the first to define it',
  sameCell: '`{name}` is read before this cell defines it, and no cell above does',
  undefined: '`{name}` is read here, but no cell defines it',
} as const;

export const rule = notebookRule({
  id: 'notebook/use-before-definition',
  summary: 'Names that a notebook run from top to bottom does not have when it reads them',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'Pimentel et al., A Large-Scale Study About Quality and Reproducibility of Jupyter Notebooks', where: 'hidden states and out-of-order cells' },
    { title: 'julynter', where: 'h5 and h6: names defined by deleted or edited cells, undefined names' },
  ],
  docs: {
    what: 'A cell reads a name that no cell above it defines: cells below do, or none at all because the cell that did was deleted or edited.',
    why: 'The kernel remembers what ran in any order, so the notebook works today. In a fresh kernel, for a colleague or a scheduled run, it stops with a `NameError`.',
    instead: 'Move the definition above its first use, then restart the kernel and run all cells.',
    limits:
      'Reads in function bodies, on branches, in `try` and in cells tagged `skip-execution` or `raises-exception` are left alone. Silent where names come from what cannot be seen: star imports of unknown modules (of known libraries: only names that no cell defines), `%run`, `exec`, writes to `globals()`, names mentioned by a magic, a cell of another language or a cell that does not parse. Names that are defined nowhere are not reported in exercises with gaps to fill in.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      { title: 'The cell that defines the name stands below', format: 'notebook', text: '# %% [2]\nprint(total)\n#     ^^^^^ later\n# %% [1]\ntotal = 3\n' },
      { title: 'The cell that defined the name is gone', format: 'notebook', text: '# %%\nrows = [1, 2]\n# %%\nclean_rows.sort()\n^^^^^^^^^^ undefined\n' },
    ],
    good: [
      { title: 'Functions read names when they are called', format: 'notebook', text: '# %%\ndef show():\n    print(total)\n# %%\ntotal = 3\nshow()\n' },
      { title: 'The order of a run from top to bottom', format: 'notebook', text: '# %%\ntotal = 3\n# %%\nprint(total)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const { document, names } = facts;
    if (document.kind !== 'notebook' || document.language !== 'python' || (names.module.isOpen && !names.module.isOpenByLibrariesOnly)) return [];
    const notebook = { facts, cellAt: cellFinder(document) };
    const isHidden = hiddenMentions(notebook);
    const early = [...names.module.bindings.values()].flatMap((binding) => (isHidden(binding.name) ? [] : earlyRead(notebook, binding)));
    if (names.module.isOpen) return early.map((verdict) => ({ ...verdict, confidence: 'likely' as const }));
    return [...early, ...(hasGaps(document) ? [] : undefinedReads(notebook, isHidden))];
  },
  mend: null,
});

type Verdict = CodeVerdict<typeof MESSAGES>;

interface Notebook {
  readonly facts: Facts;
  readonly cellAt: (offset: number) => number | null;
}

/** At most one finding per name: its first read. */
function earlyRead(notebook: Notebook, binding: Binding): readonly Verdict[] {
  const { facts, cellAt } = notebook;
  const { name, definitions } = binding;
  if (facts.names.isBuiltin(name) || definitions.some(({ node }) => runTimeOf(node) === 'later' || node.kind === 'Broken')) return [];
  const bound = definitions.flatMap((definition) => {
    const from = definition.kind === 'augmented' ? null : boundFrom(definition);
    return from === null ? [] : [{ from, node: definition.node }];
  });
  const first = bound.reduce<(typeof bound)[number] | null>((least, one) => (least === null || one.from < least.from ? one : least), null);
  if (first === null) return [];
  const augmented = definitions.flatMap(({ kind, node }) => (kind === 'augmented' && node.kind === 'Name' ? [node] : []));
  const read = [...augmented, ...binding.reads].sort((a, b) => a.start - b.start).find((one) => one.start < first.from && isSurelyRead(notebook, one));
  const cell = cellAt(first.node.start);
  if (read === undefined || cell === null) return [];
  const related = [{ at: first.node, text: `\`${name}\` is first defined` }];
  if (cell === cellAt(read.start)) return [{ message: 'sameCell', at: read, related, data: { name: { text: name } } }];
  return [{ message: 'later', at: read, related, data: { name: { text: name }, cell: cell + 1 } }];
}

function undefinedReads(notebook: Notebook, isHidden: (name: string) => boolean): readonly Verdict[] {
  const told = new Set<string>();
  return notebook.facts.names.unbound.flatMap((read): readonly Verdict[] => {
    if (told.has(read.id) || isHidden(read.id) || !isSurelyRead(notebook, read)) return [];
    told.add(read.id);
    return [{ message: 'undefined', at: read, severity: 'warning', confidence: 'likely', data: { name: { text: read.id } } }];
  });
}

const MAY_FAIL: ReadonlySet<string> = new Set(['skip-execution', 'raises-exception', 'skip']);

function isSurelyRead({ facts, cellAt }: Notebook, read: Name): boolean {
  if (/^_+$/.test(read.id) || read.parent.kind === 'Delete' || runTimeOf(read) !== 'now') return false;
  const cell = facts.document.cells[cellAt(read.start) ?? -1];
  return cell !== undefined && !cell.tags.some((tag) => MAY_FAIL.has(tag));
}

/** Says which names are mentioned where definitions cannot be seen: by magics, in other languages, in cells that do not parse. */
function hiddenMentions({ facts: { document }, cellAt }: Notebook): (name: string) => boolean {
  const broken = new Set(document.syntaxErrors.map(({ start }) => cellAt(Math.max(start - 1, 0)) ?? cellAt(start)));
  const texts = [
    ...document.magics.map((magic) => magic.arguments),
    ...codeCellsOf(document).filter(({ language, index }) => language !== 'python' || broken.has(index)).map(({ source }) => source),
  ];
  const words = new Set(texts.flatMap((text) => text.match(/[^\W\d]\w*/gu) ?? []));
  return (name) => words.has(name);
}

/** Marks of exercises: what is missing is for the reader to write. */
const GAP = /your (?:code|answer|solution|work|turn)|fill in|TODO|NotImplementedError|(?:BEGIN|END) SOLUTION|\b_{3,}\b|^[ \t]*\.\.\.[ \t]*(?:#|$)|=[ \t]*\.\.\.[ \t]*(?:#|$)|exercise|to ?be ?completed/im;

function hasGaps({ source, cells }: PythonDocument): boolean {
  return GAP.test(source) || cells.some((cell) => cell.type === 'markdown' && GAP.test(cell.source));
}
