import { stringOf } from '../../api/python/code-calls.ts';
import { enclosing } from '../../api/python/syntax.ts';
import type { Call, Expression } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** `self.output().path` */
function isOwnTarget(expression: Expression): boolean {
  const target = expression.kind === 'Attribute' && expression.attribute === 'path' && expression.value.kind === 'Call' ? expression.value.callee : null;
  return target?.kind === 'Attribute' && target.attribute === 'output' && target.value.kind === 'Name' && target.value.id === 'self';
}

function isWriting({ callee, arguments: given, keywords }: Call): boolean {
  if (callee.kind === 'Attribute') return /^to_(?:csv|parquet|pickle|json|feather|hdf|excel)$|^(?:save|savefig|save_model|write_csv|write_parquet)$/.test(callee.attribute);
  const mode = stringOf(given[1] ?? keywords.find(({ name }) => name === 'mode')?.value);
  return callee.kind === 'Name' && callee.id === 'open' && mode !== null && /[wx]/.test(mode);
}

export const rule = pythonRule({
  id: 'pipeline/luigi-direct-write',
  summary: 'Luigi targets that are there before they are complete',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Luigi, Targets, atomic writes', url: 'https://luigi.readthedocs.io/en/stable/luigi_patterns.html#atomic-writes-problem' }],
  docs: {
    what: 'Finds tasks of Luigi whose `run` writes to `self.output().path` itself: `open(self.output().path, "w")`, `df.to_csv(self.output().path)`.',
    why: 'Luigi takes a task for done when its file is there. When the task fails half way, the half of a file stays, and everything after it, training too, runs on that.',
    instead: 'Write through the target, `with self.output().open("w") as file`, or to `self.output().temporary_path()`.',
    limits: 'Paths that go through a variable first are passed over.',
  },
  options: {},
  messages: { partial: 'A run that fails half way leaves a file here that Luigi takes for complete' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a table', format: 'python', text: 'import luigi\n\nclass Clean(luigi.Task):\n    def output(self):\n        return luigi.LocalTarget("clean.csv")\n\n    def run(self):\n        frame = load()\n        frame.to_csv(self.output().path)\n#                    ^^^^^^^^^^^^^^^^^^ partial\n' },
    ],
    good: [
      { title: 'through the target', format: 'python', text: 'import luigi\n\nclass Clean(luigi.Task):\n    def output(self):\n        return luigi.LocalTarget("clean.csv")\n\n    def run(self):\n        frame = load()\n        with self.output().open("w") as file:\n            frame.to_csv(file)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    facts.nodes('Call').flatMap((call) => {
      const [first] = call.arguments;
      if (first === undefined || !isOwnTarget(first) || !isWriting(call)) return [];
      const around = enclosing(call, ['FunctionDef']);
      const owner = around === null ? null : enclosing(around, ['ClassDef']);
      const isTask = owner !== null && owner.bases.some((base) => /^luigi\.(?:\w+\.)*\w*Task$/.test(facts.names.qualifiedName(base) ?? ''));
      return isTask && around?.name === 'run' ? [{ message: 'partial', at: first }] : [];
    }),
  mend: null,
});
