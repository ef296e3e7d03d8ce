import { taskFunctions } from '../../api/python/airflow.ts';
import { callsNamed } from '../../api/python/code-calls.ts';
import { enclosing } from '../../api/python/syntax.ts';
import type { Call, Node } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

const CLOCK = /^(?:datetime\.(?:datetime|date)\.(?:now|today|utcnow)|pendulum\.(?:now|today|yesterday)|airflow\.utils\.timezone\.utcnow|(?:pandas\.)Timestamp\.(?:now|today|utcnow))$/;

/** Whether it is only shown, or kept as the time something was done. */
function isStamp(node: Node): boolean {
  for (let at = enclosing(node, ['Call', 'Dict', 'FunctionDef']); at !== null && at.kind !== 'FunctionDef'; at = enclosing(at, ['Call', 'Dict', 'FunctionDef'])) {
    if (at.kind === 'Dict') return true;
    const name = at.callee.kind === 'Attribute' ? at.callee.attribute : at.callee.kind === 'Name' ? at.callee.id : '';
    if (/^(?:print|log|debug|info|warning|error|exception|critical|append|update|log_param|set_tag|Variable|set|xcom_push)$/.test(name)) return true;
  }
  const kept = enclosing(node, ['Assign'])?.targets[0];
  const name = kept?.kind === 'Name' ? kept.id : kept?.kind === 'Attribute' ? kept.attribute : '';
  return kept?.kind === 'Subscript' || /(?:_at|_on|_time|timestamp|start|started|begin|end|finished|created|updated|version|run_?(?:id|name)|suffix|stamp|now)$/i.test(name);
}

/** Whether a day or a text is made of it: `.strftime(…)`, `.date()`, `- timedelta(…)`, or it stands for a day itself. */
function makesDate(call: Call, name: string): boolean {
  const { parent } = call;
  if (parent.kind === 'Attribute') return /^(?:strftime|date|format|replace|to_date_string|subtract|add|start_of)$/.test(parent.attribute) && !/%[HMSf]/.test(formatOf(parent.parent));
  return (parent.kind === 'BinOp' && parent.operator === '-' && parent.left === call && parent.right.kind === 'Call') || /\.date\.today$|yesterday$/.test(name);
}

function formatOf(node: Node): string {
  const [first] = node.kind === 'Call' ? node.arguments : [];
  return first?.kind === 'Constant' ? String(first.value) : '';
}

export const rule = pythonRule({
  id: 'pipeline/airflow-clock-in-task',
  summary: 'Tasks of Airflow that name data after the time they run',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, Best Practices, Creating a task', url: 'https://airflow.apache.org/docs/apache-airflow/stable/best-practices.html#creating-a-task' }],
  docs: {
    what: 'Finds tasks of Airflow that make a date or a text of `datetime.now()` or `date.today()`: for a path, a partition or a query.',
    why: 'A task that is run again, or that catches up, works on another day than it is meant for: a model of Monday is trained on the data of Thursday and written under the name of Thursday.',
    instead: 'Take the time of the run: `data_interval_start` or `logical_date` as an argument, `{{ ds }}` in templates.',
    limits: 'Times that are only logged, stored beside the data, or subtracted from each other are passed over. Functions that tasks call are not looked into.',
  },
  options: {},
  messages: { clock: 'A run that is repeated works on another date: `{call}` is the time it runs at' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'today\'s file', format: 'python', text: 'from datetime import datetime\nimport pandas as pd\nfrom airflow.decorators import task\n\n@task\ndef load():\n    day = datetime.now().strftime("%Y-%m-%d")\n#         ^^^^^^^^^^^^^^ clock\n    return len(pd.read_csv(f"events/{day}.csv"))\n' },
    ],
    good: [
      { title: 'the day of the run', format: 'python', text: 'import pandas as pd\nfrom airflow.decorators import task\n\n@task\ndef load(ds=None):\n    return len(pd.read_csv(f"events/{ds}.csv"))\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const tasks = new Set(taskFunctions(facts));
    return callsNamed(facts, CLOCK).flatMap(({ call, name }) => {
      const around = enclosing(call, ['FunctionDef']);
      return around !== null && tasks.has(around) && makesDate(call, name) && !isStamp(call) ? [{ message: 'clock', at: call, data: { call: { text: facts.textOf(call) } } }] : [];
    });
  },
  mend: null,
});
