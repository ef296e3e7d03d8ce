import { dagCalls, isScheduled, operatorCalls } from '../../api/python/airflow.ts';
import { keywordOf, stringOf } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/airflow-training-crowd',
  summary: 'Trainings that catch up all at once',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, Configuration, max_active_runs_per_dag', url: 'https://airflow.apache.org/docs/apache-airflow/stable/configurations-ref.html' }],
  docs: {
    what: 'Finds DAGs of Airflow with `catchup=True` and a task that trains, without `max_active_runs`, `pool` or `depends_on_past`.',
    why: 'Airflow then runs up to 16 runs of a DAG at the same time: as many trainings fight for one GPU or write the same model.',
    instead: 'Set `max_active_runs=1`, or give the training a `pool`.',
    limits: 'Tasks are taken for training by their `task_id`. The setting `max_active_runs_per_dag` of the installation is not seen.',
  },
  options: {},
  messages: { crowd: 'Runs of `{task}` catch up at once: no `max_active_runs`, `pool` or `depends_on_past`' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a year of trainings', format: 'python', text: 'from datetime import datetime\nfrom airflow import DAG\nfrom airflow.operators.bash import BashOperator\n\nwith DAG("model", schedule="@daily", start_date=datetime(2025, 1, 1), catchup=True):\n#                                                                     ^^^^^^^^^^^^ crowd\n    BashOperator(task_id="train_model", bash_command="python fit.py")\n' },
    ],
    good: [
      { title: 'one after the other', format: 'python', text: 'from datetime import datetime\nfrom airflow import DAG\nfrom airflow.operators.bash import BashOperator\n\nwith DAG("model", schedule="@daily", start_date=datetime(2025, 1, 1), catchup=True, max_active_runs=1):\n    BashOperator(task_id="train_model", bash_command="python fit.py")\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const training = operatorCalls(facts).flatMap((call) => stringOf(keywordOf(call, 'task_id')) ?? []).find((id) => /(?:^|_)(?:re)?train(?:_\w*model\w*)?$|^fit(?:_model)?$|fine_?tune/.test(id));
    if (training === undefined || /\b(?:max_active_runs|max_active_tasks|max_active_tis_per_dag|pool|depends_on_past|concurrency)\b/.test(facts.document.text)) return [];
    return dagCalls(facts).flatMap((dag) => {
      const catchup = dag.keywords.find(({ name }) => name === 'catchup');
      return catchup?.value.kind === 'Constant' && catchup.value.value === true && isScheduled(facts, dag) ? [{ message: 'crowd', at: catchup, data: { task: { text: training } } }] : [];
    });
  },
  mend: null,
});
