import { importsPackage } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/great-expectations-drops-failing',
  summary: 'Suites of Great Expectations saved without what failed',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Great Expectations 0.18, Validator.save_expectation_suite', url: 'https://docs.greatexpectations.io/docs/0.18/reference/api/validator/validator/Validator_class/' }],
  docs: {
    what: 'Finds `validator.save_expectation_suite()` without `discard_failed_expectations=False`.',
    why: 'Expectations that fail on the data at hand are left out of the suite without a word, so the suite passes because nothing that fails is in it.',
    instead: 'Write `save_expectation_suite(discard_failed_expectations=False)`.',
    limits: 'Great Expectations 0.x; later versions have no such method.',
  },
  options: {},
  messages: { dropped: 'Expectations that fail on this data are left out of the suite' },
  fix: 'review',
  examples: {
    bad: [
      { title: 'left out', format: 'python', text: 'import great_expectations as gx\n\nvalidator = gx.get_context().get_validator()\nvalidator.expect_column_values_to_not_be_null("age")\nvalidator.save_expectation_suite()\n#         ^^^^^^^^^^^^^^^^^^^^^^ dropped\n', after: 'import great_expectations as gx\n\nvalidator = gx.get_context().get_validator()\nvalidator.expect_column_values_to_not_be_null("age")\nvalidator.save_expectation_suite(discard_failed_expectations=False)\n' },
    ],
    good: [
      { title: 'kept', format: 'python', text: 'import great_expectations as gx\n\nvalidator = gx.get_context().get_validator()\nvalidator.save_expectation_suite(discard_failed_expectations=False)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    !importsPackage(facts, /^great_expectations$/)
      ? []
      : facts.nodes('Call').flatMap(({ callee, arguments: given, keywords }) => {
          if (callee.kind !== 'Attribute' || callee.attribute !== 'save_expectation_suite' || given.length > 0) return [];
          const isKept = keywords.some(({ name, value }) => name === null || name === 'expectation_suite' || (name === 'discard_failed_expectations' && !(value.kind === 'Constant' && value.value === true)));
          return isKept ? [] : [{ message: 'dropped', at: { document: facts.document, start: callee.attributeStart, end: callee.end } }];
        }),
  mend: ({ verdict: { at }, facts }) => {
    const call = facts.nodes('Call').find(({ callee, arguments: given, keywords }) => 'end' in at && callee.end === at.end && given.length === 0 && keywords.length === 0);
    if (call === undefined) return [];
    return [{ title: 'Keep expectations that fail', safety: 'review', edits: [{ document: facts.document, start: call.callee.end, end: call.end, newText: '(discard_failed_expectations=False)' }] }];
  },
});
