import type { Probe } from '../../api/checklist/probe.ts';
import { every } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'oracles-point-right',
  number: 'P06',
  question: 'Do assertions about metrics fail for worse values?',
  answer: ({ repository: { programs } }) => every(programs.flatMap(({ functions }) => functions.flatMap(({ oracles }) => oracles)), ({ pointsRight }) => pointsRight, ({ at }) => ({ at, text: 'this fails for worse values' })),
};
