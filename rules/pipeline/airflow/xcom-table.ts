import type { Facts } from '../../api/python/facts.ts';
import { enclosing } from '../../api/python/syntax.ts';
import type { Call, Expression, FunctionDef } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

const READS = /^(?:pandas\.(?:read_\w+|DataFrame|concat|merge)|polars\.(?:read_\w+|DataFrame|concat))$/;
const TASK = /^airflow\.(?:decorators|sdk)\.task(?:\.(?:python|virtualenv|external_python|docker|kubernetes|pyspark))?$/;

function isTask({ decorators }: FunctionDef, facts: Facts): boolean {
  return decorators.some((decorator) => TASK.test(facts.names.qualifiedName(decorator.kind === 'Call' ? decorator.callee : decorator) ?? ''));
}

/** The call itself, or the one a name of the function was given, where that happened once. */
function writtenLast(expression: Expression, around: FunctionDef, facts: Facts): Call | null {
  if (expression.kind === 'Call') return expression;
  if (expression.kind !== 'Name') return null;
  const binding = facts.names.bindingOf(expression);
  const [definition, ...more] = binding?.definitions ?? [];
  const parent = definition?.node.parent;
  const isOwn = binding?.scope.node === around && more.length === 0;
  return isOwn && parent?.kind === 'Assign' && parent.value.kind === 'Call' ? parent.value : null;
}

export const rule = pythonRule({
  id: 'pipeline/airflow-xcom-table',
  summary: 'Tables and models handed from task to task by Airflow',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, XComs', url: 'https://airflow.apache.org/docs/apache-airflow/stable/core-concepts/xcoms.html' }],
  docs: {
    what: 'Finds functions with `@task` that return a table read or made by pandas or polars.',
    why: 'What a task returns is stored in the database of Airflow. Tables do not fit there: the task fails, or the database grows until the scheduler is slow.',
    instead: 'Write the table to a file named after the data interval and return its path.',
    limits: 'Custom XCom backends, which keep large values elsewhere, are not seen. Only what the analysis knows to be a table.',
  },
  options: {},
  messages: { table: 'The task returns a table, which Airflow stores in its database' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a table', format: 'python', text: 'import pandas as pd\nfrom airflow.decorators import task\n\n@task\ndef load():\n    frame = pd.read_csv("train.csv")\n    return frame\n#          ^^^^^ table\n' },
    ],
    good: [
      { title: 'a path', format: 'python', text: 'import pandas as pd\nfrom airflow.decorators import task\n\n@task\ndef load():\n    frame = pd.read_csv("train.csv")\n    frame.to_parquet("train.parquet")\n    return "train.parquet"\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    facts.nodes('Return').flatMap((node) => {
      const around = enclosing(node, ['FunctionDef', 'Lambda']);
      if (node.value === null || around?.kind !== 'FunctionDef' || !isTask(around, facts)) return [];
      const value = writtenLast(node.value, around, facts);
      return value !== null && READS.test(facts.names.qualifiedName(value.callee) ?? '') ? [{ message: 'table', at: node.value }] : [];
    }),
  mend: null,
});
