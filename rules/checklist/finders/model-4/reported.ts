/** How quality falls with the age of a model, as a person found and wrote down. */
import type { RepositoryFinder } from '../../../api/checklist/check.ts';
import { documentsAbout, MEASURED } from '../manual-evidence.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'model-4/reported',
  find: (repository) =>
    documentsAbout(repository, {
      items: ['model-4'],
      title: /\b(?:stale\w*|model (?:age|ageing|aging|decay|freshness)|(?:age|ageing|aging|decay) of (?:the )?models?|backtest\w*|retraining (?:interval|frequency|cadence)|concept drift over time|how (?:often|soon|long) to (?:re-?)?train|how fast (?:the |a )?models? age\w*)\b/i,
      says: /\b(?:days?|weeks?|months?|old|age|retrain\w*|interval)\b/i,
      what: 'how quality falls with the age of a model',
      columns: [/\b(?:months?|weeks?|days?)[ -](?:old|since|later|after)\b|\b(?:model age|age of (?:the )?model|age in (?:days|weeks|months)|trained (?:until|up to)|data until|staleness)\b/i, MEASURED],
      sentence: { fits: [/\b(?:\w+[- ](?:days?|weeks?|months?)[- ]old|after \w+ (?:days?|weeks?|months?)|age of the model|without retraining)\b/i, /\b(?:models?|trained|retrain\w*)\b/i, MEASURED], numbers: 2 },
    }),
};
