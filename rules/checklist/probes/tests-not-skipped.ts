import type { Probe } from '../../api/checklist/probe.ts';
import { UNKNOWN } from '../../api/repository/place.ts';
import { every, linkTo, testsOf } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'tests-not-skipped',
  number: 'P08',
  question: 'Does every test run when it is collected?',
  answer: ({ repository }) => every(testsOf(repository), ({ test }) => test?.runs ?? UNKNOWN, linkTo(({ name, test }) => (test?.runs.answer === 'yes' ? `\`${name}\` runs` : `\`${name}\` is skipped`))),
};
