import { notebookRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';
import { cellFinder } from '../../api/python/notebook-cells.ts';
import { runTimeOf } from '../../api/python/run-time.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Binding, Definition } from '../../api/python/names.ts';
import type { Name, Node } from '../../api/python/syntax.ts';

const MESSAGES = {
  called: 'The builtin `{name}` is replaced by a value here, and called in cell {cell}',
  builtin: 'The builtin `{name}` is replaced by a value for all cells',
  imported: '`{name}` is imported in cell {cell} and replaced by a value here',
} as const;

export const rule = notebookRule({
  id: 'notebook/shadowed-name',
  summary: 'Builtins and imported names replaced by values, for every cell that runs later',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'Python tutorial', where: '9.2 Python scopes and namespaces', url: 'https://docs.python.org/3/tutorial/classes.html#python-scopes-and-namespaces' },
    { title: 'flake8-builtins', where: 'A001' },
  ],
  docs: {
    what: 'A cell assigns to the name of a builtin (`list`, `sum`, `max`) or of something another cell imports (`svm`, `plt`).',
    why: 'The kernel keeps the value: a cell that calls `sum(...)`, or the same cell run once more, fails with "object is not callable" or "has no attribute". The cell that caused it may be far away.',
    instead: 'Choose another name, such as `total`, and restart the kernel.',
    limits: 'Names of functions, classes and imports may replace others, since that is meant. Builtins that are rarely called (`id`, `input`, `format`) are reported only where the notebook calls them. Imported names are left alone in the cell that imports them and on branches.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      { title: 'A builtin that is called later', format: 'notebook', text: '# %%\nsum = 0\n^^^ called\n# %%\nprint(sum([1, 2]))\n' },
      { title: 'A builtin of every day', format: 'notebook', text: '# %%\nlist = [1, 2]\n^^^^ builtin\n' },
      { title: 'A module', format: 'notebook', text: '# %%\nfrom sklearn import svm\n# %%\nsvm = svm.SVC()\n^^^ imported\n' },
    ],
    good: [
      { title: 'A builtin that nobody calls', format: 'notebook', text: '# %%\nid = 7\n# %%\nprint(id)\n' },
      { title: 'Inside a function', format: 'notebook', text: '# %%\ndef total(list):\n    sum = 0\n    return sum\n' },
      { title: 'A value of its own', format: 'notebook', text: '# %%\nfrom sklearn import svm\n# %%\nmodel = svm.SVC()\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    if (facts.document.kind === 'script') return [];
    const cellAt = cellFinder(facts.document);
    const bindings = [...facts.names.module.bindings.values()];
    return bindings.flatMap((binding) => {
      const values = binding.definitions.filter(isValue);
      const [first] = values;
      if (first === undefined) return [];
      return OFTEN_CALLED.has(binding.name) || SELDOM_CALLED.has(binding.name) ? builtinVerdict({ facts, cellAt }, binding, first) : importVerdict({ facts, cellAt }, binding, values);
    });
  },
  mend: null,
});

interface Notebook {
  readonly facts: Facts;
  readonly cellAt: (offset: number) => number | null;
}

const OFTEN_CALLED: ReadonlySet<string> = new Set('abs all any bool dict enumerate filter float int len list map max min open print range round set sorted str sum tuple type zip'.split(' '));
const SELDOM_CALLED: ReadonlySet<string> = new Set('bin bytes callable chr compile complex dir divmod eval exec format getattr hasattr hash help hex id input isinstance iter next object oct ord pow property repr reversed setattr slice super vars'.split(' '));

function isValue({ kind, node }: Definition): boolean {
  return (kind === 'assignment' || kind === 'loop' || kind === 'with' || kind === 'walrus' || kind === 'annotation') && node.kind === 'Name' && runTimeOf(node) !== 'later';
}

function builtinVerdict({ facts, cellAt }: Notebook, binding: Binding, first: Definition): readonly CodeVerdict<typeof MESSAGES>[] {
  const { name, definitions } = binding;
  const isMeant = definitions.some(({ kind }) => kind === 'import' || kind === 'function' || kind === 'class') || restores(first.node, name);
  const isUndone = definitions.some(({ kind }) => kind === 'delete');
  if (isMeant || (facts.names.module.isOpen && !facts.names.module.isOpenByLibrariesOnly)) return [];
  const call = binding.reads.find((read) => isCalled(read));
  const cell = call === undefined ? null : cellAt(call.start);
  const data = { name: { text: name } };
  if (call !== undefined && cell !== null && !isUndone) return [{ message: 'called', at: first.node, related: [{ at: call, text: `\`${name}\` is called` }], data: { ...data, cell: cell + 1 } }];
  return OFTEN_CALLED.has(name) && !isUndone ? [{ message: 'builtin', at: first.node, data }] : [];
}

function isCalled(read: Name): boolean {
  return read.parent.kind === 'Call' && read.parent.callee === read;
}

/** `print = functools.partial(print, flush=True)` and `range = xrange` wrap or rename what stays a function. */
function restores(node: Node, name: string): boolean {
  const { parent } = node;
  if (parent?.kind !== 'Assign') return false;
  const { value } = parent;
  if (value.kind === 'Name' || value.kind === 'Attribute' || value.kind === 'Lambda') return true;
  return value.kind === 'Call' && [...value.arguments, ...value.keywords.map((keyword) => keyword.value)].some((argument) => argument.kind === 'Name' && argument.id === name);
}

function importVerdict({ cellAt }: Notebook, binding: Binding, values: readonly Definition[]): readonly CodeVerdict<typeof MESSAGES>[] {
  const imported = binding.definitions.find(({ kind, node }) => kind === 'import' && node.kind === 'ImportAlias' && node.name !== '*' && runTimeOf(node) === 'now');
  const importCell = imported === undefined ? null : cellAt(imported.node.start);
  if (imported === undefined || importCell === null || binding.definitions.some(({ kind }) => kind === 'delete')) return [];
  const replaced = values.find(({ node }) => node.start > imported.node.start && cellAt(node.start) !== importCell && runTimeOf(node) === 'now');
  if (replaced === undefined) return [];
  return [{ message: 'imported', at: replaced.node, related: [{ at: imported.node, text: `\`${binding.name}\` is imported` }], data: { name: { text: binding.name }, cell: importCell + 1 } }];
}
