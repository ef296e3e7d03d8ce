/** What features add, as a person found and kept it. */
import type { RepositoryFinder } from '../../../api/checklist/check.ts';
import { documentsAbout, joined, MEASURED, notebooksThat } from '../manual-evidence.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'data-2/reported',
  find: (repository) =>
    joined(
      { manual: notebooksThat(repository, { items: ['data-2'], calls: /^sklearn\.inspection\.(?:\w+\.)*permutation_importance$|^sklearn\.feature_selection\.(?:\w+\.)*(?:mutual_info_\w+|RFE|RFECV|SelectKBest)|^shap\.|^eli5\.|^boruta\./, what: 'measures what features add' }) },
      documentsAbout(repository, { items: ['data-2'], title: /\b(?:feature (?:importances?|selection|ablation|relevance|analysis)|ablations?|shap|permutation importance|correlation(?:s| with)|(?:which|what) (?:features?|columns?) (?:help|matter|add|count)\w*|features? (?:that|which) (?:help|matter))\b/i, what: 'what features add', columns: [/^$|^(?:left[- ]out|leave[- ]out|(?:feature|column|group)s? (?:left out|removed|dropped)|without|dropped|removed|excluded|features?|columns?|variables?|signals?|sensors?|inputs?|predictors?|covariates?)\b/i, /shap|importances?\b|^(?:gain|permutation|drop in|change|delta|Δ|increase|loss without|(?:rmse|mae|auc|accuracy|error|f1|r2) without)\b/i], sentence: { fits: [/\b(?:permutation importance|shap|ablation|leave[- ]one[- ](?:feature[- ])?out|(?:without|leaving out|dropping|removing) (?:the )?(?:feature|column)s?|mutual information)\b/i, MEASURED], numbers: 2 } }),
    ),
};
