import { callsNamed, runsWhenLoaded } from '../../api/python/code-calls.ts';
import { componentsOf, pipelinesOf } from '../../api/python/kubeflow.ts';
import { enclosing } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

const MOVING = /^(?:datetime\.(?:datetime|date)\.(?:now|today|utcnow)|pandas\.read_(?:sql|sql_query|sql_table|gbq)|requests\.(?:get|post)|urllib\.request\.urlopen|psycopg2?\.connect|pymongo\.MongoClient|google\.cloud\.bigquery\.Client)$/;

export const rule = pythonRule({
  id: 'pipeline/kubeflow-cached-read',
  summary: 'Steps of Kubeflow whose cached result hides new data',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Kubeflow Pipelines, Use Caching', url: 'https://www.kubeflow.org/docs/components/pipelines/user-guides/core-functions/caching/' }],
  docs: {
    what: 'Finds components of Kubeflow Pipelines that ask the clock, the network, a database or chance, in files that never switch caching off.',
    why: 'Caching is on by default: a step with the same inputs is not run again. The rows of the first run are trained on for ever, and every run is green.',
    instead: 'Call `set_caching_options(False)` on the task, or hand the date in as a parameter.',
    limits: 'Pipelines put together in another file, where caching may be switched off, are passed over.',
  },
  options: {},
  messages: { cached: 'The step is not run again: its result is cached, whatever `{call}` would give now' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a table that grows', format: 'python', text: 'from kfp import dsl\n\n@dsl.component\ndef load() -> int:\n    import pandas as pd\n    return len(pd.read_sql("SELECT id FROM ratings", "postgresql://warehouse/shop"))\n#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cached\n\n@dsl.pipeline\ndef train():\n    load()\n' },
    ],
    good: [
      { title: 'run each time', format: 'python', text: 'from kfp import dsl\n\n@dsl.component\ndef load() -> int:\n    import pandas as pd\n    return len(pd.read_sql("SELECT id FROM ratings", "postgresql://warehouse/shop"))\n\n@dsl.pipeline\ndef train():\n    load().set_caching_options(False)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    if (pipelinesOf(facts).length === 0 || /set_caching_options|enable_caching/.test(facts.document.text)) return [];
    const components = new Set(componentsOf(facts));
    return callsNamed(facts, MOVING).flatMap(({ call, name }) => {
      const around = enclosing(call, ['FunctionDef']);
      const outer = enclosing(call, ['Call']);
      const isShown = outer?.callee.kind === 'Name' && outer.callee.id === 'print';
      return around !== null && components.has(around) && !isShown && !runsWhenLoaded(call) ? [{ message: 'cached', at: call, data: { call: { text: name.split('.').slice(-2).join('.') } } }] : [];
    });
  },
  mend: null,
});
