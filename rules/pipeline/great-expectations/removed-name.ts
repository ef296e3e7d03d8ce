import { writtenValue } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** With what took their place. Source: the migration guide. */
const REMOVED: Readonly<Record<string, string>> = {
  run_checkpoint: 'checkpoints.get(…).run()',
  add_checkpoint: 'checkpoints.add',
  add_or_update_checkpoint: 'checkpoints.add_or_update',
  get_checkpoint: 'checkpoints.get',
  create_expectation_suite: 'suites.add',
  add_expectation_suite: 'suites.add',
  add_or_update_expectation_suite: 'suites.add_or_update',
  get_expectation_suite: 'suites.get',
  sources: 'data_sources',
};

export const rule = pythonRule({
  id: 'pipeline/great-expectations-removed-name',
  summary: 'Names of Great Expectations 0.x in projects on 1.0 and later',
  severity: 'error',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Great Expectations, GX V0 to V1 Migration Guide', url: 'https://docs.greatexpectations.io/docs/reference/learn/migration_guide/' }],
  docs: {
    what: 'Finds methods of contexts that Great Expectations 1.0 took away, where the project asks for 1.0 or later.',
    why: 'The program ends with an `AttributeError` when it reaches them, so data is not validated; where that is caught, nobody notices.',
    instead: 'Use the collections of the context: `context.checkpoints`, `context.suites`, `context.data_sources`.',
    limits: 'Only calls on what `great_expectations.get_context()` returns. Projects that do not say which version they use are passed over.',
  },
  options: {},
  messages: { removed: 'Great Expectations 1.0 has no `{name}`; it is `{instead}` there' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a checkpoint of 0.x', format: 'python', text: 'import great_expectations as gx\n\ncontext = gx.get_context()\nresult = context.run_checkpoint(checkpoint_name="ratings")\n#                ^^^^^^^^^^^^^^ removed\nprint(result.success)\n', files: { 'requirements.txt': 'great-expectations==1.3.0\n' } },
    ],
    good: [
      { title: 'a checkpoint of 1.0', format: 'python', text: 'import great_expectations as gx\n\ncontext = gx.get_context()\nresult = context.checkpoints.get("ratings").run()\nprint(result.success)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const version = facts.versionOf('great-expectations') ?? facts.versionOf('great_expectations');
    if (version === null || Number(version.split('.')[0]) < 1) return [];
    return facts.nodes('Attribute').flatMap(({ value, attribute, attributeStart, end }) => {
      const instead = Object.hasOwn(REMOVED, attribute) ? REMOVED[attribute] : undefined;
      const made = instead === undefined ? null : writtenValue(facts, value);
      if (instead === undefined || made?.kind !== 'Call' || facts.names.qualifiedName(made.callee) !== 'great_expectations.get_context') return [];
      return [{ message: 'removed', at: { document: facts.document, start: attributeStart, end }, data: { name: { text: attribute }, instead: { text: instead } } }];
    });
  },
  mend: null,
});
