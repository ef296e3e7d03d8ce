import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'data-2',
  section: 'data',
  number: 2,
  title: 'Each feature is known to earn its place in the model',
  aliases: ['All features are beneficial', 'The relationship between each feature and the target, and between pairs of features, is tested'],
  docs: {
    what: 'For the features the model uses it is known what each adds: by an importance, an ablation or its relation to the label.',
    why: 'A feature that adds nothing still costs: it can break, drift and hide leaks, and somebody has to keep it alive.',
    manual: 'A dated notebook or report with importances, an ablation table or correlations with the label, for the features that are in use.',
    automated: 'The pipeline computes it in each training (permutation importance, a selector inside the pipeline, a loop that leaves one feature out) and something decides by it: a check that fails or a feature that goes.',
    traps: 'An importance plot of other features than the model has; `feature_importances_` printed and forgotten; a selection fitted before the split.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'medium', absent: 'medium' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Compute the permutation importance of each feature after training, and fail when a feature adds nothing.',
    wire: 'Call the importance check from the training or from a test that a command runs.',
    enforce: 'Raise when a feature falls below the bound instead of printing its importance.',
    repeat: 'Run the training with its importance check from CI or a schedule.',
    document: 'Keep a dated table of importances of the features in use in the repository.',
  },
};
