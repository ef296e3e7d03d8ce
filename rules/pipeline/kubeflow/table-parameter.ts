import { componentsOf } from '../../api/python/kubeflow.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/kubeflow-table-parameter',
  summary: 'Components of Kubeflow that take or return tables',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Kubeflow Pipelines, Data Types', url: 'https://www.kubeflow.org/docs/components/pipelines/user-guides/data-handling/data-types/' }],
  docs: {
    what: 'Finds components of Kubeflow Pipelines 2 whose parameters or result are annotated with a table or array of pandas, numpy or polars.',
    why: 'Parameters are small values that are stored as text: the pipeline does not compile.',
    instead: 'Take `Input[Dataset]` and `Output[Dataset]`, and read and write their `path`.',
    limits: 'Only annotations that name the type itself.',
  },
  options: {},
  messages: { table: 'Components hand on `{type}` as an artifact, not as a parameter' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a table as result', format: 'python', text: 'import pandas as pd\nfrom kfp import dsl\n\n@dsl.component\ndef load(path: str) -> pd.DataFrame:\n#                      ^^^^^^^^^^^^ table\n    import pandas as pd\n    return pd.read_csv(path)\n' },
    ],
    good: [
      { title: 'an artifact', format: 'python', text: 'from kfp import dsl\nfrom kfp.dsl import Dataset, Output\n\n@dsl.component\ndef load(path: str, table: Output[Dataset]):\n    import pandas as pd\n    pd.read_csv(path).to_csv(table.path)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    componentsOf(facts).flatMap(({ parameters, returns }) =>
      [...parameters.map(({ annotation }) => annotation), returns].flatMap((annotation) => {
        const type = annotation === null ? null : facts.names.qualifiedName(annotation);
        return annotation !== null && type !== null && /^(?:pandas\.(?:DataFrame|Series)|numpy\.ndarray|polars\.(?:DataFrame|Series|LazyFrame))$/.test(type) ? [{ message: 'table', at: annotation, data: { type: { text: facts.textOf(annotation) } } }] : [];
      }),
    ),
  mend: null,
});
