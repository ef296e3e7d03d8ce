import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'monitor-1',
  section: 'monitor',
  number: 1,
  title: 'Changes in what the model depends on reach somebody',
  aliases: ['Dependency changes result in notification', 'Upstream instability in features is tested, in training and serving'],
  docs: {
    what: 'Owners of upstream data and services are known, and changes there are announced or noticed.',
    why: 'A source that changes its meaning spoils the model without an error anywhere.',
    manual: 'A dated list of upstream data with owners, contacts and where changes are announced.',
    automated: 'A schema registry with compatibility rules, data contracts checked by CI, freshness checks of sources, a scheduled comparison of upstream schemas that tells somebody.',
    traps: 'Updates of libraries cover only a small part; an audit whose failure is ignored.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'medium', absent: 'medium' },
  attestationDays: 30,
  applies: () => UNKNOWN,
  next: {
    start: 'Check the schema and freshness of each upstream source on a schedule, and tell the team when they change.',
    wire: 'Let a command of the repository run the check.',
    enforce: 'Let a change fail the run or reach a channel people read.',
    repeat: 'Run it on a schedule.',
    document: 'Keep a dated list of upstream data with owners and where they announce changes.',
  },
};
