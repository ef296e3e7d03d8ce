import { SQL_FILES, sqlFiles } from '../../api/repository/sql.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const RANDOM = /\bORDER\s+BY\s+(?:RANDOM|RAND|NEWID|DBMS_RANDOM\.VALUE)\s*(?:\(\s*\))?(?![\w(])|\bTABLESAMPLE\s+(?:BERNOULLI|SYSTEM)\s*\([^)]*\)/gi;

export const rule = repositoryRule({
  id: 'pipeline/sql-unseeded-sample',
  summary: 'Rows picked at random by a query without a seed',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'PostgreSQL, SELECT, TABLESAMPLE', url: 'https://www.postgresql.org/docs/current/sql-select.html' }],
  docs: {
    what: 'Finds queries in `.sql` files that order by a random number, or take a `TABLESAMPLE` without `REPEATABLE` or a seed.',
    why: 'Each run gives other rows: a model cannot be trained again on the same data, and rows of the test set of one run are training rows of the next.',
    instead: 'Choose rows by a hash of their key, `WHERE mod(hash(user_id), 100) < 10`, or give a seed: `TABLESAMPLE BERNOULLI (10) REPEATABLE (42)`.',
    limits: 'Migrations and tests are passed over, as are files that set a seed with `setseed`.',
  },
  options: {},
  messages: { random: 'The rows are others at each run: `{words}` has no seed' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'ordered at random', format: 'repository', fileName: 'sample.sql', text: 'SELECT user_id, rating\nFROM ratings\nORDER BY RANDOM()\n^^^^^^^^^^^^^^^^^ random\nLIMIT 1000;\n' },
    ],
    good: [
      { title: 'by a hash', format: 'repository', fileName: 'sample.sql', text: 'SELECT user_id, rating FROM ratings WHERE mod(abs(hashtext(user_id)), 100) < 10;\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...SQL_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    sqlFiles(files).flatMap((file) => {
      if (/\bsetseed\s*\(/i.test(file.text)) return [];
      return [...file.text.matchAll(RANDOM)].flatMap((match) => {
        const rest = file.text.slice(match.index, match.index + 200);
        if (/^TABLESAMPLE/i.test(match[0]) && /^[^;]*?(?:REPEATABLE|SEED)\s*\(/i.test(rest)) return [];
        return [{ message: 'random', at: files.place(file.path, match.index, match.index + match[0].length), data: { words: { text: match[0].replace(/\s+/g, ' ') } } }];
      });
    }),
  mend: null,
});
