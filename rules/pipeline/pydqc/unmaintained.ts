import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/pydqc-unmaintained',
  summary: 'Use of pydqc, which nobody maintains',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'pydqc', url: 'https://github.com/SauceCat/pydqc' }],
  docs: {
    what: 'Finds imports of `pydqc`.',
    why: 'Its last change is of April 2020. It does not know versions of Python and pandas that came after, holds back what it depends on, and faults stay.',
    instead: 'Write the schema as a suite of pandera or Great Expectations, and let it fail the run.',
    limits: 'Told once for each file.',
  },
  options: {},
  messages: { unmaintained: '`pydqc` was last changed in April 2020' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'imported', format: 'python', text: 'import pydqc\n#      ^^^^^ unmaintained\n' },
    ],
    good: [
      { title: 'something else', format: 'python', text: 'import surprise\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const [first] = facts.names.imports.filter(({ module }) => module.split('.')[0] === 'pydqc');
    return first === undefined ? [] : [{ message: 'unmaintained', at: first.node }];
  },
  mend: null,
});
