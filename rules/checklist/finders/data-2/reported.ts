/** What features add, as a person found and kept it. */
import type { RepositoryFinder } from '../../../api/checklist/check.ts';
import { documentsAbout, joined, notebooksThat } from '../manual-evidence.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'data-2/reported',
  find: (repository) =>
    joined(
      { manual: notebooksThat(repository, { items: ['data-2'], calls: /^sklearn\.inspection\.(?:\w+\.)*permutation_importance$|^sklearn\.feature_selection\.(?:\w+\.)*(?:mutual_info_\w+|RFE|RFECV|SelectKBest)|^shap\.|^eli5\.|^boruta\./, what: 'measures what features add' }) },
      documentsAbout(repository, { items: ['data-2'], title: /\b(?:feature (?:importances?|selection|ablation|relevance|analysis)|ablations?|shap|permutation importance|correlation(?:s| with))\b/i, what: 'what features add' }),
    ),
};
