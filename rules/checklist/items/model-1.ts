import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'model-1',
  section: 'model',
  number: 1,
  title: 'Every model specification is reviewed and under version control',
  aliases: ['Model specs are reviewed and submitted', 'Every model specification undergoes a code review and is checked in'],
  docs: {
    what: 'Code and configuration that define a model reach the main branch only by a review.',
    why: 'Results can be explained and repeated only when it is known which specification made them; a second pair of eyes finds what the first does not.',
    manual: 'Most changes of model code arrive by pull requests or name a reviewer, and a guide asks for it.',
    automated: 'Review is enforced: rules of the branch as code, owners for the folders of the model, checks required for merging.',
    traps: "Merges of the main branch into one's own; requests merged by their author at once; owners that do not exist.",
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'low', absent: 'medium' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Ask for reviews by rules of the branch kept as code, with owners for the folders of the model.',
    wire: 'Put the rules where the host of the repository applies them.',
    enforce: 'Require an approval before merging.',
    repeat: 'Let the rules hold for every change of the main branch.',
    document: 'Write down that model changes are reviewed, and link the reviews of the last ones.',
  },
};
