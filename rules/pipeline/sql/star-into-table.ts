import { SQL_FILES, sqlFiles, statementsOf } from '../../api/repository/sql.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const STAR = /^\s*(?:CREATE\s+(?:OR\s+REPLACE\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?|INSERT\s+INTO\s+(?:TABLE\s+)?)([\w."`]+)\s+(?:AS\s+)?\(?\s*SELECT\s+\*\s+FROM\s+([\w."`]+)/i;

export const rule = repositoryRule({
  id: 'pipeline/sql-star-into-table',
  summary: 'Tables made of all columns of another',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'dbt, How we style our SQL', url: 'https://docs.getdbt.com/best-practices/how-we-style/2-how-we-style-our-sql' }],
  docs: {
    what: 'Finds `CREATE TABLE … AS SELECT *` and `INSERT INTO … SELECT *` in `.sql` files, straight from a table.',
    why: 'A column that is added upstream, such as the outcome itself, becomes part of the training data unseen; one that is moved ends in the place of another.',
    instead: 'Name the columns.',
    limits: 'Views and temporary tables, migrations and tests, and queries over results named in the same statement are passed over.',
  },
  options: {},
  messages: { all: 'All columns of `{table}` go into `{target}`, whatever they will be' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a table for training', format: 'repository', fileName: 'train.sql', text: 'CREATE TABLE train AS SELECT * FROM events;\n                             ^ all\n' },
    ],
    good: [
      { title: 'named columns', format: 'repository', fileName: 'train.sql', text: 'CREATE TABLE train AS SELECT user_id, item_id, rating FROM events;\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...SQL_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    sqlFiles(files).flatMap((file) =>
      statementsOf(file).flatMap(({ text, start }) => {
        const match = STAR.exec(text);
        if (match === null) return [];
        const [whole, target = '', table = ''] = match;
        const at = start + match.index + whole.lastIndexOf('*');
        return [{ message: 'all', at: files.place(file.path, at, at + 1), data: { table: { text: table }, target: { text: target } } }];
      }),
    ),
  mend: null,
});
