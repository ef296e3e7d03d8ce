/** How quality falls with the age of a model, as a person found and wrote down. */
import type { RepositoryFinder } from '../../../api/checklist/check.ts';
import { documentsAbout } from '../manual-evidence.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'model-4/reported',
  find: (repository) =>
    documentsAbout(repository, {
      items: ['model-4'],
      title: /\b(?:stale\w*|model (?:age|ageing|aging|decay|freshness)|(?:age|ageing|aging|decay) of (?:the )?models?|backtest\w*|retraining (?:interval|frequency|cadence)|concept drift over time)\b/i,
      says: /\b(?:days?|weeks?|months?|old|age|retrain\w*|interval)\b/i,
      what: 'how quality falls with the age of a model',
    }),
};
