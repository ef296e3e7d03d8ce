import { callsNamed, runsWhenLoaded } from '../../api/python/code-calls.ts';
import type { Facts } from '../../api/python/facts.ts';
import { enclosing } from '../../api/python/syntax.ts';
import type { FunctionDef } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** Calls that make a DAG, as every version of Airflow names them. */
const DAGS = /^airflow(?:\.models(?:\.dag)?|\.sdk|\.decorators|\.sdk\.definitions\.dag)?\.(?:DAG|dag)$/;

const WORK = /^(?:pandas\.read_\w+|polars\.read_\w+|requests\.(?:get|post|put|request)|httpx\.(?:get|post)|urllib\.request\.urlopen|airflow\.(?:models(?:\.variable)?|sdk)\.Variable\.get|airflow\.(?:hooks\.base(?:_hook)?|sdk(?:\.bases\.hook)?)\.BaseHook\.get_connection|psycopg2?\.connect|pymysql\.connect|sqlite3\.connect|snowflake\.connector\.connect|pymongo\.MongoClient|redis\.Redis|joblib\.load|pickle\.load|torch\.load|mlflow\.\w+\.load_model|(?:tensorflow\.)?keras\.models\.load_model|time\.sleep)$/;

/** The body of such a function is run when the file is read, too. */
function isDag({ decorators }: FunctionDef, facts: Facts): boolean {
  return decorators.some((decorator) => DAGS.test(facts.names.qualifiedName(decorator.kind === 'Call' ? decorator.callee : decorator) ?? ''));
}

export const rule = pythonRule({
  id: 'pipeline/airflow-top-level-work',
  summary: 'Work done each time Airflow reads a DAG file',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, Best Practices', url: 'https://airflow.apache.org/docs/apache-airflow/stable/best-practices.html' }],
  docs: {
    what: 'Finds reads of data, requests, connections to databases, loads of models and reads of Airflow variables at the top level of files that define a DAG, or in the body of a function with `@dag`.',
    why: 'The scheduler runs the top level of the file every half minute or so, whether the DAG runs or not: the database is asked thousands of times a day, and when it is slow, no DAG of the installation is scheduled.',
    instead: 'Do it inside a task; give variables as templates, `{{ var.value.name }}`.',
    limits: 'Told by names of libraries. Code under `if __name__ == "__main__"` and in functions that are called at the top level is passed over.',
  },
  options: {},
  messages: { work: '`{call}` runs each time Airflow reads this file' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'data read outside of tasks', format: 'python', text: 'import pandas as pd\nfrom airflow import DAG\n\nframe = pd.read_csv("train.csv")\n#       ^^^^^^^^^^^^^^^^^^^^^^^^ work\n\nwith DAG("train", schedule=None):\n    pass\n' },
    ],
    good: [
      { title: 'read by a task', format: 'python', text: 'import pandas as pd\nfrom airflow.decorators import dag, task\n\n@dag(schedule=None)\ndef train():\n    @task\n    def load():\n        return len(pd.read_csv("train.csv"))\n\n    load()\n\ntrain()\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    if (callsNamed(facts, DAGS).length === 0 && !facts.nodes('FunctionDef').some((each) => isDag(each, facts))) return [];
    return callsNamed(facts, WORK).flatMap(({ call, name }) => {
      const around = enclosing(call, ['FunctionDef', 'Lambda']);
      const isParsed = around === null ? runsWhenLoaded(call) : around.kind === 'FunctionDef' && isDag(around, facts);
      return isParsed ? [{ message: 'work', at: call, data: { call: { text: name.split('.').slice(-2).join('.') } } }] : [];
    });
  },
  mend: null,
});
