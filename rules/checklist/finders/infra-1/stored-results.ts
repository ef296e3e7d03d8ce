/** A pipeline that is run again, and whose results are compared with the stored ones. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import { YES } from '../../../api/repository/place.ts';
import { documentsAbout, joined } from '../manual-evidence.ts';

const ITEMS = ['infra-1'] as const;

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-1/stored-results',
  find: (repository) => {
    const repro = repository.runs.filter(({ command: { words } }) => /^dvc (?:repro|exp run)\b(?!.*--dry)/.test(words.map((word) => word ?? '…').join(' ')));
    const checks = repository.runs.flatMap((run): readonly FoundCheck[] => {
      const line = run.command.words.map((word) => word ?? '…').join(' ');
      const isCompared = /^git diff\b.*(?:--exit-code|--quiet)\b/.test(line) && /dvc\.lock|metrics?\b[\w./-]*\.(?:json|ya?ml|csv)|\bscores?\.json/.test(line);
      if (!isCompared || run.started === null || !repro.some(({ started, command }) => started?.job === run.started?.job && isBefore(command.at, run.command.at))) return [];
      return [{ items: ITEMS, at: run.command.at, text: '`git diff` compares what the pipeline made again with what is stored', isReal: YES, data: 'unknown', ranBy: { kind: 'runs', runs: [run] } }];
    });
    const lock = repository.files.matching('**/dvc.lock').map(({ path }) => ({ items: ITEMS, at: { path, cell: null, range: null }, text: 'hashes of data and results are kept' }));
    return joined({ checks, mentions: lock }, documentsAbout(repository, { items: ITEMS, title: /\b(?:reproducib|replication|replicat(?:e|ing)|determinis)/i, what: 'a repeated training', result: /\b(?:within|identical\w*|the same|match\w*|equal\w*|differ\w*|agree\w*|deviat\w*)\b/i, sentence: { fits: [/\b(?:trained (?:it |the model )?(?:twice|again|a second time)|second (?:run|training|person)|re-?ran|re-?trained|two (?:runs|trainings)|both (?:runs|trainings)|repeated (?:the )?(?:run|training))\b/i, /\b(?:within|identical\w*|same|match\w*|equal\w*|differ\w*|agree\w*)\b/i], numbers: 1 } }));
  },
};

function isBefore(a: FoundCheck['at'], b: FoundCheck['at']): boolean {
  return a.path === b.path && (a.range?.start.line ?? 0) <= (b.range?.start.line ?? 0);
}
