import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'monitor-7',
  section: 'monitor',
  number: 7,
  title: 'Prediction quality on served data has not become worse',
  aliases: ['Prediction quality has not regressed', 'The model has not experienced a regression in prediction quality on served data'],
  docs: {
    what: 'Predictions that were served are joined with what happened, and their quality is watched.',
    why: 'Held-out rows grow old. Only served data shows whether the model still works.',
    manual: 'A dated evaluation from production logs.',
    automated: 'A scheduled computation of an online metric, per slice where it matters, with an alert or a retraining when it falls.',
    traps: 'A gauge fed by a file that does not change; held-out accuracy called monitoring; precision over users of the training.',
  },
  data: 'served',
  blocks: 'nothing',
  confidence: { automated: 'medium', absent: 'high' },
  attestationDays: 30,
  applies: () => UNKNOWN,
  next: {
    start: 'Join served predictions with outcomes and compute the metric.',
    wire: 'Run the computation where logs and outcomes arrive.',
    enforce: 'Let a fall of the metric alert somebody.',
    repeat: 'Run it on a schedule.',
    document: 'Evaluate the predictions of some days from the logs and keep the dated result.',
  },
};
