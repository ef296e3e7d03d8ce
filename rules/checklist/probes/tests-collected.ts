import type { Probe } from '../../api/checklist/probe.ts';
import { linkTo, no, testsOf, unknown, yes } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'tests-collected',
  number: 'P03',
  question: 'Are there tests that a test runner collects?',
  answer: ({ repository }) => {
    const tests = testsOf(repository);
    if (tests.length > 0) return yes(tests.map(linkTo(({ name }) => `\`${name}\` is collected`)));
    return repository.programs.some(({ isCutShort }) => isCutShort) ? unknown([]) : no([]);
  },
};
