import { dagCalls, defaultArguments, isScheduled, operatorCalls, taskFunctions } from '../../api/python/airflow.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/airflow-no-retries',
  summary: 'Scheduled DAGs whose tasks are tried once',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, Tasks, Retries', url: 'https://airflow.apache.org/docs/apache-airflow/stable/core-concepts/tasks.html' }],
  docs: {
    what: 'Finds scheduled DAGs of Airflow where neither `default_args` nor any task says `retries`.',
    why: 'Airflow tries a task once. A database that is away for a minute ends the run, and the model of that day is missing.',
    instead: 'Set `default_args={"retries": 2, "retry_delay": timedelta(minutes=5)}`.',
    limits: 'Told once for each DAG. The setting `default_task_retries` of the installation is not seen; `default_args` from elsewhere are passed over.',
  },
  options: {},
  messages: { once: 'No task of this DAG is tried again: neither it nor `default_args` says `retries`' },
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
  find: ({ facts }) => {
    if (/\bretries\b/.test(facts.document.text) || (operatorCalls(facts).length === 0 && taskFunctions(facts).length === 0)) return [];
    return dagCalls(facts).flatMap((dag) => (isScheduled(facts, dag) && defaultArguments(facts, dag) !== null ? [{ message: 'once', at: dag.callee }] : []));
  },
  mend: null,
});
