/** Metrics: whose predictions are measured on which rows, whatever the order of the arguments. */
import type { EvaluationEvent } from '../../../../../rules/api/python/event.ts';
import type { MetricApi } from '../../../../../rules/api/python/knowledge.ts';
import type { Data, Value } from '../../../../../rules/api/python/value.ts';
import { unknownScalar, unknownValue } from '../values.ts';
import { alignedWith } from './align-rows.ts';
import { gatherData } from './gather.ts';
import { argumentOrPlace, symbolHere } from './call.ts';
import type { LibraryCall } from './call.ts';
import { fittedModel, overAllTurns } from './models.ts';
import { influencesOfInputs } from './returned.ts';

/** Metrics that give tables or text, not a number. */
const REPORTS = /(?:report|matrix|curve|plot|display|support)/i;

/** Logs the evaluation and returns its score. */
export function applyMetric(call: LibraryCall, api: MetricApi): Value {
  const first = inputOf(call, api.truth, 0);
  const second = inputOf(call, api.prediction, 1);
  const isSwapped = first?.prediction != null && second?.prediction == null;
  noteMetric(call, isSwapped ? { truth: second, prediction: first } : { truth: first, prediction: second });
  if (REPORTS.test(call.shortName)) return unknownValue([]);
  return unknownScalar('float', { influences: influencesOfInputs(call), symbol: symbolHere(call, 'score') });
}

function inputOf(call: LibraryCall, parameter: string, place: number): Data | null {
  const value = argumentOrPlace(call, [parameter], place);
  return value === null ? null : gatherData(value, call);
}

function noteMetric(call: LibraryCall, { truth, prediction }: { readonly truth: Data | null; readonly prediction: Data | null }): void {
  const given = prediction?.prediction != null ? prediction : (truth ?? prediction);
  if (given === null) return;
  const data = alignedWith(given, truth);
  const predicted = prediction?.prediction ?? null;
  call.machine.emit<EvaluationEvent>({
    kind: 'evaluation',
    node: call.site.node,
    call: call.event,
    way: 'metric',
    metric: call.site.name,
    model: predicted === null ? null : fittedModel(predicted, call.machine),
    fits: predicted?.fits ?? [],
    data: overAllTurns(data),
    truth: truth === prediction ? null : truth,
    prediction,
  });
}
