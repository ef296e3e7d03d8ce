/** What methods of estimators mean, by the habit of scikit-learn and by what the entry says against it. */
import type { EstimatorApi, EstimatorMethod } from '../../../../rules/api/python/knowledge.ts';

interface Habit {
  readonly names: readonly string[];
  readonly parameters: readonly string[];
}

const HABITS: Readonly<Record<EstimatorMethod, Habit>> = {
  fit: { names: ['fit'], parameters: ['X', 'y', 'sample_weight'] },
  'partial-fit': { names: ['partial_fit'], parameters: ['X', 'y'] },
  transform: { names: ['transform'], parameters: ['X'] },
  'fit-transform': { names: ['fit_transform'], parameters: ['X', 'y'] },
  'fit-resample': { names: ['fit_resample', 'fit_sample'], parameters: ['X', 'y'] },
  predict: { names: ['predict'], parameters: ['X'] },
  'predict-probabilities': { names: ['predict_proba', 'predict_log_proba'], parameters: ['X'] },
  'predict-scores': { names: ['decision_function', 'score_samples'], parameters: ['X'] },
  score: { names: ['score'], parameters: ['X', 'y', 'sample_weight'] },
  evaluate: { names: ['evaluate'], parameters: ['X', 'y'] },
  'inverse-transform': { names: ['inverse_transform'], parameters: ['X'] },
  'fit-predict': { names: ['fit_predict'], parameters: ['X', 'y'] },
};

const MEANINGS = Object.keys(HABITS) as readonly EstimatorMethod[];

/** Null when the method is not one of those that learn from, change or judge rows. */
export function meaningOf(estimator: EstimatorApi, method: string): EstimatorMethod | null {
  const own = MEANINGS.find((meaning) => estimator.methods?.[meaning]?.includes(method));
  if (own !== undefined) return own;
  return MEANINGS.find((meaning) => estimator.methods?.[meaning] === undefined && HABITS[meaning].names.includes(method)) ?? null;
}

/** Parameter names in positional order. */
export function parametersOf(estimator: EstimatorApi, method: string, meaning: EstimatorMethod): readonly string[] {
  const own = estimator.methodParameters?.[method];
  if (own !== undefined) return own;
  const fits = meaning === 'fit' || meaning === 'fit-transform' || meaning === 'fit-predict' || meaning === 'fit-resample';
  return (fits ? estimator.fit?.parameters : undefined) ?? HABITS[meaning].parameters;
}
