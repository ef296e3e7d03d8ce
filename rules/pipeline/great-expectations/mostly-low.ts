import { importsPackage, keywordOf } from '../../api/python/code-calls.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** Below it, more rows may fail than have to pass. Own choice. */
const LEAST_MOSTLY = 0.5;

export const rule = pythonRule({
  id: 'pipeline/great-expectations-mostly-low',
  summary: 'Expectations of Great Expectations that most rows may fail',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Great Expectations, Expectation Gallery, mostly', url: 'https://greatexpectations.io/expectations/' }],
  docs: {
    what: 'Finds expectations that are given a `mostly` below one half.',
    why: 'With `mostly` 0.2 four rows of five may be wrong and the expectation passes; with 0 it always does. Data goes into training that was meant to be stopped.',
    instead: 'Ask for what is true of good data, for example `mostly=0.99`.',
    limits: 'Only numbers that are written in the call. Tests are passed over.',
  },
  options: {},
  messages: { low: 'With `mostly` {mostly}, the expectation passes although most rows fail', void: 'With `mostly` 0, the expectation passes whatever the rows are' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'few rows suffice', format: 'python', text: 'import great_expectations as gx\n\nexpectation = gx.expectations.ExpectColumnValuesToNotBeNull(column="age", mostly=0.2)\n#                                                                                ^^^ low\n' },
    ],
    good: [
      { title: 'nearly all rows', format: 'python', text: 'import great_expectations as gx\n\nexpectation = gx.expectations.ExpectColumnValuesToNotBeNull(column="age", mostly=0.99)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    !importsPackage(facts, /^great_expectations$/) || isTestCode(facts.document)
      ? []
      : facts.nodes('Call').flatMap((call) => {
          const name = call.callee.kind === 'Attribute' ? call.callee.attribute : call.callee.kind === 'Name' ? call.callee.id : '';
          const mostly = /^(?:expect_|Expect[A-Z])/.test(name) ? keywordOf(call, 'mostly') : null;
          if (mostly?.kind !== 'Constant' || typeof mostly.value !== 'number' || mostly.value >= LEAST_MOSTLY) return [];
          const isVoid = mostly.value === 0;
          return [...(isVoid ? [{ message: 'void' as const, at: mostly }] : []), ...(isVoid ? [] : [{ message: 'low' as const, at: mostly, data: { mostly: mostly.value } }])];
        }),
  mend: null,
});
