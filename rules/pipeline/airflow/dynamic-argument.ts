import { callInside, callsNamed, entriesOf } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** Calls that make a DAG, as every version of Airflow names them. */
const DAGS = /^airflow(?:\.models(?:\.dag)?|\.sdk|\.decorators|\.sdk\.definitions\.dag)?\.(?:DAG|dag)$/;

const MOVING = /^(?:datetime\.(?:datetime|date)\.(?:now|today|utcnow)|pendulum\.(?:now|today|yesterday|tomorrow)|airflow\.utils\.timezone\.utcnow|airflow\.utils\.dates\.days_ago|time\.time|uuid\.uuid[14]|random\.(?:random|randint|choice|uniform)|(?:numpy|np)\.random\.\w+)$/;

export const rule = pythonRule({
  id: 'pipeline/airflow-dynamic-argument',
  summary: 'DAGs whose arguments change each time the file is read',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, Best Practices', url: 'https://airflow.apache.org/docs/apache-airflow/stable/best-practices.html' }, { title: 'Apache Airflow, FAQ, Why is my task not getting scheduled', url: 'https://airflow.apache.org/docs/apache-airflow/stable/faq.html' }],
  docs: {
    what: 'Finds arguments of DAGs, and of their `default_args`, that are computed from the clock or at random: `start_date=datetime.now()`, `days_ago(1)`, an id with `uuid4()`.',
    why: 'The scheduler reads the file again and again. With a start that moves, the first interval never ends, so Airflow 2 never runs the DAG; with any other argument, Airflow 3 stores a new version of the DAG each time.',
    instead: 'Write a fixed date, `datetime(2026, 1, 1)`, and take times of a run from its data interval.',
    limits: 'Only arguments that are written in the call or in a dict at hand.',
  },
  options: {},
  messages: { dynamic: '`{argument}` is another value each time Airflow reads the file' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a start that moves', format: 'python', text: 'from datetime import datetime\nfrom airflow import DAG\n\nwith DAG("train", start_date=datetime.now(), schedule="@daily"):\n#                            ^^^^^^^^^^^^^^ dynamic\n    pass\n' },
    ],
    good: [
      { title: 'a fixed start', format: 'python', text: 'from datetime import datetime\nfrom airflow import DAG\n\nwith DAG("train", start_date=datetime(2026, 1, 1), schedule="@daily"):\n    pass\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    callsNamed(facts, DAGS).flatMap(({ call }) => {
      const defaults = entriesOf(facts, call.keywords.find(({ name }) => name === 'default_args')?.value ?? null);
      const written = [
        ...call.arguments.map((value) => ({ name: 'dag_id', value })),
        ...call.keywords.flatMap(({ name, value }) => (name === null || name === 'default_args' ? [] : [{ name, value }])),
        ...[...(defaults ?? [])].map(([name, value]) => ({ name, value })),
      ];
      return written.flatMap(({ name, value }) => {
        const moving = callInside(facts, value, MOVING);
        return moving === null ? [] : [{ message: 'dynamic', at: moving.call, data: { argument: { text: name } } }];
      });
    }),
  mend: null,
});
