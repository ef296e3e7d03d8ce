import { callsNamed, keywordOf } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/pydqc-sampled-comparison',
  summary: 'Comparisons by pydqc that look at a part of the rows',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'pydqc', url: 'https://github.com/SauceCat/pydqc' }],
  docs: {
    what: 'Finds `data_compare` and `data_consist` with a `sample_size` below one.',
    why: 'Rows that are not drawn are not compared: a difference in few of them, such as a new category, is found on some days and not on others.',
    instead: 'Compare all rows where the result decides something.',
    limits: 'Only sizes that are written in the call.',
  },
  options: {},
  messages: { sampled: 'Only {share} % of the rows are compared, other ones at each run' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a tenth', format: 'python', text: 'from pydqc.data_compare import data_compare\n\ndata_compare(train, test, schema, schema, "ratings", sample_size=0.1)\n#                                                                ^^^ sampled\n' },
    ],
    good: [
      { title: 'all rows', format: 'python', text: 'from pydqc.data_compare import data_compare\n\ndata_compare(train, test, schema, schema, "ratings", sample_size=1.0)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    callsNamed(facts, /^pydqc\.(?:data_compare|data_consist)(?:\.\w+)?$/).flatMap(({ call }) => {
      const size = keywordOf(call, 'sample_size');
      return size?.kind === 'Constant' && typeof size.value === 'number' && size.value < 1 ? [{ message: 'sampled', at: size, data: { share: Math.round(size.value * 100) } }] : [];
    }),
  mend: null,
});
