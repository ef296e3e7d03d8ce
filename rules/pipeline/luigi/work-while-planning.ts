import { callsNamed } from '../../api/python/code-calls.ts';
import { luigiTasks } from '../../api/python/luigi.ts';
import { enclosing } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

const WORK = /^(?:pandas\.read_(?!json$)\w+|polars\.read_\w+|requests\.(?:get|post|request)|urllib\.request\.urlopen|psycopg2?\.connect|sqlite3\.connect|pymongo\.MongoClient|joblib\.load|pickle\.load|torch\.load|time\.sleep)$/;

export const rule = pythonRule({
  id: 'pipeline/luigi-work-while-planning',
  summary: 'Work that Luigi does while it plans',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Luigi, Execution Model', url: 'https://luigi.readthedocs.io/en/stable/execution_model.html' }],
  docs: {
    what: 'Finds reads of data, requests and loads of models in `requires`, `output` and `complete` of Luigi tasks.',
    why: 'Luigi calls these again and again while it plans, also for tasks that are done: planning a year of days reads the table hundreds of times before the first task runs.',
    instead: 'Do it in `run`; hand on what decides between tasks as a parameter.',
    limits: 'Told by names of libraries. Work in functions that are called there is not seen; tests are passed over.',
  },
  options: {},
  messages: { work: '`{call}` runs each time Luigi asks `{method}`, also when the task is done' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'read while planning', format: 'python', text: 'import luigi\nimport pandas as pd\n\nclass All(luigi.WrapperTask):\n    def requires(self):\n        for shop in pd.read_csv("shops.csv")["shop"]:\n#                   ^^^^^^^^^^^^^^^^^^^^^^^^ work\n            yield Train(shop=shop)\n' },
    ],
    good: [
      { title: 'read when it runs', format: 'python', text: 'import luigi\nimport pandas as pd\n\nclass Train(luigi.Task):\n    def output(self):\n        return luigi.LocalTarget("model.pkl")\n\n    def run(self):\n        train(pd.read_csv("shops.csv"))\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    if (/(?:^|\/)tests?\/|(?:^|\/)test_\w+\.py$|_test\.py$/.test(facts.document.path)) return [];
    const tasks = new Set(luigiTasks(facts));
    return callsNamed(facts, WORK).flatMap(({ call, name }) => {
      const method = enclosing(call, ['FunctionDef']);
      const owner = method === null ? null : enclosing(method, ['ClassDef', 'FunctionDef']);
      const isAsked = method !== null && owner?.kind === 'ClassDef' && tasks.has(owner) && /^(?:requires|output|complete)$/.test(method.name);
      return isAsked ? [{ message: 'work', at: call, data: { call: { text: name.split('.').slice(-2).join('.') }, method: { text: method.name } } }] : [];
    });
  },
  mend: null,
});
