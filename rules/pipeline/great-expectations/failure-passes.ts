import { keywordOf } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/great-expectations-failure-passes',
  summary: 'Validating tasks of Airflow that succeed when the data fails',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Great Expectations Airflow Provider, Migration guide', url: 'https://astronomer.github.io/airflow-provider-great-expectations/latest/migration-guide' }],
  docs: {
    what: 'Finds `GreatExpectationsOperator` with `fail_task_on_validation_failure=False`, in files that never look at its result.',
    why: 'The task is green whatever the data is like, and the tasks after it train on data that was found to be wrong.',
    instead: 'Leave the argument out, or let a later task look at the result and stop.',
    limits: 'Files that read results of tasks in any way (`xcom_pull`, `.output`, a branch) are passed over.',
  },
  options: {},
  messages: { passes: 'The task succeeds when the data does not meet its expectations' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'always green', format: 'python', text: 'from great_expectations_provider.operators.great_expectations import GreatExpectationsOperator\n\nvalidate = GreatExpectationsOperator(task_id="validate", checkpoint_name="ratings", fail_task_on_validation_failure=False)\n#                                                                                                                   ^^^^^ passes\n' },
    ],
    good: [
      { title: 'fails with the data', format: 'python', text: 'from great_expectations_provider.operators.great_expectations import GreatExpectationsOperator\n\nvalidate = GreatExpectationsOperator(task_id="validate", checkpoint_name="ratings")\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    /xcom|\.output\b|Branch|ShortCircuit|\bbranch\b/.test(facts.document.text)
      ? []
      : facts.nodes('Call').flatMap((call) => {
          const isOperator = /^great_expectations_provider\.(?:\w+\.)*GreatExpectationsOperator$/.test(facts.names.qualifiedName(call.callee) ?? '');
          const fails = isOperator ? keywordOf(call, 'fail_task_on_validation_failure') : null;
          return fails?.kind === 'Constant' && fails.value === false ? [{ message: 'passes', at: fails }] : [];
        }),
  mend: null,
});
