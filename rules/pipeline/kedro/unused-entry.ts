import { CATALOG_FILES, catalogEntries } from '../../api/repository/kedro.ts';
import type { RepositoryFiles } from '../../api/repository/files.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

/** Whatever may name a dataset. */
const NAMING = ['**/*.{py,ipynb,yml,yaml,toml,sh,json,md,rst}', '**/Makefile'] as const;

/** Texts put together, such as `f"{region}_sales"`. */
const COMPOSED = /\bf["']([^"'\n]{0,200}\{[^"'\n]{0,200})["']/g;

/** All datasets are asked for, whatever their names. */
const ALL = /\bcatalog\.(?:list|keys|values|items|filter|_data_sets|_datasets)\b|\bfor\s+\w+\s+in\s+catalog\b/;

function shapesIn(text: string): readonly RegExp[] {
  return [...text.matchAll(COMPOSED)].map(([, inner]) => new RegExp(`^${(inner ?? '').split(/\{[^{}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`));
}

/** How often words stand in all texts: a name stands in its own entry once. */
function wordsOf(files: RepositoryFiles): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const { path } of files.matching(...NAMING)) {
    for (const [word] of (files.text(path) ?? '').matchAll(/\w+/g)) words.set(word, (words.get(word) ?? 0) + 1);
  }
  return words;
}

export const rule = repositoryRule({
  id: 'pipeline/kedro-unused-entry',
  summary: 'Entries of the catalog of Kedro that nothing uses',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Kedro, Introduction to the Data Catalog', url: 'https://docs.kedro.org/en/stable/catalog-data/introduction/' }],
  docs: {
    what: 'Finds entries of the catalog in `conf/base` whose names stand nowhere else: in no program, notebook, setting or script.',
    why: 'Whoever reads the catalog takes the dataset for a part of the pipeline. When the name was changed in the pipeline alone, the result is kept in memory only, and lost after the run.',
    instead: 'Take the entry out, or give the node the name of the entry.',
    limits: 'Patterns, names with a dot, and projects that ask for all entries or put fitting names together are passed over.',
  },
  options: {},
  messages: { unused: 'Nothing in the project names the dataset `{name}`' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'left from before', format: 'repository', fileName: 'conf/base/catalog.yml', text: 'ratings:\n  type: pandas.CSVDataset\n  filepath: data/ratings.csv\nreviews:\n^^^^^^^ unused\n  type: pandas.CSVDataset\n  filepath: data/old.csv\n', files: { 'src/shop/pipelines/train/pipeline.py': 'from kedro.pipeline import node, pipeline\n\ntrain = pipeline([node(len, inputs="ratings", outputs="rows")])\n' } },
    ],
    good: [
      { title: 'used', format: 'repository', fileName: 'conf/base/catalog.yml', text: 'ratings:\n  type: pandas.CSVDataset\n  filepath: data/ratings.csv\n', files: { 'src/shop/pipelines/train/pipeline.py': 'from kedro.pipeline import node, pipeline\n\ntrain = pipeline([node(len, inputs="ratings", outputs="rows")])\n' } },
    ],
  },
  yieldsTo: [],
  looksAt: [...CATALOG_FILES],
  needs: 'texts',
  find: ({ repository: { files } }) => {
    const programs = files.matching('**/*.{py,ipynb}').map(({ path }) => files.text(path));
    const texts = programs.flatMap((text) => text ?? []);
    // a text that could not be read may name anything
    if (texts.length < programs.length || !texts.some((text) => /\bkedro\.pipeline\b/.test(text)) || texts.some((text) => ALL.test(text))) return [];
    const shapes = texts.flatMap((text) => (/kedro|catalog/.test(text) ? shapesIn(text) : []));
    const words = wordsOf(files);
    return catalogEntries(files).flatMap(({ key, at }) => {
      const name = key.split('@')[0] ?? key;
      if (!/^\w+$/.test(name) || shapes.some((shape) => shape.test(name))) return [];
      // its own file or path may repeat the name: that stands below the entry, not in a program
      const isNamed = texts.some((text) => new RegExp(`\\b${name}\\b`).test(text)) || (words.get(name) ?? 0) > ownCount(files, name);
      return isNamed ? [] : [{ message: 'unused', at, data: { name: { text: name } } }];
    });
  },
  mend: null,
});

/** How often the name stands in the catalogs themselves, where its own path may repeat it. */
function ownCount(files: RepositoryFiles, name: string): number {
  const word = new RegExp(`(?<!\\w)${name}(?!\\w)`, 'g');
  return files.matching(...CATALOG_FILES).reduce((sum, { path }) => sum + [...(files.text(path) ?? '').matchAll(word)].length, 0);
}
