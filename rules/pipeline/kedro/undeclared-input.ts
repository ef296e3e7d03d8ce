import { declaredEntries, fitsEntry } from '../../api/repository/kedro.ts';
import type { Repository } from '../../api/repository/repository.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const PIPELINES = ['**/src/*/pipelines/**/pipeline*.py', '**/src/*/pipeline*.py'] as const;

/** Names that are put together, pipelines whose names are mapped, and catalogs that code adds to: what a node gets is not seen then. */
const HIDDEN = /\bnamespace\s*=|modular_pipeline|after_catalog_created|\bDataCatalog\b|catalog\.(?:add|save|__setitem__)|catalog\[|\boutputs\s*=\s*(?!["'[{]|None\b)|\boutputs\s*=\s*[[{]?[^)]{0,300}?\bf["']|\b[Pp]ipeline\(\s*(?:pipe\s*=\s*)?[\w.]+(?:\(\))?\s*,[^)]{0,300}?\b(?:inputs|outputs)\s*=/;

function isHidden({ programs, files }: Repository): boolean {
  return programs.some(({ path, isCutShort }) => {
    const text = files.text(path) ?? '';
    return (isCutShort && /kedro/.test(text)) || (/kedro|catalog/.test(text) && HIDDEN.test(text)) || (/(?:^|\/)settings\.py$/.test(path) && /["']catalog["']/.test(text.replace(/#[^\n]*/g, '')));
  });
}

export const rule = repositoryRule({
  id: 'pipeline/kedro-undeclared-input',
  summary: 'Inputs of Kedro nodes that nothing provides',
  severity: 'error',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Kedro, Nodes', url: 'https://docs.kedro.org/en/stable/build/nodes/' }],
  docs: {
    what: 'Finds inputs of nodes that no catalog of the project declares, no pattern of it fits, and no node gives as an output.',
    why: 'Kedro refuses to run the pipeline: the dataset is not in the catalog. Mostly it is a name that was changed in one of two places.',
    instead: 'Declare the dataset in `conf/base/catalog.yml`, or write the name the other node gives.',
    limits: 'Projects with namespaces, with pipelines whose inputs are mapped, with outputs whose names are put together, or with hooks that fill the catalog are passed over. Parameters are not looked at.',
  },
  options: {},
  messages: { undeclared: '`{name}` is neither in the catalog nor an output of a node' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a name that was changed', format: 'repository', fileName: 'src/shop/pipelines/train/pipeline.py', text: 'from kedro.pipeline import node, pipeline\n\nfrom .nodes import fit\n\n\ndef create_pipeline():\n    return pipeline([node(fit, inputs="rating", outputs="model")])\n                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ undeclared\n', files: { 'conf/base/catalog.yml': 'ratings:\n  type: pandas.CSVDataset\n  filepath: data/ratings.csv\n', 'src/shop/pipelines/train/nodes.py': 'def fit(ratings):\n    return 1\n' } },
    ],
    good: [
      { title: 'the name of the catalog', format: 'repository', fileName: 'conf/base/catalog.yml', text: 'ratings:\n  type: pandas.CSVDataset\n  filepath: data/ratings.csv\n', files: { 'src/shop/pipelines/train/pipeline.py': 'from kedro.pipeline import node, pipeline\n\nfrom .nodes import fit\n\n\ndef create_pipeline():\n    return pipeline([node(fit, inputs="ratings", outputs="model")])\n' } },
    ],
  },
  yieldsTo: [],
  looksAt: [...PIPELINES],
  mayBlame: ({ text }) => /\bkedro\b/.test(text),
  needs: 'programs',
  find: ({ repository }) => {
    const { files, programs } = repository;
    const declared = declaredEntries(files);
    if (declared.size === 0 || isHidden(repository)) return [];
    const used = programs.flatMap(({ data }) => (data ?? []).filter(({ medium, by }) => medium === 'entry' && /^kedro\.pipeline/.test(by)));
    const given = new Set(used.flatMap(({ way, name }) => (way === 'write' && name !== null ? [plainName(name)] : [])));
    const paths = new Set(files.matching(...PIPELINES).map(({ path }) => path));
    return used.flatMap(({ way, name, at }) => {
      if (way !== 'read' || name === null || name === '' || name.includes('*') || !paths.has(at.path)) return [];
      const isThere = given.has(plainName(name)) || fitsEntry(declared, name);
      return isThere ? [] : [{ message: 'undeclared', at, data: { name: { text: name } } }];
    });
  },
  mend: null,
});

/** `ratings@spark` is `ratings`, loaded in another way. */
function plainName(name: string): string {
  return name.split('@')[0] ?? name;
}
