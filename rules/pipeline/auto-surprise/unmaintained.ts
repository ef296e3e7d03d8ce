import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/auto-surprise-unmaintained',
  summary: 'Use of Auto-Surprise, which nobody maintains',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Auto-Surprise', url: 'https://github.com/BeelGroup/Auto-Surprise' }],
  docs: {
    what: 'Finds imports of `auto_surprise`.',
    why: 'Its last change is of October 2020. It does not know versions of Python and pandas that came after, holds back what it depends on, and faults stay.',
    instead: 'Search with Optuna over Surprise itself, or over an implementation that is maintained.',
    limits: 'Told once for each file.',
  },
  options: {},
  messages: { unmaintained: '`auto_surprise` was last changed in October 2020' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'imported', format: 'python', text: 'import auto_surprise\n#      ^^^^^^^^^^^^^ unmaintained\n' },
    ],
    good: [
      { title: 'something else', format: 'python', text: 'import surprise\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const [first] = facts.names.imports.filter(({ module }) => module.split('.')[0] === 'auto_surprise');
    return first === undefined ? [] : [{ message: 'unmaintained', at: first.node }];
  },
  mend: null,
});
