import { SQL_FILES, sqlFiles, statementsOf } from '../../api/repository/sql.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

export const rule = repositoryRule({
  id: 'pipeline/sql-limit-without-order',
  summary: 'Queries that take some rows without saying which',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'PostgreSQL, LIMIT and OFFSET', url: 'https://www.postgresql.org/docs/current/queries-limit.html' }],
  docs: {
    what: 'Finds `SELECT … LIMIT n` in `.sql` files without `ORDER BY` in the same query.',
    why: 'The database may return any rows: mostly the oldest, other ones after an update. A sample made so is neither random nor the same twice.',
    instead: 'Say which rows, with `ORDER BY` a unique key, or sample by a hash of the key.',
    limits: 'A limit of 0 or 1 is passed over, as are migrations, tests and templates.',
  },
  options: {},
  messages: { some: '`{words}` takes any rows; there is no `ORDER BY`' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'any thousand rows', format: 'repository', fileName: 'features.sql', text: 'SELECT user_id, age FROM users LIMIT 1000;\n                               ^^^^^^^^^^ some\n' },
    ],
    good: [
      { title: 'the latest', format: 'repository', fileName: 'features.sql', text: 'SELECT user_id, age FROM users ORDER BY user_id LIMIT 1000;\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...SQL_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    sqlFiles(files).flatMap((file) =>
      statementsOf(file).flatMap(({ text, start }) => {
        const match = /\bLIMIT\s+(\d+)\s*$/i.exec(text.trimEnd());
        const isPlain = match !== null && Number(match[1]) > 1 && /^\s*(?:CREATE\b[\s\S]*?\bAS\s+|INSERT\s+INTO\b[\s\S]*?)?SELECT\b/i.test(text) && /\bFROM\b/i.test(text);
        // a query within may be ordered, which says enough
        if (!isPlain || /\bORDER\s+BY\b|\bTABLESAMPLE\b|\{\{|\{%/i.test(text)) return [];
        return [{ message: 'some', at: files.place(file.path, start + match.index, start + match.index + match[0].trimEnd().length), data: { words: { text: match[0].replace(/\s+/g, ' ') } } }];
      }),
    ),
  mend: null,
});
