import { stringOf } from '../../api/python/code-calls.ts';
import { enclosing } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/kedro-node-reads-file',
  summary: 'Nodes of Kedro that read and write files themselves',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Kedro, Nodes', url: 'https://docs.kedro.org/en/stable/build/nodes/' }],
  docs: {
    what: 'Finds functions in `nodes.py` of Kedro pipelines that read or write tables, or open files, by a path that is written there.',
    why: 'The catalog does not know the file: it is not versioned, not loaded from another place in production, and Kedro does not know that one node waits for another.',
    instead: 'Declare the file in `catalog.yml`, and take it as an input or return it as an output.',
    limits: 'Only paths written as text. Paths that are parameters of the function are passed over.',
  },
  options: {},
  messages: { beside: 'The catalog knows nothing of `{path}`, which the node reads or writes itself' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'read beside the catalog', format: 'python', fileName: 'src/shop/pipelines/train/nodes.py', text: 'import pandas as pd\n\ndef load_ratings():\n    return pd.read_csv("data/01_raw/ratings.csv")\n#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ beside\n' },
    ],
    good: [
      { title: 'an input', format: 'python', fileName: 'src/shop/pipelines/train/nodes.py', text: 'def clean(ratings):\n    return ratings.dropna()\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    !/\/pipelines\/(?:[^/]+\/)+(?:nodes(?:\/[^/]+)?|\w+_nodes)\.py$/.test(facts.document.path)
      ? []
      : facts.nodes('Call').flatMap((call) => {
          const path = stringOf(call.arguments[0]);
          const name = facts.names.qualifiedName(call.callee) ?? (call.callee.kind === 'Name' ? call.callee.id : call.callee.kind === 'Attribute' ? `.${call.callee.attribute}` : '');
          const isBeside = path !== null && /[./]/.test(path) && /^(?:(?:pandas|polars)\.read_\w+|open|joblib\.(?:load|dump)|\.to_(?:csv|parquet|pickle|excel|feather)|\.(?:savefig|write_csv|write_parquet))$/.test(name);
          return isBeside && enclosing(call, ['FunctionDef']) !== null ? [{ message: 'beside', at: call, data: { path: { text: path } } }] : [];
        }),
  mend: null,
});
