import type { Probe } from '../../api/checklist/probe.ts';
import { CI_KINDS } from '../ci-kinds.ts';
import { no, yes } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'ci-present',
  number: 'P09',
  question: 'Does a CI system run something for this repository?',
  answer: ({ repository: { automations } }) => {
    const found = automations.filter(({ kind, jobs }) => CI_KINDS.includes(kind) && jobs.length > 0);
    return found.length > 0 ? yes(found.map(({ at, name }) => ({ at, text: `\`${name}\` runs in a CI system` }))) : no([]);
  },
};
