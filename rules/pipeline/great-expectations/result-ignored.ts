import { importsPackage } from '../../api/python/code-calls.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Expression } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** Made by `Checkpoint(…)`, or asked of a context. */
function isCheckpoint(expression: Expression, facts: Facts): boolean {
  const definitions = expression.kind === 'Name' ? (facts.names.bindingOf(expression)?.definitions ?? []) : [];
  const parent = definitions.length === 1 ? definitions[0]?.node.parent : undefined;
  const made = parent?.kind === 'Assign' ? parent.value : expression;
  if (made.kind !== 'Call') return false;
  if (/^great_expectations\.(?:\w+\.)*\w*Checkpoint$/.test(facts.names.qualifiedName(made.callee) ?? '')) return true;
  return made.callee.kind === 'Attribute' && (/^(?:get|add|add_or_update)_checkpoint$/.test(made.callee.attribute) || /\bcheckpoints\.(?:get|add|add_or_update)$/.test(facts.textOf(made.callee)));
}

const TESTS = /(?:^|\/)tests?\/|(?:^|\/)(?:test_\w+|conftest)\.py$|_test\.py$/;

export const rule = pythonRule({
  id: 'pipeline/great-expectations-result-ignored',
  summary: 'Validations whose result nobody looks at',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Great Expectations, Run a Checkpoint', url: 'https://docs.greatexpectations.io/docs/core/trigger_actions_based_on_results/run_a_checkpoint/' }],
  docs: {
    what: 'Finds `run_checkpoint(…)`, and `run(…)` of a checkpoint, whose result is not used.',
    why: 'A checkpoint that fails raises nothing. The program goes on and trains on data that was found to be wrong.',
    instead: 'Look at it: `if not result.success: raise ValueError("…")`.',
    limits: 'Actions of a checkpoint that send messages do not stop the program either. Notebooks, where the result is shown, are passed over, as are tests, which look at what a run leaves behind.',
  },
  options: {},
  messages: { ignored: 'The validation may fail, and the program goes on' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'not looked at', format: 'python', text: 'import great_expectations as gx\n\ncontext = gx.get_context()\ncontext.run_checkpoint(checkpoint_name="ratings")\n#       ^^^^^^^^^^^^^^ ignored\n' },
    ],
    good: [
      { title: 'looked at', format: 'python', text: 'import great_expectations as gx\n\ncontext = gx.get_context()\nresult = context.run_checkpoint(checkpoint_name="ratings")\nif not result.success:\n    raise ValueError("ratings are not as expected")\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    !importsPackage(facts, /^great_expectations$/) || facts.document.kind === 'notebook' || TESTS.test(facts.document.path)
      ? []
      : facts.nodes('Expr').flatMap(({ value }) => {
          if (value.kind !== 'Call' || value.callee.kind !== 'Attribute') return [];
          const { callee } = value;
          const isRun = callee.attribute === 'run_checkpoint' || (callee.attribute === 'run' && isCheckpoint(callee.value, facts));
          return isRun ? [{ message: 'ignored', at: { document: facts.document, start: callee.attributeStart, end: callee.end } }] : [];
        }),
  mend: null,
});
