import { bareDags, mostOnce } from '../../api/python/airflow.ts';
import { pythonProjectRule } from '../../api/python-rule.ts';

export const rule = pythonProjectRule({
  id: 'pipeline/airflow-no-retries',
  summary: 'Scheduled DAGs whose tasks are tried once',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Astronomer, Rerun Airflow Dags and tasks, Automatically retry tasks', url: 'https://www.astronomer.io/docs/learn/airflow-3/rerunning-dags' }],
  docs: {
    what: 'Finds projects with scheduled DAGs of Airflow where neither `default_args` nor any task says `retries`.',
    why: 'Airflow tries a task once. A database that is away for a minute ends the run, and the model of that day is missing.',
    instead: 'Set `default_args={"retries": 2, "retry_delay": timedelta(minutes=5)}`.',
    limits: 'Told once for a project, at the first such DAG. Examples, tests and DAGs whose tasks only print, wait or hold others together are passed over, as are `default_args` from elsewhere. The setting `default_task_retries` of the installation is not seen.',
  },
  options: {},
  messages: { once: '{bare} of {all} scheduled DAGs try each task once; nothing in their files says `retries`' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'tried once', format: 'python', text: 'from airflow import DAG\nfrom airflow.operators.bash import BashOperator\n\nwith DAG("train", schedule="@daily"):\n#    ^^^ once\n    BashOperator(task_id="fit", bash_command="python fit.py")\n' },
    ],
    good: [
      { title: 'tried again', format: 'python', text: 'from airflow import DAG\nfrom airflow.operators.bash import BashOperator\n\nwith DAG("train", schedule="@daily", default_args={"retries": 2}):\n    BashOperator(task_id="fit", bash_command="python fit.py")\n' },
    ],
  },
  yieldsTo: [],
  collect: ({ facts }) => bareDags(facts, /\bretries\b/),
  judge: ({ programs }) => {
    const found = mostOnce(programs);
    return found === null ? [] : [{ message: 'once', ...found }];
  },
});
