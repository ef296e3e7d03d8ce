/** Checks of Soda, `checks.yml`, which `soda scan` runs and whose failure is its exit code. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import { YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { entriesAt, itemsAt } from '../../../api/repository/tree.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'data-1/soda',
  find: (repository) => ({
    checks: repository.files.matching('**/*.{yml,yaml}').flatMap(({ path }): readonly FoundCheck[] => {
      const tables = repository.files.trees(path).flatMap(({ root }) => entriesAt(root).filter(({ key, value }) => /^checks for \S/.test(key) && itemsAt(value).length > 0));
      const [first] = tables;
      if (first === undefined) return [];
      return [
        {
          items: ['data-1'],
          at: first.at,
          text: `Soda checks \`${first.key.slice('checks for '.length)}\` by ${itemsAt(first.value).length} rules`,
          isReal: YES,
          data: 'unknown',
          ranBy: { kind: 'runs', runs: runsOf(repository, path) },
        },
      ];
    }),
  }),
};

/** `soda scan` with this file, or with a folder that holds it. */
function runsOf({ runs }: Repository, path: string): Repository['runs'] {
  return runs.filter(({ command: { words, folder } }) => {
    const start = words[0] === 'soda' ? 1 : words[1] === '-m' && words[2] === 'soda' ? 3 : -1;
    if (start < 0 || words[start] !== 'scan') return false;
    return words.slice(start + 1).some((word) => {
      if (word === null || word.startsWith('-')) return false;
      const given = [folder ?? '', word].filter((part) => part !== '' && part !== '.').join('/').replace(/^\.\//, '').replace(/\/$/, '');
      return path === given || path.startsWith(`${given}/`);
    });
  });
}
