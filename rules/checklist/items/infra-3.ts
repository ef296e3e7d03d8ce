import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'infra-3',
  section: 'infra',
  number: 3,
  title: 'The whole pipeline is integration tested',
  aliases: ['The full ML pipeline is integration tested', 'The ML pipeline is integration tested'],
  docs: {
    what: 'A test runs the pipeline from data to serving on a small part of the data.',
    why: 'Each step may be right and the whole still wrong: a column renamed here, a file expected there.',
    manual: 'A documented dry run of the whole pipeline, with a date.',
    automated: 'CI or a nightly job runs data, features, training, evaluation and serving on a sample and fails when a step does.',
    traps: 'A test that only starts containers; a run that needs variables CI does not have; a start from committed intermediate files.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'high', absent: 'high' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Write a test that runs the pipeline from raw data to a prediction on a small sample.',
    wire: 'Let a command of the repository run it.',
    enforce: 'Let a failing step fail the run.',
    repeat: 'Run it from CI or every night.',
    document: 'Run the whole pipeline on a sample and keep a dated record of it.',
  },
};
