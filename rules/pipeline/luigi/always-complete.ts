import { luigiTasks, methodOf } from '../../api/python/luigi.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/luigi-always-complete',
  summary: 'Luigi tasks that say they are done whatever happened',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Luigi, Tasks', url: 'https://luigi.readthedocs.io/en/stable/tasks.html' }],
  docs: {
    what: 'Finds tasks of Luigi with `run` whose `complete` does nothing but return `True`.',
    why: 'Luigi asks `complete` before it runs a task. One that is always done is never run: what depends on it works on whatever is there.',
    instead: 'Take `complete` out, so that Luigi asks the output, or look at what the task makes.',
    limits: 'A `complete` that returns `False` at first and `True` later is passed over, as are tests.',
  },
  options: {},
  messages: { always: '`complete` is always true, so Luigi never runs `{task}`' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'always done', format: 'python', text: 'import luigi\n\nclass Train(luigi.Task):\n    def complete(self):\n        return True\n#       ^^^^^^^^^^^ always\n\n    def run(self):\n        train()\n' },
    ],
    good: [
      { title: 'asked', format: 'python', text: 'import luigi\n\nclass Train(luigi.Task):\n    def complete(self):\n        return registry.has("model")\n\n    def run(self):\n        train()\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    (/(?:^|\/)tests?\/|_test\.py$/.test(facts.document.path) ? [] : luigiTasks(facts)).flatMap((task) => {
      const body = methodOf(task, 'complete')?.body.filter((statement) => statement.kind !== 'Expr' || statement.value.kind !== 'Constant') ?? [];
      const [only] = body;
      const isAlways = body.length === 1 && only?.kind === 'Return' && only.value?.kind === 'Constant' && only.value.value === true && methodOf(task, 'run') !== null;
      return isAlways ? [{ message: 'always', at: only, data: { task: { text: task.name } } }] : [];
    }),
  mend: null,
});
