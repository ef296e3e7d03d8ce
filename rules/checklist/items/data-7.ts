import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'data-7',
  section: 'data',
  number: 7,
  title: 'All code that computes features is tested',
  aliases: ['All input feature code is tested'],
  docs: {
    what: 'Functions that clean, transform, encode or tokenise inputs are reached by tests that can fail, for training and for serving.',
    why: 'A wrong feature rarely crashes. The model learns from it and looks slightly worse, which nobody notices.',
    manual: 'A script or notebook that compares some outputs with expected ones, its result kept with a date.',
    automated: 'Collected tests with assertions that reach the functions of the feature code, property tests among them, run by CI.',
    traps: 'Expected values that the same function produced; paths of one laptop; only the loader is tested; tests that a marker leaves out.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'high', absent: 'high' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Write tests of the functions that compute features, with inputs and expected outputs made by hand.',
    wire: 'Put the tests where the test command collects them.',
    enforce: 'Give each test an assertion that can fail, and let its failure fail the run.',
    repeat: 'Run the tests from CI on each change.',
    document: 'Compare the outputs of the feature code with expected ones and keep the dated result.',
  },
};
