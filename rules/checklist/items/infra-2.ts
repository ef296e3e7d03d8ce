import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'infra-2',
  section: 'infra',
  number: 2,
  title: 'The code that specifies models is unit tested',
  aliases: ['Model specs are unit tested', 'Model specification code is unit tested'],
  docs: {
    what: 'Functions that build and train models are tested in small: shapes, one step of the training, a tiny batch learned by heart, saving and loading.',
    why: "A fault in the model's code otherwise shows after hours of training, as a slightly worse number.",
    manual: 'A notebook or script that tries the model on a small input, its output kept with a date.',
    automated: 'Collected tests with assertions that build the model and train a step, run by CI.',
    traps: '`model is not None`; a printed summary; golden numbers of a whole training; counting layers.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'high', absent: 'high' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Test that the model builds, that one training step lowers the loss on a tiny batch, and that it saves and loads.',
    wire: 'Put the tests where the test command collects them.',
    enforce: 'Give each test an assertion that can fail.',
    repeat: 'Run the tests from CI on each change.',
    document: 'Try the model on a small input and keep the dated output.',
  },
};
