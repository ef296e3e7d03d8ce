import { bareDags, mostOnce } from '../../api/python/airflow.ts';
import { pythonProjectRule } from '../../api/python-rule.ts';

const TOLD = /on_failure_callback|sla_miss_callback|deadline|notif|one_failed|all_done|email_on_failure["']?\s*[:=]\s*True|\bemail["']?\s*[:=]|slack|pagerduty|opsgenie/i;

export const rule = pythonProjectRule({
  id: 'pipeline/airflow-failure-unseen',
  summary: 'Scheduled DAGs that tell nobody when they fail',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, Callbacks', url: 'https://airflow.apache.org/docs/apache-airflow/stable/administration-and-deployment/logging-monitoring/callbacks.html' }],
  docs: {
    what: 'Finds projects with scheduled DAGs of Airflow that have neither an address of mail nor `on_failure_callback`, on the DAG, in `default_args` or on a task.',
    why: 'A run that fails is a red square on a page. Until somebody looks there, the model of last week answers.',
    instead: 'Set `on_failure_callback`, or `default_args={"email": ["team@example.org"], "email_on_failure": True}`.',
    limits: 'Told once for a project, at the first such DAG. Examples, tests and DAGs whose tasks only print, wait or hold others together are passed over, as are `default_args` from elsewhere. Listeners, policies and alerts on metrics of the installation are not seen.',
  },
  options: {},
  messages: { unseen: '{bare} of {all} scheduled DAGs tell nobody that they failed, by mail or a callback' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'nobody', format: 'python', text: 'from airflow import DAG\nfrom airflow.operators.bash import BashOperator\n\nwith DAG("train", schedule="@daily", default_args={"owner": "ada"}):\n#    ^^^ unseen\n    BashOperator(task_id="fit", bash_command="python fit.py")\n' },
    ],
    good: [
      { title: 'a callback', format: 'python', text: 'from airflow import DAG\nfrom airflow.operators.bash import BashOperator\n\nwith DAG("train", schedule="@daily", default_args={"on_failure_callback": page}):\n    BashOperator(task_id="fit", bash_command="python fit.py")\n' },
    ],
  },
  yieldsTo: [],
  collect: ({ facts }) => bareDags(facts, TOLD),
  judge: ({ programs }) => {
    const found = mostOnce(programs);
    return found === null ? [] : [{ message: 'unseen', ...found }];
  },
});
