import type { Probe } from '../../api/checklist/probe.ts';
import { UNKNOWN, YES } from '../../api/repository/place.ts';
import { every, linkTo, no, testsOf } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'tests-have-oracles',
  number: 'P04',
  question: 'Does every test have something that can fail?',
  answer: ({ repository }) => every(testsOf(repository), ({ oracles, calls }) => (oracles.length > 0 ? YES : calls.some(({ target }) => target !== null) ? UNKNOWN : no([])), linkTo(({ name, oracles }) => (oracles.length > 0 ? `\`${name}\` can fail` : `\`${name}\` asserts nothing`))),
};
