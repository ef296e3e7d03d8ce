import { dagCalls } from '../../api/python/airflow.ts';
import { stringOf } from '../../api/python/code-calls.ts';
import { writtenArgument } from '../../api/python/call-arguments.ts';
import { isExampleCode, isTestCode } from '../../api/python/code-purpose.ts';
import type { Call } from '../../api/python/syntax.ts';
import type { KeptPlace } from '../../api/python-rule.ts';
import { pythonProjectRule } from '../../api/python-rule.ts';

interface NamedDag {
  readonly id: string;
  readonly at: KeptPlace;
}

/** The id as it is written: given, or the name of the function below `@dag(…)`. */
function idOf(call: Call): string | null {
  const given = writtenArgument(call, { name: 'dag_id', position: 0 });
  if (given !== null) return stringOf(given);
  return call.parent.kind === 'FunctionDef' && call.parent.decorators.includes(call) ? call.parent.name : null;
}

/** Whether it is made once, whenever the file is loaded. */
function isSteady(call: Call): boolean {
  for (let at = call.parent; at.kind !== 'Module'; at = at.parent) {
    if (at.kind === 'For' || at.kind === 'While' || at.kind === 'If' || at.kind === 'Try' || at.kind === 'ClassDef') return false;
    if (at.kind === 'FunctionDef' && !at.decorators.includes(call)) return false;
  }
  return true;
}

/** The folder one Airflow loads: the one called `dags`, else that of the file. */
function folderOf(path: string): string {
  const end = path.lastIndexOf('/dags/');
  return end >= 0 ? path.slice(0, end + '/dags'.length) : path.slice(0, path.lastIndexOf('/'));
}

export const rule = pythonProjectRule({
  id: 'pipeline/airflow-duplicate-dag',
  summary: 'Two DAGs of one name',
  severity: 'error',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Airflow, DAGs', url: 'https://airflow.apache.org/docs/apache-airflow/stable/core-concepts/dags.html' }],
  docs: {
    what: 'Finds two DAGs of Airflow with the same `dag_id` in one folder of DAGs.',
    why: 'Airflow knows a DAG by its id: the file that is read last takes the place of the other, by turns. One of the two does not run, and their histories mix.',
    instead: 'Give each DAG an id of its own.',
    limits: 'Ids that are written as text, outside of functions, loops and branches. The folder is the nearest one called `dags`, else the one of the file. Examples and tests are passed over, and `.airflowignore` is not read.',
  },
  options: {},
  messages: { duplicate: 'Another DAG has the id `{id}` already; one takes the place of the other' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a copied DAG', format: 'python', text: 'from airflow import DAG\n\nwith DAG("train", schedule=None):\n    pass\n\nwith DAG("train", schedule="@daily"):\n#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ duplicate\n    pass\n' },
    ],
    good: [
      { title: 'ids of their own', format: 'python', text: 'from airflow import DAG\n\nwith DAG("train", schedule=None):\n    pass\n\nwith DAG("train_daily", schedule="@daily"):\n    pass\n' },
    ],
  },
  yieldsTo: [],
  collect: ({ facts }): readonly NamedDag[] | null => {
    const { path, kind } = facts.document;
    if (kind === 'notebook' || isTestCode(facts.document) || isExampleCode(facts.document)) return null;
    const dags = dagCalls(facts).flatMap((call) => {
      const id = isSteady(call) ? idOf(call) : null;
      return id === null ? [] : [{ id, at: { path, start: call.start, end: call.end } }];
    });
    return dags.length === 0 ? null : dags;
  },
  judge: ({ programs }) => {
    const first = new Map<string, KeptPlace>();
    return programs.flatMap(({ path, collected }) =>
      collected.flatMap(({ id, at }) => {
        const key = `${folderOf(path)} ${id}`;
        const before = first.get(key);
        if (before === undefined) first.set(key, at);
        return before === undefined ? [] : [{ message: 'duplicate' as const, at, related: [{ at: before, text: 'the first DAG of this id' }], data: { id: { text: id } } }];
      }),
    );
  },
});
