/** Whether a repository learns anything, so that its functions may make features. */
import type { Repository } from '../../api/repository/repository.ts';
import { isExamplePath, isTestPath } from './test-paths.ts';

const LEARNING: ReadonlySet<string> = new Set([
  'sklearn', 'torch', 'tensorflow', 'keras', 'xgboost', 'lightgbm', 'catboost', 'surprise', 'transformers', 'implicit', 'lightfm', 'statsmodels', 'prophet', 'pytorch_lightning', 'lightning', 'fastai', 'spacy', 'gensim', 'mlflow', 'tensorflow_transform', 'tfx', 'autogluon', 'pycaret', 'h2o', 'jax', 'flax', 'sentence_transformers', 'libml',
]);

export function learns({ programs }: Repository): boolean {
  const ofProject = programs.filter(({ path }) => !isTestPath(path) && !isExamplePath(path));
  const byHand = ofProject.some(({ path }) => /(?:^|\/)(?:train\w*|tune|model|recommend\w*|predict\w*)\.py$/.test(path)) && ofProject.some(({ imports }) => imports.some(({ package: name, isUsed }) => isUsed && /^(?:numpy|scipy|pandas)$/.test(name)));
  return byHand || programs.some(({ path, imports }) => !isTestPath(path) && imports.some(({ package: name, isUsed }) => isUsed && LEARNING.has(name)));
}
