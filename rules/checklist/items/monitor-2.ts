import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'monitor-2',
  section: 'monitor',
  number: 2,
  title: 'Invariants of the data hold for training and serving inputs',
  aliases: ['Data invariants hold for inputs', 'Data invariants hold in training and serving inputs'],
  docs: {
    what: 'What must be true of the data is checked on newly arriving and served inputs, and violations reach somebody.',
    why: 'Serving inputs change with the world and with the clients. The model answers garbage just as quickly.',
    manual: 'A dated report on served data, repeated now and then.',
    automated: 'A scheduled or streaming check of new data with an alert: a validated request with a counter and a rule, a checkpoint in a schedule, a drift suite whose result branches the flow.',
    traps: 'A check of one frozen training file; a reference that is the current data; a comparison of two committed files; schedules that are commented out.',
  },
  data: 'served',
  blocks: 'nothing',
  confidence: { automated: 'medium', absent: 'high' },
  attestationDays: 30,
  applies: () => UNKNOWN,
  next: {
    start: 'Validate incoming requests or the latest partition against the schema, and count what is rejected.',
    wire: 'Call the validation where requests or new data arrive.',
    enforce: 'Let violations raise an alert or stop the flow.',
    repeat: 'Run it on a schedule or for each request.',
    document: 'Check a sample of served data and keep the dated report.',
  },
};
