import type { Facts } from '../../api/python/facts.ts';
import { writtenValue } from '../../api/python/code-calls.ts';
import { enclosing } from '../../api/python/syntax.ts';
import type { Call, Expression, Node } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** What a query ends with where a value comes next. */
const BEFORE_VALUE = /(?:(?:=|<>|!=|<|>|\bLIKE|\bBETWEEN|\bBETWEEN\s+\S+\s+AND|\bINTERVAL)\s*(?:N?'%?)?|'%?|\bVALUES\s*\([^)"]*|\bIN\s*\(\s*'?)$/i;
const QUERY = /^\s*(?:SELECT|INSERT\s+INTO|UPDATE|DELETE\s+FROM|WITH|REPLACE\s+INTO|MERGE)\b/i;

/** Written once, by people who know the values; tests ask made-up databases. */
const ELSEWHERE = /(?:^|\/)(?:migrations?|alembic|versions|tests?)\/|(?:^|\/)(?:test_\w+|conftest)\.py$|_test\.py$/;

/** The query a call is given. */
function queryOf({ callee, arguments: [first], keywords }: Call, facts: Facts): Expression | null {
  const name = callee.kind === 'Attribute' ? callee.attribute : '';
  if (!/^(?:execute|executemany|executescript|read_sql|read_sql_query|raw|fetch|fetchrow|fetchval)$/.test(name)) return null;
  const given = first ?? keywords.find((keyword) => keyword.name === 'sql' || keyword.name === 'query')?.value ?? null;
  const value = writtenValue(facts, given);
  const isWrapped = value?.kind === 'Call' && /^sqlalchemy(?:\.sql)?(?:\.expression)?\.text$/.test(facts.names.qualifiedName(value.callee) ?? '');
  return isWrapped ? writtenValue(facts, value.arguments[0] ?? null) : value;
}

/** Names in the place of values, in f-strings, with the text before each. */
function valuesIn(query: Expression): readonly Expression[] {
  if (query.kind !== 'JoinedStr') return [];
  let before = '';
  return query.values.flatMap((part) => {
    if (part.kind === 'Constant') {
      before += String(part.value);
      return [];
    }
    const isValue = BEFORE_VALUE.test(before) && QUERY.test(before);
    before += '?';
    return isValue ? [part] : [];
  });
}

/** Whether anything may be in it: a parameter of the function around, or a part of what the function was given. */
function isOpen(value: Expression, at: Node, facts: Facts): boolean {
  let root = value;
  while (root.kind === 'Attribute' || root.kind === 'Subscript') root = root.value;
  if (root.kind !== 'Name' || root.id === 'self' || root.id === 'cls') return false;
  const definitions = facts.names.bindingOf(root)?.definitions ?? [];
  const isNumber = definitions.some(({ node }) => node.kind === 'Parameter' && node.annotation?.kind === 'Name' && /^(?:int|float|bool)$/.test(node.annotation.id));
  return !isNumber && enclosing(at, ['FunctionDef']) !== null && definitions.length > 0 && definitions.every(({ kind }) => kind === 'parameter');
}

export const rule = pythonRule({
  id: 'pipeline/sql-built-from-text',
  summary: 'Queries put together from values',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'OWASP, SQL Injection Prevention Cheat Sheet', url: 'https://cheatsheetseries.owasp.org/cheatsheets/SQL_Injection_Prevention_Cheat_Sheet.html' }, { title: 'Python, sqlite3, placeholders', url: 'https://docs.python.org/3/library/sqlite3.html#how-to-use-placeholders-to-bind-values-in-sql-queries' }],
  docs: {
    what: 'Finds queries given to `execute`, `read_sql` and the like in which a variable stands where a value belongs: `f"… WHERE user = \'{user}\'"`.',
    why: 'A name with a quote breaks the query, and whoever can choose the value can read or delete every table. In training code it also makes rows that depend on how a number or date is written.',
    instead: 'Hand values in as parameters: `execute("… WHERE user = ?", (user,))`, `read_sql(query, connection, params=…)`.',
    limits: 'Migrations and tests are passed over. Names of tables and columns, which cannot be parameters, numbers (`int(…)`), constants of the file, and templates of Airflow are passed over.',
  },
  options: {},
  messages: { built: '`{value}` becomes part of the query as text' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a name in quotes', format: 'python', text: 'import sqlite3\n\ndef ratings_of(user):\n    connection = sqlite3.connect("shop.db")\n    return connection.execute(f"SELECT rating FROM ratings WHERE user = \'{user}\'").fetchall()\n#                                                                         ^^^^ built\n' },
    ],
    good: [
      { title: 'a parameter', format: 'python', text: 'import sqlite3\n\ndef ratings_of(user):\n    connection = sqlite3.connect("shop.db")\n    return connection.execute("SELECT rating FROM ratings WHERE user = ?", (user,)).fetchall()\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    (ELSEWHERE.test(facts.document.projectPath) ? [] : facts.nodes('Call')).flatMap((call) => {
      const query = queryOf(call, facts);
      const value = (query === null ? [] : valuesIn(query)).find((each) => isOpen(each, call, facts));
      return value === undefined ? [] : [{ message: 'built', at: value, data: { value: { text: facts.textOf(value) } } }];
    }),
  mend: null,
});
