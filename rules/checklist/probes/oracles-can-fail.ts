import type { Probe } from '../../api/checklist/probe.ts';
import { every } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'oracles-can-fail',
  number: 'P05',
  question: 'Can every assertion fail for some input?',
  answer: ({ repository: { programs } }) => every(programs.flatMap(({ functions }) => functions.flatMap(({ oracles }) => oracles)), ({ canFail }) => canFail, ({ at }) => ({ at, text: 'this can fail' })),
};
