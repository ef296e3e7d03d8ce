import { CATALOG_FILES, catalogEntries } from '../../api/repository/kedro.ts';
import { at, textAt } from '../../api/repository/tree.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

export const rule = repositoryRule({
  id: 'pipeline/kedro-model-unversioned',
  summary: 'Models of Kedro that each run writes over',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Kedro, Dataset versioning', url: 'https://docs.kedro.org/en/stable/catalog-data/data_catalog/#dataset-versioning' }],
  docs: {
    what: 'Finds entries of the catalog that lie in a folder `models` or are models by their type, and are not `versioned`.',
    why: 'Each run writes over the model before it: it cannot be compared, and there is none to go back to.',
    instead: 'Set `versioned: true`, or log the model to a registry.',
    limits: 'Types of MLflow keep versions themselves and are passed over.',
  },
  options: {},
  messages: { overwritten: 'Each run writes over the model `{name}`' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a model', format: 'repository', fileName: 'conf/base/catalog.yml', text: 'classifier:\n^^^^^^^^^^ overwritten\n  type: pickle.PickleDataset\n  filepath: data/06_models/classifier.pkl\n' },
    ],
    good: [
      { title: 'versions', format: 'repository', fileName: 'conf/base/catalog.yml', text: 'classifier:\n  type: pickle.PickleDataset\n  filepath: data/06_models/classifier.pkl\n  versioned: true\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...CATALOG_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    catalogEntries(files).flatMap(({ key, value, at: place }) => {
      const type = textAt(value, 'type') ?? '';
      const isModel = /(?:^|\/)(?:\d+_)?models?\//.test(textAt(value, 'filepath') ?? '') || /\b(?:TensorFlowModelDataset|KerasModelDataset|XGBoostModelDataset)$/i.test(type);
      return isModel && at(value, 'versioned') === null && at(value, 'versioning') === null && !/mlflow/i.test(type) ? [{ message: 'overwritten', at: place, data: { name: { text: key } } }] : [];
    }),
  mend: null,
});
