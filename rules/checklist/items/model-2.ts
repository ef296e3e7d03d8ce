import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'model-2',
  section: 'model',
  number: 2,
  title: 'Offline metrics are known to move with online ones',
  aliases: ['Offline and online metrics correlate', 'The relationship between offline proxy metrics and actual impact metrics is understood'],
  docs: {
    what: 'It was tested that a better offline metric means a better result for users.',
    why: 'A team that improves a metric which moves nothing outside works for nothing, or worse.',
    manual: 'A dated analysis of several models, a deliberately worse one among them, that relates both metrics.',
    automated: 'Both metrics are recorded for each version, and a job computes their relation and tells when they part.',
    traps: 'An online metric computed on the rows of the training; a test of two constant lists; accuracy defined as one minus an error.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'low', absent: 'high' },
  attestationDays: 180,
  applies: () => UNKNOWN,
  next: {
    start: 'Record an offline and an online metric for each model version, and compute how they relate.',
    wire: 'Run the computation where both metrics arrive.',
    enforce: 'Let somebody hear when the two part.',
    repeat: 'Run it on a schedule.',
    document: 'Compare models of different quality online, and keep the dated result beside their offline metrics.',
  },
};
