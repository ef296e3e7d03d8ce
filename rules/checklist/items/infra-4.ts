import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'infra-4',
  section: 'infra',
  number: 4,
  title: 'The quality of a model is checked before it is served',
  aliases: ['Model quality is validated before serving', 'Model quality is validated before attempting to serve it'],
  docs: {
    what: 'A model that is worse than a bound, or than the one in production, cannot reach the users.',
    why: 'Retraining can fail quietly: on broken data it gives a model all the same.',
    manual: 'A checklist or a comment with the metrics before each release, with dates.',
    automated: 'A gate on the way to production: a job the deployment waits for, an evaluator that blesses, a condition of the registry, a comparison that raises before the upload.',
    traps: 'A metric that is only logged; a check in another workflow than the release; a dry run; a model that is overwritten before it is judged.',
  },
  data: 'any',
  blocks: 'promotion',
  confidence: { automated: 'high', absent: 'high' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Compare the new model with a bound or with the one in production, and stop when it is worse.',
    wire: 'Run the check in the pipeline that trains.',
    enforce: 'Let the step that ships the model wait for the check (`needs:`), and let the check fail.',
    repeat: 'Run the gate with each retraining.',
    document: 'Keep the dated metrics of each model that was released, with the decision.',
  },
};
