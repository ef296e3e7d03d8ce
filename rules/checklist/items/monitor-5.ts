import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'monitor-5',
  section: 'monitor',
  number: 5,
  title: 'The model is numerically stable',
  aliases: ['Models are numerically stable', 'The model is free of NaN and infinite values in training and serving'],
  docs: {
    what: 'NaN, infinite values and dead units are noticed in training and serving.',
    why: 'Numbers that are none spread silently and spoil everything computed from them.',
    manual: 'A dated review of training logs.',
    automated: 'Training that ends at NaN (`TerminateOnNaN`, `detect_anomaly`), checks that raise (`isfinite`), alerts on predictions that are no numbers.',
    traps: 'Clipping or `nan_to_num`, which hide it; filled predictions; a check of training features only.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'high', absent: 'medium' },
  attestationDays: 30,
  applies: () => UNKNOWN,
  next: {
    start: 'Stop the training when the loss or the predictions are not finite.',
    wire: 'Call the check from the training or the service.',
    enforce: 'Raise instead of replacing the values.',
    repeat: 'Run the training from CI or a schedule.',
    document: 'Review the logs of a training for values that are not finite, and keep the dated result.',
  },
};
