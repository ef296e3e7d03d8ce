import { luigiTasks, methodOf } from '../../api/python/luigi.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/luigi-no-output',
  summary: 'Luigi tasks that are never done',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Luigi, Tasks, Task.output', url: 'https://luigi.readthedocs.io/en/stable/tasks.html#task-output' }],
  docs: {
    what: 'Finds tasks of Luigi that have `run` but neither `output` nor `complete`.',
    why: 'Luigi takes a task for done when its outputs exist. One without any is run again each time something requires it: a model is trained anew, and Luigi warns that the task is not complete.',
    instead: 'Return a target from `output`, such as `luigi.LocalTarget("model.pkl")`.',
    limits: 'Only direct subclasses of `luigi.Task` that no class of the file extends. Classes with properties or abstract methods, mixins and bases are made to be extended and passed over, as are tests.',
  },
  options: {},
  messages: { never: '`{task}` has no `output`, so it is never done and runs each time' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'no output', format: 'python', text: 'import luigi\n\nclass Train(luigi.Task):\n#     ^^^^^ never\n    def run(self):\n        train()\n' },
    ],
    good: [
      { title: 'an output', format: 'python', text: 'import luigi\n\nclass Train(luigi.Task):\n    def output(self):\n        return luigi.LocalTarget("model.pkl")\n\n    def run(self):\n        train()\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    if (/(?:^|\/)tests?\/|(?:^|\/)test_\w+\.py$|_test\.py$/.test(facts.document.path)) return [];
    const extended = new Set(facts.nodes('ClassDef').flatMap(({ bases }) => bases.flatMap((base) => (base.kind === 'Name' ? [base.id] : []))));
    return luigiTasks(facts).flatMap((task) => {
      const isPlain = task.bases.length === 1 && task.bases.every((base) => /^luigi\.(?:task\.)?Task$/.test(facts.names.qualifiedName(base) ?? '')) && task.decorators.length === 0 && !extended.has(task.name);
      const isBase = /^(?:_|Base|Abstract)|(?:Base|Mixin)$/.test(task.name) || /\b(?:sub-?class|overrid|abstract)/i.test(facts.textOf(task)) || task.body.some((statement) => statement.kind === 'FunctionDef' && statement.decorators.length > 0);
      const isNever = isPlain && !isBase && methodOf(task, 'run') !== null && methodOf(task, 'output') === null && methodOf(task, 'complete') === null && !/\b(?:output|complete)\s*=/.test(facts.textOf(task));
      return isNever ? [{ message: 'never', at: { document: facts.document, start: task.nameStart, end: task.nameStart + task.name.length }, data: { task: { text: task.name } } }] : [];
    });
  },
  mend: null,
});
