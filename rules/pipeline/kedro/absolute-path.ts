import { CATALOG_FILES, catalogEntries } from '../../api/repository/kedro.ts';
import { at } from '../../api/repository/tree.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

export const rule = repositoryRule({
  id: 'pipeline/kedro-absolute-path',
  summary: 'Datasets of Kedro at a path of one machine',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Kedro, Introduction to the Data Catalog', url: 'https://docs.kedro.org/en/stable/catalog-data/introduction/' }],
  docs: {
    what: 'Finds entries of the catalog in `conf/base` whose `filepath` is absolute.',
    why: 'The pipeline runs on one machine only; everybody else, and the CI system, gets a file that is not there.',
    instead: 'Write paths relative to the project, `data/01_raw/ratings.csv`, or keep those of one machine in `conf/local`.',
    limits: 'Addresses of storage, such as `s3://`, and paths with variables are passed over.',
  },
  options: {},
  messages: { absolute: '`{path}` is a path of one machine' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a home folder', format: 'repository', fileName: 'conf/base/catalog.yml', text: 'ratings:\n  type: pandas.CSVDataset\n  filepath: /home/ada/ratings.csv\n            ^^^^^^^^^^^^^^^^^^^^^ absolute\n' },
    ],
    good: [
      { title: 'in the project', format: 'repository', fileName: 'conf/base/catalog.yml', text: 'ratings:\n  type: pandas.CSVDataset\n  filepath: data/01_raw/ratings.csv\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...CATALOG_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    catalogEntries(files).flatMap(({ value }) => {
      const path = at(value, 'filepath');
      return path?.kind === 'scalar' && /^(?:\/(?!tmp\/|dbfs\/|mnt\/|Volumes\/|opt\/)\w|~|[A-Za-z]:[\\/])/.test(path.text) ? [{ message: 'absolute', at: path.at, data: { path: { text: path.text } } }] : [];
    }),
  mend: null,
});
