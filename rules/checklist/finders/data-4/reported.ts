/** Rules about features that are written down and were reviewed, and policies as files. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import { YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { wholeFile } from '../../../api/repository/place.ts';
import { documentsAbout, joined } from '../manual-evidence.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'data-4/reported',
  find: (repository) =>
    joined(
      { checks: policies(repository) },
      documentsAbout(repository, { items: ['data-4'], title: /\b(?:feature (?:policy|policies|rules|guidelines|review|governance)|(?:allowed|forbidden|prohibited|disallowed) (?:features|columns))\b/i, what: 'rules about features', isWithoutNumbers: true }),
    ),
};

/** Policies of Open Policy Agent about features, which `conftest test` holds files against. */
function policies({ files, runs }: Repository): readonly FoundCheck[] {
  return files.matching('**/*.rego').flatMap(({ path }): readonly FoundCheck[] => {
    const text = files.text(path) ?? '';
    if (!/feature|column/i.test(text) || !/\bdeny\b/.test(text)) return [];
    const tests = runs.filter(({ command: { words } }) => words.includes('conftest') && (words.includes('test') || words.includes('verify')));
    return [{ items: ['data-4'], at: wholeFile(path), text: 'a policy denies features', isReal: YES, data: 'unknown', ranBy: { kind: 'runs', runs: tests } }];
  });
}
