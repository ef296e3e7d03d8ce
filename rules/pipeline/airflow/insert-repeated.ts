import { operatorCalls } from '../../api/python/airflow.ts';
import { keywordOf, stringOf, writtenValue } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/airflow-insert-repeated',
  summary: 'Tasks of Airflow that insert rows again when they are repeated',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, Best Practices, Creating a task', url: 'https://airflow.apache.org/docs/apache-airflow/stable/best-practices.html#creating-a-task' }],
  docs: {
    what: 'Finds operators of Airflow whose `sql` inserts rows and neither replaces nor removes those that are there.',
    why: 'A task that fails after the insert, or that is cleared, is run again: its rows are there twice, and a model is trained on doubled events.',
    instead: 'Insert with `ON CONFLICT` or `MERGE`, overwrite a partition, or delete the rows of the run first.',
    limits: 'Only queries written in the call. Tables with a key that refuses doubles are not known.',
  },
  options: {},
  messages: { repeated: 'A task that is run again inserts its rows a second time' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'an insert', format: 'python', text: 'from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator\n\nSQLExecuteQueryOperator(\n    task_id="features",\n    sql="INSERT INTO features SELECT user_id FROM events",\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ repeated\n)\n' },
    ],
    good: [
      { title: 'the rows of the run are removed first', format: 'python', text: 'from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator\n\nSQLExecuteQueryOperator(\n    task_id="features",\n    sql=["DELETE FROM features WHERE day = \'{{ ds }}\'", "INSERT INTO features SELECT user_id, \'{{ ds }}\' FROM events"],\n)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    operatorCalls(facts).flatMap((call) => {
      const sql = writtenValue(facts, keywordOf(call, 'sql'));
      const text = stringOf(sql);
      const isRepeated = sql !== null && text !== null && /^\s*INSERT\s+INTO\s/im.test(text) && !/\b(?:CONFLICT|DUPLICATE|MERGE|DELETE|TRUNCATE|OVERWRITE|IGNORE|EXISTS|DROP|EXCEPT|REPLACE|LEFT\s+JOIN)\b/i.test(text);
      return isRepeated ? [{ message: 'repeated', at: sql }] : [];
    }),
  mend: null,
});
