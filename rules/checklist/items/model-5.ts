import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'model-5',
  section: 'model',
  number: 5,
  title: 'A simpler model is known not to do',
  aliases: ['A simpler model is not better', 'The model has been tested against a simple baseline'],
  docs: {
    what: 'The model is compared with a trivial one (majority, mean, popularity, a linear model of few features), and its advantage is known.',
    why: 'A complicated model costs in all that follows. When a simple one is as good, that cost buys nothing; when a model loses to it, something is broken.',
    manual: 'A dated table that compares the model with a trivial baseline.',
    automated: 'Each training also trains or evaluates the baseline and asserts the margin.',
    traps: 'A test called baseline that trains none; the previous production model as "baseline".',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'high', absent: 'high' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Train a `DummyClassifier` or `DummyRegressor` beside the model and assert that the model beats it by a margin.',
    wire: 'Let the training or a test that a command runs make the comparison.',
    enforce: 'Assert the margin instead of printing both numbers.',
    repeat: 'Run the comparison from CI or with each retraining.',
    document: 'Keep a dated table of the model beside a trivial baseline.',
  },
};
