import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'model-7',
  section: 'model',
  number: 7,
  title: 'The model was examined for unfair treatment of groups',
  aliases: ['The model is tested for considerations of inclusion', 'The model has been tested for implicit bias'],
  docs: {
    what: 'For attributes of people that need protection it was measured whether the model treats groups alike, by a notion somebody chose.',
    why: 'Models repeat what is unjust in their data, and nobody sees it in the overall metric.',
    manual: 'A dated report that names the attribute, the notion of fairness, the numbers and the decision.',
    automated: 'A group metric on real attributes with a tolerance, in CI or monitoring: fairlearn, aif360, Aequitas, a four-fifths check.',
    traps: 'Groups made of even and odd rows; an import without a call; a tolerance that twenty rows cannot break; a removed attribute whose proxies stay.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'high', absent: 'medium' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Compute a fairness metric (`demographic_parity_difference`) by a real attribute and assert a tolerance.',
    wire: 'Let the evaluation or a test that a command runs compute it.',
    enforce: 'Assert the tolerance instead of printing the difference.',
    repeat: 'Run it from CI or with each retraining.',
    document: 'Keep a dated report with the attribute, the notion, the numbers and the decision.',
  },
};
