import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'infra-5',
  section: 'infra',
  number: 5,
  title: 'One example can be followed step by step through the model',
  aliases: ['The model is debuggable', 'The model allows debugging by observing the step-by-step computation on a single example'],
  docs: {
    what: 'For one input it can be seen what each step made of it, up to the prediction.',
    why: 'Somebody will ask why the model said what it said. Without a tool the answer takes days.',
    manual: 'A guide to debugging, or a notebook that follows one record, with a date.',
    automated: 'A maintained and tested command or endpoint that explains one prediction (`--explain`, SHAP or LIME for one input, logged intermediate values), tried in CI.',
    traps: 'A forgotten `import pdb`; a SHAP plot of all rows only.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'medium', absent: 'low' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Write a command that shows the features and the explanation of one prediction, with a test.',
    wire: 'Let a test that a command runs try it.',
    enforce: 'Assert on what it shows.',
    repeat: 'Run that test from CI.',
    document: 'Follow one example through the pipeline in a notebook and keep it with its date.',
  },
};
