import { firstLineOf } from '../../api/repository/text-place.ts';
import type { TreeNode } from '../../api/repository/tree.ts';
import { at, itemsAt, textAt } from '../../api/repository/tree.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const SUITES = ['**/expectations/**/*.json'] as const;

/** Below it, more rows may fail than have to pass. Own choice. */
const LEAST_MOSTLY = 0.5;

function typeOf(expectation: TreeNode): string {
  return textAt(expectation, 'type') ?? textAt(expectation, 'expectation_type') ?? '';
}

export const rule = repositoryRule({
  id: 'pipeline/great-expectations-suite-empty',
  summary: 'Suites of Great Expectations that expect nothing of the values',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Great Expectations, Expectation Suites', url: 'https://docs.greatexpectations.io/docs/core/define_expectations/organize_expectation_suites/' }],
  docs: {
    what: 'Finds suites in `expectations/*.json` without any expectation, with expectations on the table as a whole only, or with `mostly` below one half.',
    why: 'A suite without expectations passes for any data, so a pipeline that validates with it checks nothing. With `mostly` 0.2, four wrong rows of five are fine.',
    instead: 'State what values of the columns a model uses look like: not null, in a set, between bounds.',
    limits: 'Only suites in files. Suites in a store elsewhere, or made by programs, are not seen.',
  },
  options: {},
  messages: { empty: 'The suite has no expectations, so it passes for any data', table: 'The suite speaks of the table only; any values pass', mostly: 'With `mostly` {mostly}, most rows may be wrong' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'nothing expected', format: 'repository', fileName: 'great_expectations/expectations/ratings.json', text: '{\n  "expectation_suite_name": "ratings",\n  "expectations": []\n                  ^^ empty\n}\n' },
      { title: 'nothing but the number of rows', format: 'repository', fileName: 'gx/expectations/ratings.json', text: '{\n  "name": "ratings",\n  "expectations": [{ "type": "expect_table_row_count_to_be_between", "kwargs": { "min_value": 1 } }]\n                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ table\n}\n' },
    ],
    good: [
      { title: 'values', format: 'repository', fileName: 'gx/expectations/ratings.json', text: '{\n  "name": "ratings",\n  "expectations": [{ "type": "expect_column_values_to_be_between", "kwargs": { "column": "rating", "min_value": 1, "max_value": 5 } }]\n}\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...SUITES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    files.matching(...SUITES).flatMap(({ path }) => {
      if (/(?:^|\/)(?:tests?|fixtures|examples?)\//.test(path)) return [];
      const root = files.trees(path)[0]?.root;
      const list = at(root, 'expectations');
      if (list?.kind !== 'list' || (textAt(root, 'name') ?? textAt(root, 'expectation_suite_name')) === null) return [];
      const expectations = itemsAt(list);
      const low = expectations.flatMap((expectation) => {
        const mostly = at(expectation, 'kwargs', 'mostly');
        return mostly?.kind === 'scalar' && typeof mostly.value === 'number' && mostly.value < LEAST_MOSTLY ? [{ message: 'mostly' as const, at: mostly.at, data: { mostly: mostly.value } }] : [];
      });
      const isTable = expectations.every((each) => /^expect_table_(?:row_count|column_count)/.test(typeOf(each)));
      const whole = expectations.length === 0 ? (['empty'] as const) : isTable ? (['table'] as const) : [];
      return [...whole.map((message) => ({ message, at: firstLineOf(files, list.at) })), ...(whole.length > 0 ? [] : low)];
    }),
  mend: null,
});
