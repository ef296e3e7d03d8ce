import type { Probe } from '../../api/checklist/probe.ts';
import { UNKNOWN } from '../../api/repository/place.ts';
import { every, linkTo, testsOf } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'tests-touch-project',
  number: 'P07',
  question: 'Does every test reach code of the project?',
  answer: ({ repository }) => every(testsOf(repository), ({ test }) => test?.touchesProject ?? UNKNOWN, linkTo(({ name, test }) => (test?.touchesProject.answer === 'yes' ? `\`${name}\` reaches the project` : `\`${name}\` reaches no code of the project`))),
};
