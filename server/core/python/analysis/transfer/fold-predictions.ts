/** Predictions that a loop over folds collects, each of the rows held out: cross-validation by hand. */
import type { PartRows, Rows } from '../../../../../rules/api/python/rows.ts';
import type { FitEvent } from '../../../../../rules/api/python/event.ts';
import type { Data, Value } from '../../../../../rules/api/python/value.ts';
import { rowsOfAllTurns } from '../turn-rows.ts';
import { appliedInfluences, dataWithin, mergeInfluences } from '../values.ts';

/**
 * Returns the predictions of all turns as one, over the rows that were parted into folds, each made by a model that was trained on the
 * others; null for other values.
 */
export function predictedAcrossFolds(value: Value): Data | null {
  if (value.kind !== 'sequence' || value.isComplete) return null;
  const all = dataWithin(value).map((data) => ({ ...data, rows: rowsOfAllTurns(data.rows) }));
  const [first] = all;
  if (first?.prediction == null || !isHeldOut(first.rows) || !all.every(isOfFold)) return null;
  const { split, parent, isDisjointAcrossTurns } = first.rows;
  if (!isDisjointAcrossTurns || all.some(({ rows }) => rows.kind !== 'part' || rows.split !== split)) return null;
  const fits = first.prediction.fits.map((fit): FitEvent => ({ ...fit, isPerFold: true }));
  return { ...first, rows: parent, selects: null, prediction: { ...first.prediction, fits }, order: 'unknown', influences: mergeInfluences(...all.map(({ influences }) => appliedInfluences(influences))) };
}

function isHeldOut(rows: Rows): rows is PartRows {
  return rows.kind === 'part' && rows.turn !== null && rows.side > 0;
}

/** Whether the rows are what a turn holds out, and the model was trained on what the same turn keeps. */
function isOfFold({ rows, prediction }: Data): boolean {
  if (!isHeldOut(rows) || prediction === null || prediction.fits.length === 0) return false;
  return prediction.fits.every(({ features, labels }) => isWithinFold((features ?? labels)?.rows ?? null, rows));
}

function isWithinFold(train: Rows | null, held: PartRows): boolean {
  for (let at = train; at !== null; at = 'parent' in at ? at.parent : null) {
    if (at.kind === 'part' && at.split === held.split && at.turn === held.turn && at.side === 0) return true;
  }
  return false;
}
