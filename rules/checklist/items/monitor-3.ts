import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'monitor-3',
  section: 'monitor',
  number: 3,
  title: 'Training and serving compute the same features',
  aliases: ['Training and serving are not skewed', 'Training and serving features compute the same values'],
  docs: {
    what: 'For the same example the features at training and at serving are equal, and that is measured.',
    why: 'A difference between the two is one of the most common faults and the hardest to see: nothing fails.',
    manual: 'A dated comparison of logged serving features with computed ones.',
    automated: 'A job that joins logged serving features with those of the training and counts differences, a skew comparison of TFDV or Vertex, a parity test of a feature store.',
    traps: 'Shared code prevents skew but does not monitor it; a notebook with a placeholder for the address.',
  },
  data: 'served',
  blocks: 'nothing',
  confidence: { automated: 'medium', absent: 'medium' },
  attestationDays: 30,
  applies: () => UNKNOWN,
  next: {
    start: 'Log the features at serving, compute them again offline, and count the differences.',
    wire: 'Let a command of the repository run the comparison.',
    enforce: 'Let differences above a bound fail the run or alert somebody.',
    repeat: 'Run it on a schedule.',
    document: 'Compare a sample of served features with computed ones and keep the dated result.',
  },
};
