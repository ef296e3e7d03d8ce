import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'data-4',
  section: 'data',
  number: 4,
  title: 'Features obey written rules about which data may be used',
  aliases: ['Features adhere to meta-level requirements', 'No feature is marked as unsuitable for use'],
  docs: {
    what: 'There are rules about features themselves (no raw user text, no retired source, no protected attribute, only data with an owner), and the features in use keep to them.',
    why: 'Such rules come from law, from contracts and from experience. One person who does not know them is enough to break them.',
    manual: 'The written rules and a dated review of the current features against them.',
    automated: 'The rules as data (a list of allowed or forbidden features, tags of a feature store, a policy file) and a check on each change that compares them with the features of the model.',
    traps: 'A list of names that are no longer in the data; rules that stand in a comment only.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'high', absent: 'high' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Write a list of allowed or forbidden features and assert that the features of the model keep to it.',
    wire: 'Call the check of the feature list from a test or from the training.',
    enforce: 'Let a forbidden feature raise.',
    repeat: 'Run the check from CI on each change.',
    document: 'Write the rules down and keep the dated result of a review of the current features.',
  },
};
