import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'data-5',
  section: 'data',
  number: 5,
  title: 'Privacy controls cover the data on its whole way through the pipeline',
  aliases: ['The data pipeline has appropriate privacy controls'],
  docs: {
    what: 'Personal data is kept from those who do not need it on its whole way: raw files, derived features, models, logs; and it can be deleted.',
    why: 'Copies made for training escape the controls of the system they came from. A leak or a request for deletion then concerns files nobody remembers.',
    manual: 'A section, data sheet or assessment that names the personal fields, how long they are kept, who may read derived data and how deletion reaches it, with a date.',
    automated: 'Access rules as code, a step that makes data pseudonymous with a test of it, a scanner for secrets or personal data that fails the run, or a scheduled deletion.',
    traps: 'Personal columns or keys that are committed to the repository; a scanner whose failure is ignored; identifiers hashed without a salt.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'low', absent: 'high' },
  attestationDays: 180,
  applies: () => UNKNOWN,
  next: {
    start: 'Add a step that removes or masks personal columns, with a test that none is left.',
    wire: 'Let a command of the repository run the privacy check.',
    enforce: 'Let the scanner or check fail the run instead of ignoring its exit code.',
    repeat: 'Run the check from CI on each change.',
    document: 'Write down the personal fields, who may read them, how long they are kept and how they are deleted, with the date of the review.',
  },
};
