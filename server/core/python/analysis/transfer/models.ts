/** The model behind a prediction, and the rows it has seen when a loop over batches is done. */
import type { Data, ObjectValue, Prediction } from '../../../../../rules/api/python/value.ts';
import type { Machine } from '../machine.ts';
import { rowsOfAllTurns } from '../turn-rows.ts';

/** Returns the model that predicted, as it is by now; null when unknown. */
export function fittedModel(prediction: Prediction, machine: Machine): ObjectValue | null {
  return prediction.modelId === null ? null : machine.updateObject(prediction.modelId, {});
}

/** Returns the data as all turns of a loop over it see it: what one turn sees of it has no place of its own. */
export function overAllTurns(data: Data): Data {
  const rows = rowsOfAllTurns(data.rows);
  return rows === data.rows ? data : { ...data, rows, selects: null };
}
