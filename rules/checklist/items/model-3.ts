import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'model-3',
  section: 'model',
  number: 3,
  title: 'Hyper-parameters are tuned',
  aliases: ['All hyperparameters have been tuned', 'The impact of each tunable hyperparameter is known'],
  docs: {
    what: 'Learning rates, sizes, depths and the like come from a search, not from habit.',
    why: 'Untuned parameters leave quality behind, and comparisons between models become comparisons of luck.',
    manual: 'A search (grid, random, Optuna, Ray Tune, a sweep) with its results kept and dated.',
    automated: 'The search belongs to the retraining or to a scheduled job, and its best values flow into the training by reference.',
    traps: 'Best values copied by hand long ago; parameters the model does not use; a search judged by the test rows; numbers in the training that override the search.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'medium', absent: 'high' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Search the main parameters (`RandomizedSearchCV`, Optuna) and train with what it finds.',
    wire: 'Let the training pipeline run the search.',
    enforce: 'Take the best values from the search by reference, so that the training cannot go on without it.',
    repeat: 'Run the search on a schedule or with each retraining.',
    document: 'Keep the dated results of a search in the repository.',
  },
};
