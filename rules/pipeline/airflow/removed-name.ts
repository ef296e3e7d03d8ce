import { dagCalls } from '../../api/python/airflow.ts';
import type { Facts } from '../../api/python/facts.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** Arguments of DAGs with what took their place. Source: Upgrading to Airflow 3. */
const ARGUMENTS: Readonly<Record<string, string | null>> = {
  schedule_interval: 'schedule',
  timetable: 'schedule',
  fail_stop: 'fail_fast',
  concurrency: 'max_active_tasks',
  sla_miss_callback: null,
  default_view: null,
  orientation: null,
  full_filepath: null,
};

/** Of Airflow 1.10, kept until 2. */
const MODULES: readonly (readonly [RegExp, string])[] = [
  [/^airflow\.contrib\b/, 'airflow.providers'],
  [/^airflow\.operators\.(?:bash|python|email|branch|dagrun|latest_only|subdag|dummy)_operator\b|^airflow\.operators\.(?:dummy|subdag)\b/, 'airflow.providers.standard'],
  [/^airflow\.sensors\.(?:base_sensor_operator|external_task_sensor|date_time_sensor|time_sensor|time_delta_sensor|weekday_sensor)\b/, 'airflow.providers.standard'],
  [/^airflow\.hooks\.base_hook\b/, 'airflow.sdk.BaseHook'],
  [/^airflow\.utils\.dates\b/, 'datetime'],
];

function isOnThree(facts: Facts): boolean {
  const declared = facts.versionOf('apache-airflow');
  if (declared !== null) return Number(declared.split('.')[0]) >= 3;
  return facts.names.imports.some(({ module }) => /^airflow\.sdk\b/.test(module)) && facts.nodes('Try').length === 0;
}

export const rule = pythonRule({
  id: 'pipeline/airflow-removed-name',
  summary: 'Names of Airflow 2 in projects on Airflow 3',
  severity: 'error',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, Upgrading to Airflow 3', url: 'https://airflow.apache.org/docs/apache-airflow/stable/installation/upgrading_to_airflow3.html' }],
  docs: {
    what: 'Finds arguments of DAGs and modules that Airflow 3 no longer has, where the project asks for Airflow 3 or the file imports `airflow.sdk`.',
    why: 'The file fails when it is loaded, with a `TypeError` or an `ImportError`: none of its DAGs run, and the model is not trained any more.',
    instead: 'Write the name of Airflow 3; for `schedule_interval` that is `schedule`.',
    limits: 'Names that Airflow 3 still has and warns of are passed over.',
  },
  options: {},
  messages: { renamed: 'Airflow 3 has no argument `{name}`; it is `{instead}` there', removed: 'Airflow 3 has no argument `{name}`', module: 'Airflow 3 has no `{name}`; `{instead}` is there' },
  fix: 'review',
  examples: {
    bad: [
      { title: 'an argument of Airflow 2', format: 'python', text: 'from airflow.sdk import DAG\n\nDAG("train", schedule_interval="@daily")\n#            ^^^^^^^^^^^^^^^^^ renamed\n', after: 'from airflow.sdk import DAG\n\nDAG("train", schedule="@daily")\n' },
      { title: 'a module of Airflow 2', format: 'python', text: 'from airflow.sdk import DAG\nfrom airflow.operators.python_operator import PythonOperator\n#                                             ^^^^^^^^^^^^^^ module\n' },
    ],
    good: [
      { title: 'as Airflow 3 has it', format: 'python', text: 'from airflow.sdk import DAG\n\nDAG("train", schedule="@daily")\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    if (!isOnThree(facts)) return [];
    const given = dagCalls(facts).flatMap(({ keywords }) =>
      keywords.flatMap(({ name, start }) => {
        const instead = name === null ? undefined : ARGUMENTS[name];
        if (name === null || instead === undefined) return [];
        const place = { document: facts.document, start, end: start + name.length };
        return [instead === null ? { message: 'removed' as const, at: place, data: { name: { text: name } } } : { message: 'renamed' as const, at: place, data: { name: { text: name }, instead: { text: instead } } }];
      }),
    );
    const imported = facts.names.imports.flatMap(({ node, module, name }) => {
      const instead = name === 'datetime_to_nano' ? undefined : MODULES.find(([names]) => names.test(module))?.[1];
      return instead === undefined ? [] : [{ message: 'module' as const, at: node, data: { name: { text: module }, instead: { text: instead } } }];
    });
    return [...given, ...imported];
  },
  mend: ({ verdict, facts }) => {
    const { at } = verdict;
    if (verdict.message !== 'renamed' || !('document' in at) || !('end' in at)) return [];
    const newName = ARGUMENTS[facts.document.text.slice(at.start, at.end)] ?? null;
    return newName === null ? [] : [{ title: `Write \`${newName}\``, safety: 'review', edits: [{ document: facts.document, start: at.start, end: at.end, newText: newName }] }];
  },
});
