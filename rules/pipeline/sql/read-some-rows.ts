import { callsNamed, stringOf, writtenValue } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

const RANDOM = /\bORDER\s+BY\s+(?:RANDOM|RAND|NEWID)\s*\(\s*\)/i;
const LIMIT = /\bLIMIT\s+(\d+)\s*;?\s*$/i;

export const rule = pythonRule({
  id: 'pipeline/sql-read-some-rows',
  summary: 'Rows that a program reads without saying which',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'PostgreSQL, LIMIT and OFFSET', url: 'https://www.postgresql.org/docs/current/queries-limit.html' }],
  docs: {
    what: 'Finds `read_sql` of queries that order by a random number without a seed, or take a `LIMIT` without `ORDER BY`, in programs that fit a model.',
    why: 'Each run reads other rows: the model cannot be trained again, and rows of the test set of one run are training rows of the next.',
    instead: 'Order by a unique key, or choose rows by a hash of it: `WHERE mod(hash(user_id), 100) < 10`.',
    limits: 'Only queries that are written as text. A limit of 1 is passed over, as are programs that fit nothing.',
  },
  options: {},
  messages: { random: 'The rows are others at each run: `{words}` has no seed', some: '`{words}` takes any rows; there is no `ORDER BY`' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'at random', format: 'python', text: 'import pandas as pd\nfrom sklearn.linear_model import LinearRegression\n\nratings = pd.read_sql("SELECT age, rating FROM ratings ORDER BY RANDOM() LIMIT 1000", connection)\n#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ random\nLinearRegression().fit(ratings[["age"]], ratings["rating"])\n' },
    ],
    good: [
      { title: 'the latest', format: 'python', text: 'import pandas as pd\nfrom sklearn.linear_model import LinearRegression\n\nratings = pd.read_sql("SELECT age, rating FROM ratings ORDER BY id DESC LIMIT 1000", connection)\nLinearRegression().fit(ratings[["age"]], ratings["rating"])\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    facts.fits.length === 0
      ? []
      : callsNamed(facts, /^(?:pandas|polars)\.read_(?:sql|sql_query|database|gbq)$/).flatMap(({ call }) => {
          const query = writtenValue(facts, call.arguments[0] ?? null);
          const text = stringOf(query) ?? '';
          const [random, limit] = [RANDOM.exec(text), LIMIT.exec(text)];
          const some = random === null && limit !== null && Number(limit[1]) > 1 && !/\bORDER\s+BY\b|TABLESAMPLE/i.test(text) ? limit[0].replace(/;?\s*$/, '') : null;
          const message = random !== null && !/setseed/i.test(facts.document.text) ? ('random' as const) : ('some' as const);
          const words = message === 'random' ? (random?.[0] ?? null) : some;
          return query === null || words === null ? [] : [{ message, at: query, data: { words: { text: words.replace(/\s+/g, ' ') } } }];
        }),
  mend: null,
});
