import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'data-6',
  section: 'data',
  number: 6,
  title: 'A new feature can be brought to production quickly',
  aliases: ['New features can be added quickly', 'The calendar time needed to develop and add a new feature to the production model is known'],
  docs: {
    what: 'The time from the idea of a feature to its use in production is known and short.',
    why: 'A team that needs half a year for a feature answers to changes of the world half a year late.',
    manual: 'The recorded lead times of recent features, or a guide to adding one that somebody followed, with dates.',
    automated: 'A lead time computed from commits and releases and published regularly, or a feature registry whose changes CI applies.',
    traps: 'Many commits say nothing of the way to production; without deployments nothing can be measured.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'low', absent: 'low' },
  attestationDays: 180,
  applies: () => UNKNOWN,
  next: {
    start: 'Compute the days from the commit of a feature to the release that has it, and publish them with each release.',
    wire: 'Let the release job compute the lead time.',
    enforce: 'Let a lead time above the agreed one reach somebody.',
    repeat: 'Compute it with each release or on a schedule.',
    document: 'Record the lead times of the last features with their dates.',
  },
};
