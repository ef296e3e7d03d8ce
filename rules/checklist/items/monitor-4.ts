import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'monitor-4',
  section: 'monitor',
  number: 4,
  title: 'Models do not get stale',
  aliases: ['Models are not too stale'],
  docs: {
    what: 'The age of the served model is known, and somebody hears when it is too old.',
    why: 'A training that stopped working is noticed only when the predictions are bad.',
    manual: 'A kept log or calendar of retrainings.',
    automated: "A metric of the model's age with an alert rule, or a scheduled retraining whose failure reaches somebody.",
    traps: 'A schedule proves an attempt, not the age; a gauge without a rule; retraining only when code changes.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'high', absent: 'medium' },
  attestationDays: 30,
  applies: () => UNKNOWN,
  next: {
    start: 'Expose when the served model was trained, and alert when that is too long ago.',
    wire: 'Let the service expose the metric, or a schedule retrain.',
    enforce: 'Let a failed retraining or an old model alert somebody.',
    repeat: 'Retrain on a schedule.',
    document: 'Keep a dated log of retrainings.',
  },
};
