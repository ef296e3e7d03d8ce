import { callInside, callsNamed, keywordOf } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/luigi-moving-default',
  summary: 'Luigi parameters whose default is the time the file was loaded',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Luigi, Parameters', url: 'https://luigi.readthedocs.io/en/stable/parameters.html' }],
  docs: {
    what: 'Finds parameters of Luigi whose default is computed from the clock or at random.',
    why: 'The default is fixed when the file is loaded, and is part of what a task is: after midnight a scheduler that keeps running still makes the day before, and with a time of day no target is ever found again.',
    instead: 'Hand the date in when the task is started, `luigi --date 2026-01-01`, or with `RangeDaily`.',
    limits: 'Only defaults that are computed in the call.',
  },
  options: {},
  messages: { moving: 'The default is computed when the file is loaded, so it names another task later' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'today', format: 'python', text: 'import datetime\nimport luigi\n\nclass Train(luigi.Task):\n    date = luigi.DateParameter(default=datetime.date.today())\n#                                      ^^^^^^^^^^^^^^^^^^^^^ moving\n' },
    ],
    good: [
      { title: 'handed in', format: 'python', text: 'import luigi\n\nclass Train(luigi.Task):\n    date = luigi.DateParameter()\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    callsNamed(facts, /^luigi(?:\.\w+)*\.\w*Parameter$/).flatMap(({ call }) => {
      const given = keywordOf(call, 'default');
      const moving = given === null ? null : callInside(facts, given, /^(?:datetime\.(?:datetime|date)\.(?:now|today|utcnow)|time\.time|uuid\.uuid[14]|random\.\w+)$/);
      return moving === null ? [] : [{ message: 'moving', at: moving.call }];
    }),
  mend: null,
});
