import { notebookRule } from '../../api/python-rule.ts';
import { codeCellsOf } from '../../api/python/notebook-cells.ts';

export const rule = notebookRule({
  id: 'notebook/star-import',
  summary: 'Star imports in notebooks',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'PEP 8', where: 'Imports: wildcard imports should be avoided', url: 'https://peps.python.org/pep-0008/#imports' }],
  docs: {
    what: '`from module import *` or `%pylab` in a notebook.',
    why: 'Nobody can see which names it brings. It replaces names of other cells and builtins (`sum`, `max`, `open`) without a word, and which ones depends on the version installed and on the order cells ran in.',
    instead: 'Import the names used, or the module under a short name.',
    limits: 'Libraries whose documentation has users import everything are allowed (see the option). So is a file of the project that only holds constants if its name says so (`config`, `constants`, `settings`).',
  },
  options: {
    allowed: {
      kind: 'strings',
      default: ['fastai', 'fastbook', 'fastcore', 'manim', 'nbdev', 'sympy'],
      doc: 'Packages from which everything may be imported.',
      source: "The packages' own documentation",
    },
  },
  messages: {
    star: 'Everything of `{module}` is imported, whatever names that replaces',
    pylab: '`%pylab` imports everything of NumPy and Matplotlib, whatever names that replaces',
  },
  fix: 'none',
  examples: {
    bad: [
      { title: 'All of a library', format: 'notebook', text: '# %%\nfrom tensorflow.keras.layers import *\n#                                   ^ star\n' },
      { title: 'Everything at once', format: 'notebook', text: '# %%\n%pylab inline\n^^^^^^^^^^^^^ pylab\n' },
    ],
    good: [
      { title: 'The names used', format: 'notebook', text: '# %%\nfrom tensorflow.keras.layers import Dense, Dropout\n' },
      { title: 'A library made for it', format: 'notebook', text: '# %%\nfrom fastai.vision.all import *\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts, options }) => {
    const { document } = facts;
    if (document.kind === 'script') return [];
    const stars = facts.nodes('ImportFrom').flatMap(({ module, names }) => {
      const [alias] = names;
      const isAllowed = options.allowed.some((name) => module === name || module.startsWith(`${name}.`)) || SETTINGS.test(module);
      return alias?.name !== '*' || isAllowed ? [] : [{ message: 'star', at: alias, data: { module: { text: module === '' ? '.' : module } } } as const];
    });
    const pylab = codeCellsOf(document).flatMap(({ magics }) => magics.filter(({ name, arguments: rest }) => name === 'pylab' && !rest.includes('--no-import-all')));
    return [...stars, ...pylab.map(({ start, end }) => ({ message: 'pylab', at: { document, start, end } }) as const)];
  },
  mend: null,
});

const SETTINGS = /(?:^|\.)(?:config|configuration|constants?|settings|params|globals)$/i;
