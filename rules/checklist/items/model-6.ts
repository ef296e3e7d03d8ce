import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'model-6',
  section: 'model',
  number: 6,
  title: 'Quality holds on all important slices of the data',
  aliases: ['Model quality is sufficient on important data slices', 'Model quality is sufficient on all important data slices'],
  docs: {
    what: 'Quality is measured for groups that matter (countries, devices, new users, rare classes), each with a bound.',
    why: 'A good average hides a group for which the model does not work.',
    manual: 'A dated table of the metric for each group.',
    automated: 'Slices with bounds in each evaluation: a metric for each group that is asserted, `MetricFrame`, TFMA slicing with thresholds, Snorkel slices.',
    traps: 'A slicing specification that holds only the overall slice; slices that are printed and never bounded; groups chosen by a truth value that is nearly always true; slices by the label.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'high', absent: 'high' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Compute the metric for each important group and assert a lower bound for the worst.',
    wire: 'Let the evaluation or a test that a command runs compute the slices.',
    enforce: 'Assert a bound for each slice.',
    repeat: 'Run the evaluation from CI or with each retraining.',
    document: 'Keep a dated table of the metric for each group.',
  },
};
