import { callsNamed, hasHiddenKeywords, keywordOf, writtenValue } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** Calls that make a DAG, as every version of Airflow names them. */
const DAGS = /^airflow(?:\.models(?:\.dag)?|\.sdk|\.decorators|\.sdk\.definitions\.dag)?\.(?:DAG|dag)$/;

export const rule = pythonRule({
  id: 'pipeline/airflow-catchup-implicit',
  summary: 'DAGs of Airflow 2 that run for all the time since their start',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, DAG Runs, Catchup', url: 'https://airflow.apache.org/docs/apache-airflow/2.11.0/core-concepts/dag-run.html#catchup' }],
  docs: {
    what: 'Finds DAGs written for Airflow 2, with `schedule_interval` and a fixed `start_date`, that say nothing of `catchup`.',
    why: 'Airflow 2 then starts one run for each interval since the start as soon as the DAG is switched on: a model is trained hundreds of times, on data as it is today.',
    instead: 'Say `catchup=False`, or `catchup=True` where the past is to be worked through.',
    limits: 'Airflow 3 does not catch up by default; its DAGs have no `schedule_interval`. The setting `catchup_by_default` of the installation is not seen.',
  },
  options: {},
  messages: { implicit: 'Airflow 2 starts a run for each interval since `start_date`; `catchup` is not said' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'not said', format: 'python', text: 'from datetime import datetime\nfrom airflow import DAG\n\ndag = DAG("train", schedule_interval="@daily", start_date=datetime(2024, 1, 1))\n#     ^^^ implicit\n' },
    ],
    good: [
      { title: 'said', format: 'python', text: 'from datetime import datetime\nfrom airflow import DAG\n\ndag = DAG("train", schedule_interval="@daily", start_date=datetime(2024, 1, 1), catchup=False)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    callsNamed(facts, DAGS).flatMap(({ call }) => {
      const schedule = writtenValue(facts, keywordOf(call, 'schedule_interval'));
      const isOften = schedule !== null && !(schedule.kind === 'Constant' && (schedule.value === null || schedule.value === '@once'));
      const start = writtenValue(facts, keywordOf(call, 'start_date'));
      const isFixed = start?.kind === 'Call' && /^(?:datetime\.datetime|pendulum\.datetime)$/.test(facts.names.qualifiedName(start.callee) ?? '');
      return isOften && isFixed && keywordOf(call, 'catchup') === null && !hasHiddenKeywords(call) ? [{ message: 'implicit', at: call.callee }] : [];
    }),
  mend: null,
});
