import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'infra-7',
  section: 'infra',
  number: 7,
  title: 'A served model can be rolled back',
  aliases: ['Serving models can be rolled back', 'Models can be quickly and safely rolled back to a previous serving version'],
  docs: {
    what: 'The previous model can be brought back quickly and safely, and that was tried.',
    why: 'When a model misbehaves, the first thing to do is to return to the last good one. It has to be there.',
    manual: 'A runbook with the command and the date it was exercised; versions of models that are kept.',
    automated: 'A step that rolls back when a release fails: `helm upgrade --atomic`, `kubectl rollout undo`, a tested script that moves the alias of the registry back.',
    traps: 'A rollback script nothing uses; one mutable file or `:latest`; no history of revisions.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'high', absent: 'medium' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Keep versions of each served model and add a step that returns to the previous one.',
    wire: 'Call the rollback from the deployment pipeline.',
    enforce: 'Let a failed release start the rollback by itself.',
    repeat: 'Let every release have it.',
    document: 'Exercise a rollback and write down the command, the result and the date.',
  },
};
