import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'infra-1',
  section: 'infra',
  number: 1,
  title: 'Training can be repeated with the same result',
  aliases: ['Training is reproducible'],
  docs: {
    what: 'Two trainings on the same data give the same model, or the same within a stated tolerance.',
    why: 'Without it no change can be judged, no fault be hunted, no result be defended.',
    manual: 'A documented comparison of two trainings, or instructions that somebody followed, with the result.',
    automated: 'CI trains twice, or compares with stored results, within a tolerance; seeds, pinned dependencies and versions of the data make it possible.',
    traps: 'A test of an algorithm that draws nothing by chance; a tolerance that accepts everything; a package without a version beside a lock of the data.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'high', absent: 'high' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Train twice with fixed seeds in a test and assert that predictions or metrics agree.',
    wire: 'Let a command of the repository run the comparison.',
    enforce: 'Assert the tolerance so that a difference fails the run.',
    repeat: 'Run the comparison from CI.',
    document: 'Train twice, compare, and keep the dated result.',
  },
};
