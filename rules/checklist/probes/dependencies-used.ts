import type { Probe } from '../../api/checklist/probe.ts';
import { YES } from '../../api/repository/place.ts';
import { every, no } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'dependencies-used',
  number: 'P02',
  question: 'Is every imported package used?',
  answer: ({ repository: { programs } }) => every(
    programs.flatMap(({ imports }) => imports),
    ({ isUsed }) => (isUsed ? YES : no([])),
    ({ package: name, at, isUsed }) => ({ at, text: isUsed ? `\`${name}\` is used` : `\`${name}\` is imported and not used` }),
  ),
};
