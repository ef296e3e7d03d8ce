import { callsNamed, stringOf, writtenValue } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/sql-star-into-training',
  summary: 'Models trained on all columns a table has that day',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'dbt, How we style our SQL', url: 'https://docs.getdbt.com/best-practices/how-we-style/2-how-we-style-our-sql' }],
  docs: {
    what: 'Finds `read_sql` of `SELECT * FROM table` in programs that fit a model.',
    why: 'A column that is added upstream, such as the outcome itself, becomes a feature unseen; one that is dropped or moved ends training, or the answers of the model.',
    instead: 'Name the columns.',
    limits: 'Programs that pick columns by name from what they read are passed over.',
  },
  options: {},
  messages: { all: 'The model is trained on all columns of `{table}`, whatever they will be' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'all columns', format: 'python', text: 'import pandas as pd\nfrom sklearn.linear_model import LinearRegression\n\nratings = pd.read_sql("SELECT * FROM ratings", connection)\n#                     ^^^^^^^^^^^^^^^^^^^^^^^ all\ny = ratings.pop("rating")\nLinearRegression().fit(ratings, y)\n' },
    ],
    good: [
      { title: 'named columns', format: 'python', text: 'import pandas as pd\nfrom sklearn.linear_model import LinearRegression\n\nratings = pd.read_sql("SELECT age, income, rating FROM ratings", connection)\ny = ratings.pop("rating")\nLinearRegression().fit(ratings, y)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const picks = facts.nodes('Subscript').some(({ index }) => index.kind === 'List' && index.elements.length > 0 && index.elements.every((element) => stringOf(element) !== null));
    if (facts.fits.length === 0 || picks || /\.(?:filter|reindex|loc)\b|\b(?:features|feature_columns|FEATURES|columns|usecols)\s*=/.test(facts.document.text)) return [];
    return callsNamed(facts, /^(?:pandas|polars)\.read_(?:sql|sql_query|database|gbq)$/).flatMap(({ call }) => {
      const query = writtenValue(facts, call.arguments[0] ?? null);
      const table = /^\s*SELECT\s+\*\s+FROM\s+([\w."`]+)\s*(?:;|WHERE\b|LIMIT\b|ORDER\b|$)/i.exec(stringOf(query) ?? '')?.[1];
      return query === null || table === undefined ? [] : [{ message: 'all', at: query, data: { table: { text: table.replace(/["`]/g, '') } } }];
    });
  },
  mend: null,
});
