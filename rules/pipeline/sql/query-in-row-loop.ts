import { stringOf, writtenValue } from '../../api/python/code-calls.ts';
import type { Facts } from '../../api/python/facts.ts';
import { enclosing } from '../../api/python/syntax.ts';
import type { Call } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

function isQuery({ callee, arguments: [first] }: Call, facts: Facts): boolean {
  if (callee.kind !== 'Attribute') return false;
  if (callee.attribute === 'find_one') return facts.names.imports.some(({ module }) => module.split('.')[0] === 'pymongo');
  const query = writtenValue(facts, first ?? null);
  const text = query?.kind === 'JoinedStr' ? stringOf(query.values[0]) : stringOf(query);
  return /^(?:execute|read_sql|read_sql_query)$/.test(callee.attribute) && text !== null && /^\s*SELECT\b/i.test(text);
}

export const rule = pythonRule({
  id: 'pipeline/sql-query-in-row-loop',
  summary: 'A query for each row of a table',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'SQLAlchemy, Selecting Rows', url: 'https://docs.sqlalchemy.org/en/20/tutorial/data_select.html' }],
  docs: {
    what: 'Finds `SELECT` queries, and `find_one` of MongoDB, inside of loops over the rows of a table.',
    why: 'A table of a million rows asks the database a million times, each time over the network: features that one join makes in seconds take hours.',
    instead: 'Ask once, with a join or `WHERE id IN (…)`, and merge in memory.',
    limits: 'Loops over `iterrows`, `itertuples` and rows read from a file, with the query in the loop itself.',
  },
  options: {},
  messages: { repeated: 'The database is asked once for each row' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a query for each user', format: 'python', text: 'import sqlite3\nimport pandas as pd\n\nusers = pd.read_csv("users.csv")\nconnection = sqlite3.connect("shop.db")\nfor user in users.itertuples():\n    rows = connection.execute("SELECT rating FROM ratings WHERE user = ?", (user.id,)).fetchall()\n#          ^^^^^^^^^^^^^^^^^^ repeated\n    print(len(rows))\n' },
    ],
    good: [
      { title: 'one query', format: 'python', text: 'import sqlite3\nimport pandas as pd\n\nusers = pd.read_csv("users.csv")\nconnection = sqlite3.connect("shop.db")\ncounts = pd.read_sql("SELECT user, count(*) FROM ratings GROUP BY user", connection)\nfor user in users.merge(counts, on="user").itertuples():\n    print(user)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    facts.nodes('Call').flatMap((call) => {
      if (!isQuery(call, facts)) return [];
      const loop = enclosing(call, ['For', 'FunctionDef', 'Lambda']);
      const rows = loop?.kind === 'For' && loop.iter.kind === 'Call' && loop.iter.callee.kind === 'Attribute' ? loop.iter.callee.attribute : '';
      return /^(?:iterrows|itertuples)$/.test(rows) ? [{ message: 'repeated', at: call.callee }] : [];
    }),
  mend: null,
});
