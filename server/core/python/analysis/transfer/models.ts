/** Finding the model behind a prediction. */
import type { ObjectValue, Prediction } from '../../../../../rules/api/python/value.ts';
import type { Machine } from '../machine.ts';

/** Returns the model that predicted, as it is by now; null when unknown. */
export function fittedModel(prediction: Prediction, machine: Machine): ObjectValue | null {
  return prediction.modelId === null ? null : machine.updateObject(prediction.modelId, {});
}
