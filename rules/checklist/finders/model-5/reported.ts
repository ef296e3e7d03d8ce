/** Comparisons with a trivial model that a person made and kept. */
import type { RepositoryFinder } from '../../../api/checklist/check.ts';
import { documentsAbout, joined, MEASURED, notebooksThat } from '../manual-evidence.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'model-5/reported',
  find: (repository) =>
    joined(
      { manual: notebooksThat(repository, { items: ['model-5'], calls: /^sklearn\.dummy\.Dummy|^surprise\.(?:\w+\.)*(?:NormalPredictor|BaselineOnly)$/, what: 'trains a trivial model' }) },
      documentsAbout(repository, { items: ['model-5'], title: /\b(?:base-?lines?|simpler? models?|model comparison|comparison of models|results?|evaluation|experiments?)\b/i, says: /\b(?:base-?line|dummy|majority|most frequent|popularity|naive|trivial|random guess\w*|logistic regression|linear regression)\b/i, what: 'a comparison with a simpler model', rows: [{ fits: SIMPLE }, { fits: LINEAR, beside: LARGER }], sentence: { fits: [SIMPLE, MEASURED], numbers: 2 } }),
    ),
};

/** Models that learn little or nothing, as tables and sentences name them. */
const SIMPLE =
  /\b(?:base-?lines?|dummy|majority|most frequent|popular(?:ity)?|na[iï]ve|trivial|(?:always )?predict\w* the (?:mean|median|majority|last)|(?:global|user|item|overall|train(?:ing)?) (?:mean|median|average)|mean predictor|last value|persistence|random guess\w*|linear regression|logistic regression|constant)\b|^random$/i;

/** Simple enough beside larger models, as tables label them. */
const LINEAR = /^(?:ridge|lasso|elastic ?net|linear|logistic|logreg|lr|ols|naive ?bayes|glm)(?:[ _-]?(?:regression|model|classifier))?$/i;
const LARGER = /lgbm|lightgbm|xgb|catboost|forest|boost|\bmlp\b|\b[crd]?nn\b|lstm|gru|transformer|bert|neural|network|\bours\b|deep/i;
