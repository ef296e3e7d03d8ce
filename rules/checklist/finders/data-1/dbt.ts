/** Tests of dbt, which `dbt test` and `dbt build` run and whose failure is their exit code. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import type { TreeNode } from '../../../api/repository/tree.ts';
import { entriesAt, itemsAt, textAt } from '../../../api/repository/tree.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'data-1/dbt',
  find: (repository) => {
    const [project] = repository.files.matching('**/dbt_project.yml', '**/dbt_project.yaml');
    if (project === undefined) return {};
    const checks = repository.files.matching('**/*.{yml,yaml}').flatMap(({ path }): readonly FoundCheck[] =>
      repository.files.trees(path).flatMap(({ root }) => {
        const tests = testsIn(root);
        const [first] = tests;
        if (first === undefined) return [];
        return [
          {
            items: ['data-1'],
            at: first.at,
            text: `dbt checks columns by ${tests.length} ${tests.length === 1 ? 'test' : 'tests'}`,
            isReal: tests.every(onlyWarns) ? ({ answer: 'no', links: [{ at: first.at, text: '`severity: warn` lets every failure pass' }] } satisfies Outcome) : YES,
            data: 'unknown',
            ranBy: { kind: 'runs', runs: repository.runs.filter(isTesting) },
          },
        ];
      }),
    );
    return { checks };
  },
};

function isTesting({ command: { words } }: Repository['runs'][number]): boolean {
  const start = words.indexOf('dbt');
  return start >= 0 && start <= 3 && words.slice(start + 1).find((word) => word === null || !word.startsWith('-')) !== undefined && words.slice(start + 1).some((word) => word === 'test' || word === 'build');
}

/** `tests` and `data_tests` of models, seeds, sources and their columns. */
function testsIn(root: TreeNode): readonly TreeNode[] {
  const tables = [...['models', 'seeds', 'snapshots'].flatMap((key) => itemsAt(root, key)), ...itemsAt(root, 'sources').flatMap((source) => itemsAt(source, 'tables'))];
  return tables.flatMap((table) => [table, ...itemsAt(table, 'columns')].flatMap((owner) => [...itemsAt(owner, 'tests'), ...itemsAt(owner, 'data_tests')]));
}

function onlyWarns(test: TreeNode): boolean {
  return entriesAt(test).some(({ value }) => textAt(value, 'severity') === 'warn' || textAt(value, 'config', 'severity') === 'warn');
}
