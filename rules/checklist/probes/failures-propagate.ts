import type { Probe } from '../../api/checklist/probe.ts';
import { every } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'failures-propagate',
  number: 'P12',
  question: 'Do failures of commands that run by themselves stop something?',
  answer: ({ repository: { runs } }) => every(runs.filter(({ started }) => started !== null), ({ enforced }) => enforced, ({ command }) => ({ at: command.at, text: 'a failure of this stops the job' })),
};
