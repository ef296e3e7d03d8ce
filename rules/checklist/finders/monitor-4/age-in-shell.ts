/** Shell scripts that fail when the file of the model is too old. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import { YES } from '../../../api/repository/place.ts';
import { shellBoundsOf } from '../shell-bounds.ts';
import { allOfStep } from '../steps.ts';

const AGE = /\bdate (?:-\S+ )*\+%s|\bstat (?:-\w+ ?)%[YmZ]|\bfind\b.*-m(?:time|min)\b/;
const OF_MODEL = /model|\.(?:pkl|joblib|onnx|pth?|h5|keras)\b|trained/i;

export const repositoryFinder: RepositoryFinder = {
  name: 'monitor-4/age-in-shell',
  find: (repository) => ({
    checks: repository.once(shellBoundsOf).flatMap(({ at, text, step }): readonly FoundCheck[] => {
      if (!AGE.test(text) || !OF_MODEL.test(text)) return [];
      const runs = repository.runs.filter((run) => run.command.at.path === at.path || run.through.some(({ at: target }) => target.path === at.path));
      return [{ items: ['monitor-4'], at, text: 'a shell script holds the age of the model against a bound', isReal: YES, data: 'unknown', ranBy: step === null ? { kind: 'runs', runs } : { kind: 'always', ...allOfStep(step) } }];
    }),
  }),
};
