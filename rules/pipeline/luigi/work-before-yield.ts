import { callsNamed } from '../../api/python/code-calls.ts';
import { luigiTasks, methodOf } from '../../api/python/luigi.ts';
import { enclosing } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

const WORK = /^(?:pandas\.read_(?!json$)\w+|polars\.read_\w+|requests\.(?:get|post|request)|urllib\.request\.(?:urlopen|urlretrieve)|torch\.load|time\.sleep|subprocess\.(?:run|check_call|check_output))$|\.fit$/;

export const rule = pythonRule({
  id: 'pipeline/luigi-work-before-yield',
  summary: 'Work that Luigi repeats for each task it is told of late',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Luigi, Tasks, Dynamic dependencies', url: 'https://luigi.readthedocs.io/en/stable/tasks.html#dynamic-dependencies' }],
  docs: {
    what: 'Finds `run` of Luigi tasks that read data, fit a model or ask the network before they `yield` another task.',
    why: 'Luigi starts `run` from the beginning when what was yielded is not there yet: the work before is done once more for each `yield`.',
    instead: 'Yield first, or move the work to a task of its own with an output.',
    limits: 'Told by names of libraries. Reads of targets, `self.input().open()`, are passed over.',
  },
  options: {},
  messages: { again: '`{call}` is done again after each `yield` below it' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'fitted again and again', format: 'python', text: 'import luigi\nimport pandas as pd\n\nclass Train(luigi.Task):\n    def run(self):\n        frame = pd.read_csv("ratings.csv")\n#               ^^^^^^^^^^^^^^^^^^^^^^^^^^ again\n        yield Evaluate(rows=len(frame))\n\n    def output(self):\n        return luigi.LocalTarget("model.pkl")\n' },
    ],
    good: [
      { title: 'yielded first', format: 'python', text: 'import luigi\nimport pandas as pd\n\nclass Train(luigi.Task):\n    def run(self):\n        yield Evaluate()\n        frame = pd.read_csv("ratings.csv")\n\n    def output(self):\n        return luigi.LocalTarget("model.pkl")\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const runs = luigiTasks(facts).flatMap((task) => methodOf(task, 'run') ?? []);
    return runs.flatMap((run) => {
      const last = facts.nodes('Yield').findLast((each) => enclosing(each, ['FunctionDef', 'Lambda']) === run);
      if (last === undefined) return [];
      return callsNamed(facts, WORK).flatMap(({ call, name }) => (call.end <= last.start && enclosing(call, ['FunctionDef', 'Lambda']) === run ? [{ message: 'again' as const, at: call, data: { call: { text: name.split('.').slice(-2).join('.') } } }] : []));
    });
  },
  mend: null,
});
