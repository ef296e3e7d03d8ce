import { operatorCalls } from '../../api/python/airflow.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Binding } from '../../api/python/names.ts';
import type { Expr, Expression, Node } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

interface Edge {
  readonly from: Binding;
  readonly to: Binding;
  readonly at: Expr;
}

/** Tasks a side of an edge names; null when one of them cannot be told. */
function tasksOf(side: Expression, facts: Facts): readonly Binding[] | null {
  const names = side.kind === 'List' || side.kind === 'Tuple' ? side.elements : [side];
  const tasks = names.flatMap((name) => (name.kind === 'Name' ? (facts.names.bindingOf(name) ?? []) : []));
  return tasks.length === names.length && tasks.every(({ definitions }) => definitions.length === 1) ? tasks : null;
}

/** What an expression of `>>` and `<<` hands to the next one: its right side. */
function edgesOf(expression: Expression, at: Expr, facts: Facts): { readonly edges: readonly Edge[]; readonly last: Expression } {
  if (expression.kind !== 'BinOp' || (expression.operator !== '>>' && expression.operator !== '<<')) return { edges: [], last: expression };
  const left = edgesOf(expression.left, at, facts);
  const sides = [tasksOf(left.last, facts), tasksOf(expression.right, facts)] as const;
  const [before, after] = expression.operator === '>>' ? sides : [sides[1], sides[0]];
  const own = (before ?? []).flatMap((from) => (after ?? []).map((to) => ({ from, to, at })));
  return { edges: [...left.edges, ...own], last: expression.right };
}

function isSteady(statement: Node): boolean {
  for (let at = statement.parent; at !== null; at = at.parent) {
    if (at.kind === 'For' || at.kind === 'While' || at.kind === 'If' || at.kind === 'Try') return false;
  }
  return true;
}

function leadsTo(from: Binding, to: Binding, edges: readonly Edge[]): boolean {
  const seen = new Set<Binding>([from]);
  for (const each of seen) {
    for (const edge of edges) if (edge.from === each) seen.add(edge.to);
  }
  return seen.has(to);
}

export const rule = pythonRule({
  id: 'pipeline/airflow-cycle',
  summary: 'Tasks of a DAG that wait for each other',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, DAGs', url: 'https://airflow.apache.org/docs/apache-airflow/stable/core-concepts/dags.html' }],
  docs: {
    what: 'Finds tasks of Airflow that come before themselves by way of `>>`, `<<` or `chain`.',
    why: 'Airflow refuses a graph with a cycle: the file is not loaded and none of its DAGs run.',
    instead: 'Take out the edge that points back.',
    limits: 'Tasks that are given to one name each, and edges outside of loops and branches.',
  },
  options: {},
  messages: { cycle: 'This edge closes a cycle through `{task}`, so Airflow does not load the file' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'back to the start', format: 'python', text: 'from airflow import DAG\nfrom airflow.operators.bash import BashOperator\n\nwith DAG("train", schedule=None):\n    load = BashOperator(task_id="load", bash_command="python load.py")\n    fit = BashOperator(task_id="fit", bash_command="python fit.py")\n    load >> fit\n    fit >> load\n#   ^^^^^^^^^^^ cycle\n' },
    ],
    good: [
      { title: 'in one direction', format: 'python', text: 'from airflow import DAG\nfrom airflow.operators.bash import BashOperator\n\nwith DAG("train", schedule=None):\n    load = BashOperator(task_id="load", bash_command="python load.py")\n    fit = BashOperator(task_id="fit", bash_command="python fit.py")\n    fit << load\n    load >> fit\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    if (operatorCalls(facts).length === 0) return [];
    const known: Edge[] = [];
    return facts.nodes('Expr').flatMap((statement) => {
      if (!isSteady(statement)) return [];
      const closing = edgesOf(statement.value, statement, facts).edges.filter((edge) => {
        const isClosing = leadsTo(edge.to, edge.from, known);
        known.push(edge);
        return isClosing;
      });
      const [first] = closing;
      return first === undefined ? [] : [{ message: 'cycle', at: statement, data: { task: { text: first.to.name } } }];
    });
  },
  mend: null,
});
