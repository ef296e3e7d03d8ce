import { keywordOf } from '../../api/python/code-calls.ts';
import { dagCalls } from '../../api/python/airflow.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/airflow-schedule-implicit',
  summary: 'DAGs that do not say when they run',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, Release Notes, 3.0.0', url: 'https://airflow.apache.org/docs/apache-airflow/stable/release_notes.html' }],
  docs: {
    what: 'Finds DAGs of Airflow without `schedule`, `schedule_interval` or `timetable`.',
    why: 'Airflow 2 takes such a DAG for a daily one, Airflow 3 never starts it by itself. After an upgrade a model is no longer trained, and nothing fails.',
    instead: 'Write `schedule="@daily"`, or `schedule=None` for a DAG that is started by hand.',
    limits: 'DAGs with three and more arguments without names are passed over, as are those with `**` arguments.',
  },
  options: {},
  messages: { implicit: 'Without `schedule`, Airflow 2 runs this DAG daily and Airflow 3 never by itself' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'not said', format: 'python', text: 'from datetime import datetime\nfrom airflow import DAG\n\nwith DAG("train", start_date=datetime(2026, 1, 1)):\n#    ^^^ implicit\n    pass\n' },
    ],
    good: [
      { title: 'by hand only', format: 'python', text: 'from datetime import datetime\nfrom airflow import DAG\n\nwith DAG("train", start_date=datetime(2026, 1, 1), schedule=None):\n    pass\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => dagCalls(facts).flatMap((dag) => (dag.arguments.length > 2 || ['schedule', 'schedule_interval', 'timetable'].some((name) => keywordOf(dag, name) !== null) ? [] : [{ message: 'implicit', at: dag.callee }])),
  mend: null,
});
