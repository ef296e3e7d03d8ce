import { stringOf } from '../../api/python/code-calls.ts';
import { luigiTasks, methodOf } from '../../api/python/luigi.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { ClassDef } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** The parameter of a task that is a date and part of what the task is. */
function dateOf({ body }: ClassDef, facts: Facts): string | null {
  const [date] = body.flatMap((statement) => {
    if (statement.kind !== 'Assign' || statement.value.kind !== 'Call') return [];
    const isDate = /^luigi(?:\.\w+)*\.(?:Date|Month|Year|DateHour|DateMinute|DateInterval)\w*Parameter$/.test(facts.names.qualifiedName(statement.value.callee) ?? '');
    const [target] = statement.targets;
    return isDate && target?.kind === 'Name' && !statement.value.keywords.some(({ name }) => name === 'significant') ? [target.id] : [];
  });
  return date ?? null;
}

export const rule = pythonRule({
  id: 'pipeline/luigi-same-target',
  summary: 'Luigi tasks of different days with one target',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Luigi, Parameters', url: 'https://luigi.readthedocs.io/en/stable/parameters.html' }],
  docs: {
    what: 'Finds tasks of Luigi with a parameter for a date whose `output` is one fixed path.',
    why: 'Tomorrow\'s task finds the file of today and counts as done. The model is not trained again, and everything after it works on old data, without a word.',
    instead: 'Put the date into the path: `luigi.LocalTarget(f"model-{self.date}.pkl")`.',
    limits: 'Paths that are put together in any way are passed over, as are dates that are not significant and tasks with a `complete` of their own.',
  },
  options: {},
  messages: { same: 'The path is the same for each `{parameter}`, so only the first one is ever made' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'one file for all days', format: 'python', text: 'import luigi\n\nclass Train(luigi.Task):\n    date = luigi.DateParameter()\n\n    def output(self):\n        return luigi.LocalTarget("model.pkl")\n#                                ^^^^^^^^^^^ same\n\n    def run(self):\n        train(self.date)\n' },
    ],
    good: [
      { title: 'a file for each day', format: 'python', text: 'import luigi\n\nclass Train(luigi.Task):\n    date = luigi.DateParameter()\n\n    def output(self):\n        return luigi.LocalTarget(f"model-{self.date}.pkl")\n\n    def run(self):\n        train(self.date)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    luigiTasks(facts).flatMap((task) => {
      const date = dateOf(task, facts);
      const [only, ...more] = methodOf(task, 'output')?.body ?? [];
      if (date === null || more.length > 0 || only?.kind !== 'Return' || only.value?.kind !== 'Call' || methodOf(task, 'complete') !== null) return [];
      const [path] = only.value.arguments;
      const isFixed = /^luigi\.(?:\w+\.)*\w*Target$/.test(facts.names.qualifiedName(only.value.callee) ?? '') && only.value.arguments.length === 1 && stringOf(path) !== null;
      return isFixed && path !== undefined ? [{ message: 'same', at: path, data: { parameter: { text: date } } }] : [];
    }),
  mend: null,
});
