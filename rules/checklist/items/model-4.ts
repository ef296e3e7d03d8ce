import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'model-4',
  section: 'model',
  number: 4,
  title: 'It is known how fast a model ages',
  aliases: ['The impact of model staleness is known'],
  docs: {
    what: "It was measured how quality falls with the age of a model: yesterday's, last week's, last year's.",
    why: 'Without it nobody can say how often to train, or what an outage of the training costs.',
    manual: 'A dated table or curve of age against quality, and the interval of retraining that follows from it.',
    automated: 'A scheduled backtest of older models, or a shadow of an old one, whose result sets the bound of an alert.',
    traps: '`TimeSeriesSplit` alone; a "time split" by position in unsorted rows.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'low', absent: 'medium' },
  attestationDays: 180,
  applies: () => UNKNOWN,
  next: {
    start: 'Evaluate models of several ages on the latest rows, and derive from it how often to train.',
    wire: 'Let a command of the repository run the backtest.',
    enforce: 'Let an old model that is too bad reach somebody.',
    repeat: 'Run the backtest on a schedule.',
    document: 'Keep a dated table of age against quality and the interval you chose.',
  },
};
