import { SQL_FILES, sqlFiles, statementsOf } from '../../api/repository/sql.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const TRAINING = /(?:^|[/_.-])(?:re)?(?:train(?:ing)?|features?|labels?|dataset)(?:[/_.-]|$)/i;
const NOW = /\b(?:CURRENT_DATE|CURRENT_TIMESTAMP|GETDATE|SYSDATE|SYSDATETIME|NOW|CURDATE)\b(?:\s*\(\s*\))?/i;

export const rule = repositoryRule({
  id: 'pipeline/sql-moving-window',
  summary: 'Training queries whose rows depend on the day they run',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'dbt, Snapshots', url: 'https://docs.getdbt.com/docs/build/snapshots' }],
  docs: {
    what: 'Finds queries in `.sql` files for training whose `WHERE` compares with the current date: `created_at > now() - interval \'30 days\'`.',
    why: 'The rows are others each day. A model cannot be trained again on what it was trained on, and two experiments of different days cannot be compared.',
    instead: 'Hand the date in as a parameter, and keep it with the model.',
    limits: 'A query is for training when its file says so by name (`train`, `features`, `label`, `dataset`). Migrations and tests are passed over.',
  },
  options: {},
  messages: { moving: 'The rows for training are others each day: they are chosen by `{words}`' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'the last month', format: 'repository', fileName: 'train_set.sql', text: 'SELECT user_id, rating FROM ratings\nWHERE created_at > CURRENT_DATE - 30;\n                   ^^^^^^^^^^^^ moving\n' },
    ],
    good: [
      { title: 'a parameter', format: 'repository', fileName: 'train_set.sql', text: 'SELECT user_id, rating FROM ratings\nWHERE created_at > :as_of;\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...SQL_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    sqlFiles(files).flatMap((file) =>
      !TRAINING.test(file.path)
        ? []
        : statementsOf(file).flatMap(({ text, start }) => {
            const where = /^\s*(?:WITH|SELECT|CREATE|INSERT)\b/i.test(text) ? text.search(/\bWHERE\b/i) : -1;
            const match = where < 0 ? null : NOW.exec(text.slice(where).replace(/\b(?:GROUP|ORDER)\s+BY\b[\s\S]*$/i, ''));
            if (match === null) return [];
            const from = start + where + match.index;
            return [{ message: 'moving', at: files.place(file.path, from, from + match[0].trimEnd().length), data: { words: { text: match[0].replace(/\s+/g, '') } } }];
          }),
    ),
  mend: null,
});
