import { notebookRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';
import { cellFinder, codeCellsOf, isPreparing } from '../../api/python/notebook-cells.ts';
import type { CodeCell } from '../../api/python/notebook-cells.ts';
import type { Facts } from '../../api/python/facts.ts';

const MESSAGES = {
  setLater: 'Cell {upper} above, which sets `{name}`, ran after this cell: [{upperRun}] after [{run}]',
  early: 'This cell ran as [{run}], before cell {other} above it, which ran as [{otherRun}]',
  late: 'This cell ran as [{run}], after cell {other} below it, which ran as [{otherRun}]',
  repeated: 'This cell and cell {other} above both ran as [{run}]: a copy, or another session',
} as const;

export const rule = notebookRule({
  id: 'notebook/out-of-order-execution',
  summary: 'Notebooks saved after their cells ran in another order than they stand in',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'pynblint', where: 'non-linear-execution' },
    { title: 'julynter', where: 'c2: wrong order, h3: repeated counter' },
    { title: 'Pimentel et al., A Large-Scale Study About Quality and Reproducibility of Jupyter Notebooks', where: 'out-of-order cells' },
  ],
  docs: {
    what: 'The execution counts of the cells do not rise from top to bottom, or two cells have the same one. One finding per notebook, at the first cell that is out of order.',
    why: 'The outputs that are shown were not made by running the notebook as it stands, so nobody can say that doing so gives them again.',
    instead: 'Restart the kernel, run all cells and save.',
    limits: 'Gaps between counts are left alone: they only say that cells ran more than once. So is a cell that was run again later and only imports, defines functions or sets constants.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      { title: 'Data was cleaned again after it was counted', format: 'notebook', text: '# %% [1]\nrows = load()\n# %% [5]\nrows = clean(rows)\n# %% [3]\n# ! setLater\nlen(rows)\n#> 12\n# %% [4]\nplot(rows)\n' },
      { title: 'A cell ran after those below it', format: 'notebook', text: '# %% [7]\n# ! late\nshow(1)\n# %% [2]\nshow(2)\n# %% [3]\nshow(3)\n' },
      { title: 'A cell ran before those above it', format: 'notebook', text: '# %% [2]\nshow(1)\n# %% [3]\nshow(2)\n# %% [1]\n# ! early\nshow(3)\n' },
      { title: 'Cells of different sessions', format: 'notebook', text: '# %% [1]\nshow(1)\n# %% [1]\n# ! repeated\nshow(2)\n' },
    ],
    good: [
      { title: 'Imports were added later', format: 'notebook', text: '# %% [9]\nimport os\nimport re\n# %% [2]\nshow(2)\n# %% [3]\nshow(3)\n' },
      { title: 'Gaps', format: 'notebook', text: '# %% [2]\nshow(1)\n# %% [7]\nshow(2)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const runs = codeCellsOf(facts.document).flatMap((cell): readonly Run[] => (cell.executionCount === null || isPreparing(cell) ? [] : [{ cell, count: cell.executionCount }]));
    const moved = outOfOrder(runs);
    return moved.length === 0 ? [] : [staleRead(facts, runs) ?? firstMoved(facts, runs, moved)];
  },
  mend: null,
});

type Verdict = CodeVerdict<typeof MESSAGES>;

interface Run {
  readonly cell: CodeCell;
  readonly count: number;
}

/** The fewest runs without which counts rise. Longest increasing subsequence, O(n log n). */
function outOfOrder(runs: readonly Run[]): readonly Run[] {
  const ends: number[] = [];
  const before: number[] = [];
  for (const [index, { count }] of runs.entries()) {
    const at = firstWhere(ends, (end) => (runs[end]?.count ?? 0) >= count);
    before.push(at === 0 ? -1 : (ends[at - 1] ?? -1));
    if (runs[ends[at] ?? -1]?.count !== count) ends[at] = index;
  }
  const kept = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) kept.add(at);
  return runs.filter((_, index) => !kept.has(index));
}

/** The index of the first item for which the test holds, in a list in which it holds for all behind it. */
function firstWhere(items: readonly number[], test: (item: number) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(items[middle] ?? -1)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The first cell that read a name which a cell above it set only later. */
function staleRead({ document, names }: Facts, runs: readonly Run[]): Verdict | null {
  const runAt = new Map(runs.map((run) => [run.cell.index, run]));
  const cellAt = cellFinder(document);
  const found = [...names.module.bindings.values()].flatMap((binding) => {
    const sets = binding.definitions.filter(({ kind }) => kind === 'assignment' || kind === 'augmented');
    const uppers = new Map(sets.flatMap(({ node }) => {
      const upper = runAt.get(cellAt(node.start) ?? -1);
      return upper === undefined ? [] : [[upper, node] as const];
    }));
    const own = new Set([...uppers.keys()]);
    return binding.reads.flatMap((read) => {
      const lower = runAt.get(cellAt(read.start) ?? -1);
      if (lower === undefined || own.has(lower)) return [];
      return [...uppers].filter(([upper]) => upper.cell.index < lower.cell.index && upper.count > lower.count).map(([upper, node]) => ({ upper, lower, node, name: binding.name }));
    });
  });
  const [first] = found.sort((a, b) => a.lower.cell.index - b.lower.cell.index || a.upper.cell.index - b.upper.cell.index || (a.name < b.name ? -1 : 1));
  if (first === undefined) return null;
  const { upper, lower, node, name } = first;
  return {
    message: 'setLater',
    at: { document, cellIndex: lower.cell.index },
    related: [{ at: node, text: `\`${name}\` is set again, run [${upper.count}]` }],
    data: { upper: upper.cell.index + 1, name: { text: name }, upperRun: upper.count, run: lower.count },
  };
}

/** Nothing shows that a value is stale, so it is worth a look only. */
function firstMoved({ document }: Facts, runs: readonly Run[], moved: readonly Run[]): Verdict {
  const first = moved[0] ?? runs[0];
  if (first === undefined) throw new Error('called with cells out of order');
  const { cell, count: run } = first;
  const place = { at: { document, cellIndex: cell.index }, severity: 'info' } as const;
  const above = runs.filter((other) => other.cell.index < cell.index);
  const same = above.find(({ count }) => count === run);
  if (same !== undefined) return { ...place, message: 'repeated', ...relatedTo(document, same), data: { other: same.cell.index + 1, run } };
  const later = above.findLast(({ count }) => count > run);
  if (later !== undefined) return { ...place, message: 'early', ...relatedTo(document, later), data: { run, other: later.cell.index + 1, otherRun: later.count } };
  const earlier = runs.find((other) => other.cell.index > cell.index && other.count <= run) ?? first;
  return { ...place, message: 'late', ...relatedTo(document, earlier), data: { run, other: earlier.cell.index + 1, otherRun: earlier.count } };
}

function relatedTo(document: Facts['document'], { cell, count }: Run) {
  return { related: [{ at: { document, cellIndex: cell.index }, text: `run [${count}]` }] };
}
