import { callsNamed, stringOf, writtenValue } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

const NOW = /\bWHERE\b[\s\S]*?\b((?:CURRENT_DATE|CURRENT_TIMESTAMP|GETDATE|SYSDATE|NOW|CURDATE)\b(?:\s*\(\s*\))?)/i;

export const rule = pythonRule({
  id: 'pipeline/sql-moving-rows',
  summary: 'Models trained on rows that depend on the day they are read',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'dbt, Snapshots', url: 'https://docs.getdbt.com/docs/build/snapshots' }],
  docs: {
    what: 'Finds `read_sql` of queries whose `WHERE` compares with the current date, in programs that fit a model.',
    why: 'The rows are others each day. A model cannot be trained again on what it was trained on, and two experiments of different days cannot be compared.',
    instead: 'Hand the date in as a parameter, and keep it with the model.',
    limits: 'Only queries that are written as text. Programs that write the rows to a file as they were read are passed over.',
  },
  options: {},
  messages: { moving: 'The rows for training are others each day: they are chosen by `{words}`' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'the last month', format: 'python', text: 'import pandas as pd\nfrom sklearn.linear_model import LinearRegression\n\nratings = pd.read_sql("SELECT age, rating FROM ratings WHERE day > CURRENT_DATE - 30", connection)\n#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ moving\nLinearRegression().fit(ratings[["age"]], ratings["rating"])\n' },
    ],
    good: [
      { title: 'up to a date', format: 'python', text: 'import pandas as pd\nfrom sklearn.linear_model import LinearRegression\n\nratings = pd.read_sql("SELECT age, rating FROM ratings WHERE day > :since", connection, params={"since": since})\nLinearRegression().fit(ratings[["age"]], ratings["rating"])\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    facts.fits.length === 0 || /\.to_(?:csv|parquet|feather|pickle)\(/.test(facts.document.text)
      ? []
      : callsNamed(facts, /^(?:pandas|polars)\.read_(?:sql|sql_query|database|gbq)$/).flatMap(({ call }) => {
          const query = writtenValue(facts, call.arguments[0] ?? null);
          const words = NOW.exec(stringOf(query) ?? '')?.[1];
          return query === null || words === undefined ? [] : [{ message: 'moving', at: query, data: { words: { text: words.replace(/\s+/g, '') } } }];
        }),
  mend: null,
});
