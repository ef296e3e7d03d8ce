import { luigiTasks, methodOf } from '../../api/python/luigi.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { ClassDef, Expression, FunctionDef, Subscript } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

interface Promised {
  readonly key: string;
  readonly at: Expression;
}

/** Targets that `output` gives as a list or dict, written out as its only statement. */
function promisedBy({ body }: FunctionDef): readonly Promised[] {
  const [only, ...more] = body;
  const given = only?.kind === 'Return' && more.length === 0 ? only.value : null;
  if (given?.kind === 'List' || given?.kind === 'Tuple') return given.elements.some(({ kind }) => kind === 'Starred') ? [] : given.elements.map((at, index) => ({ key: String(index), at }));
  if (given?.kind !== 'Dict') return [];
  const keys = given.items.map(({ key }) => (key?.kind === 'Constant' && typeof key.value === 'string' ? key.value : null));
  return keys.includes(null) ? [] : given.items.map(({ value }, index) => ({ key: keys[index] ?? '', at: value }));
}

/** Reads of `self.output()` in the task: null when one of them takes all, or one that cannot be told. */
function takenIn(task: ClassDef, facts: Facts): ReadonlySet<string> | null {
  const taken = new Set<string>();
  for (const { attribute, value, parent, start, end } of facts.nodes('Attribute')) {
    if (attribute !== 'output' || value.kind !== 'Name' || start < task.start || end > task.end) continue;
    const subscript: Subscript | null = parent.kind === 'Call' && parent.parent.kind === 'Subscript' && parent.parent.value === parent ? parent.parent : null;
    const index = subscript?.index;
    if (value.id !== 'self' || index?.kind !== 'Constant') return null;
    taken.add(String(index.value));
  }
  return taken;
}

/** Whether the program makes the target by its path: an attribute or name in it stands in `run` as well. */
function isMadeByPath(target: Expression, run: FunctionDef, facts: Facts): boolean {
  const text = facts.textOf(run);
  return (facts.textOf(target).match(/(?<=self\.)\w+|(?<=["'])[^"']+(?=["'])/g) ?? []).some((part) => text.includes(part));
}

export const rule = pythonRule({
  id: 'pipeline/luigi-partial-outputs',
  summary: 'Luigi tasks that do not write all they promise',
  severity: 'error',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Luigi, Tasks, Task.output', url: 'https://luigi.readthedocs.io/en/stable/tasks.html#task-output' }],
  docs: {
    what: 'Finds tasks of Luigi whose `output` gives several targets, and which use some of them and never the others.',
    why: 'Luigi takes a task for done when all its targets are there. One that is never written keeps the task undone: it runs each time, and tasks that need it fail.',
    instead: 'Write each target, or take out of `output` what is not written.',
    limits: 'Lists and dicts that are written out, asked for one by one as `self.output()[0]`. Tasks that hand all of `self.output()` on, or name what a target is made of in `run`, are passed over.',
  },
  options: {},
  messages: { never: 'The task promises this target and never writes it' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'one of two', format: 'python', text: 'import luigi\n\nclass Split(luigi.Task):\n    def output(self):\n        return [luigi.LocalTarget("train.csv"), luigi.LocalTarget("test.csv")]\n#                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ never\n\n    def run(self):\n        with self.output()[0].open("w") as file:\n            file.write(rows())\n' },
    ],
    good: [
      { title: 'both', format: 'python', text: 'import luigi\n\nclass Split(luigi.Task):\n    def output(self):\n        return [luigi.LocalTarget("train.csv"), luigi.LocalTarget("test.csv")]\n\n    def run(self):\n        for target in self.output():\n            with target.open("w") as file:\n                file.write(rows())\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    luigiTasks(facts).flatMap((task) => {
      const [output, run] = [methodOf(task, 'output'), methodOf(task, 'run')];
      const promised = output === null ? [] : promisedBy(output);
      if (run === null || promised.length < 2 || methodOf(task, 'complete') !== null || /\bsuper\(/.test(facts.textOf(run))) return [];
      const taken = takenIn(task, facts);
      if (taken === null || taken.size === 0 || [...taken].some((key) => !promised.some((each) => each.key === key))) return [];
      return promised.flatMap(({ key, at }) => (taken.has(key) || isMadeByPath(at, run, facts) ? [] : [{ message: 'never' as const, at }]));
    }),
  mend: null,
});
