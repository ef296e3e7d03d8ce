import { keywordOf, stringOf } from '../../api/python/code-calls.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Call, Keyword, Node } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** Calls that make a DAG, as every version of Airflow names them. */
const DAGS = /^airflow(?:\.models(?:\.dag)?|\.sdk|\.decorators|\.sdk\.definitions\.dag)?\.(?:DAG|dag)$/;

const OPERATOR = /^airflow\.[\w.]*\w(?:Operator|Sensor)$/;

/** The block of the DAG the call stands in directly; null inside groups, loops, branches and functions. */
function blockOf(call: Call, facts: Facts): Node | null {
  for (let at: Node | null = call.parent; at !== null; at = at.parent) {
    if (at.kind === 'With') return at.items.some(({ context }) => context.kind === 'Call' && DAGS.test(facts.names.qualifiedName(context.callee) ?? '')) ? at : null;
    if (at.kind !== 'Expr' && at.kind !== 'Assign' && at.kind !== 'BinOp') return null;
  }
  return null;
}

export const rule = pythonRule({
  id: 'pipeline/airflow-duplicate-task',
  summary: 'Two tasks of one name in a DAG',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, Tasks', url: 'https://airflow.apache.org/docs/apache-airflow/stable/core-concepts/tasks.html' }],
  docs: {
    what: 'Finds two operators or sensors of Airflow with the same `task_id` in the same `with DAG(…)` block or DAG function.',
    why: 'Airflow refuses to load the file, so none of its DAGs run.',
    instead: 'Give each task an id of its own.',
    limits: 'Ids that are written as text, outside of task groups, loops and branches.',
  },
  options: {},
  messages: { duplicate: 'The task `{id}` is there already, so Airflow does not load this DAG' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a copied task', format: 'python', text: 'from airflow import DAG\nfrom airflow.operators.bash import BashOperator\n\nwith DAG("train", schedule=None):\n    BashOperator(task_id="fit", bash_command="python fit.py")\n    BashOperator(task_id="fit", bash_command="python evaluate.py")\n#                ^^^^^^^^^^^^^ duplicate\n' },
    ],
    good: [
      { title: 'ids of their own', format: 'python', text: 'from airflow import DAG\nfrom airflow.operators.bash import BashOperator\n\nwith DAG("train", schedule=None):\n    BashOperator(task_id="fit", bash_command="python fit.py")\n    BashOperator(task_id="evaluate", bash_command="python evaluate.py")\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const first = new Map<string, Keyword>();
    return facts.nodes('Call').flatMap((call) => {
      const block = OPERATOR.test(facts.names.qualifiedName(call.callee) ?? '') ? blockOf(call, facts) : null;
      const id = stringOf(keywordOf(call, 'task_id'));
      const keyword = call.keywords.find(({ name }) => name === 'task_id');
      if (block === null || id === null || keyword === undefined) return [];
      const key = `${block.start} ${id}`;
      const before = first.get(key);
      if (before === undefined) first.set(key, keyword);
      return before === undefined ? [] : [{ message: 'duplicate', at: keyword, related: [{ at: before, text: 'the first task of this name' }], data: { id: { text: id } } }];
    });
  },
  mend: null,
});
