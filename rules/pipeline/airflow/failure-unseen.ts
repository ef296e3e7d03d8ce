import { dagCalls, defaultArguments, isScheduled, operatorCalls, taskFunctions } from '../../api/python/airflow.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/airflow-failure-unseen',
  summary: 'Scheduled DAGs that tell nobody when they fail',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, Callbacks', url: 'https://airflow.apache.org/docs/apache-airflow/stable/administration-and-deployment/logging-monitoring/callbacks.html' }],
  docs: {
    what: 'Finds scheduled DAGs of Airflow with neither an address of mail nor `on_failure_callback`, on the DAG, in `default_args` or on a task.',
    why: 'A run that fails is a red square on a page. Until somebody looks there, the model of last week answers.',
    instead: 'Set `on_failure_callback`, or `default_args={"email": ["team@example.org"], "email_on_failure": True}`.',
    limits: 'Told once for each DAG. Listeners, policies and alerts on metrics of the installation are not seen; `default_args` from elsewhere are passed over.',
  },
  options: {},
  messages: { unseen: 'Neither mail nor `on_failure_callback` tells anybody when a run of this DAG fails' },
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
  find: ({ facts }) => {
    const isTold = /on_failure_callback|sla_miss_callback|deadline|notif|one_failed|all_done|email_on_failure["']?\s*[:=]\s*True|\bemail["']?\s*[:=]|slack|pagerduty|opsgenie/i.test(facts.document.text);
    if (isTold || (operatorCalls(facts).length === 0 && taskFunctions(facts).length === 0)) return [];
    return dagCalls(facts).flatMap((dag) => (isScheduled(facts, dag) && defaultArguments(facts, dag) !== null ? [{ message: 'unseen', at: dag.callee }] : []));
  },
  mend: null,
});
